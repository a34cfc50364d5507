"""What changed in a memory file between two moments, as a person would say it: lines in and out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from memory_cli.core.annotation import PRIVATE
from memory_cli.core.blocks import BlockKind
from memory_cli.core.document import Document
from memory_cli.core.layout import kind_of
from memory_cli.core.lines import BOM


class Changes(NamedTuple):
    """Blocks as they stand in the file, without the line end: what came and what went."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    ids_added: tuple[str, ...] = ()
    ids_removed: tuple[str, ...] = ()


def changes(
    path: str, before: str, after: str, *, only_entries: bool = False, private: bool = True
) -> Changes:
    """Compare two texts of `path`; a block that only moved has not changed.

    With `only_entries`, headings, comments and front matter do not count; without `private`, nor
    do private entries.
    """
    old, old_ids = _pieces(path, before, only_entries=only_entries, private=private)
    new, new_ids = _pieces(path, after, only_entries=only_entries, private=private)
    return Changes(
        added=_beyond(new, old),
        removed=_beyond(old, new),
        ids_added=tuple(dict.fromkeys(_beyond(new_ids, old_ids))),
        ids_removed=tuple(dict.fromkeys(_beyond(old_ids, new_ids))),
    )


def _pieces(
    path: str, text: str, *, only_entries: bool, private: bool
) -> tuple[list[str], list[str]]:
    """What is compared of a text, and the ids of its entries."""
    if kind_of(path) is None:
        lines = [] if only_entries else text.split("\n")
        return [line.rstrip("\r") for line in lines if line.strip()], []
    document = Document(path, text)
    hidden = set() if private else _private_blocks(document)
    entries = [entry for entry in document.entries if entry.block not in hidden]
    ids = [entry.id for entry in entries]
    if only_entries:
        blocks = (document.blocks[entry.block] for entry in entries)
        return [_whole(document.raw(block)) for block in blocks], ids
    return [
        piece
        for number, block in enumerate(document.blocks)
        if block.kind is not BlockKind.BLANK and number not in hidden
        for piece in _lines_of(block.kind, document.raw(block))
    ], ids


def _private_blocks(document: Document) -> set[int]:
    """The numbers of the blocks of private entries; any word of privacy on top holds for all."""
    header = (document.raw(b) for b in document.blocks if b.kind is BlockKind.FRONT_MATTER)
    all_day = document.day is not None and any(PRIVATE in each.lower() for each in header)
    return {entry.block for entry in document.entries if all_day or entry.private}


def _lines_of(kind: BlockKind, raw: str) -> list[str]:
    """A header counts by the line, every other block as a whole."""
    if kind is BlockKind.FRONT_MATTER:
        return [line.rstrip("\r") for line in raw.split("\n") if line.strip()]
    return [_whole(raw)]


def _whole(raw: str) -> str:
    return raw.removeprefix(BOM).replace("\r\n", "\n").rstrip()


def _beyond(pieces: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """`pieces` that `others` have not, or not as often, in order."""
    left = Counter(others)
    found = []
    for piece in pieces:
        if left[piece] > 0:
            left[piece] -= 1
        else:
            found.append(piece)
    return tuple(found)
