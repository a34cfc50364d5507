"""What the machine knows of the person, asked only when a memory begins."""

from __future__ import annotations

import os
import re
from pathlib import Path

_ZONE = re.compile(r"[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z0-9_+-]*)+")


def timezone() -> str | None:
    """The machine's time zone by name, like Europe/Amsterdam; None when it has none to tell."""
    named = os.environ.get("TZ", "")
    if not named:
        try:
            named = str(Path("/etc/localtime").readlink()).rpartition("zoneinfo/")[2]
        except OSError:
            return None
    return named if _ZONE.fullmatch(named) and not named.startswith("Etc/") else None
