"""Types of events that a format tells from several columns, or from words of a text: what is left to be asked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geo.common.messages import ngettext_lazy
from geo.events.events import EVENT_TYPES
from ingest.drafts.cells import DraftCells
from ingest.drafts.unique import coded, plain
from ingest.formats.base import Format
from ingest.mappings.guess import Guess
from ingest.mappings.guess_values import Question, which_type
from ingest.tables import Table

TYPE = "event_type"


def with_told_types(known: Format, table: Table, found: Guess) -> Guess:
    """`found` without the questions for types that `known` tells itself, and with those for what it leaves open."""
    told = known.derive(DraftCells(table, found.mapping)).get(TYPE)
    if told is None:
        return found
    open_rows = np.array([one is None for one in told], dtype=bool)
    questions = [one for one in found.questions if one.field != TYPE]
    questions += [
        left for one in found.questions if one.field == TYPE and (left := _left(table, found, one, open_rows))
    ]
    return replace(found, questions=tuple(questions))


def _left(table: Table, found: Guess, asked: Question, open_rows: np.ndarray) -> Question | None:
    """What is left of a question for a type where only the rows of `open_rows` wait for it; None where none does."""
    if not asked.word:
        count = int(open_rows.sum())
        if not count:
            return None
        ask = ngettext_lazy(
            "{number:,} row does not say what happened in a word that is known here. Which type of event are they?",
            "{number:,} rows do not say what happened in a word that is known here. Which type of event are they?",
            count,
            number=count,
        )
        return replace(asked, ask=ask, choices=EVENT_TYPES)
    codes, texts = coded(table.cells[found.mapping.columns[TYPE]])
    same = [at for at, text in enumerate(texts) if plain(text) == plain(asked.word)]
    count = int((np.isin(codes, same) & open_rows).sum())
    if not count:
        return None
    return replace(asked, ask=which_type(asked.word, count))
