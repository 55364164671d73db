"""What happened: incidents, running totals and context, each with its precision in time and place."""

from typing import Any

import pandas as pd
from shapely.geometry import Point

from ingest.new_theatre import geojson
from theatre import sources
from theatre.names import COUNTRY, PCODE
from theatre.paths import DATA, FACTS

# Totals beyond those the facts mark: an overlap of the incident rows without single points.
ALSO_AGGREGATE = {"SYR-20241201-21"}

# Rows that are no incident in the theatre, with the kind of thing each is. Reviewed one by one.
CONTEXT = {
    "SYR-20241201-19": "foreign meeting",  # Araghchi in Damascus
    "SYR-20241201-20": "decision taken abroad",  # Moscow dismisses its commander
    "SYR-20241202-13": "foreign meeting",  # Ankara
    "SYR-20241202-14": "statement",  # Istanbul press conference
    "SYR-20241202-15": "statement",  # Kremlin
    "SYR-20241202-16": "statement",  # State Department
    "SYR-20241202-17": "sanctions talks",
    "SYR-20241202-18": "reference row",  # Khmeimim
    "SYR-20241202-19": "reference row",  # Turkish-held strip
    "SYR-20241202-20": "reference row",  # SDF-held north-east
    "SYR-20241206-08": "statement",  # Southern Operations Room announced
    "SYR-20241206-10": "decision taken abroad",  # Jordan closes Jaber
    "SYR-20241206-16": "statement",  # operation against Manbij announced
    "SYR-20241206-21": "foreign meeting",  # Baghdad
    "SYR-20241207-15": "foreign meeting",  # Doha
    "SYR-20241208-16": "decision taken abroad",  # Iraq closes al-Qaim
}
COUNTRY_OF_SUFFIX = ("TUR", "IRQ", "QAT", "RUS", "USA")
NOWHERE = "No place given"
# Words of the facts about their own making, said plainly.
REWORDED = {
    "Reuters (seed article text, republished)": "Reuters (article text, no link)",
    "Iran-backed Iraqi militias enter Syria (seed article, title not in file)": (
        "Iran-backed Iraqi militias enter Syria (described here, title not known)"
    ),
}
# Who took part, where the facts code the Druze groups of Suwayda, a faction of their own here, as the rebels of the
# south: the summaries name them.
FACTIONS = {"SYR-20241206-15": ["DRUZE", "GOV"], "SYR-20241206-27": ["DRUZE", "GOV"]}
# Events whose source is known to contradict the reports on control, which follow a better one.
DISAGREES = {
    "SYR-20241203-07",  # SANA and TASS have Karnaz retaken; field reporting of the day before has it in rebel hands
}
FILES = ("events.csv", "events_2.csv")
COUNTS = (
    "fatalities_low", "fatalities_best", "fatalities_high", "civilians_killed", "injured", "displaced",
)  # fmt: skip


def build() -> None:
    """Write events.geojson."""
    tables = [pd.read_csv(FACTS / "events" / name, dtype=str, keep_default_na=False) for name in FILES]
    features = [feature(row) for table in tables for row in table.to_dict("records")]
    count = geojson.write(DATA / "events.geojson", features)
    kinds = pd.Series([properties["count_as"] for properties, _ in features]).value_counts().sort_index()
    unlocated = sum(point is None for _, point in features)
    print(f"  events: {count}, without a point {unlocated}; " + ", ".join(f"{k} {n}" for k, n in kinds.items()))


def feature(row: dict[str, str]) -> tuple[dict[str, Any], Point | None]:
    """One event; a place outside the country has no governorate, an unknown place no point."""
    located = bool(row["lat"])
    properties: dict[str, Any] = {
        "event_id": row["event_id"],
        "event_date": row["event_date"],
        "end_date": row["end_date"],
        "time_precision": int(row["time_precision"]),
        "event_type": row["event_type"],
        "sub_event_type": row["sub_event_type"],
        "actor1": row["actor1"],
        "actor2": row["actor2"] or None,
        "factions": FACTIONS.get(row["event_id"], [faction for faction in row["factions"].split(";") if faction]),
        "location_en": row["location_en"],
        "location_ar": row["location_ar"] or None,
        "adm1_pcode": PCODE.get(row["admin1_en"]),
        "country": country(row),
        "geo_precision": int(row["geo_precision"]) if located else None,
        "uncertainty_km": float(row["uncertainty_km"]) if located else None,
    }
    properties.update({name: int(row[name]) if row[name] else None for name in COUNTS})
    properties |= {
        "summary": row["summary"],
        "asserted_by": row["asserted_by"],
        "source_publisher": REWORDED.get(row["source_publisher"], row["source_publisher"]),
        "source_title": REWORDED.get(row["source_title"], row["source_title"]) or None,
        "source_url": row["source_url"] or None,
        "source_kind": sources.kind(row["source_url"], row["source_publisher"]),
        "published_on": row["source_date"] or None,
        "reliability": row["reliability"],
        "credibility": int(row["credibility"]),
        "count_as": count_as(row),
        "coord_source": row["coord_source"] or None,
    }
    if row["event_id"] in DISAGREES:
        properties["disagrees"] = "yes"
    return properties, Point(float(row["lon"]), float(row["lat"])) if located else None


def country(row: dict[str, str]) -> str | None:
    """ISO code: the suffix of a foreign place, else the theatre's country; None where no place is given."""
    if row["location_en"] == NOWHERE:
        return None
    return next((iso for iso in COUNTRY_OF_SUFFIX if row["admin1_en"].endswith(f"({iso})")), COUNTRY)


def count_as(row: dict[str, str]) -> str:
    """Whether the row may be summed ("incident"), is a total ("aggregate") or stands beside ("context")."""
    if row["is_aggregate"] == "yes" or row["event_id"] in ALSO_AGGREGATE:
        return "aggregate"
    return "context" if row["event_id"] in CONTEXT else "incident"
