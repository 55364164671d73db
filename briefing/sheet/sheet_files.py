"""Sheets as .png, .svg and .pdf: the pages of a kind, saved so that the same request makes the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from matplotlib.figure import Figure
from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from briefing.job.brief import Brief, Progress, Stamp
from briefing.job.errors import BriefingError
from briefing.job.request import Kind
from briefing.sheet.change_sheet import change_sheet
from briefing.sheet.letters import dots_of
from briefing.sheet.map_sheet import map_sheet
from briefing.sheet.notes import notes_pages
from briefing.sheet.paper import DPI
from briefing.sheet.pdf_file import write_pdf
from briefing.sheet.png import write_png
from briefing.sheet.series_sheet import series_sheet
from briefing.sheet.svg_file import write_svg
from briefing.sheet.typeset import one_at_a_time
from briefing.text import words
from briefing.text.titles import headline_of, under_headline_of
from geo.common.messages import L_, N_
from geo.common.phrases import spoken_by
from map.wording import on_day

SHEETS: dict[Kind, Callable[[Brief], Figure]] = {"map": map_sheet, "change": change_sheet, "series": series_sheet}

PNG_KEY = "frontline"
NO_STAMP = N_("{name} carries no stamp of Frontline. Only files made here can be made again.")


@one_at_a_time()
def write(brief: Brief, path: Path, progress: Progress) -> None:
    """Write the sheet; a PDF has the reports behind it on further pages."""
    sheet = SHEETS[brief.request.kind](brief)
    title, stamp = headline_of(brief).say(brief.request.language), brief.stamp.to_text()
    about: dict[str, str | None] = {"Title": title, "Creator": brief.stamp.tool}
    match path.suffix:
        case ".png":
            progress(1, 2)
            texts = {"Title": title, "Software": brief.stamp.tool, PNG_KEY: stamp}
            write_png(path, dots_of(sheet, DPI), DPI, texts)
            progress(2, 2)
        case ".svg":
            progress(1, 2)
            write_svg(sheet, path, about | {"Description": stamp, "Date": None})
            progress(2, 2)
        case _:
            _write_pdf(brief, sheet, path, about | {"Keywords": stamp, "CreationDate": None}, progress)


def _write_pdf(brief: Brief, sheet: Figure, path: Path, about: dict[str, str | None], progress: Progress) -> None:
    language = spoken_by(brief.request.language)
    shown = f"{headline_of(brief).say(language)}. {under_headline_of(brief).say(language)}"

    filters = brief.request.filters
    captions = {
        "locator": words.LOCATION,
        "map-before": words.BEFORE.fill(day=on_day(filters.start)),
        "map-after": words.AFTER.fill(day=on_day(filters.end)),
        "map-change": words.DIFFERENCE,
    }

    def instead(group: str) -> str:
        return f"{captions.get(group, words.MAP).say(language)}. {shown}"

    pages = [sheet, *notes_pages(brief)]
    write_pdf(pages, path, about, language, instead, lambda done: progress(done, len(pages)))


def read_stamp(path: Path) -> Stamp:
    """The stamp in the metadata of a sheet.

    Raises
    ------
    BriefingError : the file is no such sheet.
    """
    try:
        match path.suffix.lower():
            case ".png":
                with Image.open(path) as picture:
                    text = picture.info.get(PNG_KEY)
            case ".svg":
                text = ElementTree.parse(path).findtext(".//{http://purl.org/dc/elements/1.1/}description")
            case _:
                about = PdfReader(path, strict=True).metadata
                text = about.get("/Keywords") if about else None
    except (UnidentifiedImageError, OSError, ElementTree.ParseError, PyPdfError, ValueError) as error:
        raise BriefingError(L_(NO_STAMP, name=path.name)) from error
    if not text:
        raise BriefingError(L_(NO_STAMP, name=path.name))
    return Stamp.from_text(str(text))
