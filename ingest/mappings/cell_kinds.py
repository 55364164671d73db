"""What the cells of a column are: days, counts, web addresses, names, degrees ..., each as the share of a sample.

The sample: of up to SAMPLED_ROWS rows all, of more as many, evenly spread over the file; of their different texts up to
SAMPLED_TEXTS, those of the smallest hash. So the order of up to SAMPLED_ROWS rows never matters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

import numpy as np
import pandas as pd

from geo.common.messages import L_
from geo.events.events import EVENT_TYPES
from ingest.drafts.clocks import clock_of
from ingest.drafts.coordinates import LATITUDE, LONGITUDE, position, read_axis
from ingest.drafts.counts import count
from ingest.drafts.day_parts import moment_of_parts, number_of_part, year_number
from ingest.drafts.markup import without_markup
from ingest.drafts.moment_types import AMBIGUOUS, COUNTED, DAY, EMPTY, READ, SHORT_YEAR, Style
from ingest.drafts.moments import MIDNIGHT, earliest
from ingest.drafts.nothing import is_nothing
from ingest.drafts.unique import coded, plain, word_key
from ingest.mappings.event_words import known_word
from ingest.mappings.fields import FIELDS, FieldType
from ingest.mappings.precision_words import known_precision
from ingest.tables import Table

SAMPLED_ROWS, SAMPLED_TEXTS, FIRST_TEXTS = 5_000, 500, 40
LONGEST_NAME, LONGEST_ID, LOOKED_INTO = 120, 100, 300
"""Characters: of a name, of an id, and of a longer text as far as it is looked into."""
_LINK = re.compile(r"https?://\S|www\.\w", re.IGNORECASE)
_WHOLE_PAIR = re.compile(r"[+-]?\d++\s*+[^\w\s]?\s*+[+-]?\d++")
"""Two whole numbers: a day and a month, killed and injured; coordinates where their column is called so."""
_ONLY_LINKS = re.compile(r"(?:(?:https?://|www\.)\S++[\s,;|]*+)+", re.IGNORECASE)
_NO_WORDS = re.compile(_ONLY_LINKS.pattern + r"|\S+\.(?:jpe?g|png|gif|webp|mp4|mov|pdf)", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_PCODE = re.compile(r"[A-Z]{2,3}\d{2,}")
_TYPES = frozenset(name.casefold() for name in EVENT_TYPES)
_A_DAY = frozenset({READ, AMBIGUOUS, SHORT_YEAR})
_LEAP_YEAR, _LONG_MONTH = "2024", "1"


class CellKind(Enum):
    """What a cell may be; the value is how a person calls such cells."""

    DAY = L_("days")
    PLAIN_DAY = L_("days written as such")
    YEAR = L_("years")
    MONTH = L_("months")
    DAY_OF_MONTH = L_("days of a month")
    WEEK = L_("weeks of a year")
    QUARTER = L_("quarters of a year")
    MOMENT = L_("days with a time")
    CLOCK = L_("times of day")
    TYPE = L_("words for kinds of event")
    NAME = L_("names")
    TEXT = L_("words")
    WHOLE = L_("whole numbers")
    NUMBER = L_("numbers")
    LATITUDE = L_("degrees of latitude")
    LONGITUDE = L_("degrees of longitude")
    POSITION = L_("coordinates")
    SURE_POSITION = L_("coordinates, and no two whole numbers")
    LINK = L_("web addresses")
    ONLY_LINK = L_("web addresses and nothing else")
    GEO_PRECISION = L_("codes or words for how exact a place is")
    TIME_PRECISION = L_("codes for how exact a day is")
    RELIABILITY = L_("grades from A to F")
    CREDIBILITY = L_("grades from 1 to 6")
    ID = L_("short texts")
    YES_NO = L_("yes or no")


def is_day(text: str) -> bool:
    """Whether a text reads as a day, a month, a year, or a number that may count days."""
    read = earliest(text, Style())
    return read.status in _A_DAY or read.status == COUNTED


def is_plain_day(text: str) -> bool:
    """Whether a text reads as one day; a bare number is none."""
    if plain(text).replace(".", "").isdigit():
        return False
    read = earliest(text, Style())
    return read.status in _A_DAY and read.precision in (0, DAY)


def _is_moment(text: str) -> bool:
    read = earliest(text, Style(century="20"))
    return read.status in _A_DAY and read.clock not in MIDNIGHT


def is_type(text: str) -> bool:
    """Whether a text is one of the event types or a word known for one."""
    return plain(text).casefold() in _TYPES or known_word(text) is not None


def _is_link(text: str) -> bool:
    return _LINK.search(text) is not None


def _is_name(text: str) -> bool:
    """A name has letters and is no address, code of an area, day or coordinates."""
    if not _LETTER.search(text) or len(text) > LONGEST_NAME or _is_link(text) or _PCODE.fullmatch(text):
        return False
    return not (re.search(r"\d", text) and (is_plain_day(text) or position(text) is not None))


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?\d+(?:[.,]\d+)?", plain(text)) is not None


def _codes(name: str) -> Callable[[str], bool]:
    codes = frozenset(FIELDS[name].codes)
    return lambda text: word_key(text).upper().replace("YEAR", "year") in codes


_TESTS: dict[CellKind, Callable[[str], bool]] = {
    CellKind.DAY: is_day,
    CellKind.PLAIN_DAY: is_plain_day,
    CellKind.YEAR: lambda text: isinstance(year_number(text, Style(century="20")), int),
    CellKind.MONTH: lambda text: moment_of_parts(_LEAP_YEAR, text, "", Style()).status == READ,
    CellKind.DAY_OF_MONTH: lambda text: moment_of_parts(_LEAP_YEAR, _LONG_MONTH, text, Style()).status in (READ, EMPTY),
    CellKind.WEEK: lambda text: 0 <= number_of_part(text) <= 53,
    CellKind.QUARTER: lambda text: 0 <= number_of_part(text) <= 4,
    CellKind.MOMENT: _is_moment,
    CellKind.CLOCK: lambda text: clock_of(text) is not None or _is_moment(text),
    CellKind.TYPE: is_type,
    CellKind.NAME: _is_name,
    CellKind.TEXT: lambda text: _LETTER.search(text) is not None and _NO_WORDS.fullmatch(text) is None,
    CellKind.WHOLE: lambda text: count(text)[0] == count(text)[0],
    CellKind.NUMBER: _is_number,
    CellKind.POSITION: lambda text: position(text) is not None,
    CellKind.SURE_POSITION: lambda text: _WHOLE_PAIR.fullmatch(text.strip()) is None and position(text) is not None,
    CellKind.LINK: _is_link,
    CellKind.ONLY_LINK: lambda text: _ONLY_LINKS.fullmatch(text) is not None,
    CellKind.GEO_PRECISION: lambda text: known_precision(text) != "",
    CellKind.TIME_PRECISION: _codes("time_precision"),
    CellKind.RELIABILITY: _codes("reliability"),
    CellKind.CREDIBILITY: _codes("credibility"),
    CellKind.ID: lambda text: len(text) <= LONGEST_ID and not _is_link(text),
    CellKind.YES_NO: lambda text: text.casefold() in ("0", "1", "0.0", "1.0", "true", "false", "yes", "no"),
}


@dataclass(frozen=True, eq=False)
class SampledColumn:
    """The cells of one column, looked at as far as it was asked: `texts` holds the different ones of the sample,
    without blanks about them and without what means that nothing is known."""

    name: str
    cells: pd.Series
    _shares: dict[CellKind, float] = field(default_factory=dict)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return sampled_texts(self.cells)

    @property
    def is_empty(self) -> bool:
        return not self.texts

    def share(self, kind: CellKind) -> float:
        """How many of the texts are of a kind, 0 to 1; 0 where there are none."""
        if kind not in self._shares:
            self._shares[kind] = self._share(kind)
        return self._shares[kind]

    def _share(self, kind: CellKind) -> float:
        if not self.texts:
            return 0.0
        if kind in (CellKind.LATITUDE, CellKind.LONGITUDE):
            axis, limit = (LATITUDE, 90) if kind is CellKind.LATITUDE else (LONGITUDE, 180)
            degrees, _, _ = read_axis(pd.Series(self.texts, dtype=object), axis)
            return float(np.mean(np.abs(degrees) <= limit))
        test = _TESTS[kind]
        return sum(map(test, self.texts)) / len(self.texts)

    def is_mostly(self, kind: CellKind, least: float) -> bool:
        """Whether at least the share `least` of the texts is of a kind; where not even half of the first FIRST_TEXTS
        are, the others are not looked at."""
        first = self.texts[:FIRST_TEXTS]
        test = _TESTS[kind]
        return 2 * sum(map(test, first)) >= len(first) > 0 and self.share(kind) >= least

    def example(self, kind: CellKind) -> str:
        """A text that is not of a kind; "" where all are."""
        test = _TESTS.get(kind)
        return next((text for text in self.texts if test is None or not test(text)), "")


def sampled_columns(table: Table) -> dict[str, SampledColumn]:
    """Every column of a table, by its name."""
    return {str(name): SampledColumn(str(name), table.cells[name]) for name in table.cells.columns}


def sampled_texts(cells: pd.Series) -> tuple[str, ...]:
    """The different texts of the sample in the order of the alphabet; of more than SAMPLED_TEXTS those of the smallest
    hash, in its order."""
    step = -(-len(cells) // SAMPLED_ROWS) or 1
    _, written = coded(cells.iloc[::step])
    texts = map(without_markup, written)
    known = [text[:LOOKED_INTO] for text in texts if not is_nothing(text, FieldType.CODE)]
    if len(known) <= SAMPLED_TEXTS:
        return tuple(sorted(known))
    hashes = pd.util.hash_array(np.array(known, dtype=object))
    return tuple(known[at] for at in np.argsort(hashes, kind="stable")[:SAMPLED_TEXTS])
