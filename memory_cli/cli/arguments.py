"""Arguments and options that several verbs take, so that they mean the same everywhere."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from typing import Literal

import typer

from memory_cli.cli.completion import complete_ids
from memory_cli.cli.completion import complete_sections
from memory_cli.cli.completion import complete_tags


class Place(StrEnum):
    """Where an entry stands, as people say it."""

    SOUL = "soul"
    FACTS = "facts"
    LOG = "log"


_ENTRIES = typer.Argument(
    metavar="ID...",
    help="Beginnings of ids are enough; ID@facts or ID@DATE is one place only.",
    autocompletion=complete_ids,
)

Entries = Annotated[list[str], _ENTRIES]
EntriesIfAny = Annotated[list[str] | None, _ENTRIES]
Erased = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ID...",
        help="Beginnings of ids are enough; each goes wherever it stands.",
        autocompletion=complete_ids,
    ),
]

Section = Annotated[
    str,
    typer.Option(
        help="The heading it goes under.", metavar="NAME", autocompletion=complete_sections
    ),
]
Tags = Annotated[
    list[str] | None,
    typer.Option(help="A tag; repeatable.", metavar="TAG", autocompletion=complete_tags),
]
Topic = Annotated[
    str | None,
    typer.Option(
        help="The thread it belongs to ($MEM_TOPIC).",
        metavar="TAG",
        autocompletion=complete_tags,
    ),
]
Private = Annotated[bool, typer.Option("--private", help="Never hand it to a model unasked.")]
AllowSecret = Annotated[
    bool, typer.Option("--allow-secret", help="Let in what looks like a secret.")
]
IncludePrivate = Annotated[
    bool, typer.Option("--include-private", help="Private entries too, even in a pipe.")
]
Conversation = Annotated[
    str | None,
    typer.Option(
        "--with-session",
        help="A conversation around the question, as text or JSON lines; - for stdin.",
        metavar="FILE",
    ),
]
Form = Annotated[
    Literal["md", "xml"] | None,
    typer.Option("--format", help="A block for a prompt, fenced and labelled as data."),
]
Where = Annotated[
    list[Place] | None,
    typer.Option("--in", help="Only there; repeatable.", case_sensitive=False),
]
By = Annotated[
    Literal["rules", "claude"] | None,
    typer.Option("--with", help="Who proposes (SOUL.md: curator, else rules)."),
]
Model = Annotated[str | None, typer.Option(help="Which Claude ($MEM_MODEL).", metavar="MODEL")]
Yes = Annotated[bool, typer.Option("--yes", help="Do what passes the checks, without asking.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what would be proposed.")]
