"""ACLED: events of the Armed Conflict Location & Event Data project, as it exports them today and did since 1997."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.common.messages import L_, N_
from ingest.drafts.cells import DraftCells
from ingest.drafts.unique import plain, spread, word_key
from ingest.formats.base import Format, Layout
from ingest.mappings.mapping import ColumnMapping

CREDIT = "Armed Conflict Location & Event Data (ACLED), acleddata.com"
LICENCE = N_(
    "ACLED does not allow handing on its rows: keep files that hold them to yourself. Figures and maps from them may "
    "be shown with the credit."
)
REACH_KM = {"1": "5", "2": "30", "3": "100"}
"""geo_precision -> km. ACLED tells 1 (a town), 2 (part of a region) and 3 (a region or its capital) apart and states no
distances: these are ours, on the wide side."""

OLD_WORDS: dict[str, tuple[str, str]] = {
    "Battle-No change of territory": ("Battles", "Armed clash"),
    "Battle-Government regains territory": ("Battles", "Government regains territory"),
    "Battle-Non-state actor overtakes territory": ("Battles", "Non-state actor overtakes territory"),
    "Battle-Rebels overtake territory": ("Battles", "Non-state actor overtakes territory"),
    "Remote violence": ("Explosions/Remote violence", ""),
    "Strategic development": ("Strategic developments", ""),
    "Strategic developments": ("Strategic developments", ""),
    "Headquarters or base established": ("Strategic developments", "Headquarters or base established"),
    "Headquarters or base establishment": ("Strategic developments", "Headquarters or base established"),
    "Non-violent activity by a conflict actor": ("Strategic developments", ""),
    "Non-violent transfer of territory": ("Strategic developments", "Non-violent transfer of territory"),
}
"""ACLED's types until 2019 -> type and kind of today, "" where its codebook moved it to several kinds."""
RIOTS_PROTESTS = "riots/protests"
"""Until 2019 one type. Who took part tells which of the two it was."""
TOOK_PART = {"5": "Riots", "rioters": "Riots", "6": "Protests", "protesters": "Protests"}
"""inter1 or inter2, as code or as word -> type."""
_OLD = {plain(word).casefold(): told for word, told in OLD_WORDS.items()}


def _derive(cells: DraftCells) -> dict[str, np.ndarray]:
    """Kinds of the words before 2019 where the row gives none, and riots or protests by who took part."""
    column = cells.mapping.columns.get("event_type")
    if column is None:
        return {}
    words = spread(cells.table.cells[column], lambda text: plain(text).casefold())
    derived: dict[str, np.ndarray] = {}
    if "sub_event_type" not in cells.mapping.fixed:
        own = cells.raw("sub_event_type").str.strip().to_numpy(dtype=object)
        kinds = spread(words, lambda word: _OLD.get(word, ("", ""))[1] or None)
        kinds[own != ""] = None
        derived["sub_event_type"] = kinds
    said = {plain(word).casefold() for word in cells.mapping.words.get("event_type", {})}
    both = words == RIOTS_PROTESTS
    if both.any() and RIOTS_PROTESTS not in said:
        told = _who_took_part(cells)
        told[~both] = None
        derived["event_type"] = told
    return derived


def _who_took_part(cells: DraftCells) -> np.ndarray:
    """(n,) Riots or Protests by the first of inter1 and inter2 that tells, None where neither does."""
    found = np.full(len(cells), None, dtype=object)
    for name in ("inter2", "inter1"):
        column = next((one for one in cells.table.cells.columns if str(one).casefold() == name), None)
        if column is not None:
            told = spread(cells.table.cells[column], lambda code: TOOK_PART.get(word_key(code)))
            found = np.where(pd.isna(told), found, told).astype(object)
    return found


FORMAT = Format(
    id="acled",
    title=L_("ACLED"),
    layouts=(
        Layout(
            checked="event export and API, 1997 to 2026, with the columns that came and went",
            documented="ACLED codebook 2024 and guide to the column changes of 2023, acleddata.com/knowledge-base",
            needs=frozenset(
                {
                    "event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "inter1",
                    "latitude", "longitude", "geo_precision", "fatalities", "notes",
                }
            ),
            also={
                "event_id_cnty": ("event_id",),
                "time_precision": ("time_precis", "time_prec"),
                "geo_precision": ("geo_precis", "geo_prec"),
                "actor1": ("actor_1",),
                "actor2": ("actor_2",),
                "inter1": ("inter_1", "interaction1"),
                "location": ("location_name",),
                "admin1": ("adm1",),
                "admin2": ("adm2",),
                "fatalities": ("fatalities_total", "total_fatalities"),
                "notes": ("note",),
            },
            mapping=ColumnMapping(
                format="acled",
                columns={
                    "source_id": "event_id_cnty",
                    "event_date": "event_date",
                    "event_year": "year",
                    "time_precision": "time_precision",
                    "event_type": "event_type",
                    "sub_event_type": "sub_event_type",
                    "actor1": "actor1",
                    "actor2": "actor2",
                    "place": "location",
                    "adm1": "admin1",
                    "adm2": "admin2",
                    "country": "country",
                    "latitude": "latitude",
                    "longitude": "longitude",
                    "geo_precision": "geo_precision",
                    "uncertainty_km": "geo_precision",
                    "fatalities_best": "fatalities",
                    "summary": "notes",
                    "source_publisher": "source",
                    "revised_on": "timestamp",
                },
                words={
                    "uncertainty_km": REACH_KM,
                    "event_type": {word: kind for word, (kind, _) in OLD_WORDS.items()},
                },
            ),
        ),
    ),
    credit=CREDIT,
    licence=LICENCE,
    rows_may_be_passed_on=False,
    derive=_derive,
    notes=(
        L_("The first actor is not by that alone the one who did it: no perpetrator is read from the file."),
        L_(
            "Its timestamp is the last change to a row: it tells the later of two versions. It is no day of "
            "publication: "
            "these events do not count as known by any day, unless you say that it is that day."
        ),
        L_("ACLED gives one number of killed; its low and high stay empty."),
        L_(
            "Its types until 2019 are read as those of today; Riots/Protests is told by who took part (inter1, inter2)."
        ),
    ),
)  # fmt: skip
