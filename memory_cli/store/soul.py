"""The only module that reads front matter, with python-frontmatter, and never writes it.

Front matter is YAML, and YAML can hang, crash or build anything: only short headers are read, and
only after their events have been seen to hold no alias, anchor, tag or deep nesting. A header is
parsed once; what it said is kept in `.mem/soul.json` under the digest of its text.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any
from typing import NamedTuple

from memory_cli.core.annotation import checked_tag
from memory_cli.core.blocks import BlockKind
from memory_cli.core.blocks import scan
from memory_cli.core.blocks import split_lines
from memory_cli.core.document import BOM
from memory_cli.core.document import Inherited
from memory_cli.core.errors import MemError
from memory_cli.core.layout import LOCAL
from memory_cli.core.layout import day_of
from memory_cli.store.files import Folder

_CACHE = "soul.json"
_MOST_KEPT = 512
_LARGEST = 8 * 1024  # bytes of a header
_DEEPEST = 6


class Header(NamedTuple):
    """What front matter says, None where it is silent; `problem` says why it was not read."""

    name: str | None = None
    timezone: str | None = None
    language: str | None = None
    budget: int | None = None  # tokens of `mem context`
    curator: str | None = None
    tags: tuple[str, ...] = ()
    private: bool = False
    problem: str | None = None


def header(folder: Folder, text: str) -> Header:
    """The header at the top of `text`; never an error: a bad one is empty and names its problem."""
    source = _source(text)
    if source is None:
        return Header()
    digest = _digest(source)
    kept = _kept(folder)
    if digest not in kept:
        fresh = _parsed(source)
        _keep(folder, digest, fresh)
        return fresh
    try:
        plain = kept[digest]
        return Header(**{**plain, "tags": tuple(plain["tags"])})
    except (TypeError, KeyError):
        return _parsed(source)


def expect(folder: Folder, text: str, said: Header) -> None:
    """Note what the header of `text`, which mem itself has just written, says.

    So a memory begins without loading YAML, which costs more than all the rest of it.
    """
    source = _source(text)
    if source is not None:
        _keep(folder, _digest(source), said)


def inherited(folder: Folder, path: str, text: str) -> Inherited:
    """What the front matter of a daily log hands down to its entries."""
    if day_of(path) is None:
        return Inherited()
    found = header(folder, text)
    return Inherited(found.tags, found.private)


def _source(text: str) -> str | None:
    """The lines between the two `---`, or None where there is no front matter."""
    text = text.removeprefix(BOM)
    if not text.startswith("---"):
        return None
    lines = split_lines(text[: 2 * _LARGEST])
    first = scan(lines)[0]
    if first.kind is not BlockKind.FRONT_MATTER:
        return None
    return "".join(lines[1 : first.end - 1])


def _parsed(source: str) -> Header:
    import frontmatter
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    try:
        _guard(source)
        handler = YAMLHandler()
        values, _ = frontmatter.parse(f"---\n{source}\n---\n", handler=handler)
    except _Hostile as reason:
        return Header(problem=str(reason))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        return Header(problem=f"line {line}: {error.problem or 'not YAML'}")
    except Exception as error:  # noqa: BLE001 - a header may fail in any way, the body must not
        return Header(problem=f"not YAML that can be read ({type(error).__name__})")
    return _header(values)


class _Hostile(Exception):
    """YAML that a memory has no use for."""


def _guard(source: str) -> None:
    """Look at the events of `source` before anything is built from them."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = 0
    for event in yaml.parse(source, Loader=loader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Hostile("it uses YAML anchors, which mem does not read")
        if getattr(event, "tag", None):
            raise _Hostile("it uses YAML tags, which mem does not read")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise _Hostile("it is nested too deeply")


def _header(values: dict[str, object]) -> Header:
    tags = values.get("tags")
    words = tags.replace(",", " ").split() if isinstance(tags, str) else tags
    named = [str(each) for each in words] if isinstance(words, list) else []
    budget = values.get("budget")
    return Header(
        name=_words(values.get("name")),
        timezone=_words(values.get("timezone")),
        language=_words(values.get("language")),
        budget=budget if isinstance(budget, int) and 0 < budget < 10**9 else None,
        curator=_words(values.get("curator")),
        tags=tuple(dict.fromkeys(tag for each in named if (tag := checked_tag(each)))),
        private=values.get("private") is True,
    )


def _words(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _digest(source: str) -> str:
    return hashlib.blake2b(source.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _kept(folder: Folder) -> dict[str, dict[str, Any]]:
    try:
        found = json.loads(folder.read(f"{LOCAL}/{_CACHE}") or b"{}")
    except (ValueError, RecursionError, MemError):
        return {}
    return found if isinstance(found, dict) else {}


def _keep(folder: Folder, digest: str, said: Header) -> None:
    kept = {digest: said._asdict(), **dict(list(_kept(folder).items())[: _MOST_KEPT - 1])}
    try:
        folder.make(LOCAL)
        folder.keep_local(_CACHE, json.dumps(kept).encode())
    except MemError:  # a read-only disk: it is parsed again next time
        return
