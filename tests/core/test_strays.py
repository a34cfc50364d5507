from __future__ import annotations

import pytest

from memory_cli.core.strays import is_copy
from memory_cli.core.strays import is_misnamed_log
from memory_cli.core.strays import is_other_spelling
from memory_cli.core.strays import sync_service


@pytest.mark.parametrize(
    "name",
    [
        "MEMORY.sync-conflict-20261120-091400-ABCDEFG.md",
        "MEMORY (Ada's conflicted copy 2026-11-20).md",
        "2026-11-20 (conflicted copy 2026-11-21 101500).md",
        "2026-11-20 (In Konflikt stehende Kopie von Ada 2026-11-20).md",
        "SOUL_conflict-20261120-091400.md",
        "MEMORY [Conflict].md",
        "MEMORY (1).md",
        "MEMORY 2.md",
        "2026-11-20 2.md",
        "MEMORY-LAPTOP-7F3.md",
        "MEMORY.md.orig",
        "index (conflicted copy)",
        "main.sync-conflict-20261120-091400-ABCDEFG",
    ],
)
def test_b22_the_copies_that_sync_services_make_are_known(name: str) -> None:
    assert is_copy(name)


@pytest.mark.parametrize(
    "name",
    ["MEMORY.md", "SOUL.md", "2026-11-20.md", "Conflict resolution.md", "notes (2).txt", "a-b.md"],
)
def test_other_names_are_no_copies(name: str) -> None:
    assert not is_copy(name)


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("memory/2026-13-45.md", True),
        ("memory/2026-1-5.md", True),
        ("memory/20261120.md", True),
        ("memory/2026-11-20.MD", True),
        ("memory/2026-11-20.md", False),
        ("memory/2026-11-20 2.md", False),
        ("memory/picture.png", False),
    ],
)
def test_a_log_of_no_day_is_misnamed(path: str, is_one: bool) -> None:
    assert is_misnamed_log(path) is is_one


def test_b28_a_name_in_another_case_is_another_spelling() -> None:
    assert [is_other_spelling(n) for n in ("memory.md", "Soul.md")] == [True, True]
    assert [is_other_spelling(n) for n in ("MEMORY.md", "SOUL.md", "x.md")] == [False, False, False]


@pytest.mark.parametrize(
    ("parts", "markers", "service"),
    [
        (("/", "home", "ada", "Dropbox", "mem", "me"), (), "Dropbox"),
        (("/", "Users", "ada", "OneDrive - Work", "me"), (), "OneDrive"),
        (("/", "Users", "ada", "Library", "Mobile Documents", "x", "me"), (), "iCloud"),
        (("/", "home", "ada", ".mem", "me"), (".stfolder",), "Syncthing"),
        (("/", "home", "ada", ".mem", "me"), (), None),
    ],
)
def test_b22_a_folder_that_a_service_keeps_in_step_is_known(
    parts: tuple[str, ...], markers: tuple[str, ...], service: str | None
) -> None:
    assert sync_service(parts, markers) == service
