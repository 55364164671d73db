"""One run of the page, from its top to its end: what app.py has Streamlit run each time a reader asks for something."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.common.errors import DataError
from map.layer import RenderOptions
from ui.browser_history import follow_browser_history
from ui.controls import controls, over_the_map
from ui.data import opened
from ui.data_tab import data_tab
from ui.detail import take_zoom
from ui.details import details
from ui.dialogs import watch_dialogs
from ui.drawing import drawing
from ui.first_steps import first_steps, knows_nothing
from ui.head import actions, reading, title
from ui.headline import headline
from ui.hints import hints
from ui.import_panel.import_options import pending_import
from ui.import_panel.pending_on_map import with_pending_rows
from ui.legend import emptier_side, legend
from ui.manual_edit.edit_dialog import edit_dialog
from ui.manual_edit.ground_on_map import take_drawn_ground, with_drawn_ground
from ui.map_column import give_head_start, show_map, take_click
from ui.new_theatre.opening import what_was_made
from ui.own_area import take_drawn_area, with_area_tool
from ui.page import notices, open_page, theme
from ui.playback import obey_player
from ui.session import PLAYING, all_sent, asked_on, current_view, keep_undrawn, name_in_link, seed_once, write_link
from ui.sidebar import name_filters, sidebar
from ui.state import Lists
from ui.tables import tables
from ui.theatre_choice import cannot_be_opened, choose_theatre, faulty_theatres
from ui.unmatched_places.candidates_on_map import with_unmatched_places
from ui.unmatched_places.spot_dialog import spot_dialog

open_page()
follow_browser_history()
watch_dialogs()
choice = choose_theatre()
working = st.container(key="working")  # its place is kept, so that what comes after it does not move
try:
    with working:
        here = opened(choice.folder)
except DataError as error:
    name_in_link(choice)
    faulty_theatres(choice)
    cannot_be_opened(choice, error)
    st.stop()

theatre = here.theatre
ignored = seed_once(theatre, choice)
keep_undrawn(theatre)
obey_player(theatre)
refused = take_drawn_area(theatre)
situation = here.situation(current_view().filters)
take_click(here, situation)
take_zoom()
view = current_view()
take_drawn_ground(here, view.filters.end)
look = RenderOptions(language=view.language, theme=theme(), mode=view.mode)
with working:
    drawn = drawing(situation, view, look, playing=st.session_state[PLAYING])
drawn = with_unmatched_places(with_pending_rows(drawn, pending_import(str(here.folder))), here)
drawn = with_area_tool(with_drawn_ground(drawn, here, view, look), look)

# The map is sent before all that stands around it: the browser draws it while the rest still comes in.
head = st.container(key="head", horizontal=True, vertical_alignment="center", gap="small")
row = st.container(key="controls", horizontal=True, vertical_alignment="center", gap="medium")
with st.container(key="notices"):
    notices(ignored, choice.gone, refused, drawn.notice)
with st.container(key="work"):
    left, right = st.columns([0.65, 0.35], gap="small")
with left, st.container(key="map-column"):
    over = st.container(key="over-map", horizontal=True, vertical_alignment="center", gap="small")
    show_map(situation, view, drawn.groups, look)
    with st.container(key="legend"):
        side = emptier_side(situation, look)
        legend(drawn.legend, drawn.days, look, side=side, remark=drawn.remark, plays=drawn.plays)
    give_head_start((theatre.version, replace(view, selected="", lists=Lists()), look, st.session_state[PLAYING]))
with head:
    with st.container(key="told", width="stretch"):
        title(situation, view.language)
    reading()
    with st.container(key="handed-on", horizontal=True, width="content", gap="small"):
        actions(situation, view, here.folder)
with row:
    controls(theatre, view.filters)
with over:
    over_the_map(theatre)
with right, st.container(key="beside"):
    with st.container(key="details"):
        details(situation, view, asked_on(view), here)
    with st.container(key="lists"):
        if knows_nothing(theatre):
            what_was_made(here.folder)
            first_steps(theatre, here.folder)
            data_tab(here)
        else:
            hints()
            headline(situation)
            tables(situation, here, look)
sidebar(theatre)
faulty_theatres(choice)
name_filters(theatre, view)
edit_dialog(here)
spot_dialog(here)
write_link(theatre, view)
all_sent()
