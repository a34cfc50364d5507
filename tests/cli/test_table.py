from __future__ import annotations

import inspect
import shlex
from importlib import import_module
from importlib.util import find_spec
from itertools import groupby
from typing import Any

import pytest

from memory_cli.cli import commands
from memory_cli.cli.main import main
from memory_cli.cli.table import SYNONYMS
from memory_cli.cli.table import VERBS
from memory_cli.cli.table import Verb

WRITTEN = [verb for verb in VERBS if find_spec(f"{commands.__name__}.{verb.module}")]


def function(verb: Verb) -> Any:
    return getattr(import_module(f"{commands.__name__}.{verb.module}"), verb.module)


def test_headings_stand_together_in_their_order() -> None:
    headings = [heading for heading, _ in groupby(verb.group for verb in VERBS)]
    order = ["Remember", "Recall", "Forget and control", "Curate", "Audit", "Tend"]
    assert headings == [heading for heading in order if heading in headings]


def test_verbs_have_names_of_their_own_and_synonyms_lead_to_them() -> None:
    names = [verb.name for verb in VERBS]
    assert len(names) == len(set(names))
    assert set(SYNONYMS.values()) <= set(names)
    assert not set(SYNONYMS) & set(names)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_a_summary_is_a_line_without_a_full_stop(verb: Verb) -> None:
    assert 10 <= len(verb.summary) <= 65
    assert not verb.summary.endswith(".")
    assert verb.summary[0].isupper()


@pytest.mark.parametrize("verb", WRITTEN, ids=lambda verb: verb.name)
def test_a_verbs_help_begins_with_its_summary(verb: Verb) -> None:
    assert str(inspect.getdoc(function(verb))).partition("\n")[0] == f"{verb.summary}."


@pytest.mark.parametrize("verb", WRITTEN, ids=lambda verb: verb.name)
def test_a_verb_shows_examples_of_itself_that_a_shell_understands(
    verb: Verb, capsys: pytest.CaptureFixture[str]
) -> None:
    examples = import_module(f"{commands.__name__}.{verb.module}").EXAMPLES.splitlines()
    assert [line for line in examples if f"mem {verb.name}" in line]
    for line in examples:
        words = line.partition("   ")[0]  # what follows after more space explains
        assert shlex.split(words) == shlex.split(words, comments=True)
    assert main([verb.name, "--help"]) == 0
    page = capsys.readouterr().out
    assert page.endswith("".join(("\nExamples:\n", *(f"  {line}\n" for line in examples))))


@pytest.mark.parametrize("verb", WRITTEN, ids=lambda verb: verb.name)
def test_a_verb_is_given_its_surroundings_first(verb: Verb) -> None:
    first, *_ = inspect.signature(function(verb)).parameters.values()
    assert (first.name, first.annotation) == ("ctx", "Context")
