from __future__ import annotations

from dataclasses import replace

import pytest

from geo.analysis.situation import Situation, select
from geo.theatre.loader import read_theatre
from tests.worlds import crossing, event, january, place, row, status, theatre_of, write_theatre

HOSTILE = "</script><img src=x onerror=alert(1)>\"'{{ 7*7 }}\N{RIGHT-TO-LEFT OVERRIDE}evil\u2028" + "A" * 10_000


@pytest.fixture(scope="session")
def a_day(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    """A day on which every layer has something to draw, its texts as hostile as texts get; asked of the west."""
    folder = tmp_path_factory.mktemp("a_day")
    write_theatre(
        folder / "full",
        places=[
            place("west", 0.5, 0.5, name_en=HOSTILE, name_ar="غرب"),
            place("east", 1.5, 0.5),
            place("south", 0.5, 0.1),
            place("north", 0.5, 0.9),
        ],
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline", held="shared", shared_with="NAVY", note=HOSTILE),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("south", "RED", "2025-01-01", scope="baseline"),
            row("north", "RED", "2025-01-01", scope="baseline"),
            row("north", "BLUE", "2025-01-19"),
            row("east", "BLUE", "2025-01-20"),
            row("east", "NAVY", "2025-01-20"),
        ],
        events=[
            event("battle", "2025-01-05", summary=HOSTILE, location_en=HOSTILE),
            event("strike", "2025-01-06", event_type="Explosions/Remote violence", sub_event_type="Air/drone strike"),
            event("elsewhere", "2025-01-05", 1.5, 0.5, adm1_pcode="XX02"),
            event("vague", "2025-01-07", geo_precision=3, uncertainty_km=50),
            event("count", "2025-01-06", end_date="2025-01-12", count_as="aggregate", event_count=37, geo_precision=3,
                  uncertainty_km=79, sub_event_type=HOSTILE, location_en=HOSTILE, source_publisher=HOSTILE),
        ],
        crossings=[crossing("gate", 0.5, 0.0, status("open", "2025-01-01", "2025-01-31", "BLUE"), name_en=HOSTILE)],
    )  # fmt: skip
    basemap = folder / "full" / "basemap"
    basemap.mkdir()
    line = '{"type": "LineString", "coordinates": [[0, 0.5], [2, 0.5]]}'
    for name in ("coast", "rivers", "highways"):
        (basemap / f"{name}.geojson").write_text(
            '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"ref": "M5", '
            f'"name_en": "Road"}}, "geometry": {line}}}]}}'
        )
    theatre = read_theatre(folder / "full")
    return select(theatre, replace(theatre.everything, area="west"))


@pytest.fixture(scope="session")
def an_empty_day(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    """A theatre of which nothing is known but its ground, through a filter that nobody passes."""
    theatre = theatre_of(tmp_path_factory.mktemp("an_empty_day") / "empty", reports=[])
    filters = theatre.everything
    return select(theatre, type(filters)(**{**filters.__dict__, "end": january(1), "factions": frozenset({"GREEN"})}))
