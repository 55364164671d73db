"""Which columns of a boundary file hold code and names of its units: guessed, shown, and overridable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.errors import SchemaError

NUMBERED = re.compile(r"(?:adm|admin|gid|name|nl_name)_?([1-5])")
CODES = ("adm{n}_pcode", "adm{n}pcode", "admin{n}pcode", "adm{n}_code", "gid_{n}", "pcode", "shapeid", "code", "id")
NAMES = ("adm{n}_en", "adm{n}_name", "admin{n}name_en", "admin{n}name", "adm{n}_ref", "name_{n}", "shapename")
PLAIN_NAMES = ("name_en", "name", "nom")
NAMES_AR = ("adm{n}_ar", "adm{n}_name_ar", "adm{n}_ar_name", "admin{n}name_ar", "nl_name_{n}", "name_ar", "arabic")
"""Spellings of the common operational datasets, GADM and geoBoundaries, case aside; n is the level."""


@dataclass(frozen=True)
class UnitColumns:
    """Columns of code, English and Arabic name ("" for none), and the level of the units."""

    level: int
    code: str
    name: str
    name_ar: str


def guessed(
    columns: Sequence[str], file: Path, *, level: int | None, code: str, name: str, name_ar: str
) -> UnitColumns:
    """The columns as named, and where none is named as a common dataset of that level calls them.

    Without a level it is the finest one the columns speak of, else 2.

    Raises
    ------
    SchemaError : a column named is not there, or none can be guessed for the code.
    """
    if absent := [column for column in (code, name, name_ar) if column and column not in columns]:
        raise SchemaError(file, f"has no column {', '.join(absent)}", f"It has {', '.join(columns)}.")
    level = level or _finest(columns)
    found = UnitColumns(
        level,
        code or _first(columns, CODES, level),
        name or _first(columns, (*NAMES, *PLAIN_NAMES), level),
        name_ar or _first(columns, NAMES_AR, level),
    )
    if not found.code:
        raise SchemaError(
            file,
            f"has no column that looks like the code of a level {level} unit",
            f"Name one with --code (and --name): it has {', '.join(columns)}.",
        )
    return found


def _finest(columns: Sequence[str]) -> int:
    levels = [int(found[1]) for column in columns if (found := NUMBERED.match(column.lower()))]
    return max([2, *levels])


def _first(columns: Sequence[str], spellings: Sequence[str], level: int) -> str:
    plain = {column.lower(): column for column in columns}
    return next((plain[name] for s in spellings if (name := s.format(n=level)) in plain), "")
