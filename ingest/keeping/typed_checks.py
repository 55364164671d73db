"""What is wrong with a row that a person makes beyond what the theatre's own files are checked for."""

from __future__ import annotations

from geo.errors import Fault, shorten
from geo.events import CONTEXT
from geo.ledger import Row, Subject
from geo.links import is_web_address
from geo.theatre import Theatre
from ingest.keeping.extent import is_inside, lies_outside, swapped_in_it


def link_faults(row: Row) -> tuple[Fault, ...]:
    """A link that leads nowhere: with one a report would count as something a page can be shown for."""
    link = row.get("source_url") or ""
    if not link or is_web_address(link):
        return ()
    remedy = (
        "Give one that begins with http:// or https://, or leave it empty and say under Title of the page where it can "
        "be found."
    )
    return (Fault("source_url", shorten(str(link)), "is no web address", remedy),)


def place_faults(theatre: Theatre, row: Row) -> tuple[Fault, ...]:
    """An event on ground that the theatre is not about; background may have happened anywhere."""
    lon, lat = row.get("longitude"), row.get("latitude")
    if not isinstance(lon, int | float) or not isinstance(lat, int | float) or row.get("count_as") == CONTEXT:
        return ()
    if is_inside(lon, lat, theatre.extent):
        return ()
    swapped = is_inside(lat, lon, theatre.extent)
    remedy = swapped_in_it(lon, lat) if swapped else "Check the position, or count it as background."
    return (Fault("geometry", f"{lat:.5f}, {lon:.5f}", lies_outside(theatre.extent), remedy),)


def typed_faults(theatre: Theatre, subject: Subject, row: Row, *, as_written: bool) -> tuple[Fault, ...]:
    """All of that for one row; `as_written`: its link stays as its source wrote it."""
    links = link_faults(row) if subject in (Subject.EVENT, Subject.REPORT) and not as_written else ()
    return (*links, *(place_faults(theatre, row) if subject is Subject.EVENT else ()))
