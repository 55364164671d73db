"""Words that tell rows of a table apart which are no event: units under a header, sums at the end. The words
are data, in `header_words.toml`."""

from __future__ import annotations

import re

from geo.common.word_lists import in_all_languages, word_list

_WORDS = word_list(__file__)
NOTHING = frozenset(_WORDS["nothing"])
"""What a row of data says where it knows nothing; the names of a header never do."""
UNITS = frozenset(_WORDS["units"])
"""Words of the cells of a row of units."""
TOTALS = frozenset(in_all_languages(_WORDS["totals"]))
"""First cells of a row of sums, in lower case and without a colon."""

DATE_FORM = re.compile(r"[ymdjahst/.:\- ]{2,20}")
"""How a day or time is written: yyyy-mm-dd, dd/mm/yyyy, jj/mm/aaaa."""


def is_unit(cell: str) -> bool:
    """Whether a cell tells a unit or how its column is written: "(km)", "decimal degrees", "dd/mm/yyyy"."""
    text = cell.strip().lower().strip("()[].")
    return all(word in UNITS for word in text.split()) or DATE_FORM.fullmatch(text) is not None


def is_total(cell: str) -> bool:
    """Whether a cell is the word for a sum."""
    return cell.strip().lower().rstrip(": ") in TOTALS
