"""The rows of a legend, made of the items that layers give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.common.phrases import COMMA, Phrase, phrase
from map.layer import TINTS, LegendItem, Tint
from map.styles import Style
from map.wording import FOLLOWING

PARTIES = "parties"
"""The row of all tints."""


@dataclass(frozen=True)
class LegendEntry:
    """Items that stand for the same, their samples side by side: one, or the tints of a party, the strong one first."""

    items: tuple[LegendItem, ...]

    @property
    def swatches(self) -> tuple[Style, ...]:
        return tuple(item.swatch for item in self.items)

    @property
    def names(self) -> Phrase:
        """What it stands for."""
        return self.items[0].label


@dataclass(frozen=True)
class LegendRow:
    """Entries that stand side by side. `heading`: what they have in common; None for an entry by itself. `key`: how a
    drawing names the row, in English; "" for an entry by itself."""

    heading: Phrase | None
    entries: tuple[LegendEntry, ...]
    key: str = ""


def legend_rows(items: Iterable[LegendItem]) -> list[LegendRow]:
    """Each item once, in the order they come, those of one row together where the first of them stands.

    Tints are one row, in which each party stands once and whose heading tells what the tints mean.
    """
    rows: dict[object, list[LegendItem]] = {}
    for item in dict.fromkeys(items):
        rows.setdefault(PARTIES if item.tint else item.row or item, []).append(item)
    return [_of_parties(row) if key == PARTIES else _plain(row) for key, row in rows.items()]


def _plain(row: list[LegendItem]) -> LegendRow:
    heading = row[0].row
    return LegendRow(heading, tuple(LegendEntry((item,)) for item in row), heading.en if heading else "")


def _of_parties(row: list[LegendItem]) -> LegendRow:
    parties: dict[Phrase, list[LegendItem]] = {item.label: [] for item in row}
    headings: dict[Tint, Phrase] = {}
    for tint in TINTS:
        for item in row:
            if item.tint == tint and item.row:
                parties[item.label].append(item)
                headings[tint] = item.row
    return LegendRow(_joined(headings), tuple(LegendEntry(tuple(items)) for items in parties.values()), PARTIES)


def _joined(headings: dict[Tint, Phrase]) -> Phrase:
    """The heading of the one tint there is, or what each of them means."""
    if len(headings) == 1:
        return next(iter(headings.values()))
    first, *others = headings
    said = {first: headings[first], **{tint: FOLLOWING.get(headings[tint], headings[tint]) for tint in others}}
    tinted = phrase("{heading} ({tint})")
    return COMMA.join(tinted.format(heading=heading, tint=TINTS[tint]) for tint, heading in said.items())


@dataclass(frozen=True)
class LegendLine:
    """A line of a legend that has one entry a line: an entry, or the heading of those below it; `items` are all that
    it tells of."""

    names: Phrase
    items: tuple[LegendItem, ...]
    is_heading: bool = False

    @property
    def swatches(self) -> tuple[Style, ...]:
        """The samples that stand before it."""
        return () if self.is_heading else tuple(item.swatch for item in self.items)


def legend_lines(items: Iterable[LegendItem]) -> list[LegendLine]:
    """The rows of a legend with their entries one below the other; the heading of an entry by itself stands in its
    line."""
    lines = []
    for row in legend_rows(items):
        alone = len(row.entries) == 1
        if not alone:
            every = tuple(item for entry in row.entries for item in entry.items)
            lines.append(LegendLine(row.heading or Phrase("", ""), every, is_heading=True))
        for entry in row.entries:
            names = Phrase(": ", ": ").join((row.heading, entry.names)) if alone and row.heading else entry.names
            lines.append(LegendLine(names, entry.items))
    return lines
