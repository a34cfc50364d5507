"""From the words of a question to stems that the memory holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from memory_cli.search.bm25 import idf
from memory_cli.search.index import Index
from memory_cli.search.near import near
from memory_cli.search.query import Query
from memory_cli.search.question import Term

_MOST = 64  # words; of a longer text those that the memory has, and that say most
_NEAR = 0.5  # weight of a word that is only like the one asked for
_HINT = 0.3  # weight of a word of the conversation
_MOST_HINTS = 8  # the rarest


def terms_of(query: Query, index: Index) -> tuple[Term, ...]:
    """The stems that `query` looks for, each once; a word nobody wrote gives those like it."""
    stems = index.stems((*query.words, *query.hints))
    counts = Counter(query.words)
    if len(counts) > _MOST:
        counts = _telling(counts, stems, index)
    found: dict[str, Term] = {}
    for word, count in counts.items():
        for term in _terms(word, stems[word], index):
            known = found.get(term.stem)
            weight = term.weight * count + (known.weight if known else 0)
            found[term.stem] = term._replace(weight=weight)
    hints = {stems[word]: word for word in query.hints if stems[word] not in found}
    rarest = sorted((index.count(stem), stem) for stem in hints)
    kept = [stem for having, stem in rarest if having][:_MOST_HINTS]
    return (*found.values(), *(Term(stem, _HINT, hints[stem], is_hint=True) for stem in kept))


def _telling(counts: Counter[str], stems: Mapping[str, str], index: Index) -> Counter[str]:
    """Those of the words, with their counts, that promise most."""
    entries = sum(file.entries for file in index.files)
    promise = {
        word: count * idf(having, entries)
        for word, count in counts.items()
        if (having := index.count(stems[word]))
    }
    best = sorted(promise, key=lambda word: (-promise[word], word))[:_MOST]
    return Counter({word: counts[word] for word in best})


def _terms(word: str, stem: str, index: Index) -> tuple[Term, ...]:
    if index.has(stem):
        return (Term(stem, 1, word),)
    likely = near(stem, index.vocabulary(stem[0]))
    return tuple(Term(each, _NEAR, word, is_near=True) for each in likely) or (Term(stem, 1, word),)
