"""Rows that shall not be placed at all: they stay rejected, and the log says who decided so and why."""

from __future__ import annotations

import streamlit as st

from geo.common.messages import N_, _
from ingest.matching.spellings import UnmatchedSpelling
from ui.data import Opened
from ui.html import markdown
from ui.manual_edit.editing import WHO
from ui.unmatched_places.choosing import rows_counted, rows_mark, ticked
from ui.unmatched_places.settling import OUT_NAME, OUT_TROUBLE, OUT_WHY, leave_rows_out
from ui.unmatched_places.spellings import rows_in_words

ONE = N_(
    "For a row that lies outside this theatre, says nothing of use, or came in another way. "
    "It stays listed with its file and waits no more; the log has the way back."
)
SEVERAL = N_(
    "For rows that lie outside this theatre, say nothing of use, or came in another way. "
    "They stay listed with their files and wait no more; the log has the way back."
)


def leaving_out(spelling: UnmatchedSpelling, opened: Opened) -> None:
    """The button, and behind it who says so and why."""
    rows = ticked(spelling)
    st.session_state.setdefault(OUT_NAME, st.session_state.get(WHO, ""))
    # a key for these rows alone: a box that is open closes once they are settled, and is not open for the next
    with st.popover(_("Leave out for good"), key=f"choose-leave-out-{rows_mark(spelling)}"):
        st.caption(_(ONE if len(rows) == 1 else SEVERAL))
        if any(row.stands_at for row in rows):
            st.caption(_("An event that a row corrects stays as it is, also when a newer file names this place again."))
        st.markdown(markdown(f"{rows_counted(len(rows))}: {rows_in_words(rows)}"))
        with st.form("leave-out-form", border=False, enter_to_submit=False):
            st.text_input(f"{_('Your name')} *", key=OUT_NAME, max_chars=200)
            st.text_input(f"{_('Why')} *", key=OUT_WHY, max_chars=500)
            if trouble := st.session_state.get(OUT_TROUBLE):
                st.error(markdown(trouble))
            st.form_submit_button(
                _("Leave out {rows}").format(rows=rows_counted(len(rows))), type="primary", key="leave-out-go",
                on_click=leave_rows_out, args=(spelling, rows, opened),
            )  # fmt: skip
