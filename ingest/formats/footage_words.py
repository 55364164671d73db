"""Words by which a sentence about footage says what happened, and the type and kind each stands for.

Only what is plain is here: a sentence with words of two types, or with none, tells no type and is asked for.
"""

from __future__ import annotations

import re

from geo.events.events import STRIKE_DELIVERY

AIR, GROUND = STRIKE_DELIVERY
_REMOTE, _BATTLE, _CIVILIANS = "Explosions/Remote violence", "Battles", "Violence against civilians"
_PROTEST, _STRATEGIC = "Protests", "Strategic developments"

_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        _REMOTE,
        AIR,
        r"""air ?strikes?|air ?raids?|fpvs?|drone (?:strikes?|attacks?|hits?|drops?)|uav (?:strikes?|attacks?|hits?)
        |(?:shahed|geran|lancet|loitering munition)s?|glide ?bombs?|guided (?:aerial )?bombs?|fab-?\d+|kabs?|umpk
        |jdams?|aerial bomb(?:s|ing)?|helicopter strikes?|drone dropp(?:ed|ing)|bomber drones?""",
    ),
    (
        _REMOTE,
        GROUND,
        r"""shell(?:ing|ed)|artillery|mortars?|himars|gmlrs|mlrs|grads?|howitzers?|rockets?|missiles?|iskanders?
        |atacms|counter-?battery""",
    ),
    (_REMOTE, "Remote explosive/landmine/IED", r"(?:land|anti-tank |anti-personnel )?mines?|ied|roadside bombs?"),
    (
        _BATTLE,
        "Armed clash",
        r"""clash(?:es)?|fire ?fights?|gun ?fights?|close combat|assault(?:s|ed|ing)?|storm(?:s|ed|ing)|skirmish(?:es)?
        |ambush(?:es|ed)?|ground attacks?""",
    ),
    (_CIVILIANS, "", r"execut(?:ion|ions|ed)|civilians? (?:shot|killed|executed)"),
    (_CIVILIANS, "Abduction/forced disappearance", r"abduct(?:ion|ions|ed)|kidnapp?(?:ing|ings|ed)"),
    (_PROTEST, "", r"protest(?:s|ers)?|demonstrations?|rall(?:y|ies)"),
    (_STRATEGIC, "Arrests", r"arrest(?:s|ed)?"),
)
_PATTERNS = tuple(
    (kind, sub, re.compile(rf"(?<!\w)(?:{re.sub(chr(10) + ' *', '', words)})(?!\w)", re.IGNORECASE))
    for kind, sub, words in _WORDS
)
LOOKED_AT = 2000
"""So many letters of a text are looked at."""


def told_by(text: str) -> tuple[str, str] | None:
    """The type of event that the words of `text` tell, and the kind within it, "" where they tell none or several.

    None where they tell no type, or more than one.
    """
    head = text[:LOOKED_AT]
    found = [(kind, sub) for kind, sub, words in _PATTERNS if words.search(head)]
    if len({kind for kind, _ in found}) != 1:
        return None
    subs = {sub for _, sub in found if sub}
    return found[0][0], subs.pop() if len(subs) == 1 else ""
