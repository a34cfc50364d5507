from __future__ import annotations

import shutil
from datetime import UTC
from datetime import datetime
from datetime import timedelta

import pytest

from memory_cli.actions.add import add
from memory_cli.actions.diff import Difference
from memory_cli.actions.diff import diff
from memory_cli.actions.disable import disable
from memory_cli.actions.log import log
from memory_cli.actions.writing import Author
from memory_cli.core.changes import Changes
from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import NotFound
from memory_cli.core.identity import entry_id
from memory_cli.store.store import Store
from tests.support.memories import NOW
from tests.support.memories import author
from tests.support.memories import begun
from tests.support.memories import git
from tests.support.memories import write


def on(day: int, hour: int = 9) -> Author:
    return author(now=datetime(2026, 11, day, hour, 0, tzinfo=UTC))


def came(*lines: str) -> Changes:
    ids = tuple(entry_id(line.removeprefix("- ")) for line in lines)
    return Changes(lines, (), ids, ())


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, list[str]]:
    """A memory that begins on the 20th, with facts A to D of the 21st, 22nd, 22nd and 24th."""
    store = begun(tmp_path_factory.mktemp("story"))
    commits = [git(store, "rev-parse", "main").strip()]
    for day, hour, text in ((21, 9, "A"), (22, 0, "B"), (22, 23, "C"), (24, 9, "D")):
        commit = add(store, [text], author=on(day, hour)).commit
        assert commit
        commits.append(commit)
    return store, commits


NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "first", "last", "lines"),
    [
        (None, None, 3, 4, "D"),
        ("today", None, 3, 4, "D"),
        ("2026-11-23", None, 3, 4, "D"),
        ("2026-11-22", None, 1, 4, "BCD"),
        ("2026-11-22", "2026-11-22", 1, 3, "BC"),
        ("2026-11-21", "2026-11-22", 0, 3, "ABC"),
        ("2026-11-01", "2026-11-21", None, 1, "A"),
        ("november", "yesterday", None, 3, "ABC"),
        ("until 2026-11-20", "2026-11-22", None, 3, "ABC"),
        ("2026-11-24", "2026-11-23", 3, 3, ""),
        ("2026-11-21", "since 2026-11-22", 0, 4, "ABCD"),
    ],
)
def test_days_count_whole(
    story: tuple[Store, list[str]],
    start: str | None,
    end: str | None,
    first: int | None,
    last: int,
    lines: str,
) -> None:
    store, commits = story
    changed = (("MEMORY.md", came(*(f"- {each}" for each in lines))),) if lines else ()
    assert diff(store, start, end, now=NOON) == Difference(
        None if first is None else commits[first], commits[last], changed
    )


def test_commits_are_compared_as_they_left_the_files(story: tuple[Store, list[str]]) -> None:
    store, commits = story
    one, two = commits[1], commits[3]
    assert diff(store, one[:7].upper(), two, now=NOON) == Difference(
        one, two, (("MEMORY.md", came("- B", "- C")),)
    )
    back = diff(store, two, one, now=NOON)
    assert back.changes == (
        ("MEMORY.md", Changes((), ("- B", "- C"), (), (entry_id("B"), entry_id("C")))),
    )


def test_only_entries_count(store: Store) -> None:
    start = git(store, "rev-parse", "main").strip()
    write(store, "MEMORY.md", "# Head\n\n<!-- note -->\n\n- Tea.\n")
    write(store, "SOUL.md", "---\nname: Sam\n---\n")
    log(store, ["Logged."], author=author())
    disable(store, [entry_id("Tea.")], author=author())
    write(store, ".forgotten", "x\n")
    found = diff(store, start, None, now=NOW)
    assert found.changes == (
        ("MEMORY.md", Changes(("- ~~Tea.~~",), (), (entry_id("Tea."),), ())),
        ("memory/2026-11-20.md", came("- 9:14 Logged.")._replace(ids_added=(entry_id("Logged."),))),
    )


def test_a_strike_is_a_change_of_the_line_and_of_no_id(store: Store) -> None:
    added = add(store, ["Tea."], author=author()).commit
    disable(store, [entry_id("Tea.")], author=author())
    found = diff(store, added, None, now=NOW)
    assert found.changes == (("MEMORY.md", Changes(("- ~~Tea.~~",), ("- Tea.",))),)


def test_an_entry_that_only_moved_has_not_changed(store: Store) -> None:
    added = add(store, ["A", "B"], author=author()).commit
    write(store, "MEMORY.md", "- B\n- A\n")
    add(store, ["C"], author=author())
    assert diff(store, added, None, now=NOW).changes == (("MEMORY.md", came("- C")),)


def test_a_day_begins_where_the_person_is(store: Store) -> None:
    write(store, "SOUL.md", "---\ntimezone: Asia/Tokyo\n---\n")
    before = add(store, ["A"], author=author(now=datetime(2026, 11, 21, 14, 59, tzinfo=UTC))).commit
    add(store, ["B"], author=author(now=datetime(2026, 11, 21, 15, 0, tzinfo=UTC)))
    now = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)
    found = diff(store, "today", None, now=now)
    assert (found.start, found.changes) == (before, (("MEMORY.md", came("- B")),))
    assert diff(store, "yesterday", "yesterday", now=now).end == before


def test_before_the_first_commit_there_was_nothing(store: Store) -> None:
    add(store, ["A"], author=author())
    found = diff(store, "2020", None, now=NOW + timedelta(days=1))
    assert (found.start, found.changes) == (None, (("MEMORY.md", came("- A")),))


@pytest.mark.parametrize("name", ["nonsense", "deadbeef", "0000000", "HEAD", "--all", "main~1"])
def test_what_is_neither_date_nor_commit_is_not_found(store: Store, name: str) -> None:
    with pytest.raises(NotFound) as raised:
        diff(store, name, None, now=NOW)
    assert repr(name.lower()) in raised.value.message


def test_where_history_is_gone_nothing_can_be_compared(store: Store) -> None:
    shutil.rmtree(store.path(".git"))
    with pytest.raises(GitFailed):
        diff(store, None, None, now=NOW)
