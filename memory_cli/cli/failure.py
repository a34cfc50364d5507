"""What the user hears when something went wrong, and with which code the process ends."""

from __future__ import annotations

import errno
import re
import sys

import typer

from memory_cli.cli import report
from memory_cli.cli import streams
from memory_cli.cli.asked import Asked
from memory_cli.cli.click import ClickException
from memory_cli.cli.click import NoSuchOption
from memory_cli.cli.click import UsageError
from memory_cli.core.errors import Ambiguous
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Failed
from memory_cli.core.errors import MemError
from memory_cli.core.errors import Nothing
from memory_cli.core.errors import Usage
from memory_cli.core.hidden import visible

INTERRUPTED = 130
READER_GONE = 141
"""What a shell reports for a program that a closed pipe ended (128 + SIGPIPE)."""

_THE_SYSTEM_WOULD_NOT = frozenset(
    {errno.EACCES, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EMFILE, errno.ENFILE}
    | {errno.ENOMEM, errno.ENOSPC, errno.EPERM, errno.EROFS}
)
_OPTION = re.compile(r"--[a-z][a-z-]*|-[A-Za-z]")


class _Bug(MemError):
    """Our fault."""

    code = 70
    name = "bug"


def exit_code(error: BaseException, asked: Asked) -> int:
    """Tell the user about `error`, and return the exit code that goes with it."""
    match error:
        case KeyboardInterrupt() | typer.Abort():
            return _quietly(INTERRUPTED)
        case BrokenPipeError():
            return _quietly(READER_GONE)
        case MemError():
            told: MemError = error
        case UsageError():
            told = _usage(error, asked)
        case ClickException():
            told = BadInput(_plain(error.format_message()))
        case OSError() if error.errno in _THE_SYSTEM_WOULD_NOT:
            where = f": {error.filename}" if error.filename else ""
            told = Failed(f"{str(error.strerror).lower()}{where}")
        case Exception():
            told = _bug(error, asked)
        case _:
            raise error
    return _tell(told, asked)


def _tell(error: MemError, asked: Asked) -> int:
    """Print `error` the way it was asked for, after what is already answered."""
    try:
        streams.flush()
    except (OSError, Failed):
        streams.abandon(sys.stdout)
    options = asked.before_text()
    if "--json" in options:
        streams.say(_as_json(error))
    elif not (isinstance(error, Nothing) and "--quiet" in options):
        streams.say(_as_text(error))
    return error.code


def _as_text(error: MemError) -> str:
    candidates = error.candidates if isinstance(error, Ambiguous) else ()
    follow = (*candidates, error.hint) if error.hint else candidates
    lines = (f"mem: {error.message}", *(f"     {line}" for line in follow))
    return "".join(f"{visible(line)}\n" for line in lines)


def _as_json(error: MemError) -> str:
    import json

    body: dict[str, object] = {
        "code": error.code,
        "name": error.name,
        "message": visible(error.message),
        "hint": visible(error.hint),
    }
    if isinstance(error, Ambiguous):
        body["candidates"] = [visible(each) for each in error.candidates]
    return json.dumps({"error": body}) + "\n"


def _usage(error: UsageError, asked: Asked) -> Usage:
    """What typer found wrong with the command line, in our words."""
    path = f"mem {asked.verb}".rstrip()
    hint = f'see "{path} --help"'
    if not isinstance(error, NoSuchOption):
        return Usage(_plain(error.format_message()), hint)
    if error.possibilities:
        hint = f"did you mean {error.possibilities[0]}? {hint}"
    elif _takes_text(error) and not _OPTION.fullmatch(_typed(error, asked)):
        hint = f'put -- before text that begins with a dash: {path} -- "…"'
    return Usage(_plain(error.message), hint)


def _takes_text(error: NoSuchOption) -> bool:
    params = error.ctx.command.params if error.ctx else []
    return any(param.param_type_name == "argument" for param in params)


def _typed(error: NoSuchOption, asked: Asked) -> str:
    """The word that holds the stray option, without a value after `=`."""
    words = (word for word in asked.before_text() if word.startswith(error.option_name))
    return next(words, error.option_name).partition("=")[0]


def _plain(message: str) -> str:
    """A sentence of typer's, in the style of ours."""
    told = f"{message[:1].lower()}{message[1:]}".removesuffix(".")
    return told.replace("a valid int range", "a number")


def _bug(error: Exception, asked: Asked) -> _Bug:
    path = report.write(error, asked)
    hint = f"a report is in {path}" if path else "no report could be written"
    return _Bug(f"this is a bug in mem: {type(error).__name__}", hint)


def _quietly(code: int) -> int:
    """End without a word: what was not read yet nobody wants any more."""
    streams.abandon(sys.stdout)
    return code
