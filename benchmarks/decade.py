"""Memories as years would make them: daily logs and facts of plausible text, all of it recorded."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.world import mem
from benchmarks.world import new_store


class Size(NamedTuple):
    """How much somebody wrote."""

    days: int
    entries: int
    facts: int  # of the entries


Sentence = Callable[[random.Random, int], str]
"""Makes the words of the entry with that number."""

TEN_YEARS = Size(3_650, 60_000, 300)
LAST = date(2026, 11, 20)
SETTLED = 2.5  # seconds; the status of a younger file proves nothing, so it is not cached
_OFTEN = {"task": 0.05, "more": 0.1, "tag": 0.4}

_WHO = "Dana,Marek,the landlord,Grandma,the billing team,Aisha,Dr. Okafor,Tom,the bank".split(",")
_DID = "called about,agreed to,asked for,moved,finished,cancelled,sent,put off,paid for".split(",")
_WHAT = (
    "the lease,the cost table,a new passport,the launch,the roof,dinner,the Terraform plan,"
    "the dentist,an invoice,the migration,train tickets,the garden,the flu shot,the release notes"
).split(",")
_WHY = (
    "before the end of the month,because the old one broke,as agreed,after two reminders,"
    "which took longer than planned,for the whole family,again,without a reason"
).split(",")
_TAGS = "billing,home,health,travel,family,work,infra,garden".split(",")
_SECTIONS = "Preferences,People,Projects,Health & food,Home,Travel".split(",")


def sentence(chance: random.Random, number: int) -> str:
    """Who did what and why, and the number, so that no two are the same."""
    who, did, what, why = (chance.choice(words) for words in (_WHO, _DID, _WHAT, _WHY))
    return f"{who[0].upper()}{who[1:]} {did} {what} {why}, note {number}."


@cache
def decade(place: Path) -> Path:
    """The home of ten years: one `mem save` recorded them, their cache is warm."""
    home = written(place / "decade", TEN_YEARS, sentence)
    time.sleep(SETTLED)
    mem(home, "save")
    return home


def written(home: Path, size: Size, say: Sentence) -> Path:
    """A memory in `home` with as much in it: one `mem save` recorded all, just now."""
    root = new_store(home) / "me"
    chance = random.Random(2026)
    (root / "memory").mkdir(exist_ok=True)
    (root / "MEMORY.md").write_text(_facts(chance, size, say), "utf-8")
    for path, text in _logs(root / "memory", chance, size, say):
        path.write_text(text, "utf-8")
    mem(home, "save")
    return home


def _facts(chance: random.Random, size: Size, say: Sentence) -> str:
    parts = ["# Memory\n"]
    for number, section in enumerate(_SECTIONS):
        share = range(number, size.facts, len(_SECTIONS))
        items = "".join(f"- {say(chance, each)}{_tag(chance)}\n" for each in share)
        parts.append(f"\n## {section}\n\n{items}")
    return "".join(parts)


def _logs(
    folder: Path, chance: random.Random, size: Size, say: Sentence
) -> Iterator[tuple[Path, str]]:
    total = size.entries - size.facts
    for number in range(size.days):
        day = LAST - timedelta(days=size.days - 1 - number)
        share = range(total * number // size.days, total * (number + 1) // size.days)
        items = "".join(_logged(chance, say(chance, size.facts + each)) for each in share)
        yield folder / f"{day}.md", f"# {day}\n\n{items}"


def _logged(chance: random.Random, words: str) -> str:
    box = "[ ] " if chance.random() < _OFTEN["task"] else ""
    clock = f"{chance.randrange(7, 23)}:{chance.randrange(60):02} "
    more = "  Wrote it down in full later.\n" if chance.random() < _OFTEN["more"] else ""
    return f"- {box}{clock}{words}{'' if more else _tag(chance)}\n{more}"


def _tag(chance: random.Random) -> str:
    return f" #{chance.choice(_TAGS)}" if chance.random() < _OFTEN["tag"] else ""
