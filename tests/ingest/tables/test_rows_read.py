"""The rows read of a file are those that another program counts in it, with the cells they have: over many files.

`python -m tests.fuzz` writes thousands more.
"""

from __future__ import annotations

import json
from random import Random

import pytest

from ingest.tables import read_table
from tests.rows import KINDS, hold
from tests.rows.counted import Counted, compare

FILES = {"written-cells.csv": 240, "written-lines.csv": 240}
OTHERS = 60
"""Of each other kind."""


@pytest.mark.thorough
@pytest.mark.parametrize("name", KINDS)
def test_the_rows_read_are_those_another_program_counts(name, tmp_path):
    path = tmp_path / name
    for number in range(FILES.get(name, OTHERS)):
        path.write_bytes(KINDS[name].write(Random(f"{name}-{number}")))
        try:
            hold(path)
        except AssertionError as error:
            error.add_note(f"the file of {name}-{number}")
            raise


@pytest.mark.parametrize(
    "counted",
    [
        Counted({1: {"a": "x"}}, frozenset()),
        Counted({1: {"a": "x"}, 3: {"a": "y"}}, frozenset({2})),
        Counted({1: {"a": "x"}, 2: {"a": "z"}}, frozenset({3})),
        Counted({1: {"a": "x"}, 2: {}}, frozenset({3})),
        Counted({1: {"a": "x"}, 2: {"a": "y"}, 3: {}}, frozenset()),
    ],
    ids=["a row too many", "another number", "another cell", "a cell too many", "a row set aside"],
)
def test_the_comparison_sees_every_difference(counted, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"a": "x"}, {"a": "y"}, 5]))
    compare(read_table(path), Counted({1: {"a": "x"}, 2: {"a": "y"}}, frozenset({3})))
    with pytest.raises(AssertionError):
        compare(read_table(path), counted)
