"""Small charts of the page."""

from __future__ import annotations

import pytest

from geo.common.messages import speaking
from tests.worlds import january
from ui.charts import day_axis


@pytest.mark.parametrize(("language", "label"), [("en", "5 Jan"), ("ar", "\\u200f5 ")])
def test_the_days_of_an_axis_are_read_from_the_side_of_the_language(language, label):
    with speaking(language):
        axis = day_axis(january(5), january(7)).to_dict()["axis"]
    assert f'"2025-01-05": "{label}' in axis["labelExpr"]
