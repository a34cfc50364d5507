from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from memory_cli.actions.add import add
from memory_cli.actions.disable import disable
from memory_cli.actions.done import done
from memory_cli.actions.enable import enable
from memory_cli.actions.keep import keep
from memory_cli.actions.log import log
from memory_cli.actions.save import save
from memory_cli.actions.undo import undo
from memory_cli.core.annotation import Note
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.errors import Conflict
from memory_cli.core.errors import MemError
from memory_cli.core.layout import kind_of
from memory_cli.core.lines import split_lines
from memory_cli.store.store import Store
from tests.support import FULL
from tests.support.deeds import DEEDS
from tests.support.deeds import Deed
from tests.support.deeds import forgets
from tests.support.deeds import lived
from tests.support.memories import FACTS
from tests.support.memories import TODAY
from tests.support.memories import author
from tests.support.memories import copied
from tests.support.memories import entries
from tests.support.memories import files
from tests.support.memories import git
from tests.support.memories import message
from tests.support.memories import read
from tests.support.memories import tip
from tests.support.memories import write


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return lived(tmp_path_factory.mktemp("lived"))


@pytest.fixture
def memory(original: Store, tmp_path: Path) -> Store:
    """A memory in which something stands already."""
    return copied(original, tmp_path)


@pytest.mark.parametrize("deed", DEEDS)
def test_every_byte_comes_back_and_goes_again(memory: Store, deed: str) -> None:
    before = files(memory)
    DEEDS[deed](memory)
    after, commit = files(memory), tip(memory)
    assert after != before

    undone = undo(memory, commit, author=author())
    assert files(memory) == before
    assert message(memory, undone.commit).endswith(f"\nMem-Undoes: {commit}")

    redone = undo(memory, undone.commit, author=author())
    assert files(memory) == after

    undo(memory, redone.commit, author=author())
    assert files(memory) == before
    assert git(memory, "status", "--porcelain") == ""


Said = tuple[object, ...]


def said(held: dict[str, bytes], path: str) -> Counter[Said]:
    """What each entry of a file says, and how often."""
    document = Document(path, held.get(path, b"").decode())
    return Counter((e.text, e.time, e.tags, e.task, e.disabled, e.note) for e in document.entries)


def check_entries(
    before: dict[str, bytes], after: dict[str, bytes], now: dict[str, bytes], end: dict[str, bytes]
) -> None:
    """Only what the deed between `before` and `after` made differs between `now` and `end`."""
    for path in filter(kind_of, before | after | now | end):
        old, new = said(before, path), said(after, path)
        assert said(end, path) == said(now, path) - (new - old) + (old - new)


def by_hand_around_everything(store: Store) -> None:
    for path in filter(kind_of, files(store)):
        document = store.document(path)
        tops = {entry.line - 1 for entry in document.entries}
        ends = {document.blocks[entry.block].end for entry in document.entries}
        text = document.text + "\n" * (not document.text.endswith("\n"))
        lines = [
            f"- By hand {number}.\n" * (number in tops | ends) + line
            for number, line in enumerate((*split_lines(text), ""))
        ]
        write(store, path, "".join(lines))
    save(store, author=author())


def with_commands_beside_it(store: Store) -> None:
    write(store, FACTS, read(store, FACTS).rstrip("\n"))
    add(store, ["Other."], author=author(), section="Preferences")
    add(store, ["Another."], author=author(), section="Health")
    log(store, ["Other."], author=author())
    for day, at in ((TODAY, time(9, 15)), (TODAY, time(6, 0)), (date(2026, 11, 1), time(9, 30))):
        log(store, ["Another."], author=author(), at=(day, at))


@pytest.mark.parametrize("other", [by_hand_around_everything, with_commands_beside_it])
@pytest.mark.parametrize("deed", [deed for deed in DEEDS if deed != "edit blank lines"])
def test_entries_come_back_whatever_happened_beside_them(
    memory: Store, deed: str, other: Deed
) -> None:
    before = files(memory)
    DEEDS[deed](memory)
    after, commit = files(memory), tip(memory)
    other(memory)
    now = files(memory)
    undo(memory, commit, author=author())
    check_entries(before, after, now, files(memory))


# Any sequence of operations

WORDS = ("Likes tea.", "Took the pill.", "New.", "Newer\nlines.", "- item\n\n# not a heading #x")
SECTIONS = ("Preferences", "people", "Health", "Facts")
LINES = ("- By hand.", "", "## By hand", "By hand", "```", "  indented")


def one_of(store: Store, number: int, fits: Callable[[Entry], object]) -> Entry:
    """One of the entries that fit; IndexError when none does."""
    fitting = [entry for entry in entries(store) if fits(entry)]
    return fitting[number % max(1, len(fitting))]


def types(store: Store, one: int, two: int) -> None:
    path = sorted(filter(kind_of, files(store)))[two % 3 - 1]
    lines = read(store, path).split("\n")
    place = one % (len(lines) + 1)
    lines[place : place + two % 3] = [LINES[two % len(LINES)]]
    write(store, path, "\n".join(lines))
    save(store, author=author())


VERBS: dict[str, Callable[[Store, int, int], object]] = {
    "add": lambda store, one, two: add(
        store,
        [WORDS[one % 5], "Another."][: 1 + two % 2],
        author=author(),
        section=SECTIONS[two % 4],
    ),
    "annotate": lambda store, one, two: add(
        store,
        [one_of(store, one, lambda e: e.kind == "fact").text],
        author=author(),
        tags=[f"t{two}"],
        note=Note(since=date(2026, 1, 1 + two)),
    ),
    "replace": lambda store, one, two: add(
        store,
        [WORDS[two % 5]],
        author=author(),
        replaces=one_of(store, one, lambda e: e.kind == "fact").id,
    ),
    "log": lambda store, one, two: log(store, [WORDS[one % 5]], author=author(), task=two > 9),
    "log at": lambda store, one, two: log(
        store, [WORDS[one % 5]], author=author(), at=(date(2026, 11, 19 + one % 2), time(two, 0))
    ),
    "keep": lambda store, one, two: keep(
        store,
        one_of(store, one, lambda e: e.kind == "log").id,
        author=author(),
        section=SECTIONS[two % 4],
    ),
    "done": lambda store, one, _: done(
        store, one_of(store, one, lambda e: e.task).id, author=author()
    ),
    "disable": lambda store, one, _: disable(
        store, [one_of(store, one, lambda _: True).id], author=author()
    ),
    "enable": lambda store, one, _: enable(
        store, [one_of(store, one, lambda e: e.disabled).id], author=author()
    ),
    "forget": lambda store, one, two: forgets(
        *(one_of(store, number, lambda _: True).id for number in (one, two)[: 1 + two % 2])
    )(store),
    "undo": lambda store, *_: undo(store, None, author=author()),
    "type": types,
}
STEPS = st.lists(
    st.tuples(st.sampled_from([*VERBS]), st.integers(0, 20), st.integers(0, 20)),
    min_size=1,
    max_size=8,
)
THOROUGH = settings(max_examples=400 if FULL else 12)


def made_by(store: Store, steps: list[tuple[str, int, int]]) -> list[tuple[str, dict[str, bytes]]]:
    """Go `steps`; each commit made, and the files before it."""
    made = []
    for verb, one, two in steps:
        top, before = tip(store), files(store)
        with suppress(MemError, IndexError):
            VERBS[verb](store, one, two)
        if tip(store) == top:
            assert files(store) == before
        else:
            made.append((tip(store), before))
    return made


@THOROUGH
@given(steps=STEPS)
def test_any_operations_undone_in_reverse_leave_the_very_first_bytes(
    original: Store, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    store = copied(original, tmp_path_factory.mktemp("reverse"))
    for commit, before in reversed(made_by(store, steps)):
        undo(store, commit, author=author())
        assert files(store) == before
    assert files(store) == files(original)


@THOROUGH
@given(steps=STEPS)
def test_any_operation_can_be_undone_whatever_came_after_or_is_in_conflict(
    original: Store, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    store = copied(original, tmp_path_factory.mktemp("first"))
    made = made_by(store, steps)
    if not made:
        return
    (commit, before), now = made[0], files(store)
    after = made[1][1] if made[1:] else now
    try:
        undo(store, commit, author=author())
    except Conflict:
        assert files(store) == now
        assert made[1:]
    else:
        check_entries(before, after, now, files(store))
