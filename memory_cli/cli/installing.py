"""The conversation of `mem watch --install` and `--uninstall`: shown, asked, then done."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from memory_cli.cli import service
from memory_cli.cli import unit
from memory_cli.cli.deps import Context
from memory_cli.cli.output import confirm
from memory_cli.cli.output import note
from memory_cli.cli.output import show
from memory_cli.core.errors import Nothing
from memory_cli.core.errors import Usage

_USUAL_FOLDERS = ("/usr/local/bin", "/usr/bin", "/bin")


def install(ctx: Context, *, yes: bool, dry_run: bool) -> None:
    """Show the service, and make it once a person agrees."""
    wanted = _wanted(ctx)
    service.is_there(wanted)  # what is not ours is refused before anybody is asked
    if dry_run:
        _show(ctx, wanted, lines=wanted.text.splitlines(), installed=False)
        note(ctx, f"mem: nothing was written; this would be {wanted.path}")
        return
    if not yes and not _agreed(ctx, wanted, "Install and start it?"):
        raise Nothing("nothing was installed")
    service.install(wanted)
    _show(ctx, wanted, lines=(str(wanted.path),), installed=True)
    note(ctx, "mem: it runs, and will whenever you log in; mem watch --uninstall takes it away")


def uninstall(ctx: Context, *, yes: bool, dry_run: bool) -> None:
    """Show the service, and take it away once a person agrees."""
    wanted = _wanted(ctx)
    if dry_run:
        there = service.is_there(wanted)
        _show(ctx, wanted, lines=(str(wanted.path),) if there else (), installed=there)
        note(ctx, "mem: nothing was removed")
        return
    if service.is_there(wanted) and not yes and not _agreed(ctx, wanted, "Stop and remove it?"):
        raise Nothing("nothing was removed")
    reason = service.uninstall(wanted)
    _show(ctx, wanted, lines=(str(wanted.path),), installed=False)
    note(ctx, f"mem: removed; it could not be stopped: {reason}" if reason else "mem: removed")


def _wanted(ctx: Context) -> service.Installed:
    git = shutil.which("git")
    return service.installed(
        unit.service(
            ctx.user,
            ctx.home,
            usual=Path("~/.mem").expanduser(),
            python=sys.executable,
            folders=(os.path.dirname(git) if git else "", *_USUAL_FOLDERS),  # noqa: PTH120
        )
    )


def _agreed(ctx: Context, wanted: service.Installed, question: str) -> bool:
    """What a person answers who has seen the file; raises Usage when nobody can be asked."""
    if not ctx.can_ask:
        raise Usage(
            "nobody is there to agree to this", "say --yes, or --dry-run to see what would be done"
        )
    return confirm(ctx, question, (f"{wanted.path}:", "", *wanted.text.splitlines(), ""))


def _show(
    ctx: Context, wanted: service.Installed, *, lines: tuple[str, ...] | list[str], installed: bool
) -> None:
    data = {"path": str(wanted.path), "text": wanted.text, "installed": installed}
    show(ctx, data, lines=lines)
