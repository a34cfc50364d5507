"""English verbs whose forms no rule of spelling brings together.

A question asks `choose`, a log says `chose`. Forms that are as often another word are left out:
rose, lay, wound, bore, ground, bit, shot.
"""

from __future__ import annotations

_VERBS = """
    awake awoke awoken|be been|beat beaten|become became|begin began begun|bend bent|bite bitten
    bleed bled|blow blew blown|break broke broken|breed bred|bring brought|build built|burn burnt
    buy bought|catch caught|choose chose chosen|cling clung|come came|creep crept|deal dealt|dig dug
    do did done|draw drew drawn|dream dreamt|drink drank drunk|drive drove driven|eat ate eaten
    fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fly flew flown
    forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|freeze froze frozen
    get got gotten|give gave given|go went gone|grow grew grown|hang hung|have had|hear heard
    hide hid hidden|hold held|keep kept|know knew known|lead led|lean leant|leap leapt|learn learnt
    leave left|lend lent|light lit|lose lost|make made|mean meant|meet met|mistake mistook mistaken
    overcome overcame|pay paid|prove proven|ride rode ridden|ring rang rung|run ran|say said
    see saw seen|seek sought|sell sold|send sent|shake shook shaken|shine shone
    show shown|shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid
    smell smelt|speak spoke spoken|speed sped|spend spent|spill spilt|spin spun|spoil spoilt
    spring sprang sprung|stand stood|steal stole stolen|stick stuck|sting stung|strike struck
    strive strove striven|swear swore sworn|sweep swept|swim swam swum|swing swung|take took taken
    teach taught|tear tore torn|tell told|think thought|throw threw thrown
    understand understood|undertake undertook undertaken|wake woke woken|wear wore worn
    weep wept|win won|withdraw withdrew withdrawn|write wrote written
"""

BASES = {
    form: base
    for line in _VERBS.split("\n")
    for verb in line.split("|")
    if verb.strip()
    for base, *forms in (verb.split(),)
    for form in forms
}
"""The base of a form: `chosen` is `choose`."""
