"""A playback shows on each day what the page shows when it stands on that day, and sends it once."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geo.analysis.situation import Situation, select
from geo.query.time_steps import MOST_STEPS, step_by_step
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from layers import all_layers
from map.layer import Layer, RenderOptions
from map.payload import columns_of, message_of
from map.playback import DAY_LEFT_OPEN, Step, legend_of, moves, playback
from map.wording import english_day
from tests.layers.conftest import HOSTILE
from tests.map.test_arcs import plain
from tests.suites import first_quick
from tests.unpacking import signed, unpacked
from tests.worlds import event, january, place, row, theatre_of, write_theatre

SHIPPED = Path(__file__).parent.parent.parent / "data"
LOOK = RenderOptions()
THERE = [layer for layer in reversed(all_layers()) if layer.id != "area-counts"]
"""The shipped theatre holds no counts of events: tests/layers/test_area_counts.py tells which days those are of."""
MOVING = [layer for layer in all_layers() if layer.time_mode != "always"]
Feature = tuple[Any, ...]


@pytest.fixture(scope="module")
def syria() -> Theatre:
    return read_theatre(SHIPPED)


def steps_of(theatre: Theatre, most: int = MOST_STEPS, **more: Any) -> list[Step]:
    filters = replace(theatre.everything, **more)
    return [Step(select(theatre, step), filters.start) for step in step_by_step(filters, most)]


def feature(kind: str, payload: dict, n: int, geometry: Any) -> Feature:
    style = json.dumps(payload["styles"][payload["style"][n]], sort_keys=True)
    texts = [(payload.get(name) or [None] * (n + 1))[n] for name in ("tips", "refs")]
    return kind, payload["level"], style, tuple(texts), geometry, (payload.get("radii") or [0] * (n + 1))[n]


def of_paths(paths: list[list[tuple[int, int]]]) -> tuple:
    return tuple(sorted(tuple(plain(path)) for path in paths))


def still(step: Step, layers: list[Layer]) -> Counter[Feature]:
    """What the page draws, feature by feature, when it stands on the day of `step`: its change is the one since the
    first day of the range, its events are those of the step."""
    found: Counter[Feature] = Counter()
    for layer in layers:
        since_first = replace(step.itself.filters, start=step.start)
        shown = select(step.itself.theatre, since_first) if layer.time_mode == "change" else step.itself
        for drawn in layer.drawn(shown, LOOK):
            columns = columns_of(drawn)
            at = [tuple(xy) for xy in columns.vertices.tolist()]
            if columns.parts is not None:
                ends = np.cumsum([0, *columns.sizes])
                paths = [at[a:b] for a, b in pairwise(ends)]
                firsts = np.cumsum([0, *columns.parts])
                geometries = [of_paths(paths[a:b]) for a, b in pairwise(firsts)]
            else:
                geometries = at
            found.update(feature(drawn.kind, columns.said, n, geometry) for n, geometry in enumerate(geometries))
    return found


def played(payload: dict, number: int) -> Counter[Feature]:
    """What the browser puts together for one step."""
    ends = np.cumsum([0, *unpacked(payload["arcs"]["sizes"])])
    steps = np.reshape([signed(n) for n in unpacked(payload["arcs"]["spots"])], (-1, 2))
    vertices = [tuple(map(int, xy)) for xy in steps.cumsum(axis=0)]
    arcs = [vertices[a:b] for a, b in pairwise(ends)]
    runs = np.reshape(unpacked(payload["chains"]["runs"]), (-1, 2))
    runs[:, 0] = np.cumsum([signed(n) for n in runs[:, 0].tolist()])
    chains = [runs[a:b].tolist() for a, b in pairwise(np.cumsum([0, *unpacked(payload["chains"]["sizes"])]))]

    def path(runs: list[list[int]]) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for first, length in runs:
            for arc in range(first, first + length):
                part = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
                found += part[1:] if found else part
        return found

    words = payload["days"][number]["words"]
    found: Counter[Feature] = Counter()
    for slot in payload["slots"]:
        at = [tuple(map(int, xy)) for xy in np.reshape(slot.get("xy", []), (-1, 2)).cumsum(axis=0)]
        for n in slot["steps"][number]:
            paths = [path(chains[one]) for one in slot["parts"][n]] if "parts" in slot else None
            one = feature(slot["kind"], slot, n, at[n] if paths is None else of_paths(paths))
            texts = tuple(text and text.replace(DAY_LEFT_OPEN, words) for text in one[3])
            found[(*one[:3], texts, *one[4:])] += 1
    return found


@pytest.mark.thorough
def test_each_day_of_the_shipped_theatre_is_drawn_as_the_page_draws_it(syria):
    steps = steps_of(syria)
    payload = playback(steps, all_layers(), LOOK).payload
    assert len(steps) == 13
    for number, step in enumerate(steps):
        assert step.itself.filters.start == step.itself.filters.end
        assert played(payload, number) == still(step, MOVING)


@pytest.mark.thorough
def test_what_days_have_in_common_is_sent_once(syria):
    """How sure ground is changes somewhere every day, and with it what is drawn alike."""
    steps = steps_of(syria)
    layers = [layer for layer in MOVING if layer.on_by_default]
    apart = sum(
        len(message_of(one).json) for step in steps for layer in layers for one in layer.drawn(step.itself, LOOK)
    )
    assert len(playback(steps, layers, LOOK).json) < 0.3 * apart


@pytest.mark.thorough
def test_outlines_are_as_fine_as_a_zoom_shows_them_and_run_along_the_same_arcs(syria):
    steps, layers = steps_of(syria), [layer for layer in MOVING if layer.on_by_default]
    exact, afar = (playback(steps, layers, LOOK, zoom=zoom).payload for zoom in (None, 7.0))
    assert len(afar["arcs"]["spots"]) < 0.9 * len(exact["arcs"]["spots"])
    assert {part: afar[part] for part in ("chains", "slots", "days")} == {
        part: exact[part] for part in ("chains", "slots", "days")
    }


def drawn(layer: Layer, situation: Situation, look: RenderOptions = LOOK) -> list[str]:
    return [message_of(one).json for one in layer.drawn(situation, look)]


@pytest.mark.thorough
@pytest.mark.parametrize("layer", first_quick(THERE), ids=lambda layer: layer.id)
def test_a_layer_says_truly_what_of_the_range_it_draws(layer, syria):
    """Else a playback or a comparison would show it on days that are not its own."""
    of_range, part = (syria.start, syria.end), replace(syria.everything, area="northwest")
    whole, first, last = (
        replace(select(syria, replace(part, start=start, end=end)), of_range=of_range)
        for start, end in ((syria.start, syria.end), (syria.start, syria.start), (syria.end, syria.end))
    )
    if layer.time_mode == "always":
        held = RenderOptions(mode="control")  # in a map of change names say when places changed hands
        assert drawn(layer, first, held) == drawn(layer, last, held) == drawn(layer, whole, held)
    elif layer.time_mode == "last day":
        assert drawn(layer, whole) == drawn(layer, last) != drawn(layer, first)
    elif layer.time_mode == "change":
        assert drawn(layer, first) == drawn(layer, last) == [] != drawn(layer, whole)
    else:
        assert drawn(layer, first) != drawn(layer, whole) != drawn(layer, last)


def test_layers_that_do_not_depend_on_the_day_are_not_part_of_it(syria):
    steps = steps_of(syria, end=syria.start)
    held = RenderOptions(mode="control")  # in a map of change names say when places changed hands
    assert playback(steps, all_layers(), held).payload == playback(steps, MOVING, held).payload
    assert [layer for layer in all_layers() if moves(layer, held)] == MOVING


@pytest.fixture
def squares(tmp_path):
    return theatre_of(
        tmp_path / "squares",
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-03"),
        ],
        events=[event("sure", "2025-01-02"), event("about", "2025-01-03", time_precision=2)],
    )


def slots(steps: list[Step], layer_id: str) -> list[dict]:
    (layer,) = [layer for layer in all_layers() if layer.id == layer_id]
    return playback(steps, [layer], LOOK).payload["slots"]


def test_an_event_falls_on_its_day_and_a_possible_one_is_drawn_faintly_on_each_of_its_days(squares):
    (pins,) = slots(steps_of(squares, end=january(4)), "events")
    shown = [[pins["refs"][n] for n in step] for step in pins["steps"]]
    assert shown == [["event:about"], ["event:sure", "event:about"], ["event:about"], ["event:about"]]
    assert dict(zip(pins["refs"], pins["faint"], strict=True)) == {
        "event:about": 1,
        "event:sure": 0,
    }
    assert pins["fades"]


def test_ground_changes_on_the_day_it_changed_and_costs_nothing_while_it_stands(squares):
    (ground,) = slots(steps_of(squares, end=january(5)), "control")
    first, second, third, fourth, fifth = ground["steps"]
    assert first == second != third == fourth == fifth
    assert not ground["fades"]


def test_the_front_says_the_day_that_is_shown(squares):
    (front,) = slots(steps_of(squares, end=january(2)), "front-line")
    assert front["steps"] == [[0], [0]]
    assert DAY_LEFT_OPEN in front["tips"][0]
    assert english_day(january(1)) not in front["tips"][0]


def test_change_grows_from_the_first_day_of_the_range(squares):
    front, change = slots(steps_of(squares, end=january(5)), "change")
    assert front["steps"] == [[], [0], [0], [0], [0]]  # the front line of the first day
    assert change["steps"] == [[], [], [0], [0], [0]]
    assert change["tips"][0].startswith(f"Blue: taken between 1 Jan 2025 and {DAY_LEFT_OPEN}\n")


def test_names_are_sent_once_and_beside_them_the_day_on_which_their_places_fell(squares):
    (labels,) = [layer for layer in all_layers() if layer.id == "place-labels"]
    steps = steps_of(squares, end=january(5))
    (names,) = playback(steps, [labels], LOOK).payload["names"]
    (ordinary,) = (message_of(one).payload for one in labels.drawn(steps[-1].so_far, LOOK))
    ((east, taken),) = ordinary["notes"].items()
    assert ordinary["names"][east] == "East"
    assert taken[0] == "taken 3 Jan"
    assert names["labels"] == ordinary | {"notes": {}}
    assert names["told"] == [("", ""), tuple(taken)]
    assert names["steps"] == [[], [], [east, 1], [], []]


def test_names_that_only_a_nearer_map_has_are_not_sent_and_the_others_are_known_by_their_new_numbers(squares):
    (labels,) = [layer for layer in all_layers() if layer.id == "place-labels"]
    steps = steps_of(squares, end=january(5))
    (drawn,) = labels.drawn(steps[-1].so_far, LOOK)
    zoom = drawn.min_zooms[drawn.names.index("East")]
    (names,) = playback(steps, [labels], LOOK, zoom=zoom).payload["names"]
    assert names["labels"] == message_of(drawn.up_to(zoom)).payload | {"notes": {}}
    assert len(names["labels"]["names"]) < len(drawn.names)
    assert names["steps"] == [[], [], [names["labels"]["names"].index("East"), 1], [], []]


def test_what_is_said_of_a_place_that_falls_back_is_taken_back(tmp_path):
    reports = [row("east", holder, f"2025-01-0{day}") for day, holder in ((1, "RED"), (2, "BLUE"), (4, "RED"))]
    theatre = theatre_of(tmp_path / "back", reports=reports, places=[place("east", 1.5, 0.5)])
    labels = [layer for layer in all_layers() if layer.id == "place-labels"]
    (names,) = playback(steps_of(theatre, end=january(5)), labels, LOOK).payload["names"]
    assert [note for note, _ in names["told"]] == ["", "taken 2 Jan"]
    assert names["steps"] == [[], [0, 1], [], [0, 0], []]


@pytest.mark.thorough
def test_a_long_range_says_that_it_skips_days(squares):
    def said(most: int = MOST_STEPS) -> str:
        return playback(steps_of(squares, most), MOVING, LOOK).payload["words"]["remark"]

    assert said() == "Figures and tables: 1 Jan 2025 to 31 Jan 2025"
    assert said(most=12) == "Shows every 3rd day. Figures and tables: 1 Jan 2025 to 31 Jan 2025"


ARABIC = re.compile("[\u0600-\u06ff]")
LATIN = re.compile("[A-Za-z]")


def words_of(payload: dict) -> list[str]:
    """All that stands on the bar and its stamp."""
    bar = [text for words in payload["words"].values() for text in (words if isinstance(words, list) else [words])]
    return bar + [day[key] for day in payload["days"] for key in ("stamp", "note")]


def test_the_bar_speaks_the_readers_language(squares):
    steps = steps_of(squares, most=12)
    english, arabic, both = (
        playback(steps, [], RenderOptions(language=language)).payload for language in ("en", "ar", "both")
    )
    assert not any(ARABIC.search(text) for text in words_of(english))
    assert not any(LATIN.search(text) for text in words_of(arabic))
    assert both["words"]["stop"] == f"{english['words']['stop']} · {arabic['words']['stop']}"
    assert both["days"][0]["stamp"] == "1 Jan 2025\n1 كانون الثاني 2025"
    assert len(english["words"]["speeds"]) == len(english["speeds"]) == len(arabic["words"]["speeds"])


def test_the_legend_of_a_playback_has_all_that_is_drawn_on_any_day(squares):
    (control,) = [layer for layer in all_layers() if layer.id == "control"]
    steps = steps_of(squares, end=january(5))
    assert [item.label.en for item in legend_of([step.itself for step in steps], control, LOOK)] == ["Blue", "Red"]
    assert [item.label.en for item in control.legend(steps[-1].itself, LOOK)] == ["Blue"]


def test_hostile_text_stays_text_in_a_playback(tmp_path):
    theatre = theatre_of(
        tmp_path / "hostile",
        places=[place("west", 0.5, 0.5, name_en=HOSTILE), place("east", 1.5, 0.5)],
        events=[event("battle", "2025-01-01", location_en=HOSTILE, summary=HOSTILE)],
    )
    script = playback(steps_of(theatre, end=january(2)), all_layers(), LOOK).json
    assert "<img" not in script
    assert "</script" not in script
    assert "{{" not in script
    assert HOSTILE not in script


def test_a_theatre_of_which_nothing_is_known_plays(tmp_path):
    write_theatre(tmp_path / "quiet", reports=[])
    theatre = read_theatre(tmp_path / "quiet")
    payload = playback(steps_of(theatre, end=january(3)), all_layers(), LOOK).payload
    assert [told["note"] for told in payload["days"]] == [
        f"{on} · 0 events" for on in ("Wednesday", "Thursday", "Friday")
    ]
