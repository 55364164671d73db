"""Which column of a file says what about an event: the mapping that is guessed, shown, edited and saved."""

from __future__ import annotations

import json
import tomllib
from collections import abc
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from pydantic import ConfigDict, StrictBool

from geo.common.errors import SchemaError
from geo.common.messages import L_, N_
from geo.validation.models import read_model
from ingest.drafts.zones import is_zone
from ingest.mappings.fields import FIELDS, PARTS_OF_DAY, PARTS_OF_YEAR

TABLE = "table"
"""The format of a file that is none of the known ones."""


DAY_ORDERS = ("", "day first", "month first")
SETTINGS = ("format", "dataset", "day_order", "time_zone", "century")
"""What a mapping says of the whole file, in texts."""
_TABLES = ("columns", "fixed", "words")

WORDINGS = {
    "unexpected_keyword_argument": (
        N_("names unknown settings: {keys}"),
        L_("Known are {settings}.", settings=", ".join(sorted({*SETTINGS, "excel_days", *_TABLES}))),
    ),
    "string_type": (N_("{where} is no text"), N_('Put it in quotes, as in "1".')),
    "bool_type": (N_("{where} is neither true nor false"), N_("Write true or false, without quotes.")),
    "mapping_type": (N_("{where} is no table"), N_("Write [{where}] and one line for each field.")),
    "dict_type": (N_("{where} is no table"), N_("Write [{where}] and one line for each word.")),
}


@dataclass(frozen=True, kw_only=True)
class ColumnMapping:
    """How the columns of a file become the fields of an event.

    dataset : whose ids the source_id column holds; two files of one dataset share events. "" where the format tells.
    columns : field -> column of the file. One column may serve several fields.
    fixed : field -> one text for every row.
    words : field -> {text of the file: the program's word}; "" as a text is an empty cell.
    day_order : "", "day first" or "month first", for days such as 03/04/2024 that can be read both ways.
    time_zone : IANA name or offset of the file's clock times, where they carry none.
    century : "20" reads 24 as 2024; without it a year of two digits is not read.
    excel_days : numbers in day columns count days the way spreadsheets do (45628 is 2 December 2024).
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    format: str = TABLE
    dataset: str = ""
    columns: abc.Mapping[str, str] = field(default_factory=dict)
    fixed: abc.Mapping[str, str] = field(default_factory=dict)
    words: abc.Mapping[str, dict[str, str]] = field(default_factory=dict)
    day_order: str = ""
    time_zone: str = ""
    century: str = ""
    excel_days: StrictBool = False

    def label(self, field: str) -> str:
        """What a person calls a field: the column of the file it is read from, or the columns of its parts, else its
        title."""
        if field not in self.columns and field in PARTS_OF_DAY:
            every = (*PARTS_OF_DAY[field], *PARTS_OF_YEAR[field])
            parts = [self.columns[part] for part in every if part in self.columns]
            return ", ".join(parts) or FIELDS[field].title
        return self.columns.get(field) or FIELDS[field].title

    def parts_of(self, day: str) -> tuple[str, ...]:
        """The fields that make up a day of the event where no column holds the whole of it: year, month, day of the
        month, week and quarter, as far as the mapping says them. A year alone beside a column of whole days is no part:
        it is the year that column is held against."""
        every = (*PARTS_OF_DAY.get(day, ()), *PARTS_OF_YEAR.get(day, ()))
        said = tuple(part for part in every if part in self.columns or part in self.fixed)
        whole = day in self.columns or day in self.fixed
        return () if whole and len(said) == 1 else said

    @property
    def position_label(self) -> str:
        """The column, or the two, that a position is read from; where there is none, as in a drawn file, its title."""
        if "position" not in self.columns and {"latitude", "longitude"} & {*self.columns, *self.fixed}:
            return f"{self.label('latitude')}, {self.label('longitude')}"
        return self.label("position")

    def to_toml(self) -> str:
        """The mapping as TOML text that `from_toml` reads back to an equal mapping."""
        lines = [f"{name} = {quoted(getattr(self, name))}" for name in SETTINGS]
        lines.append(f"excel_days = {'true' if self.excel_days else 'false'}")
        lines += _section("columns", self.columns) + _section("fixed", self.fixed)
        for name, words in self.words.items():
            lines += _section(f"words.{name}", words)
        return "\n".join(lines) + "\n"


def from_toml(text: str, file: str = "the mapping") -> ColumnMapping:
    """The mapping written in `text`.

    Raises
    ------
    SchemaError : not TOML; a setting or field that is not known; a value that is no text; what `check_mapping` refuses.
    """
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SchemaError(
            file, L_("is not TOML ({error})", error=error), L_('Put texts in quotes, as in place = "Town".')
        ) from error
    mapping = read_model(ColumnMapping, raw, file=file, wordings=WORDINGS)
    check_mapping(mapping, file)
    return mapping


def check_mapping(mapping: ColumnMapping, file: str = "the mapping") -> None:
    """Raise SchemaError unless the mapping speaks of known fields only, and says one thing of each."""
    for part in _TABLES:
        _refuse_unknown(getattr(mapping, part), part, file)
    if both := sorted(set(mapping.columns) & set(mapping.fixed)):
        raise SchemaError(
            file,
            L_("takes {both} from a column and fixes it as well", both=", ".join(both)),
            L_("Leave it under columns or under fixed."),
        )
    if "position" in mapping.columns and {"latitude", "longitude"} & set(mapping.columns):
        raise SchemaError(
            file,
            L_("names a column with both coordinates and one with a single one"),
            L_("Keep position, or the other two."),
        )
    _refuse_loose_parts(mapping, file)
    if mapping.day_order not in DAY_ORDERS:
        raise SchemaError(
            file,
            L_("has day_order {day_order!r}", day_order=mapping.day_order),
            L_('Write "day first", "month first" or "".'),
        )
    if mapping.century and not (len(mapping.century) == 2 and mapping.century.isascii() and mapping.century.isdigit()):
        raise SchemaError(
            file,
            L_("has century {century!r}", century=mapping.century),
            L_('Write its first two digits, as in "20", or "".'),
        )
    if mapping.time_zone and not is_zone(mapping.time_zone):
        raise SchemaError(
            file,
            L_("has time_zone {time_zone!r}", time_zone=mapping.time_zone),
            L_("Write Asia/Damascus or +03:00, for example."),
        )
    for name, words in mapping.words.items():
        codes = FIELDS[name].codes
        strange = sorted({word for word in words.values() if codes and word and word not in codes})
        if strange:
            raise SchemaError(
                file,
                L_("translates to {strange} under words.{name}", strange=", ".join(strange), name=name),
                L_("Known are {codes}.", codes=", ".join(codes)),
            )


def _refuse_loose_parts(mapping: ColumnMapping, file: str) -> None:
    said = {*mapping.columns, *mapping.fixed}
    for day, parts in PARTS_OF_DAY.items():
        for needed, part in (*pairwise(parts), *((parts[0], one) for one in PARTS_OF_YEAR[day])):
            if part in said and needed not in said:
                raise SchemaError(
                    file,
                    L_("says {part} and no {needed}", part=part, needed=needed),
                    L_(
                        "Name the column of {needed} as well, or fix it; or leave {part} out.", needed=needed, part=part
                    ),
                )


def check_columns(mapping: ColumnMapping, columns: Iterable[str], file: str) -> None:
    """Raise SchemaError where the mapping names a column that the file has not."""
    known = [str(column) for column in columns]
    missing = sorted(set(mapping.columns.values()) - set(known))
    if missing:
        listed = ", ".join(known) or L_("none")
        raise SchemaError(
            file,
            L_("has no column {columns}, which the mapping names", columns=", ".join(map(repr, missing))),
            L_("Its columns are {listed}.", listed=listed),
        )


def _refuse_unknown(given: Iterable[str], part: str, file: str) -> None:
    if strange := sorted(set(given) - FIELDS.keys()):
        raise SchemaError(
            file,
            L_("names unknown fields under {part}: {strange}", part=part, strange=", ".join(strange)),
            L_("Known are {fields}.", fields=", ".join(sorted(FIELDS))),
        )


def _section(name: str, entries: abc.Mapping[str, str]) -> list[str]:
    return ["", f"[{name}]", *(f"{quoted(key)} = {quoted(value)}" for key, value in entries.items())]


def quoted(text: str) -> str:
    """A basic string of TOML. JSON escapes the same characters, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
