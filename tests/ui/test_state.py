"""The view as a link: it comes back whole; a damaged part is named and the rest is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.events.strike_kinds import STRIKE_KIND_NAMES
from geo.query.filters import Filters
from map.layer import MAP_MODES
from tests.geo.query.test_filters import OPENING, VOCABULARY, questions
from ui.position import Position
from ui.state import KEYS, LANGUAGES, TABS, Choices, Lists, ViewState

LAYERS = ("control", "events", "front-line", "strikes")
THEATRES = {"mine": "mine", "mine~copy": "mine~copy", "its-folder": "mine"}
CHOICES = Choices(vocabulary=VOCABULARY, layers=LAYERS, theatres=THEATRES)
AT_FIRST = ViewState(filters=OPENING, layers=frozenset({"control", "events"}))


def opened(query: dict[str, str]) -> tuple[ViewState, list[str]]:
    return ViewState.from_query(query, default=AT_FIRST, choices=CHOICES)


views = some.builds(
    ViewState,
    filters=questions(),
    layers=some.frozensets(some.sampled_from(LAYERS)),
    mode=some.sampled_from(MAP_MODES),
    language=some.sampled_from(LANGUAGES),
    selected=some.text(),
    compare=some.booleans(),
    lists=some.builds(
        Lists,
        tab=some.sampled_from(TABS),
        strike_kinds=some.frozensets(some.sampled_from(sorted(STRIKE_KIND_NAMES))),
        casualties_only=some.booleans(),
    ),
    theatre=some.sampled_from(["", *sorted(set(THEATRES.values()))]),
)


@pytest.mark.thorough
@given(views)
def test_a_link_brings_back_the_same_view(view):
    assert opened(view.to_query(AT_FIRST)) == (view, [])


@pytest.mark.thorough
@given(views)
def test_a_link_is_made_of_its_known_parts(view):
    assert view.to_query(AT_FIRST).keys() <= KEYS


@given(some.dictionaries(some.sampled_from(sorted(KEYS)) | some.text(), some.text()))
def test_any_link_opens_a_view_that_can_be_shown(query):
    view, _ = opened(query)
    assert isinstance(view.filters, Filters)
    assert view.layers <= set(LAYERS)
    assert view.language in LANGUAGES
    assert view.theatre in {"", *THEATRES.values()}


def test_what_is_as_usual_is_left_out_of_a_link():
    assert AT_FIRST.to_query(AT_FIRST) == {}
    assert replace(AT_FIRST, mode="events").to_query(AT_FIRST) == {"mode": "events"}
    assert replace(AT_FIRST, filters=replace(OPENING, area="hama")).to_query(AT_FIRST) == {"area": "hama"}


def test_an_empty_link_opens_the_opening_view():
    assert opened({}) == (AT_FIRST, [])


def test_a_theatre_may_be_called_by_its_folder_and_the_next_link_calls_it_as_ever():
    view, ignored = opened({"theatre": "its-folder"})
    assert (view.theatre, ignored) == ("mine", [])
    assert view.to_query(AT_FIRST)["theatre"] == "mine"


def test_no_layer_at_all_is_a_choice_and_survives_the_link():
    bare = ViewState(filters=OPENING, layers=frozenset())
    assert bare.to_query(AT_FIRST)["layers"] == "none"
    assert opened(bare.to_query(AT_FIRST)) == (bare, [])


@pytest.mark.parametrize(
    ("damage", "named", "kept"),
    [
        ({"lang": "klingon"}, "klingon", {"language": "en"}),
        ({"layers": "control~dragons"}, "dragons", {"layers": frozenset({"control"})}),
        ({"layers": "dragons"}, "dragons", {"layers": AT_FIRST.layers}),
        ({"area": "mars"}, "mars", {"filters": OPENING}),
        ({"nonsense": "1"}, "nonsense", {}),
        ({"base_map": "osm"}, "base_map", {}),
        ({"mode": "dream"}, "mode=dream is not one of change", {"mode": "change"}),
        ({"compare": "no"}, "compare=no", {"compare": False}),
        ({"tab": "dreams"}, "tab=dreams is not one of change", {"lists": Lists()}),
        ({"tab-kinds": "air~spears"}, "tab-kinds=spears", {"lists": Lists(strike_kinds=frozenset({"air"}))}),
        ({"tab-casualties": "many"}, "tab-casualties=many is not only", {"lists": Lists()}),
        ({"theatre": "/etc"}, "theatre=/etc is not one of mine, mine~copy", {"theatre": ""}),
        ({"theatre": "x" * 10_000}, "x" * 40, {"theatre": ""}),
        ({"lang": "x" * 10_000}, "x" * 40, {"language": "en"}),
    ],
)
def test_a_damaged_part_is_named_and_falls_back(damage, named, kept):
    view, ignored = opened(damage)
    assert len(ignored) == 1
    assert named in ignored[0]
    assert len(ignored[0]) < 200
    for part, value in kept.items():
        assert getattr(view, part) == value


def test_where_the_map_was_moved_to_is_read_as_it_is_written():
    place = Position(-35.6212, 36.5, 9.25)
    assert Position.read(str(place)) == place


@pytest.mark.parametrize("damaged", ["", "here", "95_10_3", "10_181_3", "10_10_23", "10_10", "1_1_1_1", "nan_1_1"])
def test_what_is_no_position_is_none(damaged):
    assert Position.read(damaged) is None
