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
from map.clusters import MAX_EVENTS_WITH_TOOLTIPS
from map.drawables import Chips
from tests.briefing.briefs import brief
from tests.many_rows import theatre_with
from tests.suites import first_quick
from tests.worlds import january

EVERY_LAYER = frozenset(layer.id for layer in all_layers())
OF_EVENTS = frozenset({"crossings", "events", "strikes", "uncertainty", "area-counts"})


@pytest.fixture(scope="module")
def theatres(tmp_path_factory) -> Callable[[int], Theatre]:
    return cache(lambda count: theatre_with(tmp_path_factory.mktemp("many"), count))


def briefed(theatre: Theatre, layers: frozenset[str] = EVERY_LAYER) -> Brief:
    filters = replace(theatre.everything, start=january(5), end=january(7))
    return brief(theatre, filters=filters, kind="map", layers=layers, width=800)


@pytest.mark.thorough
@pytest.mark.parametrize("count", [150, 500])
def test_a_page_on_disk_plays_every_layer(theatres, count):
    asked = briefed(theatres(count))
    page = page_data(asked, lambda done, of: None)
    slots = page.payload["payloads"][page.payload["languages"]["en"]["drawn"]["slots"]]
    kinds = {slot["kind"] for slot in slots if slot["layer"] == "uncertainty" and slot["steps"][-1]}
    assert kinds == {"chips"}


@pytest.mark.thorough
def test_a_page_on_disk_says_how_many_events_it_can_take(theatres, tmp_path):
    with pytest.raises(BriefingError, match=r"6,000 events are too many .* at most 5,000"):
        make(briefed(theatres(MAX_EVENTS_WITH_TOOLTIPS + 1000)), tmp_path / "page.html")


@pytest.mark.parametrize("count", first_quick([150, 500, MAX_EVENTS_WITH_TOOLTIPS + 1000]))
def test_a_sheet_counts_all_of_them_and_none_twice(theatres, count):
    asked = briefed(theatres(count), OF_EVENTS)
    picture = picture_of(asked.situation, asked.layers, asked.request.look, (180, 90))
    layout = lay_out(picture)
    chips = [text for _, drawn in picture.drawn if isinstance(drawn, Chips) for text in drawn.texts]
    vague = sum(int(text.split(": ")[1]) for text in chips)
    clustered = count > MAX_EVENTS_WITH_TOOLTIPS
    assert bool(picture.counts) is clustered
    shown = picture.counts if clustered else layout.rings or layout.marks[1:]  # the first: the crossing
    assert sum(one.count for one in shown) + vague == len(asked.situation.events)


@pytest.mark.thorough
@pytest.mark.parametrize("count", [150, MAX_EVENTS_WITH_TOOLTIPS + 1000])
def test_a_film_has_a_frame_of_each_day(theatres, count):
    pictures = list(frames(Reel(briefed(theatres(count)))))
    assert len(pictures) == 3
    assert {picture.shape for picture in pictures} == {(450, 800, 3)}
    assert not np.array_equal(pictures[0], pictures[1])
