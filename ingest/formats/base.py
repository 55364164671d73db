"""What a format is: one module in this package that defines FORMAT."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from collections.abc import Mapping as Texts
from dataclasses import dataclass, field

import numpy as np

from geo.common.messages import L_, Sentence
from ingest.drafts.cells import DraftCells
from ingest.mappings.mapping import ColumnMapping
from ingest.tables import Table

OF_FOOTAGE = L_("What is placed is footage: the point is where it was taken or what it shows, within 1 km.")
"""Note of the collections that place footage."""

Fits = Callable[[Table, Texts[str, str]], bool]
"""Whether the values of a table, under the usual names (usual name -> column), are what a layout holds there."""


def _nothing(cells: DraftCells) -> dict[str, np.ndarray]:
    return {}


def _whatever(table: Table, names: Texts[str, str]) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One layout that files of a format have, or had: what tells it, and what its columns mean.

    checked : what it is, and of when. documented : where the layout is described, or was seen.
    needs : columns (their usual names) a table must have to be one; one in five of them may be missing.
    marks : those of `needs` that may not be missing. also : usual name -> other names the column had.
    mapping : what each column means, by its usual name.
    fits : whether the values of a table are what this layout holds.
    positional : the usual names of all columns in order, where files without a header exist; () where none do.
    fits_by_place : whether the values of a table without a header are what this layout holds.
    instead : fixed texts for fields whose column is not there.
    notes : what a person should know of how this layout is read, beside the notes of its format.

    Raises
    ------
    ValueError : a column is not written by its usual name (`usual_name`): no file would have it.
    """

    checked: str
    documented: str
    needs: frozenset[str]
    mapping: ColumnMapping
    marks: frozenset[str] = frozenset()
    also: Texts[str, tuple[str, ...]] = field(default_factory=dict)
    fits: Fits = _whatever
    positional: tuple[str, ...] = ()
    fits_by_place: Fits = _whatever
    instead: Texts[str, str] = field(default_factory=dict)
    notes: tuple[Sentence, ...] = ()

    def __post_init__(self) -> None:
        others = [other for several in self.also.values() for other in several]
        named = {*self.needs, *self.marks, *self.also, *others, *self.mapping.columns.values(), *self.positional}
        if wrong := sorted(name for name in named if name != usual_name(name)):
            raise ValueError(f"a layout names the column {wrong[0]!r}: write {usual_name(wrong[0])!r}")


def usual_name(column: str) -> str:
    """The name of a column as layouts have it: small letters without accents, _ for blanks and hyphens, without [] at
    its
    end."""
    letters = "".join(one for one in unicodedata.normalize("NFKD", column.casefold()) if not unicodedata.combining(one))
    return re.sub(r"[\s\-]+", "_", letters).removesuffix("[]")


@dataclass(frozen=True, kw_only=True)
class Format:
    """What one source publishes, in the layouts it has had: the ids of all of them are of one dataset.

    id, title : how a mapping and a person call it.
    layouts : today's first.
    derive : fields that follow from several columns at once, or from a part of a cell: field -> (n,) text in the words
        of the program: a day as 2024-12-31, 2024-12 or 2024, a code of time_precision, any other field. It comes before
        what the mapping's own column says; None leaves a row to that. It is made of the columns the mapping names, and
        leaves alone what a person may have said otherwise. A day in three columns needs no more than a mapping of
        event_year, event_month and event_day.
    credit : the line that goes with the rows wherever they are shown. licence : what may be done with them.
    rows_may_be_passed_on : False where the licence forbids handing on the rows themselves.
    notes : what a person should know of how it is read, one sentence each.
    refused : why files of this format cannot become events, and where they belong; None for every other.
    """

    id: str
    title: Sentence
    layouts: tuple[Layout, ...]
    credit: str
    licence: str
    rows_may_be_passed_on: bool = True
    derive: Callable[[DraftCells], dict[str, np.ndarray]] = _nothing
    notes: tuple[Sentence, ...] = ()
    refused: Sentence | None = None
