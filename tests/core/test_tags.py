from __future__ import annotations

import pytest

from memory_cli.core.tags import as_tag


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Food & Drink", "food-drink"),
        ("personal_details", "personal_details"),
        ("#home", "home"),
        ("kitchen/bread", "kitchen/bread"),
        ("C++", "c"),
        ("42", None),
        ("", None),
        ("日本", "日本"),
    ],
)
def test_a_name_becomes_a_tag_if_it_begins_with_a_letter(name: str, tag: str | None) -> None:
    assert as_tag(name) == tag
