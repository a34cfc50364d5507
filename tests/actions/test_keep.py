from __future__ import annotations

import pytest

from memory_cli.actions.keep import keep
from memory_cli.actions.writing import Written
from memory_cli.core.errors import Ambiguous
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import Refused
from memory_cli.core.identity import entry_id
from memory_cli.store.store import Store
from tests.support.memories import DAY
from tests.support.memories import author
from tests.support.memories import deeds
from tests.support.memories import message
from tests.support.memories import read
from tests.support.memories import write

FACTS = "MEMORY.md"
OLDER = "memory/2026-11-18.md"
LOG = "# 2026-11-20\n\n- 9:00 Dana prefers calls\n  in the morning. #people (since 2026-11-01)\n"
WORDS = "Dana prefers calls\nin the morning."


def test_a_log_entry_becomes_a_fact_word_for_word_and_keeps_its_id(store: Store) -> None:
    write(store, DAY, LOG)
    written = keep(store, entry_id(WORDS)[:5], author=author())
    assert read(store, FACTS) == (
        "## Facts\n\n- Dana prefers calls\n  in the morning. #people (since 2026-11-01)\n"
    )
    assert read(store, DAY) == LOG
    assert [(e.id, e.text, e.kind) for e in written.entries] == [(entry_id(WORDS), WORDS, "fact")]
    assert message(store, written.commit) == (
        "add: 1 fact\n\nMem-Op: add\nMem-Actor: cli\n"
        f"Mem-Entry: {entry_id(WORDS)}\nMem-Source: {entry_id(WORDS)}@2026-11-20"
    )


def test_a_fact_goes_into_the_section_that_is_named(store: Store) -> None:
    write(store, FACTS, "## People\n\n- Sam.\n\n## Projects\n")
    write(store, DAY, "- 9:00 Dana.\n")
    keep(store, entry_id("Dana."), author=author(), section="people")
    assert read(store, FACTS) == "## People\n\n- Sam.\n- Dana.\n\n## Projects\n"


def test_every_day_that_says_it_is_evidence(store: Store) -> None:
    write(store, DAY, "- 9:00 Tea. #new\n- 10:00 Tea.\n")
    write(store, OLDER, "- Tea. #old\n")
    written = keep(store, entry_id("Tea."), author=author())
    assert read(store, FACTS) == "## Facts\n\n- Tea. #new\n"
    sources = [line for line in message(store, written.commit).splitlines() if "Source" in line]
    assert sources == [
        f"Mem-Source: {entry_id('Tea.')}@2026-11-20",
        f"Mem-Source: {entry_id('Tea.')}@2026-11-18",
    ]


def test_one_day_alone_can_be_named(store: Store) -> None:
    write(store, DAY, "- 9:00 Tea. #new\n")
    write(store, OLDER, "- Tea. #old\n")
    written = keep(store, f"{entry_id('Tea.')}@2026-11-18", author=author())
    assert read(store, FACTS) == "## Facts\n\n- Tea. #old\n"
    assert f"Mem-Source: {entry_id('Tea.')}@2026-11-18" in message(store, written.commit)
    assert "2026-11-20" not in message(store, written.commit)


def test_what_is_a_fact_already_is_known(store: Store) -> None:
    write(store, FACTS, "- Tea. #x\n")
    write(store, DAY, "- 9:00 Tea.\n")
    written = keep(store, entry_id("Tea."), author=author())
    assert written == Written(written.entries, (entry_id("Tea."),), None, None)
    assert read(store, FACTS) == "- Tea. #x\n"


def test_a_struck_fact_comes_back(store: Store) -> None:
    write(store, FACTS, "- ~~Tea.~~\n")
    write(store, DAY, "- 9:00 Tea.\n")
    keep(store, entry_id("Tea."), author=author())
    assert read(store, FACTS) == "- Tea.\n"


@pytest.mark.parametrize(
    ("log", "fact"),
    [
        ("- [ ] 9:00 Send the table. #x\n", "- Send the table. #x\n"),
        ("- ~~9:00 Struck.~~\n", "- Struck.\n"),
        ("> Quoted\n> words.\n", "- Quoted\n  words.\n"),
        ("- 9:00 A\n\n  second\n  paragraph\n", "- A\n\n  second\n  paragraph\n"),
        ("- Tries #this out. #that\n", "- Tries #this out. #that\n"),
        ("## Trip #utrecht\n\n- 9:00 Nice.\n", "- Nice. #utrecht\n"),
        ("---\ntags: travel\n---\n- Nice.\n", "- Nice. #travel\n"),
        ("- 9:00 Mine. #private\n", "- Mine. #private\n"),
    ],
)
def test_words_and_tags_are_kept_time_and_task_are_not(store: Store, log: str, fact: str) -> None:
    write(store, DAY, log)
    entry = store.document(DAY).entries[0]
    written = keep(store, entry.id, author=author())
    assert read(store, FACTS) == "## Facts\n\n" + fact
    assert [each.id for each in written.entries] == [entry.id]


def test_what_is_private_stays_private(store: Store) -> None:
    write(store, DAY, "---\nprivate: true\n---\n- Secret wish.\n")
    written = keep(store, entry_id("Secret wish."), author=author())
    assert read(store, FACTS) == "## Facts\n\n- Secret wish. #private\n"
    assert [entry.private for entry in written.entries] == [True]


def test_an_explicit_keep_lets_forgotten_words_come_back(store: Store) -> None:
    write(store, DAY, "- 9:00 Tea.\n")
    write(store, ".forgotten", f"{entry_id('Tea.')} 2026-11-01\n")
    keep(store, entry_id("Tea."), author=author())
    assert read(store, ".forgotten") == ""


def test_erased_words_are_not_kept(store: Store) -> None:
    write(store, DAY, "- 9:00 Tea.\n")
    write(store, ".forgotten", f"{entry_id('Tea.')} 2026-11-01 erased\n")
    with pytest.raises(Refused) as raised:
        keep(store, entry_id("Tea."), author=author())
    assert raised.value.message == f"these words were erased for good ({entry_id('Tea.')})"
    assert read(store, FACTS) == ""


@pytest.mark.parametrize("place", ["", "@facts"])
def test_only_a_log_entry_can_be_kept(store: Store, place: str) -> None:
    write(store, FACTS, "- Tea.\n")
    name = entry_id("Tea.") + place
    with pytest.raises(Refused) as raised:
        keep(store, name, author=author())
    assert raised.value.message == f"{name} is not a log entry"


def test_an_id_that_names_nothing_or_two_things_keeps_nothing(store: Store) -> None:
    write(store, DAY, "- w50\n- w1781\n")
    with pytest.raises(NotFound):
        keep(store, "zzzz", author=author())
    with pytest.raises(Ambiguous):
        keep(store, "avbp", author=author())
    assert deeds(store) == ["init cli"]
