"""A table of the page as a CSV file that a spreadsheet opens and runs nothing of."""

from __future__ import annotations

import pandas as pd

from briefing.tables.formulas import FORMULA_STARTS, harmless


def as_csv(table: pd.DataFrame) -> bytes:
    """CSV (RFC 4180; UTF-8 with byte-order mark, for Excel). A text cell that a spreadsheet would run as a formula
    is disarmed with an apostrophe."""

    safe = table.copy()
    for column in table.columns[[dtype in ("object", "str") for dtype in table.dtypes]]:
        texts = table[column].fillna("").astype("str")
        safe[column] = table[column].where(~texts.str.startswith(FORMULA_STARTS), texts.map(harmless))
    # the writer quotes a cell with a character of the line end in it: with "\n" alone, a lone "\r" in a text
    # would start a row of its own, and a formula with it
    csv = safe.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\r\n")
    return csv.encode("utf-8-sig")
