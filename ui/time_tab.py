"""The range day by day: ground, front line, events and deaths; and any place with its surroundings."""

from __future__ import annotations

from datetime import date
from math import ceil

import altair as alt
import pandas as pd
import streamlit as st

from geo.change import NO_HOLDER
from geo.events import INCIDENT
from geo.factions import Factions
from geo.filters import Filters
from geo.series import events_around, events_by_day, front_by_day, ground_by_day, share_around
from geo.situation import Situation
from geo.theatre import Theatre
from ui.charts import day_axis, iso_days
from ui.front_by_pair import show_days
from ui.html import markdown
from ui.page import theme
from ui.words import standing_name

NOBODY = {"contested": "#8c8c8c", "disputed": "#b5b5b5", "unknown": "#dddddd"}
FRONT = "#7a7a7a"
HEIGHT = 210
BELOW = alt.Legend(title=None, orient="bottom", columns=2, labelLimit=220, symbolType="square", symbolSize=100)
LEGEND_ROW = 19


def time_tab(situation: Situation) -> None:
    """Charts over the days of the range."""
    theatre, filters = situation.theatre, situation.filters
    ground, front = (frame.copy() for frame in _series(theatre, theatre.version, filters))
    ground["Holder"] = [standing_name(name, theatre.factions) for name in ground["standing"]]
    events = events_by_day(situation.events)
    left, right = st.columns(2)
    with left:
        st.markdown(f"**Ground by holder**, km², {markdown(situation.area.name_en)} (claimed ground included)")
        st.altair_chart(_ground_chart(ground, theatre.factions), width="stretch")
        st.markdown("**Front line**, km")
        st.altair_chart(_front_chart(front), width="stretch")
    with right:
        if events.empty:
            st.info("No certain incident in this range with these filters.")
        else:
            st.markdown("**Events by type** (certain incidents)")
            st.altair_chart(_event_chart(events, "events", "Events", legend=True), width="stretch")
            st.markdown("**Killed, best figures**, in the colours above (silent sources add nothing)")
            st.altair_chart(_event_chart(events, "killed", "Killed", legend=False), width="stretch")
    st.markdown("**Front line by pair of factions**, km at the end of each day; together they are the front line above")
    show_days(front, theatre.factions, dark=theme() == "dark")
    _around(situation)


@st.cache_data(max_entries=64, show_spinner="Working through the days …")
def _series(_theatre: Theatre, version: str, filters: Filters) -> tuple[pd.DataFrame, pd.DataFrame]:
    return ground_by_day(_theatre, filters), front_by_day(_theatre, filters)


def _dated(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its days as text, for the axis, and no moments left for the browser to move."""
    return table.assign(iso=iso_days(table["day"])).drop(columns="day")


def _colours(standings: list[str], factions: Factions) -> alt.Scale:
    return alt.Scale(
        domain=[standing_name(name, factions) for name in standings],
        range=[NOBODY[name] if name in NO_HOLDER else factions[name].colour for name in standings],
    )


def _ground_chart(ground: pd.DataFrame, factions: Factions) -> alt.Chart:
    standings = list(ground.groupby("standing")["km2"].max().sort_values(ascending=False).index)
    return (
        alt.Chart(_dated(ground))
        .mark_line(point=True)
        .encode(
            x=day_axis(),
            y=alt.Y("km2:Q", title=None, axis=alt.Axis(format=",.0f")),
            color=alt.Color("Holder:N", scale=_colours(standings, factions), legend=BELOW),
            tooltip=["Holder:N", alt.Tooltip("iso:O", title="day"), alt.Tooltip("km2:Q", format=",.0f")],
        )
        .properties(height=HEIGHT + LEGEND_ROW * ceil(len(standings) / 2))
    )


def _front_chart(front: pd.DataFrame) -> alt.Chart:
    total = front.sum(axis=1).rename("km").reset_index()
    return (
        alt.Chart(_dated(total))
        .mark_line(point={"color": FRONT}, color=FRONT)
        .encode(
            x=day_axis(),
            y=alt.Y("km:Q", title=None, axis=alt.Axis(format=",.0f")),
            tooltip=[alt.Tooltip("iso:O", title="day"), alt.Tooltip("km:Q", format=",.0f")],
        )
        .properties(height=HEIGHT - 60)
    )


def _event_chart(events: pd.DataFrame, column: str, title: str, *, legend: bool) -> alt.Chart:
    below = alt.Legend(title=None, orient="bottom", columns=1, labelLimit=220) if legend else None
    rows = events["event_type"].nunique() if legend else 0
    return (
        alt.Chart(_dated(events))
        .mark_bar()
        .encode(
            x=day_axis(),
            y=alt.Y(f"sum({column}):Q", title=None),
            color=alt.Color("event_type:N", scale=alt.Scale(scheme="tableau10"), legend=below),
            tooltip=["event_type:N", alt.Tooltip("iso:O", title="day"), alt.Tooltip(f"{column}:Q", title=title)],
        )
        .properties(height=HEIGHT - 60 + LEGEND_ROW * rows)
    )


def _around(situation: Situation) -> None:
    theatre, filters = situation.theatre, situation.filters
    st.markdown("**Around a place**: strikes a day over who held the ground within the radius")
    chooser, reach = st.columns([0.7, 0.3])
    place_ids = chooser.multiselect(
        "Places",
        list(theatre.places["place_id"]),
        default=list(theatre.focus_places),
        max_selections=4,
        format_func=lambda place_id: str(theatre.places.loc[place_id, "name_en"]),
        key="around-places",
    )
    radius_km = reach.slider("Radius, km", 5, 100, 25, step=5, key="around-radius")
    if not place_ids:
        st.caption("Choose a place to see its surroundings day by day.")
        return
    for column, place_id in zip(st.columns(len(place_ids)), place_ids, strict=True):
        centre = theatre.places.geometry[place_id]
        shares = _shares(theatre, theatre.version, filters, place_id, radius_km)
        near = events_around(theatre, situation.events, centre, radius_km=radius_km)
        strikes = near[(near["strike"] != "") & (near["count_as"] == INCIDENT)]
        with column:
            name = markdown(theatre.places.loc[place_id, "name_en"])
            many = "1 strike" if len(strikes) == 1 else f"{len(strikes)} strikes"
            st.markdown(f"{name}, {many} in the range")
            st.altair_chart(
                _around_chart(shares, strikes, theatre.factions, filters.start, filters.end), width="stretch"
            )


@st.cache_data(max_entries=64, show_spinner="Working through the days …")
def _shares(_theatre: Theatre, version: str, filters: Filters, place_id: str, radius_km: float) -> pd.DataFrame:
    return share_around(_theatre, _theatre.places.geometry[place_id], filters, radius_km=radius_km)


def _around_chart(
    shares: pd.DataFrame, strikes: pd.DataFrame, factions: Factions, start: date, end: date
) -> alt.VConcatChart:
    standings = list(shares.groupby("standing")["share"].sum().sort_values(ascending=False).index)
    shares = shares.assign(Holder=[standing_name(name, factions) for name in shares["standing"]])
    days = pd.date_range(start, end)
    counts = strikes.groupby(strikes["event_date"].astype(days.dtype)).size().reindex(days, fill_value=0)
    a_day = pd.DataFrame({"day": days, "strikes": counts.to_numpy()})
    bars = (
        alt.Chart(_dated(a_day))
        .mark_bar(color="#b3261e")
        .encode(
            x=day_axis(labels=False),
            y=alt.Y("strikes:Q", title="strikes", axis=alt.Axis(tickMinStep=1)),
            tooltip=[alt.Tooltip("iso:O", title="day"), "strikes:Q"],
        )
        .properties(height=70, width="container")
    )
    whole = alt.Scale(domain=[0, 1])
    share = alt.Y("share:Q", title="share of ground", stack="zero", axis=alt.Axis(format="%"), scale=whole)
    held = (
        alt.Chart(_dated(shares))
        .mark_bar()
        .encode(
            x=day_axis(),
            y=share,
            color=alt.Color("Holder:N", scale=_colours(standings, factions), legend=BELOW),
            tooltip=["Holder:N", alt.Tooltip("iso:O", title="day"), alt.Tooltip("share:Q", format=".0%")],
        )
        .properties(height=130, width="container")
    )
    return alt.vconcat(bars, held, spacing=4).resolve_scale(x="shared")
