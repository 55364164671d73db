"""Sheets as PDF that can be read aloud: each page is tagged by the groups of what is drawn on it (PDF 1.4, logical
structure).

Maps are figures with a text in their place; titles, legends, figures, notes and the foot are text in the order they are
read; edges, rules and degrees are artefacts, which a reader passes over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from matplotlib.backends.backend_pdf import Name, PdfFile, RendererPdf, Verbatim
from matplotlib.figure import Figure

from briefing.job.page_sizes import PT_PER_INCH
from briefing.sheet.groups import SEPARATOR

FIGURE, HEADING, PARAGRAPH = "Figure", "H1", "P"
ROLES = {"title": HEADING, "notes-title": "H2", "legend": PARAGRAPH, "key-figures": PARAGRAPH, "figures": PARAGRAPH,
         "captions": PARAGRAPH, "footer": PARAGRAPH, "note": PARAGRAPH}  # fmt: skip
"""The kind of a structure element by the group it is made from; axes of their own are figures."""


@dataclass
class _Element:
    """A part of a page: what it is called, and the numbers of the marked pieces of the page that it is made of."""

    group: str
    role: str
    pieces: list[int] = field(default_factory=list)


def write_pdf(
    figures: Sequence[Figure],
    path: Path,
    about: Mapping[str, str | None],
    language: str,
    instead: Callable[[str], str],
    told: Callable[[int], None],
) -> None:
    """Write one page for each of `figures`.

    Parameters
    ----------
    about : metadata, as matplotlib takes it.
    language : of the texts, as "en".
    instead : the text that stands for a map, by the name of its group.
    told : called with the number of pages that are written, after each.
    """
    made = BytesIO()  # matplotlib fails in other ways than a disk that is full
    file = _TaggedFile(made, metadata=dict(about), language=language)
    try:
        pages = []
        for number, figure in enumerate(figures, start=1):
            figure.set_dpi(PT_PER_INCH)
            width, height = figure.get_size_inches()
            file.newPage(width, height)
            renderer = _TaggedRenderer(file, height, width)
            figure.draw(renderer)
            renderer.finalize()
            file.endStream()
            pages.append(renderer.elements)
            told(number)
        file.write_structure(pages, instead)
        file.finalize()
    finally:
        file.close()
    path.write_bytes(made.getvalue())


class _TaggedRenderer(RendererPdf):
    """Marks what belongs to which element of the page."""

    def __init__(self, file: _TaggedFile, height: float, width: float) -> None:
        super().__init__(file, PT_PER_INCH, height, width)
        self.elements: list[_Element] = []
        self._axes, self._opened = "", ""
        self._pieces = 0
        self._mark("/Artifact BMC")

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Leave the element that what follows is not in, and enter its own; each text is a piece by itself, lest its
        last word run into the next one."""
        if s == "axes":
            self._axes = gid or ""
        group = self._axes or (gid or "").split(SEPARATOR)[0]
        if group == self._opened and (self._axes or s != "text"):
            return
        self._mark("EMC")
        self._opened = group
        role = FIGURE if self._axes else ROLES.get(group.rstrip("0123456789").rstrip("-"))
        if role is None:
            self._mark("/Artifact BMC")
            return
        element = next((one for one in self.elements if one.group == group), None)
        if element is None:
            self.elements.append(element := _Element(group, role))
        element.pieces.append(self._pieces)
        self._mark(f"/{role} <</MCID {self._pieces}>> BDC")
        self._pieces += 1

    def finalize(self) -> None:
        """Close what is open."""
        super().finalize()
        self._mark("EMC")

    def _mark(self, operators: str) -> None:
        self.file.output(Verbatim(operators.encode("ascii")))


class _TaggedFile(PdfFile):
    """A file whose catalogue and pages lead to the structure of its content."""

    def __init__(self, made: BytesIO, metadata: Mapping[str, Any], language: str) -> None:
        self._language = language
        super().__init__(made, metadata=metadata)

    def writeObject(self, object: Any, contents: Any) -> None:  # noqa: N802 - matplotlib's own name
        """Write an object; the catalogue and a page with what makes them tagged."""
        kind = contents.get("Type") if isinstance(contents, dict) else None
        if kind == Name("Catalog"):
            self._tree = self.reserveObject("structure tree")
            contents = contents | {
                "StructTreeRoot": self._tree,
                "MarkInfo": {"Marked": True},
                "Lang": self._language,
                "ViewerPreferences": {"DisplayDocTitle": True},
            }
        elif kind == Name("Page"):
            contents = contents | {"StructParents": len(self.pageList), "Tabs": Name("S")}
        super().writeObject(object, contents)

    def write_structure(self, pages: Sequence[Sequence[_Element]], instead: Callable[[str], str]) -> None:
        """Write the tree of the elements of all pages, in reading order."""
        document, parents = self.reserveObject("document"), self.reserveObject("parent tree")
        children, numbers = [], []
        for page, (of, elements) in enumerate(zip(self.pageList, pages, strict=True)):
            owners: dict[int, Any] = {}
            for element in sorted(elements, key=lambda one: one.role != HEADING):
                node = self.reserveObject("structure element")
                said = {"Alt": instead(element.group)} if element.role == FIGURE else {}
                look = {"Type": Name("StructElem"), "S": Name(element.role), "P": document, "Pg": of}
                self.writeObject(node, look | said | {"K": element.pieces})
                children.append(node)
                owners |= dict.fromkeys(element.pieces, node)
            numbers += [page, [owners[piece] for piece in sorted(owners)]]
        self.writeObject(parents, {"Nums": numbers})
        self.writeObject(document, {"Type": Name("StructElem"), "S": Name("Document"), "P": self._tree, "K": children})
        tree = {"Type": Name("StructTreeRoot"), "K": document, "ParentTree": parents}
        self.writeObject(self._tree, tree | {"ParentTreeNextKey": len(pages)})
