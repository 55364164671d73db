"""The layers of the map: a Situation in, what is to be drawn out, as values. One file is one layer."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from geo.theatre.theatre import Theatre
from map.layer import Layer


@cache
def all_layers() -> tuple[Layer, ...]:
    """Every LAYER defined by a module of this package, lowest `order` first.

    Raises
    ------
    ValueError : two modules give their layer the same id.
    """
    found: dict[str, Layer] = {}
    for module in pkgutil.iter_modules(__path__):
        layer = getattr(import_module(f"{__name__}.{module.name}"), "LAYER", None)
        if layer is None:
            continue
        if layer.id in found:
            raise ValueError(f"layers/{module.name}.py repeats the id {layer.id!r} of another layer")
        found[layer.id] = layer
    return tuple(sorted(found.values(), key=lambda layer: (layer.order, layer.id)))


def layers_of(theatre: Theatre) -> tuple[Layer, ...]:
    """The layers of which a theatre may have something to draw, lowest `order` first."""
    return tuple(layer for layer in all_layers() if layer.there(theatre))
