"""`python -m tests.fuzz --files 5000 --seed 1 --keep FOLDER`: mutated files, each read in a process of its own, and
among them sound ones (tests/rows) whose rows another program counts.

What is looked for: an exception that is no DataError, an account that does not add up, rows that are not those counted,
more than SECONDS of the processor, more than MEGABYTES beyond what the program itself takes. Exits 1 where any was
found; --keep writes those files. The same seed makes the same files. Each file goes the ways of tests/fuzz/roads.py.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from geo.common.errors import DataError
from tests.fuzz.mutate import mutated
from tests.fuzz.roads import ground, roads
from tests.fuzz.samples import samples
from tests.rows import KINDS

SECONDS, MEGABYTES = 20, 1_500
IDLE_SECONDS = 300
"""A busy machine gives a process little of its time, but some; one that takes none for so long waits for ever."""
READ, REFUSED, FAILED = 0, 3, 4


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz")
    asked.add_argument("--files", type=int, default=1_000)
    asked.add_argument("--seed", default="1")
    asked.add_argument("--only", default="", help="files whose name holds this")
    asked.add_argument("--keep", type=Path, help="folder for the files that failed")
    given = asked.parse_args()
    writers = {name: partial(mutated, data) for name, data in samples().items()}
    writers |= {name: kind.write for name, kind in KINDS.items()}
    names = sorted(name for name in writers if given.only in name)
    ground()
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="frontline-fuzz-") as folder:
        for number in range(given.files):
            name = names[number % len(names)]
            content = writers[name](random.Random(f"{given.seed}-{number}"))
            path = Path(folder) / name
            path.write_bytes(content)
            outcome, said = _outcome(path, Path(folder) / "said.txt")
            found[outcome] += 1
            if outcome not in ("read", "refused"):
                print(f"{number} {name}: {outcome}\n{said}", flush=True)
                if given.keep:
                    given.keep.mkdir(parents=True, exist_ok=True)
                    (given.keep / f"{number}-{name}").write_bytes(content)
    print(", ".join(f"{count:,} {outcome}" for outcome, count in sorted(found.items())))
    return int(bool(found.keys() - {"read", "refused"}))


def _outcome(path: Path, report: Path) -> tuple[str, str]:
    """What became of a file in a process of its own: read, refused, failed, too slow or too large; and what it said."""
    report.write_text("")
    child = os.fork()
    if not child:
        os._exit(_in_child(path, report))
    worked, since, pause = _worked(child), time.monotonic(), 0.001
    while (ended := os.waitpid(child, os.WNOHANG))[0] == 0:
        if (now := _worked(child)) != worked:
            worked, since = now, time.monotonic()
        if time.monotonic() - since > IDLE_SECONDS:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return "waits for ever", ""
        time.sleep(pause)
        pause = min(0.05, pause * 1.5)
    if os.WIFSIGNALED(ended[1]):
        signalled = os.WTERMSIG(ended[1])
        return "too slow" if signalled in (signal.SIGXCPU, signal.SIGKILL) else f"ended by signal {signalled}", ""
    code = os.WEXITSTATUS(ended[1])
    said = report.read_text(encoding="utf-8", errors="replace")
    return {READ: "read", REFUSED: "refused"}.get(code, "failed"), said


def _worked(child: int) -> tuple[str, str]:
    """The processor's time a process took so far, its own and the system's for it, in ticks."""
    after_its_name = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
    return after_its_name[11], after_its_name[12]


def _in_child(path: Path, report: Path) -> int:
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + (MEGABYTES << 20),) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    try:
        return READ if sum(_read(road, path) for road in roads(path)) else REFUSED
    except BaseException:  # noqa: BLE001 - whatever it is: that it came out is what is looked for
        report.write_text(traceback.format_exc()[-3_000:], encoding="utf-8", errors="backslashreplace")
        return FAILED


def _read(road: Callable[[Path], None], path: Path) -> bool:
    try:
        road(path)
    except DataError as error:
        refused = error
    else:
        return True
    str(refused).encode("utf-8")
    assert refused.fault, str(refused)
    assert refused.remedy, str(refused)
    return False


if __name__ == "__main__":
    sys.exit(main())
