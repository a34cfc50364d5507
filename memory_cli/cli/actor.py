"""Who acts: a person at a terminal, an agent, a script, or whoever says so."""

from __future__ import annotations

import re
from collections.abc import Mapping

from memory_cli.core.errors import Refused

AGENTS = (
    "AI_AGENT",  # proposed to everybody by Vercel, taken up by Claude Code and Crush
    "AUGMENT_AGENT",  # Augment
    "CLAUDECODE",  # Claude Code
    "CLAUDE_CODE_ENTRYPOINT",  # Claude Code, also its SDK
    "CLINE_ACTIVE",  # Cline
    "CODEX_CI",  # Codex
    "CODEX_SANDBOX",  # Codex, when it sandboxes
    "CODEX_THREAD_ID",  # Codex, also when it does not
    "COPILOT_CLI",  # GitHub Copilot
    "CRUSH",  # Crush
    "CURSOR_AGENT",  # Cursor; CURSOR_TRACE_ID is also set in the person's own terminal
    "GEMINI_CLI",  # Gemini
    "GOOSE_TERMINAL",  # Goose
    "OPENCODE",  # opencode
    "QWEN_CODE",  # Qwen Code
)
"""Variables that agents set for the commands they run.

Only such: what people export in their own shell (CODEX_HOME, AIDER_MODEL) says nothing.
"""

_NAME = re.compile(r"[a-z0-9:._-]{1,64}")
_RESERVED = frozenset({"editor", "rules", "claude", "import", "recover", "sync"})


def actor_of(declared: str | None, environment: Mapping[str, str], *, at_terminal: bool) -> str:
    """The actor for the history; Refused when the declared one is not for declaring.

    An agent's variable counts more than a terminal: Codex and Gemini give every command one.
    """
    if declared is not None:
        return _checked(declared)
    if any(environment.get(name) for name in AGENTS):
        return "agent"
    return "cli" if at_terminal else "script"


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise Refused(f"{name!r} cannot be an actor", "use 1-64 of a-z, 0-9, ':', '.', '_' and '-'")
    kind = name.partition(":")[0]
    if kind in _RESERVED:
        raise Refused(
            f"{name!r} cannot be declared as actor",
            f"{kind!r} is what mem itself writes; choose another name",
        )
    return name
