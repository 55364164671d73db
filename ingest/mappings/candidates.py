"""Which columns may hold a field of an event, how well each does by its name and its cells, and why the others do not.

A candidate's score is how sure its tag or name is (a tag 5, a name 3 to 1, found by its cells alone 0), less one where
only half to four fifths of its cells are of the kind the field holds, less two where fewer are. Cells none of which are
take it out. Nothing here depends on the order of columns or rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from geo.common.messages import L_, N_, Sentence
from ingest.mappings.cell_kinds import CellKind, SampledColumn
from ingest.mappings.column_names import (
    AUTHOR,
    FORM_MARK,
    PICTURE,
    SENT,
    SENT_IN_FORMS,
    TYPIST,
    TYPIST_IN_FORMS,
    USUAL,
    WEAK,
    NamedField,
    fields_called,
    group_of,
    roles_of,
    says_other_day,
)
from ingest.mappings.hxl_tags import tagged

TAGGED, BY_CELLS, LAST_RESORT = 5.0, 0.0, -9.0
FITS, PARTLY = 0.8, 0.5
HALF = 0.5

KIND_OF_FIELD: dict[str, CellKind] = {
    "source_id": CellKind.ID,
    "event_date": CellKind.DAY,
    "end_date": CellKind.DAY,
    "published_on": CellKind.DAY,
    "event_year": CellKind.YEAR,
    "event_month": CellKind.MONTH,
    "event_day": CellKind.DAY_OF_MONTH,
    "event_week": CellKind.WEEK,
    "event_quarter": CellKind.QUARTER,
    "end_year": CellKind.YEAR,
    "end_month": CellKind.MONTH,
    "end_day": CellKind.DAY_OF_MONTH,
    "event_time": CellKind.CLOCK,
    "time_precision": CellKind.TIME_PRECISION,
    "event_type": CellKind.TYPE,
    "actor1": CellKind.NAME,
    "actor2": CellKind.NAME,
    "perpetrator": CellKind.NAME,
    "place": CellKind.NAME,
    "adm1": CellKind.NAME,
    "adm2": CellKind.NAME,
    "country": CellKind.TEXT,
    "latitude": CellKind.LATITUDE,
    "longitude": CellKind.LONGITUDE,
    "position": CellKind.POSITION,
    "geo_precision": CellKind.GEO_PRECISION,
    "uncertainty_km": CellKind.NUMBER,
    "fatalities_low": CellKind.WHOLE,
    "fatalities_best": CellKind.WHOLE,
    "fatalities_high": CellKind.WHOLE,
    "civilians_killed": CellKind.WHOLE,
    "injured": CellKind.WHOLE,
    "displaced": CellKind.WHOLE,
    "summary": CellKind.TEXT,
    "asserted_by": CellKind.TEXT,
    "source_publisher": CellKind.TEXT,
    "source_title": CellKind.TEXT,
    "source_url": CellKind.LINK,
    "reliability": CellKind.RELIABILITY,
    "credibility": CellKind.CREDIBILITY,
}
"""Field -> what its cells are; a field that is not here may hold anything."""

TOLD_ROW_BY_ROW = frozenset({"event_date", "event_type", "latitude", "longitude", "position"})
"""Fields an event needs: a column called so is read though no cell fits, where none does better, so that each row tells
what is wrong with it."""
FOUND_BY_CELLS: dict[str, CellKind] = {
    "event_date": CellKind.PLAIN_DAY,
    "event_type": CellKind.TYPE,
    "position": CellKind.SURE_POSITION,
    "source_url": CellKind.ONLY_LINK,
}
"""Fields a column is taken for by its cells alone, where no column is called so."""
PARTS_WITH_YEAR = {"event_month": L_("month"), "event_week": L_("week"), "event_quarter": L_("quarter")}
"""Parts of a day whose cells may tell their year as well, and are the day then."""
TELLS_OF_SENDING = L_("tells when a form was sent")
MAY_BE_LINKS = frozenset({"source_publisher", "source_title", "asserted_by"})
NEARLY_ALL = 0.9
_BY_CELLS_FROM = {"event_type": FITS}


@dataclass(frozen=True)
class ColumnCandidate:
    """A column that may hold `field`. `out`: why it cannot, in words that follow its name; None where it can."""

    field: str
    column: str
    score: float
    why: Sentence
    out: Sentence | None = None
    sent: bool = False
    """It tells when a form was sent: asked about where no other column holds the day."""


@dataclass(frozen=True)
class Scene:
    """The columns of a table as the candidates are weighed: their cells, their tags, what each may be besides a field,
    and why columns that repeat (no ids) do."""

    columns: Mapping[str, SampledColumn]
    tags: Mapping[str, str]
    roles: Mapping[str, frozenset[str]]
    repeats: Mapping[str, Sentence]


def scene(columns: Mapping[str, SampledColumn], tags: Mapping[str, str], repeats: Mapping[str, Sentence]) -> Scene:
    """What is needed to weigh the columns of one table."""
    return Scene(columns, tags, _roles(columns), repeats)


def candidates(of: Scene, fields: tuple[str, ...]) -> tuple[ColumnCandidate, ...]:
    """Every candidate for `fields`, in no order that matters; those that are out as well."""
    found = [one for column in of.columns.values() for one in _of_column(column, of)]
    return tuple(one for one in found if one.field in fields)


def _of_column(column: SampledColumn, of: Scene) -> Iterator[ColumnCandidate]:
    """The fields one column may hold: by its tag, else by its name, else by its cells."""
    if _is_answer(column, of):
        return
    roles = of.roles[column.name]
    tag = tagged(of.tags.get(column.name, ""))
    if tag is not None:
        why = L_("{name!r} carries the HXL tag {tag}.", name=column.name, tag=of.tags[column.name])
        out = L_("carries {tag}, which {part}", tag=of.tags[column.name], part=tag.part) if tag.part else None
        yield from _links(column, tag.field, TAGGED + tag.rank, roles)
        yield _weighed(column, tag.field, TAGGED + tag.rank, why, out, of)
        return
    names = fields_called(column.name)
    said = L_("{name!r} is called so.", name=column.name)
    sure_role = roles & {SENT, AUTHOR, TYPIST, PICTURE}
    for name in names:
        if not (sure_role and name.tier <= WEAK):
            yield from _by_name(column, name, said, roles, of)
    is_day = any(name.field == "event_date" and name.tier > WEAK for name in names)
    if SENT in roles and not is_day and column.share(CellKind.DAY):
        yield ColumnCandidate("event_date", column.name, LAST_RESORT, said, TELLS_OF_SENDING, sent=True)
    if AUTHOR in roles:
        why = L_("{name!r} is taken as whoever wrote it, not as who did it.", name=column.name)
        yield _weighed(column, "asserted_by", WEAK, why, None, of)
    yield from _by_cells(column, bool(names), roles)


def _by_name(
    column: SampledColumn, name: NamedField, said: Sentence, roles: frozenset[str], of: Scene
) -> Iterator[ColumnCandidate]:
    if name.known_words and column.share(CellKind.TYPE) < HALF:
        return
    if name.field == "event_date" and SENT in roles and name.tier <= USUAL:
        return
    yield from _links(column, name.field, min(name.tier, USUAL), roles)
    part = PARTS_WITH_YEAR.get(name.field)
    if part and not column.share(KIND_OF_FIELD[name.field]) and column.is_mostly(CellKind.DAY, NEARLY_ALL):
        why = L_("The cells of {name!r} tell a {part} and its year.", name=column.name, part=part)
        yield ColumnCandidate("event_date", column.name, BY_CELLS, why)
    if name.field == "place" and column.share(CellKind.POSITION) >= NEARLY_ALL:
        why = L_("The cells of {name!r} read as coordinates.", name=column.name)
        yield ColumnCandidate("position", column.name, min(name.tier, WEAK) - 0.5, why)
    yield _weighed(column, name.field, name.tier, said, None, of)


def _links(column: SampledColumn, field: str, score: float, roles: frozenset[str]) -> Iterator[ColumnCandidate]:
    """A column called a source that holds web addresses is the link, after one that is called so."""
    if field not in MAY_BE_LINKS or PICTURE in roles:
        return
    links, only = column.share(CellKind.LINK), column.share(CellKind.ONLY_LINK)
    if links:
        why = (
            L_("{name!r} is called a source, and its cells hold web addresses.", name=column.name)
            if only == links == 1
            else L_("{name!r} is called a source, and its cells hold web addresses as well.", name=column.name)
        )
        yield ColumnCandidate("source_url", column.name, score - 0.5, why)


def _by_cells(column: SampledColumn, is_named: bool, roles: frozenset[str]) -> Iterator[ColumnCandidate]:
    for field, kind in FOUND_BY_CELLS.items():
        if field == "source_url" and PICTURE in roles:
            continue
        if field == "event_date" and (roles & {SENT} or says_other_day(column.name)):
            continue
        if is_named and any(name.field == field for name in fields_called(column.name)):
            continue
        if column.is_mostly(kind, _BY_CELLS_FROM.get(field, NEARLY_ALL)):
            yield ColumnCandidate(field, column.name, BY_CELLS, L_(_BY_ITS_CELLS[field], name=column.name))


_BY_ITS_CELLS = {
    "event_date": N_("The cells of {name!r} read as days."),
    "event_type": N_("The cells of {name!r} are words for kinds of event."),
    "position": N_("The cells of {name!r} read as coordinates."),
    "source_url": N_("The cells of {name!r} are web addresses."),
}


def _weighed(
    column: SampledColumn, field: str, score: float, why: Sentence, out: Sentence | None, of: Scene
) -> ColumnCandidate:
    """A candidate by tag or name, with what its cells say for or against it."""
    if out:
        return ColumnCandidate(field, column.name, score, why, out)
    if field == "source_id" and column.name in of.repeats:
        return ColumnCandidate(field, column.name, score, why, of.repeats[column.name])
    kind = KIND_OF_FIELD.get(field)
    less = 0.0 if kind is None else _fit(column, kind)
    if field == "event_type":
        less = _fit_of_types(column)
    if field == "event_time" and column.share(CellKind.MOMENT) >= HALF:
        score = BY_CELLS - 1
    if field == "position" and column.share(CellKind.POSITION) < HALF:
        less = None
    if field == "summary" and column.is_mostly(CellKind.TYPE, FITS):
        score = BY_CELLS - 1
    if less is None and kind is not None:
        example = _short(column.example(kind))
        cells = L_("is called so, but its cells are no {kind} (such as {example})", kind=kind.value, example=example)
        if tag := of.tags.get(column.name):
            cells = L_("carries {tag}, but its cells are no {kind}", tag=tag, kind=kind.value)
        if field in TOLD_ROW_BY_ROW and _may_be_told(column, field):
            return ColumnCandidate(field, column.name, LAST_RESORT, why)
        return ColumnCandidate(field, column.name, score, why, cells)
    return ColumnCandidate(field, column.name, score - (less or 0.0), why)


def doubt(column: SampledColumn, field: str) -> Sentence | None:
    """What a person should know who reads `field` from a column none of whose cells is of its kind, in one sentence;
    None where some are, or nothing is known of the field."""
    kind = KIND_OF_FIELD.get(field)
    if kind is None or field == "event_type" or column.is_empty or column.share(kind):
        return None
    return L_(
        "The cells of {name!r} are no {kind} (such as {example}).",
        name=column.name,
        kind=kind.value,
        example=_short(column.example(kind)),
    )


def _may_be_told(column: SampledColumn, field: str) -> bool:
    """A column of links or days is no column of types, whatever it is called, and an empty one says no position."""
    if field == "position":
        return not column.is_empty
    return field != "event_type" or max(column.share(CellKind.LINK), column.share(CellKind.PLAIN_DAY)) < HALF


def _fit(column: SampledColumn, kind: CellKind) -> float | None:
    """What is taken off a score for cells that are not of a kind; None where none of them is."""
    if column.is_empty:
        return 3.0
    share = column.share(kind)
    if not share:
        return None
    return 0.0 if share >= FITS else 1.0 if share >= PARTLY else 2.0


def _fit_of_types(column: SampledColumn) -> float | None:
    """Words nobody knows may be kinds of event as well: they are asked for. Nothing else may."""
    if column.is_empty:
        return 3.0
    if (
        column.share(CellKind.LINK) >= HALF
        or column.share(CellKind.PLAIN_DAY) >= HALF
        or column.share(CellKind.POSITION) >= HALF
    ):
        return None
    return 0.0 if column.share(CellKind.TYPE) >= PARTLY else 1.0


def _is_answer(column: SampledColumn, of: Scene) -> bool:
    """Whether a column says yes or no to one answer of a question with several (`harm/killed` beside `harm`)."""
    group = group_of(column.name)
    return group in of.columns and (column.is_empty or column.share(CellKind.YES_NO) == 1)


def _roles(columns: Mapping[str, SampledColumn]) -> dict[str, frozenset[str]]:
    """What each column may be besides a field; some are that only where a column beside shows an export of forms."""
    found = {name: roles_of(name) for name in columns}
    marked = {name for name, roles in found.items() if FORM_MARK in roles}
    instead = {SENT_IN_FORMS: SENT, TYPIST_IN_FORMS: TYPIST}
    if not marked:
        return {name: roles - set(instead) for name, roles in found.items()}
    return {name: frozenset(instead.get(role, role) for role in roles) for name, roles in found.items()}


def _short(text: str, most: int = 30) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
