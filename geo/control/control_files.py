"""Reports and ground drawn, read from all files of a theatre and checked together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.changelog.log import Ledger
from geo.common.crs import Bounds
from geo.control.ground_files import raw_ground
from geo.control.ground_polygons import check_ground
from geo.control.report_ids import GROUND_ID, REPORT_ID, ControlFiles, with_ids_of_their_own
from geo.control.report_log import check_reports, raw_reports
from geo.registry.factions import Factions
from geo.validation.readers import ROW_IN_FILE


def check_control(
    own: pd.DataFrame,
    folder: Path,
    ledger: Ledger,
    *,
    factions: Factions,
    places: gpd.GeoDataFrame,
    extent: Bounds,
    span: tuple[date, date],
) -> ControlFiles:
    """The reports of control/reports.csv (the rows `own`), ground and reports of files brought in and of the log, each
    row checked by itself and its id against all others.

    Raises
    ------
    DataError : a file is missing or damaged.
    """
    reports, grounds = raw_reports(own, folder, ledger), raw_ground(folder, ledger)
    place_ids = frozenset(places["place_id"])
    files = ControlFiles(
        {
            file: check_reports(rows, factions=factions, place_ids=place_ids, first_day=span[0], file=file)
            for file, rows in reports.items()
        },
        {
            file: check_ground(rows, factions=factions, places=places, extent=extent, span=span, file=file)
            for file, rows in grounds.items()
        },
    )

    def number(file: str, row_id: str) -> int:
        rows, key = (grounds[file], GROUND_ID) if file in grounds else (reports[file], REPORT_ID)
        return int(rows.loc[(rows[key].astype(str) == row_id).to_numpy(), ROW_IN_FILE].iloc[0])

    return with_ids_of_their_own(files, number)
