"""How ground can be held, and which of that counts as held."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How ground is held. Claimed and controlled are different values, not synonyms."""

    CONTROLLED = "controlled"
    SHARED = "shared"
    CLAIMED = "claimed"
    CONTESTED = "contested"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


HELD = frozenset({Status.CONTROLLED, Status.SHARED, Status.CLAIMED})
"""States in which one faction holds the ground, surely or by its own word."""

NO_HOLDER = frozenset({Status.CONTESTED.value, Status.DISPUTED.value, Status.UNKNOWN.value})
UNSETTLED = frozenset({Status.CONTESTED.value, Status.DISPUTED.value})
