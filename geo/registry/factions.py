"""The registry of factions: who they are, how they are drawn, with whom they fight. Never a list in code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, StrictBool

from geo.common.errors import SchemaError
from geo.common.messages import L_, N_
from geo.common.phrases import Phrase
from geo.common.urls import SEPARATOR
from geo.registry.statuses import NO_HOLDER
from geo.validation.models import read_model

NO_SIDE = "none"

WORDINGS = {
    "missing": (N_("lacks {key!r}"), N_("data/README.md lists the keys.")),
    "string_pattern_mismatch": (N_("has the colour {said}"), N_("Write it as #rrggbb.")),
    "": (N_("has no text in {keys}"), N_("Only holds_ground is true or false.")),
}


@dataclass(frozen=True)
class Faction:
    """One party. `holds_ground` tells whether an area of control can be its; `short_ar` is its full name in Arabic
    where no shorter one is known; `in_text_en` is what a sentence in English calls it, as in "the government"."""

    id: str
    name_en: str
    name_ar: str
    short_en: str
    colour: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
    side: str
    holds_ground: StrictBool
    short_ar: str = ""
    in_text_en: str = ""

    @property
    def short(self) -> Phrase:
        """What a table or a legend calls it."""
        return Phrase(self.short_en, self.short_ar or self.name_ar or self.short_en)

    @property
    def in_text(self) -> Phrase:
        """What a sentence calls it."""
        return Phrase(self.in_text_en, self.short.ar)


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
        names a colour that cannot be drawn.
    """
    registry: dict[str, Faction] = {}
    by_short_name: dict[tuple[str, str], str] = {}
    if not (isinstance(rows, list) and all(isinstance(row, dict) for row in rows)):
        raise SchemaError(file, L_("holds no [[factions]] entries"), L_("data/README.md shows one."))
    for number, row in enumerate(rows, start=1):
        where = L_("faction {number} ({id})", number=number, id=row.get("id", L_("no id")))
        short = {"short_en": row.get("name_en"), "short_ar": row.get("name_ar")}
        short["in_text_en"] = row.get("short_en", short["short_en"])
        faction = read_model(Faction, {**short, **row}, file=file, wordings=WORDINGS, about=where)
        if faction.id in registry:
            raise SchemaError(file, L_("{where} stands twice", where=where), L_("Give each faction an id of its own."))
        if faction.id in NO_HOLDER or SEPARATOR in faction.id:
            raise SchemaError(
                file,
                L_("{where} has an id that means something else here", where=where),
                L_(
                    "Take another than {no_holder}, without {separator}.",
                    no_holder=", ".join(sorted(NO_HOLDER)),
                    separator=SEPARATOR,
                ),
            )
        for key in ("short_en", "short_ar"):
            short = getattr(faction, key)
            if short and (other := by_short_name.setdefault((key, short), faction.id)) != faction.id:
                raise SchemaError(
                    file,
                    L_("{where} has the same short name as {other}, {short!r}", where=where, other=other, short=short),
                    L_("Tables and legends tell them apart by it alone: give each a {key} of its own.", key=key),
                )
        registry[faction.id] = faction
    return registry
