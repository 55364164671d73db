"""A theatre in the making, in a thread of its own: outlines may have to be fetched first, which takes a minute. The
theatre is made by what `cli.py new` makes it with. Free of Streamlit."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

from geo.common.errors import DataError, FilterError
from geo.common.messages import N_
from ingest.new_theatre.atlas import forget_places
from ingest.new_theatre.fetch_atlas import fetch_atlas
from ingest.new_theatre.make import STEPS, Made, NewTheatreRequest, make_theatre
from ui.import_panel.upload import Upload

ONE = ThreadPoolExecutor(1, thread_name_prefix="new-theatre")
"""One at a time for all readers: the places of all countries take half a gigabyte while one is made."""

OUR_MISTAKE = N_("The theatre could not be made, and that is our mistake. The log of the server tells more.")

log = logging.getLogger(__name__)


class _Stopped(Exception):  # noqa: N818 - no error: somebody wanted it
    """The theatre was called off."""


class Making:
    """One theatre in the making. In the end it is `made`, or there is an `error`, or a `mistake` of ours in words, or
    none of them where it was stopped: nothing is left of it then. Who leaves the page does not stop it."""

    def __init__(self, wanted: NewTheatreRequest, gazetteer: Upload | None = None) -> None:
        """`gazetteer` : the copy of the file that `wanted` names, removed in the end."""
        self.wanted = wanted
        self.started = False
        self.step = ""
        self.made: Made | None = None
        self.error: DataError | FilterError | None = None
        self.mistake = ""
        self._gazetteer = gazetteer
        self._stop, self._over = threading.Event(), threading.Event()

    @property
    def over(self) -> bool:
        return self._over.is_set()

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        return (STEPS.index(self.step) + 1) / (len(STEPS) + 1) if self.step in STEPS else 0.0

    def begin(self) -> None:
        """Make it as soon as no other is being made."""
        ONE.submit(self.run)

    def stop(self) -> None:
        """Make no more of it than the step it is at."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Whether it is over within so many seconds."""
        return self._over.wait(seconds)

    def run(self) -> None:
        """Make it while the caller waits."""
        self.started = True
        try:
            atlas = fetch_atlas(self._tell)
            self.made = make_theatre(None, self.wanted, atlas=atlas, tell=self._tell)
        except _Stopped:
            pass
        except (DataError, FilterError) as error:
            self.error = error
        except BaseException:
            self.mistake = OUR_MISTAKE
            log.exception("A new theatre failed: %s", self.wanted)
            raise
        finally:
            forget_places()
            if self._gazetteer is not None:
                self._gazetteer.remove()
            self._over.set()

    def _tell(self, step: str) -> None:
        if self._stop.is_set():
            raise _Stopped
        self.step = step
