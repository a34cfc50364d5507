"""A needle: words that must stand nowhere any more, and the search for them in any bytes.

White space, letter case and Unicode's two ways to write an accent make no difference.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from memory_cli.core.escape import unescaped
from memory_cli.core.identity import folded

SHORTEST = 4
"""Characters; what is shorter stands inside too many other words to be searched for."""

_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?|#{1,6}\s+|>\s*")
_PLAIN = re.compile(r"[a-z0-9]+")
# In UTF-8, the characters that become ASCII letters when case is folded (CaseFolding-15.1.0.txt).
_DISGUISED = re.compile(
    rb"\xc3\x9f|\xc4\xb0|\xc5[\x89\xbf]|\xc7\xb0|\xe1\xba[\x96-\x9a\x9e]|\xe2\x84\xaa"
    rb"|\xef\xac[\x80-\x86]"
)


class Needle(NamedTuple):
    """Words to search for, as `spoken` makes them."""

    words: str

    @property
    def is_short(self) -> bool:
        """Whether the words are too few to tell anything where they are found."""
        return len(self.words) < SHORTEST

    def stands_in(self, text: str) -> bool:
        """Whether `text` has the words, however it is written."""
        return self.words in spoken(text)

    def is_in(self, data: bytes) -> bool:
        """The same of any bytes, read as UTF-8 as far as they are."""
        return self.may_be_in(data) and self.stands_in(data.decode("utf-8", "replace"))

    def may_be_in(self, data: bytes) -> bool:
        """Told quickly: no is certain, also for words that backslashes keep apart."""
        plain = max(_PLAIN.findall(self.words), key=len, default="").encode()
        return plain in data.lower() or _DISGUISED.search(data) is not None


def spoken(text: str) -> str:
    """`text` as one line of words, in lower case."""
    return folded(text).casefold()


def needle(text: str) -> Needle:
    """The needle for `text`."""
    return Needle(spoken(text))


def bare(lines: str) -> str:
    """A piece of a memory file without what marks it as an item, a heading or a quote."""
    return _MARKER.sub("", lines.strip(), count=1)


def matches(lines: str, sought: Needle) -> bool:
    """Whether a piece of a memory file has the words of `sought`, as it stands or as it is read."""
    read = "\n".join(map(unescaped, lines.split("\n")))
    return sought.stands_in(lines) or sought.stands_in(read)
