"""One module per verb, loaded only when that verb is called.

The pattern, for a verb `note`:

1. A line in `memory_cli/cli/table.py` with its heading and summary. The first line of the
   function's docstring is that summary with a full stop, so help says the same everywhere.
2. `memory_cli/actions/note.py`: a plain function that is given everything (`now=`, `actor=`),
   returns one frozen result or raises a `MemError`, and neither prints nor asks.
3. `memory_cli/cli/commands/note.py`, as below (`users.py` is a real one). Take, act, show, in
   fifteen lines at most:

       EXAMPLES = 'mem note "Chose Terraform" --tag decision'


       def note(
           ctx: Context,
           text: Annotated[list[str] | None, typer.Argument(metavar="TEXT", help="…")] = None,
           tag: Annotated[list[str] | None, typer.Option(autocompletion=complete_tags)] = None,
       ) -> None:
           "Add a note."
           from memory_cli.actions.note import note as act

           words = ctx.text_argument(text)
           noted = act(ctx.root, words, now=ctx.now, actor=ctx.actor, tags=tuple(tag or ()))
           show(ctx, {"entries": […]}, lines=(line(entry) for entry in noted.entries))

* The first parameter is `ctx: Context` of `memory_cli.cli.deps`: home, user, actor, time, stdin
  and terminal, settled before the verb is called. Global options never reach a verb.
* At the top of the module stand the names that annotations need, because typer evaluates them,
  and the light modules of `cli` and `core`. Actions are imported inside, and so is rich.
* `show` gives one answer in three forms. `note` and `confirm` are the conversation on stderr.
* A verb returns nothing. It fails by raising a `MemError`, and raises `Nothing` after `show`, so
  that --json has its empty answer; `typer.Exit(1)` ends with a code and no message.
* `EXAMPLES` is printed as it stands at the end of the verb's help. It writes `'#tag'` in quotes,
  because to a shell `#` begins a comment.
"""
