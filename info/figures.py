"""What the figures of a situation mean, and the order in which they are told."""

from __future__ import annotations

from typing import Any

from geo.analysis.situation import Situation
from geo.analysis.situation_figures import Abroad, Figures
from geo.query.event_filters import EventFilter, Vocabulary
from map.wording import day

HOW_EVENTS = (
    "Incidents whose every possible day lies in the range are certain; those that only may have happened in it are "
    "possible. Counts, running totals, meetings and statements are not counted, nor is what lies outside the country."
)
HOW_KILLED = (
    "Best is the sum of the sources' best figures for certain incidents; low and high add up their bounds, high with "
    "the possible incidents. Incidents without a figure add nothing: the true number is higher."
)
HOW_FRONT = (
    "Length on the ellipsoid of the edges between place cells held by factions on opposing sides. Contested, disputed "
    "and unknown ground has no line. An edge on the border of two areas counts for both."
)
HOW_GROUND = (
    "Each place stands for the ground nearest to it; its reports decide who holds it. Areas are measured in an "
    "equal-area grid (EPSG:6933). Claimed ground, for which only the holder, a claim about the whole area or general "
    "knowledge without a page speaks, is given apart. Inferred is the part of both that lies far from every place with "
    "a report; the map draws it paler. The change counts from the end of the first day."
)


def abroad_words(abroad: Abroad) -> str:
    """What lies outside the country, as in "Abroad, not counted: 3 events, 21 killed"; "" where nothing does."""
    if not abroad.any:
        return ""
    sure = f"{abroad.certain:,} event{'' if abroad.certain == 1 else 's'}"
    vague = f" and {abroad.possible:,} possible" if abroad.possible else ""
    deaths = abroad.fatalities
    dead = f"{deaths.best:,} killed" if deaths.silent < abroad.certain + abroad.possible else "no figure of deaths"
    return f"Abroad, not counted: {sure}{vague}, {dead}"


def signed(change: float) -> str:
    """A change with its sign, as in "+1,200", "−300" or "±0"."""
    return f"{change:+,.0f}".replace("-", "\N{MINUS SIGN}") if round(change) else "±0"


def ground_rows(figures: Figures) -> list[tuple[str, float, float, float]]:
    """faction, km² held at `to`, km² held at `from`, km² only claimed at `to`; the largest first."""
    now, then, claimed = figures.ground.held, figures.ground_at_from.held, figures.ground.claimed
    rows = [
        (faction, now.get(faction, 0.0), then.get(faction, 0.0), claimed.get(faction, 0.0))
        for faction in now.keys() | then.keys() | claimed.keys()
    ]
    return sorted(rows, key=lambda row: (-row[1] - row[3], row[0]))


def _asked(of: EventFilter, value: Any, vocabulary: Vocabulary) -> str:
    return f"{of.label[0].lower()}{of.label[1:]} {of.called(value, vocabulary)[0]}".rstrip()


def why_no_events(situation: Situation) -> str:
    """Which filters no event passes, and what to do about it."""
    filters = situation.filters
    narrowed = [
        f"the area {situation.area.name_en}" if situation.area.adm1 else "",
        *(_asked(of, value, situation.theatre.vocabulary) for of, value in filters.narrowed()),
        f"what was known by {filters.known_by}" if filters.known_by else "",
    ]
    reasons = ", ".join(reason for reason in narrowed if reason) or "no other filter"
    theatre = situation.theatre
    widest = theatre.areas[theatre.everything.area].name_en
    return (
        f"No event between {day(filters.start)} and {day(filters.end)} with {reasons}. "
        f"Widen the days, choose the area {widest}, or clear a filter."
    )
