"""What changed between the first and the last day: how much, where, and what was corrected later."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from geo.analysis.revisions import corrections
from geo.analysis.situation import Situation
from geo.analysis.summary import NEAR_KM
from geo.common.messages import _, either
from geo.common.remembered import remembered
from geo.control.admin_units import Units
from geo.control.crossings import crossings_flipped
from geo.control.front_shift import FrontMoved, front_moved
from geo.control.highways import highways_moved
from geo.events.events import CERTAIN, POSSIBLE
from geo.events.near_front import NearFront, near_front
from geo.query.own_area import in_area
from info.figures import abroad_words, killed_words
from map.spoken import day, faction_names, listing
from map.wording import km_words
from ui.balance_tables import governorates_table, units_table
from ui.by_unit import picked
from ui.data_words import CROSSING_STATUSES, HOW_HELD, WINDS, code_in_words
from ui.front_by_pair import show_pairs
from ui.html import markdown
from ui.words import adm1_word, area_name, place_name, standing_name, unit_word

KM2 = st.column_config.NumberColumn(format="%,.0f")
FIRST = st.column_config.TextColumn(pinned=True)
NAMED = st.column_config.TextColumn(pinned=True, width=165)
TALLEST, LOW_ROW = 400, 26


def change_tab(situation: Situation) -> None:
    """Transition table, gains and losses, the front, crossings, highways, the toll, and later corrections."""
    filters = situation.filters
    if filters.start == filters.end:
        st.info(_("One day has no change. Choose an earlier first day."))
        return
    if not situation.theatre.tells_control:
        st.info(_("No report says who holds ground here, so no change of it is known."))
        _toll(situation)
        return
    st.caption(
        _(
            "{area}, end of {first} against end of {last}. Gains and losses are gross: ground won and lost again in "
            "between is in neither. Claimed ground counts for its claimant."
        ).format(area=markdown(area_name(situation.area)), first=day(filters.start), last=day(filters.end))
    )
    table, balance = st.columns(2)
    with table:
        st.markdown(_("**From whom to whom**, km²"))
        _transitions(situation)
    with balance:
        st.markdown(_("**Gained and lost**, km²"))
        _balance(situation)
    if situation.change.transitions:
        units = picked(situation.theatre, "change-by")
        st.markdown(
            _("**By {unit}**, km² gained (+) and lost ({minus})").format(
                unit=markdown(unit_word(units, situation.theatre)), minus="\N{MINUS SIGN}"
            )
        )
        _by_unit(situation, units)
    _front(situation)
    st.markdown(_("**Crossings that changed**"))
    _crossings(situation)
    roads, toll = st.columns(2)
    with roads:
        st.markdown(_("**Highways under other hands**"))
        _highways(situation)
    with toll:
        st.markdown(_("**Meanwhile**"))
        _toll(situation)
    _corrections(situation)


def _table(rows: pd.DataFrame, empty: str = "", *, column_config: dict[str, Any] | None = None) -> None:
    """The rows under each other, never taller than a screen; a word where there are none."""
    if rows.empty:
        st.caption(empty)
        return
    height = min(TALLEST, 40 + 35 * len(rows))
    st.dataframe(rows, hide_index=True, height=height, column_config=column_config)


def _transitions(situation: Situation) -> None:
    factions, moved = situation.theatre.factions, situation.change
    rows = [
        {_("From"): standing_name(before, factions), _("To"): standing_name(after, factions), _("km²"): km2}
        for (before, after), km2 in moved.transitions.items()
    ]
    _table(pd.DataFrame(rows), _("No ground changed hands here."), column_config={_("km²"): KM2})
    if situation.theatre.history is not None:
        st.caption(
            _(
                "Lines drawn anew moved another {km2} km², in strips under 300 m wide; they are in no figure here."
            ).format(km2=f"{moved.sliver_km2:,.0f}")
        )
    elif rows:
        st.caption(
            _("{km2} km² of it is inferred: from places near it, or over {km} km from any place with a report.").format(
                km2=f"{moved.inferred_km2:,.0f}", km=f"{situation.theatre.inferred_beyond_km:g}"
            )
        )


def _balance(situation: Situation) -> None:
    moved, factions = situation.change, situation.theatre.factions
    parts = {
        _("Gained"): moved.gross_gain,
        _("Was contested"): moved.became_settled,
        _("Lost"): moved.gross_loss,
        _("Became contested"): moved.became_unsettled,
    }
    names = sorted(moved.gross_gain.keys() | moved.gross_loss.keys())
    rows = [
        {_("Faction"): standing_name(name, factions), **{label: part.get(name, 0.0) for label, part in parts.items()}}
        for name in names
    ]
    _table(pd.DataFrame(rows), column_config={_("Faction"): FIRST, **dict.fromkeys(parts, KM2)})
    if rows:
        st.caption(
            _(
                "Was contested: the part gained that was contested or disputed. Became contested: the part lost that "
                "became contested or disputed."
            )
        )


def _by_unit(situation: Situation, units: Units) -> None:
    table = governorates_table(situation) if units.level == 1 else units_table(situation, units)
    height = min(TALLEST, 40 + LOW_ROW * len(table))
    first = adm1_word(situation.theatre) if units.level == 1 else _("Unit")
    st.dataframe(table, hide_index=True, row_height=LOW_ROW, height=height, column_config={first: NAMED})


def _front(situation: Situation) -> None:
    figures = situation.figures
    moved = _front_moved(situation)
    if moved is None:
        how = _("On one of the days there is none, so it cannot have moved.")
    elif moved.stayed:
        how = _("It stayed where it was; measured along all of it, not only in the area.")
    else:
        how = _(
            "It moved {median} km at the median and {most} km at most, there towards {wind}; measured along all of it, "
            "not only in the area."
        ).format(
            median=f"{moved.median_km:,.1f}", most=km_words(moved.max_km), wind=code_in_words(moved.direction, WINDS)
        )
    length = _("**Front line** {before} km, then {after} km.").format(
        before=f"{figures.front_line_km_at_from:,.0f}", after=f"{figures.front_line_km:,.0f}"
    )
    st.markdown(f"{length} {how}")
    show_pairs(situation)


@remembered
def _front_moved(situation: Situation) -> FrontMoved | None:
    return front_moved(situation.front_lines_at_from, situation.front_lines, situation.theatre.extent)


def _crossings(situation: Situation) -> None:
    factions = situation.theatre.factions
    rows = [
        {
            _("Crossing"): either(row.name_en, row.name_ar),
            _("Was"): code_in_words(row.status_before, CROSSING_STATUSES),
            _("Held by"): faction_names(row.controllers_before, factions) or _("nobody known"),
            _("Is"): code_in_words(row.status, CROSSING_STATUSES),
            _("Now held by"): faction_names(row.controllers, factions) or _("nobody known"),
        }
        for row in crossings_flipped(situation.crossings_at_from, situation.crossings).itertuples()
    ]
    empty = _("No crossing of the area changed status or hands.")
    _table(pd.DataFrame(rows), empty, column_config={_("Crossing"): NAMED})


def _highways(situation: Situation) -> None:
    theatre = situation.theatre
    if "highways" not in theatre.basemap:
        st.caption(_("This theatre has no highways (basemap/highways.geojson)."))
        return
    moved = _highways_moved(situation)
    rows = [
        {
            _("Highway"): row.ref,
            _("From"): standing_name(row.before, theatre.factions),
            _("To"): standing_name(row.after, theatre.factions),
            _("km"): row.length_km,
        }
        for row in moved.itertuples()
    ]
    _table(pd.DataFrame(rows), _("No stretch changed hands."), column_config={_("km"): KM2})
    if rows:
        lengths = moved.groupby("ref")["length_km"].sum().items()
        together = listing(_("{road} {km} km").format(road=ref, km=f"{km:,.0f}") for ref, km in lengths)
        st.caption(
            _(
                "{lengths} in all, along the schematic lines of the map, which join towns; the road itself is longer."
            ).format(lengths=markdown(together))
        )


@remembered
def _highways_moved(situation: Situation) -> pd.DataFrame:
    return highways_moved(situation.change, situation.theatre.basemap["highways"])


def _toll(situation: Situation) -> None:
    """Strikes and people killed in the range, and what of it happened near the front line."""
    figures, filters = situation.figures, situation.filters
    deaths, strikes = figures.fatalities, figures.strikes
    st.markdown(
        _(
            "{strikes} strikes for certain, {maybe} possibly, and {killed} in {events} events for certain, {possible} "
            "possibly; {silent} give no figure."
        ).format(
            strikes=f"{strikes[CERTAIN]:,}",
            maybe=f"{strikes[POSSIBLE]:,}",
            killed=killed_words(figures),
            events=f"{figures.certain:,}",
            possible=f"{figures.possible:,}",
            silent=f"{deaths.silent:,}",
        )
    )
    if told := abroad_words(figures.abroad):
        st.caption(f"{told}.")
    until = day(filters.end)
    if situation.front_lines.empty:
        st.caption(_("No front line is drawn on {day}, so nothing is counted near it.").format(day=until))
        return
    label = _("Near the front line of {day}, within km").format(day=until)
    reach = st.slider(label, 1, 50, round(NEAR_KM), key="front-reach")
    near = _near(situation, reach)
    st.caption(
        _(
            "{events} events for certain, {possible} possibly; strikes: {strikes} and {maybe}. Possibly: the day or "
            "the place is too vague to tell."
        ).format(
            events=f"{near.events.certain:,}",
            possible=f"{near.events.possible:,}",
            strikes=f"{near.strikes.certain:,}",
            maybe=f"{near.strikes.possible:,}",
        )
    )


@remembered
def _near(situation: Situation, within_km: float) -> NearFront:
    return near_front(situation.events, situation.front_lines, situation.theatre.extent, within_km=within_km)


def _corrections(situation: Situation) -> None:
    filters = situation.filters
    known_by = filters.known_by or filters.end
    told = _("**Corrected later**: {day} as known on {then} against as known today")
    st.markdown(told.format(day=day(filters.end), then=day(known_by)))
    empty = _("Nothing published later changed the picture of that day here.")
    _table(_corrected(situation), empty, column_config={_("Place"): NAMED})


@remembered
def _corrected(situation: Situation) -> pd.DataFrame:
    filters, theatre = situation.filters, situation.theatre
    found = corrections(theatre, filters.end, known_by=filters.known_by or filters.end)
    found = found[in_area(situation.area, theatre.places.loc[found.index])]
    return pd.DataFrame(
        {
            _("Place"): [place_name(theatre, place_id) for place_id in found.index],
            _("Known then"): [standing_name(name, theatre.factions) for name in found["known_then"]],
            _("How then"): [code_in_words(how, HOW_HELD) for how in found["how_then"]],
            _("Known today"): [standing_name(name, theatre.factions) for name in found["known_now"]],
            _("How today"): [code_in_words(how, HOW_HELD) for how in found["how_now"]],
            _("Later or undated reports"): [len(late) for late in found["later_reports"]],
        }
    )
