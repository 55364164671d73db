"""Codes that a program wrote as numbers with a decimal: 1.0 is the code 1, in every column and every format."""

from __future__ import annotations

import pytest

from ingest.formats import recognise
from ingest.mappings.answers import type_words
from ingest.mappings.mapping import ColumnMapping
from tests.cases.running import FILES, brought_in, cli
from tests.ingest.small_tables import fixture, table


@pytest.mark.thorough
def test_35_codes_written_as_floats_ask_nothing(syr):
    told = cli("import", FILES / "35-ucdp-codes-as-floats.csv", "--data", syr, "--dry-run")
    assert "To be said" not in told.output
    assert brought_in("35-ucdp-codes-as-floats.csv", syr)["accepted"] == 3


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("ucdp_ged.csv", ("type_of_violence", "where_prec", "date_prec", "event_clarity", "year")),
        ("ucdp_candidate_without_header.csv", ()),
        ("acled.csv", ("time_precision", "geo_precision", "inter1", "inter2", "year", "fatalities")),
    ],
)
@pytest.mark.parametrize("decimals", [".0", ".00", ",0"])
def test_a_file_whose_codes_are_floats_is_read_as_the_file_it_was(name, columns, decimals):
    from datetime import date

    from ingest.drafts.draft import draft

    before = fixture(name)
    if not columns:
        columns = tuple(before.cells.columns[at] for at in (2, 5, 24, 37))
    cells = before.cells.copy()
    for column in columns:
        whole = cells[column].str.fullmatch(r"\d+")
        cells[column] = cells[column].where(~whole, cells[column] + decimals)
    floats = table({str(column): list(cells[column]) for column in cells.columns}, header=before.header)
    there, here = recognise(before), recognise(floats)
    assert (here.format.id, here.questions) == (there.format.id, there.questions)
    today = date(2026, 11, 28)
    one, other = draft(before, there.mapping, today=today), draft(floats, here.mapping, today=today)
    assert other.faults.by_reason() == one.faults.by_reason()
    same = [column for column in one.events.columns if column not in ("asserted_by", "source_id")]
    assert one.events[same].reset_index(drop=True).equals(other.events[same].reset_index(drop=True))


def test_the_words_of_a_plain_table_are_asked_without_the_decimals_that_were_answered():
    codes = table({"Type": ["1.0", "2.00", "NA", "raid"], "Date": ["2024-12-02"] * 4})
    mapping = ColumnMapping(columns={"event_type": "Type", "event_date": "Date"},
                      words={"event_type": {"1": "Battles", "2": "Riots"}})  # fmt: skip
    words = type_words(codes, mapping)
    assert dict(zip(words["text"], words["means"], strict=True)) == {"raid": "", "1.0": "Battles", "2.00": "Riots"}
