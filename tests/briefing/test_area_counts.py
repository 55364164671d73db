"""Counts of events reach whatever is made of a map: each as a number in a box that lies on nothing else."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from PIL import Image
from pypdf import PdfReader

from briefing.film.frames import Reel, frames
from briefing.job.brief import Brief, brief_of, default_layers
from briefing.job.formats import make
from briefing.sheet.labels import as_boxes, meeting
from briefing.sheet.layout import lay_out
from briefing.sheet.map_edge import reserved
from briefing.sheet.map_picture import picture_of
from tests.briefing.conftest import ask
from tests.worlds import event, january, theatre_of


def counted(key, many, first, last, lon=0.5, **more):
    days = {"event_date": f"2025-01-{first:02d}", "end_date": f"2025-01-{last:02d}"}
    said = {"geo_precision": 3, "uncertainty_km": 79, "location_en": "Square 1", "source_publisher": "ACLED", **more}
    return event(
        key, days["event_date"], lon, end_date=days["end_date"], count_as="aggregate", event_count=many, **said
    )


@pytest.fixture(scope="module")
def counts(tmp_path_factory) -> Brief:
    events = [event("battle", "2025-01-07"), counted("a", 9137, 6, 12), counted("b", 8, 4, 8, 1.5, location_en="East")]
    theatre = theatre_of(tmp_path_factory.mktemp("counts") / "t", events=events)
    return ask(theatre, start=january(6), end=january(8))


def without_counts(brief: Brief) -> Brief:
    layers = brief.request.layers - {"area-counts"}
    return brief_of(brief.theatre, replace(brief.request, layers=layers))


@pytest.mark.thorough
def test_a_sheet_writes_each_number_and_one_line_of_legend(counts, tmp_path):
    make(counts, tmp_path / "sheet.pdf")
    said = PdfReader(tmp_path / "sheet.pdf").pages[0].extract_text()
    assert "(9,137)" in said
    assert "(8)" in said
    assert said.count("Events that a source counts in an area") == 1
    make(without_counts(counts), tmp_path / "without.pdf")
    assert "counts in an area" not in PdfReader(tmp_path / "without.pdf").pages[0].extract_text()


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["map", "change", "series"])
@pytest.mark.parametrize("language", ["ar", "both"])
def test_every_kind_of_sheet_draws_them_in_every_language(counts, kind, language, tmp_path):
    asked = brief_of(counts.theatre, replace(counts.request, kind=kind, language=language))
    make(asked, tmp_path / "sheet.pdf")
    pages = "".join(page.extract_text() for page in PdfReader(tmp_path / "sheet.pdf").pages)
    assert "9,137" in pages


def test_no_two_numbers_and_no_symbol_lie_on_each_other(tmp_path):
    many = [
        *(counted(f"c{n}", 100 + n, 6, 12, source_publisher=f"Source {n}") for n in range(4)),
        *(event(f"e{n}", "2025-01-07", 0.5 + 0.01 * n) for n in range(12)),
        counted("near", 7, 6, 12, 0.52, location_en="Near"),
    ]
    brief = ask(theatre_of(tmp_path / "t", events=many))
    picture = picture_of(brief.situation, brief.layers, brief.request.look, (150, 100))
    layout = lay_out(picture, reserved(picture, 1.0))
    chips = as_boxes([chip.box for chip in layout.chips])
    assert len(chips) == 5
    assert meeting(chips, chips).sum() == len(chips)
    others = [box for mark in layout.marks for box in mark.boxes] + [box for _, box in layout.names]
    assert not meeting(chips, as_boxes(others)).any()


def test_one_without_room_is_a_bare_square_on_its_spot(tmp_path):
    crowded = [counted(f"c{n}", 1000 + n, 6, 12, source_publisher=f"Source {n:02d}") for n in range(40)]
    brief = ask(theatre_of(tmp_path / "t", events=crowded))
    picture = picture_of(brief.situation, brief.layers, brief.request.look, (150, 100))
    chips = lay_out(picture, reserved(picture, 1.0)).chips
    assert len(chips) == 40
    bare = [chip for chip in chips if not chip.text]
    assert bare
    assert len({chip.box for chip in bare}) == 1


@pytest.mark.thorough
def test_a_film_a_deck_and_a_picture_show_them(counts, tmp_path):
    plain = without_counts(counts)
    shown, empty = (list(frames(Reel(brief))) for brief in (counts, plain))
    assert all((one != other).any() for one, other in zip(shown, empty, strict=True))
    for name, brief in (("with", counts), ("without", plain)):
        make(brief, tmp_path / f"{name}.png")
        make(brief, tmp_path / f"{name}.pptx")
    one, other = (np.asarray(Image.open(tmp_path / f"{name}.png").convert("RGB")) for name in ("with", "without"))
    assert (one != other).any()
    assert (tmp_path / "with.pptx").read_bytes() != (tmp_path / "without.pptx").read_bytes()


@pytest.mark.thorough
def test_a_page_on_disk_draws_and_answers_them(counts, tmp_path):
    make(counts, tmp_path / "page.html")
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    data = json.loads(html.split('id="frontline-data">')[1].split("</script>")[0])
    slots = data["payloads"][data["languages"]["en"]["drawn"]["slots"]]
    (slot,) = (one for one in slots if one["layer"] == "area-counts")
    assert "(9,137)" in slot["texts"]
    details = data["details"]["en"]
    told = [[details["parts"][n] for n in details["all"][details["of"][ref][1]]] for ref in slot["refs"]]
    assert any("9,137 events" in str(one) and "not added to the incidents" in str(one) for one in told)


def test_a_data_file_of_the_layer_alone_holds_the_numbers(counts, tmp_path):
    alone = brief_of(counts.theatre, replace(counts.request, layers=frozenset({"area-counts"})))
    make(alone, tmp_path / "events.csv")
    rows = pd.read_csv(tmp_path / "events.csv").set_index("id")
    assert rows["event_count"].dropna().to_dict() == {"a": 9137, "b": 8}


@pytest.mark.thorough
def test_nothing_changes_where_there_are_no_counts(small, shipped, tmp_path):
    """The shipped theatre has running totals, and no count of events."""
    for number, theatre in enumerate((small, shipped)):
        asked = ask(theatre, start=theatre.end, end=theatre.end)
        assert "area-counts" in default_layers()
        assert "area-counts" not in asked.request.link
        for suffix in (".png", ".svg"):
            files = [tmp_path / f"{number}-{name}{suffix}" for name in ("asked", "not")]
            make(asked, files[0])
            make(ask(theatre, start=theatre.end, end=theatre.end, layers=default_layers() - {"area-counts"}), files[1])
            assert files[0].read_bytes() == files[1].read_bytes()
