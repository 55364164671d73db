"""What is asked of the data: one frozen value, which is also the link."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from geo.days import read_day
from geo.errors import FilterError
from geo.events import EVENT_TYPES

DayT = TypeVar("DayT", date, date | None)

SEPARATOR = "~"
"""Between the words of a list in a link: it needs no escaping in a URL and stands in no id."""


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """What a theatre understands in a question: its factions, its named areas, its days (both included)."""

    factions: frozenset[str]
    areas: frozenset[str]
    first_day: date
    last_day: date


@dataclass(frozen=True, kw_only=True)
class Filters:
    """One question. Both days are included; an empty set means all; `known_by` None means as known today; with
    `count_once`, an event that another source likely tells of too is left out (geo/likely.py)."""

    start: date
    end: date
    area: str
    known_by: date | None = None
    factions: frozenset[str] = frozenset()
    event_types: frozenset[str] = frozenset()
    strikes_only: bool = False
    count_once: bool = False

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise FilterError(f"The range ends ({self.end}) before it starts ({self.start}). Swap the two days.")

    def to_query(self) -> dict[str, str]:
        """The link form: short readable text, only what differs from "everything"."""
        query = {"from": self.start.isoformat(), "to": self.end.isoformat(), "area": self.area}
        if self.known_by:
            query["known-by"] = self.known_by.isoformat()
        if self.factions:
            query["factions"] = SEPARATOR.join(sorted(self.factions))
        if self.event_types:
            query["types"] = SEPARATOR.join(sorted(_slug(kind) for kind in self.event_types))
        if self.strikes_only:
            query["strikes"] = "only"
        if self.count_once:
            query["told-twice"] = "once"
        return query

    @classmethod
    def from_query(
        cls, query: Mapping[str, str], *, default: Filters, vocabulary: Vocabulary
    ) -> tuple[Filters, list[str]]:
        """The question a link asks, and a sentence for each part of it that could not be understood.

        A damaged part falls back to `default`; a list keeps the words it does understand.
        """
        reader = _Reader(query)
        span = (vocabulary.first_day, vocabulary.last_day)
        start = reader.day("from", default.start, span)
        end = reader.day("to", default.end, span)
        if end < start:
            reader.ignored.append(f"from={start} to={end} runs backwards")
            start, end = default.start, default.end
        filters = replace(
            default,
            start=start,
            end=end,
            area=reader.word("area", vocabulary.areas, default.area),
            known_by=reader.day("known-by", default.known_by, (vocabulary.first_day, date.max)),
            factions=reader.words("factions", {word: word for word in vocabulary.factions}),
            event_types=reader.words("types", {_slug(kind): kind for kind in EVENT_TYPES}),
            strikes_only=reader.word("strikes", {"only"}, "") == "only",
            count_once=reader.word("told-twice", {"once"}, "") == "once",
        )
        return filters, reader.ignored


class _Reader:
    """Reads one part of a link at a time and remembers what it had to ignore."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.query = query
        self.ignored: list[str] = []

    def day(self, key: str, default: DayT, span: tuple[date, date]) -> DayT:
        text = self.query.get(key)
        if text is None:
            return default
        try:
            day = read_day(text)
        except ValueError:
            self.ignored.append(f"{key}={_shown(text)} is not a day (write 2024-12-01)")
            return default
        if not span[0] <= day <= span[1]:
            self.ignored.append(f"{key}={day} is outside the days of this theatre, {span[0]} to {span[1]}")
            return default
        return day

    def word(self, key: str, known: Set[str], default: str) -> str:
        text = self.query.get(key)
        if text is None or text in known:
            return default if text is None else text
        self.ignored.append(f"{key}={_shown(text)} is not one of {', '.join(sorted(known))}")
        return default

    def words(self, key: str, known: Mapping[str, str]) -> frozenset[str]:
        given = [word for word in self.query.get(key, "").split(SEPARATOR) if word]
        for word in given:
            if word not in known:
                self.ignored.append(f"{_shown(word)} in {key} is not known to this theatre")
        return frozenset(known[word] for word in given if word in known)


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _slug(event_type: str) -> str:
    return event_type.lower().replace("/", "-").replace(" ", "-")
