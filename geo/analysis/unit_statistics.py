"""The figures of a situation by unit: ground held on the two days, incidents and the deaths they report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from geo.analysis.situation import Situation
from geo.control.admin_units import (
    OUTSIDE,
    VAGUE,
    UnitBalance,
    UnitEvents,
    Units,
    change_by_unit,
    events_by_unit,
    ground_by_unit,
)
from geo.events.events import Fatalities
from geo.registry.statuses import NO_HOLDER

SHOWN_KM2 = 1e-3
"""A thousand square metres: less is the rounding of an overlay, and counts without a row of its own."""
NO_EVENTS = UnitEvents(0, 0, Fatalities(0, 0, 0, 0))


@dataclass(frozen=True)
class UnitFigures:
    """One row: km² by standing at the end of the last and of the first day, and the incidents of the range. `code` may
    be OUTSIDE or VAGUE; over all rows everything adds up to the situation's own figures."""

    code: str
    ground: Mapping[str, float]
    ground_at_from: Mapping[str, float]
    events: UnitEvents


def unit_figures(situation: Situation, units: Units) -> list[UnitFigures]:
    """A row for each unit of the area, in the order of their names, then what lies outside them or is too vague."""
    now, then = _ground(situation, units, situation.filters.end), _ground(situation, units, situation.filters.start)
    events = events_by_unit(situation.events, units)
    of_area = set(units.inside(situation.area)) | now.keys() | then.keys() | events.keys()
    codes = [code for code in (*units.codes, OUTSIDE, VAGUE) if code in of_area]
    return [UnitFigures(code, now.get(code, {}), then.get(code, {}), events.get(code, NO_EVENTS)) for code in codes]


def _ground(situation: Situation, units: Units, day: date) -> dict[str, dict[str, float]]:
    """km² by unit and standing, of the filters' factions and of what nobody holds."""
    picture = situation.theatre.control.snapshot(day, situation.filters.known_by)
    table = ground_by_unit(picture.cells.inside(situation.area), picture.owners, units)
    wanted = (situation.filters.factions or frozenset(situation.theatre.factions)) | NO_HOLDER
    by: dict[str, dict[str, float]] = {}
    for row in table.itertuples():
        if row.standing in wanted and abs(row.area_km2) >= SHOWN_KM2:
            by.setdefault(str(row.code), {})[str(row.standing)] = float(row.area_km2)
    return by


def unit_changes(situation: Situation, units: Units) -> Mapping[str, UnitBalance]:
    """The change of a situation by unit, in the order of their names, without what is only rounding."""
    parts = change_by_unit(situation.change, units)
    kept = {
        code: UnitBalance({pair: km2 for pair, km2 in parts[code].transitions.items() if abs(km2) >= SHOWN_KM2})
        for code in (*units.codes, OUTSIDE)
        if code in parts
    }
    return {code: part for code, part in kept.items() if part.transitions}
