"""Which column of a table of control by place says what: by names that such tables are published with. The
names are data, in `place_columns.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.common.errors import SchemaError
from geo.common.messages import L_
from geo.common.word_lists import in_all_languages, word_list
from ingest.mappings.columns_by_name import column_of_field, columns_by_name, plain_column, said_columns

PLACE_ID, PLACE, LATITUDE, LONGITUDE = "place_id", "place", "latitude", "longitude"
DAY_COLUMN, FIRST_DAY, LAST_DAY, PUBLISHED = "day", "first_day", "last_day", "published"
HOLDER, STATUS, SCOPE = "holder", "status", "scope"
SOURCE, LINK, GRADE = "source", "link", "grade"

NAMES = {key: tuple(in_all_languages(names)) for key, names in word_list(__file__)["names"].items()}
"""By what a column says, its names, the surest first; signs between words and case do not count."""
ONLY_OF_CONTROL = frozenset(NAMES[HOLDER]) - set(word_list(__file__)["of_events_too"])
"""Names of a holder that no table of events has."""


FIELD_OF = {PLACE: "place", LATITUDE: "latitude", LONGITUDE: "longitude", DAY_COLUMN: "event_date",
            LAST_DAY: "end_date", PUBLISHED: "published_on", SOURCE: "source_publisher",
            LINK: "source_url"}  # fmt: skip
"""What is called the same in tables of events, whose names in all languages are in `mappings/column_names.toml`."""


@dataclass(frozen=True)
class PlaceColumns:
    """The column of the table for each thing said, by the keys of NAMES."""

    by_key: dict[str, str]

    def get(self, key: str) -> str:
        """The column; "" where none says it."""
        return self.by_key.get(key, "")

    def without(self, *keys: str) -> PlaceColumns:
        """These columns, none of which says one of `keys`."""
        return PlaceColumns({one: column for one, column in self.by_key.items() if one not in keys})


def find_columns(columns: Sequence[str], file: Path, said: dict[str, str]) -> PlaceColumns:
    """The columns of a table by what they say; `said`: those that the user names, by key ("" for none).

    Raises
    ------
    SchemaError : a column that is named is not there, or nothing says the place, the day or the holder.
    """
    found = columns_by_name(columns, NAMES, FIELD_OF) | said_columns(said, columns, file)
    _check(found, columns, file)
    if found.get(STATUS) == found[HOLDER]:
        del found[STATUS]
    return PlaceColumns(found).without(*_days_not_read(found, said))


def _days_not_read(found: Mapping[str, str], said: Mapping[str, str]) -> tuple[str, ...]:
    """Keys of the other days of a table that has both days and spans: its days are read, its spans where the user names
    one."""
    if DAY_COLUMN not in found or FIRST_DAY not in found:
        return (LAST_DAY,) if DAY_COLUMN in found else ()
    names_span = said.get(FIRST_DAY) or said.get(LAST_DAY)
    return (DAY_COLUMN,) if names_span and not said.get(DAY_COLUMN) else (FIRST_DAY, LAST_DAY)


def _check(found: dict[str, str], columns: Sequence[str], file: Path) -> None:
    known = L_("Its columns are {columns}.", columns=", ".join(map(str, columns)))
    if not ({PLACE_ID, PLACE} & found.keys() or {LATITUDE, LONGITUDE} <= found.keys()):
        names = ", ".join(NAMES[PLACE_ID][:4] + NAMES[PLACE][:3])
        raise SchemaError(
            file,
            L_("has no column that says the place"),
            L_("Name one {names}, or give both coordinates. {known}", names=names, known=known),
        )
    if not {DAY_COLUMN, FIRST_DAY} & found.keys():
        raise SchemaError(
            file, L_("has no column that says the day"), L_("Name it with --date-column. {known}", known=known)
        )
    if HOLDER not in found:
        raise SchemaError(
            file,
            L_("has no column that says who holds the place"),
            L_("Name it with --faction-column. {known}", known=known),
        )


def tells_control_by_place(columns: Sequence[str]) -> bool:
    """Whether a table with these columns is surely of who holds which place on which day, and not of events."""
    names = {plain_column(column) for column in columns}

    def has(key: str) -> bool:
        return bool(names & set(NAMES[key])) or (key in FIELD_OF and column_of_field(FIELD_OF[key], columns) != "")

    holder = bool(names & ONLY_OF_CONTROL) or ("status" in names and any(name.startswith("status ") for name in names))
    return holder and (has(PLACE_ID) or has(PLACE)) and (has(DAY_COLUMN) or has(FIRST_DAY))
