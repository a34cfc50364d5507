"""Asking the memory and giving the answer, with the remarks that belong to it."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from memory_cli.actions.recall import Recalled
from memory_cli.actions.recall import recall
from memory_cli.actions.recall import topics
from memory_cli.actions.recall import within
from memory_cli.cli import answers
from memory_cli.cli import output
from memory_cli.cli import reading
from memory_cli.cli import streams
from memory_cli.cli.arguments import Form
from memory_cli.cli.counted import counted
from memory_cli.cli.deps import Context
from memory_cli.cli.progress import progress
from memory_cli.core.budget import tokens
from memory_cli.core.citation import line
from memory_cli.core.dates import Window
from memory_cli.core.errors import Nothing
from memory_cli.core.hidden import visible
from memory_cli.search.question import Extent
from memory_cli.search.question import Hit
from memory_cli.search.question import Question
from memory_cli.search.words import words
from memory_cli.store.memory import Memory

_MOST_TOPICS = 5
_LONGEST_ECHO = 60  # characters


def answer(ctx: Context, memory: Memory, question: Question, extent: Extent, form: Form) -> None:
    """Answer one question in the form that was asked for; raises Nothing."""
    with counted(ctx, memory) as given:
        (found,) = recalled(ctx, memory, (question,), extent)
        if form is not None and not ctx.json:
            from memory_cli.cli import prompts

            found, block = prompts.block(found, form, extent.budget)
            streams.write(block)
        else:
            found = within(found, extent.budget, _cost_of_object if ctx.json else _cost)
            data, lines = answers.as_json(found), answers.lines(found.hits)
            output.show(ctx, data, lines=lines, pretty=lambda: _pretty(found.hits))
        given.extend(hit.entry.id for hit in found.hits)
    for remark in _remarks(found):
        output.note(ctx, f"mem: {remark}")
    if not found.hits:
        raise _nothing(ctx, memory, found)


def answer_all(ctx: Context, memory: Memory, questions: Sequence[Question], extent: Extent) -> None:
    """Answer many questions, each with an object on a line of its own."""
    with counted(ctx, memory, calls=len(questions)) as given:
        for found in recalled(ctx, memory, questions, extent):
            kept = within(found, extent.budget, _cost_of_object)
            output.put_json(answers.as_json(kept))
            given.extend(hit.entry.id for hit in kept.hits)


def recalled(
    ctx: Context, memory: Memory, questions: Sequence[Question], extent: Extent
) -> tuple[Recalled, ...]:
    """What is recalled; what could not be read for it is told."""
    today = reading.today(ctx, memory)
    with progress(ctx, "reading the memory") as told:
        found = recall(memory, questions, extent=extent, today=today, progress=told)
    if found:
        reading.tell_trouble(ctx, found[0].unread, found[0].failure)
    return found


def _cost(hit: Hit) -> int:
    """The tokens of its lines, as they are printed."""
    return sum(tokens(f"{visible(shown)}\n") for shown in answers.lines((hit,)))


def _cost_of_object(hit: Hit) -> int:
    """The tokens of its words and those around it, which a program is given whole."""
    return sum(tokens(f"{line(entry)}\n") for entry in (*hit.before, hit.entry, *hit.after))


def _pretty(hits: tuple[Hit, ...]) -> object:
    from memory_cli.cli import hits as on_terminal

    return on_terminal.pretty(hits)


def _remarks(found: Recalled) -> Iterator[str]:
    """How the question was understood, and what was left out."""
    window, filters = found.window
    if window:
        yield f"{'only' if filters else 'above all'} {_days(window)}"
    if found.answer.missing:
        phrases = " and ".join(f'"{_cut(phrase)}"' for phrase in found.answer.missing)
        yield f"no entry has {phrases}; the words were looked for one by one"
    for word, like in found.answer.corrected.items():
        yield f"no entry has {word}; like it: {', '.join(like)}"
    left_out = (
        (found.omitted, "did not fit into the budget"),
        (found.answer.private, "private, left out: --include-private shows them too"),
        (found.answer.forgotten, "forgotten, though still in the files"),
    )
    yield from (f"{number} {why}" for number, why in left_out if number)


def _days(window: Window) -> str:
    start, end = window
    if start == end:
        return f"{start}"
    return " ".join([f"from {start}"] * bool(start) + [f"to {end}"] * bool(end))


def _cut(asked: str) -> str:
    return asked if len(asked) <= _LONGEST_ECHO else f"{asked[: _LONGEST_ECHO - 1]}…"


def _nothing(ctx: Context, memory: Memory, found: Recalled) -> Nothing:
    """What an empty answer ends with: on a terminal also where to look."""
    asked = " ".join(found.question.text.split())
    about = f"about {_cut(asked)!r}" if asked else "there"
    if found.omitted:
        return Nothing("nothing of it fits into the budget", "a larger --budget takes it")
    if found.answer.private:
        return Nothing(f"nothing else is remembered {about}", "")
    message = f"nothing is remembered {about}"
    if not memory.exists() or not ctx.terminal.stdout or ctx.json or found.failure:
        return reading.nothing(memory, message, "other words may find it; or mem show '#topic'")
    near = topics(memory, words(asked))[:_MOST_TOPICS]
    named = ", ".join(f"#{tag} ({number})" for tag, number in near)
    return Nothing(message, f"topics there are: {named}" if near else "")
