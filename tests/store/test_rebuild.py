"""Tests of writing a history anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from memory_cli.core.errors import GitFailed
from memory_cli.core.identity import entry_id
from memory_cli.core.operation import Operation
from memory_cli.core.retelling import BY_HAND
from memory_cli.core.units import Eraser
from memory_cli.store.rebuild import Last
from memory_cli.store.rebuild import Rebuilt
from memory_cli.store.rebuild import rebuild
from memory_cli.store.repository import Repository
from tests.support.histories import Plain

WHO = "Ada <ada@x>"
LAST = Last(Operation("purge", "cli", 1_795_200_000, summary="1 erased"), {".forgotten": b"x\n"})
TEA, COFFEE = entry_id("Likes tea."), entry_id("Likes coffee.")


@pytest.fixture
def plain(tmp_path: Path) -> Plain:
    plain = Plain(tmp_path / "plain")
    plain.begin()
    return plain


def said(op: str, summary: str = "1 fact", **about: object) -> str:
    made = Operation(op, "cli", 0, summary=summary)
    return made._replace(**about).message  # type: ignore[arg-type]


def anew(plain: Plain, *gone: str, place: str = "anew") -> tuple[Plain, Rebuilt]:
    """The history of `plain` without the units of these words, in a repository beside it."""
    target = Plain(plain.root.parent / place)
    shutil.rmtree(target.root, ignore_errors=True)
    target.begin()
    texts = {entry_id(each): each for each in gone}
    steps: list[tuple[int, int]] = []
    done = rebuild(
        Repository(plain.root, WHO),
        target.root,
        eraser=Eraser(texts, tuple(gone)),
        last=LAST,
        progress=lambda now, total: steps.append((now, total)),
    )
    target("fsck", "--full", "--strict")
    assert done.tip == target.head
    assert steps[-1][0] == steps[-1][1] == done.commits - 1
    assert done.commits == int(plain("rev-list", "--count", "main")) + 1
    return target, done


def log(plain: Plain, form: str) -> list[str]:
    """What git says of every commit, oldest first."""
    told = plain("log", "--topo-order", "--reverse", f"--format={form}%x00", "main")
    return [each.strip("\n") for each in told.split("\0")[:-1]]


def begun(plain: Plain) -> None:
    plain.commit(said("init", "2 files"), {"MEMORY.md": "# Facts\n\n", "SOUL.md": ""})
    plain.commit(said("add", entries=(TEA,)), {"MEMORY.md": "# Facts\n\n- Likes tea.\n"})
    text = "# Facts\n\n- Likes tea.\n- Likes coffee.\n"
    plain.commit(said("add", entries=(COFFEE,)), {"MEMORY.md": text})
    plain.commit(said("disable"), {"MEMORY.md": text.replace("Likes tea.", "~~Likes tea.~~")})


def test_where_nothing_is_to_go_trees_authors_and_messages_are_the_same(plain: Plain) -> None:
    begun(plain)
    target, done = anew(plain)
    for form in ("%T", "%an %ae %ad %cn %ce %cd", "%B", "%H"):
        assert log(target, form)[:-1] == log(plain, form)
    assert done.versions == 0
    assert log(target, "%an <%ae> %at %B")[-1] == (
        f"{WHO} 1795200000 purge: 1 erased\n\nMem-Op: purge\nMem-Actor: cli"
    )
    assert target("show", "main:.forgotten") == "x"


def test_what_is_erased_is_in_no_version_and_all_else_is(plain: Plain) -> None:
    begun(plain)
    target, done = anew(plain, "Likes tea.")
    commits = target("rev-list", "--reverse", "main").split()
    assert [target("show", f"{commit}:MEMORY.md") for commit in commits] == [
        "# Facts",
        "# Facts",
        "# Facts\n\n- Likes coffee.",
        "# Facts\n\n- Likes coffee.",
        "# Facts\n\n- Likes coffee.",
    ]
    assert done.versions == 3
    assert log(target, "%s %an %at")[:-1] == log(plain, "%s %an %at")


def test_two_devices_make_the_same_commits(plain: Plain, tmp_path: Path) -> None:
    begun(plain)
    copy = Plain(tmp_path / "copy")
    shutil.copytree(plain.root, copy.root)
    copy("gc", "-q", "--prune=now")
    one, other = anew(plain, "Likes tea.")[0], anew(copy, "Likes tea.", place="other")[0]
    assert one.head == other.head
    assert anew(plain, "Likes coffee.", place="third")[0].head != one.head


def test_one_after_the_other_is_the_same_as_both_at_once(plain: Plain) -> None:
    begun(plain)
    both = anew(plain, "Likes tea.", "Likes coffee.", place="both")[0]
    first = anew(plain, "Likes tea.", place="first")[0]
    second = anew(first, "Likes coffee.", place="second")[0]
    assert log(second, "%T")[:4] == log(both, "%T")[:4]
    assert log(second, "%H")[:4] == log(both, "%H")[:4]


def test_the_message_and_the_name_of_a_person_are_not_kept(plain: Plain) -> None:
    plain.commit("Likes tea, I do.", {"MEMORY.md": "- a\n"})
    plain.commit("caf\u00e9 au lait".encode("latin-1"), {"MEMORY.md": "- b\n"})
    plain.commit("", {"MEMORY.md": "- c\n"})
    target, _ = anew(plain)
    assert log(target, "%an <%ae> %cn <%ce> %at%ai %B")[:-1] == [
        f"mem <mem@localhost> mem <mem@localhost> {at} {BY_HAND}".strip()
        for at in log(plain, "%at%ai")
    ]


def test_commits_that_messages_name_are_the_new_ones(plain: Plain) -> None:
    one = plain.commit("By hand.", {"MEMORY.md": "- a\n"})
    two = plain.commit(said("undo", f"add {one[:12]}", undoes=one), {"MEMORY.md": ""})
    plain.commit(said("curate", read=two), {"MEMORY.md": "- b\n"})
    plain.commit(said("curate", read="e" * 40), {"MEMORY.md": "- c\n"})
    target, _ = anew(plain)
    new = target("rev-list", "--reverse", "main").split()
    assert one not in new
    assert log(target, "%B")[1:4] == [
        said("undo", f"add {new[0][:12]}", undoes=new[0]).strip(),
        said("curate", read=new[1]).strip(),
        said("curate", read="e" * 40).strip(),
    ]


def test_what_is_no_memory_stays_out_of_history(plain: Plain) -> None:
    plain.commit(
        said("init"),
        {
            "MEMORY.md": "- a\n",
            "notes.txt": "x",
            "memory/plan.md": "x",
            "memory/2026-02-30.md": "x",
            "deep/memory/2026-11-20.md": "x",
            "two words.md": "x",
            'quo"te.md': "x",
            "memory/2026-11-20.md": "- b\n",
            ".gitignore": ".mem/\n",
        },
    )
    (plain.root / "SOUL.md").symlink_to("/etc/passwd")
    plain.commit(said("add"))
    target, _ = anew(plain)
    assert target("ls-tree", "-r", "--name-only", "main").split("\n") == [
        *(".forgotten", ".gitignore", "MEMORY.md", "memory/2026-11-20.md"),
    ]


def test_a_file_that_was_a_link_and_a_folder_that_was_a_file(plain: Plain) -> None:
    plain.commit("file", {"MEMORY.md": "- a\n", "memory": "x"})
    (plain.root / "MEMORY.md").unlink()
    (plain.root / "MEMORY.md").symlink_to("elsewhere")
    plain.commit("link and folder", {"memory": None})
    (plain.root / "MEMORY.md").unlink()
    plain.commit("back", {"MEMORY.md": "- b\n", "memory/2026-11-20.md": "- c\n"})
    target, _ = anew(plain)
    commits = target("rev-list", "--reverse", "main").split()
    assert [target("ls-tree", "-r", "--name-only", each) for each in commits] == [
        "MEMORY.md",
        "",
        "MEMORY.md\nmemory/2026-11-20.md",
        ".forgotten\nMEMORY.md\nmemory/2026-11-20.md",
    ]


def test_no_file_can_be_run_any_more_and_a_commit_may_be_empty(plain: Plain) -> None:
    plain.commit("one", {"MEMORY.md": "- a\n"})
    (plain.root / "MEMORY.md").chmod(0o755)
    plain.commit("two")
    target, _ = anew(plain)
    assert target("ls-tree", "main~1").startswith("100644 blob")
    assert log(target, "%T")[0] == log(target, "%T")[1]


def test_the_same_bytes_in_a_log_and_in_facts_are_read_as_what_they_are(plain: Plain) -> None:
    text = "- 9:14 Tea.\n- Other.\n"
    plain.commit("one", {"MEMORY.md": text, "memory/2026-11-20.md": text, ".forgotten": text})
    target, _ = anew(plain, "Tea.")
    assert target("show", "main~1:MEMORY.md") == text.strip()
    assert target("show", "main~1:memory/2026-11-20.md") == "- Other."
    assert target("show", "main~1:.forgotten") == text.strip()


def test_a_version_that_is_used_again_much_later_is_the_same(plain: Plain) -> None:
    plain.commit("a file of another name", {"notes.md": "- Tea.\n- Other.\n"})
    plain.commit("something between", {"SOUL.md": "- b\n"})
    plain.commit("now a memory", {"MEMORY.md": "- Tea.\n- Other.\n"})
    plain.commit("gone", {"MEMORY.md": None})
    plain.commit("back", {"MEMORY.md": "- Tea.\n- Other.\n"})
    target, done = anew(plain, "Tea.")
    assert [target("show", f"main~{n}:MEMORY.md") for n in (3, 1)] == ["- Other."] * 2
    assert done.versions == 1


def test_merges_and_beginnings_keep_their_shape(plain: Plain) -> None:
    base = plain.commit(said("init"), {"MEMORY.md": "- a\n"})
    plain.commit(said("add"), {"MEMORY.md": "- a\n- Tea.\n"})
    plain("checkout", "-q", "-b", "side", base)
    plain.commit(said("log"), {"memory/2026-11-20.md": "- Tea.\n"})
    plain("checkout", "-q", "main")
    plain("merge", "-q", "--no-ff", "-m", "merge", "side")
    plain("checkout", "-q", "--orphan", "other")
    plain("rm", "-rfq", ".")
    plain.write("SOUL.md", "- Tea.\n- b\n")
    plain("add", "-A")
    plain("commit", "-q", "-m", "another beginning")
    plain("checkout", "-q", "main")
    plain("merge", "-q", "--allow-unrelated-histories", "-m", "both", "other")
    target, _ = anew(plain, "Tea.")

    def shape(of: Plain) -> list[list[int]]:
        order = log(of, "%H")
        parents = (each.split() for each in log(of, "%P"))
        return [[order.index(parent) for parent in each] for each in parents]

    assert sorted(shape(target)[:-1]) == sorted(shape(plain))
    assert [len(each) for each in shape(target)].count(2) == 2
    tips = target("show", "main:MEMORY.md"), target("show", "main:SOUL.md")
    assert tips == ("- a", "- b")
    assert target("show", "main:memory/2026-11-20.md") == ""


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ("Ada <ada@x> 1 +0000", "Ada <ada@x> 1 +0000"),
        ("Ada <ada@x> 9999999999 -1130", "Ada <ada@x> 9999999999 -1130"),
        ("Ada <ada@x> 99999999999 +0000", "mem <mem@localhost> 0 +0000"),
        ("Ada <ada@x> 0001 +0000", "mem <mem@localhost> 0 +0000"),
        ("Ada <ada@x> 1 +00", "mem <mem@localhost> 0 +0000"),
        ("Ada <ada@x>", "mem <mem@localhost> 0 +0000"),
        ("Ada <<ada@x>> 1 +0000", "mem <mem@localhost> 0 +0000"),
        (" <> 1 +0000", " <> 1 +0000"),
    ],
)
def test_odd_names_and_dates_become_ones_that_git_accepts(
    plain: Plain, author: str, told: str
) -> None:
    plain.commit(said("init"), {"MEMORY.md": "- a\n"})
    tree = plain("rev-parse", "main^{tree}")
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----"
    about = f"tree {tree}\nparent {plain.head}\nauthor {author}\ncommitter {author}\n{signature}"
    plain.put(f"{about}\n\n{said('add')}".encode())
    target, _ = anew(plain)
    lines = target("cat-file", "commit", "main~1").split("\n")
    assert lines[2:4] == [f"author {told}", f"committer {told}"]
    assert "gpgsig" not in "".join(lines)


def test_a_thousand_entries_go_at_once(plain: Plain) -> None:
    facts = [f"- Number {number}.\n" for number in range(1_500)]
    plain.commit(said("init"), {"MEMORY.md": "".join(facts[:1_200])})
    plain.commit(said("add"), {"MEMORY.md": "".join(facts)})
    target, _ = anew(plain, *(f"Number {number}." for number in range(1_000)))
    assert target.raw("show", "main:MEMORY.md").decode() == "".join(facts[1_000:])


def test_what_is_beside_main_is_not_taken_along(plain: Plain) -> None:
    begun(plain)
    plain("tag", "-m", "Likes tea.", "v1")
    plain("notes", "add", "-m", "Likes tea.")
    plain("branch", "side")
    target, _ = anew(plain)
    assert target("for-each-ref", "--format=%(refname)") == "refs/heads/main"


def test_a_damaged_history_is_not_written_anew(plain: Plain) -> None:
    begun(plain)
    oid = plain("rev-parse", "main:MEMORY.md")
    (plain.path / "objects" / oid[:2] / oid[2:]).unlink()
    with pytest.raises(GitFailed):
        anew(plain)
