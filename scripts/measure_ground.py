"""How well ground is told, rule by rule: `python -m scripts.measure_ground [theatre]` prints a table for each.

Two measures, and every rule has one setting for all days. **Leave one out**: what the reports about a place say of it,
against what the rule says without them. Tested is every place that any report speaks of, on every day on which its
reports name a holder; those within FRONT_KM of a place that another side holds are told apart. **Published totals**:
km² that changed hands, against what was published of those days (facts/control/totals_km2.csv).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.common.crs import STORED, local_plane, reproject
from geo.control.ground_course import GroundCourse
from geo.control.ground_evidence import CHOSEN
from geo.control.ground_rule import NOBODY, by_party, strongest, without_own
from geo.control.report import Scope
from geo.control.sureness import LEAST, STEPS
from geo.registry.statuses import HELD
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre

ROOT = Path(__file__).resolve().parent.parent
TOTALS = ROOT / "scripts" / "facts" / "control" / "totals_km2.csv"
FRONT_KM = 25.0
M_PER_KM = 1000.0

Holders = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class World:
    """A theatre as arrays: a row a place, in the order of `course.place_ids`; a party is a number, NOBODY is none."""

    theatre: Theatre
    course: GroundCourse

    @cached_property
    def days(self) -> list[date]:
        return [self.theatre.start + timedelta(n) for n in range((self.theatre.end - self.theatre.start).days + 1)]

    @cached_property
    def points(self) -> np.ndarray:
        geometry = self.theatre.places.geometry.loc[list(self.course.place_ids)].to_numpy()
        return reproject(geometry, STORED, local_plane(self.theatre.extent))

    @cached_property
    def km2(self) -> NDArray[np.float64]:
        pieces = self.theatre.cells.pieces.groupby("place_id")["area_km2"].sum()
        return pieces.reindex(list(self.course.place_ids)).fillna(0.0).to_numpy()

    @cached_property
    def side_of(self) -> Holders:
        names = list(dict.fromkeys(self.course.sides))
        return np.array([*(names.index(side) for side in self.course.sides), NOBODY])

    @cached_property
    def spoken_of(self) -> NDArray[np.bool_]:
        """Places that a report about the place itself speaks of, on whatever day of the span."""
        spoken = {
            place
            for place, reports in self.theatre.log.items()
            for report in reports
            if report.scope is Scope.PLACE and report.stands and report.latest <= self.theatre.end
        }
        return np.array([place in spoken for place in self.course.place_ids])

    def said(self, day: date) -> Holders:
        """Holder of each place by its own reports."""
        parties = self.course.parties
        return np.array([parties[s.controller] if s.status in HELD else NOBODY for s in self.course.states(day)])

    def at_the_front(self, day: date) -> NDArray[np.bool_]:
        said = self.said(day)
        held = np.flatnonzero(said != NOBODY)
        near = shapely.STRtree(self.points[held])
        one, other = near.query(self.points, predicate="dwithin", distance=FRONT_KM * M_PER_KM)
        sides = self.side_of[said]
        opposed = (said[one] != NOBODY) & (sides[one] != sides[held[other]])
        front = np.zeros(len(said), dtype=bool)
        front[one[opposed]] = True
        return front


@dataclass(frozen=True, eq=False)
class Answer:
    """What a rule says of a day: the holder of each place, and what it would be without the place's own reports;
    `sure`, how sure that would be, 0 to 1, and `own`, whether a place's own reports decide, where the rule says so."""

    holder: Holders
    left_out: Holders
    sure: NDArray[np.float64] | None = None
    own: NDArray[np.bool_] | None = None


Rule = Callable[[World, date], Answer]


def nearest(world: World, day: date) -> Answer:
    """Each place goes with the nearest that any report speaks of by that day: what cells of reported places are."""
    said = world.said(day)
    told = np.array([bool(state.reports) for state in world.course.states(day)])
    sources = np.flatnonzero(told)
    tree = shapely.STRtree(world.points[sources])
    holder = said[sources[tree.nearest(world.points)]]
    others = holder.copy()
    for row in np.flatnonzero(told & world.spoken_of):
        away = shapely.distance(world.points[sources], world.points[row])
        away[sources == row] = np.inf
        others[row] = said[sources[away.argmin()]]
    return Answer(holder, others)


def harmonic(world: World, day: date) -> Answer:
    """The rule of `geo.control.ground_course`, at the world's setting."""
    course = world.course
    ground, beginning = course.on(day), course.first.beginning
    count = len(course.parties)
    at_first = without_own(beginning, by_party(beginning.labels, count))
    known = np.divide(
        course.first.memory(day, course.said.at(course.spans.on(day)))[:, :-1],
        beginning.shares,
        out=np.zeros_like(at_first),
        where=beginning.shares > 0,
    )
    rests_on_it = known * (beginning.shares - at_first)
    left_out, sure, _ = strongest(without_own(ground, by_party(ground.labels, count) + rests_on_it), course.sides)
    parties = course.parties
    verdicts = course.verdicts(day)
    holder = [parties.get(verdicts[place].holder, NOBODY) for place in course.place_ids]
    own = [verdicts[place].own for place in course.place_ids]
    return Answer(np.array(holder), left_out, sure, np.array(own))


@dataclass(frozen=True)
class Agreement:
    """Of `tested` places so many have the `same` holder, and so many one of the same `side`."""

    tested: int = 0
    same: int = 0
    side: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(self.tested + other.tested, self.same + other.same, self.side + other.side)

    def __str__(self) -> str:
        if not self.tested:
            return "-"
        return f"{self.same / self.tested:6.1%} ({self.side / self.tested:6.1%}) of {self.tested:4}"


def agreement(world: World, day: date, answer: Answer, chosen: NDArray[np.bool_]) -> Agreement:
    """How the answer without a place's own reports agrees with them, over the places `chosen`."""
    said = world.said(day)
    chosen = chosen & world.spoken_of & (said != NOBODY)
    one, other = said[chosen], answer.left_out[chosen]
    same_side = world.side_of[one] == world.side_of[other]
    return Agreement(int(chosen.sum()), int((one == other).sum()), int(same_side.sum()))


@dataclass(frozen=True)
class Total:
    """Ground that `holders` gained from the end of `first_day` to that of `day`, as published."""

    first_day: date
    day: date
    holders: frozenset[str]
    adm1_pcode: str
    km2: float

    def of(self, world: World, answers: Mapping[date, Answer], *, own: bool = False) -> float:
        """The same by the answers of a rule, km²; with `own` of the places alone whose own reports decide."""
        parties = [world.course.parties[name] for name in self.holders]
        then, now = (np.isin(answers[day].holder, parties) for day in (self.first_day, self.day))
        adm1 = world.theatre.places["adm1_pcode"].loc[list(world.course.place_ids)].to_numpy()
        inside = adm1 == self.adm1_pcode if self.adm1_pcode else np.ones(len(adm1), dtype=bool)
        decided = answers[self.day].own if own else None
        return float(world.km2[now & ~then & inside & (True if decided is None else decided)].sum())


def totals(path: Path) -> list[Total]:
    """The published totals of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Total(
                date.fromisoformat(row["first_day"]),
                date.fromisoformat(row["day"]),
                frozenset(row["holders"].split(";")),
                row["adm1_pcode"],
                float(row["km2"]),
            )
            for row in csv.DictReader(file)
        ]


def table(name: str, world: World, rule: Rule, published: Iterable[Total], *, by_day: bool) -> str:
    """What the rule scores, for reading."""
    answers = {day: rule(world, day) for day in world.days}
    lines = [f"{name}", f"  {'same holder (same side)':12} {'front':>30} {'hinterland':>30}"]
    front, hinterland = Agreement(), Agreement()
    for day in world.days[1:]:
        near = world.at_the_front(day)
        here, there = (agreement(world, day, answers[day], chosen) for chosen in (near, ~near))
        front, hinterland = front + here, hinterland + there
        if by_day:
            lines.append(f"  {day}    {here!s:>30} {there!s:>30}")
    lines.append(f"  all days      {front!s:>30} {hinterland!s:>30}")
    lines += by_step(world, answers)
    for total in published:
        km2 = total.of(world, answers)
        where = f"{'+'.join(sorted(total.holders))} {total.adm1_pcode}".strip()
        own = "" if answers[total.day].own is None else f"; {total.of(world, answers, own=True):,.0f} by own reports"
        share = km2 / total.km2
        lines.append(f"  {where}, to {total.day}: {km2:,.0f} km2, published {total.km2:,.0f} ({share:.2f}){own}")
    return "\n".join(lines)


def by_step(world: World, answers: Mapping[date, Answer]) -> Iterator[str]:
    """How often each step of sureness is right: all places, and those at the front."""
    for number, step in enumerate(STEPS):
        least, below = LEAST[step], LEAST[STEPS[number - 1]] if number else np.inf
        everywhere, front = Agreement(), Agreement()
        for day in world.days[1:]:
            sure = answers[day].sure
            if sure is None:
                return
            chosen = (sure >= least) & (sure < below)
            everywhere += agreement(world, day, answers[day], chosen)
            front += agreement(world, day, answers[day], chosen & world.at_the_front(day))
        yield f"  {step:10}    {everywhere!s:>30} {front!s:>30}"


VARIANTS: Mapping[str, Mapping[str, object]] = {
    "as chosen": {},
    "no memory of the first day": {"memory": (0.0, 0.0)},
    "a memory that stays": {"memory": (0.4, 0.4)},
    "rows of the first day weigh a tenth": {"baseline": (0.2, 0.05)},
    "reports weigh half as much": {"report": 4.0},
    "reports do not age": {"half_life_days": 1e6},
    "claims about areas weigh nothing": {"area": 0.0},
    "half at 2 km": {"half_km": 2.0},
    "half at 5 km": {"half_km": 5.0},
    "changes hands at once": {"lead": 0.0},
    "changes hands later": {"lead": 0.1},
    "nobody pulls three times as strongly": {"leak": 0.009},
}


def main(folder: Path) -> None:
    theatre = read_theatre(folder)
    course = theatre.reported.course(None)
    world = World(theatre, course)
    published = totals(TOTALS)
    print(table("nearest of the reported places", world, nearest, published, by_day=True))
    for name, changed in VARIANTS.items():
        varied = replace(world, course=replace(course, setting=replace(CHOSEN, **changed)))
        print(table(f"neighbours, {name}", varied, harmonic, published, by_day=not changed), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data")
