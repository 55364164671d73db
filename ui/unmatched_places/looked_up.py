"""What a service on the internet answered in this session, for each spelling it was asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geo.common.crs import Bounds
from geo.theatre.theatre import Theatre
from ingest.geocoding import PlaceCandidate
from ingest.geocoding.wordings import Wording, wordings
from ingest.matching.preview import gazetteer_of
from ingest.matching.spellings import UnmatchedSpelling

if TYPE_CHECKING:
    from ingest.geocoding.online import OnlineAnswer, OnlineGazetteer, OnlineService

LOOKED_UP = "choose-looked-up"


@dataclass(frozen=True)
class LookedUp:
    """What `service` found for `text`: places inside the theatre, and those outside it, which cannot be chosen."""

    service: str
    text: str
    inside: tuple[PlaceCandidate, ...]
    outside: tuple[PlaceCandidate, ...]
    credits: str


def looked_up(theatre: Theatre, spelling: UnmatchedSpelling) -> LookedUp | None:
    """What was found for a spelling; None where nobody asked."""
    found: LookedUp | None = st.session_state.get(LOOKED_UP, {}).get((theatre.id, spelling.key))
    return found


def keep_looked_up(theatre: Theatre, spelling: UnmatchedSpelling, found: LookedUp) -> None:
    """Hold what a service answered for a spelling, as long as the session lasts."""
    state = st.session_state
    state[LOOKED_UP] = {**state.get(LOOKED_UP, {}), (theatre.id, spelling.key): found}


def sorted_by_extent(service: str, text: str, found: OnlineAnswer, extent: Bounds) -> LookedUp:
    """An answer, split by whether a place lies in `extent` (west, south, east, north, degrees; its edges count)."""
    west, south, east, north = extent
    places = found.answer.candidates
    inside = tuple(one for one in places if west <= one.lon <= east and south <= one.lat <= north)
    outside = tuple(one for one in places if one not in inside)
    return LookedUp(service, text, inside, outside, found.credits)


def ways_to_ask(theatre: Theatre, spelling: UnmatchedSpelling) -> tuple[Wording, ...]:
    """How a spelling can be asked for: alone, and with its area and the country of the theatre."""
    country = theatre.countries.set_index("iso_a3")["name_en"][theatre.country]
    return wordings(spelling.place, _area(theatre, spelling.adm1), str(country))


def _area(theatre: Theatre, said: str) -> str:
    """The governorate a source names, called as its seat is: towns are written alike nearly everywhere, where official
    lists write governorates in ways of their own (Idleb, Lattakia). As the source writes it where it is not known."""
    gazetteer = gazetteer_of(theatre)
    pcodes = gazetteer.governorates_called(said) if said else frozenset()
    if len(pcodes) != 1:
        return said
    (pcode,) = pcodes
    seat = gazetteer.atlas.seats.get(pcode)
    return seat.name_en if seat else str(theatre.governorates.set_index("adm1_pcode")["name_en"][pcode])


def online_gazetteer(service: OnlineService) -> OnlineGazetteer:
    """The gazetteer that asks `service`, one for all who see the page: it is what keeps them to one name a second.

    Raises
    ------
    OnlineError : there is no such service, or not with these options.
    """
    return _shared(service.name, tuple(sorted(service.options.items())))


@st.cache_resource(max_entries=2, show_spinner=False)
def _shared(name: str, options: tuple[tuple[str, str], ...]) -> OnlineGazetteer:
    # what speaks to services is imported once one is asked
    from ingest.geocoding.online import OnlineGazetteer, OnlineService

    return OnlineGazetteer(OnlineService(name, dict(options)))
