"""The front line by pair of factions: a table of the two days, and the length on every day."""

from __future__ import annotations

from datetime import date

import altair as alt
import pandas as pd
import streamlit as st

from geo.analysis.front_pairs import FrontPair, front_pairs
from geo.analysis.situation import Situation
from geo.common.messages import _
from geo.common.remembered import remembered
from geo.registry.factions import Factions
from map.wording import km_words
from ui.charts import day_axis, iso_days
from ui.dates import day_column
from ui.words import pair_name

KM = st.column_config.NumberColumn(format="%,.0f")
LINE, ON_LINE = "#0072B2", "#ffffff"
ROW_HEIGHT = 26
ROOM_FOR_A_NUMBER_PX = 32


@remembered
def pairs_table(situation: Situation) -> pd.DataFrame:
    """One row a pair, the longest first: km on both days, and in words how far its line moved."""
    factions = situation.theatre.factions
    return pd.DataFrame(
        [
            {
                _("Between"): pair_name(pair.one, pair.other, factions),
                _("First day, km"): pair.from_km,
                _("Last day, km"): pair.to_km,
                _("How it moved"): _movement(pair),
            }
            for pair in sorted(front_pairs(situation), key=lambda pair: -max(pair.from_km, pair.to_km))
        ]
    )


def _movement(pair: FrontPair) -> str:
    moved = pair.moved
    if moved is None:
        return _("only on the first day") if pair.from_km else _("only on the last day")
    if moved.stayed:
        return _("stayed")
    return _("{median} km at the median, {most} km at most").format(
        median=f"{moved.median_km:,.1f}", most=km_words(moved.max_km)
    )


def days_table(front: pd.DataFrame, factions: Factions) -> pd.DataFrame:
    """`front`, as `front_by_day` gives it, with readable names, the longest pair first, and the whole."""
    longest = front.max().sort_values(ascending=False, kind="stable").index
    named = front[longest].set_axis([pair_name(one, other, factions) for one, other in longest], axis=1)
    named.insert(0, _("Together"), front.sum(axis=1))
    return named.rename_axis(index=_("Day")).reset_index()


def show_days(front: pd.DataFrame, factions: Factions, days: tuple[date, date], *, dark: bool) -> None:
    """Length of each pair on every day, or at the end of every period, of the range `days` (both count): as a chart
    that is dark where the line is long, and as a table."""
    if front.columns.empty:
        st.caption(_("On no day of the range do two sides face each other here."))
        return
    table = days_table(front, factions)
    st.altair_chart(_chart(table, days, dark=dark), width="stretch")
    with st.expander(_("The same as a table, km")):
        st.dataframe(
            table,
            hide_index=True,
            placeholder="",
            column_config={**dict.fromkeys(table.columns[1:], KM), table.columns[0]: day_column(pinned=True)},
        )


def _chart(table: pd.DataFrame, days: tuple[date, date], *, dark: bool) -> alt.LayerChart | alt.FacetChart:
    on, pairs = table.columns[0], list(table.columns[2:])
    long = table.melt(on, pairs, var_name="between", value_name="km")
    long = long.assign(iso=iso_days(long[on])).drop(columns=on)
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
            alt.Tooltip("between:N", title=_("between")),
            alt.Tooltip("iso:O", title=_("day")),
            alt.Tooltip("km:Q", title=_("km"), format=",.0f"),
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
