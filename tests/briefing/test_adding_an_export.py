"""The kind of file that docs/adding-an-export.md shows needs a module and a line, and can be made again."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing import tables
from briefing.job.formats import OUTPUTS, Group, Output, brief_again, make, read_stamp, suffixes_by_group
from geo.common.messages import N_
from tests.briefing.conftest import ask

DOCS = Path(__file__).parents[2] / "docs" / "adding-an-export.md"
MODULE = "briefing.tables.figures_text"


@pytest.fixture
def registered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The suffix of the kind of file shown, its module saved and its line in the registry."""
    code, line = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "figures_text.py").write_text(code, encoding="utf-8")
    monkeypatch.setattr(tables, "__path__", [*tables.__path__, str(tmp_path)])
    output: Output = eval(line, {"Output": Output, "Group": Group, "N_": N_})
    monkeypatch.setitem(OUTPUTS, output.suffix, output)
    yield output.suffix
    sys.modules.pop(MODULE, None)
    vars(tables).pop("figures_text", None)


def test_a_kind_of_file_that_is_registered_is_written_offered_and_made_again(registered, small, tmp_path):
    first, again = tmp_path / "first.txt", tmp_path / "again.txt"
    make(ask(small), first)
    assert "\nFront line: 111 km\n" in first.read_text(encoding="utf-8")
    assert registered in suffixes_by_group()[Group.TABLE]
    make(brief_again(read_stamp(first), small), again)
    assert again.read_bytes() == first.read_bytes()
