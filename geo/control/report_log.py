"""The log of reports on control: its columns, its checks, and the reports by place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from geo.changelog.apply import numbered, rows_from_log
from geo.changelog.log import LEDGER, Ledger, Subject
from geo.common.messages import L_
from geo.common.urls import is_web_address
from geo.control.raw_rows import RawRows
from geo.control.report import ControlReport, ReportsByPlace, Scope
from geo.control.report_files import CONTROL_BY_PLACE, read_batch_reports, report_file
from geo.registry.factions import Factions
from geo.registry.statuses import Status
from geo.validation.faults import Checked, FaultLog
from geo.validation.schema import Column, ColumnKind, check_columns

REPORTS = "control/reports.csv"

PUBLISHED_BEFORE = L_("is before the day that it tells of")
CHECK_BOTH_DAYS = L_("Nobody tells of what is yet to come: check both days, or leave the day of publication empty.")
REPORT_STATUSES = frozenset({"controlled", "claimed", "contested", "withdrawn", "shared"})


def report_columns(holders: Set[str], factions: Set[str], place_ids: Set[str]) -> tuple[Column, ...]:
    """The columns of control/reports.csv; `holders` are the factions that hold ground."""
    return (
        Column("report_id", required=True, unique=True),
        Column("place_id", required=True, choices=frozenset(place_ids)),
        Column("controller", required=True, choices=frozenset(holders)),
        Column("status", required=True, choices=REPORT_STATUSES),
        Column("shared_with", ColumnKind.WORDS, choices=frozenset(factions)),
        Column("event_date_earliest", ColumnKind.DAY),
        Column("event_date", ColumnKind.DAY, required=True),
        Column("date_precision", required=True, choices=frozenset({"day", "range"})),
        Column("published_on", ColumnKind.DAY),
        Column("published_precision", choices=frozenset({"stated", "inferred", "nominal", "unknown"})),
        Column("scope", required=True, choices=frozenset(Scope) - {Scope.POLYGON}),
        Column("standing", required=True, choices=frozenset({"stands", "superseded", "early", "false"})),
        Column("disagrees", required=True, choices=frozenset({"yes", "no"})),
        Column("asserted_by", required=True),
        Column("asserter_faction", choices=frozenset(factions)),
        Column("origin"),
        Column("source_publisher"),
        Column("source_title"),
        Column("source_url"),
        Column("source_kind", choices=frozenset({"original", "mirror", "none"})),
        Column("reliability", required=True, choices=frozenset("ABCDEF")),
        Column("credibility", ColumnKind.WHOLE, required=True, low=1, high=6),
        Column("note"),
    )


def check_order_of_days(typed: pd.DataFrame, raw: pd.DataFrame, faults: FaultLog) -> None:
    """Note reports, of a place or of drawn ground, whose first likely day is after the latest, and those published
    before what they tell of; what held before the first day of all may have been told of before it."""
    faults.add(
        typed["event_date_earliest"] > typed["event_date"],
        "event_date_earliest",
        _as_written("event_date_earliest", raw, typed),
        "start-after-end",
        L_("is after event_date"),
        L_("event_date is the latest likely day, event_date_earliest the first."),
    )
    first = typed[["event_date_earliest", "event_date"]].min(axis=1)
    early = typed["published_on"] < first
    if "scope" in typed:
        early &= typed["scope"] != Scope.BASELINE
    faults.add(
        early,
        "published_on",
        _as_written("published_on", raw, typed),
        "published-before",
        PUBLISHED_BEFORE,
        CHECK_BOTH_DAYS,
    )


def _as_written(column: str, raw: pd.DataFrame, typed: pd.DataFrame) -> pd.Series:
    return raw[column] if column in raw else typed[column]


def _check_shared(typed: pd.DataFrame, faults: FaultLog) -> None:
    """Note reports that share ground with nobody but the holder itself."""
    shared = typed[typed["status"] == Status.SHARED]
    alone = [row.Index for row in shared.itertuples() if not set(row.shared_with) - {row.controller}]
    faults.add(
        typed.index.isin(alone),
        "shared_with",
        "",
        "shared-with-nobody",
        L_("names nobody beside the holder, and the status is shared"),
        L_("Name who else is there, or give another status."),
    )


def _check_baseline(typed: pd.DataFrame, raw: pd.DataFrame, first_day: date, faults: FaultLog) -> None:
    """Note rows of how it was before the first day that are of a later day, or tell of a fight, a claim or a leaving:
    what stood before all reports is held, or shared."""
    baseline = typed["scope"] == Scope.BASELINE
    faults.add(
        baseline & (typed["event_date"] > np.datetime64(first_day)),
        "event_date",
        _as_written("event_date", raw, typed),
        "baseline-late",
        L_("is after the first day of the theatre, {first_day}, and the scope is baseline", first_day=first_day),
        L_("Give the scope place to what is reported of that day, or the first day to what stood before."),
    )
    faults.add(
        baseline & ~typed["status"].isin([Status.CONTROLLED, Status.SHARED]),
        "status",
        _as_written("status", raw, typed),
        "baseline-status",
        L_("is not how ground is held before the first day"),
        L_("Use controlled or shared, or give the scope place or area to a report."),
    )


def check_reports(
    raw: pd.DataFrame, *, factions: Factions, place_ids: Set[str], first_day: date, file: str
) -> Checked[pd.DataFrame]:
    """The log of control reports indexed by report_id, oldest first; `first_day`: of the theatre."""
    holders = {faction.id for faction in factions.values() if faction.holds_ground}
    typed, faults = check_columns(raw, report_columns(holders, factions.keys(), place_ids), file)
    check_order_of_days(typed, raw, faults)
    _check_shared(typed, faults)
    _check_baseline(typed, raw, first_day, faults)
    checked = faults.split(typed, file, "report_id")
    log = checked.accepted.sort_values(["event_date", "report_id"])
    return Checked(log.set_axis(log["report_id"]).rename_axis(None), checked.rejected)


def raw_reports(own: Callable[[], pd.DataFrame], folder: Path, ledger: Ledger) -> Mapping[str, RawRows[pd.DataFrame]]:
    """Unchecked reports by the file they stand in: control/reports.csv (the rows `own`), each file brought in, and the
    log of changes. A report that the log edits or withdraws counts in the log and no longer where it stood.
    """
    changed = ledger.last(Subject.REPORT)
    raw = {REPORTS: RawRows(own, "report_id", changed.keys(), folder / REPORTS)}
    for batch, note in ledger.batches.items():
        if note.get("format") == CONTROL_BY_PLACE:
            read = partial(read_batch_reports, folder, batch)
            raw[report_file(batch)] = RawRows(read, "report_id", changed.keys(), folder / report_file(batch))
    if changed:
        told = partial(numbered, *rows_from_log(changed, "report_id"))
        raw[LEDGER + ", reports"] = RawRows(told, "report_id", frozenset(), tuple(changed.values()))
    return raw


def joined_reports(parts: Mapping[str, Checked[pd.DataFrame]], of_ground: pd.DataFrame) -> pd.DataFrame:
    """The accepted reports of all files and those `of_ground` that was drawn, oldest first, indexed by report_id;
    `ground_id` names that ground, "" for any other report."""
    filled = [part.accepted for part in parts.values() if len(part.accepted)]
    told = (filled[0] if filled else parts[REPORTS].accepted).assign(ground_id="")
    if len(filled) < 2 and of_ground.empty:
        return told
    drawn = [of_ground[list(told.columns)]] if len(of_ground) else []  # of nothing the days would be no days
    together = pd.concat([told, *(part.assign(ground_id="") for part in filled[1:]), *drawn])
    return together.sort_values(["event_date", "report_id"])


def read_log(
    log: pd.DataFrame, before: tuple[pd.DataFrame, ReportsByPlace] | None = None, other: Set[str] = frozenset()
) -> ReportsByPlace:
    """The checked log as reports by place. A range whose first day is not known counts as its latest day.

    before : another log, and what was read of it: a place about which both say the same has the very same reports.
    other : ids of all reports that may not be the same in both.
    """
    if before is None:
        return _by_place(log)
    told, reports = before
    touched = _places_told_otherwise(log[log.index.isin(list(other))], told[told.index.isin(list(other))])
    anew = _by_place(log[log["place_id"].isin(list(touched))])
    places = dict.fromkeys(log["place_id"].astype(str))
    return {place_id: anew[place_id] if place_id in touched else reports[place_id] for place_id in places}


def _places_told_otherwise(log: pd.DataFrame, before: pd.DataFrame) -> set[str]:
    """The places about which two logs do not say the same."""
    at = before.index.get_indexer(log.index)
    there = at >= 0
    gone = np.full(len(before), True)
    gone[at[there]] = False
    differs = np.zeros(len(log), dtype=bool)
    differs[~there] = True
    for name in log.columns:
        now, then = log[name].array[there], before[name].array[at[there]]
        same = np.asarray(pd.array(now == then, dtype="boolean").fillna(False), dtype=bool)
        differs[there] |= ~(same | (pd.isna(now) & pd.isna(then)))
    moved = before["place_id"].array[at[differs & there]]
    return {*log["place_id"][differs].astype(str), *before["place_id"][gone].astype(str), *map(str, moved)}


def _by_place(log: pd.DataFrame) -> dict[str, list[ControlReport]]:
    by_place: dict[str, list[ControlReport]] = {}
    for row in log.itertuples():
        latest = row.event_date.date()
        report = ControlReport(
            id=str(row.report_id),
            controller=str(row.controller),
            status=str(row.status),
            shared_with=tuple(row.shared_with),
            earliest=latest if pd.isna(row.event_date_earliest) else row.event_date_earliest.date(),
            latest=latest,
            published_on=None if pd.isna(row.published_on) else row.published_on.date(),
            scope=Scope(row.scope),
            stands=row.standing == "stands",
            sourced=row.source_kind != "none" and (not row.source_url or is_web_address(row.source_url)),
            disagrees=row.disagrees == "yes",
            asserter_faction=str(row.asserter_faction),
            origin=str(row.origin) or f"{row.asserted_by}, {latest}",
            reliability=str(row.reliability),
            credibility=int(row.credibility),
        )
        by_place.setdefault(str(row.place_id), []).append(report)
    return by_place
