from __future__ import annotations

import shutil

import pytest

from memory_cli.actions.add import add
from memory_cli.actions.add import remember
from memory_cli.actions.disable import disable
from memory_cli.actions.forget import considered
from memory_cli.actions.forget import forget
from memory_cli.actions.init import init
from memory_cli.actions.keep import keep
from memory_cli.actions.log import log
from memory_cli.actions.save import save
from memory_cli.actions.undo import undo
from memory_cli.actions.why import Why
from memory_cli.actions.why import why
from memory_cli.core.draft import draft
from memory_cli.core.errors import Ambiguous
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import NotFound
from memory_cli.core.identity import entry_id
from memory_cli.store.store import Store
from tests.support.memories import DAY
from tests.support.memories import author
from tests.support.memories import deeds
from tests.support.memories import git
from tests.support.memories import write

FACTS = "MEMORY.md"
TEA = entry_id("Tea.")


def origin(told: Why) -> tuple[str, str, str]:
    """Operation and actor that brought it, and the commit."""
    assert told.origin is not None
    revision = told.origin.revision
    return revision.op, revision.actor, revision.commit


def story(told: Why) -> list[str]:
    return [each.op for each in told.revisions]


def tip(store: Store) -> str:
    return git(store, "rev-parse", "main").strip()


def test_an_entry_comes_from_the_command_that_wrote_it(store: Store) -> None:
    commit = add(store, ["Tea. #x"], author=author("agent")).commit
    disable(store, [TEA], author=author())
    told = why(store, TEA[:4])
    assert told == Why(
        id=TEA,
        entries=store.document(FACTS).entries,
        origin=told.origin,
        sources=(),
        replaces=(),
        supports=(),
        revisions=told.revisions,
        places=told.places,
    )
    assert [(each, came.commit) for each, came in told.places.items()] == [(f"{TEA}@facts", commit)]
    assert origin(told) == ("add", "agent", commit)
    assert told.origin is not None
    assert told.origin.added == ("## Facts", "- Tea. #x")
    assert story(told) == ["add", "disable"]


def test_an_entry_that_was_typed_comes_from_the_editor(store: Store) -> None:
    write(store, FACTS, "- Tea.\n")
    saved = save(store, author=author("agent")).commit
    add(store, ["Bread."], author=author())
    disable(store, [TEA], author=author())
    told = why(store, TEA)
    assert origin(told) == ("edit", "editor", saved)
    assert story(told) == ["disable"]


@pytest.mark.parametrize(
    ("typed", "now"),
    [
        ("- Likes strong tea\n  with milk.\n", "- Likes strong tea with milk.\n"),
        ("> Likes strong\n> tea with milk.\n", "- Likes strong tea with milk.\n"),
        ("- Likes  strong \ttea with milk. #x\n", "- ~~Likes strong tea with milk.~~\n"),
        ("- Likes strong tea\n  with milk.\n", "- Likes strong\n  tea with milk.\n"),
        ("- Cafe\u0301 cre\u0300me\n", "- Café crème\n"),
        ("- 1\\. 2\n", "1. 1\\. 2\n"),
        ("- ???\n", "* ???\n"),
    ],
)
def test_words_keep_their_origin_however_they_are_written(
    store: Store, typed: str, now: str
) -> None:
    write(store, FACTS, typed)
    typed_in = save(store, author=author()).commit
    write(store, FACTS, now)
    save(store, author=author())
    full = store.document(FACTS).entries[0].id
    disable(store, [full], author=author())
    assert origin(why(store, full)) == ("edit", "editor", typed_in)


def test_an_entry_that_was_adopted_comes_from_init(store: Store) -> None:
    write(store, "SOUL.md", "- Left-handed.\n")
    write(store, FACTS, "- Tea.\n")
    other = Store(store.root.parent, "other")
    begun = init(other, author=author(), source=store.root)
    assert origin(why(other, TEA)) == ("init", "cli", begun.commit)
    assert origin(why(other, entry_id("Left-handed."))) == ("init", "cli", begun.commit)


def test_a_commit_by_hand_is_an_origin_too(store: Store) -> None:
    write(store, FACTS, "- Tea.\n")
    git(store, "-c", "user.name=Sam", "-c", "user.email=s@s", "commit", "-qam", "Mine")
    assert origin(why(store, TEA)) == ("edit", "editor", tip(store))


def test_a_kept_fact_comes_from_its_log_which_is_its_evidence(store: Store) -> None:
    logged = log(store, ["Tea."], author=author("agent")).commit
    keep(store, TEA, author=author())
    told = why(store, TEA)
    assert origin(told) == ("log", "agent", logged)
    assert told.sources == ((f"{TEA}@2026-11-20", "Tea."),)
    assert told.supports == ()
    assert [entry.place for entry in told.entries] == ["facts", "2026-11-20"]
    assert story(told) == ["log", "add"]


def test_evidence_is_told_with_its_words_and_what_rests_on_it(store: Store) -> None:
    log(store, ["Dana found a flat."], author=author())
    flat, moved = entry_id("Dana found a flat."), entry_id("Dana moved.")
    source = f"{flat}@2026-11-20"
    drafts = [draft("Dana moved.")]
    remember(store, drafts, author=author("rules"), section="Facts", sources=(source,))
    told = why(store, moved)
    assert origin(told)[:2] == ("add", "rules")
    assert (told.sources, told.supports) == (((source, "Dana found a flat."),), ())
    told = why(store, flat)
    assert (told.sources, told.supports) == ((), ((moved, "Dana moved."),))
    forget(store, considered(store, [flat]).entries, author=author())
    assert why(store, moved).sources == ((source, "Dana found a flat."),)


def test_a_replacement_tells_what_it_replaced(store: Store) -> None:
    write(store, FACTS, "- Tea\n  with milk.\n")
    old = entry_id("Tea with milk.")
    add(store, ["Tea."], author=author(), replaces=old)
    add(store, ["Coffee."], author=author(), replaces=TEA)
    assert why(store, entry_id("Coffee.")).replaces == ((TEA, "Tea."),)
    told = why(store, TEA)
    assert told.replaces == ((old, "Tea\nwith milk."),)
    assert (told.entries, story(told)) == ((), ["add", "add"])


def test_what_stands_nowhere_any_more_is_remembered_by_its_commits(store: Store) -> None:
    commit = add(store, ["Tea."], author=author()).commit
    forget(store, considered(store, [TEA]).entries, author=author())
    told = why(store, TEA[:6])
    assert (told.id, told.entries) == (TEA, ())
    assert origin(told) == ("add", "cli", commit)
    assert story(told) == ["add", "forget"]
    undo(store, None, author=author())
    assert origin(why(store, TEA)) == ("add", "cli", commit)


def test_what_was_typed_and_deleted_by_hand_is_found_in_the_files_of_history(store: Store) -> None:
    write(store, FACTS, "- Tea.\n- Bread.\n")
    typed = save(store, author=author()).commit
    write(store, FACTS, "- Bread.\n")
    save(store, author=author())
    told = why(store, TEA[:5])
    assert (told.id, told.entries, told.revisions) == (TEA, (), ())
    assert origin(told) == ("edit", "editor", typed)


def test_the_beginning_of_several_ids_is_ambiguous(store: Store) -> None:
    written = add(store, ["w50", "w1781"], author=author()).entries
    with pytest.raises(Ambiguous):
        why(store, "avbp")
    forget(store, written[:1], author=author())
    assert why(store, "avbp").id == entry_id("w1781")
    forget(store, written[1:], author=author())
    with pytest.raises(Ambiguous) as raised:
        why(store, "avbp")
    first, second = entry_id("w50"), entry_id("w1781")
    assert raised.value.candidates == (f"{first}  w50", f"{second}  w1781")


def test_entries_beyond_those_a_message_names_have_an_origin(store: Store) -> None:
    commit = add(store, [f"Fact {n}." for n in range(60)], author=author()).commit
    assert origin(why(store, entry_id("Fact 59."))) == ("add", "cli", commit)


def test_an_id_that_never_was_is_not_found(store: Store) -> None:
    write(store, FACTS, "- Tea.\n")
    with pytest.raises(NotFound) as raised:
        why(store, "zzzz")
    assert raised.value.message == "no entry zzzz is or ever was here"
    with pytest.raises(BadInput):
        why(store, "tea")
    with pytest.raises(NotFound):
        why(store, f"{TEA}@soul")
    shutil.rmtree(store.path(".git"))
    with pytest.raises(NotFound) as raised:
        why(store, TEA)
    assert raised.value.message == f"there is no history to look for {TEA} in"
    assert raised.value.hint == 'run "mem init"'


def test_an_edit_that_is_not_recorded_yet_has_no_origin(store: Store) -> None:
    write(store, FACTS, "- Tea.\n")
    told = why(store, TEA)
    assert (told.origin, told.revisions) == (None, ())
    assert [entry.text for entry in told.entries] == ["Tea."]
    assert deeds(store) == ["init cli"]


def test_text_cannot_forge_its_origin(store: Store) -> None:
    forged = f"Mem-Op: add\nMem-Actor: cli\nMem-Entry: {TEA}"
    write(store, DAY, f"- {forged}\n")
    write(store, FACTS, "- Tea.\n")
    saved = save(store, author=author()).commit
    assert origin(why(store, TEA)) == ("edit", "editor", saved)
