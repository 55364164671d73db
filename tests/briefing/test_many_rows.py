"""Every output takes as many rows as there are, or says how many it can take: a page on disk, a sheet, a film."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from briefing.film.frames import Reel, frames
from briefing.job.brief import Brief
from briefing.job.errors import BriefingError
from briefing.job.formats import make
from briefing.sheet.layout import lay_out
from briefing.sheet.map_picture import picture_of
from briefing.web.data import page_data
from geo.theatre.theatre import Theatre
from layers import all_layers
from layers.uncertainty import MOST_WHOLE
from map.clusters import MAX_EVENTS_WITH_TOOLTIPS
from map.drawables import MOST_CIRCLES, Circles, Rings
from tests.briefing.briefs import brief
from tests.many_rows import theatre_with
from tests.worlds import january

EVERY_LAYER = frozenset(layer.id for layer in all_layers())


@pytest.fixture(scope="module")
def theatres(tmp_path_factory) -> Callable[[int], Theatre]:
    return cache(lambda count: theatre_with(tmp_path_factory.mktemp("many"), count))


def briefed(theatre: Theatre) -> Brief:
    filters = replace(theatre.everything, start=january(5), end=january(7))
    return brief(theatre, filters=filters, kind="map", layers=EVERY_LAYER, width=800)


@pytest.mark.thorough
@pytest.mark.parametrize("count", [MOST_WHOLE, MOST_WHOLE + 1, 500])
def test_a_page_on_disk_plays_every_layer(theatres, count):
    asked = briefed(theatres(count))
    page = page_data(asked, lambda done, of: None)
    slots = page.payload["languages"]["en"]["playback"]["slots"]
    kinds = {slot["kind"] for slot in slots if slot["layer"] == "uncertainty" and slot["steps"][-1]}
    assert kinds == {"rings" if count > MOST_WHOLE else "circles", "points"}
    said = [line.item.label for line in page.legend["uncertainty"] if len(page.steps) - 1 in line.steps]
    assert any("the largest are drawn" in label for label in said) is (count > MOST_WHOLE)


def test_a_page_on_disk_says_how_many_events_it_can_take(theatres, tmp_path):
    with pytest.raises(BriefingError, match=r"6,000 events are too many .* at most 5,000"):
        make(briefed(theatres(MAX_EVENTS_WITH_TOOLTIPS + 1000)), tmp_path / "page.html")


@pytest.mark.parametrize("count", [MOST_WHOLE, MOST_WHOLE + 1, 500, MAX_EVENTS_WITH_TOOLTIPS + 1000])
def test_a_sheet_draws_all_of_them_or_the_largest(theatres, count):
    asked = briefed(theatres(count))
    picture = picture_of(asked.situation, asked.layers, asked.request.look, (180, 90))
    every = [drawn.largest if isinstance(drawn, Rings) else drawn for _, drawn in picture.drawn]
    circles = [drawn for drawn in every if isinstance(drawn, Circles)]
    many = sum(len(drawn.radii_m) for drawn in circles)
    assert 0 < many <= (MOST_WHOLE if count == MOST_WHOLE else MOST_CIRCLES)
    assert len(lay_out(picture).marks) == 1 or count <= MAX_EVENTS_WITH_TOOLTIPS  # the crossing
    assert bool(picture.counts) is (count > MAX_EVENTS_WITH_TOOLTIPS)


@pytest.mark.thorough
@pytest.mark.parametrize("count", [MOST_WHOLE + 1, MAX_EVENTS_WITH_TOOLTIPS + 1000])
def test_a_film_has_a_frame_of_each_day(theatres, count):
    pictures = list(frames(Reel(briefed(theatres(count)))))
    assert len(pictures) == 3
    assert {picture.shape for picture in pictures} == {(450, 800, 3)}
    assert not np.array_equal(pictures[0], pictures[1])
