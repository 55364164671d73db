"""What the collections of placed footage have in common: types told by words, links inside a text, sources in JSON."""

from __future__ import annotations

import json
import re

import numpy as np

from geo.common.messages import L_
from ingest.drafts.cells import DraftCells
from ingest.drafts.unique import spread
from ingest.formats.footage_words import told_by

OF_WORDS = L_(
    "Where no column holds the type of event, the words of the description tell it if they are plain (air strike, "
    "shelling, clash ...); it is asked for the other rows."
)
"""Note of a collection without types."""
_LINK = re.compile(r"https?://[^\s<>\"'|;\]\[)]+", re.IGNORECASE)
_SOURCES = re.compile(r"(?:^|<br ?/?>|(?<!\s)\s)\s*+(?:sources?|geo-?\s?locations?)\s*+(?:\(s\)\s*+)?:", re.IGNORECASE)
HIDDEN = frozenset({"HIDDEN", "SRCHIDDEN", "SOURCE HIDDEN"})
"""What stands where a link is kept back."""


def types_by_words(cells: DraftCells) -> dict[str, np.ndarray]:
    """event_type and sub_event_type by the words of the description; None where they tell none, or a column does."""
    if "event_type" in cells.mapping.columns or not cells.has("summary"):
        return {}
    told = spread(cells.raw("summary"), told_by)
    kinds = np.array([one and one[0] for one in told], dtype=object)
    subs = np.array([one and (one[1] or None) for one in told], dtype=object)
    return {"event_type": kinds} | ({} if cells.has("sub_event_type") else {"sub_event_type": subs})


def links_in(text: str) -> str:
    """The links of a text, each once and in their order, parted by blanks; "" where there are none."""
    return " ".join(dict.fromkeys(link.rstrip(",.:") for link in _LINK.findall(text)))


def before_links(text: str) -> str:
    """A description without the links that follow it under "Source(s):" or "Geolocation(s):"."""
    found = _SOURCES.search(text)
    return (text[: found.start()] if found else text).strip()


def entries_in(text: str) -> list[dict[str, object]] | None:
    """The objects of a cell that is a list of JSON; None where it is anything else."""
    if not text.lstrip().startswith("["):
        return None
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return [one for one in read if isinstance(one, dict)] if isinstance(read, list) else None
