"""What lasts, as English says it: all rules of the language."""

from __future__ import annotations

from memory_cli.curator.lasting.english import choices
from memory_cli.curator.lasting.english import clipped
from memory_cli.curator.lasting.english import dates
from memory_cli.curator.lasting.english import habits
from memory_cli.curator.lasting.english import health
from memory_cli.curator.lasting.english import likes
from memory_cli.curator.lasting.english import orders
from memory_cli.curator.lasting.english import people
from memory_cli.curator.lasting.english import things
from memory_cli.curator.lasting.english import work

RULES = (
    *health.RULES,
    *people.RULES,
    *work.RULES,
    *likes.RULES,
    *habits.RULES,
    *things.RULES,
    *choices.RULES,
    *orders.RULES,
    *dates.RULES,
    *clipped.RULES,
)
