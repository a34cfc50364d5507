"""What lasts, as German says it: all rules of the language."""

from __future__ import annotations

from memory_cli.curator.lasting.german import choices
from memory_cli.curator.lasting.german import clipped
from memory_cli.curator.lasting.german import habits
from memory_cli.curator.lasting.german import people

RULES = (
    *people.RULES,
    *clipped.RULES,
    *habits.RULES,
    *choices.RULES,
)
