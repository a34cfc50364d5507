"""What the command line asked for, filled in while it is parsed."""

from __future__ import annotations

from collections.abc import Sequence


class Asked:
    """The words of one command line; the verb and the global options as far as it is parsed."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        self.verb = ""
        self.home: str | None = None
        self.user: str | None = None
        self.actor: str | None = None
        self.force = False
        self.json = False
        self.quiet = False

    def before_text(self) -> tuple[str, ...]:
        """The words before `--`; after it everything is text."""
        return self.words[: self.words.index("--")] if "--" in self.words else self.words
