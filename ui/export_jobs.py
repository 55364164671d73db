"""Files made beside the page, so that nobody waits for one with a page that stands still: quick ones in threads, those
that take long in processes of their own."""

from __future__ import annotations

import logging
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from briefing.job.apart import Order, make_apart
from briefing.job.brief import Progress, brief_of, file_name
from briefing.job.errors import BriefingError
from briefing.job.formats import make
from briefing.job.request import Request
from geo.common.errors import FilterError
from geo.common.messages import L_, Sentence
from geo.theatre.theatre import Theatre

QUICK = ThreadPoolExecutor(2, thread_name_prefix="export-quick")
LONG = ThreadPoolExecutor(1, thread_name_prefix="export-long")
"""One film at a time for all readers: each takes a processor for as long as it is made."""

KEPT = 4
"""Previews a reader's queue keeps, so that going back to a choice does not draw its sheet again."""

OUR_MISTAKE = L_("This file could not be made, and that is our mistake. The log of the server tells more.")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ExportKey:
    """A file asked for: of this data, by this request, with this suffix."""

    version: str
    request: Request
    suffix: str


Way = Callable[[ExportKey, Path, Progress], Path]
"""How a file is made: given what is asked for, a folder, and who is told of the steps, the file in that folder."""


def in_this_process(theatre: Theatre) -> Way:
    """In this process."""

    def way(key: ExportKey, folder: Path, progress: Progress) -> Path:
        brief = brief_of(theatre, key.request)
        path = folder / file_name(brief, key.suffix)
        make(brief, path, progress)
        return path

    return way


def in_own_process(data: Path) -> Way:
    """In a process of its own, from the theatre in the folder `data`."""

    def way(key: ExportKey, folder: Path, progress: Progress) -> Path:
        return make_apart(Order(data.resolve(), key.version, key.request, key.suffix, folder), progress)

    return way


class _Stopped(Exception):  # noqa: N818 - no error: somebody wanted it
    """Nobody waits for the file any more."""


class Job:
    """One file in the making.

    `done` of `of` steps are over (0 of 0 before the first). In the end there is `content` with its `name`, or a
    `fault` in words, or neither where it was stopped.
    """

    def __init__(
        self, key: ExportKey, still_wanted: Callable[[], bool], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.key = key
        self.name = ""
        self.content: bytes | None = None
        self.fault: Sentence | None = None
        self.started = False
        self.done, self.of = 0, 0
        self._still_wanted, self._clock = still_wanted, clock
        self._first: tuple[float, int] | None = None
        self._stop, self._over = threading.Event(), threading.Event()

    @property
    def over(self) -> bool:
        return self._over.is_set()

    @property
    def stopped(self) -> bool:
        return self._stop.is_set()

    @property
    def left_s(self) -> float | None:
        """Seconds until it is done, where it goes on as fast as since its first step; None before the second."""
        if self._first is None or self.done <= self._first[1]:
            return None
        begun, first = self._first
        return (self._clock() - begun) / (self.done - first) * (self.of - self.done)

    def stop(self) -> None:
        """Make no more of it than the step it is at."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Whether it is over within so many seconds."""
        return self._over.wait(seconds)

    def make(self, way: Way) -> None:
        """Make the file in a folder that is gone afterwards."""
        self.started = True
        try:
            self._go_on()
            with tempfile.TemporaryDirectory(prefix="frontline-") as folder:
                path = way(self.key, Path(folder), self._progress)
                self.name, self.content = path.name, path.read_bytes()
        except _Stopped:
            self.stop()
        except (BriefingError, FilterError) as error:
            self.fault = error.sentence
        except BaseException:
            self.fault = OUR_MISTAKE
            log.exception("An export failed: %s", self.key)
            raise
        finally:
            self._over.set()

    def _progress(self, done: int, of: int) -> None:
        self._go_on()
        self.done, self.of = done, of
        if of:
            self._first = self._first or (self._clock(), done)

    def _go_on(self) -> None:
        if self._stop.is_set() or not self._still_wanted():
            raise _Stopped


class ExportQueue:
    """The files one reader has asked for: previews, downloads that failed, and at most one that takes long."""

    def __init__(self) -> None:
        self._previews: dict[ExportKey, Job] = {}
        self._faults: dict[ExportKey, Sentence] = {}
        self.long: Job | None = None

    def preview(self, theatre: Theatre, key: ExportKey, still_wanted: Callable[[], bool]) -> Job:
        """The job of this preview, begun unless it is there; one that is drawn for another file is stopped."""
        job = self._previews.pop(key, None)
        for other in self._previews.values():
            if not other.over:
                other.stop()
        if job is None or job.stopped:
            job = Job(key, still_wanted)
            QUICK.submit(job.make, in_this_process(theatre))
        kept = [other for other in self._previews.values() if not other.stopped]
        self._previews = {one.key: one for one in [*kept[-(KEPT - 1) :], job]}
        return job

    def now(self, theatre: Theatre, key: ExportKey) -> bytes:
        """The file, made while the caller waits, unless it is a preview already.

        Raises
        ------
        BriefingError : it cannot be made; `fault` tells why from then on.
        """
        job = self._previews.get(key)
        if job is None or not job.over or job.content is None:
            job = Job(key, lambda: True)
            job.make(in_this_process(theatre))
        self._faults = {key: job.fault} if job.fault else {}
        if job.content is None:
            raise BriefingError(job.fault or OUR_MISTAKE)
        return job.content

    def fault(self, key: ExportKey) -> Sentence | None:
        """Why the download of this file failed, None where it has not."""
        return self._faults.get(key)

    def begin_long(self, way: Way, key: ExportKey, still_wanted: Callable[[], bool]) -> None:
        """Begin a file that takes long, made that `way`, in the place of the one before."""
        self.put_long_away()
        self.long = Job(key, still_wanted)
        LONG.submit(self.long.make, way)

    def put_long_away(self) -> None:
        """Stop the file that takes long, or let go of it."""
        if self.long is not None:
            self.long.stop()
        self.long = None
