"""A KML document as its elements pass by; nothing in it is expanded, fetched or kept that is not a placemark's."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.parsers import expat

import shapely

from geo.common.messages import L_
from ingest.tables.kml_shapes import SHAPES, KmlShape, kml_geometry
from ingest.tables.limits import LimitError, Limits
from ingest.tables.records import Records
from ingest.tables.table import LAYER, FreeNames, check_width

FOLDERS = frozenset({"Folder", "Document"})
LINKS = frozenset({"NetworkLink", "GroundOverlay", "PhotoOverlay", "ScreenOverlay"})
STRUCTURE = frozenset(
    {"ExtendedData", "SchemaData", "Data", "TimeStamp", "TimeSpan", "LookAt", "Camera", "Style", "StyleMap", "Region"}
)
TIMES = frozenset({"when", "begin", "end"})
TIME_PARENTS = frozenset({"TimeStamp", "TimeSpan"})
FIRST = "when"
"""Column of the first day: the moment of a TimeStamp, the begin of a TimeSpan."""


class RefusedXmlError(Exception):
    """A DTD, an entity of the file's own, or one outside it."""


class KmlDocument:
    """Placemarks as `records`, and beside them the geometry of each (`shapes`) and whether it has any (`given`)."""

    def __init__(self, path: Path, limits: Limits, records: Records) -> None:
        self.records, self.root, self.links = records, "", 0
        self.shapes: list[Any] = []
        self.given: list[bool] = []
        self._path, self._limits = path, limits
        self._inside: list[str] = []
        self._folders: list[str] = []
        self._cells: dict[str, str] | None = None
        self._names = FreeNames(())
        self._times: list[str] = []
        self._field = ""
        self._drawing: list[KmlShape] = []
        self._drawn: list[Any] = []
        self._text: list[str] = []
        self._number = 0
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
        parser.ExternalEntityRefHandler = parser.UnparsedEntityDeclHandler = _refuse
        self._parser = parser

    def read(self, data: bytes) -> None:
        """The whole document at once: in pieces, a word without end would be read again with every piece.

        Raises
        ------
        expat.ExpatError, RefusedXmlError, LimitError, and LookupError or ValueError for an unknown encoding.
        """
        self._parser.Parse(data, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self.root = self.root or name
        if len(self._inside) >= self._limits.max_depth:
            fault = L_("nests elements more than {max_depth} deep", max_depth=self._limits.max_depth)
            raise LimitError(self._path, fault, L_("Export it without so many folders in folders."))
        self._inside.append(name)
        self._text.clear()
        if name in FOLDERS:
            self._folders.append("")
        elif name in LINKS:
            self.links += name == "NetworkLink"
        elif name == "Placemark":
            self._number += 1
            self._cells, self._times, self._drawn, self._drawing = {}, [], [], []
            self._names = FreeNames(self._cells)
        elif self._cells is not None and name in SHAPES:
            self._drawing.append(KmlShape(name))
        if name in ("Data", "SimpleData"):
            self._field = attributes.get("name", "")

    def _end(self, tag: str) -> None:
        name = self._inside.pop()
        parent = self._inside[-1] if self._inside else ""
        text = "".join(self._text).strip()
        self._text.clear()
        if name == "name" and parent in FOLDERS:
            self._folders[-1] = text
        elif name in FOLDERS:
            self._folders.pop()
        elif name == "Placemark":
            self._finish()
        elif self._cells is not None:
            self._end_in_placemark(name, parent, text)

    def _end_in_placemark(self, name: str, parent: str, text: str) -> None:
        if name in SHAPES and self._drawing:
            shape = self._drawing.pop()
            (self._drawing[-1].parts if self._drawing else self._drawn).append(kml_geometry(shape))
        elif self._drawing:
            if name in ("coordinates", "coord"):
                self._drawing[-1].coordinates.append(text)
            elif name in TIMES and parent == "Track":
                self._put(FIRST, text)
        elif (name == "value" and parent == "Data") or name == "SimpleData":
            self._put(self._field, text)
        elif name in TIMES and parent in TIME_PARENTS:
            self._put(FIRST if name == "begin" else name, text)
        elif parent == "Placemark" and name not in STRUCTURE and text:
            self._put(name, text)

    def _put(self, name: str, text: str) -> None:
        assert self._cells is not None
        if name == FIRST:
            self._times.append(text)
            return
        self._cells[self._names.free(name)] = text
        check_width(self._path, len(self._cells), self._limits)

    def _finish(self) -> None:
        if self._cells is None:
            return
        named = next((one for one in reversed(self._folders) if one), "")
        if self._times:
            self._cells[self._names.free(FIRST)] = "; ".join(self._times)
        cells = {self._names.free(LAYER): named, **self._cells}
        self._cells = None
        if not self.records.add(self._number, cells):
            return
        whole = [one for one in self._drawn if one is not None]
        self.given.append(bool(self._drawn))
        broken = len(whole) < len(self._drawn)
        self.shapes.append(
            None if broken or not whole else whole[0] if len(whole) == 1 else shapely.GeometryCollection(whole)
        )


def _refuse(*_: object) -> Any:
    raise RefusedXmlError
