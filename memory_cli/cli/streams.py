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
            lowest_free = os.open(os.devnull, os.O_RDWR)  # which is this one
            os.set_inheritable(lowest_free, True)
    for stream, errors in (
        (sys.stdin, "surrogateescape"),
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        if isinstance(stream, io.TextIOWrapper):
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if ascii_only else None, errors=errors)


def write(text: str) -> None:
    """Add `text` to the answer; a reader that went away is BrokenPipeError, the rest Failed."""
    try:
        if sys.stdout is not None:  # else the caller closed it: nobody wants the answer
            sys.stdout.write(text)
    except BrokenPipeError:
        raise
    except OSError as e:
        raise _unwritable(e) from e


def write_bytes(data: bytes) -> None:
    """Add `data` to the answer as it is; raises like `write`."""
    flush()
    try:
        if sys.stdout is not None:
            sys.stdout.buffer.write(data)
    except BrokenPipeError:
        raise
    except OSError as e:
        raise _unwritable(e) from e


def flush() -> None:
    """Hand the answer over now, while an error can still be told; raises like `write`."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as e:
        raise _unwritable(e) from e


def say(text: str) -> None:
    """Add `text` to the conversation on stderr; when nobody can hear it, it is lost."""
    try:
        if sys.stderr is not None:
            sys.stderr.write(text)
            sys.stderr.flush()
    except OSError:
        abandon(sys.stderr)


def close() -> None:
    """Let go of what is still held back, for a process that ends without Python's own end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):  # nobody reads any more; the exit code tells the rest
            continue


def abandon(stream: TextIO | None) -> None:
    """Let what is left in `stream` go nowhere: the interpreter flushes once more at its end."""
    if stream is None:
        return
    try:
        descriptor = stream.fileno()
    except (OSError, ValueError):  # no file, or closed
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _unwritable(e: OSError) -> Failed:
    return Failed(f"the answer cannot be written: {(e.strerror or str(e)).lower()}")
