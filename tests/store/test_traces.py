"""Tests of what is left of words beside history."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from memory_cli.core.identity import entry_id
from memory_cli.core.needle import needle
from memory_cli.core.strays import is_leftover
from memory_cli.store.files import Folder
from memory_cli.store.store import Store
from memory_cli.store.traces import clean

WORDS = 'Sees Dr. "Müller" on 🎉 Fridays.'
ID = entry_id(WORDS)
DAY = date(2026, 11, 20)

LEFT_BY = {
    "MEMORY.md~": "Emacs, gedit, Kate, joe",
    "#MEMORY.md#": "Emacs, saving by itself",
    ".MEMORY.md.swp": "Vim",
    ".MEMORY.md.swo": "Vim, the second",
    ".MEMORY.md.sva": "Vim, after many",
    ".MEMORY.md.un~": "Vim's undo",
    ".MEMORY.md.kate-swp": "Kate",
    "MEMORY.md.save": "nano, killed",
    "MEMORY.md.save.1~": "nano and a backup",
    "MEMORY.md.bak": "Notepad++ and many",
    "MEMORY.md.old": "somebody",
    "MEMORY.md.orig": "git mergetool",
    "MEMORY.md.rej": "patch",
    "MEMORY.md.tmp": "somebody",
    "MEMORY.md___jb_tmp___": "JetBrains",
    "MEMORY.md___jb_old___": "JetBrains",
    "MEMORY.md.sb-1a2b3c4d-Xy9zQ1": "TextEdit",
    "MEMORY.sync-conflict-20261120-091400-ABCDEFG.md": "Syncthing",
    "~syncthing~MEMORY.md.tmp": "Syncthing, fetching",
    "MEMORY (conflicted copy 2026-11-20 091400).md": "Nextcloud",
    "MEMORY (Ada's conflicted copy 2026-11-20).md": "Dropbox",
    "MEMORY (Case Conflict).md": "Dropbox",
    "MEMORY_conflict-20261120-091400.md": "ownCloud",
    "MEMORY (conflict 2026-11-20-09-14-00).md": "pCloud",
    "MEMORY [Conflict].md": "Tresorit",
}
NO_LEFTOVERS = (
    *("notes.txt", "README.md", "MEMORY 2.md", "MEMORY.md.txt", "old.md", "backup", "#plan.md"),
    *(".hidden", "2026-11-20.md", "conflict.md", "temporary.md", "a~b", ".env", "save"),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Files alone: none of this needs a history."""
    store = Store(tmp_path / "mem", "me")
    (store.root / ".mem").mkdir(parents=True, mode=0o700)
    (store.root / ".mem" / "lock").touch()
    return store


def put(store: Store, path: str, text: str | bytes = f"- {WORDS} #x\n") -> None:
    target = store.path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode() if isinstance(text, str) else text)


def cleaned(store: Store) -> tuple[str, ...]:
    with Folder(store.root) as folder:
        ids, needles = frozenset([ID]), frozenset([needle(WORDS)])
        removed = clean(folder, ids=ids, needles=needles, day=DAY)
        assert clean(folder, ids=ids, needles=needles, day=DAY) == ()
    return removed


@pytest.mark.parametrize("name", LEFT_BY)
def test_what_editors_and_synchronisers_leave_goes(store: Store, name: str) -> None:
    assert is_leftover(name)
    put(store, name)
    put(store, f"memory/{name}")
    assert sorted(cleaned(store)) == sorted([name, f"memory/{name}"])
    assert not store.path(name).exists()


@pytest.mark.parametrize("name", LEFT_BY)
def test_it_stays_where_it_says_something_else(store: Store, name: str) -> None:
    put(store, name, "- Sees Dr. Schmidt on Fridays.\n")
    assert cleaned(store) == ()
    assert store.path(name).exists()


@pytest.mark.parametrize("name", NO_LEFTOVERS)
def test_what_a_person_keeps_stays(store: Store, name: str) -> None:
    assert not is_leftover(name)
    put(store, name)
    assert cleaned(store) == ()
    assert WORDS in store.path(name).read_text()


def test_links_and_folders_are_left_alone(store: Store, tmp_path: Path) -> None:
    put(store, "folder~/MEMORY.md")
    (tmp_path / "elsewhere").write_text(WORDS)
    store.path("link~").symlink_to(tmp_path / "elsewhere")
    assert cleaned(store) == ()
    assert (tmp_path / "elsewhere").read_text() == WORDS
    assert store.path("folder~/MEMORY.md").exists()


@pytest.mark.parametrize("data", [WORDS.upper(), WORDS.replace(" ", "\n  "), f"\0\1{WORDS}\0"])
def test_words_are_found_however_they_stand_there(store: Store, data: str) -> None:
    put(store, "MEMORY.md~", data)
    put(store, "SOUL.md~", b"\xff\xfe" + data.encode())
    assert sorted(cleaned(store)) == ["MEMORY.md~", "SOUL.md~"]


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("place", ["pending", "queue"])
def test_plans_and_conversations_that_wait_go_with_what_they_quote(
    store: Store, place: str, ascii_only: bool
) -> None:
    says = json.dumps({"text": f"a\n{WORDS}\tb"}, ensure_ascii=ascii_only)
    put(store, f".mem/{place}/one.json", says)
    put(store, f".mem/{place}/two.json", json.dumps({"because": [ID]}))
    put(store, f".mem/{place}/other.json", json.dumps({"text": "Sees Dr. Schmidt."}))
    put(store, f".mem/{place}/escaped.json", says.replace("/", "\\/").replace("F", "\\u0046"))
    assert sorted(cleaned(store)) == [
        f".mem/{place}/escaped.json",
        f".mem/{place}/one.json",
        f".mem/{place}/two.json",
    ]
    assert store.path(f".mem/{place}/other.json").exists()


def test_what_is_derived_goes_and_what_counts_stays(store: Store) -> None:
    for name in ("index.db", "index.db-journal", "soul.json", "recorded.json", "usage.db", "notes"):
        put(store, f".mem/{name}", "something")
    put(store, ".mem/log.txt")
    assert cleaned(store) == (".mem/log.txt",)
    assert {path.name for path in store.path(".mem").iterdir()} == {"lock", "usage.db", "notes"}


def test_temporary_files_of_the_killed_go_without_a_word(store: Store) -> None:
    for folder in ("", "memory/", ".mem/", ".mem/pending/"):
        put(store, f"{folder}.mem-tmp-0123", "whatever")
    assert cleaned(store) == ()
    assert [*store.root.rglob(".mem-tmp-*")] == []


def test_memory_files_keep_all_else_and_the_id_is_noted(store: Store) -> None:
    put(store, "MEMORY.md", f"\ufeff- One.\r\n- {WORDS}\r\n- Two.")
    put(store, "memory/2026-11-20.md", f"- 9:14 {WORDS}\n")
    put(store, ".forgotten", f"# mine\n{ID} 2026-11-01\n")
    assert cleaned(store) == ()
    assert store.path("MEMORY.md").read_bytes() == "\ufeff- One.\r\n- Two.".encode()
    assert store.path("memory/2026-11-20.md").read_bytes() == b""
    assert store.path(".forgotten").read_text() == f"# mine\n{ID} 2026-11-20 erased\n"


def test_a_file_that_is_saved_meanwhile_is_read_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, "MEMORY.md", f"- {WORDS}\n")
    stage = Folder.stage

    def saved_meanwhile(self: Folder, path: str, data: bytes) -> str:
        if path == "MEMORY.md" and b"New." not in store.path(path).read_bytes():
            put(store, "MEMORY.md", f"- {WORDS}\n- New.\n")
        return stage(self, path, data)

    monkeypatch.setattr(Folder, "stage", saved_meanwhile)
    cleaned(store)
    assert store.path("MEMORY.md").read_bytes() == b"- New.\n"


def test_what_cannot_be_read_as_memory_is_left(store: Store, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(f"- {WORDS}\n")
    store.path("MEMORY.md").symlink_to(tmp_path / "elsewhere")
    put(store, "SOUL.md", f"- {WORDS}\n")
    cleaned(store)
    assert (tmp_path / "elsewhere").read_text() == f"- {WORDS}\n"
    assert store.path("SOUL.md").read_bytes() == b""


def test_few_characters_are_looked_for_nowhere_but_in_the_files(store: Store) -> None:
    put(store, "MEMORY.md", "- Ox.\n")
    put(store, "MEMORY.md~", "- Ox.\n")
    with Folder(store.root) as folder:
        ids = frozenset([entry_id("Ox.")])
        assert clean(folder, ids=ids, needles=frozenset([needle("Ox.")]), day=DAY) == ()
    assert store.path("MEMORY.md").read_bytes() == b""
    assert store.path("MEMORY.md~").exists()
