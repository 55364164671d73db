"""A table of events that can be chosen from and taken along: alike on every tab that lists some."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from briefing.job.licences import warning
from geo.analysis.situation import Situation
from geo.common.messages import _, pgettext
from ui.downloads import download
from ui.html import markdown
from ui.tables_csv import as_csv
from ui.words import other_language

LAST_CHOSEN = "{what}-row-acted-on"
"""Key of what was chosen last in a list."""


@dataclass(frozen=True)
class EventFile:
    """Events that are taken along as a CSV: what its button says, what the file calls them, and the table of them."""

    label: str
    name: str
    table: Callable[[], pd.DataFrame]

    def content(self) -> bytes:
        """The file."""
        return as_csv(self.table())


def event_list(
    situation: Situation, shown: pd.DataFrame, *files: EventFile, what: str, columns: Mapping[str, Any]
) -> None:
    """The rows `shown` (with `Id` and `Link`), of which one chosen is selected on the map; below them the `files`, and
    first what their terms forbid. `what` is listed, in the plural, as keys call it; `columns`: how some of them are
    set, the others are called as the language has it."""
    chosen = st.dataframe(
        shown,
        key=f"{what}-table-{situation.theatre.version}",  # a row chosen of older data is not that of the new
        hide_index=True,
        placeholder="",
        height=340,
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            **{column: _(column) for column in shown.columns},
            "Place (Arabic)": _("Place ({language})").format(language=other_language()),
            "Link": st.column_config.LinkColumn(_("Link"), display_text=pgettext("a page behind a link", "open")),
            "What happened": st.column_config.TextColumn(_("What happened"), width="large"),
            **columns,
        },
    )
    _select_row(shown, chosen.selection.rows, LAST_CHOSEN.format(what=what))
    if told := warning(situation):
        st.warning(markdown(told))
    filters = situation.filters
    asked_for = f"{situation.area.id}_{filters.start:%Y%m%d}-{filters.end:%Y%m%d}"
    with st.container(key=f"{what}-files", horizontal=True, gap="xsmall"):
        for number, file in enumerate(files):
            download(
                file.label,
                file.content,
                name=f"frontline_{file.name}_{asked_for}.csv",
                mime="text/csv",
                key=f"{what}-download-{number}",
            )


def _select_row(table: pd.DataFrame, rows: list[int], acted_on: str) -> None:
    """Select the event of a row that has just been chosen; a choice already acted on, which the session keeps under
    `acted_on`, stays as it is."""
    event_id = str(table["Id"].iloc[rows[0]]) if rows and rows[0] < len(table) else ""
    if event_id == st.session_state.get(acted_on, ""):
        return
    st.session_state[acted_on] = event_id
    if event_id:
        st.session_state["selected"] = f"event:{event_id}"
        st.rerun()
