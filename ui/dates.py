"""Days in widgets and tables that write them in the browser, which knows the months of no language but English: there
they are numbers where another is spoken."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from geo.common.messages import SOURCE_LANGUAGE, language

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
"""The days that a form takes."""


def moment_days(*, years: bool = True) -> str:
    """How a day is written, as moment.js has it: as in "5 Dec 2024" or "5 Dec", in another language "5/12/2024"."""
    if language() == SOURCE_LANGUAGE:
        return "D MMM YYYY" if years else "D MMM"
    return "D/M/YYYY" if years else "D/M"


def day_column(label: str | None = None, *, years: bool = True, pinned: bool | None = None) -> Any:
    """A column of days in a table, under its own name where it has no `label`."""
    return st.column_config.DateColumn(label, format=moment_days(years=years), pinned=pinned)
