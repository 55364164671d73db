"""Small files held against the two squares of January 2025."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from geo.changelog.log import LEDGER, Entry
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from ingest.drafts.draft import draft
from ingest.geocoding import Gazetteer
from ingest.mappings.mapping import ColumnMapping
from ingest.matching.incoming import Incoming, incoming
from ingest.matching.keep import keep
from ingest.tables import Mends, Table
from store.store import Author

TODAY = date(2025, 2, 1)
COLUMNS = ("id", "day", "type", "who", "lat", "lon", "where", "killed")
MAPPING = ColumnMapping(
    dataset="diary",
    columns={
        "source_id": "id",
        "event_date": "day",
        "event_type": "type",
        "actor1": "who",
        "latitude": "lat",
        "longitude": "lon",
        "place": "where",
        "fatalities_best": "killed",
    },
    fixed={"geo_precision": "1", "uncertainty_km": "2"},
)
AMAL = Author("Amal", "from the diary")


def typed(id: str = "", **more: str) -> dict[str, str]:
    """One row of the diary: a battle in the middle of the western square."""
    row = {
        "id": id,
        "day": "2025-01-05",
        "type": "Battles",
        "who": "Blue army",
        "lat": "0.5",
        "lon": "0.5",
        "where": "West",
    }
    return {**dict.fromkeys(COLUMNS, ""), **row, **more}


def table_of(
    *rows: dict[str, str], file: str = "diary.csv", unreadable: int = 0, mends: Sequence[str] | None = None
) -> Table:
    """Rows as they are read from a file; `unreadable` more follow that cannot be cut into cells."""
    numbers = np.arange(len(rows)) + 2
    broken = pd.DataFrame(
        {
            "row": np.arange(unreadable, dtype="int64") + len(rows) + 2,
            "value": ["a,b"] * unreadable,
            "fault": ["has 2 cells"] * unreadable,
            "remedy": ["Give it as many as the header has."] * unreadable,
        }
    )
    cells = pd.DataFrame(list(rows), columns=list(COLUMNS), dtype="str")
    return Table(
        file=file,
        kind="csv",
        cells=cells,
        rows=numbers,
        geometry=None,
        unreadable=broken,
        tags={},
        header=True,
        notes=(),
        mends=None
        if mends is None
        else Mends(np.array(mends, dtype=object), np.full(len(mends), ""), np.zeros(len(mends))),
    )


def held_against(
    theatre: Theatre, *rows: dict[str, str], mapping: ColumnMapping = MAPPING, sha256: str = "", **more: Any
) -> Incoming:
    found = draft(table_of(*rows, **more), mapping, today=TODAY)
    return incoming(found, theatre, Gazetteer(theatre.places, theatre.governorates), sha256=sha256)


def brought_in(folder: Path, *rows: dict[str, str], **more: Any) -> Entry:
    return keep(folder, held_against(read_theatre(folder), *rows, **more), "0" * 64, "A diary", "ask Amal", AMAL)


def of_another_source(folder: Path, imported: Entry) -> None:
    """Let the log say that a file had other columns than its rows: what makes it another source of ids."""
    log = folder / LEDGER
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        if line["id"] == imported.id:
            line["row"]["columns"] = ["id", "quite", "other"]
    log.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
