"""The format that docs/adding-a-format.md shows is found by being there, and reads the file shown beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest import formats
from ingest.drafts.draft import draft
from ingest.formats import all_formats, recognise
from ingest.tables import read_table

DOCS = Path(__file__).parents[3] / "docs" / "adding-a-format.md"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file shown, with the format saved where formats are found."""
    text = DOCS.read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (rows,) = re.findall(r"```\n(Incident no.*?)```", text, re.DOTALL)
    (tmp_path / "dropped").mkdir()
    (tmp_path / "dropped" / "night_desk.py").write_text(code, encoding="utf-8")
    (tmp_path / "log.csv").write_text(rows, encoding="utf-8")
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path / "dropped")])
    all_formats.cache_clear()
    yield tmp_path / "log.csv"
    all_formats.cache_clear()


def test_a_format_dropped_into_the_folder_is_recognised_and_asks_nothing(log):
    found = recognise(read_table(log))
    assert found.format.id == "night-desk"
    assert found.questions == ()


def test_a_day_in_three_columns_is_read_and_day_0_is_any_day_of_its_month(log):
    table = read_table(log)
    read = draft(table, recognise(table).mapping, today=date(2025, 1, 31))
    assert (read.read, read.faults.rejected) == (2, 0)
    days = read.accepted[["event_date", "end_date"]].astype(str).fillna("").to_numpy().tolist()
    assert days == [["2024-12-03", ""], ["2024-12-01", "2024-12-31"]]
    assert read.accepted["event_type"].tolist() == ["Explosions/Remote violence", "Battles"]
