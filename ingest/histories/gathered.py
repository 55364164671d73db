"""The features of all files of a history, row by row, each with its word for the holder, its days and its fault."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import shapely

from geo.common.crs import Bounds
from geo.common.errors import SchemaError
from geo.common.messages import L_, Sentence
from geo.validation.faults import Fault
from ingest.histories.feature_days import FeatureDays, feature_days
from ingest.histories.features import Features
from ingest.histories.history_factions import factions_of
from ingest.histories.history_options import HistoryOptions
from ingest.histories.polygon_checks import CheckedPolygons, check_polygons
from ingest.histories.vector_files import read_features

START = datetime.min.replace(tzinfo=UTC)
SWAPPED = L_("has latitude before longitude")
GIVE_POLYGON = L_("Give a polygon in longitude, latitude.")


@dataclass(frozen=True)
class _File:
    """A file that shows one day, by its name: when, and which rows are its features."""

    path: Path
    at: datetime | None
    rows: range


@dataclass(eq=False)
class Gathered:
    """Columns of equal length, one entry a feature: where it stands, its word for the holder and the column of it, its
    days, its shape, its fault. `repaired`: sound features whose shape had to be mended; `snapshots`: what was said of
    single days and spans; `seconds`: files whose days are seconds since 1970; `open_ends`: last days that stand for
    none; `orders`: what is to be told of the order of day and month, and of how many files."""

    where: list[tuple[str, int]] = field(default_factory=list)
    words: list[str | None] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    starts: list[date | None] = field(default_factory=list)
    ends: list[date | None] = field(default_factory=list)
    shapes: list[object] = field(default_factory=list)
    faults: list[Fault | None] = field(default_factory=list)
    repaired: int = 0
    seconds: int = 0
    open_ends: int = 0
    orders: Counter[Sentence] = field(default_factory=Counter)
    snapshots: set[bool] = field(default_factory=set)
    _named: dict[date, list[_File]] = field(default_factory=dict)

    def add(self, path: Path, options: HistoryOptions, ground: Bounds) -> None:
        """Add the features of one file, for a theatre whose ground lies in `ground`.

        Raises
        ------
        DataError : it cannot be read, holds no feature, or says nothing of days.
        """
        found = some_features(path)
        checked = check_polygons(found.frame.geometry.to_numpy(), found.faults)
        days = feature_days(found.frame, path, options, ~shapely.is_missing(checked.shapes))
        faults = list(days.faults)
        for row, said in enumerate(_with_swapped(checked, ground)):
            if said:
                faults[row] = Fault("geometry", "", said, GIVE_POLYGON)
        first = len(self.where)
        self.where += [(path.name, number) for number in range(1, len(found) + 1)]
        column, words = factions_of(found.frame, options.factions, str(path))
        self.words += words
        self.columns += [column] * len(words)
        self.starts += days.starts
        self.ends += days.ends
        self.shapes += list(checked.shapes)
        self.faults += faults
        mended = checked.repaired | found.closed
        self.repaired += sum(bool(one) and fault is None for one, fault in zip(mended, faults, strict=True))
        self.seconds += days.seconds
        self.open_ends += days.open_ends
        self.orders.update([days.order] if days.order else [])
        self.snapshots.add(days.snapshot)
        self._note_name(path, days, range(first, len(self.where)))

    def _note_name(self, path: Path, days: FeatureDays, rows: range) -> None:
        if days.named is not None:
            self._named.setdefault(days.named, []).append(_File(path, days.at, rows))

    def keep_last_of_each_day(self) -> int:
        """Of files that speak of one day at several times, keep the last and set the features of the others aside; how
        many files those are.

        Raises
        ------
        SchemaError : two files speak of one day and no time tells which is later.
        """
        earlier = 0
        for day, files in self._named.items():
            times = {file.at for file in files}
            if len(files) > 1 and (None in times or len(times) < len(files)):
                one, other = files[:2]
                raise SchemaError(
                    other.path,
                    L_("speaks of {day} as {name} does", day=day, name=one.path.name),
                    L_("Keep one of them, or have both names say the time, as 2024-12-01T1800 does."),
                )
            *before, last = sorted(files, key=lambda file: file.at or START)
            earlier += len(before)
            for file in before:
                fault = Fault(
                    "file name",
                    file.path.name,
                    L_("is not the last of its day"),
                    L_("{name} counts.", name=last.path.name),
                )
                for row in file.rows:
                    self.faults[row] = self.faults[row] or fault
        return earlier


def some_features(path: Path) -> Features:
    """The features of one file.

    Raises
    ------
    DataError : it cannot be read, or holds no feature.
    """
    found = read_features(path)
    if not len(found):
        raise SchemaError(
            path,
            L_("holds no feature"),
            L_("Remove it: a day on which nothing is drawn looks like an export that failed."),
        )
    return found


def _with_swapped(checked: CheckedPolygons, ground: Bounds) -> list[Sentence | None]:
    """The fault of each polygon of a file, None for none. One that lies outside `ground` as it stands and inside with
    its axes swapped tells of the file: those of which more would lie inside when swapped are swapped too."""
    shapes = [None if said else shape for said, shape in zip(checked.fault, checked.shapes, strict=True)]
    around = shapely.box(*ground)
    as_they_are = shapely.envelope(shapes)
    turned = shapely.transform(as_they_are, lambda xy: xy[:, ::-1])
    sure = ~shapely.intersects(around, as_they_are) & shapely.contains(around, turned)
    within, within_turned = (shapely.area(shapely.intersection(around, boxes)) for boxes in (as_they_are, turned))
    swapped = sure | (within_turned > within) if sure.any() else sure
    return [SWAPPED if is_so else said for said, is_so in zip(checked.fault, swapped, strict=True)]


def bounds_of(shapes: np.ndarray) -> Bounds:
    """West, south, east and north of all `shapes`, in their own units."""
    west, south, east, north = (float(edge) for edge in shapely.total_bounds(shapes))
    return west, south, east, north
