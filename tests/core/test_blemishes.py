from __future__ import annotations

import pytest

from memory_cli.core.blemishes import Blemish
from memory_cli.core.blemishes import not_utf8
from memory_cli.core.blemishes import secret_lines
from memory_cli.core.blemishes import unseen

KEY = "AKIA" + "IOSFODNN7" + "EXAMPL2"


def test_bytes_that_are_no_utf8_are_counted_by_their_line() -> None:
    text = b"- caf\xe9\n- fine\n- \xff\xfe bad\n".decode("utf-8", "surrogateescape")
    what = "bytes that are no UTF-8"
    assert not_utf8(text) == (Blemish(1, what), Blemish(3, what, 2))
    assert unseen(text) == ()


def test_characters_nobody_sees_are_counted_by_their_line() -> None:
    text = "- fine\n- tur\u202ened\u200b\n"
    assert unseen(text) == (Blemish(2, "hidden characters", 2),)
    assert not_utf8(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- ordinary\n\twith a tab\n",
        "\ufeff- a byte order mark at the beginning\n",
        "- lines\r\n- of Windows\r\n",
        "- 👩‍👩‍👧 and நமஸ்தே and می‌خواهم\n",
    ],
)
def test_what_a_text_may_well_hold_is_no_blemish(text: str) -> None:
    assert unseen(text) == not_utf8(text) == secret_lines(text) == ()


def test_a_byte_order_mark_elsewhere_is_hidden() -> None:
    assert unseen("- a\n\ufeff- b\n") == (Blemish(2, "hidden characters"),)


def test_a_secret_is_told_by_its_line_and_kind_and_never_itself() -> None:
    found = secret_lines(f"- fine\n\n- key {KEY}\n- password: hunter2zz!9\n")
    assert found == (Blemish(3, "an AWS access key"), Blemish(4, "a password"))
    assert KEY not in repr(found)
