"""Theatres with more rows than a map can show one by one, on a few days of January."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geo.theatre.theatre import Theatre
from tests.worlds import crossing, event, place, row, status, theatre_of

KINDS = (
    {"event_type": "Battles", "sub_event_type": "Armed clash"},
    {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"},
    {"event_type": "Explosions/Remote violence", "sub_event_type": "Shelling/artillery/missile attack"},
    {"event_type": "Violence against civilians", "sub_event_type": "Attack"},
    {"event_type": "Protests", "sub_event_type": "Peaceful protest"},
    {"event_type": "Riots", "sub_event_type": "Mob violence"},
    {"event_type": "Strategic developments", "sub_event_type": "Other"},
)


def events_in_rows(count: int) -> list[dict[str, Any]]:
    """`count` events, no two circles alike: one in forty on 6 January, all others on the 5th; their kinds in turn,
    every ninth known to a region only, every eleventh dated to a week."""
    return [
        event(
            f"e{number}",
            f"2025-01-0{5 if number % 40 else 6}",
            lon=0.05 + 1.9 * ((number * 37) % 1009) / 1009,
            lat=0.05 + 0.9 * ((number * 53) % 997) / 997,
            uncertainty_km=round(0.5 + 0.01 * number, 2),
            geo_precision=3 if number % 9 == 0 else 1 + number % 2,
            time_precision=2 if number % 11 == 0 else 1,
            **KINDS[number % len(KINDS)],
        )
        for number in range(count)
    ]


def theatre_with(folder: Path, count: int) -> Theatre:
    """Two squares held by three parties, ground that changes on the 6th, a crossing, and `count` events."""
    return theatre_of(
        folder,
        places=[place("west", 0.5, 0.5), place("east", 1.5, 0.5), place("south", 0.5, 0.1)],
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline", held="shared", shared_with="NAVY"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("south", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-06"),
            row("east", "NAVY", "2025-01-06"),
        ],
        events=events_in_rows(count),
        crossings=[crossing("gate", 0.5, 0.0, status("open", "2025-01-01", "2025-01-31", "BLUE"))],
    )
