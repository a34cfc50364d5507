from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.support.sample import FILES
from tests.support.sample import NOW
from tests.support.sample import Mem
from tests.support.sample import objects

PATHS = sorted(FILES)


def test_everything_goes_into_a_pipe_as_one_object(mem: Mem) -> None:
    done = mem("export")
    assert (done.code, done.err) == (0, "")
    assert list(done.json) == ["schema", "exported_at", "user", "commit", "files", "entries"]
    assert done.json["exported_at"] == NOW
    assert (done.json["schema"], done.json["user"], done.json["commit"]) == (1, "me", mem.head)
    assert done.json["files"] == [{"path": path, "text": FILES[path]} for path in PATHS]
    assert done.json["entries"] == objects(
        *("dark", "light", "utrecht", "passport", "early", "soul", "pill", "call", "second pill"),
        *("table", "diary"),
    )
    assert done.out.count("\n") == 2 + len(FILES) + len(done.json["entries"]) + 1


def test_with_json_it_is_one_line_and_the_same(mem: Mem) -> None:
    done = mem("export", "--json")
    assert done.out.count("\n") == 1
    assert done.json == mem("export").json


def test_hand_edits_are_recorded_before(mem: Mem) -> None:
    mem.write("MEMORY.md", "- By hand. \udcff\n")
    done = mem("export", "--json")
    assert mem.message[1:] == ["Mem-Op: edit", "Mem-Actor: editor"]
    assert done.json["files"][0] == {"path": "MEMORY.md", "base64": "LSBCeSBoYW5kLiD/Cg=="}
    assert done.json["entries"][0]["text"] == "By hand. \ufffd"


def test_a_file_is_written_once_and_for_its_owner(mem: Mem) -> None:
    file = mem.home.parent / "memory.json"
    done = mem("export", "-o", "memory.json")
    assert (done.code, done.out) == (0, "memory.json\n")
    size = file.stat().st_size
    assert done.err == f"mem: 4 files of memory, {size:,} bytes; keep it safe\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_text()) == mem("export").json
    assert mem("export", "-o", "memory.json") == (
        5,
        "",
        "mem: memory.json is there already\n     name another file, or say --force\n",
    )
    again = mem("export", "-o", "memory.json", "--force", "--json", "--quiet")
    assert (again.code, again.err) == (0, "")
    assert again.json == {
        "path": "memory.json",
        "format": "json",
        "files": 4,
        "bytes": size,
        "history": False,
        "commit": mem.head,
    }


def test_a_tar_has_the_files_and_a_history_to_clone(mem: Mem) -> None:
    home = mem.home.parent
    done = mem("export", "--format", "md", "-o", "memory.tar", "--json")
    assert (done.json["format"], done.json["history"]) == ("md", True)
    subprocess.run(["tar", "xf", "memory.tar"], cwd=home, check=True)
    held = {path: (home / "mem-me" / path).read_text() for path in PATHS}
    assert held == FILES
    clone = ["git", "clone", "-q", "mem-me/history.bundle", "with-history"]
    subprocess.run(clone, cwd=home, check=True, capture_output=True)
    head = subprocess.run(
        ["git", "-C", "with-history", "rev-parse", "HEAD"],
        cwd=home,
        capture_output=True,
        check=True,
    )
    assert head.stdout.decode().strip() == mem.head
    piped = mem("export", "--format", "md")
    assert piped.out.encode("utf-8", "surrogateescape") == (home / "memory.tar").read_bytes()
    adopted = mem("--user", "other", "init", "--from", str(home / "mem-me"), "--json")
    assert (adopted.json["adopted"], adopted.json["left"]) == (PATHS, ["history.bundle"])


def test_a_tar_is_not_for_the_eye(mem: Mem) -> None:
    told = "mem: a tar is nothing to look at\n     name a file: -o memory.tar\n"
    assert mem("export", "--format", "md", tty=True) == (2, "", told)
    assert mem("export", "--format", "md", "--json").code == 2
    assert mem("export", tty=True).json == mem("export").json


def test_nothing_is_written_into_the_memory_itself(mem: Mem) -> None:
    for path in (mem.store / "MEMORY.md", mem.store / "new", mem.store / "memory" / "x"):
        done = mem("export", "-o", str(path), "--force")
        assert (done.code, done.err.split("\n")[0]) == (
            5,
            f"mem: {path} lies inside the memory itself",
        )
    assert mem.read("MEMORY.md") == FILES["MEMORY.md"]


@pytest.mark.parametrize("words", [[], ["-o", "x.json"], ["--format", "md", "-o", "x.tar"]])
def test_without_git_the_files_go_out_all_the_same(words: list[str], mem: Mem) -> None:
    (mem.store / ".git").rename(mem.home.parent / "gone")
    done = mem("export", *words)
    assert done.code == 0
    assert "mem: the files as they are now, without history: " in done.err


def test_where_no_memory_is_there_is_nothing_to_take_out(fresh: Mem, tmp_path: Path) -> None:
    done = fresh("export", "-o", str(tmp_path / "x"))
    assert (done.code, list(tmp_path.iterdir())) == (10, [])
