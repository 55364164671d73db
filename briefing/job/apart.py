"""A file made in a process of its own: one that takes minutes would slow every reader of a page in whose process it is
made, for Python runs the threads of a process in turn.

That process is told what to make by one pickled Order on its input and answers on its output, pickled as well:
Progressed for each step, and in the end Done or Failed. Whoever started it ends it.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, BinaryIO

from briefing.job.brief import Progress, brief_of, file_name
from briefing.job.errors import BriefingError
from briefing.job.formats import make
from briefing.job.request import Request
from geo.common.errors import DataError, FilterError
from geo.common.messages import L_, Sentence
from geo.theatre.loader import read_theatre

ROOT = Path(__file__).parent.parent.parent
START = f"from {__name__} import run; run()"
POLITE = 5
"""By how much the process steps back for others (nice): where they leave nothing over it has a quarter of one."""

WATCH_S = 0.5
"""Between two looks whether the file is still wanted, while the process says nothing."""

CHANGED = L_("The data changed while this file waited. Ask for it once more.")


@dataclass(frozen=True)
class Order:
    """A file asked for: of the theatre in the folder `data` as its `version` has it, into `folder`."""

    data: Path
    version: str
    request: Request
    suffix: str
    folder: Path


@dataclass(frozen=True)
class Progressed:
    """`done` of `of` steps are over."""

    done: int
    of: int


@dataclass(frozen=True)
class Done:
    """The file is there."""

    path: Path


@dataclass(frozen=True)
class Failed:
    """It cannot be made, and why."""

    fault: Sentence


def make_apart(order: Order, progress: Progress) -> Path:
    """The file, made in a process that ends with this call, whatever `progress` raises; it is asked every WATCH_S.

    Raises
    ------
    BriefingError : it cannot be made, or the data is not that of the version any more.
    EOFError : the process ended without a word; what it had to say is in the log of the server.
    """
    with subprocess.Popen(
        [sys.executable, "-c", START], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        answers: SimpleQueue[Progressed | Done | Failed | Exception] = SimpleQueue()
        listener = Thread(target=_listen, args=(process.stdout, answers), daemon=True)
        try:
            with process.stdin as told:
                pickle.dump(order, told)
            listener.start()
            return _result(answers, progress)
        finally:
            process.kill()
            if listener.ident is not None:
                listener.join()


def _listen(source: IO[bytes], answers: SimpleQueue[Progressed | Done | Failed | Exception]) -> None:
    """What the process answers, until it ends."""
    try:
        while True:
            answers.put(pickle.load(source))
    except Exception as error:  # noqa: BLE001 - raised where the answers are read
        answers.put(error)


def _result(answers: SimpleQueue[Progressed | Done | Failed | Exception], progress: Progress) -> Path:
    last = Progressed(0, 0)
    while True:
        try:
            answer = answers.get(timeout=WATCH_S)
        except Empty:
            answer = last
        match answer:
            case Progressed(done, of):
                last = answer
                progress(done, of)
            case Failed(fault):
                raise BriefingError(fault)
            case Done(path):
                return path
            case error:
                raise error


def run() -> None:
    """All that the process does."""
    os.nice(POLITE)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library or another program prints is no answer
        _make(pickle.load(sys.stdin.buffer), answers)


def _make(order: Order, answers: BinaryIO) -> None:

    def say(answer: Progressed | Done | Failed) -> None:
        pickle.dump(answer, answers)
        answers.flush()

    try:
        theatre = read_theatre(order.data)
        if theatre.version != order.version:
            raise BriefingError(CHANGED)
        brief = brief_of(theatre, order.request)
        path = order.folder / file_name(brief, order.suffix)
        make(brief, path, lambda done, of: say(Progressed(done, of)))
    except (BriefingError, FilterError, DataError) as error:
        say(Failed(error.sentence))
    else:
        say(Done(path))
