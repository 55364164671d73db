"""Works out grass.json with GRASS GIS: `python -m tests.oracles.work_out`. README.md tells what it does."""

from __future__ import annotations

import json
import subprocess
import tempfile
from functools import partial
from pathlib import Path

from tests.oracles.grass_commands import WORLD, Ask, areas, front, grass
from tests.oracles.work_out_drawn import worked_out_drawn

PLANE = "+proj=laea +lat_0=34.9 +lon_0=37 +datum=WGS84 +units=m +no_defs"
"""Equal areas about the middle of the world's extent."""


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
        "front_km": {day: front(degrees, day, f"a_{day}_is") for day in ("before", "after")},
        "drawn": worked_out_drawn(degrees),
    }


def read(degrees: Ask) -> None:
    """Bring in the world, its borders cut short: a line straight in degrees is not straight in the plane."""
    degrees("v.in.ogr", f"input={WORLD / 'governorates.geojson'}", "output=whole")
    degrees("v.split", "input=whole", "output=governorates", "length=0.5", "units=kilometers")
    columns = "place_is text, lon double precision, lat double precision, before_is text, after_is text"
    degrees("v.in.ascii", f"input={WORLD / 'places.csv'}", "output=places", "separator=comma", "skip=1", "x=2", "y=3",
            f"columns={columns}")  # fmt: skip


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        figures = worked_out(Path(made))
    (WORLD.parent / "grass.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
