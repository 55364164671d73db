"""Rows that were rejected, summed up for a reader: a count a reason, some examples, and all of them in a file."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from commands.terminal import problems
from geo.common.messages import verbatim
from geo.theatre.row_accounts import need_fixing
from geo.validation.faults import RowFaults, describe_row
from ingest.tables.rejected import BOM, protected
from store.store import UnwritableError

SHOWN, SHOWN_OF_EACH = 10, 3
"""Rows that are printed: a page of them, and few of each reason."""
COLUMNS = ("file", "row", "name", "column", "value", "fault", "remedy")


def print_rejected(rows: Sequence[RowFaults], to_file: Path | None) -> None:
    """How many rows there are a reason, with examples, and where all of them can be had."""
    by_reason: dict[str, list[RowFaults]] = {}
    for row in rows:
        by_reason.setdefault(row[0].fault, []).append(row)
    ordered = sorted(by_reason.items(), key=lambda item: -len(item[1]))
    for reason, alike in ordered:
        problems.print(f"{need_fixing(len(alike))}: {reason}.", soft_wrap=True)
    shown = list(islice((row for _, alike in ordered for row in alike[:SHOWN_OF_EACH]), SHOWN))
    for row in shown:
        problems.print(describe_row(row), soft_wrap=True)
    if len(rows) > len(shown):
        more = f"… and {len(rows) - len(shown):,} more"
        problems.print(f"{more}." if to_file else f"{more}; --rejected FILE writes all of them.", soft_wrap=True)


def rejected_csv(rows: Iterable[RowFaults]) -> bytes:
    """Every fault of every row as UTF-8 CSV with COLUMNS; no cell of it is a formula to a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        for fault in row:
            cells = (fault.file, str(fault.row), fault.row_id, fault.column, fault.value, fault.fault, fault.remedy)
            writer.writerow([protected(cell) for cell in cells])
    return (BOM + out.getvalue()).encode("utf-8", errors="replace")


def refuse_to_write_over(target: Path | None, *sources: Path | None, option: str = "--rejected") -> None:
    """Raise UnwritableError where what `option` writes would be written over what is read."""
    for source in sources:
        if target and source and target.exists() and source.exists() and target.samefile(source):
            raise UnwritableError(
                target, verbatim(f"is read, and {option} would write over it"), verbatim("Name another file.")
            )


def write_rows(path: Path, content: bytes) -> bool:
    """Whether the rejected rows could be written, whole or not at all; says why not."""
    try:
        write_whole(path, content)
    except OSError as error:
        problems.print(
            f"The rows that need fixing could not be written to {path!s}: {error.strerror}. Name another file and "
            "import again: what came in does not come in twice.",
            soft_wrap=True,
        )
        return False
    return True


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; a device is written to as it is.

    Raises
    ------
    OSError : it cannot be written.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    target = path.resolve()
    with tempfile.TemporaryDirectory(prefix=".half-", dir=target.parent) as folder:
        half = Path(folder) / target.name
        half.write_bytes(content)
        half.replace(target)
