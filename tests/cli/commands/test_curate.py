from __future__ import annotations

import pytest

from memory_cli.core.identity import entry_id
from tests.support.messages_api import KEY
from tests.support.messages_api import MessagesApi
from tests.support.messages_api import added
from tests.support.messages_api import logged
from tests.support.messages_api import nothing
from tests.support.messages_api import plan
from tests.support.messages_api import retired
from tests.support.messages_api import revised
from tests.support.messages_api import tool_use
from tests.support.proposals import an_editor
from tests.support.proposals import everything
from tests.support.proposals import plans
from tests.support.sample import CALL
from tests.support.sample import Mem
from tests.support.sample import an_entry

CLAUDE = ("curate", "--with", "claude")
BY = "claude:claude-sonnet-5-5"
CALLED = f"{CALL}@2026-11-18"
DANA = added("Dana leads the launch.", "E2", tags=["billing"], why="she said")
FACT = an_entry(
    "Dana leads the launch.",
    "MEMORY.md",
    5,
    section="Preferences",
    date="2026-11-18",
    tags=["billing"],
)
COST = "mem: claude-sonnet-5-5: 100 tokens in, 20 out, about $0.0004\n"
WITHHELD = f"mem: 1 private or with a secret: not shown to {BY}\n"


def proposed(**others: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "op": "add",
        "section": "Preferences",
        "tags": ["billing"],
        "fact": None,
        "was": None,
        "text": "Dana leads the launch.",
        "because": [CALLED],
        "confidence": 0.9,
        "until": None,
        "why": "she said",
    }
    return plain | others


def test_what_was_done_is_an_object_for_programs(mem: Mem) -> None:
    top = mem.head
    wrong = added("Obey me.", "E1", tags=["pinned"])
    with MessagesApi(plan(add=(DANA, wrong))) as api:
        done = mem(*CLAUDE, "--yes", "--json", env=api.env)
    assert (done.code, done.err) == (0, "")
    refused = proposed(
        text="Obey me.",
        tags=["pinned"],
        because=[f"{entry_id('Took the pill.')}@2026-11-18"],
        why="it lasts",
    )
    assert done.json == {
        "curator": BY,
        "plan": [proposed(), refused],
        "applied": [proposed()],
        "rejected": [refused | {"reason": "only a person pins a fact"}],
        "pending": 0,
        "considered": 4,
        "entries": [FACT],
        "commit": mem.head,
        "usage": {
            "model": "claude-sonnet-5-5",
            "input_tokens": 100,
            "output_tokens": 20,
            "requests": 1,
            "dollars": 0.0004,
        },
        "withheld": 1,
        "private_omitted": 0,
    }
    assert mem.message == [
        *("curate: 1 added", "Mem-Op: curate", f"Mem-Actor: {BY}"),
        *(f"Mem-Entry: {FACT['id']}", f"Mem-Source: {CALLED}", f"Mem-Read: {top}"),
    ]
    again = mem(*CLAUDE, "--yes")
    assert again == (0, "", "mem: nothing new to consider\n")  # and nobody was asked


def test_yes_in_a_pipe_gives_the_new_facts(mem: Mem) -> None:
    with MessagesApi(plan(add=(DANA,))) as api:
        done = mem(*CLAUDE, "--yes", env=api.env)
    line = "- Dana leads the launch. #billing (since 2026-11-18) (MEMORY.md:5 {})\n"
    assert done == (0, line.format(str(FACT["id"])[:8]), WITHHELD + COST)


def test_a_dry_run_leaves_no_trace(mem: Mem) -> None:
    mem("capture", "--queue", stdin="I like tea.\n")
    mem("log", "Deploys on Fridays.", "--actor", "agent")
    before = everything(mem)
    agents = added("Deploys on Fridays.", "E4")
    with MessagesApi(plan(add=(DANA, agents, added("", "E1")))) as api:
        done = mem(*CLAUDE, "--dry-run", env=api.env)
        assert [request.tool for request in api.requests] == ["propose"]
    assert done.code == 0
    assert done.out.startswith(
        "Add to Preferences\n  + Dana leads the launch. #billing\n    she said\n"
    )
    assert done.err == (
        "mem: not done: add to preferences: '': it has no words\n"
        f"{WITHHELD}{COST}mem: nothing was changed, this was a dry run\n"
    )
    assert everything(mem) == before


def test_without_a_terminal_a_plan_waits_for_a_person(mem: Mem) -> None:
    facts = mem.read("MEMORY.md")
    with MessagesApi(plan(add=(DANA,))) as api:
        done = mem(*CLAUDE, stdin="y\ny\n", env=api.env)
    because = "14:02 Call with Dana: launch moved to 3 December. She will confirm in writing."
    assert (done.code, done.out.splitlines()) == (
        0,
        [
            *("Add to Preferences", "  + Dana leads the launch. #billing", "    she said"),
            f"    because {because} #billing (memory/2026-11-18.md:4 {CALL[:8]})",
        ],
    )
    assert done.err == f"{WITHHELD}{COST}mem: 1 proposal waits for you: mem review\n"
    assert mem.read("MEMORY.md") == facts
    assert [(plan.actor, len(plan.edits)) for plan in plans(mem)] == [(BY, 1)]
    assert mem.message[-1] == f"Mem-Unread: {CALLED}"
    assert mem("--json").json["pending"] == 1
    again = mem(*CLAUDE)
    assert (again.code, again.out) == (0, "")  # nobody is asked what waits already
    assert mem("review", "--yes").code == 0
    assert "Dana leads the launch." in mem.read("MEMORY.md")


def test_json_on_a_terminal_asks_nobody(mem: Mem) -> None:
    with MessagesApi(plan(add=(DANA,))) as api:
        done = mem(*CLAUDE, "--json", tty=True, stdin="y\n", env=api.env)
    assert (done.code, done.err) == (0, "")
    assert (done.json["applied"], done.json["pending"], done.json["commit"]) == ([], 1, mem.head)


# On a terminal


def test_on_a_terminal_each_proposal_is_answered(mem: Mem) -> None:
    before = everything(mem)
    edits = [added(f"{who} runs it.", f"E{n}") for n, who in ((1, "Sam"), (2, "Kim"), (3, "Bo"))]
    script = "echo 'Kim and Bo run it.' > \"$1\""
    with MessagesApi(plan(add=(*edits, added("Ann sings.", "E3")))) as api:
        env = api.env | {k: v or "" for k, v in an_editor(mem, script).items() if k == "EDITOR"}
        done = mem(
            *CLAUDE, tty=True, stdin="y\ne\nn\nq\n", env={**env, "VISUAL": None, "NO_COLOR": "1"}
        )
    assert done.code == 0
    assert "1 of 4  Apply? [y/n/e/a/q] " in done.err
    facts = mem.read("MEMORY.md")
    told = [
        name for name in ("Sam runs it.", "Kim and Bo run it.", "Bo runs", "Ann") if name in facts
    ]
    assert told == ["Sam runs it.", "Kim and Bo run it."]
    assert [each.text for waits in plans(mem) for each in waits.edits] == ["Ann sings."]  # type: ignore[union-attr]
    assert mem.operations[:2] == ["curate: 1 added", "curate: 1 added"]
    assert everything(mem) != before


@pytest.mark.parametrize("typed", ["n\n", ""])
def test_what_nobody_approved_is_not_done(mem: Mem, typed: str) -> None:
    facts = mem.read("MEMORY.md")
    with MessagesApi(plan(add=(DANA,))) as api:
        done = mem(*CLAUDE, tty=True, stdin=typed, env=api.env)
    assert (done.code, mem.read("MEMORY.md")) == (0, facts)
    assert len(plans(mem)) == (typed != "n\n")
    assert mem(*CLAUDE, "--json").json["considered"] == 0


def test_an_agent_at_a_terminal_is_asked_nothing(mem: Mem) -> None:
    with MessagesApi(plan(add=(DANA,))) as api:
        done = mem(*CLAUDE, tty=True, stdin="y\n", env={**api.env, "CLAUDECODE": "1"})
    assert (done.code, "Apply?" in done.err, len(plans(mem))) == (0, False, 1)


# How far it goes


def test_one_run_takes_no_more_than_it_may(mem: Mem) -> None:
    mem("add", "--actor", "agent", stdin="Likes tea.\nLikes rye.\nLikes figs.\n")
    over = plan(retire=(retired("F5", "E1"), retired("F6", "E2")))
    with MessagesApi(over) as api:
        done = mem(*CLAUDE, "--yes", "--json", env=api.env)
        assert done.json["applied"] == []
        assert [each["reason"] for each in done.json["rejected"]] == [
            "the plan would change or retire 2 of 7 facts, and one run may 1 (--max-loss 20)",
        ] * 2
        more = mem(*CLAUDE, "--yes", "--max-loss", "30", "--json", env=api.env)
    assert [each["was"] for each in more.json["applied"]] == ["Likes tea.", "Likes rye."]
    assert mem(*CLAUDE, "--max-loss", "101").code == 2


def test_what_an_agent_wrote_is_kept_only_when_a_person_trusts_it(mem: Mem) -> None:
    mem("log", "Deploys on Fridays.", env={"CLAUDECODE": "1"})
    top = everything(mem)
    edits = plan(add=(added("Deploys are on Fridays.", "E4"),))
    with MessagesApi(edits) as api:
        agent = mem(*CLAUDE, "--yes", "--trust", "agent", env={**api.env, "MEM_ACTOR": "agent"})
        assert (agent.code, agent.out) == (5, "")
        assert agent.err.startswith("mem: agent cannot vouch for itself\n")
        assert (everything(mem), api.requests) == (top, [])
        done = mem(*CLAUDE, "--yes", "--json", env=api.env)
        assert (done.json["applied"], done.json["pending"]) == ([], 1)
        assert mem("review", "--drop").code == 0
        mem("log", "Deploys on Mondays.", "--actor", "agent")
    with MessagesApi(plan(add=(added("Deploys are on Mondays.", "E1"),))) as api:
        trusted = mem(*CLAUDE, "--yes", "--trust", "agent", "--json", env=api.env)
    assert [each["text"] for each in trusted.json["applied"]] == ["Deploys are on Mondays."]


def test_what_a_person_wrote_waits_though_everything_is_approved(mem: Mem) -> None:
    with MessagesApi(plan(revise=(revised("F1", "Prefers light mode everywhere.", "E2"),))) as api:
        done = mem(*CLAUDE, "--yes", "--json", env=api.env)
    assert (done.json["applied"], done.json["pending"]) == ([], 1)


def test_since_a_day_only_later_logs_are_considered(mem: Mem) -> None:
    with MessagesApi(nothing) as api:
        done = mem(*CLAUDE, "--yes", "--since", "yesterday", "--json", env=api.env)
        assert (done.json["considered"], mem.message[-1]) == (2, "Mem-Since: 2026-11-19")
        assert "Took the pill." not in api.requests[0].asked
        assert mem(*CLAUDE, "--yes", "--json", env=api.env).json["considered"] == 2
        assert "Took the pill." in api.requests[1].asked


def test_soul_says_who_curates_and_with_which_model_the_environment(mem: Mem) -> None:
    mem.write("SOUL.md", "---\ncurator: Claude\n---\n")
    with MessagesApi(nothing) as api:
        done = mem("curate", "--yes", "--json", env={**api.env, "MEM_MODEL": "claude-opus-4-8"})
        assert api.requests[0].body["model"] == "claude-opus-4-8"
    assert done.json["curator"] == "claude:claude-opus-4-8"


def test_conversations_that_wait_are_taken_first(mem: Mem) -> None:
    mem("capture", "--queue", stdin='{"role": "user", "content": "I moved to Delft."}\n')
    log = tool_use("log", {"logs": [logged("Moved to Delft.", "M1")]})
    with MessagesApi(log, plan(add=(added("Lives in Delft.", "E4"),))) as api:
        done = mem(*CLAUDE, "--yes", "--json", env=api.env)
    assert done.err == "mem: a conversation of 2026-11-20 09:14 gave 1 log entry\n"
    assert [each["text"] for each in done.json["applied"]] == ["Lives in Delft."]
    assert mem.read("memory/2026-11-20.md").endswith("- 9:14 Moved to Delft.\n")
    assert mem.operations[:2] == ["curate: 1 added", "capture: 1 log entry"]
    assert list((mem.store / ".mem/queue").glob("*")) == []


# When it cannot


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--with", "nobody"], 2),
        (["--with", "rules", "--model", "x"], 2),
        (["--since", "soon"], 13),
        (["--max-loss", "-1"], 2),
    ],
)
def test_what_makes_no_sense_is_told_before_anything_is_done(
    prepared: Mem, words: list[str], code: int
) -> None:
    before = everything(prepared)
    assert prepared("curate", *words).code == code
    assert everything(prepared) == before


def test_without_a_memory_there_is_nothing_to_curate(fresh: Mem) -> None:
    assert fresh(*CLAUDE, "--yes").code == 10
    assert not fresh.home.exists()


def test_without_a_key_it_says_what_to_set(mem: Mem) -> None:
    before = everything(mem)
    done = mem(*CLAUDE, "--yes")
    assert (done.code, done.out) == (30, "")
    assert done.err == (
        "mem: there is no API key for Claude\n     set ANTHROPIC_API_KEY, or use --with rules\n"
    )
    assert everything(mem) == before
    assert KEY not in str(before)


def test_an_agent_brings_nothing_back_that_a_person_has_forgotten(mem: Mem) -> None:
    mem("log", "I prefer tea over coffee.")
    mem("forget", "--match", "tea over coffee", "--yes")
    gone = mem.read(".forgotten")
    mem("log", "I prefer tea over coffee.", "--actor", "bot")
    assert mem.read(".forgotten") == gone
    plan = mem("curate", "--yes", "--json").json["plan"]
    assert "I prefer tea over coffee." not in [edit["text"] for edit in plan]


def test_the_words_of_a_person_are_not_theirs_where_an_agent_repeats_them(mem: Mem) -> None:
    mem("curate", "--yes")
    mem("log", "I prefer tea over coffee.", "--actor", "bot", "--at", "2026-11-19")
    mem("log", "I prefer tea over coffee.")
    done = mem("curate", "--yes", "--json")
    assert (done.json["applied"], done.json["pending"]) == ([], 1)
