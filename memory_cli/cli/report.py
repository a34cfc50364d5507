"""The report of a bug: what a developer needs, and nothing that the user wrote."""

from __future__ import annotations

import os
import platform
import re
import tempfile
import traceback
from pathlib import Path

from memory_cli import __version__
from memory_cli.cli.asked import Asked
from memory_cli.cli.deps import home_of
from memory_cli.core.errors import MemError

_OPTION = re.compile(r"--[a-z][a-z-]*|-[A-Za-z]")


def write(error: BaseException, asked: Asked) -> Path | None:
    """Write a report that only the user can read; None when nowhere is room for it."""
    text = "\n".join(
        (
            f"mem {__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"called as: {outline(asked)}",
            "",
            "The last line may repeat words of yours. Read it before you share this.",
            "",
            "".join(traceback.format_exception(error)),
        )
    )
    try:
        return _write(home_of(asked) / ".reports", text)
    except (OSError, MemError):
        pass
    try:
        return _write(Path(tempfile.gettempdir()), text)
    except OSError:
        return None


def outline(asked: Asked) -> str:
    """The command line without anything that could be text: the verb and the options' names."""
    options = len(asked.before_text())
    verb = asked.verb
    shown = ["mem"]
    for position, word in enumerate(asked.words):
        name = _OPTION.match(word) if position < options else None
        if name is not None:
            shown.append(name[0])
        elif position == options:
            shown.append(word)
        elif word == verb:
            shown.append(word)
            verb = ""
        else:
            shown.append("…")
    return " ".join(shown)


def _write(folder: Path, text: str) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, path = tempfile.mkstemp(prefix="mem-bug-", suffix=".txt", dir=folder)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    return Path(path)
