"""The registry of factions: who they are, how they are drawn, with whom they fight. Never a list in code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo.change import NO_HOLDER
from geo.errors import SchemaError
from geo.filters import SEPARATOR

NO_SIDE = "none"
HATCHES = ("/", "\\", "x", "-", "|", "+", ".")
KINDS = {"holds_ground": bool}
"""What an entry holds where it is not text."""

HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Faction:
    """One party. `holds_ground` tells whether an area of control can be its; `short_ar` is its full name in Arabic
    where no shorter one is known."""

    id: str
    name_en: str
    name_ar: str
    short_en: str
    colour: str
    hatch: str
    side: str
    holds_ground: bool
    short_ar: str = ""


Factions = Mapping[str, Faction]


def opposed(factions: Factions, one: str, other: str) -> bool:
    """Whether the two factions fight on different sides; a faction on no side opposes nobody."""
    sides = {factions[one].side, factions[other].side}
    return len(sides) == 2 and NO_SIDE not in sides


def allied(factions: Factions, one: str, other: str) -> bool:
    """Whether the two fight on the same side; a faction on no side has no ally but itself."""
    return one == other or (factions[one].side == factions[other].side != NO_SIDE)


def check_factions(rows: Any, file: str) -> Factions:
    """Registry in the order of the file.

    Raises
    ------
    SchemaError : an entry lacks a key, repeats an id or a short name, has an id that means something else, or
        names a colour or hatch that cannot be drawn.
    """
    registry: dict[str, Faction] = {}
    by_short_name: dict[tuple[str, str], str] = {}
    if not (isinstance(rows, list) and all(isinstance(row, dict) for row in rows)):
        raise SchemaError(file, "holds no [[factions]] entries", "data/README.md shows one.")
    for number, row in enumerate(rows, start=1):
        where = f"faction {number} ({row.get('id', 'no id')})"
        try:
            faction = Faction(
                id=row["id"],
                name_en=row["name_en"],
                name_ar=row["name_ar"],
                short_en=row.get("short_en", row["name_en"]),
                colour=row["colour"],
                hatch=row["hatch"],
                side=row["side"],
                holds_ground=row["holds_ground"],
                short_ar=row.get("short_ar", row["name_ar"]),
            )
        except KeyError as missing:
            raise SchemaError(file, f"{where} lacks {missing}", "data/README.md lists the keys.") from missing
        wrong = [name for name, value in vars(faction).items() if not isinstance(value, KINDS.get(name, str))]
        if wrong:
            raise SchemaError(file, f"{where} has no text in {', '.join(wrong)}", "Only holds_ground is true or false.")
        if faction.id in registry:
            raise SchemaError(file, f"{where} stands twice", "Give each faction an id of its own.")
        if faction.id in NO_HOLDER or SEPARATOR in faction.id:
            raise SchemaError(
                file,
                f"{where} has an id that means something else here",
                f"Take another than {', '.join(sorted(NO_HOLDER))}, without {SEPARATOR}.",
            )
        for key in ("short_en", "short_ar"):
            short = getattr(faction, key)
            if short and (other := by_short_name.setdefault((key, short), faction.id)) != faction.id:
                raise SchemaError(
                    file,
                    f"{where} has the same short name as {other}, {short!r}",
                    f"Tables and legends tell them apart by it alone: give each a {key} of its own.",
                )
        if not HEX_COLOUR.fullmatch(faction.colour):
            raise SchemaError(file, f"{where} has the colour {faction.colour!r}", "Write it as #rrggbb.")
        if faction.hatch not in HATCHES:
            raise SchemaError(file, f"{where} has the hatch {faction.hatch!r}", f"Use one of {' '.join(HATCHES)}")
        registry[faction.id] = faction
    return registry
