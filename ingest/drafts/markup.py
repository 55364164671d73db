"""Text out of HTML, as descriptions in KML and fields of web maps hold it. What only looks like a tag stays."""

from __future__ import annotations

import re
from html import unescape


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BREAKS = _words("br hr p div li tr table ul ol h1 h2 h3 h4 h5 h6 blockquote pre section article dt dd")
"""Tags that end a line."""
_PARTS = _words("td th")
"""Tags that part words."""
_INLINE = _words(
    """a abbr acronym audio b big body button caption center cite code col colgroup del dl em embed figcaption figure
    font footer form header html i iframe img input ins kbd label link main mark meta nav object option param q s samp
    select small source span strike strong sub sup svg tbody tfoot thead title tt u var video wbr"""
)
_HIDDEN = frozenset({"script", "style", "head"})
"""Tags whose content is no text."""
_ADDRESSED = {"a": "href", "img": "src", "iframe": "src", "embed": "src", "video": "src", "source": "src"}
"""Tags that lead somewhere, and the attribute that says where: its web address stays in the text."""

_NAMES = sorted(_BREAKS | _PARTS | _INLINE | _HIDDEN, key=len, reverse=True)
_TAG = re.compile(rf"<(/?)({'|'.join(_NAMES)})\b([^<>]*)>|<!--", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:href|src)\s*+=\s*+[\"']?\s*+(https?://[^\s\"'<>]+)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_END_OF_COMMENT = "-->"


def without_markup(text: str) -> str:
    """`text` with line breaks where its tags end lines, the addresses of its links behind their words, entities as the
    letters they stand for, and no tags; as it is where it holds neither. A text that is HTML written in entities
    (`&lt;br&gt;`) is read once more."""
    if "<" not in text and "&" not in text:
        return text
    plain = _unescaped(_without_tags(text)) if _TAG.search(text) else _unescaped(text)
    if plain != text and not _TAG.search(text) and _TAG.search(plain):
        plain = _unescaped(_without_tags(plain))
    return text if plain == text else _tidy(plain)


def in_one_line(text: str) -> str:
    """`text` without line breaks."""
    return " ".join(text.split())


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda found: unescape(found.group()), text).replace("\xa0", " ")


def _without_tags(text: str) -> str:
    parts: list[str] = []
    at, hidden, address = 0, "", ""
    while found := _TAG.search(text, at):
        if not hidden:
            parts.append(text[at : found.start()])
        at = found.end()
        if found.group() == "<!--":
            end = text.find(_END_OF_COMMENT, at)
            at = len(text) if end < 0 else end + len(_END_OF_COMMENT)
            continue
        closes, name = bool(found[1]), found[2].lower()
        if name in _HIDDEN:
            hidden = "" if closes else hidden or name
        elif not hidden:
            address = _led(parts, name, found[3], address, closes=closes)
            parts.append("\n" if name in _BREAKS else " " if name in _PARTS else "")
    if not hidden:
        parts.append(text[at:])
    return "".join(parts)


def _led(parts: list[str], name: str, attributes: str, address: str, *, closes: bool) -> str:
    """Put the address a tag leads to into `parts`, that of an <a> behind its words; the address that waits for its
    end."""
    if name not in _ADDRESSED:
        return address
    if name == "a" and closes:
        if address and address not in "".join(parts[-4:]):
            parts.append(f" {address} ")
        return ""
    found = _ADDRESS.search(attributes)
    led = unescape(found[1]) if found else ""
    if name == "a":
        return led
    if led:
        parts.append(f" {led} ")
    return address


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
