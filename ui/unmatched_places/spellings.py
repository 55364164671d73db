"""The rows of a spelling as the page shows them, and the spots that can be pointed at for it. Free of Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from geo.common.errors import shorten
from geo.common.messages import _
from ingest.geocoding import PlaceCandidate
from ingest.matching.unmatched_places import ChosenSpot, WaitingRow
from map.event_words import type_name
from map.spoken import day, listing

NAMED = 3
"""How many rows are named where a choice is made for them."""


def row_table(rows: Sequence[WaitingRow]) -> pd.DataFrame:
    """Waiting rows as the page shows them; where some correct events, with the place where those lie meanwhile."""
    table = pd.DataFrame(
        {
            _("Day"): [pd.Timestamp(row.event_date) for row in rows],
            _("Type"): [type_name(row.event_type) for row in rows],
            _("Lies meanwhile at"): [row.stands_at for row in rows],
            _("What happened"): [row.summary for row in rows],
            _("File"): [row.file for row in rows],
            _("Row"): [row.row for row in rows],
        }
    )
    return table if any(row.stands_at for row in rows) else table.drop(columns=_("Lies meanwhile at"))


def rows_in_words(rows: Sequence[WaitingRow]) -> str:
    """Which rows are meant, as in "5 Jan 2025, They fought; 6 Jan 2025, A raid; and 3 more"."""
    first = [listing([day(row.event_date), shorten(row.summary).rstrip(".")]) for row in rows[:NAMED]]
    more = [_("and {number} more").format(number=f"{len(rows) - NAMED:,}")] if len(rows) > NAMED else []
    return _("; ").join([*first, *more])


@dataclass(frozen=True)
class SpellingChoice:
    """A place a spelling may mean; `found_by`: the service on the internet that found it, "" for the gazetteer;
    `credits`: whom that is owed to, "" where the service does not say."""

    candidate: PlaceCandidate
    found_by: str = ""
    credits: str = ""

    @property
    def name(self) -> str:
        """The name alone: services answer with a whole address."""
        return self.candidate.name_en.split(",")[0].strip() if self.found_by else self.candidate.name_en

    @property
    def name_and_area(self) -> str:
        """The name, and the governorate it lies in where that is known."""
        return self.name if self.found_by else self.candidate.name_and_area

    @property
    def told(self) -> str:
        """The name, or the whole address and who found it."""
        return f"{self.candidate.name_en}, found by {self.found_by}" if self.found_by else self.candidate.name_en


@dataclass(frozen=True)
class Proposal:
    """A spot somebody pointed at for a spelling, before they say how exact it is. `told`: what it is, in words."""

    spelling: str
    longitude: float
    latitude: float
    geo_precision: int
    uncertainty_km: float
    told: str

    def spot(self, geo_precision: int, uncertainty_km: float, because: str) -> ChosenSpot:
        """The spot as it is kept."""
        return ChosenSpot(self.longitude, self.latitude, geo_precision, uncertainty_km, f"{self.told}: {because}")


def of_choice(spelling: str, choice: SpellingChoice) -> Proposal:
    """The proposal that one of the numbered places makes."""
    candidate = choice.candidate
    owed = f" ({choice.credits.rstrip('.')})" if choice.credits else ""
    return Proposal(
        spelling,
        candidate.lon,
        candidate.lat,
        candidate.geo_precision,
        candidate.uncertainty_km,
        f"{choice.told}{owed}" if choice.found_by else f"{choice.told}, one of the places it may be",
    )


def of_click(spelling: str, lon: float, lat: float, within_km: float) -> Proposal:
    """The proposal of a click on the map, as exact as the map was large."""
    return Proposal(spelling, round(lon, 5), round(lat, 5), 1, within_km, "a point on the map")
