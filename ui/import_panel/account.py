"""What would become of every row of the file in hand: the account, what is set aside and why, what is known already."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import streamlit as st

from geo.common.errors import shorten
from geo.theatre.row_accounts import account_words
from geo.theatre.theatre import Theatre
from geo.validation.faults import faults_of
from ingest.matching.conflicts import differing_words
from ingest.matching.incoming import Incoming
from ingest.matching.reasons import left_out_words, reason_words
from ingest.tables.rejected import write_rejected
from map.wording import span
from ui.downloads import download
from ui.faults import fault_list
from ui.html import markdown
from ui.import_panel.corrections import as_said, corrections
from ui.import_panel.pending_import import PendingImport
from ui.words import counted

MOST_SHOWN = 300
FEW_ACTORS = 8


def account_line(read: int, counts: Mapping[str, object]) -> str:
    """As in "1,000 rows = 937 accepted + 3 duplicates + 60 set aside"."""
    return f"{counted(read, 'row')} = {account_words(counts)}"


def actors_without(count: int) -> str:
    """As in "1 actor stands for no faction yet"."""
    return f"{counted(count, 'actor')} {'stands' if count == 1 else 'stand'} for no faction yet"


def account(now: PendingImport, theatre: Theatre, *, known: bool) -> None:
    """The account in a line, then each part of it; `known`: the very same file was kept before."""
    found = as_said(now)
    st.markdown(f"**{account_line(found.read, found.counts)}**")
    if told := found.abroad.words:
        st.caption(markdown(told))
    if found.span:
        st.caption(f"The accepted rows are of {span(*found.span)}.")
    if actors := found.unmapped_actors:
        more = f" and {len(actors) - FEW_ACTORS} more" if len(actors) > FEW_ACTORS else ""
        st.caption(
            markdown(f"{actors_without(len(actors))}: {', '.join(map(shorten, actors[:FEW_ACTORS]))}{more}.")
            + " Say which under Actors once the file is kept; nothing is guessed."
        )
    for words in left_out_words(found.left_out):
        st.caption(markdown(f"{words}."))
    if found.accepted:
        _accepted(now)
    if len(found.left_out):
        _left_out(found)
    if found.rejected:
        _rejected(now, known=known)
    corrections(now, theatre)
    if len(found.duplicates):
        _duplicates(found)


def _accepted(now: PendingImport) -> None:
    events = now.found.events.head(MOST_SHOWN)
    shown = f"the first {MOST_SHOWN} of {now.found.accepted:,}" if now.found.accepted > MOST_SHOWN else "all of them"
    with st.expander(f"Accepted: {counted(now.found.accepted, 'row')}"):
        st.caption(f"As they would be kept, {shown}.")
        st.dataframe(
            accepted_table(events),
            hide_index=True,
            height=min(300, 40 + 35 * len(events)),
            column_config={
                "Date": st.column_config.DateColumn(format="D MMM YYYY", pinned=True),
                "What happened": st.column_config.TextColumn(width="large"),
            },
        )


def accepted_table(events: pd.DataFrame) -> pd.DataFrame:
    """Accepted rows as the page shows them."""
    return pd.DataFrame(
        {
            "Date": events["event_date"],
            "Event": events["sub_event_type"],
            "Type": events["event_type"],
            "Place": events["location_en"],
            "Within km": events["uncertainty_km"],
            "Placed by": events["coord_source"],
            "Party": events["actor1"],
            "Killed": events["fatalities_best"],
            "What happened": events["summary"],
            "Row": events["source_row"],
        }
    ).reset_index(drop=True)


def reason_table(found: Incoming) -> pd.DataFrame:
    """Why rows are set aside, most first; the counts add up to the rows set aside."""
    return pd.DataFrame(
        {"Rows": list(found.by_reason.values()), "Why": [reason_words(reason) for reason in found.by_reason]}
    )


def _rejected(now: PendingImport, *, known: bool) -> None:
    found = now.found
    with st.expander(f"Set aside: {counted(found.rejected, 'row')}", expanded=True):
        st.caption(
            "Nothing is mended silently. Download the rows, correct them in a spreadsheet and bring that file in: "
            "rows that came in meanwhile are unchanged."
        )
        st.dataframe(
            reason_table(found),
            hide_index=True,
            height=min(250, 40 + 35 * len(found.by_reason)),
            column_config={"Why": st.column_config.TextColumn(width="large")},
        )
        if now.waiting:
            lack, wait = ("lacks", "it waits") if now.waiting == 1 else ("lack", "they wait")
            then = "The file was kept before: what waits of it stands" if known else f"Once the file is kept {wait}"
            st.caption(
                f"{now.waiting:,} of them only {lack} a place that could be told surely. {then} under Unmatched places."
            )
        download(
            "Download the rows set aside (CSV)",
            lambda: write_rejected(found.cells, found.faults, now.upload.sha256),
            name=rejected_name(now.table.file),
            mime="text/csv",
            key="bring-in-set-aside",
        )
        _faults(now)


def _left_out(found: Incoming) -> None:
    with st.expander(f"Cells left empty: {len(found.left_out):,}"):
        st.caption("Their rows are accepted without them, and the events say so.")
        if len(found.left_out) > MOST_SHOWN:
            st.caption(f"The first {MOST_SHOWN} of {len(found.left_out):,}.")
        fault_list(faults_of(found.left_out.head(MOST_SHOWN)), key="bring-in-left-out")


def rejected_name(file: str) -> str:
    """Name of the file the set-aside rows of a file are mended in."""
    return f"{file.rpartition('.')[0] or file}_set_aside.csv"


def _faults(now: PendingImport) -> None:
    faults = now.found.faults
    reasons = list(dict.fromkeys(faults["reason"]))
    chosen = st.selectbox(
        "Show those because",
        ["", *reasons],
        key=f"bring-in-reason-{now.look}",
        format_func=lambda reason: reason_words(reason) if reason else "of any reason",
    )
    some = faults[faults["reason"] == chosen] if chosen else faults
    if len(some) > MOST_SHOWN:
        st.caption(f"The first {MOST_SHOWN} of {len(some):,} faults; the download has them all.")
    fault_list(faults_of(some.head(MOST_SHOWN)), key="bring-in-faults")


def _duplicates(found: Incoming) -> None:
    known, told = found.duplicates, differing_words(found)
    with st.expander(f"Duplicates: {counted(len(known), 'row')}", expanded=bool(told)):
        st.caption("Their ids are known already; they are not brought in twice.")
        if told:
            st.warning(markdown(told))
        if len(known) > MOST_SHOWN:
            st.caption(f"The first {MOST_SHOWN} of {len(known):,}, those that differ before the others.")
        st.dataframe(
            duplicate_table(known).head(MOST_SHOWN),
            hide_index=True,
            height=min(250, 40 + 35 * len(known)),
        )


def duplicate_table(known: pd.DataFrame) -> pd.DataFrame:
    """Duplicates as the page shows them: first those that say something else than the event there, marked as such."""
    ordered = known.sort_values("differs", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            "Row": ordered["row"],
            "Id": ordered["event_id"],
            "Where it is": ordered["where"],
            "Differs": np.where(ordered["differs"], "yes", ""),
        }
    ).reset_index(drop=True)
