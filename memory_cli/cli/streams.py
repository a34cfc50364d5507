"""The three standard streams: what they can encode, and what happens when they break."""

from __future__ import annotations

import codecs
import io
import os
import sys
from typing import TextIO

from memory_cli.core.errors import Failed


def prepare() -> None:
    r"""Make sure that the streams exist for child processes and that no text can break them.

    A closed descriptor is filled, so that no file of ours can become somebody's output. ASCII is
    what Python finds in the C locale when UTF-8 was there all along; any other encoding is the
    person's, and what it lacks is shown as `\u2026`.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest free number: this one
    for stream, errors in (
        (sys.stdin, "surrogateescape"),
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        if isinstance(stream, io.TextIOWrapper):
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if ascii_only else None, errors=errors)


def flush() -> None:
    """Hand the answer over now, while an error can still be told; Failed when it cannot be."""
    write("")


def write(text: str) -> None:
    """Add `text` to the answer; a reader that went away is BrokenPipeError, the rest Failed."""
    stream: TextIO | None = sys.stdout
    if stream is None:  # closed by the caller: nobody wants the answer
        return
    try:
        stream.write(text)
        if not text:
            stream.flush()
    except BrokenPipeError:
        raise
    except OSError as e:
        raise Failed(f"the answer cannot be written: {(e.strerror or str(e)).lower()}") from e


def say(text: str) -> None:
    """Add `text` to the conversation on stderr; when nobody can hear it, it is lost."""
    stream: TextIO | None = sys.stderr
    if stream is None:
        return
    try:
        stream.write(text)
        stream.flush()
    except OSError:
        abandon(stream)


def abandon(stream: TextIO | None) -> None:
    """Let what is left in `stream` go nowhere: the interpreter flushes once more at its end."""
    try:
        descriptor = stream.fileno() if stream is not None else -1
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, descriptor)
        os.close(nowhere)
    except (OSError, ValueError):
        return
