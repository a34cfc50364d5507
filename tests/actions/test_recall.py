from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.actions.recall import Recalled
from memory_cli.actions.recall import recall
from memory_cli.actions.recall import topics
from memory_cli.actions.recall import within
from memory_cli.core.dates import Window
from memory_cli.core.document import Document
from memory_cli.core.errors import Failed
from memory_cli.core.errors import Refused
from memory_cli.core.identity import entry_id
from memory_cli.search import fresh
from memory_cli.search import schema
from memory_cli.search.question import Answer
from memory_cli.search.question import Extent
from memory_cli.search.question import Filter
from memory_cli.search.question import Hit
from memory_cli.search.question import Question
from memory_cli.store.memory import Memory
from memory_cli.store.reading import Reading
from memory_cli.store.store import Store
from tests.support.keys import KEY
from tests.support.memories import deeds
from tests.support.memories import files
from tests.support.memories import write
from tests.support.recalls import DAY
from tests.support.recalls import FACTS
from tests.support.recalls import TODAY
from tests.support.recalls import YESTERDAY
from tests.support.recalls import items
from tests.support.recalls import only
from tests.support.recalls import remembered

KNOWN = {
    FACTS: items("Likes tea. #drinks", "Likes milk. #drinks #food", "Tea safe. #private"),
    YESTERDAY: items("Which tea did Dana bring?", "Assam."),
    DAY: items("Bought milk."),
}


def asked(memory: Memory, *texts: str, extent: Extent = Extent(), **about: Any) -> list[Recalled]:
    questions = [Question(text, **about) for text in texts]
    return list(recall(memory, questions, extent=extent, today=TODAY))


def texts(found: Recalled) -> list[str]:
    return [hit.entry.text for hit in found.hits]


def test_questions_are_answered_in_their_order_each_by_itself(tmp_path: Path) -> None:
    memory = remembered(tmp_path, KNOWN)
    found = asked(memory, "milk", "", "which tea?", "zebra", "milk")
    assert [texts(each) for each in found] == [
        ["Likes milk.", "Bought milk."],
        [],
        ["Likes tea.", "Tea safe.", "Assam.", "Which tea did Dana bring?"],
        [],
        ["Likes milk.", "Bought milk."],
    ]
    assert [each.question.text for each in found] == ["milk", "", "which tea?", "zebra", "milk"]
    assert {each.failure for each in found} == {None}
    assert asked(memory) == []


def test_without_a_memory_nothing_is_found_and_nothing_is_made(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "home", "me")
    assert asked(memory, "a", "b") == [
        Recalled(Question("a"), Answer(()), ()),
        Recalled(Question("b"), Answer(()), ()),
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("found", [{}, {FACTS: ""}, {DAY: "# 2026-11-20\n"}, {"notes.md": "- a"}])
def test_an_empty_memory_answers_nothing(found: dict[str, str], tmp_path: Path) -> None:
    memory = remembered(tmp_path, found)
    memory.root.mkdir(parents=True, exist_ok=True)
    assert texts(*asked(memory, "a")) == []
    assert texts(*asked(memory, "", wanted=Filter(("fact", "log", "soul")))) == []


def test_what_is_in_the_files_now_is_what_is_found(tmp_path: Path) -> None:
    memory = remembered(tmp_path, KNOWN)
    assert texts(*asked(memory, "assam")) == ["Assam.", "Which tea did Dana bring?"]
    remembered(tmp_path, {YESTERDAY: items("Assam again.")})
    assert texts(*asked(memory, "assam")) == ["Assam again."]
    memory.path(YESTERDAY).unlink()
    assert texts(*asked(memory, "assam")) == []
    remembered(tmp_path, {"memory/2026-11-01.md": items("Assam once.")})
    assert texts(*asked(memory, "assam")) == ["Assam once."]


def test_asking_records_nothing(store: Store) -> None:
    write(store, FACTS, items("By hand."))
    before, done = files(store), deeds(store)
    memory = Memory(store.root.parent, store.user)
    assert texts(*asked(memory, "hand")) == ["By hand."]
    assert (files(store), deeds(store)) == (before, done)


def test_forgotten_words_stay_hidden_where_somebody_wrote_them_again(tmp_path: Path) -> None:
    told = {".forgotten": f"{entry_id('Likes tea.')} 2026-11-01\n"}
    (found,) = asked(remembered(tmp_path, KNOWN | told), "likes tea")
    assert "Likes tea." not in texts(found)
    assert found.answer.forgotten == 1


def test_a_day_that_is_private_as_a_whole_is_left_out_as_a_whole(tmp_path: Path) -> None:
    private = {YESTERDAY: "---\nprivate: true\n---\n- Tea with Dana.\n- Milk with Sam.\n"}
    memory = remembered(tmp_path, KNOWN | private)
    (found,) = asked(memory, "dana sam", extent=Extent(private=False))
    assert (texts(found), found.answer.private) == ([], 2)


def test_the_window_is_that_of_the_filter_else_that_of_the_question(tmp_path: Path) -> None:
    memory = remembered(tmp_path, KNOWN)
    named = Window(TODAY, TODAY)
    assert asked(memory, "milk today")[0].window == (named, False)
    assert asked(memory, "milk")[0].window == (None, False)
    filtered = only(until="2026-11-19")
    assert asked(memory, "milk today", wanted=filtered)[0].window == (filtered.window, True)


# --- when it cannot be done well ------------------------------------------------------------------


def no_full_text(_: object, *__: object) -> None:
    raise sqlite3.OperationalError("no such module: fts5")


def no_ranking(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(sys.modules, "memory_cli.search.answer", None)


def no_tables(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(schema, "_TABLES", "CREATE VIRTUAL TABLE word USING fts6 (a)")


def no_index(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(fresh, "ask", no_full_text)


@pytest.mark.parametrize(
    ("breaks", "failure"),
    [
        (no_ranking, "ModuleNotFoundError: import of memory_cli.search.answer halted"),
        (no_tables, "OperationalError: no such module: fts6"),
        (no_index, "OperationalError: no such module: fts5"),
    ],
)
def test_without_index_or_ranking_the_files_are_read_through(
    breaks: Callable[[pytest.MonkeyPatch], None],
    failure: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    breaks(monkeypatch)
    told = {".forgotten": f"{entry_id('Likes tea.')} 2026-11-01\n"}
    memory = remembered(tmp_path, KNOWN | told)
    extent = Extent(2, private=False)
    tea, milk, nothing = asked(memory, "which tea?", "milk", "", extent=extent)
    assert texts(tea) == ["Which tea did Dana bring?"]
    assert tea.answer.private == 1
    assert texts(milk) == ["Bought milk.", "Likes milk."]
    assert texts(nothing) == []
    for each in (tea, milk, nothing):
        assert each.failure is not None
        assert each.failure.startswith(failure)


@pytest.mark.parametrize("error", [Refused("no", ""), Failed("no", "")])
def test_what_no_scan_could_read_either_is_an_error(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def signatures(_: Reading) -> dict[str, int]:
        raise error

    monkeypatch.setattr(Reading, "signatures", signatures)
    with pytest.raises(type(error)):
        asked(remembered(tmp_path, KNOWN), "tea")


def test_somebody_who_gives_up_is_not_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(fresh, "ask", interrupted)
    with pytest.raises(KeyboardInterrupt):
        asked(remembered(tmp_path, KNOWN), "tea")


def test_progress_is_told_while_the_files_are_read(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    memory = remembered(tmp_path, KNOWN)
    for _ in range(2):
        recall(
            memory,
            [Question("tea")],
            extent=Extent(),
            today=TODAY,
            progress=lambda done, of: told.append((done, of)),
        )
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]  # the second time, nothing is read


# --- budget and topics ----------------------------------------------------------------------------


def hits(*texts: str) -> tuple[Hit, ...]:
    return tuple(Hit(entry, 1.0) for entry in Document(FACTS, items(*texts)).entries)


@pytest.mark.parametrize(
    ("budget", "kept", "omitted"),
    [
        (None, "ddd a bb", 0),
        (6, "ddd a bb", 0),
        (5, "ddd a", 1),
        (4, "ddd a", 1),
        (3, "ddd", 2),
        (2, "a", 2),
        (1, "a", 2),
        (0, "", 3),
    ],
)
def test_a_budget_passes_over_what_is_too_large(
    budget: int | None, kept: str, omitted: int
) -> None:
    found = Recalled(Question("x"), Answer(()), hits("ddd", "a", "bb"))
    cut = within(found, budget, lambda hit: len(hit.entry.text))
    assert (" ".join(texts(cut)), cut.omitted) == (kept, omitted)


@given(st.lists(st.integers(1, 30), max_size=12), st.integers(0, 60))
def test_a_budget_is_never_exceeded_and_what_is_left_out_would_not_have_fitted(
    sizes: list[int], budget: int
) -> None:
    found = Recalled(Question("x"), Answer(()), hits(*("x" * size for size in sizes)))
    cut = within(found, budget, lambda hit: len(hit.entry.text))
    spent = sum(len(text) for text in texts(cut))
    assert spent <= budget
    assert len(cut.hits) + cut.omitted == len(sizes)
    left = [hit for hit in found.hits if hit not in cut.hits]
    if left:
        assert min(len(hit.entry.text) for hit in left) > budget - spent


def test_topics_are_those_like_the_words_then_the_most_used(tmp_path: Path) -> None:
    tagged = {
        FACTS: items(
            "a #food #pinned", "b #food", "c #drinks #private", "~~d~~ #old", "e #decision"
        )
    }
    memory = remembered(tmp_path, tagged)
    assert topics(memory, []) == (("food", 2), ("drinks", 1))
    assert topics(memory, ["drin", "x"]) == (("drinks", 1), ("food", 2))
    assert topics(memory, ["drniks"])[0] == ("drinks", 1)


def test_what_looks_like_a_secret_is_left_out_like_what_is_private(tmp_path: Path) -> None:
    life = {FACTS: items(f"The bucket opens with {KEY}.", "Buckets are blue.")}
    memory = remembered(tmp_path, life)
    asked = [Question("bucket")]
    (found,) = recall(memory, asked, extent=Extent(private=False, around=1), today=TODAY)
    assert [hit.entry.text for hit in found.hits] == ["Buckets are blue."]
    assert [hit.before + hit.after for hit in found.hits] == [()]
    assert found.answer.private == 1
    (whole,) = recall(memory, asked, extent=Extent(), today=TODAY)
    assert len(whole.hits) == 2
