"""Questions in memories that are empty, tiny, damaged, edited or somebody else's."""

from __future__ import annotations

import itertools
import pickle
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support import FULL
from tests.support.scene import Deed
from tests.support.scene import Scene

FACTS = "- Likes green tea.\n- Prefers coffee at noon.\n- Walks in the park.\n"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A memory with three facts, and an index of them."""
    scene = Scene(tmp_path_factory.mktemp("asked") / "mem")
    assert scene.mem("init").code == 0
    scene.write("MEMORY.md", FACTS)
    assert scene.mem("save").code == 0
    assert texts(scene, "tea") == ["Likes green tea."]
    return scene


@pytest.fixture
def begun(base: Scene, tmp_path: Path) -> Scene:
    return base.copy(tmp_path / "mem")


def texts(scene: Scene, *query: str) -> list[str]:
    """The words of what is recalled, or nothing."""
    done = scene.mem("recall", "--json", *query)
    assert done.code in {0, 1}, done
    return [hit["text"] for hit in done.json["hits"]]


def test_a18_where_there_is_nothing_yet_nothing_is_said_clearly(scene: Scene) -> None:
    for _ in range(2):  # without a memory, and with an empty one
        done = scene.mem("recall", "tea")
        assert (done.code, done.out) == (1, "")
        assert (done.err.startswith("mem: "), "Traceback" in done.err) == (True, False)
        assert scene.mem("context", "tea").code == 0
        assert scene.mem("init").code == 0


def test_a19_a_word_is_found_in_memories_of_one_two_and_three(scene: Scene) -> None:
    lines = ["Likes tea.", "Likes coffee.", "Walks to work."]
    for number, line in enumerate(lines):
        assert scene.mem("add", line).code == 0
        held = lines[: number + 1]
        assert texts(scene, "tea") == ["Likes tea."]
        assert sorted(texts(scene, "likes")) == sorted(t for t in held if "Likes" in t)
        assert texts(scene, "work") == [t for t in held if "work" in t]


def test_a20_a_question_without_a_word_that_is_known_has_no_answer(begun: Scene) -> None:
    for query in ("", "   ", "?!… --", "zanzibar", "\u200b"):
        done = begun.mem("recall", "--", query)
        assert done.code in {1, 2}
        assert done.out == ""
        assert "Traceback" not in done.err


def damage(path: Path, kind: str) -> None:
    """Do to the index what a disk, an older version or a stranger may do."""
    data = path.read_bytes()
    if kind == "missing":
        path.unlink()
    elif kind == "another version":
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA user_version = 99999")
            database.execute("DELETE FROM entry")
            database.commit()
    else:
        path.write_bytes(
            {
                "empty": b"",
                "truncated": data[: len(data) // 2],
                "garbage": bytes(range(256)) * 64,
                "torn": data[:4096] + bytes(4096) + data[8192:],
            }[kind]
        )


@pytest.mark.parametrize(
    "kind", ["missing", "empty", "truncated", "garbage", "torn", "another version"]
)
def test_a41_b38_an_index_that_is_not_ours_is_built_anew(begun: Scene, kind: str) -> None:
    """Also one of a later `mem`: nothing but what can be made again has a format of its own."""
    damage(begun.root / ".mem" / "index.db", kind)
    assert texts(begun, "tea") == ["Likes green tea."]
    assert begun.wounds == []


def test_a42_what_a_person_edits_is_recalled_at_once_and_recorded_next_time(begun: Scene) -> None:
    begun.write("MEMORY.md", FACTS.replace("green tea", "black tea"))
    assert texts(begun, "tea") == ["Likes black tea."]
    assert begun.story == [Deed("init", "script"), Deed("edit", "editor")]
    assert begun.mem("log", "Went out.").code == 0
    assert begun.story[2:] == [Deed("edit", "editor"), Deed("log", "script")]
    assert begun.moments[2].files["MEMORY.md"] == FACTS.replace("green tea", "black tea").encode()


@pytest.mark.parametrize(
    ("kept", "asked"), [("Caf\u00e9", "cafe\u0301"), ("Cafe\u0301", "caf\u00e9")]
)
def test_b29_a_letter_is_the_same_however_it_is_put_together(
    scene: Scene, kept: str, asked: str
) -> None:
    assert scene.mem("add", f"{kept} on the corner.").code == 0
    assert len(texts(scene, asked)) == 1


class _Payload:
    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (str(self.mark), "w")


def test_d18_nothing_that_is_read_can_run(begun: Scene) -> None:
    mark = begun.home.parent / "MARK"
    pickled = pickle.dumps(_Payload(mark))
    local = begun.root / ".mem"
    for name in ("index.db", "usage.db", "soul.json", "recorded.json", "repository.json", "intent"):
        (local / name).write_bytes(pickled)
    for words in (("recall", "tea"), ("context",), ("add", "And then.")):
        assert begun.mem(*words).code == 0
    assert not mark.exists()
    assert begun.wounds == []


QUERIES = (
    *('tea"', '"', "-tea", "NEAR(tea", "tea*", "tea OR", "AND", "text:tea"),
    "'; DROP TABLE entry;--",
)


def test_d19_a_question_is_words_and_no_language(begun: Scene) -> None:
    for query in QUERIES if FULL else QUERIES[::2]:
        done = begun.mem("recall", "--", query)
        assert (done.code in {0, 1}, "Traceback" in done.err) == (True, False), done
        assert ("green tea" in done.out) == ("tea" in query)


def test_d25_what_one_user_knows_no_other_is_told(begun: Scene) -> None:
    for user in ("dana", "eve"):
        assert begun.mem("--user", user, "add", f"Likes tea, says {user}.").code == 0
    for user in ("me", "dana", "eve"):
        said = begun.mem("--user", user, "recall", "likes", "tea").out
        said += begun.mem("--user", user, "context", "tea").out
        others = [other for other in ("dana", "eve") if other != user and other in said]
        assert others == [], said
    (begun.home / "eve" / ".mem" / "index.db").write_bytes(
        (begun.home / "dana" / ".mem" / "index.db").read_bytes()
    )
    assert "dana" not in begun.mem("--user", "eve", "recall", "tea").out


# Names of users, and headers, that are more than they seem

NAMES = [
    *"../bob /etc .. . -rf .git a.git a.lock a. con nul.txt Alice a/b b\u200b".split(),
    *("\u0430lice", "a\u202e", "", "a\n", "a b", "x" * 65, "x" * 300),
]


def test_b28_d1_names_that_are_no_names_are_refused_and_make_nothing(scene: Scene) -> None:
    scene.home.mkdir()
    for name in NAMES if FULL else NAMES[::3]:
        done = scene.mem(f"--user={name}", "add", "x")
        assert (done.code, "Traceback" in done.err) == (5, False), (name, done)
    assert list(scene.home.iterdir()) == []
    assert [path.name for path in scene.home.parent.iterdir()] == ["mem"]


BOMB = "a: &a {x: 1}\n" + "".join(
    f"{b}: &{b} {{<<: [*{a}, *{a}]}}\n" for a, b in itertools.pairwise("abcdefghijklmnopqrstu")
)
HEADERS = {
    "aliases": "a: &a [1]\nb: [*a, *a]",
    "merge bomb": BOMB,
    "deep": "a: " + "[" * 30_000,
    "python": "a: !!python/object/apply:os.system ['touch MARK']",
    "number": f"a: {'9' * 5000}",
    "NUL": "a: \x00b",
    "ESC": "a: \x1b[31m",
    "twice": "name: A\nname: B",
    "no words": "1: x\n[2, 3]: y\nno: z",
    "handler": "handler: x\ncontent: y",
}


@pytest.mark.parametrize("kind", list(HEADERS)[:: 1 if FULL else 2])
def test_d16_a_hostile_header_costs_the_header_and_never_the_body(begun: Scene, kind: str) -> None:
    page = f"---\n{HEADERS[kind]}\n---\n\n- Left-handed.\n"
    begun.write("SOUL.md", page)
    done = begun.mem("context")
    assert done.code == 0, done
    assert "Left-handed." in done.out
    assert begun.read("SOUL.md") == page
    assert not (begun.home.parent / "MARK").exists()


@pytest.mark.parametrize(
    "page", ['{\n"a": 1}\n\n- One.\n', "+++\na = 1\n+++\n\n- One.\n", "{\n- One.\n"]
)
def test_d17_what_looks_like_another_kind_of_header_is_text(begun: Scene, page: str) -> None:
    begun.write("SOUL.md", page)
    done = begun.mem("show", "soul")
    assert (done.code, "- One." in done.out, "Traceback" in done.err) == (0, True, False)
    assert begun.mem("save").code == 0
    assert (begun.read("SOUL.md"), begun.wounds) == (page, [])
