"""Answers about `mem` itself: its version, and how a shell completes it."""

from __future__ import annotations

from memory_cli import __version__
from memory_cli.cli import streams


def version() -> None:
    """Print the version."""
    streams.write(f"mem {__version__}\n")


def show_completion() -> None:
    """Print the completion script of the shell that asked."""
    from memory_cli.cli.deps import shell
    from memory_cli.cli.shells import script

    streams.write(script(shell()))


def install_completion() -> None:
    """Install the completion script for the shell that asked, and say where."""
    from pathlib import Path

    from memory_cli.cli.deps import shell
    from memory_cli.cli.shells import install

    for line in install(shell(), Path.home()):
        streams.write(f"{line}\n")


ANSWERS = {
    "--version": version,
    "--show-completion": show_completion,
    "--install-completion": install_completion,
}
