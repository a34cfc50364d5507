"""What of a conversation is worth a line in the diary: facts, and what was done and planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from memory_cli.core.conversation import OWNER
from memory_cli.core.conversation import Message
from memory_cli.core.relative import relative_dates
from memory_cli.core.wording import LONGEST
from memory_cli.curator.lasting.chatter import is_idle
from memory_cli.curator.lasting.chatter import is_mood
from memory_cli.curator.lasting.leadins import asked
from memory_cli.curator.lasting.leadins import lead_in
from memory_cli.curator.lasting.orders import is_order
from memory_cli.curator.lasting.rule import either
from memory_cli.curator.lasting.sentences import spoken
from memory_cli.curator.lasting.signals import Signal
from memory_cli.curator.lasting.signals import signal

ASSISTANT = frozenset({"assistant", "ai", "model", "bot"})

_ASKED = 0.92
_DONE = 0.7
_AHEAD = 0.68
_TO_DO = 0.65

_COMMAND = (
    r"^(?:please|can|could|would|will|hey|hi|hello|ok|okay|now|then|also|and|so|great"
    r"|thanks|thank|yes|no|sure|let's|lets|try|try again|instead"
    r"|actually|wait|bitte|kannst|könntest|kannst|hallo|danke|jetzt)\b.{0,40}\b(?:you|me"
    r"|fix|write|make|add|explain|show|tell|give|help|create|du|mir)\b"
    r"|^(?:please |now |then |also |ok,? |and |bitte )*(?:fix|write|make|add|explain|show"
    r"|tell|give|help|create|generate|run|refactor|change|update"
    r"|remove|delete|rename|convert|translate|summari[sz]e|list|describe|implement|debug"
    r"|check|look|find|search|draft|rewrite|compare|suggest|propose"
    r"|review|read|open|build|test|do|use|try|put|move|let|format|return|print|compute"
    r"|calculate|plot|analy[sz]e|design|plan|recommend|remind|set"
    r"|schreib\w*|erklär\w*|mach\w*|zeig\w*|gib|hilf|erstell\w*|übersetz\w*|prüf\w*"
    r"|such\w*|fass\w*|nenn\w* mir|sag\w*)\b"
    r"|\b(?:I|we)(?:'d| would)? (?:want|need|like|expect) you\b|\bcan you\b|\bcould you\b"
    r"|\bich (?:brauche|möchte),? dass du\b"
)
_STANDING = r"\b(?:always|never|from now on|in future|whenever|immer|nie|ab jetzt|künftig)\b"
_CODE_TALK = either(
    "function functions method variable variables class error errors exception traceback "
    "stack_trace compile compiler script regex query "
    "component endpoint null undefined import module terminal button css html json yaml "
    "xml sql api_call loop array dict string syntax "
    "output stdout log logs snippet code codebase test tests unit_test type_error "
    "argument arguments parameter dataframe column table "
    "prompt token tokens essay paragraph poem story answer response funktion "
    "fehlermeldung klasse methode ausgabe"
)
_DID = (
    r"\b(?:I|we)(?:'ve| have)? (?:(?:just|finally|already|also|today|both) )*(?:met|talked"
    r"|spoke|visited|shipped|released|launched|finished|completed|signed"
    r"|bought|sold|booked|started|passed|hired|presented|submitted|published|deployed|won"
    r"|lost|ordered|received|cancelled|canceled|swam|cycled|climbed"
    r"|repaired|installed|planted|attended|interviewed|agreed|got|ran|hosted|organi[sz]ed"
    r"|closed|migrated|rolled out|handed in|paid off|celebrated|applied)"
    r" (?!an? (?:error|exception|warning|message|result)|the (?:same|error|following)|it\b"
    r"|this\b|that\b|stuck|confused|used to|into)(?:\w+[' ]+){1,}\w"
    r"|\b(?:ich|wir) (?:habe|haben|bin|sind) .{4,80}\b(?:getroffen|gesprochen|besucht"
    r"|veröffentlicht|abgeschlossen|unterschrieben|gekauft|verkauft|gebucht"
    r"|begonnen|angefangen|bestanden|eingestellt|eingereicht|gewonnen|verloren|bestellt"
    r"|erhalten|gefeiert|umgezogen|geflogen|gereist|repariert|abgegeben)\b"
)
_PLANS = (
    r"\b(?:I|we|my \w+|our \w+|(?-i:[A-Z][a-z]+))(?:'m|'re|'ll|'s| am| are| is"
    r"| will)? (?:going to|planning to|plan to|flying|travell?ing|visiting|coming|arriving"
    r"|meeting|presenting|moving|starting|having|seeing|fly|travel|meet|present|visit|move|start"
    r"|launch|ship|release|interview)\b"
    r"|\b(?:ich|wir|mein\w* \w+) (?:fliege|fliegen|fahre|fahren|treffe|treffen|besuche"
    r"|besuchen|reise|reisen|ziehe|ziehen|habe|haben|kommt|kommen)\b"
)
_TASKS = (
    r"\b(?:I|we) (?:still |also |really )?(?:need to|have to|must|got to"
    r"|should not forget to|mustn't forget to) (?!know|understand|be able|say|admit|think)\w"
    r"|\b(?:ich|wir) (?:muss|müssen) (?:noch |unbedingt |bis )?\w"
)
_DATED = (
    r"\d{4}-\d\d-\d\d|\b\d{1,2}(?:st|nd|rd|th)?\.? (?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul"
    r"|aug|sep|o[ck]t|nov|de[cz])"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d|\b(?:in|by|im"
    r"|bis) (?-i:[A-Z])\w+(?:ary|ch|il|ay|ne|ly|st|er)\b"
)
_JOINT = (
    r"\bwe(?:'ve| have)? (?:(?:now|just|jointly|together|finally) )*(?:decided|agreed"
    r"|settled|chose|concluded)\b|^(?:so )?(?:decision|decided|agreed)(?: so far)?:"
    r"|\b(?:wir haben|haben wir) (?:uns )?.{3,120}(?:entschieden|beschlossen|geeinigt"
    r"|vereinbart)\b"
)


def noteworthy(message: Message) -> Iterator[tuple[str, Signal]]:
    """The sentences of `message` that are worth keeping, as they were said."""
    role = message.role.strip().lower()
    if role not in OWNER | ASSISTANT or is_order(message.text):
        return
    for sentence in spoken(message.text):
        if len(sentence) > LONGEST:
            continue
        found = _of_user(sentence) if role in OWNER else _of_assistant(sentence)
        if found:
            yield sentence, found


def _of_assistant(sentence: str) -> Signal | None:
    """Only what was decided together."""
    if is_idle(sentence) or not _has(_JOINT, sentence):
        return None
    found = signal(sentence)
    return found if found and found.kind == "decision" else None


def _of_user(sentence: str) -> Signal | None:
    if lead_in(sentence):
        statement = asked(sentence)
        return (
            Signal("thing", f"says: {statement.says}", _ASKED)
            if statement and not is_idle(statement.text)
            else None
        )
    is_standing = _has(_STANDING, sentence)
    if is_idle(sentence) or (_has(_COMMAND, sentence) and not is_standing):
        return None
    found = signal(sentence)
    if _has(rf"\b{_CODE_TALK}\b", sentence) and not is_standing:
        return found if found and found.kind == "decision" else None
    return found or _of_the_day(sentence)


def _of_the_day(sentence: str) -> Signal | None:
    """What was done, is ahead or is to do, if it is more than chatter."""
    if is_mood(sentence):
        return None
    is_dated = bool(relative_dates(sentence)) or _has(_DATED, sentence)
    if _has(_TASKS, sentence) and (is_dated or _has(r"\b(?:my|our|mein\w*|unser\w*)\b", sentence)):
        return Signal("plan", "something to do", _TO_DO)
    if _has(_DID, sentence):
        return Signal("plan", "what was done", _DONE)
    if is_dated and _has(_PLANS, sentence):
        return Signal("plan", "a plan", _AHEAD)
    return None


def _has(pattern: str, sentence: str) -> bool:
    return _compiled(pattern).search(sentence.replace("’", "'")) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
