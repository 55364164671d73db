"""TimeMap in each layout: Bellingcat's API, and the events sheet of older maps."""

from __future__ import annotations

from tests.ingest.formats.worlds import csv, document, drafted, held, only

ENTRY = {
    "id": "CIV1", "date": "12/13/2024", "latitude": "49.71", "longitude": "37.61", "location": "Exampleton",
    "description": "Made up: a house hit.",
    "sources": [{"id": "s1", "path": "https://example.org/1", "description": "Video"},
                {"id": "s2", "path": "https://example.org/2", "description": "Photo"}],
    "filters": [{"key": "Type of area affected", "value": "Residential"}],
}  # fmt: skip


def test_an_entry_of_the_api_is_read_field_by_field(tmp_path):
    found, rows = drafted(document(tmp_path, [ENTRY]), event_type="Explosions/Remote violence")
    assert (found.format.id, found.mapping.day_order) == ("timemap", "month first")
    held(
        only(rows),
        source_id="CIV1", event_date="2024-12-13", place="Exampleton", latitude=49.71, longitude=37.61,
        uncertainty_km=1.0, summary="Made up: a house hit. Type of area affected: Residential.",
        source_url="https://example.org/1", source_title="Also https://example.org/2", source_publisher="",
    )  # fmt: skip


def test_a_hidden_source_is_neither_link_nor_publisher(tmp_path):
    hidden = [{"id": "srcHidden", "path": "HIDDEN", "description": "Source hidden"}]
    _, rows = drafted(document(tmp_path, [{**ENTRY, "sources": hidden}]), event_type="Battles")
    held(only(rows), source_url="", source_title="", source_publisher="", asserted_by="file.json")


def test_older_entries_with_associations_and_lists_of_paths_are_read(tmp_path):
    old = {name: value for name, value in ENTRY.items() if name != "filters"}
    sources = [{"id": "s1", "paths": ["https://example.org/1", "https://example.org/2"], "title": "Video"}]
    old |= {"associations": ["Residential"], "sources": sources, "category": "Shelling"}
    found, rows = drafted(document(tmp_path, [old]))
    assert found.format.id == "timemap"
    held(
        only(rows),
        event_type="Explosions/Remote violence", source_url="https://example.org/1",
        source_title="Also https://example.org/2",
    )  # fmt: skip


def test_the_events_sheet_with_numbered_columns_is_read(tmp_path):
    header = (
        "id,description,date,time,time_precision,location,latitude,longitude,category,association1,association2,source1"
    )
    row = "7,Made up,12/13/2024,14:30,,Exampleton,36.2,37.1,Shelling,market,,https://example.org/1"
    found, rows = drafted(csv(tmp_path, header, row))
    assert found.format.id == "timemap"
    held(only(rows), source_id="7", event_time="2024-12-13T14:30", source_url="https://example.org/1")


def test_the_words_of_a_description_tell_the_type_where_no_column_does_and_other_rows_are_asked_for(tmp_path):
    shelled = {**ENTRY, "id": "CIV2", "description": "Made up: a market was shelled."}
    found, rows = drafted(document(tmp_path, [ENTRY, shelled]))
    assert [question.field for question in found.questions if question.needed] == ["event_type"]
    assert rows.faults.by_reason() == {"no-type": 1}
    held(
        rows.accepted.iloc[0],
        source_id="CIV2", event_type="Explosions/Remote violence", sub_event_type="Shelling/artillery/missile attack",
    )  # fmt: skip
    _, answered = drafted(document(tmp_path, [ENTRY, shelled]), event_type="Battles")
    assert list(answered.accepted["event_type"]) == ["Battles", "Explosions/Remote violence"]
