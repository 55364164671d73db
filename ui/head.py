"""The head of the page: what happened in one sentence, the language, the link and the files."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from briefing.text.lead import lead_of
from briefing.text.words import Phrase, days
from geo.analysis.situation import Situation
from geo.common.messages import _
from geo.theatre.theatre import Theatre
from map.layer import Language
from ui.export_panel import export_panel
from ui.html import text
from ui.map import ask_position, position_told
from ui.position import AT
from ui.session import opening_view
from ui.state import LANGUAGES, ViewState
from ui.words import language_name


def title(situation: Situation, language: Language) -> None:
    """Which of the largest places were taken, by whom, from whom; else the area; and the days it is told for."""
    lead = lead_of(situation)
    filters, area = situation.filters, situation.area
    named = Phrase(area.name_en, area.name_ar)
    asked = days(filters.start, filters.end)
    below = Phrase(f"{named.en}, {asked.en}", f"{named.ar}، {asked.ar}") if lead else asked
    st.html(
        f'<h2 class="fl-lead">{text((lead or named).say(language))}</h2>'
        f'<span class="fl-days">{text(below.say(language))}</span>'
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
    """The address that opens this page for somebody else, with the position the map is asked for when it is opened."""
    panel = st.popover(_("Link"), key="link", on_change=ask_position)
    if panel.open:
        query = view.to_query(opening_view(theatre))
        if at := position_told():
            query[AT] = at
        panel.caption(_("Opens the same map, days, filters and details for whoever can reach this page."))
        panel.code(f"{st.context.url or ''}?{urlencode(query, safe='~:,')}", language=None, wrap_lines=True)


def actions(situation: Situation, view: ViewState) -> None:
    """What is done with the page as it stands: handed on as a link, or as a file."""
    share(situation.theatre, view)
    export_panel(situation, view)
