"""The rows that wait, by how their place is spelled. Free of Streamlit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from ingest.geocoding import Candidate
from ingest.keeping.waiting import Spot, WaitingRow

BETWEEN = "\x1f"
LRM = "\N{LEFT-TO-RIGHT MARK}"


@dataclass(frozen=True)
class Spelling:
    """A place as sources spell it, with the area they name, and the rows that do."""

    place: str
    adm1: str
    rows: tuple[WaitingRow, ...]

    @property
    def key(self) -> str:
        return f"{self.place}{BETWEEN}{self.adm1}"

    @property
    def words(self) -> str:
        """As in "Tell Rifat (Aleppo): 12 rows"; a number after an Arabic name stays behind it."""
        area = f" ({self.adm1})" if self.adm1 else ""
        return f"{self.place}{LRM}{area}{LRM}: {len(self.rows):,} {'row' if len(self.rows) == 1 else 'rows'}"


def spellings(rows: Iterable[WaitingRow]) -> list[Spelling]:
    """The spellings, those first that most rows have, else in the order they came."""
    found: dict[tuple[str, str], list[WaitingRow]] = {}
    for row in rows:
        found.setdefault((row.place, row.adm1), []).append(row)
    together = [Spelling(place, adm1, tuple(own)) for (place, adm1), own in found.items()]
    return sorted(together, key=lambda one: -len(one.rows))


def row_table(rows: Sequence[WaitingRow]) -> pd.DataFrame:
    """Waiting rows as the page shows them."""
    return pd.DataFrame(
        {
            "Day": [pd.Timestamp(row.event_date) for row in rows],
            "Type": [row.event_type for row in rows],
            "What happened": [row.summary for row in rows],
            "File": [row.file for row in rows],
            "Row": [row.row for row in rows],
        }
    )


@dataclass(frozen=True)
class Proposal:
    """A spot somebody pointed at for a spelling, before they say how exact it is. `told`: what it is, in words."""

    spelling: str
    longitude: float
    latitude: float
    geo_precision: int
    uncertainty_km: float
    told: str

    def spot(self, geo_precision: int, uncertainty_km: float, because: str) -> Spot:
        """The spot as it is kept."""
        return Spot(self.longitude, self.latitude, geo_precision, uncertainty_km, f"{self.told}: {because}")


def of_candidate(spelling: str, candidate: Candidate) -> Proposal:
    """The proposal that a candidate of the gazetteer makes."""
    return Proposal(
        spelling,
        candidate.lon,
        candidate.lat,
        candidate.geo_precision,
        candidate.uncertainty_km,
        f"{candidate.name_en}, one of the places it may be",
    )


def of_click(spelling: str, lon: float, lat: float, within_km: float) -> Proposal:
    """The proposal of a click on the map, as exact as the map was large."""
    return Proposal(spelling, round(lon, 5), round(lat, 5), 1, within_km, "a point on the map")
