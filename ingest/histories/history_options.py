"""What a user says of a history that is brought in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from ingest.histories.history_factions import FactionRule


def today_utc() -> date:
    """The day it is, in UTC."""
    return datetime.now(UTC).date()


@dataclass(frozen=True, kw_only=True)
class HistoryOptions:
    """How a source is to be read. `start_column` and `end_column`, or `date_column`, name columns whose names are not
    understood by themselves; `end_excluded`: the day in the end column no longer counts; `undated`: the day of a file
    that says none itself, None where it has to say one; `today`: a later day is a fault."""

    factions: FactionRule
    rest: str = ""
    date_format: str | None = None
    start_column: str = ""
    end_column: str = ""
    date_column: str = ""
    end_excluded: bool = False
    undated: date | None = None
    today: date = field(default_factory=today_utc)
