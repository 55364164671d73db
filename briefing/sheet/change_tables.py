"""The tables of a change: from whom to whom, who has how much, what happened in the range, and which places flipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.job.brief import Brief
from briefing.sheet.changed_ground import outside_km2
from briefing.sheet.ink import INK, QUIET
from briefing.sheet.paper import Paper
from briefing.sheet.places_told import LEAST_PLACES, PlacesSetting, told_places
from briefing.sheet.table import draw_table, fitted, table_height, table_width
from briefing.sheet.typeset import line_mm, type_pt, wrap
from briefing.text import words
from briefing.text.key_figures import event_figures, ground_lines
from briefing.text.lead import shortest_told
from geo.analysis.advances import advances
from geo.analysis.flipped_places import FlippedPlace, flipped_places
from geo.analysis.front_pairs import front_shift
from geo.analysis.situation import Situation
from geo.common.crs import Bounds
from geo.common.phrases import COMMA, Language, Phrase, spoken_by
from geo.common.remembered import remembered
from geo.control.highways import highways_moved
from info.figures import GroundRow, ground_columns
from map.wording import km_words

TOLD_KM2 = 0.5
"""Less than that is 0 km² in whole numbers."""


def transition_rows(situation: Situation) -> list[tuple[Phrase, Phrase, float]]:
    """From, to, km², the largest first."""
    moved = sorted(situation.change.transitions.items(), key=lambda item: (-item[1], item[0]))
    return [(words.standing_name(a, situation), words.standing_name(b, situation), km2) for (a, b), km2 in moved]


@dataclass(frozen=True)
class TableRow:
    """What its km² are of, in each column of text, and the km² in each column of figures. `stands_for`: rows told as
    this one."""

    labels: tuple[Phrase, ...]
    km2: tuple[float, ...]
    stands_for: int = 1

    def with_next(self, other: TableRow) -> TableRow:
        """One row for both, with the sums of their km²."""
        count = self.stands_for + other.stands_for
        labels = (words.SO_MANY_OTHERS.fill(count=count), *[Phrase("", "")] * (len(self.labels) - 1))
        return TableRow(labels, tuple(map(sum, zip(self.km2, other.km2, strict=True))), count)


@dataclass(frozen=True)
class ChangeTables:
    """What is said of ground: from whom to whom it changed hands; what each holder has, as the columns of the page tell
    it; each the largest first; and notes under the first."""

    moved: tuple[TableRow, ...]
    ground: tuple[TableRow, ...]
    notes: tuple[Phrase, ...]

    @property
    def longest(self) -> int:
        """The rows of the longer of its tables."""
        return max(len(self.moved), len(self.ground))

    def shorter(self) -> ChangeTables:
        """The same, with the two smallest rows of the longer table as one."""
        moved, ground = self.moved, self.ground
        if len(moved) >= len(ground):
            return replace(self, moved=(*moved[:-2], moved[-2].with_next(moved[-1])))
        return replace(self, ground=(*ground[:-2], ground[-2].with_next(ground[-1])))

    @property
    def ground_cells(self) -> list[tuple[str, ...]]:
        """What stands in the table of ground."""
        return [GroundRow("", *row.km2).cells(changes=True) for row in self.ground]


def change_tables(brief: Brief, about: Bounds | None) -> ChangeTables:
    """`about`: what the maps show, degrees, where that is not all of the area."""
    situation, ground = brief.situation, ground_lines(brief)
    lines = ground.lines if ground else ()
    return ChangeTables(
        tuple(TableRow((before, after), (km2,)) for before, after, km2 in transition_rows(situation)),
        tuple(
            TableRow((line.name,), (line.row.held, line.row.change, line.row.claimed, line.row.inferred))
            for line in lines
        ),
        tuple(_notes(situation, about)),
    )


def _notes(situation: Situation, about: Bounds | None) -> list[Phrase]:
    """What the table of the change leaves to be said."""
    moved = situation.change
    drawn = situation.theatre.history is not None
    notes = [
        words.SLIVERS.fill(km2=f"{moved.sliver_km2:,.0f}")
        if drawn
        else words.INFERRED_CHANGE.fill(km2=f"{moved.inferred_km2:,.0f}")
    ]
    if about and (beyond := outside_km2(situation, about)) >= TOLD_KM2:
        notes.append(words.BEYOND_THE_MAPS.fill(km2=f"{beyond:,.0f}"))
    return notes


def figures_of_change(
    paper: Paper, tables: ChangeTables, left: float, right: float, top: float, size: float, *, drawn: bool
) -> float:
    """Transitions, then who has how much; returns the height, mm."""
    language = spoken_by(paper.language)

    def table(rows: list[list[str]], numbers: int) -> float:
        return draw_table(paper, left, right, y, rows, size, numbers=numbers) if drawn else table_height(rows, size)

    def block(text: Phrase, size: float, colour: str = INK) -> float:
        said = text.say(paper.language)
        if drawn:
            return paper.block(left, right, y, said, size, colour=colour)
        return line_mm(size) * len(wrap(said, right - left, size))

    y = top - _heading(paper, left, right, top, words.FROM_TO, size, drawn=drawn)
    if tables.moved:
        rows = [[head.say(language) for head in (words.FROM, words.TO, words.KM2)]]
        rows += [[*(name.say(language) for name in row.labels), f"{row.km2[0]:,.0f}"] for row in tables.moved]
        y -= table(rows, 1)
        for note in tables.notes:
            y -= block(note, type_pt(size, 0.85), QUIET)
    else:
        y -= block(words.NO_CHANGE, size)
    if tables.ground:
        y -= line_mm(size) * 0.6
        y -= _heading(paper, left, right, y, words.GROUND_HELD, size, drawn=drawn)
        y -= table(_ground_rows(tables, language), len(tables.ground[0].km2))
    return top - y


def ground_mm(tables: ChangeTables, language: Language, size: float) -> float:
    """The width in which the table of ground cuts no name, mm."""
    return table_width(_ground_rows(tables, spoken_by(language)), size) if tables.ground else 0.0


def _ground_rows(tables: ChangeTables, language: Language) -> list[list[str]]:
    head = [column.say(language) for column in (words.HOLDER, *ground_columns(changes=True))]
    named = zip(tables.ground, tables.ground_cells, strict=True)
    return [head, *([row.labels[0].say(language), *cells] for row, cells in named)]


def _heading(
    paper: Paper, left: float, right: float, top: float, phrase: Phrase, size: float, *, drawn: bool = True
) -> float:
    text, large = phrase.say(paper.language), size * 1.15
    if drawn:
        paper.block(left, right, top, text, large, bold=True)
    return line_mm(large) * len(wrap(text, right - left, large, bold=True)) + 0.4


def draw_events_and_places(
    paper: Paper, brief: Brief, left: float, right: float, top: float, floor: float, size: float
) -> None:
    """What happened in the range, then as many of the places that changed hands as there is room for."""
    language = spoken_by(paper.language)
    y = top - _heading(paper, left, right, top, words.IN_THE_RANGE, size)
    figures = [(label.say(language), value.say(language)) for label, value in range_figures(brief.situation)]
    start, end = (right, left) if paper.right_to_left else (left, right)
    near, far = ("right", "left") if paper.right_to_left else ("left", "right")
    for label, value in figures:
        base = y - line_mm(size) * 0.78
        paper.text(start, base, label, size, align=near)
        paper.text(end, base, value, size, bold=True, align=far)
        y -= line_mm(size)
    y -= line_mm(size) * 0.6
    count = len(brief.situation.places_flipped)
    y -= _heading(paper, left, right, y, words.PLACES_FLIPPED.fill(count=f"{count:,}"), size)
    setting = PlacesSetting(brief.situation, paper.language, right - left, size)
    lines, told = setting.as_many_as_fit(int((y - floor) / line_mm(size)))
    for line in lines:
        paper.text(start, y - line_mm(size) * 0.78, line, size, align=near)
        y -= line_mm(size)
    if told < count:
        inferred = _inferred(flipped_places(brief.situation)) - _inferred(told_places(brief.situation)[:told])
        words_for = words.MORE_INFERRED_IN_PDF if inferred else words.MORE_IN_PDF
        more = words_for.fill(count=f"{count - told:,}", inferred=f"{inferred:,}").say(language)
        paper.text(start, y - line_mm(size) * 0.78, fitted(more, right - left, size), size, colour=QUIET, align=near)


def _inferred(places: Sequence[FlippedPlace]) -> int:
    return sum(not place.after.on_reports for place in places)


def events_and_places_mm(paper: Paper, brief: Brief, width: float, size: float) -> float:
    """The height that `draw_events_and_places` takes at least, with the most important places."""
    situation = brief.situation
    count = len(situation.places_flipped)
    headings = words.IN_THE_RANGE, words.PLACES_FLIPPED.fill(count=f"{count:,}")
    lines = len(range_figures(situation)) + (count > LEAST_PLACES)
    lines += len(PlacesSetting(situation, paper.language, width, size).lines(LEAST_PLACES))
    return sum(_heading(paper, 0.0, width, 0.0, heading, size, drawn=False) for heading in headings) + (
        lines + 0.6
    ) * line_mm(size)


@remembered
def range_figures(situation: Situation) -> tuple[tuple[Phrase, Phrase], ...]:
    """Strikes, events, casualties, how the front moved, crossings and highways that changed."""
    theatre = situation.theatre
    strikes = sum(situation.figures.strikes.values())
    lines = [(figure.label, figure.value) for figure in event_figures(situation)]
    lines.insert(1, (words.STRIKES, Phrase(f"{strikes:,}", f"{strikes:,}")))
    moved = front_shift(situation)
    if moved:
        far = words.MEDIAN_MOST.fill(median=f"{moved.median_km:,.1f}", most=km_words(moved.max_km))
        lines.append((words.FRONT_MOVED, words.STAYED if moved.stayed else far))
    if ways := advances(situation):
        lines.append((words.FARTHEST_ADVANCE, shortest_told(situation, ways[0])))
    crossings = len(situation.crossings_flipped)
    lines.append((words.CROSSINGS_CHANGED, Phrase(f"{crossings:,}", f"{crossings:,}")))
    roads = theatre.basemap.get("highways")
    if roads is not None:
        lengths = highways_moved(situation.change, roads).groupby("ref")["length_km"].sum()
        said = [Phrase(f"{ref} {{km}}", f"{ref} {{km}}").format(km=_km(length)) for ref, length in lengths.items()]
        lines.append((words.HIGHWAYS_CHANGED, COMMA.join(said or [_km(0.0)]).marked()))
    return tuple(lines)


def _km(length: float) -> Phrase:
    return words.KM.fill(km=f"{length:,.0f}")
