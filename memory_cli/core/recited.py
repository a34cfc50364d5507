"""What in a conversation is our own memory, recited: it must not be learned again.

A context or a recall that was pasted into a prompt comes back in the transcript. Learned once more,
what was doubtful seems to be said twice, and what was forgotten comes back.
"""

from __future__ import annotations

import re

_FENCED = re.compile(
    r"(?:^The fence below holds what is remembered about [^\n]*\n(?:\r?\n)*)?"
    r"^(?P<fence>`{3,})memory\r?\n.*?(?:^(?P=fence)[ \t]*\r?$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_TAGGED = re.compile(
    r"<memory(?: about=\"[^\"\n]*\")?>\s*Remembered data .*?(?:</memory>|\Z)", re.DOTALL
)
_CITED = re.compile(
    r"^[^\n]*"
    r"\((?:SOUL\.md|MEMORY\.md|memory/\d{4}-\d\d-\d\d\.md):\d+ [0-9a-hjkmnp-tv-z]{8}\)"
    r"[ \t]*\r?$\n?",
    re.MULTILINE,
)


def without_recited(text: str) -> str:
    """`text` without the blocks of `mem context` and the lines of `mem recall`, closed or cut off.

    A line that ends in a citation of ours goes whole; everything else stays, byte for byte.
    """
    if "memory" not in text.lower() and "SOUL.md" not in text:
        return text
    for pattern in (_CITED, _FENCED, _TAGGED):  # lines first: an entry may say "<memory>"
        text = pattern.sub("", text)
    return text
