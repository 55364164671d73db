"""How exact the spot is that was pointed at, how that is known, and who says so: a dialog over the page."""

from __future__ import annotations

import streamlit as st

from geo.common.errors import DataError
from geo.common.messages import _, ngettext
from ingest.matching.spellings import UnmatchedSpelling
from map.wording import GEO_PRECISION
from ui.data import Opened
from ui.dialogs import dialog
from ui.html import markdown
from ui.manual_edit.editing import EDITING, WHO
from ui.unmatched_places.choosing import CHOICE_TROUBLE, open_one, proposal, rows_counted, ticked, withdraw_proposal
from ui.unmatched_places.settling import BECAUSE, NAME, PRECISION, RADIUS, put_rows
from ui.unmatched_places.spellings import Proposal, rows_in_words

SEEDED = "choose-seeded-for"


def spot_dialog(opened: Opened) -> None:
    """The dialog, once a spot was pointed at for the spelling that is open."""
    try:
        spelling = open_one(opened)
    except DataError:
        return  # told where the spellings are listed
    if spelling is None or opened.read_only_reason or st.session_state.get(EDITING) is not None:
        return
    if (pointed := proposal(spelling)) is not None:
        _seed(pointed)
        dialog(_("Where {place} is").format(place=spelling.place), _ask, withdraw_proposal)(spelling, pointed, opened)


def _seed(pointed: Proposal) -> None:
    """What the form shows at first: as exact as what was pointed at."""
    state = st.session_state
    if state.get(SEEDED) is not pointed:
        state.update({SEEDED: pointed, PRECISION: pointed.geo_precision, RADIUS: float(pointed.uncertainty_km)})
        state.update({NAME: state.get(WHO, ""), BECAUSE: ""})


def _ask(spelling: UnmatchedSpelling, pointed: Proposal, opened: Opened) -> None:
    if proposal(spelling) is None:
        st.rerun()  # the rows are there, or it was called off: a dialog closes with the page only
    rows = ticked(spelling)
    with st.container(key="choose-dialog"):
        told = f"{pointed.told}, {pointed.latitude:.5f}, {pointed.longitude:.5f}"
        st.markdown(markdown(f"{told[:1].upper()}{told[1:]}."))
        st.caption(markdown(f"{_which(len(rows), len(spelling.rows))}: {rows_in_words(rows)}"))
        with st.form("choose-form", border=False, enter_to_submit=False):
            exact, radius = st.columns(2)
            exact.selectbox(
                _("The point is of"),
                list(GEO_PRECISION),
                key=PRECISION,
                format_func=lambda word: _(GEO_PRECISION[word]),
            )
            radius.number_input(_("Within km"), min_value=0.1, max_value=500.0, step=1.0, format="%g", key=RADIUS)
            st.text_input(f"{_('Your name')} *", key=NAME, max_chars=200)
            st.text_input(f"{_('How you know')} *", key=BECAUSE, max_chars=500)
            if trouble := st.session_state.get(CHOICE_TROUBLE):
                st.error(markdown(trouble))
            go, away = st.columns(2)
            go.form_submit_button(
                _("Put {rows} there").format(rows=rows_counted(len(rows))),
                type="primary",
                key="choose-put",
                width="stretch",
                on_click=put_rows,
                args=(spelling, pointed, rows, opened),
            )
            away.form_submit_button(_("Cancel"), key="choose-cancel", width="stretch", on_click=withdraw_proposal)


def _which(rows: int, of: int) -> str:
    if rows < of:
        return _("Only the rows that are ticked, {some} of {all}").format(some=f"{rows:,}", all=f"{of:,}")
    return ngettext("The row", "All {number} rows", of).format(number=f"{of:,}")
