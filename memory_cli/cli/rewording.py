"""Saying an edit in one's own words, in one's own editor."""

from __future__ import annotations

import re
from collections.abc import Callable

from memory_cli.cli import editor
from memory_cli.cli import proposals
from memory_cli.cli.deps import Context
from memory_cli.cli.output import note
from memory_cli.core.draft import draft
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Failed
from memory_cli.core.layout import LOCAL
from memory_cli.core.plan import Log
from memory_cli.core.plan import Proposed
from memory_cli.core.plan import Retire
from memory_cli.core.wording import fault_of
from memory_cli.store.files import Folder
from memory_cli.store.store import Store

_NAME = "wording.md"
_EXPLAINED = """
<!-- One line: the words, then #tags, then perhaps (until 2026-12-31). Empty: leave it as it is. -->
"""
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


Reword = Callable[[Proposed], Proposed | None]
"""Puts an edit into the person's own words; None when they left it as it is."""


def rewording(ctx: Context, store: Store) -> Reword:
    """What asks the person for their words in their editor."""

    def reword(edit: Proposed) -> Proposed | None:
        if isinstance(edit, Retire):
            return None
        before = proposals.written(edit)
        try:
            typed = _typed(store, f"{before}\n{_EXPLAINED}")
            after = " ".join(_COMMENT.sub("", typed).split())
            if after in {"", before}:
                return None
            new = draft(after)
        except (BadInput, Failed) as error:
            note(ctx, f"mem: {error.message}; it is as it was")
            return None
        if fault := fault_of(new.text, new.tags):
            note(ctx, f"mem: {fault}; it is as it was")
            return None
        edit = edit._replace(text=new.text, tags=new.tags)
        return edit if isinstance(edit, Log) else edit._replace(until=new.note.until)

    return reword


def _typed(store: Store, text: str) -> str:
    """What a person makes of `text`; the file lies in the store, for their eyes alone."""
    command = editor.command()
    with Folder(store.root) as folder:
        folder.make(LOCAL)
        folder.keep_local(_NAME, text.encode("utf-8", "surrogateescape"))
        try:
            editor.run(command, store.path(f"{LOCAL}/{_NAME}"), 1)
            data = folder.read(f"{LOCAL}/{_NAME}") or b""
        finally:
            folder.drop_local(_NAME)
    return data.decode("utf-8", "surrogateescape")
