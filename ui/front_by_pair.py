"""The front line by pair of factions: a table of the two days, and the length on every day."""

from __future__ import annotations

from datetime import date

import altair as alt
import pandas as pd
import streamlit as st

from geo.analysis.front_pairs import FrontPair, front_pairs
from geo.analysis.situation import Situation
from geo.registry.factions import Factions
from map.wording import km_words
from ui.charts import day_axis, iso_days
from ui.words import pair_name

KM = st.column_config.NumberColumn(format="%,.0f")
LINE, ON_LINE = "#0072B2", "#ffffff"
ROW_HEIGHT = 26
ROOM_FOR_A_NUMBER_PX = 32


def pairs_table(situation: Situation) -> pd.DataFrame:
    """One row a pair, the longest first: km on both days, and in words how far its line moved."""
    factions = situation.theatre.factions
    return pd.DataFrame(
        [
            {
                "Between": pair_name(pair.one, pair.other, factions),
                "First day, km": pair.from_km,
                "Last day, km": pair.to_km,
                "How it moved": _movement(pair),
            }
            for pair in sorted(front_pairs(situation), key=lambda pair: -max(pair.from_km, pair.to_km))
        ]
    )


def show_pairs(situation: Situation) -> None:
    """The table of pairs; nothing where nobody faces anybody on either day."""
    table = pairs_table(situation)
    if table.empty:
        return
    st.dataframe(
        table,
        hide_index=True,
        column_config={
            "Between": st.column_config.TextColumn(pinned=True, width=190),
            "First day, km": KM,
            "Last day, km": KM,
            "How it moved": st.column_config.TextColumn(width="large"),
        },
    )


def _movement(pair: FrontPair) -> str:
    moved = pair.moved
    if moved is None:
        return "only on the first day" if pair.from_km else "only on the last day"
    if moved.stayed:
        return "stayed"
    return (
        f"{moved.median_km:,.1f} km at the median, {km_words(moved.max_km)} km at most, there towards {moved.direction}"
    )


def days_table(front: pd.DataFrame, factions: Factions) -> pd.DataFrame:
    """`front`, as `front_by_day` gives it, with readable names, the longest pair first, and the whole."""
    longest = front.max().sort_values(ascending=False, kind="stable").index
    named = front[longest].set_axis([pair_name(one, other, factions) for one, other in longest], axis=1)
    named.insert(0, "Together", front.sum(axis=1))
    return named.rename_axis(index="Day").reset_index()


def show_days(front: pd.DataFrame, factions: Factions, days: tuple[date, date], *, dark: bool) -> None:
    """Length of each pair on every day, or at the end of every period, of the range `days` (both count): as a chart
    that is dark where the line is long, and as a table."""
    if front.columns.empty:
        st.caption("On no day of the range do two sides face each other here.")
        return
    table = days_table(front, factions)
    st.altair_chart(_chart(table, days, dark=dark), width="stretch")
    with st.expander("The same as a table, km"):
        st.dataframe(
            table,
            hide_index=True,
            column_config={
                **dict.fromkeys(table.columns[1:], KM),
                "Day": st.column_config.DateColumn(format="D MMM YYYY", pinned=True),
            },
        )


def _chart(table: pd.DataFrame, days: tuple[date, date], *, dark: bool) -> alt.LayerChart | alt.FacetChart:
    pairs = list(table.columns[2:])
    long = table.melt("Day", pairs, var_name="between", value_name="km")
    long = long.assign(iso=iso_days(long["Day"])).drop(columns="Day")
    long, longest = long[long["km"] > 0], float(long["km"].max())
    base = alt.Chart(long).encode(
        x=day_axis(*days),
        y=alt.Y(
            "between:N",
            title=None,
            sort=pairs,
            axis=alt.Axis(labelLimit=170, ticks=False, domain=False, labelFlush=False),
        ),
        tooltip=[
            alt.Tooltip("between:N", title="between"),
            alt.Tooltip("iso:O", title="day"),
            alt.Tooltip("km:Q", format=",.0f"),
        ],
    )
    scale = alt.Scale(type="sqrt", domain=[0, longest], range=[0.12, 1])
    number = base.mark_text(fontSize=11, opacity=alt.expr(f"bandwidth('x') < {ROOM_FOR_A_NUMBER_PX} ? 0 : 1"))
    return alt.layer(
        base.mark_rect(color=LINE).encode(opacity=alt.Opacity("km:Q", scale=scale, legend=None)),
        number.encode(
            text=alt.Text("km:Q", format=",.0f"),
            color=alt.condition(
                alt.datum.km > longest * 0.6, alt.value(ON_LINE), alt.value("#e6e6e6" if dark else "#23282e")
            ),
        ),
    ).properties(height=ROW_HEIGHT * len(pairs) + 30)
