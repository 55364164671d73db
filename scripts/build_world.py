"""Make briefing/sheet/world/countries.geojson: the countries of the world, coarse, for the small map that tells where a
theatre lies.

From Natural Earth 1:110 million (public domain) in the npm package below, rounded to 0.01 degree. Needs npm on the
path. Run from the top: python scripts/build_world.py
"""

from __future__ import annotations

import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

import numpy as np
import shapely

FOLDER = Path(__file__).parent.parent / "briefing" / "sheet" / "world"
PACKAGE, MEMBER = "world-atlas@2.0.2", "package/countries-110m.json"
DECIMALS = 2


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(
            ["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, capture_output=True, text=True
        )
        with tarfile.open(Path(folder) / packed.stdout.strip().splitlines()[-1]) as archive:
            content = archive.extractfile(MEMBER)
            assert content is not None, f"{PACKAGE} holds no file {MEMBER}"
            topology = json.load(content)
    features = [
        {"type": "Feature", "properties": {}, "geometry": json.loads(shapely.to_geojson(country))}
        for country in countries(topology)
    ]
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    (FOLDER / "countries.geojson").write_text(text + "\n", encoding="utf-8")


def countries(topology: dict) -> list[shapely.MultiPolygon]:
    """The countries of a TopoJSON, longitude and latitude in degrees."""
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> np.ndarray:
        pieces = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        return np.round(np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])]), DECIMALS)

    found = []
    for item in topology["objects"]["countries"]["geometries"]:
        polygons = item["arcs"] if item["type"] == "MultiPolygon" else [item["arcs"]]
        rings = [[r for r in map(ring, polygon) if len(r) > 3] for polygon in polygons]
        shape = shapely.make_valid(shapely.MultiPolygon([shapely.Polygon(r[0], r[1:]) for r in rings if r]))
        found.append(shapely.MultiPolygon([p for p in shapely.get_parts(shape) if p.geom_type == "Polygon"]))
    return found


if __name__ == "__main__":
    main()
