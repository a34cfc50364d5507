"""What is said in English of things: what is used, what its number is, where it is kept."""

from __future__ import annotations

from memory_cli.curator.lasting.english import words as en
from memory_cli.curator.lasting.people import NAME
from memory_cli.curator.lasting.rule import Rule

RULES = (
    Rule(
        kind="thing",
        why="what is used",
        confidence=0.78,
        hints="bank banks use uses using drive drives own owns ride rides play plays subscribe",
        says=(
            rf"{en.ANY}banks? with \w",
            (
                rf"(?:{en.ME}(?:use|drive|own|ride|play)|{en.OTHER}(?:uses?|drives?|owns?|rides?"
                rf"|plays?)|{en.OMIT}(?:uses|drives|owns|rides|plays)) (?!{en.DEIXIS}|to (?:be|live"
                r"|work|have|go|smoke|love|hate|like|play|use)\b|the (?:opportunity|chance|time)"
                r"|cards|along|around|it\b|games? (?:with|at)|every|all|up\b|him|some|home\b"
                r"|with\b|too\b|so\b|more\b|less\b|lots|a lot)\w"
            ),
            rf"{en.ME}(?:am |are )?now using \w",
            r"\b(?:I'm|we're) (?:now )?using [\w-]+ (?:for|as|now)\b",
            r"\bwe use (?!up\b|it\b|this|that|the time)\w",
            (
                rf"{en.OMIT}(?:use|using) (?-i:[A-Z])[\w.+-]*(?: [\w.+-]+){{0,2}} (?:for|as"
                r"|everywhere)\b"
            ),
        ),
        unless=(
            (
                r"\b(?:drives? (?:me|him|her|us) |own fault|on my own|play(?:s)? (?:with"
                r"|tennis with|chess with) (?-i:[A-Z]))"
            ),
        ),
    ),
    Rule(
        kind="thing",
        why="what somebody has",
        confidence=0.8,
        hints="have has bought sold own subscription membership cancelled canceled subscribed",
        says=(
            (
                rf"(?:{en.ME}|{en.OTHER})(?:have|has|'ve got|own"
                rf"|owns) {en.NUMBERS} {en.OWNED}(?! (?:tyre|tire|meeting|problem|food|viewing"
                r"|class))"
            ),
            (
                rf"{en.ANY}(?:bought|sold|leased) (?:a|an|the|our|my) (?:[\w-]+ ){{0,3}}(?:house"
                r"|flat|apartment|car|campervan|e-bike|motorbike|boat|cabin|allotment|piano|laptop"
                r"|telescope|van)\b"
            ),
            (
                rf"{en.ANY}(?:cancelled|canceled|subscribed to|signed up for|renewed"
                r"|terminated) (?:my|our|the|a)?(?: \w+){0,3} ?(?:subscription|membership"
                r"|contract|account|netflix|spotify|gym|newspaper|lease|insurance)\b"
            ),
        ),
        unless=(
            r"\b(?:meeting|call|appointment) with\b",
            (
                r"\b(?:car|house|dog|cat|account|gym|bike) (?:meeting|viewing|problem|issue|keys"
                r"|food|seat|class|session)"
            ),
        ),
        turns=True,
    ),
    Rule(
        kind="thing",
        why="a detail to look up",
        confidence=0.84,
        hints=(
            "number id ids address email e-mail mail mailbox birthday anniversary locker desk "
            "seat spot space place floor room badge zone timezone pronouns pronoun nickname name "
            "surname handle username login account bank iban size height weight type group plate "
            "wifi wi-fi fi ssid network router hostname ip port domain repo repository branch "
            "channel editor ide shell distro os system browser manager laptop phone monitor "
            "keyboard mouse camera car bike gym club employer company team department job title "
            "role position salary rent budget rate stack hometown town birthplace nationality "
            "citizenship language tongue insurance insurer provider isp carrier doctor gp "
            "dentist "
            "therapist landlord boss lead mentor accountant lawyer contact kin date codename "
            "hours standup up retro length goal motto allergies prescription dose dosage "
            "medication instrument hobby hobbies major topic supervisor school university "
            "customer deadline combination extension membership policy contract class vat meter "
            "serial flyer no"
        ),
        says=(
            (
                rf"(?:\b(?:my|our|his|her|their|{NAME}'s|the|his|new) |^)(?:(?!day"
                rf"|week)[\w&'-]+ ){{0,4}}?{en.ITEM}(?: (?:at|for|of|in|to|with"
                r"|on) (?:[\w'&-]+ ?){1,4}?)?(?: (?:is|are|ends in|starts with|=)(?: now| still"
                r"| currently| called"
                rf"| named)? |: ?|'s (?=\d)| (?=#?\d[\d/-]*(?:$|[.,;])))(?:now )?{en.VALUE}"
            ),
        ),
        unless=(
            r"^(?:call|meeting|update|idea|question|problem|bug|error|issue|new) (?:number|no)",
            r"\b(?:is|are) (?:a )?(?:\w+ )?(?:broken|slow|down|acting|flat|dead)\b",
            (
                r"\b(?:ticket|issue|bug|pr|train|bus|table|gate|platform|line|build|test|error"
                r"|version|order)s? (?:number|id|no)"
            ),
            (
                r"\b(?:room|seat|bike|team|name|place|desk|company|school|job|car|phone|laptop|goal"
                r"|system|team|office|club) is (?:the|in|at|on|with|an?|under|from) (?!the (?:\d"
                r"|first|second|third|ground|top|\w+ floor)|(?-i:[A-Z])|\d|an? (?-i:[A-Z])|room"
                r"|level|floor|building)"
            ),
        ),
    ),
    Rule(
        kind="thing",
        why="where something is",
        confidence=0.78,
        hints=(
            "records credentials photos decorations tyre tire jack scissors batteries candles "
            "torch flashlight key keys box passport documents certificate papers charger toolkit "
            "extinguisher fuse valve manual backup backups drive safe ladder tent suitcase deeds "
            "contract will shutoff meter cable kit instructions spare"
        ),
        says=(
            (
                r"\b(?:spare |house |car |bike |office |back-?up |front door |garage |cellar "
                r"|storage )?(?:keys?|fuse box|router|first[- ]aid kit|passports?|documents"
                r"|records|credentials|photos|papers|decorations|spare tyre|spare tire|jack"
                r"|scissors|batteries|candles|torch|flashlight|certificates?|toolbox|extinguisher"
                r"|valve|manual|backups?(?: drive)?|safe|deeds|will|meter|tent|suitcase|ladder"
                r"|shut-?off \w+) (?:is|are|lives?|hangs?|sits?)(?: kept| stored| always)? (?:in"
                r"|at|with|under|behind|on|inside|next|above|below)\b"
            ),
        ),
        unless=(
            (
                r"\b(?:keys? (?:is|are) (?:in the ignition|on the table)|missing|lost|on (?:his"
                r"|her|its|the) way)\b"
            ),
        ),
    ),
    Rule(
        kind="thing",
        why="a detail about oneself",
        confidence=0.74,
        hints="my our",
        says=(
            (
                r"^(?:my|our) (?!day|head|mood|back|stomach|brain|train|bus|flight|taxi|meeting"
                r"|call|shift|morning|evening|week|night|coffee|tea|lunch|dinner|breakfast|battery"
                r"|guess|bad\b|feeling|point|question|turn|phone (?:is|was) (?:at|on)|plan|hope"
                r"|idea|thoughts?)(?:[\w'-]+ ){1,4}?(?:is|are)(?: now)? (?:called \w"
                r"|an? (?-i:[A-Z]|\w*\d)|(?-i:[A-Z])(?!ing)|\d|on the \w+ floor|in (?-i:[A-Z])"
                r"|at (?:\d|(?-i:[A-Z])))"
            ),
        ),
        unless=(
            (
                r"\b(?:mess|disaster|nightmare|joke|late|delayed|broken|dead|waiting|here|gone"
                r"|minutes?|fault)\b"
            ),
        ),
    ),
    Rule(
        kind="thing",
        why="a detail to look up",
        confidence=0.8,
        hints=(
            "locker spot desk badge size box unit apartment flat extension plate account member "
            "policy customer seat insurance"
        ),
        says=(
            (
                r"^(?:[\w'-]+ ){0,2}(?:locker|parking spot|spot|desk|badge|size|p\.?o\.? box|unit"
                r"|apartment|flat|extension|account|member(?:ship)?|policy|customer) (?:no\.? "
                r"|number |#)?[A-Z]{0,3}-?\d[\w/-]*\b(?! (?:is (?:broken|down|out)|minutes|left"
                r"|people))"
            ),
            (
                r"^(?:insurance|bank|account|membership|policy|customer|tax|car"
                r"|passport)(?: \w+)?: .*\d{3}"
            ),
        ),
    ),
    Rule(
        kind="thing",
        why="where something is",
        confidence=0.77,
        hints="code codes combination",
        says=(
            (
                r"\b(?:[\w-]+ )?(?:codes?|combination) (?:is|are)(?: kept| stored)? (?:in|at|with"
                r"|under|behind|on|inside) "
            ),
        ),
    ),
)
