"""AWSD: attacks on aid workers, its day in Year, Month and Day; with and without a row of HXL tags."""

from __future__ import annotations

import numpy as np

from geo.common.messages import L_, N_
from geo.events.events import STRIKE_DELIVERY
from ingest.drafts.cells import DraftCells
from ingest.drafts.unique import spread
from ingest.formats.base import Format, Layout
from ingest.formats.told_types import keys, reach_by_names, said_words, says_nothing
from ingest.mappings.mapping import ColumnMapping

_REMOTE, _CIVILIANS, _STRATEGIC = "Explosions/Remote violence", "Violence against civilians", "Strategic developments"
_AIR, _GROUND = STRIKE_DELIVERY
MEANS = {
    "Aerial bombardment": (_REMOTE, _AIR),
    "Shelling": (_REMOTE, _GROUND),
    "Body-borne IED": (_REMOTE, "Suicide bomb"),
    "Roadside IED": (_REMOTE, "Remote explosive/landmine/IED"),
    "Vehicle-borne IED": (_REMOTE, "Remote explosive/landmine/IED"),
    "Vehicle-born IED": (_REMOTE, "Remote explosive/landmine/IED"),
    "Landmine": (_REMOTE, "Remote explosive/landmine/IED"),
    "Other explosives": (_REMOTE, ""),
    "Other Explosives": (_REMOTE, ""),
    "Complex attack": (_CIVILIANS, ""),
    "Shooting": (_CIVILIANS, ""),
    "Bodily assault": (_CIVILIANS, ""),
    "Kidnapping": (_CIVILIANS, "Abduction/forced disappearance"),
    "Kidnap-killing": (_CIVILIANS, "Abduction/forced disappearance"),
    "Rape/sexual assault": (_CIVILIANS, "Sexual violence"),
    "Rape or serious sexual assault": (_CIVILIANS, "Sexual violence"),
    "Detention/arrest": (_STRATEGIC, "Arrests"),
}
"""Means of attack -> type and kind, "" where it names no kind known here."""
CROSSFIRE = frozenset({"combat/crossfire", "combat / crossfire"})
"""Attack context in which shots are a battle."""
_KINDS = {word.casefold(): sub for word, (_, sub) in MEANS.items() if sub}


def _derive(cells: DraftCells) -> dict[str, np.ndarray]:
    """Battles among the shootings, kinds of today, and how exact a point is whose town is not told."""
    derived: dict[str, np.ndarray] = {}
    means, context = keys(cells, "means_of_attack"), keys(cells, "attack_context")
    told = np.full(len(cells), None, dtype=object)
    told[(means == "shooting") & np.isin(context.astype(str), sorted(CROSSFIRE))] = "Battles"
    unknown = says_nothing(cells, "means_of_attack") & np.isin(context.astype(str), sorted(CROSSFIRE))
    if "unknown" not in said_words(cells, "event_type"):
        told[unknown] = "Battles"
    derived["event_type"] = told
    derived["sub_event_type"] = spread(means, lambda word: _KINDS.get(word))
    derived["uncertainty_km"] = reach_by_names(cells, ("city",), {"district": "40", "region": "120"})
    return derived


FORMAT = Format(
    id="awsd",
    title=L_("Aid Worker Security Database"),
    layouts=(
        Layout(
            checked="export of 1997 to 2026, with and without HXL tags and detentions",
            documented="aidworkersecurity.org/incidents/search?format=csv; files of it in github.com/OCHA-DAP/"
            "hdx-scraper-humoutcomes",
            needs=frozenset(
                {
                    "incident_id", "year", "month", "day", "country", "region", "district", "city", "total_killed",
                    "total_wounded", "means_of_attack", "attack_context", "latitude", "longitude", "actor_name",
                    "details",
                }
            ),
            marks=frozenset({"year", "means_of_attack", "total_killed"}),
            also={
                "incident_id": ("id",),
                "region": ("admin1", "province"),
                "district": ("admin2",),
            },
            mapping=ColumnMapping(
                format="awsd",
                columns={
                    "source_id": "incident_id",
                    "event_year": "year",
                    "event_month": "month",
                    "event_day": "day",
                    "event_type": "means_of_attack",
                    "sub_event_type": "means_of_attack",
                    "actor1": "actor_name",
                    "place": "city",
                    "adm1": "region",
                    "adm2": "district",
                    "country": "country",
                    "latitude": "latitude",
                    "longitude": "longitude",
                    "fatalities_best": "total_killed",
                    "civilians_killed": "total_killed",
                    "injured": "total_wounded",
                    "summary": "details",
                },
                fixed={"uncertainty_km": "5", "source_publisher": "Aid Worker Security Database"},
                words={"event_type": {word: kind for word, (kind, _) in MEANS.items()}},
            ),
        ),
    ),
    credit="Aid Worker Security Database, Humanitarian Outcomes, aidworkersecurity.org",
    licence=N_("On HDX it is CC BY: pass it on with the credit. What its own site asks of its exports was not seen."),
    derive=_derive,
    notes=(
        L_("It counts aid workers only: killed and wounded are theirs, and of others who died nothing is said."),
        L_("Shooting in combat or crossfire is a battle; other attacks on aid workers are violence against civilians."),
        L_("The actor is the group that is named, often not certain: nobody is charged."),
        L_(
            "Points are of the town; where no town is told, of the district (40 km), region (120 km) or country (500 "
            "km)."
        ),
        L_("On HDX it has no points in Palestine and no descriptions; the export of its own site has them."),
    ),
)  # fmt: skip
