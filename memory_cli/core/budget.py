"""What a text costs a model to read: an estimate of its tokens, meant to err upwards."""

from __future__ import annotations

BUDGET = 2000
"""Tokens of a context when nobody says otherwise."""

_WHOLE = 20
"""Costs are whole twentieths of a token, so that they add up exactly."""

# Each cost holds from the byte it stands beside up to the next one.
_COSTS = (
    (0x00, 20),  # newline, tab, controls
    (0x20, 6),  # space
    (0x21, 20),  # punctuation and digits
    (0x41, 10),  # A-Z
    (0x5B, 20),
    (0x61, 6),  # a-z
    (0x7B, 20),
    (0x80, 0),  # all bytes of a character but its first
    (0xC2, 20),  # « ° §
    (0xC3, 12),  # Latin with accents
    (0xCB, 20),  # modifiers and combining accents
    (0xCE, 14),  # Greek
    (0xD0, 10),  # Cyrillic
    (0xD4, 14),  # Armenian, Hebrew, Arabic
    (0xDC, 20),  # Syriac, Thaana, N'Ko
    (0xE0, 20),  # the scripts of India, Thai, Lao, Tibetan
    (0xE1, 25),  # Ethiopic, Khmer; dashes, quotes, symbols; kana, han, hangul
    (0xF0, 60),  # emoji, historic scripts, rare han
)
_COST_OF_BYTE = b"".join(
    bytes([cost]) * (end - start)
    for (start, cost), (end, _) in zip(_COSTS, (*_COSTS[1:], (0x100, 0)), strict=True)
)


def tokens(text: str) -> int:
    """Return about how many tokens a current model makes of `text`, rather too many than too few.

    An estimate: vendors' tokenizers differ, most are not published, and none is worth loading for
    a budget. Every character has a fixed cost by the kind of character it is, which the first byte
    of its UTF-8 tells; costs are summed and rounded up. So joining texts never costs more than
    the texts did apart, and never less than either.

    Where the costs come from:

    * Latin prose, 0.3 a small letter or space, 1 a digit or mark: about 3.1 characters a token.
      OpenAI and Google publish about 4 for English, Anthropic 3.5 and, since Opus 4.7, up to 35 %
      more tokens; DeepSeek publishes 0.3 tokens a letter. Some read digits one by one.
    * Han, kana and hangul, 1.25: DeepSeek publishes 0.6 for Chinese; for Claude 1.65 times the
      tokens of the English original were measured, which is about 1.1.
    * Other scripts: between what thrifty tokenizers (o200k of OpenAI) and costly ones need.
    * Emoji, 3: few have a token of their own, the others fall apart into bytes.
    """
    return -(-sum(text.encode("utf-8", "surrogatepass").translate(_COST_OF_BYTE)) // _WHOLE)
