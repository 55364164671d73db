"""The strikes of a situation: with what, on whom, who says so; as a table and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import streamlit as st

from geo.analysis.situation import Situation, select
from geo.common.messages import N_, _
from geo.common.remembered import remembered
from geo.events.events import CASUALTIES, COUNTED_FROM, counted, with_casualties
from geo.events.strike_kinds import STRIKE_KIND_NAMES
from geo.query.filters import Filters
from info.figures import killed_words, why_no_events
from ui.dates import day_column
from ui.event_list import EventFile, event_list
from ui.events_tab import MOST_ROWS, events_table
from ui.html import markdown
from ui.session import LISTED_CASUALTIES, LISTED_KINDS

NAMES = {"Date": N_("Day"), "Strike": N_("With"), "Attributed to": N_("Who says so")}
"""What columns of events are called in a table of strikes."""

FIRST = [
    "Day",
    "Place",
    "With",
    "Killed low",
    "Killed best",
    "Killed high",
    "Injured",
    "Civilians killed",
    "Who says so",
    "Grade",
    "What happened",
]


def strikes_table(situation: Situation, most: int | None = None) -> pd.DataFrame:
    """The strikes among the events of the situation, of all or of the first `most` by day, with day, place, what and on
    whom first; a figure nobody gives is empty."""
    events = situation.events if most is None else situation.filtered.first(most)
    hurt = {N_("Injured"): events["injured"].array, N_("Civilians killed"): events["civilians_killed"].array}
    table = events_table(situation, most).assign(**hurt).rename(columns=NAMES)
    ordered = table[[*FIRST, *table.columns.difference(FIRST, sort=False)]]
    return ordered[(events["strike"] != "").array].reset_index(drop=True)


@remembered
def _asked(situation: Situation, filters: Filters) -> Situation:
    return select(situation.theatre, filters)


def strikes_tab(situation: Situation) -> None:
    """The strikes, of the kinds chosen here, all or those with people killed or injured."""
    kinds = st.pills(
        _("Strikes with"),
        list(STRIKE_KIND_NAMES),
        key=LISTED_KINDS,
        selection_mode="multi",
        format_func=lambda kind: STRIKE_KIND_NAMES[kind].say(),
        label_visibility="collapsed",
    )
    casualties = st.toggle(_("With casualties only"), key=LISTED_CASUALTIES)
    filters = replace(
        situation.filters,
        strikes_only=True,
        strike_kinds=frozenset(kinds) or situation.filters.strike_kinds,
        casualties_only=casualties or situation.filters.casualties_only,
    )
    asked = _asked(situation, filters)
    if not len(asked.filtered):
        st.info(markdown(why_no_events(asked)))
        return
    events = asked.filtered.columns([*COUNTED_FROM, *CASUALTIES])
    told, hurt = int(counted(events).sum()), int(with_casualties(events).sum())
    words = _("{count} strikes, {hurt} of them with casualties; {killed}. Click the box of a row to see it.")
    words = words.format(count=f"{told:,}", hurt=f"{hurt:,}", killed=killed_words(asked.figures))
    if not_added_up := len(events) - told:
        more = _("The table also has {count} that are not added up: running totals, or abroad.")
        words += " " + more.format(count=f"{not_added_up:,}")
    st.caption(words)
    event_list(
        asked,
        strikes_table(asked, MOST_ROWS),
        *_files(situation, filters, len(events), hurt),
        what="strikes",
        columns={
            "Day": day_column(_("Day"), years=False, pinned=True),
            "Place": st.column_config.TextColumn(_("Place"), pinned=True, width=110),
        },
    )


def _files(situation: Situation, filters: Filters, rows: int, hurt: int) -> Iterator[EventFile]:
    """The strikes that `filters` ask for and, where only `hurt` of these `rows` have casualties, those alone."""
    yield _file(_("Download these strikes (CSV)"), situation, filters)
    if 0 < hurt < rows:
        label = _("Those with casualties: {count} (CSV)")
        yield _file(label.format(count=f"{hurt:,}"), situation, replace(filters, casualties_only=True))


def _file(label: str, situation: Situation, filters: Filters) -> EventFile:
    name = ["strikes", *sorted(filters.strike_kinds), *["with-casualties"] * filters.casualties_only]
    return EventFile(label, "-".join(name), lambda: strikes_table(_asked(situation, filters)))
