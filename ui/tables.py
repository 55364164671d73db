"""The same situation as tables, under the map."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from geo.analysis.situation import Situation
from geo.theatre.cross_file_duplicates import repeats
from info.figures import ground_rows
from map.wording import STATUS_WORDS, day, faction_names
from ui.agreement.tab import agreement_tab
from ui.by_unit import show_ground
from ui.change_tab import change_tab
from ui.data import Opened
from ui.data_tab import data_tab
from ui.events_tab import MOST_ROWS, NO_PAGE, events_tab
from ui.faults import fault_list
from ui.html import markdown
from ui.time_tab import time_tab


def tables(situation: Situation, opened: Opened) -> None:
    """The tabs under the map; only the open one is worked out."""
    contents: dict[str, Callable[[Situation], None]] = {
        "Events": events_tab,
        "Change": change_tab,
        "Over time": time_tab,
        "Ground": _ground_tab,
        "Places": _places_tab,
        "Sources": _sources_tab,
        "Agreement": lambda found: agreement_tab(found, opened),
        "Data": lambda _: data_tab(opened),
    }
    tabs = st.tabs(list(contents), key="tab", on_change="rerun")
    for tab, draw in zip(tabs, contents.values(), strict=True):
        if tab.open:
            with tab:
                draw(situation)


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
                "Set aside": a.rejected,
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
    listed = [row for row in theatre.rejected if not row[0].also_in]
    if listed:
        if len(listed) > MOST_ROWS:
            st.caption(f"{len(listed):,} rows were set aside; the first {MOST_ROWS:,} are listed.")
        fault_list((fault for row in listed[:MOST_ROWS] for fault in row), key="sources-faults")
    elif not theatre.rejected_rows:
        st.caption("No row was set aside.")
    elif not theatre.rejected:
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
