"""Why a place has its colour: the reports that decided, those heard and outweighed, and those without effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from geo.control.ground_course import Pull
from geo.control.rule_texts import RULE_SENTENCES
from geo.control.state import State
from geo.theatre.theatre import Theatre


@dataclass(frozen=True, eq=False)
class Evidence:
    """The answer for one place on one day.

    `decisive`, `outweighed`, `earlier`, `without_effect` are rows of the log of reports and share out all
    that speak of the place by that day: those `without_effect` changed nothing (overtaken the same day, false,
    published too late, about the whole area where this place has better, or in keeping with what stood already);
    `later` counts those after the day. `pulls`: what the places around bring it, where these say who holds it or whom
    a party fights there.
    """

    place_id: str
    day: date
    state: State
    because: str
    decisive: pd.DataFrame
    outweighed: pd.DataFrame
    earlier: pd.DataFrame
    without_effect: pd.DataFrame
    later: int
    pulls: tuple[Pull, ...] = ()


def explain(theatre: Theatre, place_id: str, day: date, known_by: date | None = None) -> Evidence:
    """What is known of who held `place_id` at the end of `day`, and how.

    Raises
    ------
    KeyError : the gazetteer has no such place.
    """
    if place_id not in theatre.places.index:
        raise KeyError(place_id)
    history = theatre.control.state_history(known_by)
    state = theatre.control.states(day, known_by)[place_id]
    log = theatre.reports_of(place_id)
    by_day = _those(log, log["event_date"] <= np.datetime64(day))
    decided_before = {report for begun, then in history.get(place_id, ()) if begun <= day for report in then.reports}
    decisive = by_day["report_id"].isin(state.reports)
    outweighed = by_day["report_id"].isin(state.outweighed) & ~decisive
    earlier = by_day["report_id"].isin(decided_before) & ~decisive & ~outweighed
    return Evidence(
        place_id=place_id,
        day=day,
        state=state,
        because=RULE_SENTENCES[state.rule],
        decisive=_those(by_day, decisive),
        outweighed=_those(by_day, outweighed),
        earlier=_those(by_day, earlier),
        without_effect=_those(by_day, ~decisive & ~outweighed & ~earlier),
        later=len(log) - len(by_day),
        pulls=theatre.control.pulls(place_id, day, known_by) if state.by_those_around else (),
    )


def _those(reports: pd.DataFrame, wanted: pd.Series) -> pd.DataFrame:
    """The rows `wanted`; all and none, the usual cases, without a copy of each column."""
    return reports if wanted.all() else reports[wanted] if wanted.any() else reports.iloc[:0]
