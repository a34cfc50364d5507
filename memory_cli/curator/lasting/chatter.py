"""What nobody needs next year: questions, guesses, jokes, moods, and what was pasted.

`is_idle` is true of a sentence that is never worth keeping. The others say more of it: that it
holds today only, that somebody else said it, that it tells what happened. Whether that matters is
for `signals` to say: a decision of today lasts, a mood of today does not.
"""

from __future__ import annotations

import re
from functools import cache

from memory_cli.core.relative import relative_dates

_FEWEST_LETTERS = 0.55
_FEWEST_WORDS = 2

_UNSURE = (
    r"\b(?:maybe|perhaps|might|could|possibly|probably|presumably|likely|hopefully"
    r"|supposedly|allegedly"
    r"|apparently|reportedly|hypothetically|theoretically|someday|one day|some day"
    r"|sometime|eventually"
    r"|wish|wishes|hope|hoping|wonder|wondering|imagine|suppose|tempted|toying|undecided"
    r"|unsure|doubt|guess|rumou?rs?|dream of|dreamt|fantasi[sz]\w+|daydream\w*)\b"
    r"|\b(?:not|isn't|aren't) (?:entirely |really |quite |yet )?(?:sure|certain|convinced"
    r"|clear|decided)\b"
    r"|\b(?:thinking|thought|think) (?:about|of|maybe|we|I|it|that|he|she|they|so)\b"
    r"|\bI think\b|\bconsider(?:ing)?\b"
    r"|\bleaning (?:towards?|to)\b|\b(?:would|wouldn't|'d) (?!rather|prefer"
    r"|like to be called)(?:\w+)"
    r"|\bwould (?:\w+ ){0,2}be (?:nice|great|good|cool|better)|\b(?:it|that)'d\b"
    r"|\bif (?:we|I|they|he|she|you) (?:ever|were|had"
    r"|could|would|won|only)\b|\bif only\b|\bwhat if\b|\bas if\b|\bin theory\b|\beven if\b"
    r"|\b(?:I|we|you|he|she|they) (?:really |probably |also )?(?:should"
    r"|ought to)\b(?! (?:always|never|avoid|not (?:eat|drink|take|lift)))|\bshould (?:I|we)\b"
    r"|\b(?:want|wants|wanted|wanna|would love|'d love|'d like|would like"
    r"|trying) to\b(?! be called)|\blet's see\b|\bwe'll see\b"
    r"|\b(?:almost|nearly) (?:\w+ed|bought|chose|went|got|took)\b|\bseems?\b"
    r"|\blooks? like\b|\bsounds? like\b|\btrying out\b"
    r"|\bdidn't (?:decide|agree|choose)\b|\b(?:haven't|hasn't|have not|has not"
    r"|not) (?:yet )?(?:been )?(?:decided|agreed|chosen|picked)\b"
    r"|\b(?:need|needs|have|has|still|yet|must|can't|cannot|going|trying"
    r"|time) to (?:decide|choose|agree|pick|settle)\b"
    r"|\bnot (?:yet )?(?:official|final|confirmed)\b|\bpending\b|\bdepends on (?:whether"
    r"|if)\b|\bto be (?:decided|confirmed)\b|\bTB[CD]\b"
    r"|\bvielleicht\b|\bevtl\b|\beventuell\b|\bkönnten?\b|\bwürden?\b|\bmüssten?\b"
    r"|\bwären?\b|\bhätten?\b|\bhoffe(?:n|ntlich)?\b"
    r"|\b(?:ich|wir|man) sollten?\b|\bsollten? (?:ich|wir|man|mal)\b|\bwahrscheinlich\b"
    r"|\bvermutlich\b|\banscheinend\b|\bangeblich\b"
    r"|\bmöglicherweise\b|\bfalls (?:wir|ich|er|sie|man|es)\b|\bmal (?:sehen|schauen"
    r"|gucken)\b|\büberleg(?:e|en|t|ung)\b|\birgendwann\b"
    r"|\bspiele? mit dem gedanken\b|\bweiß (?:noch )?nicht\b|\bkeine ahnung\b"
    r"|\bwünschte?n?\b|\bnoch nicht (?:sicher|klar|entschieden)\b"
    r"|\b(?:müssen|muss|wollen|will) (?:\w+ ){0,4}(?:entscheiden|überlegen)\b"
    r"|\bgerüchte?\w*\b|\bglaube?\b|\bich denke\b|\bscheint\b"
    r"|\bmöchte (?:mal|gern|gerne|irgendwann|einmal|unbedingt)\b|\bwill (?:mal"
    r"|irgendwann)\b|\bwenn wir (?:mal|je|jemals)\b|\bfast (?:hätte|wäre)\b"
)
_MAY = r"\bmay (?!be called|\d)(?:be|have|not|need|want|also|go|move|get|[a-z]+)\b"
"""The verb, in lower case; the month has a capital."""
_JOKE = (
    r"\b(?:lol|lmao|rofl|roflmao|jk|j/k|ha(?:ha)+h?|he(?:he)+|hihi|kidding|kiddin|joke"
    r"|joking|sarcasm|sarcastic|scherz|ironie|spaßeshalber|xd|yeah right|said no one|in my dreams"
    r"|as always, not)\b|(?:^|\s)/(?:s|j|sarcasm|joke)\b"
    r"|[😂🤣😜😝😉🙃😏]|(?<!\w);-?\)|\bnur spaß\b|\bwitz(?:ig)?\b|\bnot!\s*$"
)
_MINE = r"(?:I|I'm|I've|I'd|I'll|my|me|we|we're|our|ich|mein\w*|mir|mich|wir|unser\w*)"
_LABELS = (
    r"(?:note|notes|nb|fyi|ps|btw|important|remember|reminder|decision|decided|update|todo"
    r"|idea|fact|facts|rule|til"
    r"|policy|work|home|health|family|me|us|self|team|user|personal|project|lesson|learned"
    r"|learnt|agreed|outcome|result"
    r"|notiz|wichtig|merken|merke|fakt|regel|entscheidung|info|arbeit|privat|gesundheit"
    r"|familie|achtung|call|meeting|anruf)"
)
_QUOTED = (
    rf"[\"“„«][^\"”“»]*\b{_MINE}\b[^\"”»]*[\"”“»]|(?:^"
    rf"|\s)['‘][^'’]{{0,80}}\b{_MINE}\b[^'’]*['’](?:$|[\s.,])"
    rf"|^<?(?!{_LABELS}\b)(?-i:[A-ZÄÖÜ][\w-]+)(?: \([^)]*\)| (?-i:[A-Z]\w+))?>?"
    rf"\s?:\s+[\"“„']?{_MINE}\b"
    r"|\b(?!I\b|we\b|ich\b|wir\b)\w+ (?:said|says|wrote|writes|replied|answered|texted"
    rf"|sagte?|schrieb|meinte?)(?: to me| mir)?\s?[:,]\s*[\"“„'»]?{_MINE}\b"
    r"|\b(?:quote|zitat)\s*:"
)
_TOLD = (
    r"\b(?:said|says|saying|told|tells|claims?|claimed|thinks|believes|reckons|insists"
    r"|suggests|suggested|heard"
    r"|mentioned|wrote|read (?:that|somewhere)|according to|asked|wants (?:me|us)"
    r"|proposes?|proposed|recommends?|recommended"
    r"|sagte?|sagen|meinte?|meint|erzählte?|behauptet|gehört|laut|zufolge|schlug"
    r"|schlägt vor|empfiehlt|empfahl)\b"
)
_PASSING = (
    r"\b(?:today|tonight|right now|at the moment|just now|currently|for now|for the moment"
    r"|so far|again|atm"
    r"|this (?:morning|afternoon|evening|week|weekend|time|one|month|year|round|sprint"
    r"|hour|lunch)|these days|lately|already late|still not"
    r"|all (?:day|morning|afternoon|night|evening)|yesterday|last night|earlier|in the end"
    r"|yet|by (?:noon|midnight|lunch)"
    r"|heute|gerade|momentan|im moment|zurzeit|derzeit|diesmal|schon wieder|wieder|gestern"
    r"|vorhin|aktuell|dieses mal|vorerst|diese[ns]? (?:woche|monat|morgen|abend|wochenende))\b"
)
_FROM = (
    r"\b(?:from|since|as of|starting|until|till|by|through|beginning|effective|seit|ab|bis"
    r"|vom|zum) (?:on )?(?:the )?$"
)
_MOOD = (
    r"\b(?:weather|rain|raining|rainy|snow|snowing|sunny|sunshine|storm|stormy|windy"
    r"|cloudy|foggy|freezing|humid|heatwave"
    r"|tired|exhausted|sleepy|hungover|stressed|bored|grumpy|cranky|meh|ugh|yay|phew|argh"
    r"|sigh|woo+hoo|wow|omg|mood"
    r"|long day|rough day|busy day|good day|bad day|nice day|great day|slow day|quiet day"
    r"|lazy|killing me|so (?:happy|glad|sad|proud|annoyed|angry)"
    r"|wetter|regen|regnet|schnee|schneit|sonnig|sonne|müde|erschöpft|kaputt|genervt"
    r"|gestresst|langer tag|puh|juhu|laune|stimmung)\b"
)
_CODE = (
    r"[{};]\s*$|=>|==|!=|&&|\|\||\w\(\)|</\w|^\S+\([^)]*\)$|^\w+(?:Error|Exception)\b"
    r"|^Traceback|^\s*File \""
    r"|^\[?\d{4}-\d\d-\d\d[ T]\d\d:\d\d|\b(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL"
    r"|TRACE)\b[\s:\]]|\b0x[0-9a-f]{4,}"
    r"|\bexit (?:code|status) \d|^\[[\w:./ -]+\]|::\w|\bat [\w.$]+\([\w.]+:\d+\)"
    r"|\bstderr\b|^(?:def|class|import|from|return|const"
    r"|let|var|function|SELECT|INSERT|UPDATE|DELETE) \w+.*[(=;*]|^\w+=\S+$|^\S+/\S+:\d+"
    r"|\bHTTP/\d|\b\d+ (?:passed|failed),? \d*"
)
_URL = r"\b[a-z]{2,10}://\S+|\bwww\.\S+"
_WORD = r"[^\W\d_]+"

_PAST = (
    r"^(?:(?:I|we|ich|wir|(?-i:[A-ZÄÖÜ]\w+)(?: and (?:I|\w+))?) )?(?:\w+ly |just |also "
    r"|then |finally |again )?(?:had|went|met|ate|ran|saw|got|took"
    r"|made|did|was|were|came|spoke|wrote|drank|slept|felt|thought|told|found|lost|left"
    r"|brought|paid|sent|gave|drove"
    r"|flew|swam|woke|forgot|spent|caught|heard|broke|tried|fixed|finished|called|talked"
    r"|watched|cooked|cleaned|cycled"
    r"|walked|visited|played|worked|reviewed|merged|deployed|debugged|tested|ordered"
    r"|chatted|listened|helped|looked"
    r"|missed|needed|used|cancelled|booked|ran into|read (?!s)|won|beat|hung|sat|stood"
    r"|bumped|skipped|grabbed|picked up"
    r"|war|waren|hatten?|ging(?:en)?|traf(?:en)?|aß(?:en)?|sah(?:en)?|fuhr(?:en)?|kam(?:en)?)\b"
    r"|^(?:lunch|dinner|breakfast|brunch|coffee|drinks|beers?|meeting|call|walk|movie"
    r"|shopping|mittagessen|abendessen"
    r"|frühstück|kaffee|treffen|telefonat|spaziergang) (?:with|mit|bei)\b(?![^:]*:)"
    r"|\b(?:gewesen|gegangen|gegessen|getroffen|gemacht|gesehen|gefahren|gekauft|gelesen"
    r"|geschaut|telefoniert|gespielt|geschlafen|repariert|gekocht)\b"
)


def is_idle(sentence: str) -> bool:
    """Whether `sentence` is a question, a guess, a wish, a joke, someone's words or no prose."""
    return (
        is_question(sentence)
        or is_noise(sentence)
        or _has(_UNSURE, sentence)
        or bool(_exact(_MAY).search(sentence))
        or _has(_JOKE, sentence)
        or _has(_QUOTED, sentence)
    )


def is_question(sentence: str) -> bool:
    """Whether `sentence` asks."""
    return sentence.rstrip(" \"”»')*_!.").endswith("?")


def is_noise(sentence: str) -> bool:
    """Whether `sentence` is code, output, a line of a log or an address rather than words."""
    words = len(_exact(_WORD).findall(_exact(_URL).sub("", sentence)))
    if words < _FEWEST_WORDS:
        return True
    letters = sum(1 for char in sentence if char.isalpha() or char == " ")
    return letters < _FEWEST_LETTERS * len(sentence) or bool(_exact(_CODE).search(sentence))


def is_told(sentence: str) -> bool:
    """Whether `sentence` tells what somebody said."""
    return _has(_TOLD, sentence)


def is_passing(sentence: str) -> bool:
    """Whether `sentence` speaks of the moment: "today", "right now", "again"."""
    for found in _loose(_PASSING).finditer(sentence):
        if not _has(_FROM, sentence[: found.start()]):
            return True
    return any(not _has(_FROM, sentence[:start]) for start, _ in relative_dates(sentence))


def is_mood(sentence: str) -> bool:
    """Whether `sentence` is of the weather or of how somebody feels."""
    return _has(_MOOD, sentence)


def is_event(sentence: str) -> bool:
    """Whether `sentence` tells what happened once."""
    return _has(_PAST, sentence)


def _has(pattern: str, sentence: str) -> bool:
    return _loose(pattern).search(sentence) is not None


@cache
def _loose(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _exact(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
