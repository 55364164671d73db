"""A whole set of files from one file of named sheets: read and checked as a whole before anything is made."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    ValidationError,
    ValidationInfo,
    create_model,
)
from pydantic_core import ErrorDetails

from briefing.job.brief import default_layers
from briefing.job.errors import BriefingError
from briefing.job.jobs import ExportJob, for_each_area, for_each_day, suffix_of
from briefing.job.page_sizes import PAGES
from briefing.job.request import KINDS, TLPS, Request
from geo.common.dates import read_day
from geo.common.errors import FilterError
from geo.common.messages import L_, verbatim
from geo.common.phrases import LANGUAGES
from geo.query.event_filters import EventFilter, ListFilter
from geo.query.filters import EVENT_FILTERS, Filters
from geo.theatre.theatre import Theatre
from geo.validation.models import shown, worded
from layers import all_layers
from map.layer import MAP_MODES

RELATIVE_DAY = re.compile(r"theatre-(start|end)([+-]\d{1,4})?")
NAME = re.compile(r"\w[\w .-]{0,79}(?<![ .])")
DAYS_ARE_WRITTEN = 'Write 2024-12-01, or "theatre-start", "theatre-end", "theatre-end-3".'


class BatchError(BriefingError):
    """A file of sheets that is not made; `faults` names each with its sheet, key and remedy."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(verbatim("\n".join(faults)))


@dataclass(frozen=True)
class _Sheet:
    """One entry, checked: the request, the formats, and which set of it is wanted."""

    name: str
    request: Request
    formats: tuple[str, ...]
    each_day: bool
    each_area: bool


def read_orders(file: Path, theatre: Theatre, folder: Path) -> list[ExportJob]:
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
    orders: list[ExportJob] = []
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
    faults: list[str] = []
    found: dict[str, Any] = {}
    try:
        sheet = SHEET.model_validate(entry, context=theatre)
        found = {key: getattr(sheet, key) for key in sheet.model_fields_set}
    except ValidationError as error:
        written = {key: place for place, key in enumerate(entry)}
        told = sorted(error.errors(), key=lambda one: written.get(str(one["loc"][0]), len(written)))
        faults = [_told(one, entry) for one in told]
    if entry.get("each_area") is True and "area" in entry:
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
    said = {field: found[key] for key, field in REQUEST.items() if key in found}
    request = Request(filters=filters, **{"layers": default_layers(), **said})
    each_day, each_area = found.get("each_day", False), found.get("each_area", False)
    return _Sheet(found["name"], request, found["formats"], each_day, each_area), []


def _told(error: ErrorDetails, entry: Mapping[str, Any]) -> str:
    key = str(error["loc"][0])
    fault, remedy = worded([error], entry, {**WORDINGS, "missing": ("is missing.", NEEDED.get(key, ""))})
    return f"{key}: {fault} {remedy}".rstrip()


def _orders(sheet: _Sheet, theatre: Theatre, folder: Path) -> list[ExportJob]:
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
        orders += [ExportJob(stem, request, folder / f"{stem}{suffix}") for suffix in sheet.formats]
    return orders


def _day(value: object, info: ValidationInfo[Theatre]) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        if relative := RELATIVE_DAY.fullmatch(value):
            edge = info.context.start if relative[1] == "start" else info.context.end
            return edge + timedelta(days=int(relative[2] or 0))
        try:
            return read_day(value)
        except ValueError:
            pass
    raise BriefingError(
        L_("{value} is not a day. {days_are_written}", value=shown(value), days_are_written=DAYS_ARE_WRITTEN)
    )


def _of_theatre(day: date, info: ValidationInfo[Theatre]) -> date:
    start, end = info.context.start, info.context.end
    if not start <= day <= end:
        raise BriefingError(
            L_("{day} is no day of this theatre. Use one from {start} to {end}.", day=day, start=start, end=end)
        )
    return day


def _of_knowledge(day: date, info: ValidationInfo[Theatre]) -> date:
    if day < info.context.start:
        raise BriefingError(
            L_("Nothing is known by {day}. Use a day from {start} on.", day=day, start=info.context.start)
        )
    return day


def _name(name: str) -> str:
    if not NAME.fullmatch(name):
        raise BriefingError(
            L_("{name} cannot be a file's name. Use letters, digits, spaces, - and _, at most 80.", name=shown(name))
        )
    return name


def _formats(suffixes: list[str]) -> tuple[str, ...]:
    if not suffixes:
        raise BriefingError(L_('names no kind of file. Write [".pdf"], say.'))
    return tuple(dict.fromkeys(suffixes))


def _one(known: Callable[[Theatre], Iterable[str]]) -> Any:
    """One word of those that are known."""

    def check(value: object, info: ValidationInfo[Theatre]) -> object:
        words = tuple(known(info.context))
        if value not in words:
            raise BriefingError(
                L_("There is no {value}. Use one of {words}.", value=shown(value), words=", ".join(words))
            )
        return value

    return Annotated[str, BeforeValidator(check)]


def _area(value: object, info: ValidationInfo[Theatre]) -> object:
    return info.context.area(str(value)).key


def _some(known: Callable[[Theatre], Iterable[str]]) -> Any:
    """A list of words that are known."""
    return Annotated[list[_one(known)], AfterValidator(frozenset)]  # type: ignore[misc]


def _asked(field: str, kind: type) -> Any:
    """A value that a request takes for `field`; whatever it says against one is told here, where the key is known."""

    def check(value: Any, info: ValidationInfo[Theatre]) -> Any:
        asked: dict[str, Any] = {field: value}
        return getattr(Request(filters=info.context.everything, layers=frozenset(), **asked), field)

    return Annotated[kind, AfterValidator(check)]


def _filter(of: EventFilter) -> Any:
    return _some(lambda theatre: of.known(theatre.vocabulary)) if isinstance(of, ListFilter) else bool


_Day = Annotated[date, BeforeValidator(_day)]

KEYS: dict[str, Any] = {
    "name": Annotated[str, AfterValidator(_name)],
    "formats": Annotated[list[Annotated[str, AfterValidator(suffix_of)]], AfterValidator(_formats)],
    "kind": _one(lambda _: KINDS),
    "area": Annotated[str, BeforeValidator(_area)],
    "from": Annotated[_Day, AfterValidator(_of_theatre)],
    "to": Annotated[_Day, AfterValidator(_of_theatre)],
    "known_by": Annotated[_Day, AfterValidator(_of_knowledge)],
    **{of.in_brief: _filter(of) for of in EVENT_FILTERS.values()},
    "layers": _some(lambda _: (layer.id for layer in all_layers())),
    "page": _one(lambda _: PAGES),
    "lang": _one(lambda _: LANGUAGES),
    "mode": _one(lambda _: MAP_MODES),
    "tlp": _one(lambda _: TLPS),
    "title": _asked("title", str),
    "made_on": _Day,
    "width": _asked("width", int),
    "days_per_second": _asked("days_per_second", float),
    "each_day": bool,
    "each_area": bool,
}
"""What a sheet may say, and what each is."""

REQUEST = {
    **{key: key for key in ("layers", "kind", "page", "mode", "tlp", "title", "made_on", "width", "days_per_second")},
    "lang": "language",
}
"""The field of a request that a key fills as it is."""

NEEDED = {
    "name": "Every sheet needs one: its files are called so.",
    "formats": 'Write [".pdf"], say, in the sheet or in [defaults].',
}

WORDINGS = {
    "extra_forbidden": ("there is no such key.", f"Use some of {', '.join(KEYS)}."),
    "string_type": ("{said} is not text.", "Put it in quotation marks."),
    "bool_type": ("{said} is neither true nor false.", "Write one of them, without quotation marks."),
    "list_type": ("{said} is not a list.", "Put it in square brackets."),
    "int_type": ("{said} is no whole number.", "Write 1280, without quotation marks."),
    "float_type": ("{said} is no number.", "Write 2 or 0.5, without quotation marks."),
    "": ("{why}", ""),
}

_FIELDS: dict[str, Any] = {key: (kind, ... if key in NEEDED else None) for key, kind in KEYS.items()}
SHEET = create_model("Sheet", __config__=ConfigDict(strict=True, extra="forbid"), **_FIELDS)
"""An entry of a file of sheets."""
