"""What kinds of event are called, in the language that is spoken."""

from __future__ import annotations

import pandas as pd

from geo.common.messages import N_, _
from geo.events.events import EVENT_TYPE_NAMES, SUB_EVENT_TYPES
from geo.events.strike_kinds import strike_words


def type_name(event_type: str) -> str:
    """An ACLED event type, as in "Battles"."""
    return EVENT_TYPE_NAMES[event_type].say() if event_type in EVENT_TYPE_NAMES else event_type


def kind_name(sub_event_type: str) -> str:
    """An ACLED kind within a type, as in "Armed clash"; any other kind as its source calls it."""
    return _(sub_event_type) if sub_event_type in SUB_EVENT_TYPES else type_name(sub_event_type)


STRIKE_WORDS = {
    "air": N_("air"), "drone": N_("drone"), "air or drone": N_("air or drone"), "artillery": N_("artillery"),
    "missile": N_("missile"), "artillery or missile": N_("artillery or missile"), "": "",
}  # fmt: skip
"""Kinds of strike as geo/events/strike_kinds.py tells them."""


def strike_name(event: pd.Series) -> str:
    """The kind of strike an event is, as in "air or drone"; "" for none."""
    kind = STRIKE_WORDS[strike_words(event.to_frame().T)[0]]
    return _(kind) if kind else ""
