from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.search.words import asked
from memory_cli.search.words import is_unspaced
from memory_cli.search.words import spans
from memory_cli.search.words import words

LONGEST = 64
TRICKY = (
    *("a", "B", "s", "S", "t", "1", "9", "_", ".", "/", ":", "@", "'", "’", "-", "#", "://", " "),
    *("\n", "\x00", "ß", "İ", "ı", "Ǆ", "ŉ", "ﬃ", "½", "№", "ﷺ", "´", "\u0301", "\u0327", "\u0338"),
    *(
        "字",
        "色",
        "が",
        "か\u3099",
        "ﾊﾟ",
        "\u3099",
        "ー",
        "〜",
        "가",
        "\u1100",
        "\u1161",
        "\u11a8",
        "ㅋ",
    ),
    *("ที่", "น", "\u0e33", "က္", "ខ្មែ", "हि", "क़", "\u093c", "\u094d", "\u0bc6\u0bbe", "ب", "\u064b"),
    *(
        "❤",
        "❤\ufe0f",
        "👍🏽",
        "🇩",
        "🇪",
        "\U0001fadf",
        "\u200b",
        "\u200d",
        "\u202e",
        "\xad",
        "\ud800",
    ),
    *("Ω", "ς", "й", "Ꭰ", "ꭰ", "٣", "๓", "\u0640", "\U000e0067", "\U000323b0", "ﾠ", "─", "™", "€"),
)

any_text = st.text(st.characters(exclude_categories=()))
hard_text = st.one_of(any_text, st.lists(st.sampled_from(TRICKY)).map("".join))
ascii_text = st.one_of(
    st.text(st.characters(max_codepoint=0x7F)),
    st.lists(st.sampled_from([part for part in TRICKY if part.isascii()])).map("".join),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param(" \t\n\x00 -- ... !?", "", id="no word"),
        pytest.param("Met Ann at the Zoo.", "meet ann at the zoo", id="case"),
        pytest.param("one,two;three(four)[five]*six*", "one two three four five six", id="marks"),
        pytest.param("Chose, chosen; choose?", "choose choose choose", id="irregular verbs"),
        pytest.param("well-known 2026-05-03", "well know 2026 05 03", id="hyphens"),
        pytest.param("5kg 3D mp3 1st", "5kg 3d mp3 1st", id="letters and digits"),
        pytest.param("x" * 100, "x" * 64, id="long"),
    ],
)
def test_plain_text_gives_its_words_in_lower_case(text: str, found: str) -> None:
    assert words(text) == found.split()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Caroline's", "caroline", id="of somebody"),
        pytest.param("CAROLINE’S", "caroline", id="curly"),
        pytest.param("James's dogs' '90s", "james dogs 90s", id="outside"),
        pytest.param("don't DON’T I'm we'll they've", "dont dont im well theyve", id="contracted"),
        pytest.param("shouldn't've", "shouldntve", id="contracted twice"),
        pytest.param("O'Brien", "o brien obrien", id="name"),
        pytest.param("l’école", "l ecole lecole", id="elision"),
        pytest.param("rock'n'roll", "rock n roll rocknroll", id="two"),
        pytest.param("Ann's-and-'quoted'", "ann and quoted", id="quotes"),
        pytest.param("6'2 1'000", "6 2 1 000", id="between digits"),
        pytest.param("п'ять", "п ять пять", id="Ukrainian"),
    ],
)
def test_apostrophes_belong_to_their_word(text: str, found: str) -> None:
    assert words(text) == found.split()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("snake_case", "snake case snake_case", id="snake"),
        pytest.param("MAX_SIZE", "max size max_size", id="constant"),
        pytest.param("__init__", "init", id="dunder"),
        pytest.param("_so_ said", "so say", id="emphasis"),
        pytest.param("camelCase", "camel case camelcase", id="camel"),
        pytest.param("HTTPServer", "http server httpserver", id="acronym first"),
        pytest.param("parseURL2", "parse url url2 parseurl parseurl2", id="acronym last"),
        pytest.param("python3 sha256", "python python3 sha sha256", id="numbered"),
        pytest.param("iPhone YouTube", "i phone iphone you tube youtube", id="brands"),
        pytest.param("PDFs URLs", "pdfs urls", id="plural acronyms"),
        pytest.param("S3Bucket", "s3 bucket s3bucket", id="digit inside"),
        pytest.param("größeÄndern", "grosse andern grosseandern", id="camel with accents"),
        pytest.param("dotted.names", "dotted names dotted.names", id="dotted"),
        pytest.param("mem.find_files", "mem find files find_files mem.find_files", id="nested"),
        pytest.param("std::vector", "std vector std::vector", id="colons"),
        pytest.param("end. Next", "end next", id="end of a sentence"),
        pytest.param("the end.", "the end", id="last in a text"),
        pytest.param("so...then", "so then", id="ellipsis"),
        pytest.param("e.g. this", "e g e.g this", id="abbreviation"),
        pytest.param("v2.3.1", "v2 3 1 v2.3.1", id="version"),
        pytest.param("v2.3.1-rc1", "v2 3 1 v2.3.1 rc1", id="version and hyphen"),
        pytest.param("10:00", "10 00 10:00", id="time"),
        pytest.param("note: at 10:00,", "note at 10 00 10:00", id="colon after a word"),
        pytest.param("3.5.2026", "3 5 2026 3.5.2026", id="date with dots"),
        pytest.param("and/or", "and or and/or", id="slash"),
        pytest.param("@ann #ui", "ann ui", id="mention and tag"),
        pytest.param(
            "src/app/main.py.",
            "src app main py main.py src/app/main.py",
            id="path",
        ),
        pytest.param(
            "~/src/__init__.py",
            "src init py init__.py src/__init__.py",
            id="path with underscores",
        ),
        pytest.param(
            "<Ann@Example.com>",
            "ann example com example.com ann@example.com",
            id="email",
        ),
        pytest.param(
            "(https://Example.com/a-b/?q=1#top).",
            "https example com example.com a b q 1 top https://example.com/a-b/?q=1#top",
            id="URL",
        ),
        pytest.param(
            "[it](https://a.io/x) https://a.io/",
            "it https a io a.io x https://a.io/x https a io a.io https://a.io",
            id="URL in markdown",
        ),
        pytest.param("https://", "https", id="no URL"),
    ],
)
def test_names_give_their_parts_and_the_whole(text: str, found: str) -> None:
    assert words(text) == found.split()


@pytest.mark.parametrize("name", ["main.py", "find_files", "HTTPServer", "a.io", "O'Brien", "py"])
def test_a_name_that_is_part_of_a_longer_one_is_found_there_as_a_phrase(name: str) -> None:
    inside, alone = words(f"see src/{name}, please"), words(name)
    assert any(inside[i : i + len(alone)] == alone for i in range(len(inside)))


def test_no_heap_of_marks_makes_a_long_word() -> None:
    assert max(map(len, words("ก" + "\u0e48" * 100))) == LONGEST


def test_a_blob_is_one_word_and_no_camel() -> None:
    blob = "iVBORw0KGgoAAAANSUhEUgAA" * 4
    assert words(blob) == [blob.lower()[:LONGEST]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Ärger über Öl", "arger uber ol", id="German"),
        pytest.param("Straße STRASSE ẞ", "strasse strasse ss", id="sharp s"),
        pytest.param("Ærø Łódź Đà œuvre Þór", "aero lodz da oeuvre thor", id="undecomposed"),
        pytest.param("İstanbul ISPARTA ılık", "istanbul isparta ilik", id="Turkish"),
        pytest.param("tiếng Việt", "tieng viet", id="Vietnamese"),
        pytest.param("ΌΣΟΣ όσος", "οσοσ οσοσ", id="Greek"),
        pytest.param("Ёлка МОЙ", "елка мои", id="Cyrillic"),
        pytest.param("שָׁלוֹם שלום", "שלום שלום", id="Hebrew points"),
        pytest.param("عَرَبِيّ عـــربي", "عربي عربي", id="Arabic points and tatweel"),
        pytest.param("أحمد إحمد ٱحمد آحمد", "احمد احمد احمد احمد", id="alef"),
        pytest.param("کتابی كتابي", "كتابي كتابي", id="Persian keyboard"),
        pytest.param("می\u200cخواهم", "ميخواهم", id="Persian joiner"),
        pytest.param("हिन्दी, क़लम।", "हिन्दी क़लम", id="Devanagari"),
        pytest.param("தமிழ்", "தமிழ்", id="Tamil"),
        pytest.param("٣٤ ४५ ３６", "34 45 36", id="digits"),
        pytest.param("ﬁne ｆｕｌｌ m² ①", "fine full m2 1", id="compatibility"),
        pytest.param("½ №5", "1 2 no5", id="one character, several"),
        pytest.param("１２：３０", "12 30 12:30", id="full width time"),
        pytest.param("„so“—«that»…", "so that", id="punctuation"),
    ],
)
def test_accents_and_forms_are_folded(text: str, found: str) -> None:
    assert words(text) == found.split()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("深色模", "深 深色 色 色模 模", id="Chinese"),
        pytest.param("深", "深", id="one character"),
        pytest.param("深色。模式", "深 深色 色 模 模式 式", id="punctuation cuts"),
        pytest.param("用dark模式", "用 dark 模 模式 式", id="Latin cuts"),
        pytest.param("第12回", "第 12 回", id="digits cut"),
        pytest.param("文件main.py在", "文 文件 件 main py main.py 在", id="a name inside"),
        pytest.param("がぎ か\u3099", "が がぎ ぎ が", id="kana"),
        pytest.param("ﾊﾟｿｺﾝ", "パ パソ ソ ソコ コ コン ン", id="half width kana"),
        pytest.param("データ", "デ デー ー ータ タ", id="long vowel"),
        pytest.param("서울에", "서 서울 울 울에 에", id="Hangul"),
        pytest.param(unicodedata.normalize("NFD", "서울"), "서 서울 울", id="Hangul decomposed"),
        pytest.param("ที่กิน", "ที่ ที่กิ กิ กิน น", id="Thai"),
        pytest.param("ລາວ", "ລ ລາ າ າວ ວ", id="Lao"),
        pytest.param("ខ្មែរ", "ខ្ ខ្មែ មែ មែរ រ", id="Khmer"),
        pytest.param("မြန်မာ", "မြ မြန် န် န်မာ မာ", id="Myanmar"),
        pytest.param("𠮷野", "𠮷 𠮷野 野", id="beyond the basic plane"),
        pytest.param("葛\U000e0100城", "葛 葛城 城", id="variant"),
        pytest.param("๑๒ ข้อ", "12 ข้ ข้อ อ", id="Thai digits"),
    ],
)
def test_scripts_without_spaces_give_characters_and_pairs(text: str, found: str) -> None:
    assert words(text) == found.split()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("done✅now 🎉🎉", "do ✅ now 🎉 🎉", id="pictographs"),
        pytest.param("❤️ ❤", "❤ ❤", id="variation selector"),
        pytest.param("👍🏽 👍", "👍 👍", id="skin"),
        pytest.param("👨‍👩‍👧", "👨 👩 👧", id="family"),
        pytest.param("🇩🇪🇫🇷", "🇩🇪 🇫🇷", id="flags"),
        pytest.param("🏴\U000e0067\U000e0062\U000e007f", "🏴", id="flag of tags"),
        pytest.param("1️⃣", "1", id="keycap"),
        pytest.param("a\U0001fadfb", "a \U0001fadf b", id="newer than this Python"),
        pytest.param("├── src │ ▓ \ufffd 20°C ©", "src 20 c", id="no pictographs"),
        pytest.param("€5 → x = ^", "5 x", id="other symbols"),
    ],
)
def test_pictographs_are_words_in_one_form(text: str, found: str) -> None:
    assert words(text) == found.split()


@pytest.mark.parametrize(
    "char", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u202e", "\u2066", "\xad", "\u034f"]
)
def test_what_nobody_sees_neither_parts_nor_joins(char: str) -> None:
    assert words(f"pass{char}word {char} a.{char}b 深{char}色") == words("password a.b 深色")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What did Caroline’s sister say?", "caroline sister say"),
        ("whats the wifi password", "wifi password"),
        ("I don't know when we'd met Ann, Ann!", "know wed meet ann ann"),
        ("who am I", "who am i"),
        ("May I see the ID?", "may see id"),
        ("深色 of 模", "深 深色 色 模"),
        ("", ""),
    ],
)
def test_a_question_is_its_words_without_stop_words_unless_it_has_no_others(
    text: str, found: str
) -> None:
    assert asked(text) == found.split()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("Ann's dog", [(0, 5, ("ann",)), (6, 9, ("dog",))], id="plain"),
        pytest.param("in a.b!", [(0, 2, ("in",)), (3, 6, ("a", "b", "a.b"))], id="name"),
        pytest.param(
            "深色模",
            [(0, 1, ("深", "深色")), (1, 2, ("色", "深色", "色模")), (2, 3, ("模", "色模"))],
            id="run",
        ),
        pytest.param("é e\u0301 ﬁ", [(0, 1, ("e",)), (2, 4, ("e",)), (5, 6, ("fi",))], id="folded"),
        pytest.param("\u200ba\u200bb c", [(1, 4, ("ab",)), (5, 6, ("c",))], id="unseen"),
        pytest.param("½ a", [(0, 1, ("1", "2")), (2, 3, ("a",))], id="two words of a character"),
        pytest.param(
            "㍿",
            [(0, 1, ("株", "株式", "式", "株式", "式会", "会", "式会", "会社", "社", "会社"))],
            id="run of one",
        ),
        pytest.param("ﾊﾟﾝ", [(0, 2, ("パ", "パン")), (2, 3, ("ン", "パン"))], id="half width"),
        pytest.param("👍🏽!", [(0, 2, ("👍",))], id="emoji"),
    ],
)
def test_spans_say_where_words_stand(
    text: str, found: list[tuple[int, int, tuple[str, ...]]]
) -> None:
    assert spans(text) == found


@given(hard_text)
@example("ᄀ\u200bᅡ")  # two letters that nothing visible keeps apart
@example("क\u094d\u093c")  # marks in no canonical order
def test_spans_give_exactly_the_words_of_the_text(text: str) -> None:
    assert {word for *_, given in spans(text) for word in given} == set(words(text))


@given(hard_text)
def test_spans_are_in_order_and_do_not_overlap(text: str) -> None:
    borders = [border for start, end, _ in spans(text) for border in (start, end)]
    assert borders == sorted(borders)
    assert all(0 <= start < end <= len(text) for start, end, _ in spans(text))


@given(hard_text)
def test_a_word_has_something_to_it_and_no_white_space(text: str) -> None:
    for word in words(text):
        assert word.split() == [word]
        assert "\x00" not in word
        assert word == word.casefold()
        assert len(word) <= LONGEST


@given(hard_text)
def test_words_of_words_are_the_same_words(text: str) -> None:
    """As a set: parts come again before each whole. What was cut may end in half a part."""
    found = set(words(text))
    if all(len(word) < LONGEST for word in found):
        assert set(words(" ".join(words(text)))) == found


@given(hard_text, st.text(" \t\n\u3000\u2028"))
def test_white_space_around_a_text_changes_nothing(text: str, space: str) -> None:
    assert words(space + text + space) == words(text)


@given(hard_text)
@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_a_text_has_the_same_words_in_every_normal_form(form: str, text: str) -> None:
    assert words(unicodedata.normalize(form, text)) == words(text)  # type: ignore[arg-type]


@given(ascii_text)
def test_words_are_the_same_beside_other_scripts(text: str) -> None:
    assert words(f"{text} é") == [*words(text), "e"]
    assert words(f"{text} 色") == [*words(text), "色"]


@given(st.text("深色模式가が", min_size=1), st.data())
def test_a_phrase_is_a_contiguous_part_of_its_run(run: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(run) - 1))
    phrase = words(run[start : data.draw(st.integers(start + 1, len(run)))])
    found = words(run)
    assert any(found[i : i + len(phrase)] == phrase for i in range(len(found)))


@given(hard_text)
def test_a_question_keeps_the_order_and_repeats_of_its_words(text: str) -> None:
    rest = iter(words(text))
    assert all(word in rest for word in asked(text))
    assert bool(asked(text)) == bool(words(text))


@pytest.mark.parametrize(
    ("char", "unspaced"),
    [
        ("深", True),
        ("が", True),
        ("가", True),
        ("ก", True),
        ("a", False),
        ("ж", False),
        ("ბ", False),
    ],
)
def test_scripts_are_told_apart(char: str, unspaced: bool) -> None:
    assert is_unspaced(char) is unspaced
