from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import timedelta
from datetime import timezone

import pytest

from memory_cli.core.operation import MOST_IDS
from memory_cli.core.operation import Operation
from memory_cli.core.operation import counted
from memory_cli.core.operation import operation
from memory_cli.core.operation import parse_message

AT = 1_795_219_200
ID = "k3f9a2bcq81mzx04"
OTHER = "4btnxw0b26dtsf5s"


def test_a_message_is_counts_and_ids() -> None:
    assert Operation("add", "cli", AT, "1 fact", (ID,)).message == (
        "add: 1 fact\n\nMem-Op: add\nMem-Actor: cli\nMem-Entry: k3f9a2bcq81mzx04\n"
    )


def test_a_message_names_evidence_what_was_replaced_and_what_was_undone() -> None:
    made = Operation(
        *("curate", "claude:some-model", AT, "1 fact", (ID,)),
        sources=(f"{OTHER}@2026-11-18", f"{OTHER}@2026-11-19"),
        rests=((ID, f"{OTHER}@2026-11-18"), (ID, f"{OTHER}@2026-11-19")),
        replaces=(OTHER,),
        undoes="0123456789abcdef0123456789abcdef01234567",
    )

    assert made.message == (
        "curate: 1 fact\n"
        "\n"
        "Mem-Op: curate\n"
        "Mem-Actor: claude:some-model\n"
        "Mem-Entry: k3f9a2bcq81mzx04\n"
        "Mem-Source: 4btnxw0b26dtsf5s@2026-11-18\n"
        "Mem-Source: 4btnxw0b26dtsf5s@2026-11-19\n"
        "Mem-Replaces: 4btnxw0b26dtsf5s\n"
        "Mem-Undoes: 0123456789abcdef0123456789abcdef01234567\n"
    )
    assert parse_message(made.message, at=AT) == made


def test_each_entry_has_its_own_evidence_and_what_is_of_nobody_is_of_all() -> None:
    one, two = f"{OTHER}@2026-11-18", f"{OTHER}@2026-11-19"
    loose = "8zzxkq2m41nvr7yt@facts"
    made = Operation(
        *("curate", "rules", AT, "2 added", (ID, OTHER)),
        sources=(loose, one, two),
        rests=((ID, one), (OTHER, one), (OTHER, two)),
    )

    assert made.message == (
        "curate: 2 added\n"
        "\n"
        "Mem-Op: curate\n"
        "Mem-Actor: rules\n"
        f"Mem-Source: {loose}\n"
        f"Mem-Entry: {ID}\n"
        f"Mem-Source: {one}\n"
        f"Mem-Entry: {OTHER}\n"
        f"Mem-Source: {one}\n"
        f"Mem-Source: {two}\n"
    )
    assert parse_message(made.message, at=AT) == made
    assert made.evidence_of(ID) == (loose, one)
    assert made.evidence_of(OTHER) == (loose, one, two)
    assert made.resting_on(loose.partition("@")[0]) == (ID, OTHER)
    assert made.resting_on("nobody") == ()


def test_a_message_names_at_most_50_entries_and_counts_the_others() -> None:
    ids = tuple(f"{number:016}" for number in range(60))
    made = Operation("import", "import:notes", AT, "60 facts", ids)

    read = parse_message(made.message, at=AT)

    assert made.message.count("Mem-Entry: ") == MOST_IDS
    assert made.message.endswith("Mem-More: 10\n")
    assert read == made._replace(entries=ids[:MOST_IDS], more=10)
    assert read
    assert parse_message(read.message, at=AT) == read


def test_a_message_says_what_a_curation_has_considered() -> None:
    made = Operation(
        *("curate", "rules", AT, "nothing to keep"),
        read="0123456789abcdef0123456789abcdef01234567",
        since="2026-11-18",
        unread=(f"{ID}@2026-11-18", f"{OTHER}@2026-11-19"),
        decided=(f"{ID}@2026-11-17", f"{OTHER}@facts"),
    )

    assert made.message == (
        "curate: nothing to keep\n"
        "\n"
        "Mem-Op: curate\n"
        "Mem-Actor: rules\n"
        "Mem-Read: 0123456789abcdef0123456789abcdef01234567\n"
        "Mem-Since: 2026-11-18\n"
        "Mem-Unread: k3f9a2bcq81mzx04@2026-11-18\n"
        "Mem-Unread: 4btnxw0b26dtsf5s@2026-11-19\n"
        "Mem-Decided: k3f9a2bcq81mzx04@2026-11-17\n"
        "Mem-Decided: 4btnxw0b26dtsf5s@facts\n"
    )
    assert parse_message(made.message, at=AT) == made


def test_what_was_left_for_later_is_named_whole() -> None:
    unread = tuple(f"{number:016}@2026-11-18" for number in range(3 * MOST_IDS))
    made = Operation("curate", "rules", AT, read="0" * 40, unread=unread, decided=unread)

    assert parse_message(made.message, at=AT) == made


def test_an_operation_that_considers_nothing_says_nothing_of_it() -> None:
    read = parse_message(Operation("add", "cli", AT, "1 fact", (ID,)).message, at=AT)

    assert read
    assert (read.read, read.since, read.unread, read.decided) == (None, None, (), ())


def test_of_two_commits_that_were_read_the_first_counts() -> None:
    message = "curate: x\n\nMem-Op: curate\nMem-Actor: rules\nMem-Read: a\nMem-Read: b\n"

    assert parse_message(message, at=AT) == Operation("curate", "rules", AT, "x", read="a")


def test_an_operation_begins_with_who_did_what_and_when() -> None:
    now = datetime(2026, 11, 20, 13, 0, tzinfo=timezone(timedelta(hours=1)))

    assert operation("log", actor="script", now=now) == Operation(
        "log", "script", int(datetime(2026, 11, 20, 12, 0, tzinfo=UTC).timestamp())
    )


@pytest.mark.parametrize(("year", "at"), [(1960, 0), (2110, 2**32 - 1)])
def test_a_time_that_git_cannot_write_is_the_nearest_it_can(year: int, at: int) -> None:
    assert operation("log", actor="cli", now=datetime(year, 1, 1, tzinfo=UTC)).at == at


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("", id="nothing"),
        pytest.param("Fix a typo\n", id="by a person"),
        pytest.param("add: 1 fact\n\nMem-Op: add\n", id="without an actor"),
        pytest.param("add: 1 fact\n\nMem-Actor: cli\n", id="without an operation"),
        pytest.param("a\n\nMem-Op: add\nMem-Op: log\nMem-Actor: cli\n", id="two operations"),
        pytest.param("a\n\nMem-Op: add\nMem-Actor: cli\nMem-Actor: x\n", id="two actors"),
        pytest.param("a\n\nMem-Op: add\nMem-Actor: cli\nSigned-off-by: x\n", id="other trailers"),
        pytest.param("a\n\nMem-Op: add\nMem-Actor: cli\n\nand more\n", id="not at the end"),
        pytest.param("a\n\nMem-Op: \nMem-Actor: cli\n", id="an empty trailer"),
    ],
)
def test_another_message_is_no_operation(message: str) -> None:
    assert parse_message(message, at=AT) is None


def test_trailers_in_the_body_are_text() -> None:
    message = "x\n\nMem-Op: purge\nMem-Actor: cli\n\nMem-Op: add\nMem-Actor: script\n"

    assert parse_message(message, at=AT) == Operation("add", "script", AT)


@pytest.mark.parametrize("more", ["-1", "x", "1 2", "9" * 5000])
def test_a_forged_count_is_none(more: str) -> None:
    message = f"add: 1 fact\n\nMem-Op: add\nMem-Actor: cli\nMem-More: {more}\n"

    assert parse_message(message, at=AT) == Operation("add", "cli", AT, "1 fact")


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"fact": 1}, "1 fact"),
        ({"fact": 2, "log": 1}, "2 facts, 1 log entry"),
        ({"log": 3, "soul": 1}, "3 log entries, 1 soul entry"),
        ({"soul": 2, "fact": 0}, "2 soul entries"),
        ({}, "no entry"),
    ],
)
def test_entries_are_counted_by_their_kind(counts: dict[str, int], words: str) -> None:
    assert counted(counts) == words
