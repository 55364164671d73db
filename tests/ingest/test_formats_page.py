"""docs/formats.md says what the modules do: its tables are held against them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from geo.validation import faults
from ingest.drafts import aggregates, draft_counts, draft_days, draft_places, draft_types
from ingest.drafts.coordinates import position, read_axis
from ingest.drafts.essential import ESSENTIAL
from ingest.drafts.moment_types import Style
from ingest.drafts.moments import moment
from ingest.formats import acled, all_formats, ucdp
from ingest.mappings.fields import EVENT_FIELDS, FIELDS
from ingest.mappings.mapping import from_toml

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
MODULES = (aggregates, draft_counts, draft_days, draft_places, draft_types, faults)


def rows(heading: str) -> list[list[str]]:
    """The rows of the table whose first heading is `heading`, cell by cell, without the marks of code."""
    lines = PAGE.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(f"| {heading} |"))
    found = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        found.append([cell.strip().strip("`") for cell in line.strip("|").split("|")])
    return found


def test_every_layout_of_every_format_stands_on_the_page_with_its_columns_and_what_it_was_checked_against():
    told = sorted(map(tuple, rows("format | called")))
    assert told == sorted(
        (known.title, known.id, layout.checked, ", ".join(sorted(layout.needs)), layout.documented)
        for known in all_formats()
        for layout in known.layouts
    )


def test_every_licence_stands_on_the_page():
    assert dict(rows("format | licence")) == {known.id: known.licence for known in all_formats()}


def test_the_code_tables_are_those_of_the_modules():
    assert dict(rows("geo_precision")) == acled.REACH_KM
    assert {int(code): float(km) for code, km in acled.REACH_KM.items()} == draft_places.REACH_KM
    assert {row[0]: (row[1], row[2]) for row in rows("where_prec")} == ucdp.WHERE_PREC
    assert {row[0]: (row[1], row[2]) for row in rows("type until 2019")} == acled.OLD_WORDS
    assert {row[0]: row[1] for row in rows("date_prec")} == ucdp.TIME_PRECISION
    assert {row[0]: (row[1], row[2]) for row in rows("type_of_violence")} == {
        code: (ucdp.EVENT_TYPES[code], ucdp.UCDP_SUB_TYPES[code]) for code in ucdp.EVENT_TYPES
    }


def test_every_field_stands_on_the_page():
    assert rows("field") == [[field.name, field.title, field.help] for field in FIELDS.values()]


def test_the_cells_that_may_cost_a_row_stand_on_the_page():
    essential = [name for name in EVENT_FIELDS if name in ESSENTIAL]
    assert rows("cells") == [["`, `".join(essential), "the row"], ["every other field", "the cell"]]


def test_every_reason_stands_on_the_page():
    slugs = {
        value
        for module in MODULES
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str) and re.fullmatch(r"[a-z]+(-[a-z]+)+", value)
    }
    assert {row[0] for row in rows("reason")} == slugs


def test_the_mapping_on_the_page_is_sound():
    text = PAGE.split("```toml\n")[1].split("```")[0]
    assert from_toml(text).words["event_type"] == {"raid": "Battles"}


EXAMPLES = [text for row in rows("notation")[:-1] for text in re.findall(r"`([^`]+)`", f"`{row[1]}`")]


@pytest.mark.parametrize("text", [text for text in EXAMPLES if text.strip(" ·")])
def test_every_example_of_a_position_is_read(text):
    text = text.replace("...", "https://www.google.com/maps/place/x", 1)
    _, _, unreadable = read_axis(pd.Series([text]), "latitude")
    assert position(text) or not unreadable[0]


def test_the_days_on_the_page_are_read():
    section = PAGE.split("## Days\n")[1].split("| written")[0]
    examples = re.findall(r"`([^`]+)`", section)
    assert len(examples) == 10
    assert {moment(text, Style()).first for text in examples[:-1]} == {date(2024, 12, 2)}
