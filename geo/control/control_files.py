"""Reports and ground drawn, read from all files of a theatre and checked together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import geopandas as gpd
import pandas as pd

from geo.changelog.log import Ledger
from geo.common.crs import Bounds
from geo.control.ground_files import raw_ground
from geo.control.ground_polygons import check_ground
from geo.control.raw_rows import KeptRows, RawRows
from geo.control.report_ids import ControlFiles, with_ids_of_their_own
from geo.control.report_log import check_reports, raw_reports
from geo.registry.factions import Factions
from geo.validation.faults import Checked
from geo.validation.readers import ROW_IN_FILE

FrameT = TypeVar("FrameT", bound=pd.DataFrame)


def check_control(
    own: Callable[[], pd.DataFrame],
    folder: Path,
    ledger: Ledger,
    *,
    factions: Factions,
    places: gpd.GeoDataFrame,
    extent: Bounds,
    span: tuple[date, date],
    before: ControlFiles | None,
) -> ControlFiles:
    """The reports of control/reports.csv (the rows `own`), ground and reports of files brought in and of the log, each
    row checked by itself and its id against all others.

    before : what was checked last, against the same parties, places, extent and days: a file that is the same is not
        read again, and where all are the same comes back as it is.

    Raises
    ------
    DataError : a file is missing or damaged.
    """
    reports, grounds = raw_reports(own, folder, ledger), raw_ground(folder, ledger)
    place_ids = frozenset(places["place_id"])
    of_reports = partial(check_reports, factions=factions, place_ids=place_ids, first_day=span[0])
    of_ground = partial(check_ground, factions=factions, places=places, extent=extent, span=span)
    known = before.kept if before is not None else {}
    kept: dict[str, KeptRows] = {}
    files = ControlFiles(
        {file: _checked(file, raw, partial(of_reports, file=file), known, kept) for file, raw in reports.items()},
        {file: _checked(file, raw, partial(of_ground, file=file), known, kept) for file, raw in grounds.items()},
        kept,
    )
    everything = [*reports, *grounds]
    if before is not None and everything == list(known) == list(kept) and all(kept[one] is known[one] for one in kept):
        return before

    def number(file: str, row_id: str) -> int:
        raw: RawRows = grounds[file] if file in grounds else reports[file]
        rows = raw.rows
        return int(rows.loc[(rows[raw.key].astype(str) == row_id).to_numpy(), ROW_IN_FILE].iloc[0])

    return with_ids_of_their_own(files, number)


def _checked(
    file: str,
    raw: RawRows[FrameT],
    check: Callable[[FrameT], Checked[FrameT]],
    before: Mapping[str, KeptRows],
    kept: dict[str, KeptRows],
) -> Checked[FrameT]:
    """The rows of a file that count there, checked; all its rows come into `kept`."""
    content = raw.content
    if content is None:
        return check(raw.rows)
    known = before.get(file)
    if known is None or known.content != content:
        rows = raw.read()
        if raw.key not in rows.columns:
            return check(rows)
        whole = check(rows)
        known = KeptRows(content, whole, rows[raw.key], whole)
    kept[file] = known.beside(raw.hidden, lambda: check(raw.rows))
    return kept[file].left
