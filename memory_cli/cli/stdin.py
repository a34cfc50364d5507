"""Text from stdin, or from a file in its place: bytes in, every one of them kept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO
from typing import TextIO

from memory_cli.core.errors import BadInput

LIMIT = 50_000_000
"""Bytes; more is a mistake, and would only fill the memory of the machine."""


def text() -> str:
    """All of stdin without a byte order mark and the line ends that close it."""
    return text_of("-")


def text_of(name: str) -> str:
    """The same of the file `name`, or of stdin for `-`; raises BadInput."""
    return _whole(name).rstrip("\r\n")


def lines_of(name: str) -> tuple[str, ...]:
    """Every line of it, blank ones too, without their ends."""
    text = _whole(name)
    lines = text.removesuffix("\n").split("\n") if text else []
    return tuple(line.removesuffix("\r") for line in lines)


def data() -> bytes:
    """All of stdin as it comes; raises BadInput."""
    stream: TextIO | None = sys.stdin
    return _data(stream.buffer, "stdin") if stream else b""


def _whole(name: str) -> str:
    if name == "-":
        stream: TextIO | None = sys.stdin
        return _text(stream.buffer, "stdin") if stream else ""  # None: closed by the caller
    try:
        with Path(name).open("rb") as file:
            return _text(file, name)
    except OSError as e:
        raise _unreadable(name, e) from e


def _text(stream: BinaryIO, name: str) -> str:
    return _data(stream, name).decode("utf-8", "surrogateescape").removeprefix("\ufeff")


def _data(stream: BinaryIO, name: str) -> bytes:
    try:
        data = stream.read(LIMIT + 1)
    except OSError as e:
        raise _unreadable(name, e) from e
    if len(data) > LIMIT:
        raise BadInput(
            f"{name} holds more than {LIMIT // 1_000_000} MB", "give it in smaller pieces"
        )
    return data


def _unreadable(name: str, error: OSError) -> BadInput:
    return BadInput(f"{name} cannot be read: {(error.strerror or str(error)).lower()}")
