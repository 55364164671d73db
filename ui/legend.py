"""The legend of exactly what is drawn."""

from __future__ import annotations

from pathlib import Path

import shapely
import streamlit as st

from geo.analysis.situation import Situation
from geo.common.messages import _
from map.folium_map import Side
from map.layer import LegendItem, RenderOptions
from map.legend import LegendEntry, LegendRow, legend_rows
from map.swatches import swatch_svg
from ui.html import text

SCRIPT = (Path(__file__).parent / "legend.js").read_text(encoding="utf-8")

SAMPLE_PX, BESIDE_ANOTHER_PX = 28, 18
"""Width of a sample by itself, and of one that stands beside another."""

LOW, BESIDE = 0.5, 0.4
"""Of the height and the width of an area, that a legend in its corner may cover."""


def legend(items: list[LegendItem], days: str, look: RenderOptions, *, side: Side = "left", remark: str = "") -> None:
    """A sample and a name for everything that is drawn, and the days it is drawn for: open in the lower corner of the
    map on this `side`, and on a narrow window shut behind its name."""
    if not items:
        st.caption(_("No layer is on: choose some under Layers."))
        return
    lines = "".join(f"<li>{_row(row, look)}</li>" for row in legend_rows(items))
    below = f'<p class="fl-note">{text(remark)}</p>' if remark else ""
    summary = _("Legend, {days}").format(days=text(days))
    drawn = f'<details class="fl-legend fl-at-{side}"><summary>{summary}</summary><ul>{lines}</ul>{below}</details>'
    show = st.components.v2.component("frontline_legend", js=SCRIPT, isolate_styles=False)
    show(key="legend-drawn", data={"html": drawn})


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
