"""Ground by the units that were brought in, as a sheet of a workbook."""

from __future__ import annotations

from geo.analysis.situation import Situation
from geo.analysis.unit_statistics import UnitFigures, unit_changes, unit_figures
from geo.common.phrases import phrase
from geo.control.admin_units import Units
from map.table import LayerTable, column
from map.table_names import Names


def unit_ground(situation: Situation, units: Units) -> LayerTable:
    """km² of each unit by who holds or claims it, on both days, and what was gained and lost there between."""
    names, changes = Names(situation.theatre), unit_changes(situation, units)
    rows = [(row, standing) for row in unit_figures(situation, units) for standing in _standings(row)]
    codes = [row.code for row, _ in rows]
    held = [names.standing(standing) for _, standing in rows]
    gained = [changes[row.code].gross_gain.get(who, 0.0) if row.code in changes else 0.0 for row, who in rows]
    lost = [changes[row.code].gross_loss.get(who, 0.0) if row.code in changes else 0.0 for row, who in rows]
    return LayerTable(
        name="units",
        title=phrase("Units"),
        columns=(
            column("code", "text", "code of the unit; empty outside all units", codes),
            column("name_en", "text", "the unit in English", [units.name(code) for code in codes]),
            column("name_ar", "text", "the unit in Arabic", [units.name_ar(code) for code in codes]),
            column("standing", "text", "id of the faction, or contested, disputed, unknown", [who for _, who in rows]),
            column("standing_en", "text", "the same in English", [name.en for name in held]),
            column("standing_ar", "text", "the same in Arabic", [name.ar for name in held]),
            column("first_day_km2", "number", "held or claimed at the end of the first day", _km2(rows, then=True)),
            column("last_day_km2", "number", "held or claimed at the end of the last day", _km2(rows, then=False)),
            column("gained_km2", "number", "of the last day's, not held on the first", gained),
            column("lost_km2", "number", "of the first day's, not held on the last", lost),
        ),
    )


def _standings(row: UnitFigures) -> list[str]:
    return sorted(row.ground.keys() | row.ground_at_from.keys())


def _km2(rows: list[tuple[UnitFigures, str]], *, then: bool) -> list[float]:
    return [(row.ground_at_from if then else row.ground).get(standing, 0.0) for row, standing in rows]
