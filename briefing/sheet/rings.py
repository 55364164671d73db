"""Events on a map seen from afar: one ring a place, its area by how many they are, none on another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot, sqrt

from matplotlib.axes import Axes
from matplotlib.patches import Circle

from briefing.sheet.groups import grouped
from briefing.sheet.labels import SheetBox
from briefing.sheet.map_frame import MapFrame
from briefing.sheet.map_picture import MapPicture
from briefing.sheet.paint import PT_PER_PX
from briefing.sheet.typeset import MM_PER_PT, ink_mm, type_pt, width_mm
from map.drawables import Points

LEAST_PX, PER_ROOT_PX, MOST_PX = 3.5, 2.3, 26.0
"""Radius of a ring, px of the page: that of none, more with the root of the number, and at most (map/js)."""
TEXT_PT = 5.4
AIR_MM = 0.45
"""Between a number and its ring."""
OPACITY = 0.72


@dataclass(frozen=True)
class Ring:
    """`count` events about a spot of the frame, mm. `px`: what a px of the page is on paper, mm."""

    x: float
    y: float
    count: int
    colour: str
    px: float

    @property
    def radius(self) -> float:
        """mm; by the number, but with room for it."""
        return max(min(MOST_PX, LEAST_PX + PER_ROOT_PX * sqrt(self.count)) * self.px, self._room)

    @property
    def _room(self) -> float:
        return width_mm(self.text, self.text_pt, bold=True) / 2 + AIR_MM if self.text else 0.0

    @property
    def text(self) -> str:
        """The number of more than one."""
        return f"{self.count}" if self.count > 1 else ""

    @property
    def text_pt(self) -> float:
        """Size of its type."""
        return type_pt(TEXT_PT, self.px / (PT_PER_PX * MM_PER_PT))

    @property
    def box(self) -> SheetBox:
        """What it takes."""
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius


def rings_of(picture: MapPicture) -> list[Ring]:
    """The rings of a map, the largest first; none where it is near enough for symbols. Rings of one colour that would
    lie on each other are one, in the middle of their events."""
    if not picture.is_far:
        return []
    px = PT_PER_PX * picture.scale * MM_PER_PT
    at: dict[tuple[float, float, str], int] = {}
    for drawn in (part for _, part in picture.drawn if isinstance(part, Points) and part.ring):
        x, y = picture.frame.xy(drawn.lons, drawn.lats)
        inside = picture.frame.inside(x, y)
        across, upward = picture.frame.to_mm(x[inside], y[inside])
        for spot in zip(across.tolist(), upward.tolist(), [drawn.ring] * len(across), strict=True):
            at[spot] = at.get(spot, 0) + 1
    rings = [Ring(x, y, count, colour, px) for (x, y, colour), count in at.items()]
    before = 0
    while len(rings) != before:
        before, rings = len(rings), [_within(ring, picture.frame) for ring in _together(rings)]
    return rings


def _together(rings: list[Ring]) -> list[Ring]:
    """Each ring, the larger first, by itself or in the first before it that it touches."""
    kept: list[Ring] = []
    for ring in sorted(rings, key=lambda one: (-one.count, one.x, one.y)):
        touched = next((n for n, one in enumerate(kept) if _touch(one, ring)), None)
        if touched is None:
            kept.append(ring)
        else:
            kept[touched] = _joined(kept[touched], ring)
    return kept


def _touch(one: Ring, other: Ring) -> bool:
    return one.colour == other.colour and hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius


def _within(ring: Ring, frame: MapFrame) -> Ring:
    """A ring at the edge of the frame, moved in as far as it would be cut off."""
    x, y = (
        min(max(at, ring.radius), side - ring.radius)
        for at, side in ((ring.x, frame.width_mm), (ring.y, frame.height_mm))
    )
    return replace(ring, x=x, y=y)


def _joined(one: Ring, other: Ring) -> Ring:
    many = one.count + other.count
    x, y = (one.x * one.count + other.x * other.count) / many, (one.y * one.count + other.y * other.count) / many
    return Ring(x, y, many, one.colour, one.px)


def draw_rings(axes: Axes, picture: MapPicture, rings: list[Ring], zorder: float) -> None:
    """Draw `rings` into axes whose unit is the metre, each of more than one event with its number."""
    for number, ring in enumerate(rings, start=1):
        with grouped(axes, f"ring-{number}"):
            _draw_ring(axes, picture, ring, zorder)


def _draw_ring(axes: Axes, picture: MapPicture, ring: Ring, zorder: float) -> None:
    (west, south), mm = picture.frame.box[:2], picture.frame.metres_per_mm
    x, y = west + ring.x * mm, south + ring.y * mm
    look = {"facecolor": "white", "edgecolor": "none", "alpha": OPACITY}
    axes.add_artist(Circle((x, y), ring.radius * mm, zorder=zorder, **look))
    edge = {"facecolor": "none", "edgecolor": ring.colour, "linewidth": 1.5 * PT_PER_PX * picture.scale}
    axes.add_artist(Circle((x, y), ring.radius * mm, zorder=zorder, label="ring", **edge))
    if ring.text:
        half = ink_mm("0", ring.text_pt, bold=True)[1] / 2 * mm
        axes.text(
            x,
            y - half,
            ring.text,
            fontsize=ring.text_pt,
            fontweight="bold",
            color=ring.colour,
            ha="center",
            va="baseline",
            zorder=zorder,
            label="ring",
        )
