"""The form of a change as a dialog over the page; the map under it stays where it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import streamlit as st

from geo.changelog.log import Action
from geo.common.messages import N_, _
from geo.validation.faults import EMPTY, Fault
from map.spoken import listing
from store.edit_conflicts import EditConflict, changed_since
from ui.data import Opened
from ui.dates import EARLIEST, LATEST
from ui.dialogs import dialog
from ui.html import markdown
from ui.manual_edit.edit_conflicts import row_now, who_did_what
from ui.manual_edit.editing import (  # fmt: skip
    EDITING,
    FORM_WHO,
    FORM_WHY,
    TYPED,
    Editing,
    differences_now,
    form_of,
    save,
    save_over,
    stop,
)
from ui.manual_edit.fields import FieldGroup, FormField, InputKind, fields_of

LONGEST_LINE, LONGEST_TEXT = 500, 5_000
SAVE = {Action.ADD: N_("Add"), Action.EDIT: N_("Save"), Action.WITHDRAW: N_("Withdraw")}
OVER = {Action.EDIT: N_("Save mine all the same"), Action.WITHDRAW: N_("Withdraw all the same")}
SHIPPED = N_(
    "This theatre ships with the program. Its own files stay as they are; the change is kept beside them in "
    "data/changes.ndjson, which version control will show."
)
WHY_ASKED = {
    Action.ADD: N_("Why it is added"),
    Action.EDIT: N_("Why it is changed"),
    Action.WITHDRAW: N_("Why it is withdrawn"),
}


def edit_dialog(opened: Opened) -> None:
    """The form of the change in the making, if there is one."""
    editing: Editing | None = st.session_state.get(EDITING)
    if editing is None:
        return
    width: Literal["small", "large"] = "large" if editing.asks_row else "small"
    dialog(_(editing.title), _ask, stop, width=width)(opened)


def _ask(opened: Opened) -> None:
    editing: Editing | None = st.session_state.get(EDITING)
    if editing is None:
        st.rerun()
    with st.container(key="by-hand"):
        if editing.told:
            st.markdown(markdown(editing.told))
        with st.form("by-hand-form", border=False, enter_to_submit=False):
            form = form_of(editing.subject, opened.theatre, editing.before) if editing.asks_row else ()
            asked = [
                *fields_of(form),
                FormField(FORM_WHO, _("Your name")),
                FormField(FORM_WHY, _(editing.way.why if editing.way else WHY_ASKED[editing.action])),
            ]
            names = {one.column: one.label for one in asked}
            for group in form:
                _group(group, editing.faults, names)
            if form:
                st.markdown(f"**{_('For the log')}**")
            _author(editing, names)
            _trouble(editing, asked)
            is_gone = row_now(opened.theatre, editing.subject, editing.key) is None
            if editing.overtaken and not editing.look_again:
                _overtaken(editing, opened, is_gone=is_gone)
            go, away, _rest = st.columns([0.4, 0.25, 0.35] if editing.overtaken else [0.25, 0.25, 0.5])
            go.form_submit_button(
                _(
                    OVER[editing.action]
                    if editing.overtaken
                    else editing.way.listed
                    if editing.way
                    else SAVE[editing.action]
                ),
                type="primary",
                on_click=save_over if editing.overtaken else save,
                args=(opened,),
                width="stretch",
                key="by-hand-save",
                disabled=editing.action is Action.WITHDRAW and is_gone,
            )
            away.form_submit_button(_("Cancel"), on_click=stop, width="stretch", key="by-hand-cancel")
        if opened.is_shipped:
            st.caption(_(SHIPPED))
    if editing.look_again:
        # a form is drawn with the theatre it was opened on: only the whole page knows what was done to it since
        st.session_state[EDITING] = replace(editing, look_again=False)
        st.rerun()


def _group(group: FieldGroup, faults: Sequence[Fault], names: Mapping[str, str]) -> None:
    if group.title:
        st.markdown(f"**{group.title}**")
    for line in group.lines:
        for column, one in zip(st.columns(len(line)), line, strict=True):
            with column:
                _field(one)
                _faults(_at(one, faults), names)


def _at(one: FormField, faults: Sequence[Fault]) -> list[Fault]:
    return [fault for fault in faults if fault.column in (one.column, *one.also)]


def _field(one: FormField) -> None:
    key, tip = TYPED + one.column, one.help or None
    match one.kind:
        case InputKind.LINE:
            st.text_input(one.shown, key=key, help=tip, max_chars=LONGEST_LINE)
        case InputKind.TEXT:
            st.text_area(one.shown, key=key, help=tip, height=80, max_chars=LONGEST_TEXT)
        case InputKind.DAY:
            st.date_input(one.shown, value=None, key=key, help=tip, min_value=EARLIEST, max_value=LATEST,
                          format="DD/MM/YYYY")  # fmt: skip
        case InputKind.COUNT:
            st.number_input(one.shown, value=None, min_value=0, step=1, key=key, help=tip)
        case InputKind.NUMBER:
            st.number_input(one.shown, value=None, min_value=0.0, step=1.0, format="%g", key=key, help=tip)
        case InputKind.DEGREES:
            st.number_input(one.shown, value=None, step=0.01, format="%.5f", key=key, help=tip)
        case InputKind.CHOICE:
            st.selectbox(one.shown, one.options, index=None, key=key, help=tip, format_func=one.names,
                         placeholder=_("Choose") if one.mandatory else "")  # fmt: skip
        case InputKind.SEVERAL:
            st.multiselect(one.shown, one.options, key=key, help=tip, format_func=one.names, placeholder="")


def _author(editing: Editing, names: Mapping[str, str]) -> None:
    columns = st.columns([0.35, 0.65]) if editing.asks_row else [st.container(), st.container()]
    for column, name in zip(columns, (FORM_WHO, FORM_WHY), strict=True):
        with column:
            st.text_input(f"{names[name]} *", key=TYPED + name, max_chars=LONGEST_LINE)
            _faults([fault for fault in editing.faults if fault.column == name], names)


def _overtaken(editing: Editing, opened: Opened, *, is_gone: bool) -> None:
    """Who changed the row while the form was open, and what it says now beside what is typed here."""
    found = changed_since(opened.folder, opened.theatre.ledger, editing.subject, editing.key, editing.seen)
    told = who_did_what(found or EditConflict(""), editing.subject, is_gone=is_gone)
    here = _("typed here") if editing.asks_row else _("before")
    fields = [
        f"- {markdown(f'{one.label}: {one.now} ({here}: {one.here})')}" for one in differences_now(opened, editing)
    ]
    if is_gone:
        what = _("Saving yours brings it back.") if editing.asks_row else _("Nothing is left to withdraw.")
    elif fields:
        what = _("It says now:")
    else:
        what = _("It says what is typed here.") if editing.asks_row else _("It says what it said before.")
    text = "\n".join([f"**{_('Not saved yet.')}** {markdown(told)} {what}", "", *fields])
    st.warning(text)


def _trouble(editing: Editing, asked: Sequence[FormField]) -> None:
    """What cannot be said at a field, and at which fields something is said."""
    if editing.trouble:
        st.error(_("Not saved. {why}").format(why=markdown(editing.trouble)))
    said = {fault for one in asked for fault in _at(one, editing.faults)}
    for fault in editing.faults:
        if fault not in said:
            st.error(markdown(_("Not saved. {why}").format(why=fault)))
    if said:
        fields = listing(one.label for one in asked if _at(one, editing.faults))
        missing = _("Not saved yet. Missing or wrong: {fields}. Each field says what to do.")
        st.error(markdown(missing.format(fields=fields)))


def _faults(faults: Sequence[Fault], names: Mapping[str, str]) -> None:
    for text in dict.fromkeys(_in_words(fault, names) for fault in faults):
        st.markdown(f":small[:red[{markdown(text)}]]")


def _in_words(fault: Fault, names: Mapping[str, str]) -> str:
    """Fault and remedy, columns called as their fields are; of an empty field, which everybody sees, the remedy."""
    if fault.reason == EMPTY:
        return _(fault.remedy)
    said = _(fault.fault)
    text = f"{said[:1].upper()}{said[1:]}. {_(fault.remedy)}"

    def shown(found: re.Match[str]) -> str:
        return f'"{names[found[0]]}"' if "_" in found[0] and found[0] in names else found[0]

    return re.sub(r"\w+", shown, text)
