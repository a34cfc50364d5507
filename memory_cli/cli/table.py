"""The verbs and global options as plain data, so that nothing is loaded to list them."""

from __future__ import annotations

from keyword import iskeyword
from typing import NamedTuple


class Verb(NamedTuple):
    """One verb: the heading it stands under and its help in one line, without a full stop."""

    name: str
    group: str
    summary: str

    @property
    def module(self) -> str:
        """The name of its modules and functions: `import_` where Python keeps the word (PEP 8)."""
        return f"{self.name}_" if iskeyword(self.name) else self.name


class Option(NamedTuple):
    """One option that every verb takes; `metavar` is empty for a flag."""

    name: str
    metavar: str
    summary: str


VERBS = (
    Verb("init", "Remember", "Create a store, or adopt a folder that already holds memory"),
    Verb("add", "Remember", "Add a fact to MEMORY.md"),
    Verb("log", "Remember", "Add an entry to today's log"),
    Verb("keep", "Remember", "Keep a log entry as a fact"),
    Verb("done", "Remember", "Tick a task"),
    Verb("edit", "Remember", "Open memory in your editor and record what you save"),
    Verb("save", "Remember", "Record hand edits now"),
    Verb("recall", "Recall", "Find the entries that answer a question"),
    Verb("context", "Recall", "Put what matters most into one block for a prompt"),
    Verb("show", "Recall", "Look at memory: a file, a day, a tag or one entry"),
    Verb("path", "Recall", "Print the path of a memory file"),
    Verb("users", "Recall", "List the users on this machine, or remove one"),
    Verb("forget", "Forget and control", "Remove entries and keep them from coming back"),
    Verb("purge", "Forget and control", "Erase for good, from the files and from all of history"),
    Verb("disable", "Forget and control", "Strike entries: kept, but never recalled"),
    Verb("enable", "Forget and control", "Bring struck entries back"),
    Verb("pause", "Forget and control", "Let nobody write but a person at a terminal"),
    Verb("resume", "Forget and control", "Let scripts and agents write again"),
    Verb("export", "Forget and control", "Take everything out, as JSON or as a tar with history"),
    Verb("import", "Forget and control", "Take in an export, other programs' memories, or notes"),
    Verb("curate", "Curate", "Propose facts from what the logs say since the last time"),
    Verb("capture", "Curate", "Propose log entries from a conversation"),
    Verb("review", "Curate", "Decide what waits for you"),
    Verb("history", "Audit", "Show what changed, when and by whom"),
    Verb("why", "Audit", "Show where an entry comes from"),
    Verb("diff", "Audit", "Show what changed between two dates or commits"),
    Verb("undo", "Audit", "Take one operation back"),
    Verb("watch", "Tend", "Record hand edits as you save them, until it is stopped"),
    Verb("doctor", "Tend", "Look a memory over, and put right what is safe"),
)

SYNONYMS = {
    "ask": "recall",
    "backup": "export",
    "blame": "why",
    "cat": "show",
    "approve": "review",
    "commit": "save",
    "check": "doctor",
    "consolidate": "curate",
    "continue": "resume",
    "delete": "forget",
    "daemon": "watch",
    "dump": "export",
    "find": "recall",
    "follow": "watch",
    "fsck": "doctor",
    "grep": "recall",
    "halt": "pause",
    "list": "show",
    "learn": "capture",
    "ls": "show",
    "note": "log",
    "load": "import",
    "remember": "add",
    "restore": "import",
    "remove": "forget",
    "repair": "doctor",
    "revert": "undo",
    "rm": "forget",
    "search": "recall",
}
"""What people type when they mean a verb: suggested, never run."""

GLOBALS = (
    Option("--home", "DIR", "Where memory lives ($MEM_HOME, else ~/.mem)"),
    Option("--user", "NAME", "Whose memory ($MEM_USER, else me)"),
    Option("--actor", "NAME", "Who acts, for the history ($MEM_ACTOR)"),
    Option("--force", "", "Write although memory is paused"),
    Option("--json", "", "Answer with one JSON object"),
    Option("--quiet", "", "Say nothing but the answer and errors"),
)

VERSION = Option("--version", "", "Print the version")
HELP = Option("-h, --help", "", "Show this help, or that of a verb")
COMPLETION = (
    Option("--install-completion", "", "Complete verbs, ids and tags with TAB in this shell"),
    Option("--show-completion", "", "Print the completion script of this shell"),
)
