"""What the machine knows of the person, asked only when a memory begins."""

from __future__ import annotations

import os
import re
from pathlib import Path

from memory_cli.store.store import Store

_ZONE = re.compile(r"[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z0-9_+-]*)+")


def timezone() -> str | None:
    """The machine's time zone by name, like Europe/Amsterdam; None when it has none to tell."""
    named = os.environ.get("TZ", "")
    if named:
        return named if _is_a_place(named) and Store.knows_zone(named) else None
    try:
        named = str(Path("/etc/localtime").readlink()).rpartition("zoneinfo/")[2]
    except OSError:
        return None
    return named if _is_a_place(named) else None


def _is_a_place(name: str) -> bool:
    return bool(_ZONE.fullmatch(name)) and not name.startswith("Etc/")
