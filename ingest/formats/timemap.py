"""TimeMap: the events sheet of Forensic Architecture's and Bellingcat's maps, and what Bellingcat's API answers."""

from __future__ import annotations

from collections.abc import Mapping as Texts

import numpy as np

from geo.common.messages import L_, N_
from ingest.drafts.cells import DraftCells
from ingest.drafts.unique import spread
from ingest.formats.base import OF_FOOTAGE, Format, Layout
from ingest.formats.footage import HIDDEN, OF_WORDS, entries_in, links_in, types_by_words
from ingest.mappings.mapping import ColumnMapping
from ingest.tables import Table

LOOKED_AT = 200


def _lists_sources(table: Table, names: Texts[str, str]) -> bool:
    """Whether the sources of the first entries are lists of objects."""
    cells = table.cells[names["sources"]].head(LOOKED_AT)
    cells = cells[cells.str.strip() != ""]
    return len(cells) > 0 and all(entries_in(cell) is not None for cell in cells)


def _derive(cells: DraftCells) -> dict[str, np.ndarray]:
    """Types by words; the links of sources that are objects, and the filters of an entry behind its description."""
    columns, derived = cells.mapping.columns, types_by_words(cells)
    if "source_url" in columns:
        derived["source_url"] = spread(cells.raw("source_url"), _paths)
    if "summary" in columns and (filters := _column(cells, "filters")):
        said = spread(cells.table.cells[filters], _filters)
        texts = cells.raw("summary").str.strip().to_numpy(dtype=object)
        derived["summary"] = np.where(texts == "", said, np.where(said == "", texts, texts + " " + said)).astype(object)
    return derived


def _column(cells: DraftCells, name: str) -> str:
    return next((str(column) for column in cells.table.cells.columns if str(column).casefold() == name), "")


def _paths(text: str) -> str | None:
    """The links of a list of sources; what is kept back is none. None where the cell is no such list."""
    entries = entries_in(text)
    if entries is None:
        return "" if text.strip().upper() in HIDDEN else None
    told = [str(entry.get("path") or entry.get("url") or "") for entry in entries]
    told += [str(path) for entry in entries for path in _listed(entry.get("paths"))]
    return links_in(" ".join(path for path in told if path.strip().upper() not in HIDDEN))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _filters(text: str) -> str:
    """As in "Type of area affected: Residential; Weapon System: Unknown." """
    entries = entries_in(text) or []
    said = [f"{entry.get('key')}: {entry.get('value')}" for entry in entries if entry.get("key") and entry.get("value")]
    return "; ".join(said) + "." if said else ""


_COLUMNS = {
    "event_date": "date",
    "event_time": "time",
    "time_precision": "time_precision",
    "event_type": "category",
    "place": "location",
    "latitude": "latitude",
    "longitude": "longitude",
    "summary": "description",
    "source_url": "sources",
}

FORMAT = Format(
    id="timemap",
    title=L_("TimeMap"),
    layouts=(
        Layout(
            checked="API of Bellingcat's map of civilian harm in Ukraine, 2022 to 2024",
            documented="public copies of its answers; github.com/bellingcat/ukraine-timemap",
            needs=frozenset({"id", "date", "latitude", "longitude", "location", "description", "sources", "filters"}),
            marks=frozenset({"sources", "date"}),
            also={"filters": ("associations",)},
            mapping=ColumnMapping(
                format="timemap", columns={"source_id": "id", **_COLUMNS}, fixed={"uncertainty_km": "1"}
            ),
            fits=_lists_sources,
            notes=(L_("What it filters by stands behind the description; a source that is hidden is no link."),),
        ),
        Layout(
            checked="events sheet of TimeMap and datasheet-server, 2020",
            documented="github.com/forensic-architecture/timemap, docs",
            needs=frozenset(
                {"civid", "date", "location", "latitude", "longitude", "category", "associations", "sources"}
            ),
            also={"civid": ("id",), "associations": ("association1", "tags", "filters"), "sources": ("source1",)},
            marks=frozenset({"date", "location", "sources", "associations"}),
            mapping=ColumnMapping(
                format="timemap", columns={"source_id": "civid", **_COLUMNS}, fixed={"uncertainty_km": "1"}
            ),
            notes=(
                L_(
                    "Associations are tags of the project and not read; sources that are no links are named in the "
                    "title."
                ),
            ),
        ),
    ),
    credit="The project that keeps the TimeMap",
    licence=N_("The terms of the project that keeps the map apply; name it."),
    derive=_derive,
    notes=(OF_FOOTAGE, OF_WORDS),
)
