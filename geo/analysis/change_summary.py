"""Ground and its change as plain values: km² with one decimal, by standing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geo.control.change import Balance, Transitions


def km2_numbers(areas: Mapping[str, float]) -> dict[str, float]:
    """km² by name, with one decimal."""
    return {name: round(area, 1) for name, area in areas.items()}


def nested(transitions: Transitions) -> dict[str, dict[str, float]]:
    """km² (one decimal) by standing before, and in it by standing after."""
    table: dict[str, dict[str, float]] = {}
    for (before, after), km2 in transitions.items():
        table.setdefault(before, {})[after] = round(km2, 1)
    return table


def balance_numbers(moved: Balance) -> dict[str, Any]:
    """What changed hands, as plain values: km² with one decimal, by standing."""
    return {
        "transitions_km2": nested(moved.transitions),
        "gross_gain_km2": km2_numbers(moved.gross_gain),
        "gross_loss_km2": km2_numbers(moved.gross_loss),
        "became_unsettled_km2": km2_numbers(moved.became_unsettled),
        "became_settled_km2": km2_numbers(moved.became_settled),
    }
