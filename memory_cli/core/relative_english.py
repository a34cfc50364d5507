"""Relative dates in English: what they look like, mean and become."""

from __future__ import annotations

from memory_cli.core.phrases import MONTH_NAMES
from memory_cli.core.phrases import WEEKDAY_NAMES
from memory_cli.core.relative_language import DATED
from memory_cli.core.relative_language import LIST
from memory_cli.core.relative_language import TO
from memory_cli.core.relative_language import Language
from memory_cli.core.relative_language import either
from memory_cli.core.relative_language import words

_PARTS = either("morning afternoon evening night")
_SHORT = "mon tue tues wed thu thur thurs fri sat sun"
_DAY = either(" ".join((*WEEKDAY_NAMES, *reversed(_SHORT.split()))))
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(), start=13
    )
} | {"thirty": "30", "forty": "40", "fifty": "50"}
_COUNT = either(
    "[0-9]{1,3} an? one two three four five six seven eight nine ten eleven twelve "
    + " ".join(_NUMBERS)
)
_SOME = r"(?:(?:a )?(?:few|couple(?: of)?)|several|some|many)"
_UNIT = "(?:day|week|month|year)"
_SEASONS = "spring summer autumn fall winter"
_VAGUE = (
    r"(?:(?:(?:(?:more|less|fewer) than|over|under|about|around|almost|nearly|roughly|at least"
    r"|approximately|some|half) )?"
    rf"(?:{_COUNT}(?:(?: or | to |[-–]){_COUNT})?(?: and a half)?|{_SOME}) {_UNIT}s?"
    rf"(?: or (?:so|two|three)| and a half| and {_COUNT} {_UNIT}s?)?|{_UNIT}s)"
)
_APART = r"(?!s| (?:of|before|after|until|from|since|ago|old)\b)"
_WHOLE = "(?:week|month|quarter|year)"

ENGLISH = Language(
    stems=(
        *("day", "tomorrow", "night", "morning", "afternoon", "evening", "week", "month", "year"),
        *("quarter", *_SEASONS.split(), *(name[:3] for name in WEEKDAY_NAMES)),
        *MONTH_NAMES,
    ),
    recurring="|".join(
        (
            (
                r"(?:every|each)(?: (?:other|second|third|single|[0-9](?:nd|rd|th)))? "
                rf"{_DAY}(?: {_PARTS})?(?:{LIST} {_DAY}(?: {_PARTS})?){{0,6}}"
            ),
            rf"mon(?:day)?{TO}fri(?:day)?(?! next| last| this)",
            rf"(?(origin)(?!)){_DAY}{TO}{_DAY}(?! next| last| this)",
            rf"{_DAY}(?:{LIST} {_DAY}){{0,6}} {_PARTS}s",
        )
    ),
    phrase="|".join(
        (
            r"(?:the )?(?P<day>day before yesterday|day after tomorrow)",
            rf"(?P<day2>yesterday|today|tomorrow)(?: (?P<part>{_PARTS}))?",
            r"(?P<part2>tonight)|this (?P<part3>morning|afternoon|evening)|last (?P<part4>night)",
            rf"(?:the )?(?P<name>{_DAY}) (?:of )?(?P<week>next|last|this) week",
            (
                rf"(?P<week2>next|last|this) week(?:,? on)? (?P<name2>{_DAY})"
                rf"(?: (?P<part5>{_PARTS}))?{DATED}"
            ),
            (
                r"(?:the )?(?P<which>next|last|(?:this|the) coming|this past|this) "
                rf"(?P<name3>{_DAY})(?: (?P<part6>{_PARTS}))?{DATED}(?! of\b)"
            ),
            rf"(?P<which2>next|last|this) (?P<unit>{_WHOLE}|weekend)(?! of\b)",
            rf"(?P<which3>next|last|this) (?P<season>{either(_SEASONS)})(?! of\b)",
            rf"(?P<which4>next|last|this) (?P<month>{'|'.join(MONTH_NAMES)})(?! [0-9])",
            (
                r"(?:the )?(?P<unit2>week|month|year|weekend) (?P<second>after next|before last)"
                rf"(?! (?:{_DAY}|{_WHOLE}|{_COUNT}|{_SOME}|weekend|night)\b)"
            ),
            rf"(?P<count>{_COUNT}) (?P<unit3>{_UNIT})s? (?P<back>ago)(?: (?P<exact>today))?",
            rf"(?P<length>{_VAGUE}) (?P<back2>ago)",
            (
                rf"(?:in )?(?P<count2>{_COUNT}) (?P<unit4>{_UNIT})s? (?P<fore>from) "
                r"(?:now|(?P<exact2>today))"
            ),
            rf"(?:in )?(?P<length2>{_VAGUE}) (?P<fore2>from) (?:now|today)",
            (
                rf"(?P<fore3>in) (?P<count3>{_COUNT}) (?P<unit5>{_UNIT})s?(?:(?:['’]s?)? time)?"
                rf"(?! or| and a half| and {_COUNT} {_UNIT}){_APART}"
            ),
            rf"(?P<fore4>in) (?P<length3>{_VAGUE}){_APART}",
            (
                r"(?:(?P<the>the|this|these) )?(?P<turn>last|past|next|coming) "
                rf"(?P<length4>(?:(?:{_COUNT}|{_SOME}) )?(?:{_UNIT}|quarter)s"
                rf"|{_COUNT} {_UNIT}){_APART}"
            ),
            (
                r"(?P<the2>the|this) (?P<turn2>last|past|next|coming) "
                rf"(?P<length5>(?P<period>{_WHOLE})){_APART}"
            ),
            (
                r"(?:(?:end|beginning|start|middle|rest) of|(?:later|earlier|early|late) in) "
                rf"(?P<inner>(?:the )?(?P<unit6>{_WHOLE}))(?! of\b| [0-9])"
            ),
            r"by (?:the )?end of (?P<inner2>(?:the )?(?P<unit7>day))",
            (
                r"(?P<via>over|by|until|for|before|after|since) "
                r"(?P<inner3>the (?P<open>weekend))(?! of\b)"
            ),
            (
                rf"(?:(?P<name4>{either(' '.join(WEEKDAY_NAMES))})(?: (?P<part7>{_PARTS}))?"
                rf"|(?P<name5>{either(_SHORT)})){DATED}(?! (?:{_PARTS}s|every|each|weekly)\b)"
            ),
        )
    ),
    origin="from",
    words={
        **_NUMBERS,
        "thur": "thu",
        "fall": "autumn",
        "this coming": "next",
        "the coming": "next",
        "coming": "next",
        "this past": "last",
        "past": "last",
        "before last": "last",
        "after next": "next",
    },
    nominative={},
    names={"tonight": "evening"},
    short=words(_SHORT) | frozenset(MONTH_NAMES),
    forms={
        "day": {"alone": "on {day}", "bare": "{day}"},
        "part": {"alone": "on the {part} of {day}", "bare": "the {part} of {day}"},
        "night": {"alone": "on the {part} of {day}", "bare": "the {part} of {day}"},
        "week": {"alone": "in the week of {day}", "bare": "the week of {day}"},
        "weekend": {"alone": "on the weekend of {day}", "bare": "the weekend of {day}"},
        "month": {"alone": "in {month}", "bare": "{month}"},
        "quarter": {"alone": "in Q{quarter} {year}", "bare": "Q{quarter} {year}"},
        "year": {"alone": "in {year}", "bare": "{year}"},
        "season": {"alone": "in the {season} of {years}", "bare": "the {season} of {years}"},
        "before": {"bare": "{length} before {day}"},
        "after": {"bare": "{length} after {day}"},
        "until": {"bare": "the {length} until {day}"},
        "from": {"bare": "the {length} from {day}"},
    },
    slots=dict.fromkeys(
        (
            "on in at to by until till since for from before after of between during over around "
            "about than through within"
        ).split(),
        "bare",
    ),
    absorbed=frozenset(),
    never=words("every each any usa"),
    owned=words("my your his her our their its a an one"),
    fixed=words(
        "my your his her our their its a an one the that another following previous same some no "
        "most first second third fourth fifth other good black cyber easter ash palm holy super"
    ),
    lasting=words("in over during within for of"),
    times=words("once twice thrice times"),
    nouns={},
    habit=r"weekly|biweekly|daily|always|usually|normally|typically|regularly|generally"
    r"|(?:every|each|per) (?:week|month)",
    past=r"(?:was|were|did)(?:n['’]t)?|had|done|built|went|came|got|met|saw|took|gave|made|left"
    r"|sent|bought|brought|found|felt|kept|lost|ran|spoke|spent|paid|ate|slept|began|became|broke|chose|drove"
    r"|fell|flew|forgot|held|sold|stood|taught|woke|won|wore|(?!hundred|sacred)[a-z]{2,20}(?<!e)ed",
    told=r"said|told|heard|thought|wrote|knew|(?:decid|agre|promis|announc|mention|confirm|explain"
    r"|ask|want|hop|need|expect|plann|warn|not|remind|report|learn)ed",
    ahead=r"(?:is|are|be|gets?)(?: (?:[a-z]{2,20}ed|set|done|built|held|sent|made))?"
    r"|(?:ask|want|hop|need|expect|plann|decid|agre|promis)ed(?= to\b)"
    r"|will|won['’]t|[a-z]{1,20}['’]ll|shall|going|gonna|should|must|can|could|might|plans?|wants?|needs?|hopes?|due|deadline|upcoming"
    r"|moves?|starts?|arrives?|comes?|leaves?|opens?|begins?|flies|scheduled|planned|let['’]s",
    ahead_leads=words("by until till to for due before"),
    past_leads=words("since"),
    subject=r" (?:is|was|will|isn['’]t|wasn['’]t)\b",
)
