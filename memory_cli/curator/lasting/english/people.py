"""What is said in English of who somebody is, where they live and who belongs to them."""

from __future__ import annotations

from memory_cli.curator.lasting.english import words as en
from memory_cli.curator.lasting.people import NAME
from memory_cli.curator.lasting.rule import Rule

RULES = (
    Rule(
        kind="me",
        why="says a name",
        confidence=0.95,
        hints="name called call go known pronouns",
        says=(
            (
                r"\b(?:my|full|legal|middle|maiden|last|first) (?:full |legal |middle |maiden "
                r"|last |first |real )*name(?:'s| is|:) (?!\w+ing)\w"
            ),
            r"\bcall me (?-i:[A-Z])\w+(?! (?:later|back|when|at|on|tomorrow))",
            r"\bI(?:'m| am) called \w",
            rf"\b{NAME} goes by \w",
            r"\bI go by \w",
            r"\bpronouns(?: are|:) \w",
            r"\b(?:wants|prefers|likes) to be called \w",
        ),
    ),
    Rule(
        kind="me",
        why="says who they are",
        confidence=0.88,
        hints=(
            "i'm i am years born from speak speaks native mother first grew studied degree "
            "graduated handed bilingual turned citizen"
        ),
        says=(
            r"\bI(?:'m| am) \d\d(?: years old| now)?(?:$|[.,;])",
            rf"{en.ANY}(?:was |were )?born (?:in|on) \w",
            rf"{en.IS}(?:originally )?from {en.PLACE}(?!'s)",
            rf"\b{en.ANY}speaks? (?:\w+,? (?:and )?){{0,4}}{en.SKILL}\b",
            r"\b(?:native|mother|first) (?:language|tongue)\b",
            rf"{en.ANY}grew up (?:in|on|with|near) \w",
            rf"{en.ANY}(?:studied|studies|study|majored in) (?-i:[A-Z]|\w+ (?:at|in) )\w*",
            (
                rf"{en.ANY}(?:graduated|have a degree|has a degree|(?:have|has|hold"
                r"|holds) an? (?:phd|master|bachelor|degree)\w*)\b"
            ),
            r"\b(?:left|right)-handed\b",
            rf"{en.IS}(?:bilingual|trilingual|dyslexic|ambidextrous)\b",
        ),
        unless=(r"\b(?:late|minutes?|home from|back from)\b",),
        turns=True,
    ),
    Rule(
        kind="me",
        why="says who they are",
        confidence=0.85,
        hints="i'm i am work works working",
        says=(
            (
                rf"{en.IAM}(?:an?|the|our|one of the|head of|also an?) (?!bit\b|little\b|mess\b"
                r"|idiot\b|fool\b|happy\b|huge fan|big fan|fan\b|bad\b|terrible\b"
                rf"|horrible\b){en.ROLE}"
            ),
            (
                rf"{en.IAM}(?:[\w-]+ ){{0,2}}(?:manager|engineer|lead|head|ceo|cto|owner|retired"
                r"|self-employed|unemployed|freelance)\b"
            ),
        ),
        unless=(r"\b(?:idiot|mess|wreck|zombie|slow|bad|terrible|horrible|happy)\b",),
    ),
    Rule(
        kind="me",
        why="about the family",
        confidence=0.85,
        hints="married engaged divorced separated widowed single moved",
        says=(
            (
                rf"(?:{en.IS}|\b(?:got|get|have been|has been|been) {en.ADV}"
                rf"|{en.START})(?:(?:happily|legally|recently|newly) )?(?:married|engaged|divorced"
                r"|separated|widowed)\b(?! in (?:a|the) (?:fight|discussion))"
            ),
        ),
        turns=True,
    ),
    Rule(
        kind="me",
        why="says where somebody lives",
        confidence=0.86,
        hints="live lives living based reside resides moved moving relocated relocating move",
        says=(
            (
                rf"{en.ME}(?:live|reside|stay) (?:in|at|on|with|near|next|alone|together|by|just"
                r"|two|a|above|below|opposite)\b"
            ),
            (
                rf"\b(?:{en.ONE} {en.ADV}lives|{en.MANY} {en.ADV}live) (?:in|at|on|with|near|next"
                r"|alone|by|just|above|opposite)\b"
            ),
            rf"{en.OMIT}lives? (?:in|with|near|next to|alone|on|at)\b",
            rf"{en.IS}(?:now )?(?:based|living) (?:in|out of|with|near|at|alone)\b",
            (
                rf"{en.ANY}(?:have |has |just |am |'m |is |are |'re |will be |will )*(?:moved?"
                r"|moving|moves|relocated?|relocating|relocates) (?:back |out |away "
                rf"|permanently )?(?:from {en.PLACE} )?to (?!(?:{en.DAY}|{en.MONTH})\b){en.PLACE}"
            ),
            rf"{en.ANY}moved in with \w",
            (
                rf"{en.ANY}moved (?:into|to) (?:a|an|our|my|the) (?:new |bigger |smaller )*(?:flat"
                r"|house|apartment|place)\b"
            ),
        ),
        unless=(
            r"\b(?:concert|gig|stream(?:ed|ing)?|on tv|rent free|moved on)\b",
            r"\bmoved (?:the|our|all|my|everything)\b",
        ),
        turns=True,
    ),
    Rule(
        kind="people",
        why="says who somebody is",
        confidence=0.85,
        hints="is are am was named called became becomes",
        says=(
            (
                rf"{NAME}(?:,? (?:who )?(?:is|are|'s|became|becomes|will be)|'s) {en.ADV}(?:(?:the"
                r"|our|my|an?|his|her|their|one of (?:the|our|my)|acting|interim"
                rf"|new) )?(?:{NAME}'s )?(?:new |former |own |biggest |main |only "
                rf"|primary )*(?!idiot|genius|hero|legend|mess){en.ROLE}"
            ),
            rf"{NAME} (?:is|are|was) (?:now )?Kin\b",
            (
                rf"^{NAME} (?:is|turned) (?:\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine"
                r"|ten|eleven|twelve)(?: years old| now)?[.!]?$"
            ),
            (
                r"\bKin(?:'s name)?(?: is| are|'s| was)(?: now)?(?: called"
                rf"| named)? (?:an? )?{NAME}"
            ),
            rf"\bKin (?:is|are) (?:an? )?(?:called|named|{en.ROLE}|\d|born)",
        ),
        unless=(
            (
                r"\b(?:hero|legend|genius|star|best|always right|my turn|here|visiting|coming|ill"
                r"|sick|late)\b"
            ),
        ),
    ),
    Rule(
        kind="people",
        why="about a family",
        confidence=0.83,
        hints=(
            "have has had birthday anniversary wedding gave adopted adopt expecting baby got "
            "named engaged pregnant died passed"
        ),
        says=(
            (
                rf"{en.ANY}(?:have|has|'ve got|'s got|have got"
                rf"|has got) {en.NUMBERS} {en.OWNED}(?! (?:tyre|tire|meeting|problem|food|viewing"
                r"|class))"
            ),
            (
                rf"\b(?:birthday|anniversary)(?: is| on|:|'s)(?: on)?(?: the)? (?={en.DATE}|\d"
                r"|(?-i:[A-Z]))"
            ),
            r"\bborn on \w",
            (
                rf"{en.ANY}(?:adopted|got|bought|rescued) (?:a|an|two|our"
                r"|the) (?:[\w-]+ ){0,3}(?:dog|cat|puppy|kitten|house|flat|apartment|car"
                r"|campervan|e-bike|piano|baby)\b(?! (?:food|toy|seat|wash|bed))"
            ),
            rf"{en.ANY}(?:is|are|'re) expecting (?:a|their|twins|our)",
            (
                rf"{en.ANY}(?:had|gave birth to) (?:a|her|their|twin\w*) (?:baby|boy|girl|daughter"
                r"|son)"
            ),
            r"\b(?:passed away|died)\b",
        ),
        unless=(
            (
                r"\b(?:today|tomorrow|no time|battery|phone died|laptop died|server died"
                r"|connection|process)\b"
            ),
        ),
        turns=True,
    ),
    Rule(
        kind="people",
        why="about a family",
        confidence=0.82,
        hints=(
            "grade class form semester year family became become school uni university "
            "kindergarten nursery daycare"
        ),
        says=(
            r"\bfamily of \w+\b",
            rf"{en.ANY}(?:is|are|am) in (?:the )?(?:\w+|\d+\w*) (?:grade|class|form|semester)\b",
            r"\bin year \d+ at\b",
            (
                r"\b(?:became|become|am now|'m now) (?:an? |the )?(?:uncle|aunt|father|mother|dad"
                r"|mum|mom|grandmother|grandfather|grandma|grandpa|parents?|godmother|godfather)"
            ),
            (
                rf"{en.ANY}(?:goes? to|attends?|started(?: at)?"
                r"|starts?(?: at)?) (?:the )?(?:(?-i:[A-Z])[\w.-]+ )*(?:school|uni|university"
                r"|kindergarten|nursery|daycare)\b"
            ),
        ),
        unless=(
            r"\bdrop\w*\b",
            r"\bhappy families\b",
        ),
        turns=True,
    ),
    Rule(
        kind="me",
        why="for a long time",
        confidence=0.8,
        hints="since years",
        says=(
            (
                rf"\b(?:I've|I have|we've|we have|has|{NAME}'s|have) been (?!waiting|thinking"
                r"|trying|looking|sick|ill|broken|down|failing|raining"
                r"|a long)[\w -]{2,60} (?:since (?:\w+ )?(?:19|20)\d\d|for (?:over |almost "
                r"|about )?(?:\w+|\d+) years)\b"
            ),
        ),
        turns=True,
    ),
    Rule(
        kind="me",
        why="says what somebody was",
        confidence=0.75,
        hints="was used",
        says=(rf"^(?:I|{NAME}) (?:was|used to be) an? (?!bit|little|mess|wreck){en.ROLE}",),
        unless=(r"\b(?:good|bad|terrible|great|happy|idiot|zombie|today)\b",),
        turns=True,
    ),
)
