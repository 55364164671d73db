"""A mapping is guessed from tags, names and values, says why, and asks where there is more than one answer."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as some

from geo.common.word_lists import word_list
from geo.events.events import EVENT_TYPES, STRIKE_DELIVERY
from ingest.drafts.draft import draft
from ingest.mappings import column_names
from ingest.mappings.column_names import key_of, names_of
from ingest.mappings.event_words import SUB_TYPES, known_word, words_by_kind
from ingest.mappings.fields import FIELDS
from ingest.mappings.guess import dataset_of, guess_mapping
from ingest.mappings.hxl_tags import field_of_tag
from ingest.mappings.mapping import from_toml
from tests.ingest.small_tables import table

TODAY = date(2025, 1, 31)
FIELDS_NAMED = tuple(word_list(column_names.__file__)["fields"])
"""The fields that the data has names for."""


def asked(found) -> dict[str, str]:
    return {question.field: question.ask for question in found.questions}


@pytest.mark.parametrize(
    ("day", "kind", "word", "place", "lat", "lon", "killed"),
    [
        ("Date", "Event Type", "airstrike", "Location", "Lat", "Lon", "Killed"),
        ("تاريخ الحدث", "نوع الحدث", "غارة جوية", "المكان", "خط العرض", "خط الطول", "القتلى"),
        ("Date de l'événement", "Type d'incident", "frappe aérienne", "Localité", "Latitude", "Longitude", "Morts"),
        ("Fecha", "Tipo de evento", "ataque aéreo", "Lugar", "Latitud", "Longitud", "Muertos"),
        ("Дата", "Тип события", "авиаудар", "Населённый пункт", "Широта", "Долгота", "Погибшие"),
        ("Дата події", "Тип події", "авіаудар", "Населений пункт", "Широта", "Довгота", "Загиблі"),
    ],
)
def test_columns_are_known_by_their_names_in_six_languages(day, kind, word, place, lat, lon, killed):
    cells = table({day: ["2024-12-02"], kind: [word], place: ["X"], lat: ["36.2"], lon: ["37.1"], killed: ["3"]})
    found = guess_mapping(cells)
    wanted = {"event_date": day, "event_type": kind, "sub_event_type": kind, "place": place, "latitude": lat,
              "longitude": lon, "fatalities_best": killed}  # fmt: skip
    assert found.mapping.columns == wanted
    assert found.left_over == ()
    assert found.questions == ()
    assert set(found.why) >= set(wanted)
    event = draft(cells, found.mapping, today=TODAY).accepted.iloc[0]
    assert (event["event_type"], event["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")


def test_tags_come_before_names():
    columns = {
        "Début": ["2024-12-02"],
        "Fin": ["2024-12-03"],
        "A": ["Idlib"],
        "B": ["36"],
        "C": ["37"],
        "D": ["2"],
        "date": ["x"],
    }
    tags = {"Début": "#date+start", "Fin": "#date+end", "A": "#adm1+name", "B": "#geo+lat", "C": "#geo+lon",
            "D": "#affected+killed", "date": ""}  # fmt: skip
    found = guess_mapping(table(columns, tags=tags))
    assert found.mapping.columns == {
        "event_date": "Début", "end_date": "Fin", "adm1": "A", "latitude": "B", "longitude": "C",
        "fatalities_best": "D",
    }  # fmt: skip
    assert "#date+start" in found.why["event_date"]
    assert found.left_over == ("date",)


@pytest.mark.parametrize(
    ("tag", "field"),
    [
        ("#adm1+name", "adm1"),
        ("#adm1+code", ""),
        ("#affected+killed+civilians", "civilians_killed"),
        ("#affected+killed+max", "fatalities_high"),
        ("#meta+source", "source_publisher"),
        ("#date + end", "end_date"),
        ("#sector", ""),
        ("", ""),
    ],
)
def test_what_tags_stand_for(tag, field):
    assert field_of_tag(tag) == field


def test_a_column_that_holds_days_or_coordinates_is_found_without_a_name():
    found = guess_mapping(
        table({"q1": ["2 Dec 2024", "3 Dec 2024"], "q2": ["36.2, 37.1", "37S 331234 4008123"], "q3": ["a", "b"]})
    )
    assert (found.mapping.columns["event_date"], found.mapping.columns["position"]) == ("q1", "q2")
    assert "read as days" in found.why["event_date"]
    assert found.left_over == ("q3",)


@pytest.mark.parametrize("cells", [["12/30", "10/25"], ["12, 30", "10, 25"], ["12 30", "10 25"], ["12:30", "10:25"]])
@pytest.mark.parametrize("name", ["killed/injured", "pertes", "q2"])
def test_two_whole_numbers_are_coordinates_only_where_their_column_is_called_so(name, cells):
    others = {"date": ["2024-12-02", "2024-12-03"], "type": ["Battles", "Battles"], "place": ["Ariha", "Idlib"]}
    found = guess_mapping(table({**others, name: cells}))
    assert found.mapping.columns["place"] == "place"
    assert "position" not in found.mapping.columns
    assert (
        guess_mapping(table({**others, "coordinates": ["36, 37", "35, 36"]})).mapping.columns["position"]
        == "coordinates"
    )


def test_a_day_and_a_month_beside_a_year_are_the_day_and_no_coordinates():
    columns = {
        "Localité": ["El Geneina"] * 2,
        "Date": ["15/06", "25/06"],
        "Année": ["2023"] * 2,
        "Type": ["Combats"] * 2,
    }
    found = guess_mapping(table(columns))
    assert found.mapping.columns["event_date"] == "Date"
    assert "position" not in found.mapping.columns
    days = draft(table(columns), found.mapping, today=TODAY).events["event_date"]
    assert [f"{day:%Y-%m-%d}" for day in days] == ["2023-06-15", "2023-06-25"]


def test_of_two_columns_of_days_neither_is_taken():
    found = guess_mapping(table({"q1": ["2 Dec 2024"], "q2": ["3 Dec 2024"], "type": ["Battles"], "place": ["X"]}))
    assert "event_date" not in found.mapping.columns
    question = next(question for question in found.questions if question.field == "event_date")
    assert question.choices == ("q1", "q2")


def test_a_location_that_holds_coordinates_is_no_name():
    found = guess_mapping(table({"date": ["2024-12-02"], "location": ["36.2, 37.1"], "type": ["Battles"]}))
    assert found.mapping.columns["position"] == "location"
    assert "place" not in found.mapping.columns


WHOLE, CUT = "36°12'07\"N 37°09'41\"E", "36°12'07\"N ..."


@pytest.mark.parametrize("cells", [[CUT], [CUT, CUT, "36.2, 37.1"], [WHOLE, CUT]])
def test_a_position_that_is_not_understood_is_shown_as_it_stands(cells):
    rows = table({"day": ["2024-12-02"] * len(cells), "Position": cells})
    wrong = draft(rows, guess_mapping(rows).mapping, today=TODAY).faults.frame()
    wrong = wrong[wrong["column"] == "Position"]
    assert wrong["value"].tolist() == [CUT] * cells.count(CUT)
    assert set(wrong["fault"]) == {"is no position that can be read in one way"}


def test_a_column_called_position_that_holds_none_gives_way_to_whatever_says_where():
    rows = {"day": ["2024-12-02"], "position": ["Commander"]}
    assert guess_mapping(table({**rows, "place": ["Saraqib"]})).mapping.columns.get("place") == "place"
    for other in ({"place": ["Saraqib"]}, {"seen": ["36.2, 37.1"]}, {"lat": ["36.2"], "lon": ["37.1"]}):
        assert guess_mapping(table({**rows, **other})).mapping.columns.get("position") in (None, "seen")


def test_an_empty_column_called_position_leaves_the_question_open():
    assert "position" in asked(guess_mapping(table({"day": ["2024-12-02"], "position": [""]})))


def test_half_a_pair_is_not_taken():
    found = guess_mapping(table({"date": ["2024-12-02"], "lat": ["36.2"], "type": ["Battles"]}))
    assert not {"latitude", "position"} & set(found.mapping.columns)
    assert "position" in asked(found)


def test_one_day_that_can_be_read_in_one_way_decides_for_the_column_and_is_named():
    found = guess_mapping(table({"date": ["03/04/2024", "25/12/2024"], "type": ["Battles"] * 2, "place": ["X"] * 2}))
    assert found.mapping.day_order == "day first"
    assert "25/12/2024" in found.why["day_order"]


def test_where_no_day_decides_or_two_disagree_it_is_asked():
    open_question = guess_mapping(table({"date": ["03/04/2024"], "type": ["Battles"], "place": ["X"]}))
    torn = guess_mapping(
        table({"date": ["03/04/2024", "25/12/2024", "12/25/2024"], "type": ["Battles"] * 3, "place": ["X"] * 3})
    )
    for found in (open_question, torn):
        assert found.mapping.day_order == ""
        assert "03/04/2024" in asked(found)["day_order"]
    assert "both orders" in asked(torn)["day_order"]


def test_days_as_a_spreadsheet_counts_them_are_taken_only_where_every_cell_is_one():
    rest = {"type": ["Battles"] * 2, "place": ["X"] * 2}
    sure = guess_mapping(table({"date": ["45628", "45629"], **rest}))
    assert sure.mapping.excel_days
    assert "count days" in sure.why["excel_days"]
    assert not guess_mapping(
        table({"date": ["45628", "2024-12-02"], "type": ["Battles"] * 2, "place": ["X"] * 2})
    ).mapping.excel_days


def test_years_of_two_digits_and_times_without_a_zone_are_asked_about():
    found = guess_mapping(table({"date": ["25/12/24"], "time": ["14:30"], "type": ["Battles"], "place": ["X"]}))
    assert {"century", "time_zone"} <= set(asked(found))
    assert not next(question for question in found.questions if question.field == "time_zone").needed


def test_a_word_that_is_not_known_is_asked_about_and_never_made_a_type():
    cells = table({"date": ["2024-12-02"] * 2, "type": ["shelling", "incident"], "place": ["X"] * 2})
    found = guess_mapping(cells)
    assert found.mapping.words["event_type"] == {"shelling": "Explosions/Remote violence"}
    assert "'incident' (1 row)" in asked(found)["event_type"]
    assert draft(cells, found.mapping, today=TODAY).faults.by_reason() == {"unknown-type": 1}


def sheet_of(what: list[str], **more: list[str]):
    rows = len(what)
    first = {"When": ["2024-12-02"] * rows, "Where": ["Saraqib"] * rows, "What": what, "Who": ["Blue army"] * rows}
    return guess_mapping(table({**first, **more}))


def test_a_sheet_of_when_where_what_and_who_is_known_by_its_headers():
    found = sheet_of(["shelling", "clash"])
    kinds = {"event_type": "What", "sub_event_type": "What"}
    assert found.mapping.columns == {"event_date": "When", "place": "Where", "actor1": "Who", **kinds}
    assert found.questions == ()


def test_where_stands_for_a_position_when_it_holds_coordinates():
    found = sheet_of(["shelling"], Where=["36.2, 37.1"])
    assert found.mapping.columns["position"] == "Where"
    assert "place" not in found.mapping.columns


def test_what_is_a_summary_when_it_tells_in_sentences_and_the_type_is_asked_for():
    found = sheet_of(["Shells fell on the mill.", "Two cars met on the road."])
    assert found.mapping.columns["summary"] == "What"
    assert "event_type" not in found.mapping.columns
    assert asked(found)["event_type"].startswith("Which type of event are the rows")
    typed = sheet_of(["Shells fell on the mill."], Type=["shelling"]).mapping.columns
    assert (typed["event_type"], typed["summary"]) == ("Type", "What")


def test_one_odd_word_in_five_does_not_hide_a_column_of_types_and_is_asked_for():
    words = ["shelling", "clash", "Protests", "abduction"]

    def of(what: list[str]):
        rows = len(what)
        return table({"Day": ["2024-12-02"] * rows, "Seen": what, "Place": ["Saraqib"] * rows})

    found = guess_mapping(of([*words, "ruckus"]))
    assert found.mapping.columns["event_type"] == "Seen"
    assert "ruckus" not in found.mapping.words["event_type"]
    assert "'ruckus' (1 row)" in asked(found)["event_type"]
    assert draft(of([*words, "ruckus"]), found.mapping, today=TODAY).faults.by_reason() == {"unknown-type": 1}
    assert "event_type" not in guess_mapping(of([*words, "ruckus", "bother"])).mapping.columns


def test_a_file_that_says_no_type_is_asked_for_one():
    found = guess_mapping(table({"date": ["2024-12-02"], "place": ["X"]}))
    assert asked(found)["event_type"].startswith("Which type of event are the rows")


def test_how_exact_points_are_is_said_to_be_taken_for_granted():
    found = guess_mapping(table({"date": ["2024-12-02"], "type": ["Battles"], "lat": ["36"], "lon": ["37"]}))
    assert found.mapping.fixed == {"uncertainty_km": "5"}
    assert "until you say otherwise" in found.why["uncertainty_km"]


def test_where_the_file_draws_its_rows_no_column_of_degrees_is_needed():
    shapes = np.array([shapely.Point(37, 36)], dtype=object)
    found = guess_mapping(
        table({"date": ["2024-12-02"], "type": ["Battles"], "lat": ["1"], "lon": ["2"]}, geometry=shapes)
    )
    assert not {"latitude", "longitude", "position"} & set(found.mapping.columns)
    assert "position" not in asked(found)


def test_a_column_of_publication_that_holds_no_days_is_not_read_and_said_so():
    rest = {"date": ["2024-12-02"], "type": ["Battles"], "place": ["X"]}
    found = guess_mapping(table({**rest, "published": ["yes"]}))
    assert "published_on" not in found.mapping.columns
    assert found.why["published_on"].startswith("Not read")
    assert "published_on" in guess_mapping(table({**rest, "published": ["2024-12-03;2024-12-04"]})).mapping.columns


def test_a_guess_can_be_saved():
    mapping = guess_mapping(table({"Date": ["25/12/2024"], "Type": ["clash"], "Lat": ["36"], "Lon": ["37"]})).mapping
    assert from_toml(mapping.to_toml()) == mapping


def test_the_key_of_a_dataset_is_the_name_of_its_file_without_days():
    assert dataset_of("Idlib_incidents_2024-12-02 (1).xlsx") == "idlib-incidents"
    assert dataset_of("2024-12-02.csv") == "table"


def test_no_name_of_a_column_stands_for_two_fields():
    fields: dict[frozenset[str], set[str]] = {}
    for field in FIELDS_NAMED:
        for name in names_of(field):
            assert key_of(name), name
            fields.setdefault(key_of(name), set()).add(field)
    several = {frozenset(held) for held in fields.values() if len(held) > 1}
    # the cells tell which: words for kinds of event, days or the days of a month, months (Arabic) or towns (Persian)
    assert several == {
        frozenset({"event_type", "summary"}),
        frozenset({"event_date", "event_day"}),
        frozenset({"event_month", "place"}),
    }
    assert set(FIELDS_NAMED) <= set(FIELDS)


def test_every_word_leads_to_a_type_and_every_strike_is_known():
    assert set(SUB_TYPES.values()) <= set(EVENT_TYPES)
    assert set(STRIKE_DELIVERY) <= set(SUB_TYPES)
    assert known_word(" Airstrike ") == ("Explosions/Remote violence", "Air/drone strike")
    assert known_word("attack") is None


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Luftangriff", "Air/drone strike"), ("Beschuss", "Shelling/artillery/missile attack"),
        ("çatışma", "Armed clash"), ("Hava saldırısı", "Air/drone strike"), ("confrontos", "Armed clash"),
        ("sequestro", "Abduction/forced disappearance"), ("درگیری", "Armed clash"), ("حمله هوایی", "Air/drone strike"),
        ("הפגזה", "Shelling/artillery/missile attack"), ("מעצר", "Arrests"),
    ],
)  # fmt: skip
def test_words_for_events_are_known_in_every_language_whose_columns_are(word, kind):
    assert known_word(word) == (SUB_TYPES[kind], kind)


@pytest.mark.parametrize("words", words_by_kind(), ids=lambda one: one[1] or one[0])
def test_no_word_for_an_event_stands_for_two_types(words):
    event_type, _, listed = words
    for word in listed:
        assert (known_word(word) or ("",))[0] == event_type, word


names = some.one_of(
    some.sampled_from(sorted({name for field in FIELDS_NAMED for name in names_of(field)})), some.text(max_size=8)
)
texts = some.one_of(
    some.text(max_size=20),
    some.sampled_from(
        ["2024-12-02", "03/04/24", "36.2, 37.1", "37S 331234 4008123", "36,2", "10-15", "shelling", "3.0", "0"]
    ),
)
tables_of_anything = some.integers(0, 4).flatmap(
    lambda rows: some.dictionaries(names, some.lists(texts, min_size=rows, max_size=rows), min_size=1, max_size=8)
)


@pytest.mark.thorough
@given(tables_of_anything, some.sampled_from(["", "#date+start", "#geo+lat", "#geo+coord", "+", "#"]))
def test_any_table_is_guessed_and_drafted_and_its_account_adds_up(columns, tag):
    cells = table(columns, tags={next(iter(columns)): tag})
    found = guess_mapping(cells)
    assert from_toml(found.mapping.to_toml()) == found.mapping
    read = draft(cells, found.mapping, today=TODAY)
    assert len(read.accepted) + read.faults.rejected == read.read == len(cells.cells)


def test_a_column_of_words_for_kinds_of_event_is_the_type_whatever_it_is_called():
    cells = table({"Day": ["2024-12-02"] * 2, "Seen": ["air strike", "clash"], "Place": ["X", "Y"]})
    found = guess_mapping(cells)
    assert found.mapping.columns["event_type"] == "Seen"
    assert list(draft(cells, found.mapping, today=TODAY).events["event_type"]) == [
        "Explosions/Remote violence",
        "Battles",
    ]


@pytest.mark.parametrize(
    ("columns", "summary", "place"),
    [
        (("name", "description"), "description", "name"),
        (("name",), "name", None),
        (("name", "description", "village"), "description", "village"),
    ],
)
def test_the_name_of_a_placemark_is_its_place_where_its_description_says_what_happened(columns, summary, place):
    cells = {"when": ["2024-12-02"], "type": ["airstrike"], **{name: ["Suran"] for name in columns}}
    found = guess_mapping(table(cells, file="seen.kml", kind="kml", geometry=np.array([shapely.Point(36, 35)])))
    assert found.mapping.columns["summary"] == summary
    assert found.mapping.columns.get("place") == place


def test_in_other_tables_a_name_is_no_place():
    cells = {"date": ["2024-12-02"], "name": ["Amal"], "description": ["seen"], "lat": ["35"], "lon": ["36"]}
    assert "place" not in guess_mapping(table(cells)).mapping.columns


def test_a_day_that_is_told_only_as_that_of_the_report_may_be_chosen_for_the_event():
    found = guess_mapping(table({"Reported on": ["2024-12-05"], "Type": ["clash"], "Town": ["Suran"]}))
    asked = {question.field: question.choices for question in found.questions}
    assert asked["event_date"] == ("Reported on",)


@pytest.mark.parametrize("name", ["OBJECTID", "FID", "ObjectID", "OBJECTID_1", "fid", "OGC_FID"])
def test_the_number_that_a_program_gives_each_row_is_no_id_and_neither_is_a_column_that_repeats_it(name):
    columns = {name: ["1", "2"], "id": ["1", "2"], "Date": ["2024-12-02", "2024-12-03"], "Town": ["A", "B"]}
    found = guess_mapping(table(columns))
    assert "source_id" not in found.mapping.columns
    assert "number that a program gives each row" in found.why["source_id"]
    own = guess_mapping(table({**columns, "id": ["a7", "b9"]}))
    assert own.mapping.columns["source_id"] == "id"
