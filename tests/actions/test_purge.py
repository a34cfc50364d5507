from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.actions.erasable import Purging
from memory_cli.actions.erasable import considered
from memory_cli.actions.forget import considered as forgettable
from memory_cli.actions.forget import forget
from memory_cli.actions.purge import Beyond
from memory_cli.actions.purge import Report
from memory_cli.actions.purge import purge
from memory_cli.actions.purge import vanishing
from memory_cli.actions.save import save
from memory_cli.core.errors import Conflict
from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import Refused
from memory_cli.core.identity import entry_id
from memory_cli.store.store import Store
from tests.support.deeds import CALL
from tests.support.deeds import DANA
from tests.support.deeds import LIGHT
from tests.support.deeds import PILL
from tests.support.deeds import TEA
from tests.support.deeds import TEXTS
from tests.support.deeds import lived
from tests.support.memories import FACTS
from tests.support.memories import author
from tests.support.memories import copied
from tests.support.memories import deeds
from tests.support.memories import files
from tests.support.memories import git
from tests.support.memories import message
from tests.support.memories import read
from tests.support.memories import tip
from tests.support.memories import write

ALWAYS = (
    Beyond("clones, backups and snapshots of this folder", "delete or renew them"),
    Beyond("what was typed at a shell", "remove the line from its history"),
    Beyond("what was sent to a model", "ask its provider to delete it"),
)


def quietly(*_: int) -> None:
    """Say nothing of how far it is."""


@pytest.fixture(scope="session")
def _lived(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return lived(tmp_path_factory.mktemp("lived"))


@pytest.fixture
def store(_lived: Store, tmp_path: Path) -> Store:
    """A memory in which something stands already."""
    return copied(_lived, tmp_path)


def found(store: Store, *names: str, match: str | None = None) -> Purging:
    return considered(store, names, match, progress=quietly)


def purged(store: Store, *names: str, match: str | None = None, actor: str = "cli") -> Report:
    purging = found(store, *names, match=match)
    return purge(store, purging, purging.asked, author=author(actor), progress=quietly)


def everything(store: Store) -> str:
    """Every object there is, and every file but those."""
    objects = git(store, "cat-file", "--batch-all-objects", "--batch")
    paths = (p for p in store.root.rglob("*") if p.is_file() and "objects" not in p.parts)
    return objects + "".join(path.read_bytes().decode("latin-1") for path in paths)


def test_what_is_erased_is_nowhere_and_all_else_is_as_it_was(store: Store) -> None:
    before = files(store)
    report = purged(store, TEA)
    assert "Likes tea." not in everything(store)
    assert [each.id for each in report.erased] == [TEA]
    assert (report.done.commit, report.done.commits) == (tip(store), 3)
    assert report.done.versions == 1
    assert report.done.elsewhere == report.done.removed == ()
    assert report.beyond == ALWAYS
    forgotten = TEXTS[".forgotten"] + f"{TEA} 2026-11-20 erased\n"
    assert files(store) == before | {
        FACTS: TEXTS[FACTS].replace("- Likes tea.\n", "").encode(),
        ".forgotten": forgotten.encode(),
    }
    assert message(store) == (f"purge: 1 erased\n\nMem-Op: purge\nMem-Actor: cli\nMem-Entry: {TEA}")
    assert deeds(store) == ["init cli", "edit editor", "purge cli"]
    assert git(store, "status", "--porcelain") == ""
    assert git(store, "fsck", "--strict") == ""


@pytest.mark.parametrize(
    ("path", "words", "gone"),
    [
        ("SOUL.md", "name: Sam", "name: Sam\n"),
        ("SOUL.md", "I am left-handed.", "- I am left-handed.\n"),
        (FACTS, "## People", "## People\n"),
        (FACTS, "Prefers light mode.", "- ~~Prefers light mode.~~\n"),
        (
            FACTS,
            "Dana runs billing. She is on holiday until Monday.",
            "- Dana runs billing.\n  She is on holiday\n  until Monday.\n",
        ),
        ("memory/2026-11-19.md", "Tea with Dana", "- Tea with Dana"),
    ],
)
def test_whatever_stands_in_a_file_can_be_erased(
    store: Store, path: str, words: str, gone: str
) -> None:
    purged(store, entry_id(words))
    assert read(store, path) == TEXTS[path].replace(gone, "")
    assert gone.strip("- \n~") not in everything(store)


def test_it_is_erased_everywhere_however_it_is_marked(store: Store) -> None:
    write(store, FACTS, TEXTS[FACTS] + "- [x] Took the pill. #daily (since 2026-11-18)\n")
    save(store, author=author())
    report = purged(store, PILL)
    assert [place.path for each in report.erased for place in each.standing] == [
        *(FACTS, "memory/2026-11-20.md", "memory/2026-11-20.md"),
    ]
    assert "the pill" not in everything(store)


def test_what_only_history_has_is_erased_from_it(store: Store) -> None:
    forget(store, forgettable(store, [TEA]).entries, author=author())
    purged(store, TEA)
    assert "Likes tea." not in everything(store)
    assert read(store, ".forgotten").endswith(f"{TEA} 2026-11-20 erased\n")
    assert deeds(store) == ["init cli", "edit editor", "forget cli", "purge cli"]


def test_what_was_erased_and_is_written_again_can_be_erased_again(store: Store) -> None:
    purged(store, TEA)
    noted = read(store, ".forgotten")
    write(store, FACTS, read(store, FACTS) + "- Likes tea.\n")
    save(store, author=author())
    purged(store, TEA)
    assert "Likes tea." not in everything(store)
    assert read(store, ".forgotten") == noted


def test_edits_that_history_does_not_have_yet_are_kept_without_it(store: Store) -> None:
    purging = found(store, TEA)
    write(store, FACTS, TEXTS[FACTS] + "- New.\n- Likes tea. #x\n")
    purge(store, purging, purging.asked, author=author(), progress=quietly)
    assert read(store, FACTS) == TEXTS[FACTS].replace("- Likes tea.\n", "") + "- New.\n"
    assert deeds(store) == ["init cli", "edit editor", "edit editor", "purge cli"]
    assert "Likes tea." not in everything(store)


def test_words_that_are_sought_are_nowhere_afterwards(store: Store) -> None:
    write(store, FACTS, TEXTS[FACTS] + "- He likes TEA. And more.\n")
    report = purged(store, match="likes tea")
    assert [each.headline for each in report.erased] == ["Likes tea.", "He likes TEA. And more."]
    assert "likes tea" not in everything(store).casefold()


def test_words_over_two_entries_are_refused_and_nothing_is_changed(store: Store) -> None:
    write(store, FACTS, "Alpha beta gamma\n# delta epsilon\n\n- Alpha beta gamma # delta epsilon\n")
    save(store, author=author())
    before = files(store), tip(store)
    with pytest.raises(Refused, match="the words would still stand in 1 place"):
        purged(store, match="gamma # delta")
    assert (files(store), tip(store)) == before
    assert [path.name for path in store.root.glob(".git*")] == [".git", ".gitignore"]
    assert not store.path(".mem/new").exists()


def test_words_of_ours_in_messages_and_templates_stand_in_nobodys_way(store: Store) -> None:
    write(store, "memory/2026-11-18.md", "# 2026-11-18\n\n- Wrote 1 file by hand.\n")
    save(store, author=author())
    purged(store, match="file by hand")
    assert read(store, "memory/2026-11-18.md") == "# 2026-11-18\n\n"
    assert "edit: 1 file by hand" in git(store, "log", "--format=%s")


def test_the_same_words_in_something_else_are_told(store: Store) -> None:
    write(store, FACTS, TEXTS[FACTS] + "- She likes tea. Really.\n")
    report = purged(store, TEA)
    assert report.done.elsewhere == (entry_id("She likes tea. Really."),)


def test_remotes_worktrees_and_other_files_are_told(store: Store, tmp_path: Path) -> None:
    git(store, "remote", "add", "origin", "https://ada:secret@x.org/y.git")
    git(store, "worktree", "add", "-q", str(tmp_path / "tree"), "-b", "side")
    store.path("notes.txt").write_text("Likes tea. And more.")
    assert vanishing(store) == ("the branch side",)
    report = purged(store, TEA)
    assert report.beyond == (
        Beyond("notes.txt still has the words", "it is no memory file: change it yourself"),
        Beyond(f"the worktree {tmp_path / 'tree'} shows an old version", "delete it"),
        Beyond(
            "the remote origin (https://x.org/y.git) has the old history",
            f"push the new one over it: git -C {store.root} push --force origin main; "
            "its owner must then collect garbage",
        ),
        *ALWAYS,
    )


def test_everything_beside_main_goes_with_the_old_history(store: Store) -> None:
    git(store, "tag", "v1")
    git(store, "branch", "side")
    git(store, "-c", "user.name=x", "-c", "user.email=x", "notes", "add", "-m", "Likes tea.")
    store.path(".git/COMMIT_EDITMSG").write_text("Likes tea.")
    purged(store, TEA)
    assert git(store, "for-each-ref", "--format=%(refname)") == "refs/heads/main\n"
    assert "Likes tea." not in everything(store)


def test_nobody_but_a_person_erases(store: Store) -> None:
    before = files(store), tip(store)
    for actor in ("agent", "rules", "import:x"):
        with pytest.raises(Refused, match="only a person erases memory for good"):
            purged(store, TEA, actor=actor)
    assert (files(store), tip(store)) == before


def test_once_it_is_erased_that_is_said_whatever_fails_then(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise GitFailed("git failed: 9")

    monkeypatch.setattr("memory_cli.actions.purge.searched", fails)
    with pytest.raises(GitFailed, match="it is erased, but could not be looked into once more"):
        purged(store, TEA)
    assert "Likes tea." not in everything(store)


def test_while_git_is_at_work_nothing_is_erased(store: Store) -> None:
    before = tip(store)
    store.path(".git/MERGE_HEAD").write_text(before)
    with pytest.raises(Conflict, match="history is not up to date"):
        purged(store, TEA)
    store.path(".git/MERGE_HEAD").unlink()
    assert tip(store) == before


def test_another_branch_is_not_touched(store: Store) -> None:
    purging = found(store, TEA)
    git(store, "switch", "-q", "--detach")
    with pytest.raises(GitFailed, match="history is kept on 'main'"):
        purge(store, purging, purging.asked, author=author(), progress=quietly)


def test_purged_twice_there_is_nothing_to_find(store: Store) -> None:
    purged(store, TEA)
    with pytest.raises(NotFound):
        found(store, TEA)
    purged(store, LIGHT, CALL)
    assert deeds(store) == ["init cli", "edit editor", "purge cli", "purge cli"]
    assert DANA in {each.id for each in found(store, match="dana").asked}


def test_packed_refs_and_objects_are_no_hindrance(store: Store) -> None:
    git(store, "pack-refs", "--all")
    git(store, "gc", "-q")
    for pack in store.path(".git/objects/pack").glob("*.pack"):
        pack.with_suffix(".keep").touch()
    purged(store, TEA)
    assert "Likes tea." not in everything(store)
