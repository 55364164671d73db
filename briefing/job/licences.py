"""Rows that their source does not let anyone hand on: told by page and command line wherever they can leave."""

from __future__ import annotations

from geo.analysis.situation import Situation
from geo.changelog.imports import BatchNote
from geo.common.messages import _
from geo.theatre.theatre import Theatre
from ingest.formats import all_formats


def _shown(situation: Situation) -> list[BatchNote]:
    """The files whose rows are among the events of the situation, in the order they came."""
    there = set(situation.filtered.columns(["origin"])["origin"].unique())
    return [note for batch, note in situation.theatre.imports.items() if batch in there]


def credits_of(situation: Situation) -> tuple[str, ...]:
    """Whom the rows brought in are owed to, each once."""
    return tuple(dict.fromkeys(note.credit for note in _shown(situation) if note.credit))


def not_to_be_passed_on(situation: Situation) -> list[BatchNote]:
    """The files whose rows are among the events of the situation and may not be handed on."""
    closed = {known.id for known in all_formats() if not known.rows_may_be_passed_on}
    return [note for note in _shown(situation) if note.format in closed]


def rows_not_to_be_passed_on(situation: Situation) -> str:
    """Which rows those are and on what terms they came, as in "rows brought in from acled.csv. Ask before ..."; ""
    where there are none."""
    notes = not_to_be_passed_on(situation)
    if not notes:
        return ""
    files = ", ".join(dict.fromkeys(note.file for note in notes))
    terms = " ".join(dict.fromkeys(note.licence for note in notes))
    return _("rows brought in from {files}. {terms}").format(files=files, terms=terms)


def warning(situation: Situation) -> str:
    """What is to be known before a file with the rows is made, "" where nothing is."""
    rows = rows_not_to_be_passed_on(situation)
    return _("This file would hold {rows}").format(rows=rows) if rows else ""


def terms_of(origin: str, theatre: Theatre) -> str:
    """Credit and licence of the rows of a file brought in; "" for the theatre's own rows."""
    note = theatre.imports.get(origin)
    return credit_and_terms(note.credit, note.licence) if note else ""


def credit_and_terms(credit: str, licence: str) -> str:
    """The two as sentences, as in "A monitor, example.org. Ask before you pass it on." """
    return " ".join(part if part.endswith(".") else f"{part}." for part in (credit, licence) if part)
