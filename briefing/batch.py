"""A whole set of files from one file of named sheets: read and checked as a whole before anything is made."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from briefing.brief import default_layers
from briefing.errors import BriefingError
from briefing.orders import Order, for_each_area, for_each_day, suffix_of
from briefing.pages import PAGES
from briefing.request import KINDS, LANGUAGES, TLPS, Request
from geo.days import read_day
from geo.errors import FilterError
from geo.event_filters import EventFilter, ListFilter
from geo.filters import EVENT_FILTERS, Filters
from geo.theatre import Theatre
from layers import all_layers

RELATIVE_DAY = re.compile(r"theatre-(start|end)([+-]\d{1,4})?")
NAME = re.compile(r"\w[\w .-]{0,79}(?<![ .])")
DAYS_ARE_WRITTEN = 'Write 2024-12-01, or "theatre-start", "theatre-end", "theatre-end-3".'


class BatchError(BriefingError):
    """A file of sheets that is not made; `faults` names each with its sheet, key and remedy."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class _Sheet:
    """One entry, checked: the request, the formats, and which set of it is wanted."""

    name: str
    request: Request
    formats: tuple[str, ...]
    each_day: bool
    each_area: bool


def read_orders(file: Path, theatre: Theatre, folder: Path) -> list[Order]:
    """The files that the sheets of `file` ask for, to be made in `folder`.

    Raises
    ------
    BatchError : the file cannot be read, or a sheet asks for something there is not.
    """
    settings = _read(file)
    faults: list[str] = [
        f"{file}: there is no key {key!r} outside a sheet. Use [defaults] and [[sheets]]."
        for key in settings.keys() - {"defaults", "sheets"}
    ]
    defaults, entries = settings.get("defaults", {}), settings.get("sheets", [])
    if not isinstance(defaults, dict) or not (isinstance(entries, list) and all(isinstance(e, dict) for e in entries)):
        raise BatchError([f"{file}: is not made of sheets. Write [defaults] once and [[sheets]] for each sheet."])
    if "name" in defaults:
        faults.append(f"{file}, defaults, name: every sheet needs a name of its own. Move it to the sheets.")
    if not entries:
        faults.append(f"{file}: names no sheet. Add an entry [[sheets]] with a name and formats.")
    orders: list[Order] = []
    for number, entry in enumerate(entries, 1):
        where = f"{file}, sheet {str(entry.get('name') or number)[:80]!r}"
        sheet, wrong = _sheet({**defaults, **entry}, theatre)
        faults += [f"{where}, {fault}" for fault in wrong]
        if sheet is not None:
            try:
                orders += _orders(sheet, theatre, folder)
            except BriefingError as error:
                faults.append(f"{where}, each_day: {error}")
    used = Counter(order.path.name.casefold() for order in orders)
    faults += [
        f"{file}: {count} files would be called {name!r}. Give their sheets names that differ."
        for name, count in used.items()
        if count > 1
    ]
    if faults:
        raise BatchError(faults)
    return orders


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise BatchError([f"{file}: cannot be read ({error.strerror}). Name a file of sheets."]) from error
    except UnicodeDecodeError as error:
        raise BatchError([f"{file}: is not UTF-8 text. Save it as UTF-8."]) from error
    except tomllib.TOMLDecodeError as error:
        raise BatchError([f"{file}: is not TOML: {error}. docs/exports.md shows one."]) from error


def _sheet(entry: Mapping[str, Any], theatre: Theatre) -> tuple[_Sheet | None, list[str]]:
    """An entry as a sheet, and the faults for which it is none, each "key: fault. Remedy."."""
    faults, found = [], {}
    for key, value in entry.items():
        if key not in KEYS:
            faults.append(f"{key}: there is no such key. Use some of {', '.join(KEYS)}.")
            continue
        try:
            found[key] = KEYS[key](value, theatre)
        except BriefingError as error:
            faults.append(f"{key}: {error}")
    faults += [f"{key}: is missing. {remedy}" for key, remedy in NEEDED.items() if key not in entry]
    if found.get("each_area") and "area" in entry:
        faults.append("each_area: stands beside an area. Leave one of the two out.")
    if faults:
        return None, faults
    everything = theatre.everything
    try:
        filters = Filters(
            start=found.get("from", everything.start),
            end=found.get("to", everything.end),
            area=found.get("area", everything.area),
            known_by=found.get("known_by"),
            **{name: found[of.in_brief] for name, of in EVENT_FILTERS.items() if of.in_brief in found},
        )
    except FilterError as error:
        return None, [f"to: {error}"]
    request = Request(
        filters=filters,
        layers=found.get("layers", default_layers()),
        kind=found.get("kind", "map"),
        page=found.get("page", "A4"),
        language=found.get("lang", "en"),
        tlp=found.get("tlp"),
        title=found.get("title", ""),
        made_on=found.get("made_on"),
        width=found.get("width", Request.width),
        days_per_second=found.get("days_per_second", Request.days_per_second),
    )
    each_day, each_area = found.get("each_day", False), found.get("each_area", False)
    return _Sheet(found["name"], request, found["formats"], each_day, each_area), []


def _orders(sheet: _Sheet, theatre: Theatre, folder: Path) -> list[Order]:
    areas = for_each_area(sheet.request, theatre) if sheet.each_area else [sheet.request]
    requests = [day for area in areas for day in (for_each_day(area, theatre) if sheet.each_day else [area])]
    orders = []
    for request in requests:
        parts = [sheet.name]
        if sheet.each_area:
            parts.append(request.filters.area)
        if sheet.each_day:
            parts.append(f"{request.filters.end:%Y%m%d}")
        stem = "_".join(parts)
        orders += [Order(stem, request, folder / f"{stem}{suffix}") for suffix in sheet.formats]
    return orders


def _day(value: object, theatre: Theatre) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        if relative := RELATIVE_DAY.fullmatch(value):
            edge = theatre.start if relative[1] == "start" else theatre.end
            return edge + timedelta(days=int(relative[2] or 0))
        try:
            return read_day(value)
        except ValueError:
            pass
    raise BriefingError(f"{_shown(value)} is not a day. {DAYS_ARE_WRITTEN}")


def _day_of_theatre(value: object, theatre: Theatre) -> date:
    day = _day(value, theatre)
    if not theatre.start <= day <= theatre.end:
        raise BriefingError(f"{day} is no day of this theatre. Use one from {theatre.start} to {theatre.end}.")
    return day


def _day_of_knowledge(value: object, theatre: Theatre) -> date:
    day = _day(value, theatre)
    if day < theatre.start:
        raise BriefingError(f"Nothing is known by {day}. Use a day from {theatre.start} on.")
    return day


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise BriefingError(f"{_shown(value)} is not text. Put it in quotation marks.")
    return value


def _title(value: object, theatre: Theatre) -> str:
    """A title that a request takes; whatever it says against one is told here, where the key is known."""
    return Request(filters=theatre.everything, layers=frozenset(), title=_text(value)).title


def _width(value: object, theatre: Theatre) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise BriefingError(f"{_shown(value)} is no whole number. Write 1280, without quotation marks.")
    return Request(filters=theatre.everything, layers=frozenset(), width=value).width


def _speed(value: object, theatre: Theatre) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise BriefingError(f"{_shown(value)} is no number. Write 2 or 0.5, without quotation marks.")
    return Request(filters=theatre.everything, layers=frozenset(), days_per_second=float(value)).days_per_second


def _name(value: object, _theatre: Theatre) -> str:
    if not NAME.fullmatch(name := _text(value)):
        raise BriefingError(
            f"{_shown(name)} cannot be a file's name. Use letters, digits, spaces, - and _, at most 80."
        )
    return name


def _truth(value: object, _theatre: Theatre) -> bool:
    if not isinstance(value, bool):
        raise BriefingError(f"{_shown(value)} is neither true nor false. Write one of them, without quotation marks.")
    return value


def _one(known: Callable[[Theatre], Sequence[str]]) -> Callable[[object, Theatre], str]:
    """Reads one word of those that are known."""

    def read(value: object, theatre: Theatre) -> str:
        words = known(theatre)
        if value not in words:
            raise BriefingError(f"There is no {_shown(value)}. Use one of {', '.join(words)}.")
        return str(value)

    return read


def _some(known: Callable[[Theatre], Sequence[str]]) -> Callable[[object, Theatre], frozenset[str]]:
    """Reads a list of words that are known."""
    one = _one(known)

    def read(value: object, theatre: Theatre) -> frozenset[str]:
        return frozenset(one(word, theatre) for word in _list(value))

    return read


def _filter(of: EventFilter) -> Callable[[object, Theatre], Any]:
    return _some(lambda theatre: tuple(of.known(theatre.vocabulary))) if isinstance(of, ListFilter) else _truth


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise BriefingError(f"{_shown(value)} is not a list. Put it in square brackets.")
    return value


def _formats(value: object, _theatre: Theatre) -> tuple[str, ...]:
    found = tuple(suffix_of(_text(word)) for word in _list(value))
    if not found:
        raise BriefingError('names no kind of file. Write [".pdf"], say.')
    return tuple(dict.fromkeys(found))


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"


KEYS: dict[str, Callable[[object, Theatre], Any]] = {
    "name": _name,
    "formats": _formats,
    "kind": _one(lambda _: KINDS),
    "area": _one(lambda theatre: tuple(theatre.areas)),
    "from": _day_of_theatre,
    "to": _day_of_theatre,
    "known_by": _day_of_knowledge,
    **{of.in_brief: _filter(of) for of in EVENT_FILTERS.values()},
    "layers": _some(lambda _: tuple(layer.id for layer in all_layers())),
    "page": _one(lambda _: tuple(PAGES)),
    "lang": _one(lambda _: LANGUAGES),
    "tlp": _one(lambda _: TLPS),
    "title": _title,
    "made_on": _day,
    "width": _width,
    "days_per_second": _speed,
    "each_day": _truth,
    "each_area": _truth,
}
"""What a sheet may say, and who reads it."""

NEEDED = {
    "name": "Every sheet needs one: its files are called so.",
    "formats": 'Write [".pdf"], say, in the sheet or in [defaults].',
}
