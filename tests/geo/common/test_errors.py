"""How a row that was set aside is told."""

from __future__ import annotations

import pytest

from geo.validation.faults import Fault, describe_row


@pytest.mark.parametrize(("row_id", "told"), [("E7", "row 2 (E7)"), ("", "row 2")])
def test_a_row_set_aside_is_told_by_its_number_and_by_its_id_where_it_has_one(row_id, told):
    fault = Fault("day", "", "is empty", "Write a day.")
    assert describe_row((fault.at("a.csv", 2, row_id),)) == f"a.csv, {told}: {fault}"
