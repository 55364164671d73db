"""Words are data that anybody may add to: what a list has to keep to, so that a slip in one is found before it reads a
row wrong."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from geo.common.word_lists import in_all_languages, word_list
from geo.events.events import EVENT_TYPES, SUB_EVENT_TYPES
from ingest.control_tables import place_columns, place_holders
from ingest.drafts import month_names, nothing, weekday_names
from ingest.drafts.letters import folded
from ingest.formats import footage_words
from ingest.geocoding import directions, phrases
from ingest.mappings import hxl_tags, precision_words
from ingest.mappings.fields import FIELDS


@pytest.mark.parametrize(("module", "many"), [(month_names, 12), (weekday_names, 7)])
def test_every_language_has_a_place_for_each_month_and_day(module, many):
    names = word_list(module.__file__)["names"]
    assert {language: len(names[language]) for language in names} == dict.fromkeys(names, many)


@pytest.mark.parametrize("module", [month_names, weekday_names])
def test_no_name_is_that_of_two_months_or_of_two_days(module):
    said = {
        (folded(name), number)
        for lists in word_list(module.__file__)["names"].values()
        for number, names in enumerate(lists)
        for name in names
    }
    assert len({name for name, _ in said}) == len(said)


def test_no_word_for_the_exactness_of_a_place_means_two():
    words = [word for one in word_list(precision_words.__file__).values() for word in in_all_languages(one)]
    assert len(words) == len(set(words))


def test_no_word_of_a_status_means_two():
    words = [word for one in word_list(place_holders.__file__)["statuses"].values() for word in one]
    assert len(words) == len(set(words))


def test_words_of_footage_tell_types_and_kinds_there_are():
    for one in word_list(footage_words.__file__)["words"]:
        assert one["type"] in EVENT_TYPES
        assert one["kind"] == "" or SUB_EVENT_TYPES[one["kind"]] == one["type"]


def test_tags_stand_for_fields_there_are():
    with Path(hxl_tags.__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as rows:
        assert {row["field"] for row in csv.DictReader(rows)} <= {*FIELDS, ""}


def test_a_holder_is_called_what_tables_of_control_alone_say_and_what_tables_of_events_say_too():
    too = set(word_list(place_columns.__file__)["of_events_too"])
    assert too < set(place_columns.NAMES[place_columns.HOLDER])
    assert "control" in too
    assert "controlled by" in place_columns.ONLY_OF_CONTROL


def test_what_says_nothing_in_a_number_may_say_none_in_words():
    assert nothing.is_no_one("Keine")
    assert nothing.is_zero("Ноль")
    assert not nothing.is_no_one("zero")


def test_no_word_beside_a_place_reaches_to_two_things():
    words = [word for one in word_list(phrases.__file__)["reaches"].values() for word in in_all_languages(one)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("point", directions.POINTS)
def test_a_point_of_the_compass_is_read_in_every_way_it_is_written(point):
    for word in (words[point] for words in word_list(directions.__file__)["points"].values()):
        found = directions.first_direction(word, after_distance=True)
        assert found is not None
        assert found[0].english == point


def test_words_of_other_letters_that_are_looked_for_stand_in_data_files():
    listed = re.compile(r"[^\W\d_a-zA-Z]{2,}\|[^\W\d_a-zA-Z]{2,}")
    root = Path(__file__).parents[2]
    of_code = [path for room in ("geo", "ingest") for path in sorted((root / room).rglob("*.py"))]
    assert [path.name for path in of_code if listed.search(path.read_text(encoding="utf-8"))] == []


def test_a_list_is_read_once():
    assert word_list(month_names.__file__) is word_list(month_names.__file__)
