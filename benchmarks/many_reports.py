"""Places and reports of control over years, made from a seed: parties take ground from each other, front by front."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np

PARTIES = ("GOV", "HTS", "SDF")
PUBLISHED_AFTER = (0, 1, 1, 2, 5, 30)
"""Days between what is told and its publication: one of these, each as likely."""
CONTESTED, CLAIMED = 0.06, 0.05
"""Shares of the reports that tell of a fight, and of those that are a party's own claim."""


def write_reports(folder: Path, *, places: int, reports_each: int, first: date, last: date, seed: int = 1) -> None:
    """Give the theatre of `folder` (the shipped ground) `places` places, and of each a baseline on `first` and about
    `reports_each` reports until `last`."""
    chance = np.random.default_rng(seed)
    place_ids, xy = _write_places(folder / "places.geojson", places, chance)
    reports = folder / "control" / "reports.csv"
    columns = reports.read_text(encoding="utf-8").splitlines()[0].split(",")
    days = (last - first).days
    with reports.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="")
        table.writeheader()
        for place_id, (lon, lat) in zip(place_ids, xy, strict=True):
            table.writerow(_report(place_id, "baseline", _holder(lon, lat, 0.0), first) | BASELINE)
            for number, day in enumerate(sorted(chance.integers(1, days + 1, chance.poisson(reports_each)).tolist())):
                told = _report(place_id, str(number), _holder(lon, lat, day / days), first + timedelta(days=day))
                published = first + timedelta(days=day + int(chance.choice(PUBLISHED_AFTER)))
                told |= {"published_on": str(published), "published_precision": "stated"}
                told |= {"reliability": str(chance.choice(list("BCD"))), "credibility": str(chance.integers(1, 5))}
                kind = chance.random()
                if kind < CONTESTED:
                    told["status"] = "contested"
                elif kind < CONTESTED + CLAIMED:
                    told |= {"status": "claimed", "asserter_faction": told["controller"]}
                table.writerow(told)


BASELINE = {"scope": "baseline", "source_kind": "none", "published_precision": "unknown", "reliability": "F"}


def _report(place_id: str, number: str, holder: str, day: date) -> dict[str, str]:
    return {
        "report_id": f"{place_id}-{number}",
        "place_id": place_id,
        "controller": holder,
        "status": "controlled",
        "event_date": str(day),
        "date_precision": "day",
        "scope": "place",
        "standing": "stands",
        "disagrees": "no",
        "asserted_by": "Made up",
        "origin": f"{place_id}-{number}",
        "source_url": "https://example.org/reports",
        "source_kind": "original",
        "reliability": "B",
        "credibility": "2",
    }


def _holder(lon: float, lat: float, course: float) -> str:
    """Who holds a point (degrees) when `course` (0 to 1) of the days are over: fronts swing to and fro, five times."""
    swing = np.sin(2 * np.pi * 5 * course)
    if lon + 0.3 * np.sin(4 * lat) > 39.2 + 0.7 * swing:
        return PARTIES[2]
    return PARTIES[1] if lat + 0.25 * np.sin(5 * lon) > 35.2 - 0.6 * swing else PARTIES[0]


def _write_places(path: Path, count: int, chance: np.random.Generator) -> tuple[list[str], np.ndarray]:
    """Ids and positions (longitude, latitude) of `count` places: the gazetteer's own, and where more are asked for
    villages beside them."""
    gazetteer = json.loads(path.read_text(encoding="utf-8"))
    own = gazetteer["features"]
    kept = own[:count]
    around = [place for place in own if place["properties"]["kind"] in ("community", "village")]
    for number in range(count - len(kept)):
        beside = around[number % len(around)]
        lon, lat = beside["geometry"]["coordinates"]
        lon, lat = (round(one + chance.normal(0, 0.02), 5) for one in (lon, lat))
        told = beside["properties"] | {"place_id": f"beside-{number}", "name_en": f"Beside {number}", "pcode": None}
        told |= {"name_ar": "", "alt_names": [], "population": None}
        kept.append({"type": "Feature", "properties": told, "geometry": {"type": "Point", "coordinates": [lon, lat]}})
    path.write_text(json.dumps({**gazetteer, "features": kept}, ensure_ascii=False), encoding="utf-8")
    positions = np.array([place["geometry"]["coordinates"] for place in kept])
    return [place["properties"]["place_id"] for place in kept], positions
