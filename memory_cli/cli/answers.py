"""Answers of recall, for pipes, programs and people."""

from __future__ import annotations

from collections.abc import Iterator

from memory_cli.actions.recall import Recalled
from memory_cli.cli import render
from memory_cli.core.citation import cut
from memory_cli.core.citation import line
from memory_cli.core.entry import Entry
from memory_cli.search.question import Because
from memory_cli.search.question import Hit

JsonObject = dict[str, object]


def as_json(found: Recalled) -> JsonObject:
    """The answer for a program; keys are only ever added."""
    return {
        "query": found.question.text,
        "window": _window(found),
        "hits": [_hit(hit) for hit in found.hits],
        "omitted": found.omitted,
        "private_omitted": found.answer.private,
        "scanned": found.failure is not None,
        "unread": list(found.unread),
    }


def lines(hits: tuple[Hit, ...]) -> Iterator[str]:
    """One line a hit; what stands around it, and what made its score, below, indented."""
    for hit in hits:
        yield from (f"  {beside(entry)}" for entry in hit.before)
        yield hit_line(hit)
        yield from (f"  {beside(entry)}" for entry in hit.after)
        yield from (f"    {part}" for part in explained(hit))


def hit_line(hit: Hit) -> str:
    """A hit as a line of a pipe; a long one is cut around the match."""
    return line(hit.entry, clipped(hit))


def beside(entry: Entry) -> str:
    """An entry around a hit as such a line; of a long one the beginning."""
    return hit_line(Hit(entry, 0.0))


def clipped(hit: Hit) -> str | None:
    """The words of a long hit around the first match; None for one that is not long."""
    text = hit.entry.headline
    start, end = cut(text, hit.marks)
    if (start, end) == (0, len(text)):
        return None
    shown = f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"
    return f"~~{shown}~~" if hit.entry.disabled else shown


def explained(hit: Hit) -> Iterator[str]:
    """What made the score of `hit`, for a person; nothing unless it was asked for."""
    because = hit.because
    if because is None:
        return
    words = sorted(because.words.items(), key=lambda item: -item[1])
    parts = [f"{stem} {value:.2f}{_note(stem, because)}" for stem, value in words]
    if because.day:
        parts.append(f"its day {because.day:.2f}")
    factors = "".join(f" × {value:.2f} ({name})" for name, value in because.factors.items())
    yield f"{hit.score:.2f} = ({' + '.join(parts)}){factors}"


def _note(stem: str, because: Because) -> str:
    return " (from a neighbour)" if stem in because.borrowed else ""


def _hit(hit: Hit) -> JsonObject:
    found: JsonObject = render.as_json(hit.entry)
    found |= {"score": round(hit.score, 4), "duplicates": len(hit.duplicates)}
    if hit.before or hit.after:
        found["before"] = [render.as_json(entry) for entry in hit.before]
        found["after"] = [render.as_json(entry) for entry in hit.after]
    if hit.because:
        found["because"] = {
            "words": {stem: round(value, 4) for stem, value in hit.because.words.items()},
            "borrowed": list(hit.because.borrowed),
            "day": round(hit.because.day, 4),
            "factors": {name: round(value, 4) for name, value in hit.because.factors.items()},
        }
    return found


def _window(found: Recalled) -> JsonObject | None:
    window, filters = found.window
    if window is None:
        return None
    start, end = window
    return {
        "since": start.isoformat() if start else None,
        "until": end.isoformat() if end else None,
        "filters": filters,
    }
