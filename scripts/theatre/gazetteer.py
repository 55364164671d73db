"""One list of places: those of the facts, OCHA's populated places and quarters of cities, each once with all its names.

A place of the facts keeps its id; a community that is no place of the facts has its P-code as its id.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

import numpy as np
import pandas as pd
from pyproj import Geod

from theatre.paths import FACTS

SETTLEMENTS = ("city", "town", "village")
COMMUNITY = "community"
GENERAL_KNOWLEDGE = "general knowledge"
OCHA = "OCHA populated places of Syria, state of 2015 (CC BY 3.0 IGO), {pcode} {name}"
SAME_ARABIC_KM = 5.0
SAME_LATIN_KM = 3.0
ALIKE = 0.85
"""Two places are one where they are spelled alike in Arabic and near, or nearly alike in Latin letters and nearer."""

QUARTER = "neighbourhood"
QUARTER_WITHIN_KM = 8.0
"""No quarter lies farther than this from the point of its city."""
APART_KM = 0.3
"""And none nearer than this to another place: that would be the other one's point."""

ADMIN = ("adm2_pcode", "adm2_en", "adm3_pcode", "adm3_en")
_ARABIC_VARIANTS = str.maketrans({"إ": "ا", "أ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ئ": "ي", "ؤ": "و"})
_ARTICLES = re.compile(r"\b(al|el|ar|as|ash|at|an|ad|az)[- ]")
_GEOD = Geod(ellps="WGS84")


def communities() -> pd.DataFrame:
    """OCHA's populated places as text, one a row."""
    return _table("communities.csv")


def merged(places: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Places of the facts with P-code, spellings and districts of the community each is, then the other communities.

    Where the facts only supposed a point, the community's is taken.
    """
    same = pairs(places, found)
    by_pcode = {row["pcode"]: row for row in found.to_dict("records")}
    known = [_with_community(row, by_pcode.get(same.get(row["place_id"], ""))) for row in places.to_dict("records")]
    taken = set(same.values())
    new = [_community(row) for row in by_pcode.values() if row["pcode"] not in taken]
    return pd.DataFrame([*known, *new])


def with_quarters(places: pd.DataFrame, quarters: pd.DataFrame) -> pd.DataFrame:
    """The merged list of places and after it the quarters of quarters.csv.

    One that is already a place of the facts has the point of the page instead, if the facts only supposed theirs.
    """
    known = places.set_index("place_id", drop=False)
    for row in quarters[quarters["place_id"].isin(known.index)].to_dict("records"):
        place_id, point = row["place_id"], _point_of_quarter(row)
        assert known.loc[place_id, "coord_source"].startswith(GENERAL_KNOWLEDGE), (
            f"{place_id} has a point with a source"
        )
        known.loc[place_id, list(point)] = list(point.values())
    new = [_quarter(row) for row in quarters[~quarters["place_id"].isin(known.index)].to_dict("records")]
    every = pd.concat([known.reset_index(drop=True).assign(part_of=""), pd.DataFrame(new)], ignore_index=True)
    _check_quarters(every, quarters)
    return every


def quarters() -> pd.DataFrame:
    """Quarters of cities as text, one a row, each with the page that has its coordinate."""
    return _table("quarters.csv")


def _check_quarters(places: pd.DataFrame, quarters: pd.DataFrame) -> None:
    lon, lat = places["lon"].astype(float).to_numpy(), places["lat"].astype(float).to_numpy()
    ids = places["place_id"].to_numpy()
    for place_id, city, x, y in quarters[["place_id", "city", "lon", "lat"]].itertuples(index=False):
        km = kilometres(float(x), float(y), lon, lat)
        assert km[ids == city].item() <= QUARTER_WITHIN_KM, f"{place_id} lies outside its city"
        others = km[ids != place_id]
        assert others.min() >= APART_KM, f"{place_id} has the point of {ids[ids != place_id][others.argmin()]}"


def pairs(places: pd.DataFrame, found: pd.DataFrame) -> dict[str, str]:
    """P-code of the community that each place is, for places that are one; reviewed pairs first, then by nearness."""
    reviewed = dict(_table("reviewed_pairs.csv")[["place_id", "pcode"]].itertuples(index=False, name=None))
    unknown = set(reviewed) - set(places["place_id"]), set(reviewed.values()) - set(found["pcode"])
    assert not any(unknown), f"reviewed_pairs.csv names places that are not there: {unknown}"
    free = places[places["kind"].isin(SETTLEMENTS) & ~places["place_id"].isin(reviewed)]
    candidates = sorted(
        (km, place_id, pcode) for place_id, pcode, km in _alike(free, found[~found["pcode"].isin(reviewed.values())])
    )
    same: dict[str, str] = dict(reviewed)
    taken = set(same.values())
    for _, place_id, pcode in candidates:
        if place_id not in same and pcode not in taken:
            same[place_id] = pcode
            taken.add(pcode)
    return same


def _alike(places: pd.DataFrame, found: pd.DataFrame) -> Iterable[tuple[str, str, float]]:
    lon, lat = found["lon"].astype(float).to_numpy(), found["lat"].astype(float).to_numpy()
    arabic = [arabic_skeleton(name) for name in found["name_ar"]]
    latin = [
        {latin_skeleton(name) for name in names} - {""}
        for names in found[["name_en", "name_en_alt"]].itertuples(index=False)
    ]
    pcodes = found["pcode"].tolist()
    for row in places.to_dict("records"):
        km = kilometres(float(row["lon"]), float(row["lat"]), lon, lat)
        names = [row["name_en"], row["name_ar"], *row["alt_names"].split(";")]
        in_arabic = {arabic_skeleton(name) for name in names} - {""}
        in_latin = {latin_skeleton(name) for name in names} - {""}
        for at in np.flatnonzero(km <= SAME_ARABIC_KM).tolist():
            near = km[at] <= SAME_LATIN_KM
            if arabic[at] in in_arabic or (near and _any_alike(in_latin, latin[at])):
                yield row["place_id"], pcodes[at], float(km[at])


def _any_alike(one: set[str], other: set[str]) -> bool:
    return any(SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE for a in one for b in other)


def kilometres(lon: float, lat: float, lons: np.ndarray, lats: np.ndarray) -> np.ndarray:
    """Geodesic distance of each of many points from one, km (WGS 84)."""
    metres = _GEOD.inv(np.full_like(lons, lon), np.full_like(lats, lat), lons, lats)[2]
    return np.asarray(metres) / 1000


def arabic_skeleton(name: str) -> str:
    """An Arabic name without marks, articles and spaces, its variant letters made one; "" for one without any."""
    if not re.search("[\u0600-\u06ff]", name):
        return ""
    plain = re.sub("[\u064b-\u0652\u0640]", "", name).translate(_ARABIC_VARIANTS)
    return "".join(word.removeprefix("ال") for word in re.split(r"[\s_]+", plain))


def latin_skeleton(name: str) -> str:
    """A name in Latin letters, lower case, without accents, articles and everything that is no letter."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z]", "", _ARTICLES.sub("", plain))


def _with_community(place: dict[str, str], community: dict[str, str] | None) -> dict[str, Any]:
    if community is None:
        return {**place, "pcode": "", **dict.fromkeys(ADMIN, "")}
    row: dict[str, Any] = {**place, "pcode": community["pcode"], **{name: community[name] for name in ADMIN}}
    spellings = [*place["alt_names"].split(";"), community["name_en"], community["name_en_alt"], community["name_ar"]]
    own = {place["name_en"], place["name_ar"], ""}
    row["alt_names"] = ";".join(name for name in dict.fromkeys(spellings) if name not in own)
    if place["coord_source"].startswith(GENERAL_KNOWLEDGE):
        row |= _point_of(community)
    return row


def _community(row: dict[str, str]) -> dict[str, Any]:
    return {
        "place_id": row["pcode"],
        "name_en": row["name_en"],
        "name_ar": row["name_ar"],
        "alt_names": row["name_en_alt"],
        "kind": COMMUNITY,
        "admin1_en": row["adm1_en"],
        **_point_of(row),
        "pcode": row["pcode"],
        **{name: row[name] for name in ADMIN},
    }


def _quarter(row: dict[str, str]) -> dict[str, Any]:
    named = {name: row[name] for name in ("place_id", "name_en", "name_ar", "alt_names", "admin1_en")}
    return {
        **named,
        "kind": QUARTER,
        "part_of": row["city"],
        **_point_of_quarter(row),
        "pcode": "",
        **dict.fromkeys(ADMIN, ""),
    }


def _point_of_quarter(row: dict[str, str]) -> dict[str, str]:
    where = f", point of {row['landmark']} in it" if row["landmark"] else ""
    source = f"{row['source']}: {row['title']}, {row['url']}{where}"
    return {"lat": row["lat"], "lon": row["lon"], "coord_source": source, "coord_precision": row["coord_precision"]}


def _point_of(row: dict[str, str]) -> dict[str, str]:
    source = OCHA.format(pcode=row["pcode"], name=row["name_en"])
    return {"lat": row["lat"], "lon": row["lon"], "coord_source": source, "coord_precision": "1"}


def _table(name: str) -> pd.DataFrame:
    return pd.read_csv(FACTS / "gazetteer" / name, dtype=str, keep_default_na=False)
