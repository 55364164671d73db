"""What a reader chose last in the export panel, and the widgets that take it up again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st

from geo.common.messages import _, language

CHOSEN = "export-kept"
SPOKEN = "export-spoken"

Word = TypeVar("Word", bound=str)


def put_back(choice: str, usual: object) -> str:
    """Key of the widget of a choice, which has what was chosen last, or the `usual`, where it has nothing.

    Streamlit forgets what was chosen in a widget that is not drawn. It is not told in every run what to remember: what
    a reader presses while a run is under way would be taken back by it.
    """
    key = f"export-{choice}"
    if key not in st.session_state:
        st.session_state[key] = last_choices().get(choice, usual)
    return key


def tell_export_choices_again() -> None:
    """Give the widgets their choices anew where they were drawn last in another language, and are called otherwise."""
    state = st.session_state
    if state.get(SPOKEN, language()) != language():
        state.update({f"export-{choice}": value for choice, value in last_choices().items()})
    state[SPOKEN] = language()


def last_choices() -> dict[str, object]:
    """What was chosen last, by choice."""
    kept: dict[str, object] = st.session_state.setdefault(CHOSEN, {})
    return kept


def choose_one(
    label: str,
    options: Sequence[Word],
    choice: str,
    names: Mapping[Word, str] | None = None,
    first: Word | None = None,
    tip: str | None = None,
) -> Word:
    """One of a few words, all of them in sight, those that have `names` by these; `first` is chosen at first, else the
    one that stands first."""
    usual = first or options[0]
    key = put_back(choice, usual)
    if st.session_state[key] not in options:
        st.session_state[key] = usual
    called = {word: _(name) for word, name in (names or {}).items()}
    st.segmented_control(
        label, options, key=key, required=True, format_func=lambda word: called.get(word, word), help=tip
    )
    chosen: Word = st.session_state[key]
    last_choices()[choice] = chosen
    return chosen


def leave_out_settings(count: int) -> None:
    """Nothing in the places of so many settings: what a fragment leaves out may otherwise stay on the screen."""
    for _place in range(count):
        st.empty()
