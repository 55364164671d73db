"""The gazetteer: one point a place, its names and how well the point is known."""

from typing import Any

import pandas as pd
from shapely.geometry import Point

from ingest.new_theatre import geojson
from ingest.new_theatre.atlas import cities
from theatre.gazetteer import ADMIN, GENERAL_KNOWLEDGE, OCHA
from theatre.names import PCODE
from theatre.paths import DATA, FACTS

GEONAMES = "GeoNames"
UNCERTAINTY_KM = {1: 1.0, 2: 2.0, 3: 4.0}
# Three points of the facts name no source, so nobody can check them: precision 2 instead of 1.
UNSOURCED, UNSOURCED_LABEL, UNSOURCED_PRECISION = "project brief", "given without a source", 2
# The facts call this point bad: 3-4 km from any of OCHA's.
BAD_POINTS_KM = {"sahwah": 6.0}


def read() -> pd.DataFrame:
    """Rows of facts/control/places.csv and places_2.csv, as text, one a place, with the points and governorates of OCHA
    where those of the facts lie 2.5 km and more from the one village of that name nearby (place_coord_faults.csv)."""
    places = pd.concat([_table("places.csv"), _table("places_2.csv")]).set_index("place_id", drop=False)
    for fault in _table("place_coord_faults.csv").to_dict("records"):
        place_id = fault["place_id"]
        supposed = places.loc[place_id, "coord_source"].startswith(GENERAL_KNOWLEDGE)
        places.loc[place_id, ["lat", "lon", "coord_source", "coord_precision", "admin1_en"]] = [
            fault["ocha_lat"],
            fault["ocha_lon"],
            OCHA.format(pcode=fault["pcode"], name=fault["ocha_name"]),
            "1" if supposed else "2",  # where another source names a point too, neither is sure
            fault["ocha_admin"].split("/")[0],
        ]
    return places.reset_index(drop=True)


def with_names_mended(places: pd.DataFrame) -> pd.DataFrame:
    """`places` with the Arabic names of place_name_faults.csv; the spelling each had before is kept among the others.
    Fails where a place is not called as the table says."""
    mended = places.set_index("place_id", drop=False)
    for fault in _table("place_name_faults.csv").to_dict("records"):
        place_id, before = fault["place_id"], fault["name_ar_now"]
        assert mended.loc[place_id, "name_ar"] == before, f"place_name_faults.csv: {place_id} is not called {before}"
        others = [name for name in mended.loc[place_id, "alt_names"].split(";") if name not in ("", fault["name_ar"])]
        mended.loc[place_id, ["name_ar", "alt_names"]] = [fault["name_ar"], ";".join([*others, before])]
    return mended.reset_index(drop=True)


def _table(name: str) -> pd.DataFrame:
    return pd.read_csv(FACTS / "control" / name, dtype=str, keep_default_na=False)


def build(raw: pd.DataFrame) -> dict[str, tuple[str, Point]]:
    """Write places.geojson from the merged list of places; return name and point by place_id."""
    population = populations()
    features = [feature(row, population) for row in raw.to_dict("records")]
    assert len({point.coords[0] for _, point in features}) == len(features), "two places share a point"
    count = geojson.write(DATA / "places.geojson", features)
    named = sum(properties["population"] is not None for properties, _ in features)
    print(f"  places: {count}, of them {named} with a population")
    return {properties["place_id"]: (properties["name_en"], point) for properties, point in features}


def populations() -> dict[str, int]:
    """Population by GeoNames id; a zero in GeoNames means nobody filled it in."""
    return {number: city["population"] for number, city in cities().items() if city["population"] > 0}


def feature(row: dict[str, str], population: dict[str, int]) -> tuple[dict[str, Any], Point]:
    """One gazetteer row as properties and point."""
    place_id = row["place_id"]
    precision = coord_precision(row)
    properties = {
        "place_id": place_id,
        "name_en": row["name_en"],
        "name_ar": row["name_ar"] or None,
        "alt_names": [name for name in row["alt_names"].split(";") if name],
        "kind": row["kind"],
        "part_of": row["part_of"] or None,
        "pcode": row["pcode"] or None,
        "adm1_pcode": PCODE[row["admin1_en"]],
        **{column: row[column] or None for column in ADMIN},
        "coord_precision": precision,
        "uncertainty_km": BAD_POINTS_KM.get(place_id, UNCERTAINTY_KM[precision]),
        "population": population.get(place_id) if row["coord_source"].startswith(GEONAMES) else None,
        "coord_source": UNSOURCED_LABEL if row["coord_source"] == UNSOURCED else row["coord_source"],
    }
    return properties, Point(float(row["lon"]), float(row["lat"]))


def coord_precision(row: dict[str, str]) -> int:
    """Class of the point, 1 (best) to 3, graded down where the facts say so or name no source."""
    if row["place_id"] in BAD_POINTS_KM:
        return 3
    return UNSOURCED_PRECISION if row["coord_source"] == UNSOURCED else int(row["coord_precision"])
