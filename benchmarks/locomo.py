"""LoCoMo: how much of what people marked as evidence for a question `mem recall` finds.

Conversations of months between two people (Maharana et al., ACL 2024) become daily logs as a person
could have typed them: one session a day, one bullet a turn. Every question that has evidence is
asked of its conversation through the code of `mem recall`, then again with one part of it switched
off, and of plain rank_bm25. Adversarial questions (category 5) have no answer and are not asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from pathlib import Path
from statistics import fmean
from statistics import stdev
from typing import Any
from typing import NamedTuple

from rank_bm25 import BM25Okapi  # noqa: TID253 - beside which recall is measured

from benchmarks.ablations import switched
from benchmarks.ablations import switches
from benchmarks.world import Wrong
from memory_cli.actions.recall import recall
from memory_cli.search.question import Extent
from memory_cli.search.question import Question
from memory_cli.store.memory import Memory

NEEDS = "the data of github.com/snap-research/locomo: python -m benchmarks locomo DATA.json"
CATEGORIES = {1: "multi-hop", 2: "temporal", 3: "open-domain", 4: "single-hop"}
TODAY = date(2024, 6, 1)  # after the last session
DEEPEST = 20

_LINE = "{:<38} {:>9} {:>7} {:>7} {:>7} {:>7}   {:<12} {:<12}"
HEAD = _LINE.format(
    "what", "questions", "R@5", "R@10", "hit@10", "MRR", "R@10 moved", "MRR moved"
).rstrip()

Turn = tuple[str, int]
"""Where a turn stands: the path of its file, and the line."""


class Asked(NamedTuple):
    """A question, and where its evidence stands."""

    text: str
    category: int
    evidence: frozenset[Turn]


class Conversation(NamedTuple):
    """A conversation as files, and what is asked of it."""

    files: Mapping[str, str]
    turns: Mapping[Turn, str]
    asked: Sequence[Asked]


class Score(NamedTuple):
    """What one question found."""

    conversation: int
    category: int
    recall_5: float
    recall_10: float
    hit_10: float
    reciprocal_rank: float


_Finder = Callable[[Path, Conversation], Iterable[Sequence[Turn]]]
"""What is found for each question of a conversation, best first; it may write to a folder."""


def measure(place: Path, data: Path) -> Iterator[str]:
    """Score recall, recall without each of its parts, and plain BM25."""
    conversations = [_conversation(sample) for sample in json.loads(data.read_bytes())]
    ours = _scores(place / "ours", conversations, _recalled)
    yield _row("mem recall", ours)
    for category, name in CATEGORIES.items():
        yield _row(f"  {name}", [score for score in ours if score.category == category])
    yield _row_of_means("  mean of the conversations", ours)
    for number, (name, switch) in enumerate(switches().items()):
        with switched(switch):
            scores = _scores(place / f"without-{number}", conversations, _recalled)
        yield _row(name, scores, ours)
    yield _row("rank_bm25", _scores(place, conversations, _plain), ours)


def _conversation(sample: Mapping[str, Any]) -> Conversation:
    """A conversation of the data set, one file for each session."""
    told = sample["conversation"]
    files, turns, where = {}, {}, {}
    for number in sorted(int(key[8:]) for key in told if re.fullmatch(r"session_\d+", key)):
        day = _day(told[f"session_{number}_date_time"])
        path = f"memory/{day}.md"
        if path in files:
            raise Wrong(f"two sessions on {day}: they would be one log")
        lines = [f"# {day}", ""]
        for turn in told[f"session_{number}"]:
            lines.append(f"- {turn['speaker']}: {_said(turn)}")
            where[turn["dia_id"]] = (path, len(lines))
            turns[path, len(lines)] = lines[-1]
        files[path] = "".join(f"{line}\n" for line in lines)
    return Conversation(files, turns, tuple(_asked(sample["qa"], where)))


def _day(stamp: str) -> date:
    _, _, day = stamp.rpartition(" on ")
    return datetime.strptime(day, "%d %B, %Y").date()  # noqa: DTZ007 - no clock, only a day


def _said(turn: Mapping[str, str]) -> str:
    text = " ".join(turn["text"].split())
    caption = turn.get("blip_caption")
    return f"{text} [image: {caption}]" if caption else text


def _asked(questions: Iterable[Mapping[str, Any]], where: Mapping[str, Turn]) -> Iterator[Asked]:
    """The questions that have evidence; what is no turn of the conversation is none."""
    for question in questions:
        named = re.findall(r"D:?(\d+):(\d+)", " ".join(question.get("evidence", ())))
        ids = {f"D{int(session)}:{int(turn)}" for session, turn in named}
        evidence = frozenset(where[id_] for id_ in ids if id_ in where)
        if evidence and question["category"] in CATEGORIES:
            text = " ".join(question["question"].split())
            yield Asked(text, question["category"], evidence)


def _recalled(folder: Path, conversation: Conversation) -> Iterator[list[Turn]]:
    for path, text in conversation.files.items():
        file = folder / "me" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    questions = [Question(asked.text) for asked in conversation.asked]
    memory = Memory(folder, "me")
    for found in recall(memory, questions, extent=Extent(DEEPEST), today=TODAY):
        if found.failure:
            raise Wrong(f"the index failed, and the files were read through: {found.failure}")
        yield [(hit.entry.path, hit.entry.line) for hit in found.hits]


def _plain(_: Path, conversation: Conversation) -> Iterator[list[Turn]]:
    """What plain BM25 finds: the library as it comes, over words in lower case."""
    turns = list(conversation.turns)
    index = BM25Okapi([_words(text) for text in conversation.turns.values()])
    for asked in conversation.asked:
        order = (-index.get_scores(_words(asked.text))).argsort(kind="stable")
        yield [turns[number] for number in order[:DEEPEST]]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _scores(place: Path, conversations: Sequence[Conversation], find: _Finder) -> list[Score]:
    return [
        _score(number, asked, list(found))
        for number, conversation in enumerate(conversations)
        for asked, found in zip(
            conversation.asked, find(place / f"{number}", conversation), strict=True
        )
    ]


def _score(conversation: int, asked: Asked, found: Sequence[Turn]) -> Score:
    ranks = [rank for rank, turn in enumerate(found, 1) if turn in asked.evidence]
    at_5, at_10 = (len(asked.evidence.intersection(found[:k])) for k in (5, 10))
    return Score(
        conversation,
        asked.category,
        recall_5=at_5 / len(asked.evidence),
        recall_10=at_10 / len(asked.evidence),
        hit_10=float(at_10 > 0),
        reciprocal_rank=1 / ranks[0] if ranks else 0.0,
    )


def _row(what: str, scores: Sequence[Score], ours: Sequence[Score] = ()) -> str:
    """The means over all questions, and how far they are from `ours`, with the standard error."""
    means = (_mean(scores, number) for number in range(2, 6))
    moved = (_moved(scores, ours, number) if ours else "" for number in (3, 5))
    return _LINE.format(what, f"{len(scores):,}", *means, *moved).rstrip()


def _row_of_means(what: str, scores: Sequence[Score]) -> str:
    """The means of the means of each conversation."""
    parts = [
        [score for score in scores if score.conversation == number]
        for number in sorted({score.conversation for score in scores})
    ]
    means = [
        Score(number, 0, *(fmean(score[at] for score in part) for at in range(2, 6)))
        for number, part in enumerate(parts)
    ]
    return _row(what, means)


def _mean(scores: Sequence[Score], at: int) -> str:
    return f"{100 * fmean(score[at] for score in scores):.1f}" if scores else ""


def _moved(scores: Sequence[Score], ours: Sequence[Score], at: int) -> str:
    """How far a mean is from ours, question by question."""
    steps = [100 * (score[at] - our[at]) for score, our in zip(scores, ours, strict=True)]
    error = stdev(steps) / len(steps) ** 0.5 if len(steps) > 1 else 0.0
    return f"{fmean(steps):+.1f} ±{error:.1f}"
