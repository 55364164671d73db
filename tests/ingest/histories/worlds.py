"""Options and readings that tests of histories drawn elsewhere share."""

from __future__ import annotations

from datetime import date

from ingest.histories.history_factions import FactionRule, parse_words
from ingest.histories.history_options import HistoryOptions
from ingest.histories.polygon_histories import ImportedHistory
from tests.worlds import rectangle

BLUE = HistoryOptions(factions=FactionRule(faction="BLUE"))
HALF, MORE = rectangle(0, 0, 0.5, 1), rectangle(0, 0, 0.6, 1)


def by_column(column: str, *entries: str, **more) -> HistoryOptions:
    return HistoryOptions(factions=FactionRule(column=column, words=parse_words(entries)), **more)


def spans(imported: ImportedHistory) -> list[tuple[date, date, str, float]]:
    rows = imported.rows
    return [
        (first, last, faction, round(shape.area, 6))
        for first, last, faction, shape in zip(
            rows["valid_from"], rows["valid_to"], rows["faction"], rows.geometry, strict=True
        )
    ]


def reasons(imported: ImportedHistory) -> dict[str, int]:
    assert imported.read == imported.accepted + sum(imported.by_reason.values())
    return dict(imported.by_reason)
