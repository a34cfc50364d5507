"""Tests of how a memory begins."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from memory_cli.core.errors import Failed
from memory_cli.core.errors import Refused
from memory_cli.core.layout import checked_user
from memory_cli.store.create import Owner
from memory_cli.store.create import create
from memory_cli.store.create import create_if_new
from memory_cli.store.create import is_untouched
from memory_cli.store.files import Folder
from memory_cli.store.intent import Deed
from memory_cli.store.intent import Step
from memory_cli.store.intent import note
from memory_cli.store.store import Store
from memory_cli.store.templates import template
from tests.support.scene import Deed as Told
from tests.support.scene import Scene
from tests.support.stores import AT
from tests.support.stores import deed

INIT = Told("init", "cli")
TEMPLATES = {
    "SOUL.md": template("SOUL.md"),
    "MEMORY.md": template("MEMORY.md"),
    ".gitignore": template("gitignore"),
}


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path / "mem")


@pytest.fixture
def store(scene: Scene) -> Store:
    return Store(scene.home, "me")


def begin(store: Store, *, owner: Owner = Owner(), **files: bytes) -> tuple[str, ...]:  # noqa: B008
    written, _ = create(store, deed("init"), owner=owner, files=files)
    return written


def test_a_memory_begins_with_the_templates_and_one_commit(store: Store, scene: Scene) -> None:
    written, outcome = create(store, deed("init"), owner=Owner(), files={})
    assert written == ("SOUL.md", "MEMORY.md", ".gitignore")
    assert outcome.commit == scene.git("rev-parse", "main").strip()
    assert scene.files == TEMPLATES
    assert scene.story == [INIT]
    assert scene.wounds == []
    assert scene.git("log", "-1", "--format=%at %an <%ae> %s") == (
        f"{AT} mem <mem@localhost> init: 3 files\n"
    )


def test_a_memory_begins_the_same_everywhere(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "other", "you")
    commits = {
        create(each, deed("init"), owner=Owner(), files={})[1].commit for each in (store, other)
    }
    assert len(commits) == 1


def test_files_that_are_given_take_the_place_of_templates(store: Store, scene: Scene) -> None:
    files = {"MEMORY.md": b"- Mine.\n", "memory/2026-11-20.md": b"- 9:00 Mine.\n"}
    create(store, deed("init"), owner=Owner(), files=files)
    assert scene.files == TEMPLATES | files


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Sam", "name: Sam"),
        ("Sam de Vries", "name: Sam de Vries"),
        ("Zoë", 'name: "Zoë"'),
        ('a "b": c', 'name: "a \\"b\\": c"'),
        ("- x", 'name: "- x"'),
        ("yes", 'name: "yes"'),
        ("Null", 'name: "Null"'),
        ("42", 'name: "42"'),
        ("a\nb: c", 'name: "a\\nb: c"'),
        ("x #y", 'name: "x #y"'),
    ],
)
def test_the_owner_is_named_so_that_yaml_reads_it_back(
    store: Store, scene: Scene, name: str, line: str
) -> None:
    begin(store, owner=Owner(name, "Europe/Amsterdam"))
    assert line in scene.read("SOUL.md").split("\n")
    assert "timezone: Europe/Amsterdam" in scene.read("SOUL.md").split("\n")
    for _ in range(2):
        said = store.soul()
        assert (said.name, said.timezone, said.problem) == (
            " ".join(name.split()),
            "Europe/Amsterdam",
            None,
        )
        (scene.root / ".mem/soul.json").unlink()


def test_a11_the_persons_git_identity_is_read_once(store: Store, scene: Scene, home: Path) -> None:
    (home / ".gitconfig").write_text("[user]\nname = Zoë\nemail = z@example.org\n")
    begin(store)
    (home / ".gitconfig").write_text("[user]\nname = Other\nemail = o@example.org\n")
    with store.change(deed("add")) as change:
        change.write("MEMORY.md", b"- New.\n")
    assert (
        scene.git("log", "--format=%an <%ae>|%cn <%ce>").splitlines()
        == ["Zoë <z@example.org>|Zoë <z@example.org>"] * 2
    )
    assert 'name: "Zoë"' in scene.read("SOUL.md")


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_d6_a_memory_is_for_nobody_else_whatever_the_umask(
    store: Store, scene: Scene, mask: int
) -> None:
    before = os.umask(mask)
    try:
        begin(store)
        with store.change(deed("log")) as change:
            change.write("memory/2026-11-20.md", b"- 9:00 Mine.\n")
    finally:
        os.umask(before)
    open_to_others = {
        path.relative_to(scene.root).as_posix(): oct(stat.S_IMODE(path.stat().st_mode))
        for path in (scene.home, scene.root, *scene.root.rglob("*"))
        if path.stat().st_mode & 0o077
    }
    assert open_to_others == {}


def test_nothing_that_exists_is_overwritten(store: Store, scene: Scene) -> None:
    scene.write("SOUL.md", "- Mine.\n")
    scene.write(".gitignore", "*\n")
    scene.write("notes.md", "of no concern\n")
    assert begin(store) == ("MEMORY.md",)
    assert scene.files == TEMPLATES | {"SOUL.md": b"- Mine.\n", ".gitignore": b"*\n"}
    assert scene.story == [Told("edit", "editor"), INIT]
    assert scene.read("notes.md") == "of no concern\n"
    assert begin(store) == ()
    assert scene.story == [Told("edit", "editor"), INIT]


def test_b17_a_memory_that_lost_its_history_begins_a_new_one_with_its_files(
    store: Store, scene: Scene
) -> None:
    begin(store)
    scene.write("MEMORY.md", "- Mine.\n")
    (scene.root / ".git").rename(scene.home / "lost")
    assert begin(store) == ()
    assert scene.files == TEMPLATES | {"MEMORY.md": b"- Mine.\n"}
    assert scene.story == [Told("edit", "editor")]
    assert scene.wounds == []


def test_b17_a_memory_inside_another_repository_leaves_that_one_alone(
    store: Store, scene: Scene
) -> None:
    scene.home.mkdir()
    outer = Scene(scene.home.parent)
    outer.root = scene.home
    outer.git("init", "-q")
    begin(store)
    assert scene.story == [INIT]
    assert outer.git("for-each-ref") == ""
    assert not (scene.home / ".git/index").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_DEFAULT_HASH", "sha256"),
        ("GIT_DEFAULT_REF_FORMAT", "reftable"),
        ("GIT_TEMPLATE_DIR", "TEMPLATE"),
        ("GIT_DIR", "/nowhere"),
        ("GIT_OBJECT_DIRECTORY", "/nowhere"),
        ("GIT_CEILING_DIRECTORIES", "/"),
    ],
)
def test_a17_what_is_exported_does_not_matter_to_how_a_memory_begins(
    store: Store,
    scene: Scene,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
) -> None:
    (tmp_path / "template" / "hooks").mkdir(parents=True)
    (tmp_path / "template" / "hooks" / "post-commit").write_text("#!/bin/sh\nexit 1\n")
    monkeypatch.setenv(name, str(tmp_path / "template") if value == "TEMPLATE" else value)
    begin(store)
    monkeypatch.undo()
    assert scene.story == [INIT]
    assert not (scene.root / ".git/hooks/post-commit").exists()
    assert "sha256" not in (scene.root / ".git/config").read_text()


def test_a13_a_template_folder_in_the_persons_configuration_is_not_used(
    store: Store, scene: Scene, home: Path
) -> None:
    (home / "template" / "hooks").mkdir(parents=True)
    (home / "template" / "hooks" / "reference-transaction").write_text("#!/bin/sh\nexit 1\n")
    (home / "template" / "hooks" / "reference-transaction").chmod(0o755)
    (home / ".gitconfig").write_text(f"[init]\ntemplateDir = {home}/template\ndefaultBranch = x\n")
    begin(store)
    assert scene.story == [INIT]
    assert not (scene.root / ".git/hooks").exists()


# A beginning that was cut short


def test_half_a_repository_is_made_again(store: Store, scene: Scene) -> None:
    scene.write(".mem/new/.git/config", "[core\n")
    begin(store)
    assert scene.files == TEMPLATES
    assert scene.story == [INIT]
    assert scene.wounds == []


def test_a_repository_without_a_commit_gets_its_templates(store: Store, scene: Scene) -> None:
    begin(store)
    scene.git("update-ref", "-d", "refs/heads/main")
    for path in TEMPLATES:
        (scene.root / path).unlink()
    create_if_new(store, deed("init"), owner=Owner())
    assert scene.files == TEMPLATES
    assert scene.story == [INIT]


@pytest.mark.parametrize("placed", [0, 1, 2, 3])
def test_a_beginning_whose_writer_was_killed_is_finished_as_its_own(
    store: Store, scene: Scene, placed: int
) -> None:
    begin(store)
    scene.git("update-ref", "-d", "refs/heads/main")
    with Folder(scene.root) as folder:
        steps = {p: Step(None, data, folder.stage(p, data)) for p, data in TEMPLATES.items()}
        for number, (path, step) in enumerate(steps.items()):
            folder.discard(path if number >= placed else step.staged or "")
        note(folder, (Deed(deed("init", "agent:x"), steps, saved=False),))
    create_if_new(store, deed("init"), owner=Owner())
    assert scene.files == TEMPLATES
    assert scene.story == [Told("init", "agent:x") if placed else INIT]
    assert scene.wounds == []


# Whether there is anything to begin


def test_the_first_write_begins_a_memory_and_the_second_does_not(
    store: Store, scene: Scene
) -> None:
    for _ in range(2):
        create_if_new(store, deed("init"), owner=Owner())
    assert scene.story == [INIT]


@pytest.mark.parametrize("path", ["SOUL.md", "MEMORY.md"])
def test_the_remains_of_a_memory_are_not_taken_for_a_new_one(
    store: Store, scene: Scene, path: str
) -> None:
    scene.write(path, "- Mine.\n")
    create_if_new(store, deed("init"), owner=Owner())
    assert scene.files == {path: b"- Mine.\n"}
    assert not (scene.root / ".git").exists()


def test_an_empty_folder_is_no_memory_yet(store: Store, scene: Scene) -> None:
    scene.root.mkdir(parents=True)
    create_if_new(store, deed("init"), owner=Owner())
    assert scene.files == TEMPLATES


# Where none can begin


def test_a_memory_cannot_begin_under_a_file(store: Store, scene: Scene) -> None:
    scene.home.write_text("a file\n")
    with pytest.raises((Failed, Refused)):
        begin(store)
    assert scene.home.read_text() == "a file\n"


def test_d2_a_memory_does_not_begin_behind_a_link(store: Store, scene: Scene) -> None:
    (scene.home / "elsewhere").mkdir(parents=True)
    scene.root.symlink_to(scene.home / "elsewhere")
    with pytest.raises(Refused):
        begin(store)
    assert list((scene.home / "elsewhere").iterdir()) == []


def test_d2_nothing_is_made_behind_a_local_folder_that_is_a_link(
    store: Store, scene: Scene
) -> None:
    (scene.home / "elsewhere").mkdir(parents=True)
    scene.root.mkdir()
    (scene.root / ".mem").symlink_to(scene.home / "elsewhere")
    with pytest.raises(Refused):
        begin(store)
    assert list((scene.home / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("name", ["Alice", "ALICE", "álice", "alice.git", "con"])
def test_b28_names_that_some_systems_cannot_tell_apart_are_refused(name: str) -> None:
    assert checked_user("alice") == "alice"
    with pytest.raises(Refused):
        checked_user(name)


def test_a_file_is_untouched_as_long_as_nobody_has_written_into_it(store: Store) -> None:
    create(store, deed("init"), owner=Owner("Ada: L", "Europe/London"), files={})
    held = {path: (store.root / path).read_bytes() for path in TEMPLATES}
    assert b'name: "Ada: L"' in held["SOUL.md"]
    assert all(is_untouched(path, data) for path, data in held.items())
    assert not any(is_untouched(path, data + b"- x\n") for path, data in held.items())
    assert is_untouched("MEMORY.md", None)
    assert is_untouched("memory/2026-11-20.md", b" \n")
    assert not is_untouched("memory/2026-11-20.md", b"# 2026-11-20\n")
