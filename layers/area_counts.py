"""Counts of events by area: how many events a source counts in a region and a span of days, each a number in a box.

They are no events: nothing of them is drawn as a symbol, and no figure holds them.
"""

from __future__ import annotations

from geo.analysis.situation import Situation
from geo.common.messages import N_
from geo.common.phrases import SEMICOLON, phrase
from geo.events.area_counts import AreaCounts
from geo.theatre.theatre import Theatre
from map.area_count_words import area_count_chip_text, area_count_tooltip
from map.drawables import Chips, Drawable
from map.event_table import events_table
from map.layer import Layer, LegendItem, RenderOptions, Theme
from map.styles import ChipStyle
from map.wording import BOX_ROW

AREA_COUNTS = "area-counts"
"""Kind of the refs of these marks."""
CHIP: dict[Theme, tuple[str, str]] = {"light": ("#4a545c", "#ffffff"), "dark": ("#cfd8df", "#1f2830")}
"""Colour of number and edge, and of the ground under it."""

COUNTED = phrase("Events that a source counts in an area: in no figure")
PARTLY_OUTSIDE = phrase("(n): some of its days are outside the range")
SEVERAL = phrase("≥n: it counts more there")


def _style(counts: AreaCounts, theme: Theme) -> ChipStyle:
    """Broken edges about a number of which only a part of the days lies in the range."""
    colour, fill = CHIP[theme]
    return ChipStyle(colour=colour, fill=fill, dash=None if counts.tallies[0].inside else "2 2")


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    areas = situation.area_counts
    return (
        Chips.of(
            [area.lon for area in areas],
            [area.lat for area in areas],
            [area_count_chip_text(area) for area in areas],
            [_style(area, look.theme) for area in areas],
            tooltips=[area_count_tooltip(area, situation.theatre, look.language) for area in areas],
            refs=[f"{AREA_COUNTS}:{area.key}" for area in areas],
        ),
    )


def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
    areas = situation.area_counts
    if not areas:
        return []
    partly = any(not area.tallies[0].inside for area in areas)
    several = any(len(area.tallies) > 1 for area in areas)
    label = SEMICOLON.join([COUNTED, *([PARTLY_OUTSIDE] if partly else []), *([SEVERAL] if several else [])])
    colour, fill = CHIP[look.theme]
    return [LegendItem(ChipStyle(colour=colour, fill=fill), label, BOX_ROW)]


def has_counts(theatre: Theatre) -> bool:
    """Whether a theatre holds counts of events, or did on an earlier day of knowledge."""
    return any(events["event_count"].notna().any() for events in (theatre.events, theatre.versions.earlier))


LAYER = Layer(
    id="area-counts",
    title=phrase("Counts of events by area"),
    order=62,
    draw=draw,
    time_mode="range",
    there=has_counts,
    legend=legend,
    tables=(events_table,),
    source=N_("data/events.geojson and files brought in: counts of events, event_count"),
)
