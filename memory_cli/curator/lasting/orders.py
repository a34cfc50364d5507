"""Text that gives orders to an assistant or a tool: nothing of it is ever remembered.

What a log holds may come from a web page or a mail. A sentence that tells a program what to do
with a memory is no fact about a person, however it begins; and where one stands, its neighbours are
not to be trusted either. In doubt it is an order: what is lost so can still be added by hand.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from memory_cli.core.hidden import hidden

_HINTS = (
    r"ignor|disregard|override|overwrite|instruct|prompt|system|assistant|\bai\b|\bllm\b|\bgpt\b"
    r"|claude|\bmodel\b|curat|agent|soul|memory|memories|facts?\b|entr(?:y|ies)|approved|trusted"
    r"|pinned|#pin|confidence|you (?:are|must|will|should|have|shall|need|can)|your |jailbreak"
    r"|rm -rf|\bcurl\b|\|im_|\[/?inst|pretend|act as|forget|the user|vergiss|anweisung|lösche"
    r"|fakten|eintr[aä]g|erinnerungen|genehmigt|bestätigt|freigegeben|\bki\b|assistent"
    r"|du (?:musst|sollst|bist|wirst|darfst)"
)
"""Without one of these there is no order."""

_MEMORY = (
    r"(?:facts?|memor(?:y|ies)|entr(?:y|ies)|notes?|logs?|history|bullets?|records?|preferences?"
    r"|everything|soul|fakt(?:en)?|eintr[aä]ge?|erinnerung(?:en)?|gedächtnis|notizen|alles)\b"
)
_MACHINE = (
    r"(?:assistants?|a\.?i\.?s?|llms?|language models?|models?|curators?|chat ?bots?|bots?"
    r"|agents?|claude|chatgpt|gpt|copilot|assistent(?:en)?|ki|sprachmodell)\b"
)
_DUTY = (
    r"(?:must|should|shall|has to|have to|needs? to|is to|are to|will now|may now|muss"
    r"|soll|darf)\b"
)
_ORDERS = (
    # Away with what it was told before.
    (
        r"\b(?:ignore|disregard|override|bypass|forget|discard"
        r"|overrule)\b.{0,40}\b(?:instructions?|prompts?"
        r"|rules|guidelines|context|messages?|constraints|policy|policies|above|previous|prior"
        r"|everything)\b"
    ),
    (
        r"\b(?:ignoriere?|vergiss|missachte)\b.{0,40}\b(?:anweisung(?:en)?|regeln|vorgaben"
        r"|alles|bisherige)"
    ),
    (r"\bnew (?:system )?(?:instructions?|prompt|directives?)\b|\bneue anweisung(?:en)?\b"),
    # Voices of the machinery.
    (
        r"(?:^|[\n\"'\[<(*#])\s*(?:system|assistant|developer|tool)(?: (?:message|prompt|note"
        r"|override|instruction|notice|update))?\s*[\])>*]*\s*:"
    ),
    (
        r"<\|?/?(?:system|assistant|user|im_start|im_end|instructions?)\b|\[/?inst\]"
        r"|###\s*(?:system|instruction)"
        r"|\b(?:system|developer) (?:prompt|override|message|instruction)s?\b"
        r"|\bsystem(?:nachricht|anweisung)\b"
    ),
    # Who it shall be.
    (
        r"\byou are (?:now|no longer|an? (?:ai|assistant|agent|model|helpful|unrestricted))\b"
        r"|\bjailbreak|\bdan mode"
        r"|\bdeveloper mode\b|\bpretend (?:to be|you)|\bact as (?:an? |the )(?:ai|assistant"
        r"|admin|root|system|user)"
    ),
    (
        r"\bfrom now on,? you\b|\byou (?:must|shall) (?:now|always|never|not|immediately|obey"
        r"|also|first|add|mark"
        r"|treat|delete|include)\b|\byour (?:new )?(?:instructions|task is|role is|guidelines"
        r"|system|rules are)"
    ),
    r"\bdu (?:bist (?:ab )?(?:jetzt|nun|sofort)|musst|sollst|wirst|darfst)\b.{0,60}",
    (
        r"\b(?:the|any|every|all|each|this|dear|attention|note to(?: the)?|hey|die|der"
        r"|an (?:die|den)|jede[rs]?) "
        rf"(?:\w+ )?{_MACHINE}.{{0,30}}\b{_DUTY}"
    ),
    (
        r"\b(?:instructions?|message|note|hint|attention|order|reminder|hinweis"
        r"|nachricht)s? (?:to|for|an|für) "
        rf"(?:the |any |all |every |den |die |das )?(?:\w+ )?{_MACHINE}"
    ),
    rf"(?:^|[\n.!?\"]\s*)(?:dear |hey |attention |@)?(?:the )?{_MACHINE}\s*[:,!]",
    (
        r"\b(?:when|if|while|once|before|after) (?:you|an?|the"
        rf"|any) ?(?:{_MACHINE})?.{{0,20}}\b(?:reads?|sees?|process"
        r"(?:es)?|summari[sz]es?|curates?|consolidates?|parses?)\b.{0,30}\b(?:this|these"
        r"|memory|memories|logs?|entry)"
    ),
    # What shall become of memory.
    (
        r"\b(?:delete|remove|erase|forget|purge|wipe|drop|retire|disable|overwrite|clear"
        r"|destroy|reset|discard"
        rf"|strike|lösche?|entferne|vergiss)\b (?:\w+ ){{0,4}}(?:all|every|any|each|other"
        r"|the|my|his|her|user'?s?|existing|previous|these|those|alle[sn]?|die|sämtliche"
        rf"|jede[nrs]?) (?:\w+ ){{0,3}}{_MEMORY}"
    ),
    (
        r"\b(?:delete|erase|forget|purge|wipe|lösche|vergiss) (?:all|every"
        rf"|alle)\b.{{0,20}}{_MEMORY}"
    ),
    (r"\b(?:soul|memory)\.md\b|\bsoul file\b|\.forgotten\b|\bmem-(?:op|actor|source|entry)\b"),
    (
        r"\b(?:add|write|append|save|store|insert|put|copy|promote|record|merge|inject|persist"
        r"|commit|trage|füge"
        r"|schreibe?|speichere)\b.{0,60}\b(?:to|into|in|as|zu[rm]?|ins?|als) (?:an? |the "
        r"|your |my |users? |die |das |den )?"
        r"(?:\w+ )?(?:long[- ]term )?(?:memory|memories|soul|facts?|permanent|gedächtnis"
        r"|fakt(?:en)?)\b"
    ),
    (
        r"\b(?:mark|flag|treat|label|tag|count|consider|accept|regard|markiere?"
        r"|behandle)\b.{0,40}\b(?:as |als )"
        r"(?:\w+[- ])?(?:approved|trusted|verified|pinned|reviewed|safe|confirmed"
        r"|authori[sz]ed|permanent|an? facts?"
        r"|facts?|genehmigt|bestätigt|freigegeben|vertrauenswürdig)\b"
    ),
    (
        r"\b(?:pre-?|user[- ]|already )approved\b|\bapproved by the user\b|\bthe user (?:has "
        r"|already )?(?:approve[ds]?"
        r"|authori[sz]e[ds]?|agree[ds]?|consent(?:s|ed)?|confirm(?:s|ed)?)\b"
    ),
    (
        r"\bcit(?:e|ing) (?:entry|entries|evidence|id|e\d)\b|\bset (?:the )?confidence\b"
        r"|\bconfidence\W{0,3}(?:1|0\.9|high)"
        r"|\b(?:propose|emit|output|return|generate|issue) (?:an? |the |only |exactly )?(?:add"
        r"|revise|retire|edits?|plan|json)\b"
        r"|(?<!\w)#pinned\b|\bpin this\b|\bpromote (?:this|these|it|all)\b"
    ),
    (
        r"\b(?:do not|don't|never|without) (?:tell(?:ing)?|ask(?:ing)?|inform(?:ing)?"
        r"|mention(?:ing)? (?:this|it) to"
        r"|notify(?:ing)?|reveal(?:ing)?(?: this)? to|warn(?:ing)?) (?:this to "
        r")?(?:the )?user\b|\bhidden (?:instruction|prompt)"
    ),
    (
        r"\b(?:respond|reply|answer) only\b|\brm -rf\b|\bcurl\b[^\n]{0,80}\|\s*(?:ba|z)?sh\b"
        r"|\bexfiltrat"
    ),
    r"\bals (?:genehmigt|bestätigt|freigegeben|vertrauenswürdig) (?:markier|behandel|kennzeichn)",
    r"\b(?:run|execute) (?:the following|this) (?:command|script|code)\b",
)


def is_order(text: str) -> bool:
    """Whether anything in `text` addresses who reads it by machine, openly or unseen."""
    if hidden(text):
        return True
    folded = " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").lower().split(" "))
    if not _compiled(_HINTS).search(folded):
        return False
    return any(_compiled(order).search(folded) for order in _ORDERS)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
