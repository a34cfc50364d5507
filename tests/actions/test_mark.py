from __future__ import annotations

import pytest

from memory_cli.actions.find import find
from memory_cli.actions.mark import mark
from memory_cli.actions.mark import standing
from memory_cli.core.errors import Conflict
from memory_cli.core.identity import entry_id
from memory_cli.core.splice import strike
from memory_cli.store.store import Store
from tests.support.memories import author
from tests.support.memories import read
from tests.support.memories import write

FACTS = "MEMORY.md"
TEA = entry_id("Tea.")


def test_an_entry_is_found_again_where_it_stands_now(store: Store) -> None:
    write(store, FACTS, "- Tea.\n- Other.\n- Tea.\n")
    first, second = find(store, [TEA])
    write(store, FACTS, "- New.\n- Tea.\n- Other.\n- More.\n- Tea.\n")
    document = store.document(FACTS)
    assert [standing(document, each).line for each in (first, second)] == [2, 2]
    write(store, FACTS, "- Tea.\n- Other.\n- More.\n- Tea.\n")
    document = store.document(FACTS)
    assert [standing(document, each).line for each in (first, second)] == [1, 4]


def test_an_entry_that_is_gone_is_a_conflict(store: Store) -> None:
    write(store, FACTS, "- Tea.\n")
    (tea,) = find(store, [TEA])
    write(store, FACTS, "- Coffee.\n")
    with pytest.raises(Conflict) as raised:
        mark(store, "disable", [tea], strike, author=author())
    assert raised.value.message == f"{tea.short_id} was changed in MEMORY.md at the same moment"
    assert read(store, FACTS) == "- Coffee.\n"
