"""How one record of an event looks and what it says when pointed at: shared by all layers that draw events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.analysis.situation import Situation
from geo.common.measure import M_PER_KM
from geo.common.messages import _
from geo.common.phrases import Language, Phrase, phrase
from geo.common.remembered import remembered
from geo.events.events import CERTAIN
from geo.events.filtered_events import FilteredEvents
from geo.events.vague import PINNED_FROM, is_pinned
from map.clusters import is_clustered
from map.drawables import ClusteredPoints, Drawable, Points
from map.event_words import kind_name
from map.layer import Layer, LegendItem, RenderOptions
from map.spoken import listing, span
from map.styles import CircleStyle, PointStyle
from map.table import LayerTable
from map.wording import GEO_PRECISION, TIME_PRECISION, name, within

SOMEWHERE = PointStyle(symbol="somewhere", colour="#6b2d2d")
"""How data files draw an event that is known to a region only."""

KIND_COLUMNS = ["event_type", "strike", "abroad"]
"""What the symbol of an event depends on."""

STRIKE_RING, OTHER_RING = "#e69f00", "#5f7fa3"
"""Parts of the ring about a count: strikes and other events. Told apart without colour vision."""

QUIET = "#8a939b"
"""Colour of what lies abroad: drawn, and in no figure."""
QUIET_PX = 14.0
QUIET_COUNT = "#6b747c"
"""Ground of a white number that stands for many of these: as quiet as such a number can be and still be read."""

EVENT_RING = "#7a1f1f"
"""Of the rings that stand for all events of a place where the map is seen from afar."""

EVENT_ROW = phrase("Events")
"""The row of the legend that tells of events."""

RINGS = LegendItem(
    CircleStyle(colour=EVENT_RING, fill_opacity=0.0, weight=1.5, dash=None),
    phrase("at a place, by number"),
    EVENT_ROW,
)

ABROAD = LegendItem(
    PointStyle(symbol="other", colour=QUIET, size=QUIET_PX),
    phrase("Abroad: in no figure"),
    EVENT_ROW,
)

COUNTED = LegendItem(
    PointStyle(symbol="other", colour="#333f4a"),
    phrase("So many events about here; the orange part of the ring: strikes"),
)

SYMBOL_BY_TYPE = {
    "Battles": ("battle", "#7a1f1f", phrase("Battle")),
    "Explosions/Remote violence": ("explosion", "#a14a00", phrase("Explosion, other")),
    "Violence against civilians": ("civilians", "#5b2a86", phrase("Violence against civilians")),
    "Protests": ("protest", "#00594f", phrase("Protest")),
    "Riots": ("protest", "#00594f", phrase("Riot")),
    "Strategic developments": ("strategic", "#3d4a57", phrase("Strategic development")),
}
SYMBOL_BY_STRIKE = {
    "air": ("strike-air", "#b3261e", phrase("Air or drone strike")),
    "ground": ("strike-artillery", "#a14a00", phrase("Shelling or missile")),
}


def _symbol(event_type: str, strike: str) -> tuple[str, str, Phrase]:
    return SYMBOL_BY_STRIKE[strike] if strike else SYMBOL_BY_TYPE[event_type]


def event_style(event_type: str, strike: str, *, abroad: bool = False) -> PointStyle:
    """Symbol of an event: its own for each type, and for strikes by how they are delivered; smaller and grey abroad."""
    symbol, colour, _ = _symbol(event_type, strike)
    if abroad:
        return PointStyle(symbol=symbol, colour=QUIET, size=QUIET_PX)
    return PointStyle(symbol=symbol, colour=colour)


def words_of(event_type: str, strike: str, *, abroad: bool = False) -> Phrase:
    """What the symbol of an event stands for."""
    said = _symbol(event_type, strike)[2]
    return phrase("{event}, abroad").format(event=said) if abroad else said


def pinned(situation: Situation) -> gpd.GeoDataFrame:
    """Incidents that may be shown as a point: placed, and known better than to a region."""
    return situation.filtered.where(is_pinned(situation.filtered.located(PINNED_FROM))).frame


def event_tooltip(event: object, language: Language) -> str:
    """What, when and where, each with its precision; plain text, its first line drawn bold."""
    row: dict[str, object] = event._asdict()  # type: ignore[attr-defined]
    place = name(row["location_en"], row["location_ar"], language).replace("\n", " ")
    when = _(TIME_PRECISION[int(str(row["time_precision"]))])
    sure = "" if row["membership"] == CERTAIN else _(" (possibly in the range)")
    precision = row["geo_precision"]
    where = _(GEO_PRECISION[int(str(precision))]) if str(precision).isdigit() else _("place not known")
    there = _(" (abroad)") if row["abroad"] else ""
    lines = (
        [kind_name(str(row["sub_event_type"])), f"{place}{there}"],
        [span(row["event_date"], row["end_date"]), f"{when}{sure}"],
        [where, within(float(str(row["uncertainty_km"])))],
    )
    return "\n".join(map(listing, lines))


def pinned_layer(
    *,
    id: str,
    title: Phrase,
    order: int,
    source: str,
    table: Callable[[Situation], LayerTable],
    strikes: bool,
) -> Layer:
    """A layer of those pinned events that are strikes, or of those that are none."""

    @remembered
    def wanted(situation: Situation) -> FilteredEvents:
        events = situation.filtered.located([*PINNED_FROM, "strike"])
        return situation.filtered.where(is_pinned(events) & ((events["strike"] != "") == strikes).to_numpy(dtype=bool))

    def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
        drawn = wanted(situation)
        if is_clustered(situation):
            return (_clustered_points(drawn, look.language, strikes=strikes),)
        return (_marks(drawn.frame, look.language),)

    def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
        items = _legend_of(wanted(situation).columns(KIND_COLUMNS))
        if is_clustered(situation):
            return [*items, *([COUNTED] if items else [])]
        return [RINGS, *(replace(item, row=EVENT_ROW) for item in items)] if items else []

    return Layer(
        id=id,
        title=title,
        order=order,
        draw=draw,
        time_mode="range",
        legend=legend,
        tables=(table,),
        source=source,
    )


def _marks(events: gpd.GeoDataFrame, language: Language) -> Points:
    """Points for `events`, each with its symbol, tooltip and reference."""
    return Points.of(
        events.geometry.x,
        events.geometry.y,
        [
            event_style(kind, strike, abroad=there)
            for kind, strike, there in zip(*(events[column] for column in KIND_COLUMNS), strict=True)
        ],
        tooltips=[event_tooltip(event, language) for event in events.itertuples()],
        refs=[f"event:{event_id}" for event_id in events["event_id"]],
        reaches_m=events["uncertainty_km"] * M_PER_KM,
        ring=EVENT_RING,
    )


def _clustered_points(drawn: FilteredEvents, language: Language, *, strikes: bool) -> ClusteredPoints:
    """Those events of a situation that are `drawn`, too many to tell one by one."""
    which, kinds = _kinds(drawn.columns(KIND_COLUMNS))
    return ClusteredPoints(
        shapely.get_x(drawn.points),
        shapely.get_y(drawn.points),
        which=which,
        styles=[event_style(kind, strike, abroad=there) for kind, strike, there in kinds],
        words=[words_of(kind, strike, abroad=there).set_apart(language) for kind, strike, there in kinds],
        title=_("strikes") if strikes else _("other events"),
        colour=STRIKE_RING if strikes else OTHER_RING,
    )


def _kinds(events: pd.DataFrame) -> tuple[NDArray[np.intp], list[tuple[str, str, bool]]]:
    """For each event the number of its type, strike and whether it lies abroad, and these."""
    types, type_names = pd.factorize(events["event_type"], sort=True)
    strikes, strike_names = pd.factorize(events["strike"], sort=True)
    many = max(1, len(strike_names))
    numbers, which = np.unique(
        (types * many + strikes) * 2 + events["abroad"].to_numpy(dtype=np.intp), return_inverse=True
    )
    found = [(*divmod(int(number) // 2, many), bool(number % 2)) for number in numbers]
    return which, [(str(type_names[kind]), str(strike_names[strike]), there) for kind, strike, there in found]


def _legend_of(events: gpd.GeoDataFrame) -> list[LegendItem]:
    """One line for each symbol that `events` are drawn with."""
    _, kinds = _kinds(events)
    seen: dict[str, LegendItem] = {}
    for kind, strike, abroad in kinds:
        if abroad:
            continue
        symbol, _, label = _symbol(kind, strike)
        seen.setdefault(symbol, LegendItem(event_style(kind, strike), label))
    return [*seen.values(), *([ABROAD] if events["abroad"].any() else [])]
