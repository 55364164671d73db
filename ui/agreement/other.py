"""The other map: the file that was dropped for this session, and what its reader says of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from geo.common.errors import DataError
from geo.common.messages import _, ngettext
from geo.polygons.history import CONTESTED, UNKNOWN
from geo.theatre.frame import Frame
from ingest.histories.history_factions import IGNORE, FactionRule
from ingest.histories.history_options import HistoryOptions
from ingest.histories.other_map import holder_columns, unmapped_words
from map.spoken import short_name
from ui.data import Opened
from ui.html import markdown
from ui.import_panel.pending_import import import_error_sentence
from ui.import_panel.upload import Upload, taken_up

OTHER, OF_THEATRE, ROUND, REFUSED, KEPT = (
    "agreement-other", "agreement-theatre", "agreement-round", "agreement-refused", "agreement-kept",
)  # fmt: skip
SAID = "agreement-said"
"""What was chosen for each field, so that it is still there when the reader comes back from another tab."""
ONE_FOR_ALL, NOBODY = "", ""
MOST_WORDS = 30
"""Words that the page asks about; the command line takes any number of them, and a * for many at once."""
KINDS = ["geojson", "json", "kml", "kmz", "gpkg", "zip", "fgb", "gml"]

COMMAND = r"python cli\.py agreement"

Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class Other:
    """The file in hand. `columns`: its columns; `known`: those of them that are called as columns of holders are."""

    upload: Upload
    columns: tuple[str, ...]
    known: tuple[str, ...]


def uploaded_map(opened: Opened) -> Other | None:
    """The file in hand for this theatre, with a way to put it away; else where to drop one."""
    state = st.session_state
    if state.get(OF_THEATRE) not in (None, str(opened.folder)):
        discard_uploaded_map()
    found: Other | None = state.get(OTHER)
    if found is None:
        return _drop(opened)
    name, away = st.columns([0.78, 0.22], vertical_alignment="center")
    name.markdown(f"**{markdown(found.upload.name)}**")
    away.button(_("Another file"), key="agreement-away", width="stretch", on_click=discard_uploaded_map)
    return found


def _drop(opened: Opened) -> Other | None:
    state = st.session_state
    given = st.file_uploader(
        _("Drop the other map here, or choose it"),
        type=KINDS,
        key=f"agreement-file-{state.get(ROUND, 0)}",
        help=_("GeoJSON, KML, KMZ, GeoPackage, shapefile (zipped), FlatGeobuf, GML: polygons of who holds what."),
    )
    if given is None:
        return None
    refused: tuple[str, str] = state.get(REFUSED, ("", ""))
    if refused[0] != given.file_id:
        try:
            upload = taken_up(given.name, given)
            state.update({OTHER: Other(upload, *holder_columns(upload.path)), OF_THEATRE: str(opened.folder)})
        except DataError as error:
            refused = state[REFUSED] = (given.file_id, import_error_sentence(error))
        else:
            state[ROUND] = state.get(ROUND, 0) + 1  # the widget that took the file lets go of it
            st.rerun()
    not_compared(refused[1])
    return None


def discard_uploaded_map() -> None:
    """Forget the file and all that was said of it; nothing of it was kept."""
    state = st.session_state
    if (found := state.get(OTHER)) is not None:
        found.upload.remove()
    for name in (OTHER, OF_THEATRE, SAID, KEPT):
        state.pop(name, None)


def not_compared(why: str) -> None:
    """Tell why two maps could not be held against each other."""
    st.error(_("Nothing was compared. {why}").format(why=markdown(why)))
    if "--" in why:
        st.caption(_("Options that begin with two dashes are those of {command}.").format(command=COMMAND))


def remembered(name: str, key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` makes, made again only when `key` is another: the page runs again for every click."""
    slots: dict[str, tuple[Hashable, Made]] = st.session_state.setdefault(KEPT, {})
    if name not in slots or slots[name][0] != key:
        slots[name] = key, make()
    return slots[name][1]


def asked_of(other: Other, frame: Frame) -> HistoryOptions | None:
    """How the file is to be read, as far as its reader has said; None where something is still to be said.

    Raises
    ------
    DataError : it cannot be read.
    """
    names = {one.id: short_name(one) for one in frame.factions.values() if one.holds_ground}
    which, rest = st.columns(2)
    with which:
        column = _choice(
            _("Column that says the holder"),
            "column",
            [ONE_FOR_ALL, *other.columns],
            other.known[0] if len(other.known) == 1 else None,
            lambda name: name or _("none: all that is drawn is of one party"),
        )
    with rest:
        nobody = {NOBODY: _("nobody is known to"), **names}
        holder = _choice(_("Who holds what is not drawn"), "rest", list(nobody), NOBODY, nobody.__getitem__)
    if column is None or holder is None:
        return None
    if column == ONE_FOR_ALL:
        faction = _choice(_("Whose all that is drawn is"), "faction", list(names), None, names.__getitem__)
        return None if faction is None else HistoryOptions(factions=FactionRule(faction), rest=holder)
    words = _words(other, column, frame, names)
    if words is None:
        return None
    return HistoryOptions(factions=FactionRule(column=column, words=words), rest=holder)


def _words(other: Other, column: str, frame: Frame, names: dict[str, str]) -> dict[str, str] | None:
    """What each word of the column stands for that no faction is called by; None where one is still open."""
    strange = remembered(
        "words", (column, *names), lambda: unmapped_words(other.upload.path, FactionRule(column=column), frame)
    )
    if len(strange) > MOST_WORDS:
        st.info(
            _(
                "{count} words of this column are names of nobody here: too many to ask about. Choose another column, "
                "or use the command line, where one entry of {option} may stand for many."
            ).format(count=f"{len(strange):,}", option=r"\-\-map")
        )
        return None
    meanings = {**names, CONTESTED: _("contested"), UNKNOWN: _("unknown"), IGNORE: _("leave out")}
    said: dict[str, str] = {}
    fields = st.columns(3)
    for number, word in enumerate(strange):
        with fields[number % len(fields)]:
            meaning = _choice(
                _("Who is {word}?").format(word=markdown(word)),
                f"word-{column}-{word}",
                list(meanings),
                None,
                meanings.__getitem__,
            )
        if meaning is not None:
            said[word] = meaning
    left = len(strange) - len(said)
    if left:
        told = ngettext("Say of one more word whom it means.", "Say of {count} more words whom it means.", left)
        st.caption(told.format(count=f"{left:,}"))
        return None
    return said


def _choice(label: str, field: str, options: list[str], usual: str | None, words: Callable[[str], str]) -> str | None:
    """A field to choose from, which remembers what was chosen while the tab is closed."""
    said: dict[str, str | None] = st.session_state.setdefault(SAID, {})
    key = f"agreement-{st.session_state.get(ROUND, 0)}-{field}"
    if key not in st.session_state:
        st.session_state[key] = said.get(field, usual)
    said[field] = st.selectbox(label, options, key=key, format_func=words, placeholder=_("Choose"))
    return said[field]
