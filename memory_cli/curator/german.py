"""What lasts, as German says it: all rules of the language."""

from __future__ import annotations

from memory_cli.curator import german_choices
from memory_cli.curator import german_habits
from memory_cli.curator import german_people

RULES = (
    *german_people.RULES,
    *german_habits.RULES,
    *german_choices.RULES,
)
