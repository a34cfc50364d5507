"""What is said in English of what was decided and changed."""

from __future__ import annotations

from memory_cli.curator.lasting.english import words as en
from memory_cli.curator.lasting.rule import Rule

RULES = (
    Rule(
        kind="decision",
        why="a decision",
        confidence=0.86,
        hints="decided decide decision decisions verdict resolved agreed",
        says=(
            (
                rf"(?:{en.ANY}(?:have |has |'ve |'s )?(?:finally |just |now )*(?:decided|resolved"
                r"|agreed)|\b(?:it was|was) (?:decided|agreed)) (?:(?:today|yesterday|together"
                r"|unanimously|with \w+|in the \w+|on \w+day|at the \w+|with the \w+) )*(?:on|to"
                r"|that|against|not to|for|we|upon|with)\b(?! (?:a date|it later|him|her|them|me"
                r"|you|tom|dana)\.?$)"
            ),
            r"^decided: ?\w",
            (
                r"\b(?:final |the |our |my )?decision(?: is|:| was(?: made)?:?| made:"
                r"| to) (?!pending|hard|difficult|tomorrow|due|not|still)\w"
            ),
            r"^verdict: \w",
        ),
        unless=(
            rf"\b(?:decided|agreed|resolved) (?:\w+ )?(?:not )?to {en.ONCE}",
            rf"{en.NOW_ONLY}",
            r"\b(?:blue|red|green|yellow|white|black|grey|pink) \w+[.!]?$",
            rf"\bdecided (?:on|for|against) (?:the |an? )?(?:[\w-]+ ){{0,2}}{en.FOOD}",
            (
                r"\bdecided (?:\w+ )?to (?:have|get|try|eat|share|split|order|make|do) "
                rf"(?:[\w-]+ ){{0,3}}{en.FOOD}"
            ),
            r"\bagreed with (?:him|her|them|me|that|everything|this|\w+$|\w+\.$|\w+ that it)",
            r"\bagreed to disagree",
        ),
        turns=True,
    ),
    Rule(
        kind="decision",
        why="a decision",
        confidence=0.85,
        hints=(
            "chose chosen choose picked selected went going go sticking stick settled opted "
            "staying stay picking choosing"
        ),
        says=(
            (
                rf"(?:{en.ANY}(?:have |has |'ve |finally )*(?:chose|chosen|selected)|^(?:choosing"
                rf"|selected)) (?!{en.DEIXIS}|to (?:sit|walk|ignore|stay|skip|wait|sleep"
                r"|go))(?:(?-i:[A-Z])|[\w'./+-]+(?: [\w'./+-]+){0,5} (?:over|instead of"
                r"|rather than|for|as)\b|to \w)"
            ),
            rf"\b(?:we|team) {en.ADV}(?:picked|selected) [\w -]{{3,60}} for \w",
            (
                rf"{en.ANY}(?:have |has |'ve |finally )*picked (?:[\w'./+-]+ ){{1,6}}?(?:over"
                r"|instead of|rather than|as|for (?:the|our|all|its))\b"
            ),
            (
                rf"{en.ANY}(?:have |will |we'll |'ll |are |is |am |'re |'m |finally )*(?:went|going"
                r"|go|sticking|stick|staying|stay|stuck) with (?!(?:it|him|her|them|me|us|you"
                r"|the flow|my gut)\b)(?:(?:the |a |an )?(?-i:[A-Z])[\w.+#-]*(?:$|[.,;:!]| (?:for"
                r"|over|instead|as|after|because|since|rather|on|\d))"
                r"|[\w'./+-]+(?: [\w'./+-]+){0,5} (?:over|instead of|rather than|for|as"
                r"|because)\b)"
            ),
            (
                rf"{en.ANY}(?:have |has |'ve |finally )*(?:settled|standardi[sz]ed"
                r"|standardi[sz]ing) (?:on|for) (?!the (?:couch|sofa)|a date)\w"
            ),
            rf"{en.ANY}(?:have |has |'ve )*opted (?:for|to|against|not to|in|out)\b",
        ),
        unless=(
            rf"{en.NOW_ONLY}",
            rf"{en.FOOD}",
            r"\bchose an? (?:[\w-]+ )?\w+ for (?:mum|mom|dad|him|her|them|Kin)\b",
            r"\bpicked (?:up|him|her|\w+ up)\b",
            r"\b(?:went|going) with (?-i:[A-Z])\w+ (?:and|to|for a|on a|yesterday)\b",
            r"\bthe (?:blue|red|green|black|white) (?:one|dress|shirt|tie)\b",
        ),
        turns=True,
    ),
    Rule(
        kind="decision",
        why="a change",
        confidence=0.84,
        hints=(
            "switched switching switch migrated migrating moved replaced replacing dropped "
            "dropping abandoned deprecated retired scrapped killed adopted adopting upgraded "
            "downgraded ported converted renamed reverted changed raised cut lowered increased "
            "rotated merged"
        ),
        says=(
            (
                rf"{en.ANY}(?:have |has |'ve |finally |are |'re |am |'m |is |will be |will "
                r"|'ll )*(?:switched|switching|switch|migrated|migrating|migrate|ported"
                r"|converted)(?: (?!back and forth|seats|places)[\w'./&+-]+){0,5}? (?:from|to"
                r"|over to|back to) (?!the (?:other|next|window)|a different|another|plan [a-z]\b"
                r"|the \d)\w"
            ),
            (
                rf"{en.ANY}(?:have |has |'ve |was |were |got |been )*(?:moved|changed|shifted"
                r"|pushed|rescheduled)(?: (?!to\b|on\b|house|seats?|in\b|fast|forward|slowly"
                r"|all my|the (?:couch|sofa|car|furniture|boxes|plant|plants|desk|table|bed|cursor"
                r"|chairs?))[\w'./&+-]+){1,6}? (?:from [\w'.: /&+-]+? )?to (?:(?:every"
                rf"|the \w+ of|a) )?(?:(?:the )?(?-i:[A-Z])\w|\d|noon|midnight|{en.DAY}|{en.MONTH}"
                r"|daily|weekly|monthly|biweekly|[\w-]+ (?:every|each))"
            ),
            (
                rf"{en.ANY}(?:have |has |'ve |finally |are |'re |will |'ll |was |were "
                r"|is )*(?:replaced|replacing|replace) (?:(?:the|our"
                r"|my) )?(?:[\w'./+-]+ ){1,5}?(?:with|by) (?:\w+ ){0,2}?(?-i:[A-Z])"
            ),
            (
                rf"{en.ANY}(?:have |has |'ve |finally |are |'re |will |'ll |was |were )*(?:dropped"
                r"|dropping|drop|abandoned|deprecated|retired|scrapped|killed"
                r"|sunset) (?:support for \w|(?:[\w'./+-]+ ){1,5}?(?:in favou?r of|for good"
                r"|because|from)|(?-i:[A-Z]{2,}\d*\b|[A-Z]\w+ \d))"
            ),
            (
                rf"{en.ANY}(?:have |has |'ve |finally )*(?:adopted"
                r"|adopting) (?:the )?(?-i:[A-Z])[\w.+-]*"
            ),
            r"\brenamed (?:[\w'./+-]+ ){1,5}to \w",
            (
                rf"{en.ANY}(?:reverted|went back|going back|are going back|'re going back"
                r"|going back) to (?!(?:sleep|bed|work|the (?:office|shop|store|doctor)|school"
                r"|normal|him|her|my desk|square)\b)\w"
            ),
        ),
        unless=(
            rf"{en.NOW_ONLY}",
            r"\bswitched (?:seats|places|sides|on|off)\b",
            rf"{en.FOOD}",
        ),
        turns=True,
    ),
    Rule(
        kind="decision",
        why="a decision",
        confidence=0.83,
        hints="now will we'll we won't going longer approved signed instead",
        says=(
            (
                r"\bwe(?:'ll| will| are going to|'re going to) (?:use|keep|host|run|build|deploy"
                r"|ship|support|go with|stick with|standardi[sz]e|adopt|drop|write|store|migrate"
                r"|launch|release|switch|charge|bill|hire|stop|start using|only|always|never"
                rf"|no longer|rely|base|call|name) (?!{en.DEIXIS})\w"
            ),
            (
                r"\bwe (?:won't|will not|will no longer|no longer) (?!make it|be (?:able|late"
                r"|back)|know|see|get there|finish|have time)\w+ \w"
            ),
            r"\bback to (?-i:[A-Z])[\w.+#-]*(?: \w+)? after all\b",
            (
                r"\b(?:budget|headcount|proposal|vacation|offer) (?:of [\w.,€$£ ]+ )?(?:was |is "
                r"|got |has been )?(?:approved|signed off|accepted)\b"
            ),
            r"\b(?:signed) the (?:lease|contract|offer)\b",
        ),
        unless=(
            rf"{en.NOW_ONLY}",
            rf"{en.FOOD}",
        ),
        turns=True,
    ),
    Rule(
        kind="decision",
        why="a change",
        confidence=0.82,
        hints="moved postponed rescheduled pushed shifted",
        says=(
            (
                r"\b(?:the|our|my) [\w' -]{2,40} (?:has |was |is |got |has been |now "
                r"|is now )*(?:moved|postponed|rescheduled|pushed|shifted)(?: back"
                rf"| forward)? (?:from [\w: ]+ )?(?:to|until) (?:every |the )?(?:{en.DATE}"
                r"|\d{1,2}:\d\d|\d{1,2} ?[ap]m|(?-i:[A-Z]))"
            ),
        ),
        turns=True,
    ),
    Rule(
        kind="decision",
        why="a decision",
        confidence=0.82,
        hints="decision voted approved rejected ratified accepted scrapped killed shelved "
        "discontinued abandoned stopped supporting going",
        says=(
            r"^(?:final )?decision (?:on|about|for) [\w' -]{2,40}: \w",
            (
                rf"{en.ANY}voted (?:for|against) \w.{{0,60}}\b(?:over|instead of|as|to)\b"
                rf"|{en.ANY}voted to \w"
            ),
            (
                rf"{en.ANY}(?:approved|rejected|ratified|accepted|signed off on) (?:the|our"
                rf"|a) (?:[\w-]+ ){{0,3}}?(?:plan|budget|proposal|contract|policy|roadmap|merger"
                r"|offer)\b"
            ),
            (
                rf"{en.ANY}(?:scrapped|killed|shelved|discontinued|abandoned) (?:the"
                rf"|our) (?:[\w-]+ ){{0,3}}?(?:app|project|feature|product|plan|service|newsletter"
                r"|shop|migration|launch|integration)\b"
            ),
            (
                rf"{en.ANY}(?:stopped|are stopping|will stop) (?:supporting|offering|selling"
                r"|accepting|shipping|publishing|maintaining) \w"
            ),
            r"\bwe are going with (?!him|her|them|the (?:kids|flow))[\w-]+ [\w-]+",
        ),
        unless=(rf"{en.NOW_ONLY}|{en.FOOD}",),
        turns=True,
    ),
)
