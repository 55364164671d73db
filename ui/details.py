"""Beside the map, in place of its lists: what was clicked, who says so and how sure it is."""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from geo.analysis.situation import Situation
from geo.common.messages import _
from info.details import Details, Facts, Item, Items, Line, Paragraph, Part, Votes, VoteText
from info.identify import identify
from ui.data import Opened
from ui.html import link, text
from ui.manual_edit.buttons import buttons, said
from ui.state import ViewState


def details(situation: Situation, view: ViewState, on: date, opened: Opened) -> None:
    """The details of the selected thing, of a place as it was on a day, with what can be changed in it."""
    if view.selected:
        st.button(_("← Back to the list"), key="back", on_click=lambda: st.session_state.update(selected=""))
    said(opened, view, situation.filtered)
    buttons(opened, view, on)
    if not view.selected:
        return
    found = identify(view.selected, situation, on)
    nothing = _("This theatre has nothing called {name}.").format(name=text(view.selected))
    body = f"<p>{nothing}</p>" if found is None else details_html(found)
    st.html(f'<div class="fl-details">{body}</div>')
    st.html("<style>.st-key-lists { display: none; }</style>")


def details_html(found: Details) -> str:
    """Details as HTML, every text of them escaped."""
    return f"<h3>{text(found.title)}</h3>" + "".join(_part(part) for part in found.parts)


def _part(part: Part) -> str:
    match part:
        case Paragraph(line, note):
            return _note(line) if note else f"<p>{_line(line)}</p>"
        case Facts(rows):
            return f"<dl>{''.join(f'<dt>{text(label)}</dt><dd>{_line(line)}</dd>' for label, line in rows)}</dl>"
        case Items(title, items):
            return f"<h4>{text(title)}</h4>{_list(items)}"
        case Votes(title, votes):
            return f'<div class="fl-votes"><h4>{text(title)}</h4>{"".join(_vote(vote) for vote in votes)}</div>'


def _vote(vote: VoteText) -> str:
    sample = f'<i style="background:{escape(vote.colour, quote=True)}"></i>'
    return f"<h5>{sample}{text(vote.title)}</h5>{_note(vote.remark)}{_list(vote.items)}"


def _note(line: Line) -> str:
    return f'<p class="fl-note">{_line(line)}</p>'


def _list(items: tuple[Item, ...]) -> str:
    return f"<ul>{''.join(_item(item) for item in items)}</ul>"


def _item(item: Item) -> str:
    small = f"<br><small>{_line(item.small)}</small>" if item.small else ""
    opening = '<li class="fl-now">' if item.now else "<li>"
    return f"{opening}{_line(item.line)}{small}</li>"


def _line(line: Line) -> str:
    found = ""
    for words in line:
        shown = link(words.link, words.text) if words.link else text(words.text)
        found += f"<b>{shown}</b>" if words.strong else shown
    return found
