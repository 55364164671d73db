"""The question a command is asked: an option for each part of it, made from the rows of geo.query.filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from inspect import Parameter
from typing import Annotated, Any

import typer

from commands.shared_options import Command, option, taking
from commands.terminal import FROM, ON, TO, AreaName, KnownBy, day_of
from geo.query.event_filters import EventFilter, ListFilter
from geo.query.filters import EVENT_FILTERS, Filters
from geo.theatre.theatre import Theatre


@dataclass(frozen=True)
class Asked:
    """What was typed behind the options of a question, by the field of Filters each fills; None where nothing was."""

    given: Mapping[str, Any]

    def of(self, theatre: Theatre) -> Filters:
        """The question; what is not given is as the page of `theatre` opens.

        Raises
        ------
        FilterError : a day is none, the range runs backwards, or there is no such area.
        """
        opening = theatre.everything
        on = self._day("on")
        return Filters(
            start=on or self._day("start") or opening.start,
            end=on or self._day("end") or opening.end,
            area=theatre.area(self.given["area"]).key if self.given["area"] else opening.area,
            known_by=self._day("known_by"),
            **{name: of.value(self.given.get(name) or ()) for name, of in EVENT_FILTERS.items()},
        )

    def _day(self, name: str) -> date | None:
        return day_of(self.given[name]) if self.given.get(name) else None


def asks(*, days_needed: bool = False, of_ground: bool = False) -> Callable[[Command], Command]:
    """A command whose parameter `asked` is Asked, with the options of a question in its place; with `days_needed` the
    first and the last day must be given. `of_ground`: the question is of the ground of one day, which must be given,
    and of no events."""

    return taking("asked", _of_ground() if of_ground else _options(days_needed), Asked)


def _options(days_needed: bool) -> list[Parameter]:
    day, unless_given = (str, Parameter.empty) if days_needed else (str | None, None)
    return [
        option("start", Annotated[day, FROM], unless_given),
        option("end", Annotated[day, TO], unless_given),
        option("area", AreaName, None),
        *(_filter_option(name, of) for name, of in EVENT_FILTERS.items()),
        option("known_by", KnownBy, None),
    ]


def _of_ground() -> list[Parameter]:
    return [
        option("on", Annotated[str, ON]),
        option("area", AreaName, None),
        option("known_by", KnownBy, None),
    ]


def _filter_option(name: str, of: EventFilter) -> Parameter:
    if isinstance(of, ListFilter):
        several = typer.Option(of.option, help=f"{of.help} May be repeated.")
        return option(name, Annotated[list[str] | None, several], None)
    return option(name, Annotated[bool, typer.Option(of.option, help=of.help)], False)
