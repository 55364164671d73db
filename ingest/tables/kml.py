"""KML and KMZ: every placemark a row, with its folder, its own fields and its geometry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from xml.parsers import expat

import numpy as np

from geo.common.errors import UnreadableFileError
from geo.common.messages import L_, ngettext_lazy
from ingest.tables import archives
from ingest.tables.geometry import lost_note, none_note, stored
from ingest.tables.kml_document import KmlDocument, RefusedXmlError
from ingest.tables.limits import LimitError, Limits
from ingest.tables.records import Records
from ingest.tables.table import Table, listed, uncut_frame

REMEDY = L_("Export it again, for example from Google Earth.")
OTHERS = {
    "gpx": "GPX",
    "FeatureCollection": "GML",
    "Workbook": L_("an Excel XML sheet"),
    "html": L_("a web page"),
    "osm": "OSM",
}


def read_kml(path: Path, name: str, *, limits: Limits) -> Table:
    """Placemarks count from 1. Nothing the file links to is fetched.

    Raises
    ------
    UnreadableFileError : no KML, damaged, or with a DTD; LimitError : too large, deep or wide.
    """
    _check_size(path, path.stat().st_size, limits)
    return _read(path, name, "kml", path.read_bytes(), limits)


def read_kmz(path: Path, name: str, inside: Sequence[archives.Member], *, document: str = "", limits: Limits) -> Table:
    """The document of a KMZ that is called so, else doc.kml, else the first .kml in it.

    Raises
    ------
    UnreadableFileError, LimitError : as for read_kml, and for the zip.
    """
    documents = [one for one in inside if archives.suffix(one) == ".kml"]
    names = tuple(archives.shown(one) for one in documents)
    if document and document not in names:
        raise UnreadableFileError(
            path,
            L_("holds no document {document}", document=document),
            L_("Its documents are: {names}.", names=listed(names)),
        )
    chosen = documents[names.index(document)] if document else main_document(path, inside)
    _check_size(path, chosen.file_size, limits)
    table = _read(path, name, "kmz", b"".join(archives.chunks(path, chosen, limits)), limits)
    if len(documents) == 1:
        return table
    left = [archives.shown(one) for one in documents if one is not chosen]
    note = ngettext_lazy(
        "{number:,} other document in the KMZ not read: {names}.",
        "{number:,} other documents in the KMZ not read: {names}.",
        len(left),
        number=len(left),
        names=listed(left),
    )
    return replace(table, notes=(note, *table.notes), sheets=names)


def main_document(path: Path, inside: Sequence[archives.Member]) -> archives.Member:
    """The document of a KMZ that is read: doc.kml, else the first .kml in it.

    Raises
    ------
    UnreadableFileError : there is none.
    """
    documents = [one for one in inside if archives.suffix(one) == ".kml"]
    if not documents:
        raise UnreadableFileError(path, L_("holds no KML document"), REMEDY)
    return next((one for one in documents if one.filename.lower() == "doc.kml"), documents[0])


def _read(path: Path, name: str, kind: str, data: bytes, limits: Limits) -> Table:
    document = KmlDocument(path, limits, Records(path, limits, len(data)))
    try:
        document.read(data)
    except RefusedXmlError as error:
        raise UnreadableFileError(path, L_("holds a DTD or entities of its own, which are not read"), REMEDY) from error
    except expat.ExpatError as error:
        fault = L_(
            "is damaged from line {lineno:,} on ({code})", lineno=error.lineno, code=expat.ErrorString(error.code)
        )
        raise UnreadableFileError(path, fault, REMEDY) from error
    except (LookupError, ValueError) as error:
        raise UnreadableFileError(
            path, L_("cannot be read as text ({error})", error=error), L_("Save it as UTF-8.")
        ) from error
    if document.root != "kml":
        what = OTHERS.get(document.root) or L_("XML (“{root}”)", root=document.root[:40])
        raise UnreadableFileError(path, L_("is {what}, not KML", what=what), L_("Export it as KML or GeoJSON."))
    cells, rows, notes = document.records.table()
    given = np.array(document.given, dtype=bool)
    shapes = np.empty(len(document.shapes), dtype=object)
    shapes[:] = document.shapes
    geometry = stored(path, shapes)
    notes += [*none_note(rows, given), *lost_note(rows, given, geometry)]
    if document.links:
        notes.append(
            ngettext_lazy(
                "{number:,} link to other files not followed.",
                "{number:,} links to other files not followed.",
                document.links,
                number=document.links,
            )
        )
    rejected = document.records.rejected
    notes += rejected.notes()
    problems = uncut_frame(rejected.listed)
    return Table(name, kind, cells, rows, geometry, problems, {}, True, tuple(notes), unlisted=rejected.unlisted)


def _check_size(path: Path, size: int, limits: Limits) -> None:
    if size > limits.max_document_bytes:
        raise LimitError(
            path,
            L_("is KML of more than {max_document_bytes:,} bytes", max_document_bytes=limits.max_document_bytes),
            L_("Split it into several files."),
        )
