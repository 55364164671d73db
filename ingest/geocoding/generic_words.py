"""Words that say what a place is rather than which one: they are compared apart, or weigh less."""

from __future__ import annotations

import re

_KINDS = {
    "settlement": "city|town|village|hamlet|municipality|madinat|qaryat|baldat|مدينه|بلده|قريه|selo|misto|gorod|derevnya",
    "quarter": "quarter|neighbou?rhood|suburb|حي|ضاحيه",
    "airport": "air base|airbase|airport|airfield|air field|aerodrome|مطار",
    "military": "military|العسكري|عسكري",
    "international": "international|الدولي|دولي",
    "crossing": "border crossing|border gate|crossing|معبر",
    "camp": "camp|مخيم|mukhayy?am|mokhayam",
    "dam": "dam|سد",
    "bridge": "bridge",
    "base": "base|garrison|barracks|قاعده|ثكنه",
    "depot": "depots?",
    "port": "port|harbou?r|ميناء",
    "prison": "prison|jail|سجن",
    "hospital": "hospital|مستشفي|مشفي",
    "university": "university|جامعه",
    "station": "station",
    "school": "school|مدرسه",
    "field": "oil field|gas field|حقل",
    "checkpoint": "checkpoint|حاجز",
    "hill": "hill",
}
_PATTERN = re.compile("|".join(rf"(?P<{kind}>\b(?:{words})\b)" for kind, words in _KINDS.items()))

OFTEN = frozenset(
    "tal til tul kafr xan dir daira dair bait bit ain ayn uyn um abu ibn jabal wadi ras bab kala kalat kasr burj xirbat "
    "xirba maara maarat mar saix Sayx Saix Six Sax Sik jisr hai nahr rasm bir bayr jub mazrat mazra kariat karya nw "
    "naw new nu old saint sankt san santa nuwa nuwi stara stari bad burt fort mont lak a al la las lus da di dal dar du"
    .split()
)  # fmt: skip
"""Sounds of words many names begin with anywhere; those many names of one gazetteer share are counted besides."""


def split_kinds(folded: str) -> tuple[str, frozenset[str]]:
    """A folded name less the words that say its kind, and the kinds they say; a name of such words alone stands."""
    kinds: set[str] = set()

    def taken(found: re.Match[str]) -> str:
        kinds.add(found.lastgroup or "")
        return " "

    core = _PATTERN.sub(taken, folded)
    if not re.search(r"\w", re.sub(r"\b(?:al|el|ال)\b", "", core)):
        return folded, frozenset()
    return core, frozenset(kinds)


LOOSE = frozenset({"settlement", "quarter"})
"""Kinds that are said or left out at will; the others tell an airport from its town."""
SLIGHT = frozenset({"military", "international"})


def kinds_penalty(asked: frozenset[str], named: frozenset[str]) -> float:
    """What different words of kind take off a score: much where one is a town and the other its airport."""
    different = asked ^ named
    return sum(0.01 if kind in LOOSE else 0.08 if kind in SLIGHT else 0.22 for kind in different)
