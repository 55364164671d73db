"""`python -m tests.fuzz --files 5000 --seed 1 --keep FOLDER`: mutated files, each read in a process of its own.

What is looked for: an exception that is no DataError, an account that does not add up, more than SECONDS of the
processor, more than MEGABYTES beyond what the program itself takes. Exits 1 where any was found; --keep writes those
files. The same seed makes the same files.
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
from datetime import date
from pathlib import Path

from geo.errors import DataError
from ingest.drafts.draft import draft
from ingest.formats import recognise
from ingest.histories.vector_files import read_features
from ingest.keeping.incoming import with_dataset
from ingest.tables import Table, read_table
from tests.fuzz.mutate import mutated
from tests.fuzz.samples import samples

SECONDS, MEGABYTES = 20, 1_500
WALL_SECONDS = 300
"""A busy machine gives a process little of its time; one that waits for ever is ended."""
DRAWN = frozenset({".geojson", ".kml", ".kmz", ".gpkg", ".zip"})
READ, REFUSED, FAILED = 0, 3, 4


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz")
    asked.add_argument("--files", type=int, default=1_000)
    asked.add_argument("--seed", default="1")
    asked.add_argument("--only", default="", help="samples whose name holds this")
    asked.add_argument("--keep", type=Path, help="folder for the files that failed")
    given = asked.parse_args()
    known = {name: data for name, data in samples().items() if given.only in name}
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="frontline-fuzz-") as folder:
        for number in range(given.files):
            name = sorted(known)[number % len(known)]
            content = mutated(known[name], random.Random(f"{given.seed}-{number}"))
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
    until = time.monotonic() + WALL_SECONDS
    pause = 0.001
    while (ended := os.waitpid(child, os.WNOHANG))[0] == 0:
        if time.monotonic() > until:
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


def _in_child(path: Path, report: Path) -> int:
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + (MEGABYTES << 20),) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    try:
        return use(path)
    except DataError:
        return REFUSED
    except BaseException:  # noqa: BLE001 - whatever it is: that it came out is what is looked for
        report.write_text(traceback.format_exc()[-3_000:], encoding="utf-8", errors="backslashreplace")
        return FAILED


def use(path: Path) -> int:
    """Read a file as `import` does, up to its events, and where it draws something as `import-control` does.

    Raises
    ------
    DataError : it is refused; AssertionError : its account does not add up.
    """
    drawn = READ
    if path.suffix in DRAWN:
        try:
            read_features(path)
        except DataError:
            drawn = REFUSED
    table = read_table(path)
    check(table)
    mapping = recognise(table, "").mapping
    rows = draft(table, with_dataset(mapping, table.file), today=date(2025, 1, 1))
    assert rows.read == table.read == len(rows.accepted) + rows.faults.set_aside
    rows.faults.frame()
    return drawn


def check(table: Table) -> None:
    """Raises AssertionError where the parts of a table do not fit together, or a text of it is none."""
    assert table.read == len(table.cells) + len(table.unreadable) + table.unlisted
    assert len(table.cells) == len(table.rows)
    assert table.geometry is None or len(table.geometry) == len(table.cells)
    assert len({*table.rows.tolist(), *table.unreadable["row"].tolist()}) == table.read - table.unlisted
    for frame in (table.cells, table.unreadable):
        frame.to_csv().encode("utf-8")
    "".join([*table.notes, *table.sheets, *table.cells.columns]).encode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
