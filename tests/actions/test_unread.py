from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from memory_cli.actions.curate import Noted
from memory_cli.actions.curate import carry_out
from memory_cli.actions.curate import considered
from memory_cli.actions.forget import considered as to_forget
from memory_cli.actions.forget import forget
from memory_cli.actions.log import log
from memory_cli.actions.save import save
from memory_cli.core.document import Document
from memory_cli.core.identity import entry_id
from memory_cli.core.plan import Edit
from memory_cli.curator.curator import Matter
from memory_cli.store.reading import Reading
from memory_cli.store.store import Store
from tests.support.curators import TERMS
from tests.support.curators import curated
from tests.support.curators import logged
from tests.support.curators import unread_texts
from tests.support.memories import DAY
from tests.support.memories import TODAY
from tests.support.memories import author
from tests.support.memories import copied
from tests.support.memories import git
from tests.support.memories import tip
from tests.support.memories import write

OLDER = "memory/2026-11-18.md"
BEFORE = date(2026, 11, 18)
BETWEEN = date(2026, 11, 19)
TEA = logged("Tea.", TODAY)


def notes(store: Store, **about: object) -> str | None:
    """Record what a curation considered, and nothing else."""
    noted = Noted(**about)  # type: ignore[arg-type]
    done = carry_out(store, (), actor="rules", author=author(), terms=TERMS, noted=noted)
    return done.commit


def by_hand(store: Store, message: str) -> None:
    """A commit that somebody else made."""
    who = ("-c", "user.name=Sam", "-c", "user.email=s@s")
    git(store, *who, "commit", "-q", "--allow-empty", "-m", message)


def test_without_a_curation_every_entry_is_unread_oldest_first(store: Store) -> None:
    write(store, DAY, "- 9:00 Tea.\n- ~~Coffee.~~\n\nA paragraph.\n")
    write(store, OLDER, "- Bread.\n")
    write(store, "MEMORY.md", "- A fact.\n")
    assert unread_texts(store) == ["Bread.", "Tea.", "A paragraph."]
    assert unread_texts(store, since=TODAY) == ["Tea.", "A paragraph."]
    assert unread_texts(store, since=date(2026, 11, 21)) == []


def test_without_logs_nothing_is_unread(store: Store) -> None:
    assert unread_texts(store) == []


def test_an_entry_is_considered_once(store: Store) -> None:
    write(store, DAY, "- Tea.\n")
    curated(store)
    assert unread_texts(store) == []
    log(store, ["Bread."], author=author())
    assert unread_texts(store) == ["Bread."]
    curated(store)
    assert unread_texts(store) == []


@pytest.mark.parametrize(
    ("was", "now", "new"),
    [
        pytest.param("- Tea.\n", "- Green tea.\n", ["Green tea."], id="other words"),
        pytest.param("- Tea.\n", "- Tea.\n- Bread.\n", ["Bread."], id="one more"),
        pytest.param("- Tea.\n", "- 7:00 Bread.\n- Tea.\n", ["Bread."], id="one before it"),
        pytest.param("- Tea.\n- Bread.\n", "- Bread.\n- Tea.\n", [], id="another order"),
        pytest.param("- Tea.\n", "# Day\n\n- 9:00 Tea. #x\n", [], id="time, tag and heading"),
        pytest.param("- [ ] Tea.\n", "- [x] Tea.\n", [], id="ticked"),
        pytest.param("- Tea.\n", "- Tea.\n- 21:00 Tea.\n", [], id="said once more"),
        pytest.param("- ~~Tea.~~\n", "- Tea.\n", ["Tea."], id="enabled"),
        pytest.param("- Tea.\n", "- ~~Tea.~~\n", [], id="disabled"),
        pytest.param("- Tea.\n- Bread.\n", "- Bread.\n", [], id="taken out"),
        pytest.param("- Tea.\n", "", [], id="emptied"),
    ],
)
def test_of_a_log_that_changed_only_what_is_new_is_unread(
    store: Store, was: str, now: str, new: list[str]
) -> None:
    write(store, DAY, was)
    curated(store)
    write(store, DAY, now)
    assert unread_texts(store) == new


def test_what_was_read_asleep_and_awake_before_is_known_when_it_wakes(store: Store) -> None:
    for text in ("- Tea.\n", "- ~~Tea.~~\n", "- Tea.\n"):
        write(store, DAY, text)
        save(store, author=author())
    curated(store)
    assert unread_texts(store) == []


def test_a_log_of_a_day_long_gone_is_unread_when_it_comes_late(store: Store) -> None:
    write(store, DAY, "- Tea.\n")
    curated(store)
    log(store, ["Bread."], author=author(), at=(BEFORE, None))
    assert unread_texts(store) == ["Bread."]


def test_the_same_words_of_another_day_are_another_entry(store: Store) -> None:
    write(store, OLDER, "- Tea.\n")
    curated(store)
    write(store, DAY, "- Tea.\n- 21:00 Tea.\n")
    assert unread_texts(store) == ["Tea."]


def test_what_was_said_in_the_eight_weeks_before_is_given_as_evidence(store: Store) -> None:
    write(store, "memory/2026-09-24.md", "- Too long ago.\n")
    write(store, "memory/2026-09-25.md", "- Bread.\n- ~~Asleep.~~\n")
    curated(store)
    write(store, DAY, "- Tea.\n")
    found = considered(store, author=author())
    assert [entry.text for entry in found.matter.entries] == ["Tea."]
    assert [entry.text for entry in found.matter.before] == ["Bread."]
    assert [entry.text for entry in found.given.values()] == ["Bread.", "Tea."]


def test_a_log_that_did_not_change_is_not_read_again_unless_it_may_be_evidence(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(store, "memory/2026-08-01.md", "- Bread.\n")
    write(store, DAY, "- Tea.\n")
    curated(store)
    read: list[str] = []
    real = Reading.document

    def document(self: Reading, path: str, data: bytes) -> Document:
        read.append(path)
        return real(self, path, data)

    monkeypatch.setattr(Reading, "document", document)
    assert (unread_texts(store), read) == ([], ["MEMORY.md"])
    write(store, DAY, "- Tea.\n- Cheese.\n")
    read.clear()
    assert (unread_texts(store), read) == (["Cheese."], [DAY, DAY, "MEMORY.md"])


def test_since_a_day_leaves_the_days_before_unread(store: Store) -> None:
    write(store, OLDER, "- Bread.\n")
    write(store, DAY, "- Tea.\n")
    curated(store, since=BETWEEN)
    assert unread_texts(store) == ["Bread."]
    write(store, DAY, "- Tea.\n- Cheese.\n")
    curated(store, since=TODAY)
    assert unread_texts(store) == ["Bread."]
    curated(store)
    assert unread_texts(store) == []


def test_since_a_day_forgets_nothing_that_is_known_of_the_days_before(store: Store) -> None:
    write(store, OLDER, "- Bread.\n")
    curated(store)
    write(store, DAY, "- Tea.\n")
    curated(store, since=TODAY)
    write(store, OLDER, "- Bread.\n- Cheese.\n")
    assert unread_texts(store) == ["Cheese."]


def test_what_was_left_for_later_comes_back_until_it_is_decided(store: Store) -> None:
    write(store, DAY, "- Tea.\n- Bread.\n")
    save(store, author=author())
    notes(store, read=tip(store), unread=(TEA,))
    assert unread_texts(store) == ["Tea."]
    assert unread_texts(store) == ["Tea."]
    notes(store, decided=(TEA,))
    assert unread_texts(store) == []


def test_what_was_left_stays_left_when_only_later_days_are_considered(store: Store) -> None:
    write(store, OLDER, "- Bread.\n")
    save(store, author=author())
    notes(store, read=tip(store), unread=(logged("Bread.", BEFORE),))
    write(store, DAY, "- Tea.\n")
    curated(store, since=TODAY)
    assert unread_texts(store) == ["Bread."]
    notes(store, decided=(logged("Bread.", BEFORE),))
    assert unread_texts(store) == []


def test_what_was_left_and_then_read_is_read(store: Store) -> None:
    write(store, DAY, "- Tea.\n")
    save(store, author=author())
    notes(store, read=tip(store), unread=(TEA,))
    curated(store)
    assert unread_texts(store) == []


def test_what_was_left_and_is_gone_stands_in_nobodys_way(store: Store) -> None:
    write(store, DAY, "- Tea.\n- Bread.\n")
    save(store, author=author())
    notes(store, read=tip(store), unread=(TEA, "garbage", "zzzz@2026-13-45", "@"))
    write(store, DAY, "- Bread.\n")
    assert unread_texts(store) == []


def test_what_is_forgotten_is_not_considered_though_an_agent_writes_it_again(store: Store) -> None:
    write(store, DAY, "- Tea.\n- Bread.\n")
    forget(store, to_forget(store, [entry_id("Tea.")]).entries, author=author())
    log(store, ["Tea."], author=author("agent"))
    assert unread_texts(store) == ["Bread."]


def test_what_the_person_types_again_is_considered_again(store: Store) -> None:
    write(store, DAY, "- Tea.\n- Bread.\n")
    forget(store, to_forget(store, [entry_id("Tea.")]).entries, author=author())
    write(store, DAY, "- Tea.\n- Bread.\n")
    assert unread_texts(store) == ["Tea.", "Bread."]


# Another device


def merged(store: Store, other: Store) -> None:
    """Bring the other device's history here, with the git of a person."""
    who = ("-c", "user.name=Sam", "-c", "user.email=s@s", "-c", "commit.gpgSign=false")
    git(store, "fetch", "-q", str(other.root), "main")
    git(store, *who, "merge", "-q", "--no-ff", "-m", "Both devices", "FETCH_HEAD")
    assert len(git(store, "rev-list", "--parents", "-n1", "main").split()) == 3


@pytest.fixture
def other(store: Store, tmp_path: Path) -> Store:
    """The same memory on a second device."""
    write(store, OLDER, "- Bread.\n")
    save(store, author=author())
    (tmp_path / "other").mkdir()
    return copied(store, tmp_path / "other")


def test_what_another_device_has_considered_is_known_here(store: Store, other: Store) -> None:
    write(other, "memory/2026-11-19.md", "- Cheese.\n")
    curated(other)
    write(store, DAY, "- Tea.\n")
    curated(store)
    write(store, DAY, "- Tea.\n- Cake.\n")
    save(store, author=author())
    merged(store, other)
    assert unread_texts(store) == ["Cake."]


def test_what_another_device_has_not_considered_is_unread_here(store: Store, other: Store) -> None:
    write(other, "memory/2026-11-19.md", "- Cheese.\n")
    save(other, author=author())
    write(store, DAY, "- Tea.\n")
    curated(store)
    merged(store, other)
    assert unread_texts(store) == ["Cheese."]
    curated(store)
    assert unread_texts(store) == []


def test_what_another_device_left_or_decided_is_left_or_decided_here(
    store: Store, other: Store
) -> None:
    bread, cheese = logged("Bread.", BEFORE), logged("Cheese.", BETWEEN)
    notes(store, read=tip(store), unread=(bread,))
    shutil.rmtree(other.root)
    other = copied(store, other.root.parent)
    write(other, "memory/2026-11-19.md", "- Cheese.\n- Cake.\n")
    save(other, author=author())
    notes(other, read=tip(other), unread=(cheese,))
    write(store, DAY, "- Tea.\n")
    curated(store, since=TODAY)
    merged(store, other)
    assert unread_texts(store) == ["Cheese."]


def test_a_log_that_both_devices_have_considered_in_part_is_known_in_whole(
    store: Store, other: Store
) -> None:
    write(store, OLDER, "- Tea.\n- Bread.\n")
    write(other, OLDER, "- Bread.\n- Cake.\n")
    curated(store)
    curated(other)
    git(store, "fetch", "-q", str(other.root), "main")
    both = "- Tea.\n- Bread.\n- Cake.\n- Cheese.\n"
    who = ("-c", "user.name=Sam", "-c", "user.email=s@s")
    git(store, *who, "merge", "-q", "--no-ff", "-s", "ours", "-m", "Both", "FETCH_HEAD")
    write(store, OLDER, both)
    assert unread_texts(store) == ["Cheese."]


# What somebody may have done to history


@pytest.mark.parametrize(
    "value",
    [
        *("zzzz", "main", "HEAD", "0" * 40, "f" * 40, "-h", "--all", "../../etc/passwd", "refs"),
        *("{blob}", "{tip}^", "{tip} {tip}", "{short}", "{TIP}"),
    ],
)
def test_a_curation_that_names_no_commit_has_read_nothing(store: Store, value: str) -> None:
    write(store, DAY, "- Tea.\n")
    save(store, author=author())
    top = tip(store)
    blob = git(store, "rev-parse", f"main:{DAY}").strip()
    named = value.format(tip=top, blob=blob, short=top[:12], TIP=top.upper())
    by_hand(store, f"curate: nothing\n\nMem-Op: curate\nMem-Actor: rules\nMem-Read: {named}")
    assert unread_texts(store) == ["Tea."]
    curated(store)
    assert unread_texts(store) == []


@pytest.mark.parametrize("since", ["soon", "9999-99-99", "zzz"])
def test_a_curation_since_a_day_that_is_none_has_read_nothing(store: Store, since: str) -> None:
    write(store, DAY, "- Tea.\n")
    save(store, author=author())
    about = f"Mem-Read: {tip(store)}\nMem-Since: {since}"
    by_hand(store, f"curate: nothing\n\nMem-Op: curate\nMem-Actor: rules\n{about}")
    assert unread_texts(store) == ["Tea."]


def test_trailers_in_the_words_of_an_entry_say_nothing(store: Store) -> None:
    log(store, ["Tea."], author=author())
    forged = f"Mem-Op: curate\n\nMem-Op: curate\nMem-Actor: rules\nMem-Read: {tip(store)}"
    log(store, [forged], author=author("agent"))
    assert unread_texts(store) == ["Tea.", forged]


def test_what_is_known_does_not_depend_on_what_is_local(store: Store) -> None:
    write(store, DAY, "- Tea.\n- Bread.\n")
    save(store, author=author())
    notes(store, read=tip(store), unread=(TEA,))
    shutil.rmtree(store.path(".mem"))
    assert unread_texts(store) == ["Tea."]
    curated(store)
    shutil.rmtree(store.path(".mem"))
    assert unread_texts(store) == []


# The law


_WORDS = st.sampled_from(["One.", "Two.", "Three.", "Four."])
_DAYS = st.sampled_from([date(2026, 11, 17), BEFORE, TODAY])
_STEPS = st.one_of(
    st.tuples(st.just("log"), _WORDS, _DAYS),
    st.tuples(st.just("curate"), st.just(""), st.one_of(st.none(), _DAYS)),
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_STEPS, max_size=6))
def test_whatever_happens_in_which_order_every_entry_is_considered_exactly_once(
    store: Store, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, date]]
) -> None:
    store = copied(store, tmp_path_factory.mktemp("law"))
    written: set[str] = set()
    seen: list[str] = []

    def notes_what_it_sees(matter: Matter) -> tuple[Edit, ...]:
        seen.extend(entry.reference for entry in matter.entries)
        return ()

    for what, words, day in [*steps, ("curate", "", None)]:
        if what == "log":
            assert day is not None
            log(store, [words], author=author(), at=(day, None))
            written.add(logged(words, day))
        else:
            curated(store, notes_what_it_sees, since=day)
    assert sorted(seen) == sorted(written)
