"""What is not in history yet: which of it has come to rest, and when it is to be tried again."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from memory_cli.core.stillness import Held
from memory_cli.core.stillness import Seen
from memory_cli.core.stillness import Stillness
from memory_cli.core.stillness import looked
from memory_cli.core.stillness import settled

Contents = dict[str, str | None]
"""A digest for each path; None for one that is gone."""


class Outstanding:
    """The files that are not as history has them, as far as they have been looked at."""

    def __init__(self, stillness: Stillness) -> None:
        self._stillness = stillness
        self._seen: dict[str, Seen] = {}
        self._left: Contents = {}
        self._tried: Contents = {}
        self._again = 0.0

    def found(self, held: Mapping[str, Held], at: float) -> bool:
        """Note what a look has found; whether that is anything else than before."""
        before, self._seen = self._seen, looked(self._seen, held, at)
        self._left = self.still(self._left)
        return self._seen != before

    def lose_sight(self) -> None:
        """Note that a look has failed: what rests begins to do so when it is seen again."""
        self._seen = {}

    @property
    def is_empty(self) -> bool:
        """Whether history has everything."""
        return not self._seen

    def still(self, contents: Contents) -> Contents:
        """Those of `contents` that files still hold and history still has not."""
        return {
            path: digest
            for path, digest in contents.items()
            if path in self._seen and self._seen[path].held.digest == digest
        }

    def ripe(self, at: float) -> Contents:
        """What a look at this very moment has found at rest, if it is worth a try."""
        resting = settled(self._seen, self._stillness, at)
        ripe = {path: digest for path, digest in resting.items() if path not in self._left}
        return {} if ripe == self._tried and at < self._again else ripe

    def put_off(self, contents: Contents, *, until: float) -> None:
        """Do not try the same before `until`, unless there is more to try."""
        self._tried, self._again = contents, until

    def leave(self, contents: Contents) -> None:
        """Never try the same again: history does not take it."""
        self._left |= contents
        self.put_off({}, until=0.0)

    def moments(self) -> Iterator[float]:
        """When each file could come to rest, or what was tried in vain is to be tried again."""
        for path, seen in self._seen.items():
            if path not in self._left:
                in_vain = path in self._tried and self._tried[path] == seen.held.digest
                yield self._again if in_vain else self._stillness.rests_at(seen)
