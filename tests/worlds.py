"""The smallest worlds a test needs: reports, a country of four square governorates, a theatre folder."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from geo.control.report import ControlReport, Scope
from geo.theatre.frame import read_frame
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from ingest.histories.history_factions import FactionRule
from ingest.histories.history_files import Provenance, write_history
from ingest.histories.history_options import HistoryOptions
from ingest.histories.polygon_histories import read_polygon_history

CLIPPED = """
[[areas]]
id = "south"
name_en = "South"
adm1 = []
clip = true
bounds = [0.0, 0.0, 2.0, 0.5]
"""
"""The south of both squares as an area, for the end of theatre.toml."""
JANUARY_FIRST, JANUARY_LAST = date(2025, 1, 1), date(2025, 1, 31)
SIDES = {"BLUE": "north", "NAVY": "north", "RED": "south", "GREEN": "east"}
COLOURS = {"BLUE": "#0072B2", "NAVY": "#56B4E9", "RED": "#D55E00", "GREEN": "#009E73"}

_numbers = count(1)


def january(day: int) -> date:
    return date(2025, 1, day)


def allied(one: str, other: str) -> bool:
    return one == other or SIDES[one] == SIDES[other]


def report(
    controller: str,
    day: int,
    status: str = "controlled",
    *,
    by: str = "",
    grade: str = "B2",
    earliest: int | None = None,
    scope: str = "place",
    published: int | None = None,
    **more: Any,
) -> ControlReport:
    """One report about a place in January 2025; `by` is the faction that speaks, "" for an independent source."""
    number = next(_numbers)
    settings: dict[str, Any] = {
        "id": f"r{number}",
        "controller": controller,
        "status": status,
        "shared_with": (),
        "earliest": january(earliest or day),
        "latest": january(day),
        "published_on": january(published or day),
        "scope": Scope(scope),
        "stands": True,
        "sourced": True,
        "disagrees": False,
        "asserter_faction": by,
        "origin": f"origin {number}",
        "reliability": grade[0],
        "credibility": int(grade[1]),
    }
    return ControlReport(**{**settings, **more})


def baseline(controller: str, *shared_with: str) -> ControlReport:
    """The state on 1 January."""
    status = "shared" if shared_with else "controlled"
    return report(controller, 1, status, scope="baseline", shared_with=shared_with)


def square(west: float, south: float, size: float = 1.0) -> dict[str, Any]:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def point(lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def feature(geometry: Mapping[str, Any] | None, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def place(place_id: str, lon: float, lat: float, **more: Any) -> dict[str, Any]:
    return feature(
        point(lon, lat),
        **{
            "place_id": place_id,
            "name_en": place_id.title(),
            "name_ar": "",
            "kind": "town",
            "coord_precision": 1,
            "uncertainty_km": 1,
            "coord_source": "test",
            **more,
        },
    )


def event(event_id: str, day: str, lon: float = 0.5, lat: float = 0.5, **more: Any) -> dict[str, Any]:
    return feature(
        more.pop("geometry", point(lon, lat)),
        **{
            "event_id": event_id,
            "event_date": day,
            "end_date": None,
            "time_precision": 1,
            "event_type": "Battles",
            "sub_event_type": "Armed clash",
            "actor1": "Blue army",
            "factions": ["BLUE"],
            "location_en": "West",
            "adm1_pcode": "XX01",
            "geo_precision": 1,
            "uncertainty_km": 2,
            "summary": "They fought.",
            "asserted_by": "A monitor",
            "source_publisher": "A monitor",
            "source_url": "https://example.org/report",
            "published_on": day,
            "reliability": "B",
            "credibility": 2,
            "count_as": "incident",
            **more,
        },
    )


def crossing(crossing_id: str, lon: float, lat: float, *statuses: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return feature(
        point(lon, lat),
        **{
            "crossing_id": crossing_id,
            "name_en": crossing_id.title(),
            "kind": "official",
            "uncertainty_km": 1,
            "statuses": list(statuses),
            **more,
        },
    )


def status(word: str, first: str, last: str, *controllers: str, **more: Any) -> dict[str, Any]:
    return {"status": word, "controllers": list(controllers), "valid_from": first, "valid_to": last, **more}


def row(place_id: str, controller: str, day: str, held: str = "controlled", **more: Any) -> dict[str, Any]:
    """One row of control/reports.csv."""
    return {
        "report_id": f"{place_id}-{controller}-{day}-{next(_numbers)}",
        "place_id": place_id,
        "controller": controller,
        "status": held,
        "shared_with": "",
        "event_date_earliest": day,
        "event_date": day,
        "date_precision": "day",
        "published_on": day,
        "published_precision": "stated",
        "scope": "place",
        "standing": "stands",
        "disagrees": "no",
        "asserted_by": "A monitor",
        "asserter_faction": "",
        "source_publisher": "A monitor",
        "source_title": "A report",
        "source_url": "https://example.org/control",
        "source_kind": "original",
        "reliability": "B",
        "credibility": "2",
        "note": "",
        **more,
    }


WEST, EAST = ("west", 0.5, 0.5), ("east", 1.5, 0.5)
"""Two places in the middle of two squares of one degree on the equator: each owns 1° x 1°, about 12,309 km²."""


def calls_them(folder: Path, en: str, **more: str) -> Path:
    """The theatre of `folder`, that now says what its first-level areas are called."""
    words = "".join(f", {key} = {json.dumps(word)}" for key, word in more.items())
    settings = folder / "theatre.toml"
    line = f"adm1_name = {{en = {json.dumps(en)}{words}}}\n"
    settings.write_text(line + settings.read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def write_theatre(
    folder: Path,
    *,
    places: Iterable[dict[str, Any]] | None = None,
    reports: Iterable[dict[str, Any]] | None = None,
    events: Iterable[dict[str, Any]] = (),
    crossings: Iterable[dict[str, Any]] = (),
) -> Path:
    """A theatre in January 2025: governorates XX01 (0-1° E) and XX02 (1-2° E), 0-1° N; BLUE west, RED east."""
    (folder / "control").mkdir(parents=True)
    (folder / "boundaries").mkdir()
    (folder / "theatre.toml").write_text(THEATRE, encoding="utf-8")
    (folder / "factions.toml").write_text(
        "\n".join(
            f'[[factions]]\nid = "{name}"\nname_en = "{name.title()}"\nname_ar = "{name}"\ncolour = "{COLOURS[name]}"\n'
            f'side = "{SIDES[name]}"\nholds_ground = true\n'
            for name in SIDES
        ),
        encoding="utf-8",
    )
    outlines = [
        feature(square(west, 0), adm1_pcode=f"XX0{number}", name_en=f"Square {number}", name_ar="")
        for number, west in ((1, 0.0), (2, 1.0))
    ]
    country = {
        "type": "Polygon",
        "coordinates": [[[0, 0], [1, 0], [2, 0], [2, 1], [1, 1], [0, 1], [0, 0]]],
    }
    _write(folder / "boundaries" / "governorates.geojson", outlines)
    _write(
        folder / "boundaries" / "countries.geojson",
        [feature(country, iso_a3="XXX", name_en="Nowhere", name_ar="")],
    )
    _write(folder / "places.geojson", places if places is not None else [place(*WEST), place(*EAST)])
    _write(folder / "events.geojson", events)
    _write(folder / "crossings.geojson", crossings)
    rows = list(
        reports
        if reports is not None
        else [
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
        ]
    )
    with (folder / "control" / "reports.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(row("", "", "")))
        writer.writeheader()
        writer.writerows(rows)
    return folder


def theatre_of(folder: Path, **parts: Any) -> Theatre:
    """A theatre read from the files `write_theatre` makes of `parts`."""
    return read_theatre(write_theatre(folder, **parts))


def _write(path: Path, features: Iterable[dict[str, Any]]) -> None:
    collection = {"type": "FeatureCollection", "features": list(features)}
    path.write_text(json.dumps(collection), encoding="utf-8")


THEATRE = """
id = "squares"
country = "XXX"
extent = [0.0, 0.0, 2.0, 1.0]
inferred_beyond_km = 1000
name = {en = "Two squares", ar = "مربعان"}
span = {start = 2025-01-01, end = 2025-01-31}

[[areas]]
id = "both"
name_en = "Both"
name_ar = "كلاهما"
adm1 = []
bounds = [0.0, 0.0, 2.0, 1.0]

[[areas]]
id = "west"
name_en = "West"
name_ar = "الغرب"
adm1 = ["XX01"]
bounds = [0.0, 0.0, 1.0, 1.0]

[[quick_ranges]]
id = "first-week"
name_en = "First week"
name_ar = "الأسبوع الأول"
start = 2025-01-01
end = 2025-01-07
"""


def rectangle(west: float, south: float, east: float, north: float, *height: float) -> dict[str, Any]:
    """A polygon in degrees; with `height`, every vertex has a Z."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [[[*xy, *height] for xy in ring]]}


def drawing(path: Path, *features: dict[str, Any]) -> Path:
    """A GeoJSON file as live maps export them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, features)
    return path


def theatre_without_reports(folder: Path) -> Path:
    """The two squares with nothing known of control: no places, events, crossings or reports."""
    write_theatre(folder)
    for name in ("places.geojson", "events.geojson", "crossings.geojson", "control/reports.csv"):
        (folder / name).unlink()
    return folder


def drawn_theatre(
    folder: Path, days: Mapping[int, list[tuple[str, dict[str, Any]]]], *, rest: str = "", **parts: Any
) -> Theatre:
    """A theatre whose control is drawn: by day of January, polygons by faction."""
    written = write_theatre(folder / "t", **parts) if parts else theatre_without_reports(folder / "t")
    for day, shapes in days.items():
        drawing(
            folder / "source" / f"{january(day)}.geojson", *(feature(shape, holder=holder) for holder, shape in shapes)
        )
    frame = read_frame(written)
    options = HistoryOptions(factions=FactionRule(column="holder"), rest=rest)
    write_history(
        written / "control",
        read_polygon_history(folder / "source", options, frame),
        Provenance("A mapper", "CC BY 4.0", rest),
        frame,
    )
    return read_theatre(written)


def fitted_theatre(
    folder: Path,
    days: Mapping[int, list[tuple[str, dict[str, Any]]]],
    *,
    rest: str = "",
    strip_km: float | None = None,
    **parts: Any,
) -> Theatre:
    """As `drawn_theatre`, with strips along the outline up to `strip_km` wide (None: as measured)."""
    theatre = drawn_theatre(folder, days, rest=rest, **parts)
    frame = read_frame(folder / "t")
    options = HistoryOptions(factions=FactionRule(column="holder"), rest=rest)
    write_history(
        folder / "t" / "control",
        read_polygon_history(folder / "source", options, frame),
        Provenance("A mapper", "CC BY 4.0", rest),
        frame,
        strip_km=strip_km,
    )
    return read_theatre(folder / "t") if theatre else theatre
