"""What who acts may do: write while memory is paused, let a secret in."""

from __future__ import annotations

from memory_cli.cli.deps import Context
from memory_cli.core.errors import Refused
from memory_cli.core.layout import is_person
from memory_cli.store.pause import Leave


def leave_of(ctx: Context, *, allow_secret: bool = False) -> Leave:
    """What who acts may do; raises Refused where it is not for them to say."""
    for said, option in ((allow_secret, "--allow-secret"), (ctx.force, "--force")):
        if said and not is_person(ctx.actor):
            raise Refused(f"{ctx.actor} cannot say {option}", "only a person, or their script, can")
    return Leave(ctx.actor, ctx.actor == "cli" or ctx.force, allow_secret)
