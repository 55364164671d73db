"""How a briefing is called, and what it shows and leaves out, in a sentence or two."""

from __future__ import annotations

from briefing.job.brief import Brief
from briefing.text import words
from briefing.text.words import Phrase
from geo.query.event_filters import only


def title_of(brief: Brief, kind: str = "") -> Phrase:
    """The title given, else one made from what is shown; `kind`: as what it is shown, where not as asked for."""
    request, filters, area = brief.request, brief.request.filters, brief.situation.area
    kind = kind or request.kind
    if request.title:
        return Phrase(request.title, request.title)
    name = Phrase(area.name_en, area.name_ar)
    days = words.days(filters.start, filters.end)
    if kind == "change":
        return words.CHANGE_BETWEEN.fill(area=name, days=days)
    if kind == "series":
        return words.DAY_BY_DAY.fill(area=name, days=days)
    if not brief.theatre.tells_control:
        return words.EVENTS_IN.fill(area=name, days=days)
    return words.CONTROL_ON.fill(area=name, day=words.on_day(filters.end))


def subtitle_of(brief: Brief) -> Phrase:
    """From and to, as of, known by, and every filter that hides something."""
    filters, vocabulary = brief.request.filters, brief.theatre.vocabulary
    days = words.days(filters.start, filters.end)
    first, last = words.on_day(filters.start), words.on_day(filters.end)
    if brief.request.kind == "change":
        parts = [words.SUBTITLE_CHANGE.fill(first=first, last=last, days=days)]
    elif brief.request.kind == "series":
        told = words.SUBTITLE_SERIES if brief.theatre.tells_control else words.SUBTITLE_SERIES_EVENTS
        parts = [told.fill(days=days)]
    else:
        told = words.SUBTITLE if brief.theatre.tells_control else words.SUBTITLE_EVENTS
        parts = [told.fill(day=last, days=days)]
    parts.append(known_of(brief))
    parts += [Phrase(*only(of, value, vocabulary)) for of, value in filters.narrowed()]
    return Phrase(" ".join(part.en for part in parts), " ".join(part.ar for part in parts))


def known_of(brief: Brief) -> Phrase:
    """By when it was known, or in which data: a sheet is read on other days than it is made."""
    known_by = brief.request.filters.known_by
    if known_by:
        return words.KNOWN_BY.fill(day=words.on_day(known_by))
    return words.KNOWN_IN_DATA.fill(version=brief.theatre.version)
