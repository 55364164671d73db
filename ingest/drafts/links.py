"""Cells that hold several links: the first is the link of the row, the others are kept in its title."""

from __future__ import annotations

import re

import numpy as np

from ingest.drafts.unique import spread

_LINK = re.compile(r"https?://[^\s\"'|;<>\]\[]+", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s\"'|;,\]\[]+")


def links(text: str) -> tuple[str, ...]:
    """The links of one cell, in order and each once, and after them whatever else stands there, as one text. A cell
    without http(s) in it is one link as it stands."""
    found = list(dict.fromkeys(link.rstrip(",.)") for link in _LINK.findall(text)))
    if not found:
        return (text,)
    rest = " ".join(part for part in _BETWEEN.split(_LINK.sub(" ", text)) if part)
    return (*found, rest) if rest else tuple(found)


def first_link(cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n,) the first link of each cell, and (n,) the others as one text, "" where there are none."""
    parts = spread(cells, links)
    first = np.fromiter((part[0] for part in parts), dtype=object, count=len(parts))
    others = np.fromiter((", ".join(part[1:]) for part in parts), dtype=object, count=len(parts))
    return first, others
