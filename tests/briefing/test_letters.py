"""Letters from outlines look as matplotlib's own and take the same room."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from briefing.sheet.letters import SheetRenderer, dots_of

DPI = 200


def sheet_saying(text: str, *, bold: bool, angle: float = 0) -> Figure:
    figure = Figure(figsize=(1.6, 0.8), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    figure.text(0.5, 0.5, text, fontsize=8, fontweight="bold" if bold else "normal", ha="center", rotation=angle)
    return figure


@pytest.mark.parametrize(("text", "angle"), [("Khan Shaykhun", 0), ("خان شيخون", 0), ("36.5°N", 90)])
@pytest.mark.parametrize("bold", [False, True])
def test_a_text_looks_as_matplotlib_draws_it(text, angle, bold):
    figure = sheet_saying(text, bold=bold, angle=angle)
    figure.canvas.draw()
    theirs = np.asarray(figure.canvas.buffer_rgba())[:, :, :3].astype(float)
    ours = dots_of(figure, DPI).astype(float)
    assert ours.shape == theirs.shape
    assert (ours < 128).any()
    assert ours.mean() == pytest.approx(theirs.mean(), abs=0.6)  # as much ink
    across, upward = (np.flatnonzero((ours < 128).any(axis=(axis, 2))) for axis in (0, 1))
    near, high = (np.flatnonzero((theirs < 128).any(axis=(axis, 2))) for axis in (0, 1))
    for mine, other in ((across, near), (upward, high)):
        assert abs(mine[0] - other[0]) <= 2
        assert abs(mine[-1] - other[-1]) <= 2


def test_a_text_is_as_wide_as_matplotlib_says():
    figure = sheet_saying("Hayat Tahrir al-Sham", bold=False)
    text = figure.texts[0]
    theirs = figure.canvas.get_renderer().get_text_width_height_descent(
        text.get_text(), text.get_fontproperties(), ismath=False
    )
    ours = SheetRenderer(320, 160, DPI).get_text_width_height_descent(
        text.get_text(), text.get_fontproperties(), ismath=False
    )
    assert ours[0] == pytest.approx(theirs[0], rel=0.02)
    assert ours[1:] == pytest.approx(theirs[1:], abs=2)
