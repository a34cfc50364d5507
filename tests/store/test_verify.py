from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.core.errors import GitFailed
from memory_cli.core.identity import entry_id
from memory_cli.core.needle import needle
from memory_cli.core.units import Eraser
from memory_cli.store.verify import check
from memory_cli.store.verify import files_with
from memory_cli.store.verify import paths_with
from memory_cli.store.verify import searched
from tests.support.histories import Plain

NEEDLE = needle("Sees Dr. Müller")
SAYS = "- sees  DR.\n  Müller. #x\n"


@pytest.fixture
def plain(tmp_path: Path) -> Plain:
    plain = Plain(tmp_path / "plain")
    plain.begin()
    plain.commit("one", {"MEMORY.md": "- a\n"})
    return plain


def hits(plain: Plain) -> list[str]:
    return sorted(each.kind for each in searched(plain.root, [NEEDLE]).hits)


def test_every_object_is_looked_into(plain: Plain) -> None:
    assert searched(plain.root, [NEEDLE]) == (3, ())
    plain("hash-object", "-w", "--stdin", stdin=SAYS.encode())
    plain("tag", "-m", "sees dr. Müller", "v1")
    plain.commit("Sees Dr. Müller", {"sees dr. müller.txt": "x"})
    plain("gc", "-q")
    found = searched(plain.root, [NEEDLE])
    assert sorted(each.kind for each in found.hits) == ["blob", "commit", "tag", "tree"]
    assert found.objects == 8


def test_who_made_a_commit_is_none_of_its_words(plain: Plain) -> None:
    plain("commit", "-q", "--allow-empty", "-m", "x", GIT_AUTHOR_NAME="Sees Dr. Müller")
    assert hits(plain) == []


def test_few_characters_are_not_searched_for(plain: Plain) -> None:
    assert searched(plain.root, [needle("a")]).hits == ()


def test_the_paths_that_still_have_a_unit_in_any_version(plain: Plain) -> None:
    eraser = Eraser({entry_id("a"): "a"})
    plain.commit("two", {"MEMORY.md": "- b\n", "memory/2026-11-20.md": "- 9:00 a\n", "x": "- a\n"})
    assert paths_with(plain.root, eraser) == ("MEMORY.md", "memory/2026-11-20.md")
    assert paths_with(plain.root, Eraser({entry_id("c"): "c"})) == ()


def test_files_are_found_by_what_they_say_and_by_their_names(plain: Plain) -> None:
    plain.write("notes/deep/one.bin", b"\xff" + SAYS.encode())
    plain.write("Sees Dr. Müller.txt", "x")
    plain.write("fine.txt", "Sees Dr. Schmidt")
    plain.write(".git/COMMIT_EDITMSG", SAYS)
    plain.write(".git/objects/not-an-object", SAYS)
    (plain.root / "link").symlink_to("notes/deep/one.bin")
    assert files_with(plain.root, [NEEDLE]) == (
        "Sees Dr. Müller.txt",
        "notes/deep/one.bin",
    )
    assert files_with(plain.root, [needle("x")]) == ()


def test_a_repository_that_is_whole_is_fine_and_one_that_is_not_is_told(plain: Plain) -> None:
    check(plain.root)
    oid = plain("rev-parse", "main:MEMORY.md")
    (plain.path / "objects" / oid[:2] / oid[2:]).unlink()
    with pytest.raises(GitFailed):
        check(plain.root)
