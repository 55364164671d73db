"""GeoConfirmed: placed footage, one row a find, with the links it rests on; as CSV, KML and JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping as Texts
from functools import partial

import numpy as np

from geo.common.messages import L_, N_
from ingest.drafts.cells import DraftCells
from ingest.drafts.moment_types import READ, Style
from ingest.drafts.moments import moment
from ingest.drafts.unique import coded, spread
from ingest.formats.base import OF_FOOTAGE, Format, Layout
from ingest.formats.footage import OF_WORDS, before_links, links_in, types_by_words
from ingest.formats.told_types import column
from ingest.mappings.mapping import ColumnMapping
from ingest.tables import Table

NO_PARTY = frozenset({"special", "other", "unknown", "none", "misc", "miscellaneous"})
"""Values of Faction that name no party: "Special" marks sites such as a power plant."""
KML_KINDS = frozenset({"kml", "kmz"})
NAMED_BY_DAY, LOOKED_AT = 0.8, 200
"""Of the first placemarks, how many are named by their day where the file is one of GeoConfirmed."""
COLOURED = frozenset({"styleurl", "icon", "color"})
"""Columns that tell a party by the colour of its mark alone."""
_COLOUR = re.compile(r"(?<![0-9A-Fa-f])([0-9A-Fa-f]{6})(?![0-9A-Fa-f])")
_ICON = re.compile(r"/(?P<destroyed>true|false)/(?:[a-z]{1,20}/){0,3}(?P<number>\d{1,4})\.png$", re.IGNORECASE)
"""Behind the colour: whether what is shown is marked as destroyed, and the number of the icon."""
_PAIR = re.compile(r"(-?\d+(?:\.\d+)?); (-?\d+(?:\.\d+)?)(?:;.*)?")
_PLUS_CODE = re.compile(r"^\s*[0-9A-Z]{4,8}\+[0-9A-Z]{2,4}\s*", re.IGNORECASE)
_FIXED = {"uncertainty_km": "1", "source_publisher": "GeoConfirmed"}
_OF_COLOURS = L_("The party is told by the colour of its mark alone, and is called by it until you say who it is.")
_NO_TEXTS = L_(
    "This file has neither texts nor links: for those take the CSV, geoconfirmed.org/api/Map/export/{{conflict}}/csv."
)


def _is_kml(table: Table, names: Texts[str, str]) -> bool:
    """Whether the placemarks are named by their days and end with sources."""
    if table.kind not in KML_KINDS:
        return False
    head = table.cells.head(LOOKED_AT)
    dated = [moment(name, Style()).status == READ for name in head[names["name"]]]
    told = head[names["description"]].str.contains(r"(?:source|geolocation)[^\s:]{0,20}+\s{0,20}+:", case=False)
    return len(head) > 0 and bool(np.mean(dated) >= NAMED_BY_DAY) and bool(told.mean() >= NAMED_BY_DAY)


def _derive(cells: DraftCells) -> dict[str, np.ndarray]:
    """Types by words; the parties; the links of both columns; text and links of a description that holds both."""
    columns, derived = cells.mapping.columns, types_by_words(cells)
    if "actor1" in columns:
        told = _colour if columns["actor1"].casefold() in COLOURED else _party
        derived["actor1"] = spread(cells.raw("actor1"), told)
    if not cells.has("summary"):
        derived["summary"] = spread(column(cells, "icon", "icons_icon"), _shown)
    if columns.get("latitude") is not None and columns["latitude"] == columns.get("longitude"):
        for axis, at in (("longitude", 1), ("latitude", 2)):
            derived[axis] = spread(cells.raw(axis), partial(_of_pair, at))
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


def _of_pair(at: int, text: str) -> str | None:
    """One number of "30.5; 50.4", longitude before latitude; None where the cell is no such pair."""
    found = _PAIR.fullmatch(text)
    return found[at] if found else None


def _shown(icon: str) -> str:
    """What the address of an icon says: "Icon 92, destroyed."; "" where it says nothing."""
    found = _ICON.search(icon)
    if found is None:
        return ""
    return (
        f"Icon {found['number']}, destroyed." if found["destroyed"].casefold() == "true" else f"Icon {found['number']}."
    )


def _party(faction: str) -> str:
    return "" if faction.casefold() in NO_PARTY else faction


def _colour(style: str) -> str:
    """What stands for a party where only the colour of the mark tells it: "colour FF6666"."""
    found = _COLOUR.search(style)
    return f"colour {found[1].upper()}" if found else ""


FORMAT = Format(
    id="geoconfirmed",
    title=L_("GeoConfirmed"),
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
            mapping=ColumnMapping(
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
                L_("Origin, equipment and units are not read; the links under Geolocation follow those under Source."),
                L_("A row without a day, such as a power plant that is only marked, needs fixing."),
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
            mapping=ColumnMapping(
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
            notes=(L_("Equipment and whether it is destroyed are not read."),),
        ),
        Layout(
            checked="KML and KMZ of a whole map, 2023 to 2026",
            documented="geoconfirmed.org/api/Map/export/{conflict}, described in public clients of it",
            needs=frozenset({"name", "description", "styleurl"}),
            marks=frozenset({"name", "description"}),
            mapping=ColumnMapping(
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
                L_(
                    "Its placemarks carry no id: a find whose text is corrected comes in as another one. The CSV has "
                    "ids."
                ),
                _OF_COLOURS,
            ),
        ),
        Layout(
            checked="GeoJSON of a whole map, August 2026",
            documented="geoconfirmed.org/api/Placemark/{conflict}/geojson, fields in public clients of it",
            needs=frozenset({"id", "icon", "factionid", "color", "date", "datesort"}),
            marks=frozenset({"factionid", "datesort"}),
            mapping=ColumnMapping(
                format="geoconfirmed",
                columns={"source_id": "id", "event_date": "date", "actor1": "color"},
                fixed=_FIXED,
            ),
            notes=(_OF_COLOURS, _NO_TEXTS),
        ),
        Layout(
            checked="JSON of a whole map by faction and icon, 2025 to 2026",
            documented="geoconfirmed.org/api/placemark/{conflict}; fields in two public readers of it",
            needs=frozenset(
                {"id", "date", "la", "lo", "group.factionid", "group.name", "icons.iconid", "icons.icon"}
            ),
            marks=frozenset({"la", "lo", "group.name", "icons.icon"}),
            mapping=ColumnMapping(
                format="geoconfirmed",
                columns={
                    "source_id": "id",
                    "event_date": "date",
                    "actor1": "group.name",
                    "latitude": "la",
                    "longitude": "lo",
                    "summary": "icons.name",
                },
                fixed=_FIXED,
            ),
            notes=(_NO_TEXTS,),
        ),
        Layout(
            checked="JSON of a list or a page of placements, 2023 to 2025",
            documented="geoconfirmed.org/api/placemark/{conflict}/{page}/{number}; fields in two public readers of it",
            needs=frozenset({"id", "date", "la", "lo", "icon"}),
            marks=frozenset({"la", "lo", "icon"}),
            mapping=ColumnMapping(
                format="geoconfirmed",
                columns={
                    "source_id": "id",
                    "event_date": "date",
                    "actor1": "icon",
                    "latitude": "la",
                    "longitude": "lo",
                },
                fixed=_FIXED,
            ),
            notes=(_OF_COLOURS, _NO_TEXTS),
        ),
        Layout(
            checked="JSON of a whole map in folders, 2022",
            documented="geoconfirmed.azurewebsites.net/api/map/GetMap/{conflict}; github.com/conflict-investigations/"
            "osint-geo-extractor, its reader of 2022",
            needs=frozenset({"id", "name", "description", "coordinates", "icon", "group.name"}),
            marks=frozenset({"coordinates", "icon", "group.name"}),
            mapping=ColumnMapping(
                format="geoconfirmed",
                columns={
                    "source_id": "id",
                    "event_date": "date",
                    "actor1": "icon",
                    "latitude": "coordinates",
                    "longitude": "coordinates",
                    "summary": "description",
                    "source_title": "name",
                    "source_url": "description",
                },
                fixed=_FIXED,
            ),
            notes=(_OF_COLOURS, L_("Longitude stands before latitude. What has no day, as a legend, needs fixing.")),
        ),
    ),
    credit="GeoConfirmed, geoconfirmed.org",
    licence=N_(
        "Its API says free for research, journalism and analysis; no licence was seen. Name it and whoever filmed."
    ),
    derive=_derive,
    notes=(
        OF_FOOTAGE,
        L_("The faction is whose equipment or people are shown, not who did it."),
        OF_WORDS,
    ),
)  # fmt: skip
