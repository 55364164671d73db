"""What a strike was made with. ACLED's sub-event types tell two kinds together, air or drone, artillery or missile; the
words of the summary tell which, where they are plain."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from geo.common.phrases import Phrase, phrase
from geo.common.word_lists import word_list

STRIKE_KINDS: Mapping[str, tuple[str, str]] = {
    "Air/drone strike": ("air", "drone"),
    "Shelling/artillery/missile attack": ("artillery", "missile"),
}
"""ACLED's sub-event types that are strikes, and the two kinds each tells together."""

STRIKE_KIND_NAMES: Mapping[str, Phrase] = {
    "air": phrase("aircraft"),
    "drone": phrase("drones"),
    "artillery": phrase("artillery and mortars"),
    "missile": phrase("missiles and rockets"),
}
"""What strikes of each kind are made with."""


def _pattern(words: list[str]) -> str:
    latin = "|".join(re.escape(word) for word in words if word.isascii())
    others = "|".join(word for word in words if not word.isascii())
    return rf"(?:^|\P{{L}})(?:{latin})|{others}"


_PATTERNS = {kind: _pattern(word_list(__file__)[kind]) for kind in STRIKE_KIND_NAMES}


def possible_strike_kinds(events: pd.DataFrame) -> dict[str, NDArray[np.bool_]]:
    """For each kind of strike, (n,) which of `events` (sub_event_type, summary) are or may be of it: the one kind whose
    words stand in the summary, and both kinds of its sub-event type where words of both or of neither do."""
    found = {kind: np.zeros(len(events), dtype=bool) for kind in STRIKE_KIND_NAMES}
    for sub_event_type, (one, other) in STRIKE_KINDS.items():
        rows = np.flatnonzero((events["sub_event_type"] == sub_event_type).to_numpy(dtype=bool))
        texts = pa.array(events["summary"].iloc[rows], type=pa.string(), from_pandas=True)
        of_one, of_other = (_told(texts, kind) for kind in (one, other))
        found[one][rows] = of_one | ~of_other
        found[other][rows] = of_other | ~of_one
    return found


def _told(texts: pa.Array, kind: str) -> NDArray[np.bool_]:
    told = pc.match_substring_regex(texts, _PATTERNS[kind], ignore_case=True)
    return np.asarray(told.fill_null(False).to_numpy(zero_copy_only=False), dtype=bool)


def strike_words(events: pd.DataFrame) -> NDArray[np.object_]:
    """(n,) the kind of strike each of `events` is, as in "drone", or "air or drone" where it is not told which; "" for
    none."""
    kinds = possible_strike_kinds(events)
    words = np.full(len(events), "", dtype=object)
    for one, other in STRIKE_KINDS.values():
        words[kinds[one]], words[kinds[other]] = one, other
        words[kinds[one] & kinds[other]] = f"{one} or {other}"
    return words
