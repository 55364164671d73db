"""Frontline: who holds what, what changed, and how that is known. `streamlit run app.py`."""

from __future__ import annotations

import streamlit as st

from geo.analysis.situation import select
from geo.common.errors import DataError
from map.layer import RenderOptions
from ui.data import opened
from ui.data_tab import data_tab
from ui.details import details
from ui.drawing import drawing
from ui.export_panel import export_panel
from ui.first_steps import first_steps, knows_nothing
from ui.headline import headline
from ui.import_panel.import_options import in_hand
from ui.import_panel.on_map import with_rows_in_hand
from ui.legend import legend
from ui.manual_edit.dialog import dialog
from ui.map_column import map_column
from ui.page import notices, open_page, theme
from ui.playback import obey_player
from ui.session import PLAYING, asked_on, name_in_link, seed_once, write_link
from ui.sidebar import sidebar
from ui.tables import tables
from ui.theatre_choice import cannot_be_opened, choose_theatre, faulty_theatres
from ui.unmatched_places.dialog import choice_dialog
from ui.unmatched_places.on_map import with_unmatched_places

open_page()
choice = choose_theatre()
try:
    here = opened(choice.folder)
except DataError as error:
    name_in_link(choice)
    faulty_theatres(choice)
    cannot_be_opened(choice, error)
    st.stop()

theatre = here.theatre
ignored = seed_once(theatre, choice)
obey_player(theatre)
view = sidebar(theatre)
faulty_theatres(choice)
situation = select(theatre, view.filters)
look = RenderOptions(language=view.language, theme=theme())
drawn = drawing(situation, view, look, playing=st.session_state[PLAYING])
drawn = with_unmatched_places(with_rows_in_hand(drawn, in_hand(str(here.folder))), here)

noticed = notices(ignored, drawn.notice)
empty = knows_nothing(theatre)
if empty:
    first_steps(theatre, here.folder)
else:
    headline(situation)
left, right = st.columns([0.72, 0.28], gap="small")
with left:
    view = map_column(situation, view, drawn.groups, look, here, noticed=noticed)
with right, st.container(key="beside"):
    export_panel(situation, view)
    details(situation, view, asked_on(view), here)
    legend(drawn.legend, drawn.days, look, remark=drawn.remark)
if empty:
    data_tab(here)
else:
    tables(situation, here)
dialog(here)
choice_dialog(here)
write_link(view)
