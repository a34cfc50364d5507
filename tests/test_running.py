"""Tests of the tool that runs `mem` in other tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.cli import run

TELL = """
import json, os, sys
typed = sys.stdin.buffer.read().decode("latin-1")
ttys = [s.isatty() for s in (sys.stdin, sys.stdout, sys.stderr)]
print(json.dumps([sys.argv[1:], typed, ttys, os.getcwd(), sorted(os.environ)]))
print("heard", file=sys.stderr)
sys.exit(3)
"""


@pytest.mark.parametrize("tty", [False, True])
def test_a_process_knows_only_what_it_is_told(tmp_path: Path, tty: bool) -> None:
    done = run(
        home=tmp_path / "mem",
        stdin="é\nb",
        env={"EXTRA": "1", "TERM": None},
        tty=tty,
        python=("-c", TELL),
    )
    words, typed, ttys, cwd, names = json.loads(done.out)
    assert (done.code, done.err) == (3, "heard\n")
    assert words == ["-m", "memory_cli"]
    assert typed == "Ã©\nb"
    assert ttys == [tty] * 3
    assert cwd == str(tmp_path)
    assert "EXTRA" in names
    assert not {"TERM", "CLAUDECODE", "XDG_CONFIG_HOME"} & set(names)


def test_home_is_made_up_to_the_folder_around_it(tmp_path: Path) -> None:
    home = tmp_path / "a" / "b" / "mem"
    assert run("--version", home=home) == (0, "mem 0.1.0\n", "")
    assert home.parent.is_dir()
    assert not home.exists()


def test_output_that_is_no_utf_8_comes_back_whole(tmp_path: Path) -> None:
    program = "import sys; sys.stdout.buffer.write(bytes(range(256)))"
    done = run(home=tmp_path / "mem", python=("-c", program))
    assert done.out.encode("utf-8", "surrogateescape") == bytes(range(256))
