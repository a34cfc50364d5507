"""`watch`: hand edits are recorded once they have come to rest, and the index is kept fresh."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Generator
from collections.abc import Iterator
from contextlib import AbstractContextManager
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from memory_cli.actions.outstanding import Contents
from memory_cli.actions.outstanding import Outstanding
from memory_cli.core.errors import Busy
from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import MemError
from memory_cli.core.operation import operation
from memory_cli.core.stillness import Stillness
from memory_cli.store.bell import Bell
from memory_cli.store.record import Recorder
from memory_cli.store.store import Store
from memory_cli.store.store import Unrecorded
from memory_cli.store.swap import is_unfinished
from memory_cli.store.watch import Followed
from memory_cli.store.watch import followed
from memory_cli.store.withheld import Withheld


class Clock(NamedTuple):
    """The time of day, and seconds that only grow."""

    now: Callable[[], datetime]
    seconds: Callable[[], float]


class Pace(NamedTuple):
    """How long things take, in seconds."""

    stillness: Stillness = Stillness()
    breath: float = 0.3  # between two looks, however often it rings
    again: float = 2.0  # until who found the lock busy, the store gone or no events looks again
    round: float = 60.0  # until it looks without a reason, and tries again what could not be done
    indexing: float = 2.5  # until a change is old enough for the index to trust the file's times


class Following(NamedTuple):
    """The store is followed from now on; by looking at it again and again if `blind` says why."""

    root: Path
    blind: str | None


class Gone(NamedTuple):
    """There is no store of that name any more; it is waited for."""

    root: Path


class Recorded(NamedTuple):
    """Hand edits are in history now."""

    at: datetime
    paths: tuple[str, ...]
    commit: str


class Postponed(NamedTuple):
    """Something could not be done now and will be tried again; told once for each reason."""

    reason: MemError


class Left(NamedTuple):
    """Files that history does not take as they are, and why, where a rule withholds them.

    Told once for what they hold.
    """

    paths: tuple[str, ...]
    withheld: tuple[Withheld, ...] = ()


Event = Following | Gone | Recorded | Postponed | Left


def watch(
    store: Store, *, bell: Bell, clock: Clock, pace: Pace = Pace()
) -> Generator[Event, None, None]:
    """Follow the files of `store` until `bell` has been rung for the last time.

    What has come to rest by then is recorded before it ends. Raises NotFound, Refused and GitFailed
    when there is nothing to follow, and Busy when another process watches the same store.
    """
    watcher = _Watcher(store, bell, clock, pace)
    watcher.look()
    while not bell.ended:
        if _is_there(store):
            yield from watcher.follow()
            bell.rest(pace.breath)
        else:
            yield Gone(store.root)
            watcher.told = None
            while not bell.ended and not _is_there(store):
                bell.wait(pace.again)


def _is_there(store: Store) -> bool:
    """Whether there is a store with a history; one that is being made gets its history last."""
    return store.is_there() and (store.path(".git").is_dir() or is_unfinished(store.root))


class _Watcher:
    """What is known of one store while it is watched."""

    def __init__(self, store: Store, bell: Bell, clock: Clock, pace: Pace) -> None:
        self.told: Following | None = None
        self._store, self._bell, self._clock, self._pace = store, bell, clock, pace
        self._outstanding = Outstanding(pace.stillness)
        self._unreadable: tuple[str, ...] = ()
        self._reason: str | None = None  # why something was postponed, as it was told
        self._newest: str | None = None
        self._indexing: float | None = None  # when the index is to be refreshed

    def follow(self) -> Iterator[Event]:
        """Follow the store that has the name now, until another has or it is enough."""
        try:
            with followed(self._store.root, self._bell) as files:
                told = Following(files.root, files.blind)
                if told != self.told:
                    self.told = told
                    yield told
                yield from self._rounds(files)
        except Busy:
            raise
        except MemError:
            if _is_there(self._store):  # else it went away while it was opened
                raise

    def _rounds(self, files: Followed) -> Iterator[Event]:
        last_call: float | None = None
        while files.is_current:
            at = self._clock.seconds()
            again = at + (self._pace.round if files.blind is None else self._pace.again)
            try:
                yield from self._tend(at)
            except Busy:
                again = at + self._pace.again
                self._lose_sight()
            except MemError as reason:
                if not files.is_current:
                    return
                self._lose_sight()
                yield from self._postponed(reason)
            if self._bell.ended:
                enough = self._pace.stillness.full + self._pace.breath
                last_call = last_call or self._clock.seconds() + enough
                if all(moment > last_call for moment in self._outstanding.moments()):
                    return
            self._rest(at, again if last_call is None else min(again, last_call))

    def _tend(self, at: float) -> Iterator[Event]:
        found = self.look()
        if found.unreadable != self._unreadable:
            self._unreadable = found.unreadable
            if found.unreadable:
                yield Left(found.unreadable)
        if ripe := self._outstanding.ripe(at):
            self._outstanding.put_off(ripe, until=at + self._pace.round)
            yield from self._record(ripe, at)
        if self._indexing is not None and self._indexing <= at:
            self._indexing = None
            self._refresh_index()

    def look(self) -> Unrecorded:
        """Look at the files; what is known of them afterwards is only what was found."""
        try:
            found = self._store.unrecorded()
        except GitFailed:  # who takes the lock repairs what can be, or says what cannot
            with self._recorder({}):
                found = self._store.unrecorded()
        at = self._clock.seconds()  # now, not before: nothing has been seen at rest for too short
        if self._outstanding.found(found.held, at) or found.newest != self._newest:
            self._indexing = at + self._pace.indexing
        self._newest = found.newest
        if self._outstanding.is_empty:
            self._reason = None  # all is well
        return found

    def _lose_sight(self) -> None:
        """Nothing could be seen: whatever was at rest may have moved meanwhile."""
        self._outstanding.lose_sight()
        self._newest = self._indexing = None

    def _record(self, ripe: Contents, at: float) -> Iterator[Event]:
        now = self._clock.now()
        try:
            with self._recorder(ripe) as recorder:
                pass  # to begin it is to bring history up to date
        except Busy:
            self._outstanding.put_off(ripe, until=at + self._pace.again)
            return
        self.look()
        rest = self._outstanding.still(ripe)
        done = tuple(path for path in ripe if path not in rest)
        if done and recorder.commits:
            self._reason = None
            yield Recorded(now, done, recorder.commits[-1])
        if rest and recorder.delayed is not None:
            yield from self._postponed(recorder.delayed)
            return
        self._outstanding.leave(rest)
        if rest:
            kept = [recorder.withheld[path] for path in rest if path in recorder.withheld]
            yield Left(tuple(rest), tuple(kept))

    def _recorder(self, settled: Contents) -> AbstractContextManager[Recorder]:
        about = operation("edit", actor="editor", now=self._clock.now())
        return self._store.recorder(about.at, patience=0.0, settled=settled)

    def _postponed(self, reason: MemError) -> Iterator[Postponed]:
        """Tell a reason once; the same again only after something went well."""
        if reason.message != self._reason:
            self._reason = reason.message
            yield Postponed(reason)

    def _refresh_index(self) -> None:
        """Let the index take in what has changed; who asks it next does that, too, if need be."""
        with suppress(Exception):  # it is derived, and a Python may have no SQLite
            from memory_cli.actions.searching import ask  # noqa: PLC0415 - heavy

            ask(self._store, lambda _index: None)

    def _rest(self, at: float, again: float) -> None:
        """Do nothing until there is a reason to look again."""
        moments = [again, *self._outstanding.moments()]
        moments += [] if self._indexing is None else [self._indexing]
        if self._bell.wait(min(moments) - self._clock.seconds()):
            self._bell.rest(at + self._pace.breath - self._clock.seconds())
