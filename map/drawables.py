"""What a layer draws, as frozen values: geometry with a style, a text and a reference for each feature, whoever draws
it - a browser or paper.

Positions are EPSG:4326, longitude first. Text is plain text: it is neither HTML nor escaped by the caller. `tooltips`
say what a mark is when it is pointed at, `refs` what a click on it asks for ("event:1"); either may be missing as a
whole or for one feature. Each kind is made by its `of`, which takes columns of a frame and one style for all or one
each, and raises ValueError where they do not fit together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from itertools import compress
from typing import Any, ClassVar, Generic, Literal, Self, TypeVar

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geo.common.messages import _
from map.feature_columns import (
    Floats,
    Said,
    Texts,
    fitting,
    numbered,
    numbers,
    one_each,
    positions,
    shapes_of_types,
    texts_of,
)
from map.styles import AreaStyle, ChipStyle, CircleStyle, LineStyle, PointStyle
from map.text import TOOLTIP_CHARS, visible

Level = Literal["ground", "areas", "lines"]


StyleT = TypeVar("StyleT", AreaStyle, LineStyle)


@dataclass(frozen=True, eq=False)
class _Shaped(Generic[StyleT]):
    """(n,) shapes of the types `of_types` (numbers of shapely), stacked among those of their `level`."""

    kind: ClassVar[Literal["areas", "lines"]]
    of_types: ClassVar[tuple[int, ...]]
    shapes: NDArray[Any]
    styles: tuple[StyleT, ...]
    tooltips: Texts
    refs: Texts
    level: Level

    @classmethod
    def of(
        cls,
        geometries: ArrayLike,
        styles: StyleT | Iterable[StyleT],
        *,
        tooltips: Said = None,
        refs: Said = None,
        level: Level | None = None,
    ) -> Self:
        """`geometries` drawn in one style or one each; without `level` they lie among those of their kind."""
        shapes = shapes_of_types(geometries, cls.of_types, cls.kind)
        count = len(shapes)
        return cls(shapes, one_each(styles, count), *_texts(tooltips, refs, count), level or cls.kind)

    @property
    def is_empty(self) -> bool:
        return not shapely.get_num_coordinates(self.shapes).any()


@dataclass(frozen=True, eq=False)
class Areas(_Shaped[AreaStyle]):
    """(n,) polygons and multipolygons."""

    kind = "areas"
    of_types = (3, 6)


@dataclass(frozen=True, eq=False)
class Lines(_Shaped[LineStyle]):
    """(n,) lines and multilines."""

    kind = "lines"
    of_types = (1, 2, 5)


@dataclass(frozen=True, eq=False)
class _Positioned:
    """What stands at (n,) positions."""

    lons: Floats
    lats: Floats

    @property
    def is_empty(self) -> bool:
        return not len(self.lons)


@dataclass(frozen=True, eq=False)
class Points(_Positioned):
    """Symbols. Those at one spot are fanned out; where very many are in view they become counts on a grid.

    `many` follows the number in the tooltip of such a count, as in "34 events here: click to zoom in"; `badge` is the
    colour of the counts, "" for the usual one. `reaches_m`: metres within which what a symbol stands for lies, drawn
    as an outline while it is pointed at or chosen. `ring`: where the map is seen from afar all points with a ring of
    one colour stand together, one ring a place with its number, and near by none of them lies on another; "" for
    symbols at every zoom.
    """

    kind: ClassVar = "points"
    styles: tuple[PointStyle, ...]
    tooltips: Texts
    refs: Texts
    many: str
    badge: str
    reaches_m: Floats | None = None
    ring: str = ""

    @classmethod
    def of(
        cls,
        lons: ArrayLike,
        lats: ArrayLike,
        styles: PointStyle | Iterable[PointStyle],
        *,
        tooltips: Said = None,
        refs: Said = None,
        many: str | None = None,
        badge: str = "",
        reaches_m: ArrayLike | None = None,
        ring: str = "",
    ) -> Points:
        """A symbol at each position."""
        x, y = positions(lons, lats)
        count = len(x)
        reaches = None if reaches_m is None else numbers(reaches_m, count)
        said = _("here: click to zoom in") if many is None else many
        return cls(x, y, one_each(styles, count), *_texts(tooltips, refs, count), said, badge, reaches, ring)


@dataclass(frozen=True, eq=False)
class Circles(_Positioned):
    """Circles of `radii_m` metres on the ground. They catch no clicks."""

    kind: ClassVar = "circles"
    radii_m: Floats
    styles: tuple[CircleStyle, ...]

    @classmethod
    def of(
        cls, lons: ArrayLike, lats: ArrayLike, radii_m: ArrayLike, styles: CircleStyle | Iterable[CircleStyle]
    ) -> Circles:
        """Those that are the same in all are one: many events at one vague place do not darken it."""
        x, y = positions(lons, lats)
        used, which = numbered(one_each(styles, len(x)))
        radii = np.round(numbers(radii_m, len(x)))
        x, y, radii, number = np.unique(np.column_stack([x, y, radii, which]), axis=0).T
        return cls(x, y, radii, tuple(used[int(style)] for style in number))


@dataclass(frozen=True, eq=False)
class Labels(_Positioned):
    """Names, each shown from its `min_zooms` (web map zoom) on; of two that collide the lower of `priorities` stays.
    `notes`: what is said of it in lines below ("" for nothing), in `note_colours`. `english`: what each is called in
    English, in whatever language it is shown."""

    kind: ClassVar = "labels"
    KINDS: ClassVar = ("city", "town", "village", "water", "region", "country", "road")
    names: tuple[str, ...]
    min_zooms: Floats
    priorities: Floats
    kinds: tuple[str, ...]
    notes: tuple[str, ...]
    note_colours: tuple[str, ...]
    english: tuple[str, ...]

    @classmethod
    def of(
        cls,
        lons: ArrayLike,
        lats: ArrayLike,
        names: Iterable[str],
        *,
        min_zooms: ArrayLike,
        priorities: ArrayLike,
        kinds: str | Iterable[str] = "town",
        notes: Iterable[str] | None = None,
        note_colours: Iterable[str] | None = None,
        english: Iterable[str] | None = None,
    ) -> Labels:
        """`names`: what to write, "\\n" before a second line. `kinds`, of KINDS, sets the look: one for all, or one
        each. Without `english` the names are taken to be English."""
        x, y = positions(lons, lats)
        count = len(x)
        shown = fitting(tuple(visible(str(name), TOOLTIP_CHARS) for name in names), "names", count)
        looks = fitting((kinds,) * count if isinstance(kinds, str) else tuple(kinds), "kinds", count)
        said = ("",) * count if notes is None else tuple(visible(note, TOOLTIP_CHARS) for note in notes)
        colours = ("",) * count if note_colours is None else tuple(note_colours)
        called = shown if english is None else tuple(english)
        fitting(said, "notes", count), fitting(colours, "note_colours", count), fitting(called, "english", count)
        return cls(x, y, shown, numbers(min_zooms, count), numbers(priorities, count), looks, said, colours, called)

    def up_to(self, zoom: float) -> Labels:
        """Those that a map at `zoom` shows, were there room."""
        seen = self.min_zooms <= zoom
        kept: dict[str, Any] = {}
        for name, column in ((one.name, getattr(self, one.name)) for one in fields(self)):
            kept[name] = column[seen] if isinstance(column, np.ndarray) else tuple(compress(column, seen))
        return replace(self, **kept)


@dataclass(frozen=True, eq=False)
class Chips(_Positioned):
    """Small boxes with `texts` in them, none over another: one that finds no room is a bare square. A number that
    belongs to an area and is no event."""

    kind: ClassVar = "chips"
    texts: tuple[str, ...]
    styles: tuple[ChipStyle, ...]
    tooltips: Texts
    refs: Texts

    @classmethod
    def of(
        cls,
        lons: ArrayLike,
        lats: ArrayLike,
        texts: Iterable[str],
        styles: ChipStyle | Iterable[ChipStyle],
        *,
        tooltips: Said = None,
        refs: Said = None,
    ) -> Chips:
        """A box at each position."""
        x, y = positions(lons, lats)
        count = len(x)
        shown = fitting(tuple(visible(text, TOOLTIP_CHARS) for text in texts), "texts", count)
        return cls(x, y, shown, one_each(styles, count), *_texts(tooltips, refs, count))


@dataclass(frozen=True, eq=False)
class ClusteredPoints(_Positioned):
    """(n,) events, too many to tell one by one: symbols where few are in view, else counts on a grid all crowds share.

    `which`: the one of `styles` and of `words` (what the symbol stands for) each has. `title`: what they are together,
    as in "strikes". `colour`: their part of the ring about a count.
    """

    kind: ClassVar = "crowd"
    which: NDArray[np.int64]
    styles: Sequence[PointStyle]
    words: Sequence[str]
    title: str
    colour: str


Playable = Areas | Lines | Points | Circles | Chips
"""What has one style for each feature, and so can be cut into days."""
Drawable = Playable | Labels | ClusteredPoints


def _texts(tooltips: Said, refs: Said, count: int) -> tuple[Texts, Texts]:
    return texts_of(tooltips, "tooltips", count), texts_of(refs, "refs", count)
