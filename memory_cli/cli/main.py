"""The console entry point, and the one place where errors end."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from memory_cli.cli import streams
from memory_cli.cli.asked import Asked


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; whatever goes wrong is told here.

    Without `argv` the process is ours: it runs the words it was started with, and ends here.
    """
    if argv is None:
        gc.disable()  # too short a life for collecting to pay: it costs a tenth
        code = _code(Asked(sys.argv[1:]))
        streams.close()
        os._exit(code)  # what is loaded need not be taken apart: that costs another tenth
    return _code(Asked(argv))


def _code(asked: Asked) -> int:
    os.umask(0o077)
    streams.prepare()
    try:
        code = _run(asked)
        streams.flush()
    except BaseException as error:  # noqa: BLE001 - the boundary
        from memory_cli.cli.failure import exit_code

        return exit_code(error, asked)
    return code


def _run(asked: Asked) -> int:
    """Answer; what needs no parser is answered without loading one."""
    match asked.words:
        case ("--version",):
            from memory_cli.cli.about import version

            version()
        case ("--help" | "-h" | "help",):
            from memory_cli.cli.overview import overview

            streams.write(overview() + "\n")
        case ("__complete", shell, *typed):
            from memory_cli.cli.completion import complete

            complete(shell, typed)
        case _:
            from memory_cli.cli.app import run

            return run(asked)
    return 0
