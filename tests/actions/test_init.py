from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from memory_cli.actions.init import Begun
from memory_cli.actions.init import init
from memory_cli.core.errors import NotFound
from memory_cli.store.create import Owner
from memory_cli.store.store import Store
from memory_cli.store.templates import template
from tests.support.memories import DAY
from tests.support.memories import author
from tests.support.memories import deeds
from tests.support.memories import files
from tests.support.memories import git
from tests.support.memories import message
from tests.support.memories import read
from tests.support.memories import write

TEMPLATES = {
    ".gitignore": template("gitignore"),
    "MEMORY.md": template("MEMORY.md"),
    "SOUL.md": template("SOUL.md"),
}


@pytest.fixture
def new(tmp_path: Path) -> Store:
    return Store(tmp_path / "home", "me")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder that holds a memory and other things."""
    folder = tmp_path / "source"
    for name in ("memory/deeper", "img", ".git", ".mem"):
        (folder / name).mkdir(parents=True)
    texts = {
        "SOUL.md": "# Me\n",
        "MEMORY.md": "- Tea.\r\n- Bread.",
        ".forgotten": "k3f9a2bcq81mzx04 2026-01-01\n",
        ".gitignore": "*.tmp\n",
        ".git/config": "[alias]\n",
        ".mem/index.db": "x",
        "img/cat.png": "x",
        "notes.md": "- Not memory.\n",
        DAY: "- Logged.\n",
        "memory/2026-02-30.md": "- No such day.\n",
        "memory/todo.md": "- Not a day.\n",
    }
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
    return folder


def test_a_new_memory_is_begun_from_the_templates(new: Store) -> None:
    begun = init(new, author=author())
    assert begun == Begun(
        new.root, created=True, adopted=(), left=(), commit=begun.commit, delayed=None
    )
    assert files(new) == TEMPLATES
    assert message(new, begun.commit) == "init: 3 files\n\nMem-Op: init\nMem-Actor: cli"
    assert new.document("SOUL.md").entries + new.document("MEMORY.md").entries == ()
    assert git(new, "status", "--porcelain") == ""


def test_what_is_known_of_the_owner_is_written_down(new: Store) -> None:
    init(new, author=author(owner=Owner("Sam: the 1st", "Europe/Amsterdam")))
    header = new.soul()
    assert (header.name, header.timezone) == ("Sam: the 1st", "Europe/Amsterdam")
    assert 'name: "Sam: the 1st"\n' in read(new, "SOUL.md")
    assert "timezone: Europe/Amsterdam\n" in read(new, "SOUL.md")


def test_a_second_time_changes_nothing(new: Store) -> None:
    init(new, author=author())
    new.path("SOUL.md").unlink()
    write(new, "MEMORY.md", "- Mine.\n")
    again = init(new, author=author())
    assert (again.created, again.adopted, again.left) == (False, (), ())
    assert files(new) == {"MEMORY.md": b"- Mine.\n", ".gitignore": TEMPLATES[".gitignore"]}
    assert deeds(new) == ["init cli", "edit editor"]
    assert init(new, author=author()).commit is None


def test_a_folder_is_adopted_byte_for_byte_and_what_is_left_is_named(
    new: Store, source: Path
) -> None:
    before = {path: path.read_bytes() for path in source.rglob("*") if path.is_file()}
    begun = init(new, author=author(), source=source)
    assert begun.created
    assert begun.adopted == (".forgotten", "MEMORY.md", "SOUL.md", DAY)
    assert begun.left == (
        *("img/", "memory/2026-02-30.md", "memory/deeper", "memory/todo.md", "notes.md"),
    )
    assert files(new) == {
        ".forgotten": b"k3f9a2bcq81mzx04 2026-01-01\n",
        ".gitignore": TEMPLATES[".gitignore"],
        "MEMORY.md": b"- Tea.\r\n- Bread.",
        "SOUL.md": b"# Me\n",
        DAY: b"- Logged.\n",
    }
    assert deeds(new) == ["init cli"]
    assert before == {path: path.read_bytes() for path in source.rglob("*") if path.is_file()}


def test_what_a_folder_has_not_comes_from_the_templates(new: Store, tmp_path: Path) -> None:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "MEMORY.md").write_text("- Tea.\n")
    assert init(new, author=author(), source=folder).adopted == ("MEMORY.md",)
    assert files(new) == TEMPLATES | {"MEMORY.md": b"- Tea.\n"}


def test_nothing_that_exists_is_overwritten(store: Store, source: Path) -> None:
    write(store, "MEMORY.md", "- Mine.\n")
    begun = init(store, author=author(), source=source)
    assert not begun.created
    assert begun.adopted == (DAY,)
    assert begun.left == (
        *(".forgotten", "MEMORY.md", "SOUL.md", "img/", "memory/2026-02-30.md", "memory/deeper"),
        *("memory/todo.md", "notes.md"),
    )
    assert (read(store, "MEMORY.md"), read(store, "SOUL.md")) == ("- Mine.\n", "")
    assert read(store, DAY) == "- Logged.\n"
    assert deeds(store) == ["init cli", "edit editor", "init cli"]


def test_a_store_adopted_into_itself_stays_as_it_is(store: Store) -> None:
    write(store, "MEMORY.md", "- Mine.\n")
    begun = init(store, author=author(), source=store.root)
    assert (begun.adopted, begun.left) == ((), ("MEMORY.md", "SOUL.md"))
    assert read(store, "MEMORY.md") == "- Mine.\n"


def test_links_and_other_strange_files_are_left(new: Store, tmp_path: Path) -> None:
    folder, outside = tmp_path / "source", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "2026-11-20.md").write_text("- Elsewhere.\n")
    (folder / "SOUL.md").symlink_to(outside / "2026-11-20.md")
    (folder / "memory").symlink_to(outside)
    os.mkfifo(folder / "MEMORY.md")
    begun = init(new, author=author(), source=folder)
    assert (begun.adopted, begun.left) == ((), ("MEMORY.md", "SOUL.md", "memory"))
    assert files(new) == TEMPLATES


def test_a_link_to_a_folder_may_be_adopted(new: Store, source: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(source)
    assert init(new, author=author(), source=link).adopted == (
        *(".forgotten", "MEMORY.md", "SOUL.md", DAY),
    )


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_what_is_no_folder_begins_nothing(new: Store, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotFound) as raised:
        init(new, author=author(), source=tmp_path / name)
    assert raised.value.message == f"{tmp_path / name} is not a folder"
    assert not new.exists()


def test_files_without_history_get_one_and_stay_the_persons_own(store: Store) -> None:
    write(store, "MEMORY.md", "- Mine.\n")
    store.path("SOUL.md").unlink()
    shutil.rmtree(store.path(".git"))
    begun = init(store, author=author())
    assert begun.created
    assert read(store, "MEMORY.md") == "- Mine.\n"
    assert files(store).keys() == {".gitignore", "MEMORY.md", "SOUL.md"}
    assert deeds(store) == ["edit editor", "init cli"]


def test_a_history_that_never_had_a_commit_is_completed(store: Store) -> None:
    shutil.rmtree(store.root)
    store.root.mkdir()
    git(store, "init", "-q", "-b", "main", ".")
    begun = init(store, author=author())
    assert begun.created
    assert files(store) == TEMPLATES


def test_modes_are_those_of_something_private(new: Store) -> None:
    init(new, author=author())
    modes = {path.name: path.stat().st_mode & 0o777 for path in [new.root, *new.root.iterdir()]}
    assert modes == {
        "me": 0o700,
        ".git": 0o700,
        ".mem": 0o700,
        ".gitignore": 0o600,
        "MEMORY.md": 0o600,
        "SOUL.md": 0o600,
    }
