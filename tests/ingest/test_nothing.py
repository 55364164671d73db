"""A cell of nothing is an empty cell, in every field and every language; a part of a longer text is none."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from ingest.drafts.draft import draft
from ingest.drafts.nothing import MARKS, MAY_BE_NAMES, NO_ONE, WORDS, is_nothing
from ingest.mappings.fields import FIELDS, FieldType
from ingest.mappings.mapping import ColumnMapping
from tests.ingest.small_tables import table

TODAY = date(2026, 11, 28)
SOUND = {"event_date": "2024-12-02", "event_type": "Battles", "latitude": "36.2", "longitude": "37.1",
         "uncertainty_km": "5", "place": "Azaz", "actor1": "Them"}  # fmt: skip


def events_of(**cells: str) -> pd.DataFrame:
    row = {**SOUND, **cells}
    found = draft(
        table({name: [text] for name, text in row.items()}),
        ColumnMapping(columns={name: name for name in row}),
        today=TODAY,
    )
    return found.events.assign(faulty=found.faults.faulty)


@pytest.mark.parametrize(
    "text",
    [
        "NA", "N/A", "n.a.", "null", "NULL", "NaN", "None", "nil", "-", "--", "–", "—", "?", "…", "<NA>", "(null)",
        "not known", "Unknown", "UNKNOWN.", "no data", "غير معروف", "غير محدد", "لا يوجد", "невідомо", "Неизвестно",
        "inconnu", "Non précisé", "desconocido", "sin datos", "desconhecido", "unbekannt", "k.A.", "k. A.", "#N/A",
        "н/д", "bilinmiyor", "نامشخص", "לא ידוע", "sconosciuto", "\u200f غير معروف \u200f", "N.A", "()",
        "#REF!", "#DIV/0!", "#Wert!", "#ЗНАЧ!",
    ],
)  # fmt: skip
def test_what_says_nothing_is_no_actor_place_area_source_or_link(text):
    fields = [name for name, field in FIELDS.items() if field.sort is FieldType.TEXT]
    assert [name for name in fields if not is_nothing(text, FIELDS[name].sort)] == []
    event = events_of(actor1=text, actor2=text, adm1=text, source_publisher=text, source_url=text, source_id=text)
    assert list(event[["actor1", "actor2", "adm1", "source_publisher", "source_url", "source_id"]].iloc[0]) == [
        "not named", "", "", "", "", ""
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Unidentified Armed Group (Syria)", "Unknown Group 7", "Na", "Nil", "Nan", "Noname", "Unknown Soldier Square",
        "Nadir", "No. 7", "A", "7", "غير معروف الهوية", "Novo", "🚁",
    ],
)  # fmt: skip
def test_a_name_stays_a_name(text):
    assert events_of(actor1=text, place=text)[["actor1", "place"]].iloc[0].to_list() == [text, text]


EVERY_WAY = sorted(
    {text for word in MARKS | WORDS for text in (word, word.upper(), f" {word} ")} - MAY_BE_NAMES
)  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, field in FIELDS.items()
        if field.sort not in (FieldType.TYPE, FieldType.COUNT, FieldType.DAY_PART, FieldType.POSITION)
    ],
)
def test_a_cell_of_nothing_equals_an_empty_cell_in_every_field(name):
    texts = [text for text in EVERY_WAY if text.strip().casefold() not in NO_ONE or FIELDS[name].sort is FieldType.TEXT]
    columns = {field: [text] * (len(texts) + 1) for field, text in SOUND.items()} | {name: ["", *texts]}
    found = draft(table(columns), ColumnMapping(columns={field: field for field in columns}), today=TODAY)
    events = found.events.assign(faulty=found.faults.faulty).astype("string").fillna("")
    assert [
        text for text, same in zip(texts, (events.iloc[1:] == events.iloc[0]).all(axis=1), strict=True) if not same
    ] == []


@pytest.mark.parametrize("name", [name for name, field in FIELDS.items() if field.sort is FieldType.COUNT])
def test_a_count_of_nothing_is_not_known(name):
    for text in ("NA", "null", "-", "غير معروف", "н/д"):
        pd.testing.assert_frame_equal(events_of(**{name: text}), events_of(**{name: ""}))


def test_an_unknown_type_is_asked_and_an_empty_one_is_empty():
    assert not is_nothing("Unknown", FieldType.TYPE)
    assert is_nothing("NA", FieldType.TYPE)


def test_the_words_of_a_mapping_come_first():
    columns = {name: [text] for name, text in {**SOUND, "actor1": "NA"}.items()}
    mapping = ColumnMapping(columns={name: name for name in SOUND}, words={"actor1": {"NA": "New Army"}})
    assert draft(table(columns), mapping, today=TODAY).events["actor1"].to_list() == ["New Army"]


@pytest.mark.parametrize(
    ("column", "texts", "countries"),
    [
        ("Country", ["ZA", "NA", "AO"], ["ZA", "NA", "AO"]),  # codes of two letters: Namibia
        ("Country", ["ZA", "NA", "null", ""], ["ZA", "NA", "", ""]),
        ("iso2", ["NA", "NA"], ["NA", "NA"]),
        ("country_code", ["NA", ""], ["NA", ""]),
        ("Country", ["NA", "NA"], ["", ""]),  # nothing says that these are codes
        ("Country", ["ZAF", "NA", "AGO"], ["ZAF", "", "AGO"]),
        ("iso2", ["South Africa", "NA"], ["South Africa", ""]),
        ("Country", ["Namibia", "NA", "na"], ["Namibia", "", ""]),
    ],
)
def test_na_is_namibia_in_a_column_of_codes_of_two_letters_and_nowhere_else(column, texts, countries):
    columns = {name: [text] * len(texts) for name, text in SOUND.items()} | {column: texts, "adm1": ["NA"] * len(texts)}
    mapping = ColumnMapping(columns={name: name for name in SOUND} | {"country": column, "adm1": "adm1"})
    found = draft(table(columns), mapping, today=TODAY).events
    assert (list(found["country"]), set(found["adm1"])) == (countries, {""})
