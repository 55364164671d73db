"""What the values of a table decide about its mapping, and what they leave to be asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from geo.events import EVENT_TYPES
from ingest.drafts.coordinates import position
from ingest.drafts.moments import AMBIGUOUS, DAY, MIDNIGHT, READ, SHORT_YEAR, Style, clock_of, earliest, moment
from ingest.drafts.unique import coded, plain
from ingest.mappings.event_words import known_word
from ingest.mappings.mapping import DAY_ORDERS, FIELDS, Mapping, Sort
from ingest.tables import Table

LOOKED_AT = 500
"""So many different values of a column are looked at before its name is known to mean anything."""
NEARLY_ALL = 0.9
ALL_BUT_ONE_IN_FIVE = 0.8
"""How many of a column's words must be known for it to be one of types. The others are asked for, each by itself."""
FEW_KINDS = 200
"""A column with more different words than this is prose, not types."""
_A_DAY = frozenset({READ, AMBIGUOUS, SHORT_YEAR})
_EXCEL = Style(excel_days=True)
_TYPES = {name.casefold(): name for name in EVENT_TYPES}


@dataclass(frozen=True)
class Question:
    """What only a person can say. `choices`: all answers, () for free text; `needed`: rows wait for the answer;
    `word`: the text of the file whose meaning is asked, "" where the question is about the whole file."""

    field: str
    ask: str
    choices: tuple[str, ...] = ()
    needed: bool = True
    word: str = ""


def finished(table: Table, mapping: Mapping) -> tuple[Mapping, dict[str, str], list[Question]]:
    """`mapping` with day order, counts of days and words for types as the values decide them; why; and what is open."""
    why: dict[str, str] = {}
    questions: list[Question] = []
    mapping = _without_strange_publication(table, mapping, why)
    mapping = _days(table, mapping, why, questions)
    mapping = _types(table, mapping, why, questions)
    return mapping, why, questions


def holds_days(table: Table, column: str) -> bool:
    """Whether nearly all cells of a column read as days, or as days parted by semicolons; a bare number is none."""
    texts = [text for text in _some(table, column) if not plain(text).replace(".", "").isdigit()]
    found = [one.status in _A_DAY and one.precision in (0, DAY) for one in (earliest(text, Style()) for text in texts)]
    return len(found) > 0 and float(np.mean(found)) >= NEARLY_ALL


def holds_types(table: Table, column: str, *, share: float = ALL_BUT_ONE_IN_FIVE) -> bool:
    """Whether of the different texts of a column at least `share` are words for kinds of event."""
    known = [plain(text).casefold() in _TYPES or known_word(text) is not None for text in _some(table, column)]
    return any(known) and sum(known) >= share * len(known)


def holds_positions(table: Table, column: str, *, share: float = NEARLY_ALL) -> bool:
    """Whether of the different texts of a column at least `share` read as coordinates; False where it is empty."""
    found = [position(text) is not None for text in _some(table, column)]
    return len(found) > 0 and float(np.mean(found)) >= share


def _some(table: Table, column: str) -> list[str]:
    _, texts = coded(table.cells[column].head(20 * LOOKED_AT))
    return [text for text in texts if text][:LOOKED_AT]


def _days(table: Table, mapping: Mapping, why: dict[str, str], questions: list[Question]) -> Mapping:
    fields = [name for name, field in FIELDS.items() if field.sort is Sort.DAY and name in mapping.columns]
    texts = {text for name in fields for text in coded(table.cells[mapping.columns[name]])[1] if not _year_first(text)}
    if fields and not mapping.excel_days and _serials(table, mapping.columns[fields[0]]):
        column = mapping.columns[fields[0]]
        mapping = replace(mapping, excel_days=True)
        why["excel_days"] = (
            f"Every cell of {column!r} is a number as spreadsheets count days (45628 is 2 December 2024)."
        )
    if not mapping.day_order:
        mapping = _order(mapping, texts, why, questions)
    if not mapping.century and any(moment(text, Style()).status == SHORT_YEAR for text in texts):
        questions.append(Question("century", "Some years have two digits. Which century are they of?", ("20", "19")))
    clocks = _clocks(table, mapping)
    if not mapping.time_zone and any(_floats(clock) for clock in clocks):
        ask = (
            "In which time zone are times without one? Such as Asia/Damascus or +03:00; left open they stay as written."
        )
        questions.append(Question("time_zone", ask, needed=False))
    return mapping


def _serials(table: Table, column: str) -> bool:
    texts = [text for text in coded(table.cells[column])[1] if text]
    return bool(texts) and all(moment(text, _EXCEL).status == READ and len(text.split(".")[0]) == 5 for text in texts)


def _order(mapping: Mapping, texts: set[str], why: dict[str, str], questions: list[Question]) -> Mapping:
    """Day or month first, where a value shows it and none shows the other; asked where it matters and none does."""
    shown: dict[str, str] = {}
    unclear = Counter[str]()
    for text in sorted(texts):
        read = moment(text, Style(century="20"))
        if read.order:
            shown.setdefault(read.order, text)
        elif read.status == AMBIGUOUS:
            unclear["rows"] += 1
            unclear.setdefault(text, 0)
    if len(shown) == 1:
        order, example = shown.popitem()
        why["day_order"] = (
            f"Read {order}: {example} can be read in no other way, and no day of the file says otherwise."
        )
        return replace(mapping, day_order=order)
    if unclear:
        example = next(text for text in unclear if text != "rows")
        both = f"The file shows both orders ({' and '.join(shown.values())}). " if shown else ""
        ask = f"{both}Is the first number of {example} the day or the month?"
        questions.append(Question("day_order", ask, tuple(order for order in DAY_ORDERS if order)))
    return mapping


def _without_strange_publication(table: Table, mapping: Mapping, why: dict[str, str]) -> Mapping:
    """`mapping` without published_on where its column holds something else: no row has to wait for that."""
    column = mapping.columns.get("published_on")
    if column is None or not _some(table, column) or holds_days(table, column):
        return mapping
    why["published_on"] = f"Not read: {column!r} is called so, but its cells are no days."
    return replace(mapping, columns={field: held for field, held in mapping.columns.items() if field != "published_on"})


def _clocks(table: Table, mapping: Mapping) -> set[str]:
    """Times of day that are written with the day or in a column of their own, from the first rows."""
    dated, timed = (mapping.columns.get(name) for name in ("event_date", "event_time"))
    with_day = {moment(text, Style(century="20")).clock for text in _some(table, dated)} if dated else set()
    return with_day | ({clock_of(text) or "" for text in _some(table, timed)} if timed else set())


def _year_first(text: str) -> bool:
    """Whether a text begins with a year, or is empty: its day and month are in no doubt."""
    return not text or (text[:4].isdigit() and not text[4:5].isdigit())


def _floats(clock: str) -> bool:
    """Whether a time of day carries no zone; midnight is what a spreadsheet writes after a day."""
    return clock not in MIDNIGHT and "+" not in clock and "-" not in clock


def _types(table: Table, mapping: Mapping, why: dict[str, str], questions: list[Question]) -> Mapping:
    """Words for the types where they are known; questions for the others."""
    columns, words = dict(mapping.columns), {field: dict(found) for field, found in mapping.words.items()}
    if "event_type" not in columns and "event_type" not in mapping.fixed:
        if "sub_event_type" not in columns:
            questions.append(Question("event_type", "Which type of event are the rows of this file?", EVENT_TYPES))
            return mapping
        columns["event_type"] = columns["sub_event_type"]
        why["event_type"] = f"The type follows from the kind in {columns['event_type']!r}."
    if "event_type" not in columns:
        return mapping
    column = columns["event_type"]
    codes, texts = coded(table.cells[column])
    if len(texts) > FEW_KINDS:
        ask = f"{column!r} holds {len(texts)} different texts. Which column, or which one type, tells what happened?"
        questions.append(Question("event_type", ask, EVENT_TYPES))
        return mapping
    given = {plain(word).casefold() for word in words.get("event_type", {})}
    for text, rows in zip(texts, np.bincount(codes, minlength=len(texts)), strict=True):
        if not text or plain(text).casefold() in _TYPES or plain(text).casefold() in given:
            continue
        known = known_word(text)
        if known is None:
            ask = f"Which type of event is {text!r} ({rows} {'row' if rows == 1 else 'rows'})?"
            questions.append(Question("event_type", ask, EVENT_TYPES, word=text))
            continue
        words.setdefault("event_type", {})[text] = known[0]
        if known[1] and known[1] != text and columns.get("sub_event_type", column) == column:
            columns["sub_event_type"] = column
            words.setdefault("sub_event_type", {})[text] = known[1]
    if "sub_event_type" in columns and "sub_event_type" not in mapping.columns:
        why["sub_event_type"] = f"Some words of {column!r} also tell the kind: {_listed(words['sub_event_type'])}."
    if words.get("event_type") and "event_type" not in mapping.words:
        why["event_type"] = f"The words of {column!r} are known: {_listed(words['event_type'])}."
    return replace(mapping, columns=columns, words=words)


def _listed(words: dict[str, str], limit: int = 6) -> str:
    shown = [f"{word} is {meaning}" for word, meaning in list(words.items())[:limit]]
    more = len(words) - len(shown)
    return "; ".join(shown) + (f"; and {more} more" if more else "")
