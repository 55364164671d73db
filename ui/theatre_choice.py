"""Which theatre the page shows: chosen in the sidebar, where there is more than one, or named by the link."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from geo.theatres import Found, find_theatres, theatres_folder
from ui.html import markdown
from ui.state import theatre_in

THEATRE = "theatre"
FITS_THE_BOX = 24
"""A longer name, which the box of the choice would cut off, stands below it in full."""


@dataclass(frozen=True)
class Choice:
    """The theatre to show. `in_link`: how a link names it, "" where it opens by itself; `theatres`: all there are."""

    key: str
    folder: Path
    in_link: str
    theatres: frozenset[str]
    faulty: tuple[Found, ...]


def choose_theatre() -> Choice:
    """Draw the head of the sidebar and return the theatre that was chosen."""
    found = find_theatres()
    # the one that opens by itself can be chosen with a fault too: the page then says what is wrong with it
    there_are = {one.key: one for one in found if not one.fault or one is found[0]}
    state = st.session_state
    if state.get(THEATRE) not in there_are:
        linked = "" if THEATRE in state else theatre_in(st.query_params.to_dict(), there_are.keys())
        state[THEATRE] = linked or found[0].key
    with st.sidebar:
        _head(there_are)
    chosen = there_are[state[THEATRE]]
    in_link = "" if chosen is found[0] else chosen.key
    faulty = tuple(one for one in found if one.key not in there_are)
    return Choice(chosen.key, chosen.folder, in_link, frozenset(there_are), faulty)


def _head(there_are: dict[str, Found]) -> None:
    if len(there_are) == 1:
        (only,) = there_are.values()
        st.markdown(f"# Frontline\n{markdown(only.name)}")
        return
    st.markdown("# Frontline")
    st.selectbox(
        "Theatre",
        list(there_are),
        key=THEATRE,
        format_func=lambda key: there_are[key].name,
        label_visibility="collapsed",
    )
    if len(name := there_are[st.session_state[THEATRE]].name) > FITS_THE_BOX:
        st.caption(markdown(name))


def faulty_theatres(choice: Choice) -> None:
    """Name, at the end of the sidebar, the folders that hold no theatre that can be opened."""
    if not choice.faulty:
        return
    count = "1 theatre" if len(choice.faulty) == 1 else f"{len(choice.faulty)} theatres"
    with st.sidebar.expander(f"{count} cannot be opened"):
        st.caption(markdown(f"In {theatres_folder()}:"))
        for one in choice.faulty:
            st.markdown(markdown(f"{one.folder.name}: {one.fault}. docs/data-format.md tells what it must hold."))
