"""What erasing will be judged by: a needle in every place, and a scan that finds each of them."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.erase import BESIDE
from tests.faults.erase import PLACES
from tests.faults.erase import Hit
from tests.faults.erase import borrow
from tests.faults.erase import lost
from tests.faults.erase import plant
from tests.faults.erase import scan
from tests.support import FULL
from tests.support.scene import Deed
from tests.support.scene import Scene

NEEDLE = "Zanzibár"


def program(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.erase", *words],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A memory with the needle in every place, to be looked at only."""
    scene = Scene(tmp_path_factory.mktemp("planted") / "mem")
    assert plant(scene, NEEDLE) == PLACES
    return scene


def test_every_place_is_planted_and_found(planted: Scene) -> None:
    found = {hit.place for hit in scan(planted.root, NEEDLE)}
    assert sorted(set(PLACES) - found) == []
    assert sorted(found - {*PLACES, ""}) == []
    assert lost(planted.root) == ()


def test_it_is_a_memory_that_works(planted: Scene, tmp_path: Path) -> None:
    scene = planted.copy(tmp_path / "mem")
    assert scene.mem("save").code == 0
    assert scene.wounds == []
    assert lost(scene.root) == ()
    assert Deed("add", "script") in scene.story[-2:]  # of the killed writer


def test_the_index_is_looked_into_by_its_text_and_by_its_terms(planted: Scene) -> None:
    where = {hit.where for hit in scan(planted.root, NEEDLE)}
    assert "table entry of .mem/index.db" in where
    assert Hit("", "terms word of .mem/index.db") in scan(planted.root, NEEDLE)


def test_only_what_is_asked_for_is_planted(scene: Scene) -> None:
    chosen = ("entry", "note_of_git", "kept_pack", "killed")
    assert sorted(plant(scene, NEEDLE, only=chosen)) == sorted(chosen)
    assert {hit.place for hit in scan(scene.root, NEEDLE)} - {""} == {*chosen}
    assert {hit.place for hit in scan(scene.root, "Nothing")} - {""} == {*PLACES} - {*chosen}
    assert scan(scene.root, "Timbuktu") == ()


def test_what_stands_beside_is_missed_when_it_is_gone(planted: Scene, tmp_path: Path) -> None:
    root = planted.copy(tmp_path / "mem").root
    (root / "notes.txt").unlink()
    text = (root / "SOUL.md").read_text()
    (root / "SOUL.md").write_text(text.replace("- Be brief.\n", ""))
    assert lost(root) == ("SOUL.md: - Be brief.", f"notes.txt: {BESIDE['notes.txt'][0].strip()}")


def test_a_repository_that_is_no_longer_one_is_looked_into(planted: Scene, tmp_path: Path) -> None:
    root = planted.copy(tmp_path / "mem").root
    for path in root.iterdir():
        if path.name not in {".git", ".mem"}:
            path.unlink() if not path.is_dir() else shutil.rmtree(path)
    (root / ".git").rename(root / ".git.mem-old")
    (root / ".git.mem-old" / "HEAD").unlink()
    for path in (root / ".git.mem-old" / "objects" / "pack").glob("*.idx"):
        path.unlink()
    found = {hit.place for hit in scan(root, NEEDLE)}
    assert {"entry", "kept_pack", "latin1_message", "stash_untracked"} <= found


def test_what_is_borrowed_from_another_repository_is_looked_into(scene: Scene) -> None:
    assert scene.mem("init").code == 0
    borrow(scene, NEEDLE)
    assert [hit.where.split(" ")[0] for hit in scan(scene.root, NEEDLE)] == ["blob"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("upper", NEEDLE.upper().encode()),
        ("decomposed", "Zanziba\N{COMBINING ACUTE ACCENT}r".encode()),
        ("latin-1", NEEDLE.encode("latin-1")),
        ("utf-16", NEEDLE.encode("utf-16")),
        ("json", b'"zanzib\\u00e1r"'),
        ("quoted", b'"Zanzib\\303\\241r.md"'),
        ("deflated", zlib.compress(f"blob 9\0{NEEDLE}".encode())),
    ],
)
def test_every_way_to_write_it_is_found(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(b"..." * (name != "deflated") + data)
    assert [hit.where.split(" ")[1] for hit in scan(tmp_path, NEEDLE)] == [name]


def test_a_row_that_waits_beside_its_database_is_found(tmp_path: Path) -> None:
    """The journal of a writer is read together with what it belongs to."""
    with closing(sqlite3.connect(tmp_path / "x.db")) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE t (a TEXT)")
        database.execute("INSERT INTO t VALUES (?)", (f"{NEEDLE} at entry",))
        database.commit()
        assert Hit("entry", "table t of x.db") in scan(tmp_path, NEEDLE)


def test_a_term_of_a_row_that_is_gone_is_found_in_the_index(tmp_path: Path) -> None:
    """FTS5 notes that a row is gone and keeps its words until it merges; they share beginnings."""
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as database:
        database.execute("PRAGMA secure_delete = ON")
        database.execute("CREATE VIRTUAL TABLE t USING fts5 (a)")
        database.execute("INSERT INTO t VALUES ('tea zanzibaran zanzibar zanziba zanzibart')")
        database.execute("DELETE FROM t")
        hits = scan(tmp_path, NEEDLE)
        assert hits == (Hit("", "terms left in t of x.db"),)
        database.execute("INSERT INTO t (t) VALUES ('rebuild')")
        assert scan(tmp_path, NEEDLE) == ()


def test_the_program_scans(planted: Scene) -> None:
    store = str(planted.root)
    done = program("SCAN", store, NEEDLE)
    assert done.returncode == 1
    assert "note_of_git          blob" in done.stdout
    done = program("scan", store, "Timbuktu")
    assert (done.returncode, done.stdout) == (0, "")
    assert program("scan", store).returncode == 2


@pytest.mark.skipif(not FULL, reason="planting is what all the others begin with: make faults")
def test_the_program_plants(tmp_path: Path) -> None:
    done = program("plant", str(tmp_path / "mem" / "dana"), NEEDLE)
    assert (done.returncode, done.stdout.split()) == (0, list(PLACES))
