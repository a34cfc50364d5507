"""Whether a word is gone for good: puts it everywhere in a memory, and looks for it everywhere.

    plant(scene_or_store, needle, only=PLACES) -> the places that were planted, by name
    borrow(scene, needle)  lets the memory use the objects of another repository
    scan(root, needle) -> every Hit(place, where) under the folder `root` of a user

`plant` begins a memory and writes `NEEDLE at PLACE` into every place a word can come to lie in;
what has to survive beside it is listed in `BESIDE`, and `lost(root)` tells what did not. `scan`
asks nobody: it looks at every object of every object directory, reachable or not, packed or not,
at packs without an index, at every file as it is and inflated, at every name of a file, and at
every table and term of the databases. A hit names its place (empty when it stands alone) and
where it was found. It opens nothing for writing and reads no configuration of git there.

    python -m tests.faults.erase plant STORE NEEDLE
    python -m tests.faults.erase scan STORE NEEDLE     prints hits; ends with 1 when there are any
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import closing
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tests.faults.planting import BESIDE
from tests.faults.planting import PLACES
from tests.faults.planting import borrow
from tests.faults.planting import plant

__all__ = ["BESIDE", "PLACES", "Hit", "borrow", "lost", "plant", "scan"]

_SQLITE = b"SQLite format 3\0"
_ZLIB = (b"\x78\x01", b"\x78\x9c", b"\x78\xda", b"\x78\x5e")
_PLACE = re.compile(rb"[ _-]at[ _-](\w+)", re.ASCII)


class Hit(NamedTuple):
    """A needle that was found: the place it was planted at, and where it is."""

    place: str
    where: str


class _Needle:
    """A word in everything it may be written as."""

    def __init__(self, word: str) -> None:
        forms = {unicodedata.normalize(form, word) for form in ("NFC", "NFD")}
        forms = {f(form) for form in forms for f in (str, str.lower, str.upper, str.title)}
        written = set()
        for form in forms:
            written |= {form.encode("utf-8", "surrogateescape"), form.encode("utf-16-le")}
            written |= {json.dumps(form)[1:-1].encode(), _quoted(form)}
            with suppress(UnicodeEncodeError):
                written.add(form.encode("latin-1"))
        any_of = b"|".join(re.escape(each) for each in sorted(written, key=len, reverse=True))
        self._needle = re.compile(any_of, re.IGNORECASE)
        bare = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").lower()
        self._term = re.compile(rb"\b" + re.escape(bare), re.IGNORECASE)

    def hits(self, where: str, data: bytes) -> Iterator[Hit]:
        """Each place that `data` speaks of, once."""
        found = set()
        for match in self._needle.finditer(data):
            place = _PLACE.match(data, match.end())
            found.add(_known(place[1].decode()) if place else "")
        yield from (Hit(place, where) for place in sorted(found))

    def terms(self, where: str, terms: bytes) -> Iterator[Hit]:
        """Whether it is among the words of an index, which has them without their accents."""
        if self._term.search(terms):
            yield Hit("", where)


def _known(name: str) -> str:
    """The place that `name` begins with, if any: in a database the next word follows at once."""
    fitting = [place for place in PLACES if name.startswith(place)]
    return max(fitting, key=len, default="")


def _quoted(text: str) -> bytes:
    """`text` as git writes names that are not ASCII."""
    return b"".join(b"%c" % b if b < 128 else b"\\%03o" % b for b in text.encode())


def scan(root: Path, needle: str) -> tuple[Hit, ...]:
    """Every place under `root` that holds `needle`, in whatever way; empty when it is gone."""
    wanted = _Needle(needle)
    with tempfile.TemporaryDirectory() as aside:
        found = [*_in_objects(root, wanted, Path(aside)), *_in_files(root, wanted, Path(aside))]
    return tuple(dict.fromkeys(found))


def lost(root: Path) -> tuple[str, ...]:
    """The lines of `BESIDE` that are no longer there, each with its file."""
    return tuple(
        f"{path}: {line.rstrip()}"
        for path, lines in BESIDE.items()
        for line in lines
        if not (root / path).exists() or line.encode() not in (root / path).read_bytes()
    )


def _in_files(root: Path, needle: _Needle, aside: Path) -> Iterator[Hit]:
    for folder, folders, files in os.walk(root):
        for name in (*folders, *files):
            path = Path(folder, name)
            shown = path.relative_to(root).as_posix()
            yield from needle.hits(f"name {shown}", os.fsencode(name))
            if path.is_symlink():
                yield from needle.hits(f"link {shown}", os.fsencode(os.readlink(path)))
            elif path.is_file():
                yield from _in_file(path, shown, needle, aside)


def _in_file(path: Path, shown: str, needle: _Needle, aside: Path) -> Iterator[Hit]:
    data = path.read_bytes()
    yield from needle.hits(f"file {shown}", data)
    if data.startswith(_ZLIB):
        with suppress(zlib.error):
            yield from needle.hits(f"inflated {shown}", zlib.decompressobj().decompress(data))
    if data.startswith(_SQLITE):
        for what, content in _rows(path, aside):
            look = needle.terms if what.startswith("terms ") else needle.hits
            yield from look(f"{what} of {shown}", content)


def _rows(path: Path, aside: Path) -> Iterator[tuple[str, bytes]]:
    """Every table of the database at `path`, read from a copy, and every term of its indexes."""
    place = aside / "database"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for end in ("", "-wal", "-journal"):
        if Path(f"{path}{end}").exists():
            shutil.copyfile(f"{path}{end}", place / f"x{end}")
    with suppress(sqlite3.Error), closing(sqlite3.connect(place / "x")) as database:
        database.text_factory = bytes
        tables = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        for name, sql in tables.fetchall():
            table = name.decode()
            if b"using fts5" in (sql or b"").lower() and b"vocab" not in sql.lower():
                vocabulary = f"fts5vocab(main, [{table}], row)"
                database.execute(f"CREATE VIRTUAL TABLE temp.[{table} t] USING {vocabulary}")
                rows = database.execute(f"SELECT term FROM temp.[{table} t]")
                yield f"terms {table}", b" ".join(row[0] for row in rows)
                pages = database.execute(f"SELECT block FROM [{table}_data] WHERE id > 10")
                held = (term for (page,) in pages for term in _terms_of(page))
                yield f"terms left in {table}", b" ".join(held)
            with suppress(sqlite3.Error):
                for row in database.execute(f"SELECT * FROM [{table}]"):
                    cells = (cell for cell in row if cell is not None)
                    texts = (c if isinstance(c, bytes) else str(c).encode() for c in cells)
                    yield f"table {table}", b"\n".join(texts)


def _terms_of(page: bytes) -> Iterator[bytes]:
    """The terms of a page of FTS5, with those of rows that were deleted and not merged away yet.

    Each is kept without what it has in common with the one before it, so that no search of the
    bytes finds it. The format is told at the head of fts5_index.c in the source of SQLite.
    """
    end = int.from_bytes(page[2:4], "big")
    at, term, place = end, b"", 0
    while 0 < end <= at < len(page):
        step, at = _number(page, at)
        is_first, place = place == 0, place + step
        kept, start = (0, place) if is_first else _number(page, place)
        length, start = _number(page, start)
        term = term[:kept] + page[start : start + length]
        yield term[1:]  # the first byte says which index it belongs to


def _number(data: bytes, at: int) -> tuple[int, int]:
    """The number of variable length at `at`, and where the next thing begins."""
    value = 0
    for byte in data[at : at + 8]:
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return value, at


def _in_objects(root: Path, needle: _Needle, aside: Path) -> Iterator[Hit]:
    """Look at all objects under `root`, wherever there are any, with a git that knows no more."""
    for objects in sorted(path for path in root.rglob("objects") if (path / "pack").is_dir()):
        shown = objects.relative_to(root).as_posix()
        for about, data in _objects(aside / "empty", objects):
            yield from needle.hits(f"{about} in {shown}", data)
    for pack in sorted([*root.rglob("*.pack"), *root.rglob("tmp_pack_*")]):
        if not pack.with_suffix(".idx").exists():
            shown = pack.relative_to(root).as_posix()
            objects = aside / "unpacked" / "objects"
            shutil.rmtree(objects.parent, ignore_errors=True)
            _git(aside / "unpacked", "unpack-objects", "-r", "-q", stdin=pack.read_bytes())
            for about, data in _objects(aside / "unpacked", objects):
                yield from needle.hits(f"{about} in {shown}", data)


def _objects(repository: Path, objects: Path) -> Iterator[tuple[str, bytes]]:
    """Every object in the directory `objects`, by type and id, with its content."""
    rest = _git(repository, "cat-file", "--batch-all-objects", "--batch", objects=objects)
    while rest:
        about, _, rest = rest.partition(b"\n")
        oid, kind, size = about.decode().split(" ")
        yield f"{kind} {oid[:12]}", rest[: int(size)]
        rest = rest[int(size) + 1 :]


def _git(repository: Path, *args: str, stdin: bytes = b"", objects: Path | None = None) -> bytes:
    """Run git in an empty repository of our own, on the objects of another one."""
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(repository.parent),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "LC_ALL": "C",
    }
    if not repository.exists():
        words = ["git", "init", "-q", "--bare", "--template=", str(repository)]
        subprocess.run(words, env=env, check=True, capture_output=True)
    if objects is not None:
        env["GIT_OBJECT_DIRECTORY"] = str(objects)
    words = ["git", f"--git-dir={repository}", *args]
    return subprocess.run(words, env=env, input=stdin, capture_output=True, check=False).stdout


def main(words: list[str]) -> int:
    """Plant or scan, as the words say."""
    match words:
        case [verb, store, needle] if verb.lower() == "plant":
            for place in plant(Path(store), needle):
                print(place)  # noqa: T201 - a program
            return 0
        case [verb, store, needle] if verb.lower() == "scan":
            hits = scan(Path(store), needle)
            for hit in hits:
                print(f"{hit.place or '-':<20} {hit.where}")  # noqa: T201 - a program
            return 1 if hits else 0
    print(__doc__, file=sys.stderr)  # noqa: T201 - a program
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
