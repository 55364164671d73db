"""Text from data on its way into the page: escaped here, always, and nowhere else."""

from __future__ import annotations

import re
from html import escape

import pandas as pd

from geo.common.messages import SOURCE_LANGUAGE, Sentence, language
from geo.common.urls import is_web_address
from map.text import LONGEST, visible

AUTOLINK = re.compile(r"(?<=http:)(?=//)|(?<=https:)(?=//)|(?<=www)(?=\.)|(?<=@)", re.IGNORECASE)
"""Where Markdown sees a link without any sign: escaping does not stop it, an invisible character in between does."""

ISOLATE, END_OF_ISOLATE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"

STRONG = re.compile(r"\*\*(.+?)\*\*")

MARKDOWN_SIGNS = re.compile(r"[\\`*_{}\[\]()<>#+!|~:$&@./=^]")


def text(value: object) -> str:
    """`value` as HTML text: escaped, nothing hidden in it, cut when very long, its writing direction its own; a
    Sentence in the language that is spoken, each of its gaps so."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, Sentence):
        return f"<bdi>{value.told(escape, text)}</bdi>"
    return f"<bdi>{escape(visible(str(value), LONGEST))}</bdi>"


def strong(words: str) -> str:
    """Words of ours as HTML, what stands between two stars strong; gaps stay, for values that are HTML already."""
    return STRONG.sub(r"<strong>\1</strong>", escape(words))


def markdown(value: object) -> str:
    """`value` as text inside Streamlit's Markdown, which would fetch an image that a link or a name speaks of; a
    Sentence in the language that is spoken, each of its gaps with a writing direction of its own where another is
    written."""
    if isinstance(value, Sentence):
        return value.told(_without_signs, apart)
    return _without_signs(" ".join(visible(str(value), LONGEST).split()))


def apart(value: object) -> str:
    """`value` as `markdown` has it, with a writing direction of its own where another language than the source's is
    spoken: Latin words on both sides of a comma or colon of ours would run together, the second of them first."""
    told = markdown(value)
    return f"{ISOLATE}{told}{END_OF_ISOLATE}" if language() != SOURCE_LANGUAGE else told


def _without_signs(line: str) -> str:
    return MARKDOWN_SIGNS.sub(r"\\\g<0>", AUTOLINK.sub("\N{WORD JOINER}", line))


def link(address: object, label: object) -> str:
    """A link that opens apart and tells the other site nothing of this page; plain text where it is no address."""
    if not is_web_address(address):
        return text(label)
    href = escape(str(address), quote=True)
    return f'<a href="{href}" target="_blank" rel="noopener noreferrer nofollow">{text(label)}</a>'
