"""Memories, files and histories that have grown too large."""

from __future__ import annotations

import pytest

from tests.support import FULL
from tests.support.scene import DAY
from tests.support.scene import Scene


@pytest.fixture
def begun(scene: Scene) -> Scene:
    assert scene.mem("log", "Drank tea.").code == 0
    return scene


def test_b26_a_file_that_is_too_large_is_named_and_stops_nothing_else(begun: Scene) -> None:
    large = "- A line of a file that somebody let grow for years.\n" * 110_000
    begun.write("MEMORY.md", large)
    done = begun.mem("add", "Likes tea.")
    assert done.code in {5, 6, 13}, done
    assert "MEMORY.md" in done.err
    assert begun.read("MEMORY.md") == large
    assert begun.mem("log", "Drank coffee.").code == 0
    assert "Drank coffee." in begun.mem("recall", "coffee").out
    assert begun.read(DAY).endswith("- 9:14 Drank coffee.\n")


def test_b26_thousands_of_days_are_searched_and_looked_through(begun: Scene) -> None:
    years = range(2000, 2026) if FULL else (2024, 2025)
    days = [f"{y}-{m:02}-{d:02}" for y in years for m in range(1, 13) for d in range(1, 29)]
    for day in days:
        begun.write(f"memory/{day}.md", f"- 8:00 Walked {day.replace('-', '')} steps.\n")
    assert begun.mem("save").code == 0
    assert begun.mem("recall", f"Walked {days[7].replace('-', '')}").out.startswith("- 8:00 Walked")
    assert begun.mem("show", days[-1]).code == 0
    assert begun.wounds == []


def test_b27_a_line_of_millions_of_letters_is_cut_where_it_is_shown_and_nowhere_else(
    begun: Scene,
) -> None:
    line = "- " + "word " * 2_000 + "zanzibar " + "word " * 400_000 + "\n"
    begun.write("MEMORY.md", line)
    done = begun.mem("recall", "zanzibar")
    assert (done.code, len(done.out) < 2000, "zanzibar" in done.out) == (0, True, True)
    assert begun.mem("add", "Likes tea.").code == 0
    assert line in begun.read("MEMORY.md")
    assert begun.wounds == []


def test_b30_loose_objects_are_packed_once_there_are_many(begun: Scene) -> None:
    for batch in range(4):  # a git that imports few objects leaves them loose
        stream = "".join(
            f"commit refs/heads/main\ncommitter x <x@x> {1795000000 + n} +0000\ndata 0\n"
            + (f"from {begun.git('rev-parse', 'main')}" if n == 0 else "")
            + f'M 100644 inline "memory/20{batch + 10}-01-{n + 1:02}.md"\ndata 2\n{n:02}\n'
            for n in range(28)
        )
        begun.git_bytes("fast-import", "--quiet", stdin=stream.encode())
    begun.git("checkout", "-qf", "main")
    for path in begun.root.glob("memory/*.md"):
        begun.settle(path.relative_to(begun.root).as_posix())
    loose = len(list((begun.root / ".git/objects").glob("??/*")))
    for number in range(3):
        assert begun.mem("log", f"Number {number}.").code == 0
    assert len(list((begun.root / ".git/objects").glob("??/*"))) < loose / 4
    assert begun.wounds == []


def test_b31_git_does_not_tidy_up_by_itself_in_the_middle_of_a_write(begun: Scene) -> None:
    for key, value in (("gc.auto", "1"), ("gc.autoDetach", "false"), ("gc.autoPackLimit", "1")):
        begun.git("config", key, value)
    for number in range(3):
        assert begun.mem("log", f"Number {number}.").code == 0
    assert list((begun.root / ".git").glob("gc.*")) == []
    assert list((begun.root / ".git/objects/pack").iterdir()) == []
    assert begun.wounds == []
