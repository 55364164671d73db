"""Beside the map: what was clicked, who says so and how sure it is."""

from __future__ import annotations

from datetime import date

import streamlit as st

from geo.situation import Situation
from layers.asked import details_of
from layers.details import Details, Facts, Item, Items, Line, Paragraph, Part
from ui.html import link, text
from ui.state import ViewState


def details(situation: Situation, view: ViewState, on: date) -> None:
    """The details of the selected thing, of a place as it was on a day, or how to get some."""
    if not view.selected:
        st.caption("Click an event, a crossing or any ground on the map to see who says so.")
        return
    found = details_of(view.selected, situation, on)
    body = f"<p>This theatre has nothing called {text(view.selected)}.</p>" if found is None else details_html(found)
    st.html(f'<div class="fl-details">{body}</div>')
    st.button("Close details", on_click=lambda: st.session_state.update(selected=""), width="stretch")


def details_html(found: Details) -> str:
    """Details as HTML, every text of them escaped."""
    return f"<h4>{text(found.title)}</h4>" + "".join(_part(part) for part in found.parts)


def _part(part: Part) -> str:
    match part:
        case Paragraph(line, note):
            return f'<p class="fl-note">{_line(line)}</p>' if note else f"<p>{_line(line)}</p>"
        case Facts(rows):
            return f"<dl>{''.join(f'<dt>{text(label)}</dt><dd>{_line(line)}</dd>' for label, line in rows)}</dl>"
        case Items(title, items):
            return f"<h5>{text(title)}</h5><ul>{''.join(_item(item) for item in items)}</ul>"


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
