"""HTML in the descriptions of a web map."""

from __future__ import annotations

from geo.theatre.loader import read_theatre
from tests.cases.running import brought_in


def test_34_html_of_a_description_is_text_and_the_link_of_its_source_is_the_link(syr):
    assert brought_in("34-html-in-description.kml", syr)["accepted"] == 2
    events = read_theatre(syr).events.sort_values("event_date")
    assert list(events["summary"]) == [
        "Date: 03/12/2024\nKilled: 4\nType: Airstrike\nSource: https://example.org/x",
        "Date: 14/12/2024\nKilled: 0",
    ]
    assert list(events["source_url"]) == ["https://example.org/x", ""]
