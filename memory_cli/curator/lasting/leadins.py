"""Words that ask to be remembered: "remember that", "note to self:", "merken:", "wichtig:".

They are taken off, and what they lead to is a fact, if it is a statement: "remember to buy milk" is
something to do, and "remember that night in Rome" is neither.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from memory_cli.core.relative import relative_dates

_LEAD = re.compile(
    r"""(?ix) ^[\s*_]*
    (?P<says> (?:please[ ])? remember (?=[ ]that|[:,])
      | (?:mental[ ])? note (?:[ ]to[ ](?:my)?self)? (?=[*_]*\s*[:—–-])
      | (?:very[ ])? important (?=[*_]*\s*[:!—–-])
      | (?:please[ ])? (?:don't|do[ ]not|never|let's[ ]not)[ ]forget (?=[ ]that|[:,])
      | n\.?b\.? (?=[*_]*\s*[:,.])
      | (?: fyi | for[ ]the[ ]record | for[ ](?:future[ ])?reference | to[ ]remember | reminder
          | worth[ ](?:knowing|noting|remembering) | good[ ]to[ ](?:know|remember)
          | (?:key[ ])?facts? | lesson(?:[ ]learn(?:ed|t))? ) (?=[*_]*\s*[:,—–]|[ ]that)
      | (?: (?:keep|bear)[ ]in[ ]mind | please[ ]note ) (?=[ ]that|[:,])
      | (?: merken? | notiz(?:[ ]an[ ]mich(?:[ ]selbst)?)? ) (?=[*_]*\s*:)
      | (?: (?:sehr[ ])?wichtig | (?:bitte[ ])?nicht[ ]vergessen ) (?=[*_]*\s*[:!])
      | (?: merk[ ]dir | zur[ ]erinnerung | gut[ ]zu[ ]wissen | fürs[ ]protokoll | fakt
          | erinnerung | hinweis ) (?=\s*:)
    )
    (?P<joint> [*_]*\s*[:!,.—–-]+[*_]*\s+(?:that[ ])? | [ ]that,?[ ] )
    """
)
_NO_STATEMENT = re.compile(
    r"(?i)^(?:that |the |those |when |how |to |time |day |night |one |all the "
    r"|what )?(?:time|day|night|summer|winter|year|one|guy|feeling|moment)s?\b"
    r"|^(?:to|when|how|what|why) \w"
)
_ACTION = re.compile(
    r"(?i)^(?:please |also |to |go |first )*(?:buy|call|send|email|mail|pay|book|check"
    r"|pick|get|bring|ask|write|finish|submit|renew|cancel|return"
    r"|clean|water|order|schedule|reply|fix|print|collect|drop|register|sign|text|ping"
    r"|tell|invite|prepare|pack|download|install|update"
    r"|review|make|do|take|put|look|find|talk|meet|go|come|wash|charge|set|feed|follow"
    r"|phone|ring|remind|move|read|try|turn|bake|cook"
    r"|deploy|merge|test|refactor|rename|upload|transfer|confirm|contact|visit|search"
    r"|answer|file|claim|apply|change|wake|hand|lock|add|remove"
    r"|create|start|stop|vote|congratulate|thank|wish|sort|organi[sz]e|plan|measure"
    r"|replace|rent|return|share|post|message|borrow|lend)\b"
    r"(?! (?:is|are|was|has|have|can|must|will|needs?|costs?|goes|ist|sind|hat)\b)"
)
_STANDING = re.compile(
    r"(?i)\b(?:always|never|every|each|whenever|when|before|after|unless|if|only|immer|nie"
    r"|niemals|jede\w*|wenn|nur)\b"
)
_FINITE = re.compile(
    r"(?i)\b(?:is|are|'s|'re|am|has|have|was|were|does|do|don't|doesn't|can|can't|cannot"
    r"|must|needs?|will|won't|should|may"
    r"|lives|works|likes|hates|prefers|wants|takes|keeps|hangs|lies|sits|opens|closes"
    r"|costs|starts|ends|expires|changes|accepts|speaks"
    r"|knows|owns|uses|pays|gets|goes|comes|eats|drinks|sleeps|plays|drives|requires|means"
    r"|stands|holds|contains|runs|sends|arrives|leaves"
    r"|ist|sind|hat|haben|darf|dürfen|muss|müssen|kann|können|liegt|liegen|hängt|steht"
    r"|braucht|verträgt|mag|will|soll|gilt|läuft|heißt"
    r"|wohnt|arbeitet|kostet|gehört|beginnt|endet|öffnet|schließt|nimmt|bekommt|isst"
    r"|trinkt|spricht|wird|werden|bin|habe)\b"
    r"|^(?:the |my |our |\w+'s )?(?:[\w-]+ ){1,4}?(?:only |always |never "
    r"|also )?[a-z]{3,}(?<!s)s (?:the|a|an|in|on|at|to|for|with|by|from|no|only|every|\d)"
)
_BROKEN = re.compile(
    r"(?i)\b(?:is|are|'s|ist|sind) (?:still |all |completely )?(?:broken|down|late|offline"
    r"|red|failing|dead|stuck|kaputt|down|leer|krank|sick|ill|here|out of (?:milk|\w+))\b"
)
_INFINITIVE = re.compile(r"(?-i:\b[a-zäöü][\wäöüß]*(?:en|ern|eln))[.!]*$")


class Asked(NamedTuple):
    """What somebody asks to remember, and in which words."""

    text: str
    says: str


def asked(sentence: str) -> Asked | None:
    """The statement that `sentence` asks to remember; None when it asks for nothing that lasts."""
    found = lead_in(sentence)
    return found if found and is_statement(found.text) else None


def lead_in(sentence: str) -> Asked | None:
    """What stands behind the words that ask to remember; None when `sentence` has none."""
    match = _LEAD.match(sentence.replace("’", "'"))
    rest = sentence[match.end() :].strip() if match else ""
    if match is None or not rest:
        return None
    says = " ".join(match["says"].lower().split())
    that = " that" if match["joint"].strip(" ,").lower() == "that" else ""
    return Asked(rest[0].upper() + rest[1:], says + that)


def is_statement(text: str) -> bool:
    """Whether `text` says how things are, rather than what to do once or what was."""
    plain = text.replace("’", "'")
    if _NO_STATEMENT.match(plain) or _BROKEN.search(plain) or is_task(plain):
        return False
    return bool(_FINITE.search(plain) or _STANDING.search(plain))


def is_task(plain: str) -> bool:
    """Whether `plain` is something to do once."""
    is_standing = _STANDING.search(plain) and not relative_dates(plain)
    if _ACTION.match(plain):
        return not is_standing
    return bool(_INFINITIVE.search(plain) and not is_standing and not _FINITE.search(plain))
