"""Cells worked on value by value: each different text is looked at once, however often it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

_DIGITS = {ord(digit): str(value) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, digit in enumerate(row)}
_MARKS = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
_SIGNS = {**_DIGITS, **_MARKS, ord("\u2212"): "-", ord("٫"): "."}
_AS_FLOAT = re.compile(r"(\d+)[.,]0+")
_BLANKS = re.compile(r"\s+")


def plain(text: str) -> str:
    """`text` with the digits 0-9, a plain minus, single spaces and no marks of writing direction."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    return _BLANKS.sub(" ", text.translate(_SIGNS)).strip()


def word_key(text: str) -> str:
    """A word or code as it is looked up: small letters, and a code as 3 where a spreadsheet made 3.0 of it."""
    key = plain(text).casefold()
    return found[1] if (found := _AS_FLOAT.fullmatch(key)) else key


def coded(values: pd.Series | np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n,) which text each cell holds, and (m,) the different texts, without blanks about them."""
    # a column as it was read is told apart in its own memory; one of few texts is then not made into objects row by row
    own = values if isinstance(values, pd.Series) else np.asarray(values, dtype=object)
    codes, texts = pd.factorize(own, use_na_sentinel=False)
    return codes, np.array([str(text).strip() for text in np.asarray(texts, dtype=object)], dtype=object)


def spread(values: pd.Series | np.ndarray, read: Callable[[str], Any], dtype: Any = object) -> np.ndarray:
    """(n,) what `read` makes of each cell."""
    codes, texts = coded(values)
    if not len(texts):
        return np.empty(0, dtype=dtype)
    return np.fromiter((read(text) for text in texts), dtype=dtype, count=len(texts))[codes]
