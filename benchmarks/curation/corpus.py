"""Days that a person wrote, and the truth after the last of them."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.curation.evenings import Memory
from benchmarks.curation.evenings import day_of
from benchmarks.curation.expected import Expected
from benchmarks.curation.expected import load
from benchmarks.world import Wrong
from memory_cli.core.blocks import BlockKind
from memory_cli.core.document import Document

FOLDER = Path(__file__).parent


class Corpus(NamedTuple):
    """Days in order, and what should become of them."""

    name: str
    days: tuple[Path, ...]
    expected: Expected


def corpora() -> Iterator[Corpus]:
    """Ours, and the one that is held out, when it is there."""
    for name, folder in (("ours", FOLDER), ("held out", FOLDER / "held_out")):
        if (folder / "expected.toml").is_file():
            yield corpus_in(folder / "days", folder / "expected.toml", name=name)


def corpus_in(folder: Path, file: Path, *, name: str) -> Corpus:
    """The days in `folder` and their truth in `file`; raises Wrong when they do not fit."""
    days = tuple(sorted(folder.glob("*.md"), key=day_of))
    expected = load(file)
    if not days:
        raise Wrong(f"there are no days in {folder}")
    for item in (item for kind in expected for item in kind):
        missing = set(item.days) - set(map(day_of, days))
        if missing:
            raise Wrong(f"{file}: nobody wrote on {min(missing)}, where {item.name!r} is told")
    return Corpus(f"{name}, {len(days)} days", days, expected)


def untouched(days: Sequence[Path]) -> Memory:
    """A memory of every entry of these days as it was written."""
    logs = [Document(f"memory/{day.name}", day.read_text("utf-8")) for day in days]
    kept = (
        log.raw(block)
        for log in logs
        for block in log.blocks
        if block.kind not in {BlockKind.FRONT_MATTER, BlockKind.HEADING}
    )
    return Memory("\n".join(kept), "", 0, ())
