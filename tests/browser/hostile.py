"""A small theatre whose every text tries to become something else than text."""

from __future__ import annotations

from pathlib import Path

from tests.worlds import crossing, event, place, row, status, write_theatre

SCRIPT = "<script>window.injected = 1; alert(1)</script>"
IMAGE = "<img src=x onerror='window.injected = 1; alert(1)'>"
QUOTES = "\"' onmouseover=alert(1) {{ 7*7 }} ${7*7} `7*7` \\"
MARKDOWN = "![](https://evil.example/x.png) [a](javascript:alert(1)) :material/home: www.evil.example"
TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}desrever"
SHOWN_MARKDOWN = "![](https:\N{WORD JOINER}//evil.example/x.png)"
"""How the page's Markdown writes it: an address that is no link."""
LONG = "A" * 10_000
HOSTILE = f"{SCRIPT}{IMAGE}{QUOTES}{MARKDOWN}{TURNED}{LONG}"
SHORT = f"{IMAGE}{SCRIPT}{TURNED}{MARKDOWN}"
"""Without the 10,000 characters, where they would push everything else off the screen."""

BATTLE, GATE, GROUND = (0.6, 0.3), (0.3, 0.75), (0.5, 1.6)
"""Latitude and longitude of the event, the crossing and of ground with nothing on it."""


def write_hostile_theatre(folder: Path) -> Path:
    said = {
        "source_publisher": HOSTILE,
        "source_title": HOSTILE,
        "source_url": "javascript:alert(1)",
        "source_kind": "original",
    }
    write_theatre(
        folder,
        places=[
            place("west", 0.5, 0.5, name_en=SHORT, name_ar=TURNED, coord_source=HOSTILE),
            place("east", 1.5, 0.5, name_en=HOSTILE, name_ar=HOSTILE, coord_source=HOSTILE),
        ],
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline", note=HOSTILE, asserted_by=HOSTILE, **said),
            row("east", "RED", "2025-01-01", scope="baseline", note=HOSTILE, asserted_by=HOSTILE, **said),
        ],
        events=[
            event("battle", "2025-01-05", BATTLE[1], BATTLE[0], sub_event_type=SHORT, location_en=SHORT,
                  location_ar=TURNED, summary=HOSTILE, actor1=HOSTILE, asserted_by=HOSTILE, coord_source=HOSTILE,
                  fatalities_best=1, **said),
        ],
        crossings=[
            crossing("gate", GATE[1], GATE[0],
                     status("open", "2025-01-01", "2025-01-31", "BLUE", note=HOSTILE, **said),
                     name_en=SHORT, name_ar=TURNED, other_side_name=HOSTILE, coord_source=HOSTILE),
        ],
    )  # fmt: skip
    settings = folder / "theatre.toml"
    toml = settings.read_text(encoding="utf-8")
    toml = f'adm1_name = {{en = "County"}}\n{toml}'
    for name in ("County", "Two squares", "Both", "West", "First week"):
        toml = toml.replace(f'"{name}"', f"'''{SHORT.replace(chr(39) * 3, '')} {name}'''")  # each another name
    settings.write_text(toml, encoding="utf-8")
    return folder
