"""The days of a range as one payload, which the browser plays without asking again (layers/js/playback.js).

Every step is a Situation of its own, drawn by the very layers that draw it when the page stands still. What the
steps have in common is sent once: line work as arcs, features by what they are, texts with the day left open.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np

from geo.events import POSSIBLE
from geo.situation import Situation
from layers.arcs import Whole, cut_into_arcs
from layers.base import Layer, LegendItem, Look
from layers.compact import CompactLayer, Payload
from layers.words import day, span, weekday

DAY_LEFT_OPEN = "\ue000"
"""Stands in a text for the last day of the step; of the private use area, so no text from data has it."""

TEXTS = ("tips", "refs")
PATHS = ("areas", "lines")


def moves(layer: Layer) -> bool:
    """Whether a playback draws `layer` anew for each day."""
    return layer.shows in ("last day", "range")


class Playback(CompactLayer):
    """What the layers that depend on the day draw, day by day, with the bar that plays it.

    `whole`: the range as the page shows it when nothing plays. Where it is given it is shown first, the layers of
    change are part of it, and the bar has a button that leads back to it.
    """

    kind = "playback"

    def __init__(
        self, steps: Sequence[Situation], layers: Iterable[Layer], look: Look, *, whole: Situation | None = None
    ) -> None:
        moving = [layer for layer in layers if layer.shows != "always"]
        super().__init__(_payload(steps, whole, moving, look) if steps else None)


def legend_of(steps: Sequence[Situation], layer: Layer, look: Look) -> list[LegendItem]:
    """What `layer` draws on any of the steps, each item once."""
    return list(dict.fromkeys(item for step in steps for item in layer.legend(step, look)))


@dataclass
class _Slot:
    """One compact layer of one layer, over all steps: its features, and which of them each step shows."""

    layer: Layer
    kind: str
    level: str
    many: str | None
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


def _payload(days: Sequence[Situation], whole: Situation | None, layers: Sequence[Layer], look: Look) -> Payload:
    slots: dict[tuple[int, int], _Slot] = {}
    paths = _Paths()
    steps = [*days, whole] if whole else days
    for number, step in enumerate(steps):
        possible = set() if step is whole else _possible(step)
        for at, layer in enumerate(layers):
            if step is not whole and not moves(layer):
                continue
            for drawn in _parts(layer, step, look):
                payload = drawn.payload
                if payload is None:
                    continue
                nth = _nth_of_its_sort(slots, at, drawn.kind, payload["level"], number)
                slot = slots.setdefault(
                    (at, nth),
                    _Slot(layer, drawn.kind, payload["level"], payload.get("many"), [[] for _ in steps]),
                )
                slot.steps[number] = [
                    slot.features.setdefault(key, len(slot.features))
                    for key in _features(payload, slot, paths, possible, day(step.filters.end))
                ]
    cut = cut_into_arcs(paths.paths)
    return {
        "level": "areas",
        "days": [_day(step) for step in days],
        "whole": _whole(whole) if whole else None,
        "every": _pace([step.filters.end for step in days]),
        "arcs": {
            "xy": _differences(np.concatenate(cut.arcs)) if cut.arcs else [],
            "sizes": [len(arc) for arc in cut.arcs],
        },
        "chains": cut.chains,
        "slots": [_columns(slots[key]) for key in sorted(slots)],
    }


def _possible(step: Situation) -> set[str]:
    """Refs of the events that may have happened on another day than those of the step."""
    return {f"event:{key}" for key in step.events.index[step.events["membership"] == POSSIBLE]}


def _parts(layer: Layer, step: Situation, look: Look) -> Iterator[CompactLayer]:
    for child in layer.build(step, look)._children.values():
        if not isinstance(child, CompactLayer):
            raise TypeError(f"layer {layer.id!r} depends on the day and so must be drawn by compact layers")
        yield child


def _nth_of_its_sort(slots: Mapping[tuple[int, int], _Slot], at: int, kind: str, level: str, step: int) -> int:
    """The slot of layer number `at` for the next compact layer of this kind and level in this step."""
    own = [key[1] for key in slots if key[0] == at]
    for nth in own:
        slot = slots[at, nth]
        if (slot.kind, slot.level) == (kind, level) and not slot.steps[step]:
            return nth
    return len(own)


def _features(
    payload: Payload, slot: _Slot, paths: _Paths, possible: set[str], until: str
) -> Iterator[tuple[Any, ...]]:
    """What makes each feature of a compact layer: equal features of two steps have equal keys."""
    styles = [
        slot.styles.setdefault(json.dumps(style, sort_keys=True), len(slot.styles)) for style in payload["styles"]
    ]
    columns = [payload.get(name) for name in TEXTS]
    radii = payload.get("radii")
    for n, geometry in enumerate(_geometries(payload, slot.kind, paths)):
        texts = tuple(_leave_day_open(column[n], until) if column else None for column in columns)
        faint = texts[TEXTS.index("refs")] in possible
        yield geometry, styles[payload["style"][n]], radii[n] if radii else None, faint, texts


def _geometries(payload: Payload, kind: str, paths: _Paths) -> Iterator[tuple[int, ...]]:
    """For areas and lines the numbers of the paths, for the others the position."""
    vertices = np.asarray(payload["xy"], dtype=np.int64).reshape(-1, 2).cumsum(axis=0)
    if kind not in PATHS:
        yield from ((int(x), int(y)) for x, y in vertices)
        return
    numbers = [paths.number(path) for path in np.split(vertices, np.cumsum(payload["sizes"])[:-1])]
    bounds = [0, *np.cumsum(payload["parts"]).tolist()]
    yield from (tuple(numbers[a:b]) for a, b in pairwise(bounds))


def _leave_day_open(text: str | None, until: str) -> str | None:
    return None if text is None else text.replace(until, DAY_LEFT_OPEN)


def _columns(slot: _Slot) -> Payload:
    """A slot as the columns of a compact payload, all steps together."""
    geometries, style, radii, faint, texts = zip(*slot.features, strict=True)
    columns: Payload = {
        "layer": slot.layer.id,
        "kind": slot.kind,
        "level": slot.level,
        "fades": slot.layer.shows == "range" and slot.kind == "points",
        "styles": [json.loads(key) for key in slot.styles],
        "style": style,
        "steps": slot.steps,
    }
    if slot.kind in PATHS:
        columns["parts"] = geometries
    else:
        columns["xy"] = _differences(np.asarray(geometries, dtype=np.int64))
    if slot.kind == "circles":
        columns["radii"] = radii
    if slot.many is not None:
        columns["many"] = slot.many
    if any(faint):
        columns["faint"] = [int(is_faint) for is_faint in faint]
    for name, column in zip(TEXTS, zip(*texts, strict=True), strict=True):
        if any(text is not None for text in column):
            columns[name] = column
    return columns


def _differences(vertices: Whole) -> list[int]:
    differences: list[int] = np.diff(vertices, axis=0, prepend=0).ravel().tolist()
    return differences


def _day(step: Situation) -> Payload:
    """How one step is called, which day its texts speak of, and how much happened in it."""
    until = step.filters.end
    return {
        "iso": until.isoformat(),
        "weekday": weekday(until),
        "words": day(until),
        "on": day(until),
        "note": _how_much(step),
    }


def _whole(range_: Situation) -> Payload:
    start, end = range_.filters.start, range_.filters.end
    return {
        "iso": f"{start.isoformat()}/{end.isoformat()}",
        "weekday": "All days" if start < end else weekday(end),
        "words": span(start, end),
        "on": day(end),
        "note": _how_much(range_),
    }


def _how_much(step: Situation) -> str:
    figures = step.figures
    events = f"{figures.certain} event{'' if figures.certain == 1 else 's'}"
    return f"{events}, {figures.possible} more possible" if figures.possible else events


def _pace(days: Sequence[date]) -> str:
    """What to say where a step is more than one day."""
    each = max(((later - earlier).days for earlier, later in pairwise(days)), default=1)
    if each == 1:
        return ""
    ending = "th" if each % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(each % 10, "th")
    return f"every {each}{ending} day"
