"""What is wrong with a row that a person makes beyond what the theatre's own files are checked for."""

from __future__ import annotations

from datetime import date

from geo.changelog.log import Row, Subject
from geo.common.errors import shorten
from geo.common.messages import L_
from geo.common.urls import is_web_address
from geo.events.events import CONTEXT
from geo.theatre.theatre import Theatre
from geo.validation.faults import Fault
from store.extent import is_inside, lies_outside, swapped_in_it

DAYS = ("event_date", "event_date_earliest", "end_date", "published_on")


def link_faults(row: Row) -> tuple[Fault, ...]:
    """A link that leads nowhere: with one a report would count as something a page can be shown for."""
    link = row.get("source_url") or ""
    if not link or is_web_address(link):
        return ()
    remedy = L_(
        "Give one that begins with http:// or https://, or leave it empty and say under Title of the page where it "
        "can be found."
    )
    return (Fault("source_url", shorten(str(link)), L_("is no web address"), remedy, "not-a-link"),)


def place_faults(theatre: Theatre, row: Row) -> tuple[Fault, ...]:
    """An event on ground that the theatre is not about; background may have happened anywhere."""
    lon, lat = row.get("longitude"), row.get("latitude")
    if not isinstance(lon, int | float) or not isinstance(lat, int | float) or row.get("count_as") == CONTEXT:
        return ()
    if is_inside(lon, lat, theatre.extent):
        return ()
    swapped = is_inside(lat, lon, theatre.extent)
    remedy = swapped_in_it(lon, lat) if swapped else L_("Check the position, or count it as background.")
    return (Fault("geometry", f"{lat:.5f}, {lon:.5f}", lies_outside(theatre.extent), remedy, "outside-theatre"),)


def day_faults(row: Row, today: date) -> tuple[Fault, ...]:
    """Days of what happened, or of its publication, after `today`: nobody can have told of them. The last day of a week
    or month that runs is written before it is over."""
    vague = row.get("time_precision") in (2, 3)
    named = [column for column in DAYS if not (column == "end_date" and vague)]
    found = [(column, day) for column in named if (day := _day(row.get(column))) is not None and day > today]
    remedy = L_("It is after {today}. Is the year right?", today=today)
    return tuple(
        Fault(column, day.isoformat(), L_("lies in the future"), remedy, "future-date") for column, day in found
    )


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def typed_faults(theatre: Theatre, subject: Subject, row: Row, *, as_written: bool, today: date) -> tuple[Fault, ...]:
    """All of that for one row; `as_written`: its link stays as its source wrote it."""
    told = subject in (Subject.EVENT, Subject.REPORT, Subject.GROUND)
    links = link_faults(row) if told and not as_written else ()
    places = place_faults(theatre, row) if subject is Subject.EVENT else ()
    return (*links, *places, *(day_faults(row, today) if told else ()))
