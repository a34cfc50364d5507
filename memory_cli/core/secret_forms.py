"""The forms of secrets: what a key of each provider looks like, and what is said of a password.

Each with its source. What a provider makes is known by its form. What a person makes up is known
only by what is said of it, and in doubt it is none: who writes about passwords must not be stopped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

_LONGEST_PART = 55  # characters of the shortest Discord token
_FEWEST_DIGITS = 14  # of a card number


class Kind(NamedTuple):
    """A kind of secret; group 1 of its pattern, or all of it, is the secret."""

    what: str
    marks: str  # in lower case; without one of them no text is searched, nor the pattern compiled
    pattern: str
    is_real: Callable[[re.Match[str]], object] = bool
    may_hold: Callable[[str], object] = bool
    """A quick look at a text that has a mark which many texts have."""


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern; compiled when it is first needed, for most never are."""
    return re.compile(pattern)


def _has_long_part(text: str) -> bool:
    return max(map(len, text.split()), default=0) >= _LONGEST_PART


def _has_many_digits(text: str) -> bool:
    return sum(map(text.count, "0123456789")) >= _FEWEST_DIGITS


def _is_issued(match: re.Match[str]) -> bool:
    """Whether a key is none of those in manuals: `ghp_xxxxxxxx`, `glpat-your-token-goes-here`."""
    key = match[0]
    most = max(Counter(key).values())
    return most * 2 < len(key) and any(char.isdigit() or char.isupper() for char in key)


def _has_check_digit(match: re.Match[str]) -> bool:
    """Whether the last digit is the one that Luhn's formula (ISO/IEC 7812-1) asks for."""
    digits = [int(char) for char in match[0] if char.isdigit()]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + doubled) % 10 == 0


def _is_password(match: re.Match[str]) -> bool:
    """Whether what is said to be a password is no word of prose or code."""
    word = match[1].strip("!?")
    if not any(char.isalpha() for char in word):
        return word.isdigit()
    is_odd = any(char.isdigit() or char in "!$@^~" for char in word)
    return is_odd and not compiled(_PROSE).fullmatch(word)


def _is_token(match: re.Match[str]) -> bool:
    """Whether letters and digits change places too often for a name, a path or a version."""
    runs = re.findall(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+", match[1])
    return len(runs) * 3 > len(match[1]) and not match[1].isdigit()


def _is_no_postal_code(match: re.Match[str]) -> bool:
    """Whether a PIN is none of the six digits that India calls a PIN code."""
    return len(match[1]) != len("560001") or not compiled("(?i)pin.?code").match(match[0])


def _is_login(match: re.Match[str]) -> bool:
    """Whether it is `user:password` in base64."""
    import binascii  # noqa: PLC0415 - needed by hardly any

    try:
        said = binascii.a2b_base64(match[1], strict_mode=True).decode()
    except ValueError:
        return False
    return ":" in said and said.isprintable()


# No pattern may take long, whatever the text: what repeats without a limit ends its pattern, or
# can neither fail nor give anything back.
_KEYS = (
    # gitleaks, "anthropic-api-key"; Kingfisher, "anthropic" (OAuth tokens: oat, ort).
    ("an Anthropic API key", "sk-ant-", r"sk-ant-[a-z]+\d{2,4}-[\w-]{40,}"),
    # gitleaks, "openai-api-key"; Kingfisher, "openai". The old ones have 48 letters and digits;
    # services that speak its protocol copied them with 32 and more.
    (
        "an OpenAI API key",
        "sk-",
        r"sk-(?:(?:proj|svcacct|admin|None)-[\w-]{40,}|[A-Za-z0-9]{32,64})",
    ),
    # Kingfisher, "openrouter" and "groq"; gitleaks, "perplexity-api-key".
    ("an OpenRouter API key", "sk-or-", r"sk-or-v1-[0-9a-f]{64}"),
    ("a Groq API key", "gsk_", r"gsk_[A-Za-z0-9]{52}"),
    ("a Perplexity API key", "pplx-", r"pplx-[A-Za-z0-9]{48}"),
    # GitHub changelog, "Authentication token format updates" (up to 255 characters) and "New format
    # for GitHub App installation tokens" (`ghs_APPID_JWT`); gitleaks, "github-fine-grained-pat".
    (
        "a GitHub token",
        "ghp_ gho_ ghu_ ghs_ ghr_",
        r"gh[pousr]_(?:[A-Za-z0-9]{36,251}|\d++_eyJ[\w.-]{36,}(?<!\.))",
    ),
    ("a GitHub token", "github_pat_", r"github_pat_[A-Za-z0-9]{22}_\w{59,}"),
    # GitLab docs, "Token overview"; the dots of routable tokens: Kingfisher, "gitlab".
    (
        "a GitLab token",
        "glpat- glptt- gldt- glrt- glcbt- glft- glffct- glimt- glagent- gloas- glsoat-",
        r"gl(?:pat|ptt|dt|rt|cbt|ft|ffct|imt|agent|oas|soat)-[\w-]{20,}(?:\.[0-9a-z]{2,9}){0,2}",
    ),
    # AWS IAM User Guide, "IAM identifiers": the prefixes of what opens something.
    ("an AWS access key", "akia asia abia acca", r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}"),
    # gitleaks, "gcp-api-key"; Gemini docs, "Using Gemini API keys": `AQ.`, 53 characters in all.
    ("a Google API key", "aiza aq.ab", r"AIza[\w-]{35}|AQ\.Ab[\w-]{40,60}"),
    # Kingfisher, "google".
    ("a Google OAuth secret", "gocspx- ya29.", r"GOCSPX-[\w-]{28}|ya29\.[\w-]{20,}"),
    # Kingfisher, "azurestorage" (new keys have `+ASt` inside); gitleaks, "azure-ad-client-secret".
    (
        "an Azure storage key",
        "accountkey= +ast",
        r"AccountKey=[A-Za-z0-9+/]{86}==|(?<![+/])[A-Za-z0-9+/]{76}\+ASt[A-Za-z0-9+/]{6}==",
    ),
    ("an Azure client secret", "q~", r"[\w~.]{3}\dQ~[\w~.-]{31,34}"),
    # Slack docs, "Token types"; gitleaks and Kingfisher, "slack". All begin with a number.
    ("a Slack token", "xox xapp-", r"xox[abceprs](?:\.xox[bp])?-\d[\w-]{14,}|xapp-\d-[\w-]{20,}"),
    (
        "a Slack webhook",
        "hooks.slack.com/",
        r"hooks\.slack\.com/(?:services|workflows|triggers)/[\w+/]{40,60}",
    ),
    # Kingfisher, "discord".
    (
        "a Discord webhook",
        "/api/webhooks/",
        r"discord(?:app)?\.com/api/webhooks/\d{17,20}/[\w-]{60,}",
    ),
    # Telegram Bot API, "Authorizing your bot"; gitleaks, "telegram-bot-api-token".
    ("a Telegram bot token", ":a", r"\d{8,12}:A[\w-]{34}"),
    # Stripe docs, "API keys"; keys for tests open nothing.
    ("a Stripe live key", "sk_live_ rk_live_", r"[sr]k_live_[A-Za-z0-9]{16,}"),
    # Shopify changelog, "Length of the Shopify access token is increasing".
    ("a Shopify token", "shpat_ shpca_ shppa_ shpss_", r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"),
    # GitHub blog, "Announcing npm's new access token format"; gitleaks, "pypi-upload-token".
    ("an npm token", "npm_", r"npm_[A-Za-z0-9]{36}"),
    ("a PyPI token", "pypi-age", r"pypi-AgE[\w-]{50,}"),
    # Hugging Face docs, "User access tokens"; Kingfisher, "huggingface".
    ("a Hugging Face token", "hf_ api_org_", r"(?:hf|api_org)_[A-Za-z0-9]{34}"),
    # SendGrid docs, "API keys" (69 characters); Twilio docs, "What is a String Identifier".
    ("a SendGrid API key", "sg.", r"SG\.[\w-]{22}\.[\w-]{43}"),
    ("a Twilio API key", "sk", r"SK[0-9a-f]{32}"),
    # gitleaks: "digitalocean-pat", "databricks-api-token", "atlassian-api-token",
    # "notion-api-token", "vault-service-token", "1password-secret-key".
    ("a DigitalOcean token", "dop_v1_ doo_v1_ dor_v1_", r"do[por]_v1_[0-9a-f]{64}"),
    ("a Databricks token", "dapi", r"dapi[0-9a-f]{32}(?:-\d)?"),
    ("an Atlassian API token", "atatt3", r"ATATT3[\w=-]{180,}"),
    ("a Notion token", "ntn_", r"ntn_\d{11}[A-Za-z0-9]{35}"),
    ("a Vault token", "hvs. hvb.", r"hv[sb]\.[\w-]{90,}"),
    (
        "a 1Password secret key",
        "a3-",
        r"A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}",
    ),
    # C2SP, "age": Bech32, in capitals.
    ("an age secret key", "age-secret-key-", r"AGE-SECRET-KEY-(?:PQ-)?1[02-9AC-HJ-NP-Z]{58}"),
)

# Between a word for a secret and the secret: `password: `, `"pwd": "`, `PIN of the safe is now **`.
_SAYS = r"""
    (?![A-Za-z0-9]) ["'`*_)]{0,3}
    (?: [ ] (?:for|of|to|at|on|in|für|von|vom|zum|im|am) [ ] [^\n:=.,;()\[\]{}]{1,40}? )?
    (?: [ \t\xa0]* (?: := | [:=]>?(?!=) )
      | [ \t\xa0] (?:is|was|ist|war|lautet)\b:? (?:[ ](?:now|still|jetzt)\b)? )
    [ \t\xa0]* ["'`*_(„“‚‘»«]{0,3}
"""
_LOCKED = (
    r"(?:door|gate|alarm|safe|garage|lock|locker|vault|shed|entrance|building"
    r"|t[uü]e?r|tor|tresor|schloss|safe|garagen|haust[uü]e?r|keller)"
)
# What has digits or marks, too, and stands behind "password is" in prose and code.
_PROSE = r"""(?xi)
    \d+-?[a-z]+(?:-[a-z]+)*                           # 12characters, 8-digit
    | (?:1password|sha\d|md5|argon2|base\d\d|oauth|utf|u?int\d|bytes\d)[\w-]*
    | [a-z_][\w.]*[\[(]\S*                            # getpass2(), environ["DB_2"]
    | [a-z_]\w*(?:\.\w+)+                             # settings.db2
    | [a-z]+(?:_(?:[a-z]+|\d+))+                      # DB_PASSWORD_2
    | [~.]?/\S* | \S*://\S* | \w[\w.-]*(?:/[\w.-]+)+  # the place where it is
    | \S+@\S+\.[a-z]+                                 # who knows it
    | [{\[%\#@\\]\S* | \$[a-z_{(]\S*                  # a hole to fill in
"""
_HEADER = r"""(?<!\w) authorization ["']? [ ]* [:=]>? [ ]* ["']? """
_FORMS = (
    # discord.py docs, "Tokens": user id in base64 (digits, so few letters), time, HMAC.
    Kind(
        "a Discord token",
        ".",
        r"(?a)(?<![A-Za-z0-9])(?:[MNO][DTjz][AEIMQUYcgk][w-z0-5]){5,6}[A-Za-z]{0,3}"
        r"\.[\w-]{6}\.[\w-]{27,}(?![A-Za-z0-9])",
        _is_issued,
        _has_long_part,
    ),
    # RFC 7468, and what OpenSSH and PGP made of it. A line alone, without base64, is no key.
    Kind(
        "a private key",
        "-----begin",
        r"-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----"
        r"(?:[^-]|-(?!----)){0,500}?[A-Za-z0-9+/]{40}(?:[^-]|-(?!----))*+"
        r"(?:-----END [A-Z0-9 ]{1,50}-----)?",
    ),
    # RFC 7519: header and claims are JSON objects, in base64url.
    Kind(
        "a JSON web token",
        "eyj",
        r"(?a)(?<![\w-])eyJ[\w-]{10,}+\.eyJ[\w-]{10,}+\.[\w-]{10,}",
    ),
    # RFC 3986, "User information".
    Kind(
        "a password in a URL",
        "://",
        r"""(?<=://)[^\s:/@"'<>]{0,100}:(?![${%*\[(])[^\s/@"'<>]{2,200}(?=@[\w\[])""",
    ),
    # RFC 7617; RFC 6750; GitHub docs, "Authenticating to the REST API" (token).
    Kind(
        "a password in a header",
        "authorization",
        rf"(?xi) {_HEADER} basic [ ]+ ([a-z0-9+/]{{8,400}}={{0,2}}) (?![\w+/=])",
        _is_login,
    ),
    Kind(
        "a token in a header",
        "authorization",
        rf"(?xi) {_HEADER} (?:bearer|token) [ ]+ ([a-z0-9+/=_.~-]{{16,2000}}) (?![\w$%(\[{{<])",
        _is_token,
    ),
    Kind(
        "a password",
        "pass kennwort pw",
        rf"""(?xi) (?:(?<!1)pass(?:word|wort|wd|phrase|code)|kennwort|(?<![a-z0-9])pwd?) {_SAYS}
        ([^\s"'`“”‘’«»<>|,;]{{5,199}}[^\s"'`“”‘’«»<>|,;.:?)\]}}*_])""",
        _is_password,
    ),
    Kind(
        "a PIN",
        "pin code combination kombination",
        rf"""(?xi) (?<![^\W_])
        (?: (?-i:PIN) | (?:my|card|sim|phone|bank)[ ]pin | pin[ -]?(?:code|number|nummer)
          | passcode | {_LOCKED}[ -]?(?:code|combination|kombination)
          | (?:code|combination|kombination)[ ](?:of|for|to|on|von|für|zu)[ ]
            (?:[^\W\d_]+[ ]){{0,3}}?{_LOCKED} (?=[ :]) ) {_SAYS}
        ([0-9]{{4,8}}|[0-9]{{1,2}}(?:[-. ][0-9]{{1,2}}){{2,4}}) (?!\w|[-./:,][0-9])""",
        _is_no_postal_code,
    ),
    Kind(
        "a key or token",
        "key secret token",
        rf"""(?xi) (?: (?:api|access|secret|private|auth|encryption|recovery|signing)[ _-]?key
          | secret | (?<!key)token ) {_SAYS}
        (?!0x) ([a-z0-9+/=_.~-]{{15,199}}[a-z0-9+/=_~-]) (?![\w(\[])""",
        _is_token,
    ),
    # ISO/IEC 7812-1 and the ranges in use: Visa, Mastercard, Discover, UnionPay, JCB (16 digits),
    # American Express (15), Diners (14), UnionPay (19). An IBAN has the same groups, a URL any id.
    Kind(
        "a card number",
        "0 1 2 3 4 5 6 7 8 9",
        r"""(?xa) (?<![\w.,+/=\#&-]) (?<!\d{4}[ ]) (?<![A-Z]{2}\d{2}[ ])
        (?: (?: 4\d{3} | 5[1-5]\d\d | 2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)
              | 6011 | 6(?:2\d|4[4-9]|5\d)\d | 35(?:2[89]|[3-8]\d) )
            (?: \d{12} | (?:[ ]\d{4}){3} | (?:-\d{4}){3} )
          | 3[47]\d\d (?: \d{11} | [ ]\d{6}[ ]\d{5} | -\d{6}-\d{5} )
          | 3(?:0[0-5]|[68]\d)\d (?: \d{10} | [ ]\d{6}[ ]\d{4} | -\d{6}-\d{4} )
          | 62\d{17} )
        (?![\w-]|[.,]\d|[ ]\d{4}(?!\d))""",
        _has_check_digit,
        _has_many_digits,
    ),
)
KINDS = (
    *(
        Kind(what, marks, rf"(?a)(?<![A-Za-z0-9])(?:{pattern})(?![A-Za-z0-9])", _is_issued)
        for what, marks, pattern in _KEYS
    ),
    *_FORMS,
)
