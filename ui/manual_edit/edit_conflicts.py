"""What somebody else did to a row while its form was open here, and how the row differs by now. Free of Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo.changelog.describe import NAMES
from geo.changelog.log import Row, Subject
from geo.common.errors import shorten
from geo.common.messages import N_, _
from geo.theatre.theatre import Theatre
from map.spoken import listing
from store.edit_conflicts import EditConflict
from store.manual_edit import row_of
from ui.manual_edit.actor_form import rule_row
from ui.manual_edit.event_form import with_kind
from ui.manual_edit.fields import Form, FormField, fields_of, row_from, typed_from

NOTHING, LONGEST = N_("empty"), 200


@dataclass(frozen=True)
class FieldDifference:
    """One field in words: what it says `now` and what it says here."""

    label: str
    now: str
    here: str


def row_now(theatre: Theatre, subject: Subject, key: str) -> Row | None:
    """A row as its form shows it; None where the theatre has it no more."""
    if subject is Subject.EVENT:
        return with_kind(row_of(theatre.events, key)) if key in theatre.events.index else None
    if subject is Subject.REPORT:
        return row_of(theatre.reports, key) if key in theatre.reports.index else None
    if subject is Subject.GROUND:
        return row_of(theatre.ground, key) if key in theatre.ground.index else None
    return next((rule_row(rule) for rule in theatre.actor_rules if rule.rule_id == key), None)


def who_did_what(found: EditConflict, subject: Subject, *, is_gone: bool) -> str:
    """As in "Anna changed this event since you opened the form."; of a file, what it did and who brought it in."""
    if not found.file:
        told = (
            _("{who} withdrew this {row} since you opened the form.")
            if is_gone
            else _("{who} changed this {row} since you opened the form.")
        )
    elif found.came:
        told = (
            _("{file}, which {who} brought in, withdrew this {row} since you opened the form.")
            if is_gone
            else _("{file}, which {who} brought in, changed this {row} since you opened the form.")
        )
    else:
        told = (
            _("{who} took {file} out since you opened the form: this {row} went with it.")
            if is_gone
            else _("{who} took {file} out since you opened the form: this {row} is what it was before that file.")
        )
    somebody = _("somebody") if found.came else _("Somebody")
    return told.format(who=found.who or somebody, file=found.file, row=_(NAMES[subject]))


def differences(form: Form, now: Row, here: Mapping[str, Any]) -> tuple[FieldDifference, ...]:
    """The fields of `form` that say something else `now` than `here`, what was typed into it by column."""
    theirs, mine = row_from(form, typed_from(form, now)), row_from(form, here)
    return tuple(
        FieldDifference(one.label, _in_words(one, theirs[one.column]), _in_words(one, mine[one.column]))
        for one in fields_of(form)
        if theirs[one.column] != mine[one.column]
    )


def _in_words(one: FormField, value: Any) -> str:
    if value is None or value == []:
        return _(NOTHING)
    if isinstance(value, list):
        return listing(one.names(word) for word in value)
    return shorten(one.names(value) if one.options else str(value), LONGEST)
