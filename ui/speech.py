"""The language the page speaks to its reader: that of the names they chose; English where they chose both."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from geo.common.messages import SOURCE_LANGUAGE, speak
from geo.common.messages import language as spoken_language
from geo.common.phrases import SPOKEN as SPOKEN_LANGUAGES
from geo.common.phrases import is_right_to_left

SPOKEN = "language-spoken"
"""What the run before spoke."""

Given = ParamSpec("Given")
Made = TypeVar("Made")


def speak_to_reader() -> None:
    """Say everything in the reader's language from now on, within this run of the page."""
    chosen = st.session_state.get("language") or st.query_params.get("lang")
    speak(chosen if chosen in SPOKEN_LANGUAGES else SOURCE_LANGUAGE)


def in_readers_language(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """`function`, for what Streamlit calls outside a run of the whole page: a fragment, a dialog, a callback that says
    something. Each is called in a thread that may be new, and speaks English until it is told."""

    @wraps(function)
    def speaking(*given: Given.args, **named: Given.kwargs) -> Made:
        speak_to_reader()
        return function(*given, **named)

    return speaking


def tell_choices_again() -> None:
    """In the run in which the language changes, give every widget its choice anew: a browser keeps what a choice is
    called, and sends the name of the language before, which then stands for nothing."""
    state, spoken = st.session_state, spoken_language()
    if state.get(SPOKEN, spoken) != spoken:
        for key, value in list(state.items()):
            several = value if isinstance(value, list) else [value]
            if all(isinstance(one, str | int) and not isinstance(one, bool) for one in several):
                state[key] = value
    state[SPOKEN] = spoken


def from_right() -> bool:
    """Whether the language that is spoken is written from right to left."""
    return is_right_to_left(spoken_language())
