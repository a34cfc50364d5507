"""The dialogue: a person looks at each edit and says what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence

from memory_cli.actions.review import Decision
from memory_cli.cli import proposals
from memory_cli.cli.deps import Context
from memory_cli.cli.output import choose
from memory_cli.cli.output import note
from memory_cli.cli.output import tell_pretty
from memory_cli.cli.rewording import Reword
from memory_cli.core.entry import Entry
from memory_cli.core.plan import Proposed
from memory_cli.core.plan import Retire

_HELP = {
    "y": "apply it",
    "n": "do not, and do not propose it again",
    "e": "say it in your own words, in your editor",
    "a": "apply it and all that follow",
    "q": "stop here; the rest waits for mem review",
}


def decided(
    ctx: Context, edits: Sequence[Proposed], given: Mapping[str, Entry], reword: Reword
) -> Decision:
    """What the person at the terminal says to each of `edits`; Ctrl-D leaves the rest open."""
    decision = Decision()
    for number, edit in enumerate(edits):
        answer, said = _asked(ctx, edit, given, f"{number + 1} of {len(edits)}", reword)
        match answer:
            case "y":
                decision = decision._replace(approved=(*decision.approved, said))
            case "e":
                decision = decision._replace(reworded=(*decision.reworded, said))
            case "n":
                decision = decision._replace(declined=(*decision.declined, edit))
            case "a":
                rest = (*decision.approved, *edits[number:])
                return decision._replace(approved=rest)
            case _:
                return decision._replace(open=tuple(edits[number:]))
    return decision


def _asked(
    ctx: Context, edit: Proposed, given: Mapping[str, Entry], where: str, reword: Reword
) -> tuple[str, Proposed]:
    """The answer, and the edit in the person's words where they chose them."""
    tell_pretty(ctx, proposals.pretty([edit], given))
    keys = [key for key in _HELP if key != "e" or not isinstance(edit, Retire)]
    while True:
        match choose(f"{where}  {_question(edit)} [{'/'.join(keys)}] "):
            case None | "q" | "quit":
                return "q", edit
            case "y" | "yes":
                return "y", edit
            case "n" | "no":
                return "n", edit
            case "a" | "all":
                return "a", edit
            case "e" | "edit" if not isinstance(edit, Retire):
                if (new := reword(edit)) is not None:
                    tell_pretty(ctx, proposals.pretty([new], given))
                    return "e", new
            case _:
                for key in keys:
                    note(ctx, f"  {key}  {_HELP[key]}")


def _question(edit: Proposed) -> str:
    return "Retire it?" if isinstance(edit, Retire) else "Apply?"
