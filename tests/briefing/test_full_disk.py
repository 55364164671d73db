"""A disk that is full is told in a sentence, whatever library finds it, and leaves nothing half made."""

from __future__ import annotations

import pytest

from briefing.job.errors import BriefingError
from briefing.job.formats import OUTPUTS, make
from tests.briefing.conftest import ask
from tests.full_disk import full_disk
from tests.suites import first_quick

WRITTEN_BY_OTHERS = [".xlsx", ".gpkg", ".shp.zip", ".pdf"]
FILMS = {".mp4", ".webm"}
"""The program that encodes them says itself that it cannot."""


@pytest.mark.parametrize("after", [0, 700])
@pytest.mark.parametrize(
    "suffix", first_quick([*WRITTEN_BY_OTHERS, *sorted(OUTPUTS.keys() - FILMS - set(WRITTEN_BY_OTHERS))])
)
def test_it_is_said_and_nothing_is_left(small, tmp_path, suffix, after):
    (tmp_path / "made").mkdir()
    path = tmp_path / "made" / f"sheet{suffix}"
    with full_disk(after), pytest.raises(BriefingError, match="cannot be written: ") as raised:
        make(ask(small), path)
    assert "Choose another place." in str(raised.value)
    assert list(path.parent.iterdir()) == []
