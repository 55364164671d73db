"""Which of the cases of a test are quick: docs/decisions/0015-two-suites.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def first_quick(cases: Iterable[Any], *, parameters: int = 1) -> list[Any]:
    """The cases of a test, of which the first stands for the others: those are thorough. `parameters`: how many names
    each case gives a value."""
    first, *others = cases
    return [
        first,
        *(pytest.param(*([case] if parameters == 1 else case), marks=pytest.mark.thorough) for case in others),
    ]
