"""A file held against a theatre: every row is accepted, known already, or set aside with a reason."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as some

from geo.changelog.log import Subject, read_ledger
from geo.theatre.loader import read_theatre
from ingest.drafts.draft import draft
from ingest.geocoding import Gazetteer
from ingest.matching.incoming import incoming
from ingest.matching.theatre_checks import checked_rows, label
from store.manual_edit import withdraw
from store.store import Author
from tests.ingest.incoming_worlds import MAPPING, TODAY, brought_in, held_against, table_of, typed
from tests.suites import first_quick
from tests.worlds import event, place, theatre_of, write_theatre

NOT_HERE = {"lat": "", "lon": ""}


@pytest.fixture(scope="module")
def theatre(tmp_path_factory):
    return theatre_of(tmp_path_factory.mktemp("incoming") / "t", events=[event("diary:7", "2025-01-02")])


def only_reason(found):
    assert (found.accepted, found.rejected, len(found.by_reason)) == (0, 1, 1)
    return next(iter(found.by_reason))


def test_a_sound_row_is_accepted_with_an_id_of_its_source(theatre):
    found = held_against(theatre, typed("1"))
    row = found.events.iloc[0]
    assert (row["event_id"], row["adm1_pcode"], row["source_row"]) == ("diary:1", "XX01", 2)
    assert (row.geometry.x, row.geometry.y) == (0.5, 0.5)
    assert row["coord_source"] == "the source"


def test_a_row_the_theatre_has_is_a_duplicate_and_so_is_one_that_stands_above(theatre):
    found = held_against(theatre, typed("7"), typed("1"), typed("1"))
    assert list(found.duplicates["where"]) == ["in the theatre", "row 3 of this file"]
    assert list(found.duplicates["row"]) == [2, 4]
    assert (found.accepted, found.rejected) == (1, 0)


def test_rows_without_ids_are_known_by_what_they_say_in_any_order(theatre):
    one, other = typed(), typed(who="Red army")
    forwards, backwards = held_against(theatre, one, other), held_against(theatre, other, one)
    assert set(forwards.events["event_id"]) == set(backwards.events["event_id"])
    assert len(held_against(theatre, one, other, one).duplicates) == 1


def test_two_plain_tables_with_ids_of_their_own_share_no_event(theatre):
    nameless = replace(MAPPING, dataset="")
    ids = {
        held_against(theatre, typed("1"), mapping=nameless, file=file).events["event_id"].iloc[0]
        for file in ("north.csv", "south.csv")
    }
    assert ids == {"north:1", "south:1"}


def test_a_faulty_row_never_hides_a_sound_one_of_the_same_id(theatre):
    found = held_against(theatre, typed("1", day="soon"), typed("1"))
    assert (found.accepted, len(found.duplicates), found.rejected) == (1, 0, 1)


def test_a_point_in_the_theatre_once_swapped_is_set_aside_with_that_suggestion(theatre):
    found = held_against(theatre, typed("1", lat="1.5", lon="0.5"))
    assert only_reason(found) == "swapped-coordinates"
    assert "Swap latitude and longitude? 0.50000, 1.50000" in found.faults["remedy"].iloc[0]


@pytest.mark.parametrize(
    "other", [{"killed": "9"}, {"where": "East", "lon": "1.5"}, {"who": "Red army"}, {"type": "Riots"}]
)
def test_a_row_that_says_something_else_under_an_id_of_its_file_is_set_aside_and_told_with_the_row_that_counts(
    theatre, other
):
    found = held_against(theatre, typed("5"), typed("1"), typed("1"), typed("1", **other))
    assert dict(found.by_reason) == {"repeated-id": 1}
    assert (found.accepted, list(found.duplicates["row"]), list(found.faults["row"])) == (2, [4], [5])
    assert found.faults["fault"].iloc[0].startswith("row 3 has the id 1 too and says something else")


@pytest.mark.thorough
def test_such_a_row_with_an_id_of_its_own_comes_in_and_alone_it_corrects(tmp_path):
    folder = write_theatre(tmp_path / "t")
    brought_in(folder, typed("1"), typed("1", killed="9"))
    assert held_against(read_theatre(folder), typed("2", killed="9")).accepted == 1
    alone = held_against(read_theatre(folder), typed("1", killed="9"))
    assert (alone.superseded, alone.known_aside) == (1, 0)


def test_of_two_versions_in_one_file_the_one_counts_that_its_source_changed_last(theatre):
    dated = replace(
        MAPPING, columns={**MAPPING.columns, "revised_on": "where"}, fixed={**MAPPING.fixed, "place": "West"}
    )
    del dated.columns["place"]
    days = ("2025-01-10", "2025-01-20", "", "2025-01-20")
    rows = [typed("1", where=day, killed=str(number)) for number, day in enumerate(days)]
    found = held_against(theatre, *rows, mapping=dated)
    assert list(found.events["source_row"]) == [3]
    assert dict(zip(found.duplicates["row"], found.duplicates["where"], strict=True)) == {2: "row 3 of this file"}
    assert list(found.faults["row"]) == [4, 5]


def test_two_rows_without_ids_that_differ_in_their_figures_only_stay_duplicates_that_are_told(theatre):
    found = held_against(theatre, typed(), typed(killed="9"))
    assert (found.rejected, found.duplicates["differs"].tolist()) == (0, [True])


@pytest.mark.thorough
def test_a_repeated_id_of_which_one_row_is_faulty_says_nothing_of_the_event_as_it_was(tmp_path):
    folder = write_theatre(tmp_path / "t")
    brought_in(folder, typed("1"))
    found = held_against(read_theatre(folder), typed("1", killed="4"), typed("1", killed="9"))
    assert (found.superseded, found.rejected, found.known_aside) == (1, 1, 0)


def test_two_rows_without_ids_at_different_times_of_a_day_are_two_events(theatre):
    timed = replace(MAPPING, columns={**MAPPING.columns, "event_time": "killed"})
    del timed.columns["fatalities_best"]
    found = held_against(theatre, typed(killed="08:00"), typed(killed="14:00"), typed(killed="14:00"), mapping=timed)
    assert (found.accepted, len(found.duplicates)) == (2, 1)


@pytest.mark.thorough
def test_what_a_person_has_edited_differs_from_its_file_as_it_is_meant_to(tmp_path):
    folder = write_theatre(tmp_path / "t")
    brought_in(folder, typed("1"))
    withdraw(folder, Subject.EVENT, "diary:1", Author("Amal"), seen=read_ledger(folder))
    found = held_against(read_theatre(folder), typed("1", killed="5"))
    assert (found.superseded, list(found.conflicts["by_hand"])) == (0, ["withdrawn"])


@pytest.fixture(scope="module")
def wider(tmp_path_factory):
    """The two squares with as much ground north of them, which nobody maps."""
    folder = write_theatre(tmp_path_factory.mktemp("wider") / "t")
    settings_file = folder / "theatre.toml"
    text = settings_file.read_text(encoding="utf-8")
    settings_file.write_text(text.replace("[0.0, 0.0, 2.0, 1.0]", "[0.0, 0.0, 2.0, 2.0]"), encoding="utf-8")
    return read_theatre(folder)


WITH_AREAS = replace(MAPPING, columns={**MAPPING.columns, "adm1": "where", "country": "who"})


@pytest.mark.parametrize(
    "said", [{"where": "", "who": ""}, {"where": "Square 2", "who": ""}, {"where": "", "who": "XXX"}]
)
def test_a_point_beside_the_mapped_ground_and_on_it_once_swapped_is_set_aside_with_that_suggestion(wider, said):
    found = held_against(wider, typed("1", lat="1.5", lon="0.5", **said), mapping=WITH_AREAS)
    assert only_reason(found) == "swapped-coordinates"
    assert "Swap latitude and longitude? 0.50000, 1.50000 lies in Square 2" in found.faults["remedy"].iloc[0]


@pytest.mark.parametrize(
    "said",
    first_quick(
        [{"where": "Square 1"}, {"where": "Faraway"}, {"where": "", "who": "Elsewhere"}, {"lon": "0.99", "lat": "1.05"}]
    ),
)
def test_a_point_beside_the_mapped_ground_that_is_said_to_lie_there_or_nearly_on_it_is_accepted(wider, said):
    row = typed("1", **{"lat": "1.5", "lon": "0.5", "where": "", "who": ""} | said)
    assert held_against(wider, row, mapping=WITH_AREAS).accepted == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (typed("1", lat="40"), "outside-theatre"),
        (typed("1", day="2024-12-31"), "outside-days"),
        (typed("1", day="2025-03-01"), "future-date"),
        (typed("1", lat="0", lon="0"), "null-island"),
        (typed("1", lat="95", lon="195"), "off-the-globe"),
        (typed("1", killed="-1"), "negative-count"),
        (typed("1", where="Nowhere at all", **NOT_HERE), "place-not-found"),
        (typed("1", where="", **NOT_HERE), "no-position"),
    ],
)
def test_what_cannot_be_right_is_set_aside_under_its_reason(theatre, row, reason):
    assert only_reason(held_against(theatre, row)) == reason


def test_a_place_without_a_position_is_looked_up_and_says_so(theatre):
    row = held_against(theatre, typed("1", where="East", **NOT_HERE)).events.iloc[0]
    assert (row.geometry.x, row.geometry.y, row["adm1_pcode"]) == (1.5, 0.5, "XX02")
    assert row["coord_source"].startswith("looked up: ")


def test_places_of_one_name_are_told_apart_by_their_area_and_what_only_resembles_a_name_is_no_place(tmp_path):
    two = [place("a", 0.5, 0.5, name_en="Zafaraniyah"), place("b", 1.5, 0.5, name_en="Zafaraniyah")]
    theatre = theatre_of(tmp_path / "t", places=two)
    rows = [typed(name, where=name, **NOT_HERE) for name in ("Zafaraniyah", "Zafarane")]
    told = held_against(theatre, *rows).faults
    assert list(told["reason"]) == ["place-not-clear", "place-not-found"]
    assert "Nearest: Zafaraniyah, Square 1 (1.00); Zafaraniyah, Square 2 (1.00)." in told["remedy"].iloc[0]
    assert list(told["fault"]) == ["may be several places", "is no place this theatre knows"]
    assert "Nearest: Zafaraniyah, Square 1 (0." in told["remedy"].iloc[1]


def test_rows_that_could_not_be_read_stay_in_the_account(theatre):
    found = held_against(theatre, typed("1"), unreadable=2)
    assert (found.read, found.accepted, found.rejected) == (3, 1, 2)
    assert found.by_reason == {"unreadable-row": 2}


WITHOUT_TYPES = replace(MAPPING, columns={name: column for name, column in MAPPING.columns.items() if column != "type"})
IN_ONE = replace(MAPPING, columns={"event_date": "day", "event_type": "type", "position": "where"})


@pytest.mark.parametrize(
    ("row", "mapping", "named"),
    [
        (typed("1", day="2030-01-01"), MAPPING, "day"),
        (typed("1", day="2024-01-01"), MAPPING, "day"),
        (typed("1", lat="80"), MAPPING, "lat, lon"),
        (typed("1", lat="x"), MAPPING, "lat, lon"),
        (typed("1", where="80, 0.5"), IN_ONE, "where"),
        (typed("1", where="Atlantis", **NOT_HERE), MAPPING, "where"),
        (typed("1"), WITHOUT_TYPES, "Event type"),
    ],
)
def test_a_fault_names_the_column_of_the_file_and_where_it_has_none_the_field_in_plain_words(
    theatre, row, mapping, named
):
    assert list(held_against(theatre, row, mapping=mapping).faults["column"]) == [named]


def test_what_is_drawn_outside_the_theatre_is_a_fault_of_its_position(theatre):
    drawn = replace(IN_ONE, columns={"event_date": "day", "event_type": "type"})
    file = replace(table_of(typed("1")), geometry=np.array([shapely.Point(0.5, 80)], dtype=object))
    found = incoming(draft(file, drawn, today=TODAY), theatre, Gazetteer(theatre.places, theatre.governorates))
    assert list(found.faults["column"]) == ["Position"]
    assert found.by_reason == {"outside-theatre": 1}


def test_what_the_checks_of_a_theatre_find_is_told_in_the_words_of_the_file():
    called = {"event_date": "day", "geometry": "lat, lon", "location_en": "where", "event_id": "id"}
    assert {column: label(column, MAPPING) for column in called} == called
    assert label("summary", MAPPING) == "What happened"


def test_what_is_set_aside_keeps_its_text_as_it_stood(theatre):
    found = held_against(theatre, typed("1"), typed("2", day="soon"))
    assert found.cells.to_dict("records") == [typed("2", day="soon")]
    fault = found.faults.iloc[0]
    assert (fault["row"], fault["column"], fault["value"]) == (3, "day", "soon")


def test_a_row_the_theatres_own_checks_refuse_is_set_aside_however_long_its_id_and_whatever_its_number(theatre):
    found = held_against(theatre, typed("1"), typed("2" * 80), typed("3"))
    events, positions = found.events.assign(source_row=[2, 3, 2]), np.array([0, 1, 2])
    events.loc[1, "credibility"] = 9
    faults = found.draft.faults.copy()
    kept = checked_rows(events, positions, theatre, MAPPING, faults)
    assert list(kept["event_id"]) == ["diary:1", "diary:3"]
    assert list(kept["source_row"]) == [2, 2]
    assert faults.by_reason() == {"not-accepted": 1}
    assert faults.frame()[["position", "row", "value"]].values.tolist() == [[1, 3, "9"]]


def test_actors_no_rule_knows_are_named(theatre):
    assert held_against(theatre, typed("1"), typed("2", who="")).unmapped_actors == ["Blue army"]


def test_an_empty_file_is_an_empty_account(theatre):
    found = held_against(theatre)
    assert (found.read, found.accepted, found.rejected, found.span, found.bbox) == (0, 0, 0, None, None)


CELLS = {
    "id": ["", "1", "2", "7"],
    "day": ["2025-01-05", "2025-01", "05.01.2025", "03/04/2025", "soon", "", "2030-01-01"],
    "type": ["Battles", "Dance", ""],
    "lat": ["0.5", "0,5", "1.5", "95", "0", "", "north"],
    "lon": ["0.5", "1.9", "0", "200", ""],
    "where": ["West", "East", "", "=cmd()", "5 km north of West"],
    "killed": ["", "3", "-1", "many", "1e9", "99999999999999999999"],
}


@pytest.mark.thorough
@settings(max_examples=60, deadline=None)
@given(
    some.lists(some.fixed_dictionaries({name: some.sampled_from(values) for name, values in CELLS.items()}), max_size=8)
)
def test_what_became_of_the_rows_adds_up_to_what_was_read(theatre, rows):
    found = held_against(theatre, *(typed(**row) for row in rows), unreadable=len(rows) % 2)
    assert sum(found.counts.values()) == found.read == len(rows) + len(rows) % 2
    assert not set(found.duplicates["row"]) & set(found.faults["row"])


def test_a_withdrawn_event_does_not_come_back_with_the_next_file(tmp_path):

    folder = write_theatre(tmp_path / "t", events=[event("diary:7", "2025-01-02")])
    withdraw(folder, Subject.EVENT, "diary:7", Author("Amal"), seen=read_ledger(folder))
    found = held_against(read_theatre(folder), typed("7"))
    assert (found.accepted, len(found.unchanged), found.superseded) == (0, 1, 0)


@pytest.mark.parametrize("order", [(2, 1, 0), (1, 0, 2)])
def test_of_the_rows_that_mend_one_row_each_that_says_something_else_is_an_event_in_any_order(theatre, order):
    rows = [typed("", where="West"), typed("", where="East", lon="1.5"), typed("", where="West")]
    one, other = (held_against(theatre, *(rows[at] for at in way), mends=["row:1"] * 3) for way in ((0, 1, 2), order))
    assert (one.accepted, len(one.duplicates)) == (2, 1)
    assert "row:1" in set(one.events["event_id"])
    assert dict(zip(one.events["event_id"], one.events["location_en"], strict=True)) == dict(
        zip(other.events["event_id"], other.events["location_en"], strict=True)
    )
