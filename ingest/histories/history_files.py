"""A history written into a theatre, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from geo.common.errors import DataError
from geo.common.messages import L_
from geo.polygons.history import HISTORY, NOTE, read_history
from geo.polygons.series import CHANGE, FRONT, KM2, HistorySeries, history_series, series_key, with_key
from geo.theatre.frame import Frame
from ingest.histories.outline_fit import strip_width_km, with_narrow_strips
from ingest.histories.polygon_histories import ImportedHistory

IMPORTER = 2
"""Version of what is written; it stands in the note."""


class UnwritableHistoryError(DataError):
    """The theatre's folder cannot be written to."""


@dataclass(frozen=True)
class Provenance:
    """What is said of a history: who drew it, under which licence, and who holds what is not drawn ("": not known)."""

    source: str
    licence: str
    rest: str


def write_history(
    folder: Path,
    imported: ImportedHistory,
    provenance: Provenance,
    frame: Frame,
    *,
    strip_km: float | None = None,
    workers: int = 1,
    on_span: Callable[[int, int], None] = lambda done, of: None,
) -> HistorySeries:
    """Write history, series and note into `folder`, the control folder of a theatre; returns the series. `strip_km`:
    how wide strips along the outline are, None to measure it.

    All is written under other names, read back and then renamed, the note last: it names the content of the history. So
    a run cut short leaves the old history, none, or an error that asks to import again, and never half of each.

    Raises
    ------
    UnwritableError : the folder cannot be written to; what was there before is untouched.
    """
    width_km = strip_width_km(imported.rows, frame) if strip_km is None else strip_km
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".import-", dir=folder) as name:
            half = Path(name)
            with_narrow_strips(imported.rows, frame, width_km).to_parquet(
                half / HISTORY, compression="zstd", index=False
            )
            sha256 = hashlib.sha256((half / HISTORY).read_bytes()).hexdigest()
            (half / NOTE).write_text(_note(imported, provenance, sha256, width_km), encoding="utf-8")
            history = read_history(half, frame.factions)
            ground = (frame.governorates, frame.extent, frame.factions)
            series = history_series(history, *ground, workers=workers, on_step=on_span)
            key = series_key(history, *ground)
            for file, table in ((KM2, series.km2), (CHANGE, series.change), (FRONT, series.front)):
                pq.write_table(with_key(table, key), half / file, compression="zstd")
            put_in_place(half, folder)
    except OSError as error:
        raise UnwritableHistoryError(
            folder, L_("cannot be written to ({error})", error=error), L_("Check permissions and free space.")
        ) from error
    return series


def put_in_place(half: Path, folder: Path) -> None:
    """Move the files of a finished import to where they are read, the note last."""
    names = (HISTORY, KM2, CHANGE, FRONT, NOTE)
    for name in names:
        with (half / name).open("rb") as file:
            os.fsync(file.fileno())
    for name in names:
        (half / name).replace(folder / name)


def _note(imported: ImportedHistory, provenance: Provenance, sha256: str, strip_km: float) -> str:
    first, last = imported.span
    account: dict[str, int | date] = {
        "read": imported.read,
        "accepted": imported.accepted,
        "set_aside": len(imported.rejected),
        "repaired": imported.repaired,
        "days_drawn": imported.days_drawn,
        "days_carried": imported.days_carried,
        "rows": len(imported.rows),
        "first_day": first,
        "last_day": last,
    }
    head: dict[str, str | int | float | list[str]] = {
        "importer": IMPORTER,
        "source": provenance.source,
        "licence": provenance.licence,
        "rest": provenance.rest,
        "strip_km": strip_km,
        "sha256": sha256,
        "carried": [f"{begun}/{ended}" for begun, ended in imported.carried],
    }
    return (
        "# Control drawn elsewhere, written by `python cli.py import-control`. rest: who holds what is not drawn;\n"
        '# "" where that is not known. sha256: of history.parquet. carried: first and last day of what was\n'
        "# not drawn and shows the day before it. strip_km: how wide strips between two drawings of one border\n"
        f"# or coast are; 0 where none are looked for.\n{_toml(head)}\n[account]\n{_toml(account)}"
    )


def _toml(values: Mapping[str, str | int | float | date | list[str]]) -> str:
    return "".join(
        f"{key} = {value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=True)}\n"
        for key, value in values.items()
    )
