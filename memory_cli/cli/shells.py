"""Completion scripts for bash, zsh and fish, and where each shell looks for them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from memory_cli.core.errors import BadInput


class Shell(NamedTuple):
    """A shell: its script, where that belongs, and what its start-up file must say for it."""

    script: str
    path: str
    startup: str
    line: str


SHELLS = {
    "bash": Shell(
        script="""\
_mem() {
    local word quote=%q
    [[ ${COMP_WORDS[COMP_CWORD]} == [\\"\\']* ]] && quote=%s
    COMPREPLY=()
    while IFS= read -r word; do
        printf -v word "$quote" "$word"
        COMPREPLY+=("$word")
    done < <("$1" __complete bash "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o bashdefault -o default -F _mem mem
""",
        path=".bash_completions/mem.sh",
        startup=".bashrc",
        line="source ~/.bash_completions/mem.sh",
    ),
    "zsh": Shell(
        script="""\
#compdef mem
_mem() {
    local -a suggestions
    suggestions=("${(@f)$(mem __complete zsh "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -n ${suggestions[1]} ]]; then
        _describe mem suggestions
    else
        _files
    fi
}
if [[ ${funcstack[1]} == _mem ]]; then
    _mem "$@"
else
    compdef _mem mem
fi
""",
        path=".zfunc/_mem",
        startup=".zshrc",
        line="fpath+=~/.zfunc; autoload -Uz compinit; compinit",
    ),
    "fish": Shell(
        script="""\
function __mem
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    set -l word (commandline --cut-at-cursor --current-token)
    set -l suggestions (mem __complete fish $words[2..] "$word" 2>/dev/null)
    if set -q suggestions[1]
        printf '%s\\n' $suggestions
    else
        __fish_complete_path $word
    end
end
complete --command mem --no-files --arguments '(__mem)'
""",
        path=".config/fish/completions/mem.fish",
        startup="",
        line="",
    ),
}


def script(shell: str) -> str:
    """The completion script of `shell`."""
    return _known(shell).script


def install(shell: str, home: Path) -> tuple[str, ...]:
    """Write the script below `home`, name it in the start-up file, and tell what was done."""
    known = _known(shell)
    path = home / known.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(known.script)
    done = [f"wrote {path}"]
    startup = home / known.startup
    if known.line and known.line not in _read(startup).splitlines():
        with startup.open("a") as file:
            file.write(f"\n{known.line}\n")
        done.append(f"added to {startup}: {known.line}")
    return (*done, "open a new shell to complete with TAB")


def _known(shell: str) -> Shell:
    known = SHELLS.get(shell)
    if known is None:
        raise BadInput(
            f"no completion for {shell or 'an unknown shell'}",
            f"start mem from one of these: {', '.join(SHELLS)}",
        )
    return known


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="surrogateescape")
    except FileNotFoundError:
        return ""
