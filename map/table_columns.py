"""Columns that several layers and tables have alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from geo.common.phrases import SEMICOLON
from geo.common.urls import is_web_address
from geo.control.rule_texts import RULE_SENTENCES
from geo.control.state import State
from map.styles import AreaStyle
from map.table import LayerColumn, StyledCategory, column
from map.table_names import Names


def state_columns(states: Sequence[State]) -> tuple[LayerColumn, ...]:
    """How places stand, since when and by which rule."""
    statuses = [state.status.value for state in states]
    return (
        column("status", "text", "controlled, shared, claimed, contested, disputed or unknown", statuses),
        column("sure", "number", "how sure it is who holds it, 0 to 1", [s.sure for s in states]),
        column("since", "day", "day the deciding reports speak of", [s.since for s in states]),
        column("rule", "text", "rule that decided", [s.rule.value for s in states]),
        column("why", "text", "that rule in words", [RULE_SENTENCES[s.rule] for s in states]),
        column("report_ids", "text", "ids of the reports that decided", ["; ".join(s.reports) for s in states]),
    )


def faction_columns(name: str, meaning: str, lists: Iterable[Sequence[str]], names: Names) -> tuple[LayerColumn, ...]:
    """Ids and names of several factions, joined by semicolons."""
    some = list(lists)
    return (
        column(name, "text", f"ids of the {meaning}", ["; ".join(ids) for ids in some]),
        column(f"{name}_en", "text", f"{meaning}, in English", [SEMICOLON.en.join(map(names.en, ids)) for ids in some]),
        column(f"{name}_ar", "text", f"{meaning}, in Arabic", [SEMICOLON.ar.join(map(names.ar, ids)) for ids in some]),
    )


def source_columns(rows: pd.DataFrame) -> tuple[LayerColumn, ...]:
    """Columns of who published each row, where and when."""
    urls = [url if is_web_address(url) else None for url in rows["source_url"]]
    return (
        column("source_publisher", "text", "who published it", rows["source_publisher"]),
        column("source_title", "text", "title of the page", rows["source_title"]),
        column("source_url", "text", "web address of the page; empty where what is given is none", urls),
        column("source_kind", "text", "original, mirror or none", rows["source_kind"]),
        column("published_on", "day", "day of publication", rows["published_on"]),
    )


def look_columns(styles: Sequence[AreaStyle]) -> tuple[LayerColumn, ...]:
    """Columns of how each row is drawn: colours, pattern, opacity."""
    return (
        column("colour", "text", "colour of the fill, #rrggbb", [style.colour for style in styles]),
        column("second_colour", "text", "second colour of a pattern", [style.second for style in styles]),
        column(
            "pattern",
            "text",
            "solid, ruled, shared or none",
            [one.fill for one in styles],
        ),
        column("opacity", "number", "opacity of the fill, 0-1", [round(style.opacity, 3) for style in styles]),
    )


def colour_of(look: StyledCategory) -> str:
    """The colour a category is drawn in, #rrggbb."""
    return look.style.colour
