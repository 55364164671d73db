"""A table of who holds which place on which day, as reports of control: one for each change of holder.

Such tables repeat every place every day. A report is written where what is said of a place differs from what the same
source said of it last, in this table or in the theatre; a row that says the same again is counted as unchanged.
read = accepted + unchanged + rejected, in rows of the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from geo.common.errors import SchemaError
from geo.common.messages import L_
from geo.control.report import Scope
from geo.control.report_log import CHECK_BOTH_DAYS, PUBLISHED_BEFORE, report_columns
from geo.theatre.theatre import Theatre
from geo.validation.readers import ROW_IN_FILE
from ingest.control_tables import place_columns as of
from ingest.control_tables.place_columns import PlaceColumns
from ingest.control_tables.place_holders import SCOPE_WORDS, Holding, are_statuses, holdings, with_status
from ingest.control_tables.place_lookup import by_id, by_name, by_point
from ingest.control_tables.table_rows import TableRows
from ingest.histories.days import DayOrder, day_order, days_in_column
from ingest.histories.feature_days import impossible
from ingest.mappings.fields import FieldType
from ingest.tables import Table

NO_DAY, TWICE, DIFFERS = (
    L_("is no day"),
    L_("says two things of one place and day"),
    L_("differs from what its source said before"),
)
WRITE_DAY = L_("Write the day as 2024-12-01, or say --date-format.")
GRADE = re.compile(r"([A-Fa-f])\s*+[-/]?\s*+([1-6])")

ALWAYS = {"date_precision": "day", "standing": "stands", "disagrees": "no", "source_kind": "original"}
"""What all reports of a table have in common."""

SAID = ("source", "place_id", "scope", "day", "says")
"""Who said what of which place, whether of the whole area, and when."""


@dataclass(frozen=True, kw_only=True)
class PlaceOptions:
    """How a table is read: `words` as --map-factions gives them, `source` and `grade` where no column has one."""

    words: Mapping[str, str]
    source: str
    grade: str
    date_format: str | None
    today: date


@dataclass(frozen=True, eq=False)
class PlaceRows:
    """`columns`: those that were read; `reports`: columns of control/reports.csv as text, with ROW_IN_FILE and without
    ids; `faults`: row, column, value, fault, remedy of the rejected rows, one a row; `spans`: how many rows name a last
    day too; `order`: of day and month in its days."""

    table: Table
    columns: PlaceColumns
    reports: pd.DataFrame
    accepted: int
    unchanged: int
    faults: pd.DataFrame
    spans: int
    days: tuple[date, date] | None
    version: str
    order: DayOrder

    @property
    def read(self) -> int:
        return self.table.read

    @property
    def rejected(self) -> int:
        return len(self.faults)

    @property
    def by_reason(self) -> dict[str, int]:
        return {str(reason): int(count) for reason, count in self.faults["fault"].value_counts().items()}


def reports_by_place(
    table: Table, path: Path, columns: PlaceColumns, options: PlaceOptions, theatre: Theatre
) -> PlaceRows:
    """What would become of each row of `table` in `theatre`.

    Raises
    ------
    SchemaError : a day that could be read in two ways, or words for holders that nobody mapped.
    """
    rows = TableRows(table)
    if not are_statuses(rows.text(columns.get(of.STATUS))[1]):
        columns = columns.without(of.STATUS)
    found = pd.DataFrame({"at": np.arange(rows.size)})
    found["place_id"] = _places(rows, columns, theatre)
    day_column = columns.get(of.DAY_COLUMN) or columns.get(of.FIRST_DAY)
    until = columns.get(of.LAST_DAY)
    published = columns.get(of.PUBLISHED)
    dated = (day_column, published, until)
    order = day_order((table.cells[column] for column in dated if column), options.date_format)
    days_of = partial(_days, rows, path=path, options=options, order=order)
    found["day"] = days_of(day_column, needed=True)
    found["published_on"] = days_of(published, needed=False)
    early = ((found["published_on"] != "") & (found["published_on"] < found["day"])).to_numpy()
    rows.note(
        early, columns.get(of.PUBLISHED), PUBLISHED_BEFORE, CHECK_BOTH_DAYS, rows.shown(columns.get(of.PUBLISHED))
    )
    spans = int((days_of(until, needed=False) != "").sum())
    held = _holders(rows, found, columns, options, theatre, path)
    found["scope"] = _scopes(rows, columns.get(of.SCOPE))
    named = rows.cells(columns.get(of.SOURCE))
    found["source"] = np.where(named != "", named, options.source).astype(object)
    _grades(rows, found, columns, options)
    kept, unchanged = _changes(rows, found[rows.sound], theatre)
    days = kept["day"] if len(kept) else found["day"][rows.sound]
    span = (date.fromisoformat(days.min()), date.fromisoformat(days.max())) if len(days) else None
    reports = _reports(rows, kept, held, columns)
    return PlaceRows(table, columns, reports, len(kept), unchanged, rows.frame(), spans, span, theatre.version, order)


def _places(rows: TableRows, columns: PlaceColumns, theatre: Theatre) -> np.ndarray:
    """The place of each row: by its id, else by its name, else by its point."""
    ids = np.full(rows.size, "", dtype=object)
    fault = np.full(rows.size, "", dtype=object)
    fault[:] = L_("names no place")
    shown = np.full(rows.size, "", dtype=object)
    for key, look in ((of.PLACE_ID, by_id), (of.PLACE, by_name)):
        if column := columns.get(key):
            codes, texts = rows.text(column)
            places, faults = look(texts, theatre.places)
            there = np.array([bool(text) for text in texts], dtype=bool)[codes] & (ids == "")
            ids[there] = np.array(places, dtype=object)[codes][there]
            fault[there] = np.array(faults, dtype=object)[codes][there]
            shown[there & (shown == "")] = np.array(texts, dtype=object)[codes][there & (shown == "")]
    if (x := columns.get(of.LONGITUDE)) and (y := columns.get(of.LATITUDE)):
        left = np.flatnonzero(ids == "")
        lon, lat = (pd.to_numeric(rows.table.cells[name].iloc[left], errors="coerce") for name in (x, y))
        given = (lon.notna() & lat.notna()).to_numpy()
        places, faults = by_point(lon[given].reset_index(drop=True), lat[given].reset_index(drop=True), theatre.places)
        ids[left[given]], fault[left[given]] = places, faults
    column = columns.get(of.PLACE_ID) or columns.get(of.PLACE) or columns.get(of.LATITUDE)
    remedy = L_("Give the place_id of places.geojson, one of its names, or the point of a place.")
    for said in sorted(set(fault[ids == ""])):
        rows.note((ids == "") & (fault == said), column, said, remedy, shown)
    return ids


def _days(
    rows: TableRows, column: str, *, path: Path, options: PlaceOptions, order: DayOrder, needed: bool
) -> np.ndarray:
    """The day of each row as text; "" where there is none, which is a fault where one is `needed`."""
    codes, texts = rows.text(column, FieldType.DAY)
    if not column:
        return np.full(rows.size, "", dtype=object)
    cells = days_in_column(pd.Series(texts, dtype=object), column, path, options.date_format, order)
    shown = rows.shown(column)
    for number, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        wrong = impossible(column, text, cell.day, options.today) if cell.day else None
        if wrong is None and cell.day is None and (needed or cell.fault):
            rows.note(codes == number, column, cell.fault or NO_DAY, WRITE_DAY, shown)
        elif wrong is not None:
            rows.note(codes == number, column, wrong.fault, wrong.remedy, shown)
    return np.array([cell.day.isoformat() if cell.day else "" for cell in cells], dtype=object)[codes]


def _holders(
    rows: TableRows, found: pd.DataFrame, columns: PlaceColumns, options: PlaceOptions, theatre: Theatre, path: Path
) -> list[Holding]:
    """What each word says, with that of the status beside it; `found` gets the number of the two (`word`) and what
    they come to (`says`)."""
    column = columns.get(of.HOLDER)
    words, texts = rows.written(column)
    named = holdings(texts, options.words, theatre.factions, str(path))
    beside, statuses = rows.text(columns.get(of.STATUS))
    held = [with_status(holding, status) for holding in named for status in statuses]
    codes = words * len(statuses) + beside
    shown = rows.shown(column)
    for number, holding in enumerate(held):
        if holding.fault and holding.remedy:
            rows.note(codes == number, column, holding.fault, holding.remedy, shown)
    found["word"] = codes
    found["says"] = np.array([holding.signature for holding in held], dtype=object)[codes]
    return held


def _scopes(rows: TableRows, column: str) -> np.ndarray:
    """Whether each row tells of the place or of the whole area; of the place where it does not say."""
    codes, texts = rows.text(column)
    scopes = [SCOPE_WORDS.get(text.casefold(), "") if text else Scope.PLACE.value for text in texts]
    said = np.array(scopes, dtype=object)[codes]
    remedy = L_("Write place or area, or leave it empty.")
    rows.note(said == "", column, L_("is no scope"), remedy, rows.shown(column))
    return said


def _grades(rows: TableRows, found: pd.DataFrame, columns: PlaceColumns, options: PlaceOptions) -> None:
    usual = GRADE.fullmatch(options.grade)
    if usual is None:
        raise SchemaError("--grade", L_("is {grade!r}", grade=options.grade), L_("Write an Admiralty grade as B2."))
    column = columns.get(of.GRADE)
    codes, texts = rows.text(column)
    matches = [GRADE.fullmatch(text) for text in texts]
    for number, (text, match) in enumerate(zip(texts, matches, strict=True)):
        if text and match is None:
            remedy = L_("Write an Admiralty grade as B2, or leave it empty.")
            rows.note(codes == number, column, L_("is no grade"), remedy, rows.shown(column))
    grades = [((match or usual)[1].upper(), (match or usual)[2]) for match in matches]
    for name, part in (("reliability", 0), ("credibility", 1)):
        found[name] = np.array([grade[part] for grade in grades], dtype=object)[codes]


def _changes(rows: TableRows, sound: pd.DataFrame, theatre: Theatre) -> tuple[pd.DataFrame, int]:
    """The rows that say what their source did not say on the day it last spoke of the place, and how many say the
    same."""
    *keys, _ = SAID
    several = sound.groupby(keys, sort=False)["says"].transform("nunique") > 1 if len(sound) else sound["at"] < 0
    earlier = _said_before(theatre, set(sound["source"]))
    before = sound.merge(earlier, on=keys, how="left", suffixes=("", "_before"))["says_before"].set_axis(sound.index)
    differs = before.notna() & (before != sound["says"])
    for wrong, fault, remedy in (
        (several, TWICE, L_("Keep one of its rows.")),
        (differs, DIFFERS, L_("Undo the import that said so, or give this one another --source.")),
    ):
        marked = np.zeros(rows.size, dtype=bool)
        marked[sound["at"][wrong.to_numpy()].to_numpy()] = True
        rows.note(marked, "day", fault, remedy)
    good = sound[~(several | differs).to_numpy()]
    line = pd.concat([earlier.assign(at=-1), good[[*keys, "says", "at"]]], ignore_index=True)
    line["turn"] = pd.to_datetime(line["day"]).groupby([line["source"], line["place_id"]]).rank("dense")
    line = line.sort_values(["turn", "at"], kind="stable", ignore_index=True)
    same = line.groupby(["source", "place_id", "scope", "says"], sort=False)["turn"].diff() <= 1
    new = line["at"][(line["at"] >= 0) & ~same]
    kept = good[good["at"].isin(new)]
    return kept, len(good) - len(kept)


def _said_before(theatre: Theatre, sources: set[str]) -> pd.DataFrame:
    """What the theatre's reports of these sources say: columns SAID, one row a source, place, scope and day. What stood
    before the first day is told of the place."""
    told = theatre.reports[theatre.reports["asserted_by"].isin(list(sources))]
    if told.empty:
        return pd.DataFrame({name: pd.Series([], dtype=object) for name in SAID})
    parties = [
        (row.controller, *row.shared_with) if row.status == "shared" else (row.controller,) for row in told.itertuples()
    ]
    plain = (
        told[["asserted_by", "place_id", "scope", "status"]].astype(object).rename(columns={"asserted_by": "source"})
    )
    plain["scope"] = plain["scope"].replace(Scope.BASELINE.value, Scope.PLACE.value)
    plain["day"] = told["event_date"].dt.strftime("%Y-%m-%d").astype(object)
    plain["party"] = ["+".join(some) for some in parties]
    joined = plain.groupby(["source", "place_id", "scope", "day", "status"], sort=True)["party"]
    found = joined.agg(lambda names: "+".join(sorted(names))).reset_index()
    found["says"] = found["status"] + ":" + found["party"]
    return found.drop_duplicates(list(SAID[:-1]), keep="last")[list(SAID)]


def _reports(rows: TableRows, kept: pd.DataFrame, held: Sequence[Holding], columns: PlaceColumns) -> pd.DataFrame:
    """The rows as reports; one that is contested makes a report for each party."""
    holder, link = rows.shown(columns.get(of.HOLDER)), rows.cells(columns.get(of.LINK))
    status, scope = rows.cells(columns.get(of.STATUS)), rows.cells(columns.get(of.SCOPE))
    until = rows.cells(columns.get(of.LAST_DAY), FieldType.DAY)
    named = [column.name for column in report_columns(set(), set(), set()) if column.name != "report_id"]
    made = [
        {
            **dict.fromkeys(named, ""),
            **ALWAYS,
            "source_title": rows.table.file,
            "place_id": row.place_id,
            "controller": party,
            "status": held[row.word].status,
            "scope": row.scope,
            "shared_with": ";".join(beside),
            "event_date_earliest": row.day,
            "event_date": row.day,
            "published_on": row.published_on,
            "published_precision": "stated" if row.published_on else "unknown",
            "asserted_by": row.source,
            "source_publisher": row.source,
            "source_url": link[row.at],
            "reliability": row.reliability,
            "credibility": row.credibility,
            "note": f"{columns.get(of.HOLDER)} = {holder[row.at]}"
            + f", {columns.get(of.STATUS)} = {status[row.at]}" * bool(status[row.at])
            + f", {columns.get(of.SCOPE)} = {scope[row.at]}" * bool(scope[row.at])
            + f", until {until[row.at]}" * bool(until[row.at]),
            ROW_IN_FILE: int(rows.table.rows[row.at]),
        }
        for row in kept.itertuples()
        for party, beside in _parties(held[row.word])
    ]
    table = pd.DataFrame(made, columns=[*named, ROW_IN_FILE])
    return table.astype(dict.fromkeys(named, str) | {ROW_IN_FILE: "int64"})


def _parties(holding: Holding) -> list[tuple[str, tuple[str, ...]]]:
    """Each party a report is made for, with those it shares the place with."""
    if holding.status == "contested":
        return [(party, ()) for party in holding.parties]
    return [(holding.parties[0], holding.parties[1:])]
