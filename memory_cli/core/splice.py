"""Edits of a document, each a splice: every byte that nobody asked to change stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import time
from itertools import product

from memory_cli.core.annotation import Note
from memory_cli.core.annotation import struck
from memory_cli.core.annotation import unstruck
from memory_cli.core.blocks import Block
from memory_cli.core.blocks import BlockKind
from memory_cli.core.blocks import scan
from memory_cli.core.document import Document
from memory_cli.core.document import heading_parts
from memory_cli.core.draft import Draft
from memory_cli.core.draft import Item
from memory_cli.core.entry import Entry
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Refused
from memory_cli.core.escape import with_backslash
from memory_cli.core.hidden import clean
from memory_cli.core.layout import place_of
from memory_cli.core.lines import BOM

_BULLETS = ("-", "*", "+")
_SECTION_LEVEL = 2
_PLACES = 3  # that are tried, before or behind the last block and the empty lines around it


def append_to_section(document: Document, section: str, drafts: Sequence[Item]) -> Document:
    """Put `drafts` at the end of the first section of that name, creating it when missing.

    Raises BadInput for a name that no heading can have.
    """
    heading, wanted = _heading(section)
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING and heading_parts(block.title)[0].casefold() == wanted:
            end = _section_end(document, number)
            return _inserted(document, range(end, number, -1), drafts)
    return _inserted(document, _places_for_section(document), drafts, heading=heading)


def fill(document: Document, sections: Mapping[str, Sequence[Item]]) -> Document:
    """Put the items of each of `sections` at its end, as `append_to_section` does one by one.

    Thousands of sections are filled at once, where each of them is read as it should be.
    """
    if len(sections) > 1:
        result = document.with_text(_filled(document, sections))
        if _holds(result, document, [item for items in sections.values() for item in items]):
            return result
    for section, items in sections.items():
        document = append_to_section(document, section, items)
    return document


def append_to_log(document: Document, drafts: Sequence[Item], at: time | None = None) -> Document:
    """Put `drafts` at the end, or with `at` after the last entry that is not later."""
    end = len(document.blocks)
    if at is not None:
        timed = [entry for entry in document.entries if entry.time is not None]
        earlier = [entry.block for entry in timed if entry.time and entry.time <= at]
        if earlier:
            end = earlier[-1] + 1
        elif timed:
            return _inserted_before(document, timed[0].block, drafts)
    return _inserted(document, range(end, -1, -1), drafts)


def remove(document: Document, entries: Sequence[Entry]) -> Document:
    """Take `entries` out: all at once where that leaves the others alone, else in halves."""
    if len(entries) == 1:
        return _without(document, entries[0])
    gone = {entry.block for entry in entries}
    kept = [
        _bom(document, block) if number in gone else document.raw(block)
        for number, block in enumerate(document.blocks)
    ]
    result = document.with_text("".join(kept))
    if _lacks(result, document, gone):
        return result
    first, *rest = sorted(entries, key=lambda entry: entry.block)
    half = (len(rest) + 1) // 2  # the later ones go first: the earlier keep their block
    return remove(remove(document, rest[half - 1 :]), [first, *rest[: half - 1]])


def _without(document: Document, entry: Entry) -> Document:
    """Take `entry` out, so that its neighbours do not grow together."""
    block = document.blocks[entry.block]
    for left in _boundaries(document):
        result = _spliced(document, block, _bom(document, block) + left)
        if _lacks(result, document, {entry.block}):
            return result
    raise _unwieldy(entry)


def _lacks(result: Document, document: Document, gone: Collection[int]) -> bool:
    """Whether `result` is without the entries in the blocks `gone`, and all else as it was."""
    others = [_content(entry) for entry in document.entries if entry.block not in gone]
    begins_alike = _has_header(result) == _has_header(document)
    return begins_alike and list(map(_content, result.entries)) == others


def replace(document: Document, entry: Entry, new: Draft) -> Document:
    """Put `new` where `entry` stands."""
    block = document.blocks[entry.block]
    raw = document.raw(block)
    ending = raw[len(raw.rstrip("\r\n")) :]
    text = _bom(document, block) + _rendered(document, block, [new]) + ending
    results = (_spliced(document, block, text + below) for below in _boundaries(document))
    return _checked(document, results, entry, new.id)


def strike(document: Document, entry: Entry) -> Document:
    """Disable `entry`."""
    return _restruck(document, entry, disabled=True)


def unstrike(document: Document, entry: Entry) -> Document:
    """Enable `entry` again; exactly the bytes from before `strike`."""
    return _restruck(document, entry, disabled=False)


def _restruck(document: Document, entry: Entry, *, disabled: bool) -> Document:
    block = document.blocks[entry.block]
    paragraph = document.paragraph(block, as_text=True)  # with `~~` before it, it is text
    lead = document.lead(block, paragraph)
    if lead.struck is disabled:
        return document
    start, end = lead.body
    body = paragraph.text[start:end]
    bare = "" if disabled else unstruck(body).lstrip("\r\n")
    bodies = [struck(body)] if disabled else [bare, with_backslash(bare)]
    results = (_with(document, paragraph.start, lead.body, each) for each in bodies)
    result = _checked(document, results, entry, entry.id)
    if result.entries[document.entries.index(entry)].disabled is not disabled:
        raise _unwieldy(entry)
    return result


def tick(document: Document, entry: Entry) -> Document:
    """Mark an open task as done."""
    paragraph = document.paragraph(document.blocks[entry.block])
    box = document.lead(document.blocks[entry.block], paragraph).box
    if box < 0:
        raise _unwieldy(entry)
    return _with(document, paragraph.start, (box, box + 1), "x")


def annotate(document: Document, entry: Entry, tags: Sequence[str], note: Note) -> Document:
    """Give an entry that is not struck these tags as well, and `note` as its date note."""
    block = document.blocks[entry.block]
    paragraph = document.paragraph(block)
    lead = document.lead(block, paragraph)
    start, end = lead.tail
    tail = paragraph.text[start:end]
    if any(lead.note) and note != lead.note:
        before, _, after = tail.partition(str(lead.note))
        tail = f"{before}{note}{after}" if any(note) else before.rstrip() + after
    elif note != lead.note:
        tail += f" {note}"
    tail += "".join(f" #{tag}" for tag in tags if tag not in entry.tags)
    result = _with(document, paragraph.start, (start, end), tail)
    return _checked(document, [result], entry, entry.id)


def is_section(name: str) -> bool:
    """Whether a heading can have `name`."""
    try:
        return bool(_heading(name))
    except BadInput:
        return False


def _heading(section: str) -> tuple[str, str]:
    """The heading of a section of that name, and the name as all names are compared."""
    heading = "#" * _SECTION_LEVEL + " " + " ".join(clean(section).split())
    wanted = heading_parts(scan((heading,))[0].title)[0].casefold()
    if not wanted:
        raise BadInput(f"{section!r} cannot be the name of a section", "give it a word or two")
    return heading, wanted


def _with(document: Document, base: int, span: tuple[int, int], new: str) -> Document:
    start, end = base + span[0], base + span[1]
    return document.with_text(document.text[:start] + new + document.text[end:])


def _spliced(document: Document, block: Block, new: str) -> Document:
    start, end = document.offsets[block.start], document.offsets[block.end]
    return document.with_text(document.text[:start] + new + document.text[end:])


def _content(entry: Entry) -> Entry:
    """All that an entry says, wherever it stands in its file."""
    return entry._replace(line=0, block=0)


def _checked(
    document: Document, results: Iterable[Document], entry: Entry, new_id: str
) -> Document:
    """The first of `results` in which `entry` alone has changed, into `new_id`; else Refused."""
    place = document.entries.index(entry)
    others = [_content(each) for each in document.entries if each != entry]
    for result in results:
        read = list(map(_content, result.entries))
        if read[place : place + 1] and read.pop(place).id == new_id and read == others:
            return result
    raise _unwieldy(entry)


def _boundaries(document: Document) -> tuple[str, ...]:
    """What keeps a new text apart from the one below: mostly nothing, else the least that does."""
    newline = document.newline
    return "", newline, f"{newline}<!-- -->{newline}{newline}"


def _unwieldy(entry: Entry) -> Refused:
    return Refused(
        f"{entry.short_id} cannot be changed without changing what stands around it",
        f'run "mem edit {entry.short_id}" and change it by hand',
    )


def _places_for_section(document: Document) -> Sequence[int]:
    """Where a section can begin without taking entries away from another: the end is best."""
    headings = [
        number
        for number, block in enumerate(document.blocks)
        if block.kind is BlockKind.HEADING and block.level <= _SECTION_LEVEL
    ]
    return [len(document.blocks), *reversed(headings), int(_has_header(document))]


def _section_end(document: Document, heading: int) -> int:
    """One past the last block before the next heading."""
    for number in range(heading + 1, len(document.blocks)):
        if document.blocks[number].kind is BlockKind.HEADING:
            return number
    return len(document.blocks)


def _kind(document: Document, number: int) -> BlockKind | None:
    """What block `number` is; None where there is none."""
    return document.blocks[number].kind if 0 <= number < len(document.blocks) else None


def _has_header(document: Document) -> bool:
    return _kind(document, 0) is BlockKind.FRONT_MATTER


def _bom(document: Document, block: Block) -> str:
    """The byte order mark before `block`, if there is one."""
    return BOM if document.raw(block).startswith(BOM) else ""


def _rendered(document: Document, block: Block | None, drafts: Sequence[Item]) -> str:
    """The items of `drafts`, with bullet and margin as the person wrote them in `block`."""
    marker, margin = "- ", ""
    if block is not None and block.kind is BlockKind.ITEM:
        opening = document.lines[block.start].removeprefix(BOM)
        bare = opening.lstrip(" ")
        marker = f"{bare[0]} " if bare.startswith(_BULLETS) else marker
        margin = opening[: len(opening) - len(bare)]
    newline, timed = document.newline, document.kind == "log"
    return newline.join(
        draft.rendered(marker=marker, margin=margin, newline=newline, timed=timed)
        for draft in drafts
    )


def _inserted(
    document: Document, places: Sequence[int], drafts: Sequence[Item], heading: str = ""
) -> Document:
    """Insert at the first of `places` (block numbers, from the last) where the drafts are read.

    Blank blocks are stepped over, so that the drafts stand next to what was there. Earlier places
    are needed only where a fence or a comment is never closed; it is then the last block.
    """
    beside = [n - (_kind(document, n - 1) is BlockKind.BLANK) for n in places[:_PLACES]]
    for place, below in product(dict.fromkeys(beside), _boundaries(document)):
        result = document.with_text(_insertion(document, place, drafts, heading, below))
        if _holds(result, document, drafts):
            return result
    raise Refused(
        f"{document.path} cannot take this entry: there it would be read as something else",
        f"write it by hand: mem edit {place_of(document.path)}",
    )


def _inserted_before(document: Document, place: int, drafts: Sequence[Item]) -> Document:
    block = document.blocks[place]
    text = _rendered(document, block, drafts) + document.newline
    at = document.offsets[block.start] + len(_bom(document, block))
    result = document.with_text(document.text[:at] + text + document.text[at:])
    if _holds(result, document, drafts):
        return result
    return _inserted(document, range(place, -1, -1), drafts)


def _filled(document: Document, sections: Mapping[str, Sequence[Item]]) -> str:
    """The text of `document` with the items of every section, new ones at the end."""
    ends: dict[str, int] = {}
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            name = heading_parts(block.title)[0].casefold()
            ends.setdefault(name, _section_end(document, number))
    pieces: list[tuple[int, str]] = []
    new: dict[str, str] = {}  # what stands there already, and the items that come
    blank = document.newline * 2
    last = len(document.blocks)
    last -= _kind(document, last - 1) is BlockKind.BLANK
    above_new = document.blocks[last - 1] if last else None
    for section, items in sections.items():
        heading, wanted = _heading(section)
        if (end := ends.get(wanted)) is not None:
            place = end - (_kind(document, end - 1) is BlockKind.BLANK)
            block = document.blocks[place - 1]
            pieces.append(_piece(document, place, _rendered(document, block, items)))
        else:
            above = new[wanted] + document.newline if wanted in new else heading + blank
            new[wanted] = above + _rendered(document, above_new, items)
    if new:
        pieces.append(_piece(document, last, blank.join(new.values()), apart=True))
    parts: list[str] = []
    done = 0
    for at, piece in sorted(pieces, key=lambda each: each[0]):
        parts += [document.text[done:at], piece]
        done = at
    return "".join([*parts, document.text[done:]])


def _insertion(
    document: Document, place: int, drafts: Sequence[Item], heading: str, below: str
) -> str:
    """The text of `document` with `drafts` (under `heading`) behind the block before `place`."""
    text = _rendered(document, document.blocks[place - 1] if place else None, drafts)
    if heading:
        text = f"{heading}{document.newline * 2}{text}"
    at, piece = _piece(document, place, text, below, apart=bool(heading))
    return document.text[:at] + piece + document.text[at:]


def _piece(
    document: Document, place: int, text: str, below: str = "", *, apart: bool = False
) -> tuple[int, str]:
    """Where `text` goes behind the block before `place`, and the lines that are written there.

    What is to stand `apart` gets an empty line above it though a list goes before.
    """
    newline = document.newline
    block = document.blocks[place - 1] if place else None
    at = document.offsets[block.end] if block else int(document.text.startswith(BOM))
    in_list = _kind(document, place - 1) is BlockKind.ITEM and not apart
    above = newline if block is not None and not in_list else ""
    if block is not None and not document.text.endswith("\n", 0, at):
        return at, newline + above + text  # the file ends without one: it stays so
    if not in_list and _kind(document, place) not in {None, BlockKind.BLANK}:
        text += newline
    return at, above + text + newline + below


def _holds(result: Document, document: Document, drafts: Sequence[Item]) -> bool:
    """Whether `result` reads as the entries of `document` and those of `drafts`, no others."""

    def said(entry: Entry) -> Entry:  # above a fence never closed it gets into a new section
        return _content(entry)._replace(section=None)

    more = Counter(map(said, result.entries))
    more.subtract(map(said, document.entries))
    new = Counter((d.id, d.disabled, d.task) for d in drafts)
    return min(more.values(), default=0) >= 0 and new == Counter(
        (entry.id, entry.disabled, entry.task) for entry in more.elements()
    )
