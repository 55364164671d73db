"""Control polygons drawn elsewhere, read into a history: a folder of daily files, features with a first and a last
day, or features with one day each. docs/histories.md tells the names and days that are understood; nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import geopandas as gpd

from geo.common.crs import Bounds
from geo.common.errors import SchemaError
from geo.common.messages import L_, Sentence, joined, ngettext_lazy
from geo.theatre.frame import Frame
from geo.theatre.row_accounts import need_fixing
from geo.validation.faults import NOTHING, Fault, RowFaults
from ingest.histories.days import check_format
from ingest.histories.feature_days import far_before, far_before_fault
from ingest.histories.gathered import Gathered, bounds_of
from ingest.histories.history_factions import IGNORE, check_rule, translated
from ingest.histories.history_options import HistoryOptions
from ingest.histories.history_spans import ONE_DAY, Drawn, spans_of_intervals, spans_of_snapshots
from ingest.histories.vector_files import vector_files

Run = tuple[date, date]
"""Days that follow each other, first and last; both count."""


@dataclass(frozen=True, eq=False)
class ImportedHistory:
    """`rows`: valid_from, valid_to, faction, geometry (EPSG:4326); read = accepted + rejected, in features.
    `carried`: runs of days that were not drawn and show the day before them; only snapshots have any. `gaps`: runs of
    days between the spans of features on which nothing is drawn; only spans have any. `notes`: what was decided on the
    way, in plain sentences."""

    rows: gpd.GeoDataFrame
    accepted: int
    repaired: int
    rejected: tuple[RowFaults, ...]
    days_drawn: int
    carried: tuple[Run, ...]
    gaps: tuple[Run, ...] = ()
    notes: tuple[Sentence, ...] = ()

    @property
    def read(self) -> int:
        return self.accepted + len(self.rejected)

    @property
    def account(self) -> Sentence:
        """What became of the features, as a sentence."""
        return ngettext_lazy(
            "{read:,} feature read = {accepted:,} accepted + {need_fixing}; {repaired:,} repaired.",
            "{read:,} features read = {accepted:,} accepted + {need_fixing}; {repaired:,} repaired.",
            self.read,
            read=self.read,
            accepted=self.accepted,
            need_fixing=need_fixing(len(self.rejected)),
            repaired=self.repaired,
        )

    @property
    def by_reason(self) -> Mapping[str, int]:
        """Features rejected by what was first found wrong with them, the most frequent first."""
        return dict(Counter(row[0].fault for row in self.rejected).most_common())

    @property
    def days_carried(self) -> int:
        return _days_in(self.carried)

    @property
    def days_of_gaps(self) -> int:
        return _days_in(self.gaps)

    @property
    def span(self) -> Run:
        return self.rows["valid_from"].min(), self.rows["valid_to"].max()

    @property
    def bbox(self) -> Bounds:
        return bounds_of(self.rows.geometry.to_numpy())


def _days_in(runs: Sequence[Run]) -> int:
    return sum((last - first).days + 1 for first, last in runs)


def read_polygon_history(
    source: Path,
    options: HistoryOptions,
    frame: Frame,
    on_file: Callable[[int, int], None] = lambda done, of: None,
) -> ImportedHistory:
    """The history in `source`, a vector file or a folder of them, for the theatre of `frame`.

    Raises
    ------
    DataError : a file cannot be read or says nothing of days; a day could be read in two ways; values of the faction
        column that nobody mapped; nothing of it lies in the theatre. A faulty feature is rejected with its reason.
    """
    check_format(options.date_format)
    check_rule(options.factions, options.rest, frame.factions)
    files = vector_files(source)
    found, ground = Gathered(), bounds_of(frame.governorates.geometry.to_numpy())
    for number, path in enumerate(files, start=1):
        found.add(path, options, ground)
        on_file(number, len(files))
    if len(found.snapshots) > 1:
        raise SchemaError(
            source,
            L_("mixes files of one day with files that span days"),
            L_("Import one kind, in a folder of its own."),
        )
    earlier = found.keep_last_of_each_day()
    asked = [word if fault is None else None for word, fault in zip(found.words, found.faults, strict=True)]
    drawn, rejected = _sorted_out(found, translated(asked, options.factions, frame.factions, str(source)))
    snapshots = found.snapshots.pop()
    if snapshots:
        drawn, rejected = _without_slips(drawn, rejected, frame.span[0])
    if not drawn:
        reasons = sorted({fault.fault for row in rejected for fault in row})
        raise SchemaError(
            source,
            L_(
                "holds no usable polygon ({reasons})",
                reasons=joined(reasons, L_(", ")) if reasons else L_("no feature"),
            ),
            L_("Check the source."),
        )
    features = [feature for _, feature in drawn]
    days = {day for feature in features for day in (feature.start, feature.end) if day is not None}
    if snapshots:
        rows = spans_of_snapshots(features)
    else:
        rows = spans_of_intervals(features, min(frame.span[1], options.today))
    _check_meets(rows, ground, source)
    return ImportedHistory(
        rows,
        len(features),
        found.repaired,
        rejected,
        len(days),
        carried=_between(sorted((day, day) for day in days)) if snapshots else (),
        gaps=() if snapshots else _between(_spans_of(rows)),
        notes=_notes(found, earlier, options),
    )


def _sorted_out(
    found: Gathered, factions: Sequence[str | None]
) -> tuple[list[tuple[tuple[str, int], Drawn]], tuple[RowFaults, ...]]:
    """The sound features with where they stand, and the others with what is wrong with them."""
    drawn: list[tuple[tuple[str, int], Drawn]] = []
    rejected: list[RowFaults] = []
    for row, (file, number) in enumerate(found.where):
        faction, start, fault = factions[row], found.starts[row], found.faults[row]
        column, word = found.columns[row], found.words[row]
        if fault is None and faction is None:
            fault = Fault(
                column,
                word or NOTHING,
                L_("says nothing of who holds it"),
                L_("Write the holder, or say it by --map-factions."),
            )
        if fault is None and faction == IGNORE:
            fault = Fault(column, str(word), L_("was mapped to ignore"), L_("Map it to a faction to keep it."))
        if fault is None and faction is not None and start is not None:
            drawn.append(((file, number), Drawn(faction, start, found.ends[row], found.shapes[row])))
        elif fault is not None:
            rejected.append((fault.at(file, number, word or ""),))
    return drawn, tuple(rejected)


def _without_slips(
    drawn: list[tuple[tuple[str, int], Drawn]], rejected: tuple[RowFaults, ...], first_day: date
) -> tuple[list[tuple[tuple[str, int], Drawn]], tuple[RowFaults, ...]]:
    """Without what is drawn years before all else, which is rejected in its turn."""
    slips = far_before([feature.start for _, feature in drawn], first_day)
    if not slips:
        return drawn, rejected
    aside = [
        (far_before_fault(feature.start).at(*where, feature.faction),)
        for where, feature in drawn
        if feature.start in slips
    ]
    kept = [(where, feature) for where, feature in drawn if feature.start not in slips]
    return kept, (*rejected, *aside)


def _spans_of(rows: gpd.GeoDataFrame) -> list[Run]:
    return sorted(zip(rows["valid_from"], rows["valid_to"], strict=True))


def _between(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The days between `runs` (ordered by their first days) that none of them has."""
    found, last = [], None
    for first, end in runs:
        if last is not None and first - last > ONE_DAY:
            found.append((last + ONE_DAY, first - ONE_DAY))
        last = end if last is None else max(last, end)
    return tuple(found)


def _notes(found: Gathered, earlier: int, options: HistoryOptions) -> tuple[Sentence, ...]:
    notes: list[Sentence] = []
    if found.seconds:
        notes.append(
            ngettext_lazy(
                "The days of {number:,} file are counted from 1970, in seconds or thousandths of them: they are days "
                "of UTC.",
                "The days of {number:,} files are counted from 1970, in seconds or thousandths of them: they are days "
                "of UTC.",
                found.seconds,
                number=found.seconds,
            )
        )
    notes += [
        note if files == 1 else L_("{note} So in {files:,} files.", note=note, files=files)
        for note, files in found.orders.items()
    ]
    if earlier:
        notes.append(
            ngettext_lazy(
                "{number:,} file of an earlier hour of a day that is drawn again later: the last counts.",
                "{number:,} files of an earlier hour of a day that is drawn again later: the last counts.",
                earlier,
                number=earlier,
            )
        )
    if found.open_ends:
        notes.append(
            ngettext_lazy(
                "{number:,} last day far in the future, as 9999-12-31: read as until now ({today}) or the last day of "
                "the theatre, whichever comes first.",
                "{number:,} last days far in the future, as 9999-12-31: read as until now ({today}) or the last day of "
                "the theatre, whichever comes first.",
                found.open_ends,
                number=found.open_ends,
                today=options.today,
            )
        )
    return tuple(notes)


def _check_meets(rows: gpd.GeoDataFrame, ground: Bounds, source: Path) -> None:
    west, south, east, north = rows.total_bounds
    w, s, e, n = ground
    if west > e or east < w or south > n or north < s:
        raise SchemaError(
            source,
            L_(
                "lies at {west:.2f}, {south:.2f} to {east:.2f}, {north:.2f} and nowhere in the theatre",
                west=west,
                south=south,
                east=east,
                north=north,
            ),
            L_("Check that longitude stands before latitude, and that it is the right theatre."),
        )
