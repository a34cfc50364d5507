from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.core.operation import Operation
from memory_cli.store.beside import Remote
from memory_cli.store.beside import beside
from memory_cli.store.beside import remotes
from memory_cli.store.beside import worktrees
from memory_cli.store.quarantine import Quarantine
from memory_cli.store.repository import Repository
from tests.support.histories import Plain

OURS = Operation("add", "cli", 0, summary="1 fact").message


@pytest.fixture
def plain(tmp_path: Path) -> Plain:
    plain = Plain(tmp_path / "plain")
    plain.begin()
    plain.commit(OURS, {"MEMORY.md": "- a\n"})
    return plain


def told(plain: Plain) -> tuple[str, ...]:
    return beside(Repository(plain.root, "x <x>"))


def test_where_there_is_nothing_beside_the_memory_nothing_is_told(plain: Plain) -> None:
    assert told(plain) == ()
    assert worktrees(Repository(plain.root, "x <x>")) == ()
    assert remotes(Repository(plain.root, "x <x>")) == ()


def test_what_a_repair_has_put_aside_is_told(plain: Plain) -> None:
    Quarantine(plain.root / ".git").copy(plain.root / ".git" / "HEAD")
    assert told(plain) == ("what a repair has put aside in .git/mem-quarantine",)


def test_refs_are_told_as_what_they_are(plain: Plain) -> None:
    plain("tag", "v1")
    plain("branch", "side")
    plain("notes", "add", "-m", "a note")
    plain("update-ref", "refs/remotes/origin/main", "main")
    plain.write("MEMORY.md", "- b\n")
    plain("stash", "-q")
    assert told(plain)[:5] == (
        "the branch side",
        "notes on commits",
        "the remote branch origin/main",
        "the stash",
        "the tag v1",
    )


def test_many_refs_are_counted(plain: Plain) -> None:
    for number in range(22):
        plain("update-ref", f"refs/odd/{number}", "main")
    assert told(plain) == (
        *(f"the ref refs/odd/{number}" for number in sorted(map(str, range(22)))[:20]),
        "2 more refs",
    )


def test_signatures_and_commits_by_hand_are_counted(plain: Plain) -> None:
    tree = plain("rev-parse", "main^{tree}")
    about = f"tree {tree}\nparent {plain.head}\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000"
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----"
    plain.put(f"{about}\n{signature}\n\n{OURS}".encode())
    assert told(plain) == ("the signature of 1 commit",)
    plain.put(f"{about}\n\nby hand\n".encode())
    assert told(plain) == ("author and message of 1 commit made by hand",)
    plain.commit("by hand as well")
    assert told(plain) == ("author and message of 2 commits made by hand",)


def test_what_is_no_memory_is_named(plain: Plain) -> None:
    plain.commit(OURS, {"notes.txt": "x"})
    assert told(plain) == ("the history of what is no memory: notes.txt",)
    plain.commit(OURS, {f"{number:02}": "x" for number in range(21)})
    assert told(plain) == (
        f"the history of what is no memory: {', '.join(f'{n:02}' for n in range(20))} and 2 more",
    )


def test_hooks_and_excludes_of_a_person_are_told(plain: Plain) -> None:
    plain.write(".git/hooks/post-commit", "#!/bin/sh\n")
    plain.write(".git/hooks/pre-push.sample", "#!/bin/sh\n")
    plain.write(".git/info/exclude", "# git ls-files --others\n\n*.swp\n")
    assert told(plain) == ("the hook post-commit", "what .git/info/exclude says")
    plain.write(".git/info/exclude", "# git ls-files --others\n")
    assert told(plain) == ("the hook post-commit",)


def test_worktrees_are_told_by_their_folders(plain: Plain) -> None:
    plain("worktree", "add", "-q", str(plain.root.parent / "tree"), "-b", "side")
    assert worktrees(Repository(plain.root, "x <x>")) == (str(plain.root.parent / "tree"),)


def test_remotes_are_told_without_who_logs_in(plain: Plain) -> None:
    plain("remote", "add", "origin", "https://ada:secret@x.org/y.git")
    plain("remote", "add", "odd.name", "git@x.org:y.git")
    plain("remote", "add", "ssh", "ssh://git@x.org/y.git")
    assert remotes(Repository(plain.root, "x <x>")) == (
        Remote("origin", "https://x.org/y.git"),
        Remote("odd.name", "git@x.org:y.git"),
        Remote("ssh", "ssh://x.org/y.git"),
    )
