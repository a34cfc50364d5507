from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.document import Document
from memory_cli.core.draft import draft
from memory_cli.core.splice import append_to_section
from memory_cli.core.wording import LONGEST
from memory_cli.core.wording import fault_of
from tests.support.texts import FACTS
from tests.support.texts import WORDS
from tests.support.texts import characters
from tests.support.texts import given_texts

TOKEN = "ghp_" + "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0hJ3kL6"  # of the form of GitHub's, and nobody's
LOWER_TOKEN = "dapi" + "0a1b2c3d4e5f6071" * 2  # in lower case, as tags are
ANNOTATED = "it has annotations among its words"
HIDDEN = "it has hidden characters"
NO_TAG = "it has a tag that cannot be one"
NO_SECTION = "its section cannot be the name of a heading"


@pytest.mark.parametrize(
    "text",
    [
        "Lives in Utrecht.",
        "  Lives in Utrecht.\n",
        "Fixed #42 on 2026-11-18.",
        "Writes #work notes by hand",
        "Is (since Easter) away",
        "- begins with a dash",
        "1. begins with a number",
        "Uses `git add -p` and a | b",
        "Ate 5 < 6 pies & <b>more</b>",
        "Wohnt in Köln 🏡",
        "می‌خواهم چای بنوشم",
        "x" * LONGEST,
        f" {'x' * LONGEST} ",
    ],
)
def test_a_plain_sentence_may_be_written(text: str) -> None:
    assert fault_of(text) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("", "it has no words", id="empty"),
        pytest.param(" \n\t", "it has no words", id="blank"),
        pytest.param("x" * (LONGEST + 1), "it has more than 500 characters", id="long"),
        pytest.param("Likes tea.\nAnd cake.", "it has more than one line", id="two lines"),
        pytest.param("Likes tea.\n\n- And cake.", "it has more than one line", id="two blocks"),
        pytest.param("# Tea", "it is a heading, no sentence", id="a heading"),
        pytest.param("###### Tea ##", "it is a heading, no sentence", id="a small heading"),
        pytest.param("> Tea", "it is a quote, no sentence", id="a quote"),
        pytest.param("```tea", "it is a fence, no sentence", id="a fence"),
        pytest.param("~~~ tea", "it is a fence, no sentence", id="a fence of tildes"),
        pytest.param("Tea is ```x```", "it is a fence, no sentence", id="a fence inside"),
        pytest.param("<!-- tea -->", "it is a comment, no sentence", id="a comment"),
        pytest.param("<!-- tea", "it is a comment, no sentence", id="a comment left open"),
        pytest.param("Tea <!-- and --> cake", "it is a comment, no sentence", id="inside"),
        pytest.param("<div>tea", "it is HTML, no sentence", id="HTML"),
        pytest.param("<script>tea()</script>", "it is HTML, no sentence", id="a script"),
        pytest.param("<?tea", "it is HTML, no sentence", id="an instruction"),
        pytest.param("---", "it is a thematic break, no sentence", id="a thematic break"),
        pytest.param("* * *", "it is a thematic break, no sentence", id="a break of stars"),
    ],
)
def test_what_is_no_sentence_is_not_written(text: str, fault: str) -> None:
    assert fault_of(text) == fault


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Likes\u200b tea.", id="zero width"),
        pytest.param("Likes \u202eaet.", id="bidi"),
        pytest.param("Likes \u2067tea.", id="isolated"),
        pytest.param("Likes \x1b[31mtea.", id="ESC"),
        pytest.param("Likes \x07tea.", id="a bell"),
        pytest.param("Likes \x9b31mtea.", id="C1"),
        pytest.param("Likes tea.\U000e0041", id="tags of Unicode"),
        pytest.param("Likes\u2028tea.", id="a line separator"),
        pytest.param("Likes\rtea.", id="a carriage return"),
        pytest.param("\ufeffLikes tea.", id="a byte order mark"),
        pytest.param("Likes\u200dtea.", id="a joiner at no work"),
        pytest.param("Likes \udce9 tea.", id="what is no UTF-8"),
        pytest.param("Likes \ud800 tea.", id="half a character"),
    ],
)
def test_what_nobody_sees_is_not_written(text: str) -> None:
    assert fault_of(text) == HIDDEN


def test_a_secret_is_not_written() -> None:
    assert fault_of(f"The token is {TOKEN}.") == "it holds a GitHub token"
    assert fault_of("The PIN is 4711.") == "it holds a PIN"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Likes tea. #drinks", id="a tag"),
        pytest.param("Likes tea. #private", id="a reserved tag"),
        pytest.param("Likes tea. (since 2026-11-18)", id="since"),
        pytest.param("Likes tea. (until 2026-11-18)", id="until"),
        pytest.param("Likes tea. (2026-11-18..2026-11-20)", id="a period"),
        pytest.param("Likes tea. (since 2026-11-18) #drinks", id="both"),
        pytest.param("[ ] Drink tea.", id="an open box"),
        pytest.param("[x] Drink tea.", id="a ticked box"),
        pytest.param("~~Likes tea.~~", id="a strike"),
        pytest.param("~~Likes~~ tea.", id="a strike at the start"),
        pytest.param("Likes #pinned tea.", id="a pin inside"),
        pytest.param("Likes tea (#pinned), too.", id="a pin in brackets"),
        pytest.param("#pinned tea", id="a pin in front"),
        pytest.param("Likes #PINNED tea.", id="a pin in capitals"),
        pytest.param("Likes #pinned/always tea.", id="a kind of pin"),
    ],
)
def test_annotations_are_no_words(text: str) -> None:
    assert fault_of(text) == ANNOTATED


@pytest.mark.parametrize(
    ("text", "said"),
    [("Moved to Delft yesterday.", "yesterday"), ("Zieht morgen nach Delft.", "morgen")],
)
def test_what_means_another_day_on_another_day_is_not_written(text: str, said: str) -> None:
    assert fault_of(text) == f"it says {said!r}, which another day means another day"


@pytest.mark.parametrize(
    "tags",
    [
        (),
        ("drinks",),
        ("a", "b", "c"),
        ("a", "b", "c", "private"),
        ("decision",),
        ("work/a-b",),
        ("会議",),
    ],
)
def test_three_topics_and_a_private_one_may_be_written(tags: tuple[str, ...]) -> None:
    assert fault_of("Likes tea.", tags) is None


@pytest.mark.parametrize(
    ("tags", "fault"),
    [
        pytest.param(("a", "b", "c", "d"), "it has more than 3 tags", id="four"),
        pytest.param(("pinned",), "only a person pins a fact", id="a pin"),
        pytest.param(("a", "pinned/always"), "only a person pins a fact", id="a kind of pin"),
        pytest.param(("Drinks",), NO_TAG, id="upper case"),
        pytest.param(("#drinks",), NO_TAG, id="with its mark"),
        pytest.param(("two words",), NO_TAG, id="two words"),
        pytest.param(("a\nb",), NO_TAG, id="two lines"),
        pytest.param(("1st",), NO_TAG, id="a number"),
        pytest.param(("",), NO_TAG, id="nothing"),
        pytest.param(("e\u0301te",), NO_TAG, id="not in NFC"),
        pytest.param(("dri\u200bnks",), NO_TAG, id="zero width"),
        pytest.param(("dri\u202enks",), NO_TAG, id="bidi"),
        pytest.param(("dri\x1bnks",), NO_TAG, id="ESC"),
        pytest.param(("drinks\U000e0041x",), NO_TAG, id="tags of Unicode"),
        pytest.param((LOWER_TOKEN,), NO_TAG, id="a secret"),
    ],
)
def test_what_is_no_tag_or_one_too_many_is_not_written(tags: tuple[str, ...], fault: str) -> None:
    assert fault_of("Likes tea.", tags) == fault


@pytest.mark.parametrize("section", [None, "Home", " Home ", "Health & food", "x" * 60])
def test_a_section_is_the_name_of_a_heading(section: str | None) -> None:
    assert fault_of("Likes tea.", (), section) is None


@pytest.mark.parametrize(
    "section",
    [
        pytest.param("", id="empty"),
        pytest.param("  ", id="blank"),
        pytest.param("Home\nWork", id="two lines"),
        pytest.param("# Home", id="with its mark"),
        pytest.param(" ## Home", id="with more of them"),
        pytest.param("x" * 61, id="long"),
        pytest.param(TOKEN, id="a secret"),
        pytest.param("Ho\u200bme", id="zero width"),
        pytest.param("Ho\x1bme", id="ESC"),
        pytest.param("Home\r", id="a carriage return"),
    ],
)
def test_what_names_no_heading_is_no_section(section: str) -> None:
    assert fault_of("Likes tea.", (), section) == NO_SECTION


@pytest.mark.parametrize(
    "section", ["Home #pinned", "Home #work #PINNED", "#pinned", "A #pinned/b"]
)
def test_a_section_that_would_pin_all_in_it_is_none(section: str) -> None:
    assert fault_of("Likes tea.", (), section) == "only a person pins a section"


@given(given_texts | st.text(characters) | st.sampled_from(WORDS))
def test_what_may_be_written_is_read_back_as_it_was(text: str) -> None:
    if fault_of(text) is None:
        document = append_to_section(Document(FACTS, "## A\n"), "A", [draft(text)])
        (entry,) = document.entries
        assert entry.text == text.strip()
        assert (entry.note, entry.task, entry.disabled) == ((None, None), None, False)
        assert not entry.pinned


@given(given_texts | st.text(characters) | st.sampled_from(WORDS))
def test_what_may_be_a_section_takes_a_fact_and_pins_nothing(section: str) -> None:
    if fault_of("Likes tea.", (), section) is None:
        document = append_to_section(Document(FACTS, "- a\n"), section, [draft("Likes tea.")])
        assert [entry.text for entry in document.entries] == ["a", "Likes tea."]
        assert not document.entries[1].pinned
        assert document.entries[1].section
