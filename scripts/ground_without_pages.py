"""How much ground rests on rows that name no page: `python -m scripts.ground_without_pages [theatre] [day]`.

Ground of a place rests on what decides it: its own reports, or where it has none that do the place that pulls it most
towards its holder. Told apart is what rests on dated rows and what rests on rows of the first day alone.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from geo.control.ground_course import GroundCourse
from geo.control.ground_rule import NOBODY
from geo.control.report import Scope
from geo.control.state import State
from geo.registry.statuses import HELD
from geo.theatre.loader import read_theatre
from scripts.measure_ground import ROOT, World

MOST = 20


@dataclass(frozen=True)
class Unpaged:
    """km² that rest on rows without a page, by the place whose rows these are: dated ones, and those of the first day;
    `total` is all ground."""

    dated: Mapping[str, float]
    first_day: Mapping[str, float]
    total: float

    @property
    def share(self) -> float:
        """Part of all ground that rests on rows without a page, 0 to 1."""
        return (sum(self.dated.values()) + sum(self.first_day.values())) / self.total


def unpaged(world: World, day: date) -> Unpaged:
    """What rests on rows without a page at the end of `day`."""
    course, linked = world.course, dict(world.theatre.reports[["report_id", "source_url"]].itertuples(index=False))
    states, verdicts = course.states(day), course.verdicts(day)
    by_scope: dict[bool, dict[str, float]] = {True: defaultdict(float), False: defaultdict(float)}
    for row, (place_id, km2) in enumerate(zip(course.place_ids, world.km2.tolist(), strict=True)):
        verdict = verdicts[place_id]
        own = verdict.own and bool(states[row].reports)
        decides = row if own else _pulled_by(course, day, row, verdict.holder)
        reports = [] if decides is None else _saying(course, states[decides])
        if reports and not any(linked[name] for name in reports):
            dated = course.reports[reports[0]].scope is not Scope.BASELINE
            by_scope[dated][course.place_ids[decides or 0]] += km2
    return Unpaged(by_scope[True], by_scope[False], float(world.km2.sum()))


def _pulled_by(course: GroundCourse, day: date, row: int, holder: str) -> int | None:
    """The row that pulls a place most, of those of its holder where it has one."""
    ground = course.on(day)
    party = course.parties.get(holder, NOBODY)
    told = (ground.labels.weight > 0) & (True if party == NOBODY else ground.labels.party == party)
    brought = np.where(told, ground.pulls(row), 0.0)
    return int(brought.argmax()) if brought.any() else None


def _saying(course: GroundCourse, state: State) -> list[str]:
    """The reports that say what a state is, dated ones where there are any."""
    reports = [course.reports[name] for name in state.reports]
    if state.status in HELD:
        reports = [report for report in reports if report.controller == state.controller] or reports
    dated = [report for report in reports if report.scope is not Scope.BASELINE]
    return [report.id for report in dated or reports]


def main(folder: Path, day: date) -> None:
    theatre = read_theatre(folder)
    found = unpaged(World(theatre, theatre.reported.course(None)), day)
    for name, km2 in (("dated rows", found.dated), ("rows of the first day", found.first_day)):
        print(f"{sum(km2.values()) / found.total:.1%} of the ground of {day} rests on {name} without a page")
        for place_id in sorted(km2, key=lambda place_id: -km2[place_id])[:MOST]:
            print(f"  {km2[place_id]:8,.0f} km2  {theatre.places['name_en'][place_id]} ({place_id})")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data",
        date.fromisoformat(sys.argv[2]) if len(sys.argv) > 2 else date(2024, 12, 8),
    )
