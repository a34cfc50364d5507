from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.core.plan import Revise
from memory_cli.curator.lasting.subject import contradicts
from memory_cli.curator.lasting.subject import subject
from tests.support.curating import known
from tests.support.curating import logged
from tests.support.curating import practice
from tests.support.curating import proposed

HERE = Path(__file__).parent
REPLACED = [tuple(line.split(" → ")) for line in practice(HERE / "replaced.md")]
BESIDE = [tuple(line.split(" → ")) for line in practice(HERE / "beside.md")]


@pytest.mark.parametrize(("fact", "line"), REPLACED)
def test_another_value_of_the_same_replaces_the_fact(fact: str, line: str) -> None:
    facts = known(fact)
    (entry,) = logged(line)

    (edit,) = proposed(entry, facts=facts)

    assert isinstance(edit, Revise)
    assert (edit.fact, edit.was, edit.text) == (facts.entries[0].id, fact, line)
    assert (edit.because, edit.section, edit.tags) == ((entry.reference,), None, ())


@pytest.mark.parametrize(("fact", "line"), BESIDE)
def test_two_subjects_stand_beside_each_other(fact: str, line: str) -> None:
    edits = proposed(*logged(line), facts=known(fact))

    assert not any(isinstance(edit, Revise) for edit in edits)
    assert not contradicts(line, fact)


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("I live in Utrecht with Sam.", "home:i", "utrecht"),
        ("Dana moved to Rome", "home:dana", "rome"),
        ("Launch is on 3 December.", "number:i:launch:", "12-03"),
        ("Start verschoben auf 2026-12-10", "number:i:start:", "2026-12-10"),
        ("The standup is at 9:30.", "number:i:standup:", "9:30"),
        ("Jana's favourite colour is blue", "favourite:jana:colour", "blue"),
    ],
)
def test_a_key_names_whose_value_it_is(text: str, key: str, value: str) -> None:
    assert dict(subject(text).holds)[key] == value


@pytest.mark.parametrize(
    "text", ["Long day.", "The API is slow", "My sister is a nurse", "", "→ ☕", "I am so tired"]
)
def test_what_does_not_read_plainly_is_about_nothing(text: str) -> None:
    assert subject(text).ends == ()


@pytest.mark.parametrize(("fact", "line"), REPLACED)
def test_nothing_replaces_itself(fact: str, line: str) -> None:
    assert not contradicts(fact, fact)
    assert not contradicts(line, line)


def test_the_same_day_in_other_words_is_the_same() -> None:
    assert not contradicts("Launch moved to 2026-12-03", "Launch is on 3 December")
    assert not contradicts("Launch moved to December 3rd", "Launch is on 3 December")
    assert contradicts("Launch moved to 4 December", "Launch is on 3 December")
