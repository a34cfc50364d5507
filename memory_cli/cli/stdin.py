"""Text from stdin: bytes in, every one of them kept."""

from __future__ import annotations

import sys
from typing import TextIO

from memory_cli.core.errors import BadInput

LIMIT = 50_000_000
"""Bytes; more is a mistake, and would only fill the memory of the machine."""


def text() -> str:
    """All of stdin without a byte order mark and the line ends that close it."""
    stream: TextIO | None = sys.stdin
    if stream is None:  # closed by the caller
        return ""
    try:
        data = stream.buffer.read(LIMIT + 1)
    except OSError as e:
        raise BadInput(f"stdin cannot be read: {(e.strerror or str(e)).lower()}") from e
    if len(data) > LIMIT:
        raise BadInput(
            f"stdin holds more than {LIMIT // 1_000_000} MB", "give it in smaller pieces"
        )
    return data.decode("utf-8", "surrogateescape").removeprefix("\ufeff").rstrip("\r\n")
