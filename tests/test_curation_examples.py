"""The hook at the end of a session and the nightly run are executed, with the real `mem`."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.support import sample
from tests.support.cli import command
from tests.support.proposals import everything
from tests.support.proposals import plans
from tests.support.sample import Mem
from tests.support.standins import SHELLS
from tests.support.standins import Place
from tests.support.standins import placed

EXAMPLES = Path(__file__).parent.parent / "examples"
HOOK, NIGHTLY = EXAMPLES / "capture-session-end.sh", EXAMPLES / "nightly-curate.sh"

SILENCE = (0, "", "")
NOTHING = "capture-session-end: there is no conversation to put aside\n"
SAID = "I moved to Delft."
TALK = "".join(
    json.dumps({"type": role, "message": {"role": role, "content": words}}) + "\n"
    for role, words in (("user", SAID), ("assistant", "Congratulations!"))
)
TOMORROW = {"MEM_NOW": "2026-11-21T03:30:00+00:00"}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Mem:
    """A memory whose logs have been considered."""
    mem = sample.begun(tmp_path_factory.mktemp("original"))
    assert mem("curate", "--yes").code == 0
    return mem


@pytest.fixture
def place(original: Mem, home: Path, tmp_path: Path) -> Place:
    return placed(sample.copied(original, home), tmp_path)


def transcript(place: Place, name: str = "abc.jsonl", text: str = TALK) -> Path:
    path = place.mem.home.parent / name
    path.write_text(text)
    return path


def event(path: object) -> str:
    """What Claude Code gives to a hook when a session ends."""
    plain = {
        "session_id": "abc",
        "transcript_path": str(path),
        "cwd": "/home/ada/x",
        "hook_event_name": "SessionEnd",
        "reason": "exit",
    }
    return json.dumps(plain)


def queued(mem: Mem) -> list[tuple[str, str]]:
    """Who handed in each conversation that waits, and what was said."""
    found = []
    for path in sorted((mem.store / ".mem" / "queue").glob("*")):
        about, _, text = path.read_text().partition("\n")
        found.append((str(json.loads(about)["actor"]), text))
    return found


# The end of a session


@pytest.mark.parametrize("shell", SHELLS)
def test_the_conversation_of_an_event_is_put_aside(shell: str, place: Place) -> None:
    before = place.mem.head
    assert place.run(HOOK, stdin=event(transcript(place)), shell=shell) == SILENCE
    assert queued(place.mem) == [("agent", TALK.rstrip("\n"))]
    assert (place.mem.head, place.mem.git("status", "--porcelain")) == (before, "")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_conversation_of_a_path_is_put_aside(shell: str, place: Place) -> None:
    transcript(place, "-a chat.txt", "I like tea.\n")
    done = place.run(HOOK, "-a chat.txt", stdin="not read", shell=shell)
    assert done == SILENCE
    assert queued(place.mem) == [("agent", "I like tea.")]


@pytest.mark.parametrize(
    "name", ["a b.jsonl", "é 会議.jsonl", "$HOME `id` 'x'.jsonl", "a\nb.jsonl"]
)
def test_a_conversation_may_have_any_name(name: str, place: Place) -> None:
    assert place.run(HOOK, stdin=event(transcript(place, name))) == SILENCE
    assert len(queued(place.mem)) == 1


def test_a_tilde_is_the_home(place: Place) -> None:
    transcript(place)
    assert place.run(HOOK, stdin=event("~/abc.jsonl")) == SILENCE
    assert len(queued(place.mem)) == 1


def test_nobody_but_an_agent_hands_in_whoever_is_named(place: Place) -> None:
    given = event(transcript(place))
    assert place.run(HOOK, stdin=given, env={"MEM_ACTOR": "cli"}) == SILENCE
    assert [actor for actor, _ in queued(place.mem)] == ["agent"]


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    "given",
    [
        pytest.param("", id="nothing"),
        pytest.param("not JSON", id="no JSON"),
        pytest.param('{"session_id": "abc"}', id="no path"),
        pytest.param('{"transcript_path": null}', id="null"),
        pytest.param('{"transcript_path": 7}', id="a number"),
        pytest.param('["transcript_path"]', id="no object"),
        pytest.param(event(""), id="empty"),
        pytest.param(event("/no/such/file"), id="missing"),
        pytest.param(event("/"), id="a folder"),
        pytest.param(event("/dev/null"), id="no file"),
    ],
)
def test_where_there_is_no_conversation_one_line_says_so(
    given: str, shell: str, place: Place
) -> None:
    before = everything(place.mem)
    assert place.run(HOOK, stdin=given, shell=shell) == (0, "", NOTHING)
    assert everything(place.mem).keys() == before.keys()


def test_an_empty_conversation_is_none(place: Place) -> None:
    assert place.run(HOOK, stdin=event(transcript(place, text=""))) == (0, "", NOTHING)
    assert queued(place.mem) == []


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("no mem", "mem: (command )?not found"),
        ("no python", "there is no conversation to put aside"),
        ("a bug", "mem: a bug"),
        ("a link", "mem: .* is a symbolic link; mem does not follow it"),
    ],
)
def test_what_fails_is_one_line_and_the_session_ends(
    broken: str, why: str, shell: str, place: Place
) -> None:
    given = event(transcript(place))
    if broken == "no mem":
        (place.bin / "mem").unlink()
    elif broken == "no python":
        (place.bin / "python3").unlink()
    elif broken == "a bug":
        place.script("mem", "#!/bin/sh\necho out; echo 'mem: a bug' >&2; echo more >&2; exit 70\n")
    else:
        place.mem.store.rename(place.mem.home / "real")
        place.mem.store.symlink_to(place.mem.home / "real")
    done = place.run(HOOK, stdin=given, shell=shell)
    assert (done.code, done.out) == (0, "")
    assert re.fullmatch(f"capture-session-end: (.*: )?{why}.*\n", done.err)


def test_where_there_is_no_memory_yet_one_begins(home: Path, tmp_path: Path) -> None:
    place = placed(Mem(home / ".mem"), tmp_path)
    assert place.run(HOOK, stdin=event(transcript(place))) == SILENCE
    assert place.mem.operations == ["init: 3 files"]
    assert len(queued(place.mem)) == 1


def test_what_an_agent_put_aside_waits_for_a_person(place: Place) -> None:
    facts = place.mem.read("MEMORY.md")
    assert place.run(HOOK, stdin=event(transcript(place))) == SILENCE
    done = place.run(NIGHTLY, "--yes", env=TOMORROW)
    assert (done.code, done.out) == (0, "")
    assert "mem: a conversation of 2026-11-20 09:14 gave 1 log entry\n" in done.err
    assert done.err.endswith("waits for you: mem review\n")
    assert place.mem.read("memory/2026-11-20.md") == f"# 2026-11-20\n\n- 9:14 {SAID}\n"
    who = place.mem.git("log", "--format=%(trailers:key=Mem-Actor,valueonly)", "--grep=capture")
    assert who.split() == ["agent"]
    assert place.mem.read("MEMORY.md") == facts
    assert [len(plan.edits) for plan in plans(place.mem)] == [1]


# Every night


@pytest.mark.parametrize("shell", SHELLS)
def test_what_was_done_is_printed(shell: str, place: Place) -> None:
    place.mem("log", "I prefer tea over coffee.")
    done = place.run(NIGHTLY, "--yes", env=TOMORROW, shell=shell)
    assert (done.code, done.err) == (0, "")
    assert re.fullmatch(
        r"- I prefer tea over coffee. \(since 2026-11-20\) \(MEMORY\.md:\d+ \w{8}\)\n", done.out
    )
    assert place.mem.operations[0] == "curate: 1 added"
    again = place.run(NIGHTLY, "--yes", env=TOMORROW, shell=shell)
    assert again == (0, "", "mem: nothing new to consider\n")


def test_without_yes_everything_waits(place: Place) -> None:
    facts = place.mem.read("MEMORY.md")
    place.mem("log", "I prefer tea over coffee.")
    done = place.run(NIGHTLY, env=TOMORROW)
    assert (done.code, done.err) == (0, "mem: 1 proposal waits for you: mem review\n")
    assert done.out.startswith("Add to Preferences\n  + ")
    assert (place.mem.read("MEMORY.md"), len(plans(place.mem))) == (facts, 1)


def test_its_options_are_passed_on_word_for_word(place: Place) -> None:
    place.stands_in("mem")
    words = ["--yes", "--since", "last monday", "--with", "claude", "--max-loss", "5", ""]
    assert place.run(NIGHTLY, *words) == (0, "This is mem.\n", "")
    assert place.told("mem") == {"argv": ["curate", *words], "stdin": ""}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("code", "says"),
    [
        (3, "saved; history follows with the next command"),
        (30, "nothing was considered; the next night tries again"),
        (12, "mem ended with 12"),
        (70, "mem ended with 70"),
    ],
)
def test_it_ends_as_mem_did(code: int, says: str, shell: str, place: Place) -> None:
    place.stands_in("mem")
    done = place.run(NIGHTLY, env={"EXIT": str(code)}, shell=shell)
    assert done == (code, "This is mem.\n", f"nightly-curate: {says}\n")


def test_a_night_without_a_key_changes_nothing(place: Place) -> None:
    place.mem("log", "I prefer tea over coffee.")
    before = everything(place.mem)
    done = place.run(NIGHTLY, "--yes", "--with", "claude", env=TOMORROW)
    assert (done.code, done.out) == (30, "")
    assert done.err == (
        "mem: there is no API key for Claude\n     set ANTHROPIC_API_KEY, or use --with rules\n"
        "nightly-curate: nothing was considered; the next night tries again\n"
    )
    assert everything(place.mem) == before


def test_mem_is_found_where_cron_does_not_look(place: Place) -> None:
    (place.bin / "mem").unlink()
    local = place.mem.home.parent / ".local" / "bin"
    local.mkdir(parents=True)
    (local / "mem").write_text(f'#!/bin/sh\nexec {shlex.join(command())} "$@"\n')
    (local / "mem").chmod(0o755)
    assert place.run(NIGHTLY, "--dry-run").code == 0


def test_the_mem_of_the_path_comes_first(place: Place) -> None:
    local = place.mem.home.parent / ".local" / "bin"
    local.mkdir(parents=True)
    (local / "mem").write_text("#!/bin/sh\nexit 99\n")
    (local / "mem").chmod(0o755)
    assert place.run(NIGHTLY, "--dry-run").code == 0


def test_what_stands_in_the_head_is_well_formed() -> None:
    heads = {path: path.read_text("utf-8").split("set -u")[0] for path in (HOOK, NIGHTLY)}
    said = "\n".join(line[1:].strip() for line in heads[HOOK].splitlines())
    hooks = re.search(r'"hooks": (\{.*\}\]\}\]\})', said, re.DOTALL)
    assert hooks is not None
    (entry,) = json.loads(hooks[1])["SessionEnd"]
    assert entry["hooks"][0]["command"].endswith(HOOK.name)
    lines = [line[1:].strip() for line in heads[NIGHTLY].splitlines()]
    assert [word for word in lines if word.startswith(("OnCalendar", "ExecStart"))] == [
        *("ExecStart=%h/bin/nightly-curate.sh --yes", "OnCalendar=03:30"),
    ]
