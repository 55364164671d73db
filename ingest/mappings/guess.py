"""A mapping for a table nobody described: guessed from its HXL tags, the names of its columns and their values, with a
sentence for each guess, and a question wherever there is more than one answer."""

from __future__ import annotations

import re
from collections.abc import Mapping as Texts
from dataclasses import dataclass, replace
from pathlib import PurePath

from ingest.mappings.column_names import NAMES, field_of_tag, plain_name
from ingest.mappings.guess_day_parts import day_of_parts
from ingest.mappings.guess_values import Question, finished, holds_days, holds_positions, holds_types
from ingest.mappings.mapping import TABLE, Mapping
from ingest.tables import Table

NAMED_PLACE_KM = "5"
WHAT, HALF = "what", 0.5
PLACEMARKS, PLACEMARK_NAME = frozenset({"kml", "kmz"}), "name"
_PAIR = ("latitude", "longitude")


@dataclass(frozen=True)
class Guess:
    """A mapping, why each field is as it is (field -> sentence), the columns that are not read, and what is asked."""

    mapping: Mapping
    why: Texts[str, str]
    left_over: tuple[str, ...]
    questions: tuple[Question, ...]


def guess(table: Table) -> Guess:
    """The likeliest mapping of `table`. Needed questions stand open in it: draft sets the rows they touch aside."""
    columns: dict[str, str] = {}
    why: dict[str, str] = {}
    questions: list[Question] = []
    _by_tag(table, columns, why)
    _by_name(table, columns, why)
    day_of_parts(table, columns, why)
    _what(table, columns, why)
    _one_notation(table, columns, why)
    _by_value(table, columns, why, questions)
    _placemark(table, columns, why)
    if "position" in columns:
        why["position"] += " Latitude is taken to come first, unless letters say otherwise."
    mapping = Mapping(format=TABLE, dataset=dataset_of(table.file), columns=columns, fixed=_fixed(table, columns, why))
    return completed(table, mapping, why, questions)


def completed(table: Table, mapping: Mapping, why: Texts[str, str], questions: list[Question]) -> Guess:
    """`mapping` with what the values of its columns decide: order of day and month, counts of days, words for types."""
    mapping, reasons, more = finished(table, mapping)
    read = set(mapping.columns.values())
    left_over = tuple(str(column) for column in table.cells.columns if column not in read)
    return Guess(mapping, {**why, **reasons}, left_over, (*questions, *more))


def dataset_of(file: str) -> str:
    """A key made of a file's name, without the days in it."""
    stem = re.sub(r"\d{4}[-_.]?\d{2}[-_.]?\d{2}|\(\d+\)", " ", PurePath(file).stem)
    return "-".join(re.findall(r"\w+", stem.casefold().replace("_", " "))) or TABLE


def _by_tag(table: Table, columns: dict[str, str], why: dict[str, str]) -> None:
    for column, tag in table.tags.items():
        field = field_of_tag(tag)
        if field and field not in columns and column in table.cells.columns:
            columns[field] = column
            why[field] = f"{column!r} carries the HXL tag {tag}."


def _by_name(table: Table, columns: dict[str, str], why: dict[str, str]) -> None:
    named: dict[str, str] = {}
    for column in table.cells.columns:
        named.setdefault(plain_name(column), str(column))
    taken = set(columns.values())
    for field, names in NAMES.items():
        if field in columns:
            continue
        for name in names:
            column = named.get(name)
            if column is not None and column not in taken:
                columns[field], why[field] = column, f"{column!r} is called so."
                taken.add(column)
                break


def _what(table: Table, columns: dict[str, str], why: dict[str, str]) -> None:
    """A column called "what" is the type where half its words are known as kinds of event, else what happened, told."""
    named = next((str(column) for column in table.cells.columns if plain_name(column) == WHAT), None)
    if named is not None and columns.get("event_type") == named and not holds_types(table, named, share=HALF):
        del columns["event_type"], why["event_type"]
    if named is not None and named not in columns.values() and "summary" not in columns:
        columns["summary"], why["summary"] = named, f"{named!r} is called so, and is not the column of types."


def _one_notation(table: Table, columns: dict[str, str], why: dict[str, str]) -> None:
    """Keep two columns of degrees rather than one of both, and no half of a pair."""
    if "position" in columns and (all(axis in columns for axis in _PAIR) or not _is_position(table, columns)):
        del columns["position"], why["position"]
    if "place" in columns and holds_positions(table, columns["place"]) and not {*_PAIR, "position"} & set(columns):
        columns["position"] = columns.pop("place")
        why["position"] = f"The cells of {columns['position']!r} read as coordinates."
        del why["place"]
    if "position" in columns or table.geometry is not None or sum(axis in columns for axis in _PAIR) == 1:
        for axis in _PAIR:
            columns.pop(axis, None)
            why.pop(axis, None)


def _is_position(table: Table, columns: Texts[str, str]) -> bool:
    """Whether the column called position is one: half its cells read as coordinates, or nothing else says where the
    events lie, so that what stands there and is not understood is told row by row."""
    column = columns["position"]
    if holds_positions(table, column, share=HALF):
        return True
    free = [str(other) for other in table.cells.columns if other not in columns.values()]
    elsewhere = table.geometry is not None or "place" in columns or any(holds_positions(table, o) for o in free)
    written = table.cells[column].str.strip().ne("").any()
    return bool(written) and not elsewhere


def _by_value(table: Table, columns: dict[str, str], why: dict[str, str], questions: list[Question]) -> None:
    """Look at the cells of columns whose names say nothing, for a day, a kind of event and a position."""
    free = [str(column) for column in table.cells.columns if column not in columns.values()]
    if "event_date" not in columns and "event_month" not in columns:
        dated = [column for column in free if holds_days(table, column)]
        if len(dated) == 1:
            columns["event_date"], why["event_date"] = dated[0], f"The cells of {dated[0]!r} read as days."
        elif dated or "event_year" not in columns:
            questions.append(Question("event_date", "Which column holds the day of the event?", tuple(dated or free)))
        else:
            why["event_year"] = f"Of the day {columns['event_year']!r} is all the file tells: only the year is known."
    if not {"event_type", "sub_event_type"} & set(columns):
        typed = [column for column in free if holds_types(table, column)]
        if len(typed) == 1:
            columns["event_type"], why["event_type"] = (
                typed[0],
                f"The cells of {typed[0]!r} are words for kinds of event.",
            )
    if table.geometry is not None or {"position", *_PAIR} & set(columns):
        return
    placed = [column for column in free if holds_positions(table, column)]
    if len(placed) == 1:
        columns["position"], why["position"] = placed[0], f"The cells of {placed[0]!r} read as coordinates."
    elif "place" not in columns:
        questions.append(
            Question("position", "Which column, or which two, say where it happened?", tuple(placed or free))
        )


def _placemark(table: Table, columns: dict[str, str], why: dict[str, str]) -> None:
    """The name of a placemark says where it is, where its description says what happened and no column is a place."""
    free = PLACEMARK_NAME in table.cells.columns and PLACEMARK_NAME not in columns.values()
    if table.kind in PLACEMARKS and free and "summary" in columns and "place" not in columns:
        columns["place"] = PLACEMARK_NAME
        why["place"] = (
            f"What happened stands in {columns['summary']!r}, so the name of a placemark is taken as its place."
        )


def _fixed(table: Table, columns: dict[str, str], why: dict[str, str]) -> dict[str, str]:
    """Where no column tells how exact the points are: within what is usual for a named place."""
    has_point = table.geometry is not None or bool({"position", *_PAIR} & set(columns))
    if not has_point or {"geo_precision", "uncertainty_km"} & set(columns):
        return {}
    why["uncertainty_km"] = (
        f"The file does not say how exact its points are. Each is taken as a named place, within {NAMED_PLACE_KM} km,"
        " until you say otherwise."
    )
    return {"uncertainty_km": NAMED_PLACE_KM}


def renamed(mapping: Mapping, names: Texts[str, str]) -> Mapping:
    """`mapping` with the columns as this file calls them; fields of columns it has not are left out."""
    columns = {field: names[column] for field, column in mapping.columns.items() if column in names}
    words = {field: words for field, words in mapping.words.items() if field in columns or field in mapping.fixed}
    return replace(mapping, columns=columns, words=words)
