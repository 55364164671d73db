"""Small boxes with a text in them: a number that belongs to an area, and is no event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

import numpy as np
from numpy.typing import ArrayLike

from layers.compact import CompactLayer
from layers.features import ChipFeatures
from layers.payload import Texts, check_length, numbered, one_each, positions, texts
from layers.styles import ChipStyle
from layers.text import TOOLTIP_CHARS, visible


class Chips(CompactLayer):
    """Boxes with what is `written` in them, none over another: one that finds no room is a bare square."""

    kind = "chips"
    plays = True

    def __init__(
        self,
        lons: ArrayLike,
        lats: ArrayLike,
        written: Iterable[str],
        styles: ChipStyle | Iterable[ChipStyle],
        *,
        tooltips: Texts = None,
        refs: Texts = None,
    ) -> None:
        x, y = np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)
        each, shown = one_each(styles, len(x)), tuple(visible(text, TOOLTIP_CHARS) for text in written)
        check_length("texts", len(shown), len(x))
        payload = positions(x, y)
        if payload is not None:
            used, which = numbered(each)
            payload |= {"styles": [asdict(style) for style in used], "style": which, "texts": list(shown)}
            payload |= {"level": "points"} | texts(len(x), tooltips=tooltips, refs=refs)
        super().__init__(payload, ChipFeatures(x, y, shown, each))
