"""The legend of exactly what is drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import shapely
import streamlit as st

from geo.analysis.situation import Situation
from geo.common.messages import _
from layers.events_outside import OUTSIDE
from map.event_marks import EVENT_ROW, RINGS
from map.folium_map import Side
from map.layer import LegendItem, RenderOptions
from map.legend import LegendEntry, LegendRow, legend_rows
from map.swatches import swatch_svg
from ui.html import text

SCRIPT = (Path(__file__).parent / "legend.js").read_text(encoding="utf-8")

SAMPLE_PX, BESIDE_ANOTHER_PX = 28, 18
"""Width of a sample by itself, and of one that stands beside another."""

FOLDED = frozenset({"Crossing", "Background"})
"""Rows that stand behind "More signs", as do all entries of events but the first, the ring that is seen from afar: what
is open has ten lines at most."""

LOW, BESIDE = 0.5, 0.4
"""Of the height and the width of an area, that a legend in its corner may cover."""


def legend(
    items: list[LegendItem],
    days: str,
    look: RenderOptions,
    *,
    side: Side = "left",
    remark: str = "",
    plays: bool = False,
) -> None:
    """A sample and a name for everything that is drawn, and the days it is drawn for: open in the lower corner of the
    map on this `side`, and on a narrow window, or while the map `plays` the days, shut behind its name."""
    if not items:
        st.caption(_("No layer is on: choose some under Layers."))
        return
    seen, shut = folded(legend_rows(items))
    more = f"<details><summary>{text(_('More signs'))}</summary>{_list(shut, look)}</details>" if shut else ""
    below = f'<p class="fl-note">{text(remark)}</p>' if remark else ""
    summary = _("Legend, {days}").format(days=text(days))
    parts = f"<summary>{summary}</summary>{_list(seen, look)}{more}{below}"
    drawn = f'<details class="fl-legend fl-at-{side}">{parts}</details>'
    show = st.components.v2.component("frontline_legend", js=SCRIPT, isolate_styles=False)
    show(key="legend-drawn", data={"html": drawn, "plays": plays})


def folded(rows: list[LegendRow]) -> tuple[list[LegendRow], list[LegendRow]]:
    """The rows that are seen, and those behind "More signs"; none is folded that would leave nothing to see."""
    seen, shut = [], []
    for row in rows:
        if row.key in FOLDED or row.entries[0].items == (OUTSIDE,):
            shut.append(row)
        elif row.key == EVENT_ROW[0] and len(row.entries) > 1 and row.entries[0].items == (RINGS,):
            seen.append(replace(row, entries=row.entries[:1]))
            shut.append(replace(row, entries=row.entries[1:]))
        else:
            seen.append(row)
    return (seen, shut) if seen else (shut, [])


def _list(rows: list[LegendRow], look: RenderOptions) -> str:
    return "<ul>" + "".join(f"<li>{_row(row, look)}</li>" for row in rows) + "</ul>"


def emptier_side(situation: Situation) -> Side:
    """The side of the lower corner of the area in which less happened: left of equals."""
    west, south, east, north = situation.area.bounds
    x, y = shapely.get_x(situation.filtered.points), shapely.get_y(situation.filtered.points)
    low = y < south + LOW * (north - south)
    beside = BESIDE * (east - west)
    return "right" if (low & (x > east - beside)).sum() < (low & (x < west + beside)).sum() else "left"


def _row(row: LegendRow, look: RenderOptions) -> str:
    """The heading of a row, where it has one, and its entries side by side."""
    entries = "".join(_entry(entry, look) for entry in row.entries)
    return f"<b>{text(_in_language(*row.heading, look))}</b>{entries}" if row.heading else entries


def _entry(entry: LegendEntry, look: RenderOptions) -> str:
    width = SAMPLE_PX if len(entry.items) == 1 else BESIDE_ANOTHER_PX
    samples = "".join(swatch_svg(item.swatch, width=width) for item in entry.items)
    label = text(_in_language(*entry.names, look))
    return f'<span class="fl-sample"><span class="fl-swatches">{samples}</span><span>{label}</span></span>'


def _in_language(english: str, arabic: str, look: RenderOptions) -> str:
    if look.language == "en":
        return english
    return arabic if look.language == "ar" else f"{english} · {arabic}"
