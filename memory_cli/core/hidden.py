"""The two rules about characters nobody sees: `clean` on the way in, `visible` on the way out.

Unseen, they smuggle orders past the person who approves a text (tags, zero width), turn its words
around (bidi controls) or command the terminal that prints it (escape sequences).
"""

from __future__ import annotations

import re

# Parts of character classes. The expressions below are compiled when a text needs them: a line of
# ordinary words is told by `isprintable`, which knows no unseen character and no newline.
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
_FORMATS = (
    r"\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
_JOINERS = r"\u200c\u200d"
_NOT_BYTES = r"\ud800-\udc7f\udd00-\udfff"  # surrogates that no file can hold
_SURROGATES = r"\ud800-\udfff"

_UNCLEAN = f"[{_CONTROLS}{_FORMATS}{_NOT_BYTES}]"
_UNSEEN = f"[{_CONTROLS}{_FORMATS}{_JOINERS}{_SURROGATES}]"
_BREAKS = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")

# Scripts that spell with joiners: Arabic and its kin, those of India, Myanmar, Khmer, Mongolian.
_SCRIPTS = (
    r"[\u0620-\u0dff\u1000-\u109f\u1780-\u18af\u1b00-\u1bff\ua800-\uabff"
    r"\ufb50-\ufdff\ufe70-\ufefc\U00011000-\U00011fff]"
)
_EMOJI = r"\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_AT_WORK = (
    rf"(?<={_SCRIPTS})[{_JOINERS}]|[{_JOINERS}](?={_SCRIPTS})"
    rf"|(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])"
)


def clean(text: str) -> str:
    r"""Return `text` as mem writes it: lines end in `\n`, and nothing unseen remains.

    Other separators of lines become a space; controls but tab, bidi controls, zero width
    characters, tags and byte order marks go. Joiners stay, because scripts and emoji are spelled
    with them, and so do bytes that are no UTF-8 (U+DC80 to U+DCFF); a surrogate that no file can
    hold becomes U+FFFD.
    """
    if text.isprintable():
        return text
    return re.sub(_UNCLEAN, _cleaned, text.replace("\r\n", "\n").replace("\r", "\n"))


def visible(text: str) -> str:
    r"""Return `text` fit for any output: what nobody would see stands there as `\x1b`, `\u{202e}`.

    Newlines and tabs stay, and joiners where they are at work: beside a letter of a script that
    spells with them, or between two emoji. Surrogates become U+FFFD, so that the result can
    always be encoded.
    """
    return text if text.isprintable() else re.sub(_UNSEEN, _shown, text)


def hidden(text: str) -> tuple[tuple[int, str], ...]:
    """Return the position and character of everything in `text` that `visible` would change."""
    found = () if text.isprintable() else re.finditer(_UNSEEN, text)
    return tuple((match.start(), match[0]) for match in found if _shown(match) != match[0])


def _cleaned(match: re.Match[str]) -> str:
    char = match[0]
    if char in _BREAKS:
        return " "
    return "\ufffd" if _is_surrogate(char) else ""


def _shown(match: re.Match[str]) -> str:
    char = match[0]
    if _is_surrogate(char):
        return "\ufffd"
    if char in "\u200c\u200d" and re.compile(_AT_WORK).match(match.string, match.start()):
        return char
    return f"\\x{ord(char):02x}" if char <= "\xff" else f"\\u{{{ord(char):x}}}"


def _is_surrogate(char: str) -> bool:
    return "\ud800" <= char <= "\udfff"
