"""Three hints for whoever sees the page for the first time. The browser alone knows that, and shows or hides them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.common.messages import _
from ui.html import text

SCRIPT = Path(__file__).parent / "hints.js"
OWN_WAY = "came-by-no-situation"
"""Whether the page was opened as it opens by itself: by a link that carries nobody's days, area or details."""
NO_SITUATION = frozenset({"lang", "theatre"})
"""Parts of a link that any reader may come by."""


def hints() -> None:
    """What to press first; not for who came by a link to a situation, which they are to look at."""
    if not st.session_state.setdefault(OWN_WAY, st.query_params.to_dict().keys() <= NO_SITUATION):
        return
    said = (
        _("Press a place: who holds it, and how that is known."),
        _("Drag along the bars over the map to choose days, or press Play."),
        _("Export makes a sheet, slides, a film or data of what you see."),
    )
    rows = "".join(f"<li>{text(one)}</li>" for one in said)
    st.container(key="hints").html(
        f'<div class="fl-hints"><details><summary>{text(_("New here? Three hints"))}</summary><ul>{rows}</ul></details>'
        f'<button type="button">{text(_("Dismiss"))}</button></div>'
        f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>",
        unsafe_allow_javascript=True,
    )
