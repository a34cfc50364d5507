"""Making `.git/config` say what a memory needs and no more; what it said is kept beside it."""

from __future__ import annotations

import os
import stat

from memory_cli.core.errors import GitFailed
from memory_cli.store import git
from memory_cli.store.delivery import deliver
from memory_cli.store.files import Folder
from memory_cli.store.quarantine import Quarantine
from memory_cli.store.repository import configuration
from memory_cli.store.repository import strange

_PLAIN = b"""\
[core]
\trepositoryformatversion = 0
\tfilemode = true
\tbare = false
\tlogallrefupdates = true
"""

_PAUSE = b"paused"
_PAUSED = b"[mem]\n\tpaused = mem doctor\n"  # who has paused, and when, cannot be read any more


def adopt(folder: Folder) -> tuple[str, ...]:
    """Drop every key that a memory has no need of; return what was dropped.

    A configuration that git cannot read is put aside whole, and a plain one written in its place;
    if it seems to say that writing is paused, so does that one.
    Nothing it says is followed. Raises GitFailed where it is no ordinary file of ours.
    """
    path = folder.root / ".git" / "config"
    status = folder.status(".git/config")
    if status is None or not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid():
        raise GitFailed(f"{path} is no ordinary file of yours", "restore it, or move .git away")
    quarantine = Quarantine(folder.root / ".git")
    try:
        keys = strange(configuration(folder.root)) if status.st_size else None
    except git.Declined:
        keys = None
    if keys is None:
        quarantine.copy(path)
        paused = _PAUSED if _PAUSE in (folder.read(".git/config") or b"") else b""
        deliver(path, [_PLAIN, _identity(), paused], force=True)
        return ("all of it, for git could not read it",)
    if keys:
        quarantine.copy(path)
    for key in keys:
        git.run(["config", "--file", str(path), "--unset-all", key])
    return tuple(keys)


def _identity() -> bytes:
    """The lines that say who the person is, as at the beginning of a memory."""
    lines = [b"[user]\n"]
    for key, otherwise in (("name", "mem"), ("email", "mem@localhost")):
        value = git.personal(f"user.{key}") or otherwise
        plain = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
        lines.append(f'\t{key} = "{plain}"\n'.encode())
    return b"".join(lines)
