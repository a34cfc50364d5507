"""The only module that knows anthropic: asks Claude, and proposes what it answers.

Private entries and secrets never leave the machine, nor does an id. Whatever goes wrong on the way
is a CuratorFailed that says what to do about it and repeats neither a key nor a prompt.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from memory_cli.core.errors import CuratorFailed
from memory_cli.core.hidden import clean
from memory_cli.core.hidden import visible
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Log
from memory_cli.core.progress import Progress
from memory_cli.core.progress import silently
from memory_cli.core.secrets import secret
from memory_cli.curator import prompt
from memory_cli.curator import reply
from memory_cli.curator.batch import batches
from memory_cli.curator.batch import spoken
from memory_cli.curator.curator import Captured
from memory_cli.curator.curator import Matter
from memory_cli.curator.curator import Proposal
from memory_cli.curator.curator import Talk
from memory_cli.curator.curator import Usage
from memory_cli.curator.prices import dollars

MODEL = "claude-sonnet-5-5"
"""Who is asked when nobody says."""

MAX_TOKENS = 16_000
"""Of one answer, thinking included; above 21,333 the library insists on streaming."""

_TIMEOUT = 300.0  # seconds for an answer, which comes all at once: 16,000 tokens take minutes
_CONNECT = 10.0
_PATIENCE = 60.0  # the longest wait that a busy server may ask for before another try
_LONGEST_ACTOR = 64
_LONGEST_SAID = 200
_QUOTE = 20  # characters in a row that make a message a quotation of the prompt
_QUOTE_OF_KEY = 6
_ERROR_TYPE = re.compile(r"[a-z_]{1,40}")
_SERVER_ERROR = 500

_NO_KEY = "set ANTHROPIC_API_KEY, or use --with rules"
_KEY = "check ANTHROPIC_API_KEY, or use --with rules"
_LATER = "try again later, or use --with rules"
_MODEL = "choose another with --model, or use --with rules"
_NETWORK = "check the network and ANTHROPIC_BASE_URL, or use --with rules"
_SETTINGS = "check ANTHROPIC_BASE_URL, proxy and certificate variables, or use --with rules"

_SILENT = logging.NullHandler()

Ask = Callable[[prompt.Request], bytes]
"""Puts a question to the model; the body of its answer."""


@dataclass(frozen=True)
class Claude:
    """A curator that asks a Claude model; key and address are found as anthropic finds them."""

    model: str = MODEL
    timeout: float = _TIMEOUT
    max_retries: int = 2

    @property
    def actor(self) -> str:
        """Who it is in history: `claude:<model>`."""
        return f"claude:{re.sub('[^a-z0-9:._-]', '-', self.model.lower())}"[:_LONGEST_ACTOR]

    def curate(self, matter: Matter, progress: Progress = silently) -> Proposal:
        """The facts that `matter` is worth to the model; nothing when any part of it fails."""
        asked = batches(matter)
        withheld = len(matter.entries) - sum(len(batch.entries) for batch in asked)
        if not asked:
            return Proposal((), withheld=withheld)
        edits: list[Edit] = []
        calls: list[reply.Call] = []
        with _connection(self) as ask:
            for number, batch in enumerate(asked, 1):
                request = prompt.curation(matter, batch, edits)
                call = reply.call(ask(request), tool=request.tool.name)
                edits += reply.edits(call.arguments, batch)
                calls.append(call)
                progress(number, len(asked))
        return Proposal(tuple(edits), self._usage(calls), withheld)

    def capture(self, talk: Talk, progress: Progress = silently) -> Captured:
        """The log entries that `talk` is worth to the model; nothing when any part of it fails."""
        asked = spoken(talk.messages)
        withheld = len(talk.messages) - sum(len(heard.messages) for heard in asked)
        if not asked:
            return Captured((), withheld=withheld)
        logs: list[Log] = []
        calls: list[reply.Call] = []
        with _connection(self) as ask:
            for number, heard in enumerate(asked, 1):
                request = prompt.capture(talk, heard, logs)
                call = reply.call(ask(request), tool=request.tool.name)
                logs += reply.logs(call.arguments, heard, day=talk.day)
                calls.append(call)
                progress(number, len(asked))
        return Captured(tuple(logs), self._usage(calls), withheld)

    def _usage(self, calls: Sequence[reply.Call]) -> Usage:
        read = sum(call.input_tokens for call in calls)
        written = sum(call.output_tokens for call in calls)
        price = dollars(self.model, input_tokens=read, output_tokens=written)
        return Usage(self.model, read, written, len(calls), price)


@contextmanager
def _connection(claude: Claude) -> Iterator[Ask]:
    """Yield what puts questions to `claude`; closed in the end."""
    try:
        import anthropic  # here, not above: it costs over a second
        import httpx2  # noqa: PLC0415 - comes with it; a few of its errors are not translated there
    except ImportError:
        raise CuratorFailed(
            "the package anthropic is missing", "pip install anthropic, or use --with rules"
        ) from None
    # What the library logs (which of two keys it takes) would reach stderr unasked.
    logging.getLogger("anthropic").addHandler(_SILENT)
    trouble = (anthropic.AnthropicError, httpx2.HTTPError, httpx2.InvalidURL, ValueError, OSError)

    def hurry(response: httpx2.Response) -> None:
        """Fail rather than wait for as long as a server likes, as the library would."""
        with suppress(ValueError):
            if float(response.headers.get("retry-after", "0")) > _PATIENCE:
                response.headers["x-should-retry"] = "false"

    timeout = anthropic.Timeout(claude.timeout, connect=min(claude.timeout, _CONNECT))
    try:
        http = anthropic.DefaultHttpxClient(timeout=timeout, event_hooks={"response": [hurry]})
        client = anthropic.Anthropic(
            timeout=timeout, max_retries=claude.max_retries, http_client=http
        )
    except (*trouble, ImportError) as error:
        raise _unprepared(error) from None

    key = client.api_key or client.auth_token or ""

    def ask(request: prompt.Request) -> bytes:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a model on its way out: a line for developers
                answer = client.messages.with_raw_response.create(
                    model=claude.model,
                    max_tokens=MAX_TOKENS,
                    system=request.system,
                    messages=[{"role": "user", "content": request.user}],
                    tools=[
                        {
                            "name": request.tool.name,
                            "description": request.tool.description,
                            "input_schema": dict(request.tool.schema),
                            "strict": True,
                        }
                    ],
                    # Newer models refuse to be forced to use a tool: the prompt asks for it.
                    tool_choice={"type": "auto", "disable_parallel_tool_use": True},
                )
                body: bytes = answer.read()
        except trouble as error:
            # Its cause stays behind: it may repeat the key, or what was asked.
            raise _unanswered(error, claude.model, asked=request.user, key=key) from None
        if key and key.encode() in body:  # nothing of such an answer may be shown or kept
            raise CuratorFailed("what came back repeats the API key", _NETWORK)
        return body

    with client:
        given = {name.lower() for name in client.default_headers} & {"authorization", "x-api-key"}
        _check_key(key, has_other=bool(client.credentials or given))
        yield ask


def _check_key(key: str, *, has_other: bool) -> None:
    """Fail before anything is asked with no credentials, or with a key that none can be."""
    if not (key or has_other):
        raise CuratorFailed("there is no API key for Claude", _NO_KEY)
    if not all("!" <= char <= "~" for char in key):  # no header could carry it
        raise CuratorFailed("the API key for Claude holds what no key does", _KEY)


class _Refusal(NamedTuple):
    """What a status means to the person, and whether the server's own words tell them more."""

    sentence: str
    hint: str
    is_explained: bool = False


_REFUSALS = {
    401: _Refusal("the API key for Claude was refused", _KEY),
    402: _Refusal("the account with Claude has to be paid first", _KEY, is_explained=True),
    403: _Refusal("this API key may not ask {model}", _MODEL, is_explained=True),
    404: _Refusal("there is no Claude at this address", _NETWORK),
    408: _Refusal("Claude did not answer in time", _LATER),
    429: _Refusal("Claude was asked too often, or a limit is used up", _LATER),
    529: _Refusal("Claude is overloaded", _LATER),
}
_NO_SUCH_MODEL = _Refusal("Claude has no model {model}", _MODEL)
_TROUBLE = _Refusal("Claude has trouble of its own", _LATER)
_NOT_ACCEPTED = _Refusal("Claude does not accept the question", _MODEL, is_explained=True)


def _refusal(status: int, kind: str) -> _Refusal:
    if kind == "not_found_error":
        return _NO_SUCH_MODEL
    return _REFUSALS.get(status, _TROUBLE if status >= _SERVER_ERROR else _NOT_ACCEPTED)


def _unprepared(error: Exception) -> CuratorFailed:
    """Why no question could even be put."""
    from anthropic import AnthropicError

    if isinstance(error, AnthropicError):
        return CuratorFailed("the credentials for Claude cannot be read", _NO_KEY)
    if isinstance(error, ImportError):  # only a proxy of this kind needs more than there is
        return CuratorFailed(
            "Claude cannot be asked through a SOCKS proxy",
            "pip install socksio, unset ALL_PROXY, or use --with rules",
        )
    return CuratorFailed("Claude cannot be asked with these settings", _SETTINGS)


def _unanswered(error: Exception, model: str, *, asked: str, key: str) -> CuratorFailed:
    """Why a question has no answer, in words that repeat nothing of what was sent."""
    import anthropic

    match error:
        case anthropic.APIStatusError():
            kind = error.type if isinstance(error.type, str) else ""
            kind = kind if _ERROR_TYPE.fullmatch(kind) else ""
            refusal = _refusal(error.status_code, kind)
            said = _repeatable(error.api_message, asked, key) if refusal.is_explained else ""
            status = f"{error.status_code} {kind}".rstrip()
            sentence = f"{refusal.sentence.format(model=model)} ({status})"
            return CuratorFailed(f"{sentence}: {said}" if said else sentence, refusal.hint)
        case anthropic.APITimeoutError():
            return CuratorFailed("Claude did not answer in time", _LATER)
        case anthropic.APIConnectionError():
            return CuratorFailed("Claude cannot be reached", _NETWORK)
        case anthropic.APIError():
            return CuratorFailed("Claude could not be asked", _SETTINGS)
        case anthropic.AnthropicError():  # all that is left to fail is a profile or its token
            return CuratorFailed("the credentials for Claude cannot be used", _NO_KEY)
        case _:
            return CuratorFailed("Claude could not be asked", _SETTINGS)


def _repeatable(message: object, asked: str, key: str) -> str:
    """The server's words on one line; empty when they repeat a secret, the key or the question."""
    if not isinstance(message, str):
        return ""
    said = " ".join(visible(clean(message)).split())[:_LONGEST_SAID]
    if secret(message) or secret(said) or _quotes(said, key, _QUOTE_OF_KEY):
        return ""
    return "" if _quotes(said, asked, _QUOTE) else said


def _quotes(text: str, source: str, length: int) -> bool:
    return any(text[at : at + length] in source for at in range(len(text) - length + 1))
