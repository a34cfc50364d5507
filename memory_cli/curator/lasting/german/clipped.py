"""What a diary says in German in clipped forms: what a doctor found, and what is not to be done."""

from __future__ import annotations

from memory_cli.curator.lasting.rule import Rule

_TEST = r"(?:\w*test|\w*befund|\w*ergebnis\w*|labor\w*|blutbild|diagnose|mrt|röntgen\w*)"
_BODY = (
    r"(?:meniskus|kreuzband|au(?:ß|ss)enband|sehne|achillessehne|bandscheibe|innenband|rippe"
    r"|handgelenk|sprunggelenk|schlüsselbein)"
)

RULES = (
    Rule(
        kind="health",
        why="what a doctor found",
        confidence=0.82,
        hints="positiv meniskus kreuzband außenband sehne achillessehne bandscheibe innenband "
        "rippe handgelenk sprunggelenk schlüsselbein",
        says=(
            rf"\b{_TEST}\b.{{0,40}}\bpositiv\b",
            rf"\b{_BODY} (?:ist )?(?:an|ein|ab)?(?:gerissen|gebrochen|geprellt|entzündet)\b",
        ),
        unless=(r"\b(?:corona|covid|negativ|nicht)\b",),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="health",
        why="a doctor's advice",
        confidence=0.82,
        hints="kein keine keinen",
        says=(
            (
                r"^kein\w* (?:laufen|sport|joggen|radfahren|alkohol|heben|schwimmen|autofahren"
                r"|klettern"
                r"|tanzen|fußball|tennis)\b.{0,10} (?:bis|für (?:\w+ )?(?:wochen|monate))\b"
            ),
        ),
        unless=(r"\b(?:heute|morgen)\b",),
        turns=True,
        heard=True,
    ),
    Rule(
        kind="preference",
        why="a change",
        confidence=0.78,
        hints="nur",
        says=(
            (
                r"^(?:ich|wir) (?:trinke|esse|nutze|lese|kaufe|nehme|fahre|trinken|essen|nutzen"
                r"|kaufen)"
                r" (?:jetzt |inzwischen |ab jetzt )?nur noch \w"
            ),
        ),
        turns=True,
    ),
)
