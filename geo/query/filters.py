"""What is asked of the data: one frozen value, which is also the link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

from geo.common.dates import read_day
from geo.common.errors import FilterError
from geo.common.messages import L_, N_, _
from geo.common.phrases import phrase
from geo.common.urls import SEPARATOR
from geo.events.events import EVENT_TYPE_NAMES, is_strike, with_casualties
from geo.events.strike_kinds import STRIKE_KIND_NAMES
from geo.query.event_filters import EventFilter, ListFilter, SwitchFilter, Vocabulary, row
from geo.query.own_area import is_drawn

DayT = TypeVar("DayT", date, date | None)


def _slug(event_type: str) -> str:
    return event_type.lower().replace("/", "-").replace(" ", "-")


@dataclass(frozen=True, kw_only=True)
class Filters:
    """One question. Both days are included; `area` is the id of a named area, or the corners of a drawn one
    (geo/query/own_area.py); an empty set means all; `known_by` None means as known today. Every other field is a way to
    ask for some of the events only, told in its row; the factions narrow ground, front and crossings too."""

    start: date
    end: date
    area: str
    known_by: date | None = None
    factions: frozenset[str] = row(
        ListFilter(
            in_link="factions",
            in_brief="factions",
            option="--faction",
            label=N_("Factions"),
            help=N_("Only what names one of these factions."),
            only=phrase("Only: {words}."),
            passes=lambda _events, index, factions: index.names_any(factions),
            one="faction",
            known=lambda vocabulary: vocabulary.factions,
        )
    )
    event_types: frozenset[str] = row(
        ListFilter(
            in_link="types",
            in_brief="types",
            option="--type",
            label=N_("Event types"),
            help=N_("Only events of these types."),
            only=phrase("Only some types of events: {words}."),
            passes=lambda events, _index, types: events["event_type"].isin(list(types)).to_numpy(dtype=bool),
            one="event type",
            known=lambda _vocabulary: EVENT_TYPE_NAMES,
            slug=_slug,
        )
    )
    strikes_only: bool = row(
        SwitchFilter(
            in_link="strikes",
            in_brief="strikes",
            option="--strikes",
            label=N_("Strikes only"),
            help=N_("Air and drone strikes; shelling, artillery and missiles."),
            only=phrase("Only strikes."),
            passes=lambda events, _index, _on: is_strike(events),
        )
    )
    strike_kinds: frozenset[str] = row(
        ListFilter(
            in_link="strike-kinds",
            in_brief="strike_kinds",
            option="--strike-kind",
            label=N_("Strikes with"),
            help=N_("Only strikes made with these; one whose summary does not tell which of two kinds it was is kept."),
            only=phrase("Only strikes with {words}, and those that may be."),
            passes=lambda _events, index, kinds: index.strikes_of_any(kinds),
            one="strike kind",
            known=lambda _vocabulary: STRIKE_KIND_NAMES,
        )
    )
    casualties_only: bool = row(
        SwitchFilter(
            in_link="casualties",
            in_brief="casualties",
            option="--casualties",
            label=N_("With casualties only"),
            help=N_("Only events in which somebody was reported killed or injured."),
            only=phrase("Only events with people reported killed or injured."),
            passes=lambda events, _index, _on: with_casualties(events),
        )
    )
    count_once: bool = row(
        SwitchFilter(
            in_link="told-twice",
            in_brief="count_once",
            option="--count-once",
            label=N_("Likely duplicates counted once"),
            help=N_("Leave out events with the type, place and day of an event from another source."),
            only=phrase("Events that several sources likely tell of are counted once."),
            passes=lambda events, _index, _on: (events["probable_duplicate_of"] == "").to_numpy(dtype=bool),
            on="once",
        )
    )

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise FilterError(
                L_(
                    "The range ends ({end}) before it starts ({start}). Swap the two days.",
                    end=self.end,
                    start=self.start,
                )
            )

    def narrowed(self) -> Iterator[tuple[EventFilter, Any]]:
        """The rows that leave out some events, each with the value asked for."""
        return ((of, value) for name, of in EVENT_FILTERS.items() if (value := getattr(self, name)))

    def check(self, vocabulary: Vocabulary) -> None:
        """Whether every word of the question is one that a theatre knows.

        Raises
        ------
        FilterError : one is not.
        """
        for of, value in self.narrowed():
            if isinstance(of, ListFilter) and (unknown := value - of.known(vocabulary).keys()):
                raise FilterError(
                    L_(
                        "No {one} {unknown} here. Use one of {vocabulary}.",
                        one=of.one,
                        unknown=", ".join(sorted(unknown)),
                        vocabulary=", ".join(of.known(vocabulary)),
                    )
                )

    def to_query(self) -> dict[str, str]:
        """The link form: short readable text, only what differs from "everything"."""
        query = {"from": self.start.isoformat(), "to": self.end.isoformat(), "area": self.area}
        if self.known_by:
            query["known-by"] = self.known_by.isoformat()
        for of, value in self.narrowed():
            query[of.in_link] = SEPARATOR.join(of.to_link(value))
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
            reader.ignored.append(_("{part} runs backwards").format(part=f"from={start} to={end}"))
            start, end = default.start, default.end
        filters = replace(
            default,
            start=start,
            end=end,
            area=reader.area(vocabulary, default.area),
            known_by=reader.day("known-by", default.known_by, (vocabulary.first_day, date.max)),
            **{name: reader.value(of, vocabulary) for name, of in EVENT_FILTERS.items()},
        )
        return filters, reader.ignored


EVENT_FILTERS: Mapping[str, EventFilter] = {
    one.name: one.metadata["filter"] for one in fields(Filters) if "filter" in one.metadata
}
"""The ways to ask for some of the events only, by the field of Filters each fills, in the order of titles."""

IN_LINK = frozenset({"from", "to", "area", "known-by", *(of.in_link for of in EVENT_FILTERS.values())})
"""Every part of a link that tells of a question."""


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
            self.ignored.append(_("{part} is not a day (write 2024-12-01)").format(part=f"{key}={_shown(text)}"))
            return default
        if not span[0] <= day <= span[1]:
            outside = _("{part} is outside the days of this theatre, {first} to {last}")
            self.ignored.append(outside.format(part=f"{key}={day}", first=span[0], last=span[1]))
            return default
        return day

    def word(self, key: str, known: Set[str], default: str) -> str:
        text = self.query.get(key)
        if text is None or text in known:
            return default if text is None else text
        self.ignored.append(
            _("{part} is not one of {words}").format(part=f"{key}={_shown(text)}", words=", ".join(sorted(known)))
        )
        return default

    def area(self, vocabulary: Vocabulary, default: str) -> str:
        """A named area, or the corners of a drawn one as a link writes them."""
        text = self.query.get("area", default)
        if text in vocabulary.areas or not is_drawn(text):
            return self.word("area", vocabulary.areas, default)
        try:
            return vocabulary.drawn_area(text).key
        except FilterError as error:
            self.ignored.append(_(error.sentence).rstrip("."))
            return default

    def value(self, of: EventFilter, vocabulary: Vocabulary) -> Any:
        known = of.link_words(vocabulary)
        if isinstance(of, ListFilter):
            return self.words(of.in_link, known)
        return bool(self.word(of.in_link, known.keys(), ""))

    def words(self, key: str, known: Mapping[str, str]) -> frozenset[str]:
        given = [word for word in self.query.get(key, "").split(SEPARATOR) if word]
        for word in given:
            if word not in known:
                unknown = _("{word} in {part} is not known to this theatre")
                self.ignored.append(unknown.format(word=_shown(word), part=key))
        return frozenset(known[word] for word in given if word in known)


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
