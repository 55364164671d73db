"""What would become of every row of the file in hand: the account, what is rejected and why, what is known already."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import streamlit as st

from geo.common.errors import shorten
from geo.common.messages import _, ngettext
from geo.theatre.row_accounts import account_words
from geo.theatre.theatre import Theatre
from geo.validation.faults import faults_of
from ingest.matching.conflicts import differing_words
from ingest.matching.incoming import Incoming
from ingest.matching.reasons import left_out_words, reason_words
from ingest.tables.rejected import write_rejected
from map.event_words import kind_name, type_name
from map.spoken import listing, span
from ui.downloads import download
from ui.faults import fault_list
from ui.html import markdown
from ui.import_panel.corrections import as_said, corrections
from ui.import_panel.pending_import import PendingImport
from ui.table_height import table_height

MOST_SHOWN = 300
FEW_ACTORS = 8


def account_line(read: int, counts: Mapping[str, object]) -> str:
    """As in "1,000 rows = 937 accepted + 3 duplicates + 60 need fixing"."""
    return f"{_rows(read)} = {account_words(counts)}"


def actors_without(count: int) -> str:
    """As in "1 actor stands for no faction yet"."""
    return ngettext(
        "{number} actor stands for no faction yet", "{number} actors stand for no faction yet", count
    ).format(number=f"{count:,}")


def _rows(count: int) -> str:
    return ngettext("{number} row", "{number} rows", count).format(number=f"{count:,}")


def account(now: PendingImport, theatre: Theatre, *, known: bool) -> None:
    """The account in a line, then each part of it; `known`: the very same file was kept before."""
    incoming = as_said(now)
    st.markdown(f"**{account_line(incoming.read, incoming.counts)}**")
    if told := incoming.abroad.words:
        st.caption(markdown(told))
    if incoming.span:
        st.caption(_("The accepted rows are of {days}.").format(days=span(*incoming.span)))
    if actors := incoming.unmapped_actors:
        more = _(" and {number} more").format(number=len(actors) - FEW_ACTORS) if len(actors) > FEW_ACTORS else ""
        st.caption(
            markdown(f"{actors_without(len(actors))}: {listing(map(shorten, actors[:FEW_ACTORS]))}{more}.")
            + " "
            + _("Say which under Actors once the file is kept; nothing is guessed.")
        )
    for words in left_out_words(incoming.left_out):
        st.caption(markdown(f"{words}."))
    if incoming.accepted:
        _accepted(now)
    if len(incoming.left_out):
        _left_out(incoming)
    if incoming.rejected:
        _rejected(now, known=known)
    corrections(now, theatre)
    if len(incoming.duplicates):
        _duplicates(incoming)


def _accepted(now: PendingImport) -> None:
    events = now.incoming.events.head(MOST_SHOWN)
    shown = (
        _("As they would be kept, the first {some} of {all}.")
        if now.incoming.accepted > MOST_SHOWN
        else _("As they would be kept, all of them.")
    )
    with st.expander(_("Accepted: {rows}").format(rows=_rows(now.incoming.accepted))):
        st.caption(shown.format(some=MOST_SHOWN, all=f"{now.incoming.accepted:,}"))
        st.dataframe(
            accepted_table(events),
            hide_index=True,
            placeholder="",
            height=table_height(len(events), tallest=300),
            column_config={
                _("Date"): st.column_config.DateColumn(format="D MMM YYYY", pinned=True),
                _("What happened"): st.column_config.TextColumn(width="large"),
            },
        )


def accepted_table(events: pd.DataFrame) -> pd.DataFrame:
    """Accepted rows as the page shows them."""
    return pd.DataFrame(
        {
            _("Date"): events["event_date"],
            _("Event"): events["sub_event_type"].map(kind_name),
            _("Type"): events["event_type"].map(type_name),
            _("Place"): events["location_en"],
            _("Within km"): events["uncertainty_km"],
            _("Placed by"): events["coord_source"],
            _("Party"): events["actor1"],
            _("Killed"): events["fatalities_best"],
            _("What happened"): events["summary"],
            _("Row"): events["source_row"],
        }
    ).reset_index(drop=True)


def reason_table(incoming: Incoming) -> pd.DataFrame:
    """Why rows are rejected, most first; the counts add up to the rejected rows."""
    return pd.DataFrame(
        {
            _("Rows"): list(incoming.by_reason.values()),
            _("Why"): [reason_words(reason) for reason in incoming.by_reason],
        }
    )


def _rejected(now: PendingImport, *, known: bool) -> None:
    incoming = now.incoming
    with st.expander(_("Needs fixing: {rows}").format(rows=_rows(incoming.rejected)), expanded=True):
        st.caption(
            _(
                "Nothing is mended silently. Download the rows, correct them in a spreadsheet and bring that file in: "
                "rows that came in meanwhile are unchanged."
            )
        )
        st.dataframe(
            reason_table(incoming),
            hide_index=True,
            placeholder="",
            height=table_height(len(incoming.by_reason), tallest=250),
            column_config={_("Why"): st.column_config.TextColumn(width="large")},
        )
        if now.waiting:
            lack = ngettext(
                "{number} of them only lacks a place that could be told surely.",
                "{number} of them only lack a place that could be told surely.",
                now.waiting,
            ).format(number=f"{now.waiting:,}")
            wait = ngettext(
                "Once the file is kept it waits under Unmatched places.",
                "Once the file is kept they wait under Unmatched places.",
                now.waiting,
            )
            before = _("The file was kept before: what waits of it stands under Unmatched places.")
            st.caption(f"{lack} {before if known else wait}")
        download(
            _("Download the rows that need fixing (CSV)"),
            lambda: write_rejected(incoming.cells, incoming.faults, now.upload.sha256),
            name=rejected_name(now.table.file),
            mime="text/csv",
            key="bring-in-set-aside",
        )
        _faults(now)


def _left_out(incoming: Incoming) -> None:
    with st.expander(_("Cells left empty: {number}").format(number=f"{len(incoming.left_out):,}")):
        st.caption(_("Their rows are accepted without them, and the events say so."))
        if len(incoming.left_out) > MOST_SHOWN:
            st.caption(_("The first {some} of {all}.").format(some=MOST_SHOWN, all=f"{len(incoming.left_out):,}"))
        fault_list(faults_of(incoming.left_out.head(MOST_SHOWN)), key="bring-in-left-out")


def rejected_name(file: str) -> str:
    """Name of the file the rejected rows of a file are fixed in."""
    return f"{file.rpartition('.')[0] or file}_needs_fixing.csv"


def _faults(now: PendingImport) -> None:
    faults = now.incoming.faults
    reasons = list(dict.fromkeys(faults["reason"]))
    chosen = st.selectbox(
        _("Show those because"),
        ["", *reasons],
        key=f"bring-in-reason-{now.look}",
        format_func=lambda reason: reason_words(reason) if reason else _("of any reason"),
    )
    some = faults[faults["reason"] == chosen] if chosen else faults
    if len(some) > MOST_SHOWN:
        st.caption(
            _("The first {some} of {all} faults; the download has them all.").format(
                some=MOST_SHOWN, all=f"{len(some):,}"
            )
        )
    fault_list(faults_of(some.head(MOST_SHOWN)), key="bring-in-faults")


def _duplicates(incoming: Incoming) -> None:
    known, told = incoming.duplicates, differing_words(incoming)
    with st.expander(_("Duplicates: {rows}").format(rows=_rows(len(known))), expanded=bool(told)):
        st.caption(_("Their ids are known already; they are not brought in twice."))
        if told:
            st.warning(markdown(told))
        if len(known) > MOST_SHOWN:
            st.caption(
                _("The first {some} of {all}, those that differ before the others.").format(
                    some=MOST_SHOWN, all=f"{len(known):,}"
                )
            )
        st.dataframe(
            duplicate_table(known).head(MOST_SHOWN),
            hide_index=True,
            placeholder="",
            height=table_height(len(known), tallest=250),
        )


def duplicate_table(known: pd.DataFrame) -> pd.DataFrame:
    """Duplicates as the page shows them: first those that say something else than the event there, marked as such."""
    ordered = known.sort_values("differs", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            _("Row"): ordered["row"],
            _("Id"): ordered["event_id"],
            _("Where it is"): ordered["where"],
            _("Differs"): np.where(ordered["differs"], _("yes"), ""),
        }
    ).reset_index(drop=True)
