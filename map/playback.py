"""The days of a range as one payload, which the browser plays without asking again (map/js/playback.js).

Every step is a Situation of its own, drawn by the very layers that draw it when the page stands still. What the
steps have in common is sent once: line work as arcs, features by what they are, texts with the day left open, names of
places with what the days say of them beside.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from math import inf
from typing import Any, get_args

import numpy as np

from geo.analysis.situation import Situation, select
from geo.common.messages import speaking
from geo.common.phrases import spoken_by
from geo.events.events import INCIDENTS_FROM, POSSIBLE, incidents_of
from geo.query.time_steps import MOST_STEPS, step_by_step
from map.arcs import Arcs, cut_into_arcs, in_runs, simplified
from map.detail import half_a_pixel_deg
from map.drawables import Labels, Playable
from map.feature_columns import STEPS_PER_DEGREE, Whole
from map.layer import Layer, LegendItem, RenderOptions
from map.packed import packed, packed_steps, zigzag
from map.payload import Columns, Message, Payload, columns_of, message_of, sent_order
from map.payload import steps as steps_between
from map.player_words import SPEEDS, bar_words, note, stamp
from map.spoken import day

DAY_LEFT_OPEN = "\ue000"
"""Stands in a text for the last day of the step; of the private use area, so no text from data has it."""

TEXTS = ("tips", "refs", "texts")
COMMON = ("many", "badge", "most", "ring")
"""Parts of a payload that say the same of all its features."""


@dataclass(frozen=True)
class Step:
    """One step: `itself`, from the day after the step before to its own day; `start`, the first day of the range."""

    itself: Situation
    start: date

    @cached_property
    def so_far(self) -> Situation:
        """From the first day of the range to that of the step."""
        filters = replace(self.itself.filters, start=self.start)
        if filters == self.itself.filters:
            return self.itself
        return replace(select(self.itself.theatre, filters), of_range=self.itself.of_range)

    def shown_by(self, layer: Layer) -> Situation:
        """What `layer` draws of this step: change counts from the first day, all else is of the step."""
        return self.so_far if layer.time_mode == "change" else self.itself


def steps_of(situation: Situation, most: int = MOST_STEPS) -> list[Step]:
    """The days of the range of `situation`, in at most `most` steps."""
    filters, theatre = situation.filters, situation.theatre
    days = filters.start, filters.end
    chosen = (select(theatre, step) for step in step_by_step(filters, most))
    return [Step(replace(step, of_range=days), filters.start) for step in chosen]


def moves(layer: Layer, look: RenderOptions) -> bool:
    """Whether what `layer` draws depends on the day, so that it is part of a playback."""
    return layer.time_mode != "always" or _tells_of_changes(layer, look)


def _tells_of_changes(layer: Layer, look: RenderOptions) -> bool:
    """Whether `layer` draws names that say what became of their places."""
    return layer.names_change and look.mode == "change"


def playback(
    steps: Sequence[Step],
    layers: Iterable[Layer],
    look: RenderOptions,
    *,
    whole: Situation | None = None,
    zoom: float | None = None,
    head: Callable[[Situation], Sequence[str]] | None = None,
) -> Message:
    """What the layers that depend on the day draw, day by day, with the bar that plays it.

    `steps`: one at least. `whole`: the range as the page shows it when nothing plays. Where it is given it is shown
    first, and the bar has a button that leads back to it. `zoom`: that up to which outlines are as fine as it shows
    them, and names are sent (map/detail.py); without one all are as they are. `head`: the texts at the head of the page
    for a range, where that follows the days; it is told of the range up to the day shown.

    Raises
    ------
    TypeError : a layer whose `time_mode` is not "always" draws names, or events too many to tell one by one.
    """
    with speaking(spoken_by(look.language)):
        on = list(layers)
        payload = _payload(steps, whole, [layer for layer in on if layer.time_mode != "always"], look, zoom)
        named = [*steps, Step(whole, whole.filters.start)] if whole else steps
        payload["names"] = [
            names
            for layer in on
            if _tells_of_changes(layer, look)
            for names in _names(layer, named, look, inf if zoom is None else zoom)
        ]
        if head:
            for day_shown, step in zip(payload["days"], steps, strict=True):
                day_shown["head"] = list(head(step.so_far))
        return Message("playback", payload)


def legend_of(situations: Iterable[Situation], layer: Layer, look: RenderOptions) -> list[LegendItem]:
    """What `layer` draws of any of `situations`, each item once."""
    return list(dict.fromkeys(item for situation in situations for item in layer.legend_lines(situation, look)))


@dataclass
class _Slot:
    """One drawable of a layer, over all steps: its features, and which of them each step shows."""

    layer: Layer
    kind: str
    level: str
    common: dict[str, Any]
    steps: list[list[int]]
    features: dict[tuple[Any, ...], int] = field(default_factory=dict)
    styles: dict[str, int] = field(default_factory=dict)


class _Paths:
    """Numbers for paths, equal ones the same."""

    def __init__(self) -> None:
        self.numbers: dict[bytes, int] = {}
        self.paths: list[Whole] = []

    def number(self, path: Whole) -> int:
        found = self.numbers.setdefault(path.tobytes(), len(self.paths))
        if found == len(self.paths):
            self.paths.append(path)
        return found


def _payload(
    days: Sequence[Step],
    whole: Situation | None,
    layers: Sequence[Layer],
    look: RenderOptions,
    zoom: float | None,
) -> Payload:
    slots: dict[tuple[int, int], _Slot] = {}
    paths = _Paths()
    steps = [*days, Step(whole, whole.filters.start)] if whole else days
    for number, step in enumerate(steps):
        situation = step.itself
        until = day(situation.filters.end)
        possible = set() if situation is whole else _possible(situation)
        for at, layer in enumerate(layers):
            for drawn in _playable(layer, step.shown_by(layer), look):
                columns = columns_of(drawn)
                level = columns.said["level"]
                nth = _nth_of_its_sort(slots, at, drawn.kind, level, number)
                slot = slots.setdefault(
                    (at, nth), _Slot(layer, drawn.kind, level, _common(columns.said), [[] for _ in steps])
                )
                slot.steps[number] = [
                    slot.features.setdefault(key, len(slot.features))
                    for key in _features(columns, slot, paths, possible, until)
                ]
    cut = cut_into_arcs(paths.paths)
    if zoom is not None:
        extent = days[0].itself.theatre.extent
        cut = simplified(cut, half_a_pixel_deg(zoom, extent) * STEPS_PER_DEGREE)
    ends = [step.itself.filters.end for step in days]
    pace = max(((later - earlier).days for earlier, later in pairwise(ends)), default=1)
    return {
        "level": "areas",
        "days": [_day(step.itself, look) for step in days],
        "whole": _whole(whole, look) if whole else None,
        "speeds": SPEEDS,
        "words": bar_words(pace, look.language, None if whole else (days[0].itself.filters.start, ends[-1])),
        **_line_work(cut),
        "slots": [_columns(slots[key]) for key in sorted(slots)],
    }


def _names(layer: Layer, steps: Sequence[Step], look: RenderOptions, zoom: float) -> Iterator[Payload]:
    """The names that `layer` draws up to a zoom for the whole range, with nothing said of their places. `told`: all
    that is said of any on any day and in which colour, nothing first. `steps`: for each what is said anew since the one
    before: number of a name, number in `told`, number of a name ..."""
    drawn = [[one for one in layer.drawn(step.so_far, look) if isinstance(one, Labels)] for step in steps]
    for names, *of_steps in zip(drawn[-1], *drawn, strict=True):
        told, order = {("", ""): 0}, [n for n in sent_order(names) if names.min_zooms[n] <= zoom]
        said = [[told.setdefault((one.notes[n], one.note_colours[n]), len(told)) for n in order] for one in of_steps]
        anew = [
            [part for n, (was, now) in enumerate(zip(*pair, strict=True)) if was != now for part in (n, now)]
            for pair in pairwise([[0] * len(order), *said])
        ]
        yield {
            "layer": layer.id,
            "labels": message_of(names.up_to(zoom)).payload | {"notes": {}},
            "told": list(told),
            "steps": anew,
        }


def _line_work(cut: Arcs) -> Payload:
    """`arcs`: vertices of all, `spots`, and how many each has, `sizes`. `chains`: the runs of all, `runs`, first and
    length of each, the first as the step from the one before; and how many each chain has, `sizes`."""
    chains = [np.reshape(in_runs(chain), (-1, 2)) for chain in cut.chains]
    runs = np.concatenate(chains) if chains else np.empty((0, 2), dtype=np.int64)
    runs[:, 0] = zigzag(np.diff(runs[:, 0], prepend=0))
    spots = np.concatenate(cut.arcs) if cut.arcs else np.empty((0, 2), dtype=np.int64)
    return {
        "arcs": {"spots": packed_steps(spots), "sizes": packed([len(arc) for arc in cut.arcs])},
        "chains": {"runs": packed(runs.ravel()), "sizes": packed([len(chain) for chain in chains])},
    }


def _possible(step: Situation) -> set[str]:
    """Refs of the events that may have happened on another day than those of the step."""
    return {f"event:{key}" for key in step.events.index[step.events["membership"] == POSSIBLE]}


def _playable(layer: Layer, shown: Situation, look: RenderOptions) -> Iterator[Playable]:
    for drawn in layer.drawn(shown, look):
        if not isinstance(drawn, Playable):
            kinds = ", ".join(kind.kind for kind in get_args(Playable))
            raise TypeError(f"layer {layer.id!r} depends on the day and so must draw {kinds}, not {drawn.kind}")
        yield drawn


def _common(said: Payload) -> dict[str, Any]:
    return {name: said[name] for name in COMMON if name in said}


def _nth_of_its_sort(slots: Mapping[tuple[int, int], _Slot], at: int, kind: str, level: str, step: int) -> int:
    """The slot of layer number `at` for its next drawable of this kind and level in this step."""
    own = [key[1] for key in slots if key[0] == at]
    for nth in own:
        slot = slots[at, nth]
        if (slot.kind, slot.level) == (kind, level) and not slot.steps[step]:
            return nth
    return len(own)


def _features(
    columns: Columns, slot: _Slot, paths: _Paths, possible: set[str], until: str
) -> Iterator[tuple[Any, ...]]:
    """What makes each feature of a drawable: equal features of two steps have equal keys."""
    said = columns.said
    styles = [slot.styles.setdefault(json.dumps(style, sort_keys=True), len(slot.styles)) for style in said["styles"]]
    told = [said.get(name) for name in TEXTS]
    radii = said.get("radii")
    for n, geometry in enumerate(_geometries(columns, paths)):
        texts = tuple(_leave_day_open(column[n], until) if column else None for column in told)
        faint = texts[TEXTS.index("refs")] in possible
        yield geometry, styles[said["style"][n]], radii[n] if radii is not None else None, faint, texts


def _geometries(columns: Columns, paths: _Paths) -> Iterator[tuple[int, ...]]:
    """For areas and lines the numbers of the paths, for the others the position."""
    if columns.sizes is None or columns.parts is None:
        yield from map(tuple, columns.vertices.tolist())
        return
    numbers = [paths.number(path) for path in np.split(columns.vertices, np.cumsum(columns.sizes)[:-1])]
    bounds = [0, *np.cumsum(columns.parts).tolist()]
    yield from (tuple(numbers[a:b]) for a, b in pairwise(bounds))


def _leave_day_open(text: str | None, until: str) -> str | None:
    return None if text is None else text.replace(until, DAY_LEFT_OPEN)


def _columns(slot: _Slot) -> Payload:
    """A slot as the payload of a drawable, all steps together."""
    geometries, style, radii, faint, texts = zip(*slot.features, strict=True)
    columns: Payload = {
        "layer": slot.layer.id,
        "kind": slot.kind,
        "level": slot.level,
        **slot.common,
        "fades": slot.layer.time_mode == "range" and slot.kind == "points",
        "styles": [json.loads(key) for key in slot.styles],
        "style": style,
        "steps": slot.steps,
    }
    if slot.kind in ("areas", "lines"):
        columns["parts"] = geometries
    else:
        columns["xy"] = steps_between(np.asarray(geometries, dtype=np.int64))
    if any(radius is not None for radius in radii):
        columns["radii"] = radii
    if any(faint):
        columns["faint"] = [int(is_faint) for is_faint in faint]
    for name, column in zip(TEXTS, zip(*texts, strict=True), strict=True):
        if any(text is not None for text in column):
            columns[name] = column
    return columns


def _day(step: Situation, look: RenderOptions) -> Payload:
    """A step by its last day: how it is called, the day its texts speak of (`words`), and how much happened in it."""
    until = step.filters.end
    return {"iso": until.isoformat(), **_told(step, until, look)}


def _whole(range_: Situation, look: RenderOptions) -> Payload:
    """The whole range, told as a step is."""
    start, end = range_.filters.start, range_.filters.end
    return {"iso": f"{start.isoformat()}/{end.isoformat()}", **_told(range_, start, look)}


def _told(shown: Situation, since: date, look: RenderOptions) -> Payload:
    until, events = shown.filters.end, shown.filtered.columns(INCIDENTS_FROM)
    return {
        "words": day(until),
        "stamp": stamp(since, until, look.language),
        "note": note(since, until, *incidents_of(events), look.language),
    }
