"""All that a file changes of what the theatre holds, as one list: for the page, the command line and a spreadsheet."""

from __future__ import annotations

import csv
import io

import pandas as pd

from ingest.matching.corrections import BY_HAND
from ingest.matching.incoming import Incoming
from ingest.tables.rejected import BOM, protected

CHANGED, CONFLICT, GONE, LEAVES = "changed", "conflict", "not in this file", "withdrawn"
COLUMNS = ("what", "row", "event_id", "day", "field", "before", "after", BY_HAND)


def change_list(incoming: Incoming) -> pd.DataFrame:
    """One line a field that a row changes, and one an event that is taken out or that the file lacks: COLUMNS, all text
    but `row` (Int64, NA for what is no row of the file).

    `what`: CHANGED; CONFLICT, the event stays as `by_hand` has it; LEAVES; GONE, the event stays unless the file is
    said to be complete.
    """
    changes, conflicts = incoming.changes.assign(what=CHANGED, by_hand=""), incoming.conflicts.assign(what=CONFLICT)
    out = set(incoming.withdrawals["event_id"])
    changes.loc[changes["event_id"].isin(out), "what"] = LEAVES
    lacking = incoming.gone.events
    lacking = lacking[~lacking.index.isin([*incoming.conflicting, *incoming.changes["event_id"]])]
    gone = pd.DataFrame(
        {
            "what": [LEAVES if one in out else GONE for one in lacking.index],
            "row": 0,
            "event_id": lacking.index.to_numpy(dtype=object),
            "day": lacking["event_date"].to_numpy(),
            "field": "",
            "title": "the event",
            "before": lacking["summary"].to_numpy(dtype=object),
            "after": "",
            BY_HAND: ["changed by hand" if hand else "" for hand in lacking["by_hand"]],
        }
    )
    parts = [part for part in (changes, conflicts, gone) if len(part)]
    if not parts:
        return pd.DataFrame(columns=COLUMNS)
    told = pd.concat(parts, ignore_index=True)
    told["day"] = pd.to_datetime(told["day"]).dt.strftime("%Y-%m-%d")
    rows = told["row"].astype("Int64")
    return told.assign(field=told["title"], row=rows.mask(rows == 0))[[*COLUMNS]]


def write_changes(incoming: Incoming) -> bytes:
    """The list as a CSV in UTF-8; cells that a spreadsheet would take for a formula begin with an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in change_list(incoming).to_numpy(dtype=object, na_value="").tolist():
        writer.writerow([protected(str(cell)) if isinstance(cell, str) else cell for cell in line])
    return (BOM + out.getvalue()).encode("utf-8")
