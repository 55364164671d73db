"""The gazetteer: places with their names, kind, point and how exact the point is."""

from __future__ import annotations

from collections.abc import Set
from difflib import get_close_matches

import geopandas as gpd
import pandas as pd

from geo.common.errors import FilterError
from geo.common.messages import L_
from geo.validation.faults import Checked
from geo.validation.schema import Column, ColumnKind, check_columns, check_points

CITY = "city"
COMMUNITY = "community"
"""Kind of a populated place of a list that tells no more of it."""
DISTRICTS = ("adm2_pcode", "adm2_en", "adm3_pcode", "adm3_en")
"""Codes and names of the districts and sub-districts a place lies in, by the file it comes from."""


def place_columns(adm1_pcodes: Set[str]) -> tuple[Column, ...]:
    """The columns of the gazetteer beside its points."""
    return (
        Column("place_id", required=True, unique=True),
        Column("name_en", required=True),
        Column("name_ar"),
        Column("alt_names", ColumnKind.WORDS),
        Column("kind", required=True),
        Column("part_of"),
        Column("pcode"),
        Column("adm1_pcode", choices=frozenset(adm1_pcodes)),
        *map(Column, DISTRICTS),
        Column("coord_precision", ColumnKind.WHOLE, required=True, low=1, high=3),
        Column("uncertainty_km", ColumnKind.NUMBER, required=True, low=0),
        Column("population", ColumnKind.WHOLE, low=0),
        Column("coord_source", required=True),
    )


def check_places(raw: gpd.GeoDataFrame, *, adm1_pcodes: Set[str], file: str) -> Checked[gpd.GeoDataFrame]:
    """Places indexed by place_id. Two places on one point cannot both own ground: the second is rejected."""
    typed, faults = check_columns(raw, place_columns(adm1_pcodes), file)
    check_points(typed, faults, required=typed["place_id"].notna())
    points = typed.geometry.map(lambda shape: shape.wkt if shape is not None else "")
    faults.add(
        points.duplicated() & (points != ""),
        "geometry",
        points,
        "same-point",
        L_("is the point of another place"),
        L_("Move one of them, or merge the two."),
    )
    whole = typed["part_of"] == ""
    faults.add(
        ~whole & ~typed["part_of"].isin(typed["place_id"][whole]),
        "part_of",
        typed["part_of"],
        "no-such-city",
        L_("is no place of this file, or itself part of one"),
        L_("Write the place_id of the city, or leave the cell empty."),
    )
    checked = faults.split(typed, file, "place_id")
    return Checked(
        gpd.GeoDataFrame(checked.accepted).set_index("place_id", drop=False).rename_axis(None),
        checked.rejected,
    )


def cities_of_quarters(places: gpd.GeoDataFrame) -> dict[str, str]:
    """place_id of the city by place_id of each quarter that is told as its city, until a report speaks of it."""
    if "part_of" not in places:
        return {}
    told = places[places["part_of"].isin(places["place_id"])]
    return dict(zip(told["place_id"], told["part_of"], strict=True))


def find_place(places: gpd.GeoDataFrame, name: str) -> str:
    """place_id of the place called `name` (any of its names, case aside; or its id). Among namesakes the only one that
    is more than a community is meant.

    Raises
    ------
    FilterError : no place is called so, or several are; the message names the nearest spellings or the candidates.
    """
    if name in places.index:
        return name
    wanted = name.casefold()
    names = {
        place_id: {english.casefold(), arabic, *(other.casefold() for other in others)}
        for place_id, english, arabic, others in zip(
            places.index, places["name_en"], places["name_ar"], places["alt_names"], strict=True
        )
    }
    exact = [place_id for place_id in places.index if places.loc[place_id, "name_en"].casefold() == wanted]
    found = exact or [place_id for place_id, called in names.items() if wanted in called]
    known = [place_id for place_id in found if places.loc[place_id, "kind"] != COMMUNITY]
    if len(found) == 1 or len(known) == 1:
        return str((known or found)[0])
    if found:
        listed = "; ".join(_told_apart(places.loc[place_id]) for place_id in found)
        raise FilterError(L_("Several places are called {name!r}: {listed}. Give the id.", name=name, listed=listed))
    by_name = {called: place_id for place_id, all_names in names.items() for called in all_names}
    close = list(dict.fromkeys(by_name[match] for match in get_close_matches(wanted, by_name, n=5, cutoff=0.7)))
    hint = ", ".join(str(places.loc[place_id, "name_en"]) for place_id in close)
    if hint:
        raise FilterError(L_("No place called {name!r}. Did you mean {hint}?", name=name, hint=hint))
    raise FilterError(L_("No place called {name!r}. Check the spelling.", name=name))


def _told_apart(place: pd.Series) -> str:
    """A place with its districts, the nearer first, and its id: as in "Suran, A'zaz (C1563)"."""
    districts = [place.get(column) for column in ("adm3_en", "adm2_en")]
    names = dict.fromkeys(filter(None, (place["name_en"], *districts)))
    return f"{', '.join(names)} ({place['place_id']})"
