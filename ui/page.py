"""The page's frame: settings, style, the notices above the map."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.common.messages import SOURCE_LANGUAGE, _, language
from map.layer import Theme
from ui.html import markdown
from ui.runs_in_turn import take_runs_in_turn
from ui.session import IGNORED
from ui.speech import from_right, speak_to_reader, tell_choices_again

STYLE = Path(__file__).parent / "page.css"
ICON = Path(__file__).parent / "icon.svg"
"""Our own file: Streamlit fetches emoji and Material icons of a page from other hosts."""


def open_page() -> None:
    """Set the page up, in the language of its reader; the first call of a run."""
    take_runs_in_turn()
    speak_to_reader()
    tell_choices_again()
    st.set_page_config(page_title="Frontline", page_icon=str(ICON), layout="wide", initial_sidebar_state="collapsed")
    st.html(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")
    runs = "rtl" if from_right() else "ltr"
    skip = _("Skip to main content")
    st.html(  # Streamlit has no setting for any of these
        f'<script>Object.assign(document.documentElement, {{ lang: "{language()}", dir: "{runs}" }});'
        'document.querySelectorAll("[data-testid=stSkipToContent]")'
        f'.forEach((link) => (link.textContent = "{skip}"));</script>',
        unsafe_allow_javascript=True,
    )
    if language() != SOURCE_LANGUAGE:
        _translate_uploads()


def _translate_uploads() -> None:
    """Say in the reader's language what stands in a field that takes a file: Streamlit says it in English alone."""
    field, told = '[data-testid="stFileUploaderDropzone"]', '[data-testid="stFileUploaderDropzoneInstructions"]'
    button = f"{field}:has({told}) button"
    upload = _("Upload")
    most = _("{megabytes} MB per file").format(megabytes=st.get_option("server.maxUploadSize"))
    st.html(
        f"<style>{button} p, {told} span {{ display: none; }}"
        f'{button} [data-testid="stMarkdownContainer"]::after {{ content: "{upload}"; }}'
        f'{told}::after {{ content: "{most}"; font-size: 0.875rem; opacity: 0.8; }}</style>'
    )


def theme() -> Theme:
    """The theme the reader's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def notices(ignored: list[str], *others: str) -> None:
    """Tell what of the link was ignored and what else could not be done as asked; "" is nothing."""
    if ignored:
        parts = markdown("; ".join(ignored))
        said, away = st.columns([0.88, 0.12], gap="small", vertical_alignment="center")
        said.warning(_("This link was damaged. Ignored: {parts}. The rest of it is shown.").format(parts=parts))
        away.button(_("Dismiss"), on_click=lambda: st.session_state.update({IGNORED: []}), width="stretch")
    for notice in filter(None, others):
        st.warning(markdown(notice))
