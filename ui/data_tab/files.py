"""The files that were brought in: what became of their rows, whom they are owed to, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from briefing.job.licences import credit_and_terms
from geo.changelog.log import Action, Entry, Ledger, Row, Subject
from geo.changelog.resubmissions import RowOutcomes
from geo.common.messages import N_, _, ngettext
from geo.control.ground_files import GROUND_OF_A_DAY
from geo.control.report_files import CONTROL_BY_PLACE
from ingest.formats import all_formats
from ingest.matching.keep import rejected_of
from ingest.matching.reasons import reason_words
from ingest.tables.rejected import write_rejected
from map.spoken import listing
from store.store import why_not_undone
from ui.data import Opened
from ui.data_tab.log import when_who_why
from ui.downloads import download
from ui.html import apart, markdown
from ui.import_panel.account import account_line, rejected_name
from ui.manual_edit.editing import start_undoing

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
    st.markdown("### " + _("Files brought in"))
    if not files:
        st.caption(_("No file was brought into this theatre yet."))
        return
    shown = st.session_state.setdefault(SHOWN, A_PAGE)
    for one in files[:shown]:
        _file(one, opened)
    if len(files) > shown:
        more = min(A_PAGE, len(files) - shown)
        label = ngettext("Show {count} older file", "Show {count} older files", more).format(count=more)
        st.button(label, key="files-older", on_click=_older)


def _older() -> None:
    st.session_state[SHOWN] += A_PAGE


def _file(one: Brought, opened: Opened) -> None:
    entry, note = one.entry, one.note
    with st.container(border=True, key=f"file-{entry.id}"):
        said, ways = st.columns([0.72, 0.28])
        with said:
            name = f"**{markdown(note.get('file'))}**"
            gone = _("{file} (withdrawn)").format(file=name) if one.withdrawn else name
            st.markdown(f"{gone}: {apart(format_title(str(note.get('format'))))}")
            st.caption(markdown(account_line(int(note.get("read", 0)), note) + "."))
            st.caption(when_who_why(entry))
            if terms := credit_and_terms(str(note.get("credit") or ""), _(str(note.get("licence") or ""))):
                st.caption(markdown(terms))
            if reasons := note.get("by_reason"):
                told = "; ".join(f"{reason_words(reason)}: {count:,}" for reason, count in reasons.items())
                st.caption(markdown(_("Needs fixing: {reasons}.").format(reasons=told)))
            if became := _became(_since(one, opened)):
                st.caption(_("Since then: {became}.").format(became=became))
        with ways:
            _ways(one, opened)


def _since(one: Brought, opened: Opened) -> RowOutcomes:
    return opened.theatre.resubmissions.since.get(one.entry.key, RowOutcomes())


def _became(rows: RowOutcomes) -> str:
    """As in "1 placed by hand, 2 came back mended"."""
    told = {
        _("{count} placed by hand"): rows.placed,
        _("{count} came back mended"): rows.mended,
        _("{count} came back with the other file, still needing fixing"): rows.again,
    }
    return listing(words.format(count=f"{len(some):,}") for words, some in told.items() if some)


def _to_mend(one: Brought, opened: Opened) -> bytes:
    """The rows of a file that are rejected still, as a CSV."""
    cells, faults = rejected_of(opened.folder, one.entry.key)
    settled = list(_since(one, opened).rows)
    left = cells[~cells.index.isin(settled)], faults[~faults["row"].isin(settled)]
    return write_rejected(*left, str(one.note.get("sha256")))


def _ways(one: Brought, opened: Opened) -> None:
    entry, note = one.entry, one.note
    if int(note.get("set_aside", 0)) > len(_since(one, opened).rows):
        download(
            _("Rows that need fixing (CSV)"),
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
        st.caption(_("Rows of it were placed or changed by hand since: undo that first, in the log below."))
        return
    st.button(
        _("Bring it back") if one.withdrawn else _("Withdraw the file"),
        key=f"file-undo-{entry.id}",
        width="stretch",
        on_click=start_undoing,
        args=(opened, change, listing([str(note.get("file")), _accepted(note)])),
    )


OF_CONTROL = {CONTROL_BY_PLACE: N_("Control by place"), GROUND_OF_A_DAY: N_("Ground of one day")}
"""What files that tell of control are called."""


def _accepted(note: Row) -> str:
    """How many of the things that it holds a file brought in, as in "12 events"."""
    count = int(note.get("accepted", 0))
    told = {
        CONTROL_BY_PLACE: ngettext("{count} row", "{count} rows", count),
        GROUND_OF_A_DAY: ngettext("{count} polygon", "{count} polygons", count),
    }.get(str(note.get("format")), ngettext("{count} event", "{count} events", count))
    return told.format(count=f"{count:,}")


def format_title(name: str) -> str:
    """What a format is called; its id where this program knows it no more."""
    known = (known.title for known in all_formats() if known.id == name)
    return _(OF_CONTROL[name]) if name in OF_CONTROL else next(known, name)
