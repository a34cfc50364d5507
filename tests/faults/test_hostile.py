"""Configurations, environments and repositories that mean harm, or only mean something else."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.faults.hostile import HOOKS
from tests.faults.hostile import SETTINGS
from tests.faults.hostile import Setting
from tests.faults.hostile import Traps
from tests.faults.hostile import as_configuration
from tests.support import FULL
from tests.support.cli import command
from tests.support.cli import environment
from tests.support.scene import DAY
from tests.support.scene import Deed
from tests.support.scene import Scene

INIT = Deed("init", "script")
EDIT = Deed("edit", "editor")
STORY = [INIT, Deed("add", "script"), EDIT, Deed("log", "script"), Deed("undo", "script")]
PAGE = b"- By hand.\r\n- caf\xe9\n"
IDS = [setting.id for setting in SETTINGS]
EACH, FEW = (1, 1) if FULL else (18, 160)  # one by one they take minutes: make faults


@pytest.fixture
def traps(tmp_path: Path) -> Traps:
    return Traps(tmp_path / "traps")


def lives(scene: Scene) -> None:
    """Use every kind of command, each as if nothing were the matter."""
    for words in (("init", "--quiet"), ("add", "One.")):
        done = scene.mem(*words)
        assert (done.code, done.err) == (0, ""), done
    scene.write("SOUL.md", PAGE)
    rest: tuple[tuple[str, ...], ...] = (
        ("log", "Two."),
        ("undo",),
        ("history", "--patch"),
        ("show", "facts"),
        ("diff",),
        ("save",),
        (),
    )
    for more in rest:
        done = scene.mem(*more)
        assert done.code == 0, (more, done)
    why = scene.mem("why", _first_id(scene))
    assert why.code == 0, why


def _first_id(scene: Scene) -> str:
    (entry,) = scene.mem("show", "facts", "--json").json["entries"]
    return str(entry["id"])


def is_as_lived(scene: Scene) -> None:
    """What such a life comes to, whatever was configured: same bytes, same story."""
    assert scene.story == STORY
    assert scene.files["SOUL.md"] == scene.tree()["SOUL.md"] == PAGE
    assert scene.wounds == []


# What the person has configured for themselves


@pytest.mark.parametrize("setting", SETTINGS[::FEW], ids=IDS[::FEW])
def test_a12_a15_d8_a_setting_of_the_persons_own_changes_nothing(
    scene: Scene, traps: Traps, setting: Setting
) -> None:
    config = scene.home.parent / ".gitconfig"
    config.write_text(as_configuration([traps.filled_in(setting)]))
    lives(scene)
    config.unlink()
    is_as_lived(scene)
    assert traps.sprung == ""


def test_a12_a15_d8_all_settings_of_the_persons_own_together_change_nothing(
    scene: Scene, traps: Traps
) -> None:
    config = scene.home.parent / ".gitconfig"
    config.write_text(as_configuration([traps.filled_in(setting) for setting in SETTINGS]))
    (scene.home.parent / ".config" / "git").mkdir(parents=True)
    for name in ("attributes", "ignore"):
        source = "excludes" if name == "ignore" else name
        data = (traps.place / source).read_bytes()
        (scene.home.parent / ".config" / "git" / name).write_bytes(data)
    lives(scene)
    config.unlink()
    is_as_lived(scene)
    assert traps.sprung == ""


def test_a12_a_signature_that_would_wait_for_a_person_is_not_asked_for(
    scene: Scene, tmp_path: Path
) -> None:
    (tmp_path / "gpg").write_text("#!/bin/sh\nexec sleep 1000\n")
    (tmp_path / "gpg").chmod(0o755)
    settings = [Setting("gpg.program", f"{tmp_path}/gpg"), Setting("commit.gpgSign", "true")]
    (tmp_path / ".gitconfig").write_text(as_configuration(settings))
    assert scene.mem("add", "One.").code == 0
    assert "gpgsig" not in scene.git("cat-file", "commit", "main")


def test_a13_hooks_that_are_there_for_every_repository_do_not_run(
    scene: Scene, traps: Traps
) -> None:
    config = scene.home.parent / ".gitconfig"
    hooks, template = traps.place / "hooks", traps.place / "template"
    config.write_text(f"[core]\n\thooksPath = {hooks}\n[init]\n\ttemplateDir = {template}\n")
    for words in (("add", "Likes tea."), ("log", "Went out."), ("undo",)):
        assert scene.mem(*words).code == 0
    assert not traps.mark.exists()
    assert not (scene.root / ".git" / "hooks").exists()
    assert scene.wounds == []


def test_a11_without_an_identity_mem_is_the_author(scene: Scene) -> None:
    assert scene.mem("add", "One.").code == 0
    assert (
        scene.git("log", "--format=%an <%ae>|%cn <%ce>").splitlines()
        == ["mem <mem@localhost>|mem <mem@localhost>"] * 2
    )


# What a repository that came from elsewhere says


@pytest.mark.parametrize("setting", SETTINGS[::EACH], ids=IDS[::EACH])
def test_d8_a_setting_in_the_memory_itself_runs_nothing(
    scene: Scene, traps: Traps, setting: Setting
) -> None:
    assert scene.mem("add", "One.").code == 0
    config = scene.root / ".git" / "config"
    clean = config.read_text()
    config.write_text(clean + as_configuration([traps.filled_in(setting)]))
    before = scene.files
    done = scene.mem("log", "Two.")
    assert done.code in {0, 20}
    if done.code == 20:
        assert traps.filled_in(setting).key.lower() in done.err.lower() or "formats" in done.err
        assert scene.files == before
    for words in (("show", "facts"), ("history",), ("save",)) if FULL else (("show", "facts"),):
        assert scene.mem(*words).code in {0, 20}
    config.write_text(clean)
    assert traps.sprung == ""
    assert scene.mem("log", "Three.").code == 0
    assert scene.wounds == []


def test_d8_hooks_of_the_memory_itself_do_not_run(scene: Scene, traps: Traps) -> None:
    assert scene.mem("init").code == 0
    hooks = scene.root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in HOOKS:
        (hooks / name).write_bytes((traps.place / "hooks" / name).read_bytes())
        (hooks / name).chmod(0o755)
    lives(scene)
    assert traps.sprung == ""
    is_as_lived(scene)


@pytest.mark.parametrize(
    "path", [".gitattributes", ".git/info/attributes", "memory/.gitattributes"]
)
def test_d9_attributes_change_nothing(scene: Scene, traps: Traps, path: str) -> None:
    assert scene.mem("init").code == 0
    filters = [each for each in SETTINGS if each.key.startswith(("filter.", "diff.x.", "merge."))]
    config = as_configuration([traps.filled_in(setting) for setting in filters])
    (scene.home.parent / ".gitconfig").write_text(config)
    (scene.root / path).parent.mkdir(exist_ok=True)
    (scene.root / path).write_bytes((traps.place / "attributes").read_bytes())
    lives(scene)
    (scene.home.parent / ".gitconfig").unlink()
    (scene.root / path).unlink()
    assert traps.sprung == ""
    is_as_lived(scene)


@pytest.mark.parametrize("path", [".gitignore", ".git/info/exclude"])
def test_a14_what_is_ignored_elsewhere_is_recorded_here(scene: Scene, path: str) -> None:
    assert scene.mem("init").code == 0
    (scene.root / path).parent.mkdir(exist_ok=True)
    (scene.root / path).write_text("*\nmemory/\n*.md\n")
    assert scene.mem("log", "One.").code == 0
    assert scene.mem("save").code == 0
    assert scene.tree()[DAY] == scene.files[DAY]


def test_what_git_was_told_to_overlook_is_recorded_all_the_same(scene: Scene) -> None:
    assert scene.mem("init").code == 0
    scene.git("update-index", "--skip-worktree", "SOUL.md")
    scene.git("update-index", "--assume-unchanged", "MEMORY.md")
    scene.write("SOUL.md", "- By hand.\n")
    scene.write("MEMORY.md", "- By hand.\n")
    assert scene.mem("save").code == 0
    assert scene.story == [INIT, EDIT]
    assert scene.tree()["MEMORY.md"] == scene.tree()["SOUL.md"] == b"- By hand.\n"


# What is exported

EXPORTED = {
    "GIT_DIR": "{other}/.git",
    "GIT_WORK_TREE": "{other}",
    "GIT_INDEX_FILE": "{other}/.git/index.lock",
    "GIT_OBJECT_DIRECTORY": "{other}/.git/objects",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "{other}/.git/objects",
    "GIT_COMMON_DIR": "{other}/.git",
    "GIT_NAMESPACE": "other",
    "GIT_CEILING_DIRECTORIES": "/",
    "GIT_AUTHOR_DATE": "garbage",
    "GIT_COMMITTER_DATE": "garbage",
    "GIT_AUTHOR_NAME": "",
    "GIT_COMMITTER_EMAIL": "",
    "GIT_CONFIG": "/nowhere",
    "GIT_CONFIG_GLOBAL": "{traps}/included",
    "GIT_CONFIG_SYSTEM": "{traps}/included",
    "GIT_CONFIG_PARAMETERS": "'core.fsmonitor'='{traps}/leave-a-mark'",
    "GIT_CONFIG_COUNT": "garbage",
    "GIT_TRACE": "1",
    "GIT_TRACE_PACKET": "2",
    "GIT_TRACE2_EVENT": "1",
    "GIT_CURL_VERBOSE": "1",
    "GIT_EXTERNAL_DIFF": "{traps}/leave-a-mark",
    "GIT_PAGER": "{traps}/leave-a-mark",
    "GIT_EDITOR": "{traps}/leave-a-mark",
    "GIT_SEQUENCE_EDITOR": "{traps}/leave-a-mark",
    "GIT_ASKPASS": "{traps}/leave-a-mark",
    "GIT_SSH_COMMAND": "{traps}/leave-a-mark",
    "GIT_PROXY_COMMAND": "{traps}/leave-a-mark",
    "GIT_EXEC_PATH": "{traps}",
    "GIT_TEMPLATE_DIR": "{traps}/template",
    "GIT_DEFAULT_HASH": "sha256",
    "GIT_DEFAULT_REF_FORMAT": "reftable",
    "GIT_LITERAL_PATHSPECS": "0",
    "GIT_ICASE_PATHSPECS": "1",
    "GIT_QUARANTINE_PATH": "{other}",
    "GIT_REPLACE_REF_BASE": "refs/other/",
    "GIT_SHALLOW_FILE": "{other}/shallow",
    "GIT_OPTIONAL_LOCKS": "1",
    "GIT_FLUSH": "0",
    "GIT_PYTHON_GIT_EXECUTABLE": "/nowhere",
    "GIT_PYTHON_REFRESH": "error",
    "PAGER": "{traps}/leave-a-mark",
    "LANG": "nl_NL.UTF-8",
    "LC_ALL": "C",
}


def _exported(scene: Scene, traps: Traps, names: list[str]) -> tuple[Scene, Scene]:
    """The memory with `names` exported, and another repository that they lead to."""
    other = Scene(scene.home.parent)
    other.root = scene.home.parent / "other"
    subprocess.run(["git", "init", "-q", str(other.root)], check=True)
    words = {"other": other.root, "traps": traps.place}
    return Scene(scene.home, {name: EXPORTED[name].format(**words) for name in names}), other


@pytest.mark.parametrize("name", list(EXPORTED)[:: 1 if FULL else 40])
def test_a17_a_variable_that_is_exported_changes_nothing(
    scene: Scene, traps: Traps, name: str
) -> None:
    exported, other = _exported(scene, traps, [name])
    lives(exported)
    is_as_lived(scene)
    assert other.git("status", "--porcelain") == other.git("for-each-ref") == ""
    assert traps.sprung == ""


def test_a17_all_that_can_be_exported_together_changes_nothing(scene: Scene, traps: Traps) -> None:
    exported, other = _exported(scene, traps, list(EXPORTED))
    lives(exported)
    is_as_lived(scene)
    assert other.git("status", "--porcelain") == other.git("for-each-ref") == ""
    assert traps.sprung == ""


# Inside another git


def _project(scene: Scene) -> tuple[Path, dict[str, str]]:
    """A project with three commits, and what a person's shell has in it there."""
    project = scene.home.parent / "project"
    subprocess.run(["git", "init", "-q", "-b", "main", str(project)], check=True)
    env = environment(scene.home, scene.env) | {
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@b",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@b",
    }
    for number in (0, 1, 2):
        (project / "file").write_text(f"{number}\n")
        _git(project, env, "add", "file")
        _git(project, env, "commit", "-qm", f"{number}")
    return project, env


def _git(project: Path, env: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        ["git", *words], cwd=project, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done
    return done.stdout


def _adds(text: str) -> str:
    return " ".join(f"'{word}'" for word in command("add", text))


@pytest.mark.parametrize("hook", ["pre-commit", "post-commit", "commit-msg"][: 3 if FULL else 1])
@pytest.mark.parametrize("how", [("-qam", "three"), ("-qm", "three", "file")], ids=["all", "path"])
def test_a16_from_a_hook_of_another_repository_each_gets_its_own_changes(
    scene: Scene, hook: str, how: tuple[str, ...]
) -> None:
    assert scene.mem("init").code == 0
    project, env = _project(scene)
    path = project / ".git" / "hooks" / hook
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{_adds('From a hook.')} >&2\n")
    path.chmod(0o755)
    (project / "file").write_text("3\n")
    _git(project, env, "commit", *how)
    assert _git(project, env, "log", "--format=%s", "--stat=80") == (
        "three\n\n file | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n"
        "2\n\n file | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n"
        "1\n\n file | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n"
        "0\n\n file | 1 +\n 1 file changed, 1 insertion(+)\n"
    )
    assert _git(project, env, "status", "--porcelain") == ""
    assert _git(project, env, "fsck", "--strict") == ""
    assert scene.story == [INIT, Deed("add", "script")]
    assert "- From a hook.\n" in scene.read("MEMORY.md")
    assert scene.wounds == []


def test_a16_from_a_rebase_and_from_a_bisection_of_another_repository(scene: Scene) -> None:
    assert scene.mem("init").code == 0
    project, env = _project(scene)
    _git(project, env, "rebase", "-q", "--exec", _adds("From a rebase."), "HEAD~1")
    _git(project, env, "bisect", "start", "HEAD", "HEAD~2")
    _git(project, env, "bisect", "run", "sh", "-c", _adds("From a bisection."))
    _git(project, env, "bisect", "reset")
    assert _git(project, env, "log", "--format=%s") == "2\n1\n0\n"
    assert _git(project, env, "status", "--porcelain") == ""
    assert scene.story[:2] == [INIT, Deed("add", "script")]
    assert "- From a rebase.\n- From a bisection.\n" in scene.read("MEMORY.md")
    assert scene.wounds == []


# No git, or an old one


@pytest.mark.parametrize("kind", ["none", "old"])
def test_a33_without_a_git_of_today_a_memory_can_be_read(
    scene: Scene, tmp_path: Path, kind: str
) -> None:
    assert scene.mem("add", "One.").code == 0
    before = scene.files
    (tmp_path / "bin").mkdir()
    if kind == "old":
        (tmp_path / "bin" / "git").write_text("#!/bin/sh\necho git version 1.8.3.1\n")
        (tmp_path / "bin" / "git").chmod(0o755)
    without = Scene(scene.home, {"PATH": str(tmp_path / "bin")})
    for words in (("show", "facts"), (), ("path",)):
        assert without.mem(*words).code == 0
    for words in (("add", "Two."), ("history",), ("undo",)):
        done = without.mem(*words)
        assert done.code == 20, done
        message, hint = done.err.splitlines()[-2:]
        assert message.removeprefix("mem: ") in {"git is not installed", "git 1.8.3 is too old"}
        assert hint.strip() == "install git 2.32 or newer"
    assert scene.files == before
    assert os.listdir(tmp_path / "bin") == ([] if kind == "none" else ["git"])
