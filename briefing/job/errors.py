"""What can be wrong with a request for a briefing."""

from __future__ import annotations

from geo.common.errors import SentenceError


class BriefingError(SentenceError):
    """A briefing that cannot be made as asked; one sentence with the fault, one with the remedy."""


class DataHasChangedError(BriefingError):
    """A briefing made from other data than the theatre holds now."""
