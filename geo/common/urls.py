"""What counts as a link: one rule for what is typed, what is drawn and what a report can be shown for."""

from __future__ import annotations

import re

SEPARATOR = "~"
"""Between the words of a list in a link: it needs no escaping in a URL and stands in no id."""

_WEB_ADDRESS = re.compile(r"https?://[^\s]+", re.IGNORECASE)


def is_web_address(value: object) -> bool:
    """Whether `value` may stand behind a link."""
    return isinstance(value, str) and _WEB_ADDRESS.fullmatch(value) is not None
