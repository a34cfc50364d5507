"""What holds for every memory and every question; the ranking is checked against its own book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from math import log
from math import prod
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.dates import Window
from memory_cli.core.entry import Entry
from memory_cli.search.favours import Favour
from memory_cli.search.index import Index
from memory_cli.search.query import query_of
from memory_cli.search.question import Answer
from memory_cli.search.question import Extent
from memory_cli.search.question import Filter
from memory_cli.search.rank import Ranker
from memory_cli.search.terms import terms_of
from memory_cli.search.words import words
from tests.support.recalls import DAY
from tests.support.recalls import FACTS
from tests.support.recalls import SOUL
from tests.support.recalls import TODAY
from tests.support.recalls import YESTERDAY
from tests.support.recalls import Texts
from tests.support.recalls import answer
from tests.support.recalls import documents
from tests.support.recalls import index
from tests.support.recalls import items

PATHS = (SOUL, FACTS, "memory/2026-05-03.md", YESTERDAY, DAY)
SAID = ("tea", "milk", "dana", "rent", "pills", "green", "calling", "find_files", "深色")
ASKED = (*SAID, "tee", "gren", "zebra", "friday", "2026", "pill", "called", "files", "色", "dana")
FORMS = (
    *("{}.", "{}.", "{}.", "{}?", "Dana: {}.", "{} yesterday.", "{}. #tea", "{}. #private"),
    *("~~{}.~~", "{}. (until 2030-01-01)", "{}. (until 2020-01-01)", "{}. (since 2026-05-04)"),
)

spoken = st.lists(st.sampled_from(SAID), min_size=1, max_size=4).map(" ".join)
entries = st.builds(lambda form, said: f"- {form.format(said)}\n", st.sampled_from(FORMS), spoken)
headings = st.sampled_from(["\n## Green tea\n\n", "\n## Rent #milk\n\n"])
contents = st.lists(st.one_of(entries, entries, entries, headings), max_size=6).map("".join)
memories = st.dictionaries(st.sampled_from(PATHS), contents, max_size=4)
questions = st.lists(st.sampled_from(ASKED), min_size=1, max_size=5).map(" ".join)
favoured = st.builds(
    Favour,
    words=st.sampled_from([(), ("dana",)]),
    asks_when=st.booleans(),
    window=st.sampled_from([None, Window(date(2026, 5, 3), date(2026, 5, 4)), Window(TODAY, None)]),
    topic=st.sampled_from([None, "tea"]),
    aging=st.booleans(),
)


class Read(NamedTuple):
    """An entry and how often it has each stem, by the book."""

    entry: Entry
    own: Counter[str]  # in its words, and in what stands around them
    lent: Counter[str]  # in its words, if they are of use to others
    context: Counter[str]  # the same of what stands around them


class Bm25(NamedTuple):
    """Okapi's formula over one kind of texts."""

    k1: float
    b: float
    size: int
    mean_length: float
    having: Mapping[str, int]

    def score(self, often: Mapping[str, float], length: float, terms: Mapping[str, float]) -> float:
        return sum(
            weight * self._rarity(stem) * often[stem] * (self.k1 + 1) / (often[stem] + norm)
            for stem, weight in terms.items()
            if often.get(stem)
            for norm in [self.k1 * (1 - self.b + self.b * length / self.mean_length)]
        )

    def _rarity(self, stem: str) -> float:
        having = self.having[stem]
        return log(1 + (self.size - having + 0.5) / (having + 0.5))


def read(files: Texts, asked: Index) -> list[list[Read]]:
    """Every entry, file by file."""
    return [[_read(entry, asked) for entry in document.entries] for document in documents(files)]


def _read(entry: Entry, asked: Index) -> Read:
    day = entry.date
    spoken = f"{day:%Y %B} {day.day} {day:%A}" if day else ""
    around = " ".join([entry.section or "", *entry.tags, spoken])
    said, context = (_stems(text, asked) for text in (entry.text, around))
    lends = entry.kind == "log" and not (entry.disabled or entry.private or entry.note.until)
    nothing: Counter[str] = Counter()
    return Read(entry, said + context, said if lends else nothing, context if lends else nothing)


def _stems(text: str, asked: Index) -> Counter[str]:
    said = words(text)
    stems = asked.stems(said)
    return Counter(stems[word] for word in said)


def often(file: list[Read], number: int) -> Counter[str]:
    """How often an entry has each stem, with its part of what those around it lend."""
    found: Counter[str] = Counter(file[number].own)
    for offset, weight in ((-2, 0.3), (-1, 0.4), (1, 0.3), (2, 0.15)):
        if 0 <= number + offset < len(file):
            there = file[number + offset]
            is_question = offset == -1 and "?" in there.entry.text
            for stem, times in there.lent.items():
                found[stem] += times * (1.0 if is_question else weight)  # type: ignore[assignment]
    return found


def scores(
    files: Texts, asked: Index, terms: Mapping[str, float], favour: Favour
) -> dict[tuple[str, int], float]:
    """The score of every entry that has a term and may be shown, by path and line."""
    memory = read(files, asked)
    texts = [[often(file, number) for number in range(len(file))] for file in memory]
    every = [each for file in texts for each in file]
    having = Counter(stem for each in every for stem in each)
    mean = sum(sum(each.values()) for each in every) / max(len(every), 1)
    by_entry = Bm25(0.9, 0.4, len(every), mean, having)

    days = [sum((each.lent for each in file), Counter()) for file in memory]
    once = [{stem for each in file for stem in each.context} for file in memory]
    lengths = [sum(day.values()) for day in days]
    daily = [day + Counter(context) for day, context in zip(days, once, strict=True)]
    logs = [number for number, length in enumerate(lengths) if length]
    of_days = Counter(stem for number in logs for stem in daily[number])
    mean = sum(lengths) / max(len(logs), 1)
    by_day = Bm25(1.2, 0.75, len(logs), mean, of_days)

    found = {}
    for number, (file, said) in enumerate(zip(memory, texts, strict=True)):
        day = by_day.score(daily[number], lengths[number], terms) if number in logs else 0
        for each, counted in zip(file, said, strict=True):
            score = by_entry.score(counted, sum(counted.values()), terms)
            if score and each.entry.is_active(TODAY):
                place = (each.entry.path, each.entry.line)
                found[place] = (score + 0.8 * day) * prod(factors(each.entry, favour))
    return found


def factors(entry: Entry, favour: Favour) -> list[float]:
    told = {
        1.4: entry.text.startswith("Dana:") and "dana" in favour.words,
        1.2: favour.asks_when and "yesterday" in entry.text,
        0.95: entry.text.endswith("?"),
        1.25: favour.window and entry.date and _is_within(entry.date, favour.window),
        1.5: favour.topic in entry.tags,
        1.8: entry.day is None,
    }
    held = [factor for factor, holds in told.items() if holds]
    if entry.day and favour.aging:
        held.append(0.85 + 0.15 * 0.5 ** ((TODAY - entry.day).days / 30))
    return held


def _is_within(day: date, window: Window) -> bool:
    return (window.start or day) <= day <= (window.end or day)


@given(memories, questions, favoured)
def test_two_stages_rank_as_the_book_would_rank_everything(
    files: Texts, question: str, favour: Favour
) -> None:
    with index(files) as asked:
        found = Ranker(asked, today=TODAY).find(query_of(question), favour=favour)
        placed = asked.entries([each.place for each in found.ranked])
        terms = {term.stem: term.weight for term in found.terms}
        expected = scores(files, asked, terms, favour)
    names = {place: (entry.path, entry.line) for place, entry in placed.items()}
    actual = {names[each.place]: each.score for each in found.ranked}
    assert actual == pytest.approx(expected)
    best = sorted(expected.values(), reverse=True)
    assert [expected[names[each.place]] for each in found.ranked] == pytest.approx(best)


@given(memories, questions)
def test_every_hit_has_a_word_of_the_question_or_is_said_to_have_it_from_a_neighbour(
    files: Texts, question: str
) -> None:
    with index(files) as asked:
        wanted = {term.stem for term in terms_of(query_of(question), asked)}
        near = {
            (each.entry.path, each.entry.line): (each.own, _around(file, number))
            for file in read(files, asked)
            for number, each in enumerate(file)
        }
    for hit in answer(files, question, extent=Extent(200, because=True)).hits:
        because = hit.because
        assert because
        assert because.words
        assert because.words.keys() <= wanted
        alike = [near[each.path, each.line] for each in (hit.entry, *hit.duplicates)]
        assert any(
            all(stem in (around if stem in because.borrowed else own) for stem in because.words)
            for own, around in alike
        )
        assert hit.score == pytest.approx(
            (sum(because.words.values()) + because.day) * prod(because.factors.values())
        )


def _around(file: list[Read], number: int) -> set[str]:
    """The stems that neighbours lend to an entry."""
    beside = file[max(number - 2, 0) : number] + file[number + 1 : number + 3]
    return {stem for each in beside for stem in each.lent}


@given(memories, questions, st.integers(1, 12))
def test_a_limit_takes_the_best_and_no_more(files: Texts, question: str, limit: int) -> None:
    everything = [hit.score for hit in answer(files, question, extent=Extent(200)).hits]
    assert everything == sorted(everything, reverse=True)
    some = [hit.score for hit in answer(files, question, extent=Extent(limit)).hits]
    assert some == everything[:limit]


def told(found: Answer) -> list[object]:
    """Everything about the hits."""
    return [hit._replace(duplicates=tuple(sorted(hit.duplicates))) for hit in found.hits]


@given(
    memories.flatmap(lambda files: st.permutations(list(files.items()))), questions, st.booleans()
)
def test_the_same_memory_gives_the_same_answers_in_whatever_order_its_files_were_made(
    files: list[tuple[str, str]], question: str, without_words: bool
) -> None:
    asked = "" if without_words else question
    wanted = Filter(("fact", "log")) if without_words else Filter()
    one, other = (
        answer(made, asked, extent=Extent(200, because=True, around=1), wanted=wanted)
        for made in (dict(files), dict(sorted(files)))
    )
    assert told(one) == told(other)


SEALS = ("~~{}.~~", "{}. #private", "{}. (until 2030-01-01)", "~~{}?~~", "{}? #private")


@given(
    st.lists(st.sampled_from(["Tea.", "Milk?", "Dana: rent."]), max_size=4),
    st.sampled_from(SEALS),
    st.lists(st.sampled_from(["Tea.", "Milk?", "Dana: rent."]), max_size=4),
    st.sampled_from(["zebra", "zebra crossing", "zebras"]),
)
def test_what_is_disabled_private_or_expiring_lends_no_words(
    before: list[str], seal: str, after: list[str], question: str
) -> None:
    files = {DAY: items(*before, seal.format("Zebra crossing"), *after), FACTS: items("Tea.")}
    hits = answer(files, question, extent=Extent(200, private=False)).hits
    assert {hit.entry.text for hit in hits} <= {"Zebra crossing."}
    everything = answer(files, question, wanted=Filter(inactive=True)).hits
    assert [hit.entry.text.rstrip(".?") for hit in everything] == ["Zebra crossing"]


HARD = (
    *('"', "“", "”", "'", "*", "-", "--", "(", ")", "NEAR(", "NEAR/2", " AND ", " OR ", " NOT "),
    *(
        "^",
        ":",
        "+",
        "{",
        "}",
        "tea",
        "深色",
        "🦦",
        "🇩🇪",
        "\x00",
        "\n",
        "\u2028",
        "\udc80",
        "\ud800",
    ),
    *("\\", "%", "_", ";", "--x", "\U0010ffff", "\ud7ff\ud7ff\ud7ff\ud7ff", "é", "e\u0301", "1"),
)
hard = st.lists(st.sampled_from(HARD) | st.characters(), max_size=12).map("".join)


@given(hard, hard, hard, st.booleans())
def test_no_question_is_a_mistake(text: str, without: str, spoken: str, quoted: bool) -> None:
    files = {FACTS: items("Likes tea 🦦."), DAY: items("深色模式。", "find_files")}
    found = answer(files, text, quoted=quoted, without=(without,), conversation=spoken)
    assert len(found.hits) <= 3


writable = hard.map(lambda text: " ".join(text.encode("utf-8", "ignore").decode().split()))


@given(writable, st.sampled_from([FACTS, DAY]))
def test_whatever_was_written_is_found_by_its_own_words(text: str, path: str) -> None:
    files = {path: items("First.", text, "Last.")}
    for entry in documents(files)[0].entries:
        if words(entry.text) and entry.is_active(TODAY):
            assert entry.id in {hit.entry.id for hit in answer(files, entry.text).hits}


def test_long_questions_are_answered_as_short_ones_are() -> None:
    files = {FACTS: items("Likes tea.", "Likes milk.")}
    for long in (
        "tea " * 25_000,
        '"' + "tea " * 25_000 + '"',
        "a" * 100_000 + " tea",
        "é- " * 30_000,
    ):
        for quoted in (False, True):
            found = answer(files, long, quoted=quoted)
            assert [hit.entry.text for hit in found.hits] == ["Likes tea."] * ("tea" in long)
