"""Time zones as a mapping names them: an offset such as +03:00, or a name such as Asia/Damascus."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OFFSET = re.compile(r"[+-](?:0\d|1[0-4]):[0-5]\d")


def is_zone(text: str) -> bool:
    """Whether `text` names a time zone that is known here."""
    return _OFFSET.fullmatch(text) is not None or _named(text) is not None


def with_offset(moment: str, zone: str) -> str:
    """`2024-12-02T14:30` with the offset that `zone` had at that local time; of two, where a clock is set back, the
    first."""
    if _OFFSET.fullmatch(zone):
        return moment + zone
    offset = datetime.fromisoformat(moment).replace(tzinfo=_named(zone)).strftime("%z")
    return f"{moment}{offset[:3]}:{offset[3:5]}"


@cache
def _named(text: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
