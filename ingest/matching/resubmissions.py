"""Rows that were rejected and come back, mended: which rows of which file they are, and what is owed to that file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from geo.changelog.log import BATCHES, Action, Entry, Ledger, Subject
from geo.changelog.resubmissions import Origin, file_mark, read_resubmitted_rows, rejected_rows
from ingest.formats.base import Format
from ingest.tables import Mends, Table
from ingest.tables.rejected import ROW, WHO

REJECTED_CELLS = "set_aside.parquet"
"""Part of a batch: the text of its rejected rows."""


NOWHERE: Origin = ("", 0)


@dataclass(frozen=True)
class _Kept:
    """What is kept of rejected rows: `rows` and the last of the `batches` with them, by the mark of each file; `ids`
    of those that waited, and back."""

    rows: Mapping[str, frozenset[int]]
    batches: Mapping[str, str]
    ids: Mapping[Origin, str]
    origins: Mapping[str, Origin]

    def texts(self, folder: Path, mark: str) -> pd.DataFrame:
        """The cells of the rows of a file as they were when they were rejected, by number."""
        return pd.read_parquet(folder / BATCHES / self.batches[mark] / REJECTED_CELLS).set_index(ROW)


def known_again(table: Table, folder: Path, ledger: Ledger) -> Table:
    """`table` with its mends as the theatre of `folder` knows them: what was changed in the columns written for the
    user counts only where it names a row that was rejected here.

    The id a row waited under tells it before its number does, but where rows of several numbers claim one id. A file
    that was never brought in here is taken at its word, without ids.

    Raises
    ------
    UnreadableFileError : what was kept of a file is missing or damaged.
    """
    said = table.mends
    if said is None:
        return table
    kept = _kept(folder, ledger)
    numbers = [(str(mark).strip().lower(), _number(str(row))) for mark, row in zip(said.files, said.rows, strict=True)]
    claims = Counter(waited for waited, _ in {*zip(said.ids, numbers, strict=True)})
    claimed = [
        _origin(waited if claims[waited] == 1 else "", number, kept)
        for waited, number in zip(said.ids, numbers, strict=True)
    ]
    found = _most_alike(claimed, table.cells, kept, folder)
    return replace(
        table,
        mends=Mends(
            np.array([kept.ids.get(origin, "") for origin in found], dtype=object),
            np.array([mark for mark, _ in found], dtype=object),
            np.array([row for _, row in found], dtype=np.int64),
        ),
    )


def _origin(waited: str, said: Origin, kept: _Kept) -> Origin:
    if waited in kept.origins and kept.ids.get(said) != waited:
        return kept.origins[waited]
    mark, row = said
    there = row in kept.rows[mark] if mark in kept.rows else row > 0 and mark == file_mark(mark.partition(":")[2])
    return said if there else NOWHERE


def _most_alike(claimed: Sequence[Origin], cells: pd.DataFrame, kept: _Kept, folder: Path) -> list[Origin]:
    """`claimed` by each row of `cells`; of several rows that claim one, only those most like the text kept of it."""
    found = list(claimed)
    rows: dict[Origin, list[int]] = {}
    for at, origin in enumerate(claimed):
        rows.setdefault(origin, []).append(at)
    twice = {origin: several for origin, several in rows.items() if len(several) > 1 and origin[0] in kept.batches}
    texts = {mark: kept.texts(folder, mark).reindex(columns=cells.columns) for mark in {mark for mark, _ in twice}}
    known = {mark: dict(zip(text.index, text.to_numpy(dtype=object), strict=True)) for mark, text in texts.items()}
    said = cells.to_numpy(dtype=object)
    for (mark, row), several in twice.items():
        same = (said[several] == known[mark].get(row, np.full(cells.shape[1], None))).sum(axis=1)
        for at, alike in zip(several, same, strict=True):
            if alike < same.max():
                found[at] = NOWHERE
    return found


def _number(text: str) -> int:
    """The number of a row as spreadsheets write it, 3 or 3.0; 0 where it is none."""
    whole = text.strip().removesuffix(".0")
    return int(whole) if whole.isascii() and whole.isdecimal() and len(whole) < 12 else 0


def _kept(folder: Path, ledger: Ledger) -> _Kept:
    rows: dict[str, frozenset[int]] = {}
    batches: dict[str, str] = {}
    ids: dict[Origin, str] = {}
    for entry in _imports(ledger):
        home = folder / BATCHES / entry.key
        if not (home / REJECTED_CELLS).exists():
            continue
        mark = file_mark(str((entry.row or {}).get("sha256")))
        batches[mark] = entry.key
        rows[mark] = rows.get(mark, frozenset()) | rejected_rows(folder, entry.key)
        if WHO in pq.read_schema(home / REJECTED_CELLS).names:
            cells = pd.read_parquet(home / REJECTED_CELLS, columns=[ROW, WHO])
            ids |= {(mark, int(row)): waited for row, waited in cells.itertuples(index=False) if waited}
    return _Kept(rows, batches, ids, {waited: origin for origin, waited in ids.items()})


def _imports(ledger: Ledger) -> Iterator[Entry]:
    """Every import there ever was, those that were undone too."""
    return (entry for entry in ledger.entries if (entry.subject, entry.action) == (Subject.BATCH, Action.IMPORT))


def came_from(table: Table, ledger: Ledger) -> Entry | None:
    """The import that rejected most of the rows that come back with a table; None where none did."""
    if table.mends is None:
        return None
    marks = Counter(mark for mark in table.mends.files if mark).most_common(1)
    imports = {file_mark(str((entry.row or {}).get("sha256"))): entry for entry in _imports(ledger)}
    return imports.get(marks[0][0]) if marks else None


def terms_of(known: Format, source: Entry | None, credit: str = "", licence: str = "") -> tuple[str, str]:
    """Whom the rows of a file are owed to and on what terms: as a person says, else as it was said of the file that
    its rows come back from (`source`), else as its format does; "" where nobody says."""
    before = (source.row or {}) if source else {}
    owed = credit or str(before.get("credit") or "") or known.credit
    return owed, licence or str(before.get("licence") or "") or known.licence


def mends_of(table: Table, ids: pd.Series, own_ids: pd.Series, folder: Path, ledger: Ledger) -> pd.DataFrame:
    """The rows of a table that come back, as `read_resubmitted_rows` (geo/changelog/resubmissions.py) has them; empty
    where none
    do.

    ids : (n,) the event each row is, "" where it is rejected. own_ids : (n,) the id it would have by itself.
    """
    if table.mends is None:
        return read_resubmitted_rows(folder, "")
    back = table.mends.files != ""
    lines = pd.DataFrame(
        {
            "row": table.rows[back],
            "mark": table.mends.files[back],
            "origin_row": table.mends.rows[back],
            "event_id": ids.to_numpy()[back],
            "own_id": own_ids.to_numpy()[back],
        }
    )
    earlier = [_under_mark(folder, entry) for entry in _imports(ledger)]
    before = lines.merge(pd.concat(earlier), on=["mark", "origin_row"], suffixes=("", "_before"))
    first = before.assign(mark=before["mark_before"], origin_row=before["origin_row_before"])
    return pd.concat([lines, first[lines.columns]], ignore_index=True).drop_duplicates()


def _under_mark(folder: Path, entry: Entry) -> pd.DataFrame:
    """The rows that came back with a file, by its own mark and number, and the rows they were before."""
    mends = read_resubmitted_rows(folder, entry.key)
    return pd.DataFrame(
        {
            "mark": file_mark(str((entry.row or {}).get("sha256"))),
            "origin_row": mends["row"].astype("int64"),
            "mark_before": mends["mark"].astype(object),
            "origin_row_before": mends["origin_row"].astype("int64"),
        }
    )
