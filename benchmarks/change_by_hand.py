"""What a change by hand costs in a large theatre, next to reading it from nothing; and control of many places.

`.venv/bin/python benchmarks/change_by_hand.py [--events 1000000] [--places 6000] [--years-places 10000]` makes a
theatre from a seed (benchmarks/many_theatre.py, benchmarks/many_reports.py), reads it, and adds by hand: a report that
changes the days in view, one of years before them, an event; and undoes that. It prints the processor time of each
step until the next picture is there, in all and as a part of what the first picture took. Then a theatre of ten years:
the change between any two days, cold and once both were asked for, with and without a day of knowledge.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.many_reports import write_reports
from benchmarks.many_theatre import FIRST_DAY, LAST_DAY, write_many
from geo.analysis.situation import select
from geo.changelog.log import Subject
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from store.manual_edit import add
from store.store import Author, undo

AUTHOR = Author("benchmark")
REPORTS_EACH = 8
YEARS = 10
PAIRS = 15
Value = TypeVar("Value")


def timed(work: Callable[[], Value]) -> tuple[float, Value]:
    """Seconds of the processor that `work` takes, and what it gives."""
    start = time.process_time()
    value = work()
    return time.process_time() - start, value


def report(place_id: str, day: str, published: str) -> dict[str, object]:
    """A report of control as a form has it."""
    return {
        "place_id": place_id, "controller": "HTS", "status": "controlled", "shared_with": [], "event_date": day,
        "date_precision": "day", "published_on": published, "published_precision": "stated", "scope": "place",
        "standing": "stands", "disagrees": "no", "asserted_by": "A benchmark", "reliability": "B", "credibility": 2,
        "source_url": "https://example.org/report", "source_kind": "original",
    }  # fmt: skip


EVENT = {
    "event_date": "2024-12-01", "time_precision": 1, "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Group 3", "location_en": "Village 3", "longitude": 37.0, "latitude": 36.0, "geo_precision": 1,
    "uncertainty_km": 1.0, "summary": "Added by hand.", "asserted_by": "A benchmark", "reliability": "B",
    "credibility": 2, "count_as": "incident", "published_on": "2024-12-02", "source_kind": "original",
}  # fmt: skip


def pictured(theatre: Theatre) -> None:
    """All that the first map of the view is made of: ground, fronts, events, change."""
    theatre.cells  # noqa: B018
    select(theatre, theatre.opening).change_on_map  # noqa: B018


def after_changes(folder: Path) -> Table:
    """What each change costs."""
    reading, theatre = timed(lambda: read_theatre(folder))
    drawing, _ = timed(lambda: pictured(theatre))
    table = Table("step", "write", "read", "picture", "in all", "part of the first", title="seconds of the processor")
    table.add_row("from nothing", "", f"{reading:.2f}", f"{drawing:.2f}", f"{reading + drawing:.2f}", "1")
    place = str(theatre.places["place_id"].iloc[10])
    added: list[str] = []

    def event() -> None:
        added.append(add(folder, theatre, Subject.EVENT, EVENT, AUTHOR).id)

    steps: dict[str, Callable[[], object]] = {
        "a report that changes the days in view": lambda: add(
            folder, theatre, Subject.REPORT, report(place, "2024-11-20", "2024-11-21"), AUTHOR
        ),
        "a report of 2005, years before them": lambda: add(
            folder, theatre, Subject.REPORT, report(place, "2005-05-05", "2005-05-06"), AUTHOR
        ),
        "an event": event,
        "that event undone": lambda: undo(folder, added[-1], AUTHOR),
    }
    for name, change in steps.items():
        before = theatre
        writing, _ = timed(change)
        again, theatre = timed(lambda before=before: read_theatre(folder, before))
        picture, _ = timed(lambda theatre=theatre: pictured(theatre))
        whole = writing + again + picture
        part = f"{whole / (reading + drawing):.3f}"
        table.add_row(name, f"{writing:.2f}", f"{again:.2f}", f"{picture:.2f}", f"{whole:.2f}", part)
    return table


def over_years(folder: Path) -> Table:
    """Control of many places over years: the change of pairs of days."""
    theatre = read_theatre(folder)
    theatre.cells  # noqa: B018
    chance = np.random.default_rng(7)
    days = [FIRST_OF_YEARS + timedelta(days=int(day)) for day in chance.integers(30, YEARS * 365, 2 * PAIRS)]
    pairs = [tuple(sorted(pair)) for pair in zip(days[::2], days[1::2], strict=True)]
    known_by = FIRST_OF_YEARS + timedelta(days=YEARS * 365)
    table = Table("change of two days", "median, ms", "slowest, ms", title=f"{len(theatre.reports):,} reports")
    for name, by in (("as known today", None), ("as known by a day", known_by)):
        begun, _ = timed(lambda by=by: theatre.reported.course(by).turns)
        table.add_row(f"{name}: states of all places as spans, once", f"{begun * 1000:,.0f}", "")
        spans = theatre.reported.course(by).spans
        joined = [timed(lambda p=p, spans=spans: [spans.on(day) for day in p])[0] for p in pairs]
        _add(table, f"{name}: states joined as of two days", joined)
        for state in ("asked for the first time", "both days asked for before, in another area"):
            area = None if state.startswith("asked") else theatre.area("hama")
            asked = [partial(theatre.control.change, *pair, by, area) for pair in pairs]
            taken = [timed(lambda one=one: one().transitions)[0] for one in asked]
            _add(table, f"{name}: {state}", taken)
    return table


def _add(table: Table, name: str, seconds: list[float]) -> None:
    table.add_row(name, f"{median(seconds) * 1000:,.1f}", f"{max(seconds) * 1000:,.1f}")


FIRST_OF_YEARS = date(2015, 1, 1)


def main() -> None:
    """Make both theatres, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--events", type=int, default=1_000_000)
    asked.add_argument("--places", type=int, default=6_000)
    asked.add_argument("--years-places", type=int, default=10_000)
    options = asked.parse_args()
    out = Console(width=150)
    with tempfile.TemporaryDirectory() as name:
        many = write_many(Path(name, "many"), options.events)
        write_reports(many, places=options.places, reports_each=REPORTS_EACH, first=FIRST_DAY, last=LAST_DAY)
        out.print(f"{options.events:,} events, {options.places:,} places")
        out.print(after_changes(many))
        years = write_many(Path(name, "years"), 1_000)
        end = last_of_years(FIRST_OF_YEARS)
        write_reports(years, places=options.years_places, reports_each=REPORTS_EACH, first=FIRST_OF_YEARS, last=end)
        out.print(f"{options.years_places:,} places, {YEARS} years")
        out.print(over_years(years))


def last_of_years(first: date) -> date:
    """The last of so many years."""
    return first.replace(year=first.year + YEARS) - timedelta(days=1)


if __name__ == "__main__":
    main()
