"""What a purge would take and what it has done, for people and for programs.

Once something is erased its words are said no more: an answer may be kept by whoever asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from memory_cli.actions.erasable import Erasable
from memory_cli.actions.purge import Report
from memory_cli.core.identity import SHOWN
from memory_cli.core.several import several

JsonObject = dict[str, object]

_MOST_PLACES = 5


def plan_lines(asked: Sequence[Erasable], derived: Sequence[Erasable]) -> Iterator[str]:
    """Every piece with its words, the places it stands in and how often history has it."""
    for each in asked:
        yield f"- {each.headline} ({each.id[:SHOWN]})"
        yield f"  {_counted(each)}"
    for each in derived:
        yield f"- {each.headline} ({each.id[:SHOWN]}), which rests on it"
        yield f"  {_counted(each)}"


def plan_json(
    asked: Sequence[Erasable], derived: Sequence[Erasable], vanishing: Sequence[str]
) -> JsonObject:
    """The same as an object, and what of the repository would be gone with it."""
    return {
        "entries": [_as_json(each) | {"text": each.text.strip()} for each in asked],
        "derived": [_as_json(each) | {"text": each.text.strip()} for each in derived],
        "vanishing": list(vanishing),
        "commit": None,
    }


def report_lines(report: Report) -> Iterator[str]:
    """Every piece that is gone, by id."""
    return (f"- {each.id} {_counted(each, 'stood')}" for each in report.erased)


def remarks(report: Report) -> Iterator[str]:
    """What was looked into, what else was removed, and what is left to do."""
    done = report.done
    yield (
        f"erased: {_plural(done.versions, 'version')} of files changed, "
        f"{_plural(done.commits, 'commit')} written anew, "
        f"{_plural(report.searched, 'object')} looked into"
    )
    for path in done.removed:
        yield f"removed as well: {path}"
    for each in done.elsewhere:
        yield f"the same words stand in {each[:SHOWN]} too: mem purge {each[:SHOWN]}"
    for left in report.beyond:
        yield f"not reached: {left.what}: {left.next}"


def report_json(report: Report, derived: Sequence[Erasable], vanished: Sequence[str]) -> JsonObject:
    """Everything there is to say, as an object; `derived` was left."""
    done = report.done
    return {
        "entries": [_as_json(each) for each in report.erased],
        "derived": [_as_json(each) for each in derived],
        "vanished": list(vanished),
        "commit": done.commit,
        "commits": done.commits,
        "versions": done.versions,
        "objects": report.searched,
        "elsewhere": list(done.elsewhere),
        "removed": list(done.removed),
        "not_reached": [{"what": each.what, "next": each.next} for each in report.beyond],
    }


def _counted(each: Erasable, stands: str = "stands") -> str:
    places = [f"{place.path}:{place.line}" for place in each.standing]
    where = f"{stands} at {several(places, _MOST_PLACES)}" if places else "stands nowhere any more"
    made = f"in {_plural(each.versions, 'version')} of files, {_plural(each.commits, 'commit')}"
    return f"{where}; {made}"


def _plural(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _as_json(each: Erasable) -> JsonObject:
    places = [{"path": place.path, "line": place.line} for place in each.standing]
    return {
        "id": each.id,
        "places": places,
        "versions": each.versions,
        "commits": each.commits,
    }
