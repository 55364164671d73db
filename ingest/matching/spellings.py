"""The rows that wait, by how their place is spelled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.common.messages import ngettext
from ingest.matching.unmatched_places import WaitingRow

BETWEEN = "\x1f"
LRM = "\N{LEFT-TO-RIGHT MARK}"


@dataclass(frozen=True)
class UnmatchedSpelling:
    """A place as sources spell it, with the area they name, and the rows that do."""

    place: str
    adm1: str
    rows: tuple[WaitingRow, ...]

    @property
    def key(self) -> str:
        return f"{self.place}{BETWEEN}{self.adm1}"

    @property
    def words(self) -> str:
        """As in "Tell Rifat (Aleppo): 12 rows"; a number after an Arabic name stays behind it."""
        area = f" ({self.adm1})" if self.adm1 else ""
        rows = ngettext("{number} row", "{number} rows", len(self.rows)).format(number=f"{len(self.rows):,}")
        return f"{self.place}{LRM}{area}{LRM}: {rows}"


def corrects_words(rows: Iterable[WaitingRow]) -> str:
    """As in "3 rows correct events, which stay as they were until their place is chosen."; "" where none does."""
    count = sum(bool(row.stands_at) for row in rows)
    if not count:
        return ""
    return ngettext(
        "{number} row corrects an event, which stays as it was until its place is chosen.",
        "{number} rows correct events, which stay as they were until their place is chosen.",
        count,
    ).format(number=f"{count:,}")


def spellings(rows: Iterable[WaitingRow]) -> list[UnmatchedSpelling]:
    """The spellings, those first that most rows have, else in the order they came."""
    found: dict[tuple[str, str], list[WaitingRow]] = {}
    for row in rows:
        found.setdefault((row.place, row.adm1), []).append(row)
    together = [UnmatchedSpelling(place, adm1, tuple(own)) for (place, adm1), own in found.items()]
    return sorted(together, key=lambda one: -len(one.rows))
