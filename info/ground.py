"""What is said of ground that a history draws: who holds it, who drew it, when, and what was done to the drawing."""

from __future__ import annotations

import math
from datetime import date

from geo.analysis.situation import Situation
from geo.control.rule_texts import FLIPS_WHEN, RULE_SENTENCES
from geo.polygons.from_polygons import DrawnControl
from geo.polygons.history import PolygonHistory
from geo.polygons.identify import DrawnGround, ground_at
from geo.registry.statuses import Status
from geo.theatre.theatre import Theatre
from info.details import Details, Facts, Line, Paragraph, Words, facts, plain
from layers.control import standing
from map.wording import day, span

KIND = "ground"
"""Drawn ground has no id that outlives a drawing: it is selected as `ground:lat,lon`, the point that was clicked."""


def ground_ref(lat: float, lon: float) -> str:
    """The reference of the ground at a point, exact to 11 m."""
    return f"{KIND}:{lat:.4f},{lon:.4f}"


def point_of(key: str) -> tuple[float, float] | None:
    """lat, lon of a reference's key; None where it is none."""
    parts = key.split(",")
    try:
        lat, lon = (float(part) for part in parts)
    except ValueError:
        return None
    return (lat, lon) if math.isfinite(lat) and math.isfinite(lon) else None


def ground_of(theatre: Theatre, key: str, on: date) -> DrawnGround | None:
    """The drawn ground a reference's key points at; None where the theatre draws none there."""
    point = point_of(key)
    if point is None or not isinstance(theatre.control, DrawnControl):
        return None
    return ground_at(theatre.control, point[1], point[0], on)


def ground_details(key: str, situation: Situation, on: date) -> Details:
    """Who holds the ground at a point, and where that is known from."""
    theatre = situation.theatre
    ground, history = ground_of(theatre, key, on), theatre.history
    if ground is None or history is None:
        return Details(key, (Paragraph(plain(f"No ground is drawn or mapped here on {day(on)}.")),))
    state = ground.state
    told = "".join(standing(Status(state.status), state.parties, theatre.factions))
    return Details(
        f"Ground at {_degrees(key)}",
        (
            Paragraph((Words(f"On {day(on)}: "), Words(told, strong=True))),
            Paragraph(plain(RULE_SENTENCES[state.rule])),
            Paragraph(plain(f"What would change it: {FLIPS_WHEN[state.rule]}"), note=True),
            Facts((("Area", _area(ground)), *_drawing(ground, on), *source_facts(history).rows)),
            *_slivers(situation),
        ),
    )


def source_facts(history: PolygonHistory) -> Facts:
    """Who drew a history, under which licence, and what its polygons needed."""
    note = history.note
    return facts(
        ("Drawn by", plain(note.source or "not named")),
        ("Licence", plain(note.licence or "not named")),
        ("Repairs", plain(_repairs(note.repaired, note.polygons))),
        ("Outline", plain(_outline(note.strip_km))),
        ("History", plain(span(history.first_day, history.last_day))),
    )


def _repairs(repaired: int, polygons: int) -> str:
    if not repaired:
        return f"None of its {polygons:,} polygons had to be mended." if polygons != 1 else "Its polygon was sound."
    one, many = (
        "was not closed, or crossed itself, and was mended",
        "were not closed, or crossed themselves, and were mended",
    )
    were = one if repaired == 1 else many
    return f"{repaired:,} of its {polygons:,} polygon{'' if polygons == 1 else 's'} {were}."


def _outline(strip_km: float) -> str:
    if not strip_km:
        return "It is taken to be that of the theatre."
    return f"Strips of up to {strip_km:g} km between it and the theatre's border or coast are nobody's."


def _area(ground: DrawnGround) -> Line:
    more = round(ground.same_state_km2) > round(ground.area_km2)
    whole = f" of {ground.same_state_km2:,.0f} km² held so in all" if more else ""
    return plain(f"{ground.area_km2:,.1f} km²{whole}")


def _drawing(ground: DrawnGround, on: date) -> tuple[tuple[str, Line], ...]:
    age = (on - ground.drawn_for).days
    old = "the same day" if age == 0 else f"{age} day{'' if age == 1 else 's'} old: nothing was drawn since"
    drawn = ("Drawing of", plain(f"{day(ground.drawn_for)}, {old}"))
    return (drawn, ("Same outline", plain(span(ground.since, ground.until)))) if ground.since else (drawn,)


def _slivers(situation: Situation) -> tuple[Paragraph, ...]:
    filters = situation.filters
    if filters.start == filters.end:
        return ()
    told = (
        f"Between {day(filters.start)} and {day(filters.end)} lines drawn anew moved "
        f"{situation.change.sliver_km2:,.1f} km² in strips under 300 m wide, in all of {situation.area.name_en}; "
        "they count as no change."
    )
    return (Paragraph(plain(told), note=True),)


def _degrees(key: str) -> str:
    lat, lon = point_of(key) or (math.nan, math.nan)
    return f"{abs(lat):.4f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.4f}° {'E' if lon >= 0 else 'W'}"
