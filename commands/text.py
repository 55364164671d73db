"""What the command line says in words and tables: a situation and its change, for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.table import Table

from briefing.text.lead import advance_told
from commands.terminal import styled
from geo.analysis.advances import advances
from geo.analysis.front_pairs import FrontPair, front_pairs, front_shift
from geo.analysis.situation import Situation
from geo.analysis.situation_figures import Figures, GroundFigures
from geo.analysis.unit_statistics import unit_changes, unit_figures
from geo.control.admin_units import Units
from geo.control.change import Balance
from geo.control.front_shift import FrontMoved
from geo.control.highways import highways_moved
from geo.control.rule_texts import NO_OWN_REPORT
from geo.events.events import CERTAIN, POSSIBLE
from geo.events.near_front import near_front
from geo.query.filters import Filters
from info.figures import abroad_words


def situation_text(situation: Situation, *, near_km: float) -> Iterator[RenderableType]:
    """Who held what on the last day, and what happened in the range."""
    figures, filters = situation.figures, situation.filters
    yield styled(
        (situation.area.name_en, "bold"),
        f", {filters.start} to {filters.end}, {situation.theatre.name_en} (data {situation.theatre.version})",
    )
    yield f"Events: {figures.certain} certain, {figures.possible} possible. {_toll(figures)}"
    yield from _abroad(figures)
    yield _ground_table(figures, filters)
    if situation.theatre.units:
        yield _unit_table(situation, situation.theatre.units)
    yield from _front_text(situation, near_km)
    crossings = ", ".join(f"{count} {status}" for status, count in figures.crossings.items()) or "none"
    yield f"Crossings on {filters.end}: {crossings}. Rows that need fixing: {situation.theatre.rejected_rows:,}."


def _ground_table(figures: Figures, filters: Filters) -> Table:
    table = _table(["km²"], [str(filters.start), str(filters.end), "change"])

    def lines(part: str, label: str) -> None:
        def of(ground: GroundFigures) -> dict[str, float]:
            return dict(getattr(ground, part))

        then, now = of(figures.ground_at_from), of(figures.ground)
        for name in sorted(then.keys() | now.keys()):
            before, after = then.get(name, 0.0), now.get(name, 0.0)
            table.add_row(f"{name}{label}", f"{before:,.0f}", f"{after:,.0f}", _signed(after - before))

    lines("held", "")
    lines("claimed", " (claimed only)")
    lines("unheld", " (no holder)")
    table.add_section()
    lines("inferred", f" (of this inferred: {NO_OWN_REPORT})")
    table.add_section()
    then, now = figures.ground_at_from.bounds, figures.ground.bounds
    for name in sorted(then.keys() | now.keys()):
        ranges = [f"{least:,.0f} to {most:,.0f}" for least, most in (of.get(name, (0, 0)) for of in (then, now))]
        table.add_row(f"{name} (range of held and claimed)", *ranges, "")
    return table


def _front_table(pairs: Sequence[FrontPair], filters: Filters) -> Table:
    figures = [str(filters.start), str(filters.end), "moved, median", "moved, at most"]
    table = _table(["front line between, km"], figures)
    for pair in pairs:
        moved = pair.moved
        way = ("", "")
        if moved:
            way = ("stayed", "") if moved.stayed else (f"{moved.median_km:,.1f}", f"{moved.max_km:,.1f}")
        table.add_row(f"{pair.one} and {pair.other}", f"{pair.from_km:,.0f}", f"{pair.to_km:,.0f}", *way)
    return table


def _table(words: Sequence[str], figures: Sequence[str]) -> Table:
    table = Table(*words)
    for column in figures:
        table.add_column(column, justify="right")
    return table


def _signed(change: float) -> str:
    return f"{change:+,.0f}" if round(change) else "0"


def _toll(figures: Figures) -> str:
    deaths, strikes = figures.fatalities, figures.strikes
    killed = (
        f"{deaths.best} (between {deaths.low} and {deaths.high}; {deaths.silent} events give no figure)"
        if deaths.silent < figures.certain + figures.possible
        else "no figure given"
    )
    return f"Strikes: {strikes[CERTAIN]} certain, {strikes[POSSIBLE]} possible. Killed: {killed}."


def _abroad(figures: Figures) -> Iterator[str]:
    if told := abroad_words(figures.abroad):
        yield f"{told}."


def change_text(situation: Situation, *, near_km: float) -> Iterator[RenderableType]:
    """What changed between the two days of a situation."""
    filters, moved, theatre = situation.filters, situation.change, situation.theatre
    yield styled((situation.area.name_en, "bold"), f", {filters.start} to {filters.end} (data {theatre.version})")
    if moved.transitions:
        table = _table(["from", "to"], ["km²"])
        for (before, after), km2 in moved.transitions.items():
            table.add_row(before, after, f"{km2:,.0f}")
        yield table
        yield _balance_table(situation)
        if theatre.units:
            yield _unit_balance_table(situation, theatre.units)
        yield f"Of the changed ground {moved.inferred_km2:,.0f} km² is inferred: {NO_OWN_REPORT}."
    else:
        yield "No ground changed hands."
    if theatre.history:
        yield f"Slivers from drawing anew, in no other figure: {moved.sliver_km2:,.1f} km²."
    yield from _front_text(situation, near_km)
    if (roads := theatre.basemap.get("highways")) is not None:
        for row in highways_moved(moved, roads).itertuples():
            yield f"{row.ref}: {row.length_km:,.0f} km from {row.before} to {row.after}."
    flipped = situation.crossings_flipped
    yield f"Crossings that changed status or hands: {', '.join(flipped['name_en']) or 'none'}."
    yield _toll(situation.figures)
    yield from _abroad(situation.figures)
    yield f"Places that changed: {len(moved.places)}; --json lists them with their reports."


def _front_text(situation: Situation, near_km: float) -> Iterator[RenderableType]:
    figures, filters = situation.figures, situation.filters
    moved = front_shift(situation)
    way = f"; all of it, not only in the area, {_way(moved)}" if moved else ""
    near = near_front(situation.events, situation.front_lines, situation.theatre.extent, within_km=near_km)
    yield f"Front line: {figures.front_line_km_at_from:,.0f} km, then {figures.front_line_km:,.0f} km{way}."
    if pairs := front_pairs(situation):
        yield _front_table(pairs, filters)
    yield from (f"{advance_told(situation, advance).en}." for advance in advances(situation))
    yield (
        f"Within {near_km:g} km of the front line of {filters.end}: {near.events.certain} events for certain, "
        f"{near.events.possible} possibly; strikes: {near.strikes.certain}, {near.strikes.possible} possibly."
    )


def _way(moved: FrontMoved) -> str:
    if moved.stayed:
        return "stayed where it was"
    return f"moved {moved.median_km:,.1f} km (median), {moved.max_km:,.1f} km at most"


MOST_COLUMNS = 6
"""Holders a table by unit has a column for; the rest share one."""


def _unit_table(situation: Situation, units: Units) -> Table:
    """Ground of the last day, incidents and deaths, one row a unit and one for all together."""
    rows = unit_figures(situation, units)
    together: Counter[str] = Counter()
    for row in rows:
        together.update(row.ground)
    ranked = [name for name, _ in together.most_common()]
    shown, others = ranked[:MOST_COLUMNS], ranked[MOST_COLUMNS:]
    holders = [*shown, *(["others"] if others else [])]
    table = _table([units.word], [*(f"{name}, km²" for name in holders), "events", "killed"])

    def add(name: str, ground: Mapping[str, float], events: str, killed: int) -> None:
        km2 = [ground.get(holder, 0.0) for holder in shown]
        km2 += [sum(ground.get(holder, 0.0) for holder in others)] if others else []
        table.add_row(name, *(f"{area:,.0f}" if area else "" for area in km2), events, f"{killed:,}" if killed else "")

    for row in rows:
        named = f"{units.name(row.code)} {units.name_ar(row.code)}".strip()
        add(named, row.ground, _incidents(row.events.certain, row.events.possible), row.events.deaths.best)
    table.add_section()
    figures = situation.figures
    add("Together", together, _incidents(figures.certain, figures.possible), figures.fatalities.best)
    return table


def _incidents(certain: int, possible: int) -> str:
    sure = f"{certain:,}" if certain else ""
    return f"{sure} (+{possible:,})".strip() if possible else sure


def _balance_table(situation: Situation) -> Table:
    """Gains and losses by faction, for each governorate and then for all."""
    names = situation.theatre.governorate_names
    parts = [(names[pcode], part) for pcode, part in situation.change.by_governorate.items()]
    return _balances(situation.theatre.divisions[0].word, [*parts, ("Together", situation.change)])


def _unit_balance_table(situation: Situation, units: Units) -> Table:
    """The same for the units that were brought in."""
    parts = [
        (f"{units.name(code)} {units.name_ar(code)}".strip(), part)
        for code, part in unit_changes(situation, units).items()
    ]
    return _balances(units.word, [*parts, ("Together", situation.change)])


def _balances(what: str, parts: Sequence[tuple[str, Balance]]) -> Table:
    table = _table(
        [what, "faction"],
        ["gained, km²", "from contested or disputed", "lost, km²", "to contested or disputed"],
    )
    for name, part in parts:
        figures = (part.gross_gain, part.became_settled, part.gross_loss, part.became_unsettled)
        for number, faction in enumerate(sorted(part.gross_gain.keys() | part.gross_loss.keys())):
            cells = (f"{km2[faction]:,.0f}" if faction in km2 else "" for km2 in figures)
            table.add_row("" if number else name, faction, *cells)
        table.add_section()
    return table
