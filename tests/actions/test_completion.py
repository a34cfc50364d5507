from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from memory_cli.actions.completion import ids
from memory_cli.actions.completion import sections
from memory_cli.actions.completion import tags
from memory_cli.core.identity import entry_id
from memory_cli.store.store import Store
from tests.support.memories import TODAY
from tests.support.memories import write


def test_ids_of_facts_and_of_the_newest_days_come_with_their_words(store: Store) -> None:
    write(store, "SOUL.md", "- Not offered.\n")
    write(store, "MEMORY.md", "- Tea\n  with milk.\n- Tea\n  with milk.\n")
    for back in range(20):
        write(store, f"memory/{TODAY - timedelta(back)}.md", f"- Day {back}.\n- Tea with milk.\n")
    words = ["Tea with milk.", *(f"Day {back}." for back in range(14))]
    assert ids(store.root.parent, "me") == tuple((entry_id(each)[:8], each) for each in words)


def test_tags_are_the_most_used_first(store: Store) -> None:
    write(store, "MEMORY.md", "- One. #b\n- Two. #a #b\n- Three. #c\n")
    assert tags(store.root.parent, "me") == ("b", "a", "c")


def test_sections_are_those_of_the_facts_each_once(store: Store) -> None:
    write(store, "MEMORY.md", "# Memory\n\n## People #x\n\n### Family\n\n## People\n")
    write(store, "SOUL.md", "## Not offered\n")
    assert sections(store.root.parent, "me") == ("People", "Family")


def test_a_memory_that_has_not_begun_offers_nothing(tmp_path: Path) -> None:
    assert ids(tmp_path, "me") == ()
    assert tags(tmp_path, "me") == ()
    assert sections(tmp_path, "me") == ()
    assert list(tmp_path.iterdir()) == []
