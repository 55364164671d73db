"""Columns of a table by what they say, told by the names such tables are published with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from geo.common.errors import SchemaError
from geo.common.messages import L_
from ingest.mappings.column_names import fields_called


def plain_column(name: str) -> str:
    """A name without case and signs: `Controlled_by` as `controlled by`."""
    return " ".join(re.findall(r"[^\W_]+", str(name).casefold()))


def columns_by_name(
    columns: Sequence[str], names: Mapping[str, Sequence[str]], field_of: Mapping[str, str]
) -> dict[str, str]:
    """The column for each key that one is found for.

    names : key -> plain names of its column, the surest first. field_of : key -> the field of events whose names, in
        all languages, a column may have that `names` finds no key for.
    """
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(plain_column(column), str(column))
    found = {key: next(by_name[name] for name in several if name in by_name)
             for key, several in names.items() if any(name in by_name for name in several)}  # fmt: skip
    for key, field in field_of.items():
        left = [one for one in columns if one not in found.values()]
        if key not in found and (column := column_of_field(field, left)):
            found[key] = column
    return found


def column_of_field(field: str, columns: Sequence[str]) -> str:
    """The column that is the surest called `field` of events in any language; "" where none is."""
    tiers = {
        str(column): one.tier
        for column in reversed(columns)
        for one in fields_called(str(column))
        if one.field == field
    }
    return max(reversed(tiers), key=lambda column: tiers[column], default="")


def said_columns(said: Mapping[str, str], columns: Sequence[str], file: Path) -> dict[str, str]:
    """The columns that the user names by key ("" for none), as the table writes them.

    Raises
    ------
    SchemaError : the table has no such column.
    """
    by_name = {plain_column(column): str(column) for column in reversed(columns)}
    for column in said.values():
        if column and plain_column(column) not in by_name:
            raise SchemaError(
                file,
                L_("has no column {column!r}", column=column),
                L_("Its columns are {str}.", str=", ".join(map(str, columns))),
            )
    return {key: by_name[plain_column(column)] for key, column in said.items() if column}
