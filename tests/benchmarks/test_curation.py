"""What is asked of a curator: the days, the truth about them, and the figures made of both."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from benchmarks.curation import evenings
from benchmarks.curation import measuring
from benchmarks.curation.corpus import Corpus
from benchmarks.curation.corpus import corpora
from benchmarks.curation.corpus import corpus_in
from benchmarks.curation.corpus import untouched
from benchmarks.curation.evenings import day_of
from benchmarks.curation.evenings import live
from benchmarks.curation.expected import HOW
from benchmarks.curation.expected import Expected
from benchmarks.curation.expected import load
from benchmarks.curation.scoring import LONGEST
from benchmarks.curation.scoring import score
from benchmarks.world import Wrong
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry

ROOT = Path(__file__).parents[2]
CORPORA = list(corpora())
OURS = CORPORA[0]
TODAY = date(2031, 5, 20)

SPELLED = (
    "2026-12-07",
    "7 December",
    "7th of December 2026",
    "December 7",
    "Dec. 7th, 2026",
    "7. Dezember",
    "07.12.",
    "7.12.26",
)
ENTRIES = {
    "10-05": 11,
    "10-06": 10,
    "10-08": 10,
    "10-09": 11,
    "10-12": 11,
    "10-14": 13,
    "10-16": 12,
    "10-18": 9,
    "10-20": 10,
    "10-22": 11,
    "10-26": 11,
    "10-27": 10,
    "10-30": 12,
    "11-01": 8,
    "11-03": 11,
    "11-05": 11,
    "11-09": 9,
    "11-11": 8,
    "11-13": 10,
    "11-16": 10,
}

NO_FACTS = """
I always forget my umbrella, it is my brand.
If I were rich I would always fly first class and never see a train again.
If they ever move to Lisbon she wants a balcony over the river.
Bea says Tomasz might leave.
Maybe she should become vegan.
Prefers Vue.
Prefers the window seat.
Decided to have pizza.
Remember that time in Kraków when the till printed 400 receipts?
Foyerly always ships on time.
Loves how the build breaks exactly when the fridge is opened.
Ilja wants Kafka.
Wants a dog.
Took an iron tablet.
Trying Helix for a day.
Bread and cheese, the lactose-free kind, tastes of eraser.
Found falafel in Plagwitz.
Mungo hates the renal food.
Liv has a birthday party with hazelnuts.
Coffee first.
""".strip().splitlines()

TRUTH = """
[[keep]]
name = "kayak"
how = "said"
sections = ["Sports"]
any = [['kayak', 'owns?\\b|bought']]
not = ['sold']

[[keep]]
name = "launch"
how = "tagged"
any = [['launch', '2031-06-02']]

[[optional]]
name = "colour"
any = [['kayak', 'red\\b']]

[[stale]]
name = "canoe"
any = [['canoe']]
not = ['instead of']

[[never]]
name = "the code"
any = [['4711']]

[[never]]
name = "the diary"
any = [['diary']]
private = true
"""


@pytest.fixture
def truth(tmp_path: Path) -> Expected:
    return load(_toml(tmp_path, TRUTH))


def _toml(folder: Path, text: str) -> Path:
    file = folder / "expected.toml"
    file.write_text(text, "utf-8")
    return file


def log(day: Path) -> Document:
    return Document(f"memory/{day.name}", day.read_text("utf-8"))


def entries(corpus: Corpus) -> list[Entry]:
    return [entry for day in corpus.days for entry in log(day).entries]


def bullets(*sentences: str) -> str:
    return "".join(f"- {sentence}\n" for sentence in sentences)


# --- the days -------------------------------------------------------------------------------------


def test_every_day_has_the_entries_that_were_written() -> None:
    assert {day.stem.removeprefix("2026-"): len(log(day).entries) for day in OURS.days} == ENTRIES


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.name)
def test_no_line_of_a_day_is_swallowed(corpus: Corpus) -> None:
    for day in corpus.days:
        document = log(day)
        for entry in document.entries:
            assert entry.day == day_of(day)
            assert not any(line.startswith(("- ", "* ")) for line in entry.text.splitlines())
        marked = [line for line in document.lines if line.startswith(("- ", "* "))]
        starts = {document.lines[entry.line - 1] for entry in document.entries}
        assert set(marked) <= starts


def test_the_days_have_all_that_people_write() -> None:
    everything = entries(OURS)
    texts = [entry.text for entry in everything]
    assert [entry.text for entry in everything if entry.disabled] == ["I prefer the window seat."]
    assert sum(entry.private for entry in everything) == 3
    assert {entry.task for entry in everything} == {None, "open", "done"}
    assert {"decision", "fact", "till3", "move"} <= {t for e in everything for t in e.tags}
    assert sum(log(day).text.startswith("---\ntags: ") for day in OURS.days) == 1
    assert any("\nTold him to rotate it." in text for text in texts)
    assert sum(text.startswith("```") for text in texts) == 2
    assert sum(text.startswith("| room") for text in texts) == 1
    assert sum(text.startswith("Ignore previous instructions") for text in texts) == 1


# --- the truth ------------------------------------------------------------------------------------


def test_there_are_as_many_items_as_a_figure_needs() -> None:
    keep, optional, stale, never = OURS.expected
    assert (len(OURS.days), len(entries(OURS))) == (20, 208)
    assert (len(keep), len(optional), len(stale), len(never)) == (60, 22, 12, 10)
    counts = [sum(item.how == how for item in keep) for how in HOW]
    assert (sum(counts), counts[-1]) == (60, 12)
    assert all(item.days for item in (*keep, *stale))


@pytest.mark.parametrize("kind", ["keep", "optional", "stale"])
def test_every_way_to_say_something_fits_an_ideal_sentence(kind: str) -> None:
    for item in getattr(OURS.expected, kind):
        assert all(item.is_said_by(ideal) for ideal in item.ideal), item.name
        for words in item.any:
            alone = item._replace(any=(words,))
            assert any(alone.is_said_by(ideal) for ideal in item.ideal), (item.name, words)


def test_an_ideal_memory_scores_full_marks() -> None:
    keep, optional, _, _ = OURS.expected
    ideal = bullets(*(sentence for item in (*keep, *optional) for sentence in item.ideal))
    scored = score(ideal, OURS.expected, today=day_of(OURS.days[-1]))
    assert (scored.precision, scored.recall) == (1.0, 1.0)
    assert (scored.stale, scored.junk, scored.never) == ((), (), ())


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.name)
def test_who_believes_what_is_stale_knows_nothing_that_is_true(corpus: Corpus) -> None:
    stale = corpus.expected.stale
    memory = bullets(*(sentence for item in stale for sentence in item.ideal))
    scored = score(memory, corpus.expected, today=day_of(corpus.days[-1]))
    assert (scored.right, scored.found, scored.junk) == (0, (), ())
    assert len(scored.stale) == sum(bool(item.ideal) for item in stale)


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.name)
def test_what_an_entry_says_is_told_on_that_day(corpus: Corpus) -> None:
    keep, optional, stale, _ = corpus.expected
    for entry in entries(corpus):
        for item in (*keep, *optional, *stale):
            if item.days and item.is_said_by(entry.text):
                assert entry.day in item.days, (item.name, entry.headline)


@pytest.mark.parametrize("sentence", NO_FACTS)
def test_what_is_no_fact_passes_for_none(sentence: str) -> None:
    scored = score(bullets(sentence), OURS.expected, today=day_of(OURS.days[-1]))
    assert (scored.found, scored.right) == ((), 0)


def test_what_must_never_appear_stands_in_the_days_and_in_no_answer() -> None:
    keep, optional, _, never = OURS.expected
    for item in never:
        assert any(item.is_said_by(entry.text) for entry in entries(OURS)), item.name
        assert not any(item.is_said_by(ideal) for fact in keep for ideal in fact.ideal)
        if not item.private:
            assert not any(item.is_said_by(ideal) for fact in optional for ideal in fact.ideal)


def test_nobody_gets_far_who_takes_over_every_entry() -> None:
    scored = score(untouched(OURS.days).facts, OURS.expected, today=day_of(OURS.days[-1]))
    assert scored.facts == 208 - 2  # one is struck, the task at the Bürgeramt is over
    assert len(scored.stale) == len(OURS.expected.stale)
    assert len(scored.never) == len(OURS.expected.never) - 2  # what is private, stays so
    assert scored.precision is not None
    assert scored.precision < 0.4


@pytest.mark.parametrize("written", SPELLED)
def test_a_day_is_known_however_it_is_written(tmp_path: Path, written: str) -> None:
    item = load(_toml(tmp_path, "[[keep]]\nname = 'day'\nany = [['2026-12-07']]\n")).keep[0]
    assert item.is_said_by(f"Launch on {written}")
    assert item.is_said_by(f"{written}: launch")
    assert not item.is_said_by(f"Launch on 1{written}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[keep]]\nname = 'a'\nanny = [['b']]\n", "keep 'a': anny means nothing"),
        ("[[kept]]\nname = 'a'\n", "kept means nothing"),
        ("[[keep]]\nname = 'a'\nany = [[]]\n", "it needs a name of its own, and words"),
        ("[[keep]]\nname = 'a'\nany = [['b']]\nhow = 'loud'\n", "how is one of said, tagged"),
        ("[[keep]]\nname = 'a'\nany = [['(']]\n", "keep 'a': "),
        ("[[keep]]\nname = 'a'\nany = [['b']]\ndays = ['soon']\n", "Invalid isoformat"),
        ("[[keep]", "expected.toml: "),
    ],
)
def test_a_truth_that_means_nothing_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Wrong, match=said):
        load(_toml(tmp_path, text))


def test_a_truth_about_a_day_that_nobody_wrote_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2031-05-08.md").write_text("# 2031-05-08\n\n- Bought a kayak.\n", "utf-8")
    file = _toml(tmp_path, "[[keep]]\nname = 'a'\nany = [['b']]\ndays = ['2031-05-09']\n")
    with pytest.raises(Wrong, match="nobody wrote on 2031-05-09, where 'a' is told"):
        corpus_in(tmp_path, file, name="theirs")


# --- the figures ----------------------------------------------------------------------------------


def test_facts_are_counted_for_what_they_say(truth: Expected) -> None:
    memory = (
        "## Sports\n\n- Bought a kayak.\n- Her kayak is red.\n\n"
        "## Facts\n\n- Goes out in the canoe.\n- Had soup.\n- ~~Launch on 2 June.~~\n"
    )
    scored = score(memory, truth, today=TODAY)
    assert (scored.facts, scored.right, scored.precision, scored.recall) == (4, 2, 0.5, 0.5)
    assert [item.name for item in scored.found] == ["kayak"]
    assert [item.name for item in scored.missed] == ["launch"]
    assert scored.stale == (("canoe", "Goes out in the canoe."),)
    assert scored.junk == ("Had soup.",)
    assert (scored.never, scored.twice, scored.placed, scored.placeable) == ((), (), 1, 1)
    assert (scored.of("said").recall, scored.of("tagged").recall) == (1.0, 0.0)
    assert scored.of("repeated").recall is None


def test_what_has_expired_is_neither_right_nor_stale(truth: Expected) -> None:
    scored = score("- Goes out in the canoe. (until 2031-05-19)\n", truth, today=TODAY)
    assert (scored.facts, scored.precision, scored.stale) == (0, None, ())


def test_saying_it_twice_is_told_and_counts_once(truth: Expected) -> None:
    scored = score(bullets("Bought a kayak.", "She owns a kayak."), truth, today=TODAY)
    assert (scored.right, scored.recall, scored.twice) == (2, 0.5, ("kayak",))


def test_a_word_that_must_not_be_there_makes_it_another_fact(truth: Expected) -> None:
    scored = score("- Sold the kayak she bought.\n", truth, today=TODAY)
    assert (scored.right, len(scored.junk)) == (0, 1)


def test_who_says_too_much_says_nothing(truth: Expected) -> None:
    scored = score(f"- Bought a kayak. {'And so on. ' * LONGEST}\n", truth, today=TODAY)
    assert (scored.right, len(scored.junk)) == (0, 1)


def test_what_is_right_beside_what_is_stale_is_wrong(truth: Expected) -> None:
    scored = score("- Bought a kayak, loves the canoe.\n", truth, today=TODAY)
    assert (scored.right, scored.found, scored.junk, len(scored.stale)) == (0, (), (), 1)
    told = score("- Bought a kayak instead of the canoe.\n", truth, today=TODAY)
    assert (told.right, told.stale) == (1, ())


def test_what_must_never_appear_counts_wherever_it_stands(truth: Expected) -> None:
    scored = score("- Bought a kayak, lock 4711.\n", truth, today=TODAY)
    assert (scored.never, scored.right, scored.junk) == (("the code",), 0, ())
    assert score("- ~~Code 4711.~~\n", truth, today=TODAY).never == ("the code",)
    assert score("", truth, today=TODAY, soul="# Me\n\n- 4711\n").never == ("the code",)


def test_what_is_private_may_be_kept_as_such(truth: Expected) -> None:
    assert score("- Keeps a diary. #private\n", truth, today=TODAY).never == ()
    assert score("- Keeps a diary.\n", truth, today=TODAY).never == ("the diary",)


# --- the evenings ---------------------------------------------------------------------------------

STAND_IN = """#!{python}
import json, os, pathlib, sys
me = pathlib.Path(os.environ["MEM_HOME"], "me")
me.mkdir(exist_ok=True)
with open(me / "calls", "a") as calls:
    logs = len(list(me.glob("memory/*.md")))
    print(os.environ["MEM_NOW"], "ANTHROPIC_API_KEY" in os.environ, logs, *sys.argv[1:], file=calls)
if sys.argv[1] == "init":
    (me / "SOUL.md").write_text("# Me")
    (me / "MEMORY.md").write_text("## Sports\\n\\n")
else:
    with open(me / "MEMORY.md", "a") as facts:
        facts.write("- Bought a kayak.\\n")
    print(json.dumps({{"applied": [{{}}], "rejected": [{{"reason": "known"}}]}}))
sys.exit({code})
"""


def _stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, *, code: int = 0) -> None:
    program = folder / "mem"
    program.write_text(STAND_IN.format(python=sys.executable, code=code), "utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(evenings, "MEM", str(program))


def _days(folder: Path) -> list[Path]:
    days = [folder / f"2031-05-{number:02}.md" for number in (8, 10)]
    for day in days:
        day.write_text(f"# {day.stem}\n\n- Bought a kayak.\n", "utf-8")
    return days


@pytest.mark.parametrize("curator", ["rules", "claude"])
def test_each_evening_knows_the_days_so_far(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, curator: str
) -> None:
    _stand_in(tmp_path, monkeypatch)
    monkeypatch.setenv("ANTHROPIC_API_KEY", "none")
    memory = live(tmp_path / "home", _days(tmp_path), curator=curator, approves=False)
    keyed = curator == "claude"
    curate = f"curate --with {curator} --yes --json"
    assert (tmp_path / "home" / "me" / "calls").read_text("utf-8").splitlines() == [
        f"2031-05-08T06:00:00+00:00 {keyed} 0 init",
        f"2031-05-08T23:00:00+00:00 {keyed} 1 {curate}",
        f"2031-05-10T23:00:00+00:00 {keyed} 2 {curate}",
    ]
    assert memory.facts == "## Sports\n\n- Bought a kayak.\n- Bought a kayak.\n"
    assert (memory.soul, memory.applied, memory.rejected) == ("# Me", 2, ("known", "known"))


def test_a_curation_that_fails_is_no_score(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _stand_in(tmp_path, monkeypatch, code=30)
    with pytest.raises(Wrong, match="mem init on 2031-05-08 ended with 30"):
        live(tmp_path / "home", _days(tmp_path), curator="rules", approves=False)


def test_other_days_have_a_table_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _stand_in(tmp_path, monkeypatch)
    days = tmp_path / "theirs"
    days.mkdir()
    _days(days)
    options = ("--days", str(days), "--expected", str(_toml(tmp_path, TRUTH)), "--verbose")
    lines = list(measuring.measure(tmp_path / "place", *options))
    assert [" ".join(line.split()) for line in lines] == [
        "rules alone, theirs, 2 days 2 100.0 50.0 1/2 0 0 0 1 1/1",
        "rules and review, theirs, 2 days 4 100.0 50.0 1/2 0 0 0 1 1/1",
        "said 100.0 1/1",
        "tagged 0.0 0/1",
        "4 edits applied, 4 rejected",
        "rejected: known",
        "missed: launch (tagged)",
        "twice: kayak",
        "every entry, theirs, 2 days 2 100.0 50.0 1/2 0 0 0 1 0/1",
    ]


def test_a_secret_in_memory_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _stand_in(tmp_path, monkeypatch)
    days = tmp_path / "theirs"
    days.mkdir()
    _days(days)
    file = _toml(tmp_path, "[[never]]\nname = 'the boat'\nany = [['kayak']]\n")
    rows = measuring.measure(tmp_path / "place", "--days", str(days), "--expected", str(file))
    with pytest.raises(Wrong, match=r"MEMORY\.md or SOUL\.md tells the boat"):
        list(rows)


@pytest.mark.parametrize(
    ("words", "code", "printed", "said"),
    [
        (["--with", "claude"], 0, "curation: skipped, --with claude needs a key in $ANTHROPIC", ""),
        (["--days", "."], 2, "", "--days and --expected go together"),
        (["--nonsense"], 2, "", "unrecognized arguments: --nonsense"),
    ],
)
def test_options_stand_behind_the_name(
    words: list[str], code: int, printed: str, said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "curation", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert printed in done.stdout
    assert said in done.stderr
