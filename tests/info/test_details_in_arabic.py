"""What a click answers, in Arabic: nothing of it stays English but data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo.analysis.situation import select
from geo.common.messages import speaking
from geo.events.vague import vague_by_area
from geo.theatre.loader import read_theatre
from info.details import Details, Facts, Items, Line, Paragraph, Votes
from info.identify import identify
from tests.speechless import Data, speechless

DATA = Path(__file__).parents[2] / "data"
LAST = date(2024, 12, 8)
OF_DATA = {
    "events": [
        "event_id", "summary", "actor1", "actor2", "perpetrator", "location_en", "country",
        "coord_source", "source_title", "source_publisher", "source_url", "event_time", "origin", "not_read",
    ],
    "reports": [
        "report_id", "note", "source_title", "source_publisher", "source_url",
    ],
    "places": ["name_en", "coord_source"],
    "crossings": ["name_en", "other_side_name", "country_other", "coord_source"],
    "crossing_statuses": ["note", "source_title", "source_publisher", "source_url"],
}  # fmt: skip
"""Columns with texts of whoever reported something, whose words are no words of ours; they have Arabic names."""


@pytest.fixture(scope="module")
def syria():
    return read_theatre(DATA)


@pytest.fixture(scope="module")
def situation(syria):
    return select(syria, replace(syria.everything, end=LAST))


def texts_of(details: Details) -> Iterator[str]:
    yield details.title
    for part in details.parts:
        match part:
            case Paragraph(line):
                yield said(line)
            case Facts(rows):
                yield from (f"{label} {said(line)}" for label, line in rows)
            case Items(title, items):
                yield from (title, *(f"{said(item.line)} {said(item.small)}" for item in items))
            case Votes(title, votes):
                yield title
                for vote in votes:
                    items = (f"{said(item.line)} {said(item.small)}" for item in vote.items)
                    yield from (vote.title, said(vote.remark), *items)


def said(line: Line) -> str:
    return "".join(words.text for words in line)


@pytest.fixture(scope="module")
def data(syria) -> Data:
    tables = [getattr(syria, name)[columns] for name, columns in OF_DATA.items()]
    cells = (cell for table in tables for column in table for cell in table[column])
    return Data([*cells, *syria.attributions.values()])


def english_left(refs: list[str], situation, data: Data) -> dict[str, set[str]]:
    """By thing the English words of its details."""
    found = {}
    for ref in refs:
        with speechless():
            details = identify(ref, situation, LAST)
        assert details is not None, ref
        found[ref] = {word for text in texts_of(details) for word in data.english_in(text)}
    return {ref: words for ref, words in found.items() if words}


@pytest.mark.thorough
def test_what_is_said_of_an_event_is_arabic_but_for_its_data(situation, data):
    assert english_left([f"event:{event_id}" for event_id in situation.theatre.events.index], situation, data) == {}


def test_what_is_said_of_a_crossing_is_arabic_but_for_its_data(situation, data):
    assert english_left([f"crossing:{key}" for key in situation.theatre.crossings.index], situation, data) == {}


@pytest.mark.thorough
def test_what_is_said_of_a_place_is_arabic_but_for_its_data(situation, data):
    reported = sorted(set(situation.theatre.reports["place_id"]) - {""})
    silent = [key for key in situation.theatre.places.index if key not in reported]
    refs = [f"place:{key}" for key in [*reported[::5], *silent[::400]]]
    assert english_left(refs, situation, data) == {}


def test_what_is_said_of_events_at_a_spot_or_in_an_area_is_arabic_but_for_their_data(situation, data):
    spots = {f"spot:{point.y:.4f},{point.x:.4f}" for point in situation.theatre.events.geometry.dropna().iloc[::10]}
    areas = [f"vague:{one.key}" for one in vague_by_area(situation.events)]
    assert areas
    assert english_left([*sorted(spots), *areas], situation, data) == {}


def test_english_is_said_word_for_word_when_nobody_chose_a_language(situation):
    """An Arabic run leaves nothing behind in what is kept."""
    ref = f"place:{situation.theatre.reports['place_id'].iloc[0]}"
    before = identify(ref, situation, LAST)
    with speaking("ar"):
        assert identify(ref, situation, LAST) != before
    assert identify(ref, situation, LAST) == before
