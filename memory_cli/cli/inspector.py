"""The overview: a whole memory on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from itertools import groupby

from memory_cli.actions.show import Overview
from memory_cli.cli import render
from memory_cli.cli.pausing import pause_line
from memory_cli.cli.privacy import Curtain
from memory_cli.core.entry import Entry
from memory_cli.store.store import Store

Part = tuple[str, Sequence[Entry]]  # a heading and what stands under it


def public(found: Overview, curtain: Curtain) -> Overview:
    """`found` without the private entries, where these may not be seen."""
    return found._replace(
        soul=curtain.entries(found.soul),
        facts=curtain.entries(found.facts),
        today=curtain.entries(found.today),
        tasks=curtain.entries(found.tasks),
        disabled=curtain.entries(found.disabled),
    )


def as_json(store: Store, found: Overview) -> dict[str, object]:
    """Everything, as objects."""
    return {
        **glance_json(store, found),
        "entries": [render.as_json(e) for e in (*found.soul, *found.facts, *found.today)],
        "disabled": [render.as_json(entry) for entry in found.disabled],
    }


def glance_json(store: Store, found: Overview) -> dict[str, object]:
    """What `mem` alone shows, as an object."""
    return {
        "user": store.user,
        "path": str(store.root),
        "exists": store.exists(),
        "name": found.header.name,
        "today": [render.as_json(entry) for entry in found.today],
        "tasks": [render.as_json(entry) for entry in found.tasks],
        "facts": len(found.facts),
        "days": found.days,
        "tokens": found.always_on,
        "budget": found.budget,
        "pending": found.waits,
        "withheld": [render.withheld_json(each) for each in found.withheld],
        "paused": found.pause is not None,
    }


def lines(store: Store, found: Overview) -> Iterator[str]:
    """The overview for a pipe, as markdown."""
    yield from _as_markdown(store, found, _parts(found))


def glance_lines(store: Store, found: Overview) -> Iterator[str]:
    """Today for a pipe, as markdown."""
    yield from _as_markdown(store, found, _glance_parts(found))


def pretty(store: Store, found: Overview) -> object:
    """The overview for a terminal."""
    return _as_screen(store, found, _parts(found))


def glance_pretty(store: Store, found: Overview) -> object:
    """Today for a terminal."""
    return _as_screen(store, found, _glance_parts(found))


def _parts(found: Overview) -> list[Part]:
    parts: list[Part] = [("Soul", found.soul)] if found.soul else []
    shown = [entry for entry in found.facts if not entry.disabled]
    parts += [
        (name or "Facts", tuple(group)) for name, group in groupby(shown, lambda e: e.section)
    ]
    parts += _glance_parts(found)
    return [*parts, ("Disabled", found.disabled)] if found.disabled else parts


def _glance_parts(found: Overview) -> list[Part]:
    parts: list[Part] = [("Today", found.today)]
    return [*parts, ("Open tasks", found.tasks)] if found.tasks else parts


def _who(store: Store, found: Overview) -> str:
    name = found.header.name or store.user
    facts, days = len(found.facts), found.days
    counts = f"{facts} fact{'s' * (facts != 1)}, {days} day{'s' * (days != 1)} of log"
    return f"{name} · {counts} · always on: {found.always_on} of {found.budget} tokens"


def _as_markdown(store: Store, found: Overview, parts: Sequence[Part]) -> Iterator[str]:
    yield f"# {_who(store, found)}"
    for name, entries in parts:
        if entries:
            yield from ("", f"## {name}", "", *render.listed(entries))
    for remark in _remarks(store, found):
        yield from ("", remark)


def _as_screen(store: Store, found: Overview, parts: Sequence[Part]) -> object:
    from memory_cli.cli import screen

    nothing = 'nothing yet: mem log "…"'
    shown = (line for name, entries in parts for line in screen.headed(name, entries, nothing))
    remarks: list[object] = []
    for remark in _remarks(store, found):
        remarks += ["", screen.styled((remark, "yellow"))]
    return screen.stack((screen.heading(_who(store, found)), *shown, *remarks))


def _remarks(store: Store, found: Overview) -> Iterator[str]:
    """What a person should know of, each in a line: what waits for them, and a pause."""
    if found.waits:
        from memory_cli.cli.proposals import waiting

        yield waiting(found.waits)
    if found.pause:
        yield pause_line(store, found.pause)
