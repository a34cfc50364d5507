"""Relative dates in German: what they look like, mean and become."""

from __future__ import annotations

from itertools import product

from memory_cli.core.phrases import MONTH_NAMES
from memory_cli.core.phrases import WEEKDAY_NAMES
from memory_cli.core.relative_language import DATED
from memory_cli.core.relative_language import LIST
from memory_cli.core.relative_language import TO
from memory_cli.core.relative_language import Language
from memory_cli.core.relative_language import either
from memory_cli.core.relative_language import words


def _endings(stems: str, meaning: str) -> dict[str, str]:
    return {stem + end: meaning for stem, end in product(stems.split(), "e en er es em".split())}


_WEEKDAYS = dict(
    zip(
        "montag dienstag mittwoch donnerstag freitag samstag sonntag".split(),
        WEEKDAY_NAMES,
        strict=True,
    )
) | {"sonnabend": "saturday"}
_SHORT = dict(zip("mo di mi do fr sa so".split(), WEEKDAY_NAMES, strict=True))
_DAY = either(" ".join((*_WEEKDAYS, *_SHORT)))
_PARTS = {
    "früh": "Morgen",
    **{part: part.title() for part in "morgen vormittag mittag nachmittag abend nacht".split()},
}
_PART = either(" ".join(_PARTS))
_WHICH = (
    _endings("nächst kommend", "next")
    | _endings("letzt vergangen vorig", "last")
    | _endings("dies", "this")
)
_SECOND = _endings("übernächst", "next") | _endings("vorletzt", "last")
_SECONDS = either(" ".join(_SECOND))
_WHICHES = either(" ".join(_WHICH))
_UNITS = {
    **dict.fromkeys("tag tage tagen".split(), "day"),
    **dict.fromkeys("woche wochen".split(), "week"),
    **dict.fromkeys("monat monats monate monaten".split(), "month"),
    **dict.fromkeys("jahr jahres jahre jahren".split(), "year"),
    **dict.fromkeys("quartal quartals".split(), "quarter"),
    **dict.fromkeys("wochenende wochenendes wochenenden".split(), "weekend"),
}
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(), start=2
    )
} | {"einem": "1", "einer": "1", "zwanzig": "20", "dreißig": "30"}
_COUNT = either("[0-9]{1,3} " + " ".join(_NUMBERS))
_SOME = r"(?:ein paar|paar|einigen?|wenigen?|mehreren?|vielen?)"
_DATIVE = either("tagen? wochen? monat(?:en)? jahr(?:en)?")
_PLURAL = either("tagen? wochen monaten? jahren?")
_VAGUE = (
    r"(?:(?:(?:(?:mehr|weniger) als|etwa|circa|rund|ungefähr|über|fast|knapp|gut) )?"
    rf"(?:{_COUNT}(?:(?: oder | bis |[-–]){_COUNT})?|{_SOME}) {_DATIVE}"
    r"|(?:einem halben|einem dreiviertel) jahr)"
)
_APART = r"(?! (?:vor|nach|bis|ab|seit|von|vom|alt)\b)"
_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
_SEASONS = {
    **dict.fromkeys(("frühling", "frühjahr"), "spring"),
    "sommer": "summer",
    "herbst": "autumn",
    "winter": "winter",
}


def _declined(noun: str, articles: str) -> dict[str, str]:
    """Return `noun` alone, and as what the words before it make of it."""
    slots = ("alone", "bare", "zu", "accusative")
    return {"noun": noun} | {
        slot: f"{article.replace('_', ' ')} {noun}"
        for slot, article in zip(slots, articles.split(), strict=True)
    }


GERMAN = Language(
    stems=(
        *("heute", "gestern", "morgen", "nacht", "tag", "woche", "monat", "jahr", "quartal"),
        *("mittwoch", "sonnabend", *_SEASONS, *(f"m {name}" for name in _SHORT)),
        *(f"{word} {name}" for word in ("bis", "ab", "seit") for name in _SHORT),
    ),
    recurring="|".join(
        (
            r"von heute auf morgen",
            (
                r"jede[nrms]?(?: (?:zweiten?|dritten?|einzelnen?))? "
                rf"{_DAY}(?: ?{_PART})?(?:{LIST} {_DAY}(?: ?{_PART})?){{0,6}}"
            ),
            rf"mo(?:ntag)?{TO}fr(?:eitag)?(?! {_WHICHES})",
            rf"(?(origin)(?!)){_DAY}{TO}{_DAY}(?! {_WHICHES})",
        )
    ),
    phrase="|".join(
        (
            (
                rf"(?:(?P<exact>heute) )?(?P<back>vor) "
                rf"(?P<count>{_COUNT}) (?P<unit>{_DATIVE}){_APART}"
            ),
            rf"(?:heute )?(?P<back2>vor) (?P<length>{_VAGUE}){_APART}",
            (
                rf"(?:(?P<exact2>heute) )?(?P<fore>in) "
                rf"(?P<count2>{_COUNT}) (?P<unit2>{_DATIVE}){_APART}"
            ),
            rf"(?:heute )?(?P<fore2>in) (?P<length2>{_VAGUE}){_APART}",
            (
                r"(?P<day>vorgestern|gestern|heute|morgen|übermorgen)"
                rf"(?: (?P<part>{_PART}))?(?! des [0-9])"
            ),
            r"(?:letzte|vergangene) (?P<part2>nacht)",
            rf"(?P<name>{_DAY}) (?P<week>{_WHICHES}) woche",
            (
                rf"(?P<week2>{_WHICHES}) woche(?:,? am)? (?P<name2>{_DAY})"
                rf"(?: ?(?P<part3>{_PART}))?{DATED}"
            ),
            rf"(?P<which>{_WHICHES}) (?P<name3>{_DAY})(?: ?(?P<part4>{_PART}))?{DATED}",
            (
                rf"(?P<which2>{_WHICHES}) (?P<unit3>woche|monats?|jahr(?:es)?|quartals?"
                r"|wochenendes?)(?! (?:vom|der|des)\b| [0-9])"
            ),
            rf"(?P<which3>{_WHICHES}) (?P<season>{either(' '.join(_SEASONS))})(?! [0-9])",
            (
                rf"(?P<second2>{_SECONDS}) "
                r"(?P<unit6>woche|monats?|jahr(?:es)?|wochenendes?)(?! (?:vom|der|des)\b| [0-9])"
            ),
            r"(?P<unit4>woche) (?P<second>nach der nächsten|vor der letzten)",
            (
                r"(?P<turn>letzten?|vergangenen?|nächsten?|kommenden?) "
                rf"(?P<length3>(?:(?:{_COUNT}|{_SOME}) )?{_PLURAL}){_APART}"
            ),
            (
                r"(?:ende|anfang|mitte|rest) (?P<inner>(?:der|des) "
                r"(?P<unit5>woche|monats|quartals|jahres))(?! (?:vom|[0-9]))"
            ),
            (
                rf"(?:(?P<name4>{either(' '.join(_WEEKDAYS))})(?: ?(?P<part5>{_PART}))?"
                rf"|(?P<name5>{either(' '.join(_SHORT))})){DATED}(?! {_PART}s)"
            ),
        )
    ),
    origin="von",
    words={
        **_WEEKDAYS,
        **_SHORT,
        **_WHICH,
        **_SECOND,
        **_UNITS,
        **_NUMBERS,
        **_SEASONS,
        "gestern": "yesterday",
        "heute": "today",
        "morgen": "tomorrow",
        "vorgestern": "day before yesterday",
        "übermorgen": "day after tomorrow",
        "nach der nächsten": "next",
        "vor der letzten": "last",
    },
    nominative={
        "tagen": "Tage",
        "monaten": "Monate",
        "jahren": "Jahre",
        "halben": "halbes",
        "einem": "ein",
        "einer": "eine",
        "einigen": "einige",
        "wenigen": "wenige",
        "mehreren": "mehrere",
        "vielen": "viele",
    },
    names={
        **_PARTS,
        **dict(zip(MONTH_NAMES, _MONTHS, strict=True)),
        "spring": "Frühling",
        "summer": "Sommer",
        "autumn": "Herbst",
        "winter": "Winter",
    },
    short=frozenset(_SHORT),
    forms={
        "day": {"alone": "am {day}", "bare": "{day}"},
        "part": _declined("{part} des {day}", "am dem zum den"),
        "night": _declined("Nacht vom {day}", "in_der der zur die"),
        "week": _declined("Woche vom {day}", "in_der der zur die"),
        "weekend": _declined("Wochenende vom {day}", "am dem zum das"),
        "month": {"alone": "im {month_name} {year}", "bare": "{month_name} {year}"},
        "quarter": {"alone": "in Q{quarter} {year}", "bare": "Q{quarter} {year}"},
        "year": {"alone": "im Jahr {year}", "bare": "{year}", "noun": "Jahr {year}"},
        "season": {"alone": "im {season} {years}", "bare": "{season} {years}"},
        "before": {"bare": "{length} vor {day}"},
        "after": {"bare": "{length} nach {day}"},
        "until": {"bare": "{length} bis {day}"},
        "from": {"bare": "{length} ab {day}"},
    },
    slots={
        **dict.fromkeys("seit ab nach vor von zu um gegen ende anfang mitte".split(), "bare"),
        **dict.fromkeys("am im vom zum zur beim der dem den des die das".split(), "noun"),
        "bis": "zu",
        "für": "accusative",
        "auf": "accusative",
    },
    absorbed=words("in"),
    never=words("jeden jede jeder jedes jedem"),
    owned=words("mein meine meinen meiner unser unsere unseren ihre ihren seine seinen eine einen"),
    fixed=words(
        "der die das den dem des ein eine einen einem eines mein meine meinen unser unsere unseren "
        "ihr ihre ihren sein seine seinen kein keinen immer ersten zweiten dritten"
    )
    | _SECOND.keys(),
    lasting=frozenset(),
    times=words("einmal zweimal dreimal mal"),
    nouns={"morgen": words("am zum guten gutem nächsten selben der den dem des ein einen eines")},
    habit=r"wöchentlich|täglich|immer|meist|meistens|normalerweise|regelmäßig|üblicherweise"
    r"|gewöhnlich|jede woche|jeden monat|pro woche",
    past=r"war|waren|wurden?|hatten?|rief|kam|kamen|ging|gingen|traf|trafen|fuhr|fuhren|gab|nahm"
    r"|fand|machten?|(?:an|auf|aus|ab|ein|mit|vor|um)?ge[a-zäöüß]{3,20}(?:t|en)",
    told=r"sagten?|erzählten?|meinten?|schrieb|versprach|gesagt|erzählt|versprochen|geschrieben",
    ahead=r"wird|werden|will|wollen|soll|sollen|muss|müssen|kann|können|möchten?|ist|sind|fällig"
    r"|geplant|kommt|kommen|fährt|fahren|zieht|ziehen|beginnt|startet",
    ahead_leads=words("bis auf für vor zum"),
    past_leads=words("seit"),
    subject=r"(?!)",
)
