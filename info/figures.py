"""What the figures of a situation mean, and the order in which they are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from geo.analysis.situation import Situation
from geo.analysis.situation_figures import Abroad, Figures, GroundFigures
from geo.common.messages import N_, _, ngettext
from geo.common.phrases import Phrase, phrase
from geo.query.event_filters import EventFilter, Vocabulary
from map.spoken import day, listing

HOW_EVENTS = N_(
    "Incidents whose every possible day lies in the range are certain; those that only may have happened in it are "
    "possible. Counts, running totals, meetings and statements are not counted, nor is what lies outside the country."
)
HOW_OWN_AREA = N_(
    "In an area with an outline of its own counts what has its point inside; an incident known only to a wider area is "
    "possible where a part of that lies inside. Ground and front line are cut along the outline."
)
HOW_KILLED = N_(
    "Best is the sum of the sources' best figures for certain incidents; low and high add up their bounds, high with "
    "the possible incidents. Incidents without a figure add nothing: the true number is higher."
)
HOW_FRONT = N_(
    "Length on the ellipsoid of the edges between place cells held by factions on opposing sides. Contested, disputed "
    "and unknown ground has no line. An edge on the border of two areas counts for both."
)
HOW_GROUND = N_(
    "Each place stands for the ground nearest to it; its reports decide who holds it. Areas are measured in an "
    "equal-area grid (EPSG:6933). Claimed ground, for which only the holder, a claim about the whole area or general "
    "knowledge without a page speaks, is given apart. Inferred is the part of both where no report of its own decides: "
    "it goes with the places around it. The change is that of what is held, from the end of the first day; only it has "
    "a sign."
)


HELD, CHANGE, CLAIMED = phrase("held"), phrase("change"), phrase("claimed")
INFERRED = phrase("inferred", "of ground, in figures")


def how_events(situation: Situation) -> str:
    """How the events of a situation are counted."""
    return _(HOW_EVENTS) if situation.area.outline is None else f"{_(HOW_EVENTS)} {_(HOW_OWN_AREA)}"


def abroad_words(abroad: Abroad) -> str:
    """What lies outside the country, as in "Abroad, not counted: 3 events, 21 killed"; "" where nothing does."""
    if not abroad.any:
        return ""
    happened = ngettext("{count} event", "{count} events", abroad.certain).format(count=f"{abroad.certain:,}")
    if abroad.possible:
        happened = _("{certain} and {count} possible").format(certain=happened, count=f"{abroad.possible:,}")
    deaths = abroad.fatalities
    told = deaths.silent < abroad.certain + abroad.possible
    dead = _("{count} killed").format(count=f"{deaths.best:,}") if told else _("no figure of deaths")
    return _("Abroad, not counted: {events}, {deaths}").format(events=happened, deaths=dead)


def killed_words(figures: Figures) -> str:
    """People killed in the incidents of a situation, as in "3 people reported killed (2 to 5)"."""
    deaths = figures.fatalities
    if deaths.silent >= figures.certain + figures.possible:
        return _("no figure of people killed")
    return _("{best} people reported killed ({low} to {high})").format(
        best=f"{deaths.best:,}", low=f"{deaths.low:,}", high=f"{deaths.high:,}"
    )


def signed(change: float) -> str:
    """A change with its sign, as in "+1,200", "−300" or "±0"."""
    return f"{change:+,.0f}".replace("-", "\N{MINUS SIGN}") if round(change) else "±0"


@dataclass(frozen=True)
class GroundRow:
    """What one holder has, km²: held on the last day, and more than on the first; claimed only; and of both the part
    that is inferred. `standing`: a faction, or why there is no holder, whose ground stands under `held`."""

    standing: str
    held: float
    change: float
    claimed: float
    inferred: float

    def cells(self, *, changes: bool) -> tuple[str, ...]:
        """What stands in the columns of the table, whatever shows it; only a change has a sign."""
        return (
            f"{self.held:,.0f}",
            *((signed(self.change),) if changes else ()),
            *(f"{km2:,.0f}" if round(km2) else "\N{EN DASH}" for km2 in (self.claimed, self.inferred)),
        )


def ground_columns(*, changes: bool) -> tuple[Phrase, ...]:
    """The columns of the table beside that of the holders. `changes`: whether there is an earlier day."""
    return HELD, *((CHANGE,) if changes else ()), CLAIMED, INFERRED


def ground_table(now: GroundFigures, then: GroundFigures) -> tuple[GroundRow, ...]:
    """The one answer to how much ground who has, for every output: the factions, the largest first, then ground
    without a holder."""

    def row(standing: str, of: Callable[[GroundFigures], Mapping[str, float]]) -> GroundRow:
        held = of(now).get(standing, 0.0)
        claimed = now.claimed.get(standing, 0.0)
        return GroundRow(standing, held, held - of(then).get(standing, 0.0), claimed, now.inferred.get(standing, 0.0))

    factions = [row(name, lambda day: day.held) for name in now.held.keys() | then.held.keys() | now.claimed.keys()]
    nobody = [row(name, lambda day: day.unheld) for name in sorted(now.unheld.keys() | then.unheld.keys())]
    return (*sorted(factions, key=lambda one: (-one.held - one.claimed, one.standing)), *nobody)


def _asked(of: EventFilter, value: Any, vocabulary: Vocabulary) -> str:
    label = _(of.label)
    return f"{label[0].lower()}{label[1:]} {of.called(value, vocabulary).say()}".rstrip()


def why_no_events(situation: Situation) -> str:
    """Which filters no event passes, and what to do about it."""
    filters = situation.filters
    narrowed = [
        _("the area {area}").format(area=situation.area.named.say()) if not situation.area.is_whole else "",
        *(_asked(of, value, situation.theatre.vocabulary) for of, value in filters.narrowed()),
        _("what was known by {day}").format(day=filters.known_by) if filters.known_by else "",
    ]
    theatre = situation.theatre
    widest = theatre.areas[theatre.everything.area]
    return _(
        "No event between {first} and {last} with {reasons}. Widen the days, choose the area {widest}, or clear a "
        "filter."
    ).format(
        first=day(filters.start),
        last=day(filters.end),
        reasons=listing(filter(None, narrowed)) or _("no other filter"),
        widest=widest.named.say(),
    )
