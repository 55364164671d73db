"""What kind of event each row of a draft is, and its grade."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.common.messages import L_
from geo.events.events import EVENT_TYPES, STRIKE_DELIVERY
from geo.validation.faults import FaultLog
from ingest.drafts.cells import DraftCells
from ingest.drafts.essential import note
from ingest.drafts.unique import plain, spread, word_key
from ingest.mappings.fields import FIELDS

NO_TYPE, UNKNOWN_TYPE, BAD_GRADE = "no-type", "unknown-type", "bad-grade"
_TYPES = {name.casefold(): name for name in EVENT_TYPES}
_STRIKES = {name.casefold(): name for name in STRIKE_DELIVERY}
_CHOICES = ", ".join(EVENT_TYPES)
_GRADES = (("reliability", "F"), ("credibility", "6"))


def kinds(cells: DraftCells, faults: FaultLog) -> dict[str, np.ndarray | pd.Series]:
    """event_type (one of EVENT_TYPES, "" where it is not), sub_event_type, reliability and credibility."""
    said = cells.text("event_type")
    known = spread(said, lambda text: _TYPES.get(plain(text).casefold(), ""))
    label, raw = cells.label("event_type"), cells.raw("event_type")
    empty = said == ""
    faults.add(
        empty,
        label,
        raw,
        NO_TYPE,
        L_("is empty") if cells.has("event_type") else L_("is not said by the file"),
        L_("Give each row one of {choices}; or say one for all rows.", choices=_CHOICES),
    )
    faults.add(
        ~empty & (known == ""),
        label,
        raw,
        UNKNOWN_TYPE,
        L_("is no type of event that is known here"),
        L_("Say which of these the word stands for: {choices}.", choices=_CHOICES),
    )
    return {"event_type": known, "sub_event_type": _sub_types(cells, known), **_grades(cells, faults)}


def _sub_types(cells: DraftCells, event_types: np.ndarray) -> np.ndarray:
    """The kind within the type; where the file gives none, its own word for the type. A number is no word."""
    said = cells.text("sub_event_type")
    own = spread(cells.raw("event_type"), lambda text: "" if text.isdigit() else _TYPES.get(text.casefold(), text))
    said = np.where(said != "", said, np.where(own != "", own, event_types))
    return spread(said, lambda text: _STRIKES.get(text.casefold(), text))


def _grades(cells: DraftCells, faults: FaultLog) -> dict[str, np.ndarray | pd.Series]:
    """Reliability and credibility; what is not said is "cannot be judged"."""
    found: dict[str, np.ndarray | pd.Series] = {}
    for name, unjudged in _GRADES:
        codes = FIELDS[name].codes
        said = spread(cells.text(name), lambda text: word_key(text).upper())
        said = np.where(said == "", unjudged, said)
        bad = ~np.isin(said.astype(str), codes)
        note(cells, faults, name, bad, BAD_GRADE, L_("is no grade"), cells.use_one(name))
        found[name] = np.where(bad, unjudged, said).astype(object)
    found["credibility"] = pd.array(spread(found["credibility"], int, dtype="int64"), dtype="Int64")
    return found
