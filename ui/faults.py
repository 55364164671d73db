"""Faults of rows as a list whose every word can be read, however narrow the page: a table cuts remedies off."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

import streamlit as st

from geo.common.messages import _
from geo.validation.faults import Fault
from ui.html import text

TALLEST, A_FAULT = 320, 80


def row_of_file(fault: Fault) -> str:
    """As in "Row 4 of events.geojson (E7)", "Row 4" of a file that is looked at."""
    row = _("Row {number} of {file}") if fault.file else _("Row {number}")
    told = row.format(number=fault.row, file=fault.file)
    return f"{told} ({fault.row_id})" if fault.row_id else told


def fault_list(faults: Iterable[Fault], *, key: str, where: Callable[[Fault], str] = row_of_file) -> None:
    """The faults, one below the other, in a frame that scrolls where there are many; `where`: where each stands."""
    listed = list(faults)
    height: int | Literal["content"] = TALLEST if len(listed) * A_FAULT > TALLEST else "content"
    with st.container(height=height, border=True, key=key):
        items = "".join(fault_item(where(fault), fault) for fault in listed)
        st.html(f'<ul class="fl-faults">{items}</ul>')


def fault_item(where: str, one: Fault) -> str:
    """A fault as an item of an HTML list, every text of it escaped."""
    column = f"{_(', ')}{text(one.column)}" if one.column else ""
    value = f"<q>{text(one.value)}</q> " if one.value.strip() else ""
    return f"<li><b>{text(where)}</b>{column}: {value}{text(one.fault)}.<br>{text(one.remedy)}</li>"
