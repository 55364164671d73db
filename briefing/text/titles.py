"""How a briefing is called, and what it shows and leaves out, in a sentence or two."""

from __future__ import annotations

from briefing.job.brief import Brief
from briefing.text import words
from briefing.text.lead import lead_of
from geo.common.phrases import Phrase
from geo.query.event_filters import only
from map.wording import between_days, on_day


def title_of(brief: Brief) -> Phrase:
    """The title given, else one made from what is shown."""
    request, filters, area = brief.request, brief.request.filters, brief.situation.area
    if request.title:
        return Phrase(request.title, request.title)
    name = area.named
    days = between_days(filters.start, filters.end)
    if request.kind == "change":
        return words.CHANGE_BETWEEN.fill(area=name, days=days)
    if request.kind == "series":
        return words.DAY_BY_DAY.fill(area=name, days=days)
    if not brief.theatre.tells_control:
        return words.EVENTS_IN.fill(area=name, days=days)
    return words.CONTROL_ON.fill(area=name, day=on_day(filters.end))


def headline_of(brief: Brief) -> Phrase:
    """The title given, else what happened in one sentence, else the title made from what is shown."""
    return title_of(brief) if brief.request.title else lead_of(brief.situation) or title_of(brief)


def under_headline_of(brief: Brief) -> Phrase:
    """Where and when that is, by when it was known, and every filter that hides something."""
    area, filters = brief.situation.area, brief.request.filters
    known = [words.KNOWN_BY.fill(day=on_day(filters.known_by))] if filters.known_by else []
    where = [] if headline_of(brief) == title_of(brief) else [area.named.each(lambda name: f"{name}.")]
    return Phrase(" ", " ").join([*where, _days_of(brief), *known, *_narrowed(brief)])


def subtitle_of(brief: Brief) -> Phrase:
    """From and to, as of, known by, and every filter that hides something."""
    return Phrase(" ", " ").join([_days_of(brief), known_of(brief), *_narrowed(brief)])


def _narrowed(brief: Brief) -> list[Phrase]:
    vocabulary = brief.theatre.vocabulary
    return [only(of, value, vocabulary) for of, value in brief.request.filters.narrowed()]


def _days_of(brief: Brief) -> Phrase:
    """From and to, as of."""
    filters = brief.request.filters
    days = between_days(filters.start, filters.end)
    first, last = on_day(filters.start), on_day(filters.end)
    if brief.request.kind == "change":
        return words.SUBTITLE_CHANGE.fill(first=first, last=last, days=days)
    if brief.request.kind == "series":
        told = words.SUBTITLE_SERIES if brief.theatre.tells_control else words.SUBTITLE_SERIES_EVENTS
        return told.fill(days=days)
    told = words.SUBTITLE if brief.theatre.tells_control else words.SUBTITLE_EVENTS
    return told.fill(day=last, days=days)


def known_of(brief: Brief) -> Phrase:
    """By when it was known, or in which data: a sheet is read on other days than it is made."""
    known_by = brief.request.filters.known_by
    if known_by:
        return words.KNOWN_BY.fill(day=on_day(known_by))
    return words.KNOWN_IN_DATA.fill(version=brief.theatre.version)
