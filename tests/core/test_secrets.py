from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.identity import entry_id
from memory_cli.core.secret_forms import compiled
from memory_cli.core.secrets import Secret
from memory_cli.core.secrets import secret
from memory_cli.core.secrets import secrets

# No key stands here as it would be found: each is put together from its prefix and a body.


def mixed(length: int) -> str:
    return ("q7RtZ0mXb4Lk9PwVs2Hc6NyJd1Gf8TaEu5Ci3Bo" * 9)[:length]


def hexes(length: int) -> str:
    return ("0f9c3b71d5e28a46" * 9)[:length]


def upper(length: int) -> str:
    return ("K7QX2MWZ4TRP6HN5" * 9)[:length]


USER_ID = "MjQ1NTU5MDg3NTI0MjE2ODMy"  # the digits of a number in base64
JWT = ".".join(["eyJ" + mixed(20), "eyJ" + mixed(40), mixed(43)])
KEYS = [
    ("an Anthropic API key", "sk-ant-" + "api03-" + mixed(93) + "AA"),
    ("an Anthropic API key", "sk-ant-" + "oat01-" + mixed(86) + "-x_AA"),
    ("an OpenAI API key", "sk-" + mixed(20) + "T3BlbkFJ" + mixed(20)),
    ("an OpenAI API key", "sk-" + "proj-" + mixed(74) + "T3BlbkFJ" + mixed(74)),
    ("an OpenAI API key", "sk-" + hexes(32)),
    ("an OpenRouter API key", "sk-or-" + "v1-" + hexes(64)),
    ("a Groq API key", "gsk_" + mixed(52)),
    ("a Perplexity API key", "pplx-" + mixed(48)),
    *(("a GitHub token", f"gh{kind}_" + mixed(36)) for kind in "pousr"),
    ("a GitHub token", "ghs_" + "123456_" + JWT),
    ("a GitHub token", "github_" + "pat_" + mixed(22) + "_" + mixed(59)),
    ("a GitLab token", "glpat-" + mixed(20)),
    ("a GitLab token", "glpat-" + mixed(32) + ".01.0w0sfevch"),
    ("a GitLab token", "glrt-" + "t1_" + mixed(27) + ".01abc1234"),
    ("an AWS access key", "AKIA" + "IOSFODNN7EXAMPL1"),
    ("an AWS access key", "ASIA" + upper(16)),
    ("a Google API key", "AIza" + "Sy" + mixed(33)),
    ("a Google API key", "AQ." + "Ab8RN6" + mixed(44)),
    ("a Google OAuth secret", "GOCSPX" + "-" + mixed(28)),
    ("an Azure storage key", "AccountKey" + "=" + mixed(86) + "=="),
    ("an Azure storage key", mixed(76) + "+ASt" + mixed(6) + "=="),
    ("an Azure client secret", "abc8" + "Q~" + mixed(34)),
    ("a Slack token", "xoxb-" + "123456789012-123456789012-" + mixed(24)),
    ("a Slack token", "xoxe." + "xoxp-1-" + mixed(163)),
    ("a Slack token", "xapp-" + "1-A05V64V7F2B-5062360157732-" + hexes(64)),
    ("a Slack webhook", "hooks.slack.com" + "/services/" + f"T{upper(8)}/B{upper(8)}/" + mixed(24)),
    ("a Discord token", USER_ID + ".Dulyx" + "A." + mixed(27)),
    ("a Discord webhook", "discord.com/api" + "/webhooks/123456789012345678/" + mixed(68)),
    ("a Telegram bot token", "110201543" + ":AA" + mixed(33)),
    ("a Stripe live key", "sk_" + "live_" + mixed(24)),
    ("a Stripe live key", "rk_" + "live_" + mixed(99)),
    ("a Shopify token", "shpat" + "_" + hexes(32)),
    ("an npm token", "npm_" + mixed(36)),
    ("a PyPI token", "pypi-" + "AgEIcHlwaS5vcmc" + mixed(150)),
    ("a Hugging Face token", "hf_" + mixed(34)),
    ("a SendGrid API key", "SG." + mixed(22) + "." + mixed(43)),
    ("a Twilio API key", "SK" + hexes(32)),
    ("a DigitalOcean token", "dop_" + "v1_" + hexes(64)),
    ("a Databricks token", "dapi" + hexes(32)),
    ("an Atlassian API token", "ATATT3" + mixed(186)),
    ("a Notion token", "ntn_" + "12345678901" + mixed(35)),
    ("a Vault token", "hvs." + mixed(95)),
    ("a 1Password secret key", "A3-" + "ASWWYB-798JRY-LJVD4-23DC2-86TVM-H43EB"),
    ("an age secret key", "AGE-SECRET-KEY-" + "1" + "GFPYYSJZ" * 7 + "Q4"),
    ("a JSON web token", JWT),
]
FRAMES = [
    "{}",
    "My key is {}, keep it.",
    "It was {}. Then I lost it.",
    "`{}`",
    "**{}**",
    '"key": "{}",',
    "'{}'",
    "({})",
    "<{}>",
    "[the key]({})",
    "export KEY={}",
    "password: {}",
    "one\r\n- {}\r\n- two",
    "Schlüssel：{}、钥匙{{",
]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("what", "key"), KEYS)
def test_a_key_is_found_wherever_it_stands(frame: str, what: str, key: str) -> None:
    start = frame.index("{}")
    text = frame.format(key)
    assert secrets(text) == (Secret(what, start, start + len(key)),)
    assert secret(text) == what


@pytest.mark.parametrize("key", [key for _, key in KEYS])
def test_the_end_of_a_longer_word_is_no_key(key: str) -> None:
    assert all(found.start > len("x1") for found in secrets(f"x1{key}"))


def test_all_secrets_are_found_in_their_order() -> None:
    one, two = "ghp_" + mixed(36), "npm_" + mixed(36)
    text = f"{two} and {one} and {one}"
    assert [(found.what, text[found.start : found.end]) for found in secrets(text)] == [
        ("an npm token", two),
        ("a GitHub token", one),
        ("a GitHub token", one),
    ]
    assert secret(text) == "an npm token"


@pytest.mark.parametrize(
    "key",
    [
        "ghp_" + "x" * 36,
        "AKIA" + "X" * 16,
        "sk-ant-" + "api03-" + "x" * 93,
        "sk-" + "proj-..." + "ABCD",
        "glpat-" + "your-token-goes-here-please",
        "gloas-" + "my-oauth-application-with-a-long-name-" * 2,
        "A3-XXXXXX" + "-XXXXXX-XXXXX-XXXXX-XXXXX-XXXXX",
        "sk_" + "test_" + mixed(24),
        "xoxo-" + "Mom-and-Dad-2024-with-love",
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        "-----BEGIN PUBLIC KEY-----\n" + mixed(64) + "\n-----END PUBLIC KEY-----",
    ],
)
def test_what_manuals_show_is_no_key(key: str) -> None:
    assert secrets(f"It looks like {key} and is long.") == ()


BASE64 = "\n".join([mixed(64), mixed(64), mixed(40) + "=="])
FOLDED = BASE64.replace("\n", "\\n")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        pytest.param("PRIVATE KEY", f"\n{BASE64}\n", id="PKCS 8"),
        pytest.param("RSA PRIVATE KEY", f"\r\n{BASE64}\r\n".replace("\n", "\r\n"), id="RSA"),
        pytest.param("OPENSSH PRIVATE KEY", f"\n{'A' * 12}{BASE64}\n", id="OpenSSH"),
        pytest.param("ENCRYPTED PRIVATE KEY", f"\n  {BASE64}\n", id="encrypted"),
        pytest.param(
            "EC PRIVATE KEY",
            f"\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,{upper(32)}\n\n{BASE64}\n",
            id="with headers",
        ),
        pytest.param(
            "PGP PRIVATE KEY BLOCK", f"\nComment: für Dana - 1 -- 2\n\n{BASE64}\n=njUN\n", id="PGP"
        ),
        pytest.param("PRIVATE KEY", f"\\n{FOLDED}\\n", id="JSON"),
    ],
)
def test_a_private_key_is_found_from_its_first_line_to_its_last(kind: str, body: str) -> None:
    key = f"-----BEGIN {kind}-----{body}-----END {kind}-----"
    text = f"- ssh:\n  {key}\n- Tea.\n"
    start = text.index(key)
    assert secrets(text) == (Secret("a private key", start, start + len(key)),)


def test_a_private_key_without_an_end_is_found() -> None:
    key = "-----BEGIN RSA " + f"PRIVATE KEY-----\n{BASE64}"
    assert secrets(f"x {key}") == (Secret("a private key", 2, 2 + len(key)),)


@pytest.mark.parametrize(
    ("text", "what", "found"),
    [
        ("https://dana:swordfish@example.com/x", "a password in a URL", "dana:swordfish"),
        ("clone <https://user:pass@host>", "a password in a URL", "user:pass"),
        ("postgres://me:p%40ss@[::1]:5432/db", "a password in a URL", "me:p%40ss"),
        ("redis://:hunter2@localhost", "a password in a URL", ":hunter2"),
        ("password: hunter2trombone", "a password", "hunter2trombone"),
        ("my wifi password is X7kd-22pq", "a password", "X7kd-22pq"),
        ("- 18:40 wifi password at the cabin is blue42horse.", "a password", "blue42horse"),
        ("db password on staging is Eich/Nuss!2027, ask Ilja", "a password", "Eich/Nuss!2027"),
        ("The password is now **X7kd22pq**.", "a password", "X7kd22pq"),
        ("the password is `tr0ub4dor&3`", "a password", "tr0ub4dor&3"),
        ("Password: P@ssword", "a password", "P@ssword"),
        ("password:\xa0hunter2", "a password", "hunter2"),
        ("Passwort ist Sommer2019!", "a password", "Sommer2019!"),
        ("Das WLAN-Passwort für Gäste lautet „geheim99“", "a password", "geheim99"),
        ("Benutzerpasswort: zwölf12Äpfel", "a password", "zwölf12Äpfel"),
        ("PW: hunter2", "a password", "hunter2"),
        ("passcode: 482910", "a password", "482910"),
        ('{"user":"dana","password":"hunter2","x":1}', "a password", "hunter2"),
        ("DB_PASSWORD='s3cr3t!x'", "a password", "s3cr3t!x"),
        ("passphrase = correct-horse-42-battery", "a password", "correct-horse-42-battery"),
        ("pin code is 4821", "a PIN", "4821"),
        ("My Visa PIN: 4821.", "a PIN", "4821"),
        ("my pin is 482910", "a PIN", "482910"),
        ("PIN ist 0042", "a PIN", "0042"),
        ("The gate code is 7391#", "a PIN", "7391"),
        (f"aws_secret_access_key = {mixed(40)}", "a key or token", mixed(40)),
        (f"The API key for maps is {hexes(32)}.", "a key or token", hexes(32)),
        (f'client_secret: "{mixed(24)}"', "a key or token", mixed(24)),
        (f"token={mixed(20)}~x", "a key or token", f"{mixed(20)}~x"),
        ("Visa 4111 1111 1111 1111, 12/27, 123", "a card number", "4111 1111 1111 1111"),
        ("5555-5555-5555-4444", "a card number", "5555-5555-5555-4444"),
        ("mc 2223003122003222.", "a card number", "2223003122003222"),
        ("(3782 822463 10005)", "a card number", "3782 822463 10005"),
        ("Diners 3056 930902 5904", "a card number", "3056 930902 5904"),
        ("JCB 3530111333300000", "a card number", "3530111333300000"),
        ("6011 0009 9013 9424", "a card number", "6011 0009 9013 9424"),
    ],
)
def test_what_is_said_to_be_a_secret_is_found(text: str, what: str, found: str) -> None:
    start = text.index(found)
    assert secrets(text) == (Secret(what, start, start + len(found)),)


@pytest.mark.parametrize(
    "text",
    """\
password manager is Bitwarden
changed my password
forgot the password
I use 1Password
1Password: family plan2024
the password policy is 12 characters
the password is 12characters, the old one was 8-digit
the password is in 1Password-Family
Password: see 1Password
password: changed on 2026-01-05
Passwort ist abgelaufen
Das Passwort ist 12 Zeichen lang
Passwords: three of them2
password is sha256-hashed
password: reset via dana2@example.com
password: ~/notes/wifi2.md
password: pass/wifi2
password: https://example.com/reset2
password: #wifi2
password: <your-password-1>
password: ${DB_PASSWORD_1}
password: {{ password2 }}
password: ******
password = os.environ["DB_PASSWORD_2"]
password = settings.db2.password
password: str | None = None
if password == given2:
pwd: /home/dana2
password_hash: see column2
the secret is patience
the secret is to listen for 20 minutes
secret: none
Secret Santa: 2024-budget
token budget: 2000
max_tokens: 4096
the token is valid until 2026-12-01
token: GitHub-Actions-2026-Deploy
token: 0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48
publicKeyToken="1fc8b3b9a1e18e3b"
API key: rotate every 90 days
API key: rotate-every-90-days
api_key = settings.OPENAI_API_KEY_2024
private key: ~/.ssh/id_ed25519_github2024
private key: id_ed25519_github2024
the key is under the mat
The PIN is 4 digits
PIN: see the letter
PIN: 2026-11-19
Bangalore, PIN code: 560001
opinion: 2000
pin: cushion
code is 4821 lines
ssh://git@github.com:22/x
https://example.com:8080/@dana
https://$USER:$TOKEN@example.com
https://<user>:<password>@example.com
see https://foo.com: mail me@bar.com""".splitlines(),
)
def test_who_writes_about_secrets_is_not_stopped(text: str) -> None:
    assert secrets(text) == ()


@pytest.mark.parametrize(
    "text",
    """\
4111 1111 1111 1112
card 1234 5678 9012 3452
DE89 3704 0044 0532 0130 00
AT61 5304 3002 3457 3201
ES91 2100 0418 4502 0005 1332
+49 151 2345 6789 and 0151-23456789
00340434161123456789
0034 4341 6112 3456 7890
https://example.com/feature/5105105105105100
?id=4111111111111111
0.4111111111111111
978-3-16-148410-0
4006381333931
1767603600000
2026-01-05T10:00:00Z
10:30-11:15, room 4.12""".splitlines(),
)
def test_other_numbers_are_no_card(text: str) -> None:
    assert secrets(text) == ()


PROSE = r"""
- 9:14 Sent Dana the cost table; she wants the Q3 numbers by Friday. #billing (until 2026-12-01)
- Der Tee im Büro ist alle. 🍵 Anna hat am 3. Mai Geburtstag, Tel. +49 (0)30 901820-17.
- See [the plan](../docs/plan-2026.md), `memory_cli/core/entry.py:42` and C:\Users\Dana\notes.txt.
- ![photo](data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk)
- Commit d0e772c5f3a1b2c4d6e8f0a1b2c3d4e5f6a7b8c9 broke `def read_lead(paragraph: str, *, timed)`.
- sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08, md5 of the old one:
  d41d8cd98f00b204e9800998ecf8427e; request 550e8400-e29b-41d4-a716-446655440000 failed.
- $\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}$ and \label{eq:sk-1}
- task-1234567890 is like scikit-learn's sk-learn; k3f9a2bc0d1e2f3g@2026-11-20 says why.
- ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl dana@laptop
- age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kudh30rxqzxj2kn is whom to encrypt for.
- 1.3.0-beta.2+build.5, 192.168.178.21, fe80::1ff:fe23:4567:890a, 52°31'12"N 13°24'18"E, 3 × 4 = 12.
- ISBN 978-3-16-148410-0, order 302-1234567-7654321, IBAN DE89370400440532013000, flight LH 1234.
"""


def test_ordinary_notes_hold_no_secret() -> None:
    assert secrets(PROSE) == ()
    assert secret(PROSE) is None


def test_an_ordinary_line_costs_no_pattern() -> None:
    compiled.cache_clear()
    assert secret("Dana likes green tea, but not before noon!") is None
    assert compiled.cache_info().currsize == 0


identifiers = st.one_of(
    st.uuids().map(str),
    st.uuids().map(lambda uuid: str(uuid).upper()),
    st.binary(min_size=16, max_size=16).map(bytes.hex),
    st.binary(min_size=20, max_size=20).map(bytes.hex),
    st.binary(min_size=32, max_size=32).map(bytes.hex),
    st.text().map(entry_id),
)


@given(st.lists(identifiers, min_size=20, max_size=20), st.sampled_from([" ", "\n- ", ", ", "`: "]))
def test_identifiers_and_digests_are_no_secret(names: list[str], between: str) -> None:
    assert secrets(between.join(names)) == ()


pieces = st.one_of(
    st.text(),
    st.sampled_from([key for _, key in KEYS]),
    st.sampled_from(["password: ", "PIN is ", "://a:b2@c", "4111 1111 1111 1111", "secret="]),
)


@given(st.lists(pieces).map("".join))
def test_secrets_stand_in_their_text_one_behind_the_other(text: str) -> None:
    found = secrets(text)
    edges = [edge for each in found for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert secret(text) == (found[0].what if found else None)
