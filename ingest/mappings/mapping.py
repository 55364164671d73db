"""Which column of a file says what about an event: the mapping that is guessed, shown, edited and saved."""

from __future__ import annotations

import json
import tomllib
from collections import abc
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import Any

from geo.errors import SchemaError
from geo.events import AGGREGATE, CONTEXT, EVENT_TYPES, INCIDENT
from geo.grades import RELIABILITY
from ingest.drafts.zones import is_zone

YEAR = "year"
"""A word for time_precision: not even the month is known, the event may lie on any day of its year."""

TABLE = "table"
"""The format of a file that is none of the known ones."""


class Sort(Enum):
    """What a field holds, and so how its text is read."""

    TEXT = "text"
    DAY = "a day"
    DAY_PART = "a part of a day"
    CLOCK = "a time of day"
    TYPE = "one of the event types"
    CODE = "a code"
    COUNT = "a whole number"
    KM = "a distance in km"
    AXIS = "degrees"
    POSITION = "coordinates in any notation"


@dataclass(frozen=True)
class Field:
    """One thing a column may say of an event. `low` and `high` are the bounds of a code, both included."""

    name: str
    title: str
    help: str
    sort: Sort = Sort.TEXT
    low: int = 0
    high: int = 0

    @property
    def codes(self) -> tuple[str, ...]:
        """The words a code may be; () for every other field."""
        if self.name == "event_type":
            return EVENT_TYPES
        if self.name == "reliability":
            return tuple(RELIABILITY)
        if self.name == "count_as":
            return (INCIDENT, AGGREGATE, CONTEXT)
        if self.sort is not Sort.CODE:
            return ()
        numbers = tuple(str(number) for number in range(self.low, self.high + 1))
        return (*numbers, YEAR) if self.name == "time_precision" else numbers


_ALL = (
    Field("source_id", "Id at the source", "The id the source gives the event; it outlives a new export."),
    Field("event_date", "Day", "The day it happened, or the first of several.", Sort.DAY),
    Field("end_date", "Last day", "The last day on which it may have happened.", Sort.DAY),
    Field("event_year", "Year", "The year of the day, where it stands in a column of its own.", Sort.DAY_PART),
    Field("event_month", "Month", "The month of the day, by number or name; 0 or nothing: only the year is known.",
          Sort.DAY_PART),
    Field("event_day", "Day of the month", "1 to 31; 0 or nothing: only the month is known.", Sort.DAY_PART),
    Field("event_week", "Week", "The week of the year by ISO 8601, 1 to 53, Monday to Sunday; 0 or nothing: not known.",
          Sort.DAY_PART),
    Field("event_quarter", "Quarter", "The quarter of the year, 1 to 4; 0 or nothing: not known.", Sort.DAY_PART),
    Field("end_year", "Year of the last day", "As Year, for the last day.", Sort.DAY_PART),
    Field("end_month", "Month of the last day", "As Month, for the last day.", Sort.DAY_PART),
    Field("end_day", "Last day of the month", "As Day of the month, for the last day.", Sort.DAY_PART),
    Field("span_days", "Days covered", "So many days it covers from its day: 7 where a row counts a week.", Sort.COUNT),
    Field("event_time", "Time of day", "The local time, with its zone where the source gives one.", Sort.CLOCK),
    Field("time_precision", "How exact the day is", "1 day, 2 week, 3 month, year.", Sort.CODE, 1, 3),
    Field("event_type", "Event type", "One of the six types of event.", Sort.TYPE),
    Field("sub_event_type", "Kind within the type", "Such as Armed clash; the two kinds of strike are counted apart."),
    Field("event_count", "Events counted", "How many events the row counts: a count is never one event.", Sort.COUNT),
    Field("count_as", "Counts as", "incident, aggregate (a count: listed, never summed) or context.", Sort.CODE),
    Field("actor1", "First party", "One of those involved; not by that alone the one who did it."),
    Field("actor2", "Second party", "The other one involved."),
    Field("perpetrator", "Who did it", "Only where the source itself says who did it."),
    Field("place", "Place", "Name of the town, village or area."),
    Field("adm1", "First-level area", "Governorate, province, region or state."),
    Field("adm2", "Second-level area", "District or county."),
    Field("country", "Country", "Name or code of the country."),
    Field("latitude", "Latitude", "Degrees north.", Sort.AXIS),
    Field("longitude", "Longitude", "Degrees east.", Sort.AXIS),
    Field("position", "Position", "Both coordinates in one cell: degrees, UTM, MGRS or WKT.", Sort.POSITION),
    Field("geo_precision", "How exact the place is", "1 town, 2 part of a region, 3 region.", Sort.CODE, 1, 3),
    Field("uncertainty_km", "Radius in km", "It happened within this distance of the point.", Sort.KM),
    Field("fatalities_low", "Killed, at least", "The lowest figure of the source.", Sort.COUNT),
    Field("fatalities_best", "Killed", "The figure the source holds likeliest.", Sort.COUNT),
    Field("fatalities_high", "Killed, at most", "The highest figure of the source.", Sort.COUNT),
    Field("civilians_killed", "Civilians killed", "Civilians among the killed.", Sort.COUNT),
    Field("injured", "Injured", "People injured.", Sort.COUNT),
    Field("displaced", "Displaced", "People driven from their homes.", Sort.COUNT),
    Field("summary", "What happened", "One or two sentences."),
    Field("asserted_by", "Who says so", "The person or body that reports it."),
    Field("source_publisher", "Publisher", "Who published the report."),
    Field("source_title", "Title of the report", "Headline or file."),
    Field("source_url", "Link", "Where the report stands."),
    Field("published_on", "Published on", "The day the report came out.", Sort.DAY),
    Field("revised_on", "Last changed on", "The day the source last changed the row.", Sort.DAY),
    Field("reliability", "Reliability of the source", "A to F; F cannot be judged.", Sort.CODE),
    Field("credibility", "Credibility of the report", "1 to 6; 6 cannot be judged.", Sort.CODE, 1, 6),
)  # fmt: skip
FIELDS: dict[str, Field] = {field.name: field for field in _ALL}
EVENT_FIELDS = tuple(field.name for field in _ALL if field.sort is not Sort.DAY_PART)
"""What an event has of its own; parts of a day are read into its day."""

PARTS_OF_DAY = {
    "event_date": ("event_year", "event_month", "event_day"),
    "end_date": ("end_year", "end_month", "end_day"),
}
"""Day -> the fields of its year, month and day of the month, where they stand in columns of their own."""
PARTS_OF_YEAR: dict[str, tuple[str, ...]] = {"event_date": ("event_week", "event_quarter"), "end_date": ()}
"""Day -> the fields of other parts of its year: they count where no day of the month is known."""

DAY_ORDERS = ("", "day first", "month first")
SETTINGS = ("format", "dataset", "day_order", "time_zone", "century")
"""What a mapping says of the whole file, in texts."""
_TABLES = ("columns", "fixed", "words")


@dataclass(frozen=True, kw_only=True)
class Mapping:
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

    format: str = TABLE
    dataset: str = ""
    columns: abc.Mapping[str, str] = field(default_factory=dict)
    fixed: abc.Mapping[str, str] = field(default_factory=dict)
    words: abc.Mapping[str, abc.Mapping[str, str]] = field(default_factory=dict)
    day_order: str = ""
    time_zone: str = ""
    century: str = ""
    excel_days: bool = False

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


def from_toml(text: str, file: str = "the mapping") -> Mapping:
    """The mapping written in `text`.

    Raises
    ------
    SchemaError : not TOML; a setting or field that is not known; a value that is no text; what `check_mapping` refuses.
    """
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SchemaError(file, f"is not TOML ({error})", 'Put texts in quotes, as in place = "Town".') from error
    known = {*SETTINGS, "excel_days", *_TABLES}
    _refuse_unknown(raw, known, file, "settings")
    for name in _TABLES:
        if not isinstance(raw.get(name, {}), dict):
            raise SchemaError(file, f"{name} is no table", f"Write [{name}] and one line for each field.")
    settings: dict[str, Any] = {name: _text(raw[name], name, file) for name in SETTINGS if name in raw}
    if not isinstance(raw.get("excel_days", False), bool):
        raise SchemaError(file, "excel_days is neither true nor false", "Write true or false, without quotes.")
    words = raw.get("words", {})
    for name, table in words.items():
        if not isinstance(table, dict):
            raise SchemaError(file, f"words.{name} is no table", f"Write [words.{name}] and one line for each word.")
    mapping = Mapping(
        columns=_texts(raw.get("columns", {}), "columns", file),
        fixed=_texts(raw.get("fixed", {}), "fixed", file),
        words={name: _texts(table, f"words.{name}", file) for name, table in words.items()},
        excel_days=raw.get("excel_days", False),
        **settings,
    )
    check_mapping(mapping, file)
    return mapping


def check_mapping(mapping: Mapping, file: str = "the mapping") -> None:
    """Raise SchemaError unless the mapping speaks of known fields only, and says one thing of each."""
    for part in _TABLES:
        _refuse_unknown(getattr(mapping, part), FIELDS.keys(), file, f"fields under {part}")
    if both := sorted(set(mapping.columns) & set(mapping.fixed)):
        raise SchemaError(
            file,
            f"takes {', '.join(both)} from a column and fixes it as well",
            "Leave it under columns or under fixed.",
        )
    if "position" in mapping.columns and {"latitude", "longitude"} & set(mapping.columns):
        raise SchemaError(
            file, "names a column with both coordinates and one with a single one", "Keep position, or the other two."
        )
    _refuse_loose_parts(mapping, file)
    if mapping.day_order not in DAY_ORDERS:
        raise SchemaError(file, f"has day_order {mapping.day_order!r}", 'Write "day first", "month first" or "".')
    if mapping.century and not (len(mapping.century) == 2 and mapping.century.isascii() and mapping.century.isdigit()):
        raise SchemaError(file, f"has century {mapping.century!r}", 'Write its first two digits, as in "20", or "".')
    if mapping.time_zone and not is_zone(mapping.time_zone):
        raise SchemaError(file, f"has time_zone {mapping.time_zone!r}", "Write Asia/Damascus or +03:00, for example.")
    for name, words in mapping.words.items():
        codes = FIELDS[name].codes
        strange = sorted({word for word in words.values() if codes and word and word not in codes})
        if strange:
            raise SchemaError(
                file, f"translates to {', '.join(strange)} under words.{name}", f"Known are {', '.join(codes)}."
            )


def _refuse_loose_parts(mapping: Mapping, file: str) -> None:
    said = {*mapping.columns, *mapping.fixed}
    for day, parts in PARTS_OF_DAY.items():
        for needed, part in (*pairwise(parts), *((parts[0], one) for one in PARTS_OF_YEAR[day])):
            if part in said and needed not in said:
                raise SchemaError(
                    file,
                    f"says {part} and no {needed}",
                    f"Name the column of {needed} as well, or fix it; or leave {part} out.",
                )


def check_columns(mapping: Mapping, columns: Iterable[str], file: str) -> None:
    """Raise SchemaError where the mapping names a column that the file has not."""
    known = [str(column) for column in columns]
    missing = sorted(set(mapping.columns.values()) - set(known))
    if missing:
        listed = ", ".join(known) or "none"
        raise SchemaError(
            file,
            f"has no column {', '.join(map(repr, missing))}, which the mapping names",
            f"Its columns are {listed}.",
        )


def _refuse_unknown(given: Iterable[str], known: abc.Set[str], file: str, what: str) -> None:
    if strange := sorted(set(given) - known):
        raise SchemaError(file, f"names unknown {what}: {', '.join(strange)}", f"Known are {', '.join(sorted(known))}.")


def _text(value: object, name: str, file: str) -> str:
    if not isinstance(value, str):
        raise SchemaError(file, f"{name} is no text", 'Put it in quotes, as in "1".')
    return value


def _texts(table: dict[str, object], name: str, file: str) -> dict[str, str]:
    return {key: _text(value, f"{name}.{key}", file) for key, value in table.items()}


def _section(name: str, entries: abc.Mapping[str, str]) -> list[str]:
    return ["", f"[{name}]", *(f"{quoted(key)} = {quoted(value)}" for key, value in entries.items())]


def quoted(text: str) -> str:
    """A basic string of TOML. JSON escapes the same characters, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
