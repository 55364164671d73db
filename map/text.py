"""Text from data made fit to be shown: nothing hidden, nothing that reorders what stands beside it."""

from __future__ import annotations

import json
import re

TOOLTIP_CHARS = 400

LONGEST = 2_000
"""Characters of one field that details show; the table has the rest."""

# Embeddings, overrides and isolates turn the reading order of everything after them; plain direction
# marks (LRM, RLM, ALM) do not and belong to ordinary Arabic text.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_UNUSUAL = re.compile(f"{_REORDERING.pattern}|{_CONTROL.pattern}")
# None of these is part of JSON's own structure, so each can only stand inside a string.
_RISKY = ("<", ">", "&", "'", "_", "\u2028", "\u2029", "{{", "{%", "{#")


def visible(text: str, limit: int | None = None) -> str:
    """`text` with reordering and control characters spelled out as [U+202E], cut at `limit` with an ellipsis.

    Line breaks and tabs stay. The result is plain text: whoever puts it into HTML still has to escape it.
    """
    if limit is not None and len(text) > limit:
        text = text[: limit - 1].rstrip() + "…"
    if not _UNUSUAL.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _REORDERING.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)
    return _CONTROL.sub("\ufffd", text)


def script_json(payload: object) -> str:
    r"""`payload` as JSON that can stand inside a script, a Jinja template and streamlit-folium's rewriting.

    What would end a script (`<`, line separators), open a Jinja tag (`{{`, `{%`, `{#`) or look like the id of
    a folium object (`_`), which streamlit-folium renames, is written as \uXXXX.
    """
    text = json.dumps(payload, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for risky in _RISKY:
        text = text.replace(risky, f"\\u{ord(risky[0]):04x}{risky[1:]}")
    return text
