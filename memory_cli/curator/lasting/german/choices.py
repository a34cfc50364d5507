"""What is said in German of decisions, instructions and dates."""

from __future__ import annotations

from memory_cli.curator.lasting.german import words as de
from memory_cli.curator.lasting.rule import Rule

RULES = (
    Rule(
        kind="decision",
        why="a decision",
        confidence=0.86,
        hints=(
            "entschieden entscheidung beschlossen beschluss geeinigt vereinbart festgelegt "
            "einigen einigten entschied abgemacht entschlossen verabredet"
        ),
        says=(
            r"\b(?:entschieden|beschlossen|geeinigt|vereinbart|festgelegt|entschlossen)\b",
            r"^(?:entscheidung|beschluss|festgelegt|vereinbart|abgemacht)(?: ist)?: ?\w",
        ),
        unless=(
            rf"{de.NOW_ONLY}",
            r"\bnoch nicht\b",
            r"\b(?:treffen|essen|kaffee|telefonat) (?:für \w+ )?vereinbart\b",
            r"\bnicht entschieden\b",
            r"\bmuss\b",
        ),
        turns=True,
    ),
    Rule(
        kind="decision",
        why="a decision",
        confidence=0.84,
        hints=(
            "nehmen nimmt statt anstatt anstelle gewählt ausgewählt umgestiegen gewechselt "
            "wechseln wechsle wechselt steigen migriert ersetzt abgelöst bleiben zurück doch "
            "umgestellt stellen verschoben ausgesucht genommen"
        ),
        says=(
            (
                r"\b(?:wir|ich) (?:nehmen|nehme|bleiben|bleibe|setzen|setze|wählen|wechseln"
                rf"|wechsle|migrieren|steigen|steige|stellen) (?!{de.DEIXIS}|platz|den (?:zug|bus)"
                r"|uns|mir|auf die uhr).*(?:\bstatt\b|\banstatt\b|\banstelle\b|\bfür (?:das|die"
                r"|den|unser)\b|\bbei (?-i:[A-Z])|\bauf (?-i:[A-Z])|\bzu (?-i:[A-Z])|\bum\b)"
            ),
            r"\b(?-i:[A-ZÄÖÜ])\w+ (?:an)?statt (?-i:[A-ZÄÖÜ])\w+ (?:gewählt|genommen|für)",
            r"\bstatt [\wäöüß.]+ (?:gewählt|genommen|ausgewählt|nehmen|verwenden|nutzen)\b",
            r"\bfür [\wäöüß .-]+ (?:gewählt|ausgewählt)\b",
            r"\b(?:umgestiegen|gewechselt|umgestellt|migriert)\b",
            (
                r"\b(?:von [\wäöüß.]+ (?:auf|zu|nach) [\wäöüß.]+) (?:umgestiegen|gewechselt"
                r"|umgestellt|migriert)"
            ),
            r"\bersetzt (?:durch|jetzt)\b",
            r"\bdurch (?-i:[A-Z])\w+ (?:ersetzt|abgelöst)\b",
            r"\b(?:doch wieder|zurück) (?:zu|auf) (?-i:[A-Z])\w+",
            (
                r"\b(?:wird|wurde|ist|haben|hat) .{0,60}(?:auf|in) (?:den |die |das )?(?:\d"
                r"|(?-i:[A-Z])).{0,30}(?:verschoben|verlegt|vorgezogen)\b"
            ),
            r"\b(?:verschoben|verlegt|vorgezogen) auf \w",
        ),
        unless=(
            rf"{de.NOW_ONLY}",
            r"\bzu hause\b",
            r"\bheute\b",
            r"\bwieder nach hause\b",
            r"\breifen\b",
            r"\bglühbirne\b",
        ),
        turns=True,
    ),
    Rule(
        kind="rule",
        why="from now on",
        confidence=0.92,
        hints="jetzt sofort heute nun künftig zukünftig zukunft fortan morgen ab",
        says=(
            (
                rf"\bab (?:jetzt|sofort|heute|morgen|nächste[rmn]? \w+|kommende[rmn]? \w+|{de.DAY}"
                rf"|{de.DATE})\b(?! (?:krank|weg|urlaub|frei|unterwegs))"
            ),
            r"\bvon (?:nun|jetzt) an\b",
            r"\b(?:künftig|zukünftig|fortan|in zukunft)\b",
        ),
        unless=(
            r"\burlaub\b",
            r"\b(?:regnet|regen|wetter)\b",
            r"\bab \w+ (?:in|im) \w+$",
        ),
        turns=True,
    ),
    Rule(
        kind="rule",
        why="a standing instruction",
        confidence=0.88,
        hints="immer nie niemals nicht kein keine keinen bitte",
        says=(
            rf"^bitte keine?n? (?:[\wäöüß-]+ ){{1,4}}(?!machen|sorgen|stress){de.DO}[.!]?$",
            (
                r"^(?:bitte )?(?:immer|nie|niemals) (?!wieder\b|noch\b|mehr\b|das (?:gleiche"
                rf"|selbe))(?:[\wäöüß:.,-]+ )*{de.DO}[.!]?$"
            ),
            (
                r"^(?:bitte )?keine?n? (?:[\wäöüß]+ )?(?:meetings?|anrufe|termine|deployments?"
                r"|releases?|e?-?mails?|besprechungen|handys?|bildschirme?|schuhe|überraschungen"
                r"|telefonate|änderungen) (?:vor|nach|am|an|während|ohne|in|im|bei|freitags"
                r"|montags|auf)\b"
            ),
            rf"[:;,] (?:immer|nie|niemals) (?:[\wäöüß:.,-]+ ){{1,8}}{de.DO}[.!]?$",
            (
                r"^bitte nicht (?:[\wäöüß:.,-]+ )*(?:vor|nach|am|an|während|ohne"
                rf"|in) (?:[\wäöüß:.,-]+ )*{de.DO}[.!]?$"
            ),
            r"\b(?:darf|dürfen) (?:nie|niemals|auf keinen fall)\b",
            r"\b(?:muss|müssen|soll|sollen) (?:immer|stets)\b",
        ),
        unless=(
            r"\b(?:gewesen|gesehen|gedacht|gehabt|erlebt|warten|regnen)\b[.!]?$",
            r"\bimmer (?:das gleiche|dasselbe|diese)\b",
        ),
        turns=True,
    ),
    Rule(
        kind="plan",
        why="a date to keep",
        confidence=0.83,
        hints="am auf bis ab zum vom läuft endet beginnt startet fällig gültig",
        says=(
            (
                rf"\b{de.EVENT}(?: (?:mit|bei|in|im|für|nach|von|der|des|beim|zur"
                r"|zum) [\wäöüß.-]+){0,2}(?: (?:ist|sind|findet|wird|wurde|läuft|endet|beginnt"
                r"|startet|geht|steht|gilt|fällt))?(?: (?:jetzt|nun|voraussichtlich|spätestens|ab"
                r"|fällig|gültig))*:? (?:am|auf|bis|ab|zum|vom|im|den)(?: den| zum"
                rf"| dem)?(?: {de.DAY},?)?(?: den| dem)? {de.DATE}"
            ),
            (
                r"\b(?:fällig|gültig|läuft(?: [\wäöüß]+)? (?:ab|aus)|kündbar) (?:[\wäöüß]+ )?(?:am"
                rf"|bis|zum|im) (?:zum )?{de.DATE}"
            ),
            rf"\bläuft (?:am|im|bis|zum) (?:zum )?{de.DATE}.{{0,20}} (?:ab|aus)\b",
        ),
        unless=(r"\b(?:war|gewesen|gestern|letzte\w*)\b",),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="plan",
        why="a plan with a date",
        confidence=0.78,
        hints=(
            "fliege fliegt fliegen fahre fährt fahren reise reist reisen urlaub ziehe elternzeit "
            "heiraten heirate heiratet starten startet launchen gehen geht umziehen weg"
        ),
        says=(
            (
                rf"{de.ANY}(?:fliege|fliegt|fliegen|reise|reist|reisen|ziehe|zieht"
                rf"|ziehen) (?:.{{0,40}} )?(?:am|vom|ab|bis|im) {de.DATE}.{{0,60}}\bnach\b"
            ),
            (
                rf"{de.ANY}(?:fliege|fliegt|fliegen|reise|reist|reisen|ziehe|ziehen"
                rf"|zieht) (?:.{{0,40}} )?nach \w.{{0,30}}(?:am|vom|ab|bis|im) {de.DATE}"
            ),
            (
                r"\b(?:urlaub|elternzeit|mutterschutz|abwesend|sabbatical|krankgeschrieben"
                rf"|reha)\b.{{0,20}} (?:vom|bis|ab|am)(?: zum)? {de.DATE}"
            ),
            (
                rf"\b(?:vom|bis|ab)(?: zum)? {de.DATE}.{{0,30}} (?:urlaub|elternzeit|mutterschutz"
                r"|reha|sabbatical)\b"
            ),
            (
                rf"{de.ANY}(?:heiraten|heirate|heiratet|launchen|starten|startet|gehen live"
                rf"|geht live) (?:.{{0,40}} )?(?:am|im|ab) {de.DATE}"
            ),
        ),
        unless=(r"\b(?:war|besprechung|meeting|mittagessen)\b",),
        turns=True,
    ),
)
