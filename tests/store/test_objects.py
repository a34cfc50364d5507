from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.store.objects import Object
from memory_cli.store.objects import Version
from memory_cli.store.objects import contents
from memory_cli.store.objects import objects
from memory_cli.store.objects import strangers
from memory_cli.store.objects import versions
from tests.support.histories import Plain

MAIN = "refs/heads/main"
LOG = "memory/2026-11-20.md"


@pytest.fixture
def plain(tmp_path: Path) -> Plain:
    plain = Plain(tmp_path / "plain")
    plain.begin()
    plain.commit("one", {"MEMORY.md": "- a\n", "notes two.txt": "x\n"})
    return plain


def test_every_object_is_told_whether_something_names_it_or_not(plain: Plain) -> None:
    loose = plain("hash-object", "-w", "--stdin", stdin=b"nobody names this\n\0")
    plain("tag", "-m", "a tag", "v1")
    plain("gc", "-q")
    packed_and_not = {each.oid: each for each in objects(plain.root)}
    assert {each.kind for each in packed_and_not.values()} == {"blob", "tree", "commit", "tag"}
    assert packed_and_not[loose] == Object(loose, "blob", b"nobody names this\n\0")
    assert len(packed_and_not) == 6


def test_those_that_are_named_come_in_their_order(plain: Plain) -> None:
    oids = [plain("rev-parse", each) for each in ("main:MEMORY.md", "main", "main:MEMORY.md")]
    assert [(each.oid, each.kind) for each in contents(plain.root, oids)] == [
        *((oids[0], "blob"), (oids[1], "commit"), (oids[0], "blob")),
    ]
    assert [*contents(plain.root, [])] == []


def test_one_that_is_missing_is_left_out(plain: Plain) -> None:
    assert [*contents(plain.root, ["e" * 40])] == []


def test_versions_are_told_with_the_commits_that_made_them_the_newest_first(plain: Plain) -> None:
    one = plain.head
    two = plain.commit("two", {"MEMORY.md": "- b\n", LOG: "- a\n"})
    three = plain.commit("three", {"MEMORY.md": None})
    back = plain.commit("back", {"MEMORY.md": "- a\n"})
    assert three
    first, second = (plain("rev-parse", f"{each}:MEMORY.md") for each in (one, two))
    assert versions(plain.root, MAIN) == {
        Version("MEMORY.md", first): [back, one],
        Version("MEMORY.md", second): [two],
        Version(LOG, first): [two],
    }
    assert versions(plain.root, two) == {
        Version("MEMORY.md", second): [two],
        Version(LOG, first): [two],
        Version("MEMORY.md", first): [one],
    }


def test_a_version_that_only_a_merge_has_is_told(plain: Plain) -> None:
    plain("checkout", "-q", "-b", "side")
    plain.commit("side", {"MEMORY.md": "- side\n"})
    plain("checkout", "-q", "main")
    plain.commit("ours", {"MEMORY.md": "- ours\n"})
    plain("merge", "-q", "-s", "ours", "--no-commit", "side")
    merge = plain.commit("merge", {"MEMORY.md": "- evil\n"})
    evil = plain("rev-parse", "main:MEMORY.md")
    assert set(versions(plain.root, MAIN)[Version("MEMORY.md", evil)]) == {merge}
    assert len(versions(plain.root, MAIN)) == 4


def test_links_and_modules_are_no_versions(plain: Plain) -> None:
    (plain.root / "SOUL.md").symlink_to("/etc/passwd")
    plain.commit("a link")
    plain("update-index", "--add", "--cacheinfo", f"160000,{plain.head},{LOG}")
    plain("commit", "-q", "-m", "a module")
    assert [version.path for version in versions(plain.root, MAIN)] == ["MEMORY.md"]


def test_what_is_no_memory_is_told_by_name(plain: Plain) -> None:
    plain.commit("more", {"b\nc": "x", "a": "x", "memory/plan.md": "x", ".gitignore": "y"})
    plain.commit("gone", {"a": None})
    assert strangers(plain.root, MAIN) == ("a", "b\nc", "memory/plan.md", "notes two.txt")
