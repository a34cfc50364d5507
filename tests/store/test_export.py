from __future__ import annotations

import os
from pathlib import Path

import pytest

from memory_cli.core.errors import GitFailed
from memory_cli.store.export import Blob
from memory_cli.store.export import Commit
from memory_cli.store.export import exported
from tests.support.histories import Plain


@pytest.fixture
def plain(tmp_path: Path) -> Plain:
    plain = Plain(tmp_path / "plain")
    plain.begin()
    return plain


def read(plain: Plain) -> tuple[dict[bytes, bytes], list[Commit]]:
    """Versions by their marks, and commits; each version comes before who needs it."""
    blobs: dict[bytes, bytes] = {}
    commits: list[Commit] = []
    with exported(plain.root, "refs/heads/main") as items:
        for item in items:
            if isinstance(item, Blob):
                blobs[item.mark] = item.data
                assert plain.raw("cat-file", "blob", item.oid) == item.data
            else:
                assert all(mark in blobs for _, mark in item.files if mark)
                assert all(parent in {each.mark for each in commits} for parent in item.parents)
                commits.append(item)
    assert {each.oid for each in commits} == set(plain("rev-list", "main").split("\n"))
    return blobs, commits


def changes(plain: Plain) -> list[dict[str, bytes | None]]:
    """What each commit does to files: the bytes they get, None for those that go."""
    blobs, commits = read(plain)
    return [{path: blobs[mark] if mark else None for path, mark in c.files} for c in commits]


def test_a_commit_is_told_with_everything_that_was_said_of_it(plain: Plain) -> None:
    one = plain.commit("One.\n\nMore.\n", {"MEMORY.md": "- a\n"})
    two = plain.commit("Two.", {"MEMORY.md": "- b\n"})
    blobs, commits = read(plain)
    assert list(blobs.values()) == [b"- a\n", b"- b\n"]
    first, second = commits
    assert (first.oid, second.oid) == (one, two)
    assert (first.message, second.message) == (b"One.\n\nMore.\n", b"Two.\n")
    assert first.author == first.committer == b"Ada <ada@x> 1795170180 +0100"
    assert (first.parents, second.parents) == ((), (first.mark,))
    assert second.files == (("MEMORY.md", list(blobs)[1]),)


def test_the_bytes_of_a_file_are_its_bytes(plain: Plain) -> None:
    hard = [b"", b"\n", b"\n\n", b"done\n", b"data 3\nabc", b"commit refs/heads/main\n", bytes(300)]
    hard += ["\ufeff- a\r\n".encode(), b"\xff\xfe", b"mark :1\n" * 1000]
    for number, data in enumerate(hard):
        plain.commit(f"{number}", {"MEMORY.md": data + b"%d" % number, "SOUL.md": data})
    assert [each["MEMORY.md"] for each in changes(plain)] == [
        data + b"%d" % number for number, data in enumerate(hard)
    ]


def test_files_come_change_and_go(plain: Plain) -> None:
    plain.commit("come", {"a": "1", "b": "2"})
    plain.commit("change", {"a": "3"})
    plain.commit("go", {"a": None, "b": None})
    plain.commit("nothing")
    plain.commit("come back", {"a": "3"})
    assert changes(plain) == [
        {"a": b"1", "b": b"2"},
        {"a": b"3"},
        {"a": None, "b": None},
        {},
        {"a": b"3"},
    ]


def test_links_and_modules_are_told_as_no_file(plain: Plain) -> None:
    plain.commit("a file", {"MEMORY.md": "- a\n"})
    (plain.root / "MEMORY.md").unlink()
    (plain.root / "MEMORY.md").symlink_to("/etc/passwd")
    plain.commit("a link")
    plain("update-index", "--add", "--cacheinfo", f"160000,{plain.head},memory")
    plain("commit", "-q", "-m", "a module")
    assert changes(plain) == [{"MEMORY.md": b"- a\n"}, {"MEMORY.md": None}, {"memory": None}]


def test_a_file_that_may_be_run_is_a_file(plain: Plain) -> None:
    plain.commit("a file", {"MEMORY.md": "- a\n"})
    (plain.root / "MEMORY.md").chmod(0o755)
    plain.commit("the same, to be run")
    assert changes(plain) == [{"MEMORY.md": b"- a\n"}] * 2


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("two words.md", '"two words.md"'),
        ("\u00e9\u4f1a.md", "\u00e9\u4f1a.md"),
        ('quo"te.md', '"quo\\"te.md"'),
        ("line\nend.md", '"line\\nend.md"'),
        ("back\\slash.md", '"back\\\\slash.md"'),
        (" leading", '" leading"'),
        (os.fsdecode(b"latin-\xe9"), os.fsdecode(b"latin-\xe9")),
    ],
)
def test_odd_names_are_told_apart_from_ours(plain: Plain, name: str, told: str) -> None:
    plain.commit("odd", {name: "x", "MEMORY.md": "- a\n"})
    assert changes(plain) == [{told: b"x", "MEMORY.md": b"- a\n"}]


def test_merges_have_all_their_parents(plain: Plain) -> None:
    base = plain.commit("base", {"MEMORY.md": "- a\n"})
    plain.commit("ours", {"SOUL.md": "- b\n"})
    for name in ("x", "y"):
        plain("checkout", "-q", "-b", name, base)
        plain.write(f"memory/2026-11-2{len(name)}.md" if name == "x" else "y.md", name)
        plain("add", "-A")
        plain("commit", "-q", "-m", name)
    plain("checkout", "-q", "main")
    plain("merge", "-q", "--no-ff", "-m", "both", "x", "y")
    _, commits = read(plain)
    named = {each.mark: each.message.decode().strip() for each in commits}
    assert {named[c.mark]: [named[p] for p in c.parents] for c in commits} == {
        "base": [],
        "ours": ["base"],
        "x": ["base"],
        "y": ["base"],
        "both": ["ours", "x", "y"],
    }


def test_several_beginnings_are_several(plain: Plain) -> None:
    plain.commit("one", {"MEMORY.md": "- a\n"})
    plain("checkout", "-q", "--orphan", "other")
    plain("rm", "-rfq", ".")
    plain.write("SOUL.md", "- b\n")
    plain("add", "-A")
    plain("commit", "-q", "-m", "two")
    plain("checkout", "-q", "main")
    plain("merge", "-q", "--allow-unrelated-histories", "-m", "both", "other")
    _, commits = read(plain)
    assert sorted(len(each.parents) for each in commits) == [0, 0, 2]


def test_messages_are_bytes_in_whatever_encoding(plain: Plain) -> None:
    plain("config", "i18n.commitEncoding", "ISO-8859-1")
    plain.commit("caf\u00e9".encode("latin-1"))
    plain("config", "--unset", "i18n.commitEncoding")
    plain.commit("caf\u00e9")
    plain.commit("")
    assert [each.message for each in read(plain)[1]] == [b"caf\xe9\n", "caf\u00e9\n".encode(), b""]


def raw(plain: Plain, about: str, message: bytes) -> bytes:
    tree, parent = plain("rev-parse", "main^{tree}"), plain.head
    return f"tree {tree}\nparent {parent}\n{about}\n".encode() + b"\n" + message


SIGNATURE = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n data 12\n done\n -----END PGP SIGNATURE-----"


@pytest.mark.parametrize(
    ("author", "more"),
    [
        pytest.param("Ada <ada@x> 1 +0000", SIGNATURE, id="signed"),
        pytest.param("Ada <ada@x> 1 +0000", f"encoding latin-1\n{SIGNATURE}", id="both"),
        pytest.param("Ada <ada@x> 99999999999999 +9999", "", id="far away"),
        pytest.param(" <> 0 -0000", "", id="nobody"),
        pytest.param("Ada <ada@x>", "", id="without a date"),
    ],
)
def test_odd_commits_are_read(plain: Plain, author: str, more: str) -> None:
    plain.commit("one", {"MEMORY.md": "- a\n"})
    about = f"author {author}\ncommitter Ada <ada@x> 2 +0000{more and chr(10) + more}"
    plain.put(raw(plain, about, b"odd\n\ndone\n"))
    commit = read(plain)[1][-1]
    assert commit.message == b"odd\n\ndone\n"
    assert commit.author.startswith(author.partition(">")[0].encode())


def test_a_message_with_a_nul_is_read_as_far_as_git_does(plain: Plain) -> None:
    plain.commit("one", {"MEMORY.md": "- a\n"})
    about = "author Ada <ada@x> 1 +0000\ncommitter Ada <ada@x> 1 +0000"
    plain.put(raw(plain, about, b"a\0b\n"))
    assert read(plain)[1][-1].message == b"a"


def test_a_branch_that_is_not_there_cannot_be_read(plain: Plain) -> None:
    with pytest.raises(GitFailed), exported(plain.root, "refs/heads/main") as items:
        list(items)


def test_an_object_that_is_missing_is_told(plain: Plain) -> None:
    plain.commit("one", {"MEMORY.md": "- a\n"})
    oid = plain("rev-parse", "main:MEMORY.md")
    (plain.path / "objects" / oid[:2] / oid[2:]).unlink()
    with pytest.raises(GitFailed), exported(plain.root, "refs/heads/main") as items:
        list(items)


def test_whoever_stops_reading_leaves_no_process(plain: Plain) -> None:
    for number in range(30):
        plain.commit(f"{number}", {"MEMORY.md": f"{number}" * 40_000})
    with pytest.raises(ZeroDivisionError), exported(plain.root, "refs/heads/main") as items:
        next(items)
        raise ZeroDivisionError
