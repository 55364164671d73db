"""The key figures of a page: one row for each, its value for every step of the range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.text import words
from geo.analysis.situation import Situation
from geo.analysis.situation_figures import Figures, GroundFigures
from geo.common.phrases import Phrase, phrase
from info.figures import GroundRow, ground_columns, ground_table
from map.ground_paint import key_style
from map.layer import RenderOptions
from map.styles import AreaStyle
from map.wording import on_day


@dataclass(frozen=True)
class FigureRow:
    """`cells`: for each column of its table what stands there on each step."""

    label: Phrase
    cells: tuple[tuple[str, ...], ...]
    swatch: AreaStyle | None = None


@dataclass(frozen=True)
class FigureTable:
    """Figures under a heading, one row each, as a page on disk shows them."""

    title: Phrase
    columns: tuple[Phrase, ...]
    rows: tuple[FigureRow, ...]


def figure_tables(steps: Sequence[Situation], look: RenderOptions) -> list[FigureTable]:
    """What happened and how long the front is; who holds how much ground, and how that changed since the end of the
    first day.

    The last of `steps` is the whole range.
    """
    figures = [step.figures for step in steps]
    happened = (
        FigureRow(phrase("Events, certain"), (tuple(f"{one.certain:,}" for one in figures),)),
        FigureRow(phrase("Events, possible"), (tuple(f"{one.possible:,}" for one in figures),)),
        FigureRow(
            phrase("Killed, as reported: best (low to high)"),
            (tuple(_killed(step) for step in steps),),
        ),
        FigureRow(
            phrase("Events without a figure of killed"),
            (tuple(f"{one.fatalities.silent:,}" for one in figures),),
        ),
        *_abroad_row(figures),
        FigureRow(phrase("Front line, km"), (tuple(f"{one.front_line_km:,.0f}" for one in figures),)),
    )
    tables = [FigureTable(phrase("Events and front line"), (), happened)]
    rows = _ground_rows(steps, look)
    columns = ground_columns(changes=_changes(steps[-1]))
    return [*tables, FigureTable(_ground_title(steps[-1]), columns, rows)] if rows else tables


def _abroad_row(figures: Sequence[Figures]) -> tuple[FigureRow, ...]:
    """What lies outside the country and is in no other row; none where nothing does."""
    if not any(one.abroad.any for one in figures):
        return ()
    cells = (f"{one.abroad.certain + one.abroad.possible:,}" for one in figures)
    return (FigureRow(phrase("Events abroad, not counted"), (tuple(cells),)),)


def _changes(whole: Situation) -> bool:
    return whole.filters.start < whole.filters.end


def _killed(step: Situation) -> str:
    deaths, figures = step.figures.fatalities, step.figures
    told = deaths.silent < figures.certain + figures.possible
    return f"{deaths.best:,} ({deaths.low:,}\N{EN DASH}{deaths.high:,})" if told else "\N{EN DASH}"


def _ground_title(whole: Situation) -> Phrase:
    since = on_day(whole.filters.start)
    if not _changes(whole):
        return phrase("Ground, km²")
    return phrase("Ground, km²; change of what is held since the end of {day}").fill(day=since)


def _ground_rows(steps: Sequence[Situation], look: RenderOptions) -> tuple[FigureRow, ...]:
    """What each faction has, and ground without a holder, where there is any on one of the steps."""
    factions, first = steps[-1].theatre.factions, steps[-1].figures.ground_at_from
    on_steps = [{row.standing: row for row in ground_table(step.figures.ground, first)} for step in steps]
    wanted = [
        standing
        for standing in dict.fromkeys([*factions, *(name for rows in on_steps for name in rows)])
        if any(_shown(rows[standing], first) for rows in on_steps if standing in rows)
    ]
    return tuple(
        _ground_row(
            standing, [rows.get(standing, GroundRow(standing, 0, 0, 0, 0)) for rows in on_steps], steps[-1], look
        )
        for standing in wanted
    )


def _shown(row: GroundRow, first: GroundFigures) -> bool:
    at_first = row.held - row.change + first.claimed.get(row.standing, 0.0)
    return bool(round(row.held + row.claimed) or round(at_first))


def _ground_row(standing: str, rows: Sequence[GroundRow], whole: Situation, look: RenderOptions) -> FigureRow:
    factions = whole.theatre.factions
    faction = factions.get(standing)
    cells = (row.cells(changes=_changes(whole)) for row in rows)
    return FigureRow(
        faction.short if faction else words.status_word(standing),
        tuple(zip(*cells, strict=True)),
        key_style(standing, whole, look),
    )
