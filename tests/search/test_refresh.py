from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import closing
from contextlib import contextmanager
from pathlib import Path

import pytest

from memory_cli.core.document import Document
from memory_cli.search import schema
from memory_cli.search.index import Index
from memory_cli.search.refresh import File
from memory_cli.search.refresh import Files
from memory_cli.search.refresh import Stale
from memory_cli.search.refresh import fill
from memory_cli.search.refresh import indexed
from memory_cli.search.refresh import refresh
from memory_cli.search.refresh import stale
from memory_cli.store import reading
from memory_cli.store.files import LARGEST
from tests.search.notes import DAY
from tests.search.notes import FACTS
from tests.search.notes import SOUL
from tests.search.notes import YESTERDAY
from tests.search.notes import Notes
from tests.search.notes import held

OLDER = "memory/2026-11-18.md"
FILE = File(1, FACTS, 7, b"", 0, 0.0, 0)


@pytest.fixture
def kept(notes: Notes) -> Notes:
    """A memory with an index that is up to date."""
    notes.answers()
    return notes


def refreshed(notes: Notes) -> list[str]:
    """Refresh the index on disk; the files that were read for it, in order."""
    read: list[str] = []
    with notes.files() as files, closing(schema.existing(notes.index)) as connection:

        def data(path: str) -> bytes | None:
            read.append(path)
            return files.data(path)

        refresh(connection, files._replace(data=data))
    return read


def same(notes: Notes) -> bool:
    """Whether the index on disk, as it is, holds what one built from nothing holds."""
    with closing(schema.existing(notes.index)) as connection:
        return held(connection) == notes.built(lambda index: held(index._connection))


@contextmanager
def built(texts: dict[str, str]) -> Iterator[tuple[dict[str, File], Files]]:
    """What an index of `texts` knows, and those files."""
    files = Files(
        signatures={path: len(text) for path, text in texts.items()},
        data=lambda path: texts[path].encode(),
        document=lambda path, data: Document(path, data.decode()),
        forgotten=tuple,
    )
    with closing(schema.in_memory()) as connection:
        fill(connection, files, lambda *_: None)
        yield indexed(connection), files


# What is stale


def test_an_index_is_as_stale_as_files_have_changed() -> None:
    with built({FACTS: "- a", SOUL: "- b", DAY: "- c"}) as (known, files):
        assert stale(known, files) == Stale((), ())
        signatures = {SOUL: 4, DAY: 3, YESTERDAY: 1, "README.md": 1, ".mem": None}
        found = stale(known, files._replace(signatures=signatures))
    assert found == Stale((SOUL, YESTERDAY), (known[FACTS],))
    assert (bool(found), found.size) == (True, 3)
    assert (bool(Stale((), ())), Stale((), ()).size) == (False, 0)


def test_a_young_file_is_stale_when_it_holds_something_else() -> None:
    texts = {FACTS: "- a"}
    with built(texts) as (known, files):
        young = files._replace(signatures={FACTS: None})
        assert not stale(known, young)
        texts[FACTS] = "- b"
        assert stale(known, files) == Stale((), ())  # as the signature has it
        assert stale(known, young) == Stale((FACTS,), ())


def test_a_young_file_that_cannot_be_read_any_more_is_stale() -> None:
    with built({FACTS: "- a"}) as (known, files):
        young = files._replace(signatures={FACTS: None}, data=lambda _: None)
        assert stale(known, young) == Stale((FACTS,), ())


def test_what_was_seen_of_a_young_file_proves_nothing_later() -> None:
    with built({FACTS: "- a"}) as (known, files):
        unsigned = {FACTS: known[FACTS]._replace(signature=None)}
        assert stale(unsigned, files) == Stale((FACTS,), ())
        assert known[FACTS] == FILE._replace(
            signature=3, digest=known[FACTS].digest, entries=1, length=1.0
        )


# What is read


@pytest.mark.usefixtures("settled")
def test_only_what_changed_is_read(kept: Notes) -> None:
    assert refreshed(kept) == []
    kept.write(FACTS, "- Likes black tea.\n")
    kept.write(OLDER, "- Slept well.\n")
    kept.remove(YESTERDAY)
    assert sorted(refreshed(kept)) == [FACTS, OLDER]
    assert same(kept)
    assert refreshed(kept) == []


def test_files_that_are_young_are_read_and_change_nothing(kept: Notes) -> None:
    before = kept.bytes
    assert sorted(refreshed(kept)) == [FACTS, SOUL, YESTERDAY, DAY]
    assert kept.bytes == before


@pytest.mark.usefixtures("settled")
def test_to_refresh_what_is_fresh_writes_nothing(kept: Notes) -> None:
    kept.write(FACTS, "- Likes black tea.\n")
    assert refreshed(kept) == [FACTS]
    before, at = kept.bytes, kept.index.stat().st_mtime_ns
    assert refreshed(kept) == []
    assert kept.answers() == kept.truth()
    assert (kept.bytes, kept.index.stat().st_mtime_ns) == (before, at)


@pytest.mark.usefixtures("settled")
def test_a_file_that_was_only_touched_keeps_its_rows(kept: Notes) -> None:
    before = kept.signatures
    rows = kept.ask(_places)
    os.utime(kept.root / FACTS, (1, 1))
    assert refreshed(kept) == [FACTS]
    after = kept.signatures
    assert [path for path in before if before[path] != after[path]] == [FACTS]
    assert kept.ask(_places) == rows
    assert len(rows) == len(kept.truth("")[""]) + 1  # one is disabled


def _places(index: Index) -> list[object]:
    return index._connection.execute("SELECT place, id FROM entry").fetchall()


def test_a_file_is_signed_once_it_has_settled(kept: Notes, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(kept.signatures.values()) == {None}
    monkeypatch.setattr(reading, "SETTLED", -(1 << 62))
    assert sorted(refreshed(kept)) == [FACTS, SOUL, YESTERDAY, DAY]
    assert None not in kept.signatures.values()
    assert refreshed(kept) == []


# Edits that hide themselves


def test_an_edit_of_the_same_size_and_time_is_seen_while_the_file_is_young(
    kept: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "signature", lambda _status: 7)  # a clock that stands still
    old = kept.root.joinpath(FACTS).stat()
    kept.write(FACTS, kept.root.joinpath(FACTS).read_text().replace("green tea", "black tea"))
    os.utime(kept.root / FACTS, ns=(old.st_atime_ns, old.st_mtime_ns))
    new = kept.root.joinpath(FACTS).stat()
    assert (new.st_size, new.st_mtime_ns, new.st_ino) == (old.st_size, old.st_mtime_ns, old.st_ino)
    assert [entry.text for entry, *_ in kept.answers("black")["black"]] == ["Likes black tea."]
    assert same(kept)


@pytest.mark.usefixtures("settled")
def test_an_edit_that_restores_size_and_time_is_seen_when_the_file_has_settled(
    kept: Notes,
) -> None:
    old = kept.root.joinpath(FACTS).stat()
    kept.write(FACTS, kept.root.joinpath(FACTS).read_text().replace("green tea", "black tea"))
    os.utime(kept.root / FACTS, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert refreshed(kept) == [FACTS]
    assert same(kept)


@pytest.mark.usefixtures("settled")
def test_a_file_that_takes_the_place_of_another_is_seen(kept: Notes) -> None:
    twin = kept.root / "twin"
    shutil.copy2(kept.root / FACTS, twin)
    twin.write_text(twin.read_text().replace("green tea", "black tea"))
    shutil.copystat(kept.root / FACTS, twin)
    twin.replace(kept.root / FACTS)
    assert refreshed(kept) == [FACTS]
    assert same(kept)


@pytest.mark.usefixtures("settled")
def test_a_file_that_was_renamed_is_another_one(kept: Notes) -> None:
    kept.memory.path(YESTERDAY).rename(kept.memory.path(OLDER))
    assert refreshed(kept) == [OLDER]
    paths = {entry.path for entry, *_ in kept.answers("office")["office"]}
    assert paths == {OLDER}
    assert same(kept)


# Files that are none


def a_link(target: Path) -> None:
    target.symlink_to(target.with_name("elsewhere"))
    target.with_name("elsewhere").write_text("- Secret tea.\n")


def too_large(target: Path) -> None:
    target.write_text("- Large tea.\n")
    os.truncate(target, LARGEST + 1)


def a_hard_link(target: Path) -> None:
    target.with_name("elsewhere").write_text("- Secret tea.\n")
    os.link(target.with_name("elsewhere"), target)


UNREADABLE: list[Callable[[Path], None]] = [a_link, Path.mkdir, too_large, a_hard_link, os.mkfifo]


@pytest.mark.parametrize("becomes", UNREADABLE, ids=lambda each: each.__name__)
@pytest.mark.parametrize("is_young", [False, True])
def test_a_file_that_cannot_be_read_has_no_entries_until_it_can(
    kept: Notes, becomes: Callable[[Path], None], is_young: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_young:
        monkeypatch.setattr(reading, "SETTLED", -(1 << 62))
    kept.memory.path(FACTS).rename(kept.root / "aside")
    becomes(kept.memory.path(FACTS))
    told = kept.answers()
    assert told == kept.truth()
    assert {entry.path for found in told.values() for entry, *_ in found} == {SOUL, YESTERDAY, DAY}
    before = kept.bytes
    assert kept.answers() == told
    assert kept.bytes == before
    with_it = kept.memory.path(FACTS)
    with_it.rmdir() if with_it.is_dir() else with_it.unlink()
    kept.memory.path("aside").rename(with_it)
    assert any(entry.path == FACTS for entry, *_ in kept.answers("dana")["dana"])
    assert same(kept)


@pytest.mark.usefixtures("settled")
def test_files_that_vanish_while_they_are_looked_at_are_gone(kept: Notes) -> None:
    kept.write(FACTS, "- New.\n")
    kept.write(OLDER, "- New.\n")
    with kept.files() as files, closing(schema.existing(kept.index)) as connection:
        for path in (FACTS, OLDER):
            kept.remove(path)
        refresh(connection, files)
        assert sorted(indexed(connection)) == sorted([SOUL, DAY, YESTERDAY])
    assert same(kept)


# All or nothing


def test_a_refresh_that_fails_changes_nothing(kept: Notes) -> None:
    before = kept.bytes["index.db"]
    kept.write(SOUL, "- I am tall.\n")
    kept.write(FACTS, "- New.\n")
    with kept.files() as files, closing(schema.existing(kept.index)) as connection:

        def document(path: str, data: bytes) -> Document:
            if path == FACTS:
                raise ZeroDivisionError
            return files.document(path, data)

        with pytest.raises(ZeroDivisionError):
            refresh(connection, files._replace(document=document))
        assert not connection.in_transaction
    assert kept.bytes["index.db"] == before
    assert kept.answers() == kept.truth()


def test_each_file_is_told_before_it_is_read_and_at_last_that_all_are(notes: Notes) -> None:
    told: list[tuple[int, int] | str] = []
    with notes.files() as files, closing(schema.in_memory()) as connection:

        def document(path: str, data: bytes) -> Document:
            told.append(path)
            return files.document(path, data)

        signatures = dict.fromkeys([SOUL, FACTS, "README.md", DAY], 1)
        seen = files._replace(document=document, signatures=signatures)
        fill(connection, seen, lambda done, of: told.append((done, of)))
    assert told == [(0, 3), SOUL, (1, 3), FACTS, (2, 3), DAY, (3, 3)]


def test_of_no_files_all_are_done() -> None:
    told: list[tuple[int, int]] = []
    files = Files({}, lambda _: None, Document, tuple)  # type: ignore[arg-type]
    with closing(schema.in_memory()) as connection:
        fill(connection, files, lambda *done: told.append(done))
    assert told == [(0, 0)]
