"""The words every layer puts on the map: names in the reader's language, precision, grade, days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
from babel.dates import get_day_names, get_month_names

from geo.common.messages import N_, SECOND_LANGUAGE, _
from geo.common.phrases import Language, Phrase, in_each, languages_in, locale_of, phrase
from geo.registry.statuses import Status

TIME_PRECISION = {1: N_("exact day"), 2: N_("day known to a week"), 3: N_("day known to a month")}
GEO_PRECISION = {1: N_("named place"), 2: N_("part of a region"), 3: N_("region only")}
STATUS_WORDS = {
    Status.CONTROLLED: phrase("controlled"),
    Status.SHARED: phrase("shared presence"),
    Status.CLAIMED: phrase("claimed, not confirmed"),
    Status.CONTESTED: phrase("contested"),
    Status.DISPUTED: phrase("disputed reports"),
    Status.UNKNOWN: phrase("holder not known"),
}
"""How ground is held."""
PLACE_KINDS = {
    "city": N_("city"), "town": N_("town"), "village": N_("village"), "community": N_("community"),
    "neighbourhood": N_("neighbourhood"), "base": N_("base"), "airport": N_("airport"), "crossing": N_("crossing"),
    "hill": N_("hill"),
}  # fmt: skip
"""Kinds of place of a gazetteer, which may have others."""
BACKGROUND_ROW = phrase("Background")
"""The row of the legend that tells of what lies behind."""

BOX_ROW = phrase("In a box")
"""The row of the legend that tells of numbers that belong to an area."""

FRONT_ROW = phrase("Front line")
"""The row of the legend that tells of front lines."""


def name(english: Any, arabic: Any, language: Language) -> str:
    """A name as the reader asked for it; English where there is no Arabic name."""
    if not isinstance(arabic, str) or arabic == "":
        return str(english)
    return "\n".join(arabic if one == SECOND_LANGUAGE else str(english) for one in languages_in(language))


HELD_BEFORE = phrase("Held before")
HOLDERS = phrase("Held by", "a row of the legend")
FOLLOWING: Mapping[Phrase, Phrase] = {
    HELD_BEFORE: phrase("held before", "after what was taken since a day"),
    HOLDERS: phrase("held by", "after what was taken since a day"),
}
"""Headings of the legend as they are said after another."""

OUTSIDE_ROW = phrase("Outside the area")
"""The row of the legend that tells how what lies outside the area of the figures is drawn."""


def english_day(value: Any) -> str:
    """A day as in "5 Dec 2024"; "day not known" where there is none."""
    if value is None or pd.isna(value):
        return "day not known"
    moment: date = pd.Timestamp(value).date()
    return f"{moment.day} {moment:%b %Y}"


def english_span(first: Any, last: Any) -> str:
    """One day, or "5 Dec 2024 to 7 Dec 2024"."""
    return english_day(first) if pd.isna(last) or first == last else f"{english_day(first)} to {english_day(last)}"


def on_day(value: date) -> Phrase:
    """A day, as in "5 Dec 2024"."""
    return on_short_day(value).each(lambda day: f"{day} {value.year}")


def on_short_day(value: date) -> Phrase:
    """A day of a year that is known, as in "5 Dec"."""
    return _month(value.month).each(lambda month: f"{value.day} {month}")


def month_of(value: date) -> Phrase:
    """The month of a day as in "Dec 2024"."""
    return _month(value.month).each(lambda month: f"{month} {value.year}")


@cache
def _month(number: int) -> Phrase:
    return in_each(lambda language: get_month_names("abbreviated", locale=locale_of(language))[number])


def between_days(first: date, last: date) -> Phrase:
    """One day, or "26 Nov 2024 to 5 Dec 2024"."""
    return on_day(last) if first == last else phrase("{first} to {last}").format(first=on_day(first), last=on_day(last))


def weekday_of(value: date) -> Phrase:
    """The day of the week, as in "Sunday"."""
    return in_each(lambda language: get_day_names("wide", locale=locale_of(language))[value.weekday()])


def within(uncertainty_km: float) -> str:
    """How exact a point is, in the language that is spoken."""
    return _("within {km} km").format(km=f"{uncertainty_km:g}")


def km_words(distance_km: float) -> str:
    """A distance as in "0.4" or "56": to a tenth below ten kilometres, so that none but nothing is told as 0."""
    return f"{distance_km:,.1f}" if distance_km < 10 else f"{distance_km:,.0f}"


def count(value: Any) -> str:
    """A number of people as in "1,200"; "" where none is given."""
    return "" if pd.isna(value) else f"{int(value):,}"


def killed(low: Any, best: Any, high: Any) -> str:
    """In the language that is spoken, as in "3 killed" or "3 killed (2 to 5)", "?" for a bound that is not given; ""
    where there is no figure at all.

    Without a best figure the low one leads, as the figures count it (geo/events/events.py).
    """
    least, middle, most = count(low), count(best), count(high)
    if not (least or middle or most):
        return ""
    told = _("{number} killed") if least == most else _("{number} killed ({least} to {most})")
    return told.format(number=middle or least or most, least=least or "?", most=most or "?")
