"""Events that take a place, held against control, in the tab Sources."""

from __future__ import annotations

import streamlit as st

from geo.analysis.taking_checks import Outcome, TakingAccount, check_takings
from geo.analysis.taking_faults import marked_in_words, taking_faults
from geo.common.messages import _, language
from geo.theatre.theatre import Theatre
from ui.data import Opened
from ui.faults import fault_list
from ui.html import markdown

MOST_LISTED = 200


@st.cache_resource(max_entries=2, show_spinner=False)
def _account(version: str, spoken: str, _theatre: Theatre) -> TakingAccount:
    return check_takings(_theatre)


def takings_section(opened: Opened) -> None:
    """How many events agree with control, which contradict it, and which disagreements are marked; nothing where no
    event takes a place."""
    theatre = opened.theatre
    with st.spinner(_("Holding events against control …")):
        account = _account(theatre.version, language(), theatre)
    if not account.by_event:
        return
    st.markdown("### " + _("Events and control"))
    st.caption(markdown(f"{account.sentence}."))
    faults = taking_faults(opened.folder, theatre, account)
    if faults:
        if len(faults) > MOST_LISTED:
            st.caption(
                _("The first {most} of {count} are listed; `validate` lists all.").format(
                    most=MOST_LISTED, count=f"{len(faults):,}"
                )
            )
        fault_list(faults[:MOST_LISTED], key="takings-faults")
    marked = [marked_in_words(theatre, check) for check in account.of(Outcome.MARKED)]
    left_out = [
        _("Not checkable, {why}: {count}").format(why=why, count=f"{count:,}") for why, count in account.reasons.items()
    ]
    title = _("Marked disagreements ({count}), and what could not be checked").format(count=f"{len(marked):,}")
    with st.expander(title):
        st.markdown("\n".join(f"- {markdown(line)}" for line in [*marked[:MOST_LISTED], *left_out]))
