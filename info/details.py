"""What is known of one thing, as text and links in their order: the page shows it beside the map, a file in a popup.

No part of it is HTML or escaped; whoever shows it does that (ui/details.py, briefing/web/page.js).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.common.messages import _, either
from geo.common.urls import is_web_address
from map.spoken import day


@dataclass(frozen=True)
class Words:
    """A piece of text; `link` is a web address it leads to, or ""."""

    text: str
    link: str = ""
    strong: bool = False


Line = tuple[Words, ...]


@dataclass(frozen=True)
class Paragraph:
    """One line of text; `note`: told beside the matter, in quieter type."""

    line: Line
    note: bool = False


@dataclass(frozen=True)
class Facts:
    """Labels with their values; those without a value are left out."""

    rows: tuple[tuple[str, Line], ...]


@dataclass(frozen=True)
class Item:
    """One report or status: what it says, and in smaller letters whose word that is. `now`: it holds on the day."""

    line: Line
    small: Line
    now: bool = False


@dataclass(frozen=True)
class Items:
    """A list of things under a title."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class VoteText:
    """One side of a disagreement: whose and what it says, with the holder's `colour`; a remark; its reports."""

    title: str
    colour: str
    remark: Line
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Votes:
    """What each party says, under a title."""

    title: str
    votes: tuple[VoteText, ...]


Part = Paragraph | Facts | Items | Votes


@dataclass(frozen=True)
class Details:
    """All that is told of one thing: its title, then its parts in order."""

    title: str
    parts: tuple[Part, ...]


def plain(value: Any) -> Line:
    """`value` as one piece of text; nothing where there is no value."""
    return () if value is None or pd.isna(value) or value == "" else (Words(str(value)),)


def both_names(english: str, arabic: str) -> str:
    """A name in both scripts, that of the language that is spoken first; in one where the other has none."""
    return " ".join(name for name in dict.fromkeys((either(english, arabic), english, arabic)) if name)


def facts(*rows: tuple[str, Line]) -> Facts:
    """Rows of label and text, without those that say nothing."""
    return Facts(tuple((label, line) for label, line in rows if line))


def source(row: Any) -> Line:
    """Publisher, page and when it was published; says when there is only a copy or no link."""
    address = row["source_url"] if is_web_address(row["source_url"]) else ""
    title = str(row["source_title"] or row["source_publisher"] or address or _("no page named"))
    publisher = (Words(_("{publisher}, ").format(publisher=row["source_publisher"])),) if row["source_title"] else ()
    published = "" if pd.isna(row["published_on"]) else _(", published {day}").format(day=day(row["published_on"]))
    mirror = (
        _(" (the link leads to a copy of the page, not to its publisher)") if row["source_kind"] == "mirror" else ""
    )
    bare = _(" (no link)") if not address else ""
    return (*publisher, Words(title, address), *plain(f"{published}{mirror}{bare}"))
