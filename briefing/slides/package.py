"""The file a deck is kept in: the template it is made from, the stamp it carries, and no moment it was made at."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

FONT = "Arial"
"""On every machine with an office program, and with Arabic letters there."""

OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip file can name: a real one would differ each time."""

CUSTOM = "/docProps/custom.xml"
STAMP_KEY = "frontline"
_CUSTOM_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES_NS = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def stamp_text(file: bytes) -> str:
    """The stamp `Deck.save` put in, "" where there is none.

    Raises
    ------
    BadZipFile, ParseError : the file is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        if CUSTOM[1:] not in package.namelist():
            return ""
        root = ElementTree.fromstring(package.read(CUSTOM[1:]))
    found = root.find(f"{{{_CUSTOM_NS}}}property[@name='{STAMP_KEY}']/{{{_TYPES_NS}}}lpwstr")
    return (found.text or "") if found is not None else ""


def steady(package: bytes, *, workbook: bool = False) -> bytes:
    """A zip package without the moment it was made, nor those of the workbooks in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".xlsx"):
                content = steady(content, workbook=True)
            elif workbook and name == "docProps/core.xml":
                content = re.sub(rb"<dcterms:(created|modified)[^<>]*>[^<]*</[^<>]*>", b"", content)
            entry = zipfile.ZipInfo(name, OLDEST)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, content)
    return file.getvalue()


def stamp_part(text: str) -> bytes:
    """The part of a package that holds the stamp `text`, which is ASCII."""
    root = etree.Element(f"{{{_CUSTOM_NS}}}Properties", nsmap={None: _CUSTOM_NS, "vt": _TYPES_NS})
    entry = etree.SubElement(root, f"{{{_CUSTOM_NS}}}property", name=STAMP_KEY, pid="2")
    entry.set("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}")
    etree.SubElement(entry, f"{{{_TYPES_NS}}}lpwstr").text = text
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def fit_template(presentation: Any, width: Any, height: Any) -> None:
    """The built-in template, made for 4:3, on pages of this size and in a type that has Arabic letters."""
    across, down = width / presentation.slide_width, height / presentation.slide_height
    presentation.slide_width, presentation.slide_height = width, height
    master = presentation.slide_master
    for holder in (master, *presentation.slide_layouts):
        for shape in holder.placeholders:
            if shape._element.spPr.find(qn("a:xfrm")) is not None:
                shape.left, shape.width = int(shape.left * across), int(shape.width * across)
                shape.top, shape.height = int(shape.top * down), int(shape.height * down)
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(theme.blob)
    for fonts in root.iter(qn("a:majorFont"), qn("a:minorFont")):
        for script in ("latin", "cs"):
            fonts.find(qn(f"a:{script}")).set("typeface", FONT)
        for one in fonts.findall(qn("a:font")):
            if one.get("script") == "Arab":
                one.set("typeface", FONT)
    theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
