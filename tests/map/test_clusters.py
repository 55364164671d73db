"""More events than can be told one by one: positions and numbers of symbols are sent, and each event is still found."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace

import numpy as np
import pytest

from geo.analysis.situation import Situation, select
from info.identify import identify
from info.spot import only_event_at, spot_ref
from layers import all_layers
from map import clusters
from map.drawables import ClusteredPoints
from map.layer import RenderOptions
from map.packed import packed, packed_steps, zigzag
from map.payload import message_of
from map.styles import PointStyle
from tests.unpacking import signed, unpacked
from tests.worlds import event, theatre_of

BY_ID = {layer.id: layer for layer in all_layers()}


def spots(text: str) -> list[tuple[float, float]]:
    whole = np.cumsum(np.array([signed(number) for number in unpacked(text)]).reshape(-1, 2), axis=0)
    return [(x / 1e4, y / 1e4) for x, y in whole.tolist()]


@pytest.fixture
def situation(tmp_path, monkeypatch: pytest.MonkeyPatch) -> Situation:
    """Seven events where three can be told: a battle and a strike at one spot, others west and south of the zero
    lines, one known to a region only, and a total that is no incident."""
    monkeypatch.setattr(clusters, "MAX_EVENTS_WITH_TOOLTIPS", 3)
    air = {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"}
    theatre = theatre_of(
        tmp_path,
        events=[
            event("battle", "2025-01-05", 0.5, 0.5),
            event("again", "2025-01-04", 0.5, 0.5),
            event("riot", "2025-01-06", -0.25, -0.75, event_type="Riots"),
            event("strike", "2025-01-07", 0.5, 0.5, **air),
            event("far-strike", "2025-01-03", 1.5, 0.25, **air),
            event("vague", "2025-01-08", 0.4, 0.4, geo_precision=3, uncertainty_km=60),
            event("total", "2025-01-08", 0.4, 0.4, count_as="aggregate"),
        ],
    )
    return select(theatre, theatre.everything)


def payloads(layer_id: str, situation: Situation) -> list[tuple[str, dict]]:
    messages = map(message_of, BY_ID[layer_id].drawn(situation, RenderOptions()))
    return [(message.kind, json.loads(message.json)) for message in messages]


def events_of(payload: dict) -> list[tuple[tuple[float, float], str, int]]:
    """Position, words and number of every kind of event of a payload."""
    kinds, counts = iter(unpacked(payload["kind"])), iter(unpacked(payload["counts"]))
    return [
        (spot, payload["words"][next(kinds)], next(counts))
        for spot, many in zip(spots(payload["spots"]), unpacked(payload["kinds"]), strict=True)
        for _ in range(many)
    ]


@pytest.mark.parametrize("numbers", [[], [0], [127, 128, 16_383, 16_384, 2**52], list(range(300))])
def test_packed_numbers_come_back(numbers):
    assert unpacked(packed(numbers)) == numbers


def test_small_numbers_of_either_sign_take_one_byte():
    assert zigzag(np.array([0, -1, 1, -2, 2])).tolist() == [0, 1, 2, 3, 4]
    assert len(b64decode(packed_steps(np.array([[5, -5], [6, -4]])))) == 4


def test_a_negative_number_is_refused():
    with pytest.raises(ValueError, match="zigzag"):
        packed([-1])


def test_every_pinned_event_is_in_one_crowd_at_its_place_with_its_symbol(situation):
    ((kind, others),) = payloads("events", situation)
    ((_, strikes),) = payloads("strikes", situation)
    assert kind == "crowd"
    assert events_of(others) == [((-0.25, -0.75), "Riot", 1), ((0.5, 0.5), "Battle", 2)]
    assert events_of(strikes) == [
        ((0.5, 0.5), "Air or drone strike", 1),
        ((1.5, 0.25), "Air or drone strike", 1),
    ]


def test_kinds_at_one_position_are_told_apart_and_each_number_is_that_of_its_events():
    drawn = ClusteredPoints(
        lons=np.array([2.0, 1.0, 2.0, 2.0, 1.0]),
        lats=np.array([3.0] * 5),
        which=np.array([1, 0, 0, 1, 0]),
        styles=[PointStyle(symbol="battle", colour="#7a1f1f"), PointStyle(symbol="protest", colour="#00594f")],
        words=["Battle", "Riot"],
        title="other events",
        colour="#5f7fa3",
    )
    payload = json.loads(message_of(drawn).json)
    assert events_of(payload) == [((1.0, 3.0), "Battle", 2), ((2.0, 3.0), "Battle", 1), ((2.0, 3.0), "Riot", 2)]
    assert unpacked(payload["kinds"]) == [1, 2]


def test_a_crowd_ships_no_text_of_the_events(situation):
    ((_, payload),) = payloads("events", situation)
    assert not {"tips", "refs"} & payload.keys()
    assert "They fought" not in json.dumps(payload)


def test_what_is_known_to_a_region_only_is_no_event_of_a_crowd_but_a_number_of_its_area(situation):
    ((kind, chips),) = payloads("uncertainty", situation)
    assert (kind, chips["texts"], chips["refs"]) == ("chips", ["Square 1 first-level area: 1"], ["vague:XX01"])
    ((_, others),) = payloads("events", situation)
    assert (0.4, 0.4) not in [spot for spot, *_ in events_of(others)]


def test_a_position_of_one_event_is_that_event_and_one_of_several_is_none(situation):
    riot = situation.theatre.events.loc["riot"]
    assert spot_ref(riot) == "spot:-0.7500,-0.2500"
    assert only_event_at("-0.7500,-0.2500", situation) == "riot"
    assert only_event_at("0.5000,0.5000", situation) is None
    assert only_event_at("9.0000,9.0000", situation) is None
    assert only_event_at("nowhere", situation) is None


def test_an_event_without_a_position_has_no_name_on_the_map(situation):
    assert spot_ref(situation.theatre.events.loc["riot"].where(lambda row: row.index != "geometry", None)) is None


def test_few_events_are_told_one_by_one_as_ever(situation):
    few = select(situation.theatre, replace(situation.filters, strikes_only=True))
    ((kind, payload),) = payloads("strikes", few)
    assert kind == "points"
    assert set(payload["refs"]) == {"event:strike", "event:far-strike"}


def test_the_legend_of_a_crowd_says_what_a_count_is(situation):
    labels = [item.label.en for item in BY_ID["events"].legend(situation, RenderOptions())]
    assert any("So many events" in label for label in labels)
    few = select(situation.theatre, replace(situation.filters, strikes_only=True))
    assert not any("So many" in item.label.en for item in BY_ID["strikes"].legend(few, RenderOptions()))


def test_a_spot_lists_its_events_the_latest_first(situation):
    found = identify("spot:0.5000,0.5000", situation, situation.filters.end)
    assert found is not None
    assert found.title == "3 records, West"
    days = [item.line[0].text.split(":")[0] for part in found.parts if hasattr(part, "items") for item in part.items]
    assert days == ["7 Jan 2025", "5 Jan 2025", "4 Jan 2025"]


@pytest.mark.parametrize(
    "damaged", ["spot:", "spot:nowhere", "spot:1", "spot:nan,nan", "spot:1e308,1e308", "spot:91,0", "spot:0,-181"]
)
def test_a_spot_that_is_none_is_nothing(situation, damaged):
    assert identify(damaged, situation, situation.filters.end) is None
