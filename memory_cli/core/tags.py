"""Names that other programs give to groups of things, as tags of ours."""

from __future__ import annotations

import re

from memory_cli.core.annotation import checked_tag


def as_tag(name: str) -> str | None:
    """`name` as a tag, with `-` for spaces and the like; None when it does not begin a word.

    `Food & Drink` becomes `food-drink`, `personal_details` stays.
    """
    return checked_tag(re.sub(r"[^\w/.-]+", "-", name.strip().removeprefix("#")).strip("-./_"))
