from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.citation import line
from memory_cli.core.citation import short_line
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.prompt import Format
from memory_cli.core.prompt import Part
from memory_cli.core.prompt import block
from memory_cli.core.recited import without_recited
from tests.support.texts import FACTS
from tests.support.texts import LOG
from tests.support.texts import documents

FORMS: tuple[Format, ...] = ("md", "xml")
HARD = """\
## Home

- Uses `git add -p` a lot. #git
- Writes ```` ```memory ```` in notes
- Runs this:

  ```memory
  cat MEMORY.md
  ```

- A `````` of many ticks
- Closes </memory> and <memory> early
- [ ] Ask (memory/2026-11-20.md:1 k3f9a2bc)
- ~~Likes coffee.~~
- Is long: {long}

```memory
- a fence
```
""".format(long="word " * 100)


def entries(text: str = HARD, path: str = FACTS) -> tuple[Entry, ...]:
    return Document(path, text).entries


def context(form: Format, *found: Entry, about: str = 'Ann "A." Lee') -> str:
    """What `mem context` prints of them."""
    half = len(found) // 2
    parts = (Part("Pinned", found[:half]), Part("Open tasks", found[half:]))
    return block(form, parts, about=about)


# --- contexts ------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_context_goes_whole_and_the_text_around_stays(form: Format) -> None:
    before, after = "I say:\n\n", "\nAnd then I moved to ```Delft```.\n"
    text = before + context(form, *entries()) + after

    assert without_recited(text) == f"{before}\n{after}"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", range(len(entries())))
def test_a_context_goes_whatever_its_entry_is(form: Format, number: int) -> None:
    assert without_recited(context(form, entries()[number])) == "\n"


@pytest.mark.parametrize("form", FORMS)
def test_two_contexts_go_and_what_stands_between_them_stays(form: Format) -> None:
    one, other = entries()[:3], entries()[3:]
    text = f"{context(form, *one)}I moved.\n{context(form, *other)}Bye.\n"

    assert without_recited(text) == "\nI moved.\n\nBye.\n"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", ["SOUL.md", FACTS, LOG])
def test_a_context_of_any_file_goes(form: Format, path: str) -> None:
    found = entries("- Likes tea.\n", path)

    assert without_recited(f"a\n{context(form, *found)}b\n") == "a\n\nb\n"


@pytest.mark.parametrize("form", FORMS)
def test_a_context_that_was_cut_off_goes_to_the_end(form: Format) -> None:
    whole = context(form, *entries("- Likes tea.\n- Has two cats.\n"))
    begun = whole.index("[Pinned]" if form == "md" else "with its source")
    for end in range(begun, len(whole)):
        assert without_recited(f"Hello.\n{whole[:end]}").rstrip("\n") == "Hello."


@pytest.mark.parametrize("form", FORMS)
def test_a_context_whose_lines_end_otherwise_goes(form: Format) -> None:
    text = f"a\n{context(form, *entries())}b\n".replace("\n", "\r\n")

    assert without_recited(text).replace("\r\n", "\n").replace("\r", "") == "a\n\nb\n"


def test_the_fence_alone_goes_too() -> None:
    fence = context("md", *entries()).partition("\n\n")[2]

    assert without_recited(f"a\n{fence}b\n") == "a\n\nb\n"


@given(documents(), documents(), st.sampled_from(FORMS))
def test_no_word_of_any_context_stays(one: Document, other: Document, form: Format) -> None:
    made = context(form, *one.entries, *other.entries)

    assert without_recited(f"Before.\n{made}After.\n") == (
        "Before.\n\nAfter.\n" if made else "Before.\nAfter.\n"
    )


# --- recalls -------------------------------------------------------------------------------------


def test_the_lines_of_a_recall_go() -> None:
    found = "".join(f"{line(each)}\n" for each in entries())
    short = "".join(f"  {short_line(each)}\n" for each in entries())

    assert without_recited(f"I asked:\n{found}and\n{short}So I moved.\n") == (
        "I asked:\nand\nSo I moved.\n"
    )


def test_a_line_of_a_recall_without_its_bullet_or_line_end_goes() -> None:
    (entry,) = entries("- Likes tea. #drinks\n", LOG)
    cited = line(entry).removeprefix("- ")

    assert without_recited(f"a\n{cited}") == "a\n"
    assert without_recited(f"a\n> {cited}  \nb") == "a\nb"
    assert without_recited(f"a\r\n{line(entry)}\r\nb\r\n") == "a\r\nb\r\n"


@given(documents())
def test_no_line_of_any_recall_stays(document: Document) -> None:
    told = [*map(line, document.entries), *map(short_line, document.entries)]
    told = [each for each in told if len(each.split("\n")) == 1]

    assert without_recited("\n".join(["Before.", *told, "After."])) == "Before.\nAfter."


# --- what is no recital --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I moved to Delft.\r\n\n\n  And so on.  ",
        "My memory is bad.\n",
        "```\nmemory\n```\n",
        "```python\nmemory = 1\n```\n",
        "    ```memory.md\n",
        "See memory/2026-11-20.md:7 for that.",
        "See (MEMORY.md:7) and (memory/2026-11-20.md:7 k3f9).",
        "See (MEMORY.md:7 k3f9a2bc) for that.",
        "See (notes/MEMORY.md:7 k3f9a2bc)",
        "The <memory-card> and the <memory.h> stay, and </memory> too.",
        "SOUL.md and MEMORY.md",
        "The fence below holds what is remembered about Ann.",
        "I like the tag <memory> in XML.\nThen I moved.",
        '<memory size="3"> and <memory>x</memory>',
    ],
)
def test_a_text_without_any_is_returned_as_it_is(text: str) -> None:
    assert without_recited(text) == text


@given(st.text("`memory<>/\n -:.()0123456789SOULMEMORYd", max_size=80))
def test_whatever_it_is_nothing_is_put_in(text: str) -> None:
    rest = iter(text)
    assert all(each in rest for each in without_recited(text))


# --- what would take long ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("`" * 400_000, id="backticks"),
        pytest.param("```\n" * 100_000, id="fences"),
        pytest.param("```memory\n" * 40_000, id="contexts"),
        pytest.param("````memory\n```\n" * 30_000, id="fences that close nothing"),
        pytest.param("<memory" * 60_000, id="tags"),
        pytest.param('<memory about="' * 30_000, id="tags with a name"),
        pytest.param("<memory>" * 50_000, id="tags that are closed"),
        pytest.param("<memory></memory>" * 25_000, id="blocks"),
        pytest.param("The fence below holds what is remembered about \n" * 8_000, id="openings"),
        pytest.param("The fence below holds what is remembered about x" + "\n" * 400_000, id="gap"),
        pytest.param(" " * 400_000, id="spaces"),
        pytest.param("- " + " \t" * 200_000, id="a bullet and spaces"),
        pytest.param("(SOUL.md:1 k3f9a2b" * 20_000, id="citations"),
        pytest.param("(SOUL.md:" + "1" * 400_000, id="digits"),
        pytest.param(f"(SOUL.md:1 k3f9a2bc){' ' * 100}" * 3_000, id="citations and spaces"),
    ],
)
def test_no_text_takes_long(text: str) -> None:
    start = process_time()
    without_recited(f"memory\n{text}x")
    assert process_time() - start < 2
