"""Rows put where a person says they lie, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from geo.changelog.log import Entry
from geo.common.errors import DataError
from geo.common.messages import L_, N_, _
from ingest.matching.spellings import UnmatchedSpelling
from ingest.matching.unmatched_places import WaitingRow, leave_out, settle
from store.permission import read_only_reason
from store.store import Author, undo_all
from ui.data import Opened
from ui.html import markdown
from ui.manual_edit.editing import WHO
from ui.speech import in_readers_language
from ui.unmatched_places.choosing import CHOICE_SAID, CHOICE_TROUBLE, OPEN, PROPOSAL, rows_counted, to_choose
from ui.unmatched_places.spellings import Proposal

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


@dataclass(frozen=True)
class _Form:
    """The keys under which the session holds who does it, why, and what stands in the way; `unsigned`: what is told
    where one of the first two is empty."""

    who: str
    why: str
    trouble: str
    unsigned: str


PUT = _Form(
    NAME, BECAUSE, CHOICE_TROUBLE, N_("Not put there yet. Give your name and say how you know: the log keeps both.")
)
LEAVE = _Form(OUT_NAME, OUT_WHY, OUT_TROUBLE, N_("Not left out yet. Give your name and say why: the log keeps both."))


@in_readers_language
def put_rows(spelling: UnmatchedSpelling, pointed: Proposal, rows: tuple[WaitingRow, ...], opened: Opened) -> None:
    """Put rows at the spot pointed at, all of them or none, and turn to the next spelling."""

    def put(author: Author) -> Sequence[Entry]:
        state = st.session_state
        spot = pointed.spot(int(state[PRECISION]), float(state[RADIUS]), state[BECAUSE].strip())
        return settle(opened.folder, opened.theatre, rows, spot, author)

    _settle(
        PUT,
        spelling,
        rows,
        opened,
        put,
        _("Put {rows} of {place} there.").format(rows=rows_counted(len(rows)), place=spelling.place),
    )


@in_readers_language
def leave_rows_out(spelling: UnmatchedSpelling, rows: tuple[WaitingRow, ...], opened: Opened) -> None:
    """Have rows wait no more, all of them or none, and turn to the next spelling."""
    done = _("Left out {rows} of {place}.").format(rows=rows_counted(len(rows)), place=spelling.place)
    _settle(LEAVE, spelling, rows, opened, lambda author: leave_out(opened.folder, opened.theatre, rows, author), done)


def _settle(
    form: _Form,
    spelling: UnmatchedSpelling,
    rows: tuple[WaitingRow, ...],
    opened: Opened,
    write: Callable[[Author], Sequence[Entry]],
    done: str,
) -> None:
    """Have `write` do it in the name and for the reason that the form holds, say so, and turn to the next spelling."""
    state = st.session_state
    who, because = state[form.who].strip(), state[form.why].strip()
    if not who or not because:
        state[form.trouble] = _(form.unsigned)
        return
    if reason := read_only_reason(opened.folder):
        state[form.trouble] = reason
        return
    try:
        entries = write(Author(who, f"{spelling.place}: {because}"))
    except DataError as error:
        state[form.trouble] = L_("{fault}. {remedy}", fault=error.fault, remedy=error.remedy)
        return
    state.update(
        {WHO: who, CHOICE_SAID: Settled(done, tuple(entry.id for entry in entries)), NEWS: True, CHOICE_TROUBLE: ""}
    )
    state.pop(PROPOSAL, None)
    state.update({form.trouble: "", form.why: "", OPEN: _next(spelling, rows, opened)})


def _next(spelling: UnmatchedSpelling, rows: tuple[WaitingRow, ...], opened: Opened) -> str | None:
    """The spelling to turn to: the same while rows of it are left, else the one after it."""
    if len(rows) < len(spelling.rows):
        return spelling.key
    keys = [one.key for one in to_choose(opened)]
    after = [*keys[keys.index(spelling.key) + 1 :], *keys[: keys.index(spelling.key)]]
    return after[0] if after else None


def settled(opened: Opened) -> None:
    """What was done last, with the way back."""
    last: Settled | None = st.session_state.get(CHOICE_SAID)
    if last is None:
        return
    if st.session_state.pop(NEWS, False):
        st.toast(markdown(last.text))
    with st.container(border=True, key="choose-said-box"):
        text, back, away = st.columns([0.6, 0.22, 0.18], vertical_alignment="center")
        text.markdown(f"**{markdown(last.text)}**")
        if not last.undone and not opened.read_only_reason:
            back.button(_("Undo"), key="choose-undo", width="stretch", on_click=_undo, args=(opened,))
        away.button(
            _("Close"), key="choose-close", width="stretch", on_click=lambda: st.session_state.pop(CHOICE_SAID, None)
        )
        if last.why_not:
            st.error(markdown(last.why_not))


@in_readers_language
def _undo(opened: Opened) -> None:
    state = st.session_state
    last: Settled = state[CHOICE_SAID]
    try:
        undo_all(opened.folder, last.changes, Author(state.get(WHO, ""), "undone at once"))
    except DataError as error:
        state[CHOICE_SAID] = Settled(
            last.text, last.changes, why_not=L_("{fault}. {remedy}", fault=error.fault, remedy=error.remedy)
        )
        return
    state[CHOICE_SAID] = Settled(_("Undone: the rows wait again."), (), undone=True)
