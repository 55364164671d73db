"""The files that were brought in: what became of their rows, whom they are owed to, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from briefing.job.licences import credit_and_terms
from geo.changelog.log import Action, Entry, Ledger, Row, Subject
from geo.changelog.resubmissions import RowOutcomes
from ingest.formats import all_formats
from ingest.matching.keep import rejected_of
from ingest.matching.reasons import reason_words
from ingest.tables.rejected import write_rejected
from store.store import why_not_undone
from ui.data import Opened
from ui.data_tab.log import local_moment
from ui.downloads import download
from ui.html import markdown
from ui.import_panel.account import account_line, rejected_name
from ui.manual_edit.editing import start_undoing
from ui.words import counted

A_PAGE = 5
SHOWN = "files-shown"


@dataclass(frozen=True)
class Brought:
    """One file: the line of the log that brought it in, its note, and the undoing that took it out again (None: it
    counts)."""

    entry: Entry
    note: Row
    withdrawn: Entry | None


def files_brought_in(ledger: Ledger) -> list[Brought]:
    """Every file that was ever brought in, newest first, those that were withdrawn among them."""
    standing = {entry.id for entry in ledger.standing}
    undoings = {entry.key: entry for entry in ledger.entries if entry.action is Action.UNDO}
    return [
        Brought(entry, entry.row or {}, None if entry.id in standing else undoings.get(entry.id))
        for entry in reversed(ledger.entries)
        if entry.action is Action.IMPORT and entry.subject is Subject.BATCH
    ]


def files_section(opened: Opened) -> None:
    """The files, newest first."""
    files = files_brought_in(opened.theatre.ledger)
    st.markdown("##### Files brought in")
    if not files:
        st.caption("No file was brought into this theatre yet.")
        return
    shown = st.session_state.setdefault(SHOWN, A_PAGE)
    for one in files[:shown]:
        _file(one, opened)
    if len(files) > shown:
        st.button(f"Show {counted(min(A_PAGE, len(files) - shown), 'older file')}", key="files-older", on_click=_older)


def _older() -> None:
    st.session_state[SHOWN] += A_PAGE


def _file(one: Brought, opened: Opened) -> None:
    entry, note = one.entry, one.note
    with st.container(border=True, key=f"file-{entry.id}"):
        said, ways = st.columns([0.72, 0.28])
        with said:
            gone = " (withdrawn)" if one.withdrawn else ""
            st.markdown(f"**{markdown(note.get('file'))}**{gone}: {markdown(format_title(str(note.get('format'))))}")
            st.caption(markdown(account_line(int(note.get("read", 0)), note) + "."))
            why = f": {entry.why}" if entry.why else ""
            st.caption(markdown(f"{local_moment(entry.at)}, {entry.who or 'somebody'}{why}"))
            if terms := credit_and_terms(str(note.get("credit") or ""), str(note.get("licence") or "")):
                st.caption(markdown(terms))
            if reasons := note.get("by_reason"):
                told = "; ".join(f"{reason_words(reason)}: {count:,}" for reason, count in reasons.items())
                st.caption(markdown(f"Set aside: {told}."))
            if became := _became(_since(one, opened)):
                st.caption(f"Since then: {became}.")
        with ways:
            _ways(one, opened)


def _since(one: Brought, opened: Opened) -> RowOutcomes:
    return opened.theatre.mended.since.get(one.entry.key, RowOutcomes())


def _became(rows: RowOutcomes) -> str:
    """As in "1 placed by hand, 2 came back mended"."""
    told = {
        "placed by hand": rows.placed,
        "came back mended": rows.mended,
        "came back and set aside with the other file": rows.again,
    }
    return ", ".join(f"{len(some):,} {words}" for words, some in told.items() if some)


def _to_mend(one: Brought, opened: Opened) -> bytes:
    """The rows of a file that are set aside still, as a CSV."""
    cells, faults = rejected_of(opened.folder, one.entry.key)
    settled = list(_since(one, opened).rows)
    left = cells[~cells.index.isin(settled)], faults[~faults["row"].isin(settled)]
    return write_rejected(*left, str(one.note.get("sha256")))


def _ways(one: Brought, opened: Opened) -> None:
    entry, note = one.entry, one.note
    if int(note.get("set_aside", 0)) > len(_since(one, opened).rows):
        download(
            "Rows set aside (CSV)",
            lambda: _to_mend(one, opened),
            name=rejected_name(str(note.get("file"))),
            mime="text/csv",
            key=f"file-aside-{entry.id}",
            width="stretch",
        )
    if opened.read_only_reason:
        return
    change = one.withdrawn or entry
    if why_not_undone(opened.theatre.ledger, change):
        st.caption("Rows of it were placed or changed by hand since: undo that first, in the log below.")
        return
    st.button(
        "Bring it back" if one.withdrawn else "Withdraw the file",
        key=f"file-undo-{entry.id}",
        width="stretch",
        on_click=start_undoing,
        args=(opened, change, f"{note.get('file')}, {counted(int(note.get('accepted', 0)), 'event')}"),
    )


def format_title(name: str) -> str:
    """What a format is called; its id where this program knows it no more."""
    return next((known.title for known in all_formats() if known.id == name), name)
