"""The page's frame: settings, style, the notices above the map."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from map.layer import Theme
from ui.html import markdown
from ui.session import IGNORED

STYLE = Path(__file__).parent / "page.css"
ICON = Path(__file__).parent / "icon.svg"
"""Our own file: Streamlit fetches emoji and Material icons of a page from other hosts."""


def open_page() -> None:
    """Set the page up; the first call of a run."""
    st.set_page_config(page_title="Frontline", page_icon=str(ICON), layout="wide")
    st.html(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")


def theme() -> Theme:
    """The theme the reader's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def notices(ignored: list[str], notice: str = "") -> bool:
    """Tell what of the link was ignored and what else could not be done as asked.

    Returns whether there was anything to tell.
    """
    if ignored:
        parts = markdown("; ".join(ignored))
        said, away = st.columns([0.88, 0.12], gap="small", vertical_alignment="center")
        said.warning(f"This link was damaged. Ignored: {parts}. The rest of it is shown.")
        away.button("Dismiss", on_click=lambda: st.session_state.update({IGNORED: []}), width="stretch")
    if notice:
        st.warning(markdown(notice))
    return bool(ignored) or bool(notice)
