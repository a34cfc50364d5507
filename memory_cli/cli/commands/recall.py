"""`mem recall`: the right lines for a question."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.cli.arguments import Conversation
from memory_cli.cli.arguments import Form
from memory_cli.cli.arguments import IncludePrivate
from memory_cli.cli.arguments import Tags
from memory_cli.cli.arguments import Topic
from memory_cli.cli.arguments import Where
from memory_cli.cli.deps import Context

EXAMPLES = """\
mem recall where did we put the passports
mem recall '"dark mode" editor' --in facts
mem recall dana --since "last month" --not invoice
git diff | mem recall - --budget 500 --format md
mem recall --tag billing --on yesterday    no words: all of it, newest first
mem recall 'what became of #billing'       quoted: # begins a comment
mem recall --batch questions.txt           a JSON object for each line
"""


def recall(
    ctx: Context,
    query: Annotated[
        list[str] | None,
        typer.Argument(
            help='A question, or words; "in double quotes" they must occur; - for stdin.',
            metavar="QUERY...",
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, max=200, help="How many at most.", metavar="N")
    ] = 10,
    budget: Annotated[
        int | None, typer.Option(min=1, help="At most so many tokens.", metavar="TOKENS")
    ] = None,
    where: Where = None,
    tag: Tags = None,
    topic: Topic = None,
    since: Annotated[str | None, typer.Option(help="Only from DATE on.", metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option(help="Only up to DATE.", metavar="DATE")] = None,
    on: Annotated[
        str | None, typer.Option(help='Only then: a day, "last week", may.', metavar="DATE")
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--not", help="A word that must not occur; repeatable.", metavar="WORD"),
    ] = None,
    min_match: Annotated[
        float,
        typer.Option(
            min=0, max=1, help="The least share of the question to have.", metavar="FRACTION"
        ),
    ] = 0.0,
    around: Annotated[
        int,
        typer.Option(
            "--context", "-C", min=0, max=20, help="Entries around each hit.", metavar="N"
        ),
    ] = 0,
    with_session: Conversation = None,
    include_private: IncludePrivate = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Disabled and expired entries too.")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what made each score.")] = False,
    form: Form = None,
    batch: Annotated[
        str | None,
        typer.Option(help="Questions, one a line, - for stdin; answers as JSON.", metavar="FILE"),
    ] = None,
) -> None:
    """Find the entries that answer a question."""
    from memory_cli.cli import asking
    from memory_cli.cli import reading
    from memory_cli.cli import recalling
    from memory_cli.search.question import Extent
    from memory_cli.search.question import Question

    memory = reading.opened(ctx)
    window = asking.window_of(since, until, on, today=reading.today(ctx, memory))
    looks = ctx.terminal.stdout and not ctx.json and form is None and batch is None
    question = Question(
        asking.words_of(ctx, query, conversation=with_session, batch=batch),
        quoted=asking.is_quoted(query),
        without=tuple(without or ()),
        conversation=asking.conversation_of(with_session),
        topic=asking.topic_of(ctx, topic),
        wanted=asking.filter_of(where, tag, window, everything=everything),
    )
    extent = Extent(
        limit,
        budget=budget,
        coverage=min_match,
        around=around,
        private=include_private or (looks and ctx.sees_private),
        marks=looks,
        because=explain,
    )
    if batch is not None:
        questions = asking.questions_of(question, batch)
        recalling.answer_all(ctx, memory, questions, extent)
    else:
        recalling.answer(ctx, memory, asking.alone(ctx, question), extent, form)
