"""Answers of recall, for pipes, programs and people."""

from __future__ import annotations

from collections.abc import Iterator

from memory_cli.actions.recall import Recalled
from memory_cli.cli import render
from memory_cli.core.citation import short_line
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
    """One line a hit, long ones cut; what stands around it and what made its score, indented."""
    for hit in hits:
        yield from (f"  {short_line(entry)}" for entry in hit.before)
        yield short_line(hit.entry, hit.marks)
        yield from (f"  {short_line(entry)}" for entry in hit.after)
        yield from (f"    {part}" for part in explained(hit))


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
