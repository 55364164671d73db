"""Between the link, the widgets and the view: the link seeds the widgets once, then they own their values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from geo.common.messages import SOURCE_LANGUAGE, _
from geo.common.phrases import LANGUAGES
from geo.events.area_counts import is_key
from geo.query.event_filters import SwitchFilter
from geo.query.filters import EVENT_FILTERS, Filters
from geo.theatre.theatre import Theatre
from info.ground import KIND, point_of
from info.spot import SPOT
from layers import all_layers, layers_of
from layers.area_counts import AREA_COUNTS
from map.layer import Layer
from map.vague_marks import VAGUE
from ui.position import AT, Position
from ui.state import Choices, Lists, ViewState, theatre_in
from ui.theatre_choice import TheatreChoice

SEEDED = "seeded-for"
IGNORED = "ignored-of-link"
"""What of the link the page was opened with could not be understood, until the reader puts the notice away."""
FLY = "fly-to-area"
AREA_SHOWN = "area-shown"
"""The area that was chosen last, for the run in which it is pressed again."""
OWN_AREA = "own-area"
"""The corners of the area that was drawn last, as a link tells of them; "" where none is."""
FLY_TO = "fly-to-bounds"
"""West, south, east and north the map is to move to on this run."""
PLACED = "placed-at"
"""Where the link has the map that the page opened with."""
SHOW_MAP = "show-map"
"""Whether the page is to be scrolled to the map on this run."""
PLAYING = "playing"
"""Whether the days are being played: of this session only, no link starts it."""
ASKED = "asked-on"
"""What was selected last by a click on the map, and the day the map showed there."""
GONE_BACK = "gone-back-in-history"
"""Whether the widgets are to be set to what the address holds, for the reader went back or on to it."""
OPEN_TAB = "tab-open"
"""The tab beside the map that is open, whatever it is called in the language of the page."""
LISTED_KINDS, LISTED_CASUALTIES = "strikes-kinds", "strikes-casualties"
"""Which strikes the tab Strikes lists; nothing is held where it was not opened."""
IN_LINK = "theatre-in-link"
OF_ONE_THEATRE = (
    "around-places",
    "events-row-acted-on",
    "strikes-row-acted-on",
    "log-shown",
    "by-hand-editing",
    "by-hand-said",
)
"""What widgets and half-made changes remember of a theatre that means nothing in another."""
KEPT_IN_ANOTHER = frozenset({"layers", "lang", "tab"})
"""What of the view another theatre is opened with."""
CLICKED = "clicked-at"
UNSENT = "set-and-not-sent"
"""Widgets that were set from elsewhere since a run of the page last came to its end: by the key of each, what it held
before, and what it holds now."""


@dataclass(frozen=True)
class Clicked:
    """Where the reader clicked last (degrees), what that selected, and how exact a click was at that zoom."""

    selected: str
    lon: float
    lat: float
    within_km: float


def opening_view(theatre: Theatre) -> ViewState:
    """What the page shows when nobody asked for anything."""
    on = frozenset(layer.id for layer in layers_of(theatre) if layer.on_by_default)
    return ViewState(filters=theatre.opening, layers=on)


def take_address() -> None:
    """Let the run that comes begin from the address, as the first one did: what Streamlit calls before that run."""
    state = st.session_state
    set_unsent_again()
    language = st.query_params.get("lang")
    set_widgets({"language": language if language in LANGUAGES else SOURCE_LANGUAGE})  # spoken before the rest is set
    state[GONE_BACK] = True


def seed_once(theatre: Theatre, choice: TheatreChoice) -> list[str]:
    """Set the widgets from the link on the first run and where the reader went back to it, and to the opening view when
    another theatre was chosen since; what of the link could not be understood."""
    state = st.session_state
    same, gone_back = state.get(SEEDED) == choice.key, state.pop(GONE_BACK, False)
    if same and not gone_back and not _lost():
        if not is_there(theatre, state["selected"]):  # it was withdrawn, or its adding was undone
            state["selected"] = ""
        kept: list[str] = state[IGNORED]
        return kept
    query = st.query_params.to_dict()
    if SEEDED in state and not same:
        if not gone_back:
            query = {part: value for part, value in query.items() if part in KEPT_IN_ANOTHER}
        state.update({FLY: True, "find": None})
        for forgotten in (CLICKED, ASKED, UNSENT, *OF_ONE_THEATRE):
            state.pop(forgotten, None)
    choices = Choices(
        vocabulary=theatre.vocabulary,
        layers=tuple(layer.id for layer in all_layers()),
        theatres=choice.theatres,
    )
    view, ignored = ViewState.from_query(query, default=opening_view(theatre), choices=choices)
    if view.selected and not is_there(theatre, view.selected):
        ignored.append(_("{part} is nothing this theatre has").format(part=f"show={view.selected[:40]}"))
        view = replace(view, selected="")
    placed = Position.read(query.get(AT, ""))
    if placed is None and AT in query:
        ignored.append(_("{part} is no latitude, longitude and zoom").format(part=f"{AT}={query[AT][:40]}"))
    filters = view.filters
    if gone_back and filters.area != state.get(AREA_SHOWN):
        state[FLY] = True
    for layer in all_layers():
        state.pop(layer_key(layer), None)
    set_widgets(
        {
            "start": filters.start,
            "end": filters.end,
            "days": (filters.start, filters.end),
            "area": filters.area,
            **{name: of.held(getattr(filters, name)) for name, of in EVENT_FILTERS.items()},
            "known_by": filters.known_by,
            **{layer_key(layer): layer.id in view.layers for layer in layers_of(theatre)},
            "mode": view.mode,
            "language": view.language,
            "base_map": state.get("base_map", "") if gone_back else "",
            "compare": view.compare,
            LISTED_KINDS: sorted(view.lists.strike_kinds),
            LISTED_CASUALTIES: view.lists.casualties_only,
        }
    )
    state[OPEN_TAB] = view.lists.tab
    state[AREA_SHOWN] = filters.area
    state[OWN_AREA] = "" if filters.area in theatre.areas else filters.area
    state["selected"] = view.selected
    state[PLACED] = placed
    state[PLAYING] = False
    state["home"] = theatre.area(filters.area).bounds
    state[SEEDED] = choice.key
    state[IN_LINK] = choice.in_link
    state[IGNORED] = ignored
    return ignored


def keep_undrawn(theatre: Theatre) -> None:
    """Give a value to what no widget holds now: a switch that was drawn and is no more is forgotten (it was off then),
    a layer may have got something to draw since the page was opened, and a run may have been cut short."""
    set_unsent_again()
    for name, of in EVENT_FILTERS.items():
        if isinstance(of, SwitchFilter):
            st.session_state.setdefault(name, False)
    for layer in layers_of(theatre):
        st.session_state.setdefault(layer_key(layer), layer.on_by_default)
    for key in (LISTED_KINDS, LISTED_CASUALTIES):
        if key in st.session_state:  # what is set in a run is kept, though no widget with that key is drawn in it
            st.session_state[key] = st.session_state[key]


def set_widgets(values: Mapping[str, Any]) -> None:
    """Give widgets a value from elsewhere on the page, which holds though the next press cut this run short."""
    state = st.session_state
    unsent: dict[str, tuple[Any, Any]] = state.setdefault(UNSENT, {})
    for key, value in values.items():
        held = state.get(key)
        before, last = unsent.get(key, (held, None))
        unsent[key] = (before if held == last else held, value)
        state[key] = value


def set_unsent_again() -> None:
    """Set anew what `set_widgets` set in a run that was cut short. Of a widget that was not drawn by then the browser
    sends the value before, which Streamlit takes for a press: what such a press calls begins with this."""
    for key, values in st.session_state.get(UNSENT, {}).items():
        if st.session_state.get(key) in values:  # else it was pressed since
            st.session_state[key] = values[-1]


def all_sent() -> None:
    """The run has come to its end: every widget is drawn with what it holds."""
    st.session_state[UNSENT] = {}


def _lost() -> bool:
    """Whether the browser has sent the widgets' own defaults instead of what they were seeded with.

    A value set here is sent with one run of the page. A reader who presses something while that run still comes in has
    it replaced by the next one, and widgets that were not drawn by then know nothing of it. None is no choice of these
    three, so it tells; the link holds what was lost.
    """
    return None in (st.session_state["area"], st.session_state["mode"], st.session_state["language"])


def is_there(theatre: Theatre, selected: str) -> bool:
    """Whether the theatre has what was selected, as identify (info/identify.py) names it; "" is nothing, and there."""
    kind, _, key = selected.partition(":")
    if not selected:
        return True
    if kind == KIND:
        return theatre.history is not None and point_of(key) is not None
    if kind == SPOT:
        return point_of(key) is not None
    if kind == VAGUE:
        return bool(theatre.governorates["adm1_pcode"].eq(key).any() or theatre.events["location_en"].eq(key).any())
    if kind == AREA_COUNTS:
        return is_key(key)
    known = {"event": theatre.events, "crossing": theatre.crossings, "place": theatre.places}
    return kind in known and key in known[kind].index


def layer_key(layer: Layer) -> str:
    """The key of the switch of a layer in the session."""
    return f"layer-{layer.id}"


def current_view() -> ViewState:
    """The view the widgets ask for."""
    state = st.session_state
    return ViewState(
        filters=Filters(
            start=state["start"],
            end=state["end"],
            area=state["area"],
            known_by=state["known_by"],
            **{name: of.value(state[name]) for name, of in EVENT_FILTERS.items()},
        ),
        layers=frozenset(layer.id for layer in all_layers() if state.get(layer_key(layer))),
        mode=state["mode"],
        language=state["language"],
        selected=state["selected"],
        compare=state["compare"],
        lists=Lists(
            tab=state[OPEN_TAB],
            strike_kinds=frozenset(state.get(LISTED_KINDS, ())),
            casualties_only=state.get(LISTED_CASUALTIES, False),
        ),
        theatre=state[IN_LINK],
    )


def asked_on(view: ViewState) -> date:
    """The day the reader asks about: that of the picture they clicked, else the last of the range."""
    selected, on = st.session_state.get(ASKED, ("", None))
    return on if on is not None and selected == view.selected else view.filters.end


def set_range(start: date, end: date) -> None:
    """Give the range to all widgets that show it."""
    set_widgets({"start": start, "end": end, "days": (start, end)})


def name_in_link(choice: TheatreChoice) -> None:
    """Let the address name a theatre that cannot be opened, where another was shown before it."""
    query = st.query_params.to_dict()
    if theatre_in(query, choice.theatres) not in (choice.in_link, choice.key):
        kept = {part: value for part, value in query.items() if part in KEPT_IN_ANOTHER}
        st.query_params.from_dict(kept | ({"theatre": choice.in_link} if choice.in_link else {}))


def write_link(theatre: Theatre, view: ViewState) -> None:
    """Put the view into the address bar, if it is not there already: a step in the history of the browser."""
    query = view.to_query(opening_view(theatre))
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)
