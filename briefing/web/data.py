"""What a page draws and answers, as one value: the script of the page (briefing/web/page.js) needs nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import shapely

from briefing.job.brief import Brief, Progress
from briefing.web.details import details_payload
from briefing.web.figures import FigureTable, figure_tables
from geo.analysis.situation import Situation
from geo.common.messages import speaking
from geo.common.phrases import LANGUAGES, is_right_to_left, languages_in, spoken_by
from map.browser_words import browser_words
from map.drawables import Areas
from map.folium_map import empty_map
from map.layer import LegendItem
from map.payload import Payload, message_of
from map.playback import Step, moves, playback, steps_of
from map.styles import AreaStyle
from map.text import script_json

CELL = AreaStyle(fill="none", colour="#000000", weight=0)
"""Nothing to see: the ground of a place answers clicks, and is outlined when it is chosen."""

TOLD_OF_GROUND = frozenset({"control", "disagreement"})
"""Layers that say who holds a place; without one of them the ground answers nothing."""


DRAWN_ALIKE = ("arcs", "chains", "slots")
"""Parts of a playback that hardly differ by language."""


@dataclass(frozen=True, eq=False)
class PageData:
    """`steps`: the days of the range, the whole range last. `legend`: for each layer what it draws on any of them, and
    on which."""

    steps: tuple[Step, ...]
    payload: dict[str, Any]
    legend: dict[str, dict[LegendItem, frozenset[int]]]
    drawn: frozenset[str]
    figures: list[FigureTable]


def page_data(brief: Brief, progress: Progress) -> PageData:
    """Everything of `brief`, drawn for each language and each day."""
    first = brief.situation.filters.start
    days = steps_of(brief.situation)
    steps = (*days, Step(brief.situation, first))
    shown = [step.itself for step in steps]
    pool: dict[str, int] = {}
    payloads: list[Any] = []

    def number(payload: Any) -> int:
        """The number of a payload; what is the same in two languages is sent once."""
        found = pool.setdefault(script_json(payload), len(payloads))
        if found == len(payloads):
            payloads.append(payload)
        return found

    languages: dict[str, Any] = {}
    moving: list[str] = []
    drawn: set[str] = set()
    for language in LANGUAGES:
        look = replace(brief.request.look, language=language)
        still = [
            (layer.id, drawable.kind, number(message_of(drawable).payload))
            for layer in brief.layers
            if not moves(layer, look)
            for drawable in layer.drawn(brief.situation, look)
        ]
        played = playback(days, brief.layers, look, whole=brief.situation).payload
        moving = [ref for slot in played["slots"] for ref in slot.get("refs", ()) if ref]
        drawn |= {layer_id for layer_id, *_ in still} | {part["layer"] for part in (*played["slots"], *played["names"])}
        with speaking(spoken_by(language)):
            own_words = browser_words()
        languages[language] = {
            "spoken": spoken_by(language),
            "way": "rtl" if is_right_to_left(language) else "ltr",
            "words": own_words,
            "still": still,
            "playback": {key: part for key, part in played.items() if key not in DRAWN_ALIKE},
            "drawn": {key: number(played[key]) for key in DRAWN_ALIKE},
        }
    cells = _cells(brief)
    refs = sorted({ref for ref in [*moving, *(cells["refs"] if cells else ())] if not ref.startswith("area:")})
    spoken_languages = languages_in(brief.request.language)
    steps_to_do = len(spoken_languages) * len(refs)
    done = iter(range(1, steps_to_do + 1))
    figures = figure_tables(shown, brief.request.look)
    payload = {
        "options": empty_map(brief.situation.area.bounds).options,
        "home": brief.situation.area.bounds,
        "theme": brief.request.look.theme,
        "language": brief.request.language,
        "payloads": payloads,
        "languages": languages,
        "cells": cells,
        "details": {
            spoken: _details(spoken, shown, refs, lambda: progress(next(done), steps_to_do))
            for spoken in spoken_languages
        },
        "figures": [cell for table in figures for row in table.rows for cell in row.cells],
    }
    return PageData(steps, payload, _legend(brief, steps), frozenset(drawn), figures)


def _details(spoken: str, steps: Sequence[Situation], refs: Sequence[str], told: Callable[[], None]) -> dict[str, Any]:
    with speaking(spoken):
        return details_payload(steps, refs, told)


def _cells(brief: Brief) -> Payload | None:
    """The ground of each place; none where control is drawn elsewhere, for such ground belongs to no place."""
    if brief.theatre.history is not None or not TOLD_OF_GROUND & brief.request.layers:
        return None
    pieces = brief.theatre.cells.pieces
    shapes = pieces.groupby("place_id").geometry.apply(lambda part: shapely.coverage_union_all(part.to_numpy()))
    cells = Areas.of(shapes.to_numpy(), CELL, refs=[f"place:{place_id}" for place_id in shapes.index])
    return None if cells.is_empty else message_of(cells).payload


def _legend(brief: Brief, steps: Sequence[Step]) -> dict[str, dict[LegendItem, frozenset[int]]]:
    found: dict[str, dict[LegendItem, frozenset[int]]] = {}
    whole = len(steps) - 1
    for layer in brief.layers:
        on: dict[LegendItem, set[int]] = {}
        for number in [whole, *range(whole)]:
            for item in layer.legend_lines(steps[number].shown_by(layer), brief.request.look):
                on.setdefault(item, set()).add(number)
        found[layer.id] = {item: frozenset(numbers) for item, numbers in on.items()}
    return found
