"""Reads what a model answered: whole and exact, or CuratorFailed and nothing of it.

Only the form is judged here. What an edit may do is for the check that every plan passes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from typing import NoReturn

from memory_cli.core.errors import CuratorFailed
from memory_cli.core.hidden import clean
from memory_cli.core.hidden import visible
from memory_cli.core.plan import Add
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Log
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from memory_cli.curator.batch import Batch
from memory_cli.curator.batch import Spoken
from memory_cli.curator.batch import unresolved

AGAIN = "nothing was changed; try again, or use --with rules"

_STOPPED = {
    "refusal": "Claude refuses to answer this",
    "max_tokens": "Claude's answer is too long and was cut off",
    "model_context_window_exceeded": "this is more than the model can read at once",
    "pause_turn": "Claude paused in the middle of its answer",
}
_INPUT = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
_FEW = 10  # edits that any batch may be worth
_EACH = 3  # edits more for each entry or message


class Call(NamedTuple):
    """The one tool call of an answer, and what the answer cost."""

    arguments: Mapping[str, object]
    input_tokens: int
    output_tokens: int


def call(body: bytes, *, tool: str) -> Call:
    """The call of `tool` that `body`, the answer of the Messages API, consists of."""
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        raise CuratorFailed(
            "what came back is no answer of Claude", "check ANTHROPIC_BASE_URL, or use --with rules"
        ) from None
    if not isinstance(message, dict):
        _fail("it is no message")
    stopped = message.get("stop_reason")
    if isinstance(stopped, str) and stopped in _STOPPED:
        raise CuratorFailed(_STOPPED[stopped], AGAIN)
    content = message.get("content")
    blocks = content if isinstance(content, list) else []
    calls = [each for each in blocks if isinstance(each, dict) and each.get("type") == "tool_use"]
    if len(calls) != 1:
        _fail(f"it has {len(calls)} tool calls instead of one")
    arguments = calls[0].get("input")
    if calls[0].get("name") != tool or not isinstance(arguments, dict):
        _fail("it calls another tool")
    usage = message.get("usage")
    spent = usage if isinstance(usage, dict) else {}
    return Call(
        arguments, sum(_count(spent, name) for name in _INPUT), _count(spent, "output_tokens")
    )


def edits(arguments: Mapping[str, object], batch: Batch) -> tuple[Edit, ...]:
    """The edits that a call of `propose` says, in terms of what `batch` gave.

    A number that was not given stays as it was cited, so that the check can refuse that one edit
    and say why.
    """
    said = _Object("", arguments, {"add", "revise", "retire"})
    read: list[Edit] = [_add(each, batch) for each in said.objects("add", _ADD)]
    read += (_revise(each, batch) for each in said.objects("revise", _REVISE))
    read += (_retire(each, batch) for each in said.objects("retire", _RETIRE))
    _check_number(len(read), _FEW + _EACH * len(batch.entries) + len(batch.facts))
    return tuple(read)


def logs(arguments: Mapping[str, object], heard: Spoken, *, day: date) -> tuple[Log, ...]:
    """The entries for the log of `day` that a call of `log` says, in the order of `heard`."""
    said = _Object("", arguments, {"logs"})
    order = {number: place for place, number in enumerate(heard.numbered)}
    read = [_log(each, heard, day) for each in said.objects("logs", _LOG)]
    _check_number(len(read), _FEW + _EACH * len(heard.messages))
    return tuple(log for number, log in sorted(read, key=lambda pair: order[pair[0]]))


_ADD = {"text", "section", "because", "tags", "until", "confidence", "why"}
_REVISE = {*_ADD, "fact"}
_RETIRE = {"fact", "because", "confidence", "why"}
_LOG = {"text", "message", "tags", "confidence", "why"}


class _Object:
    """An object of the answer with exactly `names` in it; each field is asked for by its type."""

    def __init__(self, where: str, value: object, names: set[str]) -> None:
        self._where = where
        if not isinstance(value, Mapping) or set(value) != names:
            _fail(f"{where or 'the call'} has not the fields it should have")
        self._fields: Mapping[str, object] = value

    def text(self, name: str) -> str:
        """Words, with nothing hidden in them."""
        value = self._fields[name]
        if not isinstance(value, str):
            self._wrong(name, "text")
        return _seen(value)

    def text_or_none(self, name: str) -> str | None:
        """Words, or nothing."""
        return None if self._fields[name] is None else self.text(name) or None

    def texts(self, name: str) -> tuple[str, ...]:
        """Several words, each once."""
        values = self._list(name)
        if not all(isinstance(value, str) for value in values):
            self._wrong(name, "a list of texts")
        return tuple(dict.fromkeys(_seen(str(value)) for value in values))

    def tags(self) -> tuple[str, ...]:
        """Tags as entries have them: lower case, without the `#`."""
        return tuple(dict.fromkeys(tag.removeprefix("#").lower() for tag in self.texts("tags")))

    def share(self, name: str) -> float:
        """A number from 0 to 1."""
        value = self._fields[name]
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong(name, "a number")
        if not 0 <= value <= 1:  # nor is NaN, which JSON in Python may be
            self._wrong(name, "between 0 and 1")
        return float(value)

    def day_or_none(self, name: str) -> date | None:
        """A day as YYYY-MM-DD, or nothing."""
        text = self.text_or_none(name)
        if text is None:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self._wrong(name, "a day")
        if day.isoformat() != text:  # 2026-W47 and 20261120 are days to Python alone
            self._wrong(name, "a day")
        return day

    def objects(self, name: str, names: set[str]) -> Iterator[_Object]:
        """The objects of a list, each with `names` in it."""
        for number, value in enumerate(self._list(name)):
            yield _Object(f"{name}[{number}]", value, names)

    def _list(self, name: str) -> list[object]:
        value = self._fields[name]
        if not isinstance(value, list):
            self._wrong(name, "a list")
        return value

    def _wrong(self, name: str, wanted: str) -> NoReturn:
        where = f"{self._where}.{name}" if self._where else name
        _fail(f"{where} is not {wanted}")


def _add(said: _Object, batch: Batch) -> Add:
    return Add(
        text=said.text("text"),
        section=said.text("section"),
        because=_because(said, batch),
        tags=said.tags(),
        until=said.day_or_none("until"),
        confidence=said.share("confidence"),
        why=said.text("why"),
    )


def _revise(said: _Object, batch: Batch) -> Revise:
    fact, was = _fact(said, batch)
    return Revise(
        fact=fact,
        was=was,
        text=said.text("text"),
        because=_because(said, batch),
        section=said.text_or_none("section"),
        tags=said.tags(),
        until=said.day_or_none("until"),
        confidence=said.share("confidence"),
        why=said.text("why"),
    )


def _retire(said: _Object, batch: Batch) -> Retire:
    fact, was = _fact(said, batch)
    return Retire(
        fact=fact,
        was=was,
        because=_because(said, batch),
        confidence=said.share("confidence"),
        why=said.text("why"),
    )


def _log(said: _Object, heard: Spoken, day: date) -> tuple[str, Log]:
    number = said.text("message").upper()
    message = heard.numbered.get(number)
    if message is None:  # to leave it out would be silent, and nothing later could tell
        _fail("it cites a message that was not given")
    return number, Log(
        text=said.text("text"),
        day=day,
        role=message.role,
        tags=said.tags(),
        confidence=said.share("confidence"),
        why=said.text("why"),
    )


def _fact(said: _Object, batch: Batch) -> tuple[str, str]:
    """The id of the fact an edit is about, and its text as it was given."""
    number = said.text("fact").upper()
    fact = batch.known.get(number)
    return (fact.id, fact.text) if fact else (unresolved(number), "")


def _because(said: _Object, batch: Batch) -> tuple[str, ...]:
    given = batch.evidence
    cited = (number.upper() for number in said.texts("because"))
    return tuple(dict.fromkeys(given.get(number) or unresolved(number) for number in cited))


def _seen(text: str) -> str:
    """`text` as the person who is asked will see it, and as any file can hold it."""
    return visible(clean(text)).strip()


def _count(usage: Mapping[str, object], name: str) -> int:
    value = usage.get(name)
    return value if isinstance(value, int) and value > 0 else 0


def _check_number(number: int, most: int) -> None:
    if number > most:
        _fail(f"{number} proposals are more than it can be worth")


def _fail(what: str) -> NoReturn:
    raise CuratorFailed(f"Claude's answer is no plan: {what}", AGAIN)
