"""Which column of somebody's gazetteer says what. The names are data, in `gazetteer_columns.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from geo.common.errors import SchemaError
from geo.common.messages import L_, joined
from geo.common.word_lists import word_list
from geo.registry.gazetteer import DISTRICTS
from ingest.mappings.columns_by_name import columns_by_name, plain_column, said_columns
from ingest.tables import Table

PLACE_ID, NAME, OTHER_NAMES, KIND, POPULATION = "place_id", "name", "other_names", "kind", "population"
LATITUDE_COLUMN, LONGITUDE_COLUMN, FEATURE_CLASS = "latitude", "longitude", "feature_class"
KEYS = (PLACE_ID, NAME, OTHER_NAMES, KIND, POPULATION, LATITUDE_COLUMN, LONGITUDE_COLUMN, *DISTRICTS)
"""What a column may be said to hold."""

LEVELS = (5, 4, 3, 2)
ROWS_A_VALUE = 2
"""A column of a level of areas with more rows than this to a value names what the places lie in, and not the places."""
_OF_LEVEL = re.compile(r"adm(?:in)? ?[1-5]")
ENGLISH = "en"
NO_LANGUAGE = r"(?!(?:en|eng|ref|alt)$)"
GEONAMES_FILE = L_("Read as a file of GeoNames, which has no header.")
SAY_COLUMN = L_("Say which one it is, as in name=VILLAGE (--gazetteer-column).")


def _names() -> dict[str, tuple[str, ...]]:
    """Key -> plain names of its column, each level of an area spelled out."""
    return {
        key: tuple(
            name.format(n=level) for name in names for level in (LEVELS if "{n}" in name else (0,))
        )
        for key, names in word_list(__file__)["names"].items()
    }  # fmt: skip


def with_geonames_header(table: Table) -> Table:
    """`table` with the names of GeoNames' columns where it is one of its files, which have no header."""
    names = word_list(__file__)["geonames"]
    cells = table.cells
    if table.header or len(cells.columns) != len(names):
        return table
    named = cells.set_axis(names, axis=1)
    numbers = pd.to_numeric(named["latitude"], errors="coerce").notna() & named["feature class"].str.fullmatch("[A-Z]?")
    return replace(table, cells=named, notes=(GEONAMES_FILE,)) if numbers.all() else table


def gazetteer_columns(table: Table, file: Path, said: Mapping[str, str]) -> dict[str, str]:
    """The column of `table` for each of KEYS that one is found for; `said`: those that the user names.

    Raises
    ------
    SchemaError : `said` names what is no key or no column; nothing says a place's name, or where it lies.
    """
    columns = [str(column) for column in table.cells.columns]
    if unknown := sorted(set(said) - set(KEYS)):
        raise SchemaError(
            file,
            L_("cannot be said to hold {unknown}", unknown=", ".join(unknown)),
            L_("Known are {keys}.", keys=", ".join(KEYS)),
        )
    telling = [column for column in columns if not _names_an_area(column, table.cells[column])]
    own = {key: names for key, names in _names().items() if key in (PLACE_ID, NAME)}
    found = columns_by_name(telling, own, {NAME: "place"})
    if PLACE_ID not in found and NAME in found:
        own = {PLACE_ID: tuple(f"{_stem(found[NAME])} {word}" for word in ("pcode", "code", "id"))}
        found |= columns_by_name(telling, own, {})
    rest = {key: names for key, names in _names().items() if key not in (PLACE_ID, NAME)}
    left = [column for column in columns if column not in found.values()]
    found |= columns_by_name(left, rest, {LATITUDE_COLUMN: "latitude", LONGITUDE_COLUMN: "longitude"})
    if "feature class" in map(plain_column, columns):
        found[FEATURE_CLASS] = next(column for column in columns if plain_column(column) == "feature class")
    found |= said_columns(said, columns, file)
    listed = L_("Its columns are {columns}.", columns=", ".join(columns))
    if NAME not in found:
        raise SchemaError(
            file,
            L_("has no column that says what a place is called"),
            joined((SAY_COLUMN, listed)),
        )
    if table.geometry is None and not {LATITUDE_COLUMN, LONGITUDE_COLUMN} <= found.keys():
        fault = L_("does not say where a place lies: it has no column of latitude and one of longitude")
        remedy = L_("Say which they are, as in latitude=Y (--gazetteer-column), or bring a file with points.")
        raise SchemaError(file, fault, joined((remedy, listed)))
    return found


def local_name_columns(columns: Sequence[str], name: str) -> list[str]:
    """The columns with one name of a place in another language than that of the column `name`: those that are called
    as it is but for the language, as ADM4_AR beside ADM4_EN, and those that say so."""
    beside = re.compile(rf"(?:{re.escape(_stem(name))}|name) {NO_LANGUAGE}[a-z]{{2,3}}")
    words = set(word_list(__file__)["local_names"])
    return [
        column
        for column in columns
        if column != name and (beside.fullmatch(plain_column(column)) or plain_column(column) in words)
    ]


def _stem(name: str) -> str:
    """The name of a column of names without its language: `adm4` of ADM4_EN."""
    return plain_column(name).removesuffix(f" {ENGLISH}")


def kind_words() -> Mapping[str, str]:
    """Word of a column of kinds, in small letters -> the kind of place it is."""
    return {word: kind for kind, words in word_list(__file__)["kinds"].items() for word in words}


def _names_an_area(column: str, texts: pd.Series) -> bool:
    there = texts[texts != ""]
    return bool(_OF_LEVEL.match(plain_column(column))) and len(there) > ROWS_A_VALUE * there.nunique()
