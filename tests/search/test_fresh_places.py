"""Where the index lies, who may read it, and what holds where it cannot be kept."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from memory_cli.core.layout import TEMPORARY
from memory_cli.search import schema
from tests.search.asking import Plain
from tests.search.asking import plain
from tests.search.notes import FACTS
from tests.search.notes import Notes
from tests.support.cli import environment

ALL = [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
NEEDS_SETPRIV = pytest.mark.skipif(
    os.geteuid() == 0 and shutil.which("setpriv") is None,
    reason="permissions do not bind root, and setpriv is not there",
)


def asked_by_somebody_bound(notes: Notes) -> Plain:
    """What a process is told that permissions bind, also when the tests are run by root."""
    drop = "-dac_override,-dac_read_search,-fowner"
    words = ["setpriv", f"--bounding-set={drop}", f"--inh-caps={drop}"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*words, sys.executable, "-m", "tests.search.asking", str(notes.root.parent)],
        capture_output=True,
        text=True,
        env=environment(notes.root.parent),
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    told: Plain = json.loads(done.stdout)
    return told


# Where nothing can be kept


@pytest.mark.parametrize("state", ["fresh", "stale", "damaged", "half changed", "missing"])
def test_an_index_that_cannot_be_written_stays_as_it_is(
    notes: Notes, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    notes.answers()
    if state == "stale":
        notes.write(FACTS, "- Likes white tea.\n")
    if state == "damaged":
        with closing(sqlite3.connect(notes.index)) as connection:
            connection.execute("UPDATE entry SET line = line + 1")
            connection.commit()
    if state == "half changed":
        notes.local.joinpath("index.db-journal").write_bytes(b"\xd9\xd5\x05\xf9 and so on")
    if state == "missing":
        notes.index.unlink()
    before = notes.bytes
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(schema, "created", _refuses)
    assert notes.answers() == notes.truth()
    assert notes.bytes == before


def _refuses(_path: Path) -> sqlite3.Connection:
    raise PermissionError


def nothing(_notes: Notes) -> None:
    """Leave everything as it is."""


def edited(notes: Notes) -> None:
    notes.write(FACTS, "- Likes white tea.\n")


def without_index(notes: Notes) -> None:
    notes.index.unlink()


def without_anything(notes: Notes) -> None:
    shutil.rmtree(notes.local)
    notes.root.chmod(0o500)


def damaged(notes: Notes) -> None:
    notes.index.write_bytes(notes.index.read_bytes()[:9000])


def secret(notes: Notes) -> None:
    notes.index.chmod(0)


@NEEDS_SETPRIV
@pytest.mark.parametrize(
    "state", [nothing, edited, without_index, without_anything, damaged, secret]
)
def test_where_nobody_may_write_the_answers_are_the_same(
    notes: Notes, state: Callable[[Notes], None]
) -> None:
    notes.answers()
    notes.index.chmod(0o400)
    state(notes)
    truth = plain(notes.truth())
    before = notes.bytes if notes.local.exists() else {}
    for folder in (notes.local, notes.root / "memory"):
        if folder.exists():
            folder.chmod(0o500)
    assert asked_by_somebody_bound(notes) == truth
    assert (notes.bytes if notes.local.exists() else {}) == before
    for folder in (notes.root, notes.local):
        if folder.exists():
            folder.chmod(0o700)


@pytest.mark.parametrize("is_stale", [False, True])
def test_where_the_folder_is_a_file_the_index_lives_in_memory(notes: Notes, is_stale: bool) -> None:
    notes.local.write_text("not a folder")
    assert notes.answers() == notes.truth()
    if is_stale:
        notes.write(FACTS, "- Likes white tea.\n")
    assert notes.steps() == ALL
    assert notes.local.read_text() == "not a folder"


@pytest.mark.parametrize("has_index", [False, True])
def test_a_folder_that_is_a_link_is_not_followed(
    notes: Notes, tmp_path: Path, has_index: bool
) -> None:
    elsewhere = Notes(tmp_path / "elsewhere", {FACTS: "- Hates tea.\n"})
    elsewhere.local.mkdir()
    if has_index:
        elsewhere.answers()
    notes.local.symlink_to(elsewhere.local)
    before = elsewhere.bytes
    assert notes.answers() == notes.truth()
    notes.write(FACTS, "- Likes white tea.\n")
    assert notes.answers() == notes.truth()
    assert elsewhere.bytes == before


# For the owner's eyes alone


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o007])
def test_only_the_owner_may_read_the_index_whatever_the_umask(notes: Notes, mask: int) -> None:
    modes: list[str] = []

    def look(_done: int, _of: int) -> None:
        modes.extend(f"{path.stat().st_mode:o}" for path in notes.local.glob(f"{TEMPORARY}*"))

    os.umask(mask)  # which the fixture `home` puts back
    notes.ask(lambda _: None, progress=look)
    notes.write(FACTS, "- Likes white tea.\n")
    notes.answers()
    assert set(modes) == {"100600"}
    assert stat.S_IMODE(notes.index.stat().st_mode) == 0o600
    assert stat.S_IMODE(notes.local.stat().st_mode) == 0o700


HOMES = [
    *("a b", "a?mode=memory", "a#b", "100%25", "%00", "é 会議", "a'b\"c", "a\nb", "a&b=c;d"),
    *("a:b", "\udce9", "file:x", "~"),
]


@pytest.mark.parametrize("name", HOMES, ids=ascii)
def test_the_index_lies_in_its_memory_however_that_is_called(tmp_path: Path, name: str) -> None:
    notes = Notes(tmp_path / name)
    assert notes.answers() == notes.truth()
    assert notes.steps() == []
    notes.write(FACTS, "- Likes white tea.\n")
    assert notes.answers() == notes.truth()
    assert notes.beside == ["index.db", "soul.json"]
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize("lead", ["/", ""], ids=["with a slash more", "from where one is"])
def test_the_index_lies_in_its_memory_however_the_way_there_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lead: str
) -> None:
    monkeypatch.chdir(tmp_path)
    notes = Notes(Path(f"{lead}{tmp_path}/mem") if lead else Path("mem"))
    assert str(notes.index) == (f"/{tmp_path}/mem" if lead else "mem") + "/me/.mem/index.db"
    assert notes.steps() == ALL
    assert notes.steps() == []
    assert (tmp_path / "mem/me/.mem/index.db").exists()
