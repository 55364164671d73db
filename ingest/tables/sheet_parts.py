"""The parts of a workbook that hold its sheets, checked as they unpack and packed again plainly.

What reads them next holds each sheet as a full grid from its first cell to its last, so one stray cell in the far
corner would take all memory there is. The grid is measured here first. Pictures and macros are left behind.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.common.errors import UnreadableFileError
from geo.common.messages import L_
from ingest.tables import archives
from ingest.tables.limits import LimitError, Limits
from ingest.tables.table import Progress

KEPT = (".xml", ".rels")
CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
REFERENCE = re.compile(rb"""[\s"']r\s*=\s*["']([A-Za-z]{0,9})(\d{1,12})["']""")
"""Letters and digits of a cell's place."""
EMPTY_CELL = re.compile(rb"""<(?:\w+:)?c(?:\s(?:[^<>"'/]++|"[^"<>]*+"|'[^'<>]*+')*)?/>""")
"""A cell without value. Here and below every byte is looked at once for the tag it stands in: no tag goes beyond the
next "<", and what a part of the pattern has taken it does not give back."""
ODD_TAG = re.compile(rb"""<(?:\w+:)?(?:c|row)\s(?:[^<>"']++|"[^"<>]*+"|'[^'<>]*+')*(?:"[^"<>]*+(?!")|'[^'<>]*+(?!'))""")
"""A cell or row with a quoted word that is never closed or holds the end of a tag, which no program writes."""
HIDDEN_REFERENCE = re.compile(rb"""<(?:\w+:)?(?:c|row)\s[^<>]*?\br\s*=\s*["'][^"'<>]{0,20}&""")
ERROR_CELL = b't="e"'
DTD = re.compile(rb"<!(DOCTYPE|ENTITY)")
LONGEST_TAG = 8 << 20


@dataclass
class _Extent:
    column: int = 0
    row: int = 0
    top: int = 1 << 60
    left: int = 1 << 60
    row_named: int = 0
    cells: int = 0
    rows: int = 0
    placed: int = 0
    errors: bool = False

    def add(self, part: bytes) -> None:
        filled = EMPTY_CELL.sub(b"", part)
        self.cells += len(CELL.findall(filled))
        self.rows += len(ROW.findall(filled))
        self.errors = self.errors or ERROR_CELL in filled
        for letters, digits in REFERENCE.findall(filled):
            if not letters:
                self.row_named = max(self.row_named, int(digits))
                continue
            self.placed += 1
            row, column = int(digits), _column(letters)
            self.row, self.column = max(self.row, row), max(self.column, column)
            self.top, self.left = min(self.top, row), min(self.left, column)

    def grid(self) -> int:
        """Cells between the first and the last; cells that do not say where they are count as if all in one row."""
        loose = self.cells - self.placed
        if loose > 0:
            return (max(self.row, self.row_named) + self.rows) * (self.column + loose)
        return max(0, self.row - self.top + 1) * max(0, self.column - self.left + 1)


def repacked(
    path: Path, inside: Sequence[archives.Member], target: Path, limits: Limits, on_progress: Progress
) -> bool:
    """Writes to `target` a workbook with the sheets of the one at `path`, every part within the limits.

    Returns
    -------
    Whether a cell of it shows an error of the spreadsheet, such as #REF!.
    Raises
    ------
    LimitError : a sheet's grid is too large; UnreadableFileError : the zip is damaged, or a part holds a DTD.
    """
    total, done = sum(one.file_size for one in inside), 0
    taken: set[str] = set()
    errors = False
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=True) as plain:
        for one in inside:
            if one.filename.lower().endswith(KEPT) and one.filename not in taken:
                taken.add(one.filename)
                extent = _Extent()
                with plain.open(one.filename, "w", force_zip64=True) as out:
                    for chunk in _checked(path, archives.chunks(path, one, limits), extent, limits):
                        out.write(chunk)
                errors = errors or extent.errors
            done += one.file_size
            on_progress(min(done, total) * path.stat().st_size // max(1, total), path.stat().st_size)
    return errors


def _checked(path: Path, chunks: Iterable[bytes], extent: _Extent, limits: Limits) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        part = rest + chunk
        cut = part.rfind(b">") + 1
        part, rest = part[:cut], part[cut:]
        if len(rest) > LONGEST_TAG:
            raise LimitError(
                path,
                L_("has a cell of more than {longest_tag:,} bytes", longest_tag=LONGEST_TAG),
                L_("Shorten the text."),
            )
        if DTD.search(part):
            raise UnreadableFileError(
                path, L_("holds a DTD or entities of its own, which are not read"), L_("Save it again.")
            )
        if HIDDEN_REFERENCE.search(part) or ODD_TAG.search(part):
            raise UnreadableFileError(
                path, L_("has cells that do not say plainly where they are"), L_("Save it again.")
            )
        extent.add(part)
        if extent.grid() > limits.max_sheet_cells:
            fault = L_(
                "has a sheet that reaches over more than {max_sheet_cells:,} cells",
                max_sheet_cells=limits.max_sheet_cells,
            )
            raise LimitError(path, fault, L_("Delete the stray cells far from the table, or save the sheet as CSV."))
        yield chunk


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
