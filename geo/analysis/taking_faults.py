"""Events that contradict control, as faults that name the row of the event and the row of the report."""

from __future__ import annotations

from pathlib import Path

from geo.analysis.taking_checks import Outcome, TakingAccount, TakingCheck
from geo.common.messages import L_, verbatim
from geo.theatre.stands_in import event_rows, report_rows
from geo.theatre.theatre import Theatre
from geo.validation.faults import Fault

CONTRADICTS = "contradicts-control"
REMEDY = L_(
    "Add what the event says as a report of control about the place, mend the row that is wrong, or where both may "
    "stand write disagrees = yes in the event."
)


def taking_faults(folder: Path, theatre: Theatre, account: TakingAccount) -> tuple[Fault, ...]:
    """One fault for each place of an event of `account` that contradicts control and is not marked so.

    Raises
    ------
    DataError : a file of the theatre in `folder` cannot be read any more.
    """
    checks = account.of(Outcome.FAULT)
    events = event_rows(folder, theatre, {check.event_id for check in checks})
    reports = report_rows(folder, theatre, {check.report_id for check in checks if check.report_id})
    faults = []
    for check in checks:
        fault = verbatim(check.why)
        if check.report_id in reports:
            file, row = reports[check.report_id]
            fault = L_("{why} ({file}, row {row}, {id})", why=check.why, file=file, row=row, id=check.report_id)
        faults.append(Fault("", "", fault, REMEDY, CONTRADICTS).at(*events[check.event_id], check.event_id))
    return tuple(faults)


def marked_in_words(theatre: Theatre, check: TakingCheck) -> str:
    """A marked disagreement in a line, with both sources and the ids of both rows."""
    grade = "{reliability}{credibility}".format_map(theatre.events.loc[check.event_id])
    report = f"; {check.report_id}" if check.report_id else ""
    return f"{check.why} ({check.event_id}, {grade}{report})"
