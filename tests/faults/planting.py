"""Puts a needle into every place of a memory where a word of a person can come to lie.

Each place has a name, which stands beside the needle: `NEEDLE at NAME`; a scan can so tell which
place leaked. What must survive stands beside them, see `BESIDE`.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import unicodedata
from collections.abc import Collection
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from tests.faults.failpoint import killed_at
from tests.support.scene import DAY
from tests.support.scene import Scene

_PLACES = {
    "texts that were": "soul_past facts_past log_past day_past struck_past forgotten_past",
    "texts that are": """
        front_matter heading entry child tag struck upper decomposed note fence quote table comment
        torn_bytes log soul day_heading added logged forgotten_line ignore_line
        """,
    "texts not recorded yet": "by_hand new_day killed",
    "commits of the person": """
        message latin1_message author_name author_mail committer_name file_name foreign_file
        link_target merged_side merged_message
        """,
    "names of git": """
        tag_message tag_name branch branch_name remote_branch custom_ref note_of_git
        stash stash_message stash_untracked replaced reflog reflog_of_head
        """,
    "objects nobody names": """
        loose_blob loose_tree loose_commit loose_tag cruft kept_pack keep_file
        """,
    "files of git": """
        index_blob index_name worktree_blob worktree_name ORIG_HEAD FETCH_HEAD COMMIT_EDITMSG
        MERGE_MSG SQUASH_MSG TAG_EDITMSG rerere config_branch exclude description module hook
        """,
    "what is derived": """
        usage header_cache recorded_cache repository_cache proposal queue
        history_begun index_journal temporary temporary_log temporary_local
        """,
    "leftovers of editors": """
        tilde swap swap_of_log hashes orig rej undo_file save_file emacs_lock
        syncthing dropbox dropbox_of_log nextcloud
        """,
}
PLACES = tuple(name for names in _PLACES.values() for name in names.split())
"""Every place, by name."""

BESIDE = {
    "SOUL.md": ("timezone: Europe/Amsterdam\n", "- Be brief.\n", "- By hand, in the soul.\n"),
    "MEMORY.md": (
        "## Places\n",
        "- Likes tea. #drink\n",
        "  - Green most of all.\n",
        "- Under a heading that goes.\n",
        "A paragraph of its own.\n",
        "- By hand, among the facts.\n",
    ),
    DAY: ("- 9:00 Bought tea. #drink\n", "- By hand, in the log.\n"),
    "memory/2026-11-18.md": ("- 8:00 Went for a walk.\n",),
    "memory/2026-11-17.md": ("- A day that nobody has recorded yet.\n",),
    "SOUL.md~": ("A backup that says nothing of it.\n",),
    "notes.txt": ("A file that is none of ours.\n",),
}
"""Lines, by file, that stand beside the needle and must stay, whether history has them or not."""

_GONE = "0"  # the mode of a file that a tree has no longer
_LEFTOVERS = {
    "tilde": "MEMORY.md~",
    "swap": ".MEMORY.md.swp",
    "swap_of_log": "memory/.2026-11-20.md.swp",
    "hashes": "#MEMORY.md#",
    "orig": "MEMORY.md.orig",
    "rej": "MEMORY.md.rej",
    "undo_file": ".MEMORY.md.un~",
    "save_file": "MEMORY.md.save",
    "syncthing": "MEMORY.sync-conflict-20261120-091400-ABCDEFG.md",
    "dropbox": "MEMORY (conflicted copy 2026-11-20).md",
    "dropbox_of_log": "memory/2026-11-20 (Dana's conflicted copy 2026-11-20).md",
    "nextcloud": "MEMORY (conflicted copy 2026-11-20 091400).md",
    "temporary": ".mem-tmp-0123456789ab",
    "temporary_log": "memory/.mem-tmp-0123456789ab",
    "temporary_local": ".mem/.mem-tmp-0123456789ab",
    "history_begun": ".mem/new/.git/config",
    "index_journal": ".mem/index.db-journal",
    "recorded_cache": ".mem/recorded.json",
    "COMMIT_EDITMSG": ".git/COMMIT_EDITMSG",
    "MERGE_MSG": ".git/MERGE_MSG",
    "SQUASH_MSG": ".git/SQUASH_MSG",
    "TAG_EDITMSG": ".git/TAG_EDITMSG",
    "exclude": ".git/info/exclude",
    "description": ".git/description",
    "hook": ".git/hooks/post-commit.sample",
    "rerere": f".git/rr-cache/{'ab' * 20}/preimage",
}
"""Files that hold nothing but what they leak."""

_CACHES = {"header_cache": ".mem/soul.json", "repository_cache": ".mem/repository.json"}
PERSON = {
    "GIT_AUTHOR_NAME": "Dana",
    "GIT_AUTHOR_EMAIL": "dana@example.org",
    "GIT_COMMITTER_NAME": "Dana",
    "GIT_COMMITTER_EMAIL": "dana@example.org",
}


def plant(where: Scene | Path, needle: str, only: Collection[str] = PLACES) -> tuple[str, ...]:
    """Begin a memory at `where` and put `needle` into each place; in the order of `PLACES`.

    `where` is a scene, or the folder of a user that does not exist yet. `needle` is one word that
    latin-1 can spell. In places that are not in `only` stands a harmless word.
    """
    planter = _Planter(_scene(where), needle, frozenset(only))
    planter.texts()
    planter.person()
    planter.names()
    planter.objects()
    planter.files_of_git()
    planter.derived()
    planter.unrecorded()
    planter.leftovers()
    return tuple(name for name in PLACES if name in planter.planted & planter.only)


def borrow(scene: Scene, needle: str) -> None:
    """Let the memory of `scene` borrow the objects of a repository elsewhere, one with `needle`."""
    lender = scene.home.parent / "lender.git"
    scene.git("init", "-q", "--bare", str(lender))
    text = f"{needle} at another repository\n".encode()
    scene.git_bytes("--git-dir", str(lender), "hash-object", "-w", "--stdin", stdin=text)
    info = scene.root / ".git" / "objects" / "info"
    info.mkdir(exist_ok=True)
    (info / "alternates").write_text(f"{lender}/objects\n")


def _scene(where: Scene | Path) -> Scene:
    if isinstance(where, Scene):
        return where
    scene = Scene(where.parent, {"MEM_USER": where.name})
    scene.root = where
    return scene


class _Planter:
    def __init__(self, scene: Scene, needle: str, only: frozenset[str]) -> None:
        self.scene = scene
        self.needle = needle
        self.only = only
        self.planted: set[str] = set()

    def say(self, name: str, between: str = " at ") -> str:
        """The words for the place `name`."""
        self.planted.add(name)
        return f"{self.needle if name in self.only else 'Nothing'}{between}{name}"

    def texts(self) -> None:
        """Every kind of text, first in versions that history alone still has."""
        scene, say = self.scene, self.say
        assert scene.mem("init").code == 0
        scene.write("SOUL.md", f"# Me\n\n- Lived in {say('soul_past')}.\n- Be brief.\n")
        scene.write("MEMORY.md", f"# Facts\n\n- {say('facts_past')}.\n- ~~{say('struck_past')}~~\n")
        scene.write("memory/2026-11-18.md", f"- 8:00 {say('log_past')}.\n")
        scene.write("memory/2026-11-16.md", f"- {say('day_past')}.\n")
        assert scene.mem("save").code == 0
        (scene.root / "memory/2026-11-16.md").unlink()
        scene.write("SOUL.md", self._soul())
        scene.write("MEMORY.md", self._facts())
        day = f"# {say('day_heading')}\n\n- 9:00 Bought tea. #drink\n- 9:10 {say('log')}.\n"
        scene.write(DAY, day)
        scene.write("memory/2026-11-18.md", "- 8:00 Went for a walk.\n")
        self.append(".gitignore", f"# {say('ignore_line')}\n")
        assert scene.mem("save").code == 0
        assert scene.mem("add", f"{say('forgotten_past')}.").code == 0
        assert scene.mem("forget", "--match", "at forgotten_past").code == 0
        self.append(".forgotten", f"# {say('forgotten_line')}\n")
        assert scene.mem("add", f"{say('added')}.", "--section", "Places").code == 0
        assert scene.mem("log", f"{say('logged')}.").code == 0

    def _soul(self) -> str:
        header = f"---\nname: {self.say('front_matter')}\ntimezone: Europe/Amsterdam\n---\n"
        return f"{header}\n# Me\n\n- Be brief.\n- {self.say('soul')}.\n"

    def _facts(self) -> bytes:
        say = self.say
        decomposed = unicodedata.normalize("NFD", say("decomposed"))
        word, _, place = say("upper").partition(" ")
        upper = f"{word.upper()} {place}"
        lines = f"""\
# Facts

## {say("heading")}

- Under a heading that goes.

## Places

- Likes tea. #drink
  - Green most of all.
- {say("entry")}.
- Likes to travel.
  - {say("child")}.
- Likes the sea. #{say("tag", "-at-")}
- ~~{say("struck")}.~~
- {upper}.
- {decomposed}.
- Packed. (until 2027-01-01) {say("note")}

```
{say("fence")}
```

> {say("quote")}

| where |
|-------|
| {say("table")} |

<!-- {say("comment")} -->

A paragraph of its own.
"""
        return lines.encode() + b"\n- \xff " + say("torn_bytes").encode() + b".\n"

    def person(self) -> None:
        """What a person commits with their own git, on `main`."""
        say = self.say
        self.commit(say("message"))
        latin1 = say("latin1_message").encode("latin-1")
        self.commit(latin1, git=("-c", "i18n.commitEncoding=latin1"))
        self.commit("A name", env={"GIT_AUTHOR_NAME": say("author_name")})
        self.commit("An address", env={"GIT_AUTHOR_EMAIL": f"{say('author_mail', '-at-')}@x.org"})
        self.commit("Another name", env={"GIT_COMMITTER_NAME": say("committer_name")})
        files = {
            f"{say('file_name')}.md": ("100644", "A name that tells.\n"),
            "notes.txt": ("100644", f"{say('foreign_file')}\n"),
            "link": ("120000", say("link_target")),
        }
        self.commit("Files", tree=self.tree(files))
        self.commit("No files", tree=self.tree(dict.fromkeys(files, (_GONE, ""))))
        facts = ("100644", f"- {say('merged_side')}.\n")
        side = self.commit("Side", tree=self.tree({"MEMORY.md": facts}), ref="")
        self.commit(say("merged_message"), parents=("main", side))
        self.scene.git("read-tree", "main")

    def names(self) -> None:
        """Tags, branches, notes, the stash, and every other kind of reference."""
        scene, say = self.scene, self.say
        scene.try_git("tag", "-a", "told", "-m", say("tag_message"), env=PERSON)
        aside = self.commit(say("branch"), ref="refs/heads/aside")
        scene.git("update-ref", f"refs/tags/{say('tag_name', '-at-')}", aside)
        scene.git("update-ref", f"refs/heads/{say('branch_name', '-at-')}", "main")
        self.commit(say("remote_branch"), ref="refs/remotes/origin/main")
        scene.git("update-ref", "refs/custom/x", self.blob(say("custom_ref")))
        scene.try_git("notes", "add", "-m", say("note_of_git"), "main", env=PERSON)
        scene.git("replace", aside, self.commit(say("replaced"), ref=""))
        scene.git(
            *("update-ref", "--create-reflog", "-m", say("reflog")), "refs/heads/moved", "main"
        )
        before = scene.read("SOUL.md")
        scene.write("SOUL.md", f"{before}- {say('stash')}.\n")
        scene.write("scratch.txt", say("stash_untracked"))
        done = scene.try_git("stash", "push", "-uqm", say("stash_message"), env=PERSON)
        assert (done.returncode, scene.read("SOUL.md")) == (0, before), done
        scene.settle("SOUL.md")
        with (scene.root / ".git/logs/HEAD").open("a", encoding="utf-8") as log:
            log.write(f"{'0' * 40} {aside} Dana <x> 1 +0000\t{say('reflog_of_head')}\n")

    def objects(self) -> None:
        """Objects that no name leads to, loose and in packs."""
        scene, say = self.scene, self.say
        self.blob(say("cruft"))
        scene.git("repack", "-dq", "--cruft", "--cruft-expiration=never")
        kept = self.blob(say("kept_pack"))
        pack = scene.root / ".git/objects/pack/pack"
        made = scene.git_bytes("pack-objects", "-q", str(pack), stdin=f"{kept}\n".encode())
        Path(f"{pack}-{made.decode().strip()}.keep").write_text(say("keep_file"))
        scene.git("prune-packed")
        self.blob(say("loose_blob"))
        line = f"100644 blob {self.blob('')}\t{say('loose_tree')}\n"
        scene.git_bytes("mktree", stdin=line.encode())
        self.commit(say("loose_commit"), ref="")
        about = f"object {kept}\ntype blob\ntag loose\ntagger Dana <x> 1 +0000\n\n"
        scene.git_bytes("mktag", stdin=f"{about}{say('loose_tag')}\n".encode())

    def files_of_git(self) -> None:
        """What git writes down beside its objects and references."""
        scene, say = self.scene, self.say
        git = scene.root / ".git"
        staged = f"100644,{self.blob(say('index_blob'))},{say('index_name')}.md"
        scene.git("update-index", "--add", "--cacheinfo", staged)
        other = scene.home.parent / say("worktree_name")
        scene.git("worktree", "add", "-q", "--detach", str(other), "main")
        staged = f"100644,{self.blob(say('worktree_blob'))},x.md"
        scene.git("-C", str(other), "update-index", "--add", "--cacheinfo", staged)
        shutil.rmtree(other)
        (git / "ORIG_HEAD").write_text(self.commit(say("ORIG_HEAD"), ref="") + "\n")
        fetched = f"{'0' * 40}\tnot-for-merge\tbranch '{say('FETCH_HEAD')}' of x\n"
        (git / "FETCH_HEAD").write_text(fetched)
        scene.git("config", f"branch.{say('config_branch', '-at-')}.remote", "origin")
        module = git / "modules" / "x"
        scene.git("init", "-q", "--bare", str(module))
        self.blob(say("module"), "--git-dir", str(module))

    def derived(self) -> None:
        """What `mem` keeps for itself, used as it is every day."""
        scene, say = self.scene, self.say
        local = scene.root / ".mem"
        assert scene.mem("context", "tea").code == 0
        assert scene.mem("recall", "tea").code == 0
        with closing(sqlite3.connect(local / "usage.db")) as usage, usage:
            usage.execute("INSERT INTO moment VALUES (?, '2026-11-20')", (say("usage"),))
        said = f"user: From now on always book the flights to {say('proposal')}.\n"
        assert scene.mem("capture", stdin=said, env={"MEM_ACTOR": "agent"}).code == 0
        assert len(list((local / "pending").iterdir())) == 1
        assert scene.mem("capture", "--queue", stdin=f"user: {say('queue')}\n").code == 0

    def unrecorded(self) -> None:
        """The deed of a killed writer, then edits by hand."""
        scene, say = self.scene, self.say
        killed_at(scene, ("add", f"{say('killed')}."), "git:fast-import")
        assert scene.read(".mem/intent") != ""
        self.append("SOUL.md", "- By hand, in the soul.\n")
        self.append("MEMORY.md", f"- By hand, among the facts.\n- {say('by_hand')}.\n")
        self.append(DAY, "- By hand, in the log.\n")
        day = f"- A day that nobody has recorded yet.\n- {say('new_day')}.\n"
        scene.write("memory/2026-11-17.md", day)

    def leftovers(self) -> None:
        """What editors, synchronisers and killed writers leave beside the files."""
        for name, path in _LEFTOVERS.items():
            (self.scene.root / path).parent.mkdir(parents=True, exist_ok=True)
            self.scene.write(path, f"{self.say(name)}\n")
        for name, path in _CACHES.items():
            kept = json.loads((self.scene.root / path).read_bytes())
            self.scene.write(path, json.dumps(kept | {"old": self.say(name)}))
        (self.scene.root / ".#MEMORY.md").symlink_to(self.say("emacs_lock"))
        for path in ("SOUL.md~", "notes.txt"):
            self.scene.write(path, BESIDE[path][0])

    def append(self, path: str, text: str) -> None:
        """Write on at the end of `path`, as a person does."""
        self.scene.write(path, (self.scene.root / path).read_bytes() + text.encode())

    def blob(self, text: str, *where: str) -> str:
        """A new blob, in the repository that `where` names."""
        said = self.scene.git_bytes(*where, "hash-object", "-w", "--stdin", stdin=text.encode())
        return said.decode().strip()

    def tree(self, files: Mapping[str, tuple[str, str]]) -> str:
        """The tree of `main` with `files` (mode and content) in it."""
        index = {"GIT_INDEX_FILE": str(self.scene.home.parent / "index-of-the-builder")}
        about = "".join(
            f"{mode} {self.blob(text)}\t{path}\n" for path, (mode, text) in files.items()
        )
        for args in (("read-tree", "main"), ("update-index", "--add", "--index-info")):
            done = self.scene.try_git(*args, env=index, stdin=about.encode())
            assert done.returncode == 0, done
        return self.scene.try_git("write-tree", env=index).stdout.decode().strip()

    def commit(
        self,
        message: str | bytes,
        *,
        tree: str = "main^{tree}",
        parents: Collection[str] = ("main",),
        env: Mapping[str, str] | None = None,
        git: Collection[str] = (),
        ref: str = "refs/heads/main",
    ) -> str:
        """A commit of the person, to which `ref` then points."""
        said = message.encode() if isinstance(message, str) else message
        words = [word for parent in parents for word in ("-p", parent)]
        done = self.scene.try_git(
            *git, "commit-tree", tree, *words, env=PERSON | dict(env or {}), stdin=said + b"\n"
        )
        assert done.returncode == 0, done
        made = done.stdout.decode().strip()
        if ref:
            self.scene.git("update-ref", ref, made)
        return made
