from __future__ import annotations

import os
import socket
import sys
import traceback
from datetime import date

import pytest

from memory_cli.core.document import Document
from memory_cli.core.errors import CuratorFailed
from memory_cli.curator.claude import Claude
from memory_cli.curator.curator import Facts
from memory_cli.curator.curator import Matter
from tests.support.messages_api import KEY
from tests.support.messages_api import Reply
from tests.support.messages_api import Serve
from tests.support.messages_api import added
from tests.support.messages_api import cut_off
from tests.support.messages_api import failure
from tests.support.messages_api import garbage
from tests.support.messages_api import hang_up
from tests.support.messages_api import html
from tests.support.messages_api import json_reply
from tests.support.messages_api import overloaded
from tests.support.messages_api import partial_json
from tests.support.messages_api import plan
from tests.support.messages_api import rate_limited
from tests.support.messages_api import refusal
from tests.support.messages_api import slow
from tests.support.messages_api import text
from tests.support.messages_api import unauthorized

TODAY = date(2026, 11, 20)
TOKEN = "ghp_" + "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0hJ3kL6"  # of the form of GitHub's, and nobody's
LOGGED = Document("memory/2026-11-18.md", "- Moved to Utrecht. #home\n- Had tea.\n").entries
KNOWN = Document("MEMORY.md", "## Home\n\n- Lives in Delft. #home\n- Likes tea.\n").entries
MATTER = Matter(LOGGED, Facts(KNOWN, ("Home",), ("home",)), TODAY, "en")
ASKED = Claude()
AGAIN = "nothing was changed; try again, or use --with rules"
LATER = "try again later, or use --with rules"
OTHER = "choose another with --model, or use --with rules"
NETWORK = "check the network and ANTHROPIC_BASE_URL, or use --with rules"
SETTINGS = "check ANTHROPIC_BASE_URL, proxy and certificate variables, or use --with rules"


def failed(claude: Claude = ASKED) -> tuple[str, str]:
    """The message and the hint; nothing of it, not even a trace, holds the key."""
    with pytest.raises(CuratorFailed) as caught:
        claude.curate(MATTER)
    told = (caught.value.message, caught.value.hint)
    key = os.environ.get("ANTHROPIC_API_KEY")
    trace = "".join(traceback.format_exception(caught.value))
    assert not key or key not in f"{told}{trace}"
    return told


@pytest.mark.parametrize(
    ("reply", "message", "hint"),
    [
        pytest.param(refusal(), "Claude refuses to answer this", AGAIN, id="refusal"),
        pytest.param(cut_off(), "Claude's answer is too long and was cut off", AGAIN, id="cut"),
        pytest.param(
            text(),
            "Claude's answer is no plan: it has 0 tool calls instead of one",
            AGAIN,
            id="words",
        ),
        pytest.param(
            garbage(),
            "what came back is no answer of Claude",
            "check ANTHROPIC_BASE_URL, or use --with rules",
            id="garbage",
        ),
        pytest.param(
            partial_json(),
            "what came back is no answer of Claude",
            "check ANTHROPIC_BASE_URL, or use --with rules",
            id="half an answer",
        ),
        pytest.param(
            html(),
            "what came back is no answer of Claude",
            "check ANTHROPIC_BASE_URL, or use --with rules",
            id="a page",
        ),
        pytest.param(
            json_reply({"hello": "world"}),
            "Claude's answer is no plan: it has 0 tool calls instead of one",
            AGAIN,
            id="another API",
        ),
        pytest.param(
            plan(add=("Likes tea.",)),
            "Claude's answer is no plan: add[0] has not the fields it should have",
            AGAIN,
            id="another shape",
        ),
        pytest.param(
            plan(add=tuple(added(f"Fact {n}.", "E1") for n in range(1_000))),
            "Claude's answer is no plan: 1000 proposals are more than it can be worth",
            AGAIN,
            id="a hundred times too much",
        ),
        pytest.param(
            html(404), "there is no Claude at this address (404)", NETWORK, id="another address"
        ),
        pytest.param(
            failure(404, "not_found_error", "model: nope"),
            "Claude has no model claude-sonnet-5-5 (404 not_found_error)",
            OTHER,
            id="no such model",
        ),
        pytest.param(
            failure(402, "billing_error", "Your credit balance is too low."),
            "the account with Claude has to be paid first (402 billing_error):"
            " Your credit balance is too low.",
            "check ANTHROPIC_API_KEY, or use --with rules",
            id="no money",
        ),
        pytest.param(
            failure(403, "permission_error", "Not for you."),
            "this API key may not ask claude-sonnet-5-5 (403 permission_error): Not for you.",
            OTHER,
            id="forbidden",
        ),
        pytest.param(
            failure(400, "invalid_request_error", "tools.0: strict is\nnot\u202e supported"),
            "Claude does not accept the question (400 invalid_request_error):"
            " tools.0: strict is not supported",
            OTHER,
            id="a bad request",
        ),
        pytest.param(
            failure(413, "request_too_large", "Too large."),
            "Claude does not accept the question (413 request_too_large): Too large.",
            OTHER,
            id="too large",
        ),
        pytest.param(
            json_reply({"error": {"type": ["x"], "message": {"a": 1}}}, 400),
            "Claude does not accept the question (400)",
            OTHER,
            id="an error of another shape",
        ),
    ],
)
def test_a_bad_answer_fails_at_once(serve: Serve, reply: Reply, message: str, hint: str) -> None:
    api = serve(reply)
    assert failed() == (message, hint)
    assert len(api.requests) == 1


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        pytest.param(overloaded(), "Claude is overloaded (529 overloaded_error)", id="overloaded"),
        pytest.param(
            rate_limited(),
            "Claude was asked too often, or a limit is used up (429 rate_limit_error)",
            id="rate",
        ),
        pytest.param(
            failure(500, "api_error", retry_after_ms="1"),
            "Claude has trouble of its own (500 api_error)",
            id="trouble",
        ),
        pytest.param(
            Reply(b"<html>bad gateway", 502, {"retry-after-ms": "1"}),
            "Claude has trouble of its own (502)",
            id="a gateway",
        ),
    ],
)
def test_what_may_pass_is_tried_three_times(serve: Serve, reply: Reply, message: str) -> None:
    api = serve(reply)
    assert failed() == (message, LATER)
    assert len(api.requests) == 3


def test_what_passes_is_no_failure(serve: Serve) -> None:
    api = serve(overloaded(), rate_limited(), plan(add=(added("Likes cake.", "E2"),)))
    assert len(Claude().curate(MATTER).edits) == 1
    assert len(api.requests) == 3


def test_nobody_waits_an_hour_because_a_server_says_so(serve: Serve) -> None:
    api = serve(rate_limited(3_600))
    assert failed() == (
        "Claude was asked too often, or a limit is used up (429 rate_limit_error)",
        LATER,
    )
    assert len(api.requests) == 1


def test_an_answer_that_does_not_come_in_time_fails(serve: Serve) -> None:
    api = serve(slow(30, plan()))
    assert failed(Claude(timeout=0.2, max_retries=0)) == (
        "Claude did not answer in time",
        LATER,
    )
    assert len(api.requests) == 1


def test_a_connection_that_breaks_fails(serve: Serve) -> None:
    serve(hang_up())
    assert failed(Claude(max_retries=0)) == ("Claude cannot be reached", NETWORK)


def test_a_connection_that_breaks_once_is_tried_again(serve: Serve) -> None:
    api = serve(hang_up(), plan())
    assert Claude(max_retries=1).curate(MATTER).edits == ()
    assert len(api.requests) == 2


def test_where_nobody_listens_nobody_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", f"http://127.0.0.1:{port}")
    assert failed(Claude(max_retries=0)) == ("Claude cannot be reached", NETWORK)


@pytest.mark.parametrize(
    ("variables", "message", "hint"),
    [
        pytest.param(
            {"ANTHROPIC_BASE_URL": "http://a:b:c"},
            "Claude cannot be asked with these settings",
            SETTINGS,
            id="no address",
        ),
        pytest.param(
            {"ANTHROPIC_BASE_URL": "claude.example"},
            "Claude cannot be reached",
            NETWORK,
            id="half an address",
        ),
        pytest.param(
            {"ALL_PROXY": "gopher://proxy", "NO_PROXY": "", "no_proxy": ""},
            "Claude cannot be asked with these settings",
            SETTINGS,
            id="no proxy of ours",
        ),
        pytest.param(
            {"ALL_PROXY": "socks5://127.0.0.1:1", "NO_PROXY": "", "no_proxy": ""},
            "Claude cannot be asked through a SOCKS proxy",
            "pip install socksio, unset ALL_PROXY, or use --with rules",
            id="a proxy that needs more",
        ),
        pytest.param(
            {"SSL_CERT_FILE": "/nowhere.pem"},
            "Claude cannot be asked with these settings",
            SETTINGS,
            id="no certificates",
        ),
        pytest.param(
            {"ANTHROPIC_API_KEY": "sk-ключ"},
            "the API key for Claude holds what no key does",
            "check ANTHROPIC_API_KEY, or use --with rules",
            id="a key in another script",
        ),
        pytest.param(
            {"ANTHROPIC_API_KEY": "sk-one\nsk-two"},
            "the API key for Claude holds what no key does",
            "check ANTHROPIC_API_KEY, or use --with rules",
            id="a key of two lines",
        ),
        pytest.param(
            {"ANTHROPIC_API_KEY": "", "ANTHROPIC_AUTH_TOKEN": "one two"},
            "the API key for Claude holds what no key does",
            "check ANTHROPIC_API_KEY, or use --with rules",
            id="a token of two words",
        ),
    ],
)
def test_settings_that_cannot_work_are_told(
    monkeypatch: pytest.MonkeyPatch,
    serve: Serve,
    variables: dict[str, str],
    message: str,
    hint: str,
) -> None:
    serve()
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert failed(Claude(max_retries=0)) == (message, hint)


# Keys


def test_without_a_key_nobody_is_asked(monkeypatch: pytest.MonkeyPatch, serve: Serve) -> None:
    api = serve()
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    assert failed() == (
        "there is no API key for Claude",
        "set ANTHROPIC_API_KEY, or use --with rules",
    )
    assert api.requests == []


def test_an_empty_key_is_none(monkeypatch: pytest.MonkeyPatch, serve: Serve) -> None:
    serve()
    monkeypatch.setenv("ANTHROPIC_API_KEY", "")
    assert failed()[0] == "there is no API key for Claude"


def test_a_token_does_as_well_as_a_key(monkeypatch: pytest.MonkeyPatch, serve: Serve) -> None:
    api = serve()
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", "token-1")
    Claude().curate(MATTER)
    assert api.requests[0].headers["authorization"] == "Bearer token-1"


def test_a_header_of_ones_own_does_as_well_as_a_key(
    monkeypatch: pytest.MonkeyPatch, serve: Serve
) -> None:
    api = serve()
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    monkeypatch.setenv("ANTHROPIC_CUSTOM_HEADERS", "Authorization: Basic mine")
    Claude().curate(MATTER)
    assert api.requests[0].headers["authorization"] == "Basic mine"


def test_a_profile_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, serve: Serve) -> None:
    serve()
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    monkeypatch.setenv("ANTHROPIC_PROFILE", "nobody")
    assert failed() == (
        "the credentials for Claude cannot be read",
        "set ANTHROPIC_API_KEY, or use --with rules",
    )


def test_a_token_that_cannot_be_had_is_told(monkeypatch: pytest.MonkeyPatch, serve: Serve) -> None:
    serve(failure(400, "invalid_grant", f"bad assertion {TOKEN}"))
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    monkeypatch.setenv("ANTHROPIC_FEDERATION_RULE_ID", "rule")
    monkeypatch.setenv("ANTHROPIC_ORGANIZATION_ID", "org")
    monkeypatch.setenv("ANTHROPIC_IDENTITY_TOKEN", TOKEN)
    assert failed(Claude(max_retries=0)) == (
        "the credentials for Claude cannot be used",
        "set ANTHROPIC_API_KEY, or use --with rules",
    )


def test_a_refused_key_is_never_repeated(serve: Serve) -> None:
    api = serve(unauthorized(echo_key=True))
    assert failed() == (
        "the API key for Claude was refused (401 authentication_error)",
        "check ANTHROPIC_API_KEY, or use --with rules",
    )
    assert len(api.requests) == 1


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(f"no such key: {KEY}", id="the key"),
        pytest.param(f"no such key: {KEY[:6]}...", id="the beginning of the key"),
        pytest.param(f"no such key: {TOKEN}", id="another key"),
        pytest.param(f"{'x' * 180} {TOKEN}", id="a key at the cut"),
        pytest.param(
            'cannot read: 2026-11-18" tags="home">Moved to Utrecht.', id="words of an entry"
        ),
    ],
)
def test_a_server_that_repeats_what_was_sent_is_not_quoted(serve: Serve, words: str) -> None:
    serve(failure(400, "invalid_request_error", words))
    assert failed() == ("Claude does not accept the question (400 invalid_request_error)", OTHER)


def test_a_server_is_not_quoted_at_length(serve: Serve) -> None:
    serve(failure(400, "invalid_request_error", "no " * 1_000))
    message, _ = failed()
    assert len(message) < 300


def test_without_the_package_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "anthropic", None)
    assert failed() == (
        "the package anthropic is missing",
        "pip install anthropic, or use --with rules",
    )
