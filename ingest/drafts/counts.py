"""Numbers of people as people write them. What is no number ("dozens", "about 20") is not made one.
The words are data, in `counts.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.common.word_lists import in_all_languages, word_list
from ingest.drafts.letters import folded
from ingest.drafts.nothing import is_no_one, is_zero
from ingest.drafts.unique import coded, plain

LONGEST = 60
"""Characters; no number of people takes more, and nothing longer is looked at."""
_BEFORE = {"at_least": (0, None), "at_most": (None, 0), "more_than": (1, None), "fewer_than": (None, -1)}
_BEHIND = {"or_more": (0, None)}
"""Kinds of words before and behind a number, and what is added to it to make the low or the high end of what they say.
"""


def _either(kind: str) -> str:
    words = in_all_languages(word_list(__file__)[kind])
    return "|".join(sorted((re.escape(folded(word)) for word in words), key=len, reverse=True))


_WHOLE = re.compile(r"(-?)(\d+)(?:[.,](?:0{0,2}|0{4,}))?")
_GROUPED = re.compile(
    r"(-?)(\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ '’]\d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d{1,2}(?:,\d{2})+,\d{3})"
)
_SPAN = re.compile(rf"(.+?) ?(?:[-–—]|{_either('between')}) ?(.+)")
_BOUNDS = (
    *((re.compile(rf"(?:{_either(kind)}) ?(.+)"), low, high) for kind, (low, high) in _BEFORE.items()),
    *((re.compile(rf"(.+?) ?(?:{_either(kind)})"), low, high) for kind, (low, high) in _BEHIND.items()),
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
