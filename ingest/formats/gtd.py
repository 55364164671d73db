"""GTD: the Global Terrorism Database of START, its day in iyear, imonth and iday."""

from __future__ import annotations

import numpy as np

from geo.common.messages import L_, N_
from ingest.drafts.cells import DraftCells
from ingest.formats.base import Format, Layout
from ingest.formats.told_types import keys, said_words, says_nothing
from ingest.mappings.mapping import ColumnMapping

_REMOTE, _BATTLE, _CIVILIANS = "Explosions/Remote violence", "Battles", "Violence against civilians"
ATTACKS = {
    "Bombing/Explosion": _REMOTE,
    "Hijacking": _CIVILIANS,
    "Hostage Taking (Barricade Incident)": _CIVILIANS,
    "Hostage Taking (Kidnapping)": _CIVILIANS,
    "Unarmed Assault": _CIVILIANS,
    "Facility/Infrastructure Attack": "Strategic developments",
}
"""attacktype1_txt -> type, where the attack alone tells it."""
BY_TARGET = frozenset({"armed assault", "assassination"})
"""Attacks of which the target tells the type: on fighters a battle, on others violence against civilians."""
FIGHTERS = frozenset({"military", "police", "terrorists/non-state militia", "terrorists/non-state militias"})
SPECIFICITY = {
    "1": ("1", "5"),  # the town itself
    "2": ("2", "40"),  # a town, by the middle of the smallest area that is known
    "3": ("2", "40"),  # the middle of the smallest area that is known
    "4": ("3", "120"),  # the middle of a first-level area
    "5": ("3", "300"),  # not even the first-level area is known
}
"""specificity -> geo_precision, uncertainty_km: its codebook states no distances, these are ours, on the wide side."""


def _derive(cells: DraftCells) -> dict[str, np.ndarray]:
    """The type of attacks that the target tells, and who did it where GTD says so and does not doubt it."""
    derived: dict[str, np.ndarray] = {}
    attacks, targets = keys(cells, "attacktype1_txt"), keys(cells, "targtype1_txt")
    open_attacks = np.isin(attacks.astype(str), sorted(BY_TARGET - said_words(cells, "event_type")))
    told = np.full(len(cells), None, dtype=object)
    known = open_attacks & ~says_nothing(cells, "targtype1_txt")
    fighters = np.isin(targets.astype(str), sorted(FIGHTERS))
    told[known & fighters], told[known & ~fighters] = _BATTLE, _CIVILIANS
    derived["event_type"] = told
    if "actor1" in cells.mapping.columns and not cells.has("perpetrator"):
        sure = ~np.isin(keys(cells, "guncertain1").astype(str), ["1"])
        derived["perpetrator"] = np.where(sure, cells.text("actor1"), "").astype(object)
    return derived


FORMAT = Format(
    id="gtd",
    title=L_("Global Terrorism Database"),
    layouts=(
        Layout(
            checked="export of 1970 to 2020, 135 columns, and excerpts of it",
            documented="GTD codebook, start.umd.edu/gtd; columns in many public readers",
            needs=frozenset(
                {
                    "eventid", "iyear", "imonth", "iday", "country_txt", "provstate", "city", "latitude", "longitude",
                    "attacktype1_txt", "targtype1_txt", "gname", "nkill", "nwound",
                }
            ),
            marks=frozenset({"iyear", "attacktype1_txt"}),
            mapping=ColumnMapping(
                format="gtd",
                columns={
                    "source_id": "eventid",
                    "event_year": "iyear",
                    "event_month": "imonth",
                    "event_day": "iday",
                    "event_type": "attacktype1_txt",
                    "sub_event_type": "attacktype1_txt",
                    "actor1": "gname",
                    "actor2": "targtype1_txt",
                    "place": "city",
                    "adm1": "provstate",
                    "country": "country_txt",
                    "latitude": "latitude",
                    "longitude": "longitude",
                    "geo_precision": "specificity",
                    "uncertainty_km": "specificity",
                    "fatalities_best": "nkill",
                    "injured": "nwound",
                    "summary": "summary",
                    "source_title": "scite1",
                },
                fixed={"source_publisher": "Global Terrorism Database"},
                words={
                    "event_type": ATTACKS,
                    "geo_precision": {code: precision for code, (precision, _) in SPECIFICITY.items()},
                    "uncertainty_km": {code: km for code, (_, km) in SPECIFICITY.items()},
                },
            ),
            instead={"uncertainty_km": "5"},
        ),
    ),
    credit="Global Terrorism Database (GTD), START, University of Maryland, start.umd.edu/gtd",
    licence=N_("The GTD may not be handed on: keep files that hold its rows to yourself, and cite it."),
    rows_may_be_passed_on=False,
    derive=_derive,
    notes=(
        L_("Month 0 or day 0 is not known: the event lies in that year or month."),
        L_("Armed assaults and assassinations are battles where the target is military, police or a militia."),
        L_("On others they are violence against civilians; an attack or target that is not known is asked for."),
        L_("Who did it is read as GTD says it, not where it is uncertain (guncertain1); doubtterr is not read."),
    ),
)  # fmt: skip
