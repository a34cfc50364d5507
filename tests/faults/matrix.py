"""The matrix of faults: everything that is known to go wrong, each with a number of its own.

A test says in its name which rows it proves: `test_a5_…`, `test_b4_b6_…`. `A` happens to most
people in the first months, `B` to some each year, `C` is rare and destroys, `D` needs somebody who
wants harm. A number that is missing concerns more than one device, which is not here yet.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

_TESTS = Path(__file__).parents[1]
_NAME = re.compile(r"test((?:_[abcd]\d+)+)_")

ROWS = {
    "A1": "two agents add at once, to the same day",
    "A2": "a curation while agents add",
    "A3": "a stale buffer is saved over newer text",
    "A4": "a person saves between mem's read and its rename",
    "A5": "SIGKILL anywhere in a write",
    "A6": "Ctrl-C, SIGTERM, a closed terminal",
    "A7": "a reader that goes away",
    "A8": "a stale index.lock of a dead git",
    "A9": "a git commit with its editor open",
    "A10": "a person runs git in the memory",
    "A11": "git knows no name of the person",
    "A12": "signing that would ask for a passphrase",
    "A13": "hooks for every repository, from the configuration or a template",
    "A14": "a global gitignore that names our files",
    "A15": "autocrlf, attributes, filters",
    "A16": "from a hook, a rebase or a bisection of another repository",
    "A17": "GIT_ variables that are exported",
    "A18": "the first question of all, an empty memory",
    "A19": "memories of one, two and three entries",
    "A20": "a question without a word that is known",
    "A21": "line ends of Windows",
    "A22": "a byte order mark",
    "A23": "no newline at the end",
    "A24": "bytes that are no UTF-8",
    "A25": "a locale or a pipe that is not UTF-8",
    "A26": "words that look like markdown structure",
    "A27": "U+2028, U+0085, VT, FF, FS in a text",
    "A28": "options as text, empty text, far too much text",
    "A29": "a secret is pasted",
    "A30": "the disk is full",
    "A31": "a broken header, made by hand",
    "A32": "a header with comments, order and odd values",
    "A33": "no git, or a very old one",
    "A41": "the index is missing, cut off, older, or garbage",
    "A42": "a file is edited while nobody watches",
    "A43": "time zones and their changes",
    "A44": "the clock jumps back, or far ahead",
    "A45": "midnight between two entries",
    "B1": "a power cut after, or in the middle of, a write",
    "B2": "objects, ref or index of no length after a power cut",
    "B3": "a flipped bit in a pack or an object",
    "B4": "a read-only file system",
    "B5": "no permission for one file",
    "B6": "EIO from fsync",
    "B7": "no space, or a limit, for git alone",
    "B8": "no watches of inotify are left",
    "B9": "the queue of inotify overflows",
    "B10": "every way of editors to save",
    "B11": "a watcher sees what mem and git write",
    "B12": "the store is renamed, deleted, made anew while it is watched",
    "B13": "two watchers",
    "B14": "a merge, rebase, cherry-pick, revert or bisection under way",
    "B15": "a detached HEAD",
    "B16": "another branch, a renamed one, an unborn one",
    "B17": "no .git, inside another repository",
    "B18": "a repository or submodule among the logs",
    "B19": ".git is a file or a link",
    "B20": "a repository with sha256 or reftable",
    "B21": "a file system without locks",
    "B22": "conflict copies of Dropbox and Syncthing",
    "B23": "the holder of the lock stands still",
    "B24": "the lock file is removed while it is held",
    "B25": "a child that would keep the lock",
    "B26": "huge files, thousands of days",
    "B27": "one line of millions of letters",
    "B28": "names that differ by case alone",
    "B29": "composed and decomposed letters",
    "B30": "loose objects pile up",
    "B31": "git tidies up by itself during a write",
    "B32": "times that git cannot write",
    "B33": "a TZ that is none",
    "B34": "the model answers nonsense, or takes everything",
    "B35": "killed between the answer of the model and the write",
    "B36": "an API key that is missing, refused or repeated",
    "B37": "words in the history of the shell",
    "B38": "a store of a later version",
    "B39": "a slow import on the way of a write",
    "C1": "erasing is killed or fails at any step",
    "C2": "erasing while others write and read",
    "C3": "erasing with hand edits that are not recorded",
    "C4": "the erased words in every place there is",
    "C5": "what was derived from erased words",
    "C14": "the order of fsync, rename, answer and history",
    "D1": "names of users that lead elsewhere",
    "D2": "links out of the memory",
    "D3": "pipes, folders and hard links in the place of files",
    "D4": "a link that is swapped in between check and use",
    "D5": "temporary names that somebody took",
    "D6": "another user of the machine reads",
    "D7": "a memory that belongs to somebody else",
    "D8": "a configuration of git that runs programs",
    "D9": "attributes in the memory that run programs",
    "D10": "a bare repository inside the memory",
    "D13": "escape sequences in entries, subjects and names",
    "D14": "bidi, zero-width and tag characters",
    "D15": "markup of the library that prints",
    "D16": "YAML that hangs, crashes or runs",
    "D17": "a header in JSON or TOML",
    "D18": "a pickle in the index",
    "D19": "query syntax in a question",
    "D20": "text that forges a note, an id or a trailer",
    "D21": "orders to the curator in an entry",
    "D22": "an entry that waits to steer a later question",
    "D23": "links that carry memory away",
    "D24": "a tool's words passed off as the user's",
    "D25": "one user's memory in another's answer",
}

WAITING: dict[str, str] = {}
"""Rows that have no test yet, and why."""


def rows_of(name: str) -> tuple[str, ...]:
    """The rows that a test of that name proves; none when it has no number."""
    match = _NAME.match(name)
    return tuple(match[1].upper().strip("_").split("_")) if match else ()


def every_test() -> frozenset[str]:
    """The names of all tests there are."""
    paths = _TESTS.rglob("test_*.py")
    return frozenset(name for path in paths for name in _names(path) if name.startswith("test_"))


def proofs() -> dict[str, tuple[str, ...]]:
    """The tests of each row, wherever they are, as `path::name`."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(_TESTS.rglob("test_*.py")):
        for name in _names(path):
            for row in rows_of(name):
                place = f"{path.relative_to(_TESTS.parent).as_posix()}::{name}"
                found[row] = (*found.get(row, ()), place)
    return found


def _names(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.FunctionDef):
            yield node.name
