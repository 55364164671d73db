"""The legend of exactly what is drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import shapely
import streamlit as st

from geo.analysis.situation import Situation
from geo.common.messages import _
from layers.control import NOBODY_KNOWN, SHARED
from layers.crossings import CROSSING_ROW
from layers.place_labels import LOOK_BY_KIND
from map.detail import shown_around
from map.event_marks import EVENT_ROW, RINGS
from map.folium_map import Side
from map.layer import LegendItem, RenderOptions
from map.legend import LegendEntry, LegendRow, legend_rows
from map.swatches import swatch_svg
from map.wording import BACKGROUND_ROW, BOX_ROW, OUTSIDE_ROW
from ui.html import text

SCRIPT = (Path(__file__).parent / "legend.js").read_text(encoding="utf-8")

SAMPLE_PX, BESIDE_ANOTHER_PX = 28, 18
"""Width of a sample by itself, and of one that stands beside another."""

FOLDED = frozenset({row.en for row in (CROSSING_ROW, BACKGROUND_ROW, OUTSIDE_ROW, BOX_ROW)})
"""Rows that stand behind "More signs", as do all entries of events but the first, the ring that is seen from afar: what
is open has ten lines of text at most."""

RARE = frozenset({SHARED, NOBODY_KNOWN})
"""Entries by themselves that stand there too."""

LOW, BESIDE = 0.48, 0.37
"""Of the height and the width of the map, that a legend in its corner may cover."""

EVENT_WEIGHS, TOWN_WEIGHS, CITY_WEIGHS = 1, 4, 8
"""How much is hidden with an event, with the name of a town that changed hands and the day, and with that of a city,
which is always on the map."""


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
    drawn = f'<details class="fl-legend">{parts}</details>'
    show = st.components.v2.component("frontline_legend", js=SCRIPT, isolate_styles=False)
    show(key="legend-drawn", data={"html": drawn, "side": side, "plays": plays})


def folded(rows: list[LegendRow]) -> tuple[list[LegendRow], list[LegendRow]]:
    """The rows that are seen, and those behind "More signs"; none is folded that would leave nothing to see."""
    seen, shut = [], []
    for row in rows:
        if row.key in FOLDED or row.entries[0].names in RARE:
            shut.append(row)
        elif row.key == EVENT_ROW.en and len(row.entries) > 1 and row.entries[0].items == (RINGS,):
            seen.append(replace(row, entries=row.entries[:1]))
            shut.append(replace(row, entries=row.entries[1:]))
        else:
            seen.append(row)
    return (seen, shut) if seen else (shut, [])


def _list(rows: list[LegendRow], look: RenderOptions) -> str:
    return f"<ul>{''.join(_row(row, look) for row in rows)}</ul>"


def emptier_side(situation: Situation, look: RenderOptions) -> Side:
    """The side of the lower corner of the map in which there is less to read, events and names, those of cities and,
    where change is shown, of towns that changed hands: left of equals. The map is that of the area, which is as high or
    as wide as the map."""
    west, south, east, north = shown_around(situation.area.bounds)
    changed = situation.change_on_map.places if look.mode == "change" else ()
    places = situation.theatre.places
    city = places["kind"].eq("city")
    town = ~city & places.index.isin(changed) & places["kind"].isin(LOOK_BY_KIND)
    weighed = (
        (situation.filtered.points, EVENT_WEIGHS),
        (places.geometry[town].to_numpy(), TOWN_WEIGHS),
        (places.geometry[city].to_numpy(), CITY_WEIGHS),
    )
    at_left = at_right = 0
    for points, weight in weighed:
        x, y = shapely.get_x(points), shapely.get_y(points)
        low = (y > south) & (y < south + LOW * (north - south))
        beside = BESIDE * (east - west)
        at_left += weight * int((low & (x > west) & (x < west + beside)).sum())
        at_right += weight * int((low & (x < east) & (x > east - beside)).sum())
    return "right" if at_right < at_left else "left"


def _row(row: LegendRow, look: RenderOptions) -> str:
    """The heading of a row, where it has one, and its entries side by side."""
    entries = "".join(_entry(entry, look) for entry in row.entries)
    if not row.heading:
        return f"<li>{entries}</li>"
    return f'<li class="fl-headed"><b>{text(row.heading.set_apart(look.language))}</b>{entries}</li>'


def _entry(entry: LegendEntry, look: RenderOptions) -> str:
    width = SAMPLE_PX if len(entry.items) == 1 else BESIDE_ANOTHER_PX
    samples = "".join(swatch_svg(item.swatch, width=width) for item in entry.items)
    label = text(entry.names.set_apart(look.language))
    return f'<span class="fl-sample"><span class="fl-swatches">{samples}</span><span>{label}</span></span>'
