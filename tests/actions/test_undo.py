from __future__ import annotations

def test_a_beginning_can_be_taken_back_by_name(store: Store) -> None:
    undo(store, tip(store), author=author())
    assert files(store) == {}
    add(store, ["New."], author=author())
    assert files(store) == {FACTS: b"## Facts\n\n- New.\n"}


def test_what_was_adopted_is_taken_back_and_what_was_there_stays(lived: Store) -> None:
    other = Store(lived.root.parent, "other")
    add(other, ["Mine."], author=author())
    before = files(other)
    begun_again = init(other, author=author(), source=lived.root)
    assert begun_again.adopted == (".forgotten", YESTERDAY, DAY)
    undo(other, begun_again.commit, author=author())
    assert files(other) == before


LIST = "## A\n\n- one\n- two\n- three\n\n## B\n\n- four\n"


@pytest.mark.parametrize(
    ("deed", "then", "left"),
    [
        (
            adds("new", section="A"),
            ("- new\n", "- new\n- next\n"),
            LIST.replace("- three\n", "- three\n- next\n"),
        ),
        (
            adds("new", section="A"),
            ("- three\n", "- previous\n"),
            LIST.replace("- three\n", "- previous\n"),
        ),
        (adds("new", section="C"), ("- new\n", "- new\n- mine\n"), LIST + "\n## C\n\n- mine\n"),
        (adds("new", section="C"), ("## C", "mine\n\n## C"), LIST + "\nmine\n"),
        (forgets(entry_id("two")), ("- one\n", "- ONE\n"), LIST.replace("- one\n", "- ONE\n")),
        (
            forgets(entry_id("two")),
            ("- one\n", "- one\n- next\n"),
            LIST.replace("- one\n", "- one\n- two\n- next\n"),
        ),
        (forgets(entry_id("four")), ("## B", "## C"), LIST.replace("## B", "## C")),
        (
            forgets(entry_id("four")),
            ("## B\n", "## B\n\n- five\n"),
            LIST.replace("- four\n", "- five\n- four\n"),
        ),
        (forgets(entry_id("one"), entry_id("two")), ("- three", "- 3"), LIST.replace("three", "3")),
        (adds("TWO", replaces=entry_id("two")), ("- one\n", ""), LIST.replace("- one\n", "")),
    ],
)
def test_lines_come_back_to_their_places(
    store: Store, deed: Deed, then: tuple[str, str], left: str
) -> None:
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
    forgotten = forgets(entry_id("Took the pill."))(store)
    log(store, ["Took the pill."], author=author())
    assert forgotten
    undo(store, git(store, "rev-parse", "main~1").strip(), author=author())
    assert read(store, DAY) == "- 8:00 Took the pill.\n- 9:14 Took the pill.\n"
    assert read(store, ".forgotten") == ""


# When what it made was changed since


@pytest.mark.parametrize(
    ("deed", "then"),
    [
        (adds("New."), writes(FACTS, "New.", "Newer.")),
        (adds("New."), adds("New. #x")),
        (adds("New."), adds("Newer.", replaces=entry_id("New."))),
        (adds("New."), lambda store: disable(store, [entry_id("New.")], author=author())),
        (adds("New."), forgets(entry_id("New."))),
        (adds("New. #x", replaces=TEA), writes(FACTS, "New.", "Newer.")),
        (adds("Likes tea. #x"), forgets(TEA)),
        (logs("New."), writes(DAY, "New.", "Newer.")),
        (DEEDS["done"], writes(DAY, "[x]", "[ ]")),
        (DEEDS["disable"], lambda store: enable(store, [TEA], author=author())),
        (forgets(TEA), adds("Likes tea.", section="People")),
        (forgets(TEA), writes(FACTS, "- Sam", "- Likes tea.\n- Sam")),
        (DEEDS["edit words"], forgets(entry_id("Loves tea."))),
        (DEEDS["edit words"], lambda store: undo(store, tip(store), author=author())),
    ],
)
def test_what_was_changed_since_stands_in_the_way(lived: Store, deed: Deed, then: Deed) -> None:
    deed(lived)
    commit = tip(lived)
    then(lived)
    before, story = files(lived), deeds(lived)
    with pytest.raises(Conflict):
        undo(lived, commit, author=author())
    assert (files(lived), deeds(lived)) == (before, story)


def test_a_conflict_names_the_file_and_what_is_to_be_undone(lived: Store) -> None:
    adds("New.")(lived)
    commit = tip(lived)
    writes(FACTS, "New.", "Newer.")(lived)
    with pytest.raises(Conflict) as raised:
        undo(lived, commit, author=author())
    assert raised.value.message == (
        f"MEMORY.md was changed after add {commit[:12]}, at the same place"
    )


def test_one_file_in_the_way_leaves_all_as_they_are(lived: Store) -> None:
    disable(lived, [TEA, entry_id("Took the pill.")], author=author())
    commit = tip(lived)
    forgets(TEA)(lived)
    before = files(lived)
    with pytest.raises(Conflict):
        undo(lived, commit, author=author())
    assert files(lived) == before


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
    assert read(store, FACTS) == "## Facts\n\n"


def test_hand_edits_are_recorded_first_and_stay(lived: Store) -> None:
    adds("New.", section="Preferences")(lived)
    write(lived, FACTS, read(lived, FACTS).replace("- New.", "- Mine.\n- New."))
    undo(lived, None, author=author())
    assert read(lived, FACTS) == TEXTS[FACTS].replace(
        "- ~~Prefers light mode.~~\n", "- ~~Prefers light mode.~~\n- Mine.\n"
    )
    assert deeds(lived)[-3:] == ["add cli", "edit editor", "undo cli"]


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


def test_it_tells_what_was_taken_back_and_what_that_changed(lived: Store) -> None:
    commit = forget(lived, considered(lived, [TEA]).entries, author=author()).commit
    undone = undo(lived, commit, author=author("agent"))
    assert undone.chapter == history(lived, Asked(op="forget"))[0]
    line = f"{TEA} 2026-11-20"
    assert dict(undone.changes) == {
        ".forgotten": Changes((), (line,)),
        FACTS: Changes(("- Likes tea.",), (), (TEA,), ()),
    }
    assert undone.delayed is None
    assert message(lived, undone.commit) == (
        f"undo: forget {str(commit)[:12]}\n\nMem-Op: undo\nMem-Actor: agent\n"
        f"Mem-Entry: {TEA}\nMem-Undoes: {commit}"
    )


