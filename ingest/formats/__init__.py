"""The formats that are known by their content. One file is one format, found by being there."""

from __future__ import annotations

from collections.abc import Mapping as Texts
from dataclasses import dataclass, field, replace
from functools import cache

from geo.common.discovered import defined_in
from geo.common.errors import SchemaError
from geo.common.messages import L_, Sentence, verbatim
from geo.events.events import AGGREGATE
from ingest.drafts.cells import DraftCells
from ingest.drafts.unique import plain
from ingest.formats import deletion_list
from ingest.formats.base import Format, Layout, usual_name
from ingest.formats.open_types import with_told_types
from ingest.mappings.assignment import WHICH_PLACE
from ingest.mappings.count_columns import AREAS, with_counts
from ingest.mappings.fields import FIELDS
from ingest.mappings.guess import Guess, completed, guess_mapping, renamed
from ingest.mappings.guess_values import Question
from ingest.mappings.mapping import TABLE, ColumnMapping
from ingest.tables import Table

ALL_BUT_ONE_IN_FIVE = 0.8
"""How many of the columns a layout needs have to be there: exports are trimmed by hand."""
SHAPEFILE, SHAPEFILE_LETTERS = "shapefile", 10
"""A shapefile cuts the names of its columns to so many letters."""


@cache
def all_formats() -> tuple[Format, ...]:
    """Every FORMAT defined by a module of this package, by id.

    Raises
    ------
    ValueError : two modules give their format the same id.
    """
    found: list[Format] = defined_in(__name__, "FORMAT")
    return tuple(sorted(found, key=lambda known: known.id))


def format_of(name: str, file: str) -> Format:
    """The format called `name`.

    Raises
    ------
    SchemaError : there is none.
    """
    for known in all_formats():
        if known.id == name:
            return known
    listed = ", ".join(known.id for known in all_formats())
    raise SchemaError(
        file,
        L_("is to be read as {name!r}, which is no format that is known here", name=name),
        L_("Known are {listed}.", listed=listed),
    )


@dataclass(frozen=True)
class Recognised:
    """What a table is, and how it is to be read: the mapping is a proposal to be shown and edited.

    because : one sentence. why : field -> sentence. left_over : columns not read. questions : what a person has to say.
    notes : what a person should know of how it is read.
    second : field -> the column that came second and why, where the columns were guessed.
    """

    format: Format
    mapping: ColumnMapping
    because: Sentence
    why: Texts[str, Sentence]
    left_over: tuple[str, ...]
    questions: tuple[Question, ...]
    notes: tuple[Sentence, ...] = ()
    second: Texts[str, Sentence] = field(default_factory=dict)

    @property
    def not_read(self) -> tuple[tuple[Sentence, Sentence], ...]:
        """Title of a field that no column is read for though one is called so, and why: a sentence each."""
        said = {*self.mapping.columns, *self.mapping.fixed}
        return tuple((FIELDS[name].title, self.why[name]) for name in FIELDS if name in self.why and name not in said)

    @property
    def of_days(self) -> tuple[Sentence, ...]:
        """How days are read, where the days of the file decided that: a sentence each."""
        return tuple(self.why[setting] for setting in ("day_order", "excel_days") if setting in self.why)


@dataclass(frozen=True)
class _Match:
    """A layout that a table has, and usual name -> column of the table."""

    format: Format
    layout: Layout
    names: Texts[str, str]


def recognise(table: Table, as_format: str = "") -> Recognised:
    """The format of `table`, by its content or as `as_format` says, with the mapping it has then.

    Raises
    ------
    SchemaError : `as_format` is no format, the table lacks most columns it needs, or it holds what is no event.
    """
    if as_format == deletion_list.FORMAT.id or (not as_format and deletion_list.is_list(table)):
        return _deletions(table)
    if as_format:
        return _as_asked(table, format_of(as_format, table.file))
    found = [match for known in all_formats() for match in _matches(table, known)]
    if not found:
        return _guessed(table, format_of(TABLE, table.file), L_("It has the columns of no format that is known here."))
    best = max(found, key=lambda match: len(match.layout.needs & match.names.keys()))
    return _as(table, best, _because(table, best))


def completed_as(
    known: Format, table: Table, mapping: ColumnMapping, why: Texts[str, Sentence], questions: list[Question]
) -> Guess:
    """`mapping` with what the values of its columns decide, and what is open then: types that the format tells from
    several columns, or from words in a text, are not asked for.

    Raises
    ------
    SchemaError : what files of this format hold are no events.
    """
    if known.refused:
        raise SchemaError(
            table.file, L_("is {title}: {refused}", title=known.title, refused=known.refused), verbatim(known.notes[0])
        )
    found = completed(table, mapping, dict(why), questions)
    if known.id == TABLE:
        return with_counts(table, found)
    return with_told_types(known, table, found)


def _deletions(table: Table) -> Recognised:
    mapping = deletion_list.deletion_mapping(table)
    because = L_("It holds ids and nothing else that tells of an event: those are withdrawn.")
    why = dict.fromkeys(mapping.columns, L_("By its name."))
    left_over = table.columns_beside(set(mapping.columns.values()))
    return Recognised(deletion_list.FORMAT, mapping, because, why, left_over, (), deletion_list.FORMAT.notes)


def _as_asked(table: Table, known: Format) -> Recognised:
    if not known.layouts[0].needs:
        return _guessed(table, known, L_("Read as any table, as asked."))
    found = _matches(table, known, asked=True)
    if found:
        best = max(found, key=lambda match: len(match.layout.needs & match.names.keys()))
        return _as(table, best, L_("Read as {title}, as asked.", title=known.title))
    positional = next((layout.positional for layout in known.layouts if layout.positional), ())
    if not table.header and positional:
        fault = L_(
            "is no {title}: it has no header, and {columns} columns",
            title=known.title,
            columns=len(table.cells.columns),
        )
        raise SchemaError(
            table.file,
            fault,
            L_("Give it its header, or all {positional} columns in their order.", positional=len(positional)),
        )
    named = _named(table)
    lacking = [sorted(layout.needs - _usual(table, layout, named).keys()) for layout in known.layouts]
    fewest: list[str] = min(lacking, key=len)
    missing = ", ".join(fewest)
    raise SchemaError(
        table.file,
        L_("is no {title}: it lacks {missing}", title=known.title, missing=missing),
        L_("Read it as another format."),
    )


def _because(table: Table, match: _Match) -> Sentence:
    layout, title = match.layout, match.format.title
    if layout.positional and not layout.needs <= _named(table).keys() and not table.header:
        return L_(
            "It has no header, and the {number} columns of {title} by their values.",
            number=len(layout.positional),
            title=title,
        )
    lacking = sorted(layout.needs - match.names.keys())
    has, needs = len(layout.needs) - len(lacking), len(layout.needs)
    if not lacking:
        return L_("It has {has} of the {needs} columns that tell {title}.", has=has, needs=needs, title=title)
    return L_(
        "It has {has} of the {needs} columns that tell {title}; it lacks {lacking}.",
        has=has,
        needs=needs,
        title=title,
        lacking=", ".join(lacking),
    )


def _as(table: Table, match: _Match, because: Sentence) -> Recognised:
    known = match.format
    mapping = renamed(match.layout.mapping, match.names)
    missing = {field: text for field, text in match.layout.instead.items() if field not in mapping.columns}
    mapping = replace(mapping, fixed={**mapping.fixed, **missing})
    why = {
        field: L_("{column!r} holds it in {title}.", column=column, title=known.title)
        for field, column in mapping.columns.items()
    }
    found = completed_as(known, table, mapping, why, _where(table, match, mapping))
    notes = (*known.notes, *match.layout.notes)
    return Recognised(known, found.mapping, because, found.why, found.left_over, found.questions, notes)


def _where(table: Table, match: _Match, mapping: ColumnMapping) -> list[Question]:
    """The question for the position, where the file has none of the columns that say it in this layout."""
    said = {*mapping.columns, *mapping.fixed}
    if table.geometry is not None or {"position", "place"} & said or {"latitude", "longitude"} <= said:
        return []
    counts = "event_count" in said or mapping.fixed.get("count_as") == AGGREGATE
    if (counts and AREAS & said) or "place" in match.format.derive(DraftCells(table, mapping)):
        return []
    usual = match.layout.mapping.columns
    of_place = (usual[field] for field in ("latitude", "longitude", "position", "place") if field in usual)
    lacking = ", ".join(dict.fromkeys(name for name in of_place if name not in match.names))
    ask = L_(
        "{title} says where it happened in columns that this file lacks: {lacking}. {which_place} The name of a "
        "place is looked up in the gazetteer.",
        title=match.format.title,
        lacking=lacking,
        which_place=WHICH_PLACE,
    )
    areas = [mapping.columns[field] for field in ("adm2", "adm1") if field in mapping.columns]
    read = set(mapping.columns.values())
    free = (*areas, *(name for name in map(str, table.cells.columns) if name not in read))
    return [Question("position", ask, free, of_columns=True)]


def _guessed(table: Table, known: Format, because: Sentence) -> Recognised:
    found = with_counts(table, guess_mapping(table))
    return Recognised(
        known, found.mapping, because, found.why, found.left_over, found.questions, known.notes, found.second
    )


def _named(table: Table) -> dict[str, str]:
    """Usual name -> column of the table, case, blanks and byte-order marks aside."""
    named: dict[str, str] = {}
    for column in table.cells.columns:
        named.setdefault(usual_name(plain(str(column))), str(column))
    return named


def _usual(table: Table, layout: Layout, named: dict[str, str]) -> dict[str, str]:
    """`named` with the usual names of `layout` for columns that older files call otherwise, or a shapefile cuts."""
    found = dict(named)
    for usual, others in layout.also.items():
        column = next((named[other] for other in others if other in named), None)
        if usual not in found and column is not None:
            found[usual] = column
    if table.kind == SHAPEFILE:
        for usual in (*layout.needs, *layout.mapping.columns.values()):
            if usual not in found and (cut := usual[:SHAPEFILE_LETTERS]) in named:
                found[usual] = named[cut]
    return found


def _matches(table: Table, known: Format, *, asked: bool = False) -> list[_Match]:
    """The layouts of `known` that `table` has; where the format is asked for, whatever its values are."""
    named, found = _named(table), []
    for layout in known.layouts:
        if not layout.needs:
            continue
        names = _usual(table, layout, named)
        there = layout.needs & names.keys()
        enough = len(there) >= ALL_BUT_ONE_IN_FIVE * len(layout.needs) and layout.marks <= names.keys()
        if enough and (asked or layout.fits(table, names)):
            found.append(_Match(known, layout, names))
        elif (by_place := _by_place(table, layout)) is not None and (
            (asked and not table.header) or layout.fits_by_place(table, by_place)
        ):
            found.append(_Match(known, layout, by_place))
    return found


def _by_place(table: Table, layout: Layout) -> dict[str, str] | None:
    """Usual name -> column of `table` at its place; None where `layout` has no places, or the table other ones."""
    if not layout.positional or len(table.cells.columns) != len(layout.positional):
        return None
    return dict(zip(layout.positional, map(str, table.cells.columns), strict=True))
