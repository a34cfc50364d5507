"""Units: the smallest pieces of a memory file that can be erased, each known by its words.

A unit is an entry, a heading, a comment or a line of front matter. What is erased is named by id
alone, so that every device takes the same pieces out of the same versions.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from memory_cli.core.blocks import Block
from memory_cli.core.blocks import BlockKind
from memory_cli.core.document import Document
from memory_cli.core.identity import entry_id
from memory_cli.core.identity import folded
from memory_cli.core.identity import longest_word
from memory_cli.core.layout import kind_of
from memory_cli.core.lines import BLANK
from memory_cli.core.lines import BOM
from memory_cli.core.lines import split_lines

_WORDLESS = (BlockKind.BLANK, BlockKind.BREAK)
_MARKED = (BlockKind.HEADING, BlockKind.COMMENT)
_KEPT_APART = "<!-- -->"


class Unit(NamedTuple):
    """One erasable piece: the words that its id is of, its lines as they stand, and where."""

    id: str
    words: str
    text: str
    line: int  # of its first line, from 1
    start: int
    end: int


class Eraser:
    """Reads units and takes out those with `ids`; what it has read once it knows again.

    The id of an entry is that of its words, as everywhere. That of anything else is made of the
    whole line, marks included, so that no heading goes with an entry of the same words.

    Who knows what the units say gives it as `texts`: then what cannot have any of them need not be
    read. That makes it quicker, and nothing else.
    """

    def __init__(self, ids: Collection[str] = (), texts: Collection[str] | None = None) -> None:
        self.ids = frozenset(ids)
        self._marks = None if texts is None else frozenset(map(longest_word, texts))
        self._known: dict[tuple[bool, BlockKind, str], tuple[str, str]] = {}
        self._read = lru_cache(maxsize=2)(self._units)  # a file before and after something went

    def units(self, path: str, text: str) -> tuple[Unit, ...]:
        """Every unit of the file at `path` that says `text`, in the order they stand."""
        return self._read(path, text)

    def _units(self, path: str, text: str) -> tuple[Unit, ...]:
        if kind_of(path) is None:  # .forgotten, .gitignore
            return tuple(_lines(split_lines(text)))
        return tuple(self._of_document(Document(path, text)))

    def _of_document(self, document: Document) -> Iterator[Unit]:
        for block in document.blocks:
            if block.kind is BlockKind.FRONT_MATTER:
                yield from _lines(document.lines[: block.end - 1], since=1)
            elif block.kind not in _WORDLESS:
                start, end = document.offsets[block.start], document.offsets[block.end]
                raw = document.text[start:end]
                named = self._named(document, block, raw)
                yield Unit(*named, raw, block.start + 1, start, end)

    def _named(self, document: Document, block: Block, text: str) -> tuple[str, str]:
        """The id of a block that says `text`, and the words it is of."""
        key = (document.kind == "log", block.kind, text)
        if key not in self._known:
            is_marked = block.kind in _MARKED
            words = text.removeprefix(BOM) if is_marked else document.words(block)
            self._known[key] = entry_id(words), words
        return self._known[key]

    def doomed(self, path: str, text: str) -> tuple[Unit, ...]:
        """The units of a file that have to go."""
        if not self.ids or not self._may_have(text):
            return ()
        return tuple(unit for unit in self.units(path, text) if unit.id in self.ids)

    def _may_have(self, text: str) -> bool:
        if self._marks is None:
            return True
        words = folded(text)
        return any(mark in words for mark in self._marks)

    def without(self, path: str, text: str) -> str:
        """The text of a file without its doomed units; all other bytes stay.

        Where the neighbours of one would grow together, the least that keeps them apart is put
        between them. The result depends on nothing but path, text and ids.
        """
        while gone := self.doomed(path, text):  # what is left may grow into something erased, too
            text = self._cut(path, text, gone)
        return text

    def _cut(self, path: str, text: str, gone: Sequence[Unit]) -> str:
        """Take out `gone`: all at once where that leaves the others alone, else one by one."""
        result = _spliced(text, gone)
        if self._is_only_shorter(path, result, text, gone):
            return result
        for unit in reversed(gone):
            text = self._cut_one(path, text, unit)
        return text

    def _cut_one(self, path: str, text: str, unit: Unit) -> str:
        newline = "\r\n" if split_lines(text)[0].endswith("\r\n") else "\n"
        kept_apart = f"{newline}{_KEPT_APART}{newline}{newline}"
        for between in ("", newline, kept_apart if _SEPARATOR not in self.ids else newline):
            result = _spliced(text, [unit], between)
            if self._is_only_shorter(path, result, text, [unit]):
                break
        return result

    def _is_only_shorter(self, path: str, result: str, text: str, gone: Sequence[Unit]) -> bool:
        """Whether `result` has all other units of `text`, and no new ones."""
        starts = {unit.start for unit in gone}
        kept = [unit.id for unit in self.units(path, text) if unit.start not in starts]
        left = [unit.id for unit in self.units(path, result)]
        return left == kept or [each for each in left if each != _SEPARATOR] == kept


def _lines(lines: Sequence[str], *, since: int = 0) -> Iterator[Unit]:
    """The lines from number `since` on that are not blank, each a unit."""
    start = 0
    for number, line in enumerate(lines):
        end = start + len(line)
        words = line.removeprefix(BOM) if start == 0 else line  # it stays, whatever goes
        if number >= since and words.strip(BLANK):
            yield Unit(entry_id(words), words, line, number + 1, start, end)
        start = end


def _spliced(text: str, gone: Sequence[Unit], between: str = "") -> str:
    """`text` with `between` in the place of each of `gone`."""
    parts, at = [], 0
    for unit in gone:
        bom = BOM if unit.start == 0 and text.startswith(BOM) else ""
        parts += [text[at : unit.start], bom, between]
        at = unit.end
    return "".join((*parts, text[at:]))


_SEPARATOR = entry_id(_KEPT_APART)
