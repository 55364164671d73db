"""Sheets as PDF can be read aloud: language, title, and a tree of what is on each page."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from briefing.job.formats import make
from briefing.text.titles import headline_of
from tests.briefing.conftest import ask
from tests.suites import first_quick
from tests.worlds import event, january, place, row, theatre_of


def small(tmp_path: Path, **asked):
    """West, which Red took from Blue."""
    theatre = theatre_of(
        tmp_path / "theatre",
        places=[place("west", 0.5, 0.5, kind="city", name_ar="الغرب"), place("east", 1.5, 0.5, kind="city")],
        reports=[row("west", "BLUE", "2025-01-01", scope="baseline"), row("west", "RED", "2025-01-05")],
        events=[event("battle", "2025-01-05", 0.9, 0.9)],
    )
    return ask(theatre, start=january(1), end=january(9), **asked)


def written(tmp_path: Path, brief) -> PdfReader:
    make(brief, tmp_path / "sheet.pdf")
    return PdfReader(tmp_path / "sheet.pdf", strict=True)


def elements(reader: PdfReader) -> list:
    """The structure elements of the document, in reading order."""
    document = reader.trailer["/Root"]["/StructTreeRoot"]["/K"]
    assert document["/S"] == "/Document"
    return [child.get_object() for child in document["/K"]]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("language", "spoken"), first_quick([("ar", "ar"), ("en", "en"), ("both", "en")], parameters=2)
)
def test_a_pdf_tells_its_language_and_title_and_that_it_is_tagged(tmp_path, language, spoken):
    brief = small(tmp_path, language=language)
    reader = written(tmp_path, brief)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == spoken
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == headline_of(brief).say(language)


@pytest.mark.thorough
def test_the_title_is_read_first_and_each_map_has_a_text_in_its_place(tmp_path):
    brief = small(tmp_path)
    first_page = [one for one in elements(written(tmp_path, brief)) if one["/Pg"]["/StructParents"] == 0]
    assert [one["/S"] for one in first_page] == ["/H1", "/P", "/P", "/P", "/Figure", "/Figure"]
    shown, located = (one["/Alt"] for one in first_page if one["/S"] == "/Figure")
    assert shown.startswith("Map. Red took West (5 Jan) from Blue. Both.")
    assert located.startswith("Location. ")


@pytest.mark.thorough
def test_the_maps_of_a_change_tell_which_day_they_show(tmp_path):
    told = [
        one["/Alt"] for one in elements(written(tmp_path, small(tmp_path, kind="change"))) if one["/S"] == "/Figure"
    ]
    assert [text.split(".")[0] for text in told[:3]] == [
        "Before: end of 1 Jan 2025",
        "After: end of 9 Jan 2025",
        "What changed hands",
    ]


def test_the_notes_are_headings_and_paragraphs(tmp_path):
    notes = [one["/S"] for one in elements(written(tmp_path, small(tmp_path))) if one["/Pg"]["/StructParents"] == 1]
    assert notes[0] == "/H2"
    assert len(notes) > 3
    assert set(notes[1:]) == {"/P"}


@pytest.mark.thorough
def test_every_marked_piece_of_a_page_belongs_to_one_element(tmp_path):
    reader = written(tmp_path, small(tmp_path))
    owners = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for number, page in enumerate(reader.pages):
        content = page.get_contents().get_data()
        marked = content.count(b"/MCID")
        assert page["/StructParents"] == owners[2 * number] == number
        assert len(owners[2 * number + 1]) == marked > 0
        assert content.count(b"EMC") == marked + content.count(b"/Artifact BMC")
        pieces = [piece for one in elements(reader) if one["/Pg"]["/StructParents"] == number for piece in one["/K"]]
        assert sorted(pieces) == list(range(marked))
