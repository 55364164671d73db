"""A control history drawn elsewhere, as it is kept in a theatre: polygons by faction and unchanged span of days.

`control/history.parquet` is GeoParquet, EPSG:4326, one row a faction and span: valid_from, valid_to (both days count),
faction, geometry (Polygon or MultiPolygon). `control/history.toml` is the note that goes with it and names its content
hash; it is written last, so a history without its note does not exist yet.
"""

from __future__ import annotations

import hashlib
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import shapely
from pyarrow import ArrowException
from pydantic import AliasPath, BeforeValidator, Field

from geo.common.errors import MissingFileError, SchemaError, UnreadableFileError
from geo.common.messages import L_
from geo.registry.factions import Factions
from geo.validation.models import read_model, usual_wordings

HISTORY, NOTE = "history.parquet", "history.toml"
COLUMNS = ("valid_from", "valid_to", "faction", "geometry")
CONTESTED, UNKNOWN = "contested", "unknown"
"""What may stand in place of a faction: ground the source draws as fought over, or as held by nobody it knows."""
STRIP = "between outlines"
"""What stands there on strips that the source's and the theatre's drawing of one border or coast leave between them."""

IMPORT_AGAIN = L_("Run `python cli.py import-control` again.")


def _run(days: object) -> tuple[date, date]:
    first, last = str(days).split("/")
    return date.fromisoformat(first), date.fromisoformat(last)


Run = Annotated[tuple[date, date], BeforeValidator(_run)]
"""First and last day, both counted; written 2024-12-01/2024-12-03."""


@dataclass(frozen=True)
class HistoryNote:
    """Where a history comes from. `rest`: the faction that holds what is not drawn; "" where that is not known;
    `carried`: runs of days (both count) that were not drawn and show the day before them; `polygons`, `repaired`: how
    many drawn ones were taken over, and how many of those had to be made valid first; `strip_km`: how wide strips
    between two drawings of one border or coast may be (ingest/histories/outline_strips.py), 0 where there are none."""

    source: str
    licence: str
    sha256: str
    carried: tuple[Run, ...]
    polygons: Annotated[int, Field(validation_alias=AliasPath("account", "accepted"))]
    repaired: Annotated[int, Field(validation_alias=AliasPath("account", "repaired"))]
    rest: str = ""
    strip_km: float = 0.0


@dataclass(frozen=True, eq=False)
class PolygonHistory:
    """Drawn polygons by day. `rows`: valid_from, valid_to (datetime64[D]), faction, wkb; ordered by valid_from."""

    rows: pd.DataFrame
    note: HistoryNote
    folder: Path

    @cached_property
    def first_day(self) -> date:
        return pd.Timestamp(self.rows["valid_from"].min()).date()

    @cached_property
    def last_day(self) -> date:
        return pd.Timestamp(self.rows["valid_to"].max()).date()

    def rest_on(self, day: date) -> str:
        """Who holds what is not drawn on that day; "" where nobody is known to, as on a day on which nothing is."""
        return self.note.rest if self._shown(day).any() else ""

    def drawn_for(self, day: date) -> date:
        """The day whose drawing `day` shows: itself, or the last before it that was drawn."""
        return next((first - timedelta(days=1) for first, last in self.note.carried if first <= day <= last), day)

    def span_of(self, day: date) -> tuple[date, date]:
        """The days about `day` on which nothing drawn changes; day and all others alike outside the history."""
        at = bisect_right(self.spans, day, key=lambda span: span[0]) - 1
        if at < 0 or day > self.spans[at][1]:
            return date.min, date.max
        return self.spans[at]

    @cached_property
    def spans(self) -> list[tuple[date, date]]:
        """The longest runs of days on which nothing drawn changes, first to last day of the history, without gaps."""
        one = np.timedelta64(1, "D")
        starts = np.union1d(self._days("valid_from"), self._days("valid_to") + one).astype("datetime64[D]")
        return [(begin.item(), (end - one).item()) for begin, end in pairwise(starts)]

    def drawn_on(self, day: date) -> Mapping[str, shapely.Geometry]:
        """Polygons by faction (or contested, unknown, STRIP) in EPSG:4326; nothing where nothing is drawn."""
        rows = self.rows[self._shown(day)]
        drawn = zip(rows["faction"], shapely.from_wkb(rows["wkb"].to_numpy()), strict=True)
        return {faction: shape for faction, shape in drawn if not shape.is_empty}

    def _shown(self, day: date) -> np.ndarray:
        when = np.datetime64(day, "D")
        return np.asarray((self._days("valid_from") <= when) & (self._days("valid_to") >= when))

    def _days(self, column: str) -> np.ndarray:
        return self.rows[column].to_numpy(dtype="datetime64[D]")


def has_history(folder: Path) -> bool:
    """Whether the control folder of a theatre holds a whole history."""
    return (folder / NOTE).exists()


def read_history(folder: Path, factions: Factions) -> PolygonHistory:
    """The history in the control folder of a theatre.

    Raises
    ------
    MissingFileError, UnreadableFileError, SchemaError : the files are missing, damaged, do not belong together, or
        name factions that the theatre does not have.
    """
    note, path = _read_note(folder / NOTE), folder / HISTORY
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingFileError(path, L_("is missing"), IMPORT_AGAIN) from error
    if hashlib.sha256(content).hexdigest() != note.sha256:
        raise UnreadableFileError(path, L_("is not the history that {note} describes", note=NOTE), IMPORT_AGAIN)
    try:
        table = pq.read_table(path, columns=list(COLUMNS))
    except (ArrowException, ValueError) as error:
        raise UnreadableFileError(path, L_("is no GeoParquet ({error})", error=error), IMPORT_AGAIN) from error
    rows = pd.DataFrame(
        {
            "valid_from": table["valid_from"].to_numpy().astype("datetime64[D]"),
            "valid_to": table["valid_to"].to_numpy().astype("datetime64[D]"),
            "faction": table["faction"].to_pylist(),
            "wkb": pd.Series(table["geometry"].to_pylist(), dtype=object),
        }
    )
    if strange := ({*rows["faction"], note.rest} - {CONTESTED, UNKNOWN, STRIP, ""}) - factions.keys():
        raise SchemaError(
            path,
            L_("names factions {strange} that factions.toml lacks", strange=sorted(strange)),
            L_("Add them there. {import_again}", import_again=IMPORT_AGAIN),
        )
    if rows.empty:
        raise SchemaError(path, L_("holds no polygon"), IMPORT_AGAIN)
    return PolygonHistory(rows.sort_values(["valid_from", "faction"], ignore_index=True), note, folder)


def _read_note(path: Path) -> HistoryNote:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableFileError(path, L_("is not TOML ({error})", error=error), IMPORT_AGAIN) from error
    return read_model(HistoryNote, raw, file=path, wordings=usual_wordings(IMPORT_AGAIN))
