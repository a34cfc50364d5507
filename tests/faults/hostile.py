"""What git can be told to do from outside: every setting that runs a program or bends history.

Each program only leaves a mark, and no mark may ever appear.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

HOOKS = (
    "applypatch-msg commit-msg fsmonitor-watchman post-checkout post-commit post-index-change "
    "post-merge post-rewrite pre-auto-gc pre-commit pre-merge-commit pre-push prepare-commit-msg "
    "proc-receive reference-transaction"
).split()


class Setting(NamedTuple):
    """One line of a git configuration; `{mark}` stands for a program that leaves the mark."""

    key: str
    value: str

    @property
    def id(self) -> str:
        """What a test is called by."""
        return f"{self.key}={self.value}"[:60]


SETTINGS = [
    Setting(*line.split(" ", 1))
    for line in """\
core.fsmonitor {mark}
core.hooksPath {hooks}
core.sshCommand {mark}
core.pager {mark}
core.editor {mark}
core.askPass {mark}
core.gitProxy {mark}
core.alternateRefsCommand {mark}
core.attributesFile {attributes}
core.excludesFile {excludes}
core.worktree {elsewhere}
core.autocrlf true
core.autocrlf input
core.safecrlf true
core.eol crlf
core.quotePath true
core.fsync none
core.compression 9
core.precomposeUnicode true
core.untrackedCache true
core.splitIndex true
core.sparseCheckout true
core.bare true
pager.log {mark}
pager.diff {mark}
diff.external {mark}
diff.x.command {mark}
diff.x.textconv {mark}
diff.renames copies
diff.noprefix true
filter.x.clean {mark}
filter.x.smudge {mark}
filter.x.process {mark}
filter.x.required true
merge.x.driver {mark}
gpg.program {mark}
gpg.format ssh
gpg.ssh.program {mark}
commit.gpgSign true
tag.gpgSign true
log.showSignature true
log.date relative
log.decorate full
log.follow true
format.pretty oneline
credential.helper {mark}
include.path {included}
url.ext::{mark}.insteadOf https:
remote.origin.uploadpack {mark}
remote.origin.vcs ext
remote.origin.proxy {mark}
protocol.ext.allow always
hook.x.command {mark}
hook.x.event reference-transaction
alias.log !{mark}
alias.fast-import !{mark}
alias.ls-tree !{mark}
extensions.worktreeConfig true
maintenance.auto true
gc.auto 1
gc.autoDetach false
fastimport.unpackLimit 1
transfer.fsckObjects true
receive.denyCurrentBranch refuse
user.useConfigOnly true
user.signingKey x
i18n.commitEncoding latin1
i18n.logOutputEncoding utf-16
commit.template {attributes}
commit.cleanup strip
init.defaultBranch other
init.templateDir {template}
init.defaultObjectFormat sha256
init.defaultRefFormat reftable
safe.directory /nowhere
safe.bareRepository all
index.version 4
feature.manyFiles true
color.ui always
trace2.normalTarget {mark}.trace
""".splitlines()
]


class Traps:
    """Programs and files under `place` that leave `place/MARK` when anything runs them."""

    def __init__(self, place: Path) -> None:
        place.mkdir()
        self.place = place
        self.mark = place / "MARK"
        self.program = place / "leave-a-mark"
        self._program(self.program)
        hooks, template = place / "hooks", place / "template"
        (template / "hooks").mkdir(parents=True)
        hooks.mkdir()
        for name in HOOKS:
            self._program(hooks / name)
            self._program(template / "hooks" / name)
        (place / "elsewhere").mkdir()
        attributes = "* filter=x diff=x merge=x text eol=crlf working-tree-encoding=UTF-16\n"
        (place / "attributes").write_text(attributes)
        (place / "excludes").write_text("*\nmemory/\n*.md\nMEMORY.md\n")
        (place / "included").write_text(f"[core]\n\tfsmonitor = {self.program}\n")

    def _program(self, path: Path) -> None:
        path.write_text(f'#!/bin/sh\necho "$0 $@" >> {self.mark}\nexit 1\n')
        path.chmod(0o755)

    def filled_in(self, setting: Setting) -> Setting:
        """`setting` with the paths of this trap."""
        words = {"mark": str(self.program)}
        names = ("hooks", "template", "elsewhere", "attributes", "excludes", "included")
        words |= {name: str(self.place / name) for name in names}
        return Setting(*(part.format(**words) for part in setting))

    @property
    def sprung(self) -> str:
        """What has run; empty when nothing has."""
        return self.mark.read_text() if self.mark.exists() else ""


def as_configuration(settings: list[Setting]) -> str:
    """A configuration file that says `settings`."""
    text = ""
    for key, value in settings:
        section, _, name = key.rpartition(".")
        first, dot, rest = section.partition(".")
        heading = f'{first} "{rest}"' if dot else first
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        text += f'[{heading}]\n\t{name} = "{quoted}"\n'
    return text
