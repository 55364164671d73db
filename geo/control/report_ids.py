"""One id, one report: ids of reports held against those of all files and of ground drawn, whose reports are named by
ground and place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

import geopandas as gpd
import pandas as pd

from geo.common.messages import L_
from geo.control.ground_polygons import reports_of_ground
from geo.control.raw_rows import KeptRows
from geo.validation.faults import Checked, Fault, RowFaults

FrameT = TypeVar("FrameT", bound=pd.DataFrame)
RowNumber = Callable[[str, str], int]
"""The number of a row, by its file and its id."""

REPORT_ID, GROUND_ID = "report_id", "ground_id"
TAKEN = "id-taken"


@dataclass(frozen=True, eq=False)
class ControlFiles:
    """What the files of a theatre say of who holds what, checked, by the file it stands in; `kept`: the rows of each
    as they were checked, whatever the other files make of them."""

    reports: Mapping[str, Checked[pd.DataFrame]]
    grounds: Mapping[str, Checked[gpd.GeoDataFrame]]
    kept: Mapping[str, KeptRows] = field(default_factory=dict)

    def told_otherwise(self, other: ControlFiles) -> frozenset[str]:
        """Ids of all reports that may not be the same here and there."""
        ids: set[str] = set()
        grounds = False
        for file in {**self.kept, **other.kept}:
            one, two = self.kept.get(file), other.kept.get(file)
            if one is two:
                continue
            if file in self.grounds or file in other.grounds:
                grounds = True
            elif one is not None and two is not None and one.whole is two.whole:
                ids |= one.hidden ^ two.hidden
            else:
                ids |= {name for part in (one, two) if part is not None for name in part.left.accepted.index}
        if grounds:
            drawn = [part.accepted for files in (self, other) for part in files.grounds.values()]
            ids |= {name for part in drawn for name in reports_of_ground(part).index}
        return frozenset(ids)


def with_ids_of_their_own(files: ControlFiles, number: RowNumber) -> ControlFiles:
    """`files` without the rows whose id, or that of a report they make, a row before them has; those are rejected.

    Reports come before ground, files in their order, and the rows of a file as they are numbered.
    """
    claims = _claims(files)
    told = _repeats(claims[claims.duplicated(["kind", "id"], keep=False)], number)
    if not told:
        return files
    return replace(
        files,
        reports={file: _without(part, file, told) for file, part in files.reports.items()},
        grounds={file: _without(part, file, told) for file, part in files.grounds.items()},
    )


def _claims(files: ControlFiles) -> pd.DataFrame:
    """Every id with the row that has it: `kind`, `id`, `file`, `row_id`, `key` (the column of `row_id`)."""
    parts = []
    for file, part in files.reports.items():
        ids = part.accepted.index
        parts.append(_claim(REPORT_ID, ids, file, ids, REPORT_ID))
    for file, part in files.grounds.items():
        ids, made = part.accepted.index, reports_of_ground(part.accepted)
        parts.append(_claim(GROUND_ID, ids, file, ids, GROUND_ID))
        parts.append(_claim(REPORT_ID, made.index, file, pd.Index(made[GROUND_ID]), GROUND_ID))
    return pd.concat(parts)


def _claim(kind: str, ids: pd.Index, file: str, row_ids: pd.Index, key: str) -> pd.DataFrame:
    return pd.DataFrame({"kind": kind, "id": ids, "file": file, "row_id": row_ids, "key": key})


def _repeats(claims: pd.DataFrame, number: RowNumber) -> dict[tuple[str, str], Fault]:
    """The rows that have an id which a row before them has, by file and id, with what is told of them."""
    numbers = [number(str(claim.file), str(claim.row_id)) for claim in claims.itertuples()]
    rows = claims.assign(order=pd.factorize(claims["file"])[0], number=numbers)
    first: dict[tuple[str, str], str] = {}
    told: dict[tuple[str, str], Fault] = {}
    for (_, row, file, row_id, key), own in rows.groupby(["order", "number", "file", "row_id", "key"]):
        ids = [(claim.kind, claim.id) for claim in own.itertuples()]
        if taken := next((one for one in ids if one in first), None):
            told[file, row_id] = _fault(taken, key, first[taken]).at(file, int(row), row_id)
        else:
            where = f"{file}, row {row}"
            first |= {(kind, one): where if kind == key else f"a report that {where} makes" for kind, one in ids}
    return told


def _fault(taken: tuple[str, str], key: str, where: str) -> Fault:
    kind, value = taken
    remedy = (
        L_("Give this ground another {key}, or take one of the two out.", key=key)
        if key == GROUND_ID
        else L_("Give this report another {key}, or take one of the two out.", key=key)
    )
    return Fault(
        kind,
        value,
        L_("is the id of {where} too", where=where)
        if kind == key
        else L_("would be the id of a report that this ground makes, and is that of {where}", where=where),
        remedy,
        TAKEN,
    )


def _without(part: Checked[FrameT], file: str, told: Mapping[tuple[str, str], Fault]) -> Checked[FrameT]:
    again: tuple[RowFaults, ...] = tuple((fault,) for (where, _), fault in told.items() if where == file)
    if not again:
        return part
    kept = part.accepted[~part.accepted.index.isin([row[0].row_id for row in again])]
    return replace(part, accepted=kept, rejected=tuple(sorted((*part.rejected, *again), key=lambda row: row[0].row)))
