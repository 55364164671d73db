"""How the columns of a file are read, as a table that a person edits. Free of Streamlit."""

from __future__ import annotations

import pandas as pd

from geo.common.messages import N_, _
from ingest.formats import Recognised
from ingest.mappings.answers import with_source
from ingest.mappings.fields import FIELDS
from ingest.mappings.mapping import ColumnMapping
from ingest.tables import Table

FIELD, COLUMN, FIXED, SAMPLE, WHY = (
    N_("Field"), N_("Column of the file"), N_("Same in every row"), N_("Such as"), N_("Why"),
)  # fmt: skip
SECOND = N_("Came second")
"""Keys of the columns, and what they are called."""
NOT_THERE = N_("(not in this file)")
SAMPLES, LONGEST_SAMPLE = 3, 40
LOOKED_AT = 200


def mapping_frame(found: Recognised, table: Table) -> pd.DataFrame:
    """One row a field, those that are read first; indexed by the field's name."""
    mapping = found.mapping
    read = [name for name in FIELDS if name in mapping.columns or name in mapping.fixed]
    names = [*read, *(name for name in FIELDS if name not in read)]
    return pd.DataFrame(
        {
            FIELD: [_(FIELDS[name].title) for name in names],
            COLUMN: [mapping.columns.get(name, NOT_THERE) for name in names],
            FIXED: [mapping.fixed.get(name, "") for name in names],
            SAMPLE: [samples(table, mapping.columns[name]) if name in mapping.columns else "" for name in names],
            WHY: [_(found.why.get(name) or FIELDS[name].help) for name in names],
            SECOND: [_(found.second[name]) if name in found.second else "" for name in names],
        },
        index=pd.Index(names, name="field"),
    )


def samples(table: Table, column: str) -> str:
    """The first few different values of a column."""
    values = table.cells[column].head(LOOKED_AT)
    some = list(dict.fromkeys(text for text in values if text))[:SAMPLES]
    return " · ".join(text if len(text) <= LONGEST_SAMPLE else text[: LONGEST_SAMPLE - 1] + "…" for text in some)


def edited_mapping(frame: pd.DataFrame, before: ColumnMapping) -> ColumnMapping:
    """The mapping that an edited table says."""
    mapping = before
    for name, column, fixed in zip(frame.index, frame[COLUMN], frame[FIXED], strict=True):
        chosen = "" if pd.isna(column) or column == NOT_THERE else str(column)
        text = "" if pd.isna(fixed) else str(fixed).strip()
        if chosen and text:
            # the one that was typed just now is what is meant
            chosen = chosen if before.fixed.get(name, "") == text else ""
        if (chosen, text) != (before.columns.get(name, ""), before.fixed.get(name, "")):
            mapping = with_source(mapping, str(name), chosen, text)
    return mapping
