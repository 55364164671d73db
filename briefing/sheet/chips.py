"""Chips on paper: numbers in small boxes, none over another or over a name that must stand; one without room is a bare
square on its spot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from briefing.sheet.groups import grouped
from briefing.sheet.labels import LabelRequest, SheetBox, placed
from briefing.sheet.map_picture import MapPicture
from briefing.sheet.paint import CHIP_PT, paint_chip
from briefing.sheet.typeset import MM_PER_PT, type_pt, width_mm
from map.drawables import Chips
from map.styles import ChipStyle

PAD_MM = 0.7
BARE_MM = 1.5


@dataclass(frozen=True)
class Chip:
    """One box, mm of the frame, and what is written in it; "" in a bare one."""

    text: str
    style: ChipStyle
    box: SheetBox
    size: float


def chips_of(picture: MapPicture, frame: SheetBox, taken: Sequence[SheetBox]) -> list[Chip]:
    """The chips of all layers inside `frame` and outside `taken`."""
    size = type_pt(CHIP_PT, picture.scale)
    pad = PAD_MM * picture.scale
    height = 0.75 * size * MM_PER_PT + 2 * pad
    found: list[tuple[str, ChipStyle, LabelRequest]] = []
    for drawn in (part for _, part in picture.drawn if isinstance(part, Chips)):
        x, y = picture.frame.xy(drawn.lons, drawn.lats)
        across, upward = picture.frame.to_mm(x, y)
        for number, inside in enumerate(picture.frame.inside(x, y)):
            if inside:
                width = width_mm(drawn.texts[number], size) + 2 * pad
                spot = float(across[number]), float(upward[number])
                wanted = LabelRequest(*spot, width, height, pad, rank=float(len(found)), centred=True)
                found.append((drawn.texts[number], drawn.styles[number], wanted))
    boxes = placed([wanted for _, _, wanted in found], (), frame, taken)
    return [
        Chip(text if box else "", style, box or _bare(wanted, picture.scale), size)
        for (text, style, wanted), box in zip(found, boxes, strict=True)
    ]


def _bare(wanted: LabelRequest, scale: float) -> SheetBox:
    half = BARE_MM * scale / 2
    return wanted.x - half, wanted.y - half, wanted.x + half, wanted.y + half


def draw_chips(axes: Axes, picture: MapPicture, chips: Sequence[Chip], zorder: float) -> None:
    """Draw `chips` into axes whose unit is the metre."""
    (west, south), each = picture.frame.box[:2], picture.frame.metres_per_mm
    for number, chip in enumerate(chips, start=1):
        left, bottom, right, top = chip.box
        box = (west + left * each, south + bottom * each, west + right * each, south + top * each)
        with grouped(axes, f"box-{number}"):
            paint_chip(axes, chip.style, box, chip.text, zorder=zorder, scale=picture.scale, size=chip.size)
