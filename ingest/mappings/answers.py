"""What a person answers to the questions a file leaves open, as a mapping; and what its words for types mean."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from geo.events.events import EVENT_TYPES
from ingest.drafts.nothing import is_nothing
from ingest.drafts.unique import coded, word_key
from ingest.mappings.fields import FIELDS, FieldType
from ingest.mappings.guess_values import FEW_KINDS, Question
from ingest.mappings.mapping import ColumnMapping
from ingest.tables import Table

SETTINGS = frozenset({"day_order", "century", "time_zone"})
TYPE = "event_type"
TEXT, ROWS, MEANS = "text", "rows", "means"


def answered(mapping: ColumnMapping, question: Question, answer: str) -> ColumnMapping:
    """`mapping` with the answer to a question in it: one of its choices, or for the type of event the name of a column
    as well."""
    if question.word:
        return with_words(mapping, {question.word: answer}, question.field)
    if question.field == "day_order":
        return replace(mapping, day_order=answer)
    if question.field == "century":
        return replace(mapping, century=answer)
    if question.field == "time_zone":
        return replace(mapping, time_zone=answer)
    fixed = question.field == TYPE and answer in EVENT_TYPES
    return with_source(mapping, question.field, "" if fixed else answer, answer if fixed else "")


def with_source(mapping: ColumnMapping, field: str, column: str, fixed: str) -> ColumnMapping:
    """`mapping` with a field taken from a column, or the same in every row; "" for neither. A column goes before."""
    columns = {name: one for name, one in mapping.columns.items() if name != field}
    texts = {name: one for name, one in mapping.fixed.items() if name != field}
    if column:
        columns[field] = column
    elif fixed:
        texts[field] = fixed
    kept = {*columns, *texts}
    same = mapping.columns.get(field, "") == column
    words = {name: said for name, said in mapping.words.items() if name in kept and (name != field or same)}
    return replace(mapping, columns={n: columns[n] for n in FIELDS if n in columns}, fixed=texts, words=words)


def with_words(mapping: ColumnMapping, said: dict[str, str], field: str = TYPE) -> ColumnMapping:
    """`mapping` with what texts of the file stand for in a field; "" takes a text out."""
    words = {**mapping.words.get(field, {}), **said}
    kept = {text: means for text, means in words.items() if means}
    others = {name: one for name, one in mapping.words.items() if name != field}
    return replace(mapping, words={**others, field: kept} if kept else others)


def type_words(table: Table, mapping: ColumnMapping) -> pd.DataFrame:
    """text, rows, means: each text of the column of event types that is not one of them by itself, those first of which
    nothing is known; empty where the file has no such column or too many different texts in it."""
    column = mapping.columns.get(TYPE)
    empty = pd.DataFrame({TEXT: pd.Series(dtype=str), ROWS: pd.Series(dtype="int64"), MEANS: pd.Series(dtype=str)})
    if column is None:
        return empty
    codes, texts = coded(table.cells[column])
    if len(texts) > FEW_KINDS:
        return empty
    own = {kind.casefold() for kind in EVENT_TYPES}
    means = {word_key(text): kind for text, kind in mapping.words.get(TYPE, {}).items()}
    found = pd.DataFrame({TEXT: list(texts), ROWS: np.bincount(codes, minlength=len(texts))}).astype({TEXT: str})
    found[MEANS] = [means.get(word_key(text), "") for text in found[TEXT]]
    known = found[TEXT].map(lambda text: is_nothing(text, FieldType.TYPE) or word_key(text) in own).astype(bool)
    found = found[~known]
    order = [MEANS, ROWS]
    return found.assign(unknown=found[MEANS] != "").sort_values(
        ["unknown", *order[1:]], ascending=[True, False], kind="stable", ignore_index=True
    )[[TEXT, ROWS, MEANS]]
