"""Backslashes that keep given text what it is: words, and not the start of another block.

Writing adds one backslash to the start of a line that markdown would not read as the text of its
item, and one inside `<!--`; reading takes exactly that one away again.
"""

from __future__ import annotations

import re

from memory_cli.core.markdown import opens_block

_PUNCTUATION = r"!-/:-@\[-`{-~"
_ESCAPED = re.compile(rf"([ \t]*\d{{0,9}})\\(?=[{_PUNCTUATION}])")
_LINE_START = re.compile(rf"[ \t]*(?:\d{{1,9}}(?=[{_PUNCTUATION}]))?")
_COMMENT = re.compile(r"<(\\*)!--")
_ESCAPED_COMMENT = re.compile(r"<\\(\\*)!--")


def escaped(line: str, *, opens: bool) -> str:
    """`line` as it is written; `opens` asks for a backslash where it begins another block."""
    if "<" in line:
        line = _COMMENT.sub(r"<\\\1!--", line)
    if (opens and opens_block(line)) or _ESCAPED.match(line):
        return with_backslash(line)
    return line


def with_backslash(line: str) -> str:
    """`line` with a backslash before its first punctuation; `unescaped` takes it away."""
    start = _LINE_START.match(line)
    at = start.end() if start else 0
    return f"{line[:at]}\\{line[at:]}"


def unescaped(line: str) -> str:
    """The line that was given, from the line as it is written."""
    if "\\" not in line:
        return line
    if found := _ESCAPED.match(line):
        line = found[1] + line[found.end() :]
    return _ESCAPED_COMMENT.sub(r"<\1!--", line)
