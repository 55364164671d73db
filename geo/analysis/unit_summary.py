"""The figures by unit as plain values, ready for JSON."""

from __future__ import annotations

from typing import Any

from geo.analysis.change_summary import balance_numbers, km2_numbers
from geo.analysis.situation import Situation
from geo.analysis.unit_statistics import unit_changes, unit_figures
from geo.control.admin_units import Units


def unit_numbers(situation: Situation) -> dict[str, Any] | None:
    """Ground, incidents and deaths by the units that were brought in; None where there are none."""
    if (units := situation.theatre.units) is None:
        return None
    rows = [
        {
            **_unit(units, row.code),
            "ground_km2": km2_numbers(row.ground),
            "ground_km2_at_from": km2_numbers(row.ground_at_from),
            "certain": row.events.certain,
            "possible": row.events.possible,
            "fatalities": {key: getattr(row.events.deaths, key) for key in ("low", "best", "high")},
        }
        for row in unit_figures(situation, units)
    ]
    return {"level": units.level, "units": rows}


def unit_change_numbers(situation: Situation) -> dict[str, Any] | None:
    """What changed hands in each unit, as plain values; None where the theatre has no units."""
    if (units := situation.theatre.units) is None:
        return None
    rows = [{**_unit(units, code), **balance_numbers(part)} for code, part in unit_changes(situation, units).items()]
    return {"level": units.level, "units": rows}


def _unit(units: Units, code: str) -> dict[str, Any]:
    """Code, names and governorate of a unit; no code and no governorate for a row that is none."""
    known = code in units.table.index
    return {
        "code": code if known else None,
        "name": units.name(code),
        "name_ar": units.name_ar(code) or None,
        "adm1_pcode": str(units.table.loc[code, "adm1_pcode"]) if known else None,
    }
