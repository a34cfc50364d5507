"""What a new store is filled with, wherever this program is installed.

A wheel carries the templates inside the package; in a checkout, and so in an editable
install, they stand beside it. Found by path: importlib.resources costs 15 ms to import.
"""

from __future__ import annotations

from pathlib import Path

from memory_cli.core.errors import Failed


def template(name: str) -> bytes:
    """The bytes of the template `name`: SOUL.md, MEMORY.md, DAY.md or gitignore."""
    path = _folder() / name
    try:
        return path.read_bytes()
    except OSError as error:
        raise Failed(
            f"the template {name} cannot be read at {path}: {error.strerror}",
            "install memory-cli again",
        ) from error


def _folder() -> Path:
    package = Path(__file__).parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"
