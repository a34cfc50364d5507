from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from memory_cli.actions.add import add
from memory_cli.actions.writing import Written
from memory_cli.core.annotation import Note
from memory_cli.core.entry import Entry
from memory_cli.core.errors import Ambiguous
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Conflict
from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import Refused
from memory_cli.core.identity import entry_id
from memory_cli.store.store import Store
from tests.support.memories import author
from tests.support.memories import copied
from tests.support.memories import deeds
from tests.support.memories import files
from tests.support.memories import id_of
from tests.support.memories import message
from tests.support.memories import read
from tests.support.memories import write

FACTS = "MEMORY.md"
DARK = "Prefers dark mode in every editor."
DARK_ID = entry_id(DARK)


def ids(written: Written) -> list[str]:
    return [entry.id for entry in written.entries]


def test_a_fact_is_a_bullet_in_its_section_and_one_commit(store: Store) -> None:
    written = add(store, [f"{DARK} #ui"], author=author())

    assert read(store, FACTS) == f"## Facts\n\n- {DARK} #ui\n"
    entry = Entry(
        id="4btnxw0b26dtsf5s",
        kind="fact",
        path=FACTS,
        line=3,
        block=2,
        text=DARK,
        section="Facts",
        day=None,
        time=None,
        tags=("ui",),
        task=None,
        disabled=False,
        note=Note(),
        private=False,
    )
    assert written == Written((entry,), (), written.commit, None)
    assert message(store, written.commit) == (
        "add: 1 fact\n\nMem-Op: add\nMem-Actor: cli\nMem-Entry: 4btnxw0b26dtsf5s"
    )
    assert deeds(store) == ["init cli", "add cli"]


def test_the_same_inputs_give_the_same_commit(store: Store, tmp_path: Path) -> None:
    other = copied(store, tmp_path / "other")
    first, second = (add(each, ["A."], author=author()) for each in (store, other))
    assert first.commit == second.commit


def test_the_first_fact_begins_the_memory(tmp_path: Path) -> None:
    store = Store(tmp_path, "me")
    add(store, [DARK], author=author("agent"))
    assert deeds(store) == ["init agent", "add agent"]
    assert read(store, FACTS).endswith(f"-->\n\n## Facts\n\n- {DARK}\n")


@pytest.mark.parametrize("name", ["people", "PEOPLE", " People ", "People #family"])
def test_a_section_is_known_by_its_name_whatever_its_case_and_tags(store: Store, name: str) -> None:
    write(store, FACTS, "# Memory\n\n## People #family\n\n- Dana.\n\n## Projects\n\n- Billing.\n")
    written = add(store, ["Sam likes cats."], author=author(), section=name)
    assert read(store, FACTS) == (
        "# Memory\n\n## People #family\n\n- Dana.\n- Sam likes cats.\n\n## Projects\n\n- Billing.\n"
    )
    assert written.entries[0].section == "People"
    assert written.entries[0].tags == ("family",)


def test_of_two_sections_with_one_name_the_first_takes_the_fact(store: Store) -> None:
    write(store, FACTS, "## A\n\n## B\n\n- b\n\n## a\n\n- a\n")
    add(store, ["new"], author=author(), section="a")
    assert read(store, FACTS) == "## A\n\n- new\n\n## B\n\n- b\n\n## a\n\n- a\n"


def test_a_section_that_is_missing_is_made_at_the_end(store: Store) -> None:
    write(store, FACTS, "## People\n\n- Dana.\n")
    add(store, ["Sam.", "Kim."], author=author(), section="Health & food")
    assert read(store, FACTS) == "## People\n\n- Dana.\n\n## Health & food\n\n- Sam.\n- Kim.\n"


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_section_needs_a_name(store: Store, name: str) -> None:
    with pytest.raises(BadInput) as raised:
        add(store, ["Sam."], author=author(), section=name)
    assert raised.value.message == f"{name!r} cannot be the name of a section"
    assert read(store, FACTS) == ""


def test_the_persons_way_of_writing_stays(store: Store) -> None:
    write(store, FACTS, "## People\r\n\r\n  * Dana.")
    add(store, ["Sam."], author=author(), section="People")
    assert read(store, FACTS) == "## People\r\n\r\n  * Dana.\r\n  * Sam."


def test_tags_and_dates_that_are_given_join_those_that_are_typed(store: Store) -> None:
    add(
        store,
        ["Passport must be renewed. #Travel (since 2026-11-01)"],
        author=author(),
        tags=["admin", "travel", "pinned"],
        note=Note(until=date(2027, 3, 1)),
    )
    assert read(store, FACTS) == (
        "## Facts\n\n- Passport must be renewed. #travel #admin #pinned (2026-11-01..2027-03-01)\n"
    )


def test_a_text_is_one_entry_whatever_it_contains(store: Store) -> None:
    text = "First.\n\n## Not a heading\n- not a bullet\n```\n---"
    written = add(store, [text], author=author())
    assert [entry.text for entry in written.entries] == [text]
    assert [entry.id for entry in store.document(FACTS).entries] == [entry_id(text)]


@pytest.mark.parametrize("texts", [[], [""], ["fine", " \n"]])
def test_nothing_is_remembered_when_a_text_is_empty(tmp_path: Path, texts: list[str]) -> None:
    store = Store(tmp_path, "me")
    with pytest.raises(BadInput):
        add(store, texts, author=author())
    assert not store.exists()


# What is a fact already


@pytest.mark.parametrize(
    "again", [DARK, f"{DARK} #ui", f"{DARK} #UI #ui", "Prefers dark mode in every  editor."]
)
def test_words_that_are_an_active_fact_are_known(store: Store, again: str) -> None:
    write(store, FACTS, f"- {DARK} #ui #work (since 2026-01-01)\n")
    written = add(store, [again], author=author(), section="Elsewhere")
    assert written == Written(written.entries, (DARK_ID,), None, None)
    assert ids(written) == [DARK_ID]
    assert read(store, FACTS) == f"- {DARK} #ui #work (since 2026-01-01)\n"
    assert deeds(store) == ["init cli", "edit editor"]


def test_tags_that_a_known_fact_lacks_are_added_to_it(store: Store) -> None:
    write(store, FACTS, f"- {DARK} #ui\n- Other.\n")
    written = add(store, [f"{DARK} #work"], author=author(), tags=["ui", "pinned"])
    assert read(store, FACTS) == f"- {DARK} #ui #work #pinned\n- Other.\n"
    assert written.known == ()
    assert [entry.tags for entry in written.entries] == [("ui", "work", "pinned")]
    assert message(store, written.commit).startswith("add: 1 fact\n")


@pytest.mark.parametrize(
    ("held", "new", "result"),
    [
        ("", "(since 2026-11-01)", "(since 2026-11-01)"),
        ("(since 2026-11-01)", "", "(since 2026-11-01)"),
        ("(since 2026-11-01)", "(since 2026-12-01)", "(since 2026-12-01)"),
        ("(since 2026-11-01)", "(until 2027-03-01)", "(2026-11-01..2027-03-01)"),
        ("(until 2027-03-01)", "(since 2026-11-01)", "(2026-11-01..2027-03-01)"),
        ("(2026-11-01..2027-03-01)", "(until 2027-04-01)", "(2026-11-01..2027-04-01)"),
        ("(until 2026-11-30)", "(since 2026-12-01)", "(since 2026-12-01)"),
        ("(until 2026-11-19)", "", ""),
        ("(2026-11-01..2026-11-19)", "", "(since 2026-11-01)"),
        ("(2026-11-01..2026-11-19)", "(until 2027-03-01)", "(2026-11-01..2027-03-01)"),
        ("(until 2026-11-19)", "(since 2026-11-20)", "(since 2026-11-20)"),
        ("(until 2026-11-20)", "", "(until 2026-11-20)"),
    ],
)
def test_a_date_note_that_is_given_completes_the_one_that_stands(
    store: Store, held: str, new: str, result: str
) -> None:
    write(store, FACTS, f"- {DARK} #ui {held}".rstrip() + "\n")
    add(store, [f"{DARK} {new}"], author=author())
    assert read(store, FACTS) == f"- {DARK} #ui {result}".rstrip() + "\n"


def test_a_note_that_says_the_same_is_known(store: Store) -> None:
    write(store, FACTS, f"- {DARK} (2026-11-01..2027-03-01)\n")
    assert add(store, [f"{DARK} (since 2026-11-01)"], author=author()).known == (DARK_ID,)


@pytest.mark.parametrize(
    "struck", [f"~~{DARK}~~ #ui", f"~~{DARK} #ui~~", f"~~{DARK}~~ #ui (until 2026-01-01)"]
)
def test_a_disabled_fact_comes_back(store: Store, struck: str) -> None:
    write(store, FACTS, f"- {struck}\n- Other.\n")
    written = add(store, [DARK], author=author())
    assert read(store, FACTS) == f"- {DARK} #ui\n- Other.\n"
    assert written.known == ()
    assert [entry.disabled for entry in written.entries] == [False]


def test_a_fact_that_stands_struck_and_active_is_known(store: Store) -> None:
    write(store, FACTS, f"- ~~{DARK}~~\n- Other.\n- {DARK}\n")
    written = add(store, [DARK], author=author())
    assert written.known == (DARK_ID,)
    assert read(store, FACTS) == f"- ~~{DARK}~~\n- Other.\n- {DARK}\n"


# Several at once


def test_several_texts_are_one_commit(store: Store) -> None:
    write(store, FACTS, "## Facts\n\n- Known.\n- Tagged.\n")
    texts = ["New one.", "Known.", "Tagged. #x", "New two."]
    written = add(store, texts, author=author())
    assert read(store, FACTS) == "## Facts\n\n- Known.\n- Tagged. #x\n- New one.\n- New two.\n"
    assert [entry.text for entry in written.entries] == [
        "New one.",
        "Known.",
        "Tagged.",
        "New two.",
    ]
    assert written.known == (entry_id("Known."),)
    changed = [entry_id(text) for text in ("New one.", "Tagged.", "New two.")]
    assert message(store, written.commit) == "\n".join(
        ["add: 3 facts", "", "Mem-Op: add", "Mem-Actor: cli"] + [f"Mem-Entry: {i}" for i in changed]
    )


def test_the_same_words_twice_are_one_fact_with_the_annotations_of_both(store: Store) -> None:
    written = add(store, ["Same. #a", "Same. #b (since 2026-11-01)"], author=author())
    assert read(store, FACTS) == "## Facts\n\n- Same. #a #b (since 2026-11-01)\n"
    assert ids(written) == [entry_id("Same.")]


def test_a_message_names_fifty_entries_and_counts_the_rest(store: Store) -> None:
    written = add(store, [f"Fact {n}." for n in range(53)], author=author())
    lines = message(store, written.commit).splitlines()
    assert lines[0] == "add: 53 facts"
    assert len([line for line in lines if line.startswith("Mem-Entry: ")]) == 50
    assert lines[-1] == "Mem-More: 3"


# In place of another


def test_a_replacement_takes_the_place_of_the_old_fact(store: Store) -> None:
    write(store, FACTS, "## A\n\n* One. #x\n* Two\n  lines. #y\n* Three.\n\n## B\n")
    old = id_of(store, "Two\nlines.")
    written = add(store, ["Second. #z"], author=author(), section="B", replaces=old[:6])
    assert read(store, FACTS) == "## A\n\n* One. #x\n* Second. #z\n* Three.\n\n## B\n"
    assert message(store, written.commit) == (
        "add: 1 fact\n\nMem-Op: add\nMem-Actor: cli\n"
        f"Mem-Entry: {entry_id('Second.')}\nMem-Replaces: {old}"
    )


def test_only_a_fact_can_be_replaced(store: Store) -> None:
    write(store, FACTS, "- Both.\n")
    write(store, "memory/2026-11-20.md", "- Both.\n- Logged.\n")
    both, logged = entry_id("Both."), entry_id("Logged.")
    with pytest.raises(NotFound) as raised:
        add(store, ["New."], author=author(), replaces=logged)
    assert raised.value.message == f"there is no entry {logged}"
    add(store, ["New."], author=author(), replaces=both)
    assert read(store, FACTS) == "- New.\n"
    assert read(store, "memory/2026-11-20.md") == "- Both.\n- Logged.\n"


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["One.", "Two."], "a fact can be replaced by one text only"),
        (["Other. #x"], "these words are a fact already"),
        (["Old. #x"], "these words are a fact already"),
    ],
)
def test_a_replacement_is_one_text_that_is_new(
    store: Store, texts: list[str], message: str
) -> None:
    write(store, FACTS, "- Old.\n- Other.\n")
    with pytest.raises(Refused) as raised:
        add(store, texts, author=author(), replaces=entry_id("Old."))
    assert raised.value.message == message
    assert read(store, FACTS) == "- Old.\n- Other.\n"


@pytest.mark.parametrize(
    ("name", "error"), [("zzzz", NotFound), ("no", BadInput), ("n0pe@soul", NotFound)]
)
def test_what_is_replaced_has_to_be_there(
    tmp_path: Path, name: str, error: type[Exception]
) -> None:
    store = Store(tmp_path, "me")
    with pytest.raises(error):
        add(store, ["New."], author=author(), replaces=name)
    assert not store.exists()


def test_the_beginning_of_two_ids_replaces_neither(store: Store) -> None:
    write(store, FACTS, "- w50\n- w1781\n")
    with pytest.raises(Ambiguous) as raised:
        add(store, ["New."], author=author(), replaces="avbp")
    assert raised.value.candidates == (
        f"{entry_id('w50')}@facts  w50",
        f"{entry_id('w1781')}@facts  w1781",
    )


# What was forgotten


def test_an_explicit_add_lets_forgotten_words_come_back(store: Store) -> None:
    line, other = f"{DARK_ID} 2026-11-01\n", f"{entry_id('Other.')} 2026-11-02\n"
    write(store, ".forgotten", line + other)
    add(store, [DARK], author=author())
    assert read(store, FACTS) == f"## Facts\n\n- {DARK}\n"
    assert read(store, ".forgotten") == other


def test_erased_words_do_not_come_back(store: Store) -> None:
    write(store, ".forgotten", f"{DARK_ID} 2026-11-01 erased\n")
    with pytest.raises(Refused) as raised:
        add(store, ["New.", DARK], author=author())
    assert raised.value.message == f"these words were erased for good ({DARK_ID})"
    assert read(store, FACTS) == ""
    assert read(store, ".forgotten") == f"{DARK_ID} 2026-11-01 erased\n"
    assert deeds(store) == ["init cli", "edit editor"]


# With others at work


def test_hand_edits_are_recorded_first_as_the_persons_own(store: Store) -> None:
    write(store, FACTS, "- By hand.\n")
    write(store, "notes.txt", "not memory\n")
    add(store, ["New."], author=author("agent"))
    assert deeds(store) == ["init cli", "edit editor", "add agent"]
    assert message(store, "main~1") == "edit: 1 file by hand\n\nMem-Op: edit\nMem-Actor: editor"


def test_a_fact_that_went_while_it_was_to_be_replaced_is_a_conflict(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from memory_cli.actions import add as module

    write(store, FACTS, "- Old.\n")
    monkeypatch.setattr(module, "begin", lambda *_: write(store, FACTS, "- Changed.\n"))
    with pytest.raises(Conflict) as raised:
        add(store, ["New."], author=author(), replaces=entry_id("Old."))
    short = entry_id("Old.")[:8]
    assert raised.value.message == f"{short} was changed in MEMORY.md at the same moment"
    assert read(store, FACTS) == "- Changed.\n"


def test_a_memory_without_its_history_is_not_written_to(store: Store) -> None:
    write(store, FACTS, "- Old.\n")
    shutil.rmtree(store.path(".git"))
    before = files(store)
    with pytest.raises(GitFailed) as raised:
        add(store, ["New."], author=author())
    assert raised.value.hint.startswith('run "mem init"')
    assert files(store) == before


def test_a_file_in_which_something_is_never_closed_is_left_alone(store: Store) -> None:
    write(store, FACTS, "## Facts\n<!-- open\n")
    add(store, ["New."], author=author())
    assert read(store, FACTS) == "## Facts\n\n- New.\n\n<!-- open\n"
