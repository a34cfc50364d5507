"""What is said in English of likes and dislikes."""

from __future__ import annotations

from memory_cli.curator.lasting.english import words as en
from memory_cli.curator.lasting.people import NAME
from memory_cli.curator.lasting.rule import Rule

RULES = (
    Rule(
        kind="preference",
        why="a preference",
        confidence=0.88,
        hints="prefer prefers preferred preference rather",
        says=(
            rf"{en.ANY}(?:strongly |would |do |'d |does )?prefers? (?!{en.DEIXIS}|not to say)\w",
            r"\bpreferred (?:[\w-]+ ){1,3}(?:is|are|:)",
            r"\bpreference(?: is|:) \w",
            (
                r"\b(?:I|we)(?:'d| would) (?:much )?rather (?:have|get|be|work|use|see|read|write"
                r"|do|meet|receive|travel|walk|take|pay|cook)\b"
            ),
        ),
    ),
    Rule(
        kind="preference",
        why="a preference",
        confidence=0.78,
        hints=(
            "love loves like likes enjoy enjoys adore adores hate hates dislike dislikes despise "
            "loathe loathes detest detests can't cannot don't doesn't fan into fond obsessed "
            "afraid scared terrified fear stand bear"
        ),
        says=(
            (
                rf"(?:{en.ME}|{en.OTHER})(?:love|like|enjoy|adore|hate|dislike|despise|loathe"
                rf"|detest)s? (?!{en.DEIXIS})\w"
            ),
            (
                rf"{en.OMIT}(?:loves?|likes|enjoys?|adores?|hates?|dislikes?|loathes?"
                rf"|detests?) (?!{en.DEIXIS}|from|and|to bits|is|letter)\w"
            ),
            rf"{en.ANY}(?:can't|cannot|can not) (?:stand|bear) (?!{en.DEIXIS}|up|on)\w",
            (
                rf"{en.ANY}(?:don't|do not|doesn't|does not) {en.ADV}(?:particularly )?(?:like"
                rf"|enjoy|want) (?!{en.DEIXIS}|to (?:be|go|think|do|know|see|talk|miss|wait|forget"
                r"|jinx))\w"
            ),
            (
                r"^(?:really )?not (?:a |an |really a |much of a )*(?:big |huge )?(?:fan of|into"
                rf"|keen on|fond of) (?!{en.DEIXIS})\w"
            ),
            (
                rf"(?:{en.IS})(?:an? )?(?:huge |big |great |really |very |not "
                r"|not a big )*(?:fan of|into|fond of|obsessed with|afraid of|scared of"
                rf"|terrified of|addicted to) (?!{en.DEIXIS}|trouble|bed|town)\w"
            ),
        ),
        unless=(
            (
                r"\blike (?:a|an|the|crazy|hell|mad)\b(?= (?:boss|charm|baby|rock|dream|zombie"
                r"|idiot))"
            ),
            r"\bfeel(?:s|ing)? like\b",
            r"\blike to (?:thank|see|point|know)\b",
            r"\blikely\b",
            r"\b(?:loves?|hates?|likes?) (?:my|his|her|our|their|this|these) \w+[.!]*$",
            (
                r"\b(?:love|like|hate|enjoy|dislike)s? the (?!(?:sea|ocean|mountains?|cold|heat"
                r"|dark|outdoors"
                r"|opera|theatre|theater|piano|silence|countryside|city|desert)\b)\w+[.!]*$"
            ),
        ),
    ),
    Rule(
        kind="preference",
        why="a favourite",
        confidence=0.87,
        hints="favourite favorite fave favourites favorites go-to usual default my black strong",
        says=(
            (
                r"\bfavou?rites? (?!part\b|thing (?:today|about this)|moment|joke"
                r"|quote of)[\w'-]+(?: [\w'-]+){0,4}?(?: is| are|:| remains)(?: now"
                r"| still)? (?!this\b|when\b|that\b|how\b)\w"
            ),
            (
                r"\b(?:is|are) (?:my|our|his|her|their|\w+'s) (?:all-time |new "
                r"|absolute )?(?:favou?rite|fave)\b"
            ),
            (
                rf"{en.ANY}(?:drinks?|takes?|likes?|eats?) (?:my|his|her) (?:coffee|tea|eggs|steak"
                r"|espresso) \w"
            ),
            r"\bmy (?:usual|go-to|regular|default|standard) (?:[\w'-]+ ){1,3}(?:is|are|:) \w",
        ),
        unless=(r"\bof (?:the|this) (?:day|week|weekend|month|year|sprint|season|trip)\b",),
    ),
    Rule(
        kind="preference",
        why="what works for somebody",
        confidence=0.77,
        hints=(
            "best better easier productive focus concentrate need sick carsick seasick can't cannot"
        ),
        says=(
            (
                r"\b(?:works?|suits?|is|are) (?:far |much |a lot )?(?:best|better"
                r"|easier) for (?:me|us|him|her)\b(?! today)"
            ),
            (
                rf"\b(?:I|we|{NAME}) {en.ADV}(?:focus(?:es)?|concentrates?|sleeps?|works?|thinks?"
                r"|learns?|remembers?|writes?|codes?) (?:far |much |a lot )?(?:best"
                r"|better) (?:with|when|in|if|on|at|after|before|without|by)\b"
            ),
            (
                rf"{en.IAM}(?:most |more )(?:productive|focused|creative|alert|awake) (?:in|at|when"
                r"|before|after|on|with)\b"
            ),
            rf"\b(?:I|we|{NAME}) {en.ADV}(?:gets?) (?:car|sea|motion|air)[- ]?sick\b",
            (
                r"\bI (?:can't|cannot) (?:focus|concentrate|work|sleep|think|read|write"
                r"|code) (?:with|without|in|when|if|after|unless)\b"
            ),
            (
                r"\b(?:I|we) (?:need|require) (?:silence|quiet|absolute|total|at least|complete"
                r"|glasses|subtitles|captions|large|a window|an aisle|notice|eight|\d+ hours)"
            ),
        ),
    ),
    Rule(
        kind="preference",
        why="what works for somebody",
        confidence=0.75,
        hints="best no comfort weigh tall weighs",
        says=(
            rf"\b(?:I|we|{NAME}) {en.ADV}(?:do|does) (?:my|our|his|her) best \w+",
            rf"^no (?:[\w-]+ ){{1,3}}for (?:me|us|{NAME})\b",
            r"\bcomfort food\b.{0,10}(?: is|:) \w",
            r"\bI weigh \d",
            r"\b(?:I am|is) \d[.,]\d\d ?m? tall\b",
        ),
        unless=(r"\bthanks?\b",),
    ),
    Rule(
        kind="preference",
        why="a preference",
        confidence=0.76,
        hints="only never for",
        says=(
            (
                rf"^[\w'-]+(?: [\w'-]+){{0,3}},? (?:only|never|no) .{{2,40}}\bfor (?:me|us"
                rf"|{NAME})\b"
            ),
        ),
    ),
)
