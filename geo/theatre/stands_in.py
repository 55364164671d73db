"""Where the rows of a theatre stand, looked up where a fault has to name it: the file, and the row's number in it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from pathlib import Path

import pandas as pd

from geo.changelog.kept_parts import read_part, read_shapes
from geo.changelog.log import LEDGER, Action, Subject
from geo.control.ground_files import GROUND, ground_file
from geo.control.report_files import read_batch_reports, report_file, report_id_start
from geo.control.report_log import REPORTS
from geo.events.batch_events import SOURCE_ROW, batch_file
from geo.events.event_files import OWN
from geo.theatre.theatre import Theatre
from geo.validation.readers import ROW_IN_FILE, read_csv, read_geojson

FileRow = tuple[str, int]
"""A file, and the number of a row in it as a spreadsheet shows it; features of a GeoJSON file count from 1."""


def event_rows(folder: Path, theatre: Theatre, wanted: Set[str]) -> Mapping[str, FileRow]:
    """Where each of the events `wanted` (by event_id) stands that count.

    Raises
    ------
    DataError : a file cannot be read any more.
    """
    found = _in_log(theatre, Subject.EVENT, wanted)
    left = theatre.events.loc[list(wanted - found.keys()), "origin"]
    for batch, ids in left.groupby(left).groups.items():
        if batch in theatre.imports:
            rows = read_part(folder / batch_file(str(batch)), read_shapes)
            found |= _numbers(rows, "event_id", SOURCE_ROW, set(ids), theatre.imports[str(batch)].title)
        else:
            found |= _numbers(read_geojson(folder / OWN), "event_id", ROW_IN_FILE, set(ids), OWN)
    return found


def report_rows(folder: Path, theatre: Theatre, wanted: Set[str]) -> Mapping[str, FileRow]:
    """Where each of the reports of control `wanted` (by report_id) stands that count; one of drawn ground where that
    ground does.

    Raises
    ------
    DataError : a file cannot be read any more.
    """
    drawn = theatre.reports.loc[list(wanted), "ground_id"]
    grounds = _ground_rows(folder, theatre, set(drawn) - {""})
    found = _in_log(theatre, Subject.REPORT, wanted)
    found |= {report: grounds[ground] for report, ground in drawn.items() if ground}
    for batch, note in theatre.imports.items():
        ids = {one for one in wanted - found.keys() if one.startswith(report_id_start(batch))}
        if ids and (folder / report_file(batch)).exists():
            rows = read_batch_reports(folder, batch)
            found |= _numbers(rows, "report_id", ROW_IN_FILE, ids, note.title)
    if left := wanted - found.keys():
        found |= _numbers(read_csv(folder / REPORTS), "report_id", ROW_IN_FILE, left, REPORTS)
    return found


def _ground_rows(folder: Path, theatre: Theatre, wanted: Set[str]) -> Mapping[str, FileRow]:
    found = _in_log(theatre, Subject.GROUND, wanted)
    for batch, note in theatre.imports.items():
        ids = {one for one in wanted - found.keys() if one.startswith(report_id_start(batch))}
        if ids:
            rows = read_part(folder / ground_file(batch), read_shapes)
            found |= _numbers(rows, "ground_id", ROW_IN_FILE, ids, note.title)
    if left := wanted - found.keys():
        found |= _numbers(read_geojson(folder / GROUND), "ground_id", ROW_IN_FILE, left, GROUND)
    return found


def _in_log(theatre: Theatre, subject: Subject, wanted: Set[str]) -> dict[str, FileRow]:
    last = theatre.ledger.last(subject)
    return {key: (LEDGER, last[key].line) for key in wanted if key in last and last[key].action is not Action.WITHDRAW}


def _numbers(rows: pd.DataFrame, key: str, number: str, wanted: Set[str], file: str) -> dict[str, FileRow]:
    some = rows[rows[key].isin(list(wanted))]
    return {str(one): (file, int(row)) for one, row in zip(some[key], some[number], strict=True)}
