"""Tests of which repositories may be used, and of where their branch stands."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path
from shlex import quote

import pytest

from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import NotRecorded
from memory_cli.store import git
from memory_cli.store import repository
from memory_cli.store.files import Folder
from memory_cli.store.repository import Repository
from memory_cli.store.repository import checked
from memory_cli.store.repository import head
from memory_cli.store.repository import recordable
from memory_cli.store.repository import tip
from memory_cli.store.store import Store
from tests.support.scene import Scene
from tests.support.stores import deed
from tests.support.stores import put

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")


def look(root: Path) -> Repository:
    with Folder(root) as folder:
        return checked(folder)


def refusal(root: Path) -> str:
    with pytest.raises(GitFailed) as failed:
        look(root)
    assert failed.value.code == 20
    return failed.value.message.replace(str(root), "STORE")


# Whether it may be used


def test_a_repository_of_ours_is_used_under_its_own_identity(store: Store) -> None:
    assert look(store.root) == Repository(store.root, "mem <mem@localhost>")


def test_an_identity_is_made_harmless_for_a_commit(store: Store, scene: Scene) -> None:
    scene.git("config", "user.name", " Zoë <evil>\nauthor x ")
    scene.git("config", "user.email", "<z@example.org>")
    assert look(store.root).identity == "Zoë evilauthor x <z@example.org>"


def test_without_an_identity_mem_is_the_author(store: Store, scene: Scene) -> None:
    scene.git("config", "--remove-section", "user")
    assert look(store.root).identity == "mem <mem@localhost>"


def test_b17_a_store_without_a_repository_is_told_to_begin_one(store: Store, scene: Scene) -> None:
    os.rename(store.root / ".git", store.root / "elsewhere")
    assert refusal(store.root) == "STORE has files but no history: its .git is gone"


def test_while_a_purge_is_stopped_in_the_middle_nobody_is_sent_to_begin_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository, "_SWAP", 0.0)
    (store.root / ".git").rename(store.root / ".git.mem-new")
    with pytest.raises(GitFailed) as failed, Folder(store.root) as folder:
        checked(folder)
    assert failed.value.message == "a purge was stopped in the middle"
    assert failed.value.hint == 'run "mem save": it ends that first'


@pytest.mark.parametrize("kind", ["file", "link"])
def test_b19_a_git_that_is_no_directory_is_refused(store: Store, kind: str) -> None:
    moved = store.root.parent / "elsewhere"
    os.rename(store.root / ".git", moved)
    if kind == "file":
        (store.root / ".git").write_text(f"gitdir: {moved}\n")
    else:
        (store.root / ".git").symlink_to(moved)
    assert refusal(store.root) == "STORE/.git is not a directory"


def test_a_repository_that_others_may_write_to_is_refused(store: Store) -> None:
    (store.root / ".git").chmod(0o770)
    assert refusal(store.root) == "others may write to STORE/.git"


@AS_ROOT
def test_d7_a_repository_of_another_user_is_refused(store: Store) -> None:
    os.chown(store.root / ".git", 65534, 65534)
    assert refusal(store.root) == "STORE/.git belongs to another user"


@pytest.mark.parametrize("name", ["objects/info/alternates", "config.worktree", "commondir"])
def test_a_repository_that_borrows_from_another_is_refused(store: Store, name: str) -> None:
    (store.root / ".git" / name).write_text("/elsewhere\n")
    assert refusal(store.root) == f"STORE/.git borrows from another repository ({name})"


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("core.fsmonitor", "touch MARK", "core.fsmonitor"),
        ("core.hooksPath", "/tmp", "core.hookspath"),
        ("core.sshCommand", "x", "core.sshcommand"),
        ("core.pager", "x", "core.pager"),
        ("core.editor", "x", "core.editor"),
        ("core.worktree", "/", "core.worktree"),
        ("core.gitProxy", "x", "core.gitproxy"),
        ("core.attributesFile", "x", "core.attributesfile"),
        ("core.alternateRefsCommand", "x", "core.alternaterefscommand"),
        ("diff.external", "x", "diff.external"),
        ("diff.x.textconv", "x", "diff.x.textconv"),
        ("filter.x.clean", "x", "filter.x.clean"),
        ("filter.x.process", "x", "filter.x.process"),
        ("merge.x.driver", "x", "merge.x.driver"),
        ("gpg.program", "x", "gpg.program"),
        ("credential.helper", "x", "credential.helper"),
        ("include.path", "/elsewhere", "include.path"),
        ("includeIf.gitdir:/.path", "/elsewhere", "includeif.gitdir:/.path"),
        ("url.ext::x.insteadOf", "https:", "url.ext::x.insteadof"),
        ("remote.o.uploadpack", "x", "remote.o.uploadpack"),
        ("remote.o.vcs", "x", "remote.o.vcs"),
        ("protocol.ext.allow", "always", "protocol.ext.allow"),
        ("hook.x.command", "x", "hook.x.command"),
        ("alias.log", "!x", "alias.log"),
        ("extensions.worktreeConfig", "true", "extensions.worktreeconfig"),
        ("fastimport.unpackLimit", "1", "fastimport.unpacklimit"),
    ],
)
def test_d8_a_setting_that_a_memory_does_not_need_is_refused_by_name(
    store: Store, scene: Scene, key: str, value: str, named: str
) -> None:
    scene.git("config", key, value)
    assert refusal(store.root) == f"STORE/.git/config says more than a memory needs: {named}"


@pytest.mark.parametrize(
    "key",
    [
        "user.signature_",
        "core.fsyncmethod.x",
        "mems.paused",
        "remote.a.url.b",
        "xcore.bare",
        "gc",
    ],
)
def test_what_only_resembles_a_harmless_key_is_not_one(key: str) -> None:
    assert not repository._HARMLESS.fullmatch(key)


def test_settings_that_a_memory_may_have_are_accepted(store: Store, scene: Scene) -> None:
    for key, value in (
        ("remote.origin.url", "https://example.org/a"),
        ("remote.origin.fetch", "+refs/heads/main:refs/remotes/origin/main"),
        ("branch.main.remote", "origin"),
        ("branch.main.merge", "refs/heads/main"),
        ("gc.pruneExpire", "never"),
        ("mem.paused", "true"),
        ("core.fsync", "all"),
        ("core.ignoreCase", "false"),
    ):
        scene.git("config", key, value)
    assert look(store.root) == Repository(store.root, "mem <mem@localhost>", "true")


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("extensions.objectFormat", "sha256", "sha256 and files"),
        ("extensions.refStorage", "reftable", "sha1 and reftable"),
    ],
)
def test_a_repository_in_another_format_is_refused(
    store: Store, key: str, value: str, named: str
) -> None:
    config = store.root / ".git" / "config"
    section, name = key.split(".")
    text = (
        config.read_text() + f"[core]\nrepositoryformatversion = 1\n[{section}]\n{name} = {value}\n"
    )
    config.write_text(text)
    assert refusal(store.root) == f"this repository uses the {named} formats"


def test_a_broken_configuration_is_refused(store: Store) -> None:
    (store.root / ".git" / "config").write_text("[core\n")
    assert refusal(store.root).startswith("git failed: fatal: bad config line 1")


def test_a_configuration_that_is_missing_is_refused(store: Store) -> None:
    (store.root / ".git" / "config").unlink()
    assert refusal(store.root) == "STORE/.git/config is no ordinary file of yours"


# Looking once


def test_a_repository_is_looked_at_once_for_each_state_of_its_configuration(
    store: Store, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    run = git.run

    def counted(arguments: list[str], **about: Path) -> bytes:
        calls.append(arguments[0])
        return run(arguments, **about)  # type: ignore[arg-type]

    monkeypatch.setattr(git, "run", counted)
    look(store.root)
    look(store.root)
    assert calls == []
    scene.git("config", "user.name", "Zoë")
    assert look(store.root).identity == "Zoë <mem@localhost>"
    assert calls == ["version", "config"]
    look(store.root)
    assert calls == ["version", "config"]


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"7", b'{"seen": 1}', b"\xff"])
def test_what_was_seen_before_may_be_lost_or_damaged(store: Store, text: bytes) -> None:
    (store.root / ".mem" / "repository.json").write_bytes(text)
    assert look(store.root) == Repository(store.root, "mem <mem@localhost>")


def test_b4_where_nothing_can_be_kept_it_is_looked_at_every_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading commands come here, too: on a read-only disk, or while another one sweeps."""

    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    (store.root / ".mem" / "repository.json").unlink()
    monkeypatch.setattr("memory_cli.store.files.os.replace", read_only)
    assert look(store.root) == Repository(store.root, "mem <mem@localhost>")


# Where the branch stands


def test_the_branch_is_followed_loose_and_packed(store: Store, scene: Scene) -> None:
    ours = look(store.root)
    commits = scene.git("rev-list", "main").split()
    assert [head(ours)] == [tip(ours)] == commits
    scene.git("pack-refs", "--all")
    assert not (store.root / ".git/refs/heads/main").exists()
    assert [head(ours)] == [tip(ours)] == commits
    newest = put(store, {"MEMORY.md": b"- New.\n"}, deed("add"))
    assert [head(ours), *commits] == scene.git("rev-list", "main").split()
    assert head(ours) == newest


def test_a_branch_without_a_commit_has_no_head(store: Store, scene: Scene) -> None:
    scene.git("update-ref", "-d", "refs/heads/main")
    assert head(look(store.root)) is None
    scene.git("commit", "--allow-empty", "-qm", "x", "--author=a <b>")
    scene.git("branch", "-m", "other")
    scene.git("pack-refs", "--all")
    assert tip(look(store.root)) is None


@pytest.mark.parametrize(
    ("command", "where"),
    [
        (("checkout", "-q", "-b", "draft"), "draft"),
        (("branch", "-m", "master"), "master"),
        (("checkout", "-q", "--detach"), None),
    ],
)
def test_b15_b16_elsewhere_than_on_main_nothing_is_recorded_and_one_command_helps(
    store: Store, scene: Scene, command: tuple[str, ...], where: str | None
) -> None:
    commit = scene.git("rev-parse", "main").strip()
    scene.git(*command)
    with pytest.raises(GitFailed) as failed:
        head(look(store.root))
    assert failed.value.message == (
        f"history is kept on 'main', and this repository stands at '{where or commit}'"
    )
    way = "branch -m main" if where == "master" else "switch main"
    assert failed.value.hint == f"run: git -C {quote(str(store.root))} {way}"
    scene.git(*way.split())
    assert head(look(store.root)) == commit


@pytest.mark.parametrize("text", ["", "x\n", "0" * 39, "../../etc/passwd"])
def test_a_damaged_branch_is_named(store: Store, text: str) -> None:
    (store.root / ".git/refs/heads/main").write_text(text)
    with pytest.raises(GitFailed) as failed:
        head(look(store.root))
    assert failed.value.message == f"{store.root}/.git/refs/heads/main is damaged"


# Whether now is a moment to record


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("MERGE_HEAD", "merge"),
        ("rebase-merge", "rebase"),
        ("rebase-apply", "rebase"),
        ("CHERRY_PICK_HEAD", "cherry-pick"),
        ("REVERT_HEAD", "revert"),
        ("BISECT_LOG", "bisect"),
    ],
)
def test_b14_while_a_git_operation_is_under_way_nothing_is_recorded(
    store: Store, name: str, what: str
) -> None:
    ours = look(store.root)
    recordable(ours)
    (store.root / ".git" / name).touch()
    with pytest.raises(NotRecorded) as wait:
        recordable(ours)
    assert (wait.value.code, wait.value.message, wait.value.hint) == (
        3,
        f"saved; it will be recorded when the {what} in {store.root} is finished",
        f"finish it; what to do says: git -C {quote(str(store.root))} status",
    )


@pytest.mark.parametrize("name", ["HEAD.lock", "refs/heads/main.lock", "packed-refs.lock"])
def test_a_lock_of_git_is_waited_for_half_a_minute_and_then_cleared(
    store: Store, name: str
) -> None:
    path = store.root / ".git" / name
    path.touch()
    with pytest.raises(NotRecorded, match=f"{path} is gone"):
        recordable(look(store.root))
    assert path.exists()
    os.utime(path, (time.time() - 31, time.time() - 31))
    recordable(look(store.root))
    assert not path.exists()


def test_a8_the_lock_of_the_index_is_nobodys_business(store: Store) -> None:
    (store.root / ".git" / "index.lock").touch()
    recordable(look(store.root))
    assert (store.root / ".git" / "index.lock").exists()
