"""Works out grass.json with GRASS GIS: `python tests/oracles/work_out.py`. README.md tells what it does."""

from __future__ import annotations

import csv
import json
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

HERE = Path(__file__).parent
WORLD = HERE / "world"
PLANE = "+proj=laea +lat_0=34.9 +lon_0=37 +datum=WGS84 +units=m +no_defs"
"""Equal areas about the middle of the world's extent."""
Rows = list[dict[str, str]]


def grass(location: Path, command: str, *options: str) -> Rows:
    """The table that a command of GRASS prints, for most commands none."""
    words = ["grass", str(location / "PERMANENT"), "--exec", command, *options]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return list(csv.DictReader(said.splitlines()))


def worked_out(folder: Path) -> dict[str, object]:
    """The figures of the world; `folder`: where GRASS keeps what it makes on the way."""
    subprocess.run(["grass", "-c", "EPSG:4326", "-e", str(folder / "degrees")], check=True, capture_output=True)
    degrees, plane = (partial(grass, folder / name) for name in ("degrees", "plane"))
    degrees("g.proj", "-c", f"proj4={PLANE}", "location=plane")
    read(degrees)
    for name in ("governorates", "places"):
        plane("v.proj", f"input={name}", "location=degrees", "mapset=PERMANENT")
    plane("g.region", "vector=governorates")
    plane("g.region", "n=n+30000", "s=s-30000", "e=e+30000", "w=w-30000")
    plane("v.voronoi", "input=places", "output=nearest")
    plane("v.overlay", "ainput=nearest", "binput=governorates", "operator=and", "output=pieces")
    degrees("v.proj", "input=pieces", "location=plane", "mapset=PERMANENT", "smax=500")
    for name in ("place", "before", "after"):
        degrees("v.dissolve", "input=pieces", f"column=a_{name}_is", f"output={name}")
    degrees("v.overlay", "ainput=before", "binput=after", "operator=and", "output=changed")
    return {
        "cells_km2": areas(degrees, "place", ["a_place_is"]),
        "held_km2": {day: areas(degrees, day, [f"a_{day}_is"]) for day in ("before", "after")},
        "changed_km2": areas(degrees, "changed", ["a_a_before_is", "b_a_after_is"]),
        "front_km": {day: front(degrees, day) for day in ("before", "after")},
    }


def read(degrees: Callable[..., Rows]) -> None:
    """Bring in the world, its borders cut short: a line straight in degrees is not straight in the plane."""
    degrees("v.in.ogr", f"input={WORLD / 'governorates.geojson'}", "output=whole")
    degrees("v.split", "input=whole", "output=governorates", "length=0.5", "units=kilometers")
    columns = "place_is text, lon double precision, lat double precision, before_is text, after_is text"
    degrees("v.in.ascii", f"input={WORLD / 'places.csv'}", "output=places", "separator=comma", "skip=1", "x=2", "y=3",
            f"columns={columns}")  # fmt: skip


def areas(degrees: Callable[..., Rows], name: str, columns: list[str]) -> dict[str, float]:
    """km² on the ellipsoid by what `columns` say."""
    said = {row["cat"]: " ".join(row[column] for column in columns)
            for row in degrees("v.db.select", f"map={name}", "separator=comma")}  # fmt: skip
    sums: Counter[str] = Counter()
    for row in degrees("v.to.db", "-p", f"map={name}", "option=area", "units=kilometers", "separator=comma"):
        sums[said[row["cat"]]] += float(row["area"])  # type: ignore[assignment]
    return {key: round(km2, 4) for key, km2 in sorted(sums.items())}


def front(degrees: Callable[..., Rows], day: str) -> dict[str, float]:
    """km on the ellipsoid of the borders between each two holders of a day."""
    holder = {row["cat"]: row[f"a_{day}_is"] for row in degrees("v.db.select", f"map={day}", "separator=comma")}
    degrees("v.category", f"input={day}", f"output=sides_{day}", "layer=2", "type=boundary", "option=add")
    of = partial(degrees, "v.to.db", "-p", f"map=sides_{day}", "layer=2", "type=boundary", "separator=comma")
    sides = {row["cat"]: (row["left"], row["right"]) for row in of("option=sides")}
    sums: Counter[str] = Counter()
    for row in of("option=length", "units=kilometers"):
        if not {"-1"} & {*sides[row["cat"]]}:
            sums[" ".join(sorted(holder[side] for side in sides[row["cat"]]))] += float(row["length"])  # type: ignore[assignment]
    return {key: round(km, 4) for key, km in sorted(sums.items())}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        figures = worked_out(Path(made))
    (HERE / "grass.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
