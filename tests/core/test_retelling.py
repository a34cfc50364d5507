from __future__ import annotations

import pytest

from memory_cli.core.operation import OPS
from memory_cli.core.operation import Operation
from memory_cli.core.retelling import BY_HAND
from memory_cli.core.retelling import named_commits
from memory_cli.core.retelling import retold

OLD, NEW = "0123456789abcdef" * 2 + "01234567", "f" * 40
OTHER = "a" * 40
COMMITS = {OLD: NEW}
ONE, TWO = "k3f9a2bck3f9a2bc", "0000000000000000"

FULL = Operation(
    "curate",
    "import:old-notes.v2",
    0,
    summary="2 facts, 1 log entry",
    entries=(ONE, TWO),
    sources=(f"{TWO}@2026-11-20", f"{ONE}@facts", f"{ONE}@soul"),
    rests=((ONE, f"{ONE}@facts"), (TWO, f"{ONE}@soul")),
    replaces=(TWO,),
    undoes=OLD,
    more=7,
    read=OLD,
    since="2026-11-20",
    unread=(f"{ONE}@2026-11-19",),
    decided=(f"{TWO}@2026-11-18",),
)


def test_our_own_message_is_said_again_with_the_commits_it_names() -> None:
    assert retold(FULL.message, COMMITS) == FULL._replace(undoes=NEW, read=NEW).message


def test_a_commit_that_is_not_known_stays_as_it_is() -> None:
    assert retold(FULL.message, {}) == FULL.message
    assert retold(FULL._replace(undoes=OTHER).message, COMMITS) == (
        FULL._replace(undoes=OTHER, read=NEW).message
    )


@pytest.mark.parametrize("op", sorted(OPS))
def test_every_verb_of_ours_is_known(op: str) -> None:
    message = Operation(op, "cli", 0, summary="1 fact", entries=(ONE,)).message
    assert retold(message, {}) == message


@pytest.mark.parametrize(
    "summary",
    [
        "1 fact",
        "2 facts, 1 soul entry",
        "1 file by hand",
        "5 files",
        "3 added, 1 revised, 0 retired",
        "no entry",
        "",
    ],
)
def test_a_summary_of_counts_is_kept(summary: str) -> None:
    message = Operation("add", "cli", 0, summary=summary).message
    assert retold(message, {}) == message


@pytest.mark.parametrize("length", [7, 12, 40])
def test_a_short_commit_in_the_summary_is_the_new_one(length: int) -> None:
    undo = Operation("undo", "cli", 0, summary=f"forget {OLD[:length]}", undoes=OLD)
    assert retold(undo.message, COMMITS) == (
        undo._replace(summary=f"forget {NEW[:length]}", undoes=NEW).message
    )


SECRET = "hunter2 Tr\u00e4ume"


@pytest.mark.parametrize(
    ("message", "told"),
    [
        pytest.param(
            f"add: {SECRET}\n\nMem-Op: add\nMem-Actor: cli\nMem-Entry: {ONE}\n",
            f"add: 1 entry\n\nMem-Op: add\nMem-Actor: cli\nMem-Entry: {ONE}\n",
            id="in the summary",
        ),
        pytest.param(
            f"{SECRET}\n\nMem-Op: add\nMem-Actor: cli\n",
            "add: \n\nMem-Op: add\nMem-Actor: cli\n",
            id="in a subject without a colon",
        ),
        pytest.param(
            f"{SECRET}: 1 fact\n\n{SECRET}\n\nMem-Op: add\nMem-Actor: cli\n",
            "add: 1 fact\n\nMem-Op: add\nMem-Actor: cli\n",
            id="in the subject and in the body",
        ),
        pytest.param(
            "add: 0612345678\n\nMem-Op: add\nMem-Actor: cli\n",
            "add: 0 entries\n\nMem-Op: add\nMem-Actor: cli\n",
            id="a number that is no count",
        ),
        pytest.param(
            "add: \u0661\u0662\u0663 facts\n\nMem-Op: add\nMem-Actor: cli\n",
            "add: 0 entries\n\nMem-Op: add\nMem-Actor: cli\n",
            id="digits of another script",
        ),
        pytest.param(
            f"undo: forget {OTHER[:12]}\n\nMem-Op: undo\nMem-Actor: cli\nMem-Undoes: {OLD}\n",
            f"undo: 0 entries\n\nMem-Op: undo\nMem-Actor: cli\nMem-Undoes: {NEW}\n",
            id="a commit that no trailer names",
        ),
        pytest.param(
            "add: 1 fact\n\nMem-Op: add\nMem-Actor: cli\n"
            + "".join(
                f"Mem-{name}: {SECRET}\n"
                for name in (
                    *("Entry", "Source", "Replaces", "Undoes", "Read", "Since", "Unread"),
                    *("Decided", "More", "Note"),
                )
            ),
            "add: 1 fact\n\nMem-Op: add\nMem-Actor: cli\n",
            id="in every trailer",
        ),
        pytest.param(
            f"curate: 1 fact\n\nMem-Op: curate\nMem-Actor: rules\nMem-Entry: {ONE}\n"
            f"Mem-Source: {ONE}@{SECRET}\nMem-Source: {ONE}@2026-11-20\n",
            f"curate: 1 fact\n\nMem-Op: curate\nMem-Actor: rules\nMem-Entry: {ONE}\n"
            f"Mem-Source: {ONE}@2026-11-20\n",
            id="in the place of a source",
        ),
    ],
)
def test_words_in_a_forged_message_are_not_kept(message: str, told: str) -> None:
    assert retold(message, COMMITS) == told


@pytest.mark.parametrize(
    "message",
    [
        SECRET,
        "",
        "\n\n\n",
        "a\0b\n",
        f"add: 1 fact\n\nMem-Op: add\nMem-Actor: {SECRET}\n",
        f"add: 1 fact\n\nMem-Op: add\nMem-Actor: {'a' * 65}\n",
        f"add: 1 fact\n\nMem-Op: {SECRET}\nMem-Actor: cli\n",
        "add: 1 fact\n\nMem-Op: add\nMem-Op: log\nMem-Actor: cli\n",
        f"add: 1 fact\n\nMem-Op: add\nMem-Actor: cli\n\n{SECRET}\n",
        f"add: 1 fact\n\nMem-Op: add\nMem-Actor: cli\n{SECRET}\n",
        f"add: 1 fact\n\nMem-Op: add\nMem-Actor: cli\nMem-Entry: {ONE}\nmem-note: {SECRET}\n",
    ],
)
def test_a_message_that_is_not_ours_is_not_kept_at_all(message: str) -> None:
    assert retold(message, COMMITS) == BY_HAND
    assert named_commits(message) == frozenset()


@pytest.mark.parametrize("message", [FULL.message, f"add: {SECRET}\n\nMem-Op: add\nMem-Actor: x\n"])
def test_what_is_told_once_is_told_the_same_again(message: str) -> None:
    told = retold(message, COMMITS)
    assert retold(told, {}) == told


def test_the_commits_a_message_names() -> None:
    assert named_commits(FULL.message) == {OLD}
    assert named_commits(FULL._replace(read=OTHER).message) == {OLD, OTHER}
    assert named_commits(FULL._replace(read=None, undoes=None).message) == frozenset()
    assert named_commits("by hand\n") == frozenset()
