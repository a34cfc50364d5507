from __future__ import annotations

import json

import pytest

from memory_cli.actions.export import export
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import Refused
from memory_cli.core.export_form import dumped
from memory_cli.core.export_form import files_of
from memory_cli.store.store import Store
from tests.support.memories import DAY
from tests.support.memories import FACTS
from tests.support.memories import author
from tests.support.memories import deeds
from tests.support.memories import tip
from tests.support.memories import write


def test_everything_is_taken_out_and_hand_edits_are_recorded_first(store: Store) -> None:
    write(store, "SOUL.md", "- Left-handed.\n")
    write(store, FACTS, "- ~~Struck.~~\n- Gone. (until 2020-01-01)\n- Mine. #private\r\n")
    write(store, DAY, "---\ntags: [day]\n---\n- 9:14 Snow. \udcff\n")
    write(store, ".forgotten", "k3f9a2bcq81mzx04 2026-01-01 erased\n")
    write(store, "other.txt", "not memory")
    done = export(store, author=author())
    assert done.export.files == {
        ".forgotten": b"k3f9a2bcq81mzx04 2026-01-01 erased\n",
        FACTS: b"- ~~Struck.~~\n- Gone. (until 2020-01-01)\n- Mine. #private\r\n",
        "SOUL.md": b"- Left-handed.\n",
        DAY: b"---\ntags: [day]\n---\n- 9:14 Snow. \xff\n",
    }
    assert [(e.text, e.tags, e.private) for e in done.entries()] == [
        ("Struck.", (), False),
        ("Gone.", (), False),
        ("Mine.", ("private",), True),
        ("Left-handed.", (), False),
        ("Snow. \udcff", ("day",), False),
    ]
    assert (done.export.commit, done.history) == (tip(store), None)
    assert deeds(store)[-1] == "edit editor"


@pytest.mark.parametrize("actor", ["agent", "agent:x", "rules"])
def test_only_a_person_takes_everything_out(store: Store, actor: str) -> None:
    with pytest.raises(Refused, match="only a person takes everything out"):
        export(store, author=author(actor))
    assert export(store, author=author("script")).export.user == "me"


def test_the_same_memory_is_exported_the_same(store: Store) -> None:
    write(store, FACTS, "- Tea.\n")
    texts = {
        "".join(dumped(export(store, author=author()).export, [], spread=True)) for _ in range(2)
    }
    (text,) = texts
    assert files_of(json.loads(text)) == {FACTS: b"- Tea.\n", "SOUL.md": b""}


def test_history_comes_along_when_it_is_asked_for(store: Store) -> None:
    history = export(store, author=author(), with_history=True).history
    assert history is not None
    assert history.startswith(b"# v2 git bundle\n")


def test_no_memory_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        export(Store(store.root.parent, "nobody"), author=author())
