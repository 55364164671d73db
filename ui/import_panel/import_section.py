"""Bring in a file: drop it, see what was and was not understood, keep it or discard it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from geo.common.errors import DataError
from geo.common.messages import N_, _
from geo.theatre.theatre import Theatre
from ingest.formats import all_formats, format_of
from ingest.tables import SeveralTablesError
from ui.data import Opened
from ui.html import apart, markdown
from ui.import_panel.account import account
from ui.import_panel.columns import columns
from ui.import_panel.import_options import (
    ANEW,
    IMPORT_TROUBLE,
    ROUND,
    ask,
    discard_import,
    pending_import,
    progress,
    set_pending_import,
    take_steps,
)
from ui.import_panel.keeping import keeping
from ui.import_panel.last_import import last_import
from ui.import_panel.pending_import import (
    PART,
    WITH_SHEETS,
    PendingImport,
    Tell,
    as_format,
    import_error_sentence,
    preview,
)
from ui.import_panel.questions import questions
from ui.import_panel.upload import taken_up
from ui.session import FLY_TO, SHOW_MAP

REFUSED, PART_ASKED = "bring-in-refused", "bring-in-part-asked"
"""The upload that could not be read, so that it is not read again on every run; the part of it that was asked for."""
BY_CONTENT = N_("as its content tells")
CLOSE_DEG = 0.05


@dataclass(frozen=True)
class Refused:
    """An upload, by its id, and why it could not be read; `choices` where a part of it has to be named."""

    file: str
    why: str
    choices: tuple[str, ...]


def import_section(opened: Opened) -> None:
    """The file in hand, or where to drop one."""
    st.markdown(f"### {_('Bring in a file')}")
    last_import(opened)
    now = pending_import(str(opened.folder))
    if now is not None:
        take_steps(now, opened.theatre)
        _look(now, opened)
    elif opened.read_only_reason:
        st.caption(opened.read_only_reason)
    else:
        _drop(opened)


def _drop(opened: Opened) -> None:
    state = st.session_state
    given = st.file_uploader(
        _("Drop a file here, or choose one"),
        key=f"bring-in-file-{state.get(ROUND, 0)}",
        help=_(
            "CSV, TSV, Excel, JSON, GeoJSON, KML, KMZ, GeoPackage, shapefile (zipped), GeoParquet; ACLED, UCDP and "
            "other layouts are known by their content. docs/formats.md tells more."
        ),
    )
    st.caption(_("You see what would become of every row first. The file stays on the machine that serves this page."))
    if given is None:
        return
    refused: Refused | None = state.get(REFUSED)
    part = state.pop(PART_ASKED, "")
    if refused is None or refused.file != given.file_id or part:
        found = _read(given, part, opened)
        if isinstance(found, PendingImport):
            set_pending_import(found, str(opened.folder))
            st.rerun()
        choices = refused.choices if part and refused else ()
        refused = state[REFUSED] = Refused(given.file_id, import_error_sentence(found), _parts(found) or choices)
    st.error(_("Nothing was brought in. {why}").format(why=markdown(refused.why)))
    if refused.choices:
        key = f"bring-in-part-{refused.file}"
        st.selectbox(_("Which one is meant?"), refused.choices, index=None, key=key, on_change=_ask_for, args=(key,))


def _read(given: UploadedFile, part: str, opened: Opened) -> PendingImport | DataError:
    """A file as it was read, or why it could not be."""
    with progress() as tell:
        try:
            upload = taken_up(given.name, given)
        except DataError as error:
            return error
        try:
            return preview(upload, opened.folder, opened.theatre, tell, sheet=part)
        except DataError as error:
            upload.remove()
            return error


def _parts(error: DataError) -> tuple[str, ...]:
    return error.choices if isinstance(error, SeveralTablesError) else ()


def _ask_for(key: str) -> None:
    st.session_state[PART_ASKED] = st.session_state[key]


def _look(now: PendingImport, opened: Opened) -> None:
    """All that is known of the file in hand."""
    state = st.session_state
    with st.container(key="bring-in"):
        title, away = st.columns([0.78, 0.22], vertical_alignment="center")
        title.markdown(
            f"{apart(now.table.file)}: {apart(now.recognised.format.title)}. {markdown(now.recognised.because)} "
            + _("**Nothing of it is kept yet.**")
        )
        away.button(_("Discard"), key="bring-in-discard-above", width="stretch", on_click=discard_import)
        if state.get(ANEW):
            st.info(
                _("The theatre was changed meanwhile. The rows are held against it as it is now; look at them again.")
            )
        _notes(now)
        _how(now, opened)
        questions(now)
        columns(now, opened)
        account(now, opened.theatre, known=now.brought_in_before(opened.theatre) is not None)
        if now.incoming.bbox is not None:
            st.button(_("Show the accepted rows on the map"), key="bring-in-fly", on_click=_fly, args=(now,))
            st.caption(_("They are drawn on the map in a colour of their own while you look: a plus in a disc."))
        if trouble := state.get(IMPORT_TROUBLE):
            st.error(markdown(trouble))
        keeping(now, opened)


def _notes(now: PendingImport) -> None:
    known = now.recognised.format
    notes = (
        *now.table.notes,
        *now.recognised.of_days,
        *now.recognised.notes,
        *((_("Terms: {licence}").format(licence=_(known.licence)),) if known.licence else ()),
    )
    if notes:
        st.caption("\n".join(f"- {markdown(note)}" for note in notes))


def _how(now: PendingImport, opened: Opened) -> None:
    """As which format it is read, and which sheet of it."""
    as_what, of_what = st.columns(2)
    options = ["", *(known.id for known in all_formats())]
    key = f"bring-in-format-{now.look}"

    def read_as() -> None:
        wanted = st.session_state[key]

        def step(now: PendingImport, theatre: Theatre, tell: Tell) -> PendingImport:
            return as_format(now, wanted, opened.folder, theatre, tell)

        ask(step)

    def called(name: str) -> str:
        return _("as {format}").format(format=_(format_of(name, "").title)) if name else _(BY_CONTENT)

    as_what.selectbox(
        _("Read it"), options, index=options.index(now.format) if now.format in options else 0, key=key,
        format_func=called, on_change=read_as,
    )  # fmt: skip
    if len(now.table.sheets) < 2:
        return
    sheets = ["", *now.table.sheets]
    sheet_key = f"bring-in-sheet-{now.look}"

    def read_sheet() -> None:
        wanted = st.session_state[sheet_key]

        def step(now: PendingImport, theatre: Theatre, tell: Tell) -> PendingImport:
            return preview(now.upload, opened.folder, theatre, tell, sheet=wanted, look=now.look + 1)

        ask(step)

    title, usual = PART if now.upload.path.suffix.lower() == ".zip" else WITH_SHEETS.get(now.table.kind, PART)
    of_what.selectbox(
        _(title), sheets, index=sheets.index(now.sheet), key=sheet_key, format_func=lambda name: name or _(usual),
        on_change=read_sheet,
    )  # fmt: skip


def _fly(now: PendingImport) -> None:
    if (bounds := now.incoming.bbox) is not None:
        west, south, east, north = bounds
        around = west - CLOSE_DEG, south - CLOSE_DEG, east + CLOSE_DEG, north + CLOSE_DEG
        st.session_state.update({FLY_TO: around, SHOW_MAP: True})
