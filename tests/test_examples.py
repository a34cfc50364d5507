"""The examples are executed, with the real `mem` and stand-ins for everybody it is put before."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest

from tests.support import sample
from tests.support.sample import CALL
from tests.support.sample import PASSPORT
from tests.support.sample import TABLE
from tests.support.sample import Mem
from tests.support.sample import told
from tests.support.standins import SHELLS
from tests.support.standins import Place
from tests.support.standins import placed

EXAMPLES = Path(__file__).parent.parent / "examples"
SCRIPTS = sorted(EXAMPLES.rglob("*.sh"))
ASK, PICK = EXAMPLES / "prompt-with-memory.sh", EXAMPLES / "pick.sh"

KEY = "sk-ant-secret"
ODD = [
    "Is it \"dark\" or 'light'? `id` $(touch pwned) ${HOME} \\n %s !!",
    "--help",
    "-p",
    "-- - -n 3",
    "Two lines,\n\n  ```\nand a fence\n```",
    "#pinned @mention ~ * ? [a-z] é 会議 👩\u200d👧",
    "x" * 300_000,
]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Mem:
    return sample.begun(tmp_path_factory.mktemp("original"))


@pytest.fixture
def place(original: Mem, home: Path, tmp_path: Path) -> Place:
    return placed(sample.copied(original, home), tmp_path)


def test_examples_are_plain_scripts_and_the_page_names_each() -> None:
    page = (EXAMPLES / "README.md").read_text("utf-8")
    assert [path.name for path in SCRIPTS] == [
        *("capture-session-end.sh", "memory-hook.sh", "demo.sh", "nightly-curate.sh"),
        *("pick.sh", "prompt-with-memory.sh"),
    ]
    for script in SCRIPTS:
        assert os.access(script, os.X_OK)
        first = script.read_text("utf-8").split("\n")[0]
        assert first == ("#!/usr/bin/env bash" if script.name == "demo.sh" else "#!/bin/sh")
        assert script.name in page
    assert "export MEM_TOPIC=billing" in page
    assert "(approving.md)" in page


# A prompt with memory


def context(place: Place, question: str) -> str:
    done = place.mem("context", "-", stdin=question, env={"MEM_NO_USAGE": "1"})
    assert (done.code, done.err) == (0, "")
    return done.out


@pytest.mark.parametrize("shell", SHELLS)
def test_the_context_stands_fenced_before_the_question(shell: str, place: Place) -> None:
    place.stands_in("claude")
    done = place.run(ASK, "when is", "the launch?", shell=shell)
    assert done == (0, "This is claude.\n", "")
    block = context(place, "when is the launch?")
    assert block.startswith("The fence below holds what is remembered about the user")
    assert block.endswith(
        f"{told('dark', 'utrecht', 'passport')}[Open tasks]\n{told('table')}```\n"
    )
    assert place.told("claude") == {"argv": ["-p"], "stdin": f"{block}\nwhen is the launch?\n"}


@pytest.mark.parametrize("question", ODD, ids=range(len(ODD)))
def test_a_question_comes_through_whatever_it_is_made_of(question: str, place: Place) -> None:
    place.stands_in("claude")
    before = place.files()
    ways = [place.run(ASK, stdin=question)]
    if len(question) < 100_000:  # what one argument may hold
        ways.append(place.run(ASK, question))
    for done in ways:
        assert done == (0, "This is claude.\n", "")
        heard = place.told("claude")["stdin"]
        assert heard == f"{context(place, question)}\n{question}\n"
    assert place.files() == before


@pytest.mark.parametrize(
    ("there", "asked"),
    [
        (["claude", "llm", "curl"], "claude"),
        (["llm", "curl"], "llm"),
        (["curl"], "curl"),
    ],
)
def test_the_first_that_there_is_is_asked(there: list[str], asked: str, place: Place) -> None:
    place.stands_in(*there)
    answer = '{"content": [{"type": "text", "text": "x"}]}'
    done = place.run(ASK, "dark?", env={"ANTHROPIC_API_KEY": KEY, "ANSWER": answer})
    assert (done.code, done.err) == (0, "")
    assert [name for name in there if (place.heard / name).exists()] == [asked]


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("gone", "not found"),
        ("fails", "mem: a bug\n"),
        ("a link", "is a symbolic link; mem does not follow it"),
        ("none yet", "there is no memory of 'me' yet"),
    ],
)
def test_where_mem_fails_the_question_is_asked_all_the_same(
    broken: str, why: str, place: Place
) -> None:
    place.stands_in("llm")
    if broken == "gone":
        (place.bin / "mem").unlink()
    elif broken == "fails":
        place.script("mem", "#!/bin/sh\necho 'half a context'; echo 'mem: a bug' >&2; exit 70\n")
    else:
        place.mem.store.rename(place.mem.home / "real")
        if broken == "a link":
            place.mem.store.symlink_to(place.mem.home / "real")
    done = place.run(ASK, "Dark mode?")
    assert (done.code, done.out) == (0, "This is llm.\n")
    assert why in done.err
    assert place.told("llm") == {"argv": [], "stdin": "Dark mode?\n"}


@pytest.mark.parametrize("shell", SHELLS)
def test_curl_is_given_the_key_where_nobody_can_see_it(shell: str, place: Place) -> None:
    place.stands_in("curl")
    question = 'Say "dark" \\ or\n`light`?'
    blocks = [{"type": "thinking"}, {"type": "text", "text": "Fine, "}, {"text": "\u2014 dark."}]
    answer = json.dumps({"content": blocks})
    done = place.run(ASK, question, env={"ANTHROPIC_API_KEY": KEY, "ANSWER": answer}, shell=shell)
    assert done == (0, "Fine, \u2014 dark.\n", "")
    heard = place.told("curl")
    assert heard["argv"][-1] == "https://api.anthropic.com/v1/messages"
    assert heard["headers"] == (
        f"x-api-key: {KEY}\nanthropic-version: 2023-06-01\ncontent-type: application/json\n"
    )
    sent = json.loads(heard["stdin"])
    assert list(sent) == ["model", "max_tokens", "messages"]
    assert sent["messages"] == [
        {"role": "user", "content": f"{context(place, question)}\n{question}\n"}
    ]
    assert {"mem", "python3", "cat"} >= {file.suffix[1:] for file in place.heard.glob("argv.*")}
    assert KEY not in place.argv + " ".join(heard["argv"])


def test_another_address_and_another_model_can_be_named(place: Place) -> None:
    place.stands_in("curl")
    named = {"ANTHROPIC_BASE_URL": "http://localhost:8080/", "ANTHROPIC_MODEL": "mine"}
    place.run(ASK, "dark?", env={"ANTHROPIC_API_KEY": KEY, **named, "ANSWER": '{"content": []}'})
    assert place.told("curl")["argv"][-1] == "http://localhost:8080/v1/messages"
    assert json.loads(place.told("curl")["stdin"])["model"] == "mine"


@pytest.mark.parametrize(
    ("env", "code", "says"),
    [
        ({"ANSWER": '{"type": "error", "error": {"message": "invalid x-api-key"}}'}, 1, "invalid"),
        ({"ANSWER": "{}"}, 1, "this is no answer of the Messages API"),
        ({"ANSWER": "", "EXIT": "7"}, 7, ""),
        ({"ANTHROPIC_API_KEY": None}, 1, "nobody to ask: install claude or llm, or set"),
    ],
)
def test_what_goes_wrong_is_told(
    env: dict[str, str | None], code: int, says: str, place: Place
) -> None:
    place.stands_in("curl")
    done = place.run(ASK, "dark?", env={"ANTHROPIC_API_KEY": KEY, **env})
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(says)


def test_without_a_question_nobody_is_asked(place: Place) -> None:
    place.stands_in("claude")
    usage = "usage: prompt-with-memory.sh QUESTION, or the question on stdin\n"
    assert place.run(ASK) == (2, "", usage)
    assert not (place.heard / "claude").exists()


# A picker

FZF = f"""\
#!{sys.executable} -I
import json, os, subprocess, sys
lines = sys.stdin.read().splitlines()
preview = sys.argv[sys.argv.index("--preview") + 1]
shown = [
    subprocess.run(["sh", "-c", preview.replace("{{1}}", line.split()[0])], capture_output=True)
    for line in lines[:1]
]
with open(os.environ["HEARD"] + "/fzf", "w") as file:
    json.dump([lines, [[each.returncode, each.stdout.decode()] for each in shown]], file)
print(*lines[: int(os.environ.get("PICKED", "1"))], sep="\\n")
sys.exit(int(os.environ.get("EXIT", "0")) if lines else 1)
"""
PASSPORT_WORDS = "Passport must be renewed. #admin (until 2027-03-01)"


@pytest.mark.parametrize("shell", SHELLS)
def test_the_id_of_what_is_picked_is_printed(shell: str, place: Place) -> None:
    place.script("fzf", FZF)
    assert place.run(PICK, "passport", shell=shell) == (0, f"{PASSPORT[:8]}\n", "")
    lines, shown = place.told("fzf")
    assert lines == [f"{PASSPORT[:8]} {PASSPORT_WORDS}"]
    whole = place.mem("show", PASSPORT[:8])
    assert shown == [[0, whole.out]]
    assert whole.out.startswith(told("passport"))


def test_words_are_printed_when_they_are_asked_for(place: Place) -> None:
    place.script("fzf", FZF)
    assert place.run(PICK, "-w", "passport") == (0, f"{PASSPORT_WORDS}\n", "")
    both = place.run(PICK, "-w", "--tag", "billing", env={"PICKED": "2"})
    call = "Call with Dana: launch moved to 3 December. She will confirm in writing. #billing"
    lines = ["[ ] 9:20 Send Dana the cost table. #billing", f"14:02 {call}"]
    assert both == (0, "".join(f"{line}\n" for line in lines), "")
    assert place.run(PICK, "--tag", "billing", env={"PICKED": "2"}).out.split() == [
        *(TABLE[:8], CALL[:8])
    ]


def test_without_words_everything_is_there_to_pick_from(place: Place) -> None:
    place.script("fzf", FZF)
    assert place.run(PICK).code == 0
    names = [
        *("soul", "dark", "light", "utrecht", "passport", "early"),
        *("pill", "call", "second pill", "table", "diary"),
    ]
    expected = [re.sub(r"^- (.*) \(\S+ (\w+)\)$", r"\2 \1", line[:-1]) for line in map(told, names)]
    assert place.told("fzf")[0] == expected


@pytest.mark.parametrize(
    ("words", "env", "code", "says"),
    [
        (["passport"], {"EXIT": "130"}, 130, ""),
        (["zebra"], {}, 1, "mem: nothing is remembered about 'zebra'"),
        (["--tag", "42"], {}, 1, "mem: '42' is not a tag"),
    ],
)
def test_nothing_is_printed_where_nothing_is_picked(
    words: list[str], env: dict[str, str | None], code: int, says: str, place: Place
) -> None:
    place.script("fzf", FZF)
    done = place.run(PICK, *words, env=env)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(says)
