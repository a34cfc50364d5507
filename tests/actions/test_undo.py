from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.actions.add import add
from memory_cli.actions.disable import disable
from memory_cli.actions.enable import enable
from memory_cli.actions.forget import considered
from memory_cli.actions.forget import forget
from memory_cli.actions.history import Asked
from memory_cli.actions.history import history
from memory_cli.actions.init import init
from memory_cli.actions.log import log
from memory_cli.actions.undo import undo
from memory_cli.core.changes import Changes
from memory_cli.core.errors import Conflict
from memory_cli.core.errors import NotFound
from memory_cli.core.identity import entry_id
from memory_cli.store.store import Store
from tests.support.deeds import DARK
from tests.support.deeds import DEEDS
from tests.support.deeds import TEA
from tests.support.deeds import TEXTS
from tests.support.deeds import YESTERDAY
from tests.support.deeds import Deed
from tests.support.deeds import adds
from tests.support.deeds import forgets
from tests.support.deeds import lived
from tests.support.deeds import logs
from tests.support.deeds import writes
from tests.support.memories import DAY
from tests.support.memories import FACTS
from tests.support.memories import author
from tests.support.memories import copied
from tests.support.memories import deeds
from tests.support.memories import entries
from tests.support.memories import files
from tests.support.memories import git
from tests.support.memories import message
from tests.support.memories import read
from tests.support.memories import tip
from tests.support.memories import write


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return lived(tmp_path_factory.mktemp("lived"))


@pytest.fixture
def memory(original: Store, tmp_path: Path) -> Store:
    """A memory in which something stands already."""
    return copied(original, tmp_path / "lived")


def test_a_beginning_can_be_taken_back_by_name(store: Store) -> None:
    undo(store, tip(store), author=author())
    assert files(store) == {}
    add(store, ["New."], author=author())
    assert files(store) == {FACTS: b"## Facts\n\n- New.\n"}


def test_what_was_adopted_is_taken_back_and_what_was_there_stays(memory: Store) -> None:
    other = Store(memory.root.parent, "other")
    add(other, ["Mine."], author=author())
    before = files(other)
    begun_again = init(other, author=author(), source=memory.root)
    assert begun_again.adopted == (YESTERDAY, DAY)
    undo(other, begun_again.commit, author=author())
    assert files(other) == before


LIST = "## A\n\n- one\n- two\n- three\n\n## B\n\n- four\n"


PLACES: dict[str, tuple[Deed, tuple[str, str], str]] = {
    "below it": (
        adds("new", section="A"),
        ("- new\n", "- new\n- next\n"),
        LIST.replace("- three\n", "- three\n- next\n"),
    ),
    "above it": (
        adds("new", section="A"),
        ("- three\n", "- previous\n"),
        LIST.replace("- three\n", "- previous\n"),
    ),
    "in its section": (
        adds("new", section="C"),
        ("- new\n", "- new\n- mine\n"),
        LIST + "\n## C\n\n- mine\n",
    ),
    "above its section": (
        adds("new", section="C"),
        ("## C", "mine\n\n## C"),
        LIST + "\nmine\n",
    ),
    "above the gap": (
        forgets(entry_id("two")),
        ("- one\n", "- ONE\n"),
        LIST.replace("- one\n", "- ONE\n"),
    ),
    "in the gap": (
        forgets(entry_id("two")),
        ("- one\n", "- one\n- next\n"),
        LIST.replace("- two\n", "- two\n- next\n"),
    ),
    "the heading above": (
        forgets(entry_id("four")),
        ("## B", "## C"),
        LIST.replace("## B", "## C"),
    ),
    "what stood above": (
        adds("TWO", replaces=entry_id("two")),
        ("- one\n", ""),
        LIST.replace("- one\n", ""),
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_lines_come_back_to_their_places(store: Store, place: str) -> None:
    deed, then, left = PLACES[place]
    write(store, FACTS, LIST)
    deed(store)
    commit = tip(store)
    writes(FACTS, *then)(store)
    undo(store, commit, author=author())
    assert read(store, FACTS) == left


def test_a_log_that_others_use_by_now_keeps_its_heading(store: Store) -> None:
    first = log(store, ["Mine."], author=author()).commit
    log(store, ["Theirs."], author=author("agent"))
    undo(store, first, author=author())
    assert read(store, DAY) == "# 2026-11-20\n\n- 9:14 Theirs.\n"
    undo(store, None, author=author())
    assert entries(store) == []


def test_words_that_were_logged_again_stay_and_are_not_forgotten(store: Store) -> None:
    write(store, DAY, "- 8:00 Took the pill.\n")
    forgets(entry_id("Took the pill."))(store)
    commit = tip(store)
    log(store, ["Took the pill."], author=author())
    undo(store, commit, author=author())
    assert read(store, DAY) == "- 8:00 Took the pill.\n- 9:14 Took the pill.\n"
    assert ".forgotten" not in files(store)


def test_ids_that_were_forgotten_since_stay_so(memory: Store) -> None:
    forgets(TEA)(memory)
    commit = tip(memory)
    forgets(DARK)(memory)
    undo(memory, commit, author=author())
    assert read(memory, ".forgotten") == TEXTS[".forgotten"] + f"{DARK} 2026-11-20\n"


def test_ids_that_were_lifted_are_forgotten_again(memory: Store) -> None:
    adds("Likes coffee.")(memory)
    commit = tip(memory)
    forgets(DARK)(memory)
    undo(memory, commit, author=author())
    assert sorted(memory.forgotten()) == sorted([entry_id("Likes coffee."), DARK])


# When what it made was changed since


LATER: dict[str, tuple[Deed, Deed]] = {
    "new words": (adds("New."), writes(FACTS, "New.", "Newer.")),
    "a tag": (adds("New."), adds("New. #x")),
    "replaced": (adds("New."), adds("Newer.", replaces=entry_id("New."))),
    "disabled": (adds("New."), lambda store: disable(store, [entry_id("New.")], author=author())),
    "forgotten": (adds("New."), forgets(entry_id("New."))),
    "its replacement": (adds("New.", replaces=TEA), writes(FACTS, "New.", "Newer.")),
    "its tag": (adds("Likes tea. #x"), forgets(TEA)),
    "logged": (logs("New."), writes(DAY, "New.", "Newer.")),
    "not done": (DEEDS["done"], writes(DAY, "[x]", "[ ]")),
    "enabled": (DEEDS["disable"], lambda store: enable(store, [TEA], author=author())),
    "added again": (forgets(TEA), adds("Likes tea.", section="People")),
    "typed again": (forgets(TEA), writes(FACTS, "- Sam", "- Likes tea.\n- Sam")),
    "edit forgotten": (DEEDS["edit words"], forgets(entry_id("Loves tea."))),
    "undone": (adds("New."), lambda store: undo(store, None, author=author())),
}


@pytest.mark.parametrize("later", LATER)
def test_what_was_changed_since_stands_in_the_way(memory: Store, later: str) -> None:
    deed, then = LATER[later]
    deed(memory)
    commit = tip(memory)
    then(memory)
    before, story = files(memory), deeds(memory)
    with pytest.raises(Conflict):
        undo(memory, commit, author=author())
    assert (files(memory), deeds(memory)) == (before, story)


def test_a_conflict_names_the_file_and_what_is_to_be_undone(memory: Store) -> None:
    adds("New.")(memory)
    commit = tip(memory)
    writes(FACTS, "New.", "Newer.")(memory)
    with pytest.raises(Conflict) as raised:
        undo(memory, commit, author=author())
    assert raised.value.message == (
        f"MEMORY.md was changed after add {commit[:12]}, at the same place"
    )


def test_one_file_in_the_way_leaves_all_as_they_are(memory: Store) -> None:
    disable(memory, [TEA, entry_id("Took the pill.")], author=author())
    commit = tip(memory)
    forgets(TEA)(memory)
    before = files(memory)
    with pytest.raises(Conflict):
        undo(memory, commit, author=author())
    assert files(memory) == before


# Which operation it is


def test_the_newest_operation_is_taken_back_then_the_one_before(store: Store) -> None:
    states = [files(store)]
    for words in ("One.", "Two.", "Three."):
        add(store, [words], author=author("agent"))
        states.append(files(store))
    for state in reversed(states[:-1]):
        undo(store, None, author=author())
        assert files(store) == state
    with pytest.raises(NotFound) as raised:
        undo(store, None, author=author())
    assert raised.value.message == "there is nothing to undo"


def test_what_was_undone_and_done_again_can_be_undone_again(store: Store) -> None:
    first = add(store, ["One."], author=author()).commit
    add(store, ["Two."], author=author())
    undone = undo(store, None, author=author())
    undo(store, undone.commit, author=author())
    assert undo(store, None, author=author()).chapter.revision == undone.chapter.revision
    assert undo(store, None, author=author()).chapter.revision.commit == first


@pytest.mark.parametrize("op", ["init", "edit", "sync", "recover", "undo"])
def test_some_operations_are_taken_back_by_name_only(store: Store, op: str) -> None:
    added = add(store, ["One."], author=author()).commit
    with store.change(author().operation(op)) as change:
        change.write(DAY, b"- Theirs.\n")
    named = tip(store)
    assert undo(store, None, author=author()).chapter.revision.commit == added
    undo(store, named, author=author())
    assert DAY not in files(store)


def test_commits_by_hand_are_taken_back_by_name_only(store: Store) -> None:
    added = add(store, ["One."], author=author()).commit
    write(store, FACTS, "## Facts\n\n- One.\n- Two.\n")
    git(store, "-c", "user.name=Sam", "-c", "user.email=s@s", "commit", "-qam", "add: 1 fact")
    commit = tip(store)
    assert undo(store, None, author=author()).chapter.revision.commit == added
    assert read(store, FACTS) == "## Facts\n\n- Two.\n"
    undo(store, commit[:8].upper(), author=author())
    assert read(store, FACTS) == "## Facts\n"


def test_hand_edits_are_recorded_first_and_stay(memory: Store) -> None:
    adds("New.", section="Preferences")(memory)
    write(memory, FACTS, read(memory, FACTS).replace("- New.", "- Mine.\n- New."))
    undo(memory, None, author=author())
    assert read(memory, FACTS) == TEXTS[FACTS].replace(
        "- ~~Prefers light mode.~~\n", "- ~~Prefers light mode.~~\n- Mine.\n"
    )
    assert deeds(memory)[-3:] == ["add cli", "edit editor", "undo cli"]


@pytest.mark.parametrize("name", ["", "abc", "deadbeef", "nonsense", "main", "HEAD~1", "-n1"])
def test_what_names_no_commit_of_this_history_is_not_found(store: Store, name: str) -> None:
    add(store, ["One."], author=author())
    before = files(store)
    with pytest.raises(NotFound):
        undo(store, name, author=author())
    assert files(store) == before


def test_a_commit_of_another_branch_is_not_found(store: Store) -> None:
    as_sam = ("-c", "user.name=Sam", "-c", "user.email=s@s")
    other = git(store, *as_sam, "commit-tree", "-m", "x", "-p", "main", "main^{tree}").strip()
    with pytest.raises(NotFound):
        undo(store, other, author=author())


# What it tells


def test_it_tells_what_was_taken_back_and_what_that_changed(memory: Store) -> None:
    commit = forget(memory, considered(memory, [TEA]).entries, author=author()).commit
    undone = undo(memory, commit, author=author("agent"))
    assert undone.chapter == history(memory, Asked(op="forget"))[0]
    line = f"{TEA} 2026-11-20"
    assert dict(undone.changes) == {
        ".forgotten": Changes((), (line,)),
        FACTS: Changes(("- Likes tea.",), (), (TEA,), ()),
    }
    assert undone.delayed is None
    assert message(memory, undone.commit) == (
        f"undo: forget {str(commit)[:12]}\n\nMem-Op: undo\nMem-Actor: agent\n"
        f"Mem-Entry: {TEA}\nMem-Undoes: {commit}"
    )


def test_what_was_erased_stays_erased_whatever_is_undone(store: Store) -> None:
    erased = "a 2026-01-01 erased\nb 2026-11-20 erased\n"
    write(store, ".forgotten", "a 2026-01-01\n")
    with store.change(author().operation("purge")) as change:
        change.write(".forgotten", erased.encode())
        change.describe("2 entries")
    with pytest.raises(Conflict):
        undo(store, str(change.outcome.commit), author=author())
    assert read(store, ".forgotten") == erased
