"""Whether the reader has the filters open: the browser alone knows, and tells when it changes."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

SCRIPT = (Path(__file__).parent / "filters_shown.js").read_text(encoding="utf-8")
FILTERS_SHOWN = "filters-shown"
"""Whether the page draws its filters. They are shut at first."""


def filters_shown() -> bool:
    """Whether the filters are open, so that they have to be drawn: shut, half of what a run sends is seen by nobody."""
    watch = st.components.v2.component("frontline_filters_shown", js=SCRIPT)
    shown = bool(st.session_state.setdefault(FILTERS_SHOWN, False))
    watch(key="sidebar", data={"shown": shown}, on_open_change=_take, height=1)
    return shown


def _take() -> None:
    st.session_state[FILTERS_SHOWN] = bool(st.session_state["sidebar"]["open"])
