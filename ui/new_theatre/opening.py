"""Going to a theatre that was made, and what is said of its making there."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.common.errors import DataError, FilterError
from geo.common.messages import Sentence, _
from geo.theatre.catalog import redact_paths
from ingest.new_theatre.account import columns_read, rows_read, rows_rejected
from ingest.new_theatre.make import Made
from ui.html import markdown

TO_OPEN, MADE = "new-theatre-to-open", "new-theatre-made"
"""The folder of a theatre that was made, until the page has gone to it; what was made last."""


def open_made(made: Made) -> None:
    """Go to a theatre on the next run of the page."""
    st.session_state.update({TO_OPEN: made.folder, MADE: made})


def folder_to_open() -> Path | None:
    """The folder of the theatre to go to on this run, told once."""
    folder: Path | None = st.session_state.pop(TO_OPEN, None)
    return folder


def what_was_made(folder: Path) -> None:
    """What is to be said of the making of the theatre of `folder`, where this reader has made it: notes, and what
    became of the rows of a gazetteer; nothing where all is as asked."""
    made: Made | None = st.session_state.get(MADE)
    if made is None or made.folder != folder:
        return
    lines: list[str] = [*made.notes]
    if (account := made.gazetteer) is not None:
        lines += [columns_read(account), rows_read(account), *rows_rejected(account), *account.notes]
    if lines:
        with st.container(key="new-theatre-made", border=True):
            st.markdown("\n".join(f"- {markdown(_(line))}" for line in lines))
            st.caption(_("README.md in the folder of the theatre keeps this."))


def without_folders(error: DataError | FilterError) -> Sentence:
    """What is wrong as a sentence, files by name: where they lie is the business of whoever serves the page."""
    if isinstance(error, DataError):
        return redact_paths(error, Path(error.file).absolute().parent)
    return error.sentence
