"""What is new between two texts, and what is left of one without its secrets."""

from __future__ import annotations

import random
import uuid
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha1
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.secrets import NewSecret
from memory_cli.core.secrets import new_secrets
from memory_cli.core.secrets import secrets
from memory_cli.core.secrets import without_secrets
from tests.support.keys import KEY
from tests.support.keys import OTHER_KEY
from tests.support.keys import PRIVATE_KEY
from tests.support.keys import WHAT

FOUND = f"- It is {KEY}.\n"
LINES = st.lists(st.sampled_from(["- Tea.", f"- {KEY}", f"  {OTHER_KEY}", "", "## Home", "\r"]))


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", FOUND, [(WHAT, 1)]),
        ("- a\n", f"- a\n{FOUND}", [(WHAT, 2)]),
        (FOUND, FOUND, []),
        (FOUND, "", []),
        (FOUND, f"- a\n\n{FOUND}- b\n", []),
        (FOUND, f"- ~~It is {KEY}.~~ #x\n", []),
        (FOUND, f"{FOUND}- And {OTHER_KEY}\n", [("a GitHub token", 2)]),
        (FOUND, FOUND.replace("\n", "\r\n"), []),
        ("", f"## {KEY}\n", [(WHAT, 1)]),
        ("", f"- a\n- b\n{PRIVATE_KEY}", [("a private key", 3)]),
        (PRIVATE_KEY, PRIVATE_KEY.replace("\n", "\r\n"), []),
        (PRIVATE_KEY.split("\n")[0] + "\n", PRIVATE_KEY, [("a private key", 1)]),
        (
            "- a\n",
            f"- x {KEY}\n- a\n- b\n- c\n- d\n- y {OTHER_KEY}",
            [(WHAT, 1), ("a GitHub token", 6)],
        ),
    ],
)
def test_a_secret_is_new_where_it_did_not_stand_in_any_line(
    before: str, after: str, found: list[tuple[str, int]]
) -> None:
    assert new_secrets(before, after) == tuple(NewSecret(*each) for each in found)


@given(LINES, LINES)
def test_whatever_is_new_is_found_and_nothing_else(old: list[str], new: list[str]) -> None:
    before, after = "\n".join(old), "\n".join(new)
    known = {before[each.start : each.end] for each in secrets(before)}
    wanted = [
        NewSecret(each.what, after.count("\n", 0, each.start) + 1)
        for each in secrets(after)
        if after[each.start : each.end] not in known
    ]
    assert list(new_secrets(before, after)) == wanted


@given(LINES)
def test_without_its_secrets_a_text_has_its_other_lines(lines: list[str]) -> None:
    whole = [f"{each}\n" for each in lines]
    kept, gone = without_secrets("".join(whole))
    assert kept == "".join(each for each in whole if not secrets(each))
    assert gone == sum(1 for each in lines if secrets(each))


def test_a_key_of_several_lines_is_left_out_whole() -> None:
    assert without_secrets(f"a\n  {PRIVATE_KEY}b\n") == ("a\nb\n", 4)
    assert without_secrets(f"a\n{KEY}") == ("a\n", 1)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"Authorization: Bearer {'q7RtZ0mXb4Lk9PwV'}", "a token in a header"),
        (f"curl -H 'authorization: token {'q7RtZ0mXb4Lk9PwV'}' x", "a token in a header"),
        (
            f'"Authorization" => "Basic {b64encode(b"sam:hunter22").decode()}"',
            "a password in a header",
        ),
        (f"Authorization: Basic {b64encode(b'sam:hunter2').decode()}", "a password in a header"),
    ],
)
def test_what_opens_a_door_in_a_header_is_found(text: str, what: str) -> None:
    assert [each.what for each in secrets(text)] == [what]


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer your-token-goes-here",
        "Authorization: Bearer $TOKEN_OF_THE_ENV_2",
        "Authorization: Bearer <your-access-token-1234>",
        "Authorization: Basic authentication is deprecated",
        "authorization: basic information we need",
        "The header is Authorization: Bearer, then a blank and the token.",
        "Authorization: token-based since 2024",
        "Reauthorization: Bearer q7RtZ0mXb4Lk9PwV",
    ],
)
def test_what_only_talks_of_a_header_is_none(text: str) -> None:
    assert secrets(text) == ()


def test_a_thousand_harmless_lines_hold_no_secret() -> None:
    numbers = random.Random(7)

    def some(kind: str, length: int) -> str:
        return "".join(numbers.choice(kind) for _ in range(length))

    letters = "abcdefghijklmnopqrstuvwxyz"
    made: dict[str, Callable[[], str]] = {
        "a UUID": lambda: str(uuid.UUID(int=numbers.getrandbits(128), version=4)),
        "a commit": lambda: sha1(some(letters, 9).encode(), usedforsecurity=False).hexdigest(),
        "a digest": lambda: f"sha256:{sha256(some(letters, 9).encode()).hexdigest()}",
        "base64": lambda: b64encode(some(letters, 30).encode()).decode(),
        "an ISBN": lambda: (
            f"978-{numbers.randrange(10)}-{some('0123456789', 4)}-{some('0123456789', 4)}-1"
        ),
        "a phone": lambda: f"+49 {some('0123456789', 3)} {some('0123456789', 8)}",
        "an IBAN": lambda: (
            f"DE{some('0123456789', 2)} "
            + " ".join(some("0123456789", 4) for _ in range(4))
            + f" {some('0123456789', 2)}"
        ),
        "a time": lambda: f"2026-11-{numbers.randrange(10, 29)}T09:14:{numbers.randrange(10, 60)}Z",
        "a URL": lambda: (
            f"https://example.org/{some(letters, 12)}/{some('0123456789', 9)}?id={some(letters, 9)}"
        ),
        "a word": lambda: "".join(some(letters, 8).title() for _ in range(4)),
    }
    lines = [
        f"- Wrote down {name} for Dana: {make()}."
        for name, make in made.items()
        for _ in range(100)
    ]
    assert [line for line in lines if secrets(line)] == []
