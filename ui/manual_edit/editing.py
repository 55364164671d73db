"""A change in the making: what is changed, what was typed, and what became of it when it was saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from geo.changelog.log import Action, Entry, Ledger, Row, Subject
from geo.common.errors import DataError
from geo.common.messages import L_, N_, Sentence
from geo.theatre.theatre import Theatre
from geo.validation.faults import EMPTY, Fault
from store import manual_edit
from store.manual_edit import RefusedRowError
from store.permission import read_only_reason
from store.store import Author, ChangedMeanwhileError, UndoneAlreadyError, undo
from ui.data import Opened
from ui.manual_edit.actor_form import actor_form
from ui.manual_edit.edit_conflicts import FieldDifference, differences, row_now
from ui.manual_edit.event_form import event_form, event_row, with_kind
from ui.manual_edit.fields import Form, row_from, typed_from
from ui.manual_edit.ground_form import area_of, ground_form, ground_words, new_ground, places_of
from ui.manual_edit.report_form import report_form, report_row
from ui.manual_edit.undo_labels import UNDO, UndoLabels, undo_labels
from ui.speech import in_readers_language

EDITING, SAID = "by-hand-editing", "by-hand-said"
WHO = "by-hand-who"
"""Who makes the changes of this session, told once."""
TYPED = "typed-"
"""Before the column, the key of the widget a value is typed into."""
FORM_WHO, FORM_WHY = "who", "why"
DONE = {Action.ADD: N_("Added."), Action.EDIT: N_("Changed."), Action.WITHDRAW: N_("Withdrawn.")}


@dataclass(frozen=True)
class Editing:
    """One change. `key`: the row it is made to, or the change it undoes; "" for a row to be added; `before`: the row
    as it was; `seen`: the log in which it was so; `told`: in words what is withdrawn or undone; `way`: what
    the undoing of a change is called, None where none is undone; `overtaken`: somebody else changed the row since;
    `look_again`: the theatre shown is older than that."""

    action: Action
    subject: Subject
    title: str
    key: str = ""
    before: Row = field(default_factory=dict)
    seen: Ledger = field(default_factory=Ledger)
    told: str = ""
    faults: tuple[Fault, ...] = ()
    trouble: str = ""
    way: UndoLabels | None = None
    overtaken: bool = False
    look_again: bool = False

    @property
    def asks_row(self) -> bool:
        return self.action in (Action.ADD, Action.EDIT)


@dataclass(frozen=True)
class EditOutcome:
    """What was done last: `change` is its id in the log, `selected` what is told of beside the map since then, `way`
    what its undoing is called."""

    text: str
    change: str
    selected: str
    way: UndoLabels = UNDO
    why_not: str = ""


def edit_error_sentence(error: DataError) -> Sentence:
    """What kept a change from being made, without the folder its file lies in."""
    if isinstance(error, UndoneAlreadyError):
        return L_("It was undone already, perhaps in another window. Nothing is left to do.")
    return L_("{file} {fault}. {remedy}", file=Path(error.file).name, fault=error.fault, remedy=error.remedy)


def form_of(subject: Subject, theatre: Theatre, before: Row) -> Form:
    """The form for a row of this subject; `before`: the row as it is."""
    if subject is Subject.EVENT:
        return event_form(theatre, before)
    if subject is Subject.GROUND:
        return ground_form(theatre, before)
    return report_form(theatre) if subject is Subject.REPORT else actor_form(theatre)


def start_adding(opened: Opened, subject: Subject, title: str, at_first: Row) -> None:
    """Open the form of a new row."""
    _start(opened, Editing(Action.ADD, subject, title, before=at_first))


def start_on_ground(opened: Opened, geometry: Row, day: date) -> None:
    """Open the form of ground just drawn, a geometry of GeoJSON."""
    row = new_ground(geometry, day)
    told = ground_words(row, opened.theatre)
    _start(opened, Editing(Action.ADD, Subject.GROUND, N_("Say who holds this ground"), before=row, told=told))


def start_editing(opened: Opened, subject: Subject, title: str, key: str, row: Row) -> None:
    """Open the form of a row there is."""
    before = with_kind(row) if subject is Subject.EVENT else row
    seen = opened.theatre.ledger
    _start(opened, Editing(Action.EDIT, subject, title, key=key, before=before, seen=seen))


def start_withdrawing(opened: Opened, subject: Subject, title: str, key: str, told: str) -> None:
    """Ask who withdraws a row, and why."""
    seen, before = opened.theatre.ledger, row_now(opened.theatre, subject, key) or {}
    _start(opened, Editing(Action.WITHDRAW, subject, title, key=key, before=before, seen=seen, told=told))


def start_undoing(opened: Opened, entry: Entry, told: str) -> None:
    """Ask who undoes a change, and why."""
    way = undo_labels(entry, opened.theatre.ledger)
    _start(opened, Editing(Action.UNDO, entry.subject, way.title, key=entry.id, told=told, way=way))


def _start(opened: Opened, editing: Editing) -> None:
    state = st.session_state
    if editing.asks_row:
        form = form_of(editing.subject, opened.theatre, editing.before)
        for column, value in typed_from(form, editing.before).items():
            state[TYPED + column] = value
    state[TYPED + FORM_WHO], state[TYPED + FORM_WHY] = state.get(WHO, ""), ""
    state[EDITING] = editing
    state.pop(SAID, None)


def stop() -> None:
    """Close the form and leave everything as it was."""
    st.session_state.pop(EDITING, None)


def save_over(opened: Opened) -> None:
    """Make the change all the same: over what somebody else made of the row, as it is shown beside the form."""
    editing: Editing = st.session_state[EDITING]
    st.session_state[EDITING] = replace(editing, seen=opened.theatre.ledger)
    save(opened)


@in_readers_language
def save(opened: Opened) -> None:
    """Make the change, or say at each field what keeps it from being made."""
    state = st.session_state
    editing: Editing = state[EDITING]
    author = Author(state[TYPED + FORM_WHO].strip(), state[TYPED + FORM_WHY].strip())
    faults = [
        Fault(name, "empty", L_("is empty"), remedy, EMPTY)
        for name, value, remedy in (
            (FORM_WHO, author.who, L_("Give your name: the log keeps it.")),
            (FORM_WHY, author.why, L_("Say in a few words why: the log keeps it.")),
        )
        if not value
    ]
    entry, trouble, overtaken = None, read_only_reason(opened.folder), editing.overtaken
    if not trouble:
        try:
            entry = _make(opened, editing, author, with_faults=bool(faults))
        except RefusedRowError as refused:
            faults = [*refused.faults, *faults]
        except DataError as error:
            overtaken = isinstance(error, ChangedMeanwhileError) and editing.action is not Action.UNDO
            trouble = "" if overtaken else edit_error_sentence(error)
    if entry is None:
        state[EDITING] = replace(
            editing, faults=tuple(faults), trouble=trouble, overtaken=overtaken, look_again=overtaken
        )
        return
    state[WHO] = author.who
    state.pop(EDITING)
    _say(opened, editing, entry)


def _make(opened: Opened, editing: Editing, author: Author, *, with_faults: bool) -> Entry | None:
    """The change that was made; None where it was only checked, because it lacks who or why."""
    folder, theatre, subject, key = opened.folder, opened.theatre, editing.subject, editing.key
    if editing.asks_row:
        row = _row(editing, theatre)
        if with_faults:
            manual_edit.check(theatre, subject, key or "new", row)
            return None
        if editing.action is Action.ADD:
            return manual_edit.add(folder, theatre, subject, row, author)
        return manual_edit.edit(folder, theatre, subject, key, row, author, seen=editing.seen)
    if with_faults:
        return None
    if editing.action is Action.UNDO:
        return undo(folder, key, author)
    return manual_edit.withdraw(folder, subject, key, author, seen=editing.seen)


def _row(editing: Editing, theatre: Theatre) -> Mapping[str, Any]:
    form = form_of(editing.subject, theatre, editing.before)
    columns = {column: st.session_state.get(TYPED + column) for column in typed_from(form, {})}
    typed = row_from(form, columns)
    # over somebody else's change: what the form does not ask stays as they left it
    before = (row_now(theatre, editing.subject, editing.key) if editing.overtaken else None) or editing.before
    if editing.subject is Subject.EVENT:
        return event_row(typed, before, theatre)
    told = editing.subject in (Subject.REPORT, Subject.GROUND)
    return report_row(typed, before) if told else {**before, **typed}


def differences_now(opened: Opened, editing: Editing) -> tuple[FieldDifference, ...]:
    """How a row that somebody else changed differs from what is typed here; from what it was, where nothing is."""
    now = row_now(opened.theatre, editing.subject, editing.key)
    if now is None:
        return ()
    form = form_of(editing.subject, opened.theatre, now)
    here = typed_from(form, editing.before)
    if editing.asks_row:
        here = {column: st.session_state.get(TYPED + column) for column in here}
    return differences(form, now, here)


def _say(opened: Opened, editing: Editing, entry: Entry) -> None:
    state, subject = st.session_state, editing.subject
    if entry.action is not Action.UNDO and subject is Subject.EVENT:
        state["selected"] = "" if entry.action is Action.WITHDRAW else f"event:{entry.key}"
    if subject is Subject.REPORT and entry.row:
        state["selected"] = f"place:{entry.row['place_id']}"
    if subject is Subject.GROUND and entry.row and (area := area_of(entry.row, opened.theatre)) is not None:
        state["selected"] = f"place:{places_of(area, opened.theatre)[0]}"
    text = editing.way.done if editing.way else DONE[entry.action]
    state[SAID] = EditOutcome(text, entry.id, state["selected"], _undo_labels(opened, entry))


def _undo_labels(opened: Opened, entry: Entry) -> UndoLabels:
    """What the undoing of a change is called that was made just now."""
    return undo_labels(entry, Ledger((*opened.theatre.ledger.entries, entry)))


@in_readers_language
def undo_last(opened: Opened) -> None:
    """Undo what was done last, or do again what was undone last."""
    state = st.session_state
    said: EditOutcome = state[SAID]
    if reason := read_only_reason(opened.folder):
        state[SAID] = replace(said, why_not=reason)
        return
    try:
        entry = undo(opened.folder, said.change, Author(state.get(WHO, ""), said.way.at_once))
    except DataError as error:
        state[SAID] = replace(said, why_not=edit_error_sentence(error))
        return
    state[SAID] = EditOutcome(said.way.done, entry.id, state["selected"], _undo_labels(opened, entry))
