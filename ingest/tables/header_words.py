"""Words that tell rows of a table apart which are no event: units under a header, sums at the end."""

from __future__ import annotations

import re

NOTHING = frozenset({"-", "--", "?", "n/a", "na", "nan", "nil", "none", "null", "not known", "tbc", "tbd", "unknown"})
"""What a row of data says where it knows nothing; the names of a header never do."""

_UNITS = """
° deg degree degrees dd dec decimal wgs84 wgs 84 epsg:4326 km m metre metres meter meters mi miles
# no nr num number integer int count n people persons person individuals pers
date day time text string name names code codes hours hour minutes min id yes/no y/n
"""
UNITS = frozenset(_UNITS.split())
"""Words of the cells of a row of units."""

DATE_FORM = re.compile(r"[ymdjahst/.:\- ]{2,20}")
"""How a day or time is written: yyyy-mm-dd, dd/mm/yyyy, jj/mm/aaaa."""

_TOTALS = """
total; totals; grand total; sub total; subtotal; sub-total; sum; sums; total général; total general; somme; gesamt
summe; totales; total geral; итого; всего; разом; всього; усього; toplam; المجموع; الإجمالي; الاجمالي; مجموع; إجمالي
"""
TOTALS = frozenset(word.strip() for line in _TOTALS.split("\n") for word in line.split(";") if word.strip())
"""First cells of a row of sums, in lower case and without a colon."""


def is_unit(cell: str) -> bool:
    """Whether a cell tells a unit or how its column is written: "(km)", "decimal degrees", "dd/mm/yyyy"."""
    text = cell.strip().lower().strip("()[].")
    return all(word in UNITS for word in text.split()) or DATE_FORM.fullmatch(text) is not None


def is_total(cell: str) -> bool:
    """Whether a cell is the word for a sum."""
    return cell.strip().lower().rstrip(": ") in TOTALS
