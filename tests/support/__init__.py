"""Tools that tests share; whatever tests something is a test and lives beside the others.

Import them by their full name, from any test, however deep:

    from tests.support.cli import mem

`tests` itself has no `__init__.py`, nor have the folders of tests in it: pytest runs with
`--import-mode=importlib` and the root of the checkout on its path (`pythonpath = ["."]`), so
`tests` is a namespace package, two test files may share a name, and mypy finds all of them. Only
`tests/support` is a package, because only it is imported by name.

Fixtures that every test gets are in `tests/conftest.py`; it also seals every test off from the
real home, see `tests/test_seal.py`.
"""

from __future__ import annotations

import os

# Read while pytest starts: inside a test the seal has removed every MEM_ variable.
FULL = os.environ.get("MEM_FAULTS") == "full"
"""Whether this run is `make faults`: complete sweeps instead of samples."""

UPDATE = os.environ.get("MEM_GOLDEN") == "update"
"""Whether what is printed now becomes what is expected: `make golden`."""
