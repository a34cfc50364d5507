"""Starting the person's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from memory_cli.core.errors import Failed

_USUAL = ("sensible-editor", "nano", "vim", "vi")
_PLUS_LINE = {
    "vi",
    "vim",
    "nvim",
    "view",
    "nano",
    "emacs",
    "emacsclient",
    "micro",
    "kak",
    "joe",
    "ne",
}
_COLON_LINE = {"hx", "helix", "subl", "zed"}
_GOTO_LINE = {"code", "codium", "cursor"}


def command() -> list[str]:
    """The words that start `$VISUAL`, `$EDITOR` or a usual editor; raises Failed."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    try:
        words = shlex.split(named or "")
    except ValueError as error:
        raise Failed(f"$EDITOR cannot be understood: {named}", "balance its quotes") from error
    if words and shutil.which(words[0]):
        return words
    if words:
        raise Failed(f"there is no editor {words[0]!r}", "set $EDITOR to one that is installed")
    found = next(filter(shutil.which, _USUAL), None)
    if found is None:
        raise Failed("there is no editor", "set $EDITOR, or use mem path and a program you like")
    return [found]


def run(words: list[str], path: Path, line: int) -> None:
    """Edit `path`, beginning at `line` where the editor can; raises Failed when it fails."""
    try:
        with _deaf_to_interrupts():
            ended = subprocess.run([*words, *_arguments(words[0], path, line)], check=False)
    except OSError as error:
        raise Failed(f"{words[0]} could not be started: {error.strerror}", "set $EDITOR") from error
    if ended.returncode:
        how = (
            f"status {ended.returncode}" if ended.returncode > 0 else f"signal {-ended.returncode}"
        )
        raise Failed(
            f"the editor {Path(words[0]).name} ended with {how}",
            f'what it saved is in {path}; "mem save" records it',
        )


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    r"""Leave Ctrl-C and Ctrl-\ to the editor: to be killed by them, it would lose what is typed.

    A handler that does nothing, because one that ignores would be handed down to the editor.
    """
    before = {number: signal.signal(number, _nothing) for number in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _nothing(_number: int, _frame: object) -> None:
    pass


def _arguments(program: str, path: Path, line: int) -> list[str]:
    name = Path(program).name
    if line > 1 and name in _PLUS_LINE:
        return [f"+{line}", str(path)]
    if line > 1 and name in _COLON_LINE:
        return [f"{path}:{line}"]
    if name in _GOTO_LINE:
        return ["--wait", "--goto", f"{path}:{line}"]
    return [str(path)]
