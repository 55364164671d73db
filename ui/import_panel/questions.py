"""What a file leaves open, asked of the person who brings it; nothing is chosen for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from geo.common.messages import N_, _
from geo.events.events import EVENT_TYPES
from geo.theatre.theatre import Theatre
from ingest.mappings.answers import MEANS, ROWS, TEXT, TYPE, answered, type_words, with_words
from ingest.mappings.guess_values import Question
from ingest.mappings.mapping import DAY_ORDERS, ColumnMapping
from map.event_words import type_name
from map.text import LONGEST, visible
from ui.html import markdown
from ui.import_panel.import_options import ask
from ui.import_panel.pending_import import PendingImport, Tell, with_mapping
from ui.table_height import table_height

UNTIL_THEN = N_("The rows it touches need fixing until you say.")


def read_by(mapping: ColumnMapping) -> None:
    """Read the file in hand by another mapping."""

    def step(now: PendingImport, theatre: Theatre, tell: Tell) -> PendingImport:
        return with_mapping(now, mapping, theatre, tell)

    ask(step)


def questions(now: PendingImport) -> None:
    """A widget for each question, unset; and a table of the words for types of event nobody knows."""
    about_the_file = [one for one in now.recognised.questions if not one.word or one.field != TYPE]
    if about_the_file:
        with st.container(border=True, key="bring-in-questions"):
            st.markdown(_("**To be said by you**"))
            for number, question in enumerate(about_the_file):
                _question(now, question, number)
    _words(now)


def _question(now: PendingImport, question: Question, number: int) -> None:
    key = f"bring-in-question-{number}-{now.look}"
    st.markdown(markdown(question.ask))
    if question.field == "position":
        st.caption(f"{_('Say it in the table of columns below.')} {_(UNTIL_THEN)}")
        return
    # the label is not drawn, so it is read out as it stands, without the signs that keep Markdown out
    said = visible(_(question.ask), LONGEST)
    if question.choices:
        columns = _columns_beside(now, question)
        st.selectbox(
            said, [*question.choices, *columns], index=None, placeholder=_("Choose"), key=key,
            on_change=_answer(now, question, key), label_visibility="collapsed",
            format_func=lambda one: _answer_words(question, columns, one),
        )  # fmt: skip
    else:
        st.text_input(said, key=key, on_change=_answer(now, question, key), label_visibility="collapsed")
    if question.needed:
        st.caption(_(UNTIL_THEN))


def _answer_words(question: Question, columns: Sequence[str], answer: str) -> str:
    """A choice as the page says it; `columns`: those that may answer besides."""
    if answer in columns:
        return _("as column {column} says").format(column=answer)
    if question.field == TYPE and not question.of_columns:
        return type_name(answer)
    return _(answer) if answer in DAY_ORDERS else answer


def _columns_beside(now: PendingImport, question: Question) -> list[str]:
    """The columns that may answer a question for which one choice for the whole file would do as well."""
    if question.field != TYPE or question.of_columns:
        return []
    return [column for column in map(str, now.table.cells.columns) if column not in question.choices]


def _answer(now: PendingImport, question: Question, key: str) -> Callable[[], None]:
    def say() -> None:
        answer = (st.session_state[key] or "").strip()
        if answer:
            read_by(answered(now.recognised.mapping, question, answer))

    return say


def _words(now: PendingImport) -> None:
    words = type_words(now.table, now.recognised.mapping)
    if words.empty:
        return
    unknown = int((words[MEANS] == "").sum())
    title = (
        _("Words for types of event: {number}, {unknown} not known yet")
        if unknown
        else _("Words for types of event: {number}, all known")
    )
    with (
        st.expander(title.format(number=len(words), unknown=unknown), expanded=unknown > 0),
        st.form(f"bring-in-words-{now.look}", border=False),
    ):
        st.caption(_("What each word of the file stands for. Rows with a word that stands for nothing need fixing."))
        edited = st.data_editor(
            words,
            key=f"bring-in-words-table-{now.look}",
            hide_index=True,
            placeholder="",
            height=table_height(len(words), tallest=320),
            disabled=[TEXT, ROWS],
            column_config={
                TEXT: st.column_config.TextColumn(_("In the file")),
                ROWS: st.column_config.NumberColumn(_("Rows"), format="%,d"),
                MEANS: st.column_config.SelectboxColumn(
                    _("Stands for"), options=["", *EVENT_TYPES], format_func=lambda one: type_name(str(one))
                ),
            },
        )
        if st.form_submit_button(_("Use these words")):
            read_by(with_words(now.recognised.mapping, _said(edited)))
            st.rerun()


def _said(edited: pd.DataFrame) -> dict[str, str]:
    return {
        str(text): "" if pd.isna(means) else str(means) for text, means in zip(edited[TEXT], edited[MEANS], strict=True)
    }
