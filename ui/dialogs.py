"""A dialog over the page. Esc, its cross and a press beside it leave it, and ask first where something was typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, ParamSpec

import streamlit as st

from geo.common.messages import _
from ui.speech import in_readers_language

SCRIPT = (Path(__file__).parent / "dialogs.js").read_text(encoding="utf-8")

Given = ParamSpec("Given")


def dialog(
    title: str, form: Callable[Given, None], close: Callable[[], None], *, width: Literal["small", "large"] = "small"
) -> Callable[Given, None]:
    """`form` in a dialog over the page. `close` forgets that it is open, for a reader who has left it."""
    return st.dialog(title, width=width, on_dismiss=close)(in_readers_language(form))


def watch_dialogs() -> None:
    """Let no dialog lose what was typed into it: the browser alone knows of that, and asks (ui/dialogs.js)."""
    watch = st.components.v2.component("frontline_dialogs", js=SCRIPT)
    words = {
        "question": _("Throw away what you typed?"),
        "keep": _("Go on typing"),
        "leave": _("Throw away"),
        "close": _("Close"),
    }
    with st.sidebar:
        watch(key="dialogs", data=words, height=1)
