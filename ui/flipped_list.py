"""The places that changed hands, ranked: each leads to its reports and to where it lies on the map."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import shapely
import streamlit as st

from geo.analysis.flipped_places import FlippedPlace, flipped_places
from geo.analysis.situation import Situation
from geo.common.messages import _, ngettext
from geo.common.remembered import remembered
from geo.theatre.theatre import Theatre
from map.spoken import day
from ui.data_words import HOW_HELD, code_in_words
from ui.dates import day_column
from ui.figures_table import figures_table, heading, paragraph
from ui.html import text
from ui.session import FLY_TO
from ui.table_height import table_height
from ui.words import names_by_index, place_name, standing_name

SCRIPT = (Path(__file__).parent / "flipped_list.js").read_text(encoding="utf-8")

MOST_LISTED = 12
REACH_DEG = 0.12
"""How far around a place the map shows when it is asked for, in degrees."""
TALLEST = 400
MOST_NAMED = 2
"""Sources a line names."""


def flipped_list(situation: Situation) -> None:
    """The most important as a line each, the others in a table; nothing of a range of one day."""
    if situation.filters.start == situation.filters.end:
        return
    flipped = flipped_places(situation)
    if not flipped:
        empty = _("No place of the area changed hands.")
        st.html(figures_table(_("**Places that changed hands**"), pd.DataFrame(), empty=empty))
        return
    told = ngettext(
        "**{count} place changed hands**. Press it for its reports and where it lies.",
        "**{count} places changed hands**, the largest first. Press one for its reports and where it lies.",
        len(flipped),
    )
    reported = sum(place.after.on_reports for place in flipped)
    rest = _("{count} of them by reports of their own; the others are inferred from places near them.")
    st.html(
        heading(told.format(count=f"{len(flipped):,}"))
        + (paragraph(text(rest.format(count=f"{reported:,}"))) if reported < len(flipped) else "")
    )
    buttons = st.components.v2.component("frontline_flipped_list", js=SCRIPT, isolate_styles=False)
    buttons(key="flipped", data={"lines": _lines(situation)}, on_place_change=lambda: _take(situation.theatre))
    if len(flipped) > MOST_LISTED:
        others = st.expander(_("The other places"), key="flipped-others", on_change="rerun")
        if others.open:
            with others:
                _table(_rows(situation))


def _take(theatre: Theatre) -> None:
    """Show the place that was pressed, if the theatre still has it."""
    pressed = st.session_state["flipped"]["place"]
    if pressed in theatre.places.index:
        show_place(theatre, pressed)


def show_place(theatre: Theatre, place_id: str) -> None:
    """Turn the page to a place: its reports beside the map, and the map to where it lies."""
    at = theatre.places.geometry[place_id]
    box = shapely.box(at.x - REACH_DEG, at.y - REACH_DEG, at.x + REACH_DEG, at.y + REACH_DEG)
    st.session_state.update({"selected": f"place:{place_id}", FLY_TO: box.bounds})


@remembered
def _lines(situation: Situation) -> list[tuple[str, str]]:
    """The most important: id of the place, and its line as HTML."""
    return [(place.place_id, _line(place, situation.theatre)) for place in flipped_places(situation)[:MOST_LISTED]]


def _line(flipped: FlippedPlace, theatre: Theatre) -> str:
    """As in "Hama · 5 Dec 2024 · Government → HTS" and under it "16 reports: Anadolu; SOHR", as HTML."""
    before, after = (text(standing_name(state.standing, theatre.factions)) for state in (flipped.before, flipped.after))
    since = _("inferred") if flipped.since is None else day(flipped.since)
    if flipped.claimed:
        since = _("claimed {day}").format(day=since)
    hands = _("{before} → {after}").format(before=before, after=after)
    name = text(place_name(theatre, flipped.place_id))
    return f"<strong>{name}</strong> · {text(since)} · {hands}<small>{_reports(flipped, theatre)}</small>"


def _reports(flipped: FlippedPlace, theatre: Theatre) -> str:
    count = len(flipped.after.reports)
    if not count:
        return _("no report of its own: it follows the places around it")
    named = list(dict.fromkeys(theatre.reports.loc[list(flipped.after.reports), "asserted_by"]))
    by = text(_("; ").join(theatre.attributed_to(one).say() for one in named[:MOST_NAMED]))
    if len(named) > MOST_NAMED:
        by = _("{names} and others").format(names=by)
    return ngettext("{count} report: {by}", "{count} reports: {by}", count).format(count=count, by=by)


@remembered
def _rows(situation: Situation) -> pd.DataFrame:
    """Those that have no line of their own."""
    theatre = situation.theatre
    names = names_by_index(theatre.places)
    said_by = {key: theatre.attributed_to(by).say() for key, by in theatre.reports["asserted_by"].items()}
    return pd.DataFrame(
        [
            {
                _("Place"): names[place.place_id],
                _("From"): standing_name(place.before.standing, theatre.factions),
                _("To"): standing_name(place.after.standing, theatre.factions),
                _("How"): code_in_words(place.after.how, HOW_HELD),
                _("Since"): place.since,
                _("Reports"): len(place.after.reports),
                _("Attributed to"): _("; ").join(dict.fromkeys(said_by[report] for report in place.after.reports)),
            }
            for place in flipped_places(situation)[MOST_LISTED:]
        ]
    )


def _table(rows: pd.DataFrame) -> None:
    st.dataframe(
        rows,
        hide_index=True,
        placeholder="",
        height=table_height(len(rows), tallest=TALLEST),
        column_config={
            _("Place"): st.column_config.TextColumn(pinned=True, width=165),
            _("Since"): day_column(),
        },
    )
