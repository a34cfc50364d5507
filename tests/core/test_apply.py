from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from memory_cli.core.apply import Applied
from memory_cli.core.apply import apply
from memory_cli.core.check import Rejected
from memory_cli.core.document import Document
from memory_cli.core.draft import Draft
from memory_cli.core.entry import Entry
from memory_cli.core.entry import Inherited
from memory_cli.core.errors import Refused
from memory_cli.core.plan import Add
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from memory_cli.core.splice import append_to_section
from tests.core.plans import GIVEN
from tests.core.plans import TEXT
from tests.core.plans import add
from tests.core.plans import evidence
from tests.core.plans import facts
from tests.core.plans import retire
from tests.core.plans import revise

TUESDAY = date(2026, 11, 17)
LATE = evidence("- Moved to Delft.\n", TUESDAY) | GIVEN
BOTH = tuple(reversed(LATE))
UNDATED = Document("MEMORY.md", "- Moved to Delft.\n").entries[0]


def applied(text: str, *edits: Edit) -> str:
    """What becomes of MEMORY.md that holds `text`."""
    done = apply(facts(text), edits, LATE)
    assert done.edits == edits
    assert done.rejected == ()
    return done.document.text


# --- a new fact ----------------------------------------------------------------------------------


def test_a_fact_is_added_at_the_end_of_its_section() -> None:
    assert applied(TEXT, add()) == TEXT.replace(
        "- Has two cats.\n", "- Has two cats.\n- Lives in Delft. (since 2026-11-18)\n"
    )


def test_a_section_that_is_missing_is_created() -> None:
    assert applied("## Home\n\n- a\n", add(section="Music")) == (
        "## Home\n\n- a\n\n## Music\n\n- Lives in Delft. (since 2026-11-18)\n"
    )
    assert applied("", add()) == "## Home\n\n- Lives in Delft. (since 2026-11-18)\n"


def test_a_fact_has_its_tags_and_its_last_day() -> None:
    new = add(tags=("home", "move"), until=date(2027, 3, 1))

    assert applied("## Home\n", new) == (
        "## Home\n\n- Lives in Delft. #home #move (2026-11-18..2027-03-01)\n"
    )


def test_a_fact_is_dated_from_the_first_day_of_its_evidence() -> None:
    assert applied("## Home\n", add(because=BOTH)) == (
        "## Home\n\n- Lives in Delft. (since 2026-11-17)\n"
    )


def test_a_fact_without_a_day_in_its_evidence_has_none() -> None:
    done = apply(facts("## Home\n"), [add(because=("x@facts",))], {"x@facts": UNDATED, **LATE})

    assert done.document.text == "## Home\n\n- Lives in Delft.\n"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(evidence("- Moved to Delft. #private\n"), id="tagged"),
        pytest.param(evidence("- Moved to Delft. #private/move\n"), id="of a kind"),
        pytest.param(evidence("## Move #private\n\n- Moved to Delft.\n"), id="by its heading"),
        pytest.param(evidence("- Moved to Delft.\n", inherited=Inherited(private=True)), id="day"),
    ],
)
def test_what_rests_on_a_private_entry_is_private(given: dict[str, Entry]) -> None:
    edits: list[Edit] = [
        add(tags=("home",)),
        revise("Has two cats.", "Has three cats.", tags=("pets",)),
    ]

    done = apply(facts("## Home\n\n- Has two cats.\n"), edits, {**GIVEN, **given})

    assert done.document.text == (
        "## Home\n\n- Has three cats. #pets #private (since 2026-11-18)\n"
        "- Lives in Delft. #home #private (since 2026-11-18)\n"
    )


def test_several_facts_go_in_in_the_order_of_the_plan() -> None:
    assert applied("## Home\n\n- a\n", add("b"), add("c"), add("d", "Work"), add("e")) == (
        "## Home\n\n- a\n- b (since 2026-11-18)\n- c (since 2026-11-18)\n"
        "- e (since 2026-11-18)\n\n## Work\n\n- d (since 2026-11-18)\n"
    )


def test_words_that_look_like_markdown_stay_words() -> None:
    done = apply(facts("## Home\n"), [add("- [ ] 10:30 #x y")], GIVEN).document

    assert [entry.text for entry in done.entries] == ["- [ ] 10:30 #x y"]
    assert done.sections == ("Home",)


# --- other words ---------------------------------------------------------------------------------


def test_a_fact_is_revised_where_it_stands() -> None:
    assert applied(TEXT, revise()) == TEXT.replace(
        "- Lives in Utrecht. #city\n", "- Lives in Delft now. #city (since 2026-11-18)\n"
    )


@pytest.mark.parametrize(
    ("line", "edit", "result"),
    [
        pytest.param("- x #a #b", {}, "- y #a #b (since 2026-11-18)", id="tags"),
        pytest.param("- x #a #b", {"tags": ("c",)}, "- y #c (since 2026-11-18)", id="other tags"),
        pytest.param("- [ ] x", {}, "- [ ] y (since 2026-11-18)", id="an open box"),
        pytest.param("- [x] x", {}, "- [x] y (since 2026-11-18)", id="a ticked box"),
        pytest.param("- x #private", {}, "- y #private (since 2026-11-18)", id="private"),
        pytest.param(
            "- x #private",
            {"tags": ("a",)},
            "- y #a #private (since 2026-11-18)",
            id="private, whatever the plan says",
        ),
        pytest.param(
            "- x #private/a",
            {"tags": ("a",)},
            "- y #a #private (since 2026-11-18)",
            id="private in a way",
        ),
        pytest.param(
            "- x (since 2020-01-01)", {}, "- y (since 2026-11-18)", id="the day of its evidence"
        ),
        pytest.param(
            "- x (until 2027-03-01)", {}, "- y (2026-11-18..2027-03-01)", id="its last day"
        ),
        pytest.param(
            "- x (until 2027-03-01)",
            {"until": date(2027, 6, 1)},
            "- y (2026-11-18..2027-06-01)",
            id="another last day",
        ),
        pytest.param("* x", {}, "* y (since 2026-11-18)", id="its bullet"),
        pytest.param(" - x", {}, " - y (since 2026-11-18)", id="its margin"),
    ],
)
def test_a_revision_leaves_what_it_does_not_name(
    line: str, edit: dict[str, Any], result: str
) -> None:
    text = f"## A\n\n- a\n{line}\n- b\n"

    assert applied(text, revise("x", "y")._replace(**edit)) == text.replace(line, result)


def test_a_fact_that_a_tag_among_its_words_keeps_private_stays_private() -> None:
    text = "## A\n\n- My #private doctor is Dana.\n"

    assert applied(text, revise("My #private doctor is Dana.", "My doctor is Sam.")) == (
        "## A\n\n- My doctor is Sam. #private (since 2026-11-18)\n"
    )


@pytest.mark.parametrize(
    ("line", "edit", "result"),
    [
        pytest.param(
            "- x (since 2020-01-01)", {"tags": ("a",)}, "- x #a (since 2020-01-01)", id="tags"
        ),
        pytest.param("- x", {"tags": ("a",)}, "- x #a", id="undated"),
        pytest.param(
            "- x #a (since 2020-01-01)",
            {"until": date(2027, 6, 1)},
            "- x #a (2020-01-01..2027-06-01)",
            id="a last day",
        ),
        pytest.param("- [ ] x #private", {"tags": ("a",)}, "- [ ] x #a #private", id="box"),
    ],
)
def test_what_keeps_its_words_keeps_its_day(line: str, edit: dict[str, Any], result: str) -> None:
    text = f"## A\n\n- a\n{line}\n- b\n"

    assert applied(text, revise("x", "x")._replace(**edit)) == text.replace(line, result)


def test_a_fact_is_filed_anew() -> None:
    text = "## A\n\n- a\n- x #t (since 2020-01-01)\n- b\n\n## B\n\n- c\n"

    assert applied(text, revise("x", "x", section="B")) == (
        "## A\n\n- a\n- b\n\n## B\n\n- c\n- x #t (since 2020-01-01)\n"
    )
    assert applied(text, revise("x", "y", section="New", tags=("u",))) == (
        "## A\n\n- a\n- b\n\n## B\n\n- c\n\n## New\n\n- y #u (since 2026-11-18)\n"
    )


@pytest.mark.parametrize("section", ["A", "a", None])
def test_a_fact_that_stands_in_its_section_stays_in_its_place(section: str | None) -> None:
    text = "## A\n\n- a\n- x\n- b\n"

    assert applied(text, revise("x", "y", section=section)) == (
        "## A\n\n- a\n- y (since 2026-11-18)\n- b\n"
    )


def test_a_revision_that_leaves_the_words_and_the_rest_changes_no_byte() -> None:
    text = "## A\n\n-   x   #t  (since 2020-01-01)\n  - nested\n"
    was = facts(text).entries[0].text

    assert applied("## A\n\n- x #t\n", revise("x", "x", tags=("t",))) == "## A\n\n- x #t\n"
    assert facts(applied(text, revise(was, was, tags=("u",)))).entries[0].text == was


def test_of_twins_the_first_is_revised_and_the_others_go() -> None:
    text = "## A\n\n- x #a\n- b\n\n## B\n\n- x\n- ~~x~~\n- c\n"

    assert applied(text, revise("x", "y")) == (
        "## A\n\n- y #a (since 2026-11-18)\n- b\n\n## B\n\n- c\n"
    )
    assert applied(text, revise("x", "y", section="B")) == (
        "## A\n\n- b\n\n## B\n\n- c\n- y #a (since 2026-11-18)\n"
    )


# --- no longer -----------------------------------------------------------------------------------


def test_a_fact_is_retired_wherever_it_stands() -> None:
    text = "## A\n\n- x #a\n- b\n\n## B\n\n- x\n- c\n"

    assert applied(text, retire("x")) == "## A\n\n- b\n\n## B\n\n- c\n"


def test_edits_are_carried_out_one_after_the_other() -> None:
    assert applied(
        "## A\n\n- a\n- b\n- c\n", retire("a"), revise("b", "y"), add("z", "A"), retire("c")
    ) == ("## A\n\n- y (since 2026-11-18)\n- z (since 2026-11-18)\n")


# --- what nobody asked to change -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param(
            "\ufeff## A\r\n\r\n- a\r\n- x\r\n- b\r\n",
            "\ufeff## A\r\n\r\n- y (since 2026-11-18)\r\n- b\r\n- z (since 2026-11-18)\r\n",
            id="BOM and CRLF",
        ),
        pytest.param(
            "## A\n\n- a\n- x\n- b",
            "## A\n\n- y (since 2026-11-18)\n- b\n- z (since 2026-11-18)",
            id="no line end at the end",
        ),
        pytest.param(
            "\ufeff- a\n## A\n  * x\n  * b   \n\n\n<!-- c -->\n",
            "\ufeff## A\n  * y (since 2026-11-18)\n  * b   \n\n\n<!-- c -->\n\n"
            "- z (since 2026-11-18)\n",
            id="indentation, comments and trailing spaces",
        ),
        pytest.param(
            "---\nname: [Ann\n---\n- a\n\n## A\n- x\n\t- nested\n- b\udce9\n",
            "---\nname: [Ann\n---\n\n## A\n- y (since 2026-11-18)\n- b\udce9\n"
            "- z (since 2026-11-18)\n",
            id="front matter and what is no UTF-8",
        ),
    ],
)
def test_every_other_byte_stays(text: str, result: str) -> None:
    (x,) = (entry for entry in facts(text).entries if entry.text.startswith("x"))

    assert applied(text, retire("a"), revise(x.text, "y"), add("z", "A")) == result


def test_a_plan_of_nothing_changes_nothing() -> None:
    assert apply(facts(), [], {}) == Applied(facts(), (), ())


def test_an_edit_that_cannot_be_put_there_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stubborn(document: Document, section: str, drafts: Sequence[Draft]) -> Document:
        if section == "Work":
            raise Refused("there it would be read as something else", "write it by hand")
        return append_to_section(document, section, drafts)

    monkeypatch.setattr("memory_cli.core.apply.append_to_section", stubborn)
    stuck, moved = add("y", "Work"), revise("b", "b", section="Work")
    text = "## Home\n\n- a\n- b\n\n## Work\n"

    done = apply(facts(text), [stuck, add("z"), moved, retire("a")], GIVEN)

    reason = "there it would be read as something else"
    assert done == Applied(
        facts("## Home\n\n- b\n- z (since 2026-11-18)\n\n## Work\n"),
        (add("z"), retire("a")),
        (Rejected(stuck, reason, later=True), Rejected(moved, reason, later=True)),
    )


def test_no_edit_can_name_a_file() -> None:
    for kind in (Add, Revise, Retire):
        assert not {"path", "file", "place", "kind"} & set(kind._fields)
    assert apply(facts(""), [add(section="SOUL.md")], GIVEN).document.path == "MEMORY.md"
