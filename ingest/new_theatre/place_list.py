"""Somebody's gazetteer, row by row: what each place is called, what it is, and where it lies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from geo.common.errors import shorten
from geo.common.messages import L_, Sentence, ngettext_lazy
from geo.common.punctuation import COMMAS, SEMICOLONS
from geo.common.word_lists import word_list
from geo.registry.gazetteer import COMMUNITY, DISTRICTS
from ingest.control_tables.table_rows import TableRows
from ingest.drafts.coordinates import Positions, of_geometry, read_pair
from ingest.drafts.counts import Counts, read_counts
from ingest.geocoding.folding import is_arabic
from ingest.new_theatre import gazetteer_columns as of
from ingest.new_theatre.geonames_places import PRECISION, UNCERTAINTY_KM, arabic_name, place_kind
from ingest.tables import read_table
from ingest.tables.table import listed

BETWEEN_NAMES = re.compile(rf"[{COMMAS}{SEMICOLONS}|]")
WIDE_KM = 3.0
"""A place drawn as an area that reaches farther from its middle than this is known less exactly than a town is."""
MOST_PEOPLE = 100_000_000
"""More live in no city: a larger figure is a mark, or of something else."""
REMEDY = L_("Mend the row, or leave it out.")


@dataclass(frozen=True, eq=False)
class PlaceList:
    """A gazetteer as it was read. `places`: one a row of the file, in its order, with `at`, the row's position in
    `rows`, place_id ("" where the file gives none), name_en, name_ar, alt_names (tuple), kind, population (NaN where
    not known), lon, lat (degrees, EPSG:4326), uncertainty_km and the districts; `rows`: what is wrong with which."""

    rows: TableRows
    columns: Mapping[str, str]
    places: pd.DataFrame
    notes: tuple[Sentence, ...]

    @property
    def read(self) -> int:
        return self.rows.table.read


def read_place_list(path: Path, *, sheet: str = "", said: Mapping[str, str] | None = None) -> PlaceList:
    """The rows of a gazetteer that is a table, a file of GeoNames or a vector file.

    said : column of the file by what it holds (`gazetteer_columns.KEYS`), where that cannot be told by its name.

    Raises
    ------
    DataError : the file cannot be read, or does not say what its places are called or where they lie.
    """
    table = of.with_geonames_header(read_table(path, sheet=sheet))
    columns = of.gazetteer_columns(table, path, said or {})
    rows = TableRows(table)
    _note_what_is_no_place(rows, columns)
    places = _names(rows, columns)
    lacking = (places["name_en"] == "").to_numpy()
    rows.note(lacking, columns[of.NAME], L_("has no name"), REMEDY)
    where = _positions(rows, columns)
    places["lon"], places["lat"] = where.lon, where.lat
    reach = where.uncertainty_km
    places["uncertainty_km"] = np.where(np.isnan(reach), UNCERTAINTY_KM, np.maximum(reach, UNCERTAINTY_KM))
    places["coord_precision"] = np.where(places["uncertainty_km"] > WIDE_KM, 3, PRECISION)
    people = read_counts(rows.table.cells[columns[of.POPULATION]]) if of.POPULATION in columns else None
    places["population"] = np.nan if people is None else np.where(_counts_people(people), people.low, np.nan)
    places["kind"] = _kinds(rows, columns, places["population"])
    places[of.PLACE_ID] = rows.cells(columns.get(of.PLACE_ID, ""))
    for name in DISTRICTS:
        places[name] = [on_one_line(text) for text in rows.cells(columns.get(name, ""))]
    notes = () if people is None else _no_figures(rows, columns[of.POPULATION], people)
    return PlaceList(rows, columns, places[rows.sound], (*table.notes, *notes))


def on_one_line(text: str) -> str:
    """`text` without line breaks, each run of blanks one blank."""
    return " ".join(text.split())


def _counts_people(people: Counts) -> np.ndarray:
    """(n,) which cells hold one number of people that a place can have; of 0 nothing is known."""
    return np.asarray((people.low == people.high) & (people.low > 0) & (people.low <= MOST_PEOPLE))


def _no_figures(rows: TableRows, column: str, people: Counts) -> tuple[Sentence, ...]:
    """Which figures are left out, as a sentence: spans, what is no number, and what no place can have."""
    out = np.flatnonzero(
        ~_counts_people(people) & ~((people.low == 0) & (people.high == 0)) & (rows.cells(column) != "")
    )
    if not len(out):
        return ()
    shown = rows.shown(column)
    cells = listed([L_("row {row} ({value})", row=int(rows.table.rows[at]), value=shorten(shown[at])) for at in out])
    return (
        ngettext_lazy(
            "{number:,} figure of {column} is left out, being no one number of people from 1 to {most_people:,}: "
            "{cells}.",
            "{number:,} figures of {column} are left out, being no one number of people from 1 to {most_people:,}: "
            "{cells}.",
            len(out),
            number=len(out),
            column=column,
            most_people=MOST_PEOPLE,
            cells=cells,
        ),
    )


def _note_what_is_no_place(rows: TableRows, columns: Mapping[str, str]) -> None:
    """GeoNames lists hills, wells and offices as well, and villages that were given up."""
    if of.FEATURE_CLASS not in columns:
        return
    words = word_list(of.__file__)
    column = columns[of.FEATURE_CLASS]
    another = rows.cells(column) != words["geonames_class"]
    rows.note(
        another, column, L_("is no place people live in"), L_("Nothing: such rows are left out."), rows.shown(column)
    )
    if of.KIND in columns:
        gone = np.isin(rows.cells(columns[of.KIND]), words["geonames_given_up"])
        fault = L_("was given up, as GeoNames says")
        rows.note(gone, columns[of.KIND], fault, L_("Nothing: such rows are left out."), rows.shown(columns[of.KIND]))


def _names(rows: TableRows, columns: Mapping[str, str]) -> pd.DataFrame:
    """at, name_en, name_ar, alt_names of every row. The English name is the first that is not written in Arabic."""
    name = columns[of.NAME]
    local = of.local_name_columns([str(column) for column in rows.table.cells.columns], name)
    single = [rows.cells(column) for column in (name, *local)]
    lists = rows.cells(columns.get(of.OTHER_NAMES, ""))
    made = []
    for at, (several, more) in enumerate(zip(zip(*single, strict=True), lists, strict=True)):
        called = [name for text in several if (name := on_one_line(text))]
        others = [name for text in BETWEEN_NAMES.split(more) if (name := on_one_line(text))]
        english = next((text for text in called if not is_arabic(text)), called[0] if called else "")
        arabic = next((text for text in called if is_arabic(text)), "") or arabic_name(others)
        alternatives = dict.fromkeys(text for text in (*called, *others) if text not in (english, arabic))
        made.append((at, english, arabic, tuple(alternatives)))
    return pd.DataFrame(made, columns=["at", "name_en", "name_ar", "alt_names"])


def _positions(rows: TableRows, columns: Mapping[str, str]) -> Positions:
    """Where each row lies: by its shape, else by its columns."""
    table = rows.table
    pair = [table.cells[columns[key]] for key in (of.LATITUDE_COLUMN, of.LONGITUDE_COLUMN) if key in columns]
    where = read_pair(*pair) if len(pair) == 2 else None
    column = columns.get(of.LATITUDE_COLUMN, "geometry")
    shown = np.array([", ".join(two) for two in zip(*pair, strict=True)], dtype=object) if where is not None else ""
    if table.geometry is not None:
        drawn = of_geometry(table.geometry)
        where = drawn if where is None else _first(drawn, where)
    assert where is not None, "gazetteer_columns refuses a table without positions"
    rows.note(where.empty, column, L_("says no position"), REMEDY, shown)
    rows.note(where.unreadable, column, L_("says a position that is not understood"), REMEDY, shown)
    outside = (np.abs(where.lon) > 180) | (np.abs(where.lat) > 90)
    rows.note(outside, column, L_("says a position off the globe"), REMEDY, shown)
    lost = (where.lon == 0) & (where.lat == 0)
    rows.note(lost, column, L_("lies at 0, 0, the mark of a lost position"), REMEDY, shown)
    return where


def _first(one: Positions, other: Positions) -> Positions:
    """Those of `one`, and of `other` where `one` says none."""
    rows = one.empty
    return Positions(
        *(
            np.where(rows, getattr(other, name), getattr(one, name))
            for name in ("lon", "lat", "uncertainty_km", "empty", "unreadable")
        )
    )


def _kinds(rows: TableRows, columns: Mapping[str, str], population: pd.Series) -> np.ndarray:
    """What each place is: as a word of the file says, else by its people; one of neither is a community."""
    words = of.kind_words()
    said = [words.get(text.casefold(), "") for text in rows.cells(columns.get(of.KIND, ""))]
    by_size = [COMMUNITY if np.isnan(people) else place_kind(int(people)) for people in population]
    return np.array([word or size for word, size in zip(said, by_size, strict=True)], dtype=object)
