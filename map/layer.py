"""What a layer is: one module of layers/ that defines LAYER."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from geo.theatre.theatre import Theatre
from map.drawables import Drawable
from map.styles import Style
from map.table import LayerTable

if TYPE_CHECKING:
    from geo.analysis.situation import Situation

Language = Literal["en", "ar", "both"]
Theme = Literal["light", "dark"]
TimeMode = Literal["always", "last day", "range", "change"]


@dataclass(frozen=True)
class RenderOptions:
    """How the reader wants the map drawn: language of names, light or dark ground. No part of the data."""

    language: Language = "en"
    theme: Theme = "light"


@dataclass(frozen=True)
class LegendItem:
    """One line of the legend: a sample and what it stands for, in English and in Arabic."""

    swatch: Style
    label: str
    label_ar: str


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

    `time_mode` says what of the range of days a layer draws: "always" the same whatever the days, the state at the end
    of the "last day", what happened in the "range", or the "change" from its first day to its last. A playback draws
    all but the first kind anew for each day, change counted from the first day of the range; a comparison draws the
    second kind twice. `there`: whether a theatre has anything it may draw; where it has nothing, the layer is neither
    offered nor named in links. `titles`: its title in English and in Arabic where that depends on the theatre.

    `tables`: what it brings into a data file; layers that show the same rows name the same function, and the file holds
    them once. A layer without says in `no_data_file`, in a sentence for the reader, why; one that a film does not draw
    says so in `no_film`.

    Raises
    ------
    ValueError : it has neither tables nor a reason, or both.
    """

    id: str
    title: str
    title_ar: str
    order: int
    draw: Callable[[Situation, RenderOptions], tuple[Drawable, ...]]
    source: str
    time_mode: TimeMode = "always"
    on_by_default: bool = True
    is_background: bool = False
    legend: Callable[[Situation, RenderOptions], list[LegendItem]] = field(default=_no_legend)
    there: Callable[[Theatre], bool] = _everywhere
    titles: Callable[[Theatre], tuple[str, str]] | None = None
    tables: tuple[Callable[[Situation], LayerTable], ...] = ()
    no_data_file: str = ""
    no_film: str = ""

    def __post_init__(self) -> None:
        if bool(self.tables) == bool(self.no_data_file):
            raise ValueError(f"layer {self.id!r}: give its tables, or say in no_data_file why it has none")

    def titles_in(self, theatre: Theatre) -> tuple[str, str]:
        """Title in English and in Arabic."""
        return self.titles(theatre) if self.titles else (self.title, self.title_ar)

    def drawn(self, situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
        """What it draws of `situation`, the first at the bottom; what is empty is left out."""
        return tuple(one for one in self.draw(situation, look) if not one.is_empty)
