from __future__ import annotations

from collections.abc import Callable
from datetime import date
from datetime import time

import pytest

from memory_cli.actions.add import add
from memory_cli.actions.disable import disable
from memory_cli.actions.done import done
from memory_cli.actions.enable import enable
from memory_cli.actions.forget import considered
from memory_cli.actions.forget import forget
from memory_cli.actions.history import history
from memory_cli.actions.history import Asked
from memory_cli.actions.init import init
from memory_cli.actions.keep import keep
from memory_cli.actions.log import log
from memory_cli.actions.save import save
from memory_cli.actions.undo import undo
from memory_cli.core.annotation import Note
from memory_cli.core.changes import Changes
from memory_cli.core.errors import Conflict
from memory_cli.core.errors import NotFound
from memory_cli.core.identity import entry_id
from memory_cli.store.store import Store
from tests.support.memories import DAY
from tests.support.memories import TODAY
from tests.support.memories import author
from tests.support.memories import begun
from tests.support.memories import copied
from tests.support.memories import deeds
from tests.support.memories import entries
from tests.support.memories import files
from tests.support.memories import git
from tests.support.memories import id_of
from tests.support.memories import message
from tests.support.memories import read
from tests.support.memories import write

FACTS = "MEMORY.md"
YESTERDAY = "memory/2026-11-19.md"
TEA = entry_id("Likes tea.")

TEXTS = {
    "SOUL.md": "---\nname: Sam\n---\n# Me\n\n- I am left-handed.\n",
    FACTS: (
        "## Preferences\n"
        "\n"
        "- Prefers dark mode. #ui\n"
        "- Likes tea.\n"
        "- ~~Prefers light mode.~~\n"
        "\n"
        "## People\n"
        "\n"
        "- Dana runs billing.\n"
        "  She is on holiday\n"
        "  until Monday.\n"
        "- Sam likes cats.\n"
    ),
    YESTERDAY: "- Tea with Dana",
    DAY: (
        "# 2026-11-20\n"
        "\n"
        "- 8:00 Took the pill.\n"
        "- [ ] 9:00 Send the table. #billing\n"
        "- 10:30 Call with Dana.\n"
        "  Launch moved.\n"
        "- 20:00 Took the pill.\n"
    ),
    ".forgotten": f"{entry_id('Likes coffee.')} 2026-10-01\n",
}

Deed = Callable[[Store], object]


def adds(text: str, **options: object) -> Deed:
    return lambda store: add(store, [text], author=author(), **options)  # type: ignore[arg-type]


def logs(text: str, at: time | None = None, day: date = TODAY) -> Deed:
    return lambda store: log(store, [text], author=author(), at=(day, at) if at else None)


def forgets(*names: str) -> Deed:
    return lambda store: forget(store, considered(store, names).entries, author=author())


def writes(path: str, old: str, new: str) -> Deed:
    def by_hand(store: Store) -> object:
        text = read(store, path)
        assert old in text
        write(store, path, text.replace(old, new, 1))
        return save(store, author=author())

    return by_hand


DEEDS: dict[str, Deed] = {
    "add": adds("New.", section="preferences"),
    "add in a new section": adds("New.", section="Health"),
    "add several": lambda store: add(
        store, ["New.", "Likes tea. #x", "Newer."], author=author(), section="People"
    ),
    "add tags to a known fact": adds("Likes tea. #drinks", note=Note(until=date(2027, 1, 1))),
    "add what was disabled": adds("Prefers light mode."),
    "add what was forgotten": adds("Likes coffee."),
    "add in place of another": adds("Likes green tea.", replaces=TEA),
    "add in place of several lines": adds(
        "Dana left.", replaces=entry_id("Dana runs billing. She is on holiday until Monday.")
    ),
    "log": logs("New."),
    "log on a new day": logs("New.", time(9, 0), date(2026, 11, 1)),
    "log at the beginning": logs("New.", time(7, 0)),
    "log in the middle": logs("New.", time(9, 30)),
    "log below a line without end": logs("New.", time(9, 30), date(2026, 11, 19)),
    "log several": lambda store: log(store, ["New.", "Took the pill."], author=author()),
    "keep": lambda store: keep(
        store, entry_id("Call with Dana. Launch moved."), author=author(), section="People"
    ),
    "done": lambda store: done(store, entry_id("Send the table."), author=author()),
    "disable": lambda store: disable(
        store, [TEA, entry_id("Call with Dana. Launch moved.")], author=author()
    ),
    "enable": lambda store: enable(store, [entry_id("Prefers light mode.")], author=author()),
    "forget": forgets(TEA),
    "forget the first": forgets(entry_id("Prefers dark mode.")),
    "forget the last": forgets(entry_id("Sam likes cats.")),
    "forget several lines": forgets(entry_id("Dana runs billing. She is on holiday until Monday.")),
    "forget everywhere": forgets(entry_id("Took the pill.")),
    "forget at one place": lambda store: forget(
        store, considered(store, [f"{entry_id('Took the pill.')}@2026-11-20"]).entries[:1],
        author=author(),
    ),
    "forget the only one of its file": forgets(entry_id("Tea with Dana")),
    "forget of soul": forgets(entry_id("I am left-handed.")),
    "forget many": forgets(TEA, entry_id("Sam likes cats."), entry_id("Send the table.")),
    "edit words": writes(FACTS, "Likes tea.", "Loves tea."),
    "edit a heading": writes(FACTS, "## People", "## Friends #people"),
    "edit the header": writes("SOUL.md", "name: Sam", "name: Kim"),
    "edit a blank line": writes(FACTS, "- Likes tea.\n", "\n- Likes tea.\n\n"),
    "edit away a file": lambda store: (
        store.path(YESTERDAY).unlink(),
        save(store, author=author()),
    ),
}


@pytest.fixture(scope="module")
def _lived(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = begun(tmp_path_factory.mktemp("lived"))
    for path, text in TEXTS.items():
        write(store, path, text)
    save(store, author=author())
    return store


@pytest.fixture
def lived(_lived: Store, tmp_path: Store) -> Store:
    """A memory in which something stands already."""
    return copied(_lived, tmp_path)


def tip(store: Store) -> str:
    return git(store, "rev-parse", "main").strip()


@pytest.mark.parametrize("deed", DEEDS)
def test_every_byte_comes_back_and_goes_again(lived: Store, deed: str) -> None:
    before = files(lived)
    DEEDS[deed](lived)
    after, commit = files(lived), tip(lived)
    assert after != before

    undone = undo(lived, commit, author=author())
    assert files(lived) == before
    assert message(lived, undone.commit).endswith(f"\nMem-Undoes: {commit}")

    redone = undo(lived, undone.commit, author=author())
    assert files(lived) == after

    undo(lived, redone.commit, author=author())
    assert files(lived) == before
    assert git(lived, "status", "--porcelain") == ""


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


# When something else came after

OTHERS: dict[str, Deed] = {
    "above in the section": writes(FACTS, "- Prefers dark", "- By hand.\n- Prefers dark"),
    "directly above": writes(FACTS, "- Likes tea.", "- By hand.\n- Likes tea."),
    "below in the section": adds("Other.", section="Preferences"),
    "below everything": adds("Other.", section="People"),
    "in a section of its own": adds("Other.", section="Elsewhere"),
    "in the same new section": adds("Other.", section="Health"),
    "log after it": logs("Other."),
    "log around it": logs("Other.", time(9, 15)),
    "log before it": logs("Other.", time(6, 0)),
    "log on the same other day": logs("Other.", time(9, 45), date(2026, 11, 1)),
    "log yesterday": logs("Other.", time(23, 0), date(2026, 11, 19)),
    "a heading moves in": writes(FACTS, "- Likes", "## Between\n\n- Likes"),
    "another is forgotten": forgets(entry_id("Prefers dark mode.")),
    "others are disabled": lambda store: disable(
        store, [entry_id("Sam likes cats."), entry_id("Took the pill.")], author=author()
    ),
}

PAIRS = [(deed, other) for deed in DEEDS for other in OTHERS if deed != "edit a blank line"]
AT_ODDS = {  # the other touches what the deed made, or needs what it took away
    *((deed, "above in the section") for deed in ("forget the first", "forget of soul")),
    *((deed, "another is forgotten") for deed in ("forget the first",)),
}


def what_stands(store: Store) -> list[tuple[object, ...]]:
    """Everything that entries say, order within a file apart."""
    return sorted(
        (e.path, e.text, str(e.section), str(e.time), e.tags, str(e.task), e.disabled, e.note)
        for e in entries(store)
    )


@pytest.fixture(scope="module")
def _alone(_lived: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[object]]:
    """What stands when each of the others happens on its own."""
    stands: dict[str, list[object]] = {}
    for name, other in OTHERS.items():
        store = copied(_lived, tmp_path_factory.mktemp("alone"))
        other(store)
        stands[name] = [*what_stands(store)]
    return stands


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("deed", DEEDS)
def test_entries_come_back_whatever_happened_beside_them(
    lived: Store, _alone: dict[str, list[object]], deed: str, other: str
) -> None:
    DEEDS[deed](lived)
    commit = tip(lived)
    try:
        OTHERS[other](lived)
    except (AssertionError, NotFound):
        pytest.skip("not after that")
    undo(lived, commit, author=author())
    assert what_stands(lived) == _alone[other]
