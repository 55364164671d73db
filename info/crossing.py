"""One crossing with all its dated statuses."""

from __future__ import annotations

from datetime import date

import pandas as pd

from geo.analysis.situation import Situation
from info.details import Details, Item, Items, Paragraph, Words, plain, source
from map.wording import faction_names, span, within

NO_STATUS = Item(plain("No dated status: unknown."), ())


def crossing_details(crossing_id: str, situation: Situation, on: date) -> Details:
    """Where the crossing is and who said it was open when; the status on the day `on` is marked."""
    theatre = situation.theatre
    crossing = theatre.crossings.loc[crossing_id]
    spans = theatre.crossing_statuses[theatre.crossing_statuses["crossing_id"] == crossing_id]
    other = ", ".join(part for part in (crossing["other_side_name"], crossing["country_other"]) if part)
    statuses = tuple(
        Item(
            (
                Words(row["status"], strong=True),
                Words(
                    f", {span(row['valid_from'], row['valid_to'])}: "
                    f"{faction_names(row['controllers'], theatre.factions) or 'nobody known to hold it'}. {row['note']}"
                ),
            ),
            (*source(row), Words(f"; confidence {row['confidence'] or 'not given'}")),
            now=_holds(row, on),
        )
        for _, row in spans.iterrows()
    )
    return Details(
        " ".join(part for part in (crossing["name_en"], crossing["name_ar"]) if part),
        (
            Paragraph(plain(f"{crossing['kind'].capitalize()} crossing{f' to {other}' if other else ''}.")),
            Paragraph(
                plain(
                    f"Position {within(float(crossing['uncertainty_km']))}"
                    f" ({crossing['coord_source'] or 'source not named'})."
                )
            ),
            Items("Status by day", statuses or (NO_STATUS,)),
        ),
    )


def _holds(row: pd.Series, on: date) -> bool:
    return bool(row["valid_from"] <= pd.Timestamp(on) <= row["valid_to"])
