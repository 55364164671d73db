"""How long large files take to come in, and how much memory.

`.venv/bin/python benchmarks/ingest.py [SHARE]` writes a UCDP-shaped CSV of 400,000 rows and an ACLED-shaped one of
300,000 (the same every time; SHARE 0.1 makes a tenth of them) into a folder of its own. A process of its own does each
step with each file: reads it, brings it into a copy of the shipped theatre, opens that theatre, writes a newer export
of it and corrects the theatre by that. Printed are the seconds, the processor seconds (which other work on the machine
does not stretch) and the most memory that it held.
"""

from __future__ import annotations

import csv
import io
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from click.exceptions import Exit
from rich.console import Console
from rich.table import Table as Printed

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

FIRST, DAYS = date(2024, 11, 26), 13
KB_PER_MB = 1000 if sys.platform != "darwin" else 1_000_000
UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)


def ucdp_rows(rows: int) -> Iterator[list[object]]:
    """Rows with quoted text, quotes inside it and Arabic, about 750 bytes each."""
    for number, (day, lat, lon, town, dead) in enumerate(_events(rows)):
        text = (
            f'"Agency reports, {day}: clashes near the town, say local sources. ""Not sure"", says {number % 7}"; حلب'
        )
        at = f"{day} 00:00:00.000"
        yield [
            *(number, f"SYR-2024-1-299-{number}", 2024, 1, "Clear", 1, 299, 299, "Syria: Government", 715, 715),
            *("Government of Syria - Syrian insurgents", 118, 118, "Government of Syria", 4456, 4456),
            *("Syrian insurgents", 2, text, "Agency; Observatory", day, f"Clashes near town {town}, dozens hurt"),
            *(
                "Local observers",
                1 + number % 5,
                f"town {town}",
                f"Town {town}, some 5 km north of it in the countryside",
            ),
            *(
                "Aleppo governorate",
                "A'zaz district",
                lat,
                lon,
                f"POINT ({lon} {lat})",
                180_000 + number % 999,
                "Syria",
            ),
            *(652, "Middle East", 1, 1, at, at, dead, number % 3, number % 2, 0, dead + 3, dead + 5, dead, 652, ""),
        ]


def acled_rows(rows: int) -> Iterator[list[object]]:
    """Rows with quoted text, about 600 bytes each."""
    for number, (day, lat, lon, town, dead) in enumerate(_events(rows)):
        notes = f'On {day}, fighters clashed near Town {town}, "as reported by local sources"; {dead} were killed. ' * 2
        yield [
            *(
                f"SYR{number}",
                day,
                2024,
                1,
                "Political violence",
                "Battles",
                "Armed clash",
                "Opposition Forces (Syria)",
            ),
            *(
                "",
                "Rebel group",
                "Military Forces of Syria (2000-2024)",
                "",
                "State forces",
                "State forces-Rebel group",
            ),
            *(
                "",
                760,
                "Middle East",
                "Syria",
                "Aleppo",
                "A'zaz",
                f"Sub-district {town % 40}",
                f"Town {town}",
                lat,
                lon,
            ),
            *(1 + number % 3, "Observatory; Agency", "Other-National", notes, dead, "", 1_733_000_000 + number),
        ]


def _events(rows: int) -> Iterator[tuple[str, float, float, int, int]]:
    random = np.random.default_rng(5)
    days = [(FIRST + timedelta(days=day)).isoformat() for day in range(DAYS)]
    where = np.round(random.uniform((33, 36), (37, 41), (rows, 2)), 6).tolist()
    drawn = random.integers(0, (DAYS, 308, 9), (rows, 3)).tolist()
    for (lat, lon), (day, town, dead) in zip(where, drawn, strict=True):
        yield days[day], lat, lon, town, dead


@dataclass(frozen=True)
class Case:
    name: str
    header: str
    rows: int
    draw: Callable[[int], Iterator[list[object]]]


CASES = (Case("UCDP", UCDP, 400_000, ucdp_rows), Case("ACLED", ACLED, 300_000, acled_rows))


PARTS = ("accepted", "superseded", "unchanged", "withdrawn", "duplicates", "set_aside")
"""Of an account; together they are the rows read."""


def read_into_a_table(path: Path) -> int:
    from ingest.tables import read_table

    return read_table(path).read


def bring_into_a_theatre(path: Path) -> int:
    """The whole command, into a copy of the shipped theatre."""
    from cli import app

    theatre = path.with_suffix("")
    shutil.copytree(ROOT / "data", theatre)
    with redirect_stdout(io.StringIO()) as said, suppress(Exit):
        app(["import", str(path), "--data", str(theatre), "--json"], standalone_mode=False)
    account = json.loads(said.getvalue())
    assert sum(account[part] for part in PARTS) == account["read"]
    return int(account["read"])


def correct_what_is_held(path: Path) -> int:
    """A newer export of the file in the theatre of the step before: one row in fifty tells of more killed."""
    from cli import app

    newer = path.with_name(f"{path.stem}-newer{path.suffix}")
    with path.open(encoding="utf-8", newline="") as old, newer.open("w", encoding="utf-8", newline="") as new:
        reader, writer = csv.reader(old), csv.writer(new)
        header = next(reader)
        writer.writerow(header)
        for number, row in enumerate(reader):
            if number % 50 == 0:
                for name in {"best", "fatalities", "high"} & set(header):
                    row[header.index(name)] = "9"
            writer.writerow(row)
    with redirect_stdout(io.StringIO()) as said, suppress(Exit):
        app(["import", str(newer), "--data", str(path.with_suffix("")), "--json"], standalone_mode=False)
    account = json.loads(said.getvalue())
    assert sum(account[part] for part in PARTS) == account["read"]
    assert account["superseded"]
    assert not account["accepted"]
    return int(account["read"])


def open_the_theatre(path: Path) -> int:
    """The theatre the step before made, as the page opens it."""
    from geo.theatre.loader import read_theatre

    return len(read_theatre(path.with_suffix("")).events)


STEPS: dict[str, Callable[[Path], int]] = {
    "read into a table": read_into_a_table,
    "bring into a theatre": bring_into_a_theatre,
    "open the theatre": open_the_theatre,
    "correct what is held": correct_what_is_held,
}
"""Each takes the file and returns the rows it accounted for."""


def write(case: Case, folder: Path, share: float) -> Path:
    path = folder / f"{case.name}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(case.header.split(","))
        writer.writerows(case.draw(int(case.rows * share)))
    return path


def measure(step: str, path: Path) -> dict[str, float]:
    """One step with one file, in this process."""
    began = time.perf_counter()
    rows = STEPS[step](path)
    seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {"rows": rows, "seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / KB_PER_MB}


def main(share: float) -> None:
    printed = Printed("file", "size", "step", "rows", "seconds", "CPU seconds", "peak memory")
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            path = write(case, Path(folder), share)
            for step in STEPS:
                command = [sys.executable, __file__, "--measure", step, str(path)]
                found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
                size = f"{path.stat().st_size / 1e6:,.0f} MB"
                printed.add_row(
                    case.name,
                    size,
                    step,
                    f"{found['rows']:,}",
                    f"{found['seconds']:.1f}",
                    f"{found['cpu']:.1f}",
                    f"{found['mb']:,.0f} MB",
                )
    Console().print(printed)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(sys.argv[2], Path(sys.argv[3]))))
    else:
        main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
