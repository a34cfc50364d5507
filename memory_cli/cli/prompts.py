"""What is recalled as a block for a prompt: fenced, labelled as data, within a budget."""

from __future__ import annotations

from memory_cli.actions.recall import Recalled
from memory_cli.core import prompt
from memory_cli.core.prompt import Format
from memory_cli.core.prompt import Part

_ABOUT = "the matter at hand"


def block(found: Recalled, form: Format, budget: int | None) -> tuple[Recalled, str]:
    """What fits into `budget` tokens, and the text that it makes."""
    entries = (entry for hit in found.hits for entry in (*hit.before, hit.entry, *hit.after))
    parts: tuple[Part, ...] = (Part("Recalled", tuple(entries)),)
    omitted = 0
    if budget is not None:
        parts, omitted = prompt.fill(form, parts, budget=budget, about=_ABOUT)
    kept = {entry for part in parts for entry in part.entries}
    hits = tuple(hit for hit in found.hits if hit.entry in kept)
    return found._replace(hits=hits, omitted=omitted), prompt.block(form, parts, about=_ABOUT)
