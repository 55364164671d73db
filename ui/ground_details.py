"""What is said of ground that a history draws: who holds it, who drew it, when, and what was done to the drawing."""

from __future__ import annotations

import math
from datetime import date

from geo.control_rule import FLIPS_WHEN, RULE_SENTENCES, Status
from geo.drawn import DrawnControl
from geo.drawn_ground import DrawnGround, ground_at
from geo.polygon_history import PolygonHistory
from geo.situation import Situation
from geo.theatre import Theatre
from layers.control import STATUS_WORDS
from layers.words import day, faction_names, span
from ui.html import text

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


def ground_html(key: str, situation: Situation, on: date) -> str:
    """Who holds the ground at a point, and where that is known from."""
    theatre = situation.theatre
    ground, history = ground_of(theatre, key, on), theatre.history
    if ground is None or history is None:
        return f"<h4>{text(key)}</h4><p>No ground is drawn or mapped here on {text(day(on))}.</p>"
    state = ground.state
    parties = faction_names(state.parties, theatre.factions)
    standing = f"{text(parties or 'nobody known')}, {text(STATUS_WORDS[Status(state.status)][0])}"
    whole = (
        f" of {ground.same_state_km2:,.0f} km² held so in all"
        if round(ground.same_state_km2) > round(ground.area_km2)
        else ""
    )
    return (
        f"<h4>Ground at {text(_degrees(key))}</h4>"
        f"<p class='fl-state'>On {text(day(on))}: <b>{standing}</b></p>"
        f"<p>{text(RULE_SENTENCES[state.rule])}</p>"
        f"<p class='fl-note'>What would change it: {text(FLIPS_WHEN[state.rule])}</p>"
        f"<dl><dt>Area</dt><dd>{ground.area_km2:,.1f} km²{whole}</dd>{_drawing(ground, on)}{source_html(history)}</dl>"
        + _slivers(situation)
    )


def source_html(history: PolygonHistory) -> str:
    """Who drew a history, under which licence, and what its polygons needed: entries of a list of terms."""
    note = history.note
    mended = (
        f"{note.repaired:,} of {note.polygons:,} polygons crossed themselves and were made valid on import"
        if note.repaired
        else f"none of {note.polygons:,} polygons needed any"
    )
    return (
        f"<dt>Drawn by</dt><dd>{text(note.source or 'not named')}</dd>"
        f"<dt>Licence</dt><dd>{text(note.licence or 'not named')}</dd>"
        f"<dt>Repairs</dt><dd>{text(mended)}</dd>"
        f"<dt>History</dt><dd>{text(span(history.first_day, history.last_day))}</dd>"
    )


def _drawing(ground: DrawnGround, on: date) -> str:
    age = (on - ground.drawn_for).days
    old = "the same day" if age == 0 else f"{age} day{'' if age == 1 else 's'} old: nothing was drawn since"
    alike = f"<dt>Same outline</dt><dd>{text(span(ground.since, ground.until))}</dd>" if ground.since else ""
    return f"<dt>Drawing of</dt><dd>{text(day(ground.drawn_for))}, {text(old)}</dd>{alike}"


def _slivers(situation: Situation) -> str:
    filters = situation.filters
    if filters.start == filters.end:
        return ""
    return (
        f"<p class='fl-note'>Between {text(day(filters.start))} and {text(day(filters.end))} lines drawn anew moved "
        f"{situation.change.sliver_km2:,.1f} km² in strips under 300 m wide, in all of {text(situation.area.name_en)}; "
        "they count as no change.</p>"
    )


def _degrees(key: str) -> str:
    lat, lon = point_of(key) or (math.nan, math.nan)
    return f"{abs(lat):.4f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.4f}° {'E' if lon >= 0 else 'W'}"
