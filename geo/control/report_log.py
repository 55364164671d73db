"""The log of reports on control: its columns, its checks, and the reports by place."""

from __future__ import annotations

from collections.abc import Mapping, Set
from pathlib import Path

import pandas as pd

from geo.changelog.apply import numbered, rows_from_log, rows_not_in_log
from geo.changelog.log import LEDGER, Ledger, Subject
from geo.common.urls import is_web_address
from geo.control.report import ControlReport, Scope
from geo.control.report_files import CONTROL_BY_PLACE, read_batch_reports, report_file
from geo.registry.factions import Factions
from geo.validation.faults import Checked
from geo.validation.schema import Column, ColumnKind, check_columns

REPORTS = "control/reports.csv"

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
        Column("scope", required=True, choices=frozenset(Scope)),
        Column("standing", required=True, choices=frozenset({"stands", "superseded", "early", "false"})),
        Column("disagrees", required=True, choices=frozenset({"yes", "no"})),
        Column("asserted_by", required=True),
        Column("asserter_faction", choices=frozenset(factions)),
        Column("source_publisher"),
        Column("source_title"),
        Column("source_url"),
        Column("source_kind", choices=frozenset({"original", "mirror", "none"})),
        Column("reliability", required=True, choices=frozenset("ABCDEF")),
        Column("credibility", ColumnKind.WHOLE, required=True, low=1, high=6),
        Column("note"),
    )


def check_reports(raw: pd.DataFrame, *, factions: Factions, place_ids: Set[str], file: str) -> Checked[pd.DataFrame]:
    """The log of control reports indexed by report_id, oldest first."""
    holders = {faction.id for faction in factions.values() if faction.holds_ground}
    typed, faults = check_columns(raw, report_columns(holders, factions.keys(), place_ids), file)
    faults.add(
        typed["event_date_earliest"] > typed["event_date"],
        "event_date_earliest",
        raw["event_date_earliest"] if "event_date_earliest" in raw else typed["event_date"],
        "start-after-end",
        "is after event_date",
        "event_date is the latest likely day, event_date_earliest the first.",
    )
    checked = faults.split(typed, file, "report_id")
    log = checked.accepted.sort_values(["event_date", "report_id"], kind="stable")
    return Checked(log.set_index("report_id", drop=False).rename_axis(None), checked.rejected)


def check_all_reports(
    own: pd.DataFrame, folder: Path, ledger: Ledger, *, factions: Factions, place_ids: Set[str]
) -> Mapping[str, Checked[pd.DataFrame]]:
    """Reports by the file they stand in: control/reports.csv (the rows `own`), each file brought in, and the log of
    changes. A report that the log edits or withdraws counts in the log and no longer where it stood.

    Raises
    ------
    UnreadableFileError : the reports of a file that was brought in are missing or damaged.
    """
    changed = ledger.last(Subject.REPORT)
    raw = {REPORTS: rows_not_in_log(own, "report_id", changed.keys())}
    for batch, note in ledger.batches.items():
        if note.get("format") == CONTROL_BY_PLACE:
            raw[report_file(batch)] = rows_not_in_log(read_batch_reports(folder, batch), "report_id", changed.keys())
    if changed:
        raw[LEDGER + ", reports"] = numbered(*rows_from_log(changed, "report_id"))
    return {
        file: check_reports(frame, factions=factions, place_ids=place_ids, file=file) for file, frame in raw.items()
    }


def joined_reports(parts: Mapping[str, Checked[pd.DataFrame]]) -> pd.DataFrame:
    """The accepted reports of all files, oldest first, indexed by report_id."""
    filled = [part.accepted for part in parts.values() if len(part.accepted)]
    if len(filled) < 2:
        return filled[0] if filled else parts[REPORTS].accepted
    return pd.concat(filled).sort_values(["event_date", "report_id"], kind="stable")


def read_log(log: pd.DataFrame) -> dict[str, list[ControlReport]]:
    """The checked log as reports by place. A range whose first day is not known counts as its latest day."""
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
            reliability=str(row.reliability),
            credibility=int(row.credibility),
        )
        by_place.setdefault(str(row.place_id), []).append(report)
    return by_place
