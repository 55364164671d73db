"""Files to be made: which request goes into which file, one for each day or area where a set is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from briefing.job.brief import Brief, Progress, brief_of
from briefing.job.errors import BriefingError
from briefing.job.formats import OUTPUTS, make, output_for
from briefing.job.licences import rows_not_to_be_passed_on
from briefing.job.request import Request
from geo.common.dates import days_of
from geo.common.errors import FilterError
from geo.common.messages import L_
from geo.theatre.theatre import Theatre

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ExportJob:
    """One file to be made. `title`: what it is called while it is being made."""

    title: str
    request: Request
    path: Path


@dataclass(frozen=True)
class JobResult:
    """What became of an order: `size` of the file in bytes, or the `fault` for which there is none; `closed`: which of
    the rows in it may not be handed on; `left_out`: which layers asked for are not in it, and why."""

    order: ExportJob
    size: int = 0
    fault: str = ""
    closed: str = ""
    left_out: str = ""


def suffix_of(word: str) -> str:
    """The suffix of a kind of file, given with its dot or without.

    Raises
    ------
    BriefingError : no kind of file has it.
    """
    suffix = f".{word.strip().lower().removeprefix('.')}"
    if suffix not in OUTPUTS:
        raise BriefingError(
            L_("There is no kind of file {word!r}. Use one of {outputs}.", word=word[:40], outputs=", ".join(OUTPUTS))
        )
    return suffix


def for_each_day(request: Request, theatre: Theatre) -> list[Request]:
    """`request` for each day of its range by itself, in order: as many as the range has days.

    A change sheet of a day is against the day before it, where the theatre has one.

    Raises
    ------
    BriefingError : a series shows the days of a range already.
    """
    if request.kind == "series":
        raise BriefingError(L_("A series shows each day already. Ask for it without a sheet for each day."))
    filters = request.filters
    before = ONE_DAY if request.kind == "change" else timedelta()
    return [
        replace(request, filters=replace(filters, start=max(theatre.start, day - before), end=day))
        for day in days_of(filters.start, filters.end)
    ]


def for_each_area(request: Request, theatre: Theatre) -> list[Request]:
    """`request` for each named area of the theatre."""
    return [replace(request, filters=replace(request.filters, area=area)) for area in theatre.areas]


def run_jobs(
    theatre: Theatre,
    orders: Iterable[ExportJob],
    progress: Callable[[ExportJob], Progress],
) -> Iterator[JobResult]:
    """Make the files one after the other; one that cannot be made does not keep the next from being made.

    Parameters
    ----------
    progress : given an order, who is told of its steps.
    """
    brief: Brief | None = None
    for order in orders:
        try:
            if brief is None or brief.request != order.request:
                brief = brief_of(theatre, order.request)
            make(brief, order.path, progress(order))
        except (BriefingError, FilterError) as error:
            yield JobResult(order, fault=str(error))
        else:
            output = output_for(order.path)
            closed = rows_not_to_be_passed_on(brief.situation) if output.holds_rows else ""
            yield JobResult(order, size=order.path.stat().st_size, closed=closed, left_out=output.left_out(brief))


def new_folder(folder: Path) -> None:
    """Make the folder of a set, unless it is there.

    Raises
    ------
    BriefingError : it cannot be made.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise BriefingError(
            L_("The folder {folder} cannot be made: {reason}. Choose another place.", folder=folder, reason=reason)
        ) from error


def size_words(size: int) -> str:
    """A size in bytes as a reader says it: "702 kB", "1.3 MB"."""
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"
