"""What changed between the first and the last day: how much, where, which places and on whose word."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from geo.analysis.revisions import corrections
from geo.analysis.situation import Situation
from geo.analysis.summary import NEAR_KM
from geo.control.admin_units import Units
from geo.control.crossings import crossings_flipped
from geo.control.front_shift import front_moved
from geo.control.highways import highways_moved
from geo.events.events import CERTAIN, POSSIBLE
from geo.events.near_front import near_front
from info.figures import abroad_words
from map.wording import day, faction_names, km_words
from ui.balance_tables import governorates_table, units_table
from ui.by_unit import picked
from ui.front_by_pair import show_pairs
from ui.html import markdown
from ui.words import standing_name

KM2 = st.column_config.NumberColumn(format="%,.0f")
FIRST = st.column_config.TextColumn(pinned=True)
NAMED = st.column_config.TextColumn(pinned=True, width=165)
TALLEST, LOW_ROW = 400, 26


def change_tab(situation: Situation) -> None:
    """Transition table, gains and losses, the front, places, crossings, highways, the toll, and later corrections."""
    filters = situation.filters
    if filters.start == filters.end:
        st.info("One day has no change. Choose an earlier first day.")
        return
    if not situation.theatre.tells_control:
        st.info("No report says who holds ground here, so no change of it is known.")
        _toll(situation)
        return
    st.caption(
        f"{markdown(situation.area.name_en)}, end of {day(filters.start)} against end of {day(filters.end)}. Gains and "
        "losses are gross: ground won and lost again in between is in neither. Claimed ground counts for its claimant."
    )
    table, balance = st.columns(2)
    with table:
        st.markdown("**From whom to whom**, km²")
        _transitions(situation)
    with balance:
        st.markdown("**Gained and lost**, km²")
        _balance(situation)
    if situation.change.transitions:
        units = picked(situation.theatre, "change-by")
        st.markdown(f"**By {markdown(units.word)}**, km² gained (+) and lost (\N{MINUS SIGN})")
        _by_unit(situation, units)
    _front(situation)
    st.markdown("**Places that changed hands**, with the reports that decided")
    _places(situation)
    st.markdown("**Crossings that changed**")
    _crossings(situation)
    roads, toll = st.columns(2)
    with roads:
        st.markdown("**Highways under other hands**")
        _highways(situation)
    with toll:
        st.markdown("**Meanwhile**")
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
        {"From": standing_name(before, factions), "To": standing_name(after, factions), "km²": km2}
        for (before, after), km2 in moved.transitions.items()
    ]
    _table(pd.DataFrame(rows), "No ground changed hands here.", column_config={"km²": KM2})
    if situation.theatre.history is not None:
        st.caption(
            f"Lines drawn anew moved another {moved.sliver_km2:,.0f} km², in strips under 300 m wide; "
            "they are in no figure here."
        )
    elif rows:
        st.caption(
            f"{moved.inferred_km2:,.0f} km² of it is inferred: over {situation.theatre.inferred_beyond_km:g} km from "
            "any place with a report."
        )


def _balance(situation: Situation) -> None:
    moved, factions = situation.change, situation.theatre.factions
    parts = {
        "Gained": moved.gross_gain,
        "Was contested": moved.became_settled,
        "Lost": moved.gross_loss,
        "Became contested": moved.became_unsettled,
    }
    names = sorted(moved.gross_gain.keys() | moved.gross_loss.keys())
    rows = [
        {"Faction": standing_name(name, factions), **{label: part.get(name, 0.0) for label, part in parts.items()}}
        for name in names
    ]
    _table(pd.DataFrame(rows), column_config={"Faction": FIRST, **dict.fromkeys(parts, KM2)})
    if rows:
        st.caption(
            "Was contested: the part gained that was contested or disputed. Became contested: the part lost that "
            "became contested or disputed."
        )


def _by_unit(situation: Situation, units: Units) -> None:
    table = governorates_table(situation) if units.level == 1 else units_table(situation, units)
    height = min(TALLEST, 40 + LOW_ROW * len(table))
    called = st.column_config.TextColumn(situation.theatre.adm1_name.one_en, pinned=True, width=165)
    st.dataframe(
        table, hide_index=True, row_height=LOW_ROW, height=height, column_config={"Governorate": called, "Unit": NAMED}
    )


def _front(situation: Situation) -> None:
    figures, theatre = situation.figures, situation.theatre
    moved = front_moved(situation.front_lines_at_from, situation.front_lines, theatre.extent)
    if moved is None:
        how = "On one of the days there is none, so it cannot have moved."
    elif moved.stayed:
        how = "It stayed where it was; measured along all of it, not only in the area."
    else:
        how = (
            f"It moved {moved.median_km:,.1f} km at the median and {km_words(moved.max_km)} km at most, there towards "
            f"{moved.direction}; measured along all of it, not only in the area."
        )
    st.markdown(f"**Front line** {figures.front_line_km_at_from:,.0f} km, then {figures.front_line_km:,.0f} km. {how}")
    show_pairs(situation)


def _places(situation: Situation) -> None:
    theatre = situation.theatre
    rows = []
    for place_id in situation.change.places:
        before, after = situation.states_at_from[place_id], situation.states[place_id]
        reports = theatre.reports.loc[list(after.reports)]
        rows.append(
            {
                "Place": theatre.places.loc[place_id, "name_en"],
                "From": standing_name(before.standing, theatre.factions),
                "To": standing_name(after.standing, theatre.factions),
                "How": after.status.value,
                "Since": after.since,
                "Reports": len(reports),
                "Attributed to": "; ".join(dict.fromkeys(reports["asserted_by"])),
            }
        )
    rows.sort(key=lambda place: (place["Since"] or date.min, place["Place"]))
    _table(
        pd.DataFrame(rows),
        "No place of the area changed hands.",
        column_config={"Place": NAMED, "Since": st.column_config.DateColumn(format="D MMM YYYY")},
    )


def _crossings(situation: Situation) -> None:
    factions = situation.theatre.factions
    rows = [
        {
            "Crossing": row.name_en,
            "Was": row.status_before,
            "Held by": faction_names(row.controllers_before, factions) or "nobody known",
            "Is": row.status,
            "Now held by": faction_names(row.controllers, factions) or "nobody known",
        }
        for row in crossings_flipped(situation.crossings_at_from, situation.crossings).itertuples()
    ]
    _table(pd.DataFrame(rows), "No crossing of the area changed status or hands.", column_config={"Crossing": NAMED})


def _highways(situation: Situation) -> None:
    theatre = situation.theatre
    roads = theatre.basemap.get("highways")
    if roads is None:
        st.caption("This theatre has no highways (basemap/highways.geojson).")
        return
    moved = highways_moved(situation.change, roads)
    rows = [
        {
            "Highway": row.ref,
            "From": standing_name(row.before, theatre.factions),
            "To": standing_name(row.after, theatre.factions),
            "km": row.length_km,
        }
        for row in moved.itertuples()
    ]
    _table(pd.DataFrame(rows), "No stretch changed hands.", column_config={"km": KM2})
    if rows:
        together = ", ".join(f"{ref} {km:,.0f} km" for ref, km in moved.groupby("ref")["length_km"].sum().items())
        st.caption(
            f"{markdown(together)} in all, along the schematic lines of the map, which join towns; the road itself is "
            "longer."
        )


def _toll(situation: Situation) -> None:
    """Strikes and people killed in the range, and what of it happened near the front line."""
    figures, filters = situation.figures, situation.filters
    deaths, strikes = figures.fatalities, figures.strikes
    killed = (
        f"{deaths.best:,} people reported killed ({deaths.low:,} to {deaths.high:,})"
        if deaths.silent < figures.certain + figures.possible
        else "no figure of people killed"
    )
    st.markdown(
        f"{strikes[CERTAIN]:,} strikes for certain, {strikes[POSSIBLE]:,} possibly, and {killed} in "
        f"{figures.certain:,} events for certain, {figures.possible:,} possibly; {deaths.silent:,} give no figure."
    )
    if told := abroad_words(figures.abroad):
        st.caption(f"{told}.")
    if situation.front_lines.empty:
        st.caption(f"No front line is drawn on {day(filters.end)}, so nothing is counted near it.")
        return
    reach = st.slider(f"Near the front line of {day(filters.end)}, within km", 1, 50, round(NEAR_KM), key="front-reach")
    near = near_front(situation.events, situation.front_lines, situation.theatre.extent, within_km=reach)
    st.caption(
        f"{near.events.certain:,} events for certain, {near.events.possible:,} possibly; strikes: "
        f"{near.strikes.certain:,} and {near.strikes.possible:,}. Possibly: the day or the place is too vague to tell."
    )


def _corrections(situation: Situation) -> None:
    filters, theatre = situation.filters, situation.theatre
    known_by = filters.known_by or filters.end
    found = corrections(theatre, filters.end, known_by=known_by)
    if situation.area.adm1:
        inside = theatre.places.loc[found.index, "adm1_pcode"].isin(list(situation.area.adm1))
        found = found[inside]
    st.markdown(f"**Corrected later**: {day(filters.end)} as known on {day(known_by)} against as known today")
    table = pd.DataFrame(
        {
            "Place": found["name_en"],
            "Known then": [standing_name(name, theatre.factions) for name in found["known_then"]],
            "How then": found["status_then"],
            "Known today": [standing_name(name, theatre.factions) for name in found["known_now"]],
            "How today": found["status_now"],
            "Later or undated reports": [len(late) for late in found["later_reports"]],
        }
    )
    _table(table, "Nothing published later changed the picture of that day here.", column_config={"Place": NAMED})
