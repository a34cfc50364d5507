"""Tests of what a new memory is filled with."""

from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.core.document import Document
from memory_cli.core.errors import Failed
from memory_cli.store import templates
from memory_cli.store.templates import template


@pytest.mark.parametrize("name", ["SOUL.md", "MEMORY.md", "DAY.md"])
def test_a_template_explains_and_holds_no_entry(name: str) -> None:
    path = {"DAY.md": "memory/2026-11-20.md"}.get(name, name)
    document = Document(path, template(name).decode())
    assert document.entries == ()


def test_the_sections_of_a_new_memory_are_those_a_person_expects() -> None:
    soul, facts = (Document(name, template(name).decode()) for name in ("SOUL.md", "MEMORY.md"))
    assert soul.sections == ("Me", "How to talk to me", "Never")
    assert facts.sections == ("Preferences", "People", "Projects", "Health & food")


def test_what_is_local_is_not_for_git() -> None:
    assert template("gitignore") == b".mem/\n.mem-tmp-*\n"


def test_a_broken_installation_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "_folder", lambda: Path("/nowhere"))
    with pytest.raises(Failed) as failed:
        template("SOUL.md")
    assert (failed.value.message, failed.value.hint) == (
        "the template SOUL.md cannot be read at /nowhere/SOUL.md: No such file or directory",
        "install memory-cli again",
    )
