"""A Claude of one's own for every test that wants one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.support.messages_api import Answer
from tests.support.messages_api import MessagesApi
from tests.support.messages_api import Reply
from tests.support.messages_api import Serve


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Start a server with these replies, which this process asks from now on."""
    with ExitStack() as stack:

        def served(*replies: Reply | Answer) -> MessagesApi:
            api = stack.enter_context(MessagesApi(*replies))
            for name, value in api.env.items():
                monkeypatch.setenv(name, value)
            return api

        yield served
