"""A place looked up at a service on the internet: offered where whoever runs the page allows it, said before it is
sent, and sent by a button only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo.common.messages import _
from geo.theatre.theatre import Theatre
from ingest.geocoding.online_choice import chosen_service
from ingest.geocoding.online_error import OnlineError
from ingest.matching.spellings import UnmatchedSpelling
from ui.data import Opened
from ui.html import markdown
from ui.unmatched_places.looked_up import (
    LookedUp,
    keep_looked_up,
    online_gazetteer,
    sorted_by_extent,
    ways_to_ask,
)

if TYPE_CHECKING:
    from ingest.geocoding.online import OnlineService

ASKING, ASK_TROUBLE = "choose-asking", "choose-ask-trouble"


def online_button(spelling: UnmatchedSpelling) -> None:
    """The button that opens what would be sent; none where no service is named. It sends nothing."""
    try:
        service = chosen_service()
    except OnlineError:
        service = None  # told below the buttons
    if service is not None and st.session_state.get(ASKING) != spelling.key:
        st.button(_("Look it up online"), key="choose-online", on_click=_open, args=(spelling,))


def asking(spelling: UnmatchedSpelling, opened: Opened) -> None:
    """What would be sent to whom, and the button that sends it."""
    try:
        service = chosen_service()
        if service is not None and st.session_state.get(ASKING) == spelling.key:
            with st.container(border=True, key="choose-online-box"):
                _ask(service, spelling, opened.theatre)
    except OnlineError as error:
        st.error(markdown(error))


def _ask(service: OnlineService, spelling: UnmatchedSpelling, theatre: Theatre) -> None:
    state = st.session_state
    ways, gazetteer = ways_to_ask(theatre, spelling), online_gazetteer(service)
    number = st.radio(
        _("What to ask for"),
        range(len(ways)),
        key=f"choose-wording-{spelling.key}",
        format_func=lambda way: markdown(ways[way].text),
    )
    way = ways[number]
    known = gazetteer.knows(way.text)
    if known:
        asked_before = _("{service} was asked for this before. The answer is kept here: nothing is sent.")
        st.caption(asked_before.format(service=markdown(service.name)))
    else:
        st.caption(markdown(service.says(way.text, way.told)))
    with st.container(horizontal=True):
        label = _("Show the answer") if known else _("Send it to {host}").format(host=markdown(service.host()))
        pressed = st.button(label, type="primary", key=f"choose-send-{number}")
        st.button(_("Cancel"), key="choose-online-cancel", on_click=_close)
    if pressed:  # its key tells the wording: a press on what was said for another one sends nothing
        try:
            with st.spinner(_("Asking {service} …").format(service=markdown(service.name))):
                found = gazetteer.look_up(way.text)
        except OnlineError as error:
            state[ASK_TROUBLE] = (way.text, error.sentence)
        else:
            keep_looked_up(theatre, spelling, sorted_by_extent(service.name, way.text, found, theatre.extent))
            _close()
            st.rerun()  # the map is drawn before this, without what was found
    asked, trouble = state.get(ASK_TROUBLE, ("", ""))
    if trouble and asked == way.text:
        st.error(markdown(trouble))


def _open(spelling: UnmatchedSpelling) -> None:
    st.session_state.update({ASKING: spelling.key, ASK_TROUBLE: ("", "")})


def _close() -> None:
    st.session_state.update({ASKING: "", ASK_TROUBLE: ("", "")})


def found_heading(found: LookedUp) -> None:
    """Who was asked for what."""
    service, text = markdown(found.service), markdown(found.text)
    if found.inside:
        st.markdown(_("**Found by {service}, asked for “{text}”**").format(service=service, text=text))
    else:
        nothing = (
            _("**{service} found nothing inside this theatre, asked for “{text}”.**")
            if found.outside
            else _("**{service} found nothing, asked for “{text}”.**")
        )
        st.markdown(nothing.format(service=service, text=text))
        if "," in found.text:
            st.caption(_("It may write a part of that in another way: look it up again and ask for fewer words."))


def found_outside(found: LookedUp) -> None:
    """What lies outside the theatre, and whom the answer is owed to."""
    for place in found.outside:
        told = _("Outside this theatre, cannot be chosen: {place} ({lat}, {lon}).").format(
            place=place.name_en, lat=f"{place.lat:.4f}", lon=f"{place.lon:.4f}"
        )
        st.caption(markdown(told))
    if found.credits:
        st.caption(markdown(found.credits))
