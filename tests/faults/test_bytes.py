"""Files as other programs leave them, and places where not every character can be written."""

from __future__ import annotations

import json

import pytest

from tests.support.scene import DAY
from tests.support.scene import Deed
from tests.support.scene import Scene

EDIT = Deed("edit", "editor")


@pytest.fixture
def begun(scene: Scene) -> Scene:
    assert scene.mem("init").code == 0
    return scene


def _after(scene: Scene, path: str, data: bytes, *words: str) -> bytes:
    """What `path` holds after `words`, when it held `data` before."""
    scene.write(path, data)
    done = scene.mem(*words)
    assert done.code == 0, done
    assert scene.wounds == []
    assert scene.moments[-2].files[path] == data
    return scene.files[path]


def test_a21_line_ends_of_windows_stay_and_one_line_changes(begun: Scene) -> None:
    page = b"## Facts\r\n\r\n- One.\r\n\r\n## Other\r\n\r\n- Two.\r\n"
    added = _after(begun, "MEMORY.md", page, "add", "Three.")
    assert added == page.replace(b"- One.\r\n", b"- One.\r\n- Three.\r\n")
    diff = begun.git("diff", "--stat=80", "main~1", "main")
    assert diff.splitlines()[-1] == " 1 file changed, 1 insertion(+)"


def test_a22_a_byte_order_mark_stays_where_it_is(begun: Scene) -> None:
    page = b"\xef\xbb\xbf## Facts\n\n- One.\n"
    assert _after(begun, "MEMORY.md", page, "add", "Two.") == page + b"- Two.\n"
    soul = b"\xef\xbb\xbf---\ntimezone: Asia/Kolkata\n---\n- One.\n"
    assert _after(begun, "SOUL.md", soul, "log", "Two.") == soul
    assert begun.read(DAY).endswith("- 14:44 Two.\n")


@pytest.mark.parametrize(
    ("end", "meant"),
    [
        (b"", b"\n- 9:14 Two."),
        (b"\n", b"\n- 9:14 Two.\n"),
        (b"\r\n", b"\r\n- 9:14 Two.\r\n"),
        (b"\n\n\n", b"\n- 9:14 Two.\n\n\n"),
        (b"   ", b"   \n- 9:14 Two."),
    ],
)
def test_a23_an_entry_stands_on_a_line_of_its_own_however_a_file_ends(
    begun: Scene, end: bytes, meant: bytes
) -> None:
    page = b"- 8:00 One."
    assert _after(begun, DAY, page + end, "log", "Two.") == page + meant


def test_a24_bytes_that_are_no_text_stay_and_are_shown_as_such(begun: Scene) -> None:
    page = b"## Facts\n\n- Caf\xe9 and \xff\xfe.\n"
    assert _after(begun, "MEMORY.md", page, "add", "Two.") == page + b"- Two.\n"
    shown = begun.mem("show", "facts")
    assert (shown.code, "Traceback" in shown.err) == (0, False)
    told = begun.mem("show", "facts", "--json")
    assert (told.code, "Caf\ufffd" in json.dumps(told.json, ensure_ascii=False)) == (0, True)
    for words in (("history", "--patch"), ("history", "--json"), ("diff",), ("diff", "--json")):
        assert begun.mem(*words).code == 0, words
    assert begun.mem("undo").code == 0
    assert begun.files["MEMORY.md"] == page


LOCALES: list[dict[str, str]] = [
    {"LANG": "C", "LC_ALL": "C"},
    {"LANG": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "ascii:strict"},
    {"LANG": "nl_NL.ISO-8859-1"},
    {"LANG": "nonsense"},
]


@pytest.mark.parametrize("env", LOCALES, ids=[str(env) for env in LOCALES])
def test_a25_every_character_is_kept_where_not_every_one_can_be_shown(
    begun: Scene, env: dict[str, str]
) -> None:
    text = "Zoë 日本 \U0001f375 déjà — “vu”."
    other = Scene(begun.home, begun.env | env)
    assert other.mem("add", text).code == 0
    assert other.mem("log", "-", stdin=f"{text}\n").code == 0
    for words in (("show", "facts"), ("history", "--patch"), ("show", "log", "--json"), ()):
        done = other.mem(*words)
        assert (done.code, done.err) == (0, ""), done
    assert f"- {text}\n" in begun.read("MEMORY.md")
    assert begun.read(DAY).endswith(f"- 9:14 {text}\n")
    assert begun.wounds == []


HEADERS = {
    "an open list": "---\na: [1, 2\n---\n",
    "comments, quotes and odd values": (
        "---\n# first\nname:   'Sam'   # who\nid: 0012\nno: x\nday: 2026-11-20\n"
        'zeta: "\\u00e9"\nalpha: |\n  two\n   lines\n---\n'
    ),
    "no end": "---\nname: Sam\n",
    "tabs": "---\n\tname: Sam\n---\n",
    "two of them": "---\nname: Sam\n---\n---\nname: Kim\n---\n",
    "rules between paragraphs": "Text.\n\n---\n\nMore.\n\n---\n\nLast.\n",
}


@pytest.mark.parametrize("kind", HEADERS)
def test_a31_a32_front_matter_of_any_kind_is_never_rewritten(begun: Scene, kind: str) -> None:
    soul = f"{HEADERS[kind]}\n- Left-handed.\n".encode()
    begun.write("SOUL.md", soul)
    page = f"{HEADERS[kind]}\n- 8:00 One. #a\n".encode()
    begun.write(DAY, page)
    for words in (
        ("log", "Two."),
        ("add", "Three."),
        ("forget", "--match", "Three.", "--yes"),
        ("undo",),
        ("undo",),
    ):
        done = begun.mem(*words)
        assert done.code == 0, done
        assert done.err.count("settings on top of SOUL.md were not read") <= 1
    assert begun.mem("show", "soul").out.count("Left-handed.") == 1
    assert begun.files["SOUL.md"] == soul
    assert begun.files[DAY].startswith(page)
    assert begun.story[1] == EDIT
    assert begun.wounds == []


def test_a31_a_broken_header_costs_one_warning_that_names_file_and_line(begun: Scene) -> None:
    begun.write("SOUL.md", "---\nname: Sam\na: [1, 2\n---\n- Left-handed.\n")
    for _ in range(2):
        done = begun.mem("show", "soul")
        assert done.code == 0
        (warning,) = done.err.splitlines()
        assert "SOUL.md" in warning
        assert "line 4" in warning
