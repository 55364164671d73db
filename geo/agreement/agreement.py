"""How far a theatre's map of a day agrees with another: shares, both holders in km², the largest differences.

All of it is summed over the faces that the two maps cut the ground into (geo/agreement/faces.py), in an equal-area
plane. HOW_IT_COUNTS says what stands for what.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import pandas as pd
import shapely

from geo.agreement.faces import PEOPLED_KM, faces_of, places_of
from geo.analysis.situation import Situation
from geo.common.crs import STORED, reproject
from geo.common.measure import M2_PER_KM2
from geo.common.messages import N_, _
from geo.polygons.daily_coverage import DailyCoverage, ground_of
from geo.polygons.history import CONTESTED, UNKNOWN
from geo.registry.statuses import Status

SIDES = ("ours", "theirs")

HOW_IT_COUNTS = (
    N_("Claimed ground counts for whoever claims it."),
    N_("Shared ground counts for its holder; where the other map names the partner, the two differ."),
    N_("Contested and disputed ground are one: the maps agree where both name no holder for that reason."),
    N_("Ground that one of the maps does not know or does not draw is in no share and stands apart."),
    N_("Inferred ground counts like any other; a row of its own leaves it out."),
    N_("People live within {km} km of a place of the theatre."),
)
"""What each way to hold ground counts as, a sentence each, with a gap for the {km} that people live from a place."""


def how_it_counts() -> list[str]:
    """The same in the language that is spoken."""
    return [_(sentence).format(km=f"{PEOPLED_KM:g}") for sentence in HOW_IT_COUNTS]


@dataclass(frozen=True)
class Share:
    """How much agrees, in km² or places. `compared`: what both maps tell of, `agreed` of it; `held`: what both give to
    a party, `held_agreed` of it."""

    compared: float
    agreed: float
    held: float
    held_agreed: float

    @property
    def of_all(self) -> float | None:
        """Share (0 to 1) of all that both tell of; None where that is nothing."""
        return self.agreed / self.compared if self.compared else None

    @property
    def of_held(self) -> float | None:
        """Share (0 to 1) of what both give to a party; None where that is nothing."""
        return self.held_agreed / self.held if self.held else None


@dataclass(frozen=True, eq=False)
class MapDifference:
    """Ground of one place that the maps give to different hands, of `area_km2`. `inside`: whether the place itself lies
    in it; `reports`: ids of ours that decide, none where ours is drawn; `shape`: EPSG:4326."""

    place_id: str
    inside: bool
    ours: str
    theirs: str
    area_km2: float
    reports: tuple[str, ...]
    shape: shapely.Geometry


@dataclass(frozen=True, eq=False)
class Agreement:
    """`faces`, `places`: as geo.agreement.faces gives them; `beyond_km2`: what the other map gives to somebody outside
    the ground of the theatre, which is in nothing else here."""

    situation: Situation
    faces: gpd.GeoDataFrame
    places: pd.DataFrame
    beyond_km2: float

    @cached_property
    def shares(self) -> Mapping[str, Share]:
        """Agreement in km² of all ground, where people live, near a report, and of what is not only claimed."""
        faces = self.faces
        parts = {
            N_("all ground"): faces,
            N_("where people live"): faces[faces["peopled"]],
            N_("near a report"): faces[~faces["inferred"]],
            N_("not only claimed"): faces[faces["status"] != Status.CLAIMED],
        }
        return {name: _share(part, part["area_km2"]) for name, part in parts.items()}

    @cached_property
    def by_place(self) -> Share:
        """Agreement in places."""
        return _share(self.places, pd.Series(1.0, index=self.places.index))

    @cached_property
    def confusion(self) -> Mapping[tuple[str, str], float]:
        """km² by our holder and theirs, of ground that both tell of."""
        return _sums(_known(self.faces), list(SIDES))

    @cached_property
    def only_ours(self) -> Mapping[str, float]:
        """km² by our holder, of ground the other map does not know."""
        return _sums(self.faces[(self.faces["ours"] != UNKNOWN) & (self.faces["theirs"] == UNKNOWN)], "ours")

    @cached_property
    def only_theirs(self) -> Mapping[str, float]:
        """km² by their holder, of ground our map does not know."""
        return _sums(self.faces[(self.faces["ours"] == UNKNOWN) & (self.faces["theirs"] != UNKNOWN)], "theirs")

    @property
    def neither_km2(self) -> float:
        """Ground that neither map knows."""
        return float(self.faces.loc[(self.faces[list(SIDES)] == UNKNOWN).all(axis=1), "area_km2"].sum())

    @property
    def strips_km2(self) -> float:
        """Ground between two drawings of the same border or coast: unknown to the other map."""
        return float(self.faces.loc[self.faces["strip"], "area_km2"].sum())

    @property
    def partner_km2(self) -> float:
        """Ground on which the maps differ and theirs names a party to ours that does not hold it."""
        return float(self.faces.loc[self.faces["party"], "area_km2"].sum())

    @cached_property
    def differences(self) -> tuple[MapDifference, ...]:
        """The ground that differs, by place and both holders, the largest first."""
        rows = _differing(_known(self.faces))
        apart = _differing(_known(self.places))
        states = {} if self.situation.theatre.history else self.situation.states
        differences = []
        for (place_id, ours, theirs), part in rows.groupby(["place_id", *SIDES], sort=True):
            own = apart.loc[place_id] if place_id in apart.index else None
            differences.append(
                MapDifference(
                    place_id=place_id,
                    inside=own is not None and (own["ours"], own["theirs"]) == (ours, theirs),
                    ours=ours,
                    theirs=theirs,
                    area_km2=float(part["area_km2"].sum()),
                    reports=states[place_id].reports if place_id in states else (),
                    shape=reproject(shapely.union_all(part.geometry.to_numpy()), part.crs, STORED).item(),
                )
            )
        return tuple(sorted(differences, key=lambda one: -one.area_km2))


def agreement(situation: Situation, other: DailyCoverage) -> Agreement:
    """The map of a situation's last day, in its area and as known by its day, held against `other` (in
    `measuring_plane` of the theatre's extent).

    Laws: a map agrees with itself; the confusion, what only one knows and what neither does add up to the area; with
    the roles swapped the confusion is transposed.
    """
    theatre = situation.theatre
    whole = ground_of(theatre.governorates, theatre.extent).whole
    drawn = [shape for state, shape in other.regions.items() if state.standing != UNKNOWN]
    beyond = sum(float(shape.area - shapely.intersection(shape, whole).area) for shape in drawn)
    return Agreement(situation, faces_of(situation, other), places_of(situation, other), max(0.0, beyond) / M2_PER_KM2)


def _known(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of which both maps tell."""
    return table[(table[list(SIDES)] != UNKNOWN).all(axis=1)]


def _differing(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["ours"] != table["theirs"]]


def _share(table: pd.DataFrame, weight: pd.Series) -> Share:
    known = _known(table)
    same = known["ours"] == known["theirs"]
    held = (known[list(SIDES)] != CONTESTED).all(axis=1)
    weights = weight[known.index]
    return Share(*(float(weights[rows].sum()) for rows in (same | True, same, held, held & same)))


def _sums(table: pd.DataFrame, by: str | list[str]) -> dict:
    return {key: float(km2) for key, km2 in table.groupby(by, sort=True)["area_km2"].sum().items()}
