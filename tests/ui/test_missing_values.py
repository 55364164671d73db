"""What stands in a table where a value is missing."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.worlds import place, row, write_theatre

UI = Path(__file__).parent.parent.parent / "ui"


def test_a_missing_value_is_an_empty_cell_and_no_word_that_reads_as_a_number_of_none():
    tables = [
        (source.name, node.lineno, {word.arg: word.value for word in node.keywords})
        for source in UI.rglob("*.py")
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("dataframe", "data_editor")
    ]
    assert len(tables) > 10
    empty = [isinstance(said := words.get("placeholder"), ast.Constant) and said.value == "" for *_, words in tables]
    assert [table[:2] for table, is_empty in zip(tables, empty, strict=True) if not is_empty] == []


def test_a_place_that_no_report_of_its_own_decides_has_an_empty_day_since(open_page, tmp_path):
    page = open_page(
        write_theatre(
            tmp_path / "squares",
            places=[place("west", 0.5, 0.5), place("by", 0.6, 0.6)],
            reports=[row("west", "BLUE", "2025-01-01")],
        ),
        tab="Places",
    )
    (table,) = page.dataframe
    assert table.value["Since"].isna().tolist() == [False, True]
    assert table.proto.placeholder == ""
