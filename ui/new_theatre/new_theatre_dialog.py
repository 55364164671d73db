"""The form of a new theatre, as a dialog over the page, and how far its making is."""

from __future__ import annotations

import streamlit as st

from geo.common.errors import DataError, FilterError
from geo.common.messages import L_, _
from ingest.new_theatre.atlas import atlas_folder, is_installed
from ingest.new_theatre.extent import read_box
from ingest.new_theatre.fetch_atlas import FETCHING
from ingest.new_theatre.gazetteer_columns import KEYS
from ingest.new_theatre.make import NewTheatreRequest
from ingest.new_theatre.own_gazetteer import gazetteer_file
from ingest.new_theatre.parties import read_parties
from ingest.tables import SeveralTablesError
from store.permission import no_new_theatre_reason
from ui.dates import EARLIEST, LATEST
from ui.dialogs import dialog
from ui.html import markdown
from ui.import_panel.upload import taken_up
from ui.new_theatre.countries import country_names
from ui.new_theatre.making import Making
from ui.new_theatre.opening import open_made, without_folders
from ui.speech import in_readers_language

OPEN, MAKING, TROUBLE, PARTS = (
    "new-theatre-open", "new-theatre-making", "new-theatre-trouble", "new-theatre-parts",
)  # fmt: skip
"""Whether the dialog is open; the theatre in the making; why none was made; parts of the gazetteer to choose from."""
COUNTRY, FIRST, LAST, NAME, PARTIES, BOX, FILE, PART, COLUMNS, CREDIT, LICENCE = (
    f"new-theatre-{field}"
    for field in ("country", "first", "last", "name", "parties", "box", "file", "part", "columns", "credit", "licence")
)
LONGEST_NAME, LONGEST_LINE, LONGEST_TEXT = 120, 500, 5_000
POLL_S = 0.6


def new_theatre() -> None:
    """The button that opens the dialog; the dialog itself once it was pressed."""
    st.sidebar.button(_("New theatre"), key="new-theatre", on_click=_open)
    if st.session_state.get(OPEN):
        dialog(_("New theatre"), _ask, _close)()


def _open() -> None:
    _forget()
    st.session_state[OPEN] = True


def _close() -> None:
    """Shut the dialog; of a theatre in the making nothing is left."""
    making: Making | None = st.session_state.get(MAKING)
    if making is not None:
        making.stop()
    _forget()


def _forget() -> None:
    for key in (OPEN, MAKING, TROUBLE, PARTS):
        st.session_state.pop(key, None)


def _ask() -> None:
    if not st.session_state.get(OPEN):
        st.rerun()
    with st.container(key="new-theatre-dialog"):
        if why := no_new_theatre_reason():
            st.markdown(markdown(why))
            st.button(_("Close"), key="new-theatre-close", on_click=_close)
        else:
            _form()


def _form() -> None:
    making: Making | None = st.session_state.get(MAKING)
    st.caption(
        _(
            "Boundaries and places of any country, ready for what you know of it: who holds what and what happened is "
            "brought in afterwards."
        )
    )
    with st.form("new-theatre-form", border=False, enter_to_submit=False):
        with st.container(key="new-theatre-fields"):
            _fields()
        if trouble := st.session_state.get(TROUBLE):
            st.error(markdown(trouble))
        go, away = st.columns(2)
        go.form_submit_button(
            _("Make the theatre"), type="primary", key="new-theatre-make", width="stretch", on_click=_begin,
            disabled=making is not None,
        )  # fmt: skip
        away.form_submit_button(_("Cancel"), key="new-theatre-cancel", width="stretch", on_click=_close)
    if making is not None:
        _progress(making)
    elif not is_installed(atlas_folder()):
        st.caption(markdown(_("First: {what}.").format(what=_(FETCHING))))


def _fields() -> None:
    names = country_names()
    st.selectbox(
        _("Country"), list(names), index=None, key=COUNTRY, format_func=names.__getitem__,
        placeholder=_("Find a country by name or code"),
    )  # fmt: skip
    for column, label, key in zip(st.columns(2), (_("First day"), _("Last day")), (FIRST, LAST), strict=True):
        column.date_input(label, value=None, key=key, min_value=EARLIEST, max_value=LATEST, format="DD/MM/YYYY")
    st.text_input(_("Name"), key=NAME, max_chars=LONGEST_NAME,
                  placeholder=_("Left empty: country and days"))  # fmt: skip
    with st.expander(_("The parties")):
        st.text_area(
            _("One a line: a short code, and the name"), key=PARTIES, height=80, max_chars=LONGEST_TEXT,
            placeholder=_("SAF=Sudanese Armed Forces"),
            help=_("Left empty, two stand in that wait for names."),
        )  # fmt: skip
    with st.expander(_("Only a part of the country")):
        st.text_input(
            _("West, south, east and north, in degrees"), key=BOX, placeholder="35.5,32.2,42.5,37.4",
            max_chars=LONGEST_LINE,
            help=_(
                "The map opens on it. Units that it touches are mapped, each whole. Where no country is chosen, it is "
                "the one with most ground in it."
            ),
        )  # fmt: skip
    with st.expander(_("A gazetteer of your own")):
        _gazetteer()


def _gazetteer() -> None:
    st.file_uploader(
        _("A table or map with names and points, instead of GeoNames' larger places"), key=FILE,
        help=_("CSV, TSV, Excel, JSON, GeoJSON, KML, GeoPackage, shapefile (zipped), or a country file of GeoNames."),
    )  # fmt: skip
    if parts := st.session_state.get(PARTS, ()):
        st.selectbox(_("Which one is meant?"), parts, index=None, key=PART)
    owed, terms = st.columns(2)
    owed.text_input(_("Whom its places are owed to"), key=CREDIT, max_chars=LONGEST_LINE)
    terms.text_input(_("On what terms"), key=LICENCE, max_chars=LONGEST_LINE)
    st.text_area(
        _("What its columns hold, one a line"), key=COLUMNS, placeholder="name=VILLAGE", height=80,
        max_chars=LONGEST_TEXT,
        help=_("Only where their names do not tell it. Known: {keys}.").format(keys=", ".join(KEYS)),
    )  # fmt: skip


@in_readers_language
def _begin() -> None:
    """Make what the form asks for, or say what of it cannot be understood."""
    state = st.session_state
    if MAKING in state or no_new_theatre_reason():
        return  # pressed twice, or closed for writing since the form was opened, which it says now
    state.pop(TROUBLE, None)
    given = state.get(FILE)
    upload = None
    try:
        upload = taken_up(given.name, given) if given is not None else None
        if not (state[FIRST] and state[LAST]):
            raise FilterError(L_("Choose the first and the last day of the theatre."))
        wanted = NewTheatreRequest(
            start=state[FIRST],
            end=state[LAST],
            box=read_box(state[BOX]) if state[BOX].strip() else None,
            country=state[COUNTRY],
            name=state[NAME].strip(),
            parties=read_parties(_lines(PARTIES)),
            gazetteer=gazetteer_file(
                upload.path if upload else None,
                columns=_lines(COLUMNS),
                sheet=state.get(PART) or "",
                credit=state[CREDIT].strip(),
                licence=state[LICENCE].strip(),
            ),
        )
    except (DataError, FilterError) as error:
        if upload is not None:
            upload.remove()
        state[TROUBLE] = _(without_folders(error))
        return
    making = state[MAKING] = Making(wanted, upload)
    making.begin()


def _lines(key: str) -> list[str]:
    return [line for line in st.session_state[key].splitlines() if line.strip()]


@st.fragment(run_every=POLL_S)
@in_readers_language
def _progress(making: Making) -> None:
    """How far the theatre is; once it is over, the page goes on with it or the form says why there is none."""
    if not making.over:
        waiting = _("Starting") if making.started else _("Waiting for another theatre to be made first")
        step = _(making.step) if making.step else waiting
        st.progress(making.share, f"{markdown(step)} …")
        return
    _forget()
    state = st.session_state
    if making.made is not None:
        open_made(making.made)
    elif error := making.error:
        state.update({OPEN: True, TROUBLE: _("Nothing was made. {why}").format(why=_(without_folders(error)))})
        state[PARTS] = error.choices if isinstance(error, SeveralTablesError) else ()
    else:
        state.update({OPEN: True, TROUBLE: _(making.mistake)})
    st.rerun()
