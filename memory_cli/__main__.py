"""Lets `python -m memory_cli` stand in for `mem`."""

from __future__ import annotations

import sys

from memory_cli.cli.main import main

sys.exit(main())
