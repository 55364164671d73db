"""A mapping is text that a person can edit, and says what is wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.common.errors import SchemaError
from geo.events.events import EVENT_TYPES
from ingest.mappings.fields import EVENT_FIELDS, FIELDS
from ingest.mappings.mapping import DAY_ORDERS, ColumnMapping, check_columns, from_toml

free = sorted(name for name in EVENT_FIELDS if not FIELDS[name].codes and name != "position")
halves = (
    [name for index, name in enumerate(free) if index % 2],
    [name for index, name in enumerate(free) if not index % 2],
)
mappings = some.builds(
    ColumnMapping,
    format=some.text(),
    dataset=some.text(),
    columns=some.dictionaries(some.sampled_from(halves[0]), some.text()),
    fixed=some.dictionaries(some.sampled_from(halves[1]), some.text()),
    words=some.one_of(
        some.dictionaries(some.sampled_from(free), some.dictionaries(some.text(), some.text())),
        some.fixed_dictionaries({"event_type": some.dictionaries(some.text(), some.sampled_from(EVENT_TYPES))}),
    ),
    day_order=some.sampled_from(DAY_ORDERS),
    time_zone=some.sampled_from(["", "Asia/Damascus", "+03:00"]),
    century=some.sampled_from(["", "20"]),
    excel_days=some.booleans(),
)


@pytest.mark.thorough
@given(mappings)
def test_a_mapping_written_down_reads_back(mapping):
    assert from_toml(mapping.to_toml()) == mapping


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("format = ", "is not TOML"),
        ("colour = 'red'", "unknown settings: colour"),
        ("[columns]\nkilled = 'n'", "unknown fields under columns: killed"),
        ("[columns]\nplace = 3", "columns.place is no text"),
        ("columns = 'place'", "columns is no table"),
        ("[words]\nplace = 'x'", "words.place is no table"),
        ("[words.event_type]\nraid = 'Raid'", "translates to Raid"),
        ("[columns]\nplace = 'a'\n[fixed]\nplace = 'b'", "place from a column and fixes it"),
        ("[columns]\nposition = 'a'\nlatitude = 'b'", "both coordinates"),
        ("day_order = 'year first'", "day_order 'year first'"),
        ("time_zone = 'Mars/Base'", "time_zone 'Mars/Base'"),
        ("time_zone = '../etc'", "time_zone '../etc'"),
        ("century = '2'", "century '2'"),
        ("excel_days = 'yes'", "neither true nor false"),
    ],
)
def test_a_mapping_that_is_not_sound_names_what_is_wrong(text, named):
    with pytest.raises(SchemaError, match=named) as raised:
        from_toml(text, "mapping.toml")
    assert raised.value.file == "mapping.toml"
    assert raised.value.remedy


def test_a_column_the_file_has_not_is_named_with_those_it_has():
    with pytest.raises(SchemaError, match=r"has no column 'Town'.*Its columns are Village\."):
        check_columns(ColumnMapping(columns={"place": "Town"}), ["Village"], "file.csv")
