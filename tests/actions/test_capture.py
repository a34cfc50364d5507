from __future__ import annotations

import json
from datetime import date
from datetime import time
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.actions.capture import judged_logs
from memory_cli.actions.capture import said
from memory_cli.actions.capture import talk_of
from memory_cli.actions.capture import write_down
from memory_cli.actions.context import Wanted
from memory_cli.actions.context import context
from memory_cli.actions.forget import considered
from memory_cli.actions.forget import forget
from memory_cli.actions.log import log
from memory_cli.core.check import Rejected
from memory_cli.core.conversation import Message
from memory_cli.core.identity import entry_id
from memory_cli.core.plan import Log
from memory_cli.curator.curator import Talk
from memory_cli.store.store import Store
from tests.support.memories import DAY
from tests.support.memories import FACTS
from tests.support.memories import NOW
from tests.support.memories import TODAY
from tests.support.memories import author
from tests.support.memories import deeds
from tests.support.memories import files
from tests.support.memories import message
from tests.support.memories import read
from tests.support.memories import write

BEFORE = date(2026, 11, 18)
TOKEN = "ghp_" + "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0hJ3kL6"  # of the form of GitHub's, and nobody's
TEA = Log("Likes tea.", TODAY)


def lines(*messages: tuple[str, str]) -> str:
    return "".join(f"{json.dumps({'role': r, 'content': t})}\n" for r, t in messages)


def heard(text: str) -> list[tuple[str, str]]:
    return [(each.role, each.text) for each in talk_of(text, day=TODAY).messages]


# What is heard


def test_a_talk_is_who_said_what_on_which_day() -> None:
    text = lines(("user", "I like tea."), ("assistant", "Noted."))
    assert talk_of(text, day=BEFORE, tags=["food"], language="nl") == Talk(
        (Message("user", "I like tea."), Message("assistant", "Noted.")), BEFORE, ("food",), "nl"
    )


def test_plain_text_is_said_by_nobody_in_paragraphs() -> None:
    assert heard("I like tea.\n\n\nSam likes\ncats.\n") == [
        *(("", "I like tea."), ("", "Sam likes\ncats.")),
    ]


@pytest.mark.parametrize("text", ["", " \n\n ", lines(("user", ""), ("tool", "  "))])
def test_where_nothing_was_said_nothing_is_heard(text: str) -> None:
    assert heard(text) in ([], [("", text.strip())])


@pytest.mark.parametrize("form", ["md", "xml"])
def test_our_own_context_is_not_learned_again(store: Store, form: Literal["md", "xml"]) -> None:
    write(store, FACTS, "## Facts\n\n- Likes coffee.\n\n```python\nprint()\n```\n")
    recited = context(store, Wanted(form=form), now=NOW).text
    assert "Likes coffee." in recited
    plain = f"Look at this.\n\n{recited}\nI like tea.\n"
    assert "coffee" not in str(heard(plain))
    assert [text for _, text in heard(plain)] == ["Look at this.", "I like tea."]
    spoken = lines(("user", recited), ("user", f"{recited}\nI like tea."), ("assistant", "Noted."))
    assert heard(spoken) == [("user", "I like tea."), ("assistant", "Noted.")]
    cut_off = recited[: recited.index("coffee") + 3]
    assert heard(lines(("user", f"I like tea.\n\n{cut_off}"))) == [("user", "I like tea.")]


def test_our_own_hits_are_not_learned_again() -> None:
    hit = f"- Likes coffee. #food (MEMORY.md:3 {entry_id('Likes coffee.')[:8]})\n"
    assert heard(f"I asked:\n{hit}I like tea.\n") == [("", "I asked:\nI like tea.")]


@given(st.text(max_size=200))
def test_any_text_is_a_talk(text: str) -> None:
    talk = talk_of(text, day=TODAY)
    assert all(each.text == each.text.strip() and each.text for each in talk.messages)


# How it will read


@pytest.mark.parametrize(
    ("role", "text"),
    [
        *(("", "Likes tea."), ("user", "Likes tea."), ("Human", "Likes tea.")),
        *(("assistant", "Assistant: Likes tea."), ("dana", "Dana: Likes tea.")),
    ],
)
def test_what_another_said_begins_with_a_name(role: str, text: str) -> None:
    assert said([TEA._replace(role=role)]) == (TEA._replace(role=role, text=text),)


def test_every_entry_gets_the_tags_of_the_talk_once() -> None:
    tagged = TEA._replace(tags=("food", "x"))
    assert said([tagged], ["billing", "x"]) == (tagged._replace(tags=("food", "x", "billing")),)


# What may be written


def test_what_stands_there_was_forgotten_or_is_no_sentence_is_rejected(store: Store) -> None:
    log(store, ["Likes bread."], author=author())
    log(store, ["Likes cake."], author=author())
    gone = considered(store, [entry_id("Likes cake.")]).entries
    forget(store, gone, author=author())
    bread, cake, secret, twice = (
        TEA._replace(text=text)
        for text in ("Likes bread.", "Likes cake.", f"The token is {TOKEN}.", "Likes tea.")
    )
    accepted, rejected = judged_logs(store, [bread, TEA, cake, secret, twice])
    assert accepted == (TEA,)
    assert rejected == (
        Rejected(bread, "it stands in the log of 2026-11-20 already"),
        Rejected(cake, "it was forgotten"),
        Rejected(secret, "it holds a GitHub token"),
        Rejected(twice, "it stands in the log of 2026-11-20 already"),
    )


@pytest.mark.parametrize(
    "text", ["", "# A heading", "Two\nlines.", "x" * 501, "See you tomorrow.", "Tea. #pinned"]
)
def test_what_a_curator_may_not_write_is_rejected(store: Store, text: str) -> None:
    accepted, rejected = judged_logs(store, [TEA._replace(text=text)])
    assert (accepted, len(rejected)) == ((), 1)


def test_the_same_words_may_stand_in_the_log_of_another_day(store: Store) -> None:
    log(store, ["Likes tea."], author=author(), at=(BEFORE, None))
    assert judged_logs(store, [TEA])[0] == (TEA,)


# What is written


def test_what_is_written_down_is_one_commit_in_the_logs_of_its_days(store: Store) -> None:
    logs = [TEA._replace(tags=("food",)), Log("Likes bread.", BEFORE), Log("Likes cake.", TODAY)]
    done, rejected = write_down(store, logs, actor="rules", author=author(), at=time(8, 5, 59))
    assert read(store, DAY) == ("# 2026-11-20\n\n- 8:05 Likes tea. #food\n- 8:05 Likes cake.\n")
    assert read(store, f"memory/{BEFORE}.md") == "# 2026-11-18\n\n- 8:05 Likes bread.\n"
    ids = [entry_id(f"Likes {what}.") for what in ("bread", "tea", "cake")]
    assert message(store, done.commit) == (
        "capture: 3 log entries\n\nMem-Op: capture\nMem-Actor: rules\n"
        + "\n".join(f"Mem-Entry: {each}" for each in ids)
    )
    assert [entry.id for entry in done.entries] == ids
    assert (done.known, done.delayed, rejected) == ((), None, ())


def test_without_a_time_none_is_written(store: Store) -> None:
    write_down(store, [TEA], actor="agent", author=author("script"))
    assert read(store, DAY).endswith("\n- Likes tea.\n")
    assert deeds(store) == ["init cli", "capture agent"]


def test_what_is_there_meanwhile_is_not_written_twice(store: Store) -> None:
    accepted, _ = judged_logs(store, [TEA])
    log(store, ["Likes tea."], author=author())
    before = files(store)
    done, rejected = write_down(store, accepted, actor="rules", author=author())
    assert (done.commit, done.entries) == (None, ())
    assert rejected == (Rejected(TEA, "it stands in the log of 2026-11-20 already"),)
    assert files(store) == before


def test_what_was_forgotten_meanwhile_is_not_written(store: Store) -> None:
    log(store, ["Likes tea."], author=author(), at=(BEFORE, None))
    accepted, _ = judged_logs(store, [TEA])
    forget(store, considered(store, [entry_id("Likes tea.")]).entries, author=author())
    done, rejected = write_down(store, accepted, actor="rules", author=author())
    assert (done.commit, rejected) == (None, (Rejected(TEA, "it was forgotten"),))


def test_the_first_capture_begins_the_memory(store: Store) -> None:
    other = Store(store.root.parent, "other")
    assert judged_logs(other, [TEA]) == ((TEA,), ())
    write_down(other, [TEA], actor="rules", author=author())
    assert deeds(other) == ["init cli", "capture rules"]
