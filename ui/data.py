"""The theatre the page shows, read once for every version of its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from geo.common.errors import DataError
from geo.common.messages import _
from geo.theatre.catalog import SHIPPED, chosen_folder
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from geo.theatre.version import data_version
from store.permission import read_only_reason


@dataclass(frozen=True, eq=False)
class Opened:
    """The theatre on the page and the folder it lies in; `read_only_reason`: why nothing can be changed in it, "" if it
    can."""

    theatre: Theatre
    folder: Path
    read_only_reason: str

    @property
    def is_shipped(self) -> bool:
        return self.folder.resolve() == SHIPPED.resolve()


@st.cache_resource(max_entries=2, show_spinner=False)
def _read(version: str, _folder: Path) -> Theatre:
    theatre = read_theatre(_folder)
    if theatre.history is None:
        theatre.cells  # noqa: B018 - built here, so that the first view does not wait for it
    return theatre


def load(folder: Path | None = None) -> Theatre:
    """The theatre of `folder` (none named: the chosen one), from memory while its files stay the same.

    Raises
    ------
    DataError : the theatre cannot be used; the message names file, fault and remedy.
    """
    folder = folder or chosen_folder()
    version = data_version(folder)
    with st.spinner(_("Reading and checking the theatre …")):
        return _read(version, folder)


def opened(folder: Path) -> Opened:
    """`load`, with whether the folder can be written to.

    Raises
    ------
    DataError : as there; of a theatre that could not be opened before and has not changed since, without reading it
        again.
    """
    if (known := why_not_opened(folder)) is not None:
        raise known.with_traceback(None)
    version = _version(folder)
    try:
        return Opened(load(folder), folder, read_only_reason(folder))
    except DataError as error:
        _failed()[folder.resolve()] = (version, error)
        raise


def why_not_opened(folder: Path) -> DataError | None:
    """Why a theatre could not be opened when somebody last tried; None where nobody has since its files changed."""
    version, error = _failed().get(folder.resolve(), ("", None))
    return error if error is not None and version == _version(folder) else None


@st.cache_resource
def _failed() -> dict[Path, tuple[str, DataError]]:
    """The theatres that could not be opened, by folder: the version that was tried, and what is wrong with it."""
    return {}


def _version(folder: Path) -> str:
    """The data version; "" where the files it is made of cannot be told, which opening the theatre finds as well."""
    try:
        return data_version(folder)
    except DataError:
        return ""
