"""The smallest briefs that data files are made of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from briefing.job.brief import Brief, brief_of, default_layers
from briefing.job.formats import OUTPUTS
from briefing.job.request import Request
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from tests.worlds import crossing, event, feature, january, place, row, status, theatre_of, write_theatre

HOSTILE = "</script><img src=x onerror=alert(1)>\"'&]]>\n=1+1\N{RIGHT-TO-LEFT OVERRIDE}evil\x07\ufffe"
SHOWN = "</script><img src=x onerror=alert(1)>\"'&]]>\n=1+1[U+202E]evil\ufffd\ufffd"
"""HOSTILE as a file says it: the override spelled out, the bell and the code that is no character replaced."""
ALEPPO = "حلب"
DATA_SUFFIXES = tuple(suffix for suffix, output in OUTPUTS.items() if not output.group.is_drawn)


def brief(theatre: Theatre, **more: Any) -> Brief:
    """A brief of the whole theatre; what is named of the request or its filters is changed."""
    settings = {"layers": default_layers(), "kind": "change", **more}
    filters = settings.pop("filters", theatre.everything)
    return brief_of(theatre, Request(filters=filters, **settings))


def full_theatre(folder: Path, **more: Any) -> Theatre:
    """Two squares: BLUE in the west, claiming a part of it; the east disputed but for a corner of RED."""
    parts: dict[str, Any] = {
        "places": [
            place("west", 0.5, 0.5, name_en=HOSTILE, name_ar=ALEPPO),
            place("east", 1.5, 0.5),
            place("south", 0.5, 0.1, name_ar=ALEPPO),
            place("corner", 1.5, 0.9),
        ],
        "reports": [
            row("west", "BLUE", "2025-01-01", scope="baseline", note=HOSTILE),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("south", "RED", "2025-01-01", scope="baseline"),
            row("corner", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-30", note="+1"),
            row("east", "NAVY", "2025-01-30"),
            row("south", "BLUE", "2025-01-10", asserter_faction="BLUE", source_publisher="=1+1"),
        ],
        "events": [
            event("battle", "2025-01-05", 0.25, 0.75, summary=HOSTILE, location_en=HOSTILE, location_ar=ALEPPO,
                  fatalities_low=1, fatalities_best=2, fatalities_high=4),
            event("strike", "2025-01-06", 0.125, 0.5, event_type="Explosions/Remote violence",
                  sub_event_type="Air/drone strike", summary="=HYPERLINK(1)", actor2="@SUM(1)", asserted_by="-1"),
            event("vague", "2025-01-07", geo_precision=3, uncertainty_km=50, time_precision=2),
            event("total", "2025-01-08", count_as="aggregate", source_url="javascript:alert(1)"),
            feature(None, **event("placeless", "2025-01-09", count_as="context", geo_precision=None)["properties"]),
        ],
        "crossings": [
            crossing("gate", 0.5, 0.0, status("open", "2025-01-01", "2025-01-31", "BLUE", note=HOSTILE),
                     name_ar=ALEPPO),
        ],
        **more,
    }  # fmt: skip
    return theatre_of(folder / "full", **parts)


def full_brief(folder: Path, **more: Any) -> Brief:
    return brief(full_theatre(folder), **more)


def empty_brief(folder: Path, **more: Any) -> Brief:
    """Nothing but ground that nobody is known to hold, seen through a faction that is nowhere."""
    theatre = read_theatre(write_theatre(folder / "empty", reports=[]))
    filters = replace(theatre.everything, end=january(2), factions=frozenset({"GREEN"}))
    return brief(theatre, filters=filters, **more)
