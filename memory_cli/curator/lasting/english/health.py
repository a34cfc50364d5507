"""What is said in English of health and food."""

from __future__ import annotations

from memory_cli.curator.lasting.english import words as en
from memory_cli.curator.lasting.rule import Rule

RULES = (
    Rule(
        kind="health",
        why="an allergy",
        confidence=0.93,
        hints="allergic allergy allergies",
        says=(
            (
                rf"{en.IS}(?:severely |highly |deathly |very |badly |mildly "
                rf"|deadly )?allergic to (?!{en.DEIXIS}|work\b|meetings|mornings|bullshit|people"
                r"|stupid|exercise\b|running\b|cleaning|housework|deadlines|jira|excel|cooking)\w"
            ),
            r"\b(?:have|has|got|with|'s) (?:an?|severe|bad|his|her) (?:[\w-]+ ){0,3}allergy\b",
            (
                r"\ballergies?(?: (?:is|are|to)|:) (?!bad|awful|terrible|acting|killing|back|worse"
                r"|over)[\w ]"
            ),
            r"^(?!no )(?:\w+ ){0,3}\w+ allergy(?:$|[.:,;]| confirmed| diagnosed)",
        ),
        unless=(r"\b(?:acting up|killing|season|meds|pills|bad today|terrible today|joke)\b",),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="health",
        why="about health",
        confidence=0.87,
        hints=(
            "vegetarian vegan pescatarian flexitarian teetotal teetotaler teetotaller diabetic "
            "asthmatic epileptic celiac coeliac intolerant free colorblind colourblind color "
            "colour blind pregnant dyslexic autistic deaf nearsighted shortsighted short "
            "near far sighted kosher halal sober"
        ),
        says=(
            (
                rf"(?:{en.IS}|\b(?:became|become|went|going|gone|turned|eats?"
                rf"|cooks?) {en.ADV})(?:an? |strictly |completely |mostly |fully |red[- /]green "
                rf"|born )*{en.DIET}\b(?= since| for | to | now|$|[.,;:!)]| and| but| so| with"
                r"| because| \(|, )"
            ),
        ),
        unless=(
            (
                r"\b(?:options?|burger|menu|restaurant|recipe|place|dish|dishes|cake|for (?:lunch"
                r"|dinner|a day))\b"
            ),
        ),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="health",
        why="about health",
        confidence=0.87,
        hints="have has had got diagnosed suffer suffers live lives with",
        says=(
            (
                r"\b(?:have|has|'ve got|got|'s got|suffers? from|lives? with|diagnosed(?: me| him"
                r"| her)? with|with) (?:mild |severe |chronic |type [12] |bad |exercise-induced "
                rf"|seasonal |some )*{en.CONDITION}\b"
            ),
            r"\bdiagnosed(?: me| him| her)? (?:with|as) \w",
        ),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="health",
        why="a medication",
        confidence=0.85,
        hints=(
            "take takes taking prescribed prescription mg mcg µg ml units on daily started dose "
            "dosage increased raised lowered reduced"
        ),
        says=(
            (
                rf"(?:{en.ANY}(?:take|takes|am on|'m on|is on|need|needs|inject|injects"
                r"|started(?: on| taking)?|start|starts|was prescribed|got prescribed|prescribed"
                r"|use|uses)|\bon) (?:[\w-]+ ){0,4}\d+(?:[.,]\d+)? ?(?:mg|mcg|µg|g|ml|iu"
                r"|units?)\b"
            ),
            r"\b(?:doctor|dr\.? \w+|gp|dentist|she|he) prescribed \w",
            r"^prescribed \w",
            r"\b(?:dose|dosage)\b.{0,40}\d ?(?:mg|mcg|µg|ml)\b",
            r"\btakes? (?:\w+ ){1,3}(?:every|each|daily|twice|for (?:his|her|my))\b",
        ),
        unless=(r"\btook\b",),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="health",
        why="about health",
        confidence=0.9,
        hints="blood",
        says=(r"\bblood (?:type|group)(?: is|:)? (?:(?-i:A|B|AB|O|0))(?:\b| ?[+-]|$)",),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="health",
        why="what is eaten",
        confidence=0.82,
        hints=(
            "don't doesn't not can't cannot never longer stopped quit gave given stay off avoid "
            "avoids without"
        ),
        says=(
            (
                rf"{en.ANY}(?:don't|do not|doesn't|does not|can't|can not|cannot|never"
                rf"|no longer) {en.ADV}{en.CONSUME}(?:s|es)? (?!{en.DEIXIS}|anything|any more of"
                r"|care|much|enough|time|well with|the \w+ (?:call|meeting))\w"
            ),
            (
                rf"{en.ANY}(?:stopped|quit|given up|gave up|giving up|stays? off|avoids?"
                r"|have stopped|has stopped) (?:eating |drinking |smoking |taking |using "
                r"|wearing )?(?:meat|coffee|caffeine|sugar|alcohol|dairy|milk|gluten|wheat|smoking"
                r"|drinking|cigarettes|bread|fish|chocolate|nuts|wine|beer|soda|snacks|red meat"
                r"|pork|beef|eggs|onions?|garlic)\b"
            ),
            (
                r"(?:^|\b(?:I|we|\w+) )(?:stopped|quit|have stopped) (?:eating|drinking|smoking"
                r"|taking) \w"
            ),
        ),
        unless=(
            r"\b(?:anything|for once)\b",
            r"\b(?:have|take|do|stand|handle) (?:time|a |the |any|enough|my|it|this)",
        ),
        turns=True,
    ),
    Rule(
        kind="health",
        why="about health",
        confidence=0.78,
        hints=(
            "make trigger give sleep sleeps diet get gets wears wear glasses lenses hearing "
            "keeps keep makes gives triggers upset upsets sick"
        ),
        says=(
            (
                rf"{en.ANY}(?:gets?|always gets?) (?:migraines|headaches|hives|a rash|heartburn"
                r"|car ?sick|sea ?sick|stomach \w+) (?:from|when|after|if|on)\b"
            ),
            (
                rf"{en.ANY}(?:wears?|needs?) (?:\w+ ){{0,2}}(?:glasses|contact lenses|contacts"
                r"|hearing aids?|a brace|insoles)\b"
            ),
            (
                r"\b(?!it\b|this\b|that\b)\w[\w ]{1,40} (?:gives?|makes?|keeps?|triggers?"
                r"|upsets?) (?:me|my|him|her) (?!crazy|laugh|smile|happy|sane|going|busy|posted"
                r"|mad|sad|cry|want|think|nervous|hope|joy|a (?:break|hand|chance|call|lift|hug"
                r"|raise))(?:\w+ ){0,3}?(?:sick|awake|up|migraines?|headaches?|hives|heartburn"
                r"|rash|stomach|asthma|sleepy|dizzy|nauseous|swell|itch|itchy|wheeze|sneeze"
                r"|bloated|drowsy)\b"
            ),
            (
                rf"{en.ANY}(?:sleeps?|works?|feels?|concentrates?) (?:badly|poorly|terribly|worse"
                r"|better|best) (?:if|when|after|without|with|on)\b"
            ),
            r"\bneeds? an? (?:[\w-]+-free|special|low-\w+|high-\w+) diet\b",
        ),
        unless=(r"\b(?:kept|all night)\b",),
    ),
    Rule(
        kind="health",
        why="a doctor's advice",
        confidence=0.84,
        hints="avoid should must may limits fear phobia",
        says=(
            (
                r"\b(?:should|must|may|can|has to|have to) (?:avoid|not (?:eat|drink|take|lift)"
                r"|only (?:eat|drink|take)) \w"
            ),
            r"\b(?:is|are) off[- ]limits for\b",
            r"\b(?:have|has) an? (?:fear|phobia) of \w",
        ),
        unless=(r"\b(?:traffic|rush hour|meeting)\b",),
        heard=True,
    ),
    Rule(
        kind="health",
        why="a medication",
        confidence=0.82,
        hints="mg mcg µg ml iu",
        says=(
            (
                r"\b\d+(?:[.,]\d+)? ?(?:mg|mcg|µg|ml|iu)\b.{0,30}\b(?:every|daily|twice|once|a day"
                r"|per day|one in the"
                r"|in the (?:morning|evening)|at (?:night|noon|bedtime)|before bed|mornings"
                r"|evenings|täglich|morgens|abends)\b"
            ),
        ),
        unless=(r"\b(?:took|had|gave|coffee|water)\b",),
    ),
)
