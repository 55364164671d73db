"""Which theatre the page shows: chosen in the sidebar, where there is more than one, or named by the link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from geo.common.errors import DataError
from geo.common.messages import L_, Sentence, _, joined, ngettext
from geo.theatre.catalog import FoundTheatre, find_theatres, link_names, redact_paths
from ui.data import why_not_opened
from ui.html import markdown
from ui.new_theatre.new_theatre_dialog import new_theatre
from ui.new_theatre.opening import folder_to_open
from ui.state import theatre_in

THEATRE = "theatre"
GONE = "theatre-gone"
FITS_THE_BOX = 24
"""A longer name, which the box of the choice would cut off, stands below it in full."""


@dataclass(frozen=True)
class TheatreChoice:
    """The theatre to show. `in_link`: how a link names it, "" where it opens by itself; `theatres`: what a link may
    call each there is, and its key; `marked`: keys of those that could not be opened; `faulty`: all that cannot be
    opened, and why; `gone`: that another was shown, whose folder is no longer there, "" where none was."""

    key: str
    name: str
    folder: Path
    in_link: str
    theatres: Mapping[str, str]
    marked: frozenset[str]
    faulty: tuple[Sentence, ...]
    gone: str


def choose_theatre() -> TheatreChoice:
    """Draw the head of the sidebar and return the theatre that was chosen."""
    found = find_theatres()
    # the one that opens by itself can be chosen with a fault too: the page then says what is wrong with it
    there_are = {one.key: one for one in found if not one.fault or one is found[0]}
    marked = frozenset(key for key, one in there_are.items() if why_not_opened(one.folder) is not None)
    may_be_called = link_names(there_are.values())
    state = st.session_state
    if (made := folder_to_open()) is not None:
        state[THEATRE] = next((key for key, one in there_are.items() if one.folder == made), state.get(THEATRE))
    if state.get(THEATRE) not in there_are:
        state[GONE] = state.get(THEATRE, "")
        linked = "" if THEATRE in state else theatre_in(st.query_params.to_dict(), may_be_called)
        state[THEATRE] = linked or found[0].key
    with st.sidebar:
        _head({key: _marked(one.name) if key in marked else one.name for key, one in there_are.items()})
    new_theatre()
    chosen = there_are[state[THEATRE]]
    in_link = "" if chosen is found[0] else chosen.key
    faulty = tuple(filter(None, map(_fault, found)))
    gone = _("The theatre {name} is no longer here. Another is shown.").format(name=was) if (was := state[GONE]) else ""
    return TheatreChoice(chosen.key, chosen.name, chosen.folder, in_link, may_be_called, marked, faulty, gone)


def _marked(name: str) -> str:
    return _("{name} (cannot be opened)").format(name=name)


def _fault(one: FoundTheatre) -> Sentence | None:
    """Why a theatre cannot be opened, None where nobody found that it cannot."""
    if (known := why_not_opened(one.folder)) is not None:
        return joined((one.folder.name, redact_paths(known, one.folder)), ": ")
    if not one.fault:
        return None
    return L_(
        "{folder}: {fault}. docs/data-format.md tells what it must hold.", folder=one.folder.name, fault=one.fault
    )


def _head(names: Mapping[str, str]) -> None:
    if len(names) == 1:
        (only,) = names.values()
        st.markdown(f"# Frontline\n{markdown(only)}")
        return
    st.markdown("# Frontline")
    st.selectbox(
        _("Theatre"),
        list(names),
        key=THEATRE,
        format_func=names.__getitem__,
        label_visibility="collapsed",
        on_change=lambda: st.session_state.update({GONE: ""}),
    )
    if len(name := names[st.session_state[THEATRE]]) > FITS_THE_BOX:
        st.caption(markdown(name))


def cannot_be_opened(choice: TheatreChoice, error: DataError) -> None:
    """Say what is wrong with the theatre that was chosen; the list, drawn before that was known, is drawn anew."""
    if choice.key not in choice.marked:
        st.rerun()
    told = markdown(redact_paths(error, choice.folder))
    others = len(set(choice.theatres.values())) > 1
    said = (
        _("**{name}** cannot be opened. {told} Then load the page again, or choose another theatre in the sidebar.")
        if others
        else _("**{name}** cannot be opened. {told} Then load the page again.")
    )
    st.container(key="not-opened").error(said.format(name=markdown(choice.name), told=told))


def faulty_theatres(choice: TheatreChoice) -> None:
    """Name, at the end of the sidebar, the folders of theatres that cannot be opened."""
    if not choice.faulty:
        return
    count = len(choice.faulty)
    told = ngettext("{count} theatre cannot be opened", "{count} theatres cannot be opened", count)
    with st.sidebar.expander(told.format(count=count)):
        for why in choice.faulty:
            st.markdown(markdown(why))
