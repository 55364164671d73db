"""KML and KMZ as features with all that tells whose ground a placemark is: its style, its colours, its folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

import geopandas as gpd
import numpy as np

from geo.common.crs import STORED
from geo.common.messages import Sentence
from ingest.histories.features import Features
from ingest.histories.history_factions import PART_SEPARATOR
from ingest.histories.ring_faults import CANNOT_BE_BUILT, NO_GEOMETRY, fault_of_rings
from ingest.tables import archives
from ingest.tables.kml import main_document, read_kml, read_kmz
from ingest.tables.kml_document import FIRST, FOLDERS
from ingest.tables.limits import Limits

STYLE, STYLE_URL, FILL, STROKE, FOLDER = "style", "styleUrl", "fill", "stroke", "folders"
"""Columns: the style once a StyleMap is followed (`#ru`), the style as it is named, its colours as `#ff0000`, and all
folders about the placemark, the outermost first, parted by PART_SEPARATOR."""
BEGIN, TIMESTAMP, END = "begin", "timestamp", "end"
"""Columns of the first day, of the only one, and of the last."""
USUAL = Limits()


@dataclass
class _Style:
    """A shared style, or a map to one (`normal`)."""

    colours: Mapping[str, str] = field(default_factory=dict)
    normal: str = ""


def read_kml_features(path: Path) -> Features:
    """The placemarks of `path` (KML or KMZ), in their order.

    Raises
    ------
    UnreadableFileError, LimitError : it is no KML, is damaged, or too large.
    """
    if path.suffix.lower() == ".kmz":
        inside = archives.members(path, USUAL)
        table = read_kmz(path, path.name, inside, limits=USUAL)
        root = _tree(b"".join(archives.chunks(path, main_document(path, inside), USUAL)))
    else:
        table = read_kml(path, path.name, limits=USUAL)
        root = _tree(path.read_bytes())
    styles = {f"#{style.get('id')}": _style(style) for style in root.iter() if _tag(style) in ("Style", "StyleMap")}
    marks = list(_placemarks(root, ()))
    marks = [marks[number - 1] for number in table.rows]
    cells = table.cells.copy()
    if FIRST in cells.columns:
        cells = cells.rename(columns={FIRST: BEGIN if END in cells.columns else TIMESTAMP})
    for column, values in _told(marks, styles).items():
        if column not in cells.columns and any(values):
            cells[column] = values
    shapes = np.full(len(cells), None, dtype=object) if table.geometry is None else table.geometry
    rings = [_rings(mark) for mark, _ in marks]
    faults = [
        None if shape is not None else _fault(mark, own)
        for shape, (mark, _), own in zip(shapes, marks, rings, strict=True)
    ]
    closed = np.array(
        [
            shape is not None and any((ring[0] != ring[-1]).any() for ring in own if len(ring))
            for shape, own in zip(shapes, rings, strict=True)
        ],
        dtype=bool,
    )
    frame = gpd.GeoDataFrame(cells.astype(object).where(cells != "", None), geometry=shapes, crs=STORED)
    return Features(frame, tuple(faults), closed)


def _tree(data: bytes) -> ElementTree.Element:
    """The elements of a document that was read without fault before: it has no DTD, no entities and is not too deep.
    Names keep the prefix they are written with, declared or not."""
    builder, parser = ElementTree.TreeBuilder(), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.data
    parser.Parse(data, True)
    return builder.close()


def _told(
    marks: Sequence[tuple[ElementTree.Element, tuple[str, ...]]], styles: Mapping[str, _Style]
) -> dict[str, list[str]]:
    """What style and folders say of each placemark, by column."""
    found: dict[str, list[str]] = {column: [] for column in (STYLE, FILL, STROKE, FOLDER)}
    for mark, folders in marks:
        named = next((_text(part) for part in mark if _tag(part) == STYLE_URL), "")
        own = next((_style(part) for part in mark if _tag(part) in ("Style", "StyleMap")), _Style())
        name = _followed(own.normal or named, styles)
        colours = {**styles.get(name, _Style()).colours, **own.colours}
        found[STYLE].append(name)
        found[FILL].append(colours.get(FILL, ""))
        found[STROKE].append(colours.get(STROKE, ""))
        found[FOLDER].append(f" {PART_SEPARATOR} ".join(folders))
    return found


def _followed(name: str, styles: Mapping[str, _Style]) -> str:
    """The style that `name` (`#ru`, or an address that ends so) comes to through maps of styles."""
    name = f"#{name.rpartition('#')[2]}" if "#" in name else name
    seen: set[str] = set()
    while name in styles and styles[name].normal and name not in seen:
        seen.add(name)
        name = styles[name].normal
    return name


def _style(element: ElementTree.Element) -> _Style:
    if _tag(element) == "StyleMap":
        pairs = [{_tag(part): _text(part) for part in pair} for pair in element if _tag(pair) == "Pair"]
        return _Style(normal=next((pair.get(STYLE_URL, "") for pair in pairs if pair.get("key") == "normal"), ""))
    columns = {"PolyStyle": FILL, "LineStyle": STROKE}
    return _Style(
        {
            columns[_tag(part)]: _rgb(_text(one))
            for part in element
            if _tag(part) in columns
            for one in part
            if _tag(one) == "color"
        }
    )


def _rgb(text: str) -> str:
    """`#ff0000` for the `aabbggrr` of KML; "" for anything else."""
    digits = text.strip().lower().removeprefix("#")
    if len(digits) != 8 or set(digits) - set("0123456789abcdef"):
        return ""
    return f"#{digits[6:8]}{digits[4:6]}{digits[2:4]}"


def _placemarks(
    element: ElementTree.Element, folders: tuple[str, ...]
) -> Iterator[tuple[ElementTree.Element, tuple[str, ...]]]:
    """Each placemark below `element` with the names of the folders about it."""
    if _tag(element) == "Placemark":
        yield element, folders
        return
    if _tag(element) in FOLDERS:
        name = next((_text(part) for part in element if _tag(part) == "name"), "")
        folders = (*folders, name) if name else folders
    for part in element:
        yield from _placemarks(part, folders)


def _rings(mark: ElementTree.Element) -> list[np.ndarray]:
    """The outlines of a placemark as they are written, each (n, 2); what is no number is NaN."""
    written = [one for ring in mark.iter() if _tag(ring) == "LinearRing" for one in ring if _tag(one) == "coordinates"]
    return [np.array([_corner(pair) for pair in _text(one).split()], dtype=float).reshape(-1, 2) for one in written]


def _corner(text: str) -> tuple[float, float]:
    x, y = (*text.split(","), "", "")[:2]
    try:
        return float(x), float(y)
    except ValueError:
        return np.nan, np.nan


def _fault(mark: ElementTree.Element, rings: Sequence[np.ndarray]) -> Sentence:
    if rings:
        return fault_of_rings(rings)
    drawn = any(
        _tag(part) in ("Polygon", "LineString", "Point", "MultiGeometry", "coordinates") for part in mark.iter()
    )
    return CANNOT_BE_BUILT if drawn else NO_GEOMETRY


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition(":")[2]


def _text(element: ElementTree.Element) -> str:
    return (element.text or "").strip()
