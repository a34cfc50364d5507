from __future__ import annotations

import shutil

import pytest

from memory_cli.actions.add import remember
from memory_cli.actions.forget import Forgetting
from memory_cli.actions.forget import considered
from memory_cli.actions.forget import forget
from memory_cli.actions.keep import keep
from memory_cli.actions.log import log
from memory_cli.core.draft import draft
from memory_cli.core.entry import Entry
from memory_cli.core.errors import Ambiguous
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Conflict
from memory_cli.core.errors import NotFound
from memory_cli.core.identity import entry_id
from memory_cli.store.store import Store
from tests.support.memories import DAY
from tests.support.memories import author
from tests.support.memories import deeds
from tests.support.memories import files
from tests.support.memories import git
from tests.support.memories import message
from tests.support.memories import read
from tests.support.memories import write

FACTS = "MEMORY.md"
OLDER = "memory/2026-11-18.md"
TEA = entry_id("Tea.")


def places(entries: tuple[Entry, ...]) -> list[str]:
    return [f"{entry.place}:{entry.line}" for entry in entries]


def gone(store: Store, *names: str) -> str:
    """Forget everything that `names` stand for; the commit's message."""
    return message(store, forget(store, considered(store, names).entries, author=author()).commit)


def test_an_entry_is_removed_and_keeps_from_coming_back(store: Store) -> None:
    write(store, FACTS, "## Food\n\n- Bread.\n- Tea. #drinks\n- Cheese.\n")
    found = considered(store, [TEA[:5]])
    assert found == Forgetting(found.entries, (), open=False)
    written = forget(store, found.entries, author=author())
    assert read(store, FACTS) == "## Food\n\n- Bread.\n- Cheese.\n"
    assert read(store, ".forgotten") == f"{TEA} 2026-11-20\n"
    assert (written.entries, written.known) == (found.entries, ())
    assert message(store, written.commit) == (
        f"forget: 1 fact\n\nMem-Op: forget\nMem-Actor: cli\nMem-Entry: {TEA}"
    )


@pytest.mark.parametrize(
    ("text", "line", "left"),
    [
        ("- One.\n- Two\n  lines.\n\n  And more.\n- Three.\n", 2, "- One.\n- Three.\n"),
        ("- One.\n- Two.\n", 1, "- Two.\n"),
        ("- One.\n- Two.", 2, "- One.\n"),
        ("# A\n\n- One.\n\n# B\n", 3, "# A\n\n\n# B\n"),
        ("One.\n\nTwo.\n\nThree.\n", 3, "One.\n\n\nThree.\n"),
        ("One.\n- Two.\n# B\n", 2, "One.\n# B\n"),
        ("One.\n- Two.\n\nThree.\n", 2, "One.\n\nThree.\n"),
        ("\ufeff- One.\r\n- Two.\r\n", 1, "\ufeff- Two.\r\n"),
        ("- One.\n```\ncode\n```\n- Two.\n", 2, "- One.\n- Two.\n"),
        ("- Only.\n", 1, ""),
    ],
)
def test_only_its_own_lines_go(store: Store, text: str, line: int, left: str) -> None:
    write(store, FACTS, text)
    entry = next(entry for entry in store.document(FACTS).entries if entry.line == line)
    gone(store, entry.id)
    assert read(store, FACTS) == left


def test_neighbours_never_grow_together(store: Store) -> None:
    write(store, FACTS, "One.\n> quote\n\n> other\n")
    quote = store.document(FACTS).entries[1]
    gone(store, quote.id)
    assert [entry.text for entry in store.document(FACTS).entries] == ["One.", "other"]


def test_soul_gives_up_what_a_person_forgets(store: Store) -> None:
    write(store, "SOUL.md", "# Me\n\n- Tea.\n- Left-handed.\n")
    assert gone(store, TEA).startswith("forget: 1 soul entry\n")
    assert read(store, "SOUL.md") == "# Me\n\n- Left-handed.\n"


# Everywhere, or at one place


@pytest.fixture
def tea(store: Store) -> Store:
    write(store, FACTS, "- Tea.\n- Bread.\n- ~~Tea.~~\n")
    write(store, OLDER, "- 9:00 Tea.\n")
    write(store, DAY, "- 9:00 Tea.\n- 10:00 Tea. #x\n")
    return store


def test_an_id_that_stands_in_several_places_is_open_until_somebody_agrees(tea: Store) -> None:
    found = considered(tea, [TEA])
    assert places(found.entries) == [
        *("facts:1", "facts:3", "2026-11-20:1", "2026-11-20:2", "2026-11-18:1"),
    ]
    assert (found.related, found.open) == ((), True)
    assert considered(tea, [entry_id("Bread.")]).open is False
    assert considered(tea, [entry_id("Bread."), TEA]).open is True


def test_everywhere_is_one_commit(tea: Store) -> None:
    assert gone(tea, TEA) == (
        f"forget: 2 facts, 3 log entries\n\nMem-Op: forget\nMem-Actor: cli\nMem-Entry: {TEA}"
    )
    assert (read(tea, FACTS), read(tea, OLDER), read(tea, DAY)) == ("- Bread.\n", "", "")
    assert read(tea, ".forgotten") == f"{TEA} 2026-11-20\n"
    assert deeds(tea) == ["init cli", "edit editor", "forget cli"]


def test_a_place_is_exact_and_leaves_the_others(tea: Store) -> None:
    found = considered(tea, [f"{TEA}@2026-11-18"])
    assert (places(found.entries), found.open) == (["2026-11-18:1"], False)
    forget(tea, found.entries, author=author())
    assert (read(tea, OLDER), read(tea, DAY)) == ("", "- 9:00 Tea.\n- 10:00 Tea. #x\n")


def test_an_id_is_noted_once_it_stands_nowhere(tea: Store) -> None:
    for place in ("2026-11-18", "facts", "2026-11-20"):
        assert ".forgotten" not in files(tea)
        gone(tea, f"{TEA}@{place}")
    assert read(tea, ".forgotten") == f"{TEA} 2026-11-20\n"


def test_notes_by_hand_are_kept_and_no_id_is_noted_twice(tea: Store) -> None:
    write(tea, ".forgotten", f"{TEA} 2025-01-01 said twice\n\nold")
    gone(tea, TEA, entry_id("Bread."))
    assert read(tea, ".forgotten") == (
        f"{TEA} 2025-01-01 said twice\n\nold\n{entry_id('Bread.')} 2026-11-20\n"
    )


def test_the_day_of_the_note_is_the_persons_own(store: Store) -> None:
    write(store, "SOUL.md", "---\ntimezone: Pacific/Kiritimati\n---\n")
    write(store, FACTS, "- Tea.\n")
    later = author().now.replace(hour=12)
    forget(store, considered(store, [TEA]).entries, author=author(now=later))
    assert read(store, ".forgotten") == f"{TEA} 2026-11-21\n"


# By words


def test_words_that_fit_one_entry_name_it(store: Store) -> None:
    write(store, FACTS, "- Prefers dark mode.\n- Prefers light mode.\n")
    found = considered(store, [], match="MODE light")
    assert (places(found.entries), found.open) == (["facts:2"], False)


def test_words_that_fit_several_are_open(store: Store) -> None:
    write(store, FACTS, "- Prefers dark mode.\n- Prefers light mode.\n")
    found = considered(store, [], match="prefers")
    assert (places(found.entries), found.open) == (["facts:1", "facts:2"], True)
    with pytest.raises(NotFound):
        considered(store, [], match="no such words")


# What is bound to it by evidence


@pytest.fixture
def bound(store: Store) -> Store:
    """A fact that rests on what was said on two days, in other words than theirs."""
    write(store, OLDER, "- Dana is in Utrecht.\n")
    log(store, ["Dana found a flat."], author=author())
    sources = (
        f"{entry_id('Dana is in Utrecht.')}@2026-11-18",
        f"{entry_id('Dana found a flat.')}@2026-11-20",
    )
    drafts = [draft("Dana moved to Utrecht."), draft("Dana moved.")]
    remember(store, drafts[:1], author=author(), section="Facts", sources=sources)
    remember(store, drafts[1:], author=author(), section="Facts", sources=sources[:1])
    return store


def test_the_evidence_of_a_fact_is_told_and_not_taken(bound: Store) -> None:
    fact = entry_id("Dana moved to Utrecht.")
    found = considered(bound, [fact])
    assert places(found.entries) == ["facts:3"]
    assert places(found.related) == ["2026-11-20:3", "2026-11-18:1"]
    assert found.open
    forget(bound, found.entries, author=author())
    assert read(bound, DAY) == "# 2026-11-20\n\n- 9:14 Dana found a flat.\n"
    assert read(bound, ".forgotten") == f"{fact} 2026-11-20\n"


def test_what_rests_on_an_entry_is_told(bound: Store) -> None:
    found = considered(bound, [entry_id("Dana is in Utrecht.")])
    assert places(found.related) == ["facts:3", "facts:4"]
    assert found.open


def test_what_is_bound_may_go_in_the_same_commit(bound: Store) -> None:
    found = considered(bound, [entry_id("Dana moved to Utrecht.")])
    written = forget(bound, found.entries + found.related, author=author())
    assert [entry.text for entry in bound.document(FACTS).entries] == ["Dana moved."]
    assert (read(bound, DAY), read(bound, OLDER)) == ("# 2026-11-20\n\n", "")
    assert message(bound, written.commit).startswith("forget: 1 fact, 2 log entries\n")
    assert len(read(bound, ".forgotten").splitlines()) == 3


def test_a_place_is_exact_whatever_is_bound(bound: Store) -> None:
    found = considered(bound, [f"{entry_id('Dana moved.')}@facts"])
    assert (places(found.related), found.open) == (["2026-11-18:1"], False)


def test_evidence_that_is_gone_is_not_told(bound: Store) -> None:
    gone(bound, entry_id("Dana is in Utrecht."))
    found = considered(bound, [entry_id("Dana moved.")])
    assert (found.related, found.open) == ((), False)


def test_a_fact_that_was_kept_and_its_log_are_one_id(store: Store) -> None:
    log(store, ["Tea."], author=author())
    keep(store, TEA, author=author())
    found = considered(store, [TEA])
    assert (places(found.entries), found.related, found.open) == (
        ["facts:3", "2026-11-20:3"],
        (),
        True,
    )


# When it cannot be


@pytest.mark.parametrize(
    ("name", "error"), [("zzzz", NotFound), ("tea", BadInput), ("avbp", Ambiguous)]
)
def test_what_names_nothing_or_too_much_forgets_nothing(
    store: Store, name: str, error: type[Exception]
) -> None:
    write(store, FACTS, "- Tea.\n- w50\n- w1781\n")
    with pytest.raises(error):
        considered(store, [TEA, name])


def test_an_entry_that_changed_meanwhile_is_a_conflict_and_all_stays(store: Store) -> None:
    write(store, FACTS, "- Tea.\n- Bread.\n")
    found = considered(store, [entry_id("Bread."), TEA])
    write(store, FACTS, "- Tea!\n- Bread.\n")
    with pytest.raises(Conflict):
        forget(store, found.entries, author=author())
    assert read(store, FACTS) == "- Tea!\n- Bread.\n"
    assert ".forgotten" not in files(store)


def test_what_was_forgotten_is_still_in_history(store: Store) -> None:
    write(store, FACTS, "- Tea.\n")
    gone(store, TEA)
    assert git(store, "show", "main~1:MEMORY.md") == "- Tea.\n"


def test_without_history_it_is_considered_all_the_same(store: Store) -> None:
    write(store, FACTS, "- Tea.\n")
    shutil.rmtree(store.path(".git"))
    assert places(considered(store, [TEA]).entries) == ["facts:1"]
