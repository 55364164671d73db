"""Small charts of the page."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

from geo.common.messages import speaking
from map.tints import lab_of, linear, rgb_of
from tests.worlds import january
from ui.charts import day_axis
from ui.time_tab import EVENT_COLOURS


@pytest.mark.parametrize(("language", "label"), [("en", "5 Jan"), ("ar", "\\u200f5 ")])
def test_the_days_of_an_axis_are_read_from_the_side_of_the_language(language, label):
    with speaking(language):
        axis = day_axis(january(5), january(7)).to_dict()["axis"]
    assert f'"2025-01-05": "{label}' in axis["labelExpr"]


def test_the_colours_of_event_types_are_those_of_no_faction():
    """Ten units of CIE76 apart at least, four times what is just seen side by side."""
    rows = tomllib.loads((Path(__file__).parents[2] / "data" / "factions.toml").read_text(encoding="utf-8"))["factions"]
    factions = [np.array(lab_of(linear(rgb_of(row["colour"])))) for row in rows if row["holds_ground"]]
    for colour in EVENT_COLOURS.values():
        seen = np.array(lab_of(linear(rgb_of(colour))))
        assert min(float(np.linalg.norm(seen - faction)) for faction in factions) >= 10
