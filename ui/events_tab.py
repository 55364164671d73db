"""The events of a situation as a table: what the page lists and downloads."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from briefing.job.licences import terms_of, warning
from geo.analysis.situation import Situation
from geo.changelog.log import Subject
from geo.common.urls import is_web_address
from geo.events.events import AGGREGATE, CONTEXT, INCIDENT, counted, counted_abroad
from geo.events.strike_kinds import strike_words
from geo.theatre.theatre import Theatre
from info.event import laid_to
from info.figures import why_no_events
from info.provenance import brought_in_from, hand_in_words
from map.wording import GEO_PRECISION, TIME_PRECISION, faction_names
from ui.downloads import download
from ui.html import markdown
from ui.tables_csv import as_csv

COUNTED = {INCIDENT: "incident", AGGREGATE: "count or running total, not added up", CONTEXT: "background, not counted"}
COUNTED_ABROAD = "incident abroad, not counted"
NO_PAGE = "General knowledge, no page"
MOST_ROWS = 2_000
"""Events the page lists at a time; the download has all of them."""


def events_table(situation: Situation, most: int | None = None) -> pd.DataFrame:
    """The events of the situation as the page shows and downloads them, one row an event: all, or the first `most` by
    day."""
    events = situation.events if most is None else situation.events.iloc[:most]
    theatre, factions = situation.theatre, situation.theatre.factions
    files = {origin: brought_in_from(origin, theatre) for origin in events["origin"].unique()}
    terms = {origin: terms_of(origin, theatre) for origin in files}
    named = {together: faction_names(together, factions) for together in set(events["factions"])}
    return pd.DataFrame(
        {
            "Date": events["event_date"],
            "Until": events["end_date"],
            "Date known to": events["time_precision"].map(TIME_PRECISION),
            "In range": events["membership"],
            "Event": events["sub_event_type"],
            "Type": events["event_type"],
            "Strike": strike_words(events),
            "Place": events["location_en"],
            "Place (Arabic)": events["location_ar"],
            "Place known to": events["geo_precision"].map(GEO_PRECISION).fillna("no position"),
            "Within km": events["uncertainty_km"],
            "Killed low": events["fatalities_low"],
            "Killed best": events["fatalities_best"],
            "Killed high": events["fatalities_high"],
            "Factions named": events["factions"].map(named).astype("str"),
            "Laid to": laid_to(events, theatre),
            "What happened": events["summary"],
            "Attributed to": events["asserted_by"],
            "Grade": events["reliability"] + events["credibility"].astype(str),
            "Source": events["source_publisher"],
            "Link": events["source_url"].where(events["source_url"].map(is_web_address).astype(bool), None),
            "Counts as": events["count_as"].map(COUNTED).mask(counted_abroad(events), COUNTED_ABROAD),
            "Country": events["country"],
            "Abroad": events["abroad"],
            "Time": events["event_time"],
            "Brought in from": events["origin"].map(files).astype("str"),
            "Terms": events["origin"].map(terms).astype("str"),
            "By hand": _by_hand(events["event_id"], theatre),
            "Longitude": events.geometry.x,
            "Latitude": events.geometry.y,
            "Id": events["event_id"],
        }
    ).reset_index(drop=True)


def _by_hand(event_ids: pd.Series, theatre: Theatre) -> list[str]:
    """Whose hand changed each event and why, "" where none did."""
    told = {key: hand_in_words(theatre, Subject.EVENT, key) for key in theatre.ledger.last(Subject.EVENT)}
    return [told.get(event_id, "") for event_id in event_ids]


def events_tab(situation: Situation) -> None:
    """The events of the situation as a table, or why there are none."""
    table = events_table(situation, MOST_ROWS)
    if table.empty:
        st.info(markdown(why_no_events(situation)))
        return
    filters = situation.filters
    records, incidents = len(situation.events), int(counted(situation.events).sum())
    abroad = int(counted_abroad(situation.events).sum())
    shown = (
        f"Listed are the first {len(table):,} by day: choose fewer days, an area or a type to see others, or download "
        "all of them. "
        if records > len(table)
        else ""
    )
    there = f", {abroad:,} incidents abroad, not counted" if abroad else ""
    st.caption(
        f"{records:,} records: {incidents:,} incidents{there}, {records - incidents - abroad:,} counts, running totals "
        f"and background notes. {shown}"
        "Click a column to sort; the magnifier searches; click the box of a row to show it "
        "on the map."
    )
    chosen = st.dataframe(
        table,
        key=f"events-table-{situation.theatre.version}",  # a row chosen of older data is not that of the new
        hide_index=True,
        height=340,
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            "Date": st.column_config.DateColumn(format="D MMM YYYY", pinned=True),
            "Until": st.column_config.DateColumn(format="D MMM YYYY"),
            "Link": st.column_config.LinkColumn(display_text="open"),
            "What happened": st.column_config.TextColumn(width="large"),
        },
    )
    _select_row(table, chosen.selection.rows)
    if told := warning(situation):
        st.warning(markdown(told))
    download(
        "Download these events (CSV)",
        lambda: as_csv(events_table(situation)),
        name=f"frontline_events_{filters.area}_{filters.start:%Y%m%d}-{filters.end:%Y%m%d}.csv",
        mime="text/csv",
        key="events-download",
    )


def _select_row(table: pd.DataFrame, rows: list[int]) -> None:
    """Select the event of a row that has just been chosen; a choice already acted on stays as it is."""
    event_id = str(table["Id"].iloc[rows[0]]) if rows and rows[0] < len(table) else ""
    if event_id == st.session_state.get("row-acted-on", ""):
        return
    st.session_state["row-acted-on"] = event_id
    if event_id:
        st.session_state["selected"] = f"event:{event_id}"
        st.rerun()
