"""Files of the formats many people hold: recognised by their content, read by their own codes, credited."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.common.errors import SchemaError
from ingest.drafts.draft import Draft, draft
from ingest.formats import all_formats, format_of, recognise
from ingest.formats.base import usual_name
from ingest.formats.ucdp import COLUMNS, EVENT_TYPES, TIME_PRECISION, UCDP_SUB_TYPES, WHERE_PREC
from ingest.mappings.fields import FIELDS
from ingest.mappings.mapping import TABLE, ColumnMapping, check_mapping, from_toml
from ingest.tables import Table
from tests.ingest.small_tables import fixture, table
from tests.suites import first_quick

TODAY = date(2025, 1, 31)
SAMPLES = {
    "acled.csv": "acled",
    "ucdp_ged.csv": "ucdp",
    "ucdp_candidate_without_header.csv": "ucdp",
    "geoconfirmed.csv": "geoconfirmed",
    "osint_geo_extractor.json": "osint-geo-extractor",
    "timemap.csv": "timemap",
    "hxl.csv": TABLE,
}


def drafted(name: str, **fixed: str) -> Draft:
    """The sample read as it is recognised, with what a person would answer."""
    cells = fixture(name)
    found = recognise(cells).mapping
    mapping = ColumnMapping(**{**vars(found), "fixed": {**found.fixed, **fixed}})
    return draft(cells, mapping, today=TODAY)


@pytest.mark.parametrize(("name", "known"), SAMPLES.items())
def test_a_file_is_recognised_by_its_content(name, known):
    found = recognise(fixture(name))
    assert found.format.id == found.mapping.format == known
    assert found.because.endswith(".")
    assert set(found.mapping.columns) <= set(found.why)


@pytest.mark.parametrize(("name", "known"), SAMPLES.items())
def test_the_account_of_every_sample_adds_up(name, known):
    found = drafted(name)
    assert len(found.accepted) + found.faults.rejected == found.read == len(fixture(name).cells)
    assert found.faults.frame()["remedy"].str.len().gt(10).all()


@pytest.mark.thorough
@pytest.mark.parametrize(
    "name", first_quick(name for name, known in SAMPLES.items() if known != TABLE and "without" not in name)
)
@given(data=some.data())
def test_the_order_the_case_and_the_company_of_columns_do_not_matter_and_a_few_may_be_missing(name, data):
    cells = fixture(name).cells
    names = {usual_name(column) for column in cells.columns}
    layout = next(one for one in format_of(SAMPLES[name], "").layouts if one.needs <= names)
    spare = len(layout.needs) - int(np.ceil(0.8 * len(layout.needs)))
    dropped = data.draw(some.lists(some.sampled_from(sorted(layout.needs - layout.marks)), max_size=spare, unique=True))
    kept = data.draw(some.permutations([column for column in cells.columns if usual_name(column) not in dropped]))
    columns = {"Note": [""] * len(cells)} | {column.upper(): list(cells[column]) for column in kept}
    assert recognise(table(columns)).format.id == SAMPLES[name]


def test_a_table_that_only_shares_common_columns_is_no_known_format():
    common = {
        name: ["x"] for name in ("event_date", "event_type", "actor1", "latitude", "longitude", "notes", "fatalities")
    }
    assert recognise(table(common)).format.id == TABLE


def test_forty_nine_columns_of_anything_are_no_ucdp():
    anything = {f"column {number}": ["1"] for number in range(1, 50)}
    assert recognise(table(anything, header=False)).format.id == TABLE


def without_header(rows: int, **odd: str) -> Table:
    """The first row of the sample without header, so many times under ids of their own; `odd` replaces in the first."""
    one = fixture("ucdp_candidate_without_header.csv").cells.iloc[0]
    columns = {f"column {number}": [cell] * rows for number, cell in enumerate(one, start=1)}
    columns["column 1"] = [str(number) for number in range(rows)]
    for name, cell in odd.items():
        columns[f"column {COLUMNS.index(name) + 1}"][0] = cell
    return table(columns, header=False, rows=np.arange(rows) + 1)


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        ({"where_prec": "8"}, "bad-precision"),
        ({"type_of_violence": "9"}, "unknown-type"),
        ({"date_start": "soon"}, "unreadable-date"),
        ({"latitude": "north"}, "unreadable-position"),
    ],
)
def test_an_odd_cell_of_a_file_without_header_is_a_fault_of_its_row_and_not_of_the_file(odd, reason):
    cells = without_header(10, **odd)
    found = recognise(cells)
    assert found.format.id == "ucdp"
    assert draft(cells, found.mapping, today=TODAY).faults.by_reason() == {reason: 1}


def test_a_file_without_header_that_is_odd_throughout_is_read_by_its_places_where_that_is_asked():
    cells = without_header(1, where_prec="8")
    assert recognise(cells).format.id == TABLE
    found = recognise(cells, "ucdp")
    assert draft(cells, found.mapping, today=TODAY).faults.by_reason() == {"bad-precision": 1}


def test_a_file_without_header_of_another_width_is_refused_with_the_widths():
    cells = table({"column 1": ["1"], "column 2": ["2"]}, header=False)
    with pytest.raises(SchemaError, match=r"no header, and 2 columns\. Give it its header, or all 49 columns"):
        recognise(cells, "ucdp")


def test_a_format_that_is_asked_for_is_used_or_refused():
    assert recognise(fixture("acled.csv"), "table").mapping.format == TABLE
    with pytest.raises(SchemaError, match="is no UCDP"):
        recognise(fixture("acled.csv"), "ucdp")
    with pytest.raises(SchemaError, match="Known are acled, acled-aggregates, awsd"):
        recognise(fixture("acled.csv"), "gdelt")


def test_acled_charges_nobody_and_says_nothing_of_publication():
    found = drafted("acled.csv")
    assert found.faults.by_reason() == {"bad-precision": 1}
    battle, strike = found.accepted.iloc[0], found.accepted.iloc[1]
    assert (battle["actor1"], battle["actor2"], battle["perpetrator"]) == ("Blue Army", "Red Front", "")
    assert battle["event_date"] == pd.Timestamp("2024-12-02")
    assert pd.isna(battle["published_on"])
    assert (battle["fatalities_best"], battle["place"], battle["adm1"]) == (4, "Exampleton", "North")
    assert (strike["sub_event_type"], strike["time_precision"]) == ("Air/drone strike", 2)
    assert (strike["geo_precision"], strike["uncertainty_km"]) == (2, 30)
    assert strike["asserted_by"] == "Example Times; Sample Radio"
    assert not format_of("acled", "").rows_may_be_passed_on


@pytest.mark.parametrize("name", ["ucdp_ged.csv", "ucdp_candidate_without_header.csv"])
def test_ucdp_is_read_by_its_codebook_with_or_without_header(name):
    found = drafted(name)
    assert found.faults.by_reason() == {"low-above-high": 1}
    state, one_sided, non_state = (found.events.iloc[at] for at in range(3))
    assert (state["event_type"], state["sub_event_type"], state["perpetrator"]) == (
        "Battles",
        "State-based conflict",
        "",
    )
    assert (state["fatalities_low"], state["fatalities_best"], state["fatalities_high"]) == (3, 4, 6)
    assert (state["source_id"], state["asserted_by"]) == ("900001", "army spokesman")
    assert state["published_on"] == pd.Timestamp("2024-12-03")
    assert (one_sided["event_type"], one_sided["perpetrator"]) == ("Violence against civilians", "Red Front")
    assert one_sided["civilians_killed"] == 5
    assert (one_sided["event_date"].day, one_sided["end_date"].day, one_sided["time_precision"]) == (2, 8, 2)
    assert (one_sided["geo_precision"], one_sided["uncertainty_km"]) == (3, 120)
    assert (non_state["event_type"], non_state["sub_event_type"]) == ("Battles", "Non-state conflict")
    assert (non_state["event_date"], non_state["end_date"]) == (pd.Timestamp("2024-01-01"), pd.Timestamp("2024-12-31"))


def test_the_code_tables_of_ucdp_hold_every_code_and_nothing_else():
    assert set(EVENT_TYPES) == set(UCDP_SUB_TYPES) == set("123")
    assert set(TIME_PRECISION) == set("12345")
    assert set(WHERE_PREC) == set("1234567")
    assert len(COLUMNS) == 49
    precisions = [int(code) for code, _ in WHERE_PREC.values()]
    assert precisions[:4] == sorted(precisions[:4])


def test_geoconfirmed_needs_a_type_and_keeps_its_rows_without_a_day_apart():
    assert drafted("geoconfirmed.csv").faults.by_reason() == {"no-type": 1, "no-date": 1}
    found = drafted("geoconfirmed.csv", event_type="Battles")
    assert found.faults.by_reason() == {"no-date": 1}
    event = found.accepted.iloc[0]
    assert (event["actor1"], event["perpetrator"], event["source_publisher"]) == ("Blue Army", "", "GeoConfirmed")
    assert (event["event_time"], event["published_on"]) == ("", pd.Timestamp("2024-12-04"))


def test_osint_geo_extractor_keeps_all_links_and_its_lost_positions_are_set_aside():
    found = drafted("osint_geo_extractor.json", event_type="Explosions/Remote violence")
    assert found.faults.by_reason() == {"null-island": 1}
    event = found.accepted.iloc[0]
    assert event["source_url"] == "https://example.org/a"
    assert event["source_title"] == "Bridge hit; also https://example.net/b"
    assert (event["place"], event["asserted_by"]) == ("Exampleton, bridge", "Example Collective")


def test_osint_geo_extractor_tells_the_type_by_plain_words_as_other_collections_of_footage_do():
    cells = fixture("osint_geo_extractor.json")
    cells.cells["description"] = "An air strike on the bridge"
    events = draft(cells, recognise(cells).mapping, today=TODAY).accepted
    assert list(events["event_type"]) == ["Explosions/Remote violence"]
    assert list(events["sub_event_type"]) == ["Air/drone strike"]


def test_timemap_reads_the_order_of_its_days_and_asks_for_a_category_it_does_not_know():
    found = recognise(fixture("timemap.csv"))
    assert found.mapping.day_order == "month first"
    assert [question.field for question in found.questions if question.needed] == ["event_type"]
    events = drafted("timemap.csv")
    assert events.faults.by_reason() == {"unknown-type": 1}
    event = events.accepted.iloc[0]
    assert (event["event_date"], event["event_time"]) == (pd.Timestamp("2024-12-25"), "2024-12-25T14:30")
    assert event["sub_event_type"] == "Shelling/artillery/missile attack"
    assert event["source_title"] == "Also https://example.net/s2"


def test_a_tagged_table_is_read_by_its_tags():
    found = drafted("hxl.csv")
    assert not found.faults.faulty.any()
    first, second = found.events.iloc[0], found.events.iloc[1]
    assert (first["latitude"], first["end_date"].day, first["sub_event_type"]) == (36.2, 3, "Armed clash")
    assert (second["end_date"], second["time_precision"]) == (pd.Timestamp("2024-12-31"), 3)
    assert (second["fatalities_low"], second["fatalities_high"]) == (10, 15)


@pytest.mark.parametrize("known", all_formats(), ids=lambda known: known.id)
def test_every_format_has_a_sound_mapping_that_can_be_saved_and_says_what_may_be_done_with_its_rows(known):
    brings_rows = known.id != "deletions"
    assert known.licence.endswith(".") == brings_rows
    for layout in known.layouts:
        check_mapping(layout.mapping)
        assert layout.mapping.format == known.id
        assert from_toml(layout.mapping.to_toml()) == layout.mapping
        assert all(note.endswith(".") for note in (*known.notes, *layout.notes))
        assert set(layout.mapping.columns) <= set(FIELDS)
        assert layout.marks <= layout.needs
        if layout.needs:
            assert known.credit
            assert layout.checked
            assert layout.documented
            assert "perpetrator" not in layout.mapping.columns
