"""The map in its column: drawn, flown to what was asked for, and asked what was clicked."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from time import sleep

import folium
import shapely
import streamlit as st

from briefing.job.licences import credits_of
from geo.analysis.situation import Situation
from geo.common.crs import Bounds
from geo.common.messages import _
from geo.control.voronoi import place_at
from geo.theatre.theatre import Theatre
from info.ground import KIND, ground_of, ground_ref
from info.identify import identify
from info.spot import SPOT, only_event_at, spot_ref
from map.clusters import is_clustered
from map.drawables import Lines
from map.folium_map import group_of
from map.layer import RenderOptions
from map.styles import LineStyle
from ui.data import Opened
from ui.detail import finest_zoom
from ui.manual_edit.spots import reach_km
from ui.map import MapClick, clicked, draw_map
from ui.session import ASKED, CLICKED, FLY, FLY_TO, PLACED, SHOW_MAP, Clicked, asked_on, current_view, is_there
from ui.state import ViewState
from ui.unmatched_places.choosing import took_click

HEAD_START_S = 0.15
"""How long the browser has to itself to draw a map that shows something new, before the rest of the page is sent: with
that beside it the map comes an eighth of a second later (docs/decisions/0023-the-map-has-a-head-start.md)."""
SHOWN = "map-shown-last"
MARK = {"light": "#000000", "dark": "#ffffff"}


def take_click(opened: Opened, situation: Situation) -> None:
    """Select what was clicked on the map since the last run, or hand the click to the choice of a place that waits for
    it; called before anything is drawn."""
    click = clicked()
    if click is None or took_click(click, opened):
        return
    view, asked = current_view(), _reference(click, situation)
    selected = asked if is_there(opened.theatre, asked) else ""  # the map may still show what is gone by now
    st.session_state[CLICKED] = Clicked(selected, click.lon, click.lat, reach_km(click.within_m))
    if (selected, click.day or view.filters.end) != (view.selected, asked_on(view)):
        st.session_state["selected"] = selected
        st.session_state[ASKED] = (selected, click.day)


def show_map(situation: Situation, view: ViewState, groups: Sequence[folium.FeatureGroup], look: RenderOptions) -> None:
    """Draw the map as the page wants it now."""
    draw_map(
        [*groups, _outline(situation, view, look)],
        home=st.session_state["home"],
        area=situation.area.bounds,
        limits=situation.theatre.extent,
        finest=finest_zoom(situation.area.bounds),
        at=st.session_state[PLACED],
        fly_to=_destination(situation),
        into_view=st.session_state.pop(SHOW_MAP, False),
        selected=_marked(situation, view.selected),
        found=_found(situation, view),
        theme=look.theme,
        tiles=st.session_state["base_map"] or None,
        credits=(*(credit.owed for credit in situation.theatre.credits), *credits_of(situation)),
    )


def give_head_start(shown: Hashable) -> None:
    """Wait a moment where the map shows something else than on the run before; `shown`: what that is. A first map comes
    with all the rest: the page is not there yet either."""
    before = st.session_state.get(SHOWN)
    st.session_state[SHOWN] = shown
    if before not in (None, shown):
        sleep(HEAD_START_S)


def _found(situation: Situation, view: ViewState) -> str:
    """What is told beside the map, in a line; "" where nothing is."""
    found = identify(view.selected, situation, asked_on(view)) if view.selected else None
    return _("Beside the map: {title}").format(title=found.title) if found else ""


def _marked(situation: Situation, selected: str) -> str | None:
    """What the map calls the selected thing."""
    kind, _, key = selected.partition(":")
    if kind == "event" and is_clustered(situation) and key in situation.theatre.events.index:
        return spot_ref(situation.theatre.events.loc[key])
    return selected or None


def _reference(click: MapClick, situation: Situation) -> str:
    """What a click asks about: the event or crossing under it, else the place whose ground it is on, or the ground
    itself where it is drawn and belongs to no place."""
    kind, _colon, key = (click.ref or "").partition(":")
    if kind == SPOT and (event_id := only_event_at(key, situation)):
        return f"event:{event_id}"
    if click.ref and not click.ref.startswith("area:"):
        return click.ref
    if situation.theatre.history is not None:
        return ground_ref(click.lat, click.lon) if click.ref else ""
    place_id = place_at(situation.theatre.cells, click.lon, click.lat)
    return f"place:{place_id}" if place_id else ""


def _destination(situation: Situation) -> Bounds | None:
    bounds: Bounds | None = st.session_state.pop(FLY_TO, None)
    if bounds is not None:
        return bounds
    if not st.session_state.pop(FLY, False):
        return None
    return situation.area.bounds


def _outline(situation: Situation, view: ViewState, look: RenderOptions) -> folium.FeatureGroup:
    """The edge of the selected ground: a place's, or what was clicked of a drawing."""
    edge = _edge(situation.theatre, view)
    style = LineStyle(colour=MARK[look.theme], weight=2.4, dash="3 4")
    return group_of("Selected ground", [Lines.of([] if edge is None else [edge], style)])


def _edge(theatre: Theatre, view: ViewState) -> shapely.Geometry | None:
    kind, _, key = view.selected.partition(":")
    if kind == KIND:
        ground = ground_of(theatre, key, asked_on(view))
        return None if ground is None else ground.shape.boundary
    if kind != "place" or theatre.history is not None:
        return None
    pieces = theatre.cells.pieces
    own = pieces[pieces["place_id"] == key]
    return shapely.coverage_union_all(own.geometry.to_numpy()).boundary if len(own) else None
