"""Colours that the style sheets repeat from the code, for a style sheet cannot ask it."""

from __future__ import annotations

from pathlib import Path

import pytest

from map.event_marks import EVENT_RING, QUIET, QUIET_COUNT

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("sheet", "rule"),
    [
        ("map/js/frontline.css", f'circle[stroke="{QUIET_COUNT}"] {{ stroke: {QUIET} '),
        ("map/js/frontline.css", f'text[fill="{QUIET_COUNT}"]'),
        ("map/js/frontline.css", f".frontline-around {{ stroke: {EVENT_RING}"),
        ("ui/page.css", f'[stroke="{EVENT_RING}"]'),
    ],
)
def test_the_rings_of_events_are_found_by_the_colours_they_are_drawn_in(sheet, rule):
    assert rule in (ROOT / sheet).read_text(encoding="utf-8")
