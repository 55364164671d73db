"""What a form asks: its fields in their order, and what was typed as a row of the theatre. Free of Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from geo.changelog.log import Row
from geo.common.dates import read_day


class InputKind(Enum):
    """What is typed into a field."""

    LINE = "one line of text"
    TEXT = "some lines of text"
    DAY = "a day"
    COUNT = "a number of persons"
    NUMBER = "a number"
    DEGREES = "degrees"
    CHOICE = "one of some words"
    SEVERAL = "any of some words"


@dataclass(frozen=True)
class FormField:
    """One question. `column`: of the row it fills; `options`: the words it offers, `names` how they are shown;
    `mandatory`: it cannot be left open; `also`: other columns whose faults are shown here."""

    column: str
    label: str
    kind: InputKind = InputKind.LINE
    help: str = ""
    options: Sequence[Any] = ()
    names: Callable[[Any], str] = field(default=str)
    mandatory: bool = False
    also: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        return f"{self.label} *" if self.mandatory else self.label


@dataclass(frozen=True)
class FieldGroup:
    """Fields under one heading; each line of them is one line of the form."""

    title: str
    lines: tuple[tuple[FormField, ...], ...]


Form = tuple[FieldGroup, ...]


def fields_of(form: Form) -> list[FormField]:
    """Every field of a form, in order."""
    return [one for group in form for line in group.lines for one in line]


def typed_from(form: Form, row: Row) -> dict[str, Any]:
    """What each field shows at first of a row as the log keeps it."""
    return {one.column: _shown(one, row.get(one.column)) for one in fields_of(form)}


def row_from(form: Form, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed as plain values by column: days as text, nothing as None."""
    return {one.column: _plain(typed.get(one.column)) for one in fields_of(form)}


def _shown(one: FormField, value: Any) -> Any:
    if one.kind is InputKind.SEVERAL:
        return [word for word in value or () if word in one.options]
    if one.kind is InputKind.CHOICE:
        return value if value in one.options else None
    if value is None or value == "":
        return "" if one.kind in (InputKind.LINE, InputKind.TEXT) else None
    if one.kind is InputKind.DAY:
        return value if isinstance(value, date) else read_day(str(value))
    if one.kind is InputKind.COUNT:
        return int(value)
    return float(value) if one.kind in (InputKind.NUMBER, InputKind.DEGREES) else str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, list | tuple) else value
