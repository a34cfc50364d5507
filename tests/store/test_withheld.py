"""Hand edits that history must not get, and everything that goes on beside them."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from memory_cli.core.errors import NotRecorded
from memory_cli.core.errors import Refused
from memory_cli.core.identity import entry_id
from memory_cli.core.unwelcome import Unwelcome
from memory_cli.store.files import Folder
from memory_cli.store.intent import Deed as Noted
from memory_cli.store.intent import Step
from memory_cli.store.intent import Version
from memory_cli.store.intent import note as note_deed
from memory_cli.store.pause import Leave
from memory_cli.store.store import Store
from memory_cli.store.withheld import Withheld
from memory_cli.store.withheld import note
from memory_cli.store.withheld import noted
from memory_cli.store.withheld import withheld
from tests.support.keys import KEY
from tests.support.keys import OTHER_KEY
from tests.support.keys import WHAT
from tests.support.scene import Deed
from tests.support.scene import Scene
from tests.support.stores import AT
from tests.support.stores import FACTS
from tests.support.stores import begun
from tests.support.stores import deed
from tests.support.stores import put
from tests.support.stores import recorder

LOG = "memory/2026-11-20.md"
PATH = "MEMORY.md"
SECRET = f"- The key is {KEY}.\n".encode()
TYPED = FACTS + SECRET
SAVED = NotRecorded(
    f"saved, but not recorded as it stands: {PATH}:6 looks like {WHAT}",
    "take the line out, or let it in: mem save --allow-secret",
)


def caught_up(store: Store) -> dict[str, Withheld]:
    with store.recorder(AT + 60) as history:
        return history.withheld


def append(store: Store, line: bytes, path: str = PATH, op: str = "add") -> NotRecorded | None:
    """Add a line to a file, as a command does that; why it is not recorded as it stands."""
    with store.change(deed(op, "agent:x")) as change:
        change.write(path, (change.read(path) or b"") + line)
        change.describe("1 fact", entries=(entry_id(line.decode()[2:].strip()),))
    return change.outcome.delayed


def same(one: NotRecorded | None, other: NotRecorded) -> bool:
    return one is not None and (one.message, one.hint) == (other.message, other.hint)


def holds_key(scene: Scene) -> bool:
    """Whether any object of the repository holds a key."""
    every = scene.git_bytes("cat-file", "--batch-all-objects", "--batch", "--buffer")
    return KEY.encode() in every or OTHER_KEY.encode() in every


# What is withheld


def test_a_hand_edit_with_a_new_secret_stays_on_disk_and_out_of_history(
    store: Store, scene: Scene
) -> None:
    scene.write(PATH, TYPED)
    scene.write(LOG, "- By hand.\n")
    found = caught_up(store)
    assert found == {PATH: Withheld(PATH, (Unwelcome(WHAT, 6),), TYPED, FACTS)}
    assert (scene.files[PATH], scene.tree()[PATH]) == (TYPED, FACTS)
    assert scene.tree()[LOG] == b"- By hand.\n"
    assert scene.story == [Deed("init", "cli"), Deed("edit", "editor")]
    assert not holds_key(scene)


def test_once_the_line_is_gone_the_rest_is_recorded(store: Store, scene: Scene) -> None:
    scene.write(PATH, TYPED + b"- More.\n")
    caught_up(store)
    scene.write(PATH, FACTS + b"- More.\n")
    assert caught_up(store) == {}
    assert (scene.wounds, holds_key(scene)) == ([], False)


def test_a_secret_that_is_allowed_is_recorded_and_never_withheld_again(
    store: Store, scene: Scene
) -> None:
    scene.write(PATH, TYPED)
    with store.recorder(AT, allow_secret=True) as history:
        assert (history.withheld, history.recorded) == ({}, (PATH,))
    scene.write(PATH, b"## New\n\n- ~~The key is " + KEY.encode() + b".~~\n" + FACTS)
    assert caught_up(store) == {}
    assert scene.wounds == []


def test_a_file_that_is_new_or_gone_is_told_apart(store: Store, scene: Scene) -> None:
    scene.write(LOG, SECRET)
    (scene.root / "SOUL.md").unlink()
    assert caught_up(store) == {LOG: Withheld(LOG, (Unwelcome(WHAT, 1),), SECRET, None)}
    assert "SOUL.md" not in scene.tree()


def test_every_recorded_file_is_looked_at(store: Store, scene: Scene) -> None:
    scene.write(".gitignore", SECRET)
    assert list(caught_up(store)) == [".gitignore"]


def test_erased_words_are_withheld_as_long_as_the_list_names_them(
    store: Store, scene: Scene
) -> None:
    put(store, {".forgotten": f"{entry_id('Tea.')} 2026-11-20 erased\n".encode()}, deed("purge"))
    scene.write(PATH, FACTS + b"- Tea. #x\n")
    (kept,) = caught_up(store).values()
    assert kept.places == "MEMORY.md:6 says words that were erased for good"
    assert kept.way_out == "take the line out, or say it in other words"
    with store.recorder(AT, allow_secret=True) as history:
        assert list(history.withheld) == [PATH]
    scene.write(".forgotten", "")
    assert caught_up(store) == {}
    assert scene.wounds == []


def test_what_was_merely_forgotten_comes_back_by_the_persons_hand(
    store: Store, scene: Scene
) -> None:
    other = f"{entry_id('Bread.')} 2026-11-20\n".encode()
    put(store, {".forgotten": f"{entry_id('Tea.')} 2026-11-20\n".encode() + other}, deed("forget"))
    scene.write(PATH, FACTS + b"- Tea. #x\n")
    with store.recorder(AT) as history:
        assert (history.withheld, history.recorded) == ({}, (PATH,))
    assert scene.files[".forgotten"] == other
    assert scene.git("log", "-1", "--format=%s") == "edit: 1 file by hand\n"
    assert scene.wounds == []


def test_an_unfinished_deed_of_nobody_lifts_nothing(store: Store, scene: Scene) -> None:
    listed = f"{entry_id('Tea.')} 2026-11-20\n".encode()
    put(store, {".forgotten": listed}, deed("forget"))
    scene.write(".mem/intent", "damaged")
    scene.write(PATH, FACTS + b"- Tea.\n")
    caught_up(store)
    assert scene.story[-1] == Deed("recover", "agent")
    assert scene.files[".forgotten"] == listed


def test_a_few_places_are_named_and_never_their_words() -> None:
    found = tuple(Unwelcome(WHAT, line) for line in range(1, 6))
    assert Withheld(PATH, found).places == (
        f"MEMORY.md:1 looks like {WHAT}, MEMORY.md:2 looks like {WHAT}, "
        f"MEMORY.md:3 looks like {WHAT} and 2 more"
    )


def test_nothing_changed_is_nothing_withheld() -> None:
    assert withheld({}, {}, erased=(), allow_secret=False) == {}
    assert withheld({PATH: None}, {PATH: TYPED}, erased=(), allow_secret=False) == {}


def test_what_history_cannot_tell_any_more_counts_as_new(store: Store, scene: Scene) -> None:
    blob = scene.git("rev-parse", f"main:{PATH}").strip()
    (scene.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    scene.write(PATH, TYPED)
    (kept,) = caught_up(store).values()
    assert kept.recorded is None


# Writing beside it


def test_other_files_are_written_and_recorded_as_ever(store: Store, scene: Scene) -> None:
    scene.write(PATH, TYPED)
    assert append(store, b"- New.\n", LOG, "log") is None
    assert scene.story[-1] == Deed("log", "agent:x")
    assert (scene.tree()[LOG], scene.files[PATH]) == (b"- New.\n", TYPED)


def test_a_write_to_that_file_is_saved_beside_the_edit_and_recorded_without_it(
    store: Store, scene: Scene
) -> None:
    scene.write(PATH, TYPED)
    assert same(append(store, b"- New.\n"), SAVED)
    assert scene.files[PATH] == TYPED + b"- New.\n"
    assert scene.tree()[PATH] == FACTS + b"- New.\n"
    assert scene.story == [Deed("init", "cli"), Deed("add", "agent:x")]
    assert (scene.leftovers, holds_key(scene)) == ([], False)
    scene.write(PATH, FACTS + b"- New.\n")
    assert caught_up(store) == {}
    assert scene.story == [Deed("init", "cli"), Deed("add", "agent:x")]
    assert scene.wounds == []


def test_a_new_file_gets_what_the_command_wrote_alone(store: Store, scene: Scene) -> None:
    scene.write(LOG, b"# 2026-11-20\n\n" + SECRET)
    assert append(store, b"- New.\n", LOG, "log") is not None
    assert scene.tree()[LOG] == b"- New.\n"
    assert scene.files[LOG] == b"# 2026-11-20\n\n" + SECRET + b"- New.\n"


def test_what_is_done_to_the_typed_line_alone_is_told_with_it_later(
    store: Store, scene: Scene
) -> None:
    scene.write(PATH, TYPED)
    struck = f"- ~~The key is {KEY}.~~\n".encode()
    with store.change(deed("disable", "cli")) as change:
        change.write(PATH, FACTS + struck)
        change.describe("1 fact", entries=("a" * 16,))
    assert (scene.files[PATH], scene.tree()[PATH]) == (FACTS + struck, FACTS)
    assert not holds_key(scene)
    with store.recorder(AT, allow_secret=True):
        pass
    assert scene.wounds == []


def test_a_command_brings_in_no_secret_under_cover_of_a_typed_one(
    store: Store, scene: Scene
) -> None:
    scene.write(PATH, TYPED)
    with pytest.raises(Refused) as raised:
        append(store, f"- Again {KEY}\n".encode())
    assert raised.value.message == f"this looks like {WHAT}; nothing was written"
    assert (scene.files[PATH], scene.tree()[PATH]) == (TYPED, FACTS)
    assert not holds_key(scene)


def test_what_the_command_may_write_it_may_write_beside_a_withheld_edit(
    store: Store, scene: Scene
) -> None:
    scene.write(PATH, TYPED)
    free = Store(store.root.parent, "me", Leave(secrets=True))
    line = f"- Mine is {OTHER_KEY}.\n".encode()
    assert same(append(free, line), SAVED)
    assert scene.tree()[PATH] == FACTS + line


def test_a_file_that_goes_away_goes_away_in_history_too(store: Store, scene: Scene) -> None:
    put(store, {LOG: b"- One.\n"}, deed("log"))
    scene.write(LOG, b"- One.\n" + SECRET)
    with store.change(deed("undo")) as change:
        change.write(LOG, None)
        change.describe("log")
    assert (LOG in scene.files, LOG in scene.tree()) == (False, False)


@pytest.mark.parametrize("done", [True, False])
def test_a_killed_write_to_a_withheld_file_is_finished_without_the_secret(
    store: Store, scene: Scene, *, done: bool
) -> None:
    scene.write(PATH, TYPED)
    with recorder(store) as history:
        history.catch_up(AT)
        after, had = TYPED + b"- New.\n", history.folder
        staged = had.stage(PATH, after)
        apart = Version(scene.git("rev-parse", f"main:{PATH}").strip(), FACTS + b"- New.\n")
        was = scene.git("hash-object", PATH).strip()
        add = Noted(deed("add", "agent:x"), {PATH: Step(was, after, staged, apart)}, saved=False)
        note_deed(had, (add,))
        if done:
            had.publish(staged, PATH)
            scene.settle(PATH)
    assert list(caught_up(store)) == [PATH]
    assert scene.files[PATH] == (after if done else TYPED)
    assert scene.tree()[PATH] == (FACTS + b"- New.\n" if done else FACTS)
    assert scene.story[1:] == ([Deed("add", "agent:x")] if done else [])
    assert (scene.leftovers, holds_key(scene)) == ([], False)


def test_while_git_is_at_work_it_waits_without_the_secret_too(store: Store, scene: Scene) -> None:
    scene.write(PATH, TYPED)
    (scene.root / ".git/MERGE_HEAD").write_text(scene.git("rev-parse", "main"))
    delayed = append(store, b"- New.\n")
    assert delayed is not None
    assert "merge" in delayed.message
    append(store, b"- Newer.\n")
    (scene.root / ".git/MERGE_HEAD").unlink()
    assert list(caught_up(store)) == [PATH]
    assert scene.tree()[PATH] == FACTS + b"- New.\n- Newer.\n"
    assert scene.story[1:] == [Deed("add", "agent:x")] * 2
    assert not holds_key(scene)


def test_who_takes_the_line_out_with_a_command_is_done(store: Store, scene: Scene) -> None:
    scene.write(PATH, TYPED + b"- More.\n")
    with store.change(deed("forget")) as change:
        change.write(PATH, FACTS + b"- More.\n")
        change.describe("1 fact", entries=("a" * 16,))
    assert change.outcome.delayed is None
    assert caught_up(store) == {}
    assert (scene.wounds, holds_key(scene)) == ([], False)


# Who hears of it


def test_who_uses_the_store_hears_of_it_once_each_time(store: Store, scene: Scene) -> None:
    heard: list[str] = []
    listening = Store(store.root.parent, "me", tell=heard.append)
    told = (
        f"not recorded: {PATH}:6 looks like {WHAT}; "
        "take the line out, or let it in: mem save --allow-secret"
    )
    scene.write(PATH, TYPED)
    append(listening, b"- New.\n", LOG)
    assert heard == [told]
    listening.record_quietly(AT)
    assert heard == [told, told]
    append(listening, b"- New.\n")  # its own result says so
    assert heard == [told, told]


def test_readers_find_a_note_while_the_file_is_as_it_was(store: Store, scene: Scene) -> None:
    assert store.withheld() == ()
    scene.write(PATH, TYPED)
    assert store.withheld() == ()
    caught_up(store)
    assert store.withheld() == (Withheld(PATH, (Unwelcome(WHAT, 6),)),)
    append(store, b"- New.\n")
    assert store.withheld() == (Withheld(PATH, (Unwelcome(WHAT, 6),)),)
    scene.write(PATH, TYPED + b"\n")
    assert store.withheld() == ()
    scene.write(PATH, FACTS)
    caught_up(store)
    assert not (scene.root / ".mem/withheld.json").exists()


@pytest.mark.parametrize(
    "text",
    ["", "null", "[1]", "{}", "[" * 9999, '[["../x", 1, []]]', '[["MEMORY.md", 1, [[]]]]'],
)
def test_a_damaged_note_says_nothing(store: Store, scene: Scene, text: str) -> None:
    scene.write(".mem/withheld.json", text)
    assert store.withheld() == ()
    caught_up(store)


def test_a_note_that_says_it_already_is_left_as_it_is(store: Store, scene: Scene) -> None:
    scene.write(PATH, TYPED)
    caught_up(store)
    path = scene.root / ".mem/withheld.json"
    before = path.stat()
    caught_up(store)
    assert path.stat().st_ino == before.st_ino
    assert KEY not in path.read_text()
    assert json.loads(path.read_text())[0][0] == PATH


def test_where_no_note_can_be_made_there_is_none(store: Store) -> None:
    with Folder(store.root) as folder:
        (store.root / ".mem/withheld.json").mkdir()
        note(folder, [Withheld(PATH, (Unwelcome(WHAT, 6),))])
        assert noted(folder) == ()


# A law


DEEDS = st.lists(
    st.sampled_from(
        ["add", "log", "type", "type a key", "strike", "take out", "type a key in the log", "save"]
    ),
    min_size=3,
    max_size=9,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_whatever_is_done_history_gets_everything_but_the_key(
    deeds: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = begun(tmp_path_factory.mktemp("law"))
    scene = Scene(store.root.parent)
    wanted = set()
    for number, what in enumerate(deeds):
        if what in {"add", "log"}:
            append(store, f"- {what} {number}.\n".encode(), LOG if what == "log" else PATH, what)
            wanted.add(f"- {what} {number}.")
        elif what == "save":
            caught_up(store)
        else:
            by_hand(scene, what, number)
        assert not holds_key(scene)
    for path, data in scene.files.items():
        scene.write(path, without_keys(data))
    assert caught_up(store) == {}
    assert (scene.wounds, holds_key(scene)) == ([], False)
    assert {line for data in scene.files.values() for line in data.decode().split("\n")} >= wanted
    adds = sum(each.op in {"add", "log"} for each in scene.story)
    assert adds == sum(each in {"add", "log"} for each in deeds)


def by_hand(scene: Scene, what: str, number: int) -> None:
    """What a person does in an editor."""
    facts, log = scene.files[PATH], scene.files.get(LOG, b"")
    match what:
        case "type":
            scene.write(PATH, b"- typed %d.\n" % number + facts)
        case "type a key":
            scene.write(PATH, facts + f"- {number} {KEY}\n".encode())
        case "type a key in the log":
            scene.write(LOG, log + f"- {number} {OTHER_KEY}\n".encode())
        case "strike":
            scene.write(PATH, facts.replace(b"- Likes tea.", b"- ~~Likes tea.~~"))
        case _:
            scene.write(PATH, without_keys(facts))


def without_keys(data: bytes) -> bytes:
    lines = data.decode().split("\n")
    return "\n".join(x for x in lines if KEY not in x and OTHER_KEY not in x).encode()
