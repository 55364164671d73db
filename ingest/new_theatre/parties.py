"""The parties of a new theatre: those the user names, or two that wait for a name."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from geo.common.errors import FilterError
from geo.common.messages import L_

SHORT = 16
"""Letters of a name that legends have room for; of a longer one the id stands there."""

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#4CB9D6", "#E69F00", "#F0E442", "#629B00")
"""Okabe-Ito, the two that are told apart best first; a leaf green stands for its black, which is the colour of the text
and whose tints are the grey of contested ground, and a greener blue for its sky blue, whose tints are its blue's."""

HEAD = """# Who appears in this theatre. The order here is the order in legends and tables.
# id: short, as it stands in reports and events; rename it here before the first of them names it.
# name_en, name_ar: in full. short_en: for legends and tables, where the full name is long.
# colour: these come from the Okabe-Ito set, which colour-blind readers can tell apart.
# side: parties with the same side fight on the same side; the front line is the edge between areas of opposing sides.
#   side = "none" opposes nobody: civilians, the United Nations.
# holds_ground = false: a party that fights or suffers and cannot hold an area.
# Add a party by copying an entry.
"""
WAITING = "# Nobody has been named yet. These two stand in; give them their names.\n"
WRITE_PARTY = L_('Write it as "SAF=Sudanese Armed Forces".')


@dataclass(frozen=True)
class Party:
    """A party as the user names it."""

    id: str
    name: str


STAND_INS = (Party("A", "Party A (rename me)"), Party("B", "Party B (rename me)"))


def read_parties(texts: Sequence[str]) -> tuple[Party, ...]:
    """Parties written as "ID=Name".

    Raises
    ------
    FilterError : one is written otherwise, or two have the same id.
    """
    parties: list[Party] = []
    for text in texts:
        code, equals, name = (part.strip() for part in text.partition("="))
        if not (equals and name and name.isprintable() and re.fullmatch(r"[A-Za-z0-9_.-]+", code)):
            raise FilterError(L_("Cannot read the party {text!r}. {write_party}", text=text, write_party=WRITE_PARTY))
        if code in {party.id for party in parties}:
            raise FilterError(L_("The party {code} is named twice. Give each an id of its own.", code=code))
        parties.append(Party(code, name))
    return tuple(parties)


def factions_toml(parties: Sequence[Party]) -> str:
    """The text of factions.toml; each party fights on a side of its own."""
    entries = [
        f"""
[[factions]]
id = {_text(party.id)}
name_en = {_text(party.name)}
name_ar = ""
short_en = {_text(party.name if len(party.name) <= SHORT else party.id)}
colour = "{COLOURS[row % len(COLOURS)]}"
side = {_text(party.id.lower())}
holds_ground = true
"""
        for row, party in enumerate(parties or STAND_INS)
    ]
    return HEAD + ("" if parties else WAITING) + "".join(entries)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
