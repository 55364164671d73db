"""Rows put where a person says they lie, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from geo.errors import DataError
from geo.ledger import Entry
from ingest.keeping.permission import why_closed
from ingest.keeping.spellings import Spelling
from ingest.keeping.store import Author, undo_all
from ingest.keeping.waiting import WaitingRow, leave_out, settle
from ui.by_hand.editing import WHO
from ui.data import Opened
from ui.html import markdown
from ui.places_to_choose.choosing import OPEN, PROPOSAL, SAID, TROUBLE, counted, to_choose
from ui.places_to_choose.spellings import Proposal

NEWS = "choose-news"
"""Whether what was done last is still to be told where the reader looks, beside the map or not."""
OUT_NAME, OUT_WHY, OUT_TROUBLE = "leave-out-who", "leave-out-why", "leave-out-trouble"
NAME, BECAUSE, PRECISION, RADIUS = "choose-who", "choose-because", "choose-precision", "choose-radius"


@dataclass(frozen=True)
class Settled:
    """What was done last: `changes` are its lines in the log."""

    text: str
    changes: tuple[str, ...]
    why_not: str = ""
    undone: bool = False


def put_rows(spelling: Spelling, pointed: Proposal, rows: tuple[WaitingRow, ...], opened: Opened) -> None:
    """Put rows at the spot pointed at, all of them or none, and turn to the next spelling."""
    state = st.session_state
    who, because = state[NAME].strip(), state[BECAUSE].strip()
    if not who or not because:
        state[TROUBLE] = "Not put there yet. Give your name and say how you know: the log keeps both."
        return
    if closed := why_closed(opened.folder):
        state[TROUBLE] = closed
        return
    spot = pointed.spot(int(state[PRECISION]), float(state[RADIUS]), because)
    try:
        entries = settle(opened.folder, opened.theatre, rows, spot, Author(who, f"{spelling.place}: {because}"))
    except DataError as error:
        state[TROUBLE] = f"{error.fault}. {error.remedy}"
        return
    _done(f"Put {counted(len(rows))} of {spelling.place} there.", entries, who)
    state.update({BECAUSE: "", OPEN: _next(spelling, rows, opened)})


def leave_rows_out(spelling: Spelling, rows: tuple[WaitingRow, ...], opened: Opened) -> None:
    """Have rows wait no more, all of them or none, and turn to the next spelling."""
    state = st.session_state
    who, why = state[OUT_NAME].strip(), state[OUT_WHY].strip()
    if not who or not why:
        state[OUT_TROUBLE] = "Not left out yet. Give your name and say why: the log keeps both."
        return
    if closed := why_closed(opened.folder):
        state[OUT_TROUBLE] = closed
        return
    try:
        entries = leave_out(opened.folder, opened.theatre, rows, Author(who, f"{spelling.place}: {why}"))
    except DataError as error:
        state[OUT_TROUBLE] = f"{error.fault}. {error.remedy}"
        return
    _done(f"Left out {counted(len(rows))} of {spelling.place}.", entries, who)
    state.update({OUT_TROUBLE: "", OUT_WHY: "", OPEN: _next(spelling, rows, opened)})


def _done(text: str, entries: Sequence[Entry], who: str) -> None:
    state = st.session_state
    state.update({WHO: who, SAID: Settled(text, tuple(entry.id for entry in entries)), NEWS: True, TROUBLE: ""})
    state.pop(PROPOSAL, None)


def _next(spelling: Spelling, rows: tuple[WaitingRow, ...], opened: Opened) -> str | None:
    """The spelling to turn to: the same while rows of it are left, else the one after it."""
    if len(rows) < len(spelling.rows):
        return spelling.key
    keys = [one.key for one in to_choose(opened)]
    after = [*keys[keys.index(spelling.key) + 1 :], *keys[: keys.index(spelling.key)]]
    return after[0] if after else None


def settled(opened: Opened) -> None:
    """What was done last, with the way back."""
    last: Settled | None = st.session_state.get(SAID)
    if last is None:
        return
    if st.session_state.pop(NEWS, False):
        st.toast(markdown(last.text))
    with st.container(border=True, key="choose-said-box"):
        text, back, away = st.columns([0.6, 0.22, 0.18], vertical_alignment="center")
        text.markdown(f"**{markdown(last.text)}**")
        if not last.undone and not opened.closed:
            back.button("Undo", key="choose-undo", width="stretch", on_click=_undo, args=(opened,))
        away.button("Close", key="choose-close", width="stretch", on_click=lambda: st.session_state.pop(SAID, None))
        if last.why_not:
            st.error(markdown(last.why_not))


def _undo(opened: Opened) -> None:
    state = st.session_state
    last: Settled = state[SAID]
    try:
        undo_all(opened.folder, last.changes, Author(state.get(WHO, ""), "undone at once"))
    except DataError as error:
        state[SAID] = Settled(last.text, last.changes, why_not=f"{error.fault}. {error.remedy}")
        return
    state[SAID] = Settled("Undone: the rows wait again.", (), undone=True)
