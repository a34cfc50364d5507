"""The only module that starts git, and the one place that says how git may be run.

Git reads its environment, four levels of configuration, hooks, attributes and filters; each can
run a program or change what is recorded. Every call here has all of them switched off.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from contextlib import suppress
from contextvars import ContextVar
from io import BufferedReader
from pathlib import Path
from typing import IO
from typing import NamedTuple
from typing import cast

from memory_cli.core.errors import GitFailed

OLDEST = (2, 32)  # the first that lets GIT_CONFIG_GLOBAL be silenced
TIMEOUT = 20.0  # seconds; nothing we ask for takes one

_HOOKS = (
    "pre-commit prepare-commit-msg commit-msg post-commit reference-transaction post-index-change "
    "pre-auto-gc post-checkout post-merge pre-push post-rewrite"
).split()
_CONFIG = (
    ("core.hooksPath", os.devnull),
    *((f"hook.{event}.enabled", "false") for event in _HOOKS),  # git >= 2.55; 2.54 has no switch
    ("core.fsmonitor", "false"),
    ("core.untrackedCache", "false"),
    ("core.fsync", "all"),  # git's default makes nothing of a small commit durable
    ("core.fsyncMethod", "fsync"),
    ("core.fsyncObjectFiles", "true"),  # the same before git 2.36
    ("pack.compression", "1"),  # ids do not compress: trying harder costs ten years 6 ms a log
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("core.attributesFile", os.devnull),
    ("core.excludesFile", os.devnull),
    ("core.autocrlf", "false"),
    ("core.safecrlf", "false"),
    ("commit.gpgSign", "false"),
    ("tag.gpgSign", "false"),
    ("log.showSignature", "false"),
    ("core.pager", "cat"),
    ("core.editor", "false"),
    ("core.askPass", ""),
    ("core.alternateRefsCommand", ""),
    ("core.quotePath", "false"),
    ("protocol.allow", "never"),
    ("submodule.recurse", "false"),
    ("safe.bareRepository", "explicit"),
    ("diff.renames", "false"),
)
_VARIABLES = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_PAGER": "cat",
    "GIT_EDITOR": "false",
    "GIT_ALLOW_PROTOCOL": "none",
    # Read by `git init` only; git 3 will default to formats that GitPython cannot read.
    "GIT_DEFAULT_HASH": "sha1",
    "GIT_DEFAULT_REF_FORMAT": "files",
    "GIT_TEMPLATE_DIR": "",
    "GIT_CONFIG_COUNT": str(len(_CONFIG)),
    **{f"GIT_CONFIG_KEY_{number}": key for number, (key, _) in enumerate(_CONFIG)},
    **{f"GIT_CONFIG_VALUE_{number}": value for number, (_, value) in enumerate(_CONFIG)},
    "LC_ALL": "C",
    "LANGUAGE": "C",
}


_IS_SEALED = ContextVar("is_sealed", default=False)


def environment() -> dict[str, str]:
    """The environment of every git process: none of the caller's GIT_ variables, all of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | _VARIABLES


@contextmanager
def sealed_environment() -> Iterator[None]:
    """Put `environment()` in place of the process's own, for GitPython, which copies that.

    Within itself it costs nothing: thousands of objects may be read one by one.
    """
    if _IS_SEALED.get():
        yield
        return
    before, token = dict(os.environ), _IS_SEALED.set(True)
    _replace_environ(environment())
    try:
        yield
    finally:
        _IS_SEALED.reset(token)
        _replace_environ(before)


def _replace_environ(wanted: dict[str, str]) -> None:
    for name in os.environ.keys() - wanted.keys():
        del os.environ[name]
    os.environ.update(wanted)


def executable() -> str:
    """The path of git; raises GitFailed when there is none."""
    found = shutil.which("git")
    if found is None:
        raise GitFailed("git is not installed", f"install git {_dotted(OLDEST)} or newer")
    return found


def run(
    arguments: Sequence[str], *, root: Path | None = None, stdin: bytes = b"", ok: int = 0
) -> bytes:
    """Run git on the store at `root` and return what it printed.

    Raises GitFailed when git is missing, hangs, or ends with another status than 0 or `ok`.
    """
    located = [f"--git-dir={root}/.git", f"--work-tree={root}"] if root else []
    command = [executable(), *located, *arguments]
    return _run(command, environment(), stdin, {0, ok})


class Pipes(NamedTuple):
    """The two ends of a git that is at work."""

    stdin: IO[bytes]
    stdout: BufferedReader


@contextmanager
def talking(
    arguments: Sequence[str], *, git_dir: Path, stdin: bytes | None = None
) -> Iterator[Pipes]:
    """Run git on the repository `git_dir` for as long as the block takes, however much it says.

    It reads `stdin`, or what is written to it. Raises GitFailed when git is missing or ends badly;
    a block that raises ends it.
    """
    command = [executable(), f"--git-dir={git_dir}", *arguments]
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as told:
        told.write(stdin or b"")
        told.seek(0)
        given = None if stdin is None else told
        with (
            suppress(BrokenPipeError),  # it ended before we had said all: it tells why itself
            _started(command, environment(), given, said) as process,
        ):
            try:
                yield Pipes(process.stdin or told, cast("BufferedReader", process.stdout))
            except BrokenPipeError:
                raise
            except BaseException:
                os.killpg(process.pid, signal.SIGKILL)
                raise
        said.seek(0)
        if process.returncode != 0:
            raise GitFailed(f"git failed: {_reason(said.read()) or process.returncode}")


def patiently(arguments: Sequence[str], *, git_dir: Path) -> bytes:
    """What git says of the repository `git_dir`, however long it takes; raises GitFailed."""
    with talking(arguments, git_dir=git_dir, stdin=b"") as pipes:
        return pipes.stdout.read()


def personal(key: str) -> str:
    """What the person's own git configuration says of `key`; empty when it says nothing."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = [executable(), "config", "--global", "--includes", "--get", key]
    return _run(command, own, b"", {0, 1, 128, 255}).decode("utf-8", "replace").strip()


def version() -> tuple[int, ...]:
    """The version of git, as numbers; raises GitFailed when it is older than `OLDEST`."""
    words = run(["version"]).decode("ascii", "replace").split()
    digits = words[2].split(".") if len(words) > 2 else []  # noqa: PLR2004 - "git version X"
    numbers = tuple(int(part) for part in digits[:3] if part.isdecimal())
    if numbers < OLDEST:
        raise GitFailed(
            f"git {_dotted(numbers) or 'of unknown version'} is too old",
            f"install git {_dotted(OLDEST)} or newer",
        )
    return numbers


def _dotted(numbers: tuple[int, ...]) -> str:
    return ".".join(map(str, numbers))


def _started(
    command: list[str],
    environ: dict[str, str],
    stdin: IO[bytes] | int | None,
    stderr: IO[bytes] | int,
) -> subprocess.Popen[bytes]:
    """Start git; without `stdin` it is written to. Raises GitFailed."""
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE if stdin is None else stdin,
            stdout=subprocess.PIPE,
            stderr=stderr,
            env=environ,
            start_new_session=True,  # a Ctrl-C meant for us must not cut git in half
            umask=0o077,
        )
    except OSError as error:
        raise GitFailed(
            f"git could not be started: {error.strerror}", "run 'git version'"
        ) from error


def _run(command: list[str], environ: dict[str, str], stdin: bytes, accepted: set[int]) -> bytes:
    given = None if stdin else subprocess.DEVNULL
    process = _started(command, environ, given, subprocess.PIPE)
    try:
        out, err = process.communicate(stdin or None, timeout=TIMEOUT)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise GitFailed(f"git did not answer within {TIMEOUT:.0f} seconds") from error
    except KeyboardInterrupt:
        process.communicate()  # let it finish what it writes, then go
        raise
    if process.returncode not in accepted:
        raise GitFailed(f"git failed: {_reason(err) or process.returncode}")
    return out


def _reason(err: bytes) -> str:
    """The line in which git says what went wrong; advice often follows it."""
    lines = err.decode("utf-8", "replace").strip().splitlines()
    fatal = (line for line in lines if line.startswith(("fatal: ", "error: ")))
    return next(fatal, lines[-1] if lines else "")
