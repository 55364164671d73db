"""What the values of a table decide about its mapping, and what they leave to be asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from geo.common.messages import L_, Sentence, joined, ngettext_lazy
from geo.events.events import EVENT_TYPES
from ingest.drafts.cells import DraftCells
from ingest.drafts.clocks import clock_of
from ingest.drafts.event_days import read_event_days
from ingest.drafts.moment_types import AMBIGUOUS, READ, SHORT_YEAR, Style
from ingest.drafts.moments import MIDNIGHT, SECONDS, moment, orders_shown
from ingest.drafts.nothing import is_nothing
from ingest.drafts.unique import coded, word_key
from ingest.mappings.cell_kinds import CellKind, SampledColumn, sampled_texts
from ingest.mappings.event_words import known_word
from ingest.mappings.fields import FIELDS, FieldType
from ingest.mappings.mapping import DAY_ORDERS, SETTINGS, TABLE, ColumnMapping, quoted
from ingest.mappings.precision_words import known_precision
from ingest.tables import Table

HALF, NEARLY_ALL = 0.5, 0.9
FEW_KINDS = 200
"""A column with more different words than this is prose, not types."""
_IN_NO_DOUBT = rf"(?:[0-9]{{4}}(?:[-/. ]|$)|(?:{SECONDS})$|$)"
"""How nearly all texts begin whose day and month are in no doubt."""
_EXCEL = Style(excel_days=True)
_TYPES = {name.casefold(): name for name in EVENT_TYPES}


@dataclass(frozen=True)
class Question:
    """What only a person can say. `choices`: all answers, () for free text; `needed`: rows wait for the answer;
    `word`: the text of the file whose meaning is asked, "" where the question is about the whole file; `of_columns`:
    the choices are columns of the file, one of which holds the field."""

    field: str
    ask: Sentence
    choices: tuple[str, ...] = ()
    needed: bool = True
    word: str = ""
    of_columns: bool = False

    @property
    def words(self) -> Sentence:
        """As in "Day or month first? (day first, month first)"."""
        if not self.choices:
            return self.ask
        return L_("{ask} ({choices})", ask=self.ask, choices=joined(self.choices, L_(", ")))

    @property
    def in_mapping(self) -> str:
        """How a mapping says an answer, as in `event_type = "Battles" under [fixed]`."""
        if self.of_columns:
            return f'{self.field} = "its column" under [columns]'
        answer = quoted(self.choices[0] if self.choices else "...")
        if self.field in SETTINGS:
            return f"{self.field} = {answer} at its top"
        if self.word:
            return f"{quoted(self.word)} = {answer} under [words.{self.field}]"
        return f"{self.field} = {answer} under [fixed]"


def finished(table: Table, mapping: ColumnMapping) -> tuple[ColumnMapping, dict[str, Sentence], list[Question]]:
    """`mapping` with day order, counts of days and words for types as the values decide them; why; and what is open."""
    why: dict[str, Sentence] = {}
    questions: list[Question] = []
    mapping = _without_strange_publication(table, mapping, why)
    mapping = _days(table, mapping, why, questions)
    mapping = _types(table, mapping, why, questions)
    mapping = _precision(table, mapping, why, questions)
    return mapping, why, questions


def _days(table: Table, mapping: ColumnMapping, why: dict[str, Sentence], questions: list[Question]) -> ColumnMapping:
    fields = [name for name, field in FIELDS.items() if field.sort is FieldType.DAY and name in mapping.columns]
    columns = {mapping.columns[name] for name in fields}
    texts = {text for name in columns for text in _texts_in_doubt(table.cells[name])}
    if fields and not mapping.excel_days and _serials(table, mapping.columns[fields[0]]):
        column = mapping.columns[fields[0]]
        mapping = replace(mapping, excel_days=True)
        why["excel_days"] = L_(
            "Every cell of {column!r} is a number as spreadsheets count days (45628 is 2 December 2024).", column=column
        )
    if not mapping.day_order:
        mapping = _order(table, mapping, texts, why, questions)
    short = not mapping.century and any(moment(text, Style()).status == SHORT_YEAR for text in texts)
    if short and _centuries_open(table, mapping):
        questions.append(
            Question("century", L_("Some years have two digits. Which century are they of?"), ("20", "19"))
        )
    clocks = _clocks(table, mapping)
    if not mapping.time_zone and any(_floats(clock) for clock in clocks):
        ask = L_(
            "In which time zone are times without one? Such as Asia/Damascus or +03:00; left open they stay as written."
        )
        questions.append(Question("time_zone", ask, needed=False))
    return mapping


def _centuries_open(table: Table, mapping: ColumnMapping) -> bool:
    """Whether a year of two digits is left that no other day or year of its row completes."""
    days = read_event_days(DraftCells(table, mapping))
    return any((one.status == SHORT_YEAR).any() for one in (days.start, days.end, days.published))


def _serials(table: Table, column: str) -> bool:
    texts = [text for text in coded(table.cells[column])[1] if text]
    return bool(texts) and all(moment(text, _EXCEL).status == READ and len(text.split(".")[0]) == 5 for text in texts)


def _order(
    table: Table, mapping: ColumnMapping, texts: set[str], why: dict[str, Sentence], questions: list[Question]
) -> ColumnMapping:
    """Day or month first, where a value shows it and none shows the other; asked where it matters and none does. Where
    the days that are read do not show it, those of other columns (when a form was sent, say) do."""
    shown = orders_shown(texts)
    unclear = min((text for text in texts if moment(text, Style(century="20")).status == AMBIGUOUS), default="")
    if not shown and unclear:
        shown = orders_shown(_days_beside(table, mapping))
    if len(shown) == 1:
        order, example = shown.popitem()
        why["day_order"] = L_(
            "Read {order}: {example} can be read in no other way, and no day of the file says otherwise.",
            order=order,
            example=example,
        )
        return replace(mapping, day_order=order)
    if unclear:
        example = unclear
        ask = L_("Is the first number of {example} the day or the month?", example=example)
        if shown:
            both = joined(shown.values(), L_(" and "))
            ask = joined((L_("The file shows both orders ({examples}).", examples=both), ask))
        questions.append(Question("day_order", ask, tuple(order for order in DAY_ORDERS if order)))
    return mapping


def _days_beside(table: Table, mapping: ColumnMapping) -> set[str]:
    """The days of the columns that are not read."""
    read = set(mapping.columns.values())
    beside = (SampledColumn(str(name), table.cells[name]) for name in table.cells.columns if str(name) not in read)
    return {text for column in beside if column.share(CellKind.PLAIN_DAY) >= NEARLY_ALL for text in column.texts}


def _without_strange_publication(table: Table, mapping: ColumnMapping, why: dict[str, Sentence]) -> ColumnMapping:
    """`mapping` without published_on where most of its column is something else; a slip in it costs its cell alone."""
    column = mapping.columns.get("published_on")
    if column is None:
        return mapping
    cells = SampledColumn(column, table.cells[column])
    if cells.is_empty or cells.share(CellKind.PLAIN_DAY) >= HALF:
        return mapping
    why["published_on"] = L_("Not read: {column!r} is called so, but most of its cells are no days.", column=column)
    return replace(mapping, columns={field: held for field, held in mapping.columns.items() if field != "published_on"})


def _clocks(table: Table, mapping: ColumnMapping) -> set[str]:
    """Times of day that are written with the day or in a column of their own, from the first rows."""
    dated, timed = (mapping.columns.get(name) for name in ("event_date", "event_time"))
    with_day = (
        {moment(text, Style(century="20")).clock for text in sampled_texts(table.cells[dated])} if dated else set()
    )
    return with_day | ({clock_of(text) or "" for text in sampled_texts(table.cells[timed])} if timed else set())


def _texts_in_doubt(cells: pd.Series) -> list[str]:
    """The different texts of a column but for those that are empty, begin with a year or count seconds: the day and
    month of these are in no doubt."""
    plain = cells.str.match(_IN_NO_DOUBT).to_numpy(dtype=bool)
    _, texts = coded(cells[~plain])
    return [text for text in texts if text and not (text[:4].isdigit() and not text[4:5].isdigit())]


def _floats(clock: str) -> bool:
    """Whether a time of day carries no zone; midnight is what a spreadsheet writes after a day."""
    return clock not in MIDNIGHT and "+" not in clock and "-" not in clock


def which_type(text: str, rows: int) -> Sentence:
    """What is asked about a word that nobody knows, which stands in so many rows."""
    return ngettext_lazy(
        "Which type of event is {text!r} ({number:,} row)?",
        "Which type of event is {text!r} ({number:,} rows)?",
        rows,
        text=text,
        number=rows,
    )


def _types(table: Table, mapping: ColumnMapping, why: dict[str, Sentence], questions: list[Question]) -> ColumnMapping:
    """Words for the types where they are known; questions for the others."""
    columns, words = dict(mapping.columns), {field: dict(found) for field, found in mapping.words.items()}
    if "event_type" not in columns and "event_type" not in mapping.fixed:
        if "sub_event_type" not in columns:
            questions.append(Question("event_type", L_("Which type of event are the rows of this file?"), EVENT_TYPES))
            return mapping
        columns["event_type"] = columns["sub_event_type"]
        why["event_type"] = L_("The type follows from the kind in {column!r}.", column=columns["event_type"])
    if "event_type" not in columns:
        return mapping
    column = columns["event_type"]
    codes, texts = coded(table.cells[column])
    if len(texts) > FEW_KINDS:
        ask = L_(
            "{column!r} holds {number} different texts. Which column, or which one type, tells what happened?",
            column=column,
            number=len(texts),
        )
        questions.append(Question("event_type", ask, EVENT_TYPES))
        return mapping
    given = {word_key(word) for word in words.get("event_type", {})}
    for text, rows in _rows_of(codes, texts).items():
        if is_nothing(text, FieldType.TYPE) or word_key(text) in given or word_key(text) in _TYPES:
            continue
        known = known_word(text)
        if known is None:
            ask = which_type(text, rows)
            questions.append(Question("event_type", ask, EVENT_TYPES, word=text))
            continue
        words.setdefault("event_type", {})[text] = known[0]
        if known[1] and known[1] != text and columns.get("sub_event_type", column) == column:
            columns["sub_event_type"] = column
            words.setdefault("sub_event_type", {})[text] = known[1]
    if "sub_event_type" in columns and "sub_event_type" not in mapping.columns:
        why["sub_event_type"] = L_(
            "Some words of {column!r} also tell the kind: {words}.",
            column=column,
            words=_listed(words["sub_event_type"]),
        )
    if words.get("event_type") and "event_type" not in mapping.words:
        why["event_type"] = L_(
            "The words of {column!r} are known: {words}.", column=column, words=_listed(words["event_type"])
        )
    return replace(mapping, columns=columns, words=words)


def _precision(
    table: Table, mapping: ColumnMapping, why: dict[str, Sentence], questions: list[Question]
) -> ColumnMapping:
    """Words for how exact the places are where they are known (ADM1, street); questions for the others beside them."""
    name = "geo_precision"
    column = mapping.columns.get(name)
    if column is None or mapping.format != TABLE:
        return mapping
    codes, texts = coded(table.cells[column])
    given = mapping.words.get(name, {})
    said = {word_key(word) for word in given}
    open_ = {
        text: rows
        for text, rows in _rows_of(codes, texts).items()
        if word_key(text) not in said and not is_nothing(text, FieldType.CODE)
    }
    known = {text: code for text in open_ if (code := known_precision(text))}
    strange = sorted(set(open_) - set(known)) if len(texts) <= FEW_KINDS else []
    if not given and (not known or all(word == word_key(text) for text, word in known.items())):
        return mapping
    for text in strange:
        exact = ngettext_lazy(
            "How exact is a place where {column!r} says {text!r} ({number} row)?",
            "How exact is a place where {column!r} says {text!r} ({number} rows)?",
            open_[text],
            column=column,
            text=text,
            number=open_[text],
        )
        ask = joined((exact, FIELDS[name].help))
        questions.append(Question(name, ask, FIELDS[name].codes, word=text))
    if not known:
        return mapping
    why[name] = L_("The words of {column!r} are known: {known}.", column=column, known=_listed(known))
    return replace(mapping, words={**mapping.words, name: {**given, **known}})


def _rows_of(codes: np.ndarray, texts: np.ndarray) -> dict[str, int]:
    return {str(text): int(rows) for text, rows in zip(texts, np.bincount(codes, minlength=len(texts)), strict=True)}


def _listed(words: dict[str, str], limit: int = 6) -> str:
    shown = [f"{word} is {meaning}" for word, meaning in list(words.items())[:limit]]
    more = len(words) - len(shown)
    return "; ".join(shown) + (f"; and {more} more" if more else "")
