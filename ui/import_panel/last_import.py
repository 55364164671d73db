"""What was kept last on the page: what came of it, its way back, and the days of its rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from geo.common.errors import DataError
from geo.common.messages import _, ngettext
from store.store import Author, undo, why_not_undone
from ui.data import Opened
from ui.html import markdown
from ui.import_panel.pending_import import import_error_sentence
from ui.manual_edit.editing import WHO
from ui.session import set_range
from ui.speech import in_readers_language
from ui.unmatched_places.choosing import waiting

KEPT = "bring-in-kept"


@dataclass(frozen=True)
class Kept:
    """What came of a file: `batch` is what its rows are kept under, `change` its line in the log, or that of its last
    undoing; `days`: of its rows, where the page does not show them all; `undone`: it was taken back."""

    text: str
    batch: str
    change: str
    days: tuple[date, date] | None = None
    undone: bool = False
    why_not: str = ""


def last_import(opened: Opened) -> None:
    """What was kept last, the way back, and the days of its rows where the page does not show them all."""
    last: Kept | None = st.session_state.get(KEPT)
    if last is None:
        return
    with st.container(key="bring-in-kept", border=True):
        st.markdown(f"**{markdown(' '.join(filter(None, (last.text, _still_waiting(last, opened)))))}**")
        if last.why_not:
            st.error(markdown(last.why_not))
        if hindered := _built_on(last, opened):
            st.caption(_("Rows of it were placed or changed by hand since: undo that first, in the log below."))
        with st.container(horizontal=True):
            label = _("Bring it back") if last.undone else _("Undo")
            if not (opened.read_only_reason or hindered):
                st.button(label, key="bring-in-undo", on_click=_undo, args=(opened,))
            if last.days and not last.undone and _outside(last.days):
                st.button(_("Show all its days"), key="bring-in-days", on_click=_widen, args=(last.days, opened))
            st.button(_("Close"), key="bring-in-close", on_click=lambda: st.session_state.pop(KEPT, None))


def _still_waiting(last: Kept, opened: Opened) -> str:
    """How many rows of the file wait for their place now; "" where none does."""
    count = sum(row.batch == last.batch for spelling in waiting(opened) for row in spelling.rows)
    if not count:
        return ""
    return ngettext(
        "{number} row to be placed under Unmatched places.",
        "{number} rows to be placed under Unmatched places.",
        count,
    ).format(number=f"{count:,}")


def _built_on(last: Kept, opened: Opened) -> bool:
    """Whether what was kept last cannot be undone, for a later change makes no sense without it."""
    ledger = opened.theatre.ledger
    return any(entry.id == last.change and why_not_undone(ledger, entry) for entry in ledger.entries)


def _outside(days: tuple[date, date]) -> bool:
    return days[0] < st.session_state["start"] or days[1] > st.session_state["end"]


def _widen(days: tuple[date, date], opened: Opened) -> None:
    theatre, state = opened.theatre, st.session_state
    set_range(max(theatre.start, min(days[0], state["start"])), min(theatre.end, max(days[1], state["end"])))


@in_readers_language
def _undo(opened: Opened) -> None:
    state = st.session_state
    last: Kept = state[KEPT]
    why = "brought back at once" if last.undone else "undone at once"
    try:
        entry = undo(opened.folder, last.change, Author(state.get(WHO, ""), why))
    except DataError as error:
        state[KEPT] = replace(last, why_not=import_error_sentence(error))
        return
    text = _("Brought back.") if last.undone else _("Undone: nothing of the file counts any more.")
    state[KEPT] = replace(last, text=text, change=entry.id, undone=not last.undone, why_not="")
