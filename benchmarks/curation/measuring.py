"""The table of what `mem curate` makes of days that are known through and through.

Beside it, what would be there if nobody chose: every entry taken over as it is. Its precision is
where a curator begins, its recall is what one can reach that words nothing anew.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path

from benchmarks.curation.corpus import Corpus
from benchmarks.curation.corpus import corpora
from benchmarks.curation.corpus import corpus_in
from benchmarks.curation.corpus import untouched
from benchmarks.curation.evenings import KEY
from benchmarks.curation.evenings import Memory
from benchmarks.curation.evenings import day_of
from benchmarks.curation.evenings import live
from benchmarks.curation.expected import HOW
from benchmarks.curation.scoring import Score
from benchmarks.curation.scoring import score
from benchmarks.world import Wrong

CURATORS = ("rules", "claude")

_LINE = "{:<38} {:>6} {:>10} {:>7} {:>8} {:>6} {:>5} {:>6} {:>6} {:>8}"
HEAD = _LINE.format(
    "what", "facts", "precision", "recall", "found", "stale", "junk", "never", "twice", "placed"
)


def measure(place: Path, *words: str) -> Iterator[str]:
    """Curate each corpus evening by evening; raises Wrong when a secret or an order got in."""
    options = _options(words)
    curator: str = options.curator
    if curator == "claude" and not os.environ.get(KEY):
        yield f"curation: skipped, --with claude needs a key in ${KEY}"
        return
    intruders = []
    for number, corpus in enumerate(_corpora(options)):
        alone = live(place / f"alone-{number}", corpus.days, curator=curator, approves=False)
        yield _row(f"{curator} alone, {corpus.name}", _scored(alone, corpus))
        memory = live(place / f"curation-{number}", corpus.days, curator=curator, approves=True)
        scored = _scored(memory, corpus)
        yield _row(f"{curator} and review, {corpus.name}", scored)
        yield from (_part(f"  {how}", scored.of(how)) for how in HOW if _is_told(how, corpus))
        if options.verbose:
            yield from _details(memory, scored)
        yield _row(f"every entry, {corpus.name}", _scored(untouched(corpus.days), corpus))
        intruders += scored.never
    if intruders:
        raise Wrong(f"MEMORY.md or SOUL.md tells {', '.join(intruders)}")


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks curation", allow_abbrev=False)
    parser.add_argument("--with", dest="curator", choices=CURATORS, default=CURATORS[0])
    parser.add_argument("--days", type=Path, metavar="DIR", help="other days, with --expected")
    parser.add_argument("--expected", type=Path, metavar="FILE", help="what becomes of them")
    parser.add_argument("--verbose", "-v", action="store_true", help="name all that is wrong")
    options = parser.parse_args(words)
    if bool(options.days) != bool(options.expected):
        parser.error("--days and --expected go together")
    return options


def _corpora(options: argparse.Namespace) -> Iterator[Corpus]:
    if options.days:
        yield corpus_in(options.days, options.expected, name=options.days.name)
    else:
        yield from corpora()


def _scored(memory: Memory, corpus: Corpus) -> Score:
    today = day_of(corpus.days[-1])
    return score(memory.facts, corpus.expected, today=today, soul=memory.soul)


def _is_told(how: str, corpus: Corpus) -> bool:
    return any(item.how == how for item in corpus.expected.keep)


def _row(what: str, scored: Score) -> str:
    return _LINE.format(
        what,
        scored.facts,
        _percent(scored.precision),
        _percent(scored.recall),
        _of(len(scored.found), len(scored.found) + len(scored.missed)),
        len(scored.stale),
        len(scored.junk),
        len(scored.never),
        len(scored.twice),
        _of(scored.placed, scored.placeable),
    )


def _part(what: str, scored: Score) -> str:
    found = _of(len(scored.found), len(scored.found) + len(scored.missed))
    return _LINE.format(what, "", "", _percent(scored.recall), found, *[""] * 5).rstrip()


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}"


def _of(some: int, whole: int) -> str:
    return f"{some}/{whole}"


def _details(memory: Memory, scored: Score) -> Iterator[str]:
    """What was done, and everything that is not as it should be."""
    yield f"  {memory.applied} edits applied, {len(memory.rejected)} rejected"
    yield from (f"  rejected: {reason}" for reason in sorted(set(memory.rejected)))
    yield from (f"  missed: {item.name} ({item.how})" for item in scored.missed)
    yield from (f"  stale: {name}: {fact}" for name, fact in scored.stale)
    yield from (f"  twice: {name}" for name in scored.twice)
    yield from (f"  junk: {fact}" for fact in scored.junk)
    yield from (f"  never: {name}" for name in scored.never)
