"""The theatre's own gazetteer, asked by name, offline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import geopandas as gpd

from ingest.geocoding.context import context_of
from ingest.geocoding.evaluation import candidates_of
from ingest.geocoding.gazetteer_index import Atlas
from ingest.geocoding.ground import check_degrees
from ingest.geocoding.phrases import readings
from ingest.geocoding.place_candidates import Answer, PlaceCandidate, answer_of

REMEMBERED = 50_000
"""Answers kept; files repeat their place names, so most look-ups are answered from here."""
EXACTLY = 0.97
"""A text that is itself a name is not taken apart: "Rural Damascus" is no countryside."""

_Asked = tuple[str, str, tuple[float, float] | None]


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Places and governorates of a theatre, found by how their names are written and how they sound.

    Their names are indexed when the first is asked for: rows that have coordinates ask for none.

    Parameters
    ----------
    places : GeoDataFrame, (n,) points, EPSG:4326, as geo/registry/gazetteer.py checks them.
    governorates : GeoDataFrame, (m,) polygons, EPSG:4326, with adm1_pcode, name_en, name_ar.

    Raises
    ------
    CrsError : a frame is not in EPSG:4326.
    """

    places: gpd.GeoDataFrame
    governorates: gpd.GeoDataFrame
    _answers: dict[_Asked, Answer] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        check_degrees("places", self.places)
        check_degrees("governorates", self.governorates)

    @cached_property
    def atlas(self) -> Atlas:
        """The names indexed."""
        return Atlas.of(self.places, self.governorates)

    def find(self, text: str, *, admin: str = "", near: tuple[float, float] | None = None) -> Answer:
        """What `text` names: a place, a point so far from one, an area.

        Parameters
        ----------
        text : a name or phrase, any alphabet. Without a letter in it, nothing is found.
        admin : the governorate or district it lies in, as a source writes it; "" where none is given.
        near : lon, lat in degrees of a point it should be near; it decides between namesakes, and excludes nothing.

        Returns
        -------
        Answer : candidates, best first; `resolved` only where one is clear.
        """
        asked = (text, admin, near)
        if (known := self._answers.get(asked)) is not None:
            return known
        if len(self._answers) >= REMEMBERED:
            self._answers.clear()
        self._answers[asked] = answer = answer_of(text, self._candidates(text, admin, near))
        return answer

    def governorates_called(self, name: str) -> frozenset[str]:
        """The pcodes of the governorates that `name` may mean; empty where it means none."""
        found = context_of(name, self.atlas)
        return frozenset(region.pcode for region in found.regions)

    def _candidates(self, text: str, admin: str, near: tuple[float, float] | None) -> Iterator[PlaceCandidate]:
        for number, reading in enumerate(readings(text)):
            found = list(candidates_of(self.atlas, reading, admin=admin, near=near))
            yield from found
            if number == 0 and any(candidate.score >= EXACTLY for candidate in found):
                return
