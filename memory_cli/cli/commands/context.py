"""`mem context`: what a prompt should know."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.cli.arguments import Conversation
from memory_cli.cli.arguments import Form
from memory_cli.cli.arguments import IncludePrivate
from memory_cli.cli.arguments import Topic
from memory_cli.cli.deps import Context

EXAMPLES = """\
mem context
mem context "plan the launch" --budget 800
mem context --topic billing --days 7
mem context 'what is open in #billing' --format xml
mem context --with-session chat.jsonl
mem context "plan the launch" > prompt.md
"""


def context(
    ctx: Context,
    query: Annotated[
        list[str] | None,
        typer.Argument(help="What the prompt is about; - for stdin.", metavar="QUERY..."),
    ] = None,
    budget: Annotated[
        int | None,
        typer.Option(
            min=1, help="At most so many tokens: else as SOUL.md says, or 2000.", metavar="TOKENS"
        ),
    ] = None,
    topic: Topic = None,
    days: Annotated[
        int, typer.Option(min=0, max=366, help="The last days, with today.", metavar="N")
    ] = 3,
    with_session: Conversation = None,
    include_private: IncludePrivate = False,
    form: Form = None,
) -> None:
    """Put what matters most into one block for a prompt."""
    from memory_cli.actions.context import Wanted
    from memory_cli.cli import asking
    from memory_cli.cli import reading
    from memory_cli.cli.contexts import show_context
    from memory_cli.search.question import Question

    memory = reading.opened(ctx)
    question = Question(
        asking.words_of(ctx, query or [""], conversation=with_session),
        conversation=asking.conversation_of(with_session),
        topic=asking.topic_of(ctx, topic),
    )
    wanted = Wanted(question, days, budget, private=include_private, form=form or "md")
    show_context(ctx, memory, wanted)
