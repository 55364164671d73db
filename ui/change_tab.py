"""What changed between the first and the last day: how much, where, which places and on whose word."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.change import NO_HOLDER
from geo.corrections import corrections
from geo.crossings import crossings_flipped
from geo.events import INCIDENT
from geo.factions import Factions
from geo.front_moved import front_moved, near_front
from geo.highways import highways_moved
from geo.situation import Situation
from layers.words import day, faction_names
from ui.html import markdown

KM2 = st.column_config.NumberColumn(format="%,.0f")


def change_tab(situation: Situation) -> None:
    """Transition table, gains and losses, places, crossings, highways, the front, and later corrections."""
    filters = situation.filters
    if filters.start == filters.end:
        st.info("One day has no change. Choose an earlier first day.")
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
    _front(situation)
    st.markdown("**Places that changed hands**, with the reports that decided")
    _places(situation)
    left, right = st.columns(2)
    with left:
        st.markdown("**Crossings that changed**")
        _crossings(situation)
    with right:
        st.markdown("**Highways under other hands**")
        _highways(situation)
    _corrections(situation)


def standing_name(standing: str, factions: Factions) -> str:
    """A faction's short name, or why there is no holder."""
    return f"No holder: {standing}" if standing in NO_HOLDER else factions[standing].short_en


def _transitions(situation: Situation) -> None:
    factions = situation.theatre.factions
    rows = [
        {"From": standing_name(before, factions), "To": standing_name(after, factions), "km²": km2}
        for (before, after), km2 in situation.change.transitions.items()
    ]
    if not rows:
        st.caption("No ground changed hands here.")
        return
    st.dataframe(pd.DataFrame(rows), hide_index=True, column_config={"km²": KM2})
    st.caption(
        f"{situation.change.inferred_km2:,.0f} km² of it is inferred: over "
        f"{situation.theatre.inferred_beyond_km:g} km from any place with a report."
        if situation.theatre.history is None
        else f"Lines drawn anew moved another {situation.change.sliver_km2:,.0f} km², in strips under 300 m wide; "
        "they are in no figure here."
    )


def _balance(situation: Situation) -> None:
    moved, factions = situation.change, situation.theatre.factions
    parts = {
        "Gained": moved.gross_gain,
        "of it settled from contested": moved.became_settled,
        "Lost": moved.gross_loss,
        "of it now contested": moved.became_unsettled,
    }
    names = sorted(set().union(*parts.values()))
    rows = [
        {"Faction": standing_name(name, factions), **{label: part.get(name, 0.0) for label, part in parts.items()}}
        for name in names
    ]
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=dict.fromkeys(parts, KM2))


def _front(situation: Situation) -> None:
    figures, theatre = situation.figures, situation.theatre
    moved = front_moved(situation.front_lines_at_from, situation.front_lines, theatre.extent)
    how = (
        f"It moved {moved.median_km:,.1f} km at the median and {moved.max_km:,.0f} km at most, there towards "
        f"{moved.direction or 'nowhere'}; measured along all of it, not only in the area."
        if moved
        else "On one of the days there is none, so it cannot have moved."
    )
    st.markdown(f"**Front line** {figures.front_line_km_at_from:,.0f} km, then {figures.front_line_km:,.0f} km. {how}")
    reach = st.slider("Events within so many km of the front line on the last day", 1, 50, 10, key="front-reach")
    incidents = situation.events[situation.events["count_as"] == INCIDENT]
    near = near_front(incidents, situation.front_lines, theatre.extent, within_km=reach)
    strikes = int((near & (incidents["strike"] != "")).sum())
    st.caption(f"{int(near.sum())} of {len(incidents)} incidents, {strikes} of them strikes, by their points.")


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
                "Who says so": "; ".join(dict.fromkeys(reports["asserted_by"])),
            }
        )
    if not rows:
        st.caption("No place of the area changed hands.")
        return
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height=min(340, 40 + 35 * len(rows)),
        column_config={"Since": st.column_config.DateColumn(format="D MMM YYYY")},
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
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True)
    else:
        st.caption("No crossing of the area changed status or hands.")


def _highways(situation: Situation) -> None:
    theatre = situation.theatre
    roads = theatre.basemap.get("highways")
    if roads is None:
        st.caption("This theatre has no highways (basemap/highways.geojson).")
        return
    rows = [
        {
            "Highway": row.ref,
            "From": standing_name(row.before, theatre.factions),
            "To": standing_name(row.after, theatre.factions),
            "km": row.length_km,
        }
        for row in highways_moved(situation.change, roads).itertuples()
    ]
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True, column_config={"km": KM2})
        st.caption("Along the schematic lines of the map, which join towns; the road itself is longer.")
    else:
        st.caption("No stretch changed hands.")


def _corrections(situation: Situation) -> None:
    filters, theatre = situation.filters, situation.theatre
    known_by = filters.known_by or filters.end
    found = corrections(theatre, filters.end, known_by=known_by)
    if situation.area.adm1:
        inside = theatre.places.loc[found.index, "adm1_pcode"].isin(list(situation.area.adm1))
        found = found[inside]
    st.markdown(f"**Corrected later**: {day(filters.end)} as known on {day(known_by)} against as known today")
    if found.empty:
        st.caption("Nothing published later changed the picture of that day here.")
        return
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
    st.dataframe(table, hide_index=True, height=min(300, 40 + 35 * len(table)))
