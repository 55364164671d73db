"""The shipped theatre passes its own checks and tells the story it was researched to tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import shapely

from geo.analysis.evidence import explain
from geo.analysis.situation import select
from geo.analysis.taking_checks import Outcome, check_takings
from geo.events.events import AGGREGATE, CONTEXT, INCIDENT
from geo.events.strike_kinds import strike_words
from geo.registry.gazetteer import find_place
from geo.registry.statuses import Status
from geo.theatre.loader import read_theatre
from ingest.geocoding import Gazetteer

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(scope="module")
def syria():
    return read_theatre(DATA)


@pytest.fixture(scope="module")
def gazetteer(syria):
    return Gazetteer(syria.places, syria.governorates)


def the_place(theatre, name: str) -> str:
    return find_place(theatre.places, name)


def state(theatre, name: str, on: str):
    return explain(theatre, the_place(theatre, name), date.fromisoformat(on)).state


def test_no_row_is_set_aside(syria):
    assert syria.rejected == ()
    assert {account.file: account.accepted for account in syria.accounts} == {
        "places.geojson": 5426,
        "control/reports.csv": 2324,
        "events.geojson": 195,
        "crossings.geojson": 38,
        "crossings.geojson, statuses": 67,
        "attributions.csv": 309,
    }


@pytest.mark.parametrize(
    ("place", "day", "holder"),
    [
        ("Aleppo", "2024-11-26", "GOV"),
        ("Aleppo", "2024-12-01", "HTS"),
        ("Hama", "2024-12-04", "GOV"),
        ("Hama", "2024-12-06", "HTS"),
        ("Damascus", "2024-12-07", "GOV"),
        ("Damascus", "2024-12-08", "HTS"),
        ("Tell Rifaat", "2024-12-02", "SNA"),
    ],
)
def test_who_holds_the_cities(syria, place, day, holder):
    found = state(syria, place, day)
    assert found.controller == holder
    assert found.status in (Status.CONTROLLED, Status.SHARED)


@pytest.mark.parametrize("place", ["Halfaya", "Taybat al-Imam", "Maardis", "Suran (Hama)"])
def test_northern_hama_shows_disagreement_about_1_december(syria, place):
    found = state(syria, place, "2024-12-01")
    assert (found.status, found.parties) == (Status.DISPUTED, ("GOV", "HTS"))
    assert {vote.faction for vote in found.votes} == {"GOV", "HTS"}
    assert state(syria, place, "2024-12-03").controller == "HTS"


def test_the_false_report_from_hama_on_1_december_colours_nothing(syria):
    evidence = explain(syria, the_place(syria, "Hama"), date(2024, 12, 1))
    assert evidence.state.controller == "GOV"
    assert "false" in set(evidence.without_effect["standing"])


@pytest.mark.thorough
def test_a_claim_about_a_whole_province_is_never_drawn_as_control(syria):
    by_areas_alone = [
        found
        for found in syria.control.states(syria.end, None).values()
        if set(syria.reports.loc[list(found.reports), "scope"]) == {"area"}
    ]
    assert by_areas_alone
    assert all(found.status in (Status.CLAIMED, Status.UNKNOWN) for found in by_areas_alone)


@pytest.mark.parametrize(
    ("words", "geo_precision", "counted"),
    [("camp", 2, INCIDENT), ("Iraqi", None, INCIDENT), ("OCHA", None, AGGREGATE)],
)
def test_the_events_everybody_asks_for_are_there(syria, words, geo_precision, counted):
    events = syria.events
    found = events[events["summary"].str.contains(words) & (events["count_as"] == counted)]
    assert len(found)
    assert found["time_precision"].notna().all()
    assert geo_precision is None or geo_precision in set(found["geo_precision"])


@pytest.mark.thorough
def test_totals_and_meetings_stay_off_the_counts(syria):
    figures = select(syria, syria.everything).figures
    counted = syria.events["count_as"].value_counts()
    assert counted[INCIDENT] == 168
    assert (figures.certain, figures.possible, figures.abroad.certain) == (167, 0, 1)
    assert (counted[AGGREGATE], counted[CONTEXT]) == (11, 16)


def test_civilian_deaths_of_incidents_add_up_to_the_researched_sums(syria):
    incidents = syria.events[syria.events["count_as"] == INCIDENT]

    def civilians(first: str, last: str) -> int:
        inside = incidents["event_date"].between(first, last)
        return int(incidents.loc[inside, "civilians_killed"].sum())

    assert civilians("2024-11-26", "2024-12-01") == 70
    assert civilians("2024-11-27", "2024-12-02") == 94
    assert civilians("2024-11-27", "2024-12-03") == 111
    assert civilians("2024-11-27", "2024-12-08") == 159


def test_governorates_cover_the_country_exactly_once(syria):
    (country,) = syria.countries.geometry[syria.countries["iso_a3"] == "SYR"]
    assert shapely.coverage_is_valid(syria.governorates.geometry.to_numpy())
    assert country.symmetric_difference(syria.governorates.union_all()).area < 1e-9


@pytest.mark.thorough
def test_ground_adds_up_on_every_day_and_over_the_governorates(syria):
    whole = select(syria, syria.everything).figures.ground.total
    for day in range(26, 31):
        ground = select(syria, replace(syria.everything, end=date(2024, 11, day))).figures.ground
        assert ground.total == pytest.approx(whole, rel=1e-9)
    parts, covered = [], frozenset()
    for area in sorted(syria.areas.values(), key=lambda area: len(area.adm1)):
        if area.adm1 and not area.adm1 & covered:
            parts.append(area)
            covered |= area.adm1
    assert len(parts) > 4
    by_part = sum(select(syria, replace(syria.everything, area=area.id)).figures.ground.total for area in parts)
    pieces = syria.cells.pieces
    assert by_part == pytest.approx(pieces.loc[pieces["adm1_pcode"].isin(list(covered)), "area_km2"].sum())


def test_every_faction_that_holds_ground_has_a_colour_of_its_own(syria):
    holders = [faction for faction in syria.factions.values() if faction.holds_ground]
    assert len({faction.colour for faction in holders}) == len(holders)


def test_every_link_is_a_web_address_and_says_when_it_leads_to_a_copy(syria):
    for frame in (syria.reports, syria.events, syria.crossing_statuses):
        linked = frame[frame["source_url"] != ""]
        assert linked["source_url"].str.match(r"https?://").all()
        assert (linked["source_kind"] != "").all()


def test_of_most_strikes_it_is_told_what_they_were_made_with(syria):
    """As docs/methods.md counts them."""
    told = syria.events["strike"] != ""
    assert Counter(strike_words(syria.events[told])) == {
        "air": 25, "drone": 7, "air or drone": 15, "artillery": 8, "missile": 4, "artillery or missile": 5,
    }  # fmt: skip


def test_every_event_that_takes_a_place_agrees_with_control_or_is_marked(syria):
    account = check_takings(syria)
    counts = {outcome: account.count(outcome) for outcome in Outcome}
    assert counts == {Outcome.AGREES: 54, Outcome.MARKED: 3, Outcome.FAULT: 0, Outcome.NOT_CHECKABLE: 5}
    marked = [check.event_id for check in account.of(Outcome.MARKED)]
    assert marked == ["SYR-20241201-06", "SYR-20241201-11", "SYR-20241203-07"]


QUARTERS = {"Damascus": 15, "Homs": 9, "Hama": 11}


def test_quarters_of_damascus_homs_and_hama_are_coloured_as_their_city_on_every_day(syria):
    quarters = syria.places[syria.places["part_of"] != ""]
    cities = syria.places.loc[quarters["part_of"], "name_en"].tolist()
    assert Counter(cities) == QUARTERS
    assert [name.split(" - ")[0] for name in quarters["name_en"]] == cities
    for number in range(13):
        told = syria.control.states(date(2024, 11, 26) + timedelta(days=number), None)
        for quarter, city in zip(quarters["place_id"], quarters["part_of"], strict=True):
            assert (told[quarter].status, told[quarter].parties) == (told[city].status, told[city].parties)


def test_each_of_these_quarters_owns_ground_and_says_which_page_has_its_point(syria):
    quarters = syria.places[syria.places["part_of"] != ""]
    assert set(quarters["place_id"]) <= set(syria.cells.pieces["place_id"])
    assert quarters["coord_source"].str.contains(r": .+, https?://", regex=True).all()
    assert (quarters["name_ar"] != "").all()


def test_damascus_is_drawn_over_most_of_its_governorate(syria):
    """Without its quarters the suburbs' cells had two thirds of it."""
    told = syria.control.states(date(2024, 12, 8), None)
    ground = syria.cells.pieces[syria.cells.pieces["adm1_pcode"] == "SY01"]
    held = ground["area_km2"].groupby([told[place_id].standing for place_id in ground["place_id"]]).sum()
    assert held["HTS"] > 0.6 * held.sum()


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("asked", "place_id"),
    [
        ("Midan, Damascus", "damascus-midan"),
        ("حي الميدان، دمشق", "damascus-midan"),
        ("Kafr Sousa, Damascus", "damascus-kafr-sousa"),
        ("Mezzeh", "damascus-mezzeh"),
        ("بابا عمرو", "homs-baba-amr"),
        ("Khalidiya, Homs", "homs-khalidiya"),
        ("دير بعلبة، حمص", "homs-deir-baalba"),
        ("Wadi al-Dahab", "homs-wadi-al-dahab"),
        ("حي الحاضر، حماة", "hama-hader"),
        ("Kazo, Hama", "hama-kazo"),
    ],
)
def test_a_quarter_is_found_by_its_name_and_city(gazetteer, asked, place_id):
    resolved = gazetteer.find(asked).resolved
    assert resolved is not None
    assert resolved.place_id == place_id
