"""The sentence that heads a page: who took the largest places, from whom, by when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.text.lead import lead_of
from geo.analysis.situation import select
from tests.worlds import january, place, row, theatre_of

PLACES = [
    place("city", 0.2, 0.8, kind="city", population=300_000, name_ar="المدينة"),
    place("town", 0.8, 0.2, population=20_000, name_ar="البلدة"),
    place("village", 1.2, 0.2, kind="village"),
    place("hamlet", 1.5, 0.2, kind="village"),
    place("hill", 1.8, 0.2, kind="hill"),
    place("district", 0.3, 0.8, kind="neighbourhood"),
]


def situation(folder, *reports):
    before = [row(of["properties"]["place_id"], "RED", "2025-01-01", scope="baseline") for of in PLACES]
    theatre = theatre_of(folder, places=PLACES, reports=[*before, *reports])
    return select(theatre, replace(theatre.everything, start=january(1), end=january(31)))


def taken(place_id: str, day: int, controller: str = "BLUE", **more):
    return row(place_id, controller, f"2025-01-{day:02}", **more)


@pytest.mark.parametrize(
    ("reports", "said"),
    [
        ([taken("city", 9)], "Blue took City (9 Jan) from Red"),
        ([taken("city", 9), taken("town", 3)], "Blue took Town (3 Jan) and City (9 Jan) from Red"),
        ([taken("city", 9), taken("town", 3, "GREEN")], "Blue took City (9 Jan) from Red"),
        (
            [taken(of, day) for of, day in (("hamlet", 2), ("village", 4), ("town", 3), ("city", 9), ("hill", 5))],
            "Blue took Town (3 Jan) and City (9 Jan) from Red",
        ),
        (
            [taken(of, day) for of, day in (("hamlet", 2), ("village", 4), ("town", 3))],
            "Blue took Hamlet (2 Jan), Town (3 Jan) and Village (4 Jan) from Red",
        ),
        ([taken("hill", 5)], "Blue took Hill (5 Jan) from Red"),
        ([taken("hill", 5), taken("village", 6)], "Blue took Village (6 Jan) from Red"),
        ([taken("district", 5), taken("village", 6)], "Blue took Village (6 Jan) from Red"),
    ],
    ids=[
        "one",
        "by day",
        "one taker",
        "not much smaller",
        "three of about a size",
        "a hill alone",
        "where people live",
        "no district",
    ],
)
def test_it_names_the_largest_places_that_were_taken(tmp_path, reports, said):
    assert lead_of(situation(tmp_path, *reports)).en == said


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (taken("city", 9), "Blue took City (9 Jan) from the reds"),
        (row("city", "RED", "2025-01-09"), "The reds took City (9 Jan) from Blue"),
    ],
    ids=["from", "first word"],
)
def test_a_party_is_called_what_the_theatre_calls_it_in_a_sentence(tmp_path, report, said):
    holder = "RED" if report["controller"] == "BLUE" else "BLUE"
    before = row("city", holder, "2025-01-01", scope="baseline")
    theatre = theatre_of(tmp_path, places=PLACES[:1], reports=[before, report])
    red = replace(theatre.factions["RED"], in_text_en="the reds")
    theatre = replace(theatre, factions={**theatre.factions, "RED": red})
    lead = lead_of(select(theatre, replace(theatre.everything, start=january(1), end=january(31))))
    assert lead is not None
    assert lead.en == said


def test_it_is_said_in_arabic_too(tmp_path):
    told = lead_of(situation(tmp_path, taken("city", 9), taken("town", 3))).ar
    assert all(part in told for part in ("البلدة (3 كانون الثاني)", "المدينة (9 كانون الثاني)"))
    assert told.index("البلدة") < told.index("المدينة")


def test_a_day_stands_in_the_brackets_that_a_name_ends_with(tmp_path):
    named = {"name_en": "Suran (North)", "name_ar": "صوران (الشمال)"}
    before, report = row("suran", "RED", "2025-01-01", scope="baseline"), taken("suran", 2)
    theatre = theatre_of(tmp_path, places=[place("suran", 0.8, 0.2, **named)], reports=[before, report])
    lead = lead_of(select(theatre, replace(theatre.everything, start=january(1), end=january(31))))
    assert lead is not None
    assert "Suran (North, 2 Jan)" in lead.en
    assert "صوران (الشمال، 2 كانون الثاني)" in lead.ar


@pytest.mark.parametrize("reports", [[], [taken("city", 9, asserter_faction="BLUE")]], ids=["nothing", "a claim"])
def test_nothing_is_said_where_nobody_is_shown_to_have_taken_a_place(tmp_path, reports):
    assert lead_of(situation(tmp_path, *reports)) is None
