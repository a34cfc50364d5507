"""Reading all entries of ten years, as recall does when it has no index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

from benchmarks.decade import TEN_YEARS
from benchmarks.decade import decade
from benchmarks.table import against
from benchmarks.timing import race
from benchmarks.world import Wrong
from memory_cli.core.blocks import scan
from memory_cli.core.document import Document
from memory_cli.core.lines import split_lines

ROUNDS = 3
OTHER = "markdown-it-py"


def measure(place: Path) -> Iterator[str]:
    """Cut the texts into blocks, and read their entries, beside another parser of markdown."""
    root = decade(place) / "me"
    paths = [root / "MEMORY.md", *sorted((root / "memory").iterdir())]
    texts = {str(path.relative_to(root)): path.read_text("utf-8") for path in paths}
    found = sum(len(Document(path, text).entries) for path, text in texts.items())
    if found < TEN_YEARS.entries:
        raise Wrong(f"of {TEN_YEARS.entries} entries, {found} were read")
    other = MarkdownIt("commonmark").disable("inline")
    taken = race(
        {
            "blocks": lambda: [scan(split_lines(text)) for text in texts.values()],
            "entries": lambda: [Document(path, text).entries for path, text in texts.items()],
            OTHER: lambda: [other.parse(text) for text in texts.values()],
        },
        ROUNDS,
    )
    yield against(f"blocks of {TEN_YEARS.entries:,} entries", taken["blocks"], OTHER, taken[OTHER])
    yield against(f"{TEN_YEARS.entries:,} entries", taken["entries"], OTHER, taken[OTHER])
