"""VIINA: reports of Ukrainian and Russian news on the war in Ukraine, placed and labelled by machine."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.common.messages import L_, N_
from geo.events.events import STRIKE_DELIVERY
from ingest.drafts.cells import DraftCells
from ingest.drafts.unique import spread
from ingest.formats.base import Format, Layout
from ingest.formats.told_types import column
from ingest.mappings.mapping import ColumnMapping

_AIR, _GROUND = STRIKE_DELIVERY
_REMOTE, _BATTLE, _CIVILIANS = "Explosions/Remote violence", "Battles", "Violence against civilians"
LABELS = {
    "t_airstrike": (_REMOTE, _AIR),
    "t_uav": (_REMOTE, _AIR),
    "t_artillery": (_REMOTE, _GROUND),
    "t_ied": (_REMOTE, "Remote explosive/landmine/IED"),
    "t_armor": (_BATTLE, "Armed clash"),
    "t_firefight": (_BATTLE, "Armed clash"),
    "t_raid": (_BATTLE, "Armed clash"),
    "t_killing": (_CIVILIANS, ""),
    "t_arrest": ("Strategic developments", "Arrests"),
}
"""Label -> type and kind. Others (territory, property, casualties, sanctions) tell no type."""
ACTORS = {
    "a_rus": "Russian or Russian-aligned armed forces",
    "a_ukr": "Ukrainian or Ukrainian-aligned armed forces",
}
"""Label -> who began it, in the words of its codebook."""
PRECISION = {
    "STREET": ("1", "2"),
    "HOUSE": ("1", "2"),
    "PPL": ("1", "5"),
    "PPLC": ("1", "10"),
    "PPLA": ("1", "10"),
    "PPLA2": ("1", "5"),
    "PPLA3": ("1", "5"),
    "PPLX": ("1", "2"),
    "CITY": ("1", "5"),
    "ADM4": ("2", "15"),
    "ADM3": ("2", "20"),
    "ADM2": ("2", "40"),
    "ADM1": ("3", "120"),
    "ADM0": ("3", "500"),
    "COUNTRY": ("3", "500"),
}
"""GEO_PRECISION -> geo_precision, uncertainty_km: the distances are ours, on the wide side."""
_ONE = frozenset({"1", "1.0", "true"})


def _labelled(cells: DraftCells, label: str) -> np.ndarray:
    """(n,) bool: rows that carry a label: its 0 or 1 (`_b`), not a probability."""
    return np.asarray(column(cells, f"{label}_b", label).str.strip().str.casefold().isin(list(_ONE)), dtype=bool)


def _derive(cells: DraftCells) -> dict[str, np.ndarray]:
    """Type, kind and actor by the labels where they agree; the place by its name, or by the end of its address."""
    derived: dict[str, np.ndarray] = {}
    if "event_type" not in cells.mapping.columns:
        derived["event_type"], kinds = _agreed(cells)
        if "sub_event_type" not in cells.mapping.columns:
            derived["sub_event_type"] = kinds
    if not cells.has("actor1"):
        began = np.array([_labelled(cells, label) for label in ACTORS])
        names = np.full(len(cells), "", dtype=object)
        for has, name in zip(began, ACTORS.values(), strict=True):
            names[has & (began.sum(axis=0) == 1)] = name
        derived["actor1"] = names
    if cells.mapping.columns.get("source_id", "").casefold() == "event_id_1pd":
        derived["source_id"] = spread(cells.raw("source_id"), lambda text: f"1pd-{text}" if text else "")
    own = column(cells, "asciiname").str.strip().to_numpy(dtype=object)
    ends = spread(column(cells, "address"), lambda text: text.rsplit(",", 1)[-1].strip())
    derived["place"] = np.where(own != "", own, ends).astype(object)
    return derived


def _agreed(cells: DraftCells) -> tuple[np.ndarray, np.ndarray]:
    """(n,) the one type of a row's labels, None where they tell none or several; (n,) its kind, None likewise."""
    types, kinds = (np.full(len(cells), "", dtype=object) for _ in range(2))
    for label, (kind, sub) in LABELS.items():
        has = _labelled(cells, label)
        types[has & (types != "") & (types != kind)] = "several"
        types[has & (types == "")] = kind
        kinds[has & (kinds != "") & (kinds != sub)] = "several"
        kinds[has & (kinds == "")] = sub
    types[types == "several"] = ""
    kinds[(kinds == "several") | (types == "")] = ""
    return _or_none(types), _or_none(kinds)


def _or_none(texts: np.ndarray) -> np.ndarray:
    return pd.Series(texts, dtype=object).where(pd.Series(texts) != "", None).to_numpy(dtype=object)


_COLUMNS = {
    "source_id": "event_id",
    "event_date": "date",
    "event_time": "time",
    "place": "asciiname",
    "adm1": "adm1_name",
    "adm2": "adm2_name",
    "latitude": "latitude",
    "longitude": "longitude",
    "geo_precision": "geo_precision",
    "uncertainty_km": "geo_precision",
    "summary": "text",
    "source_publisher": "source",
    "source_url": "url",
}
_WORDS = {
    "geo_precision": {word: precision for word, (precision, _) in PRECISION.items()},
    "uncertainty_km": {word: km for word, (_, km) in PRECISION.items()},
}

FORMAT = Format(
    id="viina",
    title=L_("VIINA"),
    layouts=(
        Layout(
            checked="event_info and event_labels of VIINA 2.0, 2022 to 2026, and its events of 2022",
            documented="github.com/zhukovyuri/VIINA, codebook and licence in its README",
            needs=frozenset(
                {
                    "event_id", "date", "time", "longitude", "latitude", "geo_precision", "geo_api", "location",
                    "address", "report_id", "source", "url", "text", "lang",
                }
            ),
            marks=frozenset({"geo_precision", "geo_api", "report_id"}),
            mapping=ColumnMapping(
                format="viina",
                columns=_COLUMNS,
                words=_WORDS,
            ),
            notes=(
                L_("Several reports of one event are several rows."),
                L_(
                    "Its location is a number within the report and not read; the place is its name, or its "
                    "address's end."
                ),
            ),
        ),
        Layout(
            checked="event_1pd of VIINA 2.0, 2022 to 2026: reports of one day and place told as one",
            documented="github.com/zhukovyuri/VIINA, codebook and licence in its README",
            needs=frozenset(
                {
                    "event_id_1pd", "date", "n_reports", "event_ids", "sources", "geonameid", "asciiname", "adm1_name",
                    "longitude", "latitude", "geo_precision",
                }
            ),
            marks=frozenset({"event_id_1pd", "n_reports", "event_ids"}),
            mapping=ColumnMapping(
                format="viina",
                columns={
                    **{field: name for field, name in _COLUMNS.items() if field not in ("event_time", "source_url")},
                    "source_id": "event_id_1pd",
                    "source_publisher": "sources",
                },
                words=_WORDS,
            ),
            notes=(
                L_("Reports of one day and place are one row, without their texts."),
                L_("Its ids have 1pd- before them: they are others than those of single reports."),
            ),
        ),
    ),
    credit="VIINA, Zhukov (2022), github.com/zhukovyuri/VIINA",
    licence=N_(
        "Open Database License (ODbL) 1.0: pass it on with the credit, and data made of it under the same licence."
    ),
    derive=_derive,
    notes=(
        L_("Its day is that of the report, which the event may precede."),
        L_("A row is placed and labelled by machine. Its type is told by its labels where they agree, else asked for."),
    ),
)  # fmt: skip
