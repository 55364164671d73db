"""What of the first rows of a table belongs to its header."""

from __future__ import annotations

import pytest

from ingest.tables.header import find_head


@pytest.mark.parametrize(("numbers", "skip"), [(10, 2), (9, 2), (8, 1)])
def test_a_row_of_units_stands_over_columns_of_numbers_nine_of_ten_of_which_are(numbers, skip):
    """Under names and over fewer numbers than that, a row of units is a row like any other."""
    rows = [["12", "34"]] * numbers + [["none", "many"]] * (10 - numbers)
    assert find_head([["distance", "reach"], ["km", "km"], *rows]).skip == skip


def test_a_row_of_one_word_again_and_again_names_no_columns_of_groups():
    assert find_head([["id", "place"], ["none", "none", "none"], ["1", "2", "3"]]).skip == 1
    assert find_head([["id", "place"], ["id", "north", "south"], ["1", "2", "3"]]).skip == 2
