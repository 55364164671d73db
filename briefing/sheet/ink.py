"""Colours of print that are no data, and what keeps letters apart from the ground they stand on."""

from __future__ import annotations

from matplotlib.patheffects import withStroke

INK = "#1c1f23"
QUIET = "#5c6166"
RULE_COLOUR = "#c9c6bf"
HALO = "#ffffff"


class Halo(withStroke):
    """A white edge around letters, `width` pt."""

    def __init__(self, width: float) -> None:
        super().__init__(linewidth=width, foreground=HALO)
        self.width = width
