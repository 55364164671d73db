"""What is said of ground that a history draws: who holds it, who drew it, when, and what was done to the drawing."""

from __future__ import annotations

import math
from datetime import date

from geo.analysis.situation import Situation
from geo.common.messages import _, ngettext
from geo.control.rule_texts import rule_sentence, what_would_flip
from geo.polygons.from_polygons import DrawnControl
from geo.polygons.history import PolygonHistory
from geo.polygons.identify import DrawnGround, ground_at
from geo.registry.statuses import Status
from geo.theatre.theatre import Theatre
from info.details import Details, Facts, Line, Paragraph, Words, facts, plain
from layers.control import standing
from map.spoken import day, listing, span

KIND = "ground"
"""Drawn ground has no id that outlives a drawing: it is selected as `ground:lat,lon`, the point that was clicked."""


def ground_ref(lat: float, lon: float) -> str:
    """The reference of the ground at a point, exact to 11 m."""
    return f"{KIND}:{lat:.4f},{lon:.4f}"


def point_of(key: str) -> tuple[float, float] | None:
    """lat, lon of a reference's key; None where it is no point of the globe."""
    parts = key.split(",")
    try:
        lat, lon = (float(part) for part in parts)
    except ValueError:
        return None
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


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
        return Details(key, (Paragraph(plain(_("No ground is drawn or mapped here on {day}.").format(day=day(on)))),))
    state = ground.state
    told = "".join(standing(Status(state.status), state.parties, theatre.factions))
    return Details(
        _("Ground at {position}").format(position=_degrees(key)),
        (
            Paragraph((Words(_("On {day}: ").format(day=day(on))), Words(told, strong=True))),
            Paragraph(plain(rule_sentence(state.rule))),
            Paragraph(plain(what_would_flip(state.rule)), note=True),
            Facts(((_("Area"), _area(ground)), *_drawing(ground, on), *source_facts(history).rows)),
            *_slivers(situation),
        ),
    )


def source_facts(history: PolygonHistory) -> Facts:
    """Who drew a history, under which licence, and what its polygons needed."""
    note = history.note
    return facts(
        (_("Drawn by"), plain(note.source or _("not named"))),
        (_("Licence"), plain(note.licence or _("not named"))),
        (_("Repairs"), plain(_repairs(note.repaired, note.polygons))),
        (_("Outline"), plain(_outline(note.strip_km))),
        (_("History"), plain(span(history.first_day, history.last_day))),
    )


def _repairs(repaired: int, polygons: int) -> str:
    if not repaired:
        sound = ngettext("Its polygon was sound.", "None of its {number} polygons had to be mended.", polygons)
        return sound.format(number=f"{polygons:,}")
    of_all = ngettext("of its {number} polygon", "of its {number} polygons", polygons).format(number=f"{polygons:,}")
    mended = ngettext(
        "{number} {of_all} was not closed, or crossed itself, and was mended.",
        "{number} {of_all} were not closed, or crossed themselves, and were mended.",
        repaired,
    )
    return mended.format(number=f"{repaired:,}", of_all=of_all)


def _outline(strip_km: float) -> str:
    if not strip_km:
        return _("It is taken to be that of the theatre.")
    strips = _("Strips of up to {km} km between it and the theatre's border or coast are nobody's.")
    return strips.format(km=f"{strip_km:g}")


def _area(ground: DrawnGround) -> Line:
    more = round(ground.same_state_km2) > round(ground.area_km2)
    told = _("{km2} km² of {whole} km² held so in all") if more else _("{km2} km²")
    return plain(told.format(km2=f"{ground.area_km2:,.1f}", whole=f"{ground.same_state_km2:,.0f}"))


def _drawing(ground: DrawnGround, on: date) -> tuple[tuple[str, Line], ...]:
    age = (on - ground.drawn_for).days
    days_old = ngettext(
        "{number} day old: nothing was drawn since", "{number} days old: nothing was drawn since", age
    ).format(number=age)
    drawn = (_("Drawing of"), plain(listing([day(ground.drawn_for), days_old if age else _("the same day")])))
    return (drawn, (_("Same outline"), plain(span(ground.since, ground.until)))) if ground.since else (drawn,)


def _slivers(situation: Situation) -> tuple[Paragraph, ...]:
    filters = situation.filters
    if filters.start == filters.end:
        return ()
    told = _(
        "Between {first} and {last} lines drawn anew moved {km2} km² in strips under 300 m wide, in all of {area}; "
        "they count as no change."
    ).format(
        first=day(filters.start),
        last=day(filters.end),
        km2=f"{situation.change.sliver_km2:,.1f}",
        area=situation.area.named.say(),
    )
    return (Paragraph(plain(told), note=True),)


def _degrees(key: str) -> str:
    lat, lon = point_of(key) or (math.nan, math.nan)
    north = (_("{degrees}° N") if lat >= 0 else _("{degrees}° S")).format(degrees=f"{abs(lat):.4f}")
    east = (_("{degrees}° E") if lon >= 0 else _("{degrees}° W")).format(degrees=f"{abs(lon):.4f}")
    return listing([north, east])
