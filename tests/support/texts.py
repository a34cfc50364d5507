"""Texts that are hard to get right: memory files, texts given to `add`, and what both are made of.

Strategies put together from what decides something in the format, beside wholly random texts.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from hypothesis import strategies as st

from memory_cli.core.document import Document
from memory_cli.core.draft import draft
from memory_cli.core.entry import Inherited
from memory_cli.core.errors import BadInput
from memory_cli.core.lines import BOM

FACTS = "MEMORY.md"
LOG = "memory/2026-11-20.md"
SOUL = "SOUL.md"

BULLETS = (
    *("- ", "- ", "- ", "* ", "+ ", "1. ", "2) ", " - ", "  * ", "   - ", "-\t", "-   "),
    *("-     ", "-", "-\n  "),
)
LEADS = (
    *("", "", "", "[ ] ", "[x] ", "9:14 ", "09:20 ", "[ ] 23:59 ", "0:00 [X] ", "[ ]"),
    *("10:30", "[ ]\n  "),
)
WORDS = (
    *("a", "b", "word", "Fixed #42", "two words", "a\n  b", "a  \n  b", "a\nb", "a\n\n  b"),
    *("#ui", "see #ui.", "(#ui)", "a #b c", "#会議", "(since Monday)", "(2026-11-18)"),
    *("~~a~~", "~~a b", "a~~", "~a", "a~", "~~~~", "~~a~~ b", "\\~~a~~", "a\\", "~~a\\~~"),
    *("\\", "\\\\~", "- a", "1. a", "# a", "> a", "\\- a", "1\\. a", "---", "===", "```"),
    *("~~~", "<!--", "<!-- a -->", "<\\!--", "<div>", "<pre>", "<b>", "| a | b |", "|---|"),
    *("a | b\n  --|--", "[a]: b", "[a", "a\n  - b\n  - c", "`a", "a\n  # b", "a\n\n      code"),
    *("a\n  ```\n  b\n  ```", "a\n  ```\n  b", "\u2028a", "a\u2028b", "a\x00b", "\u3000a"),
    *("a\n  10:30", "a\n  [ ] b", "a\n  #ui", "a\n  (since 2026-11-18)", "a\n  ===", "a\n==="),
    *("\udce9", "a\rb", "e\u0301", "é", "(until 2027-13-01)", "a\n  \u3000\n  b"),
)
TAILS = (
    *("", "", "", " #ui", " #work #private", "  #pinned", " (since 2026-11-18)", "\n  #ui", "."),
    *("\t(until 2027-03-01)", " #ui (2026-01-01..2026-02-01) #work", " #UI", " #a/b-c", " #a."),
    *(" (since 2026-11-18) (until 2027-03-01)", " #", " ##", " (since 2026-02-30)", " #ui,"),
)
OTHERS = (
    *("# 2026-11-20", "## Preferences", "## preferences #work", "### Sub #private", "# a ##"),
    *("#", "## #ui", "  ## Indented", "Title\n===", "Title #ui\n---", "  Title\n  ---", "---"),
    *("***", "```\na\n```", "~~~ x\n- a\n~~~", "```\nnever closed", "<!-- a -->", "<b>", "<?a"),
    *("<!--\n- a\n\n## b\n-->", "<!-- never closed", "<div>\na\n</div>", "<pre>\n\n- a", "<!A"),
    *("> a", "> a\nb", "> a\n>\n> b", "> [ ]\n> a", "> ~~a~~ #ui", ">\n> a", "> - a\n> - b"),
    *(">", "> ```\n> a", "| a | b |\n|---|---|\n| c | d |", "a | b\n--|--", "    code", "\tcode"),
    *("[a]: b", "  \u3000", "\u2028", "\x00", "paragraph", "  indented", "paragraph\nof two #ui"),
    *("9:14 paragraph", "[ ] paragraph", "~~paragraph~~", "- a\n  ```\n  b", "- # a\nb"),
    *("- ```\n  ```\nb", "<![CDATA["),
)
ENDS = ("\n", "\n", "\n", "\n\n", "\n\n", "\r\n", "\r\n\r\n", "\n \n", "\n\n\n", "\n\t\n", "")
HEADERS = (
    *("", "", "", "", "---\ntags: [ui]\n---\n", "---\r\na: b\r\n...\r\n\r\n"),
    *("---\nnever closed\n", "---\n"),
)


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """One of each of `parts`, one after the other."""
    return st.tuples(*parts).map("".join)


def one_of(*choices: tuple[str, ...]) -> st.SearchStrategy[str]:
    """A text made of one of each of `choices`."""
    return joined(*map(st.sampled_from, choices))


BYTES = st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF, categories=["Cs"])
characters = (
    st.characters(codec="utf-8") | BYTES | st.sampled_from("\r\n\t\x00\x0b\u2028\u3000\ufeff")
)
scribbles = st.text("-+*>#`~ \t\n1.)|:<!/a=_[x]\\\"'(){}?", max_size=40)

_items = one_of(BULLETS, LEADS, WORDS, TAILS)
_struck = one_of(BULLETS, LEADS, ("~~",), LEADS, WORDS, TAILS, ("~~",), TAILS)
_blocks = _items | _struck | st.sampled_from(OTHERS)
_bodies = st.lists(joined(_blocks, st.sampled_from(ENDS)), max_size=6).map("".join)
_written = joined(one_of(("", "", "", BOM), HEADERS), _bodies) | _bodies

files = _written | st.text(characters) | scribbles
tasks = one_of(BULLETS, ("[ ] ", "9:14 [ ] ", "[ ] 23:59 ", "[ ]\n  "), WORDS, TAILS, ENDS)


def documents(*paths: str) -> st.SearchStrategy[Document]:
    """A memory file at one of `paths`, or at any."""
    inherited = st.sampled_from([Inherited(), Inherited(("day",), private=True)])
    return st.builds(Document, st.sampled_from(paths or (FACTS, LOG, SOUL)), files, inherited)


_given_line = joined(
    st.sampled_from(["", "", "  ", "    ", "\t", "      "]),
    st.sampled_from([*BULLETS, *LEADS, "", "", "## ", "> "]),
    st.sampled_from([*WORDS, *OTHERS]),
    st.sampled_from(TAILS),
)
given_texts = (
    st.lists(_given_line, min_size=1, max_size=4).map("\n".join)
    | st.text(characters, min_size=1)
    | scribbles
)

days = st.dates(dt.date(1900, 1, 1)) | st.none()
tags = st.lists(st.sampled_from(["ui", "work", "private", "会議", "a/b"]), max_size=2)
times = st.builds(dt.time, st.integers(0, 23), st.integers(0, 59))


def _is_accepted(text: str) -> bool:
    with suppress(BadInput):
        return bool(draft(text))
    return False


_drafts = given_texts.filter(_is_accepted).map(draft)
drafts = _drafts | st.builds(
    lambda made, tags, since, until, task: made.annotated(
        tags=tags, since=since, until=until, task=task
    ),
    *(_drafts, tags, days, days, st.sampled_from([None, "open", "done"])),
)
