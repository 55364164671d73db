"""The commands of GRASS GIS that work_out.py and work_out_drawn.py ask alike."""

from __future__ import annotations

import csv
import subprocess
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

WORLD = Path(__file__).parent / "world"
Rows = list[dict[str, str]]
Ask = Callable[..., Rows]
"""Asks a command, with its options, in one location of GRASS."""


def grass(location: Path, command: str, *options: str) -> Rows:
    """The table that a command of GRASS prints, for most commands none."""
    words = ["grass", str(location / "PERMANENT"), "--exec", command, *options]
    said = subprocess.run(words, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout
    return list(csv.DictReader(said.splitlines()))


def table(degrees: Ask, name: str) -> Rows:
    """The attributes of a map, one row a category."""
    return degrees("v.db.select", f"map={name}", "separator=comma")


def measured(degrees: Ask, name: str, what: str) -> dict[str, float]:
    """km² (`what`: area) or km (perimeter) on the ellipsoid by category."""
    said = degrees("v.to.db", "-p", f"map={name}", f"option={what}", "units=kilometers", "separator=comma")
    return {row["cat"]: float(row[what]) for row in said}


def areas(degrees: Ask, name: str, columns: list[str]) -> dict[str, float]:
    """km² on the ellipsoid by what `columns` say."""
    said = {row["cat"]: " ".join(row[column] for column in columns) for row in table(degrees, name)}
    sums: Counter[str] = Counter()
    for cat, km2 in measured(degrees, name, "area").items():
        sums[said[cat]] += km2  # type: ignore[assignment]
    return rounded(sums)


def front(degrees: Ask, name: str, column: str) -> dict[str, float]:
    """km on the ellipsoid of the borders between each two values of `column` in a dissolved map."""
    holder = {row["cat"]: row[column] for row in table(degrees, name)}
    degrees("v.category", f"input={name}", f"output=sides_{name}", "layer=2", "type=boundary", "option=add")
    of = partial(degrees, "v.to.db", "-p", f"map=sides_{name}", "layer=2", "type=boundary", "separator=comma")
    sides = {row["cat"]: (row["left"], row["right"]) for row in of("option=sides")}
    sums: Counter[str] = Counter()
    for row in of("option=length", "units=kilometers"):
        if not {"-1"} & {*sides[row["cat"]]}:
            sums[" ".join(sorted(holder[side] for side in sides[row["cat"]]))] += float(row["length"])  # type: ignore[assignment]
    return rounded(sums)


def rounded(sums: Counter[str]) -> dict[str, float]:
    """Sums to a tenth of a metre, or a hundred square metres, by name."""
    return {key: round(value, 4) for key, value in sorted(sums.items())}
