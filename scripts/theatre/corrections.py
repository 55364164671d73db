"""Corrections of single rows of the control facts: facts/control/corrections.csv, each with what is done and why."""

import csv
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from theatre.paths import FACTS

ALLOWED: dict[str, frozenset[str]] = {
    "keep": frozenset(),
    "drop": frozenset(),
    "redate": frozenset({"event_date_earliest", "event_date", "date_precision"}),
    "regrade": frozenset({"reliability", "credibility", "scope", "standing"}),
}
"""Columns each action may change; `replace` may change every one but the place."""


class Key(NamedTuple):
    """What picks out a row of one file of facts. Rows of the first day have neither day nor address."""

    file: str
    place_id: str
    event_date: str
    controller: str
    status: str
    source_url: str


class Correction(NamedTuple):
    """What is done with a row: its action, the columns it sets, and why."""

    action: str
    changes: dict[str, str]
    why: str


def read() -> dict[Key, Correction]:
    """Every correction by the row it speaks of."""
    with (FACTS / "control" / "corrections.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    corrections = {Key(*(row[field] for field in Key._fields)): _correction(row) for row in rows}
    assert len(corrections) == len(rows), "corrections.csv: a row is corrected twice"
    return corrections


def _correction(row: dict[str, str]) -> Correction:
    changes = dict(part.split("=", 1) for part in row["changes"].split(";") if part)
    where = f"corrections.csv, {row['place_id']} {row['event_date']}"
    assert row["why"], f"{where}: no reason is given"
    if row["action"] == "replace":
        assert changes, f"{where}: replace sets columns"
        assert "place_id" not in changes, f"{where}: replace leaves the place"
    else:
        allowed = ALLOWED[row["action"]]
        assert set(changes) <= allowed, f"{where}: {row['action']} may not set {set(changes) - allowed}"
        assert bool(changes) == bool(allowed), f"{where}: {row['action']} sets " + ("nothing" if allowed else "columns")
    return Correction(row["action"], changes, row["why"])


def apply(
    corrections: dict[Key, Correction],
    file: str,
    rows: Iterable[dict[str, str]],
    report: Callable[[dict[str, str]], dict[str, Any]],
) -> list[dict[str, Any]]:
    """`report` of each row of `file`, corrected. Fails where a correction of the file matches no row."""
    unused = {key for key in corrections if key.file == file}
    made = []
    for row in rows:
        key = Key(file, *(row.get(field, "") for field in Key._fields[1:]))
        correction = corrections.get(key)
        unused.discard(key)
        if correction is None:
            made.append(report(row))
        elif correction.action != "drop":
            made.append(_corrected(report(row), correction))
    assert not unused, f"corrections.csv: no row of {file}.csv is that of {sorted(unused)}"
    return made


def _corrected(report: dict[str, Any], correction: Correction) -> dict[str, Any]:
    if not correction.changes:
        return report
    unknown = set(correction.changes) - set(report)
    assert not unknown, f"corrections.csv sets columns that no report has: {sorted(unknown)}"
    note = "; ".join(filter(None, (report["note"], f"corrected ({correction.action}): {correction.why}")))
    return {**report, **correction.changes, "note": note}
