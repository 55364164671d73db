"""The same situation as tables, under the map."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from briefing.terms import terms_of, warning
from geo.events import AGGREGATE, CONTEXT, INCIDENT, counted, counted_abroad
from geo.ledger import Subject
from geo.links import is_web_address
from geo.repeats import repeats
from geo.situation import Situation
from geo.strike_kinds import strike_words
from geo.theatre import Theatre
from layers.control import STATUS_WORDS
from layers.event_details import laid_to
from layers.figures import ground_rows, why_no_events
from layers.provenance import brought_in_from, hand_in_words
from layers.words import GEO_PRECISION, TIME_PRECISION, day, faction_names
from ui.by_unit import show_ground
from ui.change_tab import change_tab
from ui.data import Opened
from ui.data_tab import data_tab
from ui.faults import FaultLine, fault_list
from ui.html import markdown
from ui.tables_csv import as_csv
from ui.time_tab import time_tab

COUNTED = {INCIDENT: "incident", AGGREGATE: "count or running total, not added up", CONTEXT: "background, not counted"}
COUNTED_ABROAD = "incident abroad, not counted"
NO_PAGE = "General knowledge, no page"


def tables(situation: Situation, opened: Opened) -> None:
    """The tabs under the map; only the open one is worked out."""
    contents: dict[str, Callable[[Situation], None]] = {
        "Events": _events_tab,
        "Change": change_tab,
        "Over time": time_tab,
        "Ground": _ground_tab,
        "Places": _places_tab,
        "Sources": _sources_tab,
        "Data": lambda _: data_tab(opened),
    }
    tabs = st.tabs(list(contents), key="tab", on_change="rerun")
    for tab, draw in zip(tabs, contents.values(), strict=True):
        if tab.open:
            with tab:
                draw(situation)


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
            "Who says so": events["asserted_by"],
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


def _events_tab(situation: Situation) -> None:
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
    st.download_button(
        "Download these events (CSV)",
        lambda: as_csv(events_table(situation)),
        file_name=f"frontline_events_{filters.area}_{filters.start:%Y%m%d}-{filters.end:%Y%m%d}.csv",
        mime="text/csv",
        on_click="ignore",
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


def _ground_tab(situation: Situation) -> None:
    figures, filters = situation.figures, situation.filters
    factions = situation.theatre.factions
    start, end = day(filters.start), day(filters.end)
    claimed_then, inferred = figures.ground_at_from.claimed, figures.ground.inferred
    held = pd.DataFrame(
        [
            {
                "Holder": factions[faction].name_en,
                f"Held {start}": then,
                f"Held {end}": now,
                "Change": now - then,
                f"Claimed only {start}": claimed_then.get(faction, 0.0),
                f"Claimed only {end}": claimed,
                f"Of it inferred {end}": inferred.get(faction, 0.0),
            }
            for faction, now, then, claimed in ground_rows(figures)
        ]
        + [
            {
                "Holder": f"No holder: {status}",
                f"Held {start}": figures.ground_at_from.unheld.get(status, 0.0),
                f"Held {end}": figures.ground.unheld.get(status, 0.0),
                "Change": figures.ground.unheld.get(status, 0.0) - figures.ground_at_from.unheld.get(status, 0.0),
                f"Of it inferred {end}": inferred.get(status, 0.0),
            }
            for status in sorted(figures.ground.unheld.keys() | figures.ground_at_from.unheld.keys())
        ]
    )
    st.caption(
        f"km² in {markdown(situation.area.name_en)}, at the end of each day. Together {figures.ground.total:,.0f} km². "
        "Held: somebody else than the holder says so and there is a page to show, or it is the state of the first day. "
        "Claimed only: the holder itself, a claim about the whole area, or general knowledge without a page. "
        "Inferred: far from every place with a report."
    )
    st.dataframe(
        held,
        hide_index=True,
        placeholder="",
        column_config={
            column: st.column_config.NumberColumn(format="%,.0f") for column in held.columns if column != "Holder"
        },
    )
    show_ground(situation)


def _places_tab(situation: Situation) -> None:
    theatre, area = situation.theatre, situation.area
    places = theatre.places
    if area.adm1:
        places = places[places["adm1_pcode"].isin(list(area.adm1))]
    states = [situation.states[place_id] for place_id in places["place_id"]]
    table = pd.DataFrame(
        {
            "Place": places["name_en"],
            "Arabic": places["name_ar"],
            "Kind": places["kind"],
            "Governorate": places["adm1_pcode"].map(theatre.governorate_names),
            "Held by": [faction_names(state.parties, theatre.factions) for state in states],
            "How": [STATUS_WORDS[state.status][0] for state in states],
            "Since": [state.since for state in states],
            "Rule": [state.rule.value for state in states],
            "Reports": [len(state.reports) for state in states],
        }
    )
    st.caption(
        f"Every place of {markdown(area.name_en)} at the end of {day(situation.filters.end)}, by its own reports."
    )
    st.dataframe(
        table,
        hide_index=True,
        height=340,
        column_config={
            "Governorate": st.column_config.TextColumn(theatre.adm1_name.one_en),
            "Since": st.column_config.DateColumn(format="D MMM YYYY"),
        },
    )


def _sources_tab(situation: Situation) -> None:
    theatre = situation.theatre
    accounts = pd.DataFrame(
        [
            {
                "File": a.file,
                "Rows read": a.read,
                "Accepted": a.accepted,
                "Superseded": a.superseded,
                "Unchanged": a.unchanged,
                "Withdrawn": a.withdrawn,
                "Duplicates": a.duplicates,
                "Set aside": a.set_aside,
                "Corrected since": a.replaced,
            }
            for a in theatre.accounts
        ]
    )
    st.caption(
        f"The whole theatre {markdown(theatre.id)}, data version {theatre.version}. "
        "Read = accepted + superseded + unchanged + withdrawn + duplicates + set aside, always. Superseded rows took "
        "the place of what an earlier file said; corrected since are those a later file corrected or withdrew."
    )
    st.dataframe(accounts, hide_index=True)
    for repeat in repeats(theatre):
        st.warning(markdown(f"{repeat.sentence} {repeat.on_the_page}"))
    listed = [row for row in theatre.set_aside if not row.also_in]
    if listed:
        if len(listed) > MOST_ROWS:
            st.caption(f"{len(listed):,} rows were set aside; the first {MOST_ROWS:,} are listed.")
        fault_list(
            (
                FaultLine(
                    f"Row {row.row} of {row.file}{f' ({row.row_id})' if row.row_id else ''}",
                    fault.column,
                    str(fault.value),
                    fault.fault,
                    fault.remedy,
                )
                for row in listed[:MOST_ROWS]
                for fault in row.faults
            ),
            key="sources-faults",
        )
    elif not theatre.rows_set_aside:
        st.caption("No row was set aside.")
    elif not theatre.set_aside:
        st.caption(
            "No row of the theatre's own files was set aside. Those of files that were brought in stand in the tab "
            "Data, under Files brought in."
        )
    st.dataframe(_publishers(situation), hide_index=True, height=300)


def _publishers(situation: Situation) -> pd.DataFrame:
    """Who stands behind the reports and events of the whole theatre, the most quoted first."""
    theatre = situation.theatre
    columns = ["source_publisher", "reliability"]
    reports = theatre.reports[columns].assign(what="Control reports")
    events = theatre.events[columns].assign(what="Events")
    both = pd.concat([reports, events])
    both["source_publisher"] = both["source_publisher"].replace({"": NO_PAGE, "general knowledge": NO_PAGE})
    table = both.pivot_table(index=columns, columns="what", aggfunc="size", fill_value=0)
    table = table.reindex(columns=["Control reports", "Events"], fill_value=0).rename_axis(columns=None)
    table = table.reset_index().rename(columns={"source_publisher": "Publisher", "reliability": "Reliability"})
    order = table[["Control reports", "Events"]].sum(axis=1).sort_values(ascending=False, kind="stable").index
    return table.loc[order]
