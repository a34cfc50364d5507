"""A memory as ten years would make it: 3,650 daily logs and 60,000 entries of plausible text."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from functools import cache
from pathlib import Path

from benchmarks.world import mem
from benchmarks.world import new_store

DAYS = 3_650
ENTRIES = 60_000
FACTS = 300  # what was kept of them
LAST = date(2026, 11, 20)
_OFTEN = {"task": 0.05, "more": 0.1, "tag": 0.4}
_SETTLED = 2.5  # seconds; the status of a younger file proves nothing, so it is not cached

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


@cache
def decade(place: Path) -> Path:
    """The home of such a memory: one `mem save` recorded it, its files are old, its cache warm."""
    home = new_store(place / "decade")
    root = home / "me"
    chance = random.Random(2026)
    (root / "memory").mkdir(exist_ok=True)
    (root / "MEMORY.md").write_text(_facts(chance), "utf-8")
    for path, text in _logs(root / "memory", chance):
        path.write_text(text, "utf-8")
    mem(home, "save")
    time.sleep(_SETTLED)
    mem(home, "save")
    return home


def _facts(chance: random.Random) -> str:
    parts = ["# Memory\n"]
    for number, section in enumerate(_SECTIONS):
        share = range(number, FACTS, len(_SECTIONS))
        items = "".join(f"- {_sentence(chance, each)}{_tag(chance)}\n" for each in share)
        parts.append(f"\n## {section}\n\n{items}")
    return "".join(parts)


def _logs(folder: Path, chance: random.Random) -> Iterator[tuple[Path, str]]:
    total = ENTRIES - FACTS
    for number in range(DAYS):
        day = LAST - timedelta(days=DAYS - 1 - number)
        share = range(total * number // DAYS, total * (number + 1) // DAYS)
        items = "".join(_logged(chance, FACTS + each) for each in share)
        yield folder / f"{day}.md", f"# {day}\n\n{items}"


def _logged(chance: random.Random, number: int) -> str:
    box = "[ ] " if chance.random() < _OFTEN["task"] else ""
    clock = f"{chance.randrange(7, 23)}:{chance.randrange(60):02} "
    more = "  Wrote it down in full later.\n" if chance.random() < _OFTEN["more"] else ""
    words = _sentence(chance, number)
    return f"- {box}{clock}{words}{'' if more else _tag(chance)}\n{more}"


def _sentence(chance: random.Random, number: int) -> str:
    who, did, what, why = (chance.choice(words) for words in (_WHO, _DID, _WHAT, _WHY))
    return f"{who[0].upper()}{who[1:]} {did} {what} {why}, note {number}."


def _tag(chance: random.Random) -> str:
    return f" #{chance.choice(_TAGS)}" if chance.random() < _OFTEN["tag"] else ""
