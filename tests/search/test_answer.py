from __future__ import annotations

from datetime import date

import pytest

from memory_cli.core.dates import Window
from memory_cli.core.identity import entry_id
from memory_cli.search.question import Answer
from memory_cli.search.question import Extent
from memory_cli.search.question import Filter
from tests.support.recalls import DAY
from tests.support.recalls import FACTS
from tests.support.recalls import SOUL
from tests.support.recalls import TODAY
from tests.support.recalls import YESTERDAY
from tests.support.recalls import answer
from tests.support.recalls import found
from tests.support.recalls import items
from tests.support.recalls import only

DRINKS = {FACTS: items("Likes tea.", "Likes milk.", "Drinks tea with milk.")}


@pytest.mark.parametrize("text", ["", " \n", "?!", '""', "\x00", "* - ( NEAR"])
def test_who_asks_nothing_is_answered_nothing(text: str) -> None:
    empty = answer({DAY: items("near enough")}, text.replace("NEAR", ""))
    assert empty == Answer(())


@pytest.mark.parametrize("limit", [1, 2, 3, 200])
def test_there_are_as_many_hits_as_are_wanted(limit: int) -> None:
    everything = found(DRINKS, "likes tea")
    assert len(everything) == 3
    assert found(DRINKS, "likes tea", extent=Extent(limit)) == everything[:limit]


def test_what_says_the_same_makes_no_place_for_less() -> None:
    files = {YESTERDAY: items(*["Tea."] * 9), DAY: items("Tea!", "Tea, green.", "No tea.")}
    hits = answer(files, "tea", extent=Extent(2)).hits
    assert [(hit.entry.text, len(hit.duplicates)) for hit in hits] == [
        ("Tea!", 9),
        ("Tea, green.", 0),
    ]


def test_a_fact_stands_for_the_log_it_was_kept_from_in_the_place_of_the_best() -> None:
    files = {
        YESTERDAY: items("Dana rang.", "9:00 Dana moves.", "Rang Dana."),
        FACTS: items("Dana moves."),
    }
    best, *_ = answer(files, "dana moves", extent=Extent(because=True)).hits
    assert (best.entry.path, [each.path for each in best.duplicates]) == (FACTS, [YESTERDAY])
    assert best.because
    assert "age" in best.because.factors  # the score is that of the log entry


def test_a_share_of_the_question_can_be_asked_for() -> None:
    assert found(DRINKS, "tea milk", extent=Extent(coverage=0.9)) == ["Drinks tea with milk."]
    assert found(DRINKS, "tea milk zebra", extent=Extent(coverage=0.9)) == []
    assert len(found(DRINKS, "tea milk", extent=Extent(coverage=0.1))) == 3


def test_phrases_must_occur_and_without_a_hit_their_words_do() -> None:
    whole = answer(DRINKS, '"tea with milk"', quoted=True)
    assert [hit.entry.text for hit in whole.hits] == ["Drinks tea with milk."]
    assert whole.missing == ()
    apart = answer(DRINKS, 'what "milk with  tea" is', quoted=True)
    assert next(hit.entry.text for hit in apart.hits) == "Drinks tea with milk."
    assert apart.missing == ("milk with tea",)
    both = answer(DRINKS, '"likes tea" “likes milk”', quoted=True)
    assert len(both.hits) == 3
    assert both.missing == ("likes tea", "likes milk")


def test_in_text_that_is_not_quoted_quotes_mean_nothing() -> None:
    plain = answer(DRINKS, '"milk with tea"')
    assert len(plain.hits) == 3
    assert plain.missing == ()


def test_a_phrase_that_only_others_have_is_missing_under_a_filter() -> None:
    files = DRINKS | {DAY: items("Likes tea. #x")}
    elsewhere = answer(files, '"with milk" likes', quoted=True, wanted=Filter(("log",)))
    assert [hit.entry.text for hit in elsewhere.hits] == ["Likes tea."]
    assert elsewhere.missing == ("with milk",)


def test_a_word_that_nobody_wrote_is_told_with_what_it_was_taken_for() -> None:
    slip = answer({FACTS: items("Accommodation near the station.")}, "acommodation station zebra")
    assert [hit.entry.text for hit in slip.hits] == ["Accommodation near the station."]
    assert slip.corrected == {"acommodation": ("Accommodation",)}


PRIVATE = {
    FACTS: items("Allergic to nuts. #private", "Likes nuts.", "Nuts, he said. #private"),
    DAY: items("Bought nuts. #private", "Bought milk."),
}


def test_private_entries_are_counted_instead_of_shown() -> None:
    hidden = answer(PRIVATE, "nuts", extent=Extent(private=False))
    assert [hit.entry.text for hit in hidden.hits] == ["Likes nuts."]
    assert hidden.private == 3
    shown = answer(PRIVATE, "nuts")
    assert len(shown.hits) == 4
    assert shown.private == 0


def test_who_finds_only_private_entries_learns_how_many() -> None:
    assert answer(PRIVATE, "allergic", extent=Extent(private=False)) == Answer(
        (), terms=answer(PRIVATE, "allergic").terms, private=1
    )


def test_forgotten_words_that_are_still_in_a_file_are_counted_alone() -> None:
    files = {FACTS: items("Likes tea.", "Likes milk."), SOUL: items("Likes tea.")}
    left = answer(files, "likes", forgotten=[entry_id("Likes tea.")])
    assert [hit.entry.text for hit in left.hits] == ["Likes milk."]
    assert left.forgotten == 2


@pytest.mark.parametrize(
    ("around", "before", "after"),
    [(0, "", ""), (1, "d", "f"), (2, "d", "fg"), (20, "ad", "fg")],
)
def test_what_stands_around_a_hit_is_shown_unless_it_is_hidden(
    around: int, before: str, after: str
) -> None:
    files = {
        YESTERDAY: items("before"),
        DAY: items(
            *("a", "~~b~~", "c. (until 2026-11-19)", "d", "Tea.", "f", "g", "Sealed. #private")
        ),
        FACTS: items("Fact."),
    }
    extent = Extent(1, around=around, private=False)
    (hit,) = answer(files, "tea", extent=extent).hits
    assert "".join(each.text for each in hit.before) == before
    assert "".join(each.text for each in hit.after) == after


def test_a_bullet_without_words_is_no_hit_and_stands_by_none() -> None:
    files = {DAY: "- \n- Tea.\n-\n- Milk.\n"}
    assert found(files, "tea") == ["Tea.", "Milk."]
    assert found(files, "", wanted=Filter(("log",))) == ["Milk.", "Tea."]
    hit, _ = answer(files, "tea", extent=Extent(around=2)).hits
    assert [each.text for each in (*hit.before, *hit.after)] == []


def test_around_a_hit_there_are_private_entries_where_they_may_be_shown() -> None:
    files = {DAY: items("Tea.", "Sealed. #private", "Lost.")}
    extent = Extent(1, around=2)
    (hit,) = answer(files, "tea", extent=extent, forgotten=[entry_id("Lost.")]).hits
    assert [each.text for each in hit.after] == ["Sealed."]


def test_the_matching_words_are_marked_in_the_text_on_one_line() -> None:
    files = {FACTS: "- Prefers  dark\n  modes, and find_files (Dark).\n"}
    (hit,) = answer(files, "dark mode files", extent=Extent(marks=True)).hits
    marked = [hit.entry.headline[start:end] for start, end in hit.marks]
    assert marked == ["dark", "modes", "find_files", "Dark"]
    (plain,) = answer(files, "dark mode files").hits
    assert plain.marks == ()


def test_a_long_text_is_always_marked_because_it_is_cut_there() -> None:
    (hit,) = answer({FACTS: items("word " * 100 + "tea")}, "tea").hits
    assert hit.marks == ((500, 503),)


def test_scores_are_explained_where_that_is_wanted() -> None:
    assert [hit.because for hit in answer(DRINKS, "tea").hits] == [None, None]
    assert all(hit.because for hit in answer(DRINKS, "tea", extent=Extent(because=True)).hits)
    everything = answer(DRINKS, "", wanted=Filter(("fact",)), extent=Extent(because=True))
    assert [hit.because for hit in everything.hits] == [None] * 3


MET = {
    f"memory/{day}.md": items(f"Met {name}.")
    for day, name in {
        "2025-05-12": "Eve",
        "2026-05-12": "Ada",
        "2026-09-20": "Bob",
        "2026-11-11": "Cid",
        "2026-11-13": "Fay",
        "2026-11-16": "Dan",
        "2026-11-19": "Gus",
        "2026-11-20": "Hal",
    }.items()
}


@pytest.mark.parametrize(
    ("when", "first", "window"),
    [
        ("today", ["Hal"], "2026-11-20..2026-11-20"),
        ("yesterday", ["Gus"], "2026-11-19..2026-11-19"),
        ("on Monday", ["Dan"], "2026-11-16..2026-11-16"),
        ("last week", ["Fay", "Cid"], "2026-11-09..2026-11-15"),
        ("two months ago", ["Bob"], "2026-09-01..2026-09-30"),
        ("in May", ["Ada"], "2026-05-01..2026-05-31"),
        ("in May 2025", ["Eve"], "2025-05-01..2025-05-31"),
        ("between 10 November and 14 November", ["Fay", "Cid"], "2026-11-10..2026-11-14"),
        ("before June", ["Ada", "Eve"], "..2026-05-31"),
    ],
)
def test_days_that_a_question_names_come_first_and_leave_the_others_in(
    when: str, first: list[str], window: str
) -> None:
    told = answer(MET, f"Whom did I meet {when}?")
    assert [hit.entry.text[4:-1] for hit in told.hits][: len(first)] == first
    assert len(told.hits) == len(MET)
    start, _, end = window.partition("..")
    assert told.window == Window(
        date.fromisoformat(start) if start else None, date.fromisoformat(end)
    )


def test_where_days_are_filtered_those_of_the_question_are_no_more_than_words() -> None:
    filtered = answer(MET, "Whom did I meet last week?", wanted=only("2026-05-01", "2026-05-31"))
    assert [hit.entry.text for hit in filtered.hits] == ["Met Ada."]
    assert filtered.window is None


def test_without_days_the_newest_of_equals_comes_first() -> None:
    assert found(MET, "met") == [
        f"Met {name}." for name in "Hal Gus Dan Fay Cid Bob Ada Eve".split()
    ]
    assert found(MET, "met", today=date(2025, 1, 1)) == found(MET, "met", today=TODAY)


def test_a_conversation_tips_the_scales_and_the_thread_at_hand_does_too() -> None:
    files = {FACTS: items("Dana likes tea. #home", "Dana likes milk. #work", "Sam likes cats.")}
    for spoken, best in (("the tea is cold", "tea"), ("any milk, or cats?", "milk")):
        assert found(files, "what does dana like?", conversation=spoken)[0] == f"Dana likes {best}."
    for topic, best in (("home", "tea"), ("work", "milk")):
        assert found(files, "what does dana like?", topic=topic)[0] == f"Dana likes {best}."
    assert len(found(files, "what does dana like?", topic="nowhere")) == 3


def test_a_conversation_alone_is_a_question() -> None:
    assert found(DRINKS, "", conversation="milk?") == ["Likes milk.", "Drinks tea with milk."]


@pytest.mark.parametrize("wanted", [Filter(), Filter(("soul",))])
def test_words_that_nobody_wrote_find_nothing_however_many_they_are(wanted: Filter) -> None:
    files = {SOUL: items("Be brief.")}
    unknown = " ".join(f"zebra{number}" for number in range(200))
    assert found(files, "", conversation="zebra", wanted=wanted) == []
    assert found(files, "zebra", wanted=wanted) == []
    assert found(files, unknown, wanted=wanted) == []
