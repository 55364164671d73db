"""The theatre the page shows, read once for every version of its files."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.theatre import Theatre, chosen_folder, data_version, read_theatre


@st.cache_resource(max_entries=2, show_spinner="Reading and checking the theatre …")
def _read(version: str, _folder: Path) -> Theatre:
    theatre = read_theatre(_folder)
    if theatre.history is None:
        _ = theatre.cells  # built here, so that the first view does not wait for it
    return theatre


def load() -> Theatre:
    """The theatre, from memory while its files stay the same.

    Raises
    ------
    DataError : the theatre cannot be used; the message names file, fault and remedy.
    """
    folder = chosen_folder()
    return _read(data_version(folder), folder)
