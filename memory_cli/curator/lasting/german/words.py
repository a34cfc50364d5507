"""The words that German rules are made of."""

from __future__ import annotations

from memory_cli.curator.lasting.people import NAME
from memory_cli.curator.lasting.rule import either

WHO = rf"(?:ich|wir|er|sie|man|{NAME}(?: und {NAME})?)"
OTHER = rf"(?:{NAME}(?: und {NAME})?)"
ADV = (
    r"(?:(?:auch|jetzt|nun|noch|immer noch|übrigens|sehr|wirklich|total|echt|überhaupt"
    r"|eigentlich|gar|inzwischen|mittlerweile|seit \w+|meistens"
    r"|endlich|gemeinsam|einstimmig|uns|mich|sich|grundsätzlich|ab jetzt|künftig|stark"
    r"|schwer|leider|hochgradig|offiziell|hauptberuflich|beruflich|von beruf) )*"
)
START = r"(?:^|[:;,–—(-] |\b(?:und|aber|dass|weil|denn|da) )"
ANY = rf"(?:\b{WHO} {ADV}|{START}{ADV})"
DAY = r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)"
MONTH = (
    r"(?:jan(?:uar)?|jänner|feb(?:ruar)?|märz?|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?"
    r"|sep(?:tember)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?)"
)
DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}\. ?{MONTH}\b|\d{{1,2}}\.\d{{1,2}}\.(?:\d{{2,4}})?"
    rf"|(?:ende|anfang|mitte) (?:{MONTH}|des jahres|nächste\w* \w+)"
    rf"|nächste[nrs]? (?:woche|monat|jahr|{DAY})|übernächste[nrs]? \w+"
    rf"|kommende[nrs]? (?:woche|{DAY})|morgen\b|{DAY}\b|{MONTH}\b|\d{{4}}\b)"
)
DEIXIS = (
    r"(?:dies\w*|das\b|es\b|dich\b|euch\b|ihn\b|wie\b|wenn\b|dass\b|was\b|hier\b"
    r"|den neuen|die neue|das neue|das wetter|mein leben|montage?\b|alles\b|die idee"
    r"|den plan|den vorschlag)"
)
CONDITION = either(
    "asthma diabetes migräne epilepsie adhs autismus depressionen? bluthochdruck "
    "arthrose arthritis neurodermitis schuppenflechte tinnitus "
    "heuschnupfen zöliakie rheuma reizdarm schlafapnoe hashimoto endometriose "
    "morbus_crohn laktoseintoleranz fruktoseintoleranz "
    "histaminintoleranz glutenunverträglichkeit legasthenie bandscheibenvorfall "
    "eisenmangel schilddrüsen\\w+ herz\\w+ chronische\\w* rückenprobleme"
)
RECUR = (
    r"\b(?:jede[nrsm]?|alle) (?:(?:zweite[nrs]?|dritte[nrs]?|erste[nrs]?|letzte[nrs]?"
    r"|einzelne[nrs]?|zwei|drei|vier|sechs|\d+) )?(?:tage?n?|morgen|vormittag|mittag"
    r"|nachmittag|abend|nacht|wochen?|wochenende"
    rf"|monate?n?|quartal|jahre?|sommer|winter|frühling|herbst|werktag|{DAY}(?:morgen"
    rf"|vormittag|mittag|nachmittag|abend)?|{MONTH})\b|\b{DAY}s(?: und {DAY}s)?\b"
    r"|\b(?:täglich|wöchentlich|monatlich|jährlich|vierteljährlich|zweiwöchentlich"
    r"|halbjährlich)\b|\b(?:ein|zwei|drei|vier|fünf|\d+) ?-?mal (?:pro|die|in der|am"
    r"|im|jede) (?:woche|tag|monat|jahr)\b"
)
ITEM = (
    r"[\wäöüß-]*(?:nummer|adresse|größe|code|konto|parkplatz|stellplatz|spind"
    r"|schließfach|geburtstag|jahrestag|hochzeitstag|blutgruppe|kennzeichen|wlan|wifi"
    r"|netzwerk|benutzername|nutzername"
    r"|spitzname|nachname|vorname|e-?mail|e-mail-adresse|handynummer|steuer-id|id"
    r"|zeitzone|schreibtisch|raum|büro|stockwerk|bank|iban|hausarzt|zahnarzt|vermieter"
    r"|chef|chefin|krankenkasse"
    r"|versicherung|stromanbieter|miete|budget|gehalt|passwort-manager|passwortmanager"
    r"|editor|browser|betriebssystem|auto|fahrrad|laptop|fitnessstudio|verein"
    r"|arbeitgeber|position|titel|rolle"
    r"|muttersprache|staatsangehörigkeit|geburtsort|heimatstadt|öffnungszeiten"
    r"|kernzeit|standup|abgabetermin|frist|pronomen|name)"
)
DO = r"[\wäöüß]*(?:en|ern|eln|tun)\b"  # a verb at the end: "Nie vor 10 Uhr anrufen"
NOW_ONLY = (
    r"\b(?:heute (?:abend|früh|mittag|nacht|lieber)|zum (?:mittagessen|abendessen"
    r"|frühstück)|für heute|fürs erste|ins kino|essen zu gehen|spazieren|ins bett"
    r"|nach hause|zu hause zu bleiben|pizza|nudeln|pasta|burger|film|eis|kuchen"
    r"|spaziergang|ausfallen)\b"
)
EVENT = (
    r"[\wäöüß-]*(?:start|launch|release|frist|abgabe|abgabetermin|deadline|flug|reise"
    r"|urlaub|hochzeit|prüfung|klausur|operation|op|termin|vorsorge|bewerbungsgespräch"
    r"|vorstellungsgespräch|konferenz|umzug|einzug|auszug|vertrag"
    r"|mietvertrag|visum|reisepass|pass|personalausweis|garantie|versicherung|abo"
    r"|mitgliedschaft|kurs|semester|audit|workshop|wahl|abnahme|präsentation|vortrag"
    r"|marathon|lauf|turnier|elternzeit|mutterschutz|sabbatical|verteidigung"
    r"|abschluss|probezeit|steuererklärung|migration|umstellung|übergabe|lieferung"
    r"|eröffnung|tüv|hauptuntersuchung|impfung|konzert|taufe|beerdigung|wettkampf"
    r"|premiere|standup|daily|weekly|jour fixe|retro|review|meeting|besprechung|miete"
    r"|kündigungsfrist|schulung|messe|feier|party|reha|kita-platz)"
)
