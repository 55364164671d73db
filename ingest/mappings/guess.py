"""A mapping for a table nobody described: guessed from its HXL tags, the names of its columns and their cells, with a
sentence for each guess, the column that came second, and a question wherever two are close."""

from __future__ import annotations

import re
from collections.abc import Mapping as Texts
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from geo.common.messages import L_, Sentence, joined
from ingest.mappings.assignment import PAIR, assigned
from ingest.mappings.guess_values import Question, finished
from ingest.mappings.mapping import TABLE, ColumnMapping
from ingest.tables import Table

NAMED_PLACE_KM = "5"
PLACEMARKS, PLACEMARK_NAME = frozenset({"kml", "kmz"}), "name"


@dataclass(frozen=True)
class Guess:
    """A mapping, why each field is as it is (field -> sentence), the columns that are not read, what is asked, and the
    column that came second for a field and why (field -> sentence)."""

    mapping: ColumnMapping
    why: Texts[str, Sentence]
    left_over: tuple[str, ...]
    questions: tuple[Question, ...]
    second: Texts[str, Sentence] = field(default_factory=dict)


def guess_mapping(table: Table) -> Guess:
    """The likeliest mapping of `table`. Needed questions stand open in it: draft rejects the rows they touch."""
    found = assigned(table)
    columns, why = found.columns, found.why
    _placemark(table, columns, why)
    if "position" in columns:
        why["position"] = joined(
            (why["position"], L_("Latitude is taken to come first, unless letters say otherwise."))
        )
    mapping = ColumnMapping(
        format=TABLE, dataset=dataset_of(table.file), columns=columns, fixed=_fixed(table, columns, why)
    )
    done = completed(table, mapping, why, found.questions)
    return replace(done, second=found.second)


def completed(table: Table, mapping: ColumnMapping, why: Texts[str, Sentence], questions: list[Question]) -> Guess:
    """`mapping` with what the values of its columns decide: order of day and month, counts of days, words for types."""
    mapping, reasons, more = finished(table, mapping)
    asked = {question.field for question in questions if question.of_columns}
    more = [question for question in more if question.word or question.field not in asked]
    left_over = table.columns_beside(set(mapping.columns.values()))
    return Guess(mapping, {**why, **reasons}, left_over, (*questions, *more))


def dataset_of(file: str) -> str:
    """A key made of a file's name, without the days in it."""
    stem = re.sub(r"\d{4}[-_.]?\d{2}[-_.]?\d{2}|\(\d+\)", " ", PurePath(file).stem)
    return "-".join(re.findall(r"\w+", stem.casefold().replace("_", " "))) or TABLE


def _placemark(table: Table, columns: dict[str, str], why: dict[str, Sentence]) -> None:
    """The name of a placemark says where it is, where its description says what happened and no column is a place."""
    free = PLACEMARK_NAME in table.cells.columns and PLACEMARK_NAME not in columns.values()
    if table.kind in PLACEMARKS and free and "summary" in columns and "place" not in columns:
        columns["place"] = PLACEMARK_NAME
        why["place"] = L_(
            "What happened stands in {column!r}, so the name of a placemark is taken as its place.",
            column=columns["summary"],
        )


def _fixed(table: Table, columns: dict[str, str], why: dict[str, Sentence]) -> dict[str, str]:
    """Where no column tells how exact the points are: within what is usual for a named place."""
    has_point = table.geometry is not None or bool({"position", *PAIR} & set(columns))
    if not has_point or {"geo_precision", "uncertainty_km"} & set(columns):
        return {}
    why["uncertainty_km"] = L_(
        "The file does not say how exact its points are. Each is taken as a named place, within {km} km, "
        "until you say otherwise.",
        km=NAMED_PLACE_KM,
    )
    return {"uncertainty_km": NAMED_PLACE_KM}


def renamed(mapping: ColumnMapping, names: Texts[str, str]) -> ColumnMapping:
    """`mapping` with the columns as this file calls them; fields of columns it has not are left out."""
    columns = {field: names[column] for field, column in mapping.columns.items() if column in names}
    words = {field: words for field, words in mapping.words.items() if field in columns or field in mapping.fixed}
    return replace(mapping, columns=columns, words=words)
