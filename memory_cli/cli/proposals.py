"""What a curator proposes, as a person reads it: what goes, what comes, and why."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple
from typing import assert_never

from memory_cli.core.check import Rejected
from memory_cli.core.citation import short
from memory_cli.core.entry import Entry
from memory_cli.core.plan import Add
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Log
from memory_cli.core.plan import Proposed
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from memory_cli.core.plan_form import as_json
from memory_cli.core.secrets import secret
from memory_cli.curator.curator import Usage

JsonObject = dict[str, object]
_SHOWN = 80  # characters of an edit that a remark repeats
_OLD, _NEW, _QUIET = "red", "green", "dim"


class Row(NamedTuple):
    """One line of a proposal and the style of its words."""

    words: str
    style: str = ""


def rows(edit: Proposed, given: Mapping[str, Entry]) -> Iterator[Row]:
    """One edit: its title, what goes (-), what comes (+), and the evidence it rests on."""
    yield Row(title(edit), "bold")
    if isinstance(edit, Revise | Retire):
        yield Row(f"  - {_one_line(edit.was)}", _OLD)
    if not isinstance(edit, Retire):
        yield Row(f"  + {written(edit)}", _NEW)
    if edit.why:
        yield Row(f"    {_one_line(edit.why)}", _QUIET)
    if not isinstance(edit, Log):
        yield from (Row(f"    {said}", _QUIET) for said in _because(edit, given))


def _because(edit: Edit, given: Mapping[str, Entry]) -> Iterator[str]:
    """The evidence of `edit`; a fact that is evidence itself has been named."""
    own = None if isinstance(edit, Add) else edit.fact
    for reference in edit.because:
        entry = given.get(reference)
        if entry is None:
            yield f"because of {reference}"
        elif entry.id != own:
            yield f"because {short(entry)}"


def title(edit: Proposed) -> str:
    """What an edit does, in a few words."""
    match edit:
        case Add():
            return f"Add to {edit.section}"
        case Revise():
            return f"Revise, and move to {edit.section}" if edit.section else "Revise"
        case Retire():
            return "Retire"
        case Log():
            return f"Log on {edit.day}" + (f", said by {edit.role}" if edit.role else "")
        case _:
            assert_never(edit)


def written(edit: Add | Revise | Log) -> str:
    """The words of an edit with its tags and its end, on one line."""
    tags = "".join(f" #{tag}" for tag in edit.tags)
    until = f" (until {edit.until})" if not isinstance(edit, Log) and edit.until else ""
    return f"{_one_line(edit.text)}{tags}{until}"


def lines(edits: Iterable[Proposed], given: Mapping[str, Entry]) -> Iterator[str]:
    """Proposals for a pipe."""
    for edit in edits:
        yield from (row.words for row in rows(edit, given))


def pretty(edits: Iterable[Proposed], given: Mapping[str, Entry]) -> object:
    """Proposals for a terminal."""
    from memory_cli.cli import screen

    shown: list[object] = []
    for edit in edits:
        shown += [screen.styled(row) for row in rows(edit, given)]
    return screen.stack(shown)


def refusals(rejected: Sequence[Rejected]) -> Iterator[str]:
    """A remark for each edit that is not done."""
    for each in rejected:
        words = each.edit.was if isinstance(each.edit, Retire) else each.edit.text
        shown = "" if secret(words) else f" {_one_line(words)[:_SHOWN]!r}:"
        yield f"mem: not done: {title(each.edit).lower()}:{shown} {each.reason}"


def waiting(number: int) -> str:
    """How many proposals wait, and what to do about it."""
    wait = "1 proposal waits" if number == 1 else f"{number} proposals wait"
    return f"{wait} for you: mem review"


def rejected_json(rejected: Iterable[Rejected]) -> list[JsonObject]:
    """Edits that are not done, each with its reason; without the words of one that has a secret."""
    return [_without_secret(as_json(each.edit)) | {"reason": each.reason} for each in rejected]


def _without_secret(plain: JsonObject) -> JsonObject:
    hidden = {key for key in ("text", "was") if secret(str(plain[key] or ""))}
    return {key: None if key in hidden else value for key, value in plain.items()}


def usage_json(usage: Usage | None) -> JsonObject | None:
    """What it cost, as an object; null for a curator that costs nothing."""
    return dict(usage._asdict()) if usage else None


def usage_line(usage: Usage) -> str:
    """What it cost, as a remark."""
    price = "" if usage.dollars is None else f", about ${usage.dollars:.4f}"
    return f"mem: {usage.model}: {usage.input_tokens} tokens in, {usage.output_tokens} out{price}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
