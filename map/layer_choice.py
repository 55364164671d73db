"""Which layers are on, as the words of a link."""

from __future__ import annotations

from collections.abc import Set

from geo.common.urls import SEPARATOR

NO_LAYERS = "none"


def layers_to_text(layers: Set[str]) -> str:
    """The ids of `layers` as one part of a link."""
    return SEPARATOR.join(sorted(layers)) or NO_LAYERS


def layers_from_text(text: str, known: Set[str]) -> tuple[frozenset[str], list[str]]:
    """The layers a part of a link names, and those of its words that are no layer of `known`."""
    words = [] if text == NO_LAYERS else [word for word in text.split(SEPARATOR) if word]
    return frozenset(word for word in words if word in known), [word for word in words if word not in known]
