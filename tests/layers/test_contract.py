"""Every layer reaches the page, its playback, a sheet, a film, a page on disk and data files, or says why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import layers
from briefing.data.data_layers import data_layers
from briefing.data.shapefiles import dbf_name
from briefing.film.frames import Reel, frames
from briefing.job.brief import Brief, brief_of
from briefing.job.errors import BriefingError
from briefing.job.formats import OUTPUTS, no_progress
from briefing.job.request import Request
from briefing.sheet.layout import lay_out
from briefing.sheet.map_drawing import draw_map
from briefing.sheet.map_picture import map_axes, picture_of
from briefing.web.data import page_data
from geo.analysis.situation import Situation
from layers import all_layers
from map.layer import Layer, RenderOptions
from map.playback import Step, moves, playback
from tests.suites import first_quick
from tests.worlds import january
from ui.drawing import drawing
from ui.state import ViewState

DOCS = Path(__file__).parent.parent.parent / "docs" / "adding-a-layer.md"
LAYERS = sorted(all_layers(), key=lambda layer: layer.id != "control")
LOOK = RenderOptions()
TOY = "source-grades"


def brief(situation: Situation, *ids: str) -> Brief:
    return brief_of(situation.theatre, Request(filters=situation.filters, layers=frozenset(ids), width=800))


def on_the_page(situation: Situation, layer: Layer) -> bool:
    view = ViewState(filters=situation.filters, layers=frozenset({layer.id}))
    (group,) = drawing(replace(situation), view, LOOK, playing=False).groups[:1]
    return any("frontline.draw(" in element.script() for element in group._children.values())


def in_the_playback(situation: Situation, layer: Layer) -> bool:
    step = Step(situation, situation.filters.start)
    payload = playback([step], [layer], LOOK).payload
    parts = [*payload["slots"], *payload["names"]]
    return not moves(layer, LOOK) or [part["layer"] for part in parts] == [layer.id] * max(len(parts), 1)


def painted(situation: Situation, *drawn: Layer) -> np.ndarray:
    """A map sheet of some layers, wide enough for names, as coarse px."""
    figure = Figure(figsize=(14, 8), dpi=30)
    canvas = FigureCanvasAgg(figure)
    picture = picture_of(situation, drawn, LOOK, (340, 180))
    draw_map(map_axes(figure, picture.frame, 5, 5), picture, lay_out(picture))
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())


def on_a_sheet(situation: Situation, layer: Layer) -> bool:
    return not np.array_equal(painted(situation), painted(situation, layer))


@cache
def drawn_on_disk(situation: Situation, ids: tuple[str, ...]) -> frozenset[str]:
    return page_data(brief(situation, *ids), no_progress).drawn


def on_a_page_on_disk(situation: Situation, layer: Layer) -> bool:
    return layer.id in drawn_on_disk(situation, tuple(layer.id for layer in all_layers()))


@cache
def filmed(situation: Situation, *ids: str) -> np.ndarray:
    """The first frame of a film of some layers."""
    return next(frames(Reel(brief(situation, *ids))))


def in_a_film(situation: Situation, layer: Layer) -> bool:
    return not np.array_equal(filmed(situation), filmed(situation, layer.id))


def in_a_data_file(situation: Situation, layer: Layer) -> bool:
    if layer.no_data_file:
        with pytest.raises(BriefingError, match=re.escape(f"{layer.title.en}: {layer.no_data_file}")):
            data_layers(brief(situation, layer.id))
        return says_why(layer, layer.no_data_file, ".gpkg", situation)
    tables = data_layers(brief(situation, layer.id))
    return all(len(table) for table in tables) and all(dbf_name(one.name) for table in tables for one in table.columns)


def says_why(layer: Layer, why: str, suffix: str, situation: Situation) -> bool:
    """In one sentence; who asked for the layer and others is told it as well."""
    told = OUTPUTS[suffix].left_out(brief(situation, layer.id, "control"))
    return why.endswith(".") and "\n" not in why and (layer.on_by_default or told == f"{layer.title.en}: {why}")


REACHED: list[Callable[[Situation, Layer], bool]] = [
    on_the_page, in_the_playback, on_a_sheet, on_a_page_on_disk, in_a_film, in_a_data_file,
]  # fmt: skip


@pytest.mark.parametrize("reached", REACHED)
@pytest.mark.parametrize("layer", first_quick(LAYERS), ids=lambda layer: layer.id)
def test_every_layer_reaches_every_output_or_says_why_not(layer, reached, a_day):
    assert reached(a_day, layer), (
        f"Does a_day (tests/layers/conftest.py) hold what {layer.id} draws? Else add it there."
    )


@pytest.fixture
def dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Layer]:
    """The layer that docs/adding-a-layer.md shows, saved as a file where layers are found."""
    (code,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "dropped").mkdir()
    (tmp_path / "dropped" / "source_grades.py").write_text(code, encoding="utf-8")
    monkeypatch.setattr(layers, "__path__", [*layers.__path__, str(tmp_path / "dropped")])
    all_layers.cache_clear()
    yield next(layer for layer in all_layers() if layer.id == TOY)
    all_layers.cache_clear()


@pytest.mark.parametrize("reached", first_quick(REACHED))
def test_a_layer_dropped_into_the_folder_reaches_every_output(reached, dropped, a_day):
    assert reached(a_day, dropped)


def test_a_layer_dropped_into_the_folder_is_seen_on_a_film(dropped, a_day):
    first_days = replace(a_day, filters=replace(a_day.filters, start=january(5), end=january(5)))
    (without,), (drawn,) = (list(frames(Reel(brief(first_days, *ids)))) for ids in ((), (TOY,)))
    assert not np.array_equal(without, drawn)


def test_a_layer_gives_its_tables_or_says_why_it_has_none():
    layer = next(layer for layer in all_layers() if layer.tables)
    with pytest.raises(ValueError, match=f"layer '{layer.id}': give its tables, or say in no_data_file why"):
        replace(layer, tables=())
    with pytest.raises(ValueError, match="give its tables, or say"):
        replace(layer, no_data_file="There is no reason.")
