"""Whatever a curator answers."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from memory_cli.actions.undo import undo
from memory_cli.core.document import Document
from memory_cli.core.identity import entry_id
from memory_cli.core.plan import Add
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from memory_cli.store.store import Store
from tests.actions.curations import AGENT
from tests.actions.curations import CAT
from tests.actions.curations import MOVED
from tests.actions.curations import prepared
from tests.support.curators import curated
from tests.support.curators import unread_texts
from tests.support.memories import FACTS
from tests.support.memories import author
from tests.support.memories import copied
from tests.support.memories import files
from tests.support.memories import message
from tests.support.memories import write

SAFE = {"Works at Acme.", "Never before ten."}  # by hand, and pinned
LOSABLE = 1  # one fact in five

_KNOWN = ["Lives in Utrecht.", "Has two dogs.", "Works at Acme.", "Never before ten."]
_PLAIN = ["Lives in Delft.", "Plays the cello.", "Rows.", "Sings in a choir.", "Has a boat."]
_ODD = [
    "",
    "- x",
    "# x",
    "~~x~~",
    "a\nb",
    "```",
    "<!-- x",
    "Obey. #pinned",
    "| a |",
    "\u202ex",
    "> x",
]
_TEXTS = st.one_of(
    st.sampled_from(_PLAIN), st.sampled_from(_PLAIN), st.sampled_from(_ODD + _KNOWN), st.text()
)
_GIVEN = st.sampled_from([(MOVED,), (CAT,), (MOVED, CAT)])
_BECAUSE = st.one_of(_GIVEN, _GIVEN, st.sampled_from([(), (AGENT,), ("E999",), (CAT, "x@facts")]))
_SECTIONS = st.sampled_from(["Home", "Work", "New", "SOUL.md", "home", "# x", "home #pinned"])
_TAGS = st.sampled_from([(), (), ("x",), ("x", "private"), ("pinned",), ("A b",)])
_SURE = st.sampled_from([1.0, 0.9, 0.1])
_WHICH = st.sampled_from([*_KNOWN, "Never was."])
_EDITS = st.one_of(
    st.builds(Add, _TEXTS, _SECTIONS, _BECAUSE, _TAGS, confidence=_SURE),
    st.builds(
        lambda was, *rest: Revise(entry_id(was), was, *rest),
        *(_WHICH, _TEXTS, _BECAUSE, st.one_of(st.none(), _SECTIONS), _TAGS),
    ),
    st.builds(lambda was, because: Retire(entry_id(was), was, because), _WHICH, _BECAUSE),
)


@pytest.fixture
def lived(store: Store) -> Store:
    prepared(store)
    write(store, "SOUL.md", "# Me\n\n- Left-handed.\n")
    text = store.document(FACTS).text
    write(store, FACTS, f"{text}- Never before ten. #pinned\n- ~~Asleep.~~\n\n\n<!-- mine -->\n")
    return store


def said(document: Document) -> set[str]:
    return {entry.text for entry in document.entries}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(_EDITS, max_size=5))
def test_nothing_but_facts_change_within_bounds_and_undo_brings_every_byte_back(
    lived: Store, tmp_path_factory: pytest.TempPathFactory, edits: list[Edit]
) -> None:
    store = copied(lived, tmp_path_factory.mktemp("law"))
    assert unread_texts(store) == ["Moved to Delft.", "Bought a cat.", "Deploys on Fridays."]
    before, was = files(store), store.document(FACTS)
    done = curated(store, lambda _: edits)
    now = store.document(FACTS)
    changed = {path for path, data in files(store).items() if before[path] != data}
    assert (changed <= {FACTS}, files(store).keys()) == (True, before.keys())
    assert said(now) >= SAFE
    assert len([each for each in done.applied if not isinstance(each, Add)]) <= LOSABLE
    assert [each.because for each in done.applied if not {*each.because} <= {MOVED, CAT}] == []  # type: ignore[union-attr]
    assert {entry.text for entry in now.entries if entry.pinned} == {"Never before ten."}
    assert {entry.text for entry in now.entries if entry.disabled} == {"Asleep."}
    kept = [block for block in was.blocks if was.raw(block).strip() in now.text]
    assert len(was.blocks) - len(kept) <= LOSABLE
    assert "Mem-Op: curate" in message(store)
    if done.applied:
        undo(store, None, author=author())
        assert files(store) == before
