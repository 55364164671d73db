"""Whether a table has a header, where it stands, and what its rows of tags say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geo.common.messages import L_, Sentence, ngettext_lazy
from ingest.tables.header_words import NOTHING, is_total, is_unit
from ingest.tables.table import distinct_names, listed

NUMBER = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)([eE][-+]?\d+)?")
DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}([ T].*)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}([ T].*)?|\d{1,2} [A-Za-z]+ \d{4}")
TAG = re.compile(r"#[A-Za-z][\w-]*(\s*\+\s*[A-Za-z]\w*)*")
YEAR = re.compile(r"(19|20)\d\d")
LOOKED_AT = 200
TITLE_ROWS = 20
MOST_IN_A_TITLE = 3
MOSTLY = 0.9
MOST_ROWS_BELOW = 3
"""Rows under the first row of a header that may belong to it."""
LONGEST_NAME = 60


@dataclass(frozen=True)
class Head:
    """Where the table begins: `skip` rows stand before its first row of data."""

    skip: int
    header: bool
    names: tuple[str, ...]
    notes: tuple[Sentence, ...]


def find_head(sample: Sequence[Sequence[str]]) -> Head:
    """The head of a table from its first rows (blank ones as empty lists); at least one row holds something."""
    at = _first_full_row(sample)
    row = [cell.strip() for cell in sample[at]]
    rest = [[cell.strip() for cell in other] for other in sample[at + 1 : at + 1 + LOOKED_AT]]
    notes = _left_out(sample[:at])
    if _is_data(row, [other for other in rest if any(other)]):
        names = tuple(f"column {number}" for number in range(1, len(row) + 1))
        return Head(at, False, names, (*notes, L_("The file has no header; columns are numbered.")))
    row, told, used = _with_rows_below(row, rest)
    names_, more = distinct_names(_fitted(row, [other for other in rest[used:] if any(other)]))
    return Head(at + 1 + used, True, tuple(names_), (*notes, *told, *more))


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


def _with_rows_below(row: list[str], rest: Sequence[list[str]]) -> tuple[list[str], list[Sentence], int]:
    """The names of a header with those of the rows under it that belong to it, notes on these, and how many they are.

    A row of names stands over columns of numbers or days and is neither: below a row of groups it holds the names;
    below a whole header it is a row of units or has the names in a second language, and is left out.
    """
    notes: list[Sentence] = []
    for used, other in enumerate(rest[:MOST_ROWS_BELOW]):
        data = [one for one in rest[used + 1 :] if any(one) and not tag_row(one)]
        match _role(row, other, _typed(data)):
            case "names":
                notes.append(L_("A row of groups stands over the header: {names}.", names=listed(_filled(row))))
                row = _under_groups(row, other)
            case "units":
                notes.append(L_("A row of units under the header left out: {units}.", units=listed(_filled(other))))
            case "second":
                if not any(map(str.isascii, _filled(row))) and all(map(str.isascii, _filled(other))):
                    row, other = other, row
                notes.append(L_("A second row of names left out: {names}.", names=listed(_filled(other))))
            case _:
                return row, notes, used
    return row, notes, min(len(rest), MOST_ROWS_BELOW)


def _role(names: Sequence[str], other: Sequence[str], typed: frozenset[int]) -> str:
    """What a row under a row of names is: "names" of the columns of its groups, "units", a "second" row of names, or
    "data". `typed` are the columns that hold numbers or days further down."""
    above, below = _filled(names), _filled(other)
    over = [(at, other[at]) for at in sorted(typed) if at < len(other) and other[at]]
    if not over or tag_row(other) or any(cell_kind(cell) != "text" for cell in below):
        return "data"
    unnamed = any(at >= len(names) or not names[at] for at, _ in over)
    distinct = len(set(below)) == len(below)
    if (unnamed and len(below) > len(above) and len(set(below)) > 1) or (
        len(set(above)) < len(above) <= len(below) and distinct
    ):
        return "names"
    if len(below) <= len(above) and all(map(is_unit, below)):
        return "units"
    whole = len(below) >= MOSTLY * len(above) and len(over) > 1 and distinct
    known = any(cell.lower() in NOTHING or any(map(str.isdigit, cell)) for _, cell in over)
    return "second" if whole and not known and max(map(len, below)) <= LONGEST_NAME else "data"


def _under_groups(groups: Sequence[str], names: Sequence[str]) -> list[str]:
    """The names under a row of groups; one that comes more than once stands behind its group, one that is missing is
    the group's."""
    times, group, out = Counter(names), "", []
    for at in range(max(len(groups), len(names))):
        own, name = groups[at] if at < len(groups) else "", names[at] if at < len(names) else ""
        group = own or group
        out.append(own if not name else f"{group} {name}".strip() if times[name] > 1 else name)
    return out


def _typed(rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """The columns that hold numbers or days in nearly all rows that say something there."""
    return frozenset(at for at in range(max(map(len, rows), default=0)) if _usual_kind(rows, at) in ("number", "date"))


def _usual_kind(rows: Sequence[Sequence[str]], at: int) -> str:
    """The kind nearly all filled cells of a column have; "" where there is none."""
    kinds = Counter(cell_kind(row[at]) for row in rows if at < len(row) and row[at])
    usual, times = kinds.most_common(1)[0] if kinds else ("", 0)
    return usual if times >= MOSTLY * kinds.total() else ""


def _filled(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if cell]


def sums_at_the_end(rows: Sequence[Sequence[str]]) -> list[int]:
    """Which of the last rows of a table are sums, from the last up: the word for a sum, and numbers beside it."""
    found = []
    for at in range(len(rows) - 1, -1, -1):
        filled = _filled([cell.strip() for cell in rows[at]])
        if filled and not (is_total(filled[0]) and all(cell_kind(cell) == "number" for cell in filled[1:])):
            break
        if filled:
            found.append(at)
    return found


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


def _left_out(before: Sequence[Sequence[str]]) -> list[Sentence]:
    titles = [" ".join(cell.strip() for cell in row if cell.strip()) for row in before]
    said = [title for title in titles if title]
    if not said:
        return []
    return [
        ngettext_lazy(
            "{number:,} row above the table left out, beginning with “{title}”.",
            "{number:,} rows above the table left out, beginning with “{title}”.",
            len(said),
            number=len(said),
            title=said[0][:80],
        )
    ]


def cell_kind(cell: str) -> str:
    """number, date or text; "" for an empty cell."""
    if not cell:
        return ""
    if NUMBER.fullmatch(cell):
        return "number"
    return "date" if DATE.fullmatch(cell) else "text"


def _is_data(row: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """True where the first row is like the rows under it, as names over numbers and dates are not."""
    kinds = [cell_kind(cell) for cell in row]
    if "number" not in kinds and "date" not in kinds:
        return False
    if kinds[0] == "text" and all(k == "text" or YEAR.fullmatch(c) for c, k in zip(row, kinds, strict=True)):
        return len(set(row)) < len(row)
    if not rest:
        return kinds[0] != "text" or kinds.count("text") <= len(kinds) / 2
    like_data = like_names = 0
    for position, kind in enumerate(kinds):
        usual = _usual_kind(rest, position)
        if usual in ("", "text"):
            continue
        like_data += kind == usual
        like_names += kind == "text"
    return like_data > like_names
