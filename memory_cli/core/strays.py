"""Names of files that lie in a memory and are not read: copies, leftovers, misnamed logs."""

from __future__ import annotations

import re

from memory_cli.core.layout import kind_of

_OURS = r"(?:MEMORY|SOUL|\.forgotten|\d{4}-\d\d-\d\d)"
_COPY = re.compile(
    rf"""(?xi)
    .*\.sync-conflict-\d{{8}}-\d{{6}}.*                        # Syncthing
    | .*\((?:[^()]*\s)?(?:conflicted\ copy|conflict)\b[^()]*\).*   # Dropbox, Nextcloud
    | .*\(in\ konflikt\ stehende\ kopie[^()]*\).*             # the same in German
    | .*_conflict-\d{{8}}-\d{{6}}.*                            # ownCloud
    | .*\[conflict(?:ed)?\b[^]]*\].*                           # Google Drive, pCloud
    | .*\.(?:orig|rej)                                         # of a merge by hand
    | {_OURS}\ ?(?:\(\d+\)|\ \d+)\.md                          # iCloud, Google Drive, Finder
    | (?:MEMORY|SOUL)-[\w-]+\.md                               # OneDrive: the name of the machine
    """
)
_LEFTOVER = re.compile(
    r"""(?ix)
      .*~ | \#.*\# | \.\#.*                                     # Emacs and many others
    | \..*\.s[a-w][a-z] | .*\.un~                               # Vim: swap files, undo
    | .*\.(?:orig|rej|bak|old|tmp|save|swp)                     # patch, nano, joe and the like
    | .*\.kate-swp | .*___jb_(?:tmp|old)___ | .*\.sb-[0-9a-f]+-\w+  # Kate, JetBrains, macOS
    | .*\.sync-conflict-.* | .*\.stversions.*                    # Syncthing
    | .*conflicted\ copy.* | .*\(case\ conflict.*                # Dropbox, Nextcloud
    | .*\ \(conflict(?:ed)?\b.*                                  # ownCloud, pCloud
    | .*_conflict-\d.* | .*\[conflict\b.*                        # Seafile, Tresorit
    """
)
_SYNCED = re.compile(r"(?i)dropbox|onedrive|google drive|googledrive|nextcloud|owncloud|pcloud")
_ICLOUD = "Mobile Documents"
_MARKERS = {".stfolder": "Syncthing", ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox"}


def is_copy(name: str) -> bool:
    """Whether a file of that name is what a sync service leaves when two devices disagree."""
    return _COPY.fullmatch(name) is not None


def is_leftover(name: str) -> bool:
    """Whether a file of that name is certainly what an editor or a synchroniser has left there.

    A copy may be a person's own, as "MEMORY 2.md" is.
    """
    return _LEFTOVER.fullmatch(name) is not None


def is_misnamed_log(path: str) -> bool:
    """Whether `path`, in the folder of the logs, is markdown and yet the log of no day."""
    name = path.rpartition("/")[2]
    return name.lower().endswith(".md") and kind_of(path) is None and not is_copy(name)


def is_other_spelling(name: str) -> bool:
    """Whether a file is a memory file but for its case, which some disks do not tell apart."""
    return name.lower() in {"memory.md", "soul.md"} and name not in {"MEMORY.md", "SOUL.md"}


def sync_service(parts: tuple[str, ...], markers: tuple[str, ...] = ()) -> str | None:
    """The service that keeps a folder in step, by the names above it and the files beside those."""
    for name in markers:
        if name in _MARKERS:
            return _MARKERS[name]
    if _ICLOUD in parts:
        return "iCloud"
    found = (_SYNCED.match(part) for part in parts)
    return next((match[0] for match in found if match), None)
