"""GeoConfirmed: placed footage, one row a find, with the links it rests on; as CSV, KML and JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping as Texts

import numpy as np

from ingest.drafts.cells import Cells
from ingest.drafts.moment_types import READ, Style
from ingest.drafts.moments import moment
from ingest.drafts.unique import coded, spread
from ingest.formats.base import OF_FOOTAGE, Format, Layout
from ingest.formats.footage import OF_WORDS, before_links, links_in, types_by_words
from ingest.mappings.mapping import Mapping
from ingest.tables import Table

NO_PARTY = frozenset({"special", "other", "unknown", "none", "misc", "miscellaneous"})
"""Values of Faction that name no party: "Special" marks sites such as a power plant."""
KML_KINDS = frozenset({"kml", "kmz"})
NAMED_BY_DAY, LOOKED_AT = 0.8, 200
"""Of the first placemarks, how many are named by their day where the file is one of GeoConfirmed."""
_COLOUR = re.compile(r"(?<![0-9A-Fa-f])([0-9A-Fa-f]{6})(?![0-9A-Fa-f])")
_PLUS_CODE = re.compile(r"^\s*[0-9A-Z]{4,8}\+[0-9A-Z]{2,4}\s*", re.IGNORECASE)
_FIXED = {"uncertainty_km": "1", "source_publisher": "GeoConfirmed"}


def _is_kml(table: Table, names: Texts[str, str]) -> bool:
    """Whether the placemarks are named by their days and end with sources."""
    if table.kind not in KML_KINDS:
        return False
    head = table.cells.head(LOOKED_AT)
    dated = [moment(name, Style()).status == READ for name in head[names["name"]]]
    told = head[names["description"]].str.contains(r"(?:source|geolocation)[^\s:]{0,20}+\s{0,20}+:", case=False)
    return len(head) > 0 and bool(np.mean(dated) >= NAMED_BY_DAY) and bool(told.mean() >= NAMED_BY_DAY)


def _derive(cells: Cells) -> dict[str, np.ndarray]:
    """Types by words; the parties; the links of both columns; text and links of a description that holds both."""
    columns, derived = cells.mapping.columns, types_by_words(cells)
    if "actor1" in columns:
        derived["actor1"] = spread(
            cells.raw("actor1"), _party if columns["actor1"].casefold() != "styleurl" else _colour
        )
    if "place" in columns:
        spots = spread(cells.raw("place"), _spot)
        for at, field in enumerate(("place", "adm1", "country")):
            if field == "place" or not cells.has(field):
                derived[field] = np.array([spot[at] for spot in spots], dtype=object)
    if "source_url" not in columns:
        return derived
    if columns["source_url"] == columns.get("summary"):
        derived["summary"] = spread(cells.raw("summary"), before_links)
        derived["source_url"] = spread(cells.raw("source_url"), links_in)
        return derived
    placed = next((name for name in cells.table.cells.columns if str(name).casefold() == "geolocation"), None)
    if placed is not None and placed != columns["source_url"]:
        both = cells.raw("source_url").str.strip() + " " + cells.table.cells[placed].str.strip()
        codes, texts = coded(both)
        derived["source_url"] = np.array([links_in(text) or text for text in texts], dtype=object)[codes]
    return derived


def _spot(plus_code: str) -> tuple[str, str | None, str | None]:
    """Place, area and country of "75J7+2X Pokrovsk, Donetsk Oblast, Ukraine"; None where it does not name all three."""
    parts = [part.strip() for part in _PLUS_CODE.sub("", plus_code).split(",")]
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else (parts[0], None, None)


def _party(faction: str) -> str:
    return "" if faction.casefold() in NO_PARTY else faction


def _colour(style: str) -> str:
    """What stands for a party where only the colour of the mark tells it: "colour FF6666"."""
    found = _COLOUR.search(style)
    return f"colour {found[1].upper()}" if found else ""


FORMAT = Format(
    id="geoconfirmed",
    title="GeoConfirmed",
    layouts=(
        Layout(
            checked="CSV, semicolons, August 2026",
            documented="geoconfirmed.org/api/Map/export/{conflict}/csv, header in public clients of it",
            needs=frozenset(
                {
                    "date", "name", "faction", "origin", "latitude", "longitude", "pluscode", "description", "source",
                    "geolocation", "id",
                }
            ),
            marks=frozenset({"pluscode", "geolocation", "source"}),
            mapping=Mapping(
                format="geoconfirmed",
                columns={
                    "source_id": "id",
                    "event_date": "date",
                    "actor1": "faction",
                    "place": "pluscode",
                    "latitude": "latitude",
                    "longitude": "longitude",
                    "summary": "description",
                    "source_title": "name",
                    "source_url": "source",
                },
                fixed=_FIXED,
            ),
            notes=(
                "Origin, equipment and units are not read; the links under Geolocation follow those under Source.",
                "A row without a day, such as a power plant that is only marked, is set aside.",
            ),
        ),
        Layout(
            checked="JSON of one placement or a list of them, 2023 to 2026",
            documented="geoconfirmed.org/api/placemark/{conflict}/{id}, fields in public clients of it",
            needs=frozenset(
                {"date", "date_created", "original_source", "geolocation", "faction", "latitude", "longitude"}
            ),
            marks=frozenset({"original_source"}),
            also={"date_created": ("datecreated",), "original_source": ("originalsource",)},
            mapping=Mapping(
                format="geoconfirmed",
                columns={
                    "source_id": "id",
                    "event_date": "date",
                    "actor1": "faction",
                    "latitude": "latitude",
                    "longitude": "longitude",
                    "summary": "description",
                    "source_title": "name",
                    "source_url": "original_source",
                    "published_on": "date_created",
                },
                fixed=_FIXED,
            ),
            notes=("Equipment and whether it is destroyed are not read.",),
        ),
        Layout(
            checked="KML and KMZ of a whole map, 2023 to 2026",
            documented="geoconfirmed.org/api/Map/export/{conflict}, described in public clients of it",
            needs=frozenset({"name", "description", "styleurl"}),
            marks=frozenset({"name", "description"}),
            mapping=Mapping(
                format="geoconfirmed",
                columns={
                    "event_date": "name",
                    "actor1": "styleurl",
                    "summary": "description",
                    "source_url": "description",
                },
                fixed=_FIXED,
            ),
            fits=_is_kml,
            notes=(
                "Its placemarks carry no id: a find whose text is corrected comes in as another one. The CSV has ids.",
                "The party is told by the colour of its mark alone, and is called by it until you say who it is.",
            ),
        ),
        Layout(
            checked="GeoJSON of a whole map, August 2026",
            documented="geoconfirmed.org/api/Placemark/{conflict}/geojson, fields in public clients of it",
            needs=frozenset({"id", "icon", "factionid", "color", "date", "datesort"}),
            marks=frozenset({"factionid", "datesort"}),
            mapping=Mapping(
                format="geoconfirmed",
                columns={"source_id": "id", "event_date": "date"},
                fixed=_FIXED,
            ),
            notes=(
                "This file has neither texts nor links, and parties by number: they are not read. The CSV has them.",
            ),
        ),
    ),
    credit="GeoConfirmed, geoconfirmed.org",
    licence="The terms of GeoConfirmed apply, and those of whoever filmed; name both.",
    derive=_derive,
    notes=(
        OF_FOOTAGE,
        "The faction is whose equipment or people are shown, not who did it.",
        OF_WORDS,
    ),
)  # fmt: skip
