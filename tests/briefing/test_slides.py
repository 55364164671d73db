"""Slides: what is on them is PowerPoint's own, and says what the page says."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from briefing.job.brief import Brief
from briefing.job.errors import BriefingError
from briefing.job.formats import brief_again, make
from briefing.job.page_sizes import PAGES
from briefing.sheet.header import TLP_COLOURS
from briefing.slides.slides import read_stamp
from briefing.text.titles import headline_of, under_headline_of
from geo.analysis.time_series import events_by_day, front_by_day, ground_by_day
from geo.theatre.loader import read_theatre
from info.figures import ground_table
from tests.briefing.briefs import brief, empty_brief, full_brief, full_theatre
from tests.suites import first_quick
from tests.worlds import drawn_theatre, event, january, place, rectangle, row, theatre_of, write_theatre


def deck(asked: Brief, folder: Path):
    path = folder / "a.deck.pptx"
    make(asked, path)
    return Presentation(str(path))


def shapes_of(slide):
    """All shapes, those in groups too."""
    for shape in slide.shapes:
        yield shape
        if shape.shape_type == 6:
            yield from shape.shapes


def tables_of(presentation, title: str = "") -> list[list[list[str]]]:
    return [
        [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.has_table and slide.shapes.title.text_frame.text.startswith(title)
    ]


def charts_of(presentation):
    return [shape.chart for slide in presentation.slides for shape in slide.shapes if shape.has_chart]


def texts_of(slide) -> str:
    return "\n".join(shape.text_frame.text for shape in shapes_of(slide) if shape.has_text_frame)


def links_of(presentation) -> set[str]:
    return {
        relation.target_ref
        for slide in presentation.slides
        for relation in slide.part.rels.values()
        if relation.is_external
    }


@pytest.mark.thorough
def test_the_slides_follow_one_another_as_a_briefing_does(tmp_path):
    presentation = deck(full_brief(tmp_path), tmp_path)
    titles = [slide.shapes.title.text_frame.text for slide in presentation.slides]
    assert titles == [
        "Both: day by day, 1 Jan 2025 to 31 Jan 2025",
        "Both: control on 31 Jan 2025",
        "Both: what changed, 1 Jan 2025 to 31 Jan 2025",
        "Key figures",
        "Ground held, km²; change since 1 Jan 2025",
        "Day by day",
        "Certain events by day and type",
        "Places that changed hands: 2",
        "Data and method",
        "Sources",
    ]


@pytest.mark.thorough
@pytest.mark.parametrize("kind", first_quick(["map", "change", "series"]))
def test_one_slide_is_one_slide(tmp_path, kind):
    asked = full_brief(tmp_path, kind=kind)
    make(asked, tmp_path / "one.pptx")
    (slide,) = Presentation(str(tmp_path / "one.pptx")).slides
    as_map = asked.as_kind("map")
    assert slide.shapes.title.text_frame.text == headline_of(as_map).en
    assert under_headline_of(as_map).en in texts_of(slide)
    assert read_stamp(tmp_path / "one.pptx") == asked.stamp


@pytest.mark.thorough
def test_one_day_has_no_slide_of_change(tmp_path):
    theatre = full_theatre(tmp_path)
    filters = replace(theatre.everything, start=january(5), end=january(5))
    presentation = deck(brief(theatre, filters=filters), tmp_path)
    titles = " ".join(slide.shapes.title.text_frame.text for slide in presentation.slides)
    assert "changed" not in titles
    ground, front, events = charts_of(presentation)
    assert len(ground.plots[0].categories) == len(front.plots[0].categories) == len(events.plots[0].categories) == 1


@pytest.mark.thorough
def test_the_table_of_change_is_that_of_the_page(tmp_path):
    asked = full_brief(tmp_path)
    (transitions, balance) = tables_of(deck(asked, tmp_path), "Both: what changed")
    moved = asked.situation.change
    assert {(a, b): km2 for a, b, km2 in transitions[1:]} == {
        ("Red", "Blue"): f"{moved.transitions['RED', 'BLUE']:,.0f}",
        ("Red", "disputed reports"): f"{moved.transitions['RED', 'disputed']:,.0f}",
    }
    assert ["Red", "0", f"{moved.gross_loss['RED']:,.0f}"] in balance
    assert ["Blue", f"{moved.gross_gain['BLUE']:,.0f}", "0"] in balance


def test_the_figures_are_those_of_the_page(tmp_path):
    asked = full_brief(tmp_path)
    slides = deck(asked, tmp_path)
    (figures,), (ground,) = (tables_of(slides, title) for title in ("Key figures", "Ground held"))
    said, told = {label: value for label, value, _ in figures[1:]}, asked.situation.figures
    assert said["Events"] == f"{told.certain} certain, {told.possible} possible"
    assert said["Front line"] == f"{told.front_line_km:,.0f} km"
    assert ground[0] == ["Holder", "held", "change", "claimed", "inferred"]
    rows = ground_table(told.ground, told.ground_at_from)
    assert [row[1:] for row in ground[1:]] == [list(row.cells(changes=True)) for row in rows]
    assert "Blue" in ground[1][0]


@pytest.mark.thorough
def test_the_charts_hold_the_numbers_of_the_series(tmp_path):
    asked = full_brief(tmp_path)
    ground, front, events = charts_of(deck(asked, tmp_path))
    km2 = ground_by_day(asked.theatre, asked.situation.filters)
    blue = next(series for series in ground.plots[0].series if series.name == "Blue")
    of_blue = km2[km2["standing"] == "BLUE"].set_index("day")["km2"]
    days = pd.date_range(asked.situation.filters.start, asked.situation.filters.end)
    assert list(blue.values) == pytest.approx(list(of_blue.reindex(days, fill_value=0.0)))
    km = front_by_day(asked.theatre, asked.situation.filters).sum(axis="columns")
    assert list(front.plots[0].series[0].values) == pytest.approx(list(km))
    assert km.iloc[-1] == pytest.approx(asked.situation.figures.front_line_km)
    counted = events_by_day(asked.situation.events)
    drawn = {series.name: sum(series.values) for series in events.plots[0].series}
    assert drawn == counted.groupby("event_type")["events"].sum().to_dict()
    assert len(ground.plots[0].categories) == len(days)


@pytest.mark.thorough
def test_a_series_has_the_colour_of_its_faction(tmp_path):
    asked = full_brief(tmp_path)
    ground = charts_of(deck(asked, tmp_path))[0]
    colours = {series.name: str(series.format.fill.fore_color.rgb) for series in ground.plots[0].series}
    assert colours["Blue"] == asked.theatre.factions["BLUE"].colour[1:].upper()


@pytest.mark.thorough
def test_the_notes_of_every_slide_lead_back_to_the_view(tmp_path):
    theatre = full_theatre(tmp_path)
    asked = brief(theatre, filters=replace(theatre.everything, known_by=january(20)))
    for slide in deck(asked, tmp_path).slides:
        notes = slide.notes_slide.notes_text_frame.text
        assert asked.request.link in notes
        assert theatre.version in notes
        assert "Only what was published by 20 Jan 2025." in notes


@pytest.mark.thorough
def test_the_foot_and_the_number_of_a_slide_are_parts_of_its_master_and_the_number_counts_by_itself(tmp_path):
    for number, slide in enumerate(deck(brief(full_theatre(tmp_path)), tmp_path).slides, 1):
        held = {one.placeholder_format.type: one for one in slide.placeholders}
        assert held[PP_PLACEHOLDER.FOOTER].text_frame.text.startswith("Frontline ")
        (field,) = held[PP_PLACEHOLDER.SLIDE_NUMBER]._element.iter(qn("a:fld"))
        assert (field.get("type"), field.findtext(qn("a:t"))) == ("slidenum", str(number))


@pytest.mark.thorough
@pytest.mark.parametrize("page", sorted(PAGES))
@pytest.mark.parametrize("language", ["en", "ar", "both"])
def test_nothing_stands_outside_a_slide(tmp_path, page, language):
    asked = full_brief(tmp_path, page=page, language=language, tlp="green", title="W" * 60 + " " + "long " * 11)
    presentation = deck(asked, tmp_path)
    wide, high = presentation.slide_width, presentation.slide_height
    assert wide == pytest.approx(PAGES[page].width * 36_000, abs=2)
    for slide in presentation.slides:
        for shape in shapes_of(slide):
            height = sum(row.height for row in shape.table.rows) if getattr(shape, "has_table", False) else shape.height
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= wide
            assert shape.top + height <= high


@pytest.mark.thorough
def test_a_long_table_goes_on_over_the_next_slides_and_loses_no_row(tmp_path):
    names = [f"p{number:02}" for number in range(60)]
    theatre = theatre_of(
        tmp_path / "t",
        places=[place(one, 0.02 + 1.9 * number / 60, 0.5) for number, one in enumerate(names)],
        reports=[row(one, "RED", "2025-01-01", scope="baseline") for one in names]
        + [row(one, "BLUE", "2025-01-10") for one in names],
    )
    tables = tables_of(deck(brief(theatre), tmp_path), "Places that changed hands: 60")
    assert len(tables) > 1
    assert {table[0][0] for table in tables} == {"Place"}
    assert [cells[0].lower() for table in tables for cells in table[1:]] == names


@pytest.mark.thorough
def test_every_slide_is_marked(tmp_path):
    for slide in deck(full_brief(tmp_path, tlp="amber"), tmp_path).slides:
        (mark,) = [s for s in slide.shapes if s.has_text_frame and s.text_frame.text == "TLP:AMBER"]
        colour = mark.text_frame.paragraphs[0].runs[0].font.color.rgb
        assert str(colour) == TLP_COLOURS["amber"][1:].upper()


@pytest.mark.thorough
def test_arabic_runs_from_right_to_left(tmp_path):
    asked = full_brief(tmp_path, language="ar")
    presentation = deck(asked, tmp_path)
    for slide in presentation.slides:
        properties = slide.shapes.title.text_frame.paragraphs[0]._p.pPr
        assert (properties.get("rtl"), properties.get("algn")) == ("1", "r")
        for shape in slide.shapes:
            if shape.has_table:
                assert shape.table._tbl.tblPr.get("rtl") == "1"
    theme = zipfile.ZipFile(tmp_path / "a.deck.pptx").read("ppt/theme/theme1.xml").decode()
    assert 'script="Arab" typeface="Arial"' in theme


@pytest.mark.thorough
def test_in_both_languages_each_has_a_paragraph_with_its_own_direction(tmp_path):
    slide = deck(full_brief(tmp_path, language="both"), tmp_path).slides[1]
    english, arabic = slide.shapes.title.text_frame.paragraphs
    assert (english._p.pPr.get("rtl"), arabic._p.pPr.get("rtl")) == ("0", "1")
    assert "control" in english.text
    assert "السيطرة" in arabic.text


@pytest.mark.thorough
def test_only_web_addresses_can_be_followed(tmp_path):
    theatre = theatre_of(
        tmp_path / "t",
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-03", source_url="https://example.org/taken?a=1&b=2"),
        ],
        events=[
            event("a", "2025-01-05", source_url="javascript:alert(1)", source_title="Bad"),
            event("b", "2025-01-06", source_url="file:///etc/passwd", source_title="Worse"),
            event("c", "2025-01-06", source_url="http://example.org/fine", source_title="Fine"),
        ],
    )
    presentation = deck(brief(theatre), tmp_path)
    assert links_of(presentation) == {"https://example.org/taken?a=1&b=2", "http://example.org/fine"}
    shown = [cells[1] for table in tables_of(presentation, "Sources") for cells in table[1:]]
    assert {"Bad", "Worse", "Fine"} <= set(shown)


@pytest.mark.thorough
def test_hostile_text_is_shown_and_neither_hidden_nor_run(tmp_path):
    folder = write_theatre(
        tmp_path / "t",
        places=[place("west", 0.5, 0.5), place("east", 1.5, 0.5, name_en="<b>\N{RIGHT-TO-LEFT OVERRIDE}gpj\x07\ufffe")],
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-03", asserted_by="=1+1"),
        ],
    )
    factions = folder / "factions.toml"
    factions.write_text(factions.read_text().replace('name_en = "Blue"', 'name_en = "=HYPERLINK(1)"'))
    presentation = deck(brief(read_theatre(folder)), tmp_path)
    (flipped,) = tables_of(presentation, "Places that changed hands")
    assert flipped[1][0] == "<b>[U+202E]gpj\ufffd\ufffd"
    chart = charts_of(presentation)[0]
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    heads = [cell for cell in next(book.active.iter_rows(max_row=1)) if cell.value]
    assert "'=HYPERLINK(1)" in [cell.value for cell in heads]
    assert {cell.data_type for cell in heads} == {"s"}


@pytest.mark.thorough
def test_places_no_report_speaks_of_are_one_row_and_no_cell_is_empty(tmp_path):
    places = [place("west", 0.2, 0.5), place("east", 1.5, 0.5), place("near", 1.6, 0.5), place("far", 1.8, 0.5)]
    reports = [
        row("west", "BLUE", "2025-01-01", scope="baseline"),
        *(row(place_id, "RED", "2025-01-01", scope="baseline") for place_id in ("east", "near")),
        row("east", "BLUE", "2025-01-03"),
        row("near", "BLUE", "2025-01-03"),
    ]
    presentation = deck(brief(theatre_of(tmp_path / "t", places=places, reports=reports)), tmp_path)
    (flipped,) = tables_of(presentation, "Places that changed hands: 3")
    assert [line[0] for line in flipped] == ["Place", "East", "Near", "1 more"]
    assert flipped[-1][1:] == ["\N{EN DASH}"] * 3 + ["no report of their own: they go with the places around them"]
    frames = [shape for slide in presentation.slides for shape in slide.shapes if shape.has_table]
    assert all(cell.text for frame in frames for cell in frame.table.iter_cells())


@pytest.mark.thorough
def test_an_empty_situation_says_that_it_is_empty(tmp_path):
    presentation = deck(empty_brief(tmp_path), tmp_path)
    told = "\n".join(texts_of(slide) for slide in presentation.slides)
    assert "No ground changed hands here." in told
    assert "No certain event in this range" in told


@pytest.mark.thorough
def test_the_title_says_where_there_is_nothing_to_show(tmp_path):
    theatre = drawn_theatre(tmp_path, {1: [("BLUE", rectangle(0, 0, 1, 1))]})
    filters = replace(theatre.everything, factions=frozenset({"GREEN"}))
    assert "Nothing to show here" in texts_of(deck(brief(theatre, filters=filters), tmp_path).slides[0])


@pytest.mark.thorough
def test_the_slides_carry_their_stamp_and_lead_back_to_their_request(tmp_path):
    theatre = full_theatre(tmp_path)
    asked = brief(
        theatre, title="a \N{RIGHT-TO-LEFT OVERRIDE} <b>&حماة", language="both", tlp="red", made_on=january(9)
    )
    make(asked, tmp_path / "a.deck.pptx")
    stamp = read_stamp(tmp_path / "a.deck.pptx")
    assert stamp == asked.stamp
    assert brief_again(stamp, theatre).request == asked.request


@pytest.mark.thorough
def test_the_same_slides_are_the_same_bytes_also_in_a_process_of_its_own(tmp_path):
    asked = full_brief(tmp_path)
    for name in ("a.deck.pptx", "b.deck.pptx"):
        make(asked, tmp_path / name)
    script = (
        "import sys; from pathlib import Path; from geo.theatre.loader import read_theatre\n"
        "from tests.briefing.briefs import brief; from briefing.job.formats import make\n"
        "make(brief(read_theatre(Path(sys.argv[1]))), Path(sys.argv[2]))\n"
    )
    subprocess.run([sys.executable, "-c", script, tmp_path / "full", tmp_path / "c.deck.pptx"], check=True)
    once = (tmp_path / "a.deck.pptx").read_bytes()
    assert (tmp_path / "b.deck.pptx").read_bytes() == once
    assert (tmp_path / "c.deck.pptx").read_bytes() == once


@pytest.mark.thorough
def test_no_moment_of_its_making_is_in_the_file(tmp_path):
    make(full_brief(tmp_path), tmp_path / "a.deck.pptx")
    with zipfile.ZipFile(tmp_path / "a.deck.pptx") as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
        about = package.read("docProps/core.xml").decode()
    assert "created" not in about
    assert "modified" not in about.replace("lastModifiedBy", "")


@pytest.mark.thorough
def test_the_day_asked_for_is_the_day_the_file_was_made_on(tmp_path):
    about = deck(full_brief(tmp_path, made_on=january(9)), tmp_path).core_properties
    assert about.created.date() == about.modified.date() == january(9)


@pytest.mark.thorough
def test_a_picture_says_what_it_shows_to_those_who_cannot_see_it(tmp_path):
    pictures = [
        shape
        for slide in deck(full_brief(tmp_path), tmp_path).slides
        for shape in shapes_of(slide)
        if shape.shape_type == 13 or getattr(shape, "has_chart", False)
    ]
    assert pictures
    for shape in pictures:
        assert next(shape._element.iter(qn("p:cNvPr"))).get("descr")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no slides"])
def test_a_file_that_holds_no_slides_has_no_stamp(tmp_path, content):
    path = tmp_path / "a.deck.pptx"
    path.write_bytes(content)
    with pytest.raises(BriefingError, match="carries no stamp"):
        read_stamp(path)


def test_slides_of_others_have_no_stamp(tmp_path):
    Presentation().save(str(tmp_path / "a.deck.pptx"))
    with pytest.raises(BriefingError, match="carries no stamp"):
        read_stamp(tmp_path / "a.deck.pptx")


@pytest.mark.thorough
def test_a_drawn_history_makes_slides_too(tmp_path):
    theatre = drawn_theatre(tmp_path, {1: [("BLUE", rectangle(0, 0, 1, 1))], 2: [("BLUE", rectangle(0, 0, 2, 1))]})
    ground, *_ = charts_of(deck(brief(theatre), tmp_path))
    blue = next(series for series in ground.plots[0].series if series.name == "Blue")
    assert list(blue.values)[:2] == pytest.approx([12_309, 24_617], rel=1e-3)
