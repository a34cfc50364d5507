from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.citation import after
from memory_cli.core.citation import before
from memory_cli.core.citation import cited
from memory_cli.core.citation import cut
from memory_cli.core.citation import is_long
from memory_cli.core.citation import line
from memory_cli.core.citation import marked
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from tests.support.texts import FACTS
from tests.support.texts import LOG
from tests.support.texts import SOUL
from tests.support.texts import documents

LONGEST = 320


def entry(text: str, path: str = FACTS) -> Entry:
    (read,) = Document(path, text).entries
    return read


@pytest.mark.parametrize(
    ("text", "path", "told"),
    [
        ("- a", FACTS, "- a (MEMORY.md:1 xcfwjydx)"),
        ("## B\n\n* a", SOUL, "- a (SOUL.md:3 xcfwjydx)"),
        ("- 09:05 a", LOG, "- 9:05 a (memory/2026-11-20.md:1 xcfwjydx)"),
        ("- 0:00 [X] a", LOG, "- [x] 0:00 a (memory/2026-11-20.md:1 xcfwjydx)"),
        (
            "- [ ] a #D (until 2027-03-01)",
            FACTS,
            "- [ ] a #d (until 2027-03-01) (MEMORY.md:1 xcfwjydx)",
        ),
        (
            "## B #c\n- a #d (since 2026-11-18)",
            FACTS,
            "- a #d #c (since 2026-11-18) (MEMORY.md:2 xcfwjydx)",
        ),
        ("- see #ui now #x", FACTS, "- see #ui now #x (MEMORY.md:1 nyfb910p)"),
        ("- ~~a~~ #x", FACTS, "- ~~a~~ #x (MEMORY.md:1 xcfwjydx)"),
        ("- a\n  b\n\n  - c\n", FACTS, "- a b - c (MEMORY.md:1 fkmqgmc7)"),
    ],
)
def test_an_entry_is_one_line_that_says_where_it_stands(text: str, path: str, told: str) -> None:
    assert line(entry(text, path)) == told


def test_other_words_may_stand_in_for_its_own() -> None:
    assert cited(entry("- [ ] 9:00 ~~a~~ #x", LOG), "…b…") == (
        "[ ] 9:00 …b… #x (memory/2026-11-20.md:1 xcfwjydx)"
    )


@given(documents())
def test_a_line_is_one_line_whatever_the_entry(document: Document) -> None:
    for each in document.entries:
        said = marked(each)
        assert line(each) == (
            f"- {before(each)}{said}{after(each)} ({each.path}:{each.line} {each.id[:8]})"
        )
        assert len(line(each).split("\n")) == 1


@pytest.mark.parametrize(
    ("text", "marks", "shown"),
    [
        pytest.param("", (), "", id="nothing"),
        pytest.param("x" * LONGEST, ((319, 320),), "x" * LONGEST, id="just not too long"),
        pytest.param("word " * 100, (), ("word " * 64)[:-1], id="no mark: the beginning"),
        pytest.param(
            "tea " + "word " * 100, ((0, 3),), "tea " + ("word " * 63)[:-1], id="at the beginning"
        ),
        pytest.param("word " * 100 + "tea", ((500, 503),), "word " * 63 + "tea", id="at the end"),
        pytest.param(
            "word " * 100 + "tea " + "more " * 100,
            ((500, 503),),
            "word " * 21 + "tea " + ("more " * 42)[:-1],
            id="inside: a third before it",
        ),
        pytest.param("x" * 1000, ((500, 501),), "x" * LONGEST, id="without spaces"),
    ],
)
def test_what_is_too_long_is_cut_around_the_first_match(
    text: str, marks: Sequence[tuple[int, int]], shown: str
) -> None:
    start, end = cut(text, marks)
    assert text[start:end] == shown


@given(
    st.lists(st.sampled_from(["word ", "a", " ", "x" * 50, "字" * 9, "🦦"]), max_size=80).map(
        "".join
    ),
    st.data(),
)
def test_what_is_shown_holds_the_first_match_and_is_never_too_long(
    text: str, data: st.DataObject
) -> None:
    marks = []
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        marks = [(start, data.draw(st.integers(start + 1, min(len(text), start + 64))))]
    first, last = cut(text, marks)
    assert 0 <= first <= last <= len(text)
    assert last - first <= LONGEST
    if len(text) <= LONGEST:
        assert (first, last) == (0, len(text))
    else:
        assert last - first >= LONGEST // 4
    for start, end in marks:
        assert first <= start
        assert end <= last


@pytest.mark.parametrize(("text", "expected"), [("x" * 320, False), ("x" * 321, True)])
def test_a_long_entry_is_longer_than_a_line_should_be(text: str, expected: bool) -> None:
    assert is_long(entry(f"- {text}")) is expected
