"""The only module that reads front matter, with python-frontmatter, and never writes it.

Front matter is YAML, and YAML can hang, crash or build anything: only short headers are read, and
only after their events have been seen to hold no alias, anchor, tag or deep nesting. A header is
parsed once; what it said is kept in `.mem/soul.json` under the digest of its text.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextlib import suppress
from functools import cached_property
from typing import Any
from typing import NamedTuple

from memory_cli.core.annotation import checked_tag
from memory_cli.core.entry import Inherited
from memory_cli.core.errors import MemError
from memory_cli.core.layout import LOCAL
from memory_cli.core.layout import day_of
from memory_cli.core.lines import BOM
from memory_cli.core.lines import header_length
from memory_cli.core.lines import split_lines
from memory_cli.store.files import Folder

_CACHE = "soul.json"
_PRIVATE = r"(?i)\bprivate\b"  # in a header that cannot be read: rather kept than told
_MOST_KEPT = 5000  # a log with a header of its own for each day of many years
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


class Said(NamedTuple):
    """What stands in front matter, key by key; `problem` says why it was not read."""

    values: Mapping[str, object]
    private: bool = False
    problem: str | None = None


class Headers:
    """The headers of one store, each parsed once; `keep` notes those that were new."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._new: dict[str, Header] = {}

    def of(self, text: str) -> Header:
        """The header at the top of `text`; never an error: a bad one names its problem."""
        source = _source(text)
        if source is None:
            return Header()
        digest = _digest(source)
        if digest in self._new:
            return self._new[digest]
        if digest in self._kept:
            plain = self._kept[digest]
            return _header(plain)._replace(problem=_words(plain.get("problem")))
        self._new[digest] = _parsed(source)
        return self._new[digest]

    def inherited(self, path: str, text: str) -> Inherited:
        """What the front matter of a daily log hands down to its entries."""
        return _inherited(self.of(text), text) if day_of(path) else Inherited()

    def expect(self, text: str, said: Header) -> None:
        """Take it that the header of `text`, which mem itself has just written, says `said`.

        So a memory begins without loading YAML, which costs more than all the rest of it.
        """
        source = _source(text)
        if source is not None:
            self._new[_digest(source)] = said

    def keep(self) -> None:
        """Note the headers that were new, for the next process."""
        if not self._new:
            return
        new = {digest: said._asdict() for digest, said in self._new.items()}
        kept = dict(list((new | self._kept).items())[:_MOST_KEPT])
        with suppress(MemError):  # a read-only disk: they are parsed again next time
            self._folder.make(LOCAL)
            self._folder.keep_local(_CACHE, json.dumps(kept).encode())

    @cached_property
    def _kept(self) -> dict[str, dict[str, Any]]:
        try:
            found = json.loads(self._folder.read(f"{LOCAL}/{_CACHE}") or b"{}")
        except (ValueError, RecursionError, MemError):
            return {}
        plain = found.items() if isinstance(found, dict) else ()
        return {digest: said for digest, said in plain if _is_header(said)}


def inherited_by(path: str, text: str) -> Inherited:
    """The same of a log that stands in no store."""
    source = _source(text) if day_of(path) else None
    return _inherited(_parsed(source), text) if source is not None else Inherited()


def said_by(text: str) -> Said:
    """All that the front matter of somebody's note says; never an error."""
    source = _source(text)
    if source is None:
        return Said({})
    values = _values(source)
    private = _inherited(_parsed(source), text).private
    return Said({}, private, values) if isinstance(values, str) else Said(values, private)


@contextmanager
def headers(folder: Folder) -> Iterator[Headers]:
    """The headers of the store in `folder`; the new ones are noted in the end."""
    found = Headers(folder)
    try:
        yield found
    finally:
        found.keep()


def _source(text: str) -> str | None:
    """The lines between the two `---`, or None where there is no front matter."""
    text = text.removeprefix(BOM)
    if not text.startswith("---"):
        return None
    lines = split_lines(text[: 2 * _LARGEST])
    length = header_length(lines)
    return "".join(lines[1 : length - 1]) if length else None


def _inherited(found: Header, text: str) -> Inherited:
    hidden = found.problem is not None and re.search(_PRIVATE, _source(text) or "") is not None
    return Inherited(found.tags, found.private or hidden)


def _parsed(source: str) -> Header:
    values = _values(source)
    return Header(problem=values) if isinstance(values, str) else _header(values)


def _values(source: str) -> dict[str, object] | str:
    """What the YAML of a header says, or why it was not read."""
    import frontmatter
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    try:
        _guard(source)
        handler = YAMLHandler()
        values, _ = frontmatter.parse(f"---\n{source}\n---\n", handler=handler)
    except _Hostile as reason:
        return str(reason)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        return f"line {line}: {error.problem or 'not YAML'}"
    except Exception as error:  # noqa: BLE001 - a header may fail in any way, the body must not
        return f"not YAML that can be read ({type(error).__name__})"
    return values


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
    budget = values.get("budget")
    return Header(
        name=_words(values.get("name")),
        timezone=_words(values.get("timezone")),
        language=_words(values.get("language")),
        budget=budget if type(budget) is int and 0 < budget < 10**9 else None,
        curator=_words(values.get("curator")),
        tags=tuple(dict.fromkeys(tag for each in _named(values) if (tag := checked_tag(each)))),
        private=any(_is_yes(value) for key, value in values.items() if _is_private(key)),
    )


def _named(values: Mapping[str, object]) -> list[str]:
    """The tags of a header: a list of them, or one text."""
    tags = values.get("tags")
    words = tags.replace(",", " ").split() if isinstance(tags, str) else tags
    return [str(each) for each in words] if isinstance(words, list) else []


def _is_private(key: object) -> bool:
    return str(key).strip().casefold() == "private"


def _is_yes(value: object) -> bool:
    """Whether `value` may mean yes: who writes `private:` at all wants it kept."""
    return str(value).strip().casefold() not in {"false", "no", "off", "n", "0", "none", ""}


def _is_header(plain: object) -> bool:
    """Whether `plain` was kept by this version."""
    return isinstance(plain, dict) and plain.keys() == set(Header._fields)


def _words(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _digest(source: str) -> str:
    """The name of a header in the cache: nobody gains by two that share it."""
    data = source.encode("utf-8", "surrogateescape")
    return f"{zlib.crc32(data):08x}{zlib.adler32(data):08x}{len(data):x}"
