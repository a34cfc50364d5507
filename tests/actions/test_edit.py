from __future__ import annotations

from datetime import date

import pytest

from memory_cli.actions.edit import Target
from memory_cli.actions.edit import target
from memory_cli.core.errors import Ambiguous
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import Refused
from memory_cli.core.identity import entry_id
from memory_cli.store.store import Store
from tests.support.memories import DAY
from tests.support.memories import TODAY
from tests.support.memories import files
from tests.support.memories import write


@pytest.mark.parametrize(
    ("what", "path"),
    [
        ("soul", "SOUL.md"),
        ("FACTS", "MEMORY.md"),
        ("today", DAY),
        ("yesterday", "memory/2026-11-19.md"),
        ("2026-02-03", "memory/2026-02-03.md"),
        ("monday", "memory/2026-11-16.md"),
    ],
)
def test_a_file_is_opened_at_its_beginning(store: Store, what: str, path: str) -> None:
    assert target(store, what, today=TODAY) == Target(path, 1)


def test_a_day_that_has_no_log_has_a_folder_to_write_it_in(store: Store) -> None:
    before = files(store)
    target(store, "today", today=TODAY)
    assert store.path("memory").is_dir()
    assert files(store) == before


def test_an_entry_is_opened_at_its_line(store: Store) -> None:
    write(store, "MEMORY.md", "# A\n\n- Bread.\n- Tea.\n- Tea.\n")
    assert target(store, entry_id("Tea."), today=TODAY) == Target("MEMORY.md", 4)


def test_words_in_several_files_need_a_place(store: Store) -> None:
    tea = entry_id("Tea.")
    write(store, "MEMORY.md", "- Tea.\n")
    write(store, DAY, "# A\n- Tea.\n")
    with pytest.raises(Ambiguous) as raised:
        target(store, tea[:8], today=TODAY)
    assert raised.value.candidates == (f"{tea}@facts", f"{tea}@2026-11-20")
    assert target(store, f"{tea}@2026-11-20", today=TODAY) == Target(DAY, 2)


@pytest.mark.parametrize(
    ("what", "error"),
    [("zzzz", NotFound), ("last week", BadInput), ("", BadInput), ("../etc/passwd", BadInput)],
)
def test_what_is_no_one_place_is_an_error(store: Store, what: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        target(store, what, today=TODAY)


def test_a_link_is_not_opened(store: Store) -> None:
    store.path("SOUL.md").unlink()
    store.path("SOUL.md").symlink_to("/etc/passwd")
    with pytest.raises(Refused):
        target(store, "soul", today=date(2026, 11, 20))
