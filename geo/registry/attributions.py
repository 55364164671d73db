"""How those whose word a report or an event is are called in Arabic: `attributions.csv`, which a theatre may have.

Rows name them as their source does, in English mostly, and several with a semicolon between them. They stay as they
are in data files; who reads Arabic is told the names that the file has.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from geo.common.phrases import SEMICOLON, Phrase
from geo.validation.faults import Checked
from geo.validation.schema import Column, check_columns

ATTRIBUTIONS = "attributions.csv"
COLUMNS = (Column("asserted_by", required=True, unique=True), Column("name_ar", required=True))


def check_attributions(raw: pd.DataFrame) -> Checked[pd.DataFrame]:
    """The rows of attributions.csv: one body or person each, `asserted_by`, and its `name_ar`."""
    typed, faults = check_columns(raw, COLUMNS, ATTRIBUTIONS)
    return faults.split(typed, ATTRIBUTIONS, "asserted_by")


def attributed_to(asserted_by: str, arabic: Mapping[str, str]) -> Phrase:
    """`asserted_by` in each language, in Arabic each of several by its own name; `arabic`: those that are known."""
    parts = [part.strip() for part in asserted_by.split(";")]
    return Phrase(asserted_by, SEMICOLON.ar.join(arabic.get(part, part) for part in parts))
