"""Which column each field of an event is read from: the best candidate, and what is asked where two are equal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice

from geo.common.messages import L_, Sentence, joined, ngettext_lazy
from ingest.mappings.candidates import BY_CELLS, LAST_RESORT, TAGGED, ColumnCandidate, candidates, scene
from ingest.mappings.cell_kinds import sampled_columns
from ingest.mappings.column_names import fields_called
from ingest.mappings.false_ids import no_ids
from ingest.mappings.fields import FIELDS, PARTS_OF_DAY, PARTS_OF_YEAR
from ingest.mappings.guess_values import Question
from ingest.mappings.hxl_tags import field_of_tag
from ingest.tables import Table

PAIR = ("latitude", "longitude")
WAITED_FOR = frozenset({"event_date", "event_type", "place", "position", *PAIR})
"""Fields whose rows wait until it is said which of two columns holds them. The others are left out until then."""
SHARED = frozenset({"source_url", "source_publisher", "asserted_by", "source_title"})
"""Fields that may be read from the column of the link: a cell such as `Name, https://...` gives both."""
MOST_RIVALS = 20
"""So many columns, by the alphabet, are offered beside the first where they do equally well."""
WHICH_DAY = L_("Which column holds the day of the event?")
WHICH_PLACE = L_("Which column, or which two, say where it happened?")


@dataclass
class Assigned:
    """Field -> column, why (one sentence), and the column that came second and why; what is asked."""

    columns: dict[str, str] = field(default_factory=dict)
    why: dict[str, Sentence] = field(default_factory=dict)
    second: dict[str, Sentence] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    def asks(self, name: str) -> bool:
        """Whether it is asked which column holds a field."""
        return any(question.field == name for question in self.questions)

    def drop(self, *names: str) -> None:
        """Read a field from no column."""
        for name in names:
            for part in (self.columns, self.why, self.second):
                part.pop(name, None)


def assigned(table: Table) -> Assigned:
    """The columns of `table` by field. Two columns whose names are equally sure and whose cells both fit, and differ,
    are asked about, never chosen from."""
    columns = sampled_columns(table)
    called_ids = [name for name in columns if _called_id(name, table.tags.get(name, ""))]
    of = scene(columns, table.tags, no_ids(table, called_ids))
    found = candidates(of, tuple(FIELDS))
    result = Assigned()
    best: dict[str, float] = {}
    able = sorted((one for one in found if not one.out and not one.sent), key=_order)
    for one in able:
        if one.field in best or _is_taken(one, result):
            continue
        best[one.field] = one.score
        rivals = list(islice((other for other in able if _is_rival(other, one, result, table)), MOST_RIVALS))
        if one.field == "adm1" and len(rivals) == 1 and _nested(table, one.column, rivals[0].column, able, result):
            continue
        if rivals:
            result.questions.append(_which([one, *rivals]))
        else:
            result.columns[one.field], result.why[one.field] = one.column, one.why
    last = {(one.field, one.column) for one in found if one.score == LAST_RESORT}
    _where(table, last, result)
    _parts_of_days(last, result)
    _when(table, found, result)
    _seconds(found, best, result)
    result.columns = {name: result.columns[name] for name in FIELDS if name in result.columns}
    return result


def _called_id(column: str, tag: str) -> bool:
    return field_of_tag(tag) == "source_id" or any(one.field == "source_id" for one in fields_called(column))


_PLACE_OF = {name: number for number, name in enumerate(FIELDS)}


def _order(one: ColumnCandidate) -> tuple[float, int, str]:
    return (-one.score, _PLACE_OF[one.field], one.column)


def _is_taken(one: ColumnCandidate, result: Assigned) -> bool:
    by = {name for name, column in result.columns.items() if column == one.column}
    with_link = by <= SHARED if one.field == "source_url" else one.field in SHARED and by == {"source_url"}
    return bool(by) and not with_link


def _is_rival(other: ColumnCandidate, one: ColumnCandidate, result: Assigned, table: Table) -> bool:
    same = other.field == one.field and other.column != one.column and abs(other.score - one.score) < 1e-6
    if not same or _is_taken(other, result):
        return False
    return not table.cells[other.column].str.strip().equals(table.cells[one.column].str.strip())


def _nested(table: Table, one: str, other: str, able: Iterable[ColumnCandidate], result: Assigned) -> bool:
    """Whether each area of one of two columns lies in one of the other's, which is then read as the first level, and
    the finer one as the second where no column is called so."""
    texts = table.cells[[one, other]].apply(lambda cells: cells.str.strip())
    pairs = texts[(texts != "").all(axis=1)].drop_duplicates()
    coarse, fine = sorted((one, other), key=lambda column: (pairs[column].nunique(), column))
    if pairs[coarse].nunique() == pairs[fine].nunique() or len(pairs) != pairs[fine].nunique():
        return False
    result.columns["adm1"] = coarse
    result.why["adm1"] = L_(
        "{coarse!r} is called an area of the first level, and each area of {fine!r} lies in one of {coarse!r}.",
        coarse=coarse,
        fine=fine,
    )
    if not any(candidate.field == "adm2" for candidate in able):
        result.columns["adm2"], result.why["adm2"] = (
            fine,
            L_("Each area of {fine!r} lies in one of {coarse!r}.", fine=fine, coarse=coarse),
        )
    return True


def _which(equal: list[ColumnCandidate]) -> Question:
    name = equal[0].field
    choices = tuple(sorted(one.column for one in equal))
    ask = (
        WHICH_DAY if name == "event_date" else L_("Which column is to be read as {title!r}?", title=FIELDS[name].title)
    )
    return Question(name, ask, choices, needed=name in WAITED_FOR, of_columns=True)


def _where(table: Table, last: set[tuple[str, str]], result: Assigned) -> None:
    """Two columns of degrees rather than one of both, no half of a pair, nothing beside what the file itself draws; and
    the question where none of it is there."""
    if table.geometry is not None:
        result.drop(*PAIR, "position")
        result.questions = [one for one in result.questions if one.field not in (*PAIR, "position")]
        return
    if any(result.asks(axis) for axis in PAIR):
        result.drop(*PAIR, "position")
        return
    both = all(axis in result.columns for axis in PAIR)
    unread = ("position", result.columns.get("position", "")) in last
    if both or (unread and ("place" in result.columns or result.asks("place"))):
        result.drop("position")
    if not both:
        result.drop(*PAIR)
    if {*PAIR, "position"} & set(result.columns):
        result.questions = [replace(one, needed=False) if one.field == "place" else one for one in result.questions]
    if not {*PAIR, "position", "place"} & set(result.columns) and not any(map(result.asks, ("position", "place"))):
        result.questions.append(Question("position", WHICH_PLACE, _free(table, result), of_columns=True))


def _parts_of_days(last: set[tuple[str, str]], result: Assigned) -> None:
    """Columns of parts are the day where no column of whole days is: a year, a year and a month, or all three. Beside a
    whole day only the year is kept, which that is held against."""
    for whole, parts in PARTS_OF_DAY.items():
        year, month, day = parts
        if (whole, result.columns.get(whole, "")) in last and month in result.columns:
            result.drop(whole)
        if year not in result.columns or whole in result.columns or result.asks(whole):
            result.drop(month, day)
        if month not in result.columns:
            result.drop(day)
        if year not in result.columns or whole in result.columns or result.asks(whole) or day in result.columns:
            result.drop(*PARTS_OF_YEAR[whole])


def _when(table: Table, found: Iterable[ColumnCandidate], result: Assigned) -> None:
    """The question for the day, where no column is one: times of sending may be meant, and are not taken unasked."""
    if {"event_date", "event_month", *PARTS_OF_YEAR["event_date"]} & set(result.columns) or result.asks("event_date"):
        return
    sent = tuple(sorted(one.column for one in found if one.field == "event_date" and one.sent))
    if sent:
        columns = joined(map(repr, sent), L_(" and "))
        tells = ngettext_lazy(
            "{columns} tells when a form was sent.", "{columns} tell when a form was sent.", len(sent), columns=columns
        )
        ask = joined((WHICH_DAY, tells))
        result.questions.append(Question("event_date", ask, sent, of_columns=True))
        return
    if "event_year" in result.columns:
        year = result.columns["event_year"]
        result.why["event_year"] = L_("Of the day {year!r} is all the file tells: only the year is known.", year=year)
        return
    published = result.columns.get("published_on")
    choices = (*_free(table, result), *([published] if published else []))
    result.questions.append(Question("event_date", WHICH_DAY, choices, of_columns=True))


def _free(table: Table, result: Assigned) -> tuple[str, ...]:
    read = set(result.columns.values())
    return tuple(str(column) for column in table.cells.columns if str(column) not in read)


def _seconds(found: Iterable[ColumnCandidate], best: dict[str, float], result: Assigned) -> None:
    """The runner-up of each field that is read, and why a column called so is not where none is."""
    read = set(result.columns.values())
    for one in sorted(found, key=lambda one: (*_order(one), one.out or "")):
        if one.column in read or one.field in result.second or result.asks(one.field):
            continue
        if one.field in result.columns:
            result.second[one.field] = L_(
                "{column!r} {out}.", column=one.column, out=one.out or _behind(one, best[one.field])
            )
        elif one.out and one.field not in result.why and not one.sent:
            result.why[one.field] = L_("Not read: {column!r} {out}.", column=one.column, out=one.out)


def _behind(one: ColumnCandidate, best: float) -> Sentence:
    """Why a candidate that could be read came second, in words that follow its name."""
    if one.score == LAST_RESORT:
        return L_("is called so, but its cells do not fit")
    if one.score == BY_CELLS:
        return L_("has cells of that kind, but is not called so")
    if best >= TAGGED > one.score:
        return L_("is called so, but carries no HXL tag")
    if abs(one.score - best) < 1e-6:
        return L_("says the same")
    return L_("is called so less clearly, or fewer of its cells fit")
