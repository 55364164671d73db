"""The layers of the map: a Situation in, what is to be drawn out, as values. One file is one layer."""

from __future__ import annotations

from functools import cache

from geo.common.discovered import defined_in
from geo.theatre.theatre import Theatre
from map.layer import Layer


@cache
def all_layers() -> tuple[Layer, ...]:
    """Every LAYER defined by a module of this package, lowest `order` first.

    Raises
    ------
    ValueError : two modules give their layer the same id.
    """
    found: list[Layer] = defined_in(__name__, "LAYER")
    return tuple(sorted(found, key=lambda layer: (layer.order, layer.id)))


def layers_of(theatre: Theatre) -> tuple[Layer, ...]:
    """The layers of which a theatre may have something to draw, lowest `order` first."""
    return tuple(layer for layer in all_layers() if layer.there(theatre))
