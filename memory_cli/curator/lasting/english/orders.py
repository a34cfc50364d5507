"""What is said in English of how things are to be done from now on."""

from __future__ import annotations

from memory_cli.curator.lasting.english import words as en
from memory_cli.curator.lasting.rule import Rule

RULES = (
    Rule(
        kind="rule",
        why="from now on",
        confidence=0.92,
        hints="now forward henceforth on effective future onwards onward starting as",
        says=(
            (
                rf"\bfrom (?:now|today|tomorrow|this (?:week|month)|next \w+|{en.DAY}"
                rf"|{en.DATE}) on(?:wards?)?\b"
            ),
            r"\bgoing forward\b",
            r"\bhenceforth\b",
            r"\beffective immediately\b",
            r"^in (?:the )?future,",
            rf"^as of (?:now|today|next|{en.DATE})",
            (
                rf"^starting (?:now|today|tomorrow|next|in|on|{en.DAY}|{en.DATE}"
                r"|from)\b(?=.{0,25}(?:,| I | we |:))"
            ),
        ),
        unless=(
            r"\bit(?:'s)? (?:is|can|will|gets|goes|rains|only|all)\b",
            r"\bdownhill\b",
        ),
        turns=True,
    ),
    Rule(
        kind="rule",
        why="a standing instruction",
        confidence=0.9,
        hints="always never",
        says=(
            (
                r"(?:^|[:;,] |\b(?:please|should|must|will|and|but|to|then|has to|have to"
                rf"|needs? to) )(?:please )?(?:always|never(?: ever)?) (?:again )?{en.DO} (?!mind\b"
                r"|again\b|good\b|bad\b|fun\b|more\b|ever\b|than\b)\w"
            ),
        ),
        unless=(
            r"^never (?:mind|say never|have I|did I|do I|was|again)",
            r"^always (?:be yourself|have fun|look on)",
            r"\b(?:I|we|he|she|they|\w+) (?:never|always) (?:wanted|thought)",
            r"\blearn",
            r"\btempt",
        ),
    ),
    Rule(
        kind="rule",
        why="a standing instruction",
        confidence=0.82,
        hints=(
            "don't not no must mustn't rule policy convention allowed forbidden mandatory only "
            "required prohibited"
        ),
        says=(
            (
                r"^(?:please )?(?:don't|do not)(?: ever)? (?!know|feel|care|think|get\b|understand"
                r"|want|like\b|have|need|remember|believe|see|mind|worry|panic|forget|ask me why"
                rf"|tell|wait|even)\w+ (?:.{{0,60}} )?(?:before|after|without|on (?:{en.DAY}s?"
                r"|weekends?|the first)|unless|until|during|while|in (?:production|prod|public"
                r"|the (?:morning|evening|office|car))|directly|by hand|from)\b"
            ),
            (
                r"^no (?:more )?(?:[\w-]+ )?(?:meetings?|calls?|deploys?|deployments?|releases?"
                r"|e?mails?|phones?|screens?|work|slack|merges?|pushes|laptops?|coffee|sugar"
                r"|visitors|music|shoes|notifications) (?:before|after|on|during|without|in|at"
                r"|past|between)\b"
            ),
            r"\b(?:must|may|mustn't|must not|can) (?:always|never)\b",
            r"\b(?:must not|mustn't) (?!forget|miss|worry|be late)\w+ \w",
            (
                r"\b(?:is|are) (?:not allowed|forbidden|mandatory|prohibited|off[- ]limits"
                r"|required) (?:in|on|for|at|to|before|after|without|during)\b"
            ),
            (
                r"^(?:team |house |my |our |the |new |golden )*(?:rule|policy|convention"
                r"|guideline)(?: \w+)?(?: is|:) \w"
            ),
        ),
        unless=(
            r"\b(?:for me today|for once)\b",
            r"\bmust (?:be (?:nice|fun|hard|great)|have been)\b",
        ),
        turns=True,
    ),
    Rule(
        kind="rule",
        why="how things are to be done",
        confidence=0.75,
        hints=(
            "use keep write reply answer respond name prefix sign store round quote spell "
            "address format mean say must"
        ),
        says=(
            (
                r"^(?:please )?(?:use|keep|write|reply|answer|respond|name|prefix|sign|store|round"
                r"|quote|spell|address|format) (?!an eye|calm|going|it\b|this|that"
                r"|up\b).{2,80}\b(?:in all|in every|everywhere|for all|for every|by default"
                r"|within (?:\d+|one|two|a)|at all times|only|short|brief|concise|formal|informal"
                r"|simple|in (?:english|german|french|dutch)|spelling|instead of|rather than"
                r"|not \w+)\b"
            ),
            r"\bwhen I (?:say|write|ask) .{2,50},? I (?:mean|want)\b",
            (
                r"^(?:all |every |any )?[\w'-]+(?: [\w'-]+){0,3} must (?:not )?(?:be \w+(?:ed|en"
                r"|ne|nt)\b|pass|have|contain|include|use|go through|come with|stay|end|start)\b"
            ),
        ),
        unless=(
            r"\b(?:today|tomorrow|tonight|for now|must have been)\b",
            r"^(?:I|we|he|she|it|this|that)\b.{0,40}must",
        ),
    ),
    Rule(
        kind="rule",
        why="a standing instruction",
        confidence=0.75,
        hints="please when whenever possible answer reply respond",
        says=(
            (
                r"^please (?:only |do not |don't )?(?:use|answer|reply|respond|write|speak|call me"
                r"|address|avoid|keep|stop|format|explain|summari[sz]e) (?!this|that|it\b)\w"
            ),
            (
                r"^when(?:ever)? (?:[\w-]+ing|you \w+|I ask)\b.{3,60}, (?:please )?(?:always "
                rf"|never |don't |do not )?{en.DO} \w"
            ),
            rf"^(?:please )?{en.DO} .{{3,80}}\b(?:whenever|wherever|if|where) possible\b",
        ),
        unless=(r"\b(?:today|tomorrow|tonight|now|this time)\b",),
    ),
    Rule(
        kind="rule",
        why="a standing instruction",
        confidence=0.77,
        hints="if when whenever don't not write name format file number prefix sign encrypt label",
        says=(
            (
                rf"^(?:if|when|whenever) .{{5,80}}, (?:please )?(?:always |never |do not |don't "
                rf"|first )?{en.DO} (?!it\b$)\w"
            ),
            (
                r"^(?:don't|do not|please don't) (?:put|share|post|publish|send|give|store|commit"
                r"|push|merge|book|schedule|mention|invite|order|hire) .{3,60}\b(?:public|anyone"
                r"|strangers|social|internet|[a-z]+s)\b"
            ),
            (
                r"^(?:write|name|format|file|number|prefix|sign|encrypt|label) (?:all |any "
                r"|every )?(?:[\w-]+ )?[\w-]+s (?:in|as|with|under|by|before|after|without"
                r"|like) \w"
            ),
        ),
        unless=(r"\b(?:today|tomorrow|tonight|now|this time|worry|panic|tired|bored|hungry)\b",),
    ),
)
