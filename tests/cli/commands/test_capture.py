from __future__ import annotations

import json
import stat

import pytest

from tests.support.messages_api import MessagesApi
from tests.support.messages_api import logged
from tests.support.messages_api import tool_use
from tests.support.proposals import everything
from tests.support.proposals import plans
from tests.support.sample import Mem
from tests.support.sample import an_entry

DAY = "memory/2026-11-20.md"
BY = "claude:claude-sonnet-5-5"
TALK = '{"role": "user", "content": "I like tea."}\n{"role": "assistant", "content": "OK."}\n'
CLAUDE = ("capture", "--with", "claude")
TEA = tool_use("log", {"logs": [logged("Likes tea.", "M1", tags=["food"])]})
COST = "mem: claude-sonnet-5-5: 100 tokens in, 20 out, about $0.0004\n"
ENTRY = an_entry("Likes tea.", DAY, 3, time="09:14", tags=["food", "drinks"])


def queue(mem: Mem) -> list[str]:
    return sorted(path.name for path in (mem.store / ".mem/queue").glob("*"))


def test_what_was_written_is_an_object_for_programs(mem: Mem) -> None:
    with MessagesApi(TEA) as api:
        done = mem(*CLAUDE, "--yes", "--json", "--tag", "drinks", stdin=TALK, env=api.env)
    assert (done.code, done.err) == (0, "")
    edit = {
        "op": "log",
        "section": None,
        "tags": ["food", "drinks"],
        "fact": None,
        "was": None,
        "text": "Likes tea.",
        "because": [],
        "confidence": 0.9,
        "until": None,
        "why": "it matters",
        "day": "2026-11-20",
        "role": "user",
    }
    assert done.json == {
        "curator": BY,
        "plan": [edit],
        "applied": [edit],
        "rejected": [],
        "pending": 0,
        "considered": 2,
        "entries": [ENTRY],
        "commit": mem.head,
        "usage": {
            "model": "claude-sonnet-5-5",
            "input_tokens": 100,
            "output_tokens": 20,
            "requests": 1,
            "dollars": 0.0004,
        },
        "withheld": 0,
        "private_omitted": 0,
    }
    assert mem.message[:3] == ["capture: 1 log entry", "Mem-Op: capture", f"Mem-Actor: {BY}"]


def test_a_file_on_a_terminal_is_gone_through(mem: Mem) -> None:
    (mem.home.parent / "chat.txt").write_text("I like tea.\n\nDana left.\n")
    logs = tool_use("log", {"logs": [logged("Likes tea.", "M1"), logged("Dana left.", "M2")]})
    with MessagesApi(logs) as api:
        done = mem(*CLAUDE, "chat.txt", tty=True, stdin="y\nn\n", env=api.env)
    assert done.code == 0
    assert mem.read(DAY) == "# 2026-11-20\n\n- 9:14 Likes tea.\n"
    assert plans(mem) == ()


def test_without_a_terminal_it_waits_for_a_person(mem: Mem) -> None:
    before = mem.head
    with MessagesApi(TEA) as api:
        done = mem(*CLAUDE, stdin=TALK, env=api.env)
    assert done == (
        0,
        "Log on 2026-11-20, said by user\n  + Likes tea. #food\n    it matters\n",
        f"{COST}mem: 1 proposal waits for you: mem review\n",
    )
    assert (mem.head, len(plans(mem))) == (before, 1)


def test_a_dry_run_leaves_no_trace(mem: Mem) -> None:
    before = everything(mem)
    with MessagesApi(TEA) as api:
        done = mem(*CLAUDE, "--dry-run", stdin=TALK, env=api.env)
    assert (done.code, done.out.splitlines()[1]) == (0, "  + Likes tea. #food")
    assert done.err == f"{COST}mem: nothing was changed, this was a dry run\n"
    assert everything(mem) == before


def test_a_dry_run_begins_no_memory(fresh: Mem) -> None:
    with MessagesApi(TEA) as api:
        assert fresh(*CLAUDE, "--dry-run", stdin=TALK, env=api.env).code == 0
    assert not fresh.store.exists()


def test_what_an_agent_hands_in_is_its_own_word(mem: Mem) -> None:
    with MessagesApi(TEA) as api:
        done = mem(*CLAUDE, "--yes", stdin=TALK, env={**api.env, "CLAUDECODE": "1"})
    assert done.code == 0
    assert mem.message[1:3] == ["Mem-Op: capture", "Mem-Actor: agent"]


# The queue


def test_to_put_it_aside_is_one_private_file_and_no_commit(mem: Mem) -> None:
    before = mem.head
    done = mem("capture", "--queue", "--tag", "Drinks", stdin=TALK)
    assert done == (0, "", "mem: put aside; mem curate takes it\n")
    (name,) = queue(mem)
    path = mem.store / ".mem/queue" / name
    assert [stat.S_IMODE(each.stat().st_mode) for each in (path.parent, path)] == [0o700, 0o600]
    about, _, text = path.read_text().partition("\n")
    assert json.loads(about) == {
        "at": "2026-11-20T09:14:00+00:00",
        "actor": "script",
        "tags": ["drinks"],
    }
    assert (text.strip(), mem.head, mem.git("status", "--porcelain")) == (TALK.strip(), before, "")


def test_its_name_is_an_object_for_programs(mem: Mem) -> None:
    done = mem("capture", "--queue", "--json", "--quiet", stdin=TALK)
    assert (done.code, done.err, done.json) == (0, "", {"queued": queue(mem)[0], "left_out": 0})


def test_who_puts_it_aside_is_remembered(mem: Mem) -> None:
    mem("capture", "--queue", stdin=TALK, env={"CLAUDECODE": "1"})
    path = mem.store / ".mem/queue" / queue(mem)[0]
    assert json.loads(path.read_text().partition("\n")[0])["actor"] == "agent"


def test_the_agents_conversation_stays_the_agents_when_a_script_takes_it(mem: Mem) -> None:
    mem("capture", "--queue", stdin=TALK, env={"CLAUDECODE": "1"})
    nothing = tool_use("propose", {"add": [], "revise": [], "retire": []})
    with MessagesApi(TEA, nothing) as api:
        assert mem("curate", "--with", "claude", "--yes", env=api.env).code == 0
    who = mem.git("log", "-2", "--format=%(trailers:key=Mem-Actor,valueonly)").split()
    assert who == [BY, "agent"]
    assert queue(mem) == []


def test_a_conversation_stays_in_the_queue_when_the_curator_fails(mem: Mem) -> None:
    mem("capture", "--queue", stdin=TALK)
    before = everything(mem)
    assert mem("curate", "--with", "claude", "--yes").code == 30
    assert everything(mem) == before


def test_the_first_conversation_begins_the_memory(fresh: Mem) -> None:
    done = fresh("capture", "--queue", stdin=TALK)
    assert (done.code, done.out, len(queue(fresh))) == (0, "", 1)
    assert done.err.endswith("mem: put aside; mem curate takes it\n")
    assert fresh.operations == ["init: 3 files"]


@pytest.mark.parametrize("words", [["--queue"], ["--with", "claude"]])
def test_what_cannot_be_read_is_told(mem: Mem, words: list[str]) -> None:
    before = everything(mem)
    assert mem("capture", *words, tty=True) == (
        *(2, "", "mem: no conversation given\n     name a file, or pipe it in\n"),
    )
    missing = mem("capture", "no-such-file", *words)
    assert (missing.code, missing.out) == (13, "")
    assert "no-such-file" in missing.err
    assert everything(mem) == before


@pytest.mark.parametrize("option", ["--yes", "--dry-run", "--with=rules", "--model=x"])
def test_putting_aside_takes_no_word_on_how_to_propose(mem: Mem, option: str) -> None:
    assert mem("capture", "--queue", option, stdin="I prefer tea.") == (
        2,
        "",
        "mem: --queue only puts a conversation aside\n     say how to propose to mem curate\n",
    )
    assert not (mem.store / ".mem/queue").exists()
