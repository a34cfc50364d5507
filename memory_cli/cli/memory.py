"""What verbs that change a memory have in common: the store, the author, and how they end."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import date
from datetime import datetime
from datetime import time
from typing import Protocol

from memory_cli.actions.writing import Author
from memory_cli.actions.writing import begin
from memory_cli.cli import surroundings
from memory_cli.cli.deps import Context
from memory_cli.cli.leave import leave_of
from memory_cli.cli.output import note
from memory_cli.cli.reading import check
from memory_cli.core.annotation import PINNED
from memory_cli.core.annotation import PRIVATE
from memory_cli.core.annotation import Note
from memory_cli.core.annotation import parse_tag
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Busy
from memory_cli.core.errors import NotRecorded
from memory_cli.store.create import Owner
from memory_cli.store.store import Store


class Ended(Protocol):
    """A result that may be saved and still wait to be recorded."""

    @property
    def delayed(self) -> NotRecorded | None:
        """Why history does not have it yet."""


def opened(ctx: Context, *, allow_secret: bool = False, warns: bool = True) -> Store:
    """The store that was asked for; `allow_secret` lets what looks like a secret in.

    While it is used, it says what a person should know, with `warns` also which hand edits are
    withheld.
    """
    told: set[str] = set()

    def tell(words: str) -> None:
        if words not in told:
            note(ctx, f"mem: {words}")
        told.add(words)

    leave = leave_of(ctx, allow_secret=allow_secret)
    store = Store(ctx.home, ctx.user, leave, tell=tell, warns=warns)
    check(ctx, store)
    return store


def existing(ctx: Context, *, allow_secret: bool = False, warns: bool = True) -> Store:
    """The store that was asked for; raises NotFound when there is none."""
    store = opened(ctx, allow_secret=allow_secret, warns=warns)
    if not store.exists():
        raise store.missing()
    return store


@contextmanager
def beginning(ctx: Context, store: Store) -> Iterator[None]:
    """Say so when what is done here begins a memory: the name of a user may be a mistake."""
    is_new = not store.exists()
    yield
    if is_new:
        note(ctx, f"mem: a new memory begins in {store.root}")


def begun(ctx: Context) -> Store:
    """The store that was asked for, created if it is not there yet."""
    store = opened(ctx)
    with beginning(ctx, store):
        begin(store, author(ctx))
    return store


def brought_up_to_date(ctx: Context) -> Store:
    """The store that was asked for, its hand edits recorded if that can be done now."""
    store = opened(ctx)
    reason = store.record_quietly(author(ctx).operation("edit").at)
    if reason is not None and not isinstance(reason, Busy):  # who holds the lock records them
        note(ctx, f"mem: hand edits are not recorded now: {reason.message}")
    return store


def author(ctx: Context) -> Author:
    """Who acts, and when."""
    return Author(ctx.actor, ctx.now, Owner(timezone=surroundings.timezone()))


def tags_of(
    ctx: Context,
    given: Sequence[str] | None,
    topic: str | None,
    *,
    pin: bool = False,
    private: bool = False,
) -> tuple[str, ...]:
    """The tags that the options of `add` and `log` come to; raises BadInput for what is none."""
    thread = ctx.topic if topic is None else topic
    words = [*(given or ()), *([] if thread is None else [thread])]
    words += [PINNED] * pin + [PRIVATE] * private
    return tuple(dict.fromkeys(map(parse_tag, words)))


def note_of(since: str | None, until: str | None, *, today: date) -> Note:
    """The date note that `--since` and `--expires` come to; raises BadInput."""
    if not since and not until:
        return Note()
    from memory_cli.core.dates import parse_day

    begin = parse_day(since, today=today) if since else None
    end = parse_day(until, today=today, forward=True) if until else None
    if begin and end and end < begin:
        raise BadInput(
            f"it would end on {end}, before it begins on {begin}", "put the earlier day first"
        )
    return Note(begin, end)


def moment_of(ctx: Context, store: Store, at: str | None) -> tuple[date, time | None] | None:
    """The day and time that `--at` comes to; raises BadInput."""
    if at is None:
        return None
    from memory_cli.core.dates import parse_moment

    return parse_moment(at, now=store.local(ctx.now))


def start_of(ctx: Context, store: Store, since: str | None) -> datetime | None:
    """The moment that `--since` begins at; raises BadInput."""
    if since is None:
        return None
    from memory_cli.core.dates import parse_window

    local = store.local(ctx.now)
    begin = parse_window(since, today=local.date()).start
    return datetime.combine(begin, time(), local.tzinfo) if begin else None


def settle(result: Ended) -> None:
    """End with exit code 3 when `result`, already shown, has to wait for its commit."""
    if result.delayed is not None:
        raise result.delayed
