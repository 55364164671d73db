"""The theatre the page shows, read once for every version of its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from weakref import WeakValueDictionary

import streamlit as st

from geo.analysis.situation import Situation, select
from geo.common.errors import DataError
from geo.common.messages import _
from geo.query.filters import Filters
from geo.theatre.catalog import SHIPPED
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from geo.theatre.version import data_version
from store.permission import read_only_reason

MOST_SITUATIONS, MOST_EVENTS = 32, 50_000
"""Situations of a theatre that are kept, and how many events they may hold together."""


@dataclass(frozen=True, eq=False)
class Opened:
    """The theatre on the page and the folder it lies in; `situation`: what the theatre looks like through filters, from
    memory where somebody asked for the same lately; `read_only_reason`: why nothing can be changed in it, "" if it
    can."""

    theatre: Theatre
    situation: Callable[[Filters], Situation]
    folder: Path
    read_only_reason: str

    @property
    def is_shipped(self) -> bool:
        return self.folder.resolve() == SHIPPED.resolve()


_last: WeakValueDictionary[Path, Theatre] = WeakValueDictionary()
"""Each folder's theatre as it was read last, while anybody has it: what has not changed of it is not read again."""


@st.cache_resource(max_entries=2, show_spinner=False)
def _read(version: str, _folder: Path) -> tuple[Theatre, Callable[[Filters], Situation]]:
    theatre = _last[_folder] = read_theatre(_folder, _last.get(_folder))
    if theatre.history is None:
        theatre.cells  # noqa: B018 - built here, so that the first view does not wait for it
    kept = min(MOST_SITUATIONS, MOST_EVENTS // max(len(theatre.events), 1))
    return theatre, lru_cache(maxsize=kept)(partial(select, theatre))


def opened(folder: Path) -> Opened:
    """The theatre of `folder`, from memory while its files stay the same, and whether the folder can be written to.

    Raises
    ------
    DataError : the theatre cannot be used; the message names file, fault and remedy. One that could not be opened
        before and has not changed since is not read again.
    """
    if (known := why_not_opened(folder)) is not None:
        raise known.with_traceback(None)
    version = _version(folder)
    try:
        with st.spinner(_("Reading and checking the theatre …")):
            theatre, situation = _read(data_version(folder), folder)
        return Opened(theatre, situation, folder, read_only_reason(folder))
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
