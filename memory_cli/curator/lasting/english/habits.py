"""What is said in English of what somebody does again and again, or no longer."""

from __future__ import annotations

from memory_cli.curator.lasting.english import words as en
from memory_cli.curator.lasting.people import NAME
from memory_cli.curator.lasting.rule import Rule

RULES = (
    Rule(
        kind="habit",
        why="what somebody does",
        confidence=0.75,
        hints=(
            "collect collects volunteer volunteers coach coaches sing sings teach teaches learn "
            "learning study studies studying write writes wear wears carry carries donate knit "
            "knits brew brews bake bakes climb climbs cycle cycles swim swims garden gardens "
            "paint paints row rows box boxes ride rides surf surfs sail sails fence freelance "
            "freelances commute commutes attends speaks smokes smoke drinks drink eats eat "
            "sleeps travels travel flies cooks reads meditate meditates fast fasts go goes keeps "
            "doesn't don't pays needs gets"
        ),
        says=(
            (
                rf"^(?:I|we|the kids|kids|{NAME}(?: and {NAME})?) (?:also |now |still |both "
                r"|usually |only |just )*(?:collects?|volunteers?|coach(?:es)?|sings?|teach(?:es)?"
                r"|learns?|study|studies|donates?|knits?|brews?|bakes?|climbs?|cycles?|swims?"
                r"|gardens?|paints?|rows?|surfs?|sails?|freelances?|commutes?|attends?|meditates?"
                rf"|smokes?|speaks?|wears?|carr(?:y|ies)) (?!{en.DEIXIS}|on\b|out\b|off\b)\w"
            ),
            (
                rf"^{NAME}(?: and {NAME})? (?:also |now |still |both |only )*(?:doesn't|does not"
                r"|don't) (?:drink|smoke|eat|drive|fly|travel|celebrate|work|read|answer|use|speak"
                r"|do|want|take|wear|own|have)\b(?! (?:know|it|that|this|time|enough|any time))"
            ),
            (
                rf"^(?:I'm|I am|we're|{NAME} is is) (?:also |now |currently )?(?:learning|studying"
                r"|training for|saving for|writing a (?:book|novel|thesis)|building a (?:house"
                rf"|boat)) (?!{en.DEIXIS}|the (?:logs?|code|docs?))\w"
            ),
            r"\b(?:and|but) now (?:freelances?|works|lives|teaches|studies|runs)\b",
        ),
        unless=(r"\b(?:was|were|today|cake|cookies)\b",),
    ),
    Rule(
        kind="habit",
        why="a routine",
        confidence=0.82,
        hints=en.OFTEN,
        says=(en.RECUR,),
        unless=(
            rf"\b(?:love|hate|like|on to|until) {en.DAY}s",
            (
                r"\b(?:was|were|had|did|didn't|been|went|felt|why|same|feels|lately|unlike|busier"
                r"|harder|worse|better|like every|every time|each time|looks|meant|forgot|wasn't"
                r"|took)\b"
            ),
            r"^(?:every|each) (?:\w+ )?(?:day|week|year|time) (?:is|the same|a|feels|gets)\b",
            r"\bonce (?:the|we|I|it|again|more|upon)\b",
            r"\bin (?:\w+ )?times\b",
            r"\bcounts?\b",
        ),
    ),
    Rule(
        kind="habit",
        why="a habit",
        confidence=0.76,
        hints="usually normally typically generally rarely hardly never always seldom tend tends",
        says=(
            (
                rf"(?:{en.ME}|{en.OTHER}|^)(?:usually|normally|typically|generally|rarely"
                r"|hardly ever|never|always|seldom) (?!ever|been|seen|thought|mind|knew|had|was"
                r"|were|again|late|too|a |an |the |some|said|say never|forget|lose|something|happy"
                r"|good|nice|fun|more|enough|will|\w+ed\b|have (?:time|enough))(?:\w+s\b|\w+) \w"
            ),
            rf"{en.ANY}tends? to (?!think)\w",
        ),
        unless=(
            (
                r"^(?:always|never|normally|typically|generally) (?!(?:has|works?|takes?|drinks?"
                r"|eats?|wears?|uses?|sits?|starts?|gets?|goes|pays?|travels?|sleeps?|reads?)\b)"
            ),
            r"\b(?:the same (?:thing|story)|ends up|why)\b",
        ),
    ),
    Rule(
        kind="habit",
        why="a change",
        confidence=0.83,
        hints="longer anymore more any",
        says=(
            (
                rf"(?:{en.ME}|{en.OTHER}|^)no longer (?:\w+ \w|(?:drive|smoke|drink|fly|run|work"
                r"|dance|cycle|travel)s?\b)"
            ),
            rf"{en.IS}no longer (?!here|there|available|sure|funny|going|coming)\w",
            rf"{en.ANY}(?:don't|do not|doesn't|does not) \w+ [\w ]{{2,40}}any ?more\b",
        ),
        unless=(
            rf"{en.NOW_ONLY}",
            (
                r"\b(?:no longer (?:works|compiles|reproduces|fails|raining|responds|crashes"
                r"|starts|builds|hungry|tired|hurts|feel|feels))\b"
            ),
            r"\b(?:know|want|care|understand|remember|feel)\b",
        ),
        turns=True,
    ),
    Rule(
        kind="habit",
        why="a routine",
        confidence=0.82,
        hints="first second third last month",
        says=(
            (
                rf"^(?:the |every )?(?:first|second|third|fourth|last) (?:{en.DAY}|working day"
                r"|weekday|day) of (?:the|each|every) (?:month|quarter|year)\b"
            ),
        ),
        unless=(r"\bwas\b",),
    ),
    Rule(
        kind="habit",
        why="what somebody does",
        confidence=0.73,
        hints=en.DONE_OFTEN,
        says=(
            (
                rf"^(?:I|we) {en.ADV}(?:{en.DOES}) (?!{en.DEIXIS}|up\b|out\b|back\b|home\b|into\b"
                r"|in (?:the )?(?:lift|park|garden)\b)\w"
            ),
            (
                rf"^(?:{NAME}|Kin)(?: and {NAME})? {en.ADV}(?:{en.DOES})e?s (?!{en.DEIXIS}|up\b"
                r"|out\b|back\b|in\b|into\b)\w"
            ),
            rf"^(?:Kin|{NAME}) (?:and {NAME} )?(?:has|have|keeps?) (?:our|my) (?:spare )?\w",
            rf"^(?:{NAME}|Kin|I|we) (?:can|may) only \w+ \w",
        ),
        unless=(
            (
                r"\b(?:was|were|had|did|went|until|while|dinner|lunch|breakfast|leftovers|movie"
                r"|film|tv)\b"
            ),
        ),
    ),
)
