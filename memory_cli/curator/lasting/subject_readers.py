"""How the forms of `subject_forms` are read: which keys a sentence holds, with which values."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterator
from datetime import date

from memory_cli.curator.lasting.deadline import last_day

MOVED = (
    r"(?:moved|postponed|rescheduled|pushed|shifted|brought forward|delayed|changed"
    r"|verschoben|verlegt|vorgezogen)"
)
_UNIQUE = frozenset(
    """
    manager boss supervisor doctor gp dentist therapist landlord landlady wife husband partner
    girlfriend boyfriend editor browser bank employer gym team timezone zone title role laptop
    phone car bike ide shell distro os insurance insurer provider isp carrier pronouns network
    wifi wi-fi school stack mentor accountant locker desk seat address number size budget rent
    salary rate password email e-mail mail username handle plate weight height age birthday code
    floor room standup stand-up retro daily launch release deadline wedding go-live cutover move
    due goal motto combination major chef chefin vermieter vermieterin hausarzt hausärztin
    zahnarzt zahnärztin spind schließfach adresse nummer telefonnummer handynummer kundennummer
    kontonummer mitgliedsnummer personalnummer schuhgröße größe miete gehalt kennzeichen
    parkplatz arbeitgeber krankenkasse auto fahrrad büro start umzug abgabe hochzeit frist
    abgabetermin release-termin starttermin
    """.split()
)
"""Of these a person or a project has one."""
_EVERYTHING = r"\b(?:every|everything|all|everywhere|alles|überall|anything)\b"
_PAST_OR_BESIDE = r"\b(?:also|previously|formerly|used to|part-time|nebenbei|auch|früher)\b"
_LEAP_YEAR = date(2000, 1, 1)
_LONGEST = 3  # words of the name of a property
_OPPOSED = tuple(
    frozenset(words.split())
    for words in (
        "dark light",
        "window aisle",
        "morning mornings afternoon afternoons evening evenings",
        "tabs spaces",
        "short long detailed brief concise verbose",
        "metric imperial",
        "tea coffee",
        "early late",
        "remote office",
        "calls call email emails mail text texts chat messages phone",
        "red white",
        "async sync",
        "paper digital ebooks",
        "formal informal casual",
        "hot cold iced",
        "quiet loud music",
        "dunkel dunklen dunkles hell hellen helles",
        "fenster gang fensterplatz gangplatz fensterplätze gangplätze",
    )
)
_VERBS = {
    "eat": "eat eats eating esse isst essen",
    "drink": "drink drinks drinking trinke trinkt trinken",
    "smoke": "smoke smokes smoking rauche raucht rauchen",
    "take": "take takes taking nehme nimmt nehmen",
    "use": "use uses using nutze nutzt nutzen verwende verwendet verwenden benutze benutzt "
    "benutzen",
    "wear": "wear wears wearing trage trägt tragen",
    "play": "play plays playing spiele spielt spielen",
    "work": "work works working arbeite arbeitet arbeiten",
    "live": "live lives living wohne wohnt wohnen lebe lebt leben",
    "drive": "drive drives driving fahre fährt fahren",
    "lead": "lead leads leading leite leitet leiten",
    "run": "run runs running",
    "manage": "manage manages managing",
    "own": "own owns owning besitze besitzt besitzen",
}
_BASE = {form: verb for verb, forms in _VERBS.items() for form in forms.split()}
EMPTY = (
    r"(?:a|an|the|my|our|his|her|any|some|at|for|in|bei|in|für|ein|eine|einen|das|die"
    r"|den|kein|keine|keinen|keiner|gern|gerne|of|the|to)"
)

Read = Iterator[tuple[str, str, bool]]
"""Keys, their values, and whether another value ends."""
Reader = Callable[[re.Match[str], str], Read]
"""Reads the groups of a form, and the whole sentence."""
FORMS_OF_VERBS = tuple(sorted(_BASE, key=lambda form: (-len(form), form)))


def _owner(found: re.Match[str]) -> str:
    who = (found.groupdict().get("who") or "i").lower().removesuffix("'s")
    return "i" if who in {"we", "ich", "wir"} else who


def _flat(text: str) -> str:
    """`text` without articles, capitals and what ends it."""
    words = text.lower().strip(" '\"“”„.,;:!").split()
    while words and re.fullmatch(EMPTY, words[0]):
        words = words[1:]
    return " ".join(words)


def only(key: str) -> Reader:
    """One value of `key` for each person."""

    def read(found: re.Match[str], plain: str) -> Read:
        if not re.search(_PAST_OR_BESIDE, plain.lower()):
            yield f"{key}:{_owner(found)}", _flat(found["value"]), True

    return read


def of_property(found: re.Match[str], plain: str, *, is_moved: bool = True) -> Read:
    """Read "my locker is 217", "the standup moved to 9:30": of what there is one, or what moved."""
    what, value = _flat(found["what"]), _flat(found["value"])
    head = what.split()[-1] if what else ""
    kind = "number" if re.search(r"\d", value) else "name" if found["value"][:1].isupper() else ""
    moved = is_moved and bool(re.search(rf"(?i)\b(?:{MOVED}|now|jetzt|nun)\b", plain))
    if not what or not kind or len(what.split()) > _LONGEST:
        return
    if kind == "name" and head not in _UNIQUE:
        return
    of = re.search(
        r"(?i)\b(?:for|of|in|at|für|von|im) (?:the |der |die |das )?([\w -]+?) (?:is|are"
        r"|moved|ist)\b",
        found[0],
    )
    scope = of[1].lower() if of else ""
    yield f"{kind}:{_owner(found)}:{what}:{scope}", _as_day(value), moved or head in _UNIQUE


def of_label(found: re.Match[str], plain: str) -> Read:
    """Read "locker: 42", which never says that anything moved."""
    return of_property(found, plain, is_moved=False)


def _as_day(value: str) -> str:
    """`value`, or when it names a day that day, with its year if it has one."""
    found = last_day(value, day=_LEAP_YEAR)
    if found is None:
        return value
    return str(found) if re.search(r"\b(?:19|20)\d\d\b", value) else f"{found:%m-%d}"


def of_favourite(found: re.Match[str], _plain: str) -> Read:
    """Read "my favourite colour is green"."""
    yield f"favourite:{_owner(found)}:{_flat(found['what'])}", _flat(found["value"]), True


def of_preference(found: re.Match[str], _plain: str) -> Read:
    """Read "prefers A over B" against "prefers B over A", and "dark mode" against "light mode"."""
    owner, one, other = _owner(found), _flat(found["one"]), _flat(found["other"] or "")
    scope = _scope(found["scope"])
    if other:
        yield f"rather:{owner}:{'|'.join(sorted((one, other)))}:{scope}", one, True
    words = one.split()
    for number, group in enumerate(_OPPOSED):
        if len(meant := [word for word in words if word in group]) == 1:
            rest = " ".join(word for word in words if word not in group)
            yield f"opposed:{owner}:{number}:{rest}:{scope}", meant[0].rstrip("s"), True


def of_liking(found: re.Match[str], _plain: str) -> Read:
    """Read "loves coffee", "doesn't like coffee"."""
    verb = found["verb"].lower()
    likes = not found["no"] and verb.startswith(("like", "love", "enjoy", "mag", "liebe"))
    yield f"likes:{_owner(found)}:{_flat(found['object'])}", "yes" if likes else "no", True


def _scope(text: str | None) -> str:
    """What something is for, when it is not for everything."""
    scope = _flat(text or "")
    return "" if re.search(_EVERYTHING, scope) else scope


def _used(tool: str, found: re.Match[str]) -> Iterator[str]:
    """The keys under which the use of `tool` is known: anywhere, and for what it is used."""
    scope = _scope(found.groupdict().get("scope"))
    yield f"uses:{_owner(found)}:{_flat(tool)}"
    if scope:
        yield f"uses:{_owner(found)}:{_flat(tool)}:{scope}"


def of_use(found: re.Match[str], _plain: str) -> Read:
    """Read "I use Vim for everything"; who uses two things may go on."""
    for key in _used(found["new"], found):
        yield key, "yes", False


def of_choice(found: re.Match[str], _plain: str) -> Read:
    """Read "chose A over B for C": A is used, B has lost, and the two are one question."""
    owner, scope = _owner(found), _scope(found["scope"])
    new, old = _flat(found["new"]), _flat(found["old"])
    yield from of_use(found, _plain)
    yield f"chose:{owner}:{'|'.join(sorted((new, old)))}:{scope}", new, True
    yield f"lost:{owner}:{old}", "lost", False


def of_switch(found: re.Match[str], _plain: str) -> Read:
    """Read "switched from A to B": B is used, A no longer."""
    yield from of_use(found, _plain)
    yield [*_used(found["old"], found)][-1], "no", True


def of_return(found: re.Match[str], _plain: str) -> Read:
    """Read "going back to B after all": what B had lost to is over."""
    yield from of_use(found, _plain)
    yield f"lost:{_owner(found)}:{_flat(found['new'])}", "won", True


def doing(*, no: bool = False, ends: bool = False) -> Reader:
    """Read "I eat meat"; with `no`, "I don't", and with `ends`, also "I no longer do"."""

    def read(found: re.Match[str], _plain: str) -> Read:
        said = found.groupdict()
        verbs = (
            [_BASE[said["verb"].lower()]] if said.get("verb") else ["eat", "drink", "use", "smoke"]
        )
        thing = _flat(said.get("object") or "")
        for verb in verbs:
            yield f"does:{_owner(found)}:{verb}:{thing}", "no" if no else "yes", ends
            head = thing.split()[-1] if thing else ""
            if head != thing and not no:
                yield f"does:{_owner(found)}:{verb}:{head}", "yes", False

    return read


def being(*, no: bool = False, ends: bool = False) -> Reader:
    """Read "I'm vegetarian"; `no` and `ends` as for `doing`."""

    def read(found: re.Match[str], _plain: str) -> Read:
        yield f"is:{_owner(found)}:{found['object'].lower()[:6]}", "no" if no else "yes", ends

    return read


def of_dose(found: re.Match[str], _plain: str) -> Read:
    """Read "I take 50 mg of sertraline"."""
    amount = re.sub(r"\s", "", found["value"])
    yield f"dose:{_owner(found)}:{found['drug'].lower()}", amount.lower(), True
    yield f"does:{_owner(found)}:take:{found['drug'].lower()}", "yes", False


def of_office(found: re.Match[str], _plain: str) -> Read:
    """Read "Priya is the product owner for checkout": an office has one holder."""
    what = re.sub(r"^(?:new|neue[rn]?|acting|current) ", "", _flat(found["what"]))
    if len(what.split()) > 1:  # "the lead" says not of what
        yield f"office:{what}", _flat(found["value"]), True
