"""The theatre the page shows, read once for every version of its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from geo.data_files import data_version
from geo.theatre import Theatre
from geo.theatre_folder import read_theatre
from geo.theatres import SHIPPED, chosen_folder
from ingest.keeping.permission import why_closed


@dataclass(frozen=True, eq=False)
class Opened:
    """The theatre on the page and the folder it lies in; `closed`: why nothing can be changed in it, "" if it can."""

    theatre: Theatre
    folder: Path
    closed: str

    @property
    def is_shipped(self) -> bool:
        return self.folder.resolve() == SHIPPED.resolve()


@st.cache_resource(max_entries=2, show_spinner="Reading and checking the theatre …")
def _read(version: str, _folder: Path) -> Theatre:
    theatre = read_theatre(_folder)
    if theatre.history is None:
        _ = theatre.cells  # built here, so that the first view does not wait for it
    return theatre


def load(folder: Path | None = None) -> Theatre:
    """The theatre of `folder` (none named: the chosen one), from memory while its files stay the same.

    Raises
    ------
    DataError : the theatre cannot be used; the message names file, fault and remedy.
    """
    folder = folder or chosen_folder()
    return _read(data_version(folder), folder)


def opened(folder: Path) -> Opened:
    """`load`, with whether the folder can be written to.

    Raises
    ------
    DataError : as there.
    """
    return Opened(load(folder), folder, why_closed(folder))
