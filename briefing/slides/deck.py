"""A deck of slides: what every slide has, and text, pictures, tables and charts as PowerPoint's own, to be edited."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from briefing.job.brief import Brief
from briefing.sheet.header import TLP_COLOURS
from briefing.sheet.ink import INK, QUIET
from briefing.sheet.typeset import line_mm, width_mm, wrap
from briefing.slides.package import CUSTOM, fit_template, stamp_part, steady
from briefing.text.titles import known_of, title_of
from geo.common.phrases import BOTH, Language, Phrase, is_right_to_left, languages_in
from geo.common.urls import is_web_address
from map.table import text_of

SPARE = 0.92
"""Of a width, for text: another machine's type may run wider than that which it was measured in."""

MARGIN_MM, TITLE_PT = 11.0, 22.0
TITLE_ONLY = 5
"""The layout of the built-in template that has a title and nothing else."""

LINK = "#0b57d0"
HEAD, RULE = "#2b2f36", "#d9d6cf"
CELL_X_MM, CELL_Y_MM = 1.6, 0.9
NOTHING = "\N{EN DASH}"
"""What a cell of a table says that has nothing to say."""


@dataclass(frozen=True)
class Run:
    """A piece of text; `link` is followed where it is a web address."""

    text: str
    link: str = ""


@dataclass(frozen=True)
class TextStyle:
    """How text is set; `size` in pt. Without `align` a line begins where its language does, and without `rtl` it runs
    as its language does."""

    size: float
    bold: bool = False
    colour: str = INK
    align: str = ""
    rtl: bool | None = None


@dataclass(frozen=True)
class Cell:
    """Lines of a table's cell. `figure`: set where numbers end; `chip`: a colour shown before the text."""

    lines: tuple[tuple[Run, ...], ...]
    figure: bool = False
    chip: str = ""

    @property
    def texts(self) -> list[str]:
        """The lines as they are shown."""
        return [fit_to_show("".join(run.text for run in line)) for line in self.lines]


@dataclass(frozen=True)
class Box:
    """A place on a slide, mm from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[Any, Any, Any, Any]:
        return Mm(self.left), Mm(self.top), Mm(self.width), Mm(self.height)


class Deck:
    """The slides of a brief, one after the other."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.language: Language = brief.request.language
        self.scale = brief.page.scale
        self.presentation = Presentation()
        width, height = Mm(brief.page.width), Mm(brief.page.height)
        fit_template(self.presentation, width, height)
        self.slide: Any = None
        self.number = 0

    @property
    def right_to_left(self) -> bool:
        return is_right_to_left(self.language)

    @property
    def body(self) -> Box:
        """Where the content of a slide goes."""
        page, margin = self.brief.page, MARGIN_MM * self.scale
        top = margin * 0.6 + self._title_height + 3 * self.scale
        return Box(margin, top, page.width - 2 * margin, page.height - top - 9.5 * self.scale)

    @property
    def _title_height(self) -> float:
        return line_mm(TITLE_PT * self.scale) * (1.75 if self.language == BOTH else 1.15)

    def add_slide(self, title: Phrase, cover: Box | None = None) -> None:
        """A new slide with its title, marking, foot and notes; what follows is put on it.

        The title stands at the top in one line, or, large, in the box `cover`.
        """
        self.slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[TITLE_ONLY])
        self.number += 1
        page, margin, scale = self.brief.page, MARGIN_MM * self.scale, self.scale
        marked = self._mark(margin * 0.7)
        lines = self.lines(title)
        if cover:
            box, size = cover, self.text_size(lines, cover, 36 * scale, 14 * scale, bold=True)
        else:
            left = margin + (marked if self.right_to_left else 0.0)
            box = Box(left, margin * 0.6, page.width - 2 * margin - marked, self._title_height)
            size = TITLE_PT * scale * (0.72 if len(lines) > 1 else 1.0)
            size = min(
                size * box.width * SPARE / max(width_mm(line, size, bold=True), box.width * SPARE) for line in lines
            )
        _place(self.slide.shapes.title, box)
        self._fill(self.slide.shapes.title.text_frame, [(Run(line),) for line in lines], TextStyle(size, bold=True))
        self._foot()
        self.slide.notes_slide.notes_text_frame.text = "\n".join(self._notes())

    def _mark(self, top: float) -> float:
        """The TLP marking in its corner; the width it takes, mm."""
        tlp, scale, page = self.brief.request.tlp, self.scale, self.brief.page
        if tlp is None:
            return 0.0
        text, size = f"TLP:{tlp.upper()}", 13 * scale
        width = width_mm(text, size, bold=True) + 5 * scale
        left = MARGIN_MM * scale if self.right_to_left else page.width - MARGIN_MM * scale - width
        box = Box(left, top, width, line_mm(size) + 1.5 * scale)
        self.rectangle(box, "#000000")
        style = TextStyle(size, bold=True, colour=TLP_COLOURS[tlp], align="ctr", rtl=False)
        self.text(box, [(Run(text),)], style, middle=True)
        return width + 4 * scale

    def _foot(self) -> None:
        page, scale, margin = self.brief.page, self.scale, MARGIN_MM * self.scale
        stamp = self.brief.stamp
        told = f"{stamp.tool} · {stamp.theatre}, data {stamp.version}"
        top, high, number_width = page.height - 8 * scale, line_mm(8 * scale), 12 * scale
        foot = Box(margin, top, page.width - 2 * margin - number_width, high)
        number = Box(page.width - margin - number_width, top, number_width, high)
        style = TextStyle(8 * scale, colour=QUIET, rtl=False, align="l")
        self._fill(self._holder(PP_PLACEHOLDER.FOOTER, foot), [(Run(told),)], style)
        frame = self._holder(PP_PLACEHOLDER.SLIDE_NUMBER, number)
        self._fill(frame, [(Run(str(self.number)),)], replace(style, align="r"))
        _count_slides(frame.paragraphs[0]._p)

    def _holder(self, kind: Any, box: Box) -> Any:
        """The text of a part that the master of the slides gives each of them, such as its foot; at `box`."""
        self.slide.shapes.clone_placeholder(
            next(one for one in self.slide.slide_layout.placeholders if one.placeholder_format.type == kind)
        )
        shape = self.slide.placeholders[max(one.placeholder_format.idx for one in self.slide.placeholders)]
        _place(shape, box)
        return shape.text_frame

    def _notes(self) -> list[str]:
        stamp, known = self.brief.stamp, known_of(self.brief)
        return [stamp.link, f"{stamp.theatre}, data {stamp.version}", known.say(self.language), stamp.tool]

    def lines(self, phrase: Phrase) -> list[str]:
        """A phrase as it stands on a slide: in both languages one line each."""
        return list(dict.fromkeys(phrase.say(one) for one in languages_in(self.language)))

    def cell(self, phrase: Phrase, *, figure: bool = False, chip: str = "") -> Cell:
        """A cell that says `phrase`."""
        return Cell(tuple((Run(line),) for line in self.lines(phrase)), figure, chip)

    def rectangle(self, box: Box, fill: str, within: Any = None) -> None:
        """A filled box without outline."""
        shape = (within or self.slide).shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu)
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(fill)
        shape.line.fill.background()
        shape.shadow.inherit = False

    def text(
        self,
        box: Box,
        lines: Sequence[Sequence[Run]],
        style: TextStyle,
        *,
        middle: bool = False,
        within: Any = None,
    ) -> None:
        """A text box, its text at the top or in the middle."""
        shape = (within or self.slide).shapes.add_textbox(*box.emu)
        self._fill(shape.text_frame, lines, style)
        if middle:
            shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE

    def text_size(self, texts: Sequence[str], box: Box, size: float, least: float, *, bold: bool = False) -> float:
        """The largest size, pt, from `size` down to `least`, at which the texts have room in the box."""

        def height(size: float) -> float:
            return sum(len(wrap(text, box.width * SPARE, size, bold=bold)) for text in texts) * line_mm(size)

        while size > least and height(size) > box.height:
            size -= 0.5
        return size

    def _fill(self, frame: Any, lines: Sequence[Sequence[Run]], style: TextStyle) -> None:
        frame.word_wrap = True
        frame.auto_size = MSO_AUTO_SIZE.NONE
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        self._paragraphs(frame, lines, style)

    def _paragraphs(self, frame: Any, lines: Sequence[Sequence[Run]], style: TextStyle) -> None:
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            arabic = self._is_rtl("".join(run.text for run in line)) if style.rtl is None else style.rtl
            properties = paragraph._p.get_or_add_pPr()
            properties.set("rtl", "1" if arabic else "0")
            properties.set("algn", style.align or ("r" if arabic else "l"))
            for part in line:
                run = paragraph.add_run()
                run.text = fit_to_show(part.text)
                run.font.size, run.font.bold = Pt(round(style.size * 2) / 2), style.bold
                run.font.color.rgb = _rgb(LINK if is_web_address(part.link) else style.colour)
                if is_web_address(part.link):
                    run.hyperlink.address = part.link

    def _is_rtl(self, text: str) -> bool:
        return self.right_to_left or (self.language == BOTH and bool(re.match(r"[\W\d_]*[\u0590-\u08ff]", text)))

    def picture(self, png: bytes, box: Box, about: str, within: Any = None) -> None:
        """A picture that fills the box; `about` is read out to those who do not see it."""
        shape = (within or self.slide).shapes.add_picture(io.BytesIO(png), *box.emu)
        shape._element.nvPicPr.cNvPr.set("descr", fit_to_show(about))

    def group(self) -> Any:
        """A group of shapes, to be given as `within`."""
        return self.slide.shapes.add_group_shape()

    def table(self, box: Box, rows: Sequence[Sequence[Cell]], shares: Sequence[float], size: float) -> float:
        """A table with a heading row; `shares` are the widths of its columns. Returns the height taken, mm."""
        widths = [box.width * share / sum(shares) for share in shares]
        heights = [self.row_height(row, widths, size) for row in rows]
        frame = self.slide.shapes.add_table(len(rows), len(shares), *box.emu[:3], Mm(sum(heights)))
        table = frame.table
        table.horz_banding = False
        if self.right_to_left:
            table._tbl.tblPr.set("rtl", "1")
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
            table.rows[number].height = Mm(height)
            for column, cell in enumerate(row):
                self._cell(table.cell(number, column), cell, size, head=number == 0)
        return sum(heights)

    def row_height(self, row: Sequence[Cell], widths: Sequence[float], size: float) -> float:
        """Height of a row of columns so wide, mm."""
        lines = max(
            sum(len(wrap(text or " ", width - 2.4 * CELL_X_MM, size, bold=True)) for text in cell.texts)
            for cell, width in zip(row, widths, strict=True)
        )
        return lines * line_mm(size) + 2 * CELL_Y_MM

    def _cell(self, cell: Any, content: Cell, size: float, *, head: bool) -> None:
        cell.fill.solid()
        cell.fill.fore_color.rgb = _rgb(HEAD if head else "#ffffff")
        cell.margin_left = cell.margin_right = Mm(CELL_X_MM)
        cell.margin_top = cell.margin_bottom = Mm(CELL_Y_MM)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        align = ("l" if self.right_to_left else "r") if content.figure else ""
        colour = "#ffffff" if head else INK
        frame = cell.text_frame
        frame.word_wrap = True
        lines = content.lines if any(content.texts) else ((Run(NOTHING),),)
        self._paragraphs(frame, lines, TextStyle(size, bold=head, colour=colour, align=align))
        if content.chip:
            first = frame.paragraphs[0]
            chip = first.add_run()
            chip.text, chip.font.size, chip.font.color.rgb = "\N{BLACK SQUARE} ", Pt(size), _rgb(content.chip)
            first._p.insert(list(first._p).index(first._p.findall(qn("a:r"))[0]), chip._r)
        if not head:
            _underline(cell)

    def pages(
        self, rows: Sequence[Sequence[Cell]], shares: Sequence[float], width: float, size: float, rooms: Iterator[float]
    ) -> Iterator[list[Sequence[Cell]]]:
        """`rows` (the first a heading, repeated) shared out to tables, each as high as the next of `rooms`, mm."""
        head, *rest = rows
        widths = [width * share / sum(shares) for share in shares]
        while rest:
            room, page = next(rooms) - self.row_height(head, widths, size), [head]
            while rest and (len(page) == 1 or room >= self.row_height(rest[0], widths, size)):
                room -= self.row_height(rest[0], widths, size)
                page.append(rest.pop(0))
            yield page

    def save(self) -> bytes:
        """The file. Its times are those asked for or none, so that the same slides are the same bytes."""
        package, stamp, request = self.presentation.part.package, self.brief.stamp, self.brief.request
        about = self.presentation.core_properties
        about.author = about.last_modified_by = stamp.tool
        about.title = fit_to_show(title_of(self.brief).say(self.language))[:255]
        for name in ("created", "modified"):
            for element in about._element.findall(qn(f"dcterms:{name}")):
                about._element.remove(element)
            if request.made_on:
                moment = datetime.combine(request.made_on, datetime.min.time(), tzinfo=UTC).replace(tzinfo=None)
                setattr(about, name, moment)
        part = Part(PackURI(CUSTOM), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, package, stamp_part(stamp.to_ascii()))
        package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
        file = io.BytesIO()
        self.presentation.save(file)
        return steady(file.getvalue())


def fit_to_show(text: str) -> str:
    """Text from data as one line, with nothing in it that hides, reorders or cannot be written."""
    return text_of(text).replace("\n", " ").replace("\t", " ")


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = box.emu


def _count_slides(paragraph: Any) -> None:
    """The number in a paragraph made a field: it stays right when slides are moved."""
    (run,) = paragraph.findall(qn("a:r"))
    run.tag = qn("a:fld")
    run.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    run.set("type", "slidenum")


def _rgb(colour: str) -> Any:
    return RGBColor.from_string(colour[1:].upper())


def _underline(cell: Any) -> None:
    """A thin rule under a cell, in place of the filled bands of the template."""
    properties = cell._tc.get_or_add_tcPr()
    for side in ("lnL", "lnR", "lnT", "lnB"):
        line = etree.SubElement(properties, qn(f"a:{side}"), w="6350" if side == "lnB" else "0")
        if side == "lnB":
            fill = etree.SubElement(line, qn("a:solidFill"))
            etree.SubElement(fill, qn("a:srgbClr"), val=RULE[1:].upper())
        else:
            etree.SubElement(line, qn("a:noFill"))
    fill = properties.find(qn("a:solidFill"))
    properties.remove(fill)
    properties.append(fill)
