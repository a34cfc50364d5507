"""The table of LoCoMo, made of a conversation that nobody had."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from pkgutil import resolve_name

import pytest

from benchmarks import locomo
from benchmarks.ablations import switched
from benchmarks.ablations import switches
from benchmarks.world import Wrong
from memory_cli import search

ROOT = Path(__file__).parents[2]
DATA = [
    {
        "conversation": {
            "speaker_a": "Ilse",
            "session_1_date_time": "1:56 pm on 8 May, 2031",
            "session_1": [
                {"dia_id": "D1:1", "speaker": "Ilse", "text": "Guess what,\nI  bought a kayak!"},
                {"dia_id": "D1:2", "speaker": "Bo", "text": "Look!", "blip_caption": "a barn owl"},
            ],
            "session_2_date_time": "10:04 am on 19 June, 2031",
            "session_2": [
                {"dia_id": "D2:1", "speaker": "Bo", "text": "I repaired my bicycle."},
            ],
            "session_3_date_time": "9:00 am on 20 June, 2031",
        },
        "qa": [
            {"question": "What did Ilse buy?", "category": 4, "evidence": ["D1:1", "D9:9"]},
            {"question": "Which owls and repairs?", "category": 1, "evidence": ["D1:2; D:2:01"]},
            {"question": "What is not known?", "category": 3, "evidence": []},
            {"question": "What did Bo never say?", "category": 5, "evidence": ["D1:2"]},
        ],
    }
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    file = tmp_path / "DATA.json"
    file.write_text(json.dumps(DATA), "utf-8")
    return file


def rows(place: Path, data: Path) -> dict[str, list[str]]:
    """The table, the figures by what they are of."""
    lines = list(locomo.measure(place, data))
    return {line[:38].strip(): line[38:].split() for line in lines}


def test_a_session_is_a_log_and_a_turn_a_bullet(tmp_path: Path, data: Path) -> None:
    rows(tmp_path / "place", data)
    logs = tmp_path / "place" / "ours" / "0" / "me" / "memory"
    assert {path.name: path.read_text("utf-8") for path in logs.iterdir()} == {
        "2031-05-08.md": (
            "# 2031-05-08\n\n"
            "- Ilse: Guess what, I bought a kayak!\n"
            "- Bo: Look! [image: a barn owl]\n"
        ),
        "2031-06-19.md": "# 2031-06-19\n\n- Bo: I repaired my bicycle.\n",
    }


def test_only_questions_with_evidence_and_an_answer_count(tmp_path: Path, data: Path) -> None:
    table = rows(tmp_path / "place", data)
    assert table["mem recall"] == ["2", "100.0", "100.0", "100.0", "100.0"]
    assert table["multi-hop"] == ["1", "100.0", "100.0", "100.0", "100.0"]
    assert table["temporal"] == ["0"]
    assert list(table)[:6] == [
        "mem recall",
        *locomo.CATEGORIES.values(),
        "mean of the conversations",
    ]
    assert list(table)[6:] == [*switches(), "rank_bm25"]


def test_what_is_switched_off_is_missed(tmp_path: Path, data: Path) -> None:
    table = rows(tmp_path / "place", data)
    assert table["no stems"][:3] == ["2", "75.0", "75.0"]  # "repairs" is not "repaired"
    assert rows(tmp_path / "again", data) == table


@pytest.mark.parametrize("name", switches())
def test_a_switch_sets_what_there_is_and_takes_it_back(name: str) -> None:
    switch = switches()[name]
    before = {place: resolve_name(f"memory_cli.search.{place}") for place in switch}
    with switched(switch):
        for place, value in switch.items():
            assert resolve_name(f"memory_cli.search.{place}") is value
    for place, value in before.items():
        assert resolve_name(f"memory_cli.search.{place}") is value


def test_a_switch_reaches_every_module_that_has_what_it_sets() -> None:
    names = [f"memory_cli.search.{name}" for _, name, _ in iter_modules(search.__path__)]
    for switch in switches().values():
        for place in switch:
            given, attribute = resolve_name(f"memory_cli.search.{place}"), place.split(".")[1]
            for name in names:
                if getattr(import_module(name), attribute, None) is given:
                    assert f"{name.rpartition('.')[2]}.{attribute}" in switch


def test_two_sessions_of_one_day_are_told(tmp_path: Path) -> None:
    twice = json.loads(json.dumps(DATA))
    twice[0]["conversation"]["session_2_date_time"] = "9:00 pm on 8 May, 2031"
    (tmp_path / "DATA.json").write_text(json.dumps(twice), "utf-8")
    with pytest.raises(Wrong, match="two sessions on 2031-05-08"):
        rows(tmp_path / "place", tmp_path / "DATA.json")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["locomo"], 0, f"locomo: skipped, it needs {locomo.NEEDS}\n"),
        (["nothing"], 2, "no such benchmark or file: nothing; there are "),
        (["locomo", "nowhere.json"], 2, "no such benchmark or file: nowhere.json; there are "),
    ],
)
def test_data_is_named_behind_the_benchmark(words: list[str], code: int, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout.startswith(said)
