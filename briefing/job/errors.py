"""What can be wrong with a request for a briefing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import shorten

from geo.common.errors import SentenceError


class BriefingError(SentenceError):
    """A briefing that cannot be made as asked; one sentence with the fault, one with the remedy."""


class DataHasChangedError(BriefingError):
    """A briefing made from other data than the theatre holds now."""


MOST_OF_A_REASON = 120
"""Letters of what a library says, which may quote all that it wrote."""


@contextmanager
def disk_faults_of(*kinds: type[Exception]) -> Iterator[None]:
    """Raise OSError for the errors by which a library says that the disk did not take what it wrote."""
    try:
        yield
    except kinds as error:
        raise OSError(shorten(str(error), MOST_OF_A_REASON, placeholder=" …")) from error
