"""The figures of a situation as lines of a sheet."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.job.brief import Brief
from briefing.text import words
from geo.analysis.situation import Situation
from geo.analysis.situation_figures import Abroad
from geo.common.phrases import LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK, Phrase
from info.figures import GroundRow, ground_columns, ground_table, signed
from map.ground_paint import key_colour
from map.wording import on_day

NOBODY = "#9a9a9a"
"""The sample of ground without a holder."""


@dataclass(frozen=True)
class Figure:
    """A label, its value, a remark."""

    label: Phrase
    value: Phrase
    remark: Phrase | None = None


def event_figures(situation: Situation) -> list[Figure]:
    """Events, casualties and the length of the front line in the filters' area."""
    figures, deaths = situation.figures, situation.figures.fatalities
    counted = words.CERTAIN_POSSIBLE.fill(certain=f"{figures.certain:,}", possible=f"{figures.possible:,}")
    told = deaths.silent < figures.certain + figures.possible
    killed = (
        words.KILLED_RANGE.fill(best=f"{deaths.best:,}", low=f"{deaths.low:,}", high=f"{deaths.high:,}")
        if told
        else words.NO_FIGURE
    )
    silent = words.SILENT.fill(count=f"{deaths.silent:,}") if told and deaths.silent else None
    moved = figures.front_line_km - figures.front_line_km_at_from
    since = words.SINCE.fill(day=on_day(situation.filters.start))
    told_km = signed(moved)  # in Arabic its sign would stand behind it
    km = words.KM.fill(km=Phrase(told_km, f"{RIGHT_TO_LEFT_MARK}{LEFT_TO_RIGHT_MARK}{told_km}"))
    front = Figure(
        words.FRONT_LINE,
        words.KM.fill(km=f"{figures.front_line_km:,.0f}"),
        Phrase(" ", " ").join((km, since)) if round(moved) else None,
    )
    told_of_events = [Figure(words.EVENTS, counted), Figure(words.KILLED, killed, silent)]
    told_of_events += abroad_figures(figures.abroad)
    return [*told_of_events, front] if situation.theatre.tells_control else told_of_events


def abroad_figures(abroad: Abroad) -> list[Figure]:
    """What lies outside the country and stands in no other figure; nothing where nothing does."""
    many = abroad.certain + abroad.possible
    if not many:
        return []
    told = words.ABROAD_EVENTS if abroad.fatalities.silent < many else words.ABROAD_SILENT
    return [Figure(words.ABROAD, told.fill(count=f"{many:,}", killed=f"{abroad.fatalities.best:,}"))]


@dataclass(frozen=True)
class GroundLine:
    """What one holder has; `colour`: of a sample before its name."""

    name: Phrase
    row: GroundRow
    colour: str


@dataclass(frozen=True)
class GroundLines:
    """Who has how much ground on the last day, km², as the page and the page on disk tell it: the title, the columns of
    figures, and a line for each holder."""

    title: Phrase
    columns: tuple[Phrase, ...]
    lines: tuple[GroundLine, ...]
    changes: bool

    def cells(self, line: GroundLine) -> tuple[str, ...]:
        """The figures of a line, one for each column."""
        return line.row.cells(changes=self.changes)


def ground_lines(brief: Brief) -> GroundLines | None:
    """The table of ground; None where nobody reports control."""
    situation, factions, filters = brief.situation, brief.theatre.factions, brief.request.filters
    if not brief.theatre.tells_control:
        return None
    changes = filters.start < filters.end
    lines = [
        GroundLine(
            words.standing_name(row.standing, situation),
            row,
            key_colour(factions[row.standing], situation, brief.request.look) if row.standing in factions else NOBODY,
        )
        for row in ground_table(situation.figures.ground, situation.figures.ground_at_from)
    ]
    title = words.GROUND_SINCE.fill(day=on_day(filters.start)) if changes else words.GROUND_HELD
    return GroundLines(title, ground_columns(changes=changes), tuple(lines), changes)
