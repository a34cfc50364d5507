"""What is said in English of who does what at work, and how things are set up there."""

from __future__ import annotations

from memory_cli.curator.lasting.english import words as en
from memory_cli.curator.lasting.people import NAME
from memory_cli.curator.lasting.rule import Rule

RULES = (
    Rule(
        kind="project",
        why="says who does what",
        confidence=0.85,
        hints=(
            "work works working lead leads leading manage manages run runs head heads own owns "
            "maintain maintains coordinate coordinates oversee oversees mentor mentors teach "
            "teaches study supervise supervises chair chairs organise organises organize "
            "organizes handle handles"
        ),
        says=(
            (
                rf"(?:{en.ME}work|\b{en.ONE} {en.ADV}works|\b{en.MANY} {en.ADV}work"
                rf"|{en.OMIT}works?) (?!fine|well|great|perfectly|on (?:my machine|it|this|that"
                r"|the (?:bug|fix|slides|issue|ticket))|for me|again|now\b)(?:for|at|as|in|on|with"
                r"|from (?:home|(?-i:[A-Z])\w+)|remotely|part|full|night|shifts|nights|\d|four"
                r"|three|closely|together|mainly|mostly)\b"
            ),
            (
                rf"{en.ANY}(?:leads?|manages?|runs?|heads?|owns?|maintains?|coordinates?|oversees?"
                r"|supervises?|chairs?|organi[sz]es?|handles?) (?:(?:the|our|a|an|my|her|his|all"
                r"|two|three|every) )?(?:[\w&/-]+ ){0,4}?(?:teams?|project|group|department"
                r"|company|shop|club|chapter|guild|service|services|program(?:me)?|course|unit"
                r"|office|initiative|platform|product|backend|frontend|infra(?:structure)?|billing"
                r"|payments?|sales|marketing|support|design|operations|ops|hr|finance|migration"
                r"|release|rollout|account|accounts|budget|committee|board|meetup|newsletter"
                r"|website|blog|podcast|library|repo(?:sitory)?|package|community|store|caf[eé]"
                r"|restaurant|bakery|farm|onboarding|hiring|reports?|payroll|pipeline|work)\b"
            ),
            rf"{en.ANY}(?:teach|teaches|mentors?) \w",
        ),
        unless=(r"\b(?:script|ran|tests? runs?|works? fine|on fire)\b",),
    ),
    Rule(
        kind="project",
        why="says who does what",
        confidence=0.86,
        hints=(
            "responsible charge accountable report reports promoted hired joined joining new job "
            "started starting start took takes taking over handed quit resigned role owner "
            "contact maintainer reporting retired retire fired laid leaving left accepted"
        ),
        says=(
            (
                rf"{en.IS}(?:responsible for|in charge of|accountable for|on call for) (?!this mess"
                r"|my own)\w"
            ),
            rf"{en.ANY}reports? (?:directly )?to (?-i:[A-Z]|my|our|the)\w*",
            r"\b(?:promoted|hired|appointed|elected)(?: me| him| her| \w+)? (?:to|as)\b",
            r"\bgot promoted\b",
            (
                rf"{en.ANY}(?:will |have |has |'m |am |is )*(?:joined|joining"
                r"|joins?) (?:the )?(?!(?:call|meeting|zoom|standup|party|queue|others|gym session"
                r"|discussion|line|session|webinar)\b)(?:[\w&-]+ ){0,4}?(?:team|as|company|board"
                rf"|club|gym|choir|union|guild|{en.PLACE})"
            ),
            (
                r"\bnew (?:job|role|position|title|boss|manager|team lead)(?: (?:at|as|with|is"
                r"|starts)|:)"
            ),
            (
                rf"{en.ANY}(?:started|starting|start|starts|begins?) (?:a new job|as an? \w+"
                r"|at (?-i:[A-Z])\w+|my (?:own|new) \w+|working (?:at|for|as))"
            ),
            (
                rf"{en.ANY}(?:has |have |will )?(?:took|takes?|taken|taking|taking) over (?:the "
                r"|as |from |all )?\w"
            ),
            r"\bhanded (?:over )?(?:the )?[\w ]+ (?:over )?to (?-i:[A-Z])",
            (
                rf"{en.ANY}(?:quit (?-i:[A-Z])\w+|(?:quit|resigned from|left|leaving"
                rf"|leaves) (?:my job|his job|her job|the company|{en.PLACE}(?: (?:for|to join) |$"
                r"|\.)))"
            ),
            (
                rf"{en.ANY}(?:accepted|got|was offered) the (?:[\w-]+ ){{0,3}}(?:job|position"
                r"|role)\b"
            ),
            rf"{en.ANY}(?:retired?|retires|was laid off|got laid off|was fired)\b(?! the| that)",
        ),
        unless=(
            (
                r"\b(?:(?:took|take|takes) over (?:an?|\w+|\d+) (?:hours?|minutes|days|weeks)"
                r"|left (?:\w+ )?(?:at|early|late|without|around)|meeting|for lunch)\b"
            ),
        ),
        turns=True,
    ),
    Rule(
        kind="project",
        why="how something is set up",
        confidence=0.76,
        hints=(
            "called named kept stored located hosted saved documented tracked filed archived "
            "spelled spelt pronounced runs lives depends listens deployed belongs stands costs "
            "owned maintained managed written versioned handled encrypted licensed numbered "
            "organised organized shipped served paid covered insured registered invoiced opens "
            "closes requires consists based uses built under charged billed owns"
        ),
        says=(
            (
                r"\b(?:is|are) (?:all )?(?:kept|stored|located|hosted|saved|documented|tracked"
                r"|filed|archived|spelled|spelt|pronounced|deployed|owned|maintained|managed"
                r"|written|built|named|based|billed|charged|run|backed up|versioned|handled|sorted"
                r"|signed|encrypted|licensed|numbered|organi[sz]ed|shipped|served|translated|paid"
                r"|covered|insured|registered|invoiced) (?!twice|once)(?:in|on|at|with|under|by|to"
                r"|via|after|for|behind|inside|next|as|from|from|here:|every)\b"
            ),
            r"\b(?:is|are) (?:called|named) (?:the )?(?-i:[A-Z]|[\"'“])",
            (
                r"\b(?!it\b|this\b|that\b|which\b)(?:the |our "
                r"|my )?\w[\w/-]*(?: [\w/-]+){0,3} (?:runs on|is written in|depends on|listens on"
                r"|belongs to|stands for|opens at|closes at|consists of|uses|lives? in"
                r"|sits? in) (?!it\b|this\b|that\b|whether|how|who|what|the (?:fact|wrong)|a lot"
                r"|too much|my (?:machine|mood)|fumes|time|coffee)\w"
            ),
            (
                r"\bcosts (?:us |me )?(?:about |around )?[€$£]?\d[\d.,]*\S*(?: \w+)? (?:a|per|/"
                r"|each) ?(?:month|year|week|day|hour|user|seat)\b"
            ),
            (
                r"\b(?:rent|fee|salary|subscription|mortgage|insurance)\b[\w ]{0,20} (?:is"
                r"|costs) [€$£]?\d"
            ),
        ),
        unless=(
            r"\b(?:was|were|bug|error|crash|failing|broke|broken|slow|wrong)\b",
            r"^(?:he|she|they|it)\b",
        ),
    ),
    Rule(
        kind="project",
        why="how things are done",
        confidence=0.73,
        hints=(
            "our all every each starts start ends need needs has have get gets goes go uses use "
            "runs run belongs belong includes requires require cost costs covers opens closes "
            "customers users"
        ),
        says=(
            (
                r"^(?:our|all|every|each|customers|users|contracts|invoices|new \w+s"
                r"|the \w+ (?:year|plan|policy|contract)) (?:[\w'-]+ ){0,6}?(?:starts?|ends?"
                r"|needs?|gets?|goes?|uses?|runs?|belongs?|includes?|requires?|costs?|covers?"
                r"|opens?|closes?|ships?) (?!help|a break|more\b|to (?:be|go|talk|calm|stop)"
                rf"|{en.DEIXIS}|on and on|up to me)\w"
            ),
        ),
        unless=(
            (
                r"\b(?:was|were|had|did|crash\w*|fail\w*|broken|slow|slower|out of|nerves"
                r"|complain\w*|my)\b"
            ),
        ),
    ),
    Rule(
        kind="project",
        why="how it is now",
        confidence=0.73,
        hints="now goes rises",
        says=(
            (
                r"^(?!it\b|this\b|that\b|he\b|she\b|they\b|there\b|everything|I\b"
                r"|we\b)[\w'-]+(?: [\w'-]+){0,4} (?:is|are) now (?!\w+ing\b|fine|back|ok\b|okay"
                r"|down|up\b|fixed|green|red|here|done|ready|gone|asleep|home|broken|dead|better"
                r"|worse|live|out\b|available|clean|empty|full|over|on the way|late|at home"
                r"|\w+ again)[\w'-]"
            ),
            (
                r"^(?:rent|salary|price|fee|contribution|premium|subscription) (?:goes|rises"
                r"|went) (?:up |down )?to [€$£]?\d"
            ),
        ),
        unless=(r"\b(?:merged|deployed|finished|complete|passing|failing|closed)\b",),
    ),
    Rule(
        kind="project",
        why="says who does what",
        confidence=0.8,
        hints="replaces stands covers ask go-to changed changes",
        says=(
            (
                rf"{NAME} (?:replaces|stands in for|covers for|deputi[sz]es for) (?:me\b|us\b"
                rf"|{NAME})"
            ),
            r"\b(?:is|am) (?:the )?(?:one|person|people) to ask\b|\bgo-to (?:person )?for \w",
            (
                rf"{en.ANY}(?:changed|changing|changes) (?:teams?|jobs?|departments?|schools?"
                r"|roles?|doctors?|banks?|gyms?)\b"
            ),
        ),
        turns=True,
    ),
    Rule(
        kind="project",
        why="how things are done",
        confidence=0.74,
        hints="need needs require requires always happen",
        says=(
            (
                r"^[a-z][\w'-]*s (?:need|require) (?:two|three|four|\d+|at least|an? \w+ (?:from"
                r"|before|of)|approval|sign-?off)\b"
            ),
            r"^(?:our|the|my) (?:[\w'-]+ ){1,4}(?:is|are) always (?:at|in|on|with|by|from) \w",
            r"^[\w'-]+(?: [\w'-]+)? happen (?:on|at|in|every) \w",
        ),
        unless=(r"\b(?:kids|plants|way|fire|hold)\b",),
    ),
)
