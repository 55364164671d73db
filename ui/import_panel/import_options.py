"""What the session holds of the file in hand, and the long steps it takes one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from geo.common.errors import DataError
from geo.common.messages import _
from geo.theatre.theatre import Theatre
from ui.html import markdown
from ui.import_panel.pending_import import PendingImport, Tell, import_error_sentence, revalidate

PENDING, OF_THEATRE, ASKED, IMPORT_TROUBLE, ANEW, ROUND = (
    "bring-in", "bring-in-theatre", "bring-in-asked", "bring-in-trouble", "bring-in-anew", "bring-in-round",
)  # fmt: skip

Step = Callable[[PendingImport, Theatre, Tell], PendingImport]


def pending_import(folder: str) -> PendingImport | None:
    """The file in hand for the theatre of a folder; one of another theatre is put down."""
    state = st.session_state
    if state.get(OF_THEATRE) not in (None, folder):
        discard_import()
    found: PendingImport | None = state.get(PENDING)
    return found


def set_pending_import(found: PendingImport, folder: str) -> None:
    """Hold a file that was looked at, for the theatre of `folder`."""
    state = st.session_state
    state.update({PENDING: found, OF_THEATRE: folder, IMPORT_TROUBLE: "", ANEW: False})
    state[ROUND] = state.get(ROUND, 0) + 1  # the widget that took the file lets go of it


def discard_import() -> None:
    """Forget the file; nothing of it was kept."""
    state = st.session_state
    if (found := state.get(PENDING)) is not None:
        found.upload.remove()
    for name in (PENDING, OF_THEATRE, ASKED, IMPORT_TROUBLE, ANEW):
        state.pop(name, None)


def ask(step: Step) -> None:
    """Take a step with the file in hand on the next run of the page, where its progress can be shown."""
    st.session_state[ASKED] = step


def take_steps(now: PendingImport, theatre: Theatre) -> None:
    """Take the step that was asked for, and hold the rows against the theatre anew where it was changed; then the page
    starts over with what was found."""
    state = st.session_state
    step: Step | None = state.pop(ASKED, None)
    if step is None and now.incoming.version == theatre.version:
        return
    with progress() as tell:
        if step is not None:
            try:
                now, state[IMPORT_TROUBLE] = step(now, theatre, tell), ""
            except DataError as error:
                state[IMPORT_TROUBLE] = import_error_sentence(error)
        if now.incoming.version != theatre.version:
            now, state[ANEW] = revalidate(now, theatre, tell), True
    state[PENDING] = now
    st.rerun()


@contextmanager
def progress() -> Iterator[Tell]:
    """A bar that says what is being done, gone when it is over."""
    bar = st.progress(0.0, _("Starting …"))

    def tell(text: str, share: float) -> None:
        bar.progress(min(max(share, 0.0), 1.0), f"{markdown(text)} …")

    try:
        yield tell
    finally:
        bar.empty()
