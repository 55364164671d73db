"""What is said of a table whatever file it came from."""

from __future__ import annotations

import pytest

from geo.common.messages import speaking
from ingest.tables.table import columns_not_read


@pytest.mark.parametrize(("language", "told"), [("en", "Not read: side, ملاحظات."), ("ar", "لا يُقرأ: side، ملاحظات.")])
def test_columns_that_are_not_read_are_named_in_the_language_spoken(language, told):
    with speaking(language):
        assert columns_not_read(["side", "ملاحظات"]).told() == told


def test_of_a_table_of_very_many_columns_the_first_hundred_are_named():
    told = columns_not_read([f"q{number}" for number in range(1, 103)])
    assert told.startswith("Not read: q1, q2, ")
    assert told.endswith(", q100 and 2 more.")
