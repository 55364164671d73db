"""Border and line crossings with their dated statuses."""

from typing import Any

import pandas as pd
from shapely.geometry import Point

from ingest.new_theatre import geojson
from theatre import sources
from theatre.paths import DATA, FACTS

COUNTRY_OTHER = {"ISR-held Golan": "ISR"}
NOBODY = "none on the Syrian side"


def build() -> None:
    """Write crossings.geojson."""
    folder = FACTS / "events"
    crossings = pd.read_csv(folder / "crossings.csv", dtype=str, keep_default_na=False)
    spans = pd.read_csv(folder / "crossing_status.csv", dtype=str, keep_default_na=False)
    statuses: dict[str, list[dict[str, Any]]] = {number: [] for number in crossings["crossing_id"]}
    for row in spans.sort_values(["crossing_id", "valid_from"]).to_dict("records"):
        statuses[row["crossing_id"]].append(span(row))
    features = [feature(row, statuses[row["crossing_id"]]) for row in crossings.to_dict("records")]
    count = geojson.write(DATA / "crossings.geojson", features)
    print(f"  crossings: {count} with {len(spans)} dated statuses")


def feature(row: dict[str, str], statuses: list[dict[str, Any]]) -> geojson.Feature:
    """One crossing with its spans, first to last."""
    properties = {
        "crossing_id": row["crossing_id"],
        "name_en": row["name_en"],
        "name_ar": row["name_ar"] or None,
        "other_side_name": row["other_side_name"],
        "country_other": COUNTRY_OTHER.get(row["country_other"], row["country_other"]),
        "kind": row["kind"],
        "uncertainty_km": float(row["uncertainty_km"]),
        "coord_source": row["coord_source"],
        "statuses": statuses,
    }
    return properties, Point(float(row["lon"]), float(row["lat"]))


def span(row: dict[str, str]) -> dict[str, Any]:
    """One status span; both its days are included."""
    controllers = [] if row["controller"] == NOBODY else row["controller"].split(";")
    return {
        "status": row["status"],
        "controllers": controllers,
        "valid_from": row["valid_from"],
        "valid_to": row["valid_to"],
        "source_publisher": row["source_publisher"],
        "source_title": row["source_title"] or None,
        "published_on": row["source_date"] or None,
        "source_url": row["source_url"] or None,
        "source_kind": sources.kind(row["source_url"], row["source_publisher"]),
        "confidence": row["confidence"],
        "note": row["note"] or None,
    }
