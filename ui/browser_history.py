"""Back and forward of the browser: every change of the view is a step of its history, whose address is that view's."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.session import GONE_BACK, take_address
from ui.theatre_choice import THEATRE

SCRIPT = (Path(__file__).parent / "browser_history.js").read_text(encoding="utf-8")


def follow_browser_history() -> None:
    """Show the view of an address that the reader goes back or on to; the link is no seed alone then."""
    watch = st.components.v2.component("frontline_browser_history", js=SCRIPT)
    with st.sidebar:
        watch(key="browser-history", on_gone_change=take_address, height=1)
    if st.session_state.get(GONE_BACK):
        st.session_state.pop(THEATRE, None)  # here: Streamlit goes through its widgets while it calls `take_address`
