"""Columns of any Arrow type as text: what a reader of the file would type, dates in ISO form, whole numbers whole."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.compute as pc

from ingest.tables.table import ARROW_TEXT

ZERO_TIME = r"[ T]00:00:00(\.0+)?$"
WHOLE = r"^(-?\d+)\.0$"


def as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """(n,) text, "" where null.

    Raises
    ------
    pa.ArrowException : values that no text stands for.
    """
    kind = column.type
    if isinstance(kind, pa.BaseExtensionType):
        return as_text(pa.chunked_array([chunk.storage for chunk in column.chunks], type=kind.storage_type))
    if pa.types.is_dictionary(kind):
        return as_text(column.cast(kind.value_type))
    if pa.types.is_null(kind):
        return pa.chunked_array([pa.array([""] * len(column), ARROW_TEXT)])
    if _is_text(kind):
        text = column.cast(ARROW_TEXT)
        text.validate(full=True)
        return text.fill_null("")
    if pa.types.is_timestamp(kind):
        return pc.replace_substring_regex(column.cast(ARROW_TEXT), ZERO_TIME, "").fill_null("")
    if pa.types.is_floating(kind):
        shown = column.cast(pa.float64()) if pa.types.is_float16(kind) else column
        plain = pc.if_else(pc.is_nan(shown), pa.scalar(None, shown.type), shown)
        return pc.replace_substring_regex(plain.cast(ARROW_TEXT), WHOLE, r"\1").fill_null("")
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return pa.chunked_array(
            [pa.array([_shown(value) for value in chunk.to_pylist()], ARROW_TEXT) for chunk in column.chunks],
            ARROW_TEXT,
        )
    return column.cast(ARROW_TEXT).fill_null("")


def _is_text(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list) and not any(isinstance(one, (list, dict, tuple)) for one in value):
        return "; ".join(_shown(one) for one in value)
    if isinstance(value, (list, dict, tuple)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
