"""What the file in hand corrects: the difference, the figures that move, what a person keeps, what is gone."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import streamlit as st

from geo.common.messages import N_, _, ngettext
from geo.theatre.theatre import Theatre
from ingest.matching.change_list import CHANGED, CONFLICT, LEAVES, change_list, write_changes
from ingest.matching.conflicts import as_complete, change_words, taking
from ingest.matching.incoming import Incoming
from ingest.matching.moved_figures import figures_moved, moved_frame
from map.spoken import listing
from ui.downloads import download
from ui.html import markdown
from ui.import_panel.import_options import ROUND
from ui.import_panel.pending_import import PendingImport
from ui.table_height import table_height

MOST_SHOWN = 300
HEADINGS = {
    "event_id": N_("Event"),
    "field": N_("What"),
    "before": N_("Before"),
    "after": N_("After"),
    "day": N_("Day"),
    "row": N_("Row"),
}
OF_CONFLICTS = {
    "event_id": N_("Event"),
    "field": N_("What"),
    "before": N_("Earlier file"),
    "after": N_("This file"),
    "by_hand": N_("By hand"),
    "day": N_("Day"),
    "row": N_("Row"),
}
FIGURES = {
    "events": N_("Events"),
    "possible": N_("Possible events"),
    "killed_low": N_("Killed, at least"),
    "killed_best": N_("Killed"),
    "killed_high": N_("Killed, at most"),
    "strikes": N_("Strikes"),
}


def _key(now: PendingImport, what: str) -> str:
    return f"bring-in-{what}-{st.session_state.get(ROUND, 0)}-{now.look}"


def as_said(now: PendingImport) -> Incoming:
    """The rows as they would be kept, with what was ticked: the file is complete, its version counts for an event."""
    return taking(_whole(now), set(st.session_state.get(_key(now, "take"), ())))


def _whole(now: PendingImport) -> Incoming:
    """The rows, as those of a complete file where that is ticked."""
    is_complete = st.session_state.get(_key(now, "complete")) and not now.incoming.gone.unreadable
    return as_complete(now.incoming) if is_complete else now.incoming


def corrections(now: PendingImport, theatre: Theatre) -> None:
    """The corrections, each part only where there is one."""
    incoming = as_said(now)
    if told := change_words(incoming):
        st.warning(markdown(told))
    lines = change_list(incoming)
    if incoming.superseded or len(incoming.withdrawals):
        _changed(incoming, lines, theatre)
    if (whole := _whole(now)).conflicting:
        _conflicts(now, whole)
    if len(incoming.gone.events):
        _gone(now, incoming, theatre)


def _changed(incoming: Incoming, lines: pd.DataFrame, theatre: Theatre) -> None:
    some = lines[lines["what"].isin([CHANGED, LEAVES])]
    corrected, withdrawn = incoming.superseded, len(incoming.withdrawals)
    what = [
        (corrected, ngettext("{count} event corrected", "{count} events corrected", corrected)),
        (withdrawn, ngettext("{count} event withdrawn", "{count} events withdrawn", withdrawn)),
    ]
    title = listing(told.format(count=f"{count:,}") for count, told in what if count)
    with st.expander(title.capitalize(), expanded=True):
        if len(some) > MOST_SHOWN:
            first = _("The first {some} of {all} lines; the download has them all.")
            st.caption(first.format(some=MOST_SHOWN, all=f"{len(some):,}"))
        _table(some, HEADINGS)
        download(
            _("Download what changes (CSV)"),
            lambda: write_changes(incoming),
            name="changes.csv",
            mime="text/csv",
            key="bring-in-changes",
        )
        moved = moved_frame(figures_moved(incoming, theatre))
        if moved.empty:
            st.caption(_("No figure moves: events, killed and strikes stay as they are."))
            return
        st.caption(_("Figures that move, in all days of the theatre and on the days of these events:"))
        shown = moved.assign(figure=moved["figure"].map(lambda figure: _(FIGURES[figure])))[
            ["name", "figure", "before", "after"]
        ]
        st.dataframe(
            shown.rename(
                columns={"name": _("Where, when"), "figure": _("Figure"), "before": _("Before"), "after": _("After")}
            ),
            hide_index=True,
            placeholder="",
            height=table_height(len(shown), tallest=250),
            column_config={
                _(name): st.column_config.NumberColumn(format="%,d") for name in (N_("Before"), N_("After"))
            },
        )


def _table(lines: pd.DataFrame, headings: Mapping[str, str]) -> None:
    """Lines of a difference; what it was and is stand before day and row, to be in sight on a narrow screen."""
    versions = (_(title) for name, title in headings.items() if name in ("before", "after", "by_hand"))
    st.dataframe(
        lines.head(MOST_SHOWN)[[*headings]].rename(columns={name: _(title) for name, title in headings.items()}),
        hide_index=True,
        placeholder="",
        height=table_height(len(lines), tallest=300),
        column_config={
            _("Row"): st.column_config.NumberColumn(width="small"),
            _("Day"): st.column_config.TextColumn(width="small"),
            **{title: st.column_config.TextColumn(width="medium") for title in versions},
        },
    )


def _conflicts(now: PendingImport, whole: Incoming) -> None:
    lines = change_list(whole)
    some = lines[lines["what"] == CONFLICT]
    with st.expander(
        _("Changed by hand and otherwise in the file: {number}").format(number=f"{len(whole.conflicting):,}"),
        expanded=True,
    ):
        st.caption(
            _("What a person made of these events stays. Choose those of which the file's version counts instead.")
        )
        _table(some, OF_CONFLICTS)
        st.multiselect(
            _("Take the file's version of"), sorted(whole.conflicting), key=_key(now, "take"), placeholder=_("none")
        )


def _gone(now: PendingImport, incoming: Incoming, theatre: Theatre) -> None:
    gone, ticked = incoming.gone, _key(now, "complete")
    title = _("Not in this file: {events} of earlier ones").format(events=_events(len(gone.events)))
    with st.expander(title, expanded=bool(st.session_state.get(ticked))):
        st.caption(markdown(_("It has rows of {what}.").format(what=gone.span_words(theatre.governorate_names))))
        st.dataframe(
            gone_table(gone.events.head(MOST_SHOWN)),
            hide_index=True,
            placeholder="",
            height=table_height(len(gone.events), tallest=250),
        )
        if gone.unreadable:
            unread = ngettext(
                "{number} row could not be read and may be among them: the file cannot count as complete.",
                "{number} rows could not be read and may be among them: the file cannot count as complete.",
                gone.unreadable,
            )
            st.caption(unread.format(number=f"{gone.unreadable:,}"))
            return
        complete = _("The file is complete for that: withdraw {events}").format(events=_events(len(gone.leaving)))
        st.checkbox(complete, key=ticked)


def _events(count: int) -> str:
    return ngettext("{number} event", "{number} events", count).format(number=f"{count:,}")


def gone_table(events: pd.DataFrame) -> pd.DataFrame:
    """Events that a file lacks as the page shows them; where a person changed some, with which."""
    by_hand = events["by_hand"].to_numpy(dtype=bool)
    table = pd.DataFrame(
        {
            _("Event"): events["event_id"],
            _("Changed by hand"): np.where(by_hand, _("yes, stays"), ""),
            _("Date"): events["event_date"].dt.date,
            _("Place"): events["location_en"],
            _("Killed"): events["fatalities_best"],
            _("What happened"): events["summary"],
        }
    )
    return table if by_hand.any() else table.drop(columns=_("Changed by hand"))
