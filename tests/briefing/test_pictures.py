"""Sheets look as they looked when somebody last looked at them.

A sheet is made, taken down to 900 px in width and held against the accepted picture in `pictures/`. It may differ by
MEAN levels of 255 on average, and by more than VISIBLE levels in SHARE of its pixels: room for another rounding in
the anti-aliasing, none for a moved name. To accept what is drawn now, look at it and run

    FRONTLINE_ACCEPT_PICTURES=1 python -m pytest tests/briefing/test_pictures.py
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from briefing.job.formats import make
from tests.briefing.conftest import ask
from tests.suites import first_quick

ACCEPTED = Path(__file__).parent / "pictures"
WIDTH = 900
MEAN, VISIBLE, SHARE = 0.5, 40, 0.001

SHEETS = {
    "hama_map_en": {"area": "hama", "tlp": "clear"},
    "aleppo_change_ar": {"area": "aleppo", "kind": "change", "language": "ar", "page": "16:9"},
    "idlib_series_both": {"area": "idlib", "kind": "series", "language": "both"},
}


@pytest.mark.parametrize("name", first_quick(SHEETS))
def test_a_sheet_looks_as_it_was_accepted(shipped, tmp_path, name):
    make(ask(shipped, start=date(2024, 11, 26), end=date(2024, 12, 5), **SHEETS[name]), tmp_path / "sheet.png")
    with Image.open(tmp_path / "sheet.png") as sheet:
        drawn = sheet.convert("RGB").resize((WIDTH, round(sheet.height * WIDTH / sheet.width)), Image.Resampling.BOX)
    accepted = ACCEPTED / f"{name}.png"
    if os.environ.get("FRONTLINE_ACCEPT_PICTURES"):
        drawn.save(accepted, optimize=True)
    with Image.open(accepted) as picture:
        apart = np.abs(np.asarray(drawn, dtype=int) - np.asarray(picture, dtype=int))
    assert apart.mean() <= MEAN
    assert (apart.max(axis=2) > VISIBLE).mean() <= SHARE
