"""Briefings of more events than can be drawn or told one by one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from briefing.job.brief import Brief
from briefing.job.errors import BriefingError
from briefing.job.formats import make
from briefing.sheet import notes
from briefing.sheet.cluster_counts import counted, number_words
from briefing.sheet.layout import lay_out
from briefing.sheet.map_picture import picture_of
from briefing.slides.charts import event_series, period_of
from briefing.text.key_figures import event_figures, ground_lines
from briefing.text.titles import title_of
from geo.common.periods import Period
from map import clusters
from tests.briefing.briefs import brief
from tests.worlds import event, theatre_of

NOTHING = np.array([])


@pytest.fixture
def crowded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Brief:
    """Six events where three can be told, one of them known to a region only; nobody reports control."""
    monkeypatch.setattr(clusters, "MAX_EVENTS_WITH_TOOLTIPS", 3)
    air = {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"}
    events = [
        *(event(f"battle-{number}", f"2025-01-0{number + 1}", 0.5, 0.5) for number in range(3)),
        event("strike", "2025-01-05", 0.51, 0.51, **air),
        event("far", "2025-01-06", 1.5, 0.5),
        event("vague", "2025-01-07", 0.5, 0.5, geo_precision=3, uncertainty_km=60),
    ]
    return brief(theatre_of(tmp_path / "crowded", events=events, reports=[]), kind="map")


def test_every_event_is_in_one_count_of_the_sheet(crowded):
    picture = picture_of(crowded.situation, crowded.layers, crowded.request.look, (180, 90))
    counts = sorted((one.count, len(one.parts)) for one in picture.counts)
    assert counts == [(1, 1), (4, 2)]
    assert not lay_out(picture).marks


def test_counts_of_one_cell_stand_in_the_middle_of_their_events():
    x, y = np.array([1.0, 2.0, 2.0, 30.0]), np.array([1.0, 1.0, 4.0, 30.0])
    one, three = counted([(x, y, "#000000"), (NOTHING, NOTHING, "#ffffff")], 1.0)
    assert (one.count, one.x, one.y) == (1, 30.0, 30.0)
    assert (three.count, three.x, three.y) == (3, pytest.approx(5 / 3), 2.0)
    assert three.parts == {"#000000": 3}


@pytest.mark.parametrize(("count", "words"), [(1, "1"), (999, "999"), (1_240, "1.2k"), (12_400, "12k")])
def test_a_count_is_short_enough_for_its_circle(count, words):
    assert number_words(count) == words


def test_a_sheet_where_nobody_reports_control_is_called_by_its_events(crowded):
    assert title_of(crowded).en == "Both: events, 1 Jan 2025 to 31 Jan 2025"
    assert [figure.label.en for figure in event_figures(crowded.situation)] == ["Events", "Killed, as reported"]
    assert ground_lines(crowded) is None


@pytest.mark.parametrize("suffix", [".html"])
def test_what_cannot_hold_so_many_events_says_what_to_do(crowded, tmp_path, suffix):
    with pytest.raises(BriefingError, match=r"6 events are too many .* Choose fewer days"):
        make(crowded, tmp_path / f"crowd{suffix}")


def test_google_earth_gets_no_more_than_it_can_open(crowded, tmp_path, monkeypatch):
    monkeypatch.setattr("briefing.data.kml.MOST_PLACEMARKS", 5)
    with pytest.raises(BriefingError, match=r"6 events are too many for Google Earth: at most 5"):
        make(crowded, tmp_path / "crowd.kml")


def test_the_notes_list_the_first_events_and_count_the_others(crowded, monkeypatch):
    monkeypatch.setattr(notes, "MOST_EVENTS", 2)
    (page,) = notes.notes_pages(crowded)
    said = " ".join(text.get_text() for text in page.axes[0].texts)
    assert "and 4 more events" in said
    assert said.count("Armed clash") == 2


def test_the_charts_of_decades_have_a_column_a_year(tmp_path):
    theatre = theatre_of(tmp_path / "long", events=[event("one", "2025-01-05")])
    object.__setattr__(theatre, "start", date(1990, 1, 1))
    long = brief(theatre, kind="map")
    assert period_of(long) is Period.YEAR
    data = event_series(long)
    assert (data.days[0], data.days[-1], len(data.days)) == (date(1990, 1, 1), date(2025, 1, 1), 36)
    assert data.series[0].values[-1] == 1
