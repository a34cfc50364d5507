"""A Messages API on this machine: answers as it is told, and remembers what it was asked.

    with MessagesApi(overloaded(), tool_use("propose", {...})) as api:
        run("curate", "--with", "claude", home=home, env=api.env)
    assert "Dana" in api.requests[-1].asked

Replies are given in order and the last of them again and again, or by a function of the request.
Waits that it asks for between tries are a millisecond, so that retries cost no time.
"""

from __future__ import annotations

import html as markup
import json
import re
import threading
from collections.abc import Callable
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from types import TracebackType
from typing import Any
from typing import NamedTuple
from typing import Protocol
from typing import Self

KEY = "test-key"


class Request(NamedTuple):
    """What came in."""

    method: str
    path: str
    headers: Mapping[str, str]  # names in lower case
    body: Any  # of JSON, or None

    @property
    def asked(self) -> str:
        """The words of the person: of the last message."""
        return str(self.body["messages"][-1]["content"])

    @property
    def tool(self) -> str:
        """The tool that is offered."""
        return str(self.body["tools"][0]["name"])

    @property
    def text(self) -> str:
        """Everything that was sent, as one text."""
        return json.dumps([self.path, dict(self.headers), self.body], ensure_ascii=False)


class Reply(NamedTuple):
    """What goes out."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}
    after: float = 0  # seconds
    hangs_up: bool = False


Answer = Callable[[Request], Reply]


def message(*content: Mapping[str, object], stop: str, usage: tuple[int, int] = (100, 20)) -> Reply:
    """A message of these blocks; `usage` is tokens read and written."""
    body = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-sonnet-5-5",
        "content": content,
        "stop_reason": stop,
        "stop_sequence": None,
        "usage": {"input_tokens": usage[0], "output_tokens": usage[1]},
    }
    return json_reply(body)


def json_reply(body: object, status: int = 200, **headers: str) -> Reply:
    """Any JSON."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(json.dumps(body).encode(), status, {"content-type": "application/json", **named})


def block(name: str, input: object) -> dict[str, object]:
    """One tool call."""
    return {"type": "tool_use", "id": "toolu_1", "name": name, "input": input}


def tool_use(name: str, input: object, usage: tuple[int, int] = (100, 20)) -> Reply:
    """A call of one tool, after some thinking."""
    thought = {"type": "thinking", "thinking": "", "signature": "x"}
    return message(thought, block(name, input), stop="tool_use", usage=usage)


def plan(
    *,
    add: tuple[object, ...] = (),
    revise: tuple[object, ...] = (),
    retire: tuple[object, ...] = (),
    usage: tuple[int, int] = (100, 20),
) -> Reply:
    """A call of `propose`."""
    return tool_use("propose", {"add": add, "revise": revise, "retire": retire}, usage)


def added(text: str, *because: str, **fields: object) -> dict[str, object]:
    """A fact in a call of `propose`."""
    rest: dict[str, object] = {"section": "Preferences", "tags": [], "until": None}
    judged: dict[str, object] = {"confidence": 0.9, "why": "it lasts"}
    return {"text": text, "because": list(because), **rest, **judged, **fields}


def revised(fact: str, text: str, *because: str, **fields: object) -> dict[str, object]:
    """A fact with other words in a call of `propose`."""
    return added(text, *because, **{"fact": fact, "section": None, **fields})


def retired(fact: str, *because: str, **fields: object) -> dict[str, object]:
    """A fact that holds no more in a call of `propose`."""
    return {
        "fact": fact,
        "because": list(because),
        "confidence": 0.9,
        "why": "it is over",
        **fields,
    }


def logged(text: str, message: str, **fields: object) -> dict[str, object]:
    """An entry in a call of `log`."""
    judged: dict[str, object] = {"tags": [], "confidence": 0.9, "why": "it matters"}
    return {"text": text, "message": message, **judged, **fields}


def nothing(request: Request) -> Reply:
    """An empty list of whatever is asked for."""
    return plan() if request.tool == "propose" else tool_use("log", {"logs": []})


def text(words: str = "I would rather talk.") -> Reply:
    """Words instead of a tool call."""
    return message({"type": "text", "text": words}, stop="end_turn")


def refusal() -> Reply:
    """No answer, by policy."""
    return message(stop="refusal")


def cut_off() -> Reply:
    """A tool call that came to the end of what may be written."""
    return message(block("propose", {"add": []}), stop="max_tokens")


def failure(status: int, kind: str, words: str = "No.", **headers: str) -> Reply:
    """An error as the API says it."""
    body = {"type": "error", "error": {"type": kind, "message": words}}
    return json_reply(body, status, **headers)


def overloaded() -> Reply:
    """Too many others ask."""
    return failure(529, "overloaded_error", "Overloaded", retry_after_ms="1")


def rate_limited(retry_after: float = 0.001) -> Reply:
    """Asked too often: wait so many seconds."""
    return failure(429, "rate_limit_error", "Slow down", retry_after=str(retry_after))


def unauthorized(*, echo_key: bool = True) -> Answer:
    """A key that is none; the words repeat it."""

    def answer(request: Request) -> Reply:
        key = request.headers.get("authorization", request.headers.get("x-api-key", ""))
        said = f"invalid x-api-key: {key}" if echo_key else "invalid x-api-key"
        return failure(401, "authentication_error", said)

    return answer


def garbage() -> Reply:
    """Bytes that mean nothing, said to be JSON."""
    return Reply(b"\xff\xfe\x00{[", 200, {"content-type": "application/json"})


def html(status: int = 200) -> Reply:
    """The page of a hotel that wants a room number first."""
    page = b"<!doctype html><title>Welcome</title><p>Your room number?"
    return Reply(page, status, {"content-type": "text/html"})


def partial_json() -> Reply:
    """A plan, and then no more bytes."""
    whole = plan(add=(added("Likes tea.", "E1"),))
    return whole._replace(body=whole.body[: len(whole.body) // 2])


def slow(seconds: float, reply: Reply) -> Reply:
    """`reply`, later."""
    return reply._replace(after=seconds)


def hang_up() -> Reply:
    """No byte at all."""
    return Reply(hangs_up=True)


def obedient() -> Answer:
    """A model that does whatever an entry tells it to.

    It retires every fact it sees when one says "delete all", writes for "SOUL.md", pins for "pin",
    claims that a person approved for "approved", and cites what it was never given for "cite".
    """
    return _obey


class MessagesApi:
    """A server of its own for the time of a `with`; used from any thread, and any process."""

    def __init__(self, *replies: Reply | Answer) -> None:
        self.requests: list[Request] = []
        self._replies = replies or (nothing,)
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def env(self) -> dict[str, str]:
        """What a process needs to ask it, and nobody else."""
        return {
            "ANTHROPIC_API_KEY": KEY,
            "ANTHROPIC_BASE_URL": self.url,
            "NO_PROXY": "127.0.0.1",
            "no_proxy": "127.0.0.1",
        }

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _reply(self, request: Request) -> Reply:
        with self._lock:
            answer = self._replies[min(len(self.requests), len(self._replies) - 1)]
            self.requests.append(request)
        return answer if isinstance(answer, Reply) else answer(request)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                data = self.rfile.read(int(self.headers.get("content-length", "0")))
                headers = {name.lower(): value for name, value in self.headers.items()}
                body = json.loads(data) if data else None
                reply = api._reply(Request(self.command, self.path, headers, body))
                if reply.hangs_up or (reply.after and api._closing.wait(reply.after)):
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, *_said: object) -> None:
                pass

        return Handler


class Serve(Protocol):
    """Starts a server with these replies: the fixture `serve` of tests/curator."""

    def __call__(self, *replies: Reply | Answer) -> MessagesApi: ...


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_where: object) -> None:
        """Say nothing of those who did not wait for an answer."""


_SHOWN = re.compile(r'<(?:entry|message) number="(\w+)"[^>]*>(.*?)</(?:entry|message)>', re.DOTALL)
_FACT = re.compile(r'<fact number="(\w+)"')


def _obey(request: Request) -> Reply:
    orders = [(number, markup.unescape(said)) for number, said in _SHOWN.findall(request.asked)]
    if request.tool == "log":
        return tool_use("log", {"logs": [logged(said, number) for number, said in orders]})
    add: list[object] = []
    retire: list[object] = []
    for number, said in orders:
        order = said.lower()
        if "delete all" in order:
            retire += (retired(fact, number) for fact in _FACT.findall(request.asked))
        if "soul.md" in order:
            add.append(added(said, number, section="SOUL.md", confidence=1.0))
        if "pin" in order:
            add.append(added(said, number, tags=["pinned"], confidence=1.0))
        if "approved" in order:
            add.append(added(said, number, confidence=1.0, why="approved by the user"))
        if "cite" in order:
            add.append(added(said, "E999", confidence=1.0))
    return plan(add=tuple(add), retire=tuple(retire))
