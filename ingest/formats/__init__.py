"""The formats that are known by their content. One file is one format, found by being there."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from geo.errors import SchemaError
from ingest.formats.base import Format


ALL_BUT_ONE_IN_FIVE = 0.8
"""How many of the columns a format needs have to be there: exports are trimmed by hand."""


@cache
def all_formats() -> tuple[Format, ...]:
    """Every FORMAT defined by a module of this package, by id.

    Raises
    ------
    ValueError : two modules give their format the same id.
    """
    found: dict[str, Format] = {}
    for module in pkgutil.iter_modules(__path__):
        known = getattr(import_module(f"{__name__}.{module.name}"), "FORMAT", None)
        if known is None:
            continue
        if known.id in found:
            raise ValueError(f"ingest/formats/{module.name}.py repeats the id {known.id!r} of another format")
        found[known.id] = known
    return tuple(found[name] for name in sorted(found))


def format_of(name: str, file: str) -> Format:
    """The format called `name`.

    Raises
    ------
    SchemaError : there is none.
    """
    for known in all_formats():
        if known.id == name:
            return known
    listed = ", ".join(known.id for known in all_formats())
    raise SchemaError(file, f"is to be read as {name!r}, which is no format that is known here", f"Known are {listed}.")
