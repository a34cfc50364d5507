"""Curations that go wrong: the model, the network, the machine, many at once."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest

from memory_cli.core.identity import entry_id
from tests.faults.chaos import why_not
from tests.faults.failpoint import killed_at
from tests.faults.sweep import Case
from tests.faults.sweep import Sweep
from tests.faults.sweep import Tell
from tests.faults.sweep import a_sample
from tests.faults.sweep import swept
from tests.support import FULL
from tests.support.messages_api import KEY
from tests.support.messages_api import Answer
from tests.support.messages_api import MessagesApi
from tests.support.messages_api import Reply
from tests.support.messages_api import Request
from tests.support.messages_api import added
from tests.support.messages_api import block
from tests.support.messages_api import garbage
from tests.support.messages_api import hang_up
from tests.support.messages_api import message
from tests.support.messages_api import partial_json
from tests.support.messages_api import plan
from tests.support.messages_api import refusal
from tests.support.messages_api import retired
from tests.support.messages_api import revised
from tests.support.messages_api import text
from tests.support.messages_api import unauthorized
from tests.support.scene import DAY
from tests.support.scene import Deed
from tests.support.scene import Files
from tests.support.scene import Scene

CLAUDE = ("curate", "--with", "claude", "--yes")
BY = "claude:claude-sonnet-5-5"
NEEDS_STRACE = pytest.mark.skipif(bool(why_not()), reason=why_not())
FACTS = [f"Fact number {number}." for number in range(10)]
GOOD = plan(add=(added("Lives in Delft.", "E1", section="Facts"),))


def prepared(scene: Scene) -> Scene:
    """Ten facts that no person wrote, one that one did, and two entries to consider."""
    assert scene.mem("add", stdin="\n".join(FACTS), env={"MEM_ACTOR": "agent"}).code == 0
    assert scene.mem("add", "Likes tea.").code == 0
    assert scene.mem("log", stdin="Moved to Delft.\n").code == 0
    assert scene.mem("log", "Bought a cat.").code == 0
    return scene


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return prepared(Scene(tmp_path_factory.mktemp("base") / "mem"))


@pytest.fixture
def lived(base: Scene, tmp_path: Path) -> Scene:
    return base.copy(tmp_path / "mem")


def whole(scene: Scene) -> Files:
    """Every byte of the memory but caches: history and what is local too."""
    names = {"index.db", "repository.json", "soul.json", "lock"}
    found = (path for path in scene.root.rglob("*") if path.is_file() and path.name not in names)
    return {path.relative_to(scene.root).as_posix(): path.read_bytes() for path in found}


# A2: many at once


def test_a2_adds_never_wait_for_the_model_and_none_is_lost(lived: Scene) -> None:
    asked, answered = threading.Event(), threading.Event()

    def thinks(_request: Request) -> Reply:
        asked.set()
        assert answered.wait(60)
        edits = (
            revised("F1", "Fact number zero.", "E1"),
            added("Lives in Delft.", "E1", section="Facts"),
            added("Has a cat.", "E2", section="Facts"),
        )
        return plan(add=edits[1:], revise=edits[:1])

    told: list[tuple[int, str, str]] = []
    with MessagesApi(thinks) as api:
        curation = threading.Thread(
            target=lambda: told.append(lived.mem(*CLAUDE, "--json", env=api.env))
        )
        curation.start()
        assert asked.wait(60)
        words = [f"Meanwhile {number}." for number in range(6)]
        took = []
        for word in words:  # the model has not answered: who would wait for it, waits for ever
            began = time.monotonic()
            assert lived.mem("add", word).code == 0
            assert lived.mem("log", word).code == 0
            took.append(time.monotonic() - began)
        assert lived.mem("add", "Has a cat.").code == 0
        assert lived.mem("forget", entry_id(FACTS[0]), "--yes").code == 0
        assert told == []
        answered.set()
        curation.join(60)
    assert max(took) < 10  # seconds, which is when a lock is given up
    done = json.loads(told[0][1])
    assert [each["text"] for each in done["applied"]] == ["Lives in Delft."]
    assert {each["text"]: each["reason"] for each in done["rejected"]} == {
        "Fact number zero.": "the fact it is about does not stand in MEMORY.md",
        "Has a cat.": "it is a fact already",
    }
    facts, log = lived.read("MEMORY.md"), lived.read(DAY)
    held = [word for word in words if f"- {word}\n" in facts and f" {word}\n" in log]
    assert (held, facts.count("Has a cat."), FACTS[0] in facts) == (words, 1, False)
    assert lived.wounds == []
    with MessagesApi(plan()) as api:
        assert lived.mem(*CLAUDE, "--json", env=api.env).json["considered"] == len(words)


def test_a2_curations_and_adds_in_a_loop_lose_nothing(lived: Scene) -> None:
    stop = threading.Event()
    words: list[str] = []

    def adds() -> None:
        while not stop.is_set():
            word = f"Meanwhile {len(words)}."
            assert lived.mem("log" if len(words) % 2 else "add", word).code == 0
            words.append(word)

    def thinks(request: Request) -> Reply:
        time.sleep(0.3)
        number = len(api.requests)
        return plan(add=(added(f"Curation {number}.", "E1", section="Facts"),))

    writer = threading.Thread(target=adds)
    with MessagesApi(thinks) as api:
        writer.start()
        codes = [lived.mem(*CLAUDE, env=api.env).code for _ in range(3 if FULL else 2)]
        stop.set()
        writer.join(60)
        asked = len(api.requests)
    assert set(codes) <= {0}
    everything = lived.read("MEMORY.md") + lived.read(DAY)
    assert [word for word in words if everything.count(f"{word}\n") != 1] == []
    assert [n for n in range(1, asked + 1) if f"Curation {n}." not in everything] == []
    assert lived.story.count(Deed("curate", BY)) == asked
    assert lived.wounds == []


# B34: what the model may answer


HUGE = tuple(added(f"Fact {number} of very many.", "E1") for number in range(1000))
EVERY = tuple(f"F{number}" for number in range(1, 12))


NO_PLANS = {
    "garbage": garbage(),
    "a refusal": refusal(),
    "100 times the size": plan(add=HUGE),
    "no answer": hang_up(),
    "partial JSON": partial_json(),
    "a field too many": plan(add=(added("x", "E1") | {"path": "SOUL.md"},)),
    "another tool": message(block("write_file", {"path": "SOUL.md"}), stop="tool_use"),
}


@pytest.mark.parametrize("name", list(NO_PLANS)[: None if FULL else 3])
def test_b34_an_answer_that_is_no_plan_is_exit_30_and_changes_not_one_byte(
    lived: Scene, name: str
) -> None:
    before, head = whole(lived), lived.git("rev-parse", "HEAD")
    with MessagesApi(NO_PLANS[name]) as api:
        done = lived.mem(*CLAUDE, env=api.env)
    assert (done.code, done.out) == (30, "")
    assert done.err.startswith("mem: ")
    assert done.err.count("\n") == 2
    assert (whole(lived), lived.git("rev-parse", "HEAD")) == (before, head)


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(plan(retire=tuple(retired(each, "E1") for each in EVERY)), id="deletes"),
        pytest.param(
            plan(revise=tuple(revised(f, f"Gone {f}.", "E1") for f in EVERY)), id="empties"
        ),
    ],
)
def test_b34_a_plan_that_takes_everything_takes_nothing(lived: Scene, reply: Reply) -> None:
    before = lived.files
    with MessagesApi(reply) as api:
        done = lived.mem(*CLAUDE, "--json", env=api.env)
    assert (done.code, done.json["applied"], lived.files) == (0, [], before)
    assert {each["reason"] for each in done.json["rejected"]} == {
        "the plan would change or retire 10 of 11 facts, and one run may 2 (--max-loss 20)",
    }
    assert done.json["pending"] == 1  # the one that a person wrote
    assert lived.wounds == []


# B35: killed between the answer and the end


def case(api: MessagesApi) -> Case:
    def prepare(scene: Scene) -> None:
        scene.env.update(api.env)
        prepared(scene)

    return Case("curate with a model", CLAUDE, prepare)


@NEEDS_STRACE
def test_b35_sigkill_after_the_answer_leaves_old_or_new(tmp_path: Path, tell: Tell) -> None:
    with MessagesApi(GOOD) as api:
        sweep = Sweep(case(api), tmp_path)
        known = sweep.points()
        chosen = known if FULL else a_sample(known, of_mem=1, of_git=1)
        tell(swept(sweep, chosen))


def test_b35_sigkill_while_a_plan_is_approved_leaves_old_or_new(tmp_path: Path, tell: Tell) -> None:
    with MessagesApi(GOOD) as api:

        def prepare(scene: Scene) -> None:
            prepared(scene)
            assert scene.mem(*CLAUDE[:-1], env=api.env).code == 0

        sweep = Sweep(Case("review", ("review", "--yes"), prepare), tmp_path)
    if why_not():
        pytest.skip(why_not())
    known = sweep.points()
    tell(swept(sweep, known if FULL else a_sample(known, of_mem=1, of_git=1)))


@pytest.mark.parametrize(("place", "number"), [("replace", 1), ("git:fast-import", 1)])
def test_b35_the_next_run_does_what_the_killed_one_did_not(
    lived: Scene, place: str, number: int
) -> None:
    with MessagesApi(GOOD) as api:
        lived.env.update(api.env)
        assert killed_at(lived, CLAUDE, place, number).code == -9
        assert lived.mem(*CLAUDE).code == 0
    assert lived.read("MEMORY.md").count("Lives in Delft.") == 1
    assert lived.story.count(Deed("curate", BY)) == 1
    assert lived.wounds == []


# B36: the key


SECRETS = (KEY, "sk-ant-api03-" + "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF" * 3 + "x0hJ3k" + "AA")


def spilled(scene: Scene, *said: str) -> list[str]:
    """Every place under the home, in history and in what was said that holds a key."""
    found = [str(p) for p in scene.home.parent.rglob("*") if p.is_file() and holds(p.read_bytes())]
    found += [each for each in said if holds(each.encode())]
    objects = scene.git_bytes("cat-file", "--batch-all-objects", "--batch")
    return [*found, *(["history"] if holds(objects) else [])]


def holds(data: bytes) -> bool:
    return any(secret.encode() in data for secret in SECRETS)


def key_of(request: Request) -> str:
    """The key that came with a request."""
    return request.headers["authorization"].removeprefix("Bearer ")


def echoes(request: Request) -> Reply:
    """A plan whose every word is the key."""
    key = key_of(request)
    told = added(f"The key is {key}.", "E1")
    tagged = added("Has a key.", "E2", tags=[key])
    filed = added("Has a lock.", "E2", section=key)
    return plan(add=(told, tagged, filed, added("Has a door.", "E2", why=key, confidence=0.1)))


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(unauthorized(), id="401"),
        pytest.param(lambda request: text(key_of(request)), id="words"),
    ],
)
def test_b36_a_key_that_is_refused_is_told_nowhere(lived: Scene, answer: Answer) -> None:
    before = whole(lived)
    with MessagesApi(answer) as api:
        env = api.env | {"ANTHROPIC_API_KEY": SECRETS[1]}
        done = lived.mem(*CLAUDE, env=env)
    assert done.code == 30
    assert (spilled(lived, done.out, done.err), whole(lived)) == ([], before)


def test_b36_a_key_that_the_server_proposes_is_told_and_written_nowhere(lived: Scene) -> None:
    before = whole(lived)
    with MessagesApi(echoes) as api:
        env = api.env | {"ANTHROPIC_API_KEY": SECRETS[1]}
        done = lived.mem(*CLAUDE, env=env)
    assert (done.code, done.out) == (30, "")
    assert done.err.startswith("mem: what came back repeats the API key\n")
    assert (spilled(lived, done.out, done.err), whole(lived)) == ([], before)


def test_b36_without_a_key_nothing_is_done(lived: Scene) -> None:
    before = whole(lived)
    done = lived.mem(*CLAUDE, "--json")
    assert (done.code, done.error["code"], done.error["name"]) == (30, 30, "curator_failed")
    assert whole(lived) == before
