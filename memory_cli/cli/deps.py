"""The only place that reads the clock, the environment and the terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from datetime import UTC
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from typing import TextIO

from memory_cli.cli import stdin
from memory_cli.cli.actor import actor_of
from memory_cli.cli.asked import Asked
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Failed
from memory_cli.core.errors import Usage
from memory_cli.core.layout import checked_user
from memory_cli.core.layout import is_person


class Terminal(NamedTuple):
    """Which of the standard streams are terminals."""

    stdin: bool
    stdout: bool
    stderr: bool


class Context(NamedTuple):
    """Everything a verb may know about its surroundings."""

    home: Path
    """Where the users' directories are: absolute, perhaps not there yet."""
    user_as_given: str
    actor: str
    now: datetime
    """Aware; in the machine's zone, or as `$MEM_NOW` says."""
    topic: str | None
    model: str | None
    """Which model curates (`$MEM_MODEL`), where one does."""
    counts: bool
    """Whether how often entries are recalled may be counted."""
    json: bool
    quiet: bool
    color: bool
    terminal: Terminal
    force: bool = False
    """Whether to write although memory is paused."""

    @property
    def user(self) -> str:
        """The user's name; Refused when it cannot be one."""
        return checked_user(self.user_as_given)

    @property
    def root(self) -> Path:
        """The user's own directory."""
        return self.home / self.user

    @property
    def person_can_decide(self) -> bool:
        """Whether a person sits there, who may approve what a curator proposes."""
        return self.can_ask and is_person(self.actor)

    @property
    def may_see_private(self) -> bool:
        """Whether private entries are shown to who names them: to a person, and their script."""
        return is_person(self.actor)

    @property
    def sees_private(self) -> bool:
        """Whether they are shown to who does not: to a person who looks."""
        return self.terminal.stdout and is_person(self.actor)

    @property
    def can_ask(self) -> bool:
        """Whether somebody sits there to answer a question."""
        return self.terminal.stdin and self.terminal.stderr

    def reads_stdin(self, words: Sequence[str] | None) -> bool:
        """Whether text comes from stdin: asked for with `-`, or not given and no terminal."""
        return not self.terminal.stdin if not words else list(words) == ["-"]

    def text_argument(self, words: Sequence[str] | None) -> str:
        """TEXT as one text: the words with a space between, or what stdin holds."""
        if self.reads_stdin(words):
            return stdin.text()
        if not words:
            raise Usage("no text given", "give it as words, pipe it in, or say - to type it")
        return " ".join(words)

    def text_arguments(self, words: Sequence[str] | None) -> tuple[str, ...]:
        """TEXT as texts: the words make one, stdin one per line that is not blank."""
        return self.lines_from_stdin() if self.reads_stdin(words) else (self.text_argument(words),)

    def lines_from_stdin(self) -> tuple[str, ...]:
        """The lines of stdin that are not blank, without their ends."""
        lines = stdin.text().split("\n")
        return tuple(line.removesuffix("\r") for line in lines if line.strip())


def settled(asked: Asked) -> Context:
    """What the command line and the surroundings come to."""
    terminal = Terminal(_is_terminal(sys.stdin), _is_terminal(sys.stdout), _is_terminal(sys.stderr))
    declared = asked.actor if asked.actor is not None else os.environ.get("MEM_ACTOR") or None
    return Context(
        home=home_of(asked),
        user_as_given=user_of(asked),
        actor=actor_of(declared, os.environ, at_terminal=terminal.stdin or terminal.stdout),
        now=now(),
        topic=os.environ.get("MEM_TOPIC") or None,
        model=os.environ.get("MEM_MODEL") or None,
        counts=os.environ.get("MEM_NO_USAGE", "") in {"", "0"},
        json=asked.json,
        quiet=asked.quiet,
        color=not os.environ.get("NO_COLOR"),
        terminal=terminal,
        force=asked.force,
    )


def home_of(asked: Asked) -> Path:
    """Where memory lives: `--home`, else `$MEM_HOME`, else `~/.mem`."""
    if asked.home == "":
        raise Usage("--home needs a directory", "leave it out for $MEM_HOME or ~/.mem")
    try:
        home = Path(asked.home or os.environ.get("MEM_HOME") or "~/.mem").expanduser()
    except RuntimeError as e:
        raise Failed("you have no home directory", "name one with --home or $MEM_HOME") from e
    try:
        return home.absolute()
    except FileNotFoundError as e:
        raise Failed("the current directory is gone", "change to one that exists") from e


def user_of(asked: Asked) -> str:
    """Whose memory, unchecked: `--user`, else `$MEM_USER`, else `me`."""
    return asked.user if asked.user is not None else os.environ.get("MEM_USER") or "me"


def shell() -> str:
    """The name of the shell that `mem` was called from; empty when nobody knows."""
    import shellingham

    try:
        return str(shellingham.detect_shell()[0])
    except (shellingham.ShellDetectionFailure, OSError):
        return Path(os.environ.get("SHELL", "")).name


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def _here() -> datetime:
    """Now, in the machine's zone; in UTC, from here on, where $TZ is a day away from everybody."""
    try:
        return datetime.now().astimezone()
    except ValueError:
        os.environ["TZ"] = "UTC"
        time.tzset()
        return datetime.now(UTC)


def now() -> datetime:
    """The time of day: of the machine, in its zone, or as `$MEM_NOW` says; raises BadInput."""
    fixed = os.environ.get("MEM_NOW")
    here = _here()
    if not fixed:
        return here
    try:
        told = datetime.fromisoformat(fixed)
        told.astimezone(UTC)  # OverflowError at the ends of time
    except (ValueError, OverflowError):
        told = None
    if told is None or told.tzinfo is None:
        raise BadInput(
            f"$MEM_NOW is {fixed!r}, which is no time with an offset",
            "write it like 2026-11-20T09:14:00+01:00",
        )
    return told


def seconds() -> float:
    """Seconds that only grow, from a moment that means nothing."""
    return time.monotonic()
