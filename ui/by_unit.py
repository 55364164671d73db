"""Ground and events by governorate, or by the units that were brought in."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.analysis.situation import Situation
from geo.analysis.unit_statistics import unit_figures
from geo.common.messages import _
from geo.control.admin_units import Units
from geo.registry.statuses import NO_HOLDER
from geo.theatre.theatre import Theatre
from map.spoken import day
from ui.html import markdown
from ui.table_height import table_height
from ui.words import (
    adm1_word,
    governorate_names,
    in_the_other,
    other_language,
    standing_name,
    unit_name,
    unit_word,
)

TALLEST = 420


def picked(theatre: Theatre, key: str) -> Units:
    """The division the reader chose; governorates where there is no other."""
    divisions = theatre.divisions
    if len(divisions) == 1:
        return divisions[0]
    chosen = st.segmented_control(
        _("Figures by"),
        range(len(divisions)),
        key=key,
        default=len(divisions) - 1,
        format_func=lambda number: markdown(unit_word(divisions[number], theatre).capitalize()),
        required=True,
    )
    return divisions[chosen]


def show_ground(situation: Situation) -> None:
    """The table of ground and events by unit, with the choice of units."""
    units = picked(situation.theatre, "ground-by")
    table = ground_table(situation, units)
    title = _("**By {unit}**, at the end of {day}, and the events of the range")
    st.markdown(title.format(unit=markdown(unit_word(units, situation.theatre)), day=day(situation.filters.end)))
    names = (_("Unit"), other_language(), adm1_word(situation.theatre))
    st.dataframe(
        table,
        hide_index=True,
        placeholder="",
        height=table_height(len(table), tallest=TALLEST),
        column_config={
            column: st.column_config.NumberColumn(format="%,.0f") for column in table.columns if column not in names
        }
        | {names[0]: st.column_config.TextColumn(pinned=True)},
    )
    if units.level > 1:
        st.caption(
            _(
                "Ground held and claimed together. An event counts to a unit only where it is known to the place. "
                "What lies in no unit has a row of its own, so that the rows add up to the whole."
            )
        )


def ground_table(situation: Situation, units: Units) -> pd.DataFrame:
    """One row a unit and one for all together: km² by holder (held and claimed together), incidents, killed."""
    theatre, rows = situation.theatre, unit_figures(situation, units)
    sums: dict[str, float] = {}
    for row in rows:
        for standing, km2 in row.ground.items():
            sums[standing] = sums.get(standing, 0.0) + km2
    order = sorted(sums, key=lambda standing: (standing in NO_HOLDER, -sums[standing]))
    names, inside = governorate_names(theatre), adm1_word(theatre)
    table = [
        {
            _("Unit"): unit_name(units, row.code),
            other_language(): in_the_other(units, row.code),
            **({inside: _governorate(units, row.code, names)} if units.level > 1 else {}),
            **{standing_name(standing, theatre.factions): row.ground.get(standing, 0.0) for standing in order},
            _("Events certain"): row.events.certain,
            _("Events possible"): row.events.possible,
            _("Killed"): row.events.deaths.best,
        }
        for row in rows
    ]
    figures = situation.figures
    together = {
        _("Unit"): _("Together"),
        other_language(): "",
        **({inside: ""} if units.level > 1 else {}),
        **{standing_name(standing, theatre.factions): sums[standing] for standing in order},
        _("Events certain"): figures.certain,
        _("Events possible"): figures.possible,
        _("Killed"): figures.fatalities.best,
    }
    return pd.DataFrame([*table, together])


def _governorate(units: Units, code: str, names: dict[str, str]) -> str:
    return names.get(str(units.table.loc[code, "adm1_pcode"]), "") if code in units.table.index else ""
