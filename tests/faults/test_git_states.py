"""The person's own git at work in a memory, and repositories in every state it can leave."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable

import pytest

from tests.support.scene import DAY
from tests.support.scene import Deed
from tests.support.scene import Scene

INIT = Deed("init", "script")
EDIT = Deed("edit", "editor")
LOG = Deed("log", "script")
PAGE = "# Soul\n\n- One.\n"
WHO = {"GIT_EDITOR": "true"}


@pytest.fixture
def begun(scene: Scene) -> Scene:
    """A memory with three commits, and a branch that says otherwise about SOUL.md."""
    assert scene.mem("init").code == 0
    scene.write("SOUL.md", PAGE)
    assert scene.mem("save").code == 0
    scene.git("checkout", "-qb", "other")
    scene.write("SOUL.md", PAGE + "- Theirs.\n")
    scene.git("commit", "-qam", "theirs")
    scene.git("checkout", "-q", "main")
    scene.write("SOUL.md", PAGE + "- Ours.\n")
    assert scene.mem("save").code == 0
    return scene


def told(scene: Scene) -> list[Deed]:
    """The story after that beginning; the memory must be healthy."""
    assert scene.wounds == []
    assert scene.story[:3] == [INIT, EDIT, EDIT]
    return scene.story[3:]


# Locks


def test_a8_a_stale_lock_of_the_index_stands_in_nobodys_way(begun: Scene) -> None:
    lock = begun.root / ".git" / "index.lock"
    lock.touch()
    for words in (("add", "One."), ("log", "Two."), ("show", "facts"), ("history",), ("undo",)):
        assert begun.mem(*words).code == 0
    begun.write("MEMORY.md", "- By hand.\n")
    assert begun.mem("save").code == 0
    assert told(begun) == [Deed("add", "script"), LOG, Deed("undo", "script"), EDIT]
    assert lock.exists()
    lock.unlink()
    assert begun.mem("add", "Three.").code == 0
    assert begun.wounds == []


def test_a9_a_commit_that_waits_in_an_editor_keeps_nobody_from_writing(begun: Scene) -> None:
    flags = begun.home.parent
    waits = f"touch {flags}/reached; while [ ! -e {flags}/go ]; do sleep 0.02; done; echo evening >"
    begun.write("MEMORY.md", "- By hand.\n")
    with subprocess.Popen(
        ["git", "-C", str(begun.root), "commit", "-qa"],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(flags),
            "GIT_EDITOR": f"sh -c '{waits} \"$1\"' -",
            "GIT_CONFIG_NOSYSTEM": "1",
        },
        stderr=subprocess.PIPE,
    ) as commit:
        for _ in range(3000):
            if (flags / "reached").exists():
                break
            time.sleep(0.02)
        assert (begun.root / ".git" / "index.lock").exists()
        done = begun.mem("log", "Mine.")
        held = (begun.root / ".git" / "index.lock").exists()
        (flags / "go").touch()
        _, said = commit.communicate(timeout=60)
    assert (done.code, done.err) == (0, "")
    assert held
    assert commit.returncode == 0 or b"cannot lock ref 'HEAD'" in said
    assert begun.mem("save").code == 0
    assert set(told(begun)) <= {EDIT, LOG, Deed("", "evening")}
    assert begun.read(DAY).endswith("- 9:14 Mine.\n")
    assert begun.read("MEMORY.md") == "- By hand.\n"


# Operations that are under way


def a_merge(scene: Scene) -> None:
    assert scene.try_git("merge", "-q", "other").returncode == 1


def a_merge_without_conflict(scene: Scene) -> None:
    scene.git("checkout", "-qb", "third", "main~1")
    scene.write("MEMORY.md", "- Of a third.\n")
    scene.git("commit", "-qam", "third")
    scene.git("checkout", "-q", "main")
    scene.git("merge", "-q", "--no-commit", "third")


def a_cherry_pick(scene: Scene) -> None:
    assert scene.try_git("cherry-pick", "other").returncode == 1


def a_revert(scene: Scene) -> None:
    assert scene.try_git("revert", "--no-edit", "main~1").returncode == 1


def a_rebase(scene: Scene) -> None:
    assert scene.try_git("rebase", "-q", "other").returncode == 1


def a_bisection(scene: Scene) -> None:
    scene.git("bisect", "start", "main", "main~2")


def _resolved(scene: Scene, text: str = "- One.\n- Ours.\n- Theirs.\n") -> None:
    scene.write("SOUL.md", f"# Soul\n\n{text}")
    scene.git("add", "SOUL.md")


def continued(verb: str) -> Callable[[Scene], None]:
    def end(scene: Scene) -> None:
        _resolved(scene)
        done = scene.try_git(verb, "--continue", env=WHO)
        assert done.returncode == 0, done

    return end


def aborted(verb: str) -> Callable[[Scene], None]:
    def end(scene: Scene) -> None:
        scene.git(verb, "--abort")

    return end


def committed(scene: Scene) -> None:
    scene.git("commit", "-q", "--no-edit")


def reset(scene: Scene) -> None:
    scene.git("bisect", "reset")


STATES = [
    (a_merge, continued("merge")),
    (a_merge, aborted("merge")),
    (a_merge_without_conflict, committed),
    (a_merge_without_conflict, aborted("merge")),
    (a_cherry_pick, continued("cherry-pick")),
    (a_cherry_pick, aborted("cherry-pick")),
    (a_revert, continued("revert")),
    (a_revert, aborted("revert")),
    (a_rebase, continued("rebase")),
    (a_rebase, aborted("rebase")),
    (a_bisection, reset),
]
NAMES = [
    "merge continued",
    "merge aborted",
    "quiet merge committed",
    "quiet merge aborted",
    "cherry-pick continued",
    "cherry-pick aborted",
    "revert continued",
    "revert aborted",
    "rebase continued",
    "rebase aborted",
    "bisection",
]


@pytest.mark.parametrize(("begin", "end"), STATES, ids=NAMES)
def test_b14_what_is_written_while_git_is_at_work_is_saved_now_and_recorded_afterwards(
    begun: Scene, begin: Callable[[Scene], None], end: Callable[[Scene], None]
) -> None:
    begin(begun)
    main = begun.git("rev-parse", "main")
    for number in (1, 2):
        done = begun.mem("log", f"Note {number}.", "--actor", f"agent:{number}")
        assert done.code == 3
        assert done.out.startswith(f"- 9:14 Note {number}.")
    shown = begun.mem("show", "today")
    assert (shown.code, shown.out.count("Note")) == (0, 2)
    assert begun.git("rev-parse", "main") == main
    end(begun)
    saved = begun.mem("save")
    assert saved.code == 0, saved
    assert begun.mem("add", "And then.").code == 0
    ours = [deed for deed in begun.story if deed.op not in {"", "init"}]
    assert ours == [
        *[EDIT, EDIT],
        Deed("log", "agent:1"),
        Deed("log", "agent:2"),
        Deed("add", "script"),
    ]
    assert begun.wounds == []
    assert begun.read(DAY).endswith("- 9:14 Note 1.\n- 9:14 Note 2.\n")


@pytest.mark.parametrize(("begin", "end"), STATES[:1] + STATES[2:3], ids=["loud", "quiet"])
def test_b14_hand_edits_during_a_merge_are_the_persons_own(
    begun: Scene, begin: Callable[[Scene], None], end: Callable[[Scene], None]
) -> None:
    begin(begun)
    begun.write("memory/2026-11-19.md", "- 9:00 By hand.\n")
    assert begun.mem("log", "Mine.").code == 3
    end(begun)
    assert begun.mem("save").code == 0
    assert [deed for deed in told(begun) if deed.op] == [EDIT, LOG]
    assert begun.read("memory/2026-11-19.md") == "- 9:00 By hand.\n"


# Branches


@pytest.mark.parametrize(
    ("command", "back"),
    [
        (("checkout", "-q", "--detach"), ("checkout", "-q", "main")),
        (("checkout", "-qb", "draft"), ("checkout", "-q", "main")),
        (("branch", "-m", "master"), ("branch", "-m", "main")),
    ],
)
def test_b15_b16_elsewhere_than_on_main_nothing_is_written(
    begun: Scene, command: tuple[str, ...], back: tuple[str, ...]
) -> None:
    begun.git(*command)
    before = begun.files
    done = begun.mem("log", "Mine.")
    assert (done.code, done.out) == (20, "")
    assert "history is kept on 'main'" in done.err
    assert begun.files == before
    assert begun.mem("show", "soul").code == 0
    begun.git(*back)
    assert begun.mem("log", "Mine.").code == 0
    assert told(begun) == [LOG]


def test_b16_the_command_that_is_named_leads_back_to_main(begun: Scene) -> None:
    begun.git("checkout", "-qb", "draft")
    hint = begun.mem("log", "Mine.").err.splitlines()[1].strip().removeprefix("run: ")
    subprocess.run(hint.split(), check=True, capture_output=True)
    assert begun.mem("log", "Mine.").code == 0
    assert told(begun) == [LOG]


# Repositories around and within


def test_b17_without_its_repository_a_memory_is_read_and_never_written_into_another(
    begun: Scene,
) -> None:
    subprocess.run(["git", "init", "-q", str(begun.home)], check=True)
    (begun.root / ".git").rename(begun.home.parent / "lost")
    done = begun.mem("add", "Mine.")
    assert done.code == 20
    assert 'run "mem init"' in done.err
    assert begun.mem("show", "soul").code == 0
    outer = Scene(begun.home.parent)
    outer.root = begun.home
    assert outer.git("for-each-ref") == ""
    assert begun.mem("init").code == 0
    assert begun.mem("add", "Mine.").code == 0
    assert outer.git("for-each-ref") == ""
    assert not (begun.home / ".git" / "index").exists()
    assert begun.wounds == []


def test_b18_a_repository_among_the_logs_is_ignored(begun: Scene) -> None:
    begun.git("init", "-q", "memory")
    inner = Scene(begun.home)
    inner.root = begun.root / "memory"
    inner.try_git(
        "-c", "user.name=a", "-c", "user.email=b", "commit", "-q", "--allow-empty", "-m", "x"
    )
    assert begun.mem("log", "Mine.").code == 0
    assert begun.mem("save").code == 0
    assert told(begun) == [LOG]
    assert inner.git("status", "--porcelain") == "?? 2026-11-20.md\n"
    assert "160000" not in begun.git("ls-tree", "-r", "main")


def test_b18_a_submodule_in_history_is_left_as_it_is(begun: Scene) -> None:
    commit = begun.git("rev-parse", "main").strip()
    begun.git("update-index", "--add", "--cacheinfo", f"160000,{commit},memory/module")
    begun.git("commit", "-qm", "a module")
    assert begun.mem("log", "Mine.").code == 0
    assert begun.story[3:] == [Deed("", "a module"), LOG]
    assert f"160000 commit {commit}\tmemory/module" in begun.git("ls-tree", "-r", "main")


@pytest.mark.parametrize("kind", ["file", "link"])
def test_b19_a_repository_that_is_elsewhere_is_refused(begun: Scene, kind: str) -> None:
    moved = begun.home.parent / "moved"
    (begun.root / ".git").rename(moved)
    if kind == "file":
        (begun.root / ".git").write_text(f"gitdir: {moved}\n")
    else:
        (begun.root / ".git").symlink_to(moved)
    before = begun.files
    assert begun.mem("add", "Mine.").code == 20
    assert begun.mem("show", "soul").code == 0
    assert begun.files == before


@pytest.mark.parametrize("kind", ["sha256", "reftable"])
def test_b20_a_repository_of_another_format_is_refused_and_its_files_are_read(
    begun: Scene, kind: str
) -> None:
    before = begun.files
    if kind == "sha256":
        (begun.root / ".git").rename(begun.home / "old.git")
        begun.git("init", "-q", "--object-format=sha256", "--initial-branch=main", ".")
    else:  # as a later git writes it, which need not be here
        begun.git("config", "core.repositoryFormatVersion", "1")
        begun.git("config", "extensions.refStorage", "reftable")
    (begun.root / ".git").chmod(0o700)
    done = begun.mem("add", "One.")
    assert (done.code, kind in done.err) == (20, True), done
    assert begun.files == before
    assert begun.mem("show", "soul").code == 0


def test_b20_a_memory_begins_with_the_formats_that_it_reads(scene: Scene) -> None:
    config = scene.home.parent / ".gitconfig"
    config.write_text("[init]\n\tdefaultObjectFormat = sha256\n\tdefaultRefFormat = reftable\n")
    exported = {"GIT_DEFAULT_HASH": "sha256", "GIT_DEFAULT_REF_FORMAT": "reftable"}
    assert scene.mem("add", "One.", env=exported).code == 0
    assert len(scene.git("rev-parse", "main").strip()) == 40
    assert (scene.root / ".git/refs/heads/main").exists()
    config.unlink()
    assert scene.wounds == []


def test_d10_a_bare_repository_within_a_memory_runs_nothing(begun: Scene) -> None:
    begun.git("init", "-q", "--bare", "memory/x")
    config = begun.root / "memory" / "x" / "config"
    mark = begun.home.parent / "MARK"
    config.write_text(config.read_text() + f"[core]\n\tfsmonitor = touch {mark}\n")
    for words in (("log", "Mine."), ("show", "log"), ("history",), ("save",), ("undo",)):
        assert begun.mem(*words).code == 0
    assert not mark.exists()
    assert begun.wounds == []
