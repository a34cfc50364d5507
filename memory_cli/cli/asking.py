"""From options to a question: what `recall` and `context` have in common."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from memory_cli.cli import stdin
from memory_cli.cli.arguments import Place
from memory_cli.cli.deps import Context
from memory_cli.core.annotation import parse_tag
from memory_cli.core.dates import Window
from memory_cli.core.dates import parse_window
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Usage
from memory_cli.core.layout import Kind
from memory_cli.search.question import Filter
from memory_cli.search.question import Question

_KINDS: dict[Place, Kind] = {Place.SOUL: "soul", Place.FACTS: "fact", Place.LOG: "log"}
_OPEN = Window(None, None)
_MESSAGES = 6  # of a conversation
_CHARACTERS = 8000


def window_of(since: str | None, until: str | None, on: str | None, *, today: date) -> Window:
    """The days that `--since`, `--until` and `--on` leave; raises BadInput."""
    windows = [
        parse_window(on, today=today) if on else _OPEN,
        Window(_end(since, parse_window(since, today=today).start), None) if since else _OPEN,
        Window(None, _end(until, parse_window(until, today=today).end)) if until else _OPEN,
    ]
    start = max((window.start for window in windows if window.start), default=None)
    end = min((window.end for window in windows if window.end), default=None)
    if start and end and end < start:
        raise BadInput(f"no day is both from {start} on and up to {end}", "leave one of them out")
    return Window(start, end)


def _end(text: str, day: date | None) -> date:
    if day is None:
        raise BadInput(f"{text!r} is open at that end", "--on takes ranges, like A..B")
    return day


def filter_of(
    where: Sequence[Place] | None,
    tags: Sequence[str] | None,
    window: Window,
    *,
    everything: bool,
) -> Filter:
    """What `--in`, `--tag`, the days and `--all` leave; raises BadInput for what is no tag."""
    kinds = tuple(dict.fromkeys(_KINDS[place] for place in where or ()))
    return Filter(kinds, window, tuple(map(parse_tag, tags or ())), inactive=everything)


def topic_of(ctx: Context, topic: str | None) -> str | None:
    """The thread at hand: `--topic`, else $MEM_TOPIC; "" is none. Raises BadInput."""
    thread = ctx.topic if topic is None else topic
    return parse_tag(thread) if thread else None


def words_of(
    ctx: Context,
    query: Sequence[str] | None,
    *,
    conversation: str | None = None,
    batch: str | None = None,
) -> str:
    """QUERY: the words, or what stdin holds, unless that is the conversation, or a batch asks."""
    if query and batch is not None:
        raise Usage("a question and --batch are two things", "leave one of them out")
    if [*(query or ()), conversation, batch].count("-") > 1 and not is_quoted(query):
        raise Usage("stdin cannot be two things", "give one of them as a file")
    if is_quoted(query):
        return " ".join(query or ())
    reads = ctx.reads_stdin(query) and batch is None and conversation != "-"
    return stdin.text() if reads else ""


def is_quoted(query: Sequence[str] | None) -> bool:
    """Whether double quotes mean a phrase: in arguments alone."""
    return bool(query) and list(query or ()) != ["-"]


def conversation_of(name: str | None) -> str:
    """What was said around the question: the last messages of the conversation in file `name`."""
    if name is None:
        return ""
    from memory_cli.core.conversation import messages

    said = messages(stdin.text_of(name))[-_MESSAGES:]
    return "\n\n".join(message.text for message in said)[-_CHARACTERS:]


def alone(ctx: Context, question: Question) -> Question:
    """The question that is asked by itself: without words, its topic becomes a filter.

    Raises Usage where nothing at all is asked, and a person could have typed it.
    """
    if question.text.strip() or question.conversation or question.wanted.narrows:
        return question
    if question.topic:
        return question._replace(wanted=question.wanted._replace(tags=(question.topic,)))
    if ctx.terminal.stdin:
        raise Usage("no question given", "give words, or a filter like --tag or --on")
    return question


def questions_of(question: Question, batch: str) -> tuple[Question, ...]:
    """One question for each line of the file `batch`, with the options of `question`."""
    return tuple(question._replace(text=line) for line in stdin.lines_of(batch))
