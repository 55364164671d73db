"""One crossing with all its dated statuses."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.situation import Situation
from layers.words import faction_names, span, within
from ui.html import text
from ui.source_line import source_line


def crossing_html(crossing_id: str, situation: Situation) -> str:
    """Where the crossing is and who said it was open when; the status on the last day is marked."""
    theatre, filters = situation.theatre, situation.filters
    crossing = theatre.crossings.loc[crossing_id]
    spans = theatre.crossing_statuses[theatre.crossing_statuses["crossing_id"] == crossing_id]
    title = " ".join(part for part in (crossing["name_en"], crossing["name_ar"]) if part)
    other = ", ".join(part for part in (crossing["other_side_name"], crossing["country_other"]) if part)
    rows = "".join(
        f"<li class='{'fl-now' if _holds(row, filters.end) else ''}'>"
        f"<b>{text(row['status'])}</b>, {text(span(row['valid_from'], row['valid_to']))}: "
        f"{text(faction_names(row['controllers'], theatre.factions) or 'nobody known to hold it')}. "
        f"{text(row['note'])}<br><small>{source_line(row)}; "
        f"confidence {text(row['confidence'] or 'not given')}</small></li>"
        for _, row in spans.iterrows()
    )
    return (
        f"<h4>{text(title)}</h4><p>{text(crossing['kind'].capitalize())} crossing"
        f"{f' to {text(other)}' if other else ''}.</p>"
        f"<p>Position {text(within(float(crossing['uncertainty_km'])))}"
        f" ({text(crossing['coord_source'] or 'source not named')}).</p>"
        f"<h5>Status by day</h5><ul>{rows or '<li>No dated status: unknown.</li>'}</ul>"
    )


def _holds(row: pd.Series, on: Any) -> bool:
    return bool(row["valid_from"] <= pd.Timestamp(on) <= row["valid_to"])
