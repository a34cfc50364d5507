"""The forms of sentences that tell what they are about, each with who reads it."""

from __future__ import annotations

from typing import NamedTuple

from memory_cli.curator.lasting import subject_readers as read
from memory_cli.curator.lasting.subject_readers import EMPTY
from memory_cli.curator.lasting.subject_readers import FORMS_OF_VERBS
from memory_cli.curator.lasting.subject_readers import MOVED


class Form(NamedTuple):
    """A pattern whose groups a reader makes keys of."""

    pattern: str
    read: read.Reader


_NAME = r"(?-i:[A-ZÄÖÜ][\w'-]*\w)"
_WHO = (
    rf"(?:(?P<who>I|we|ich|wir|(?:my|our|mein|meine|unser|unsere) \w+(?: {_NAME})?"
    rf"|{_NAME})(?:'m|'ve|'re|'s)? )?"
)
_ADV = (
    r"(?:(?:now|also|still|just|really|finally|have|has|am|is|are|recently|only"
    r"|usually|jetzt|nun|inzwischen|mittlerweile|no longer drink and) )*"
)
_END = (
    r"(?=$|,(?!\d)|[;!(–—]|:(?!\d)|(?<!\d)\.(?=\s|$)|\.$| (?:since|because|and|but|so|instead"
    r"|until|now|after|as|with|from|for|seit|weil|und|aber|mit|für|ab|anymore|any more)\b)"
)
_VALUE = r"(?P<value>[^.,;:!(–—]+?)"
_CAPS = r"(?P<value>(?-i:[A-ZÄÖÜ][\w&.'-]*\w)(?: (?-i:[A-ZÄÖÜ&][\w&.'-]*))*)"
_DATE = (
    r"(?:(?:on|by|at|for|to|am|auf|um|den|the|zum) )*(?P<value>\d{4}-\d\d-\d\d"
    r"|\d{1,2}(?:st|nd|rd|th)?\.? (?:of )?(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep"
    r"|o[ck]t|nov|de[cz])\w*(?: \d{4})?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2}(?:st|nd|rd"
    r"|th)?(?:,? \d{4})?|\d{1,2}\.\d{1,2}\.(?:\d{4})?|\d{1,2}[:.]\d\d(?: uhr| ?[ap]m)?"
    r"|\d{1,2} ?(?:[ap]m|uhr)\b)"
)
_VERB = "(?P<verb>" + "|".join(FORMS_OF_VERBS) + ")"
_OBJECT = (
    r"(?P<object>(?!\d|to\b|of\b|any more|anymore)[\w.+#'-]+(?: (?!at|in|on|for|with"
    r"|every|each|any|anymore|again|before|after|twice|once|three|since|because|and"
    r"|but|as|mehr|am|im|zum|seit|wieder|now|jetzt|since|three|daily|regularly|often"
    r"|sometimes|jeden|jede|these|when|from|only)[\w.+#'-]+){0,2})"
)
_STATE = (
    r"(?P<object>vegetarian|vegan|pescatarian|pregnant|married|single|engaged"
    r"|vegetarisch|vegetarier(?:in)?|veganer(?:in)?|verheiratet|verlobt|schwanger)"
)

_SCOPE = r"(?: (?:for|in|at|on|as|für|im|bei) (?P<scope>[\w' -]+))?"
_TOOL = r"[\w.+#/-]+(?: (?-i:[A-Z])[\w.+#/-]*)*"
FORMS = (
    Form(
        r"\b(?:my name(?:'s| is)|mein name ist|ich hei(?:ß|ss)e)(?: now"
        rf"| jetzt)? {_VALUE}(?=$|[.,;])",
        read.only("name"),
    ),
    Form(
        rf"^{_WHO}{_ADV}(?:live|lives|living|based|moved|moving|relocated"
        rf"|relocating) (?:back )?(?:in|to) {_CAPS}",
        read.only("home"),
    ),
    Form(
        rf"^{_WHO}(?:wohnen?|wohnt|lebe|lebt|leben) (?:jetzt |seit \w+ )?in {_CAPS}",
        read.only("home"),
    ),
    Form(
        rf"^{_WHO}(?:bin|ist|sind|habe)? ?(?:\w+ )?(?:nach {_CAPS} (?:um)?gezogen"
        r"|umzug nach (?-i:[A-Z]\w+))",
        read.only("home"),
    ),
    Form(
        rf"^{_WHO}{_ADV}(?:work|works|working) (?:at|for) (?:the )?{_CAPS}(?=$|[.,;]| as\b"
        r"| since)",
        read.only("employer"),
    ),
    Form(
        rf"^{_WHO}{_ADV}(?:joined|started at|starting at|new job at) {_CAPS}(?=$|[.,;]"
        r"| as\b)",
        read.only("employer"),
    ),
    Form(
        rf"^{_WHO}(?:arbeiten?|arbeitet) (?:jetzt |seit \w+ )?bei {_CAPS}(?=$|[.,;]| als\b)",
        read.only("employer"),
    ),
    Form(
        rf"^(?:(?P<who>{_NAME})'s |(?:my|our|the|mein|meine|unser|unsere|der|die|das"
        rf"|new) )?(?P<what>(?!favou?rite)[\w' &-]{{2,40}}?)(?: (?:for|of|in"
        rf"|at) [\w ]{{2,30}}?)? (?:is|are|ist|lautet|heißt)(?: now| jetzt| called| nun)?"
        rf"(?: (?:on|at|am|um|the|a|an))* (?P<value>(?:[^,;(–—:]|[:,](?=\d))+?){_END}",
        read.of_property,
    ),
    Form(
        rf"^(?:(?P<who>{_NAME})'s )?(?P<what>(?!favou?rite)[\w' &-]{{2,40}}?)(?::"
        r"|(?<! is)(?<! are)(?<! no)(?<! number) (?=#?\d+$)) ?(?P<value>(?:[^,;(–—:]"
        r"|:(?=\d))+?)(?=$|[,;]|\.$|\.\s)",
        read.of_label,
    ),
    Form(
        rf"(?:^|: |, |\b(?:the|my|our|der|die|das) )(?P<what>[\w' -]{{2,40}}?)(?: (?:is|has"
        rf"|was|got|are|has been|wird|wurde|ist))*(?: being| been)? {MOVED}(?: (?:back"
        rf"|forward))?(?: from [\w:. ]+?)? (?:to|until|auf) {_DATE}",
        read.of_property,
    ),
    Form(
        rf"^(?:we |I )?(?:have |has )?{MOVED} (?:the |our "
        rf"|my )(?P<what>[\w' -]{{2,40}}?)(?: from [\w:. ]+?)? to {_DATE}",
        read.of_property,
    ),
    Form(
        rf"^(?:(?:der|die|das|unser\w*) )?(?P<what>[\w' -]{{2,40}}?) (?:wird |wurde "
        rf"|ist )?(?:vom [\w. ]+ )?auf (?:den )?{_DATE} (?:verschoben|verlegt|vorgezogen)",
        read.of_property,
    ),
    Form(
        rf"\b(?:my|our|(?P<who>{_NAME})'s) favou?rite (?P<what>[\w -]+?) (?:is"
        rf"|are)(?: now)? {_VALUE}{_END}",
        read.of_favourite,
    ),
    Form(
        rf"\b(?:mein\w*|(?P<who>{_NAME})s) lieblings(?P<what>[\wäöüß]+) (?:ist|sind"
        rf"|heißt)(?: jetzt)? {_VALUE}{_END}",
        read.of_favourite,
    ),
    Form(
        rf"^{_WHO}{_ADV}prefers? (?P<one>[\w' -]+?)(?: (?:over|to|rather than"
        r"|instead of) (?P<other>[\w' -]+?))?(?: (?:in|for|at|on|when"
        r"|during) (?P<scope>[\w' -]+?))?(?: now)?(?=$|[.,;:(–—])",
        read.of_preference,
    ),
    Form(
        rf"^{_WHO}bevorzug(?:e|t|en) (?P<one>[\w' -]+?)(?: (?:statt|gegenüber"
        r"|vor) (?P<other>[\w' -]+?))?(?: (?:in|für|bei|im) (?P<scope>[\w' -]+))?(?=$|[.,;:(–—])",
        read.of_preference,
    ),
    Form(
        rf"^{_WHO}{_ADV}(?P<no>(?:don't|do not|doesn't|does not"
        r"|no longer) )?(?:really )?(?P<verb>likes?|loves?|enjoys?|hates?"
        r"|dislikes?) (?P<object>[\w' -]+?)(?=$|[.,;:!(–—])",
        read.of_liking,
    ),
    Form(
        rf"^{_WHO}{_ADV}(?:uses?|using|nutzen?|nutzt|verwenden?|verwendet|benutzen?|benutzt"
        rf"|drives? an?|fahre eine?n?) (?P<new>{_TOOL}){_SCOPE}(?=$|[.,;:!(–—]| because"
        r"| since)",
        read.of_use,
    ),
    Form(
        rf"^{_WHO}{_ADV}(?:chose|chosen|picked|selected|went with|going with|decided on"
        rf"|opted for) (?P<new>{_TOOL}) (?:over|instead of|rather than) (?P<old>{_TOOL}){_SCOPE}",
        read.of_choice,
    ),
    Form(
        rf"^(?:entscheidung: )?(?P<new>{_TOOL}) (?:an)?statt (?P<old>{_TOOL}){_SCOPE}",
        read.of_choice,
    ),
    Form(
        rf"^(?:wir )?nehmen (?P<new>{_TOOL}) (?:an)?statt (?P<old>{_TOOL}){_SCOPE}", read.of_choice
    ),
    Form(
        rf"^{_WHO}{_ADV}(?:switched|switching|migrated|moved|changed"
        rf"|moving)(?: (?!from\b)[\w-]+){{0,3}} from (?P<old>{_TOOL}) (?:back )?to "
        rf"(?P<new>{_TOOL}){_SCOPE}",
        read.of_switch,
    ),
    Form(
        rf"^{_WHO}{_ADV}(?:replaced|replacing) (?P<old>{_TOOL}) (?:with"
        rf"|by) (?P<new>{_TOOL}){_SCOPE}",
        read.of_switch,
    ),
    Form(
        rf"^{_WHO}{_ADV}(?:dropped|abandoned) (?P<old>{_TOOL}) in "
        rf"favou?r of (?P<new>{_TOOL}){_SCOPE}",
        read.of_switch,
    ),
    Form(
        rf"^{_WHO}(?:bin |sind |ist )?von (?P<old>{_TOOL}) (?:auf"
        rf"|zu) (?P<new>{_TOOL}) (?:umgestiegen|gewechselt|umgestellt|migriert)",
        read.of_switch,
    ),
    Form(
        r"\b(?:going back|went back|reverted|switched back|back|doch wieder|zurück) (?:to"
        rf"|zu) (?P<new>{_TOOL}){_SCOPE}(?= after all|$|[.,;])",
        read.of_return,
    ),
    Form(
        rf"^{_WHO}{_ADV}{_VERB} (?!no longer|not|kein\w*"
        rf"|never){EMPTY}? ?{_OBJECT}(?! (?:any ?more|mehr))",
        read.doing(),
    ),
    Form(
        rf"^{_WHO}{_ADV}{_VERB} (?:wieder )?{_OBJECT} (?:again|wieder|now|jetzt)\b",
        read.doing(ends=True),
    ),
    Form(
        rf"^{_WHO}{_ADV}(?:no longer|don't|do not|doesn't|does not|never"
        rf"|won't) {_VERB}(?: {EMPTY})* {_OBJECT}",
        read.doing(no=True, ends=True),
    ),
    Form(
        rf"^{_WHO}{_ADV}(?:no longer|don't|do not|doesn't) {_VERB}(?=$|[.,;]| (?:any ?more"
        r"|since))",
        read.doing(no=True, ends=True),
    ),
    Form(
        rf"^{_WHO}{_ADV}(?:stopped|quit|gave up|given up) {_VERB}(?: (?!in |on |for |since "
        rf"|at ){_OBJECT})?",
        read.doing(no=True, ends=True),
    ),
    Form(
        rf"^{_WHO}{_ADV}(?:gave up|given up|quit) (?!\w+ing\b|my |the ){_OBJECT}",
        read.doing(no=True, ends=True),
    ),
    Form(
        rf"^{_WHO}{_VERB} (?:\w+ )?(?:kein|keine|keinen) {_OBJECT}(?: mehr)?",
        read.doing(no=True, ends=True),
    ),
    Form(rf"^{_WHO}{_VERB} nicht mehr", read.doing(no=True, ends=True)),
    Form(rf"^{_WHO}{_VERB}(?=$|[.,;])", read.doing()),
    Form(
        rf"^{_WHO}(?:am |is |are |bin |ist |now |became |became a "
        rf"|strictly )*(?:an? )?{_STATE}\b",
        read.being(),
    ),
    Form(
        rf"^{_WHO}(?:am |is |are |bin |ist )?(?:no longer|not|kein\w*"
        rf"|nicht mehr)(?: an?)? {_STATE}\b",
        read.being(no=True, ends=True),
    ),
    Form(
        rf"^{_WHO}{_ADV}(?:takes?|taking|on|nehme|nimmt|prescribed|started|need"
        r"|needs)(?: on| taking| \w+)?? (?P<value>\d+(?:[.,]\d+)? ?(?:mg|mcg|µg|ml"
        r"|iu)) (?:of )?(?P<drug>[a-zäöü]+)",
        read.of_dose,
    ),
    Form(
        rf"^{_WHO}{_ADV}(?:takes?|taking|on|nehme|nimmt|prescribed|started|need"
        r"|needs)(?: on| taking)? (?P<drug>[a-zäöü]+) (?P<value>\d+(?:[.,]\d+)? ?(?:mg|mcg"
        r"|µg|ml|iu))",
        read.of_dose,
    ),
    Form(
        r"^(?:dose|dosage) of (?P<drug>\w+) \w+ (?:from [\w ]+ )?to (?P<value>\d+ ?(?:mg"
        r"|mcg|µg|ml|iu))",
        read.of_dose,
    ),
    Form(
        rf"^(?P<value>{_NAME}(?: {_NAME})?) (?:is|became|ist)(?: now| jetzt)? (?:the|der"
        r"|die|das) (?P<what>[\w &/-]+?)(?=$|[.,;]| since)",
        read.of_office,
    ),
    Form(
        rf"^(?P<value>{_NAME}|I) (?:now )?leads? (?P<what>the [\w &/-]+ team)(?=$|[.,;]"
        r"| since| now)",
        read.of_office,
    ),
)
