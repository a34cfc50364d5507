from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.budget import tokens
from memory_cli.core.conversation import Message
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.entry import Inherited
from memory_cli.core.hidden import hidden
from memory_cli.curator.batch import KNOWN
from memory_cli.curator.batch import SHARE
from memory_cli.curator.batch import Batch
from memory_cli.curator.batch import Spoken
from memory_cli.curator.batch import Vocabulary
from memory_cli.curator.batch import batches
from memory_cli.curator.batch import is_withheld
from memory_cli.curator.batch import open_tags
from memory_cli.curator.batch import shown
from memory_cli.curator.batch import spoken
from memory_cli.curator.batch import unresolved
from memory_cli.curator.batch import vocabulary
from memory_cli.curator.curator import Facts
from memory_cli.curator.curator import Matter
from tests.support.texts import characters

TOKEN = "ghp_" + "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0hJ3kL6"  # of the form of GitHub's, and nobody's
MARK = "\n[cut here: the rest is too long to be shown]"


def logged(text: str, day: str = "2026-11-18") -> tuple[Entry, ...]:
    return Document(f"memory/{day}.md", text).entries


def facts(text: str) -> tuple[Entry, ...]:
    return Document("MEMORY.md", text).entries


def long(number: int, length: int) -> str:
    return f"- Entry {number} {'word ' * length}\n"


def test_what_is_said_of_a_number_is_said_of_an_entry() -> None:
    entries, known = logged("- One.\n- Two.\n"), facts("- Three.\n")
    batch = Batch(entries, known)
    assert batch.known == {"F1": known[0]}
    assert batch.evidence == {
        "E1": f"{entries[0].id}@2026-11-18",
        "E2": f"{entries[1].id}@2026-11-18",
        "F1": f"{known[0].id}@facts",
    }
    assert Spoken((Message("user", "Hi."),)).numbered == {"M1": Message("user", "Hi.")}


def test_few_entries_are_one_request() -> None:
    entries, known = logged("- One.\n- Two.\n"), facts("- Three.\n")
    assert batches(Matter(entries, Facts(known))) == (Batch(entries, known),)


def test_no_entries_are_no_request() -> None:
    assert batches(Matter((), Facts(facts("- Three.\n")))) == ()
    assert spoken([]) == ()


def test_many_entries_are_several_requests_in_their_order() -> None:
    entries = logged("".join(long(number, 1_000) for number in range(10)))
    shares = [batch.entries for batch in batches(Matter(entries))]
    assert len(shares) == 4
    assert tuple(entry for share in shares for entry in share) == entries
    assert all(sum(tokens(entry.text) for entry in share) <= SHARE for share in shares)


def test_an_entry_that_is_too_long_has_a_request_of_its_own() -> None:
    entries = logged("- One.\n" + long(2, 50_000) + "- Three.\n")
    assert [len(batch.entries) for batch in batches(Matter(entries))] == [1, 1, 1]


def test_messages_are_packed_as_entries_are() -> None:
    messages = [Message("user", "word " * 1_000)] * 3 + [Message("", "word " * 50_000)]
    assert [len(heard.messages) for heard in spoken(messages)] == [3, 1]


def test_what_is_too_long_is_cut_and_says_so() -> None:
    text = shown("word " * 50_000)
    assert text.endswith((f"word{MARK}", f" {MARK}"))
    kept = text.removesuffix(MARK)
    assert tokens(kept) <= SHARE < tokens(f"{kept}word ")


@given(st.text(characters), st.integers(0, 30))
def test_a_text_is_shown_whole_or_cut_and_hides_nothing(text: str, most: int) -> None:
    seen = shown(text, most=most)
    assert hidden(seen) == ()
    if tokens(shown(text)) <= most:
        assert seen == shown(text)
    else:
        assert tokens(seen.removesuffix(MARK)) <= most
        assert seen.endswith(MARK)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("- Sees a doctor. #private\n", id="private"),
        pytest.param("- Sees a doctor. #private/health\n", id="a kind of private"),
        pytest.param("## Doctor #private\n\n- On Monday.\n", id="under a private heading"),
        pytest.param(f"- The token is {TOKEN}.\n", id="a secret"),
        pytest.param(f"- The token is {TOKEN[:9]}\u200b{TOKEN[9:]}.\n", id="a secret in disguise"),
        pytest.param(f"- Card #{TOKEN}\n", id="a secret as a tag"),
        pytest.param(f"## {TOKEN}\n\n- On Monday.\n", id="a secret as a heading"),
    ],
)
def test_what_is_private_or_a_secret_is_withheld(written: str) -> None:
    (hidden_fact,) = facts(written)
    (hidden_entry,) = logged(written)
    assert is_withheld(hidden_fact)
    open_fact, open_entry = *facts("- Likes tea.\n"), *logged("- Had tea.\n")
    matter = Matter((hidden_entry, open_entry), Facts((hidden_fact, open_fact)))
    assert batches(matter) == (Batch((open_entry,), (open_fact,)),)
    assert batches(matter._replace(entries=(hidden_entry,))) == ()


def test_a_private_day_is_withheld_whole() -> None:
    day = Document("memory/2026-11-18.md", "- One.\n- Two.\n", Inherited(private=True))
    assert batches(Matter(day.entries)) == ()


def test_messages_with_a_secret_are_withheld_whole() -> None:
    said = [Message("user", f"It is {TOKEN}, keep it."), Message("user", "I moved.")]
    assert spoken(said) == (Spoken((Message("user", "I moved."),)),)


def test_headings_and_tags_that_only_the_withheld_have_are_withheld_too() -> None:
    known = facts(
        "## Health\n\n- Takes lithium. #private #lithium #health\n\n"
        "## Home\n\n- Lives in Utrecht. #home\n\n## Work\n\n- PIN of the door. #private #work\n"
        "- Works at Acme. #health\n"
    )
    sections = ("Health", "Home", "Work", "Topics", TOKEN)
    tags = ("health", "lithium", "home", "work", "private", "private/sleep", "unknown", TOKEN)
    matter = Matter(logged("- Went out. #work\n"), Facts(known, sections, tags))
    assert vocabulary(matter) == Vocabulary(
        ("Home", "Work", "Topics"), ("health", "home", "work", "unknown")
    )
    assert open_tags(tags) == ("health", "lithium", "home", "work", "unknown")


def test_few_facts_are_all_shown_whatever_is_near() -> None:
    known = facts("- One.\n- Two.\n- Three.\n")
    matter = Matter(logged("- Tea.\n"), Facts(known, related=lambda _text, _most: known[1:2]))
    assert batches(matter)[0].facts == known


def test_of_many_facts_the_nearest_to_each_entry_are_shown() -> None:
    known = facts("".join(f"- Fact {number} {'word ' * 100}\n" for number in range(300)))
    asked: list[tuple[str, int]] = []

    def related(text: str, most: int) -> Sequence[Entry]:
        asked.append((text, most))
        return [known[200], known[3]] if text == "Tea." else [known[7], known[200]]

    matter = Matter(logged("- Tea.\n- Cake.\n"), Facts(known, related=related))
    assert batches(matter)[0].facts == (known[3], known[7], known[200])
    assert asked == [("Tea.", 8), ("Cake.", 8)]


def test_near_facts_that_are_private_are_not_shown() -> None:
    known = facts(
        "- Sees a doctor. #private\n"
        + "".join(f"- Fact {number} {'word ' * 100}\n" for number in range(300))
    )
    matter = Matter(logged("- Tea.\n"), Facts(known, related=lambda _text, _most: known[:2]))
    assert batches(matter)[0].facts == known[1:2]


def test_the_lines_of_the_topics_of_an_entry_come_first() -> None:
    known = facts(
        "".join(f"- Fact {number} {'word ' * 100}\n" for number in range(300))
        + "\n## topics\n\n- Billing moves to Terraform. #billing\n- The garden rests. #garden\n"
    )
    matter = Matter(logged("- Paid. #billing\n"), Facts(known, related=lambda _t, _m: known[:1]))
    assert batches(matter)[0].facts == (known[0], known[300])


def test_facts_of_a_request_cost_no_more_than_their_share() -> None:
    known = facts("".join(f"- Fact {number} {'word ' * 200}\n" for number in range(300)))
    entries = logged("".join(f"- Entry {number}.\n" for number in range(100)))
    near = {entry.text: known[3 * number :][:3] for number, entry in enumerate(entries)}
    chosen = batches(Matter(entries, Facts(known, related=lambda text, _most: near[text])))[0].facts
    assert sum(tokens(fact.text) for fact in chosen) <= KNOWN
    # The nearest of each entry go before the second nearest of any.
    assert chosen == tuple(known[3 * number] for number in range(len(chosen)))


@pytest.mark.parametrize(
    ("cited", "stays"),
    [("E999", "E999"), ("F12", "F12"), ("E1, E2", "'E1, E2'"), ("", "''"), ("e1", "'e1'")],
)
def test_what_was_not_given_is_told_as_it_was_cited(cited: str, stays: str) -> None:
    assert unresolved(cited) == stays
