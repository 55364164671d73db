"""Faults of rows as a list whose every word can be read, however narrow the page: a table cuts remedies off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from ui.html import text

TALLEST, A_FAULT = 320, 80


@dataclass(frozen=True)
class FaultLine:
    """One fault of a row: `where` it stands ("Row 4 of events.geojson"), its column, the value, what is wrong and what
    to do."""

    where: str
    column: str
    value: str
    fault: str
    remedy: str


def fault_list(faults: Iterable[FaultLine], *, key: str) -> None:
    """The faults, one below the other, in a frame that scrolls where there are many."""
    listed = list(faults)
    height: int | Literal["content"] = TALLEST if len(listed) * A_FAULT > TALLEST else "content"
    with st.container(height=height, border=True, key=key):
        st.html(f'<ul class="fl-faults">{"".join(map(fault_item, listed))}</ul>')


def fault_item(one: FaultLine) -> str:
    """A fault as an item of an HTML list, every text of it escaped."""
    column = f", {text(one.column)}" if one.column else ""
    value = f"<q>{text(one.value)}</q> " if one.value.strip() else ""
    return f"<li><b>{text(one.where)}</b>{column}: {value}{text(one.fault)}.<br>{text(one.remedy)}</li>"
