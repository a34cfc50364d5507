"""What is said in English of dates to keep."""

from __future__ import annotations

from memory_cli.curator.lasting.english import words as en
from memory_cli.curator.lasting.rule import Rule

RULES = (
    Rule(
        kind="plan",
        why="a date to keep",
        confidence=0.83,
        hints=(
            "launch release live deadline date flight trip holiday holidays vacation wedding "
            "exam exams surgery operation appointment checkup check interview conference move "
            "moving "
            "contract lease visa passport warranty insurance subscription membership trial "
            "course semester term demo audit offsite kickoff kick workshop ceremony festival "
            "election inspection hearing presentation marathon race tournament retirement leave "
            "sabbatical "
            "thesis defense defence graduation probation period return taxes migration cutover "
            "freeze beta alpha ga milestone submission application renewal delivery handover "
            "standup stand retro sync review meeting hands hall certificate license licence card "
            "mot test day closing meetup reunion baptism christening mri scan vaccination "
            "booster "
            "shot concert exhibition party funeral match game premiere opening rent invoice "
            "payment grant proposal report paper chapter manuscript sprint phase version rollout "
            "roll due expires golive"
        ),
        says=(
            (
                rf"\b{en.EVENT}(?: (?:of|for|at|with|in"
                rf"|to) (?:the )?[\w'&-]+(?: [\w'&-]+){{0,2}}?)?(?: date)? ?(?:{en.SET}|:|on|by"
                rf"|until|to)(?: the)? ?(?:{en.DAY},? )?(?:{en.DATE}|\d{{1,2}}:\d\d"
                r"|\d{1,2} ?[ap]m)"
            ),
            (
                r"\b(?:due|expires?|valid until|expiring|renews) (?:for (?:an? )?[\w-]+ )?(?:on "
                rf"|by |in |at )?(?:the )?{en.DATE}"
            ),
            (
                rf"\b{en.EVENT} (?:\w+ ){{0,3}}(?:moved|postponed|pushed|rescheduled|delayed"
                r"|brought forward) (?:back )?(?:to|until|by) \w"
            ),
        ),
        unless=(
            r"\b(?:was|were) (?:on|in|at|great|fun|good|nice|long|cancelled)\b(?! moved)",
            r"\b(?:lunch|coffee|drinks|dinner) (?:with|at)\b",
            r"\b(?:last|yesterday)\b",
            r"\b(?:I|we) (?:still |also |really )?(?:need|have|got|must) (?:to )?",
            r"^(?:had|went|attended|missed|watched)\b",
        ),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="plan",
        why="a plan with a date",
        confidence=0.78,
        hints=(
            "speak speaks speaking present presents presenting perform performs performing race "
            "defend defends defending fly flying flies travel travelling traveling travels go "
            "going moving moves leave leaving holiday vacation pto off away start starting "
            "starts "
            "until launch launching ship ships shipping release releasing arrives arriving "
            "returns back visiting visits get getting marry marrying"
        ),
        says=(
            (
                rf"{en.ANY}(?:will |'ll |are |'re |am |'m |is )*(?:fly|flying|flies|travel"
                r"|travell?ing|travels|going|moving|moves"
                r"|leaving) to (?-i:[A-Z])\w+.{0,40} (?:on|from|in|until|between"
                rf"|at) (?:the )?{en.DATE}"
            ),
            (
                rf"{en.ANY}(?:will |'ll |am |'m |is |are |'re )*(?:on |off )?(?:on )?(?:holiday"
                r"|vacation|pto|leave|sabbatical|away|off|out of office|parental leave"
                r"|maternity leave|paternity leave) (?:.{0,30} )?(?:from|until|till|between"
                r"|through|\d)"
            ),
            (
                rf"{en.ANY}(?:will |'ll |are |'re |am |'m |is |plan to |plan on "
                r"|planning to )*(?:launch(?:ing|es)?|ship(?:ping|s)?|releas(?:e|es|ing)|go(?:ing"
                r"|es)? live|start(?:ing|s)?|mov(?:e|es|ing)|get(?:ting)? married|marry(?:ing)?"
                r"|speak(?:s|ing)?|talk(?:s|ing)?|present(?:s|ing)?|perform(?:s|ing)?|rac(?:e|es"
                r"|ing)|defend(?:s|ing)?|return(?:ing|s)?|retir(?:e|es"
                r"|ing)) (?:[\w'-]+ ){0,6}?(?:on|by|in|from|before"
                rf"|at the) (?:the )?(?:{en.DAY},? )?{en.DATE}"
            ),
        ),
        unless=(
            r"\b(?:meeting|call|run|gym|work on|bug|working on|tests?|again|lunch|dinner)\b",
            r"\bin (?:a|\d) (?:minute|sec)",
        ),
        turns=True,
    ),
    Rule(
        kind="plan",
        why="a date to keep",
        confidence=0.76,
        hints="starts begins ends scheduled due closes opens expires place is are will",
        says=(
            (
                r"^(?:the |our |my )?(?!lunch|dinner|coffee|drinks|breakfast|it\b|this\b|that\b"
                r"|today)[\w'&-]+(?: [\w'&-]+){0,5} (?:starts?|begins?|ends?|closes|opens"
                r"|expires|takes place|(?:is|are|will be)(?: (?:scheduled|planned|due|booked|fixed"
                r"|set|confirmed|in [\w ]{2,20}?))?)(?: (?:on|for|by|at|in|from|until"
                rf"|between))*:? (?:the )?(?:{en.DAY},? )?(?:{en.DATE_DAY})"
            ),
        ),
        unless=(r"\b(?:was|were|lunch|coffee|drinks|dinner|birthday)\b",),
        turns=True,
    ),
    Rule(
        kind="plan",
        why="a date to keep",
        confidence=0.78,
        hints="conference exam surgery wedding flight trip workshop offsite concert marathon "
        "race deadline vacation holiday interview appointment course hearing inspection "
        "graduation festival move",
        says=(
            (
                rf"^(?:[\w'-]+ ){{0,3}}?{en.EVENT}(?: [\w'-]+){{0,5}}[,:(] ?(?:on "
                rf"|from )?(?:the )?(?:{en.DATE_DAY})"
            ),
        ),
        unless=(r"\b(?:was|were|went|attended|last|yesterday|lunch|coffee|dinner)\b",),
        turns=True,
    ),
)
