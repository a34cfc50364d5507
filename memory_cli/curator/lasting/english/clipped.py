"""What a diary says in English in clipped forms: what a doctor found, what moves, who leaves."""

from __future__ import annotations

from memory_cli.curator.lasting.english import words as en
from memory_cli.curator.lasting.people import NAME
from memory_cli.curator.lasting.rule import Rule

_PORTION = r"(?:tablets?|pills?|capsules?|drops|puffs?|spoons?|injections?|doses?|sachets?)"
_TORN = (
    r"(?:torn|ruptured|slipped|broken|fractured|sprained|herniated|bruised|inflamed) "
    r"(?:\w+ )?(?:meniscus|ligaments?|acl|tendon|disc|wrist|ankle|knee|hip|rib|foot|toe|elbow"
    r"|shoulder|collarbone|finger|arm|leg)"
)
_SPORT = (
    r"(?:running|sports?|jogging|lifting|driving|alcohol|swimming|cycling|climbing|flying"
    r"|exercise|football|tennis|skiing|dancing)"
)
_BODY = r"(?:hip|knee|eyes?|back|heart|shoulder|cataracts?|tonsils|appendix|tooth|teeth|foot|hand)"

RULES = (
    Rule(
        kind="health",
        why="a medication",
        confidence=0.84,
        hints="tablet tablets pill pills capsule capsules drops puffs puff injection dose doses",
        says=(
            (
                rf"\b(?:a|an|one|two|three|half a|\d+) (?:[\w-]+ ){{0,2}}?{_PORTION}"
                rf"(?: of \w+)? (?:{en.RECUR}|every other|a day|per day|before bed|at night|daily)"
            ),
        ),
        unless=(r"\b(?:took|forgot|missed|had)\b",),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="health",
        why="what a doctor found",
        confidence=0.82,
        hints="positive confirmed confirms intolerant intolerance allergic allergy diagnosis no "
        "torn ruptured slipped broken fractured sprained herniated",
        says=(
            r"\btested positive for (?!covid|corona|flu|caffeine)\w",
            rf"^(?:(?:dr\.? \w+|doctor|gp|vet|mri|scan|x-ray|diagnosis)\b.{{0,30}})?\b{_TORN}\b",
            (
                r"^(?:dr\.? \w+|(?:the )?(?:doctor|gp|allergist|vet|dermatologist|test"
                r"|results?)).{0,40}"
                r"\b(?:confirmed|confirms?|says?|:).{0,30}\b(?:intolerant|intolerance|allergic"
                r"|allergy)"
            ),
            rf"\bno (?:more )?{_SPORT} (?:until|till|before|for (?:\w+ )?(?:weeks|months))\b",
        ),
        unless=(r"\b(?:not|negative|isn't|screen|phone|laptop|cup|mug|today|tonight)\b",),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="plan",
        why="an operation",
        confidence=0.8,
        hints=_BODY.strip("(?:)").replace("|", " ").replace("?", "") + " surgery operation",
        says=(
            (
                rf"\b(?:Kin|{NAME})(?:'s)? (?:\w+ )?(?:{_BODY}|surgery|operation)"
                rf" (?:\w+ ){{0,4}}(?:on |for )?(?:{en.DATE_DAY})"
            ),
            (
                rf"\b(?:Kin|{NAME}|I) (?:gets?|has|have|will have|is having|am having) "
                rf"(?:[\w-]+ ){{0,4}}(?:surgery|operation|operated|{_BODY}) (?:\w+ ){{0,3}}(?:on "
                rf"|for )?(?:{en.DATE_DAY})"
            ),
        ),
        unless=(r"\b(?:was|were|had)\b",),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="plan",
        why="a date to keep",
        confidence=0.82,
        hints="moves slips shifts slides rebooked rescheduled booked",
        says=(
            (
                rf"\b{en.EVENT} (?:now )?(?:moves|slips|shifts|slides|is pushed|gets pushed)"
                rf" (?:back |forward |again )?(?:to|until|till|from) (?:the )?(?:{en.DATE}|\d)"
            ),
            (
                rf"^(?:the |our |my )?[\w' -]{{2,30}} (?:is|are) (?:now )?(?:re)?(?:booked"
                rf"|scheduled)"
                rf"(?: for| from|:|,)? (?:the )?(?:{en.DATE_DAY})"
            ),
            (
                r"^(?:the |our |my )?[\w' -]{2,30} (?:is|are) (?:now )?(?:re)?(?:booked|scheduled)"
                r"(?: for| from|:|,)? \d{1,2}(?: ?(?:to|-|–) ?\d{1,2}) \w"
            ),
        ),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="people",
        why="says who leaves",
        confidence=0.82,
        hints="leaves leaving quits retires resigns",
        says=(
            (
                rf"\b(?:Kin|{NAME}) (?:leaves|is leaving|quits|is quitting|retires|is retiring"
                r"|resigns) (?:(?:from )?(?:the |our )?[\w&.-]+ ){0,3}?(?:at|on|in|by|from|after) "
                rf"(?:the )?(?:{en.DATE})"
            ),
        ),
        unless=(rf"{en.NOW_ONLY}", r"\b(?:tomorrow|at \d|on (?:mon|tues|wednes|thurs|fri)day)\b"),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="people",
        why="what somebody wants",
        confidence=0.78,
        hints="wants asks",
        says=(
            (
                rf"^(?:s?he|Kin|{NAME}) (?:always |only )*(?:wants|asks for) (?!to\b|me\b|us\b"
                rf"|a\b|an\b"
                r"|some\b|it\b|more\b|this\b|that\b|the\b)(?:[\w'-]+ ){1,3}?(?:in writing|on paper"
                r"|in person|by (?:e-?mail|post|phone|letter)|in advance|as an? \w+"
                r"|the day before)\b"
            ),
        ),
        unless=(r"\b(?:today|tonight|tomorrow)\b",),
        heard=True,
    ),
    Rule(
        kind="preference",
        why="a change",
        confidence=0.78,
        hints="only now",
        says=(
            (
                r"^(?:I|we) (?:now only|only now|only) (?:drink|eat|use|read|wear|take|buy|work"
                r"|fly|ride"
                r"|cook|write) (?:[\w'-]+ ){1,3}?(?:now|from now on|any ?more|these days)\b"
            ),
            r"^(?:I|we) now only (?:drink|eat|use|read|wear|take|buy|cook|write) \w",
        ),
        turns=True,
    ),
    Rule(
        kind="project",
        why="how something is done",
        confidence=0.78,
        hints="always",
        says=(
            (
                r"^(?!it\b|this\b|that\b|he\b|she\b|they\b|there\b|I\b"
                r"|life\b)[\w'-]+(?: [\w'-]+){0,4}"
                r" (?:is|are|goes|go) always .{3,60}, never \w"
            ),
        ),
    ),
    Rule(
        kind="habit",
        why="a routine",
        confidence=0.76,
        hints="mondays tuesdays wednesdays thursdays fridays saturdays sundays",
        says=(
            (
                r"^(?!it\b|this\b|that\b|he\b|she\b|they\b)\w.{5,60}, (?:on )?"
                rf"{en.DAY}s (?:at|from) \d{{1,2}}(?::\d\d)?(?: ?[ap]m)?[.!]*$"
            ),
        ),
        turns=True,
    ),
)
