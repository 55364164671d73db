"""Whatever a theatre's figures are written to, what lies abroad changes none of them and is told apart."""

from __future__ import annotations

import json
import re
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
from pptx import Presentation
from pypdf import PdfReader

from briefing.job.formats import OUTPUTS, make
from briefing.sheet.change_tables import range_figures
from briefing.slides.charts import event_series
from briefing.tables import data_tables
from briefing.text.key_figures import event_figures
from briefing.web.figures import figure_tables
from geo.analysis.situation import select
from geo.theatre.loader import read_theatre
from info.figures import abroad_words
from layers.density import LAYER as DENSITY
from layers.events import LAYER as EVENTS
from layers.strikes import LAYER as STRIKES
from map.event_marks import QUIET
from map.layer import RenderOptions
from map.payload import message_of
from tests.briefing.conftest import ask
from tests.cases.running import cli
from tests.suites import first_quick
from tests.worlds import event, write_theatre
from ui.by_unit import ground_table
from ui.day_strip import events_per_day
from ui.events_tab import events_table

STRIKE = {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"}
OWN = [
    event("battle", "2025-01-05", 0.95, 0.5, fatalities_best=3),
    event("strike", "2025-01-06", 0.9, 0.5, fatalities_best=4, **STRIKE),
]
AWAY = [
    event("across", "2025-01-05", 2.5, 0.5, fatalities_best=7000, adm1_pcode=""),
    event("raid", "2025-01-06", 1.1, 1.4, fatalities_best=700, adm1_pcode="", country="Mali", **STRIKE),
    event("said", "2025-01-06", 1.05, 0.5, fatalities_best=70, country="Mali", **STRIKE),
]
SAID = "Abroad, not counted: 3 events, 7,770 killed"


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """The same January without and with events abroad."""
    home = tmp_path_factory.mktemp("abroad")
    return write_theatre(home / "own", events=OWN), write_theatre(home / "both", events=[*OWN, *AWAY])


@pytest.fixture(scope="module")
def briefs(folders):
    return [ask(read_theatre(folder)) for folder in folders]


def rows_but_abroad(rows: list[str]) -> list[str]:
    return [row for row in rows if "broad" not in row]


FIGURES = {
    "headline": lambda one: (one.figures.certain, one.figures.possible, one.figures.fatalities, one.figures.strikes),
    "by type": lambda one: one.figures.by_type,
    "a bar for every day": lambda one: events_per_day(one.theatre, one.filters).to_dict("list"),
    "table by governorate": lambda one: ground_table(one, one.theatre.divisions[0]).to_dict("list"),
    "sheet": lambda one: rows_but_abroad([str(figure) for figure in event_figures(one)]),
    "sheet of change": lambda one: rows_but_abroad([str(line) for line in range_figures(one)]),
    "tables of figures": lambda one: [row for row in data_tables.figures(one).records()
                                      if "broad" not in str(row["figure_en"])],
    "page on disk": lambda one: [rows_but_abroad(list(map(str, table.rows)))
                                 for table in figure_tables([one], RenderOptions())],
    "density": lambda one: str([item.label.en for item in DENSITY.legend(one, RenderOptions())]),
}  # fmt: skip


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES.keys())
def test_a_figure_is_the_same_with_and_without_events_abroad(briefs, figure):
    own, both = (brief.situation for brief in briefs)
    assert len(both.events) == len(own.events) + len(AWAY)
    assert figure(own) == figure(both)


def test_the_chart_of_slides_is_the_same(briefs):
    assert event_series(briefs[0]) == event_series(briefs[1])


def test_what_lies_abroad_is_told_apart_wherever_figures_are(briefs):
    both = briefs[1].situation
    assert abroad_words(both.figures.abroad) == SAID
    assert any("Abroad" in str(figure) for figure in event_figures(both))
    assert any("abroad" in str(row) for table in figure_tables([both], RenderOptions()) for row in table.rows)
    assert any("Abroad" in str(row["figure_en"]) for row in data_tables.figures(both).records())


def test_an_area_tells_nothing_of_abroad(briefs):
    theatre = briefs[1].theatre
    assert abroad_words(ask(theatre, area="west").situation.figures.abroad) == ""


@pytest.mark.thorough
def test_the_command_line_says_the_same_figures(folders):
    own, both = (cli("situation", "--data", folder).output for folder in folders)
    assert f"{SAID}." in both
    line = re.compile(r"^Events: .*$", re.MULTILINE)
    assert line.search(own)[0] == line.search(both)[0]
    days = ("--from", "2025-01-01", "--to", "2025-01-31", "--json")
    one, other = (json.loads(cli("change", "--data", folder, *days).stdout) for folder in folders)
    assert (one["fatalities"], one["strikes"]) == (other["fatalities"], other["strikes"])


def test_the_map_draws_them_grey_and_says_abroad(briefs):
    both = briefs[1].situation
    for layer, many in ((EVENTS, 1), (STRIKES, 2)):
        payloads = [message_of(one).payload for one in layer.drawn(both, RenderOptions())]
        said = json.dumps(payloads)
        assert said.count("(abroad)") == many
        assert QUIET in said
        assert any("Abroad" in item.label.en for item in layer.legend(both, RenderOptions()))
    assert QUIET not in json.dumps(
        [message_of(one).payload for one in EVENTS.drawn(briefs[0].situation, RenderOptions())]
    )


TEXT_OF = {
    ".pdf": lambda path: "\n".join(page.extract_text() for page in PdfReader(path).pages),
    ".svg": lambda path: path.read_text(encoding="utf-8"),
    ".deck.pptx": lambda path: "\n".join(
        cell.text_frame.text
        for slide in Presentation(str(path)).slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ),
    ".html": lambda path: path.read_text(encoding="utf-8"),
}


@pytest.mark.thorough
@pytest.mark.parametrize("suffix", first_quick(TEXT_OF))
def test_sheets_slides_and_pages_say_the_countrys_figure(briefs, tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    make(briefs[1], path)
    said = TEXT_OF[suffix](path)
    assert "broad" in said
    if suffix == ".pdf":
        assert "2 certain, 0 possible" in said


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".geojson", ".gpkg", ".parquet", ".shp.zip"])
def test_data_files_have_a_column_of_it(briefs, tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    make(briefs[1], path)
    rows = read_events(path, suffix)
    found = {key: bool(there) for key, there in zip(rows["id"], rows["abroad"], strict=True) if key in KEYS}
    assert found == {"battle": False, "strike": False, "across": True, "raid": True, "said": True}


KEYS = {"battle", "strike", "across", "raid", "said"}


def read_events(path: Path, suffix: str) -> pd.DataFrame:
    if suffix == ".csv":
        return pd.read_csv(path).assign(abroad=lambda table: table["abroad"].astype(str).str.lower() == "true")
    if suffix == ".xlsx":
        head, *body = openpyxl.load_workbook(path)["Events"].iter_rows(values_only=True)
        return pd.DataFrame(body, columns=head)
    if suffix == ".gpkg":
        return pyogrio.read_dataframe(path, layer="Events")
    if suffix == ".shp.zip":
        return pyogrio.read_dataframe(f"/vsizip/{path}/events.shp")
    return gpd.read_parquet(path) if suffix == ".parquet" else pyogrio.read_dataframe(path)


def test_every_kind_of_file_is_looked_at():
    pictures = {".png", ".pptx", ".gif", ".mp4", ".kml", ".kmz"}
    assert set(OUTPUTS) == {*TEXT_OF, ".csv", ".xlsx", ".geojson", ".gpkg", ".parquet", ".shp.zip"} | pictures, (
        "a kind of file that is not read back: say in TEXT_OF how, or that it is a picture"
    )


def test_the_table_of_the_page_says_which_lie_abroad(briefs):
    table = events_table(briefs[1].situation).set_index("Id")
    assert table.loc["raid", "Counts as"] == "incident abroad, not counted"
    assert table["Abroad"].sum() == len(AWAY)
    assert select(briefs[1].theatre, briefs[1].request.filters).figures.certain == len(OWN)
