"""What is said in German of likes, habits and things."""

from __future__ import annotations

from memory_cli.curator.lasting.german import words as de
from memory_cli.curator.lasting.people import NAME
from memory_cli.curator.lasting.rule import Rule

RULES = (
    Rule(
        kind="preference",
        why="a preference",
        confidence=0.87,
        hints=(
            "bevorzuge bevorzugt bevorzugen vor lieber ziehe zieht mag mögen lieblings am "
            "liebsten gern gerne ungern ausstehen leiden möchte"
        ),
        says=(
            rf"\bbevorzug(?:e|t|en)\b (?!{de.DEIXIS})",
            r"\b(?:ziehe|zieht|ziehen) .{1,60} vor\b(?!stellung)",
            (
                rf"{de.ANY}(?:\w+e|\w+t|\w+en) (?:[\wäöüß]+ ){{0,2}}?(?:lieber) "
                r"[\wäöüß].{0,60}\bals\b"
            ),
            r"\bam liebsten\b",
            r"^lieber [\wäöüß-]+(?: [\wäöüß-]+){0,3} (?:als|statt) \w",
            (
                rf"\b(?:kann|können) (?!{de.DEIXIS}).{{1,40}}(?:nicht|kein\w*)? ?(?:ausstehen"
                r"|leiden|ab)\b"
            ),
            (
                r"\b(?:ich|wir) möchten? (?:[\wäöüß]+ )?(?:keine?n?|nie|immer|nur"
                r"|ausschließlich)\b"
            ),
        ),
    ),
    Rule(
        kind="preference",
        why="a preference",
        confidence=0.8,
        hints=(
            "mag mögen liebe liebt lieben hasse hasst hassen verabscheue trinke trinkt esse isst "
            "lese liest arbeite arbeitet reise reist gern gerne ungern fan angst"
        ),
        says=(
            (
                rf"(?:\bich |\bwir |{de.OTHER} |{de.START})(?:mag|mögen|liebe|liebt|lieben|hasse"
                rf"|hasst|hassen|verabscheue\w*) {de.ADV}(?!{de.DEIXIS}|grüße)\w"
            ),
            (
                rf"{de.ANY}(?:trinke|trinkt|esse|isst|lese|liest|arbeite|arbeitet|reise|reist|koche"
                r"|kocht|spiele|spielt|höre|hört|wandere|wandert|schwimme|schwimmt|fahre"
                r"|fährt) (?:[\wäöüß]+ ){0,3}?(?:gerne?|ungern)\b"
            ),
            r"\b(?:bin|ist) (?:[\wäöüß]+ ){0,2}fan von \w",
            (
                rf"\b(?:habe|hat) (?:[\wäöüß]+ )?angst vor (?!{de.DEIXIS}|dem (?:termin|gespräch)"
                r"|der (?:prüfung|klausur))\w"
            ),
        ),
    ),
    Rule(
        kind="preference",
        why="a favourite",
        confidence=0.87,
        hints="lieblings-",
        says=(
            r"\blieblings[\wäöüß]+ (?:[\wäöüß]+ )?(?:ist|sind|:|heißt) \w",
            r"\b(?:ist|sind) (?:mein|unser|ihr|sein)\w* lieblings\w+",
        ),
    ),
    Rule(
        kind="preference",
        why="a preference",
        confidence=0.76,
        hints="kein keine keinen trinke trinkt",
        says=(
            rf"^kein\w* (?:[\wäöüß-]+ ){{1,3}}für (?:mich|uns|{NAME})\b",
            (
                r"\b(?:trinke|trinkt|trinken) (?:meinen|ihren|seinen|den|unseren) (?:kaffee|tee"
                r"|espresso) \w"
            ),
        ),
        unless=(r"\bheute\b",),
    ),
    Rule(
        kind="habit",
        why="a routine",
        confidence=0.82,
        hints=(
            "jeden jede jedes jeder alle montags dienstags mittwochs donnerstags freitags "
            "samstags sonntags täglich wöchentlich monatlich jährlich vierteljährlich "
            "zweiwöchentlich halbjährlich einmal zweimal dreimal viermal mal"
        ),
        says=(de.RECUR,),
        unless=(
            (
                r"\b(?:war|waren|hatte|hatten|ging|wurde|wieder|schon wieder|das gleiche|dasselbe"
                r"|gefühlt|warum|besser|schlimmer|auf einmal|noch einmal|alle tage)\b"
            ),
            r"\bjede[nrs]? (?:tag|woche) (?:ist|wird|das)\b",
        ),
    ),
    Rule(
        kind="habit",
        why="a habit",
        confidence=0.76,
        hints=(
            "immer nie niemals normalerweise meistens üblicherweise gewöhnlich grundsätzlich "
            "regel morgens abends mittags selten"
        ),
        says=(
            (
                rf"(?:\bich |\bwir |{de.OTHER} )[\wäöüß]+(?:e|t|en|ß)\b {de.ADV}(?:immer|nie"
                r"|niemals|normalerweise|meistens|üblicherweise|gewöhnlich|grundsätzlich"
                r"|in der regel|selten|morgens|abends|mittags)\b [\wäöüß]"
            ),
            (
                r"^(?:normalerweise|üblicherweise|in der regel|grundsätzlich|morgens"
                rf"|abends) [\wäöüß]+(?:e|t|en)\b (?:ich|wir|{NAME})\b"
            ),
        ),
        unless=(
            (
                r"\b(?:war|immer noch|immer wieder|immer mehr|gewesen|hatte|hätte|vergesse"
                r"|verliere)\b"
            ),
        ),
    ),
    Rule(
        kind="habit",
        why="what somebody does",
        confidence=0.76,
        hints=(
            "lerne lernt sammle sammelt trainiere trainiert engagiere spende singe singt male malt"
        ),
        says=(
            (
                rf"^(?:ich|{de.OTHER}) (?:lerne|lernt|sammle|sammelt|trainiere|trainiert"
                rf"|engagiere mich|spende|singe|singt|male|malt) (?!{de.DEIXIS}|heute|gerade)\w"
            ),
        ),
        unless=(r"\bheute\b",),
    ),
    Rule(
        kind="thing",
        why="what is used",
        confidence=0.78,
        hints=(
            "nutze nutzt nutzen benutze benutzt benutzen verwende verwendet verwenden fahre "
            "fährt besitze besitzt spiele spielt"
        ),
        says=(
            (
                rf"{de.ANY}(?:nutzen?|nutzt|benutzen?|benutzt|verwenden?|verwendet|besitzen?"
                rf"|besitzt) (?!{de.DEIXIS})[\wäöüß]"
            ),
            rf"(?:\bich |\bwir |{de.OTHER} )(?:fahre|fährt|fahren) (?:eine?n?) (?-i:[A-Z])",
            (
                rf"(?:\bich |{de.OTHER} )(?:spiele|spielt) (?:klavier|geige|gitarre|cello"
                r"|schlagzeug|fußball|tennis|handball|volleyball|schach|orgel|flöte|trompete"
                r"|saxophon)"
            ),
        ),
    ),
    Rule(
        kind="thing",
        why="a detail to look up",
        confidence=0.83,
        hints=(
            "-nummer -adresse -größe -code -konto -parkplatz -stellplatz -spind -schließfach "
            "-geburtstag -jahrestag hochzeitstag blutgruppe kennzeichen -wlan wifi -netzwerk "
            "benutzername nutzername spitzname nachname vorname e-mail mail steuer-id id "
            "zeitzone "
            "-schreibtisch raum büro stockwerk -bank iban hausarzt zahnarzt vermieter chef "
            "chefin krankenkasse -versicherung -anbieter miete budget gehalt passwort "
            "passwortmanager "
            "editor browser betriebssystem auto fahrrad laptop fitnessstudio verein arbeitgeber "
            "position titel rolle muttersprache staatsangehörigkeit geburtsort heimatstadt "
            "öffnungszeiten kernzeit standup abgabetermin frist pronomen name"
        ),
        says=(
            (
                rf"(?:\b(?:mein\w*|unser\w*|der|die|das|sein\w*|ihr\w*|{NAME}s) "
                rf"|^)(?:[\wäöüß-]+ ){{0,3}}?{de.ITEM}(?: (?:von|für|im|in|bei|der"
                r"|des) [\wäöüß-]+)?(?: (?:ist|sind|lautet|heißt|steht)(?: jetzt| nun)?"
                r"|:) (?!(?:kaputt|leer|voll|weg|gut|schlecht|toll|super|langsam|zu|nicht|so|sehr"
                r"|heute|wieder|verloren|da|hier|ein (?:chaos|albtraum))\b)(?:[\w./+-]*\d"
                r"|(?-i:[A-ZÄÖÜ])|eine?n?\b|der\b|die\b|das\b|bei\b|in\b|im\b|am\b|auf\b|unter\b"
                r"|neben\b|[\"„#@])"
            ),
        ),
        unless=(r"\b(?:war|ticket|fehler|bus|zug|gleis|bug)\b",),
    ),
    Rule(
        kind="thing",
        why="where something is",
        confidence=0.78,
        hints=(
            "-schlüssel -daten -unterlagen -papiere liegt liegen hängt hängen schlüssel "
            "ersatzschlüssel zweitschlüssel heißt läuft gehört steht kostet gespeichert abgelegt "
            "dokumentiert gehostet"
        ),
        says=(
            (
                r"\b(?:[\wäöüß-]*schlüssel|[\wäöüß-]*daten|[\wäöüß-]*unterlagen|[\wäöüß-]*papiere"
                r"|[\wäöüß-]*akten|[\wäöüß-]*kabel|sicherungskasten|router|reisepass|reisepässe"
                r"|pass|unterlagen|dokumente|papiere|werkzeugkasten|verbandskasten|testament"
                r"|backup|backups|zähler|haupthahn|leiter|zelt|koffer) (?:liegt|liegen|hängt"
                r"|hängen|ist|sind|steht|stehen) (?:immer )?(?:in|im|bei|unter|hinter|auf|neben|am"
                r"|an|beim)\b"
            ),
            (
                r"\b(?:ist|sind|wird|werden) (?:[\wäöüß/.-]+ ){1,6}?(?:gespeichert|abgelegt"
                r"|dokumentiert|gehostet|hinterlegt|aufbewahrt)\b"
            ),
            (
                r"^(?!es\b|das\b|er\b|sie\b)(?:der |die |das "
                r"|unser\w* )?[\wäöüß-]+(?: [\wäöüß-]+)? (?:läuft auf|gehört|basiert auf"
                r"|heißt) (?-i:[A-ZÄÖÜ])"
            ),
            r"\bkostet (?:\w+ )?\d[\d.,]* ?(?:€|euro) (?:im|pro|die|monatlich)",
        ),
        unless=(r"\b(?:verloren|weg|kaputt|war|fehler)\b",),
    ),
    Rule(
        kind="habit",
        why="a change",
        confidence=0.84,
        hints="mehr",
        says=(
            (
                rf"\b(?:ich|wir|{de.OTHER}) [\wäöüß]+(?:e|t|en|bin"
                r"|ist)\b (?:[\wäöüß]+ ){0,4}?(?:kein\w*|nicht) (?:[\wäöüß]+ ){0,4}?mehr\b"
            ),
        ),
        unless=(
            (
                r"\b(?:kann|weiß|will|lust|zeit|geht|funktioniert|verstehe|aushalten|lange"
                r"|kraft)\b"
            ),
        ),
        turns=True,
    ),
)
