"""Rows of a file that was looked at and not kept: drawn apart from everything the theatre holds."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import pandas as pd

from geo.common.messages import _
from geo.common.phrases import phrase
from geo.events.vague import REGION_ONLY
from map.drawables import Points
from map.event_words import kind_name
from map.layer import LegendItem
from map.spoken import listing, span
from map.styles import PointStyle
from map.wording import within

COLOUR = "#b0007a"
STYLE = PointStyle(symbol="not-kept", colour=COLOUR, size=16.0)
SOMEWHERE = PointStyle(symbol="somewhere", colour=COLOUR, size=16.0)
MAX_ROWS_WITH_TOOLTIPS = 2_000
"""Above so many rows none has a tooltip of its own: the map shows counts then."""


def not_kept_marks(events: gpd.GeoDataFrame) -> Points:
    """A mark for each row, another for those known to a region only; EPSG:4326, columns of events."""
    styles = [SOMEWHERE if regional else STYLE for regional in _regional(events)]
    return Points.of(
        events.geometry.x,
        events.geometry.y,
        styles,
        tooltips=list(_tooltips(events)) if len(events) <= MAX_ROWS_WITH_TOOLTIPS else None,
        many=_("rows here that are not kept yet: click to zoom in"),
        badge=COLOUR,
    )


def not_kept_legend(events: gpd.GeoDataFrame, file: str) -> list[LegendItem]:
    """What the marks are: of which file, and that nothing of it is kept."""
    regional = _regional(events)
    known = [
        (STYLE, not all(regional), phrase("{file}: not kept yet")),
        (SOMEWHERE, any(regional), phrase("{file}: known to a region, not kept")),
    ]
    return [LegendItem(style, label.format(file=file)) for style, there, label in known if there]


def _regional(events: gpd.GeoDataFrame) -> list[bool]:
    found: list[bool] = (events["geo_precision"] == REGION_ONLY).fillna(False).astype(bool).tolist()
    return found


def _tooltips(events: gpd.GeoDataFrame) -> Iterator[str]:
    columns = ("sub_event_type", "location_en", "event_date", "end_date", "uncertainty_km", "source_row")
    for kind, place, first, last, reach, row in zip(*(events[column] for column in columns), strict=True):
        when = span(pd.Timestamp(first), last)
        yield (
            f"{listing([kind_name(str(kind)), str(place).replace(chr(10), ' ')])}\n"
            f"{listing([when, within(float(reach))])}\n"
            + _("Row {number} of the file. Not kept yet.").format(number=row)
        )
