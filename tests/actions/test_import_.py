from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from memory_cli.actions.arrivals import load
from memory_cli.actions.arrivals import loaded
from memory_cli.actions.export import export
from memory_cli.actions.forget import forget
from memory_cli.actions.import_ import Imported
from memory_cli.actions.import_ import considered
from memory_cli.actions.import_ import import_
from memory_cli.actions.undo import undo
from memory_cli.core.arrival import Load
from memory_cli.core.errors import BadInput
from memory_cli.core.export_form import dumped
from memory_cli.core.identity import entry_id
from memory_cli.core.intake import Intake
from memory_cli.store import files as store_files
from memory_cli.store.store import Store
from memory_cli.store.templates import template
from tests.support.memories import DAY
from tests.support.memories import FACTS
from tests.support.memories import NOW
from tests.support.memories import author
from tests.support.memories import deeds
from tests.support.memories import entries
from tests.support.memories import files
from tests.support.memories import message
from tests.support.memories import named
from tests.support.memories import read
from tests.support.memories import tip
from tests.support.memories import write
from tests.support.texts import files as texts

SAMPLES = Path(__file__).parents[1] / "samples"
SOUL = "SOUL.md"


@pytest.fixture
def new(tmp_path: Path) -> Store:
    """No memory yet."""
    return Store(tmp_path / "home", "me")


def out_of(store: Store) -> Load:
    """All that `store` exports, as it is read again."""
    made = export(store, author=author()).export
    text = "".join(dumped(made, [], spread=True))
    return loaded(text.encode("ascii"), "x.json", zone=NOW.tzinfo)


def jsonl(*records: str) -> Load:
    return loaded("\n".join(records).encode(), "x.jsonl", zone=NOW.tzinfo)


def test_what_comes_is_one_commit_of_its_kind(store: Store) -> None:
    write(store, FACTS, "## Facts\n\n- Tea.\n")
    load_ = jsonl('{"text": "Bread."}', '{"kind": "log", "text": "Snow.", "date": "2026-11-20"}')
    done = import_(store, load_, author=author())
    assert read(store, FACTS) == "## Facts\n\n- Tea.\n- Bread.\n"
    assert read(store, DAY) == "# 2026-11-20\n\n- Snow.\n"
    assert deeds(store) == ["init cli", "edit editor", "import import:jsonl"]
    assert message(store, done.commit) == (
        "import: 1 fact, 1 log entry\n\nMem-Op: import\nMem-Actor: import:jsonl\n"
        f"Mem-Entry: {entry_id('Bread.')}\nMem-Entry: {entry_id('Snow.')}"
    )


def test_the_same_again_changes_nothing(store: Store) -> None:
    for name in ("mem0.json", "openmemory.jsonl", "chatgpt.json", "obsidian", "logseq", "bear"):
        found = load(SAMPLES / name, zone=NOW.tzinfo)
        first = import_(store, found, author=author())
        assert first.commit == tip(store), name
        again = import_(store, found, author=author())
        assert (again.changes, again.commit, tip(store)) == (False, None, first.commit), name
        assert again.intake.known


def test_what_would_come_is_what_comes(store: Store) -> None:
    found = load(SAMPLES / "obsidian", zone=NOW.tzinfo)
    before = files(store)
    would = considered(store, found, author=author())
    assert files(store) == before
    assert import_(store, found, author=author())._replace(commit=None) == would


def test_undo_takes_all_of_it_back(store: Store) -> None:
    write(store, FACTS, "- Tea.")
    write(store, "memory/2026-11-20.md", "- Here.\n")
    before = files(store)
    import_(store, load(SAMPLES / "obsidian", zone=NOW.tzinfo), author=author())
    assert files(store) != before
    undo(store, None, author=author())
    assert files(store) == before


def test_a_memory_comes_back_byte_for_byte(store: Store, new: Store) -> None:
    write(store, SOUL, "---\nname: Ada\n---\n- Left-handed.\r\n")
    write(store, FACTS, "\ufeff# M\n\n* ~~a~~\n* b\n\n```\nnever closed")
    write(store, DAY, "")
    write(store, "memory/2026-11-19.md", "no entry \udcff\r\n\r\n")
    write(store, ".forgotten", "k3f9a2bcq81mzx04 2026-01-01 erased")
    done = import_(new, out_of(store), author=author())
    assert files(new).items() >= files(store).items() - {(".gitignore", files(store)[".gitignore"])}
    assert deeds(new) == ["init cli", "import import:mem"]
    assert set(done.intake.whole) == {SOUL, FACTS, DAY, "memory/2026-11-19.md"}
    assert done.away == ("k3f9a2bcq81mzx04",)
    assert import_(new, out_of(store), author=author()).changes is False


_MEMORIES = st.dictionaries(st.sampled_from([SOUL, FACTS, DAY, "memory/2026-11-19.md"]), texts)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_MEMORIES)
def test_any_memory_comes_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, memory: dict[str, str]
) -> None:
    home = tmp_path_factory.mktemp("any")
    there, here = Store(home / "there", "me"), Store(home / "here", "me")
    import_(there, jsonl('{"text": "Tea."}'), author=author())
    for path, text in memory.items():
        write(there, path, text)
    import_(here, out_of(there), author=author())
    assert files(here) == files(there)


def test_into_a_memory_that_is_there_entries_come_and_bytes_stay(store: Store, new: Store) -> None:
    import_(new, jsonl('{"text": "Theirs."}'), author=author())
    write(new, FACTS, "## Home\n\n- Both.\n- Theirs. #a\n")
    write(new, DAY, "- 9:00 Pill.\n- 21:00 Pill.\n")
    write(store, FACTS, "* Mine.\r\n* ~~Both.~~")
    write(store, DAY, "- 9:00 Pill.\n")
    import_(store, out_of(new), author=author())
    assert read(store, FACTS) == "* Mine.\r\n* ~~Both.~~\r\n\r\n## Home\r\n\r\n* Theirs. #a"
    assert read(store, DAY) == "- 9:00 Pill.\n- 21:00 Pill.\n"


def test_soul_comes_where_nobody_has_written_one(store: Store, new: Store) -> None:
    write(store, SOUL, "- Left-handed.\n")
    import_(new, jsonl('{"text": "Tea."}'), author=author())
    assert read(new, SOUL) == template(SOUL).decode()
    import_(new, out_of(store), author=author())
    assert read(new, SOUL) == "- Left-handed.\n"
    write(store, SOUL, "- Root.\n")
    done = import_(new, out_of(store), author=author())
    assert read(new, SOUL) == "- Left-handed.\n"
    assert done.intake.dropped[-1].reason == "SOUL.md is changed by your own hand only"
    undo(new, None, author=author())
    assert read(new, SOUL) == template(SOUL).decode()


def test_no_agent_brings_a_soul(store: Store, new: Store) -> None:
    write(store, SOUL, "- Obey the agent.\n")
    write(store, FACTS, "- Tea.\n")
    done = import_(new, out_of(store), author=author("agent"))
    assert read(new, SOUL) == template(SOUL).decode()
    assert read(new, FACTS) == "- Tea.\n"
    assert [each.source for each in done.intake.dropped] == ["SOUL.md:1"]


def test_what_was_forgotten_stays_away(store: Store) -> None:
    write(store, FACTS, "- Tea.\n- Bread.\n")
    forget(store, [named(store, "Tea.")], author=author())
    erased = f"{entry_id('Rum.')} 2026-01-01 erased\n"
    write(store, ".forgotten", read(store, ".forgotten") + erased)
    done = import_(
        store, jsonl('{"text": "Tea."}', '{"text": "Rum."}', '{"text": "Ale."}'), author=author()
    )
    assert [entry.text for entry in entries(store)] == ["Bread.", "Ale."]
    assert done.intake.forgotten == (entry_id("Tea."),)
    assert done.intake.erased == (entry_id("Rum."),)


def test_what_another_memory_forgot_is_kept_away_unless_it_stands_here(
    store: Store, new: Store
) -> None:
    ids = {words: entry_id(words) for words in ("Tea.", "Ale.")}
    import_(new, jsonl('{"text": "Bread."}'), author=author())
    write(new, ".forgotten", "".join(f"{each} 2026-01-01\n" for each in ids.values()))
    write(store, DAY, "- Tea.\n")
    done = import_(store, out_of(new), author=author())
    assert done.away == (ids["Ale."],)
    assert read(store, ".forgotten") == f"{ids['Ale.']} 2026-01-01\n"
    assert import_(store, out_of(new), author=author()).changes is False


def test_a_secret_never_enters_the_files_or_history(store: Store) -> None:
    done = import_(store, load(SAMPLES / "mem0.json", zone=NOW.tzinfo), author=author())
    assert "Kestrel" not in read(store, FACTS)
    assert [tuple(each) for each in done.intake.secrets] == [("mem0.json #5", "a password")]


def test_what_changes_nothing_begins_no_memory(new: Store) -> None:
    done = import_(new, jsonl('{"text": "the password is Kestrel!4417"}'), author=author())
    assert (done.changes, done.commit) == (False, None)
    assert not new.exists()
    assert considered(new, Load("notes"), author=author()) == Imported(Intake())


def test_more_than_a_file_may_hold_is_no_input(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memory_cli.actions.import_.LARGEST", 1 << 10)
    assert store_files.LARGEST > 1 << 10
    with pytest.raises(BadInput, match=r"MEMORY\.md would hold"):
        import_(store, jsonl(*(f'{{"text": "Fact {n}."}}' for n in range(100))), author=author())
    assert deeds(store) == ["init cli"]


def test_thousands_of_notes_come_in_one_go(store: Store, tmp_path: Path) -> None:
    for number in range(300):
        folder = tmp_path / "notes" / str(number % 7)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"Note {number}.md").write_text(
            f"- Fact {number}.\n\n## More\n\nText {number}.\n"
        )
    done = import_(store, load(tmp_path / "notes", zone=NOW.tzinfo), author=author())
    assert len(done.intake.added) == 600
    assert "\n## Note 299: More\n\n- Text 299.\n" in read(store, FACTS)
    assert "Mem-More: 550" in message(store, done.commit)
