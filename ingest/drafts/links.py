"""Cells that hold several links: the first is the link of the row, the others are kept in its title."""

from __future__ import annotations

import re

import numpy as np

from ingest.drafts.unique import spread

_LINK = re.compile(r"(?:https?://|\bwww\.)[^\s\"'|;<>\]\[]+", re.IGNORECASE)
LONGEST_NAME = 100
"""Characters: what is longer and stands beside a link is no name."""
_BEFORE, _AFTER = " []()<>{}|,;:–—-\"'", " [](<>{}|,;:–—-\"'"
_BETWEEN = re.compile(r"[\s\"'|;,\]\[]+")


def links(text: str) -> tuple[str, ...]:
    """The links of one cell, in order and each once, and after them whatever else stands there, as one text. A cell
    without http(s) in it is one link as it stands."""
    found = list(dict.fromkeys(link.rstrip(",.)") for link in _LINK.findall(text)))
    if not found:
        return (text,)
    rest = " ".join(part for part in _BETWEEN.split(_LINK.sub(" ", text)) if part)
    return (*found, rest) if rest else tuple(found)


def name_beside(cells: np.ndarray) -> np.ndarray:
    """(n,) the name that stands in a cell beside its links (`Name, https://...`, `[Name](https://...)`), the whole cell
    where it holds no link, "" where what stands beside is no name."""
    return spread(cells, _name_beside)


def only_links(cells: np.ndarray) -> np.ndarray:
    """(n,) the links of each cell, without what stands beside them; "" where it holds none."""
    return spread(cells, lambda text: " ".join(_LINK.findall(text)))


def _name_beside(text: str) -> str:
    if not _LINK.search(text):
        return text
    name = " ".join(_LINK.sub(" ", text).split()).lstrip(_BEFORE).rstrip(_AFTER)
    return name if len(name) <= LONGEST_NAME and any(sign.isalpha() for sign in name) else ""


def first_link(cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n,) the first link of each cell, and (n,) the others as one text, "" where there are none."""
    return spread(cells, lambda text: links(text)[0]), spread(cells, lambda text: ", ".join(links(text)[1:]))
