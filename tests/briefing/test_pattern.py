"""Patterns of areas: the same in a picture as in strokes, and only on their ground."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure

from briefing.sheet import pattern
from briefing.sheet.paint import paint_areas
from map.styles import AreaStyle

STYLES = [AreaStyle(colour="#009e73", second="#d55e00", fill=fill, weight=0) for fill in ("ruled", "shared")]
SQUARE = shapely.box(-5.0, -5.0, 6.0, 6.0)


def drawn(style: AreaStyle) -> Figure:
    """A square that reaches over the left and the lower edge of its axes, which leave a margin."""
    figure = Figure(figsize=(1, 1), dpi=200)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.1, 0.1, 0.8, 0.8), xlim=(0, 8), ylim=(0, 8))
    axes.axis("off")
    paint_areas(axes, np.array([SQUARE], dtype=object), [style], zorder=1)
    return figure


def dots(figure: Figure) -> np.ndarray:
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba())[:, :, :3].astype(float)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.fill)
def test_a_picture_shows_what_the_strokes_draw(style, monkeypatch):
    filled = dots(drawn(style))

    class OtherThanAgg(RendererAgg):
        pass

    monkeypatch.setattr(pattern, "RendererAgg", OtherThanAgg)
    assert np.abs(filled - dots(drawn(style))).mean() < 3  # half a tile off is 15 and more


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.fill)
def test_a_pattern_stays_on_its_ground_and_within_its_axes(style):
    picture = dots(drawn(style))
    inside = np.zeros(picture.shape[:2], dtype=bool)
    inside[180 - 121 : 181, 19:141] = True  # 6 of 8 in 160 dots from (20, 180)
    assert (picture[~inside] == 255).all()
    assert (picture[inside] < 255).any(axis=1).mean() > 0.15


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.fill)
def test_the_clip_of_a_pattern_alone_keeps_it_within_its_axes(style):
    for patch in drawn(style).axes[0].artists or drawn(style).axes[0].patches:
        if patch.get_clip_path() is None:  # the ground under a pattern: an area like any other
            assert np.allclose(patch.get_clip_box().extents, patch.axes.bbox.extents)
            continue
        clip, _ = patch.get_clip_path().get_transformed_path_and_affine()
        assert clip is not None
        box = patch.get_clip_path()._path.get_extents()
        assert (box.x0, box.y0) >= (0, 0)
        assert box.x1 <= 6
