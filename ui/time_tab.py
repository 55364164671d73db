"""The range day by day: ground, front line, events and deaths; and any place with its surroundings."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd
import streamlit as st

from geo.analysis.situation import Situation
from geo.analysis.time_series import DAYS_FROM, events_around, events_by_day, front_by_day, ground_by_day, share_around
from geo.common.messages import N_, _, ngettext
from geo.common.periods import Period, first_days, last_of_each, periods_of
from geo.events.events import EVENT_TYPES, counted
from geo.query.filters import Filters
from geo.registry.factions import Factions
from geo.registry.statuses import NO_HOLDER
from geo.theatre.theatre import Theatre
from map.event_words import type_name
from ui.charts import colour_key, day_axis, iso_days, period_of
from ui.front_by_pair import show_days
from ui.html import markdown
from ui.page import theme
from ui.words import area_name, place_names, standing_name

NOBODY = {"contested": "#8c8c8c", "disputed": "#b5b5b5", "unknown": "#dddddd"}
FRONT = "#7a7a7a"
HEIGHT = 210
EVENT_COLOURS = dict(zip(EVENT_TYPES, ("#4c78a8", "#f58518", "#54a24b", "#e45756", "#b279a2", "#72b7b2"), strict=True))


EACH_POINT = {
    Period.WEEK: N_(
        "Each point is a week: events are counted over it, ground and front line stand as at the end of its last day "
        "in the range. Fewer days are charted day by day."
    ),
    Period.MONTH: N_(
        "Each point is a month: events are counted over it, ground and front line stand as at the end of its last day "
        "in the range. Fewer days are charted day by day."
    ),
    Period.YEAR: N_(
        "Each point is a year: events are counted over it, ground and front line stand as at the end of its last day "
        "in the range. Fewer days are charted day by day."
    ),
}
PAIRS_BY = {
    Period.DAY: N_(
        "**Front line by pair of factions**, km at the end of each day; together they are the front line above"
    ),
    Period.WEEK: N_(
        "**Front line by pair of factions**, km at the end of each week; together they are the front line above"
    ),
    Period.MONTH: N_(
        "**Front line by pair of factions**, km at the end of each month; together they are the front line above"
    ),
    Period.YEAR: N_(
        "**Front line by pair of factions**, km at the end of each year; together they are the front line above"
    ),
}


def time_tab(situation: Situation) -> None:
    """Charts over the days of the range."""
    theatre, filters = situation.theatre, situation.filters
    period = period_of(filters.start, filters.end)
    if period is not Period.DAY:
        st.caption(_(EACH_POINT[period]))
    if not theatre.tells_control:
        _events(situation)
        st.info(
            _(
                "No report says who holds ground here, so there is neither ground nor front line to chart. Add reports "
                "to see them."
            )
        )
        return
    with st.spinner(_("Working through the days …")):
        ground, front = _series(theatre, theatre.version, filters)
    ground, front = last_of_each(ground, period), _by_period(front, period)
    ground["holder"] = [standing_name(name, theatre.factions) for name in ground["standing"]]
    colours = _colours(ground.groupby("standing")["km2"].max(), theatre.factions)
    left, right = st.columns(2)
    with left:
        title = _("**Ground by holder**, km², {area} (claimed ground included)")
        st.markdown(title.format(area=markdown(area_name(situation.area))))
        colour_key(colours)
        st.altair_chart(_ground_chart(ground, colours, filters), width="stretch")
        st.markdown(_("**Front line**, km"))
        st.altair_chart(_front_chart(front, filters), width="stretch")
    with right:
        _events(situation)
    st.markdown(_(PAIRS_BY[period]))
    show_days(front, theatre.factions, (filters.start, filters.end), dark=theme() == "dark")
    _around(situation)


def _events(situation: Situation) -> None:
    filters = situation.filters
    events = events_by_day(situation.filtered.columns(DAYS_FROM))
    if events.empty:
        st.info(_("No certain incident in this range with these filters."))
        return
    events["day"] = first_days(events["day"], period_of(filters.start, filters.end))
    events = events.groupby(["day", "event_type"], as_index=False)[["events", "killed"]].sum()
    st.markdown(_("**Events by type** (certain incidents)"))
    happened = set(events["event_type"])
    colours = {type_name(kind): colour for kind, colour in EVENT_COLOURS.items()}
    colour_key({type_name(kind): EVENT_COLOURS[kind] for kind in EVENT_COLOURS if kind in happened})
    events["event_type"] = events["event_type"].map(type_name)
    st.altair_chart(_event_chart(events, "events", _("Events"), colours, filters), width="stretch")
    st.markdown(_("**Killed, best figures**, in the same colours (silent sources add nothing)"))
    st.altair_chart(_event_chart(events, "killed", _("Killed"), colours, filters), width="stretch")


@st.cache_data(max_entries=64, show_spinner=False)
def _series(_theatre: Theatre, version: str, filters: Filters) -> tuple[pd.DataFrame, pd.DataFrame]:
    return ground_by_day(_theatre, filters), front_by_day(_theatre, filters)


def _by_period(front: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The front on the last day of each period, under the first."""
    first = first_days(front.index.to_series(), period)
    last = (~first.duplicated(keep="last")).to_numpy()
    return front[last].set_axis(pd.DatetimeIndex(first[last], name="day"))


def _dated(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its days as text, for the axis, and no moments left for the browser to move."""
    return table.assign(iso=iso_days(table["day"])).drop(columns="day")


def _colours(size: pd.Series, factions: Factions) -> dict[str, str]:
    """The colour of each standing (the index of `size`) by its name, the largest first."""
    standings = size.sort_values(ascending=False, kind="stable").index
    return {
        standing_name(name, factions): NOBODY[name] if name in NO_HOLDER else factions[name].colour
        for name in standings
    }


def _coloured(column: str, colours: Mapping[str, str]) -> alt.Color:
    return alt.Color(column, scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None)


def _ground_chart(ground: pd.DataFrame, colours: Mapping[str, str], filters: Filters) -> alt.Chart:
    return (
        alt.Chart(_dated(ground))
        .mark_line(point=True)
        .encode(
            x=day_axis(filters.start, filters.end),
            y=alt.Y("km2:Q", title=None, axis=alt.Axis(format=",.0f")),
            color=_coloured("holder:N", colours),
            tooltip=[_holder_tip(), _day_tip(), alt.Tooltip("km2:Q", title=_("km²"), format=",.0f")],
        )
        .properties(height=HEIGHT)
    )


def _front_chart(front: pd.DataFrame, filters: Filters) -> alt.Chart:
    total = front.sum(axis=1).rename("km").reset_index()
    return (
        alt.Chart(_dated(total))
        .mark_line(point={"color": FRONT}, color=FRONT)
        .encode(
            x=day_axis(filters.start, filters.end),
            y=alt.Y("km:Q", title=None, axis=alt.Axis(format=",.0f")),
            tooltip=[_day_tip(), alt.Tooltip("km:Q", title=_("km"), format=",.0f")],
        )
        .properties(height=HEIGHT - 60)
    )


def _holder_tip() -> alt.Tooltip:
    return alt.Tooltip("holder:N", title=_("Holder"))


def _day_tip() -> alt.Tooltip:
    return alt.Tooltip("iso:O", title=_("day"))


def _event_chart(
    events: pd.DataFrame, column: str, title: str, colours: Mapping[str, str], filters: Filters
) -> alt.Chart:
    return (
        alt.Chart(_dated(events))
        .mark_bar()
        .encode(
            x=day_axis(filters.start, filters.end),
            y=alt.Y(f"sum({column}):Q", title=None),
            color=_coloured("event_type:N", colours),
            tooltip=[
                alt.Tooltip("event_type:N", title=_("Type")),
                _day_tip(),
                alt.Tooltip(f"{column}:Q", title=title),
            ],
        )
        .properties(height=HEIGHT - 30)
    )


def _around(situation: Situation) -> None:
    theatre, filters = situation.theatre, situation.filters
    st.markdown(_("**Around a place**: strikes over who held the ground within the radius"))
    chooser, reach = st.columns([0.7, 0.3])
    names = place_names(theatre)
    place_ids = chooser.multiselect(
        _("Places"),
        list(names),
        default=list(theatre.focus_places),
        max_selections=4,
        format_func=names.__getitem__,
        key="around-places",
    )
    radius_km = reach.slider(_("Radius, km"), 5, 100, 25, step=5, key="around-radius")
    if not place_ids:
        st.caption(_("Choose a place to see its surroundings day by day."))
        return
    with st.spinner(_("Working through the days …")):
        around = [_shares(theatre, theatre.version, filters, place_id, radius_km) for place_id in place_ids]
    colours = _colours(pd.concat(around).groupby("standing")["share"].sum(), theatre.factions)
    colour_key(colours)
    for column, place_id, shares in zip(st.columns(len(place_ids)), place_ids, around, strict=True):
        centre = theatre.places.geometry[place_id]
        near = events_around(theatre, situation.events, centre, radius_km=radius_km)
        strikes = near[(near["strike"] != "") & counted(near)]
        with column:
            name = markdown(names[place_id])
            many = ngettext(
                "{place}, {count} strike in the range", "{place}, {count} strikes in the range", len(strikes)
            )
            st.markdown(many.format(place=name, count=len(strikes)))
            named = shares.assign(holder=[standing_name(standing, theatre.factions) for standing in shares["standing"]])
            st.altair_chart(_around_chart(named, strikes, colours, filters), width="stretch")


@st.cache_data(max_entries=64, show_spinner=False)
def _shares(_theatre: Theatre, version: str, filters: Filters, place_id: str, radius_km: float) -> pd.DataFrame:
    return share_around(_theatre, _theatre.places.geometry[place_id], filters, radius_km=radius_km)


def _around_chart(
    shares: pd.DataFrame, strikes: pd.DataFrame, colours: Mapping[str, str], filters: Filters
) -> alt.VConcatChart:
    days = pd.date_range(filters.start, filters.end)
    period = period_of(filters.start, filters.end)
    first = first_days(strikes["event_date"].astype(days.dtype), period)
    every = periods_of(filters.start, filters.end, period)
    a_day = pd.DataFrame({"day": every, "strikes": first.groupby(first).size().reindex(every, fill_value=0).to_numpy()})
    bars = (
        alt.Chart(_dated(a_day))
        .mark_bar(color="#b3261e")
        .encode(
            x=day_axis(filters.start, filters.end, labels=False),
            y=alt.Y("strikes:Q", title=_("strikes"), axis=alt.Axis(tickMinStep=1)),
            tooltip=[_day_tip(), alt.Tooltip("strikes:Q", title=_("strikes"))],
        )
        .properties(height=70, width="container")
    )
    whole = alt.Scale(domain=[0, 1])
    share = alt.Y("share:Q", title=_("share of ground"), stack="zero", axis=alt.Axis(format="%"), scale=whole)
    held = (
        alt.Chart(_dated(last_of_each(shares, period)))
        .mark_bar()
        .encode(
            x=day_axis(filters.start, filters.end),
            y=share,
            color=_coloured("holder:N", colours),
            tooltip=[_holder_tip(), _day_tip(), alt.Tooltip("share:Q", title=_("share"), format=".0%")],
        )
        .properties(height=130, width="container")
    )
    return alt.vconcat(bars, held, spacing=4).resolve_scale(x="shared")
