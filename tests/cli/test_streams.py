from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import run

ASCII = {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize(
    ("env", "shown"),
    [
        ({"LANG": "C"}, "mémoire-日本"),
        ({"LANG": "POSIX"}, "mémoire-日本"),
        ({"LC_ALL": "C", "LANG": None}, "mémoire-日本"),
        ({"LANG": None}, "mémoire-日本"),
    ],
)
def test_without_a_locale_text_is_utf_8(
    env: dict[str, str | None], shown: str, tmp_path: Path
) -> None:
    home = tmp_path / "mémoire-日本"
    (home / "me").mkdir(parents=True)
    assert run("users", home=home, env=env) == (0, f"- me ({tmp_path}/{shown}/me)\n", "")


def test_what_another_encoding_lacks_is_spelled_out(tmp_path: Path) -> None:
    home = tmp_path / "mémoire-日本"
    (home / "me").mkdir(parents=True)
    done = run("users", home=home, env={"PYTHONIOENCODING": "latin-1"})
    assert done == (0, f"- me ({tmp_path}/m\udce9moire-\\u65e5\\u672c/me)\n", "")
    done = run("日本", home=home, env={"PYTHONIOENCODING": "latin-1"})
    assert done.code == 2
    assert done.err.startswith("mem: no such verb: \\u65e5\\u672c\n")


def test_an_ascii_stream_says_everything_too(tmp_path: Path) -> None:
    home = tmp_path / "mem"
    done = run("日本", home=home, env=ASCII)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("mem: no such verb: ")


@pytest.mark.parametrize("env", [{}, ASCII, {"PYTHONIOENCODING": "latin-1"}])
def test_json_is_the_same_in_every_locale(env: dict[str, str], tmp_path: Path) -> None:
    done = run("users", "--json", home=tmp_path / "mem", env=env)
    assert done.json == {"users": []}
