"""Unmatched places: one spelling at a time, its candidates, the map, and how many rows the choice settles."""

from __future__ import annotations

import streamlit as st

from geo.common.errors import DataError
from geo.common.messages import _, ngettext
from ingest.matching.spellings import UnmatchedSpelling, corrects_words
from map.spoken import listing
from map.wording import GEO_PRECISION, within
from ui.data import Opened
from ui.html import markdown
from ui.session import FLY_TO, SHOW_MAP
from ui.table_height import table_height
from ui.unmatched_places.choosing import (
    CHOICE_TROUBLE,
    CLICKING,
    LEFT,
    OPEN,
    choices,
    own_answer,
    propose,
    rows_counted,
    rows_key,
    to_choose,
    waiting,
)
from ui.unmatched_places.leaving_out import leaving_out
from ui.unmatched_places.looked_up import looked_up
from ui.unmatched_places.online import asking, found_heading, found_outside, online_button
from ui.unmatched_places.settling import settled
from ui.unmatched_places.spellings import SpellingChoice, of_choice, row_table

AROUND_DEG = 0.15
TOLD = "choose-click-told"
"""Whether it is still to be told beside the map what a click on it is for."""


def unmatched_section(opened: Opened) -> None:
    """The spellings that wait; nothing at all where none ever did."""
    try:
        everything, there_are = waiting(opened), to_choose(opened)
    except DataError as error:
        st.markdown(f"### {_('Unmatched places')}")
        st.error(markdown(error.sentence))
        return
    st.markdown(f"### {_('Unmatched places')}")
    settled(opened)
    if not everything:
        st.caption(_("No row waits for a place."))
        return
    count = sum(len(one.rows) for one in everything)
    spelled = ngettext("{number} spelling", "{number} spellings", len(everything)).format(number=f"{len(everything):,}")
    st.caption(
        _(
            "{rows}, {spellings} of places that could not be told surely. They are kept beside the theatre and count "
            "once somebody says where they lie."
        ).format(rows=rows_counted(count), spellings=spelled)
    )
    _left(len(everything) - len(there_are))
    if there_are:
        _choose(there_are, opened)


def _left(count: int) -> None:
    if count:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(_("{number} left for now.").format(number=count))
            st.button(_("Look at them again"), key="choose-again", on_click=lambda: st.session_state.pop(LEFT, None))


def _choose(there_are: list[UnmatchedSpelling], opened: Opened) -> None:
    state = st.session_state
    by_key = {one.key: one for one in there_are}
    if state.get(OPEN) not in by_key:
        state[OPEN] = None
    st.selectbox(
        _("Which place"),
        list(by_key),
        key=OPEN,
        index=None,
        format_func=lambda key: by_key[key].words,
        placeholder=_("Choose one to settle"),
    )
    if state[OPEN] is not None:
        _one(by_key[state[OPEN]], opened)


def _one(spelling: UnmatchedSpelling, opened: Opened) -> None:
    places, found = choices(opened, spelling), looked_up(opened.theatre, spelling)
    numbered = list(enumerate(places, start=1))
    with st.container(border=True, key="choose-one"):
        if any(not choice.found_by for choice in places):
            st.markdown(_("**Where {place} may be**").format(place=markdown(spelling.place)))
        else:
            nothing = _("**Nothing in this theatre is called like {place}.**")
            st.markdown(nothing.format(place=markdown(spelling.place)))
        for number, choice in numbered:
            if not choice.found_by:
                _choice(number, choice, spelling, read_only=bool(opened.read_only_reason))
        if told := own_answer(opened, spelling).others_told:
            st.caption(_("{others} If it is one of them, choose it on the map.").format(others=told))
        if found:
            found_heading(found)
            for number, choice in numbered:
                if choice.found_by:
                    _choice(number, choice, spelling, read_only=bool(opened.read_only_reason))
            found_outside(found)
        if opened.read_only_reason:
            st.caption(opened.read_only_reason)
        _ways(spelling, places, opened)
        _rows(spelling, read_only=bool(opened.read_only_reason))


def _choice(number: int, choice: SpellingChoice, spelling: UnmatchedSpelling, *, read_only: bool) -> None:
    candidate = choice.candidate
    here, why = st.columns([0.32, 0.68], vertical_alignment="center")
    here.button(
        markdown(f"{number}. {choice.name_and_area}"),
        key=f"choose-candidate-{number}",
        width="stretch",
        disabled=read_only,
        on_click=propose,
        args=(of_choice(spelling.key, choice),),
    )
    address = f"{candidate.name_en}. " if choice.found_by else ""
    exact = listing([_(GEO_PRECISION[candidate.geo_precision]).capitalize(), within(candidate.uncertainty_km)])
    why.caption(markdown(f"{address}{candidate.score:.0%}: {candidate.because}. {exact}."))


def _ways(spelling: UnmatchedSpelling, found: tuple[SpellingChoice, ...], opened: Opened) -> None:
    state = st.session_state
    with st.container(horizontal=True, key="choose-ways"):
        if found:
            st.button(_("Show them on the map"), key="choose-fly", on_click=_fly, args=(found,))
        if opened.read_only_reason:
            return
        if state.get(CLICKING) == spelling.key:
            st.button(_("Stop waiting for a click"), key="choose-stop", on_click=lambda: state.update({CLICKING: ""}))
        else:
            st.button(_("Choose on the map"), key="choose-click", on_click=_wait_for_click, args=(spelling,))
        online_button(spelling)
        st.button(
            _("Not now"),
            key="choose-leave",
            help=_("The rows go on waiting; this list is without them until you look at them again."),
            on_click=_leave,
            args=(spelling,),
        )
        leaving_out(spelling, opened)
    asking(spelling, opened)
    if state.get(CLICKING) == spelling.key:
        if state.pop(TOLD, False):
            st.toast(_("Click on the map where {place} is.").format(place=markdown(spelling.place)))
        st.info(
            _(
                "Now click on the map where {place} is. Zoom in first: a click is only as exact as the map is large."
            ).format(place=markdown(spelling.place))
        )


def _wait_for_click(spelling: UnmatchedSpelling) -> None:
    st.session_state.update({CLICKING: spelling.key, CHOICE_TROUBLE: "", SHOW_MAP: True, TOLD: True})


def _leave(spelling: UnmatchedSpelling) -> None:
    state = st.session_state
    state[LEFT] = state.get(LEFT, frozenset()) | {spelling.key}
    state.update({OPEN: None, CLICKING: "", CHOICE_TROUBLE: ""})


def _fly(found: tuple[SpellingChoice, ...]) -> None:
    lons, lats = [one.candidate.lon for one in found], [one.candidate.lat for one in found]
    bounds = min(lons) - AROUND_DEG, min(lats) - AROUND_DEG, max(lons) + AROUND_DEG, max(lats) + AROUND_DEG
    st.session_state.update({FLY_TO: bounds, SHOW_MAP: True})


def _rows(spelling: UnmatchedSpelling, *, read_only: bool) -> None:
    """The rows with this spelling, to be ticked where only some of them are meant; `read_only`: only to be read."""
    with st.expander(
        _("The rows: {number}").format(number=f"{len(spelling.rows):,}"), expanded=len(spelling.rows) <= 3
    ):
        if len(spelling.rows) > 1 and not read_only:
            st.caption(_("One choice settles them all. Tick rows to settle only those."))
        if told := corrects_words(spelling.rows):
            st.caption(told)
        st.dataframe(
            row_table(spelling.rows),
            key=rows_key(spelling),
            hide_index=True,
            placeholder="",
            height=table_height(len(spelling.rows), tallest=260),
            on_select="ignore" if read_only else "rerun",
            selection_mode="multi-row",
            column_config={
                _("Day"): st.column_config.DateColumn(format="D MMM YYYY"),
                _("What happened"): st.column_config.TextColumn(width="large"),
            },
        )
