"""What lasts, as English says it: all rules of the language."""

from __future__ import annotations

from memory_cli.curator import english_choices
from memory_cli.curator import english_dates
from memory_cli.curator import english_habits
from memory_cli.curator import english_health
from memory_cli.curator import english_likes
from memory_cli.curator import english_orders
from memory_cli.curator import english_people
from memory_cli.curator import english_things
from memory_cli.curator import english_work

RULES = (
    *english_health.RULES,
    *english_people.RULES,
    *english_work.RULES,
    *english_likes.RULES,
    *english_habits.RULES,
    *english_things.RULES,
    *english_choices.RULES,
    *english_orders.RULES,
    *english_dates.RULES,
)
