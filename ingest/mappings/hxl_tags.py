"""What HXL tags say: the field of an event a column stands for, and which of several with one tag says it best. The
tags are data, in `hxl_tags.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.common.messages import L_, Sentence


@cache
def _tags() -> tuple[tuple[str, frozenset[str], str], ...]:
    """HXL tag, attributes that must be there, field; what asks for more stands first."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as rows:
        return tuple((row["tag"], frozenset(row["attributes"].split()), row["field"]) for row in csv.DictReader(rows))


_NAMES = frozenset({"country", "adm1", "adm2", "place", "actor1"})
_NO_NAME = frozenset({"code", "type", "id", "v_pcode", "pcode", "num", "count", "category"})
"""Attributes of a column that tells something else of an area or a group than its name."""

_COUNTS = frozenset(
    {"fatalities_low", "fatalities_best", "fatalities_high", "civilians_killed", "injured", "displaced"}
)
_WHOLE = frozenset({"total", "all", "num", "est", "count", "best"})
"""Attributes that leave a count whole. With any other it counts a part: nationals, children, aid workers."""

_NO_WHOLE_DAY = frozenset({"week", "quarter"})
_NO_DAY_OF_EVENT = frozenset(
    {"created", "updated", "modified", "entered", "submitted", "collected", "birth", "archived"}
)
_EXACT, _MORE = 0.5, 0.1


@dataclass(frozen=True)
class Tagged:
    """The field a tag stands for, and how well (more is better); `part`: it says a part of that only, None where it
    says the whole."""

    field: str
    rank: float
    part: Sentence | None = None


def tagged(tag: str) -> Tagged | None:
    """What an HXL tag such as `#affected+killed+total` stands for; None where it is no tag of an event."""
    base, given = _split(tag)
    for name, needed, field in _tags():
        if name == base and needed <= given and field:
            return _judged(base, field, needed, given - needed)
    return None


def field_of_tag(tag: str) -> str:
    """The field an HXL tag such as `#adm1+name` stands for; "" for none, or where it says a part of that only."""
    found = tagged(tag)
    return found.field if found and not found.part else ""


def _split(tag: str) -> tuple[str, frozenset[str]]:
    base, *attributes = tag.casefold().replace(" ", "").split("+")
    return base, frozenset(attributes)


def _judged(base: str, field: str, needed: frozenset[str], more: frozenset[str]) -> Tagged:
    if field in _NAMES and more & _NO_NAME:
        return Tagged(field, 0.0, L_("is no name"))
    if field in _COUNTS and (parts := more - _WHOLE):
        return Tagged(field, 0.0, L_("counts a part only ({parts})", parts=", ".join(sorted(parts))))
    if field == "event_date" and more & _NO_WHOLE_DAY:
        return Tagged(field, 0.0, L_("is a part of a day"))
    if field == "event_date" and more & _NO_DAY_OF_EVENT:
        return Tagged(field, 0.0, L_("is not the day it happened"))
    rank = _EXACT * bool(needed & {"name", "start", "occurred", "event"} or more & {"total", "all", "name"})
    extra = more - _WHOLE - {"name", "en"}
    depth = {"#adm3": 3, "#adm4": 2, "#adm5": 1}.get(base, 0)
    return Tagged(field, rank - _MORE * len(extra) - depth)
