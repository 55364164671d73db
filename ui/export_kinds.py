"""The kinds of file as the export panel groups them."""

from __future__ import annotations

from briefing.job.formats import OUTPUTS

GROUPS = {
    "Sheet": (".pdf", ".png", ".svg"),
    "Slides": (".pptx",),
    "Film": (".mp4", ".gif"),
    "Page": (".html",),
    "Data": (".gpkg", ".geojson", ".kmz", ".kml", ".parquet", ".shp.zip"),
    "Table": (".xlsx", ".csv"),
}
"""Suffixes by what a reader wants; the first of each is chosen at first."""

LONG = frozenset({".pptx", ".mp4", ".gif", ".html"})
"""Files that are made when the reader says so; the others are made as soon as they are chosen."""

DRAWN = frozenset({"Sheet", "Slides", "Film", "Page"})
"""Groups that are looked at: they have a language, a marking, a title."""


def groups() -> dict[str, tuple[str, ...]]:
    """The groups with the kinds of file that can be made here."""
    found = {group: tuple(suffix for suffix in suffixes if suffix in OUTPUTS) for group, suffixes in GROUPS.items()}
    return {group: suffixes for group, suffixes in found.items() if suffixes}
