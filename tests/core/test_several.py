from __future__ import annotations

import pytest

from memory_cli.core.several import several


@pytest.mark.parametrize(
    ("names", "told"),
    [([], ""), (["a"], "a"), (["a", "b"], "a, b"), (list("abcde"), "a, b and 3 more")],
)
def test_the_first_are_named_and_the_others_counted(names: list[str], told: str) -> None:
    assert several(names, 2) == told
