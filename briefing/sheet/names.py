"""The names a map wants to carry: those of its layers and of the neighbouring countries, with the room each takes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely

from briefing.sheet.labels import LabelRequest
from briefing.sheet.map_picture import MapPicture
from briefing.sheet.paint import PT_PER_PX
from briefing.sheet.typeset import MM_PER_PT, ink_mm, line_mm, type_pt
from map.drawables import Labels
from map.wording import name

SIZES = {
    "city": (8.2, True),
    "town": (6.6, False),
    "village": (6.0, False),
    "country": (8.5, False),
    "holder": (9.4, True),
    "small holder": (7.6, True),
}
"""Size in pt and whether bold, by the kind of a name."""

NAMED_EARLIER = 0.4
"""Zoom levels by which paper names a place earlier than a screen does: it is looked at longer."""

GAP_MM = 0.9
CLOSE = 0.86
"""Of the usual distance of base lines: that of the lines of a name, unless their letters would touch."""

AIR_MM = 0.2
"""Around the letters of a name."""

SEEN = 0.004
"""Of the map: a neighbour of which less is seen is not named."""


@dataclass(frozen=True)
class Name:
    """A name as it is set: its lines, the colour of each (None for the usual one) and whether it is bold, how far the
    base line of each is below the top of its box (mm), its kind and size, the room it wants, and what it names in
    English."""

    lines: tuple[str, ...]
    colours: tuple[str | None, ...]
    bolds: tuple[bool, ...]
    drops: tuple[float, ...]
    kind: str
    size: float
    wanted: LabelRequest
    english: str


def names_of(picture: MapPicture) -> list[Name]:
    """All names the layers and the neighbours bring, whether there is room for them or not; where two layers bring one
    of the same spot, that of the layer on top."""
    found: dict[tuple[str, float, float], Name] = {}
    for _, drawn in picture.drawn:
        if isinstance(drawn, Labels):
            found |= {(one.english, one.wanted.x, one.wanted.y): one for one in _place_names(picture, drawn)}
    return [*_country_names(picture), *found.values()]


def _place_names(picture: MapPicture, drawn: Labels) -> list[Name]:
    x, y = picture.frame.xy(drawn.lons, drawn.lats)
    zoom = picture.frame.web_zoom(1 / (PT_PER_PX * picture.scale * MM_PER_PT))
    shown = picture.frame.inside(x, y) & (drawn.min_zooms <= zoom + NAMED_EARLIER)
    across, upward = picture.frame.to_mm(x, y)
    found = []
    for number in np.flatnonzero(shown):
        kind = drawn.kinds[number] if drawn.kinds[number] in SIZES else "village"
        spot = float(across[number]), float(upward[number])
        called = (drawn.names[number], drawn.english[number])
        note = (drawn.notes[number], drawn.note_colours[number])
        found.append(set_name(picture, called, kind, spot, float(drawn.priorities[number]), note))
    return found


def _country_names(picture: MapPicture) -> list[Name]:
    """Neighbours by name, in the middle of what is seen of them."""
    countries = picture.situation.theatre.countries
    west, south, east, north = picture.frame.box
    inner = shapely.box(
        *(np.array([west, south, east, north]) * 0.96 + np.array([west + east, south + north] * 2) * 0.02)
    )
    found = []
    for row, shape in zip(countries.itertuples(), picture.frame.clipped(countries.geometry.to_numpy()), strict=True):
        seen = shapely.intersection(shape, inner)
        if row.iso_a3 == picture.situation.theatre.country or seen.is_empty or seen.area < SEEN * inner.area:
            continue
        spot = shapely.maximum_inscribed_circle(max(shapely.get_parts(seen), key=shapely.area)).coords[0]
        across, upward = picture.frame.to_mm(*spot)
        text = name(str(row.name_en).upper(), row.name_ar, picture.look.language)
        found.append(set_name(picture, (text, str(row.name_en)), "country", (float(across), float(upward)), 0.0))
    return found


def set_name(
    picture: MapPicture,
    called: tuple[str, str],
    kind: str,
    spot: tuple[float, float],
    rank: float,
    note: tuple[str, str] = ("", ""),
) -> Name:
    """A name at its `spot`, mm. `called`: the name as it is set, and in English; `note`: what is said below it, and in
    which colour, "" for that of the name, in which case it is not bold."""
    text, english = called
    size, bold = type_pt(SIZES[kind][0], picture.scale), SIZES[kind][1]
    names = text.split("\n")
    notes = note[0].split("\n") if note[0] else []
    lines = (*names, *notes)
    colours = (None,) * len(names) + (note[1] or None,) * len(notes)
    bolds = (bold,) * len(names) + (bool(note[1]),) * len(notes)
    inks = [ink_mm(line, size, bold=heavy) for line, heavy in zip(lines, bolds, strict=True)]
    drops = [AIR_MM + inks[0][1]]
    for (_, _, below), (_, above, _) in pairwise(inks):
        drops.append(drops[-1] + max(line_mm(size) * CLOSE, below + above + AIR_MM))
    wanted = LabelRequest(
        x=spot[0],
        y=spot[1],
        width=max(width for width, _, _ in inks) + 2 * AIR_MM,
        height=drops[-1] + inks[-1][2] + AIR_MM,
        gap=GAP_MM * picture.scale,
        rank=rank,
        mandatory=kind == "city",
        centred=kind == "country",
    )
    return Name(lines, colours, bolds, tuple(drops), kind, size, wanted, english)
