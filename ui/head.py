"""The head of the page: what happened in one sentence, the language, the link and the files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from briefing.text.lead import head_of
from geo.analysis.situation import Situation
from geo.common.messages import _
from geo.common.phrases import LANGUAGES, Language
from geo.theatre.theatre import Theatre
from ui.export_panel import export_panel
from ui.html import text
from ui.map import ask_position, day_told, position_told
from ui.position import AT
from ui.session import PLAYING, opening_view
from ui.state import ViewState
from ui.words import language_name

SCRIPT = Path(__file__).parent / "head.js"


def title(situation: Situation, language: Language) -> None:
    """Which of the largest places were taken, by whom, from whom; else the area; and the days it is told for. While the
    days play, the same of those up to the day shown (ui/head.js)."""
    told, below = (phrase.say(language) for phrase in head_of(situation))
    st.html(
        f'<h2 class="fl-lead">{text(told)}</h2><span class="fl-days">{text(below)}</span>'
        f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>",
        unsafe_allow_javascript=True,
    )


def reading() -> None:
    """The language of the page, and of the names on its map."""
    st.segmented_control(
        _("Language of names and title"),
        LANGUAGES,
        key="language",
        format_func=language_name,
        required=True,
        label_visibility="collapsed",
    )


def share(theatre: Theatre, view: ViewState) -> None:
    """The address that opens this page for somebody else, with the position the map is asked for when it is opened, and
    the day that a playback stands still on."""
    panel = st.popover(_("Link"), key="link", on_change=lambda: ask_position(st.session_state["link"]))
    if panel.open:
        query = _on_day_shown(view).to_query(opening_view(theatre))
        if at := position_told():
            query[AT] = at
        panel.caption(_("Opens the same map, days, filters and details for whoever can reach this page."))
        panel.code(f"{st.context.url or ''}?{urlencode(query, safe='~:,')}", language=None, wrap_lines=True)


def _on_day_shown(view: ViewState) -> ViewState:
    """The view whose range ends on the day that a playback stands still on, if one does."""
    shown, filters = day_told(), view.filters
    if not st.session_state[PLAYING] or shown is None or not filters.start <= shown <= filters.end:
        return view
    return replace(view, filters=replace(filters, end=shown))


def actions(situation: Situation, view: ViewState, folder: Path) -> None:
    """What is done with the page as it stands: handed on as a link, or as a file. `folder`: the theatre's."""
    share(situation.theatre, view)
    export_panel(situation, view, folder)
