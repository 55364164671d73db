"""Numbers of people as people write them. What is no number ("dozens", "about 20") is not made one."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ingest.drafts.letters import folded
from ingest.drafts.nothing import is_no_one, is_zero
from ingest.drafts.unique import coded, plain

LONGEST = 60
"""Characters; no number of people takes more, and nothing longer is looked at."""
_BETWEEN = "to|until|à|bis|до|إلى|حتى"
_BEFORE = (
    ("at least|min|min.|minimum|≥|>=|au moins|al menos|pelo menos|mindestens|almeno|en az|не менее|не менше|على الأقل",
     0, None),
    ("up to|at most|max|max.|maximum|≤|<=|jusqu'à|au plus|hasta|até|bis zu|fino a|en fazla|до|не более|не більше|حتى",
     None, 0),
    (">|more than|over|plus de|más de|mais de|mehr als|более|понад|أكثر من", 1, None),
    ("<|fewer than|less than|under|moins de|menos de|weniger als|менее|менше|أقل من", None, -1),
)  # fmt: skip
_BEHIND = (("+|or more|y más|et plus|على الأقل", 0, None),)
"""Words before and behind a number, and what is added to it to make the low or the high end of what they say."""


def _either(words: str) -> str:
    return "|".join(sorted((re.escape(folded(word)) for word in words.split("|")), key=len, reverse=True))


_WHOLE = re.compile(r"(-?)(\d+)(?:[.,](?:0{0,2}|0{4,}))?")
_GROUPED = re.compile(
    r"(-?)(\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ '’]\d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d{1,2}(?:,\d{2})+,\d{3})"
)
_SPAN = re.compile(rf"(.+?) ?(?:[-–—]|{_either(_BETWEEN)}) ?(.+)")
_BOUNDS = (
    *((re.compile(rf"(?:{_either(words)}) ?(.+)"), low, high) for words, low, high in _BEFORE),
    *((re.compile(rf"(.+?) ?(?:{_either(words)})"), low, high) for words, low, high in _BEHIND),
)
_NONE = (np.nan, np.nan)


@dataclass(frozen=True, eq=False)
class Counts:
    """(n,) low and high, float, NaN where there is no such end; they differ where the cell holds a span (10-15), and
    one is NaN where it holds one end of it (12+). `unreadable`: something stands there that is no number; `unclear`:
    a "none", which may be 0 or not known."""

    low: np.ndarray
    high: np.ndarray
    unreadable: np.ndarray
    unclear: np.ndarray


def read_counts(values: pd.Series) -> Counts:
    """What each cell of `values` counts; negative and implausible numbers are read as they are."""
    codes, texts = coded(values)
    spans = np.array([count(text) for text in texts], dtype="float64").reshape(-1, 2)
    unclear = np.array([is_no_one(text) for text in texts], dtype=bool)
    unread = np.isnan(spans).all(axis=1) & (texts != "") & ~unclear
    return Counts(spans[codes, 0], spans[codes, 1], unread[codes], unclear[codes])


def count(text: str) -> tuple[float, float]:
    """Low and high of one cell: `12`, `12.0`, `1,200`, `1 200`, `10-15`, `12+`, `<5`; NaN for an end it does not say.

    Commas part thousands: people come whole, so `1,200` cannot be 1.2 of them. `1.200` and `1.000` could be decimals
    and are not read."""
    text = plain(text).replace("٬", ",")
    number = _number(text)
    if number is not None:
        return (number, number)
    if len(text) > LONGEST:
        return _NONE
    said = folded(text)
    for pattern, to_low, to_high in _BOUNDS:
        if (found := pattern.fullmatch(said)) and (end := _number(found[1])) is not None:
            return (_moved(end, to_low), _moved(end, to_high))
    if found := _SPAN.fullmatch(said):
        low, high = _number(found[1]), _number(found[2])
        return _NONE if low is None or high is None or low < 0 or high < 0 else (low, high)
    return _NONE


def _moved(end: float, by: int | None) -> float:
    return np.nan if by is None else max(end + by, 0.0)


def _number(text: str) -> float | None:
    """One whole number; None for anything else."""
    if len(text) > LONGEST:
        return None
    if is_zero(text):
        return 0.0
    if found := _WHOLE.fullmatch(text):
        return float(found[1] + found[2])
    if found := _GROUPED.fullmatch(text):
        return float(found[1] + re.sub(r"\D", "", found[2]))
    return None
