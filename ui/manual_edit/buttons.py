"""Beside the map: what can be added to, changed in or taken out of what was clicked, and the way back."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

import streamlit as st

from geo.changelog.log import Row, Subject
from geo.common.messages import N_, _, either, ngettext
from geo.theatre.theatre import Theatre
from info.ground import KIND as GROUND
from info.ground import point_of
from map.event_words import kind_name
from map.spoken import listing
from store.manual_edit import row_of
from ui.data import Opened
from ui.html import markdown
from ui.manual_edit.editing import SAID, EditOutcome, start_adding, start_editing, start_withdrawing, undo_last
from ui.manual_edit.event_form import new_event
from ui.manual_edit.report_form import new_report, report_words
from ui.session import CLICKED, Clicked
from ui.state import ViewState

AT_A_PLACE_KM = 1.0
"""How exact an event is that is added at a place without a click on the map, where the place's point is no vaguer."""


def said(opened: Opened, view: ViewState, shown: Container[str]) -> None:
    """What was just done, with the way back, until the reader turns to something else; `shown`: the events that the
    filters let through."""
    done: EditOutcome | None = st.session_state.get(SAID)
    if done is None or view.selected not in ("", done.selected):
        return
    with st.container(key="by-hand-said", border=True):
        text, way_back = st.columns([0.55, 0.45], vertical_alignment="center")
        text.markdown(f"**{_(done.text)}**")
        way_back.button(_(done.way.beside), key="by-hand-undo", on_click=undo_last, args=(opened,), width="stretch")
        kind, _colon, key = view.selected.partition(":")
        if kind == "event" and key not in shown:
            st.caption(_("The days or filters chosen leave it out: it is not on the map now."))
        if done.why_not:
            st.error(markdown(done.why_not))


def buttons(opened: Opened, view: ViewState, on: date) -> None:
    """What can be done with the selected thing; where nothing can be changed, why."""
    clicked = _clicked(opened.theatre, view)
    if clicked is None and not view.selected.startswith("event:"):
        return
    if opened.read_only_reason:
        st.caption(opened.read_only_reason)
        return
    kind, _colon, key = view.selected.partition(":")
    with st.container(key="by-hand-buttons", horizontal=True, gap="small"):
        if kind == "event":
            _event(opened, key)
        elif clicked is not None:
            _add_event(opened, clicked, on)
        if kind == "place" and opened.theatre.history is None:
            _place(opened, key, on)


def _clicked(theatre: Theatre, view: ViewState) -> Clicked | None:
    """The point an event would be added at: the click that selected this, else the place's own."""
    clicked: Clicked | None = st.session_state.get(CLICKED)
    if clicked is not None and clicked.selected == view.selected:
        return clicked
    kind, _colon, key = view.selected.partition(":")
    if kind == "place" and key in theatre.places.index:
        place = theatre.places.loc[key]
        within_km = max(AT_A_PLACE_KM, float(place["uncertainty_km"]))
        return Clicked(view.selected, place.geometry.x, place.geometry.y, within_km)
    if kind == GROUND and (point := point_of(key)):
        return Clicked(view.selected, point[1], point[0], AT_A_PLACE_KM)
    return None


def _add_event(opened: Opened, clicked: Clicked, on: date) -> None:
    st.button(
        _("Add an event here"),
        key="by-hand-add-event",
        on_click=lambda: start_adding(
            opened, Subject.EVENT, N_("Add an event"),
            new_event(opened.theatre, clicked.lon, clicked.lat, on, clicked.within_km),
        ),
    )  # fmt: skip


def _event(opened: Opened, event_id: str) -> None:
    events = opened.theatre.events
    if event_id not in events.index:
        return
    event = events.loc[event_id]
    place = either(event["location_en"], event["location_ar"])
    told = f"{listing([kind_name(event['sub_event_type']), place])}: {event['summary']}"
    st.button(
        _("Edit"),
        key="by-hand-edit",
        on_click=lambda: start_editing(opened, Subject.EVENT, N_("Edit an event"), event_id, row_of(events, event_id)),
    )
    st.button(
        _("Withdraw"),
        key="by-hand-withdraw",
        on_click=lambda: start_withdrawing(opened, Subject.EVENT, N_("Withdraw an event"), event_id, told),
    )


def _place(opened: Opened, place_id: str, on: date) -> None:
    st.button(
        _("Say who holds this place"),
        key="by-hand-add-report",
        on_click=lambda: start_adding(opened, Subject.REPORT, N_("Say who holds a place"), new_report(place_id, on)),
    )
    reports = opened.theatre.reports_of(place_id).iloc[::-1]
    if reports.empty:
        return
    words = {key: report_words(row, opened.theatre) for key, row in reports.iterrows()}
    with st.popover(_("Correct a report")):
        # of other reports another widget: Streamlit would keep the choice and show the first
        key = f"by-hand-report-{place_id}-{opened.theatre.version}"
        chosen = st.selectbox(_("Which report"), list(words), format_func=words.__getitem__, key=key)
        st.caption(markdown(words[chosen]))
        subject, named, row, whole = _what_it_is(opened.theatre, chosen, words[chosen])
        if whole != words[chosen]:
            st.caption(markdown(whole))
        edit, away = st.columns(2)
        edit.button(
            _("Edit"),
            key="by-hand-edit-report",
            width="stretch",
            on_click=lambda: start_editing(opened, subject, EDIT[subject], named, row),
        )
        away.button(
            _("Withdraw"),
            key="by-hand-withdraw-report",
            width="stretch",
            on_click=lambda: start_withdrawing(opened, subject, WITHDRAW[subject], named, whole),
        )


EDIT = {Subject.REPORT: N_("Edit a report"), Subject.GROUND: N_("Edit drawn ground")}
WITHDRAW = {Subject.REPORT: N_("Withdraw a report"), Subject.GROUND: N_("Withdraw drawn ground")}


def _what_it_is(theatre: Theatre, report_id: str, words: str) -> tuple[Subject, str, Row, str]:
    """What is changed with a report of a place: itself, or the whole ground it was drawn with; its id, its row, and
    what it says in words."""
    ground_id = theatre.reports.loc[report_id, "ground_id"]
    if not ground_id:
        return Subject.REPORT, report_id, row_of(theatre.reports, report_id), words
    count = len(theatre.ground.loc[ground_id, "place_ids"])
    for_all = ngettext(
        "{report}. It is changed for the {number} place inside.",
        "{report}. It is changed for all {number} places inside.",
        count,
    ).format(report=words, number=f"{count:,}")
    whole = for_all if count > 1 else words
    return Subject.GROUND, ground_id, row_of(theatre.ground, ground_id), whole
