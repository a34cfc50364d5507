from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.check import check
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.plan import Add
from memory_cli.search.similar import Similar
from memory_cli.search.words import words
from tests.core.plans import MOVED
from tests.core.plans import grounds
from tests.support.texts import FACTS
from tests.support.texts import characters
from tests.support.texts import documents

HOME = (
    "Lives in Utrecht with Dana.",
    "Dana runs the billing team.",
    "Has two cats, Tom and Ada.",
    "Prefers dark mode in every editor.",
    "Wohnt seit 2020 in Köln.",
    "猫が好きです。",
)


def facts(*texts: str) -> tuple[Entry, ...]:
    return Document(FACTS, "".join(f"- {text}\n" for text in texts)).entries


def nearest(text: str, most: int = 8, of: Sequence[str] = HOME) -> list[str]:
    return [entry.text for entry in Similar(facts(*of)).nearest(text, most)]


def covers(known: str, text: str) -> bool:
    return Similar(()).covers(known, text)


# --- near ----------------------------------------------------------------------------------------


def test_the_nearest_fact_comes_first() -> None:
    assert nearest("Dana lives in Delft")[:2] == [HOME[0], HOME[1]]
    assert nearest("who is in the billing team?")[0] == HOME[1]


def test_no_more_facts_are_near_than_are_wanted() -> None:
    found = nearest("Dana lives in Delft")
    assert nearest("Dana lives in Delft", 1) == found[:1]
    assert nearest("Dana lives in Delft", 0) == []


def test_facts_that_share_no_word_are_not_near() -> None:
    assert nearest("Plays cello.") == []


def test_words_are_near_in_every_form() -> None:
    assert nearest("living") == [HOME[0]]
    assert nearest("a cat") == [HOME[2]]
    assert nearest("KOLN") == [HOME[4]]
    assert nearest("猫") == [HOME[5]]


def test_of_equally_near_facts_the_first_comes_first() -> None:
    twins = ("Likes tea.", "Tea likes.", "Likes tea")
    assert nearest("tea", of=twins) == [*twins]


@pytest.mark.parametrize("text", ["", " \n", "?!", "Lives"])
def test_of_no_facts_none_is_near(text: str) -> None:
    similar = Similar(())
    assert similar.nearest(text, 8) == ()
    assert similar.same(text) is None


def test_one_fact_is_near_to_its_own_words() -> None:
    assert nearest("tea", of=["Likes tea."]) == ["Likes tea."]
    assert nearest("the", of=["The"]) == ["The"]
    assert nearest("", of=["Likes tea."]) == []


# --- the same ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ("Likes tea.", "Likes tea."),
        ("Likes tea.", "I like the tea!"),
        ("I've two cats", "Has two cats"),
        ("Lives in Utrecht.", "LIVES IN UTRECHT"),
        ("Prefers dark mode in every editor.", "Prefers dark mode in editors"),
        ("Ich wohne in Köln.", "wohne in Koln"),
        ("Mein Bruder heißt Jan", "Der Bruder heisst Jan"),
        ("猫が好きです。", "猫が好きです"),
        ("Cafe\u0301 Riva", "Café Riva"),
    ],
)
def test_what_says_no_more_is_covered(known: str, text: str) -> None:
    assert covers(known, text)


@pytest.mark.parametrize(
    ("known", "text"),
    [
        pytest.param("Likes tea.", "Likes green tea.", id="one word more"),
        pytest.param("Likes tea.", "Likes coffee.", id="another word"),
        pytest.param("Has 2 cats.", "Has 3 cats.", id="another number"),
        pytest.param("Has cats.", "Has 3 cats.", id="a number more"),
        pytest.param("Starts at 9:30.", "Starts at 9:45.", id="another time"),
        pytest.param("Uses Python 3.11.", "Uses Python 3.12.", id="another version"),
        pytest.param(
            "Lives in Utrecht with Dana and two cats near the park.", "Dana", id="a small part"
        ),
        pytest.param("His sister is Ann.", "Her sister is Ann.", id="of another person"),
        pytest.param("Likes tea before lunch.", "Likes tea after lunch.", id="at another time"),
        pytest.param("Likes tea.", "", id="nothing"),
        pytest.param("", "Likes tea.", id="of nothing"),
        pytest.param("The", "Tea", id="idle words"),
        pytest.param("Ada", "Adam", id="a longer name"),
        pytest.param("Adam", "Ada", id="a shorter name"),
        pytest.param("Mag Tee.", "Mag grünen Tee.", id="German"),
    ],
)
def test_what_says_more_or_something_else_is_not_covered(known: str, text: str) -> None:
    assert not covers(known, text)


OPPOSITES = [
    ("Likes coffee.", "Does not like coffee."),
    ("Drinks coffee.", "Doesn't drink coffee."),
    ("Drinks coffee.", "Never drinks coffee."),
    ("Works at Acme.", "No longer works at Acme."),
    ("Works at Acme in Delft.", "Works not at Acme in Delft."),
    ("Is allergic to nuts and milk.", "Is allergic to nuts, not milk."),
    ("Can fly to Berlin.", "Cannot fly to Berlin."),
    ("Eats meat every day.", "Eats no meat every day."),
    ("Drinks tea with milk.", "Drinks tea without milk."),
    ("Smokes cigarettes.", "Stopped smoking cigarettes."),
    ("Lives in Utrecht.", "Used to live in Utrecht."),
    ("Moves to Utrecht.", "Wants to move to Utrecht."),
    ("Ich trinke Kaffee.", "Ich trinke keinen Kaffee."),
    ("Mag Kaffee und Tee.", "Mag Kaffee und Tee nicht."),
    ("Wohnt in Köln.", "Wohnt nicht mehr in Köln."),
    ("Arbeitet bei Acme in Delft.", "Arbeitet nie bei Acme in Delft."),
]


@pytest.mark.parametrize(("one", "other"), OPPOSITES)
def test_the_contrary_is_not_covered(one: str, other: str) -> None:
    assert not covers(one, other)
    assert not covers(other, one)
    assert covers(other, other)


@pytest.mark.parametrize(("one", "other"), OPPOSITES)
def test_who_changes_their_mind_says_something_new(one: str, other: str) -> None:
    for known, text in ((one, other), (other, one)):
        on = grounds(Document(FACTS, f"- {known}\n"), same=Similar(facts(known)).same)
        edit = Add(text, "Home", (MOVED,))
        assert check([edit], on).accepted == (edit,)


def test_a_fact_that_says_the_same_is_found() -> None:
    similar = Similar(facts(*HOME))

    assert similar.same("He's two cats: Ada and Tom") is None
    assert similar.same("Has two cats: Ada and Tom") == HOME[2]
    assert similar.same("Has three cats") is None
    assert similar.same("Plays cello.") is None
    assert similar.same("") is None


def test_the_fact_itself_is_found_and_not_its_words_alone() -> None:
    known = facts(*HOME)
    similar = Similar(known)

    assert similar.entry("Has two cats: Ada and Tom") is known[2]
    assert similar.entry("Has three cats") is None
    assert similar.entry("") is None


def test_a_fact_is_compared_with_all_but_itself() -> None:
    tea, cats, again = known = facts("Likes tea.", "Has two cats.", "I like the tea!")
    similar = Similar(known)

    assert similar.entry(tea.text) is tea
    assert similar.entry(tea.text, besides=tea.id) is again
    assert similar.entry(again.text, besides=again.id) is tea
    assert similar.entry(cats.text, besides=cats.id) is None


def test_the_same_words_elsewhere_are_the_same_fact() -> None:
    tea, _ = known = facts("Likes tea.", "Likes tea.")

    assert Similar(known).entry(tea.text, besides=tea.id) is None


def test_a_fact_that_says_less_does_not_cover_one_that_says_more() -> None:
    less, more = known = facts("Has two cats.", "Has two cats, Tom.")
    similar = Similar(known)

    assert similar.entry(less.text, besides=less.id) is more
    assert similar.entry(more.text, besides=more.id) is None


def test_others_that_say_the_same_are_found_behind_the_facts() -> None:
    similar = Similar(facts(*HOME))

    assert similar.same("Plays the cello.", ["Sings.", "Plays cello"]) == "Plays cello"
    assert similar.same("Has two cats: Ada and Tom", ["two cats Ada Tom"]) == HOME[2]
    assert Similar(()).same("Plays the cello.", ["Plays cello"]) == "Plays cello"


def test_a_reason_names_what_is_known() -> None:
    on = grounds(same=Similar(grounds().facts.entries).same)
    edit = Add("I have two cats", "Home", (MOVED,))

    (rejected,) = check([edit], on).rejected
    assert rejected.reason == "it says what is known already: Has two cats."


@given(documents(FACTS), st.text(characters, max_size=40))
def test_any_text_is_compared_with_any_facts(document: Document, text: str) -> None:
    similar = Similar(document.entries)
    near = similar.nearest(text, 3)

    assert len(near) <= 3
    assert set(near) <= set(document.entries)
    known = similar.same(text, [text])
    assert known is None or similar.covers(known, text)


@given(st.text(max_size=30))
def test_a_text_covers_itself_if_it_has_words(text: str) -> None:
    similar = Similar(facts("Likes tea."))

    assert similar.covers(text, text) == bool(words(text))
    assert not similar.covers("", text)
    assert not similar.covers(text, "")
