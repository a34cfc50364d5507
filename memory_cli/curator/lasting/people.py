"""Who a sentence can be about: names, and people and animals by what they are to somebody."""

from __future__ import annotations

import re
from functools import cache

from memory_cli.curator.lasting.rule import either

_NO_NAMES = frozenset(
    """
    it this that the there then but and or so if when while why what who how my our your you he
    she they a an as at in on of for from with after before no not nothing nobody everything
    everyone everybody someone somebody something people today tomorrow yesterday weather
    traffic train trains bus coffee lunch dinner breakfast meeting day night morning evening
    time life also still again just always never some somehow most half all both each every any
    which here now only even because monday mondays tuesday tuesdays wednesday wednesdays
    thursday thursdays friday fridays saturday saturdays sunday sundays really usually i we ich
    wir er sie es das der die den dem ein eine einen mein meine meinen unser unsere man und aber
    oder wenn falls weil dass da dann heute morgen gestern jetzt hier immer nie nicht kein keine
    alles alle jeder jede jeden wetter zug bahn kaffee essen tag nacht was wer wie wo warum zu
    im am auf bei mit von vor nach ab seit bis bitte dieser diese dieses auch noch nur sehr
    leider endlich hat bin ist sind habe haben lieber lieb i'd it's that's there's
    what's here's he's she's they're we're you're we've we'll don't doesn't can't won't didn't
    isn't let's had got went made bought moved stopped quit gave started switched joined working
    living using prefers loves likes hates uses chose decided going new allergic dropped
    replaced migrated adopted called met saw took found cancelled sold signed booked finished
    please remember turns out another one two three
    """.split()
)
"""Words that have a capital where a sentence begins, and name nobody."""
_CAPITAL = (
    r"(?:^|(?<=[.:;!?,–—-] ))[A-ZÄÖÜ][\w']*|\b(?:I'\w+|(?:Mon|Tues|Wednes|Thurs|Fri|Satur"
    r"|Sun)days?)\b"
)
_SHORT = r"(?i:(?<=\bI)|(?<=\bwe)|(?<=\bthey)|(?<=\byou))(?i:'(m|re|ve|ll)\b)"
_LONG = {"m": " am", "re": " are", "ve": " have", "ll": " will"}
NAME = r"(?-i:[A-ZÄÖÜ][\w'-]*\w(?: [A-ZÄÖÜ][\w'-]*\w)?)"
"""In a text of `named`, where only names and German nouns have a capital."""

_RELATIVES = either(
    "sister brother siblings? mother mum mom mommy father dad parents? wife husband "
    "partner girlfriend boyfriend fianc[eé]e? "
    "spouse ex son daughter kids? child children twins? baby grandmother grandma granny "
    "grandfather grandpa aunt uncle cousin "
    "niece nephew (?:step|half|grand)[\\w-]+ (?:mother|father|sister|brother|son|daughter"
    "|parents)-in-law in-laws friend "
    "best_friend colleague coworker co-worker teammate boss manager supervisor mentor "
    "team_lead lead director ceo cto neighbou?rs? "
    "landlord landlady flatmate roommate housemate doctor gp physician dentist therapist "
    "psychologist physio physiotherapist "
    "accountant lawyer tax_advis[eo]r advis[eo]r agent plumber electrician hairdresser "
    "barber nanny babysitter teacher tutor "
    "trainer coach client customer dog cat puppy kitten parrot horse rabbit hamster "
    "goldson godson goddaughter intern assistant contact supplier vendor"
)
_VERWANDTE = either(
    "schwester bruder geschwister mutter mama vater papa eltern frau ehefrau mann "
    "ehemann partner partnerin freundin freund sohn tochter "
    "kinder kind baby zwillinge oma großmutter opa großvater tante onkel cousin cousine "
    "neffe nichte schwiegermutter schwiegervater "
    "schwager schwägerin kollege kollegin chef chefin vorgesetzte[rn]? nachbar nachbarin "
    "nachbarn vermieter vermieterin mitbewohner "
    "mitbewohnerin arzt ärztin hausarzt hausärztin zahnarzt zahnärztin frauenarzt "
    "frauenärztin therapeut therapeutin steuerberater "
    "steuerberaterin anwalt anwältin lehrer lehrerin trainer trainerin mentor mentorin "
    "kunde kundin hund katze kater welpe pferd patenkind "
    "teamleiter teamleiterin ansprechpartner ansprechpartnerin friseur friseurin "
    "physiotherapeut physiotherapeutin"
)
_MY = r"(?:my|our|his|her|their|[A-ZÄÖÜ][\w-]*\w's)"
_MEIN = r"(?:mein|unser|ihr|sein|dein)(?:e|en|er|em|es)?"
_NO_PERSON = (
    r"(?! (?:number|no|ids?|service|support|portal|accounts?|appointment|meeting|call|food"
    r"|bed|team|list|feedback|visit|day|issues?|dinner|lunch|party)\b|-)"
)
_KIN = (
    rf"(?i:\b(?:{_MY} (?:[\w-]+ ){{0,2}}?{_RELATIVES}|{_MEIN} "
    rf"(?:[\w-]+ ){{0,2}}?{_VERWANDTE}))\b{_NO_PERSON}(?:,? (?!I\b){NAME}\b,?)?"
)
KIN = "Kin"
"""In a text of `named`, whoever was "my sister Jana" or "Dana's boss"."""

_OF_ANOTHER = (
    rf"^(?:turns out )?(?:{NAME}(?: (?:and|und) {NAME})? (?=(?i:also |now |still "
    r"|always |only |jetzt |auch )*"
    r"(?:[a-z]+(?:s|es)|is|are|has|moved|joined|got|died|ist|sind|hat|haben|mag|[a-zäöü]+t)\b)"
    rf"|{NAME}'s )"
)


_IS = (
    rf"(?!{KIN}\b){NAME} (?:also |now |still |jetzt )*(?:is|are|ist|sind|[a-z]+s on"
    r"|depends|lives)\b"
)


def is_of_another(text: str, *, is_thing: bool = False) -> bool:
    """Whether `text` begins with somebody else than who wrote it, and says what they do.

    Where `is_thing`, what "is" may be a thing: "Rent is due", as "Dana is here".
    """
    found = _compiled(_OF_ANOTHER).match(named(text))
    return bool(found) and not (is_thing and _compiled(_IS).match(named(text)))


def named(text: str) -> str:
    """`text` with capitals only where a word may be a name, and "my sister Jana" as one name."""
    return _compiled(_KIN).sub(KIN, spelled_out(capitals_of_names(text)))


def capitals_of_names(text: str) -> str:
    """`text` with straight apostrophes, and no capitals on words that name nobody."""
    return _compiled(_CAPITAL).sub(_lowered, text.replace("’", "'"))


def spelled_out(text: str) -> str:
    """`text` with "I am" for "I'm"; "Tom's" may be his or that he is, and stays."""
    return _compiled(_SHORT).sub(lambda found: _LONG[found[1].lower()], text)


def _lowered(found: re.Match[str]) -> str:
    word = found[0].lower()
    return word if word in _NO_NAMES else found[0]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
