"""What is checked at the edge: a broken file stops, a broken row is set aside, nothing disappears."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from geo.common.errors import DataError, MissingFileError, SchemaError, UnreadableFileError
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from geo.theatre.version import data_version
from tests.suites import first_quick
from tests.worlds import (
    EAST,
    THEATRE,
    WEST,
    crossing,
    drawing,
    event,
    feature,
    january,
    place,
    row,
    status,
    theatre_of,
    write_theatre,
)

FACTION = """[[factions]]
id = 'X'
name_en = 'X'
name_ar = 'X'
colour = '#112233'
side = 'x'
holds_ground = true
"""


def test_a_theatre_whose_parties_still_have_a_hatch_opens_as_one_without(tmp_path):
    folder = write_theatre(tmp_path)
    path = folder / "factions.toml"
    without = read_theatre(folder).factions
    path.write_text(path.read_text(encoding="utf-8").replace("side =", 'hatch = "/"\nside ='), encoding="utf-8")
    assert read_theatre(folder).factions == without


def test_a_sound_theatre_accepts_every_row(tmp_path):
    theatre = theatre_of(
        tmp_path,
        events=[event("e1", "2025-01-02")],
        crossings=[crossing("gate", 0.5, 0.0, status("open", "2025-01-01", "2025-01-31", "BLUE"))],
    )
    assert theatre.rejected == ()
    assert {a.file: (a.read, a.accepted) for a in theatre.accounts} == {
        "places.geojson": (2, 2),
        "control/reports.csv": (2, 2),
        "events.geojson": (1, 1),
        "crossings.geojson": (1, 1),
        "crossings.geojson, statuses": (1, 1),
    }


def faults_of(theatre: Theatre) -> list[tuple[str, int, str, str]]:
    return [(fault.file, fault.row, fault.column, fault.fault) for row in theatre.rejected for fault in row]


@pytest.mark.parametrize(
    ("fault", "column", "says"),
    [
        ({"event_date": "02.01.2025"}, "event_date", "is not a day written yyyy-mm-dd"),
        ({"event_date": "2025-02-30"}, "event_date", "is not a day written yyyy-mm-dd"),
        ({"event_date": None}, "event_date", "is empty"),
        ({"end_date": "2025-01-01"}, "end_date", "is before event_date"),
        ({"geometry": None}, "geometry", "has no position"),
        ({"lon": 0, "lat": 0}, "geometry", "is (0, 0), the mark of a lost position"),
        ({"lon": 500}, "geometry", "is off the globe"),
        ({"factions": ["PURPLE"]}, "factions", "is not known here"),
        ({"fatalities_best": -1}, "fatalities_best", "is less than 0"),
        ({"fatalities_best": "many"}, "fatalities_best", "is not a whole number"),
        ({"fatalities_low": 9, "fatalities_best": 3}, "fatalities_low", "is more than fatalities_best"),
        ({"credibility": 7}, "credibility", "is more than 6"),
        ({"count_as": "maybe"}, "count_as", "is not known here"),
        ({"day": "2019-01-01"}, "event_date", "is outside the days of the theatre, 2025-01-01 to 2025-01-31"),
        ({"uncertainty_km": None}, "uncertainty_km", "has a point of unknown precision"),
    ],
)
def test_a_faulty_event_is_set_aside_with_its_row_its_fault_and_a_remedy(tmp_path, fault, column, says):
    theatre = theatre_of(tmp_path, events=[event("good", "2025-01-02"), event("bad", **{"day": "2025-01-02"} | fault)])
    assert list(theatre.events.index) == ["good"]
    assert ("events.geojson", 2, column, says) in faults_of(theatre)
    assert all(fault.remedy for row in theatre.rejected for fault in row)


def test_a_row_with_two_faults_is_set_aside_once_and_tells_both(tmp_path):
    theatre = theatre_of(tmp_path, events=[event("bad", "2025-01-02", event_date="never", credibility=9)])
    assert len(theatre.rejected) == 1
    assert {fault.column for fault in theatre.rejected[0]} == {"event_date", "credibility"}


def test_a_report_about_no_known_place_is_set_aside(tmp_path):
    theatre = theatre_of(tmp_path, reports=[row("west", "BLUE", "2025-01-01"), row("atlantis", "RED", "2025-01-01")])
    assert faults_of(theatre) == [("control/reports.csv", 3, "place_id", "is not known here")]


def test_two_places_on_one_point_cannot_both_own_ground(tmp_path):
    theatre = theatre_of(tmp_path, places=[place("west", 0.5, 0.5), place("twin", 0.5, 0.5)])
    assert ("places.geojson", 2, "geometry", "is the point of another place") in faults_of(theatre)


def test_a_quarter_is_part_of_a_place_of_the_file_that_is_itself_part_of_none(tmp_path):
    town, part = place("west", 0.5, 0.5), place("part", 0.51, 0.5, part_of="west")
    lost = [place("lost", 0.52, 0.5, part_of="atlantis"), place("nested", 0.53, 0.5, part_of="part")]
    theatre = theatre_of(tmp_path, places=[town, part, *lost], reports=[])
    assert list(theatre.places["place_id"]) == ["west", "part"]
    says = "is no place of this file, or itself part of one"
    assert faults_of(theatre)[:2] == [("places.geojson", row, "part_of", says) for row in (3, 4)]


def test_the_same_id_twice_keeps_the_first(tmp_path):
    theatre = theatre_of(tmp_path, events=[event("same", "2025-01-02"), event("same", "2025-01-03")])
    assert [fault.row for (fault,) in theatre.rejected] == [2]


def test_one_day_cannot_have_two_statuses_of_a_crossing(tmp_path):
    spans = [status("open", "2025-01-01", "2025-01-10"), status("closed", "2025-01-10", "2025-01-31")]
    theatre = theatre_of(tmp_path, crossings=[crossing("gate", 0.5, 0.0, *spans)])
    assert faults_of(theatre) == [("crossings.geojson", 1, "valid_from", "lies inside the span before it")]
    assert list(theatre.crossing_statuses["status"]) == ["open"]


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (None, "has no position"),
        ({"type": "Point", "coordinates": None}, "has no position"),
        ({"type": "Point", "coordinates": [None, None]}, "has no position"),
        ({"type": "Point", "coordinates": []}, "has no position"),
        ({"type": "Point", "coordinates": [0.5]}, "is not what GeoJSON has there"),
        ({"type": "Point"}, "is not what GeoJSON has there"),
        ({"type": "Blob", "coordinates": [0.5, 0.5]}, "is not what GeoJSON has there"),
        ({"type": None}, "is not what GeoJSON has there"),
        ("POINT (0.5 0.5)", "is not what GeoJSON has there"),
        ([0.5, 0.5], "is not what GeoJSON has there"),
    ],
    ids=str,
)
@pytest.mark.parametrize("name", first_quick(["events", "places", "crossings"]))
def test_a_feature_whose_position_is_none_is_set_aside_and_the_rest_of_its_file_read(tmp_path, name, broken, says):
    good = {
        "places": [place(*WEST), place(*EAST)],
        "events": [event("good", "2025-01-02")],
        "crossings": [crossing("gate", 0.5, 0.0, status("open", "2025-01-01", "2025-01-31"))],
    }
    bad = {"places": place("bad", 0, 0), "events": event("bad", "2025-01-02"), "crossings": crossing("bad", 0, 0)}
    features = [*good[name], {**bad[name], "geometry": broken}]
    theatre = theatre_of(tmp_path, **{name: features})
    assert faults_of(theatre) == [(f"{name}.geojson", len(features), "geometry", says)]
    assert theatre.rejected[0][0].row_id == "bad"
    assert theatre.rejected[0][0].remedy
    account = next(account for account in theatre.accounts if account.file == f"{name}.geojson")
    assert (account.read, account.accepted, account.rejected) == (len(features), len(features) - 1, 1)


def test_a_feature_that_is_none_is_set_aside_as_a_row(tmp_path):
    folder = write_theatre(tmp_path / "t", events=[event("good", "2025-01-02")])
    file = folder / "events.geojson"
    file.write_text(file.read_text().replace('"features": [', '"features": [null, '))
    theatre = read_theatre(folder)
    assert list(theatre.events.index) == ["good"]
    assert ("events.geojson", 1, "geometry", "is not what GeoJSON has there") in faults_of(theatre)


def test_a_background_line_without_a_geometry_names_its_file_and_its_row(tmp_path):
    folder = write_theatre(tmp_path / "t")
    (folder / "basemap").mkdir()
    (folder / "basemap" / "rivers.geojson").write_text(
        '{"features": [{"properties": {}, "geometry": {"type": "Blob"}}]}'
    )
    with pytest.raises(UnreadableFileError, match=r"rivers\.geojson: feature 1 has no geometry \(.*Blob"):
        read_theatre(folder)


@pytest.mark.parametrize("drawn", [True, False])
def test_a_wide_river_that_no_river_goes_by_is_refused_by_name(tmp_path, drawn):
    folder = write_theatre(tmp_path / "t")
    settings_file = folder / "theatre.toml"
    settings_file.write_text('wide_rivers = ["Bread"]\n' + settings_file.read_text(encoding="utf-8"), encoding="utf-8")
    if drawn:
        line = {"type": "LineString", "coordinates": [[0.8, -0.1], [0.8, 1.1]]}
        drawing(folder / "basemap" / "rivers.geojson", feature(line, name_en="Broad", name_ar=""))
    known = "Broad" if drawn else "there is none"
    with pytest.raises(SchemaError, match=rf"unknown wide_rivers \['Bread'\].*rivers\.geojson: {known}"):
        read_theatre(folder)


def test_context_needs_no_position(tmp_path):
    statement = event("statement", "2025-01-02", geometry=None, count_as="context", geo_precision=None)
    assert theatre_of(tmp_path, events=[statement]).rejected == ()


@pytest.mark.parametrize(
    "name", ["theatre.toml", "places.geojson", "control/reports.csv", "boundaries/governorates.geojson"]
)
def test_a_missing_file_is_named(tmp_path, name):
    (write_theatre(tmp_path / "t") / name).unlink()
    with pytest.raises(MissingFileError, match=name.split("/")[-1].replace(".", r"\.")):
        read_theatre(tmp_path / "t")


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("events.geojson", b"{broken", UnreadableFileError),
        ("events.geojson", b"\xff\xfe\x00", UnreadableFileError),
        ("events.geojson", b"[]", UnreadableFileError),
        ("events.geojson", b'{"features": [1]}', SchemaError),
        (
            "boundaries/governorates.geojson",
            b'{"features": [{"properties": {}, "geometry": {"type": "Blob"}}]}',
            UnreadableFileError,
        ),
        ("events.geojson", b'{"features": [{"properties": {"a": 1}, "geometry": null}]}', SchemaError),
        ("control/reports.csv", b'a,b\n"1,2', UnreadableFileError),
        ("control/reports.csv", b"", UnreadableFileError),
        ("control/reports.csv", b"\xff", UnreadableFileError),
        ("control/reports.csv", b"a,b\n1,2\n", SchemaError),
        ("theatre.toml", b"id = ", UnreadableFileError),
        ("theatre.toml", b'id = "x"', SchemaError),
        ("factions.toml", b"[[factions]]\nid = 'X'", SchemaError),
        ("factions.toml", b"factions = 3", SchemaError),
        ("factions.toml", b"factions = ['a']", SchemaError),
        ("factions.toml", FACTION.replace("'#112233'", "5").encode(), SchemaError),
        ("factions.toml", FACTION.replace("true", "'no'").encode(), SchemaError),
        ("theatre.toml", THEATRE.replace("start = 2025-01-01,", "start = 2025-01-01T00:00:00,").encode(), SchemaError),
        ("theatre.toml", THEATRE.replace("end = 2025-01-07", "end = 2031-01-07").encode(), SchemaError),
        ("theatre.toml", THEATRE.replace('id = "west"', 'id = "both"').encode(), SchemaError),
        ("theatre.toml", THEATRE.replace("XXX", "YYY").encode(), SchemaError),
        ("places.geojson", b'{"features": []}', SchemaError),
    ],
)
def test_a_file_that_is_not_what_it_should_be_stops_the_load(tmp_path, name, content, error):
    (write_theatre(tmp_path / "t") / name).write_bytes(content)
    with pytest.raises(error) as caught:
        read_theatre(tmp_path / "t")
    assert name.split("/")[-1] in str(caught.value)
    assert caught.value.remedy


@pytest.mark.thorough
@given(content=some.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_any_bytes_give_a_theatre_or_a_clear_error(tmp_path, content):
    folder = tmp_path / "t"
    if not folder.exists():
        write_theatre(folder)
    (folder / "events.geojson").write_bytes(content)
    try:
        read_theatre(folder)
    except DataError as error:
        complaint = str(error)
    else:
        complaint = "read events.geojson"
    assert "events.geojson" in complaint


SCALARS = some.one_of(
    some.none(),
    some.integers(),
    some.floats(allow_nan=False),
    some.text(max_size=8),
    some.lists(some.text(max_size=3), max_size=2),
)


@pytest.mark.thorough
@given(
    broken=some.lists(
        some.fixed_dictionaries(
            {},
            optional=dict.fromkeys(
                ("event_date", "fatalities_low", "factions", "credibility", "uncertainty_km"), SCALARS
            ),
        ),
        max_size=4,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_accepted_and_set_aside_always_add_up_to_what_was_read(tmp_path_factory, broken):
    events = [event(f"e{number}", "2025-01-02", **values) for number, values in enumerate(broken)]
    theatre = theatre_of(tmp_path_factory.mktemp("t"), events=events)
    account = next(a for a in theatre.accounts if a.file == "events.geojson")
    assert account.read == account.accepted + account.rejected == len(broken)


def test_a_folder_where_a_file_should_be_is_named(tmp_path):
    folder = write_theatre(tmp_path / "t")
    (folder / "places.geojson").unlink()
    (folder / "places.geojson").mkdir()
    with pytest.raises(UnreadableFileError, match=r"places\.geojson"):
        read_theatre(folder)


def test_an_outline_that_crosses_itself_is_named(tmp_path):
    folder = write_theatre(tmp_path / "t")
    file = folder / "boundaries" / "governorates.geojson"
    file.write_text(file.read_text().replace("[1.0, 0], [1.0, 1.0]", "[1.0, 1.0], [1.0, 0]", 1))
    with pytest.raises(SchemaError, match="XX01"):
        read_theatre(folder)


def test_the_version_is_the_content(tmp_path):
    one, other = write_theatre(tmp_path / "one"), write_theatre(tmp_path / "other")
    reports = one / "control" / "reports.csv"
    (other / "control" / "reports.csv").write_bytes(reports.read_bytes())
    assert data_version(one) == data_version(other)
    reports.write_text(reports.read_text() + "\n")
    assert data_version(one) != data_version(other)


@pytest.mark.parametrize(
    ("line", "instead", "says"),
    [
        ('name_en = "Navy"', 'name_en = "Blue"', "same short name as BLUE, 'Blue'"),
        ('name_ar = "NAVY"', 'name_ar = "NAVY"\nshort_ar = "BLUE"', "same short name as BLUE, 'BLUE'"),
        ('id = "NAVY"', 'id = "disputed"', "has an id that means something else here"),
        ('id = "NAVY"', 'id = "NAVY~RED"', "has an id that means something else here"),
    ],
)
def test_factions_that_could_not_be_told_apart_stop_the_load(tmp_path, line, instead, says):
    folder = write_theatre(tmp_path / "t")
    factions = folder / "factions.toml"
    written = factions.read_text(encoding="utf-8")
    assert line in written
    factions.write_text(written.replace(line, instead), encoding="utf-8")
    with pytest.raises(SchemaError, match="faction 2") as caught:
        read_theatre(folder)
    assert says in str(caught.value)


def test_a_feature_with_half_a_character_in_its_text_is_set_aside_and_names_it(tmp_path):
    """Two escaped halves in order are one character and pass; one alone is no text and cannot be kept."""
    theatre = theatre_of(
        tmp_path / "t",
        events=[event("whole", "2025-01-04", summary="\U0001f600"), event("half", "2025-01-04", summary="a\ud800b")],
    )
    assert list(theatre.events["summary"]) == ["\U0001f600"]
    ((fault,),) = theatre.rejected
    assert (fault.row, fault.row_id) == (2, "half")
    assert 'summary": "a\\ud800b' in str(fault)


def test_an_outline_whose_name_holds_half_a_character_is_named(tmp_path):
    folder = write_theatre(tmp_path / "t")
    file = folder / "boundaries" / "governorates.geojson"
    file.write_text(file.read_text(encoding="utf-8").replace("Square 2", "Square \\udfff"), encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"feature 2 holds no text .*udfff"):
        read_theatre(folder)


def test_a_theatre_in_which_no_faction_holds_ground_shows_all_of_it_unknown(tmp_path):
    folder = write_theatre(tmp_path / "t", reports=[])
    factions = folder / "factions.toml"
    text = factions.read_text(encoding="utf-8").replace("holds_ground = true", "holds_ground = false")
    factions.write_text(text, encoding="utf-8")
    picture = read_theatre(folder).control.snapshot(january(5), None)
    assert list(picture.areas["status"]) == ["unknown"]
