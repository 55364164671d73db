"""What the session holds of the choice of a place: the spelling that is open, the spot pointed at, who waits for a
click."""

from __future__ import annotations

from hashlib import blake2b

import streamlit as st

from geo.common.messages import ngettext
from ingest.geocoding import Answer
from ingest.matching.preview import gazetteer_of
from ingest.matching.spellings import UnmatchedSpelling, spellings
from ingest.matching.unmatched_places import WaitingRow, waiting_rows
from map.place_candidates import CHOICE
from ui.data import Opened
from ui.first_steps import knows_nothing
from ui.manual_edit.spots import reach_km
from ui.map import MapClick
from ui.session import OPEN_TAB
from ui.unmatched_places.looked_up import looked_up
from ui.unmatched_places.spellings import Proposal, SpellingChoice, of_choice, of_click

OPEN, PROPOSAL, CLICKING, LEFT, CHOICE_SAID, CHOICE_TROUBLE = (
    "choose-open", "choose-proposal", "choose-clicking", "choose-left", "choose-said", "choose-trouble",
)  # fmt: skip


@st.cache_resource(max_entries=2, show_spinner=False)
def _waiting(version: str, _opened: Opened) -> list[UnmatchedSpelling]:
    return spellings(waiting_rows(_opened.folder, _opened.theatre))


def waiting(opened: Opened) -> list[UnmatchedSpelling]:
    """All spellings that wait.

    Raises
    ------
    UnreadableFileError : what was kept of a file is missing or damaged.
    """
    return _waiting(opened.theatre.version, opened)


def to_choose(opened: Opened) -> list[UnmatchedSpelling]:
    """The spellings that wait, without those this session has left for now."""
    left = st.session_state.get(LEFT, frozenset())
    return [one for one in waiting(opened) if one.key not in left]


def open_one(opened: Opened) -> UnmatchedSpelling | None:
    """The spelling that is being settled, while the tab Data is open: a theatre that knows nothing yet shows what is in
    it without any tab."""
    state = st.session_state
    key = state.get(OPEN)
    if not key or not (state[OPEN_TAB] == "data" or knows_nothing(opened.theatre)):
        return None
    return next((one for one in to_choose(opened) if one.key == key), None)


def own_answer(opened: Opened, spelling: UnmatchedSpelling) -> Answer:
    """What the gazetteer of the theatre says of a spelling."""
    return gazetteer_of(opened.theatre).find(spelling.place, admin=spelling.adm1)


def choices(opened: Opened, spelling: UnmatchedSpelling) -> tuple[SpellingChoice, ...]:
    """Where it may be, as numbered on the page and the map: what the gazetteer says, best first, then what a service
    found that was asked."""
    own = own_answer(opened, spelling).candidates
    found = looked_up(opened.theatre, spelling)
    online = [SpellingChoice(one, found.service, found.credits) for one in found.inside] if found else []
    return (*map(SpellingChoice, own), *online)


def proposal(spelling: UnmatchedSpelling) -> Proposal | None:
    """The spot pointed at for a spelling."""
    found: Proposal | None = st.session_state.get(PROPOSAL)
    return found if found is not None and found.spelling == spelling.key else None


def rows_key(spelling: UnmatchedSpelling) -> str:
    """The key of the table its rows are ticked in: another one for other rows, as a tick is kept by its position."""
    return f"choose-rows-{spelling.key}-{rows_mark(spelling)}"


def rows_mark(spelling: UnmatchedSpelling) -> str:
    """Short text that is the same for the same rows in the same order only."""
    rows = repr([(row.batch, row.event_id) for row in spelling.rows])
    return blake2b(rows.encode(), digest_size=6).hexdigest()


def ticked(spelling: UnmatchedSpelling) -> tuple[WaitingRow, ...]:
    """The rows that were ticked, or all where none is."""
    chosen = st.session_state.get(rows_key(spelling), {}).get("selection", {}).get("rows", [])
    return tuple(spelling.rows[number] for number in chosen if number < len(spelling.rows)) or spelling.rows


def rows_counted(rows: int) -> str:
    """As in "12 rows"."""
    return ngettext("{number} row", "{number} rows", rows).format(number=f"{rows:,}")


def withdraw_proposal() -> None:
    """Forget the spot that was proposed."""
    st.session_state.update({PROPOSAL: None, CHOICE_TROUBLE: ""})


def propose(found: Proposal) -> None:
    """Propose a spot for the spelling that is open."""
    st.session_state.update({PROPOSAL: found, CLICKING: "", CHOICE_TROUBLE: ""})


def took_click(click: MapClick, opened: Opened) -> bool:
    """Whether a click on the map was meant for the spelling that is open; then it is the spot pointed at."""
    spelling = open_one(opened)
    if spelling is None:
        return False
    kind, _, number = (click.ref or "").partition(":")
    if kind == CHOICE:
        propose(of_choice(spelling.key, choices(opened, spelling)[int(number) - 1]))
        return True
    if st.session_state.get(CLICKING) != spelling.key:
        return False
    propose(of_click(spelling.key, click.lon, click.lat, reach_km(click.within_m)))
    return True
