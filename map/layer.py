"""What a layer is: one module of layers/ that defines LAYER."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from geo.common.messages import speaking
from geo.common.phrases import Language, Phrase, phrase, spoken_by
from geo.theatre.theatre import Theatre
from map.drawables import Drawable
from map.styles import Style
from map.table import LayerTable

if TYPE_CHECKING:
    from geo.analysis.situation import Situation

Theme = Literal["light", "dark"]

TimeMode = Literal["always", "last day", "range", "change"]
MapMode = Literal["change", "control", "events"]

MAP_MODES: tuple[MapMode, ...] = get_args(MapMode)
MODE_NAMES: Mapping[MapMode, Phrase] = {
    "change": phrase("What changed"),
    "control": phrase("Who holds"),
    "events": phrase("Events"),
}
"""What the map shows first: the change of the range, who holds the ground on its last day, or its events on quiet
ground."""


@dataclass(frozen=True)
class RenderOptions:
    """How the reader wants the map drawn: language of names, light or dark ground, what it shows first. No part of the
    data."""

    language: Language = "en"
    theme: Theme = "light"
    mode: MapMode = "change"


Tint = Literal["strong", "pale", "medium"]
TINTS: Mapping[Tint, Phrase] = {
    "strong": phrase("strong", "a tint"),
    "pale": phrase("pale", "a tint"),
    "medium": phrase("medium", "a tint"),
}
"""How the tints of one party are called in the legend, in the order they stand in."""


@dataclass(frozen=True)
class LegendItem:
    """A sample of the legend and what it stands for. Those of one `row` (its heading) stand side by side in it;
    without, an item is a row of its own. `tint`: which of its tints the sample of a party is; what that means is the
    heading of its row."""

    swatch: Style
    label: Phrase
    row: Phrase | None = None
    tint: Tint | None = None

    def __post_init__(self) -> None:
        if self.tint and self.row is None:
            raise ValueError(f"{self.label.en!r}: the heading of a row tells what its tint {self.tint!r} means")


def by_weight(layer: Layer) -> tuple[bool, bool, int]:
    """Where the lines of a layer stand in the legend: change first, the background last, else as it is stacked."""
    return layer.is_background, layer.time_mode != "change", layer.order


def _no_legend(_situation: Situation, _look: RenderOptions) -> list[LegendItem]:
    return []


def _everywhere(_theatre: Theatre) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Layer:
    """A part of the map that can be switched on and off.

    `order` stacks the layers (higher is drawn later); `draw` turns a Situation into drawables, the first at the bottom,
    without reading, filtering or touching Streamlit; `legend` names exactly what `draw` draws; `source` is shown
    to the reader; the legend names a background last.

    `time_mode` says what of the range of days a layer draws: "always" the same whatever the days (but names say what
    the range did to a place), the state at the end of the "last day", what happened in the "range", or the "change"
    from its first day to its last. A playback draws all but the first kind anew for each day, change counted from the
    first day of the range; a comparison draws the second kind and the third twice. Names that say what the range did to
    a place (`names_change`) say it in a playback from the day it happened on, and in a comparison on the side of the
    last day. `there`: whether a theatre has anything it may draw; where it has nothing, the layer is neither offered
    nor named in links. `titles`: its title where that depends on the theatre. `modes`: in
    which it draws and has lines in the legend.

    `tables`: what it brings into a data file; layers that show the same rows name the same function, and the file holds
    them once. A layer without says in `no_data_file`, in a sentence for the reader, why.

    Raises
    ------
    ValueError : it has neither tables nor a reason, or both.
    """

    id: str
    title: Phrase
    order: int
    draw: Callable[[Situation, RenderOptions], tuple[Drawable, ...]]
    source: str
    time_mode: TimeMode = "always"
    on_by_default: bool = True
    is_background: bool = False
    names_change: bool = False
    legend: Callable[[Situation, RenderOptions], list[LegendItem]] = field(default=_no_legend)
    there: Callable[[Theatre], bool] = _everywhere
    titles: Callable[[Theatre], Phrase] | None = None
    modes: frozenset[MapMode] = frozenset(MAP_MODES)
    tables: tuple[Callable[[Situation], LayerTable], ...] = ()
    no_data_file: str = ""

    def __post_init__(self) -> None:
        if bool(self.tables) == bool(self.no_data_file):
            raise ValueError(f"layer {self.id!r}: give its tables, or say in no_data_file why it has none")

    def title_in(self, theatre: Theatre) -> Phrase:
        """What it is called in a theatre."""
        return self.titles(theatre) if self.titles else self.title

    def drawn(self, situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
        """What it draws of `situation`, the first at the bottom; what is empty is left out. Its texts are said in the
        language of `look`, whatever is spoken around it."""
        if look.mode not in self.modes:
            return ()
        with speaking(spoken_by(look.language)):
            return tuple(one for one in self.draw(situation, look) if not one.is_empty)

    def legend_lines(self, situation: Situation, look: RenderOptions) -> list[LegendItem]:
        """The lines of the legend for exactly what it draws."""
        return self.legend(situation, look) if look.mode in self.modes else []
