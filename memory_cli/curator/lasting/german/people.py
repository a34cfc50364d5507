"""What is said in German of people: their health, their names, where they live and work."""

from __future__ import annotations

from memory_cli.curator.lasting.german import words as de
from memory_cli.curator.lasting.people import NAME
from memory_cli.curator.lasting.rule import Rule

RULES = (
    Rule(
        kind="health",
        why="an allergy",
        confidence=0.93,
        hints=(
            "allergisch allergie allergien allergiker allergikerin -allergie -allergiker "
            "-allergikerin"
        ),
        says=(
            rf"\ballergisch (?:auf|gegen) (?!{de.DEIXIS}|arbeit|montage|dummheit)\w",
            r"\b(?:habe|hat|haben|mit) (?:eine[nr]? )?(?:[\wäöüß-]+ ){0,2}[\wäöüß]*allergie\b",
            r"^[\wäöüß]+allergie\b",
            r"\b(?:bin|ist) [\wäöüß-]*allergiker(?:in)?\b",
        ),
        unless=(r"\b(?:nervt|schlimm heute|medikamente|saison)\b",),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="health",
        why="about health",
        confidence=0.87,
        hints=(
            "vegetarisch vegan vegetarier vegetarierin veganer veganerin pescetarier "
            "pescetarisch "
            "diabetiker diabetikerin schwanger farbenblind laktoseintolerant glutenfrei "
            "laktosefrei koscher halal zöliakie intoleranz laktoseintoleranz "
            "glutenunverträglichkeit linkshänder linkshänderin rechtshänder kurzsichtig "
            "weitsichtig schwerhörig nichtraucher nichtraucherin raucher legastheniker"
        ),
        says=(
            (
                r"\b(?:bin|ist|sind|lebe|lebt|leben|esse|isst|essen|koche|kocht|ernähre mich"
                r"|ernährt sich|werde|wurde|geworden) (?:[\wäöüß]+ ){0,4}?(?:vegetarisch|vegan"
                r"|vegetarier(?:in)?|veganer(?:in)?|pesc[eo]tari(?:er(?:in)?|sch)"
                r"|diabetiker(?:in)?|schwanger|farbenblind|[\wäöüß]+intolerant|glutenfrei"
                r"|laktosefrei|koscher|halal|linkshänder(?:in)?|rechtshänder(?:in)?|kurzsichtig"
                r"|weitsichtig|schwerhörig|nichtraucher(?:in)?|raucher(?:in)?"
                r"|legastheniker(?:in)?)\b"
            ),
            r"^(?:vegetarisch|vegan|vegetarier(?:in)?|veganer(?:in)?|linkshänder(?:in)?)\b",
            r"\b(?:habe|hat) (?:eine )?[\wäöüß]*(?:intoleranz|unverträglichkeit|zöliakie)\b",
        ),
        unless=(r"\b(?:burger|restaurant|gericht|speisekarte|rezept|kuchen|zu schnell|fahrer)\b",),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="health",
        why="about health",
        confidence=0.87,
        hints="habe hat haben leide leidet diagnose diagnostiziert mit verschrieben",
        says=(
            (
                r"\b(?:habe|hat|haben|leide|leidet) (?:[\wäöüß]+ ){0,3}?(?:an "
                rf"|unter )?(?:chronische[ns]? |schwere[ns]? |leichte[ns]? )?{de.CONDITION}\b"
            ),
            r"\bdiagnose:? \w",
            r"\bdiagnostiziert\b",
            r"\b(?:verschrieben|verordnet)\b",
        ),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="health",
        why="a medication",
        confidence=0.85,
        hints="nehme nimmt nehmen mg ml tropfen täglich tablette tabletten dosis einnehmen",
        says=(
            (
                rf"{de.ANY}(?:nehme|nimmt|nehmen|spritze"
                r"|spritzt) (?:[\wäöüß,]+ ){0,5}?\d+(?:[.,]\d+)? ?(?:mg|µg|g|ml|ie|tropfen"
                r"|tabletten?)\b"
            ),
            (
                r"\b(?:nehme|nimmt) (?:[\wäöüß]+ ){0,4}?(?:täglich|jeden (?:morgen|abend|tag)"
                r"|morgens|abends)\b"
            ),
            r"\bdosis\b.{0,40}\d ?(?:mg|µg|ml)\b",
            r"^[A-Z][\wäöüß]+ \d+ ?(?:mg|µg) (?:täglich|morgens|abends)",
        ),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="health",
        why="about health",
        confidence=0.9,
        hints="blutgruppe",
        says=(r"\bblutgruppe(?: ist|:)? (?:(?-i:A|B|AB|0|O))(?:\b| |$)",),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="health",
        why="what is eaten",
        confidence=0.83,
        hints=(
            "esse isst essen trinke trinkt trinken rauche raucht vertrage verträgt vertragen "
            "aufgehört verzichte verzichtet verzichten kein keine keinen"
        ),
        says=(
            (
                rf"{de.ANY}(?:esse|isst|essen|trinke|trinkt|trinken|rauche|raucht|rauchen|vertrage"
                r"|verträgt|vertragen) (?:[\wäöüß-]+ ){0,3}?(?:kein\w*|nicht\w*|nie|niemals|nur"
                r"|ausschließlich|weder)\b"
            ),
            rf"{de.ANY}verzichte[tn]? (?:[\wäöüß]+ ){{0,2}}?auf \w",
            r"\b(?:mit dem (?:rauchen|trinken)|zu (?:rauchen|trinken)) aufgehört\b",
            r"\baufgehört,? (?:zu \w+|mit dem \w+|[\wäöüß]+ zu (?:essen|trinken|rauchen))",
            (r"\bkein\w* (?:fleisch|alkohol|kaffee|zucker|zigaretten|koffein) mehr\b"),
        ),
        unless=(r"\b(?:zeit|lust|hunger|appetit|bissen)\b",),
        turns=True,
    ),
    Rule(
        kind="me",
        why="says a name",
        confidence=0.95,
        hints="name heiße heisse heiß nenn nennt nennen genannt pronomen",
        says=(
            r"\bmein (?:\w+ )?name ist \w",
            r"\bich hei(?:ß|ss)e \w",
            r"\bnenn(?:t|en sie)? mich (?-i:[A-Z])\w+",
            r"\bwerde \w+ genannt\b",
            r"\bpronomen(?: sind|:) \w",
        ),
    ),
    Rule(
        kind="me",
        why="says who they are",
        confidence=0.86,
        hints=(
            "bin ist komme kommt geboren aufgewachsen spreche spricht muttersprache verheiratet "
            "verlobt geschieden verwitwet studiere studiert studierte jahre alt heiraten "
            "geheiratet"
        ),
        says=(
            rf"\bich (?:bin|komme) {de.ADV}(?:ursprünglich )?aus (?-i:[A-ZÄÖÜ])\w+",
            rf"{de.OTHER} (?:kommt|stammt) {de.ADV}(?:ursprünglich )?aus (?-i:[A-ZÄÖÜ])\w+",
            r"\bbin \d\d(?: jahre alt)?(?:$|[.,;])",
            r"\bgeboren (?:am|in|im) \w",
            r"\b(?:am|in|im) [\w. ]+ geboren\b",
            r"\baufgewachsen\b",
            (
                r"\b(?:spreche|spricht|sprechen) (?:[\wäöüß]+,? ){0,4}?(?:deutsch|englisch"
                r"|französisch|spanisch|italienisch|portugiesisch|polnisch|russisch|türkisch"
                r"|arabisch|japanisch|chinesisch|niederländisch|schwedisch|dänisch|ukrainisch)\b"
            ),
            r"\bmuttersprache\b",
            (
                rf"{de.ANY}(?:bin|ist|sind|haben) (?:[\wäöüß]+ ){{0,3}}?(?:verheiratet|verlobt"
                r"|geschieden|verwitwet|geheiratet)\b"
            ),
            rf"{de.ANY}(?:studiere|studiert|studierte) (?-i:[A-Z])\w+",
            rf"\b{de.OTHER} ist \d+ jahre alt\b",
        ),
        unless=(r"\b(?:zurück|nach hause)\b",),
        turns=True,
    ),
    Rule(
        kind="me",
        why="says who they are",
        confidence=0.84,
        hints="bin",
        says=(
            (
                rf"\bich bin {de.ADV}(?:gelernter? |eine? |freie[r]? |angestellte[r]? "
                rf"|selbstständige[r]? |leitende[r]? |stolze[r]? |die |der )?(?-i:(?!Sonnabend"
                r"|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Anfang|Ende|Mitte"
                r"|Fan|Feuer|Opfer|Schuld|Weihnachten|Ostern|Idiot)[A-ZÄÖÜ][\wäöüß-]*(?:er|in|or"
                r"|ist|eur|ent|ant|arzt|ärztin|frau|mann|vater|mutter|Vater|Mutter|Student|Koch"
                r"|Chef|Arzt|Wirt|Coach|Lead))\b"
            ),
        ),
        unless=(r"\b(?:idiot|müde|spät|versager)\w*",),
    ),
    Rule(
        kind="me",
        why="says where somebody lives",
        confidence=0.86,
        hints="wohne wohnt wohnen lebe lebt leben umgezogen gezogen ziehe zieht ziehen umzug",
        says=(
            (
                rf"{de.ANY}(?:wohne|wohnt|wohnen|lebe|lebt|leben) (?:[\wäöüß]+ ){{0,4}}?(?:in|bei"
                r"|auf|mit|am|an|im|zusammen|allein\w*|neben|über)\b"
            ),
            r"\bnach (?-i:[A-ZÄÖÜ])[\wäöüß-]+ (?:um)?gezogen\b",
            r"\b(?:umgezogen|gezogen|umzug) nach (?-i:[A-ZÄÖÜ])",
            rf"{de.ANY}(?:ziehe|zieht|ziehen) (?:[\w.äöüß]+ ){{0,6}}?nach (?-i:[A-ZÄÖÜ])",
        ),
        unless=(r"\b(?:angst|traum|für den moment)\b",),
        turns=True,
    ),
    Rule(
        kind="project",
        why="says who does what",
        confidence=0.85,
        hints=(
            "arbeite arbeitet arbeiten leite leitet leiten verantworte verantwortet "
            "verantwortlich zuständig betreue betreut job stelle befördert gekündigt übernehme "
            "übernimmt übernommen berichte berichtet angefangen ansprechpartner "
            "ansprechpartnerin fange fängt"
        ),
        says=(
            (
                rf"{de.ANY}(?:arbeite|arbeitet|arbeiten) (?:[\wäöüß%]+ ){{0,3}}?(?:bei|als|für|im"
                r"|in|beim|von zu ?hause|remote|teilzeit|vollzeit|\d+ ?(?:%|prozent|stunden)"
                r"|nachts|im homeoffice)"
            ),
            (
                rf"{de.ANY}(?:leite|leitet|leiten|verantworte|verantwortet|betreue|betreut|führe"
                r"|führt) (?:das|die|den|unser\w*|ein\w*) \w"
            ),
            r"\b(?:verantwortlich|zuständig|ansprechpartner(?:in)?) für \w",
            r"\b(?:neue[rn]? (?:job|stelle|position|chefin?|rolle)) (?:bei|als|ab|ist)",
            r"\b(?:zum|zur) \w+ befördert\b",
            r"\b(?:befördert) (?:zum|zur)\b",
            r"\b(?:job|stelle) (?:bei [\w ]+ )?gekündigt\b",
            r"\bgekündigt bei \w",
            (
                rf"{de.ANY}(?:übernehme|übernimmt|hat|habe|haben) (?:[\wäöüß]+ )?(?:das|die"
                r"|den) [\wäöüß-]+ (?:von \w+ )?(?:übernommen|von \w+)"
            ),
            rf"{de.ANY}(?:übernehme|übernimmt) (?:ab \w+ )?(?:das|die|den) \w",
            rf"{de.ANY}berichtet? (?:direkt )?an \w",
            rf"{de.ANY}(?:fange|fängt) .{{0,40}}(?:bei|als) .{{0,40}} an\b",
        ),
        unless=(r"\b(?:heute daran|gerade an|an dem bug|schuld|unfall)\b",),
        turns=True,
    ),
    Rule(
        kind="people",
        why="says who somebody is",
        confidence=0.85,
        hints="ist sind heißt heissen heißen heisst wurde wird",
        says=(
            r"\bKin (?:ist|heißt|heisst|sind|heißen)(?: jetzt)? (?:eine? )?(?-i:[A-ZÄÖÜ])",
            (
                rf"(?:^|[,;:] ){NAME} (?:ist|wird|wurde|sind) {de.ADV}(?:Kin"
                r"|(?-i:[A-Z])[\wäöüß]*(?:leiter|leiterin|chef|chefin|führer|führerin|vorstand"
                r"|sprecherin|sprecher)\b|(?:der|die|das|unser\w*"
                r"|mein\w*) (?:neue[rn]? )?(?-i:[A-ZÄÖÜ])[\wäöüß-]*(?:er|in|erin|leitung|chef"
                r"|chefin|lead|kontakt|partner|eur|or|ist|owner|CEO|CTO))\b"
            ),
            (
                rf"^{NAME} ist (?-i:[A-ZÄÖÜ])[\wäöüß]*(?:er|erin|arzt|ärztin|frau|mann|eur|ist"
                r"|istin)\b"
            ),
        ),
        unless=(r"\b(?:krank|dran|zu spät|hier|da|schuld|held)\b",),
    ),
    Rule(
        kind="people",
        why="about a family",
        confidence=0.84,
        hints=(
            "hat habe haben geburtstag hochzeitstag jahrestag erwartet erwarten gestorben "
            "verstorben heißt geboren bekommen"
        ),
        says=(
            (
                r"\b(?:habe|hat|haben) (?:[\wäöüß]+ )?(?:eine?n?|zwei|drei|vier|fünf"
                r"|keine?) (?:[\wäöüß]+ )?(?:kinder|kind|sohn|söhne|tochter|töchter|schwester"
                r"|schwestern|bruder|brüder|geschwister|hund|hunde|katzen?|enkel|enkelkinder"
                r"|hühner|bienen|auto|wohnung|haus|garten|boot|wohnmobil|hypothek)\b"
            ),
            r"\b(?:geburtstag|hochzeitstag|jahrestag)(?: ist| hat|:)?(?: am)? \d",
            r"\bhat am \d[\w. ]+ geburtstag\b",
            (
                r"\b(?:hat|haben) .{0,40}(?:zwillinge|baby|kind|sohn|tochter|mädchen"
                r"|jungen) bekommen\b"
            ),
            r"\berwarte[tn]? (?:ein|zwillinge|ihr)",
            r"\b(?:gestorben|verstorben)\b",
        ),
        unless=(
            r"\bheute\b",
            r"\bzu besuch\b",
        ),
        turns=True,
    ),
)
