"""What the file in hand corrects: the difference, the figures that move, what a person keeps, what is gone."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import streamlit as st

from geo.theatre.theatre import Theatre
from ingest.matching.change_list import CHANGED, CONFLICT, LEAVES, change_list, write_changes
from ingest.matching.conflicts import as_complete, change_words, taking
from ingest.matching.incoming import Incoming
from ingest.matching.moved_figures import figures_moved, moved_frame
from ui.downloads import download
from ui.html import markdown
from ui.import_panel.import_options import ROUND
from ui.import_panel.pending_import import PendingImport
from ui.words import counted

MOST_SHOWN = 300
HEADINGS = {"event_id": "Event", "field": "What", "before": "Before", "after": "After", "day": "Day", "row": "Row"}
OF_CONFLICTS = {
    "event_id": "Event", "field": "What", "before": "Earlier file", "after": "This file", "by_hand": "By hand",
    "day": "Day", "row": "Row",
}  # fmt: skip
FIGURES = {
    "events": "Events", "possible": "Possible events", "killed_low": "Killed, at least", "killed_best": "Killed",
    "killed_high": "Killed, at most", "strikes": "Strikes",
}  # fmt: skip


def _key(now: PendingImport, what: str) -> str:
    return f"bring-in-{what}-{st.session_state.get(ROUND, 0)}-{now.look}"


def as_said(now: PendingImport) -> Incoming:
    """The rows as they would be kept, with what was ticked: the file is complete, its version counts for an event."""
    return taking(_whole(now), set(st.session_state.get(_key(now, "take"), ())))


def _whole(now: PendingImport) -> Incoming:
    """The rows, as those of a complete file where that is ticked."""
    is_complete = st.session_state.get(_key(now, "complete")) and not now.found.gone.unreadable
    return as_complete(now.found) if is_complete else now.found


def corrections(now: PendingImport, theatre: Theatre) -> None:
    """The corrections, each part only where there is one."""
    found = as_said(now)
    if told := change_words(found):
        st.warning(markdown(told))
    lines = change_list(found)
    if found.superseded or len(found.withdrawals):
        _changed(now, found, lines, theatre)
    if (whole := _whole(now)).conflicting:
        _conflicts(now, whole)
    if len(found.gone.events):
        _gone(now, found, theatre)


def _changed(now: PendingImport, found: Incoming, lines: pd.DataFrame, theatre: Theatre) -> None:
    some = lines[lines["what"].isin([CHANGED, LEAVES])]
    what = [
        *([f"{counted(found.superseded, 'event')} corrected"] if found.superseded else []),
        *([f"{counted(len(found.withdrawals), 'event')} withdrawn"] if len(found.withdrawals) else []),
    ]
    with st.expander(", ".join(what).capitalize(), expanded=True):
        if len(some) > MOST_SHOWN:
            st.caption(f"The first {MOST_SHOWN} of {len(some):,} lines; the download has them all.")
        _table(some, HEADINGS)
        download(
            "Download what changes (CSV)",
            lambda: write_changes(found),
            name="changes.csv",
            mime="text/csv",
            key="bring-in-changes",
        )
        moved = moved_frame(figures_moved(found, theatre))
        if moved.empty:
            st.caption("No figure moves: events, killed and strikes stay as they are.")
            return
        st.caption("Figures that move, in all days of the theatre and on the days of these events:")
        shown = moved.assign(figure=moved["figure"].map(FIGURES))[["name", "figure", "before", "after"]]
        st.dataframe(
            shown.rename(columns={"name": "Where, when", "figure": "Figure", "before": "Before", "after": "After"}),
            hide_index=True,
            height=min(250, 40 + 35 * len(shown)),
            column_config={name: st.column_config.NumberColumn(format="%,d") for name in ("Before", "After")},
        )


def _table(lines: pd.DataFrame, headings: Mapping[str, str]) -> None:
    """Lines of a difference; what it was and is stand before day and row, to be in sight on a narrow screen."""
    versions = (title for name, title in headings.items() if name in ("before", "after", "by_hand"))
    st.dataframe(
        lines.head(MOST_SHOWN)[[*headings]].rename(columns=headings),
        hide_index=True,
        height=min(300, 40 + 35 * len(lines)),
        column_config={
            "Row": st.column_config.NumberColumn(width="small"),
            "Day": st.column_config.TextColumn(width="small"),
            **{title: st.column_config.TextColumn(width="medium") for title in versions},
        },
    )


def _conflicts(now: PendingImport, whole: Incoming) -> None:
    lines = change_list(whole)
    some = lines[lines["what"] == CONFLICT]
    with st.expander(f"Changed by hand and otherwise in the file: {len(whole.conflicting):,}", expanded=True):
        st.caption("What a person made of these events stays. Choose those of which the file's version counts instead.")
        _table(some, OF_CONFLICTS)
        st.multiselect(
            "Take the file's version of", sorted(whole.conflicting), key=_key(now, "take"), placeholder="none"
        )


def _gone(now: PendingImport, found: Incoming, theatre: Theatre) -> None:
    gone, ticked = found.gone, _key(now, "complete")
    title = f"Not in this file: {counted(len(gone.events), 'event')} of earlier ones"
    with st.expander(title, expanded=bool(st.session_state.get(ticked))):
        st.caption(markdown(f"It has rows of {gone.span_words(theatre.governorate_names)}."))
        st.dataframe(
            gone_table(gone.events.head(MOST_SHOWN)),
            hide_index=True,
            height=min(250, 40 + 35 * len(gone.events)),
        )
        if gone.unreadable:
            rows = counted(gone.unreadable, "row")
            st.caption(f"{rows} could not be read and may be among them: the file cannot count as complete.")
            return
        st.checkbox(f"The file is complete for that: withdraw {counted(len(gone.leaving), 'event')}", key=ticked)


def gone_table(events: pd.DataFrame) -> pd.DataFrame:
    """Events that a file lacks as the page shows them; where a person changed some, with which."""
    by_hand = events["by_hand"].to_numpy(dtype=bool)
    table = pd.DataFrame(
        {
            "Event": events["event_id"],
            "Changed by hand": np.where(by_hand, "yes, stays", ""),
            "Date": events["event_date"].dt.date,
            "Place": events["location_en"],
            "Killed": events["fatalities_best"],
            "What happened": events["summary"],
        }
    )
    return table if by_hand.any() else table.drop(columns="Changed by hand")
