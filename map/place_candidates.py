"""Places to choose between, numbered, and the spot that was pointed at: for a person who says where rows lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.common.measure import M_PER_KM
from geo.common.messages import _
from geo.common.phrases import phrase
from map.drawables import Circles, Drawable, Points
from map.layer import LegendItem
from map.styles import CircleStyle, PointStyle

COLOUR, CHOSEN = "#1f4e79", "#b0007a"
MOST = 10
"""Five of the gazetteer, and five that a service on the internet found."""
CHOICE = "choice"
"""Kind of the refs of numbered places: choice:1 and so on."""
STYLES = tuple(PointStyle(symbol=f"choice-{number}", colour=COLOUR, size=24.0) for number in range(1, MOST + 1))
CHOSEN_STYLE = PointStyle(symbol="chosen-spot", colour=CHOSEN, size=24.0)
REACH = CircleStyle(colour=CHOSEN, fill_opacity=0.08, weight=1.6)


@dataclass(frozen=True)
class Numbered:
    """One place to choose, degrees EPSG:4326, and what it is."""

    lon: float
    lat: float
    told: str


def choice_marks(places: Sequence[Numbered]) -> Points:
    """The places by their number, ten at most; clicking one chooses it."""
    some = places[:MOST]
    return Points.of(
        [place.lon for place in some],
        [place.lat for place in some],
        STYLES[: len(some)],
        tooltips=[
            _("{number}. {place}\nClick to choose it").format(number=number, place=place.told)
            for number, place in enumerate(some, start=1)
        ],
        refs=[f"{CHOICE}:{number}" for number in range(1, len(some) + 1)],
    )


def chosen_marks(lon: float, lat: float, within_km: float) -> tuple[Drawable, ...]:
    """The spot pointed at, with the radius it stands for."""
    return (
        Circles.of([lon], [lat], [within_km * M_PER_KM], REACH),
        Points.of([lon], [lat], CHOSEN_STYLE, tooltips=[_("The spot you pointed at. Nothing is put there yet.")]),
    )


def choice_legend(place: str, *, places: bool, chosen: bool) -> list[LegendItem]:
    """What the numbers are and the spot, where each is drawn."""
    items = []
    if chosen:
        items.append(LegendItem(CHOSEN_STYLE, phrase("The spot you pointed at")))
    if places:
        items.append(LegendItem(STYLES[0], phrase("Where {place} may be").format(place=place)))
    return items
