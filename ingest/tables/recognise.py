"""What kind of file it is, by what is in it; its name only decides between kinds that begin alike."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from geo.common.errors import UnreadableFileError
from geo.common.messages import L_

HEAD = 1 << 16
ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
LINE_SUFFIXES = frozenset({".ndjson", ".jsonl", ".geojsonl", ".geojsons", ".ldjson"})
REFUSED = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        L_("is an old Excel file, or one with a password"),
        L_("Save it as XLSX without a password."),
    ),
    (b"%PDF", L_("is a PDF"), L_("Bring the table itself, as CSV or XLSX.")),
    (b"\x1f\x8b", L_("is packed with gzip"), L_("Unpack it first.")),
    (b"7z\xbc\xaf\x27\x1c", L_("is packed with 7-Zip"), L_("Unpack it first, or pack it as zip.")),
    (b"Rar!", L_("is packed with RAR"), L_("Unpack it first, or pack it as zip.")),
    (b"\x89PNG", L_("is a picture"), L_("Bring the table itself, as CSV or XLSX.")),
    (b"\xff\xd8\xff", L_("is a picture"), L_("Bring the table itself, as CSV or XLSX.")),
    (b"GIF8", L_("is a picture"), L_("Bring the table itself, as CSV or XLSX.")),
    (b"\x7fELF", L_("is a program"), L_("Bring a table.")),
)


def file_kind(path: Path) -> str:
    """One of zip, gpkg, parquet, shapefile, xml, json, lines (of JSON) and delimited.

    Raises
    ------
    UnreadableFileError : the file is empty, or of a kind that holds no table.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if not head:
        raise UnreadableFileError(path, L_("is empty"), L_("Bring a table with a header and rows."))
    if not head.strip(b"\0"):
        raise UnreadableFileError(
            path, L_("holds zero bytes where text should be"), L_("Copy or export the file again.")
        )
    for mark, fault, remedy in REFUSED:
        if head.startswith(mark):
            raise UnreadableFileError(path, fault, remedy)
    if head.startswith(ZIP_MARKS):
        return "zip"
    if head.startswith(b"SQLite format 3\0"):
        return "gpkg"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"\0\0\x27\x0a"):
        return "shapefile"
    return _text_kind(_letters(head).lstrip("\x1e \t\r\n"), path.suffix.lower())


def _letters(head: bytes) -> str:
    """The beginning as text, to be looked at only: what is no letter is left out."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if head.startswith(mark):
            return head[len(mark) :].decode(name, errors="ignore")
    return head.decode("utf-8", errors="ignore").replace("\0", "")


def _text_kind(text: str, suffix: str) -> str:
    if text.startswith("<"):
        return "xml"
    if text.startswith("{"):
        return "lines" if suffix in LINE_SUFFIXES or _one_object_a_line(text) else "json"
    if text.startswith("[") and (suffix not in {".csv", ".tsv", ".txt"} or re.match(r"\[\s*[\[{\]]", text)):
        return "json"
    return "lines" if suffix in LINE_SUFFIXES else "delimited"


def _one_object_a_line(text: str) -> bool:
    """Two lines or more, the first a whole object as far as its brackets tell, the second the start of another."""
    lines = [line.strip("\x1e \t\r") for line in text.split("\n") if line.strip("\x1e \t\r")]
    return len(lines) > 1 and lines[0].endswith("}") and lines[1].startswith("{")
