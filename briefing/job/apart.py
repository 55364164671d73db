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
from typing import BinaryIO

from briefing.job.brief import Progress, brief_of, file_name
from briefing.job.errors import BriefingError
from briefing.job.formats import make
from briefing.job.request import Request
from geo.common.errors import DataError, FilterError
from geo.common.messages import L_, Sentence
from geo.theatre.loader import read_theatre

ROOT = Path(__file__).parent.parent.parent
START = f"from {__name__} import run; run()"
POLITE = 10
"""By how much the process steps back for others (nice)."""

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
    """The file, made in a process that ends with this call, whatever `progress` raises.

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
        try:
            with process.stdin as told:
                pickle.dump(order, told)
            while True:
                match pickle.load(process.stdout):
                    case Progressed(done, of):
                        progress(done, of)
                    case Failed(fault):
                        raise BriefingError(fault)
                    case Done(path):
                        return path
        finally:
            process.kill()


def run() -> None:
    """All that the process does."""
    os.nice(POLITE)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        sys.stdout = sys.stderr  # what a library prints is no answer
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
