"""theatre.toml: what a theatre is called, which ground and days it maps, its named areas, and whom it owes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from geo.crs import Bounds
from geo.days import read_day
from geo.errors import MissingFileError, SchemaError, UnreadableFileError
from geo.raw_files import FILE_EXPECTED

COLUMNS_ARE_LISTED = "data/README.md lists what it must hold."

INFERRED_BEYOND_KM = 15.0
"""Ground farther than this from every place with a report is inferred, where theatre.toml says nothing else."""


@dataclass(frozen=True)
class Area:
    """A named part of the theatre: its governorates (none = all ground) and what the map flies to."""

    id: str
    name_en: str
    name_ar: str
    adm1: frozenset[str]
    bounds: Bounds


@dataclass(frozen=True)
class Adm1Name:
    """What the first-level areas of a country are called there: one of them and several, in English and in Arabic."""

    one_en: str
    many_en: str
    one_ar: str
    many_ar: str


FIRST_LEVEL_AREA = Adm1Name("First-level area", "First-level areas", "منطقة من المستوى الأول", "مناطق المستوى الأول")
"""What they are called where theatre.toml does not say."""


@dataclass(frozen=True)
class QuickRange:
    """A named range of days, both included."""

    id: str
    name_en: str
    name_ar: str
    start: date
    end: date


@dataclass(frozen=True)
class Credit:
    """Where a part of the data comes from and on what terms; `text` is the credit its owner asks for."""

    part: str
    text: str
    licence: str


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise MissingFileError(path, "is missing", COLUMNS_ARE_LISTED) from error
    except OSError as error:
        raise UnreadableFileError(path, f"cannot be read ({error.strerror})", FILE_EXPECTED) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableFileError(path, f"is not TOML ({error})", "Mend the line it names.") from error


def check_settings(settings: dict[str, Any], file: Path, pcodes: frozenset[str]) -> dict[str, Any]:
    try:
        areas = [
            Area(
                area["id"],
                area["name_en"],
                area.get("name_ar") or area["name_en"],
                frozenset(area["adm1"]),
                _bounds(area["bounds"]),
            )
            for area in settings["areas"]
        ]
        found: dict[str, Any] = {
            "id": settings["id"],
            "name_en": settings["name"]["en"],
            "name_ar": settings["name"].get("ar") or settings["name"]["en"],
            "country": settings["country"],
            "adm1_name": _adm1_name(settings.get("adm1_name")),
            "extent": _bounds(settings["extent"]),
            "start": _day(settings["span"]["start"]),
            "end": _day(settings["span"]["end"]),
            "focus_places": tuple(str(place_id) for place_id in settings.get("focus_places", [])),
            "inferred_beyond_km": float(settings.get("inferred_beyond_km", INFERRED_BEYOND_KM)),
            "credits": tuple(
                Credit(str(credit["part"]), str(credit["text"]), str(credit["licence"]))
                for credit in settings.get("credits", [])
            ),
            "quick_ranges": tuple(
                QuickRange(
                    quick["id"],
                    quick["name_en"],
                    quick.get("name_ar") or quick["name_en"],
                    _day(quick["start"]),
                    _day(quick["end"]),
                )
                for quick in settings.get("quick_ranges", [])
            ),
        }
    except KeyError as missing:
        raise SchemaError(file, f"lacks {missing}", COLUMNS_ARE_LISTED) from missing
    except (TypeError, ValueError) as wrong:
        raise SchemaError(file, f"cannot be used: {wrong}", COLUMNS_ARE_LISTED) from wrong
    if not areas:
        raise SchemaError(file, "names no area", "Add an [[areas]] entry for the whole theatre.")
    if unknown := frozenset().union(*(area.adm1 for area in areas)) - pcodes:
        raise SchemaError(
            file, f"names unknown governorates {sorted(unknown)}", "Use the pcodes of governorates.geojson."
        )
    if found["end"] < found["start"]:
        raise SchemaError(file, "has a span that ends before it starts", "Swap the two days.")
    by_id = {area.id: area for area in areas}
    if len(by_id) < len(areas):
        raise SchemaError(file, "names an area twice", "Give each area an id of its own.")
    for quick in found["quick_ranges"]:
        if not found["start"] <= quick.start <= quick.end <= found["end"]:
            raise SchemaError(
                file,
                f"has a quick range {quick.id!r} that is not inside {found['start']} to {found['end']}",
                "Move its days into the span.",
            )
    return {**found, "areas": by_id}


def _adm1_name(said: object) -> Adm1Name:
    if said is None:
        return FIRST_LEVEL_AREA
    if not isinstance(said, dict) or not said.get("en") or not all(isinstance(word, str) for word in said.values()):
        raise ValueError("adm1_name is no table of words, en and, if wanted, en_plural, ar and ar_plural")
    return Adm1Name(
        said["en"],
        said.get("en_plural") or f"{said['en']}s",
        said.get("ar") or FIRST_LEVEL_AREA.one_ar,
        said.get("ar_plural") or FIRST_LEVEL_AREA.many_ar,
    )


def _bounds(numbers: list[float]) -> Bounds:
    west, south, east, north = (float(number) for number in numbers)
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ValueError(f"{numbers} is not west, south, east, north in degrees")
    return west, south, east, north


def _day(value: object) -> date:
    if isinstance(value, datetime):
        raise ValueError(f"{value} is not a day")
    if isinstance(value, date):
        return value
    return read_day(str(value))
