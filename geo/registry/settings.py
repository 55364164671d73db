"""theatre.toml: what a theatre is called, which ground and days it maps, its named areas, and whom it owes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import shapely
from pydantic import AfterValidator, AliasPath, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from geo.common.crs import Bounds
from geo.common.dates import read_day
from geo.common.errors import MissingFileError, SchemaError, SentenceError, UnreadableFileError
from geo.common.messages import L_, N_, Sentence, _, either
from geo.common.phrases import Phrase, phrase
from geo.validation.models import read_model, usual_wordings
from geo.validation.readers import FILE_EXPECTED

COLUMNS_ARE_LISTED = L_("data/README.md lists what it must hold.")

INFERRED_BEYOND_KM = 15.0
"""Ground farther than this from every place with a report is inferred, where theatre.toml says nothing else."""


def _or_english(said: str, info: ValidationInfo) -> str:
    return said or str(info.data.get("name_en", ""))


def _bounds(numbers: object) -> object:
    if isinstance(numbers, list) and len(numbers) == 4 and all(isinstance(number, int | float) for number in numbers):
        west, south, east, north = numbers
        if -180 <= west < east <= 180 and -90 <= south < north <= 90:
            return west, south, east, north
    raise SentenceError(L_("{numbers} is not west, south, east, north in degrees", numbers=numbers))


def _day(value: object) -> date:
    if isinstance(value, datetime):
        raise SentenceError(L_("{value} is not a day", value=value))
    return value if isinstance(value, date) else read_day(str(value))


NameAr = Annotated[str, AfterValidator(_or_english), Field(validate_default=True)]
"""A name in Arabic; the English one where there is none."""
Degrees = Annotated[Bounds, BeforeValidator(_bounds)]
Day = Annotated[date, BeforeValidator(_day)]


@dataclass(frozen=True)
class Area:
    """A part of the theatre that figures are given for: its governorates (none = all ground) and what the map flies to.
    One that is clipped is what lies inside its bounds: `adm1` are then the governorates that it holds the whole of,
    `partly` those it holds a part of. One that theatre.toml does not name is drawn (geo/query/own_area.py)."""

    id: str
    name_en: str
    adm1: frozenset[str]
    bounds: Degrees
    name_ar: NameAr = ""
    clip: bool = False
    partly: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """What filters and links ask for it by."""
        return self.id

    @property
    def named(self) -> Phrase:
        """What it is called."""
        return Phrase(self.name_en, self.name_ar or self.name_en)

    @property
    def is_whole(self) -> bool:
        """Whether it holds all ground."""
        return not self.adm1 and not self.clip

    @cached_property
    def outline(self) -> shapely.Polygon | None:
        """The outline (EPSG:4326) that an area is cut along; None for one of whole governorates."""
        return shapely.box(*self.bounds) if self.clip else None


@dataclass(frozen=True)
class Adm1Name:
    """What the first-level areas of a country are called there: one of them and several."""

    one: Phrase
    many: Phrase


FIRST_LEVEL_AREA = Adm1Name(phrase("First-level area"), phrase("First-level areas"))
"""What they are called where theatre.toml does not say."""


MapMode = Literal["change", "control", "events"]
"""What a map shows first."""


@dataclass(frozen=True)
class QuickRange:
    """A named question: a range of days, both included, and, where it says so, an area (its id) and what the map shows
    first."""

    id: str
    name_en: str
    start: Day
    end: Day
    name_ar: NameAr = ""
    area: str = ""
    mode: MapMode | None = None


@dataclass(frozen=True)
class OpensOn:
    """What a page shows of a theatre when nobody asked for anything: an area (its id) and a range of days, both
    included."""

    area: str
    start: Day
    end: Day


NOT_SAID = N_("terms not said")
"""The licence of what came without one."""


@dataclass(frozen=True)
class Credit:
    """Where a part of the data comes from and on what terms; `text` is the credit its owner asks for. What has no
    Arabic, as the name of a licence, is the same on an Arabic page."""

    part: str
    text: str
    licence: str
    part_ar: str = ""
    text_ar: str = ""
    licence_ar: str = ""

    @property
    def owed(self) -> str:
        """Whom the part is owed to and on what terms, as in "GeoNames (CC BY 4.0)", in the language that is spoken."""
        return f"{either(self.text, self.text_ar)} ({_told(self.licence, self.licence_ar)})"

    @property
    def line(self) -> str:
        """The same with the part it is of, as in "Places: GeoNames (CC BY 4.0)"."""
        return f"{_told(self.part, self.part_ar)}: {self.owed}"


def _told(said: str, arabic: str) -> str:
    """What the program says of a part, or what the data say of it, in the language that is spoken."""
    return _(said) if isinstance(said, Sentence) else either(said, arabic)


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file.

    Raises
    ------
    MissingFileError, UnreadableFileError : it is not there, or is no TOML in UTF-8.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise MissingFileError(path, L_("is missing"), COLUMNS_ARE_LISTED) from error
    except OSError as error:
        raise UnreadableFileError(
            path, L_("cannot be read ({strerror})", strerror=error.strerror), FILE_EXPECTED
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableFileError(
            path, L_("is not TOML ({error})", error=error), L_("Mend the line it names.")
        ) from error


def _adm1_name(said: object) -> Adm1Name:
    if not isinstance(said, dict) or not said.get("en") or not all(isinstance(word, str) for word in said.values()):
        raise SentenceError(L_("adm1_name is no table of words, en and, if wanted, en_plural, ar and ar_plural"))
    return Adm1Name(
        Phrase(said["en"], said.get("ar") or FIRST_LEVEL_AREA.one.ar),
        Phrase(said.get("en_plural") or f"{said['en']}s", said.get("ar_plural") or FIRST_LEVEL_AREA.many.ar),
    )


class _Settings(BaseModel):
    """theatre.toml, by the fields of `Theatre`; numbers pass for texts."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    areas: tuple[Area, ...]
    id: str
    name_en: str = Field(validation_alias=AliasPath("name", "en"))
    name_ar: NameAr = Field("", validation_alias=AliasPath("name", "ar"))
    country: str
    adm1_name: Annotated[Adm1Name, BeforeValidator(_adm1_name)] = FIRST_LEVEL_AREA
    extent: Degrees
    start: Day = Field(validation_alias=AliasPath("span", "start"))
    end: Day = Field(validation_alias=AliasPath("span", "end"))
    focus_places: tuple[str, ...] = ()
    inferred_beyond_km: float = INFERRED_BEYOND_KM
    wide_rivers: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    quick_ranges: tuple[QuickRange, ...] = ()
    opens_on: OpensOn | None = None


def check_settings(settings: dict[str, Any], file: Path, pcodes: frozenset[str]) -> dict[str, Any]:
    """What theatre.toml says, by the fields of `Theatre`; areas by id. `pcodes`: the first-level areas there are.

    Raises
    ------
    SchemaError : something is missing, of another kind than it must be, or speaks of what there is not.
    """
    found = read_model(_Settings, settings, file=file, wordings=usual_wordings(COLUMNS_ARE_LISTED))
    areas = found.areas
    if not areas:
        raise SchemaError(file, L_("names no area"), L_("Add an [[areas]] entry for the whole theatre."))
    if unknown := frozenset().union(*(area.adm1 for area in areas)) - pcodes:
        raise SchemaError(
            file,
            L_("names unknown governorates {unknown}", unknown=sorted(unknown)),
            L_("Use the pcodes of governorates.geojson."),
        )
    if found.end < found.start:
        raise SchemaError(file, L_("has a span that ends before it starts"), L_("Swap the two days."))
    by_id = {area.id: area for area in areas}
    if len(by_id) < len(areas):
        raise SchemaError(file, L_("names an area twice"), L_("Give each area an id of its own."))
    for quick in found.quick_ranges:
        _check_question(L_("a quick range {id!r}", id=quick.id), quick, found, file)
    if found.opens_on is not None:
        _check_question(L_("an opens_on"), found.opens_on, found, file)
    return {**dict(found), "areas": by_id}


def _check_question(called: Sentence, asked: QuickRange | OpensOn, found: _Settings, file: Path) -> None:
    if not found.start <= asked.start <= asked.end <= found.end:
        raise SchemaError(
            file,
            L_("has {called} that is not inside {start} to {end}", called=called, start=found.start, end=found.end),
            L_("Move its days into the span."),
        )
    areas = [area.id for area in found.areas]
    if asked.area not in ("", *areas):
        raise SchemaError(
            file,
            L_("has {called} of an area {area!r} it does not name", called=called, area=asked.area),
            L_("Use one of {areas}.", areas=", ".join(areas)),
        )
