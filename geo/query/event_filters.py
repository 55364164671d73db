"""What a way to ask for some of the events only consists of: link, command line, briefs, page and titles are made from
it. The ways there are stand in geo.query.filters, a row each."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from geo.common.phrases import COMMA, Phrase
from geo.events.event_index import EventIndex
from geo.registry.settings import Area

Names = Mapping[str, Phrase]
"""What may be chosen, and what it is called."""


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """What a theatre understands in a question: its factions with their short names, its named areas, how it
    reads the corners of a drawn one (FilterError where they are none), its days (both included)."""

    factions: Names
    areas: frozenset[str]
    drawn_area: Callable[[str], Area]
    first_day: date
    last_day: date


@dataclass(frozen=True, kw_only=True)
class EventFilter(ABC):
    """One way to ask for some of the events only.

    in_link, in_brief, option : what links, briefs and the command line call it
    label, help : what the page calls it, and what it says of it on the page and on the command line, in English
    only : the sentence of a title, with {words} for what was chosen
    passes : (n,) which of n events pass, given the events, their index and the value asked for
    """

    in_link: str
    in_brief: str
    option: str
    label: str
    help: str
    only: Phrase
    passes: Callable[[gpd.GeoDataFrame, EventIndex, Any], NDArray[np.bool_]]

    @abstractmethod
    def value(self, held: Any) -> Any:
        """The value in Filters for what a widget or an option holds."""

    @abstractmethod
    def held(self, value: Any) -> Any:
        """What a widget holds for a value in Filters."""

    @abstractmethod
    def to_link(self, value: Any) -> list[str]:
        """The words a link writes for a value that leaves out something."""

    @abstractmethod
    def link_words(self, vocabulary: Vocabulary) -> Mapping[str, str]:
        """Every word a link may write, and what it stands for."""

    def called(self, value: Any, vocabulary: Vocabulary) -> Phrase:
        """The words of `value` as they are called, in the order of the vocabulary; "" where there is nothing to
        call."""
        return Phrase("", "")


@dataclass(frozen=True, kw_only=True)
class SwitchFilter(EventFilter):
    """A filter that is on or off; `on` is what a link says where it is on."""

    on: str = "only"

    def value(self, held: Any) -> bool:
        return bool(held)

    def held(self, value: bool) -> bool:
        return value

    def to_link(self, value: bool) -> list[str]:
        return [self.on]

    def link_words(self, vocabulary: Vocabulary) -> Mapping[str, str]:
        return {self.on: self.on}


@dataclass(frozen=True, kw_only=True)
class ListFilter(EventFilter):
    """A filter of a list of words; none means all. `one` is what one of them is called in an error, `known` all that a
    theatre knows, and `slug` how a link writes one."""

    one: str
    known: Callable[[Vocabulary], Names]
    slug: Callable[[str], str] = str

    def value(self, held: Iterable[str]) -> frozenset[str]:
        return frozenset(held)

    def held(self, value: Set[str]) -> list[str]:
        return sorted(value)

    def to_link(self, value: Set[str]) -> list[str]:
        return sorted(map(self.slug, value))

    def link_words(self, vocabulary: Vocabulary) -> Mapping[str, str]:
        return {self.slug(word): word for word in self.known(vocabulary)}

    def called(self, value: Set[str], vocabulary: Vocabulary) -> Phrase:
        names = [name for word, name in self.known(vocabulary).items() if word in value]
        return COMMA.join(names)


def only(of: EventFilter, value: Any, vocabulary: Vocabulary) -> Phrase:
    """The sentence that says what a filter leaves out."""
    return of.only.format(words=of.called(value, vocabulary))


def row(of: EventFilter) -> Any:
    """A field of Filters that asks for everything unless something is chosen."""
    return field(default=False if isinstance(of, SwitchFilter) else frozenset(), metadata={"filter": of})
