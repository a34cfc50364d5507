"""A memory in which something stands already, and every kind of thing that is done to one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from datetime import time
from pathlib import Path

from memory_cli.actions.add import SECTION
from memory_cli.actions.add import add
from memory_cli.actions.disable import disable
from memory_cli.actions.done import done
from memory_cli.actions.enable import enable
from memory_cli.actions.forget import considered
from memory_cli.actions.forget import forget
from memory_cli.actions.keep import keep
from memory_cli.actions.log import log
from memory_cli.actions.save import save
from memory_cli.core.annotation import UNDATED
from memory_cli.core.annotation import Note
from memory_cli.core.identity import entry_id
from memory_cli.store.store import Store
from tests.support.memories import DAY
from tests.support.memories import FACTS
from tests.support.memories import TODAY
from tests.support.memories import author
from tests.support.memories import begun
from tests.support.memories import read
from tests.support.memories import write

YESTERDAY = "memory/2026-11-19.md"
DARK = entry_id("Prefers dark mode.")
LIGHT = entry_id("Prefers light mode.")
TEA = entry_id("Likes tea.")
DANA = entry_id("Dana runs billing. She is on holiday until Monday.")
SAM = entry_id("Sam likes cats.")
CALL = entry_id("Call with Dana. Launch moved.")
TABLE = entry_id("Send the table.")
PILL = entry_id("Took the pill.")

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


def lived(home: Path) -> Store:
    """The memory under `home` that holds `TEXTS`."""
    store = begun(home)
    for path, text in TEXTS.items():
        write(store, path, text)
    save(store, author=author())
    return store


Deed = Callable[[Store], object]


def adds(
    *texts: str, section: str = SECTION, note: Note = UNDATED, replaces: str | None = None
) -> Deed:
    return lambda store: add(
        store, texts, author=author(), section=section, note=note, replaces=replaces
    )


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


def removes(store: Store, path: str) -> object:
    store.path(path).unlink()
    return save(store, author=author())


DEEDS: dict[str, Deed] = {
    "add": adds("New.", section="preferences"),
    "add in a new section": adds("New.", section="Health"),
    "add several": adds("New.", "Likes tea. #x", "Newer.", section="People"),
    "add tags to a known fact": adds("Likes tea. #drinks", note=Note(until=date(2027, 1, 1))),
    "add what was disabled": adds("Prefers light mode."),
    "add what was forgotten": adds("Likes coffee."),
    "add in place of another": adds("Likes green tea.", replaces=TEA),
    "add in place of several lines": adds("Dana left.", replaces=DANA),
    "log": logs("New."),
    "log on a new day": logs("New.", time(9, 0), date(2026, 11, 1)),
    "log at the beginning": logs("New.", time(7, 0)),
    "log in the middle": logs("New.", time(9, 30)),
    "log below a line without end": logs("New.", time(9, 30), date(2026, 11, 19)),
    "log several": lambda store: log(store, ["New.", "Took the pill."], author=author()),
    "keep": lambda store: keep(store, CALL, author=author(), section="People"),
    "done": lambda store: done(store, TABLE, author=author()),
    "disable": lambda store: disable(store, [TEA, CALL], author=author()),
    "enable": lambda store: enable(store, [LIGHT], author=author()),
    "forget": forgets(TEA),
    "forget the first": forgets(DARK),
    "forget the last": forgets(SAM),
    "forget several lines": forgets(DANA),
    "forget everywhere": forgets(PILL),
    "forget one of two": lambda store: forget(
        store, considered(store, [PILL]).entries[:1], author=author()
    ),
    "forget the only one of its file": forgets(entry_id("Tea with Dana")),
    "forget of soul": forgets(entry_id("I am left-handed.")),
    "forget many": forgets(TEA, SAM, TABLE),
    "edit words": writes(FACTS, "Likes tea.", "Loves tea."),
    "edit a heading": writes(FACTS, "## People", "## Friends"),
    "edit the header": writes("SOUL.md", "name: Sam", "name: Kim"),
    "edit blank lines": writes(FACTS, "- Likes tea.\n", "\n- Likes tea.\n\n"),
    "edit away a file": lambda store: removes(store, YESTERDAY),
}
