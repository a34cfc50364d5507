"""What people remember, in their own words and scripts, and how they ask for it later."""

from __future__ import annotations

import pytest

from memory_cli.core.identity import entry_id
from memory_cli.search.question import Extent
from memory_cli.search.question import Filter
from tests.support.recalls import DAY
from tests.support.recalls import FACTS
from tests.support.recalls import SOUL
from tests.support.recalls import YESTERDAY
from tests.support.recalls import answer
from tests.support.recalls import found
from tests.support.recalls import items

WRITTEN = {
    "Chinese": "我喜欢深色模式。",
    "Japanese": "彼は毎朝コーヒーを飲む。",
    "Korean": "매주 토요일에 등산을 갑니다.",
    "Thai": "ฉันกินข้าวที่ร้านอาหารใกล้บ้าน",
    "Arabic": "القهوة العربية في الصباح",
    "Greek": "Ελληνικός καφές",
    "Russian": "Кошку зовут Мурка",
    "Turkish": "İstanbul ışıl ışıl",
    "French": "Café crème à Orléans",
    "German": "Die Wohnungssuche in Köln ist schwierig",
    "names": "run parse_config of fileTools in utils/loadAll.py",
    "version": "released v2.3.1 of the parser",
    "mail": "write to ada.lovelace@example.org",
    "web": "see https://example.com/docs/find?page=2#top",
    "plain": "Accommodation is booked near the station",
    "emoji": "Mood today: 🦦",
    "number": "Invoice 4711 was paid",
}


@pytest.mark.parametrize(
    ("question", "written"),
    [
        *(
            ("深色", "Chinese"),
            ("模式?", "Chinese"),
            ("喜欢什么模式", "Chinese"),
            ("色", "Chinese"),
        ),
        *(("コーヒー", "Japanese"), ("ｺｰﾋｰ", "Japanese"), ("毎朝何を飲む？", "Japanese")),
        *(("등산", "Korean"), ("토요일", "Korean"), ("등산은 언제?", "Korean")),
        *(("ข้าว", "Thai"), ("ร้านอาหาร", "Thai")),
        *(("القهوه", "Arabic"), ("العَرَبِيَّة", "Arabic"), ("صباح الصباح", "Arabic")),
        *(("καφες", "Greek"), ("ΚΑΦΈΣ", "Greek"), ("мурка", "Russian"), ("istanbul", "Turkish")),
        *(("cafe creme", "French"), ("CAFÉ", "French"), ("orleans", "French")),
        *(
            ("Wohnung", "German"),
            ("wohnungssuche", "German"),
            ("koln", "German"),
            ("köln", "German"),
        ),
        *(("parse config", "names"), ("parse_config", "names"), ("parseConfig", "names")),
        *(("config", "names"), ("file tools", "names"), ("FileTools", "names")),
        *(("loadAll.py", "names"), ("utils/loadAll.py", "names"), ("load_all", "names")),
        *(("v2.3.1", "version"), ("2.3.1", "version"), ("releases", "version")),
        *(("ada.lovelace@example.org", "mail"), ("lovelace", "mail"), ("example.org", "mail")),
        *(("example.com/docs", "web"), ("https://example.com/docs/find?page=2#top", "web")),
        *(("accomodation", "plain"), ("acommodation", "plain"), ("statoin", "plain")),
        *(
            ("bookings", "plain"),
            ("where's it booked??", "plain"),
            ("🦦", "emoji"),
            ("4711", "number"),
        ),
    ],
)
def test_what_was_written_is_found_by_what_is_asked(question: str, written: str) -> None:
    for path in (FACTS, DAY):
        for kept in (WRITTEN, {written: WRITTEN[written], "other": "Something else."}):
            best, *_ = found({path: items(*kept.values())}, question)
            assert best == WRITTEN[written]


@pytest.mark.parametrize("question", ["4712", "grace", "狗", "개", "dog", "xyzzy", "stop", "🦊"])
def test_what_was_not_written_is_not_found(question: str) -> None:
    assert found({FACTS: items(*WRITTEN.values())}, question) == []


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("v2.3.1", ("Fixed in v2.3.2.", "Fixed in v2.4.")),
        ("find_files", ("Did you find the files?", "Find all.", "My files.")),
        ("utils/load.py", ("Load utils with py.", "The utils.")),
        ("ada@example.org", ("Ada has an example: org charts.", "bob@example.org")),
        ("深色模式", ("色は深い。", "颜色很深。")),
    ],
)
def test_the_whole_name_comes_before_its_parts(question: str, others: tuple[str, ...]) -> None:
    files = {FACTS: items(*others, f"It was {question}, I think, or something much like it.")}
    assert question in found(files, question)[0]


def test_what_stands_under_a_heading_or_a_tag_is_found_by_that() -> None:
    heading = {FACTS: "## UI preferences\n\n- Dark mode everywhere.\n\n## Food\n\n- Likes tea.\n"}
    tags = {FACTS: items("Dark mode everywhere. #ui #preferences", "Likes tea.")}
    day = {DAY: "## UI preferences\n\n- Dark mode everywhere.\n\n## Food\n\n- Likes tea.\n"}
    for files in (heading, tags, day):
        assert found(files, "UI preferences")[0] == "Dark mode everywhere."


def test_a_fact_is_found_by_the_heading_it_was_filed_under() -> None:
    files = {
        FACTS: (
            "## Preferences\n\n- Dark mode everywhere.\n\n"
            "## Health & food\n\n- No peanuts, ever: they close my throat.\n"
        ),
        YESTERDAY: items("Had lunch with Dana.", "Bought a coat."),
    }
    assert found(files, "what foods should you avoid?")[0] == (
        "No peanuts, ever: they close my throat."
    )


def test_of_an_old_and_a_new_wish_the_new_one_holds() -> None:
    files = {
        FACTS: items(
            "~~Theme: solarized light.~~",
            "Theme: high contrast. (2026-01-01..2026-11-19)",
            "Theme: gruvbox dark. (since 2026-11-20)",
        ),
        YESTERDAY: items("~~Set the theme to solarized light.~~"),
        DAY: items("9:00 Theme: gruvbox dark."),
    }
    assert found(files, "which theme do I use?") == ["Theme: gruvbox dark."]
    everything = found(files, "which theme?", wanted=Filter(inactive=True))
    assert everything[0] == "Theme: gruvbox dark."
    assert len(everything) == 4


def test_what_is_over_or_forgotten_never_comes_up_however_it_is_asked_for() -> None:
    files = {
        SOUL: items("~~Call me Lee.~~"),
        FACTS: items("~~Lee's PIN is 4711.~~", "Lee's PIN is 4712. (until 2026-11-19)"),
        DAY: items("~~Told Lee the PIN.~~", "Lee lost the PIN.", "Rain. #private"),
    }
    for question in ("lee", '"lee lost the pin"', "4711", "pin lee 4711 4712", "lost", "rain"):
        for extent in (Extent(), Extent(around=5), Extent(200, coverage=0.01, around=20)):
            told = answer(
                files,
                question,
                quoted=True,
                extent=extent,
                forgotten=[entry_id("Lee lost the PIN.")],
            )
            shown = [e for hit in told.hits for e in (hit.entry, *hit.before, *hit.after)]
            assert {each.text for each in shown} <= {"Rain."}


def test_the_answer_to_a_question_in_the_log_is_found_by_the_question() -> None:
    files = {
        YESTERDAY: items(
            "Which day suits Sam for the move?", "Thursday, after four.", "Bought milk."
        ),
        DAY: items("Rain all day.", "Paid the rent."),
    }
    assert found(files, "which day suits Sam?")[:2] == [
        "Thursday, after four.",
        "Which day suits Sam for the move?",
    ]


def test_who_said_it_comes_before_others_who_spoke_of_them() -> None:
    files = {
        YESTERDAY: items("Sam: Dana's rent is fine."),
        DAY: items("Talked about rent with Dana.", "Dana: rent goes up in May."),
    }
    assert found(files, "what did Dana say about the rent?")[0] == "Dana: rent goes up in May."


def test_a_fact_kept_word_for_word_from_a_log_is_shown_once() -> None:
    files = {
        FACTS: items("Dana prefers mails."),
        YESTERDAY: items("9:00 Dana prefers mails. #people"),
        DAY: items("Wrote to Dana."),
    }
    hits = answer(files, "does Dana prefer mails?").hits
    assert [(hit.entry.path, len(hit.duplicates)) for hit in hits] == [(FACTS, 1), (DAY, 0)]


def test_a_fact_that_says_it_comes_before_what_only_stood_beside_it() -> None:
    long_ago = {
        f"memory/2026-10-{day:02}.md": items(*(f"Worked on item {day}." for _ in range(5)))
        for day in range(1, 29)
    }
    files = long_ago | {
        FACTS: items("Passport is in the safe.", "Likes tea.", "Has a cat."),
        DAY: items("Got up.", "Put the passport away.", "Bought milk.", "Slept."),
    }
    assert found(files, "where is my passport?")[:2] == [
        "Passport is in the safe.",
        "Put the passport away.",
    ]
