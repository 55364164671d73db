"""Text from data on its way into the page: escaped here, always, and nowhere else."""

from __future__ import annotations

import re
from html import escape

import pandas as pd

from layers.text import visible

LONGEST = 2_000
"""Characters of one field that the page shows; the table has the rest."""

WEB_ADDRESS = re.compile(r"https?://[^\s]+", re.IGNORECASE)


def text(value: object) -> str:
    """`value` as HTML text: escaped, nothing hidden in it, cut when very long, its writing direction its own."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    return f"<bdi>{escape(visible(str(value), LONGEST))}</bdi>"


def is_web_address(value: object) -> bool:
    """Whether `value` may stand behind a link."""
    return isinstance(value, str) and WEB_ADDRESS.fullmatch(value) is not None


def link(address: object, label: object) -> str:
    """A link that opens apart and tells the other site nothing of this page; plain text where it is no address."""
    if not is_web_address(address):
        return text(label)
    href = escape(str(address), quote=True)
    return f'<a href="{href}" target="_blank" rel="noopener noreferrer nofollow">{text(label)}</a>'
