"""`mem purge`: a needle in every place, then in none, whatever happens while it goes.

The contract: `mem purge ID…` or `--match TEXT`, with `--yes` without a question, `--dry-run` to
see what would go, `--with-derived` to take along what rests on it. It ends with 0 once nothing
in the folder holds the words. Killed or failing at any step, it leaves a memory that can be read,
and either the next plain command ends it or it can be run again.
"""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from memory_cli.core.identity import entry_id
from tests.faults.chaos import KILL
from tests.faults.chaos import MEM
from tests.faults.chaos import Injected
from tests.faults.chaos import Point
from tests.faults.chaos import injected
from tests.faults.chaos import points
from tests.faults.chaos import why_not
from tests.faults.erase import PLACES
from tests.faults.erase import borrow
from tests.faults.erase import lost
from tests.faults.erase import plant
from tests.faults.erase import scan
from tests.faults.failpoint import PLACES as MOMENTS
from tests.faults.failpoint import killed_at
from tests.faults.sweep import KILLED
from tests.faults.sweep import NEXT
from tests.faults.sweep import SHARDS
from tests.faults.sweep import Row
from tests.faults.sweep import Tell
from tests.faults.sweep import a_sample
from tests.faults.torture import Torture
from tests.support import FULL
from tests.support.messages_api import MessagesApi
from tests.support.messages_api import added
from tests.support.messages_api import plan
from tests.support.scene import DAY
from tests.support.scene import Deed
from tests.support.scene import Scene

NEEDLE = "Zanzibár"
PURGE = ("purge", "--match", NEEDLE, "--yes")
NEEDS_STRACE = pytest.mark.skipif(bool(why_not()), reason=why_not())
FAILING = ("error=ENOSPC", "error=EIO", "error=EIO+", "error=EROFS+")
READERS = (("show", "facts"), ("recall", "tea"), ("history",), ("context",), ("show", "today"))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A memory with the needle in every place; only to be copied."""
    scene = Scene(tmp_path_factory.mktemp("planted") / "mem")
    assert plant(scene, NEEDLE) == PLACES
    return scene


@pytest.fixture
def scene(planted: Scene, tmp_path: Path) -> Scene:
    return planted.copy(tmp_path / "mem")


@pytest.fixture
def small(tmp_path: Path) -> Scene:
    """A few lines, written by `mem` and by hand."""
    scene = Scene(tmp_path / "small" / "mem")
    assert scene.mem("add", "Likes tea.", "--actor", "cli").code == 0
    assert scene.mem("add", f"Likes {NEEDLE}.").code == 0
    assert scene.mem("log", f"Went to {NEEDLE}. #travel").code == 0
    return scene


def hits(scene: Scene) -> list[str]:
    """Where the needle still is, in a form that tells."""
    return [f"{hit.place}: {hit.where}" for hit in scan(scene.root, NEEDLE)]


# C3, C4: nothing of it is left, and everything else is


def test_c3_c4_a_needle_in_every_place_is_in_none_and_hand_edits_stay(scene: Scene) -> None:
    done = scene.mem(*PURGE)
    assert done.code == 0, done
    assert hits(scene) == []
    assert lost(scene.root) == ()
    assert scene.wounds == []
    assert {deed.op for deed in scene.story} <= {
        "init",
        "edit",
        "add",
        "log",
        "forget",
        "purge",
        "",
    }
    for words in READERS:
        assert scene.mem(*words).code == 0
    assert scene.mem("recall", NEEDLE).code == 1
    assert scene.mem(*NEXT).code == 0
    assert (scene.wounds, hits(scene)) == ([], [])


def test_c4_what_was_erased_stays_away(scene: Scene) -> None:
    """By hand, by undo and by a second run; the words of a refusal are not kept either."""
    assert scene.mem(*PURGE).code == 0
    assert scene.mem("add", f"{NEEDLE} at entry.").code == 5
    for revision in scene.git("rev-list", "main").split()[:3]:
        scene.mem("undo", revision)
    assert hits(scene) == []
    assert scene.mem(*PURGE).code == 10
    assert (hits(scene), scene.wounds) == ([], [])


def test_c4_without_a_yes_and_without_a_terminal_nothing_goes(scene: Scene) -> None:
    before = hits(scene)
    for words in (PURGE[:-1], (*PURGE[:-1], "--dry-run"), (*PURGE, "--dry-run")):
        done = scene.mem(*words)
        assert done.code == (0 if "--dry-run" in words else 11), done
    assert set(hits(scene)) >= {hit for hit in before if ".mem/" not in hit and "file" not in hit}
    assert lost(scene.root) == ()


def test_c4_a_dry_run_names_what_vanishes_with_the_old_history(scene: Scene) -> None:
    done = scene.mem(*PURGE, "--dry-run")
    told = done.out + done.err
    assert done.code == 0
    assert [word for word in ("told", "aside", "stash", "tag", "branch") if word not in told] == []


def test_c4_an_entry_goes_by_its_id_from_wherever_it_stood(small: Scene) -> None:
    text = f"Went to {NEEDLE}."
    assert small.mem("keep", entry_id(text)).code == 0
    assert small.mem("disable", f"{entry_id(text)}@facts").code == 0
    assert small.mem("forget", "--match", f"Likes {NEEDLE}", "--yes").code == 0
    ids = entry_id(text), entry_id(f"Likes {NEEDLE}.")
    assert small.mem("purge", *ids, "--yes").code == 0
    assert hits(small) == []
    assert small.read("MEMORY.md").count("- Likes tea.\n") == 1
    assert sorted(line.split(" ")[0] for line in small.read(".forgotten").splitlines()) == sorted(
        ids
    )
    assert small.wounds == []


def test_c3_every_other_byte_stays_as_it_was(small: Scene) -> None:
    odd = f"# Facts\r\n\r\n-  Odd   spaces.\r\n- {NEEDLE}.\r\n* Last line\t\n+ no end"
    small.write("MEMORY.md", odd)
    assert small.mem(*PURGE).code == 0
    assert small.read("MEMORY.md") == odd.replace(f"- {NEEDLE}.\r\n", "")
    assert hits(small) == []
    assert small.wounds == []


def test_c4_every_copy_of_a_memory_ends_with_the_same_commits(
    planted: Scene, tmp_path: Path
) -> None:
    tips = []
    for name in ("one", "two"):
        scene = planted.copy(tmp_path / name / "mem")
        assert scene.mem("save").code == 0
        assert scene.mem(*PURGE).code == 0
        tips.append(scene.git("rev-list", "main"))
    assert tips[0] == tips[1]


def test_c4_a_memory_that_borrows_objects_is_refused(small: Scene) -> None:
    borrow(small, NEEDLE)
    before = small.files
    assert small.mem(*PURGE).code == 20
    assert small.files == before


def test_c4_a_word_that_is_nowhere_is_not_found(small: Scene) -> None:
    before = small.git("rev-parse", "main")
    assert small.mem("purge", "--match", "Timbuktu", "--yes").code == 10
    assert small.git("rev-parse", "main") == before


def test_c4_what_others_recorded_keeps_its_actor_and_its_time(small: Scene) -> None:
    assert small.mem("log", "Bought tea.", "--actor", "worker:1").code == 0
    before = small.story
    times = small.git("log", "--format=%at", "main").split()
    assert small.mem(*PURGE).code == 0
    after = [deed for deed in small.story if deed.op not in {"purge", "forget"}]
    assert after == before
    assert small.git("log", "--format=%at", "main").split()[-len(times) :] == times


# C5: what rests on it


@pytest.fixture
def derived(small: Scene) -> Scene:
    """A memory with a fact that a model made of the log entry, in other words."""
    reply = plan(add=(added("Has been to an island in Africa.", "E1"),))
    with MessagesApi(reply) as api:
        done = small.mem("curate", "--with", "claude", "--yes", env=api.env)
    assert (done.code, "island" in small.read("MEMORY.md")) == (0, True), done
    return small


def test_c5_what_was_derived_is_listed_and_nobody_is_asked_in_a_script(derived: Scene) -> None:
    before = derived.files
    done = derived.mem("purge", entry_id(f"Went to {NEEDLE}."))
    assert done.code == 11
    assert "island in Africa" in done.out + done.err
    assert derived.files == before


def test_c5_what_was_derived_goes_along_on_consent(derived: Scene) -> None:
    done = derived.mem("purge", entry_id(f"Went to {NEEDLE}."), "--yes", "--with-derived")
    assert done.code == 0, done
    assert scan(derived.root, "island") == ()
    assert f"- Likes {NEEDLE}.\n" in derived.read("MEMORY.md")
    assert derived.wounds == []


def test_c5_without_consent_it_stays_and_is_named(derived: Scene) -> None:
    done = derived.mem("purge", entry_id(f"Went to {NEEDLE}."), "--yes")
    assert done.code == 0, done
    assert "island in Africa" in done.out + done.err
    assert "- Has been to an island in Africa." in derived.read("MEMORY.md")


# C2: among others


def test_c2_writers_and_readers_notice_nothing(small: Scene) -> None:
    over = threading.Event()
    wrong: list[str] = []

    def read() -> None:
        for words in itertools.cycle(READERS):
            if over.is_set():
                return
            done = small.mem(*words)
            if done.code != 0:
                wrong.append(f"{words}: {done}")

    def purge(torture: Torture) -> None:
        for _ in range(3):
            done = torture.scene.mem(*PURGE)
            if done.code not in {0, 4, 10}:
                wrong.append(f"purge: {done}")
            torture.scene.mem("log", f"Back in {NEEDLE}, once more {_}.")
            if not torture.goes_on(0.1):
                return

    reader = threading.Thread(target=read)
    reader.start()
    told = Torture(small, workers=4, turns=8 if FULL else 4, killed=0).run("log", purge)
    over.set()
    reader.join()
    assert small.mem(*PURGE).code in {0, 10}
    assert wrong == []
    assert told.refused == []
    held = Counter(small.read(DAY).splitlines())
    assert [text for text in told.acknowledged if held[f"- 9:14 {text}"] != 1] == []
    assert Counter(deed.op for deed in small.story)["log"] >= len(told.acknowledged)
    assert (hits(small), small.wounds) == ([], [])


# C1: killed, or failing, at every step

OFTEN, STEP = 24, 11
"""Of what one process does again and again, like removing files: so many, then each 11th."""


class Erasing:
    """The whole purge of a planted memory, struck at a point, and what is left judged."""

    def __init__(self, planted: Scene, place: Path) -> None:
        self.base = planted
        self.place = place

    def points(self) -> list[Point]:
        """Every point of it, but few of what is done over and over."""
        known = points(self.base.copy(self.place / "points" / "mem"), PURGE)
        return [point for point in known if point.when <= OFTEN or point.when % STEP == 0]

    def struck(self, point: Point, what: str = KILL) -> Iterator[str]:
        """What is wrong after `what` at `point`; the first word is the outcome."""
        scene = self.base.copy(self.place / "struck" / "mem")
        try:
            yield from judged(scene, injected(scene, PURGE, point, what))
        finally:
            scene.remove()

    def killed_inside(self, place: str, number: int) -> Iterator[str]:
        """The same with nothing but Python."""
        scene = self.base.copy(self.place / "struck" / "mem")
        try:
            done = killed_at(scene, PURGE, place, number)
            yield from judged(scene, Injected(done, f"{place}" if done.code == KILLED else ""))
        finally:
            scene.remove()


def judged(scene: Scene, struck: Injected) -> Iterator[str]:
    """The outcome in a word or two, then everything that should not be so."""
    code, wrongs = struck.done.code, []
    promised = code == 0 or bool(struck.done.out)
    if promised and (left := hits(scene)):
        wrongs.append(f"it said that all was gone: {left[:3]}")
    if code > 0 and code not in {4, 5, 6, 12, 20, 130}:
        wrongs.append(f"it ended with {code}: {struck.done.err.strip()}")
    for words in READERS if FULL else READERS[:2]:
        read = scene.mem(*words)
        wrongs += [f"then {words}: {read}"] if read.code else []
    then = scene.mem(*NEXT)
    if then.code == 3 and scene.age_locks():
        then = scene.mem("save")
    if then.code != 0:
        wrongs.append(f"the next command: {then.code} {then.err.strip()}")
    was = "not reached" if not struck.at else "killed" if code < 0 else f"exit {code}"
    outcome = f"{was} → {'undone' if hits(scene) else 'gone'}"
    if hits(scene) and (again := scene.mem(*PURGE)).code != 0:
        wrongs.append(f"run again: {again.code} {again.err.strip()}")
    wrongs += [f"still there: {hit}" for hit in hits(scene)[:3]]
    wrongs += [f"lost: {line}" for line in lost(scene.root)]
    wrongs += scene.wounds
    if Deed("add", "next") not in scene.story:
        wrongs.append("the next command was lost")
    yield outcome
    yield from wrongs


def row_of(name: str, tried: list[tuple[str, Iterator[str]]]) -> Row:
    """A row of the table: how each ended, and what was wrong."""
    row = Row("purge, the needle everywhere", name, "all", Counter(), [])
    for at, judgement in tried:
        outcome, *wrongs = judgement
        row.outcomes[outcome] += 1
        row.wrongs.extend(f"purge, {name}, {at}: {wrong}" for wrong in wrongs)
    return row


@NEEDS_STRACE
@pytest.mark.parametrize("shard", range(SHARDS))
def test_c1_sigkill_anywhere_leaves_it_old_or_gone(
    planted: Scene, shard: int, tmp_path: Path, tell: Tell
) -> None:
    erasing = Erasing(planted, tmp_path)
    known = erasing.points()
    chosen = known[shard::SHARDS] if FULL else a_sample(known, of_mem=2, of_git=1)
    tell([row_of(KILL, [(str(point), erasing.struck(point)) for point in chosen])])


@pytest.mark.parametrize("place", [*MOMENTS, "rmdir"] if FULL else ["rename", "git"])
def test_c1_sigkill_inside_python_leaves_it_old_or_gone(
    planted: Scene, place: str, tmp_path: Path, tell: Tell
) -> None:
    """The same where strace is not let in: all of them complete, a few spread over it else."""
    erasing = Erasing(planted, tmp_path)
    tried = []
    every = itertools.chain(range(1, OFTEN), itertools.count(OFTEN, STEP))
    for number in every if FULL else (2,):
        outcome, *wrongs = erasing.killed_inside(place, number)
        tried.append((f"{place} {number}", iter((outcome, *wrongs))))
        if outcome.startswith("not reached"):
            break
    tell([row_of(f"at os.{place}", tried)])


@NEEDS_STRACE
@pytest.mark.parametrize("what", FAILING if FULL else FAILING[1:2])
@pytest.mark.parametrize("shard", range(SHARDS))
def test_c1_a_call_that_fails_leaves_it_old_or_gone(
    planted: Scene, shard: int, what: str, tmp_path: Path, tell: Tell
) -> None:
    erasing = Erasing(planted, tmp_path)
    known = [p for p in erasing.points() if not p.on_pipe and (p.victim == MEM or FULL)]
    if what.endswith("+"):
        known = [point for point in known if point.call != "write"]
    chosen = known[shard::SHARDS] if FULL else a_sample(known, of_mem=1)
    tell([row_of(what, [(str(point), erasing.struck(point, what)) for point in chosen])])
