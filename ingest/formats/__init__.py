"""The formats that are known by their content. One file is one format, found by being there."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Mapping as Texts
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from geo.errors import SchemaError
from ingest.drafts.unique import plain
from ingest.formats.base import Format
from ingest.mappings.guess import completed, guess, renamed
from ingest.mappings.guess_values import Question
from ingest.mappings.mapping import TABLE, Mapping
from ingest.tables import Table

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


@dataclass(frozen=True)
class Recognised:
    """What a table is, and how it is to be read: the mapping is a proposal to be shown and edited.

    because : one sentence. why : field -> sentence. left_over : columns not read. questions : what a person has to say.
    """

    format: Format
    mapping: Mapping
    because: str
    why: Texts[str, str]
    left_over: tuple[str, ...]
    questions: tuple[Question, ...]

    @property
    def of_days(self) -> tuple[str, ...]:
        """How days are read, where the days of the file decided that: a sentence each."""
        return tuple(self.why[setting] for setting in ("day_order", "excel_days") if setting in self.why)


def recognise(table: Table, as_format: str = "") -> Recognised:
    """The format of `table`, by its content or as `as_format` says, with the mapping it has then.

    Raises
    ------
    SchemaError : `as_format` is no format, or the table lacks most columns it needs.
    """
    if as_format:
        return _as_asked(table, format_of(as_format, table.file))
    scored = [
        (len(known.needs), known, names) for known in all_formats() if (names := _names_in(table, known)) is not None
    ]
    if not scored:
        return _guessed(table, format_of(TABLE, table.file), "It has the columns of no format that is known here.")
    _, known, names = max(scored, key=lambda entry: entry[0])
    return _as(table, known, names, _because(table, known, names))


def _as_asked(table: Table, known: Format) -> Recognised:
    if not known.needs:
        return _guessed(table, known, "Read as any table, as asked.")
    names = _names_in(table, known)
    if names is None and not table.header:
        names = _by_place(table, known)
    if names is None and not table.header and known.positional:
        fault = f"is no {known.title}: it has no header, and {len(table.cells.columns)} columns"
        raise SchemaError(
            table.file, fault, f"Give it its header, or all {len(known.positional)} columns in their order."
        )
    if names is None:
        missing = ", ".join(sorted(known.needs - _named(table).keys()))
        raise SchemaError(table.file, f"is no {known.title}: it lacks {missing}", "Read it as another format.")
    return _as(table, known, names, f"Read as {known.title}, as asked.")


def _because(table: Table, known: Format, names: Texts[str, str]) -> str:
    if known.positional and not known.needs <= _named(table).keys() and not table.header:
        return f"It has no header, and the {len(known.positional)} columns of {known.title} by their values."
    there = len(known.needs & names.keys())
    return f"It has {there} of the {len(known.needs)} columns that tell {known.title}."


def _as(table: Table, known: Format, names: Texts[str, str], because: str) -> Recognised:
    mapping = renamed(known.mapping, names)
    why = {field: f"{column!r} holds it in {known.title}." for field, column in mapping.columns.items()}
    found = completed(table, mapping, why, [])
    return Recognised(known, found.mapping, because, found.why, found.left_over, found.questions)


def _guessed(table: Table, known: Format, because: str) -> Recognised:
    found = guess(table)
    return Recognised(known, found.mapping, because, found.why, found.left_over, found.questions)


def _named(table: Table) -> dict[str, str]:
    """Usual name -> column of the table, case, blanks and byte-order marks aside."""
    named: dict[str, str] = {}
    for column in table.cells.columns:
        named.setdefault(re.sub(r"[\s\-]+", "_", plain(str(column)).casefold()).removesuffix("[]"), str(column))
    return named


def _names_in(table: Table, known: Format) -> dict[str, str] | None:
    """Usual name -> column of `table`, where it holds enough of the columns of `known`; None where it does not."""
    if not known.needs:
        return None
    named = _named(table)
    if len(known.needs & named.keys()) >= ALL_BUT_ONE_IN_FIVE * len(known.needs):
        return named
    by_place = _by_place(table, known)
    return by_place if by_place is not None and known.fits(table, by_place) else None


def _by_place(table: Table, known: Format) -> dict[str, str] | None:
    """Usual name -> column of `table` at its place; None where `known` has no places, or the table other ones."""
    if not known.positional or len(table.cells.columns) != len(known.positional):
        return None
    return dict(zip(known.positional, map(str, table.cells.columns), strict=True))
