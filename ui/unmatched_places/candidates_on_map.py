"""The places a spelling may mean on the map, numbered as beside it, and the spot that was pointed at."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.common.errors import DataError
from geo.common.messages import _
from map.drawables import Drawable
from map.folium_map import group_of
from map.place_candidates import Numbered, choice_legend, choice_marks, chosen_marks
from ui.data import Opened
from ui.drawing import MapDrawing
from ui.unmatched_places.choosing import CLICKING, choices, open_one, proposal


def with_unmatched_places(drawn: MapDrawing, opened: Opened) -> MapDrawing:
    """`drawn` with the candidates of the spelling that is open, on top."""
    try:
        spelling = open_one(opened)
    except DataError:
        return drawn  # told where the spellings are listed
    if spelling is None:
        return drawn
    places = [Numbered(one.candidate.lon, one.candidate.lat, one.told) for one in choices(opened, spelling)]
    marks: list[Drawable] = [choice_marks(places)]
    if (pointed := proposal(spelling)) is not None:
        marks = [*chosen_marks(pointed.longitude, pointed.latitude, pointed.uncertainty_km), *marks]
    remark = (
        _("Click where {place} is.").format(place=spelling.place)
        if st.session_state.get(CLICKING) == spelling.key
        else drawn.remark
    )
    legend = choice_legend(spelling.place, places=bool(places), chosen=pointed is not None)
    return replace(
        drawn,
        groups=[*drawn.groups, group_of("Unmatched places", marks)],
        legend=[*legend, *drawn.legend],
        remark=remark,
    )
