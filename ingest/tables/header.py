"""Whether a table has a header, where it stands, and what its rows of tags say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.tables.table import counted, distinct_names

NUMBER = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)([eE][-+]?\d+)?")
DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}([ T].*)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}([ T].*)?|\d{1,2} [A-Za-z]+ \d{4}")
TAG = re.compile(r"#[A-Za-z][\w-]*(\s*\+\s*[A-Za-z]\w*)*")
YEAR = re.compile(r"(19|20)\d\d")
LOOKED_AT = 200
TITLE_ROWS = 20
MOST_IN_A_TITLE = 3
MOSTLY = 0.9


@dataclass(frozen=True)
class Head:
    """Where the table begins: `skip` rows stand before its first row of data."""

    skip: int
    header: bool
    names: tuple[str, ...]
    notes: tuple[str, ...]


def find_head(sample: Sequence[Sequence[str]]) -> Head:
    """The head of a table from its first rows (blank ones as empty lists); at least one row holds something."""
    at = _first_full_row(sample)
    row = [cell.strip() for cell in sample[at]]
    rest = [[cell.strip() for cell in other] for other in sample[at + 1 : at + 1 + LOOKED_AT]]
    notes = _left_out(sample[:at])
    if _is_data(row, [other for other in rest if any(other)]):
        names = tuple(f"column {number}" for number in range(1, len(row) + 1))
        return Head(at, False, names, (*notes, "The file has no header; columns are numbered."))
    names_, more = distinct_names(_fitted(row, [other for other in rest if any(other)]))
    return Head(at + 1, True, tuple(names_), (*notes, *more))


def tag_row(row: Sequence[str]) -> bool:
    """True for a row of HXL tags: whatever is filled is a tag, such as `#geo+lat`."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return bool(filled) and all(TAG.fullmatch(cell) for cell in filled)


def tags_of(names: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """Column to tag, written without spaces; "" where a column has none."""
    return {name: re.sub(r"\s+", "", cell) for name, cell in zip(names, row, strict=True)}


def _first_full_row(sample: Sequence[Sequence[str]]) -> int:
    """The first row at least half as full as the table is wide, or with more cells than a title above a table fills."""
    filled = [sum(1 for cell in row if cell.strip()) for row in sample]
    usual = Counter(len(row) for row, full in zip(sample, filled, strict=True) if full).most_common(1)[0][0]
    wide = min(usual, max(filled))
    candidates = [index for index, full in enumerate(filled) if full]
    for index in candidates[: TITLE_ROWS + 1]:
        if filled[index] * 2 >= wide or filled[index] > MOST_IN_A_TITLE:
            return index
    return candidates[0]


def _fitted(row: list[str], rest: Sequence[Sequence[str]]) -> list[str]:
    """The header as wide as the rows under it, where only a delimiter too many or too few at the line's end parts them.

    The cells that are added or left out are empty in the header, and in the rows under it.
    """
    if not rest:
        return row
    usual = Counter(map(len, rest)).most_common(1)[0][0]
    if len(row) < usual and not any(cell for other in rest for cell in other[len(row) :]):
        return [*row, *[""] * (usual - len(row))]
    return row[:usual] if len(row) > usual and not any(row[usual:]) else row


def _left_out(before: Sequence[Sequence[str]]) -> list[str]:
    titles = [" ".join(cell.strip() for cell in row if cell.strip()) for row in before]
    said = [title for title in titles if title]
    if not said:
        return []
    return [f"{counted(len(said), 'row')} above the table left out, beginning with “{said[0][:80]}”."]


def _kind(cell: str) -> str:
    if not cell:
        return ""
    if NUMBER.fullmatch(cell):
        return "number"
    return "date" if DATE.fullmatch(cell) else "text"


def _is_data(row: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """True where the first row is like the rows under it, as names over numbers and dates are not."""
    kinds = [_kind(cell) for cell in row]
    if "number" not in kinds and "date" not in kinds:
        return False
    if kinds[0] == "text" and all(k == "text" or YEAR.fullmatch(c) for c, k in zip(row, kinds, strict=True)):
        return len(set(row)) < len(row)
    if not rest:
        return kinds[0] != "text" or kinds.count("text") <= len(kinds) / 2
    like_data = like_names = 0
    for position, kind in enumerate(kinds):
        below = Counter(_kind(other[position]) for other in rest if position < len(other) and other[position])
        usual, times = below.most_common(1)[0] if below else ("", 0)
        if usual in ("", "text") or times < MOSTLY * below.total():
            continue
        like_data += kind == usual
        like_names += kind == "text"
    return like_data > like_names
