"""The source of a report, an event or a status as one line with its link."""

from __future__ import annotations

from typing import Any

import pandas as pd

from layers.words import day
from ui.html import link, text


def source_line(row: Any) -> str:
    """HTML naming the publisher, the page and when it was published; says when there is only a copy or no link."""
    title = row["source_title"] or row["source_publisher"]
    publisher = f"{text(row['source_publisher'])}, " if row["source_title"] else ""
    published = "" if pd.isna(row["published_on"]) else f", published {text(day(row['published_on']))}"
    mirror = " (the link leads to a copy of the page, not to its publisher)" if row["source_kind"] == "mirror" else ""
    bare = " (no link)" if not row["source_url"] else ""
    return f"{publisher}{link(row['source_url'], title)}{published}{mirror}{bare}"
