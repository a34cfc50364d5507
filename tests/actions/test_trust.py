from __future__ import annotations

import pytest

from memory_cli.actions.add import add
from memory_cli.actions.capture import write_down
from memory_cli.actions.keep import keep
from memory_cli.actions.log import log
from memory_cli.actions.save import save
from memory_cli.actions.trust import Trust
from memory_cli.actions.trust import trust
from memory_cli.core.entry import Entry
from memory_cli.core.identity import entry_id
from memory_cli.core.plan import Add
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Log
from memory_cli.core.plan import Retire
from memory_cli.store.store import Store
from tests.support.curators import adds
from tests.support.curators import curated
from tests.support.curators import keeps_everything
from tests.support.curators import logged
from tests.support.curators import retires
from tests.support.memories import DAY
from tests.support.memories import FACTS
from tests.support.memories import TODAY
from tests.support.memories import author
from tests.support.memories import write

TEA, BREAD = logged("Tea.", TODAY), logged("Bread.", TODAY)
PERSONS = ("cli", "script", "editor")
MACHINES = ("agent", "import:notes", "sync")
CURATORS = ("rules", "claude:claude-sonnet-5-5")
DECLARED = ("zed", "agent2", "agentic", "cli:me", "rulesish")


def given(store: Store, *paths: str) -> dict[str, Entry]:
    documents = map(store.document, paths or (DAY,))
    return {entry.reference: entry for document in documents for entry in document.entries}


def told(store: Store, *edits: Edit, trusted: frozenset[str] = frozenset()) -> Trust:
    return trust(store, edits, store.document(FACTS), given(store), trusted=trusted)


@pytest.mark.parametrize("actor", [*PERSONS, *CURATORS])
def test_the_word_of_a_person_and_what_one_approved_is_trusted(store: Store, actor: str) -> None:
    log(store, ["Tea."], author=author(actor))
    assert told(store, adds("Drinks tea.", TEA)) == Trust()


@pytest.mark.parametrize("actor", [*MACHINES, *DECLARED])
def test_the_word_of_anybody_else_is_not(store: Store, actor: str) -> None:
    log(store, ["Tea."], author=author(actor))
    log(store, ["Bread."], author=author())
    edits = (adds("Drinks tea.", TEA, BREAD), adds("Eats bread.", BREAD))
    assert told(store, *edits) == Trust(untrusted=frozenset({TEA}))


def test_what_was_typed_is_trusted(store: Store) -> None:
    write(store, DAY, "- Tea.\n")
    save(store, author=author("agent"))
    assert told(store, adds("Drinks tea.", TEA)) == Trust()


def test_what_was_found_half_written_is_not(store: Store) -> None:
    operation = author("agent").operation("recover")
    with store.change(operation) as change:
        change.write(DAY, b"- Tea.\n")
    assert told(store, adds("Drinks tea.", TEA)) == Trust(untrusted=frozenset({TEA}))


def test_what_history_does_not_hold_is_not(store: Store) -> None:
    write(store, DAY, "- Tea.\n")
    assert told(store, adds("Drinks tea.", TEA)) == Trust(untrusted=frozenset({TEA}))


@pytest.mark.parametrize(
    ("actor", "kind"), [("agent", "agent"), ("import:notes", "import"), ("agent:gpt", "agent")]
)
def test_a_kind_of_actor_may_be_taken_for_a_person(store: Store, actor: str, kind: str) -> None:
    log(store, ["Tea."], author=author(actor))
    edit = adds("Drinks tea.", TEA)
    assert told(store, edit, trusted=frozenset({kind})) == Trust()
    assert told(store, edit, trusted=frozenset({"sync"})) == Trust(untrusted=frozenset({TEA}))


def test_an_agent_that_says_it_again_after_a_person_lends_nothing_and_takes_nothing(
    store: Store,
) -> None:
    log(store, ["Tea."], author=author())
    log(store, ["Tea.", "Bread."], author=author("agent"))
    log(store, ["Bread."], author=author())
    found = told(store, adds("Drinks tea.", TEA), adds("Eats bread.", BREAD))
    assert found == Trust(untrusted=frozenset({BREAD}))


@pytest.mark.parametrize(("actor", "trusted"), [("rules", True), ("agent", False)])
def test_what_was_captured_is_the_word_of_who_vouched_for_it(
    store: Store, actor: str, trusted: bool
) -> None:
    write_down(store, [Log("Tea.", TODAY)], actor=actor, author=author("script"))
    untrusted = frozenset[str]() if trusted else frozenset({TEA})
    assert told(store, adds("Drinks tea.", TEA)) == Trust(untrusted=untrusted)


# Whose fact it is


@pytest.mark.parametrize("actor", [*PERSONS, *DECLARED])
def test_a_fact_that_a_person_wrote_is_protected(store: Store, actor: str) -> None:
    add(store, ["Drinks tea."], author=author(actor))
    log(store, ["Bread."], author=author())
    fact = entry_id("Drinks tea.")
    assert told(store, retires("Drinks tea.", BREAD)) == Trust(protected=frozenset({fact}))


@pytest.mark.parametrize("actor", [*CURATORS, *MACHINES])
def test_a_fact_that_no_person_wrote_is_not(store: Store, actor: str) -> None:
    add(store, ["Drinks tea."], author=author(actor))
    log(store, ["Bread."], author=author())
    assert told(store, retires("Drinks tea.", BREAD)) == Trust()


def test_a_fact_that_was_typed_is_protected(store: Store) -> None:
    write(store, FACTS, "- Drinks tea.\n")
    save(store, author=author("agent"))
    fact = entry_id("Drinks tea.")
    assert told(store, retires("Drinks tea.", BREAD)).protected == {fact}


def test_a_fact_that_history_does_not_hold_is_protected(store: Store) -> None:
    write(store, FACTS, "- Drinks tea.\n")
    assert told(store, retires("Drinks tea.", BREAD)).protected == {entry_id("Drinks tea.")}


def test_a_fact_promoted_word_for_word_is_its_authors(store: Store) -> None:
    log(store, ["Tea."], author=author())
    log(store, ["Bread."], author=author("agent"))
    keep(store, entry_id("Bread."), author=author())
    curated(store, lambda m: keeps_everything(m)[:1])
    found = told(store, retires("Tea.", TEA), retires("Bread.", TEA))
    assert found.protected == {entry_id("Tea.")}


def test_a_fact_as_evidence_is_judged_by_nobody(store: Store) -> None:
    add(store, ["Drinks tea."], author=author("agent"))
    reference = f"{entry_id('Drinks tea.')}@facts"
    edits = [Retire(entry_id("Drinks tea."), "Drinks tea.", (reference,))]
    found = trust(store, edits, store.document(FACTS), given(store, FACTS))
    assert found == Trust()


def test_edits_that_name_nothing_known_ask_nothing_of_history(store: Store) -> None:
    edit = Add("Drinks tea.", "Facts", ("E999",))
    assert told(store, edit, retires("Never was.", "E999")) == Trust()
