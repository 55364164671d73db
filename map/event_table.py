"""Events of a situation as a layer of a data file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.analysis.situation import Situation
from geo.common.phrases import COMMA, phrase
from geo.events.events import AGGREGATE, CONTEXT
from geo.events.strike_kinds import strike_words
from geo.events.vague import REGION_ONLY
from geo.registry.admiralty import english_grade
from map import event_marks
from map.event_marks import SOMEWHERE
from map.styles import PointStyle
from map.table import LayerTable, StyledCategory, column, shapes_of
from map.table_columns import colour_of, faction_columns, source_columns
from map.table_names import Names

NOT_COUNTED = "#5c5c5c"
UNCOUNTED = {
    AGGREGATE: StyledCategory(
        PointStyle(symbol="aggregate", colour=NOT_COUNTED),
        phrase("Count or running total"),
        False,
    ),
    CONTEXT: StyledCategory(
        PointStyle(symbol="statement", colour=NOT_COUNTED), phrase("Background", "a kind of report"), False
    ),
}
"""Records that the map does not draw: a data file holds them, and opens with them switched off."""


def events_table(situation: Situation) -> LayerTable:
    """Records of events of the range: incidents, running totals and background, each saying which it is."""
    rows, names = situation.events, Names(situation.theatre)
    kinds = rows[["event_type", "strike"]].drop_duplicates().itertuples(index=False)
    arabic = {(kind.event_type, kind.strike): event_marks.words_of(kind.event_type, kind.strike).ar for kind in kinds}
    what_ar = [arabic[pair] for pair in zip(rows["event_type"], rows["strike"], strict=True)]
    marks, which = _marks(rows)
    symbols = pd.Series([symbol for symbol, _ in marks], dtype="str").iloc[which]
    # protests and riots share a symbol: it is named for the first of them, as in the legend of the page
    drawn = dict(sorted(marks, key=lambda mark: (mark[0], mark[1].label.en), reverse=True))
    drawn = dict(sorted(drawn.items()))
    placed = rows.geometry.notna()
    title_en = _titled(rows["sub_event_type"], rows["location_en"], COMMA.en)
    title_ar = _titled(what_ar, rows["location_ar"], COMMA.ar)
    grades = (rows["reliability"] + rows["credibility"].astype("str")).map(
        lambda grade: english_grade(grade[0], int(grade[1]))
    )
    return LayerTable(
        name="events",
        order=60,
        title=phrase("Events"),
        columns=(
            column("id", "text", "id of the record", rows["event_id"]),
            column("name_en", "text", "what and where, in English", title_en),
            column("name_ar", "text", "what and where, in Arabic", title_ar),
            column("event_date", "day", "day, or the first of several", rows["event_date"]),
            column("end_date", "day", "last day, where there are several", rows["end_date"]),
            column("time_precision", "whole", "1 day, 2 week, 3 month", rows["time_precision"]),
            column("first_day", "day", "first day on which it may have happened", rows["first_day"]),
            column("last_day", "day", "last day on which it may have happened", rows["last_day"]),
            column(
                "membership",
                "text",
                "certain or possible: how surely it lies in the range and the area",
                rows["membership"],
            ),
            column(
                "count_as",
                "text",
                "incident, aggregate (total) or context; only incidents that are not abroad count",
                rows["count_as"],
            ),
            column("event_count", "whole", "how many events a count of events counts", rows["event_count"]),
            column("event_type", "text", "ACLED event type", rows["event_type"]),
            column("sub_event_type", "text", "ACLED sub-event type", rows["sub_event_type"]),
            column("strike", "text", "air or ground where it is a strike", rows["strike"]),
            column("strike_kind", "text", "air, drone, artillery or missile, or two of them", strike_words(rows)),
            column("actor1", "text", "one actor; not necessarily who did it", rows["actor1"]),
            column("actor2", "text", "the other actor", rows["actor2"]),
            *faction_columns("factions", "factions named", rows["factions"], names),
            column("location_en", "text", "place in English", rows["location_en"]),
            column("location_ar", "text", "place in Arabic", rows["location_ar"]),
            *names.governorates(rows["adm1_pcode"]),
            column("country", "text", "country, as its source names it", rows["country"]),
            column("abroad", "flag", "whether it lies outside the country, and so in no figure", rows["abroad"]),
            column("geo_precision", "whole", "1 named place, 2 part of a region, 3 region only", rows["geo_precision"]),
            column("uncertainty_km", "number", "radius in which it happened, km", rows["uncertainty_km"]),
            column("longitude", "number", "degrees east, WGS 84", rows.geometry.x.where(placed)),
            column("latitude", "number", "degrees north, WGS 84", rows.geometry.y.where(placed)),
            column("coord_source", "text", "where the point comes from", rows["coord_source"]),
            column("fatalities_low", "whole", "killed, low", rows["fatalities_low"]),
            column("fatalities_best", "whole", "killed, best estimate", rows["fatalities_best"]),
            column("fatalities_high", "whole", "killed, high", rows["fatalities_high"]),
            column("civilians_killed", "whole", "civilians killed", rows["civilians_killed"]),
            column("injured", "whole", "injured", rows["injured"]),
            column("displaced", "whole", "displaced", rows["displaced"]),
            column("summary", "text", "what is reported", rows["summary"]),
            column("asserted_by", "text", "attributed to", rows["asserted_by"]),
            *source_columns(rows),
            column("reliability", "text", "Admiralty grade of the source, A-F", rows["reliability"]),
            column("credibility", "whole", "Admiralty grade of the report, 1-6", rows["credibility"]),
            column("grade", "text", "both grades in words", grades),
            column("not_read", "text", "cells of its row that could not be read", rows["not_read"]),
            column("symbol", "text", "symbol the map draws it with", symbols),
            column(
                "colour",
                "text",
                "colour of the symbol",
                symbols.map({symbol: colour_of(look) for symbol, look in drawn.items()}),
            ),
        ),
        geometry="Point",
        shapes=shapes_of(rows.geometry, "Point"),
        drawn_by="symbol",
        drawn=drawn,
    )


def _titled(what: Iterable[str], where: Iterable[Any], comma: str) -> list[str]:
    return [f"{one}{comma}{place}" if place else str(one) for one, place in zip(what, where, strict=True)]


def _marks(rows: pd.DataFrame) -> tuple[list[tuple[str, StyledCategory]], NDArray[np.intp]]:
    """Every symbol that records are drawn with, and for each record which of them."""
    columns = ["event_type", "strike", "count_as", "geo_precision", "abroad"]
    kinds = rows[columns].drop_duplicates()
    number = pd.MultiIndex.from_frame(kinds.astype("str")).get_indexer(
        pd.MultiIndex.from_frame(rows[columns].astype("str"))
    )
    return [_event_mark(*kind) for kind in kinds.itertuples(index=False)], number


def _event_mark(
    event_type: str, strike: str, count_as: str, precision: Any, abroad: bool
) -> tuple[str, StyledCategory]:
    """Name of the symbol of a record and how it is drawn: as on the map; what the map leaves out looks like neither."""
    if count_as in UNCOUNTED:
        return count_as, UNCOUNTED[count_as]
    if precision is pd.NA or precision == REGION_ONLY:
        return SOMEWHERE.symbol, StyledCategory(SOMEWHERE, phrase("Known to a region only"))
    style = event_marks.event_style(event_type, strike, abroad=abroad)
    name = f"{style.symbol}-abroad" if abroad else style.symbol
    return name, StyledCategory(style, event_marks.words_of(event_type, strike, abroad=abroad))
