"""The text of theatre.toml of a new theatre."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, count

import shapely

from geo.common.crs import Bounds
from geo.common.messages import in_arabic
from geo.common.phrases import phrase
from geo.registry.country_names import arabic_name
from geo.registry.settings import NOT_SAID
from ingest.new_theatre.adm1 import kind_of_most
from ingest.new_theatre.extent import Extent, rounded_out

QUICK = (
    ("last-7-days", phrase("Last 7 days"), 7),
    ("last-30-days", phrase("Last 30 days"), 30),
    ("last-12-months", phrase("Last 12 months"), 365),
)
"""Ranges offered where the span is more than twice as long."""

CREDITS = (("Boundaries, coast", "Natural Earth", "public domain"),)
"""Who has to be named beside those of the places: part, credit, licence."""

CREDITS_IN_ARABIC = {
    said.en: said.ar
    for said in (
        phrase("Boundaries, coast", "a credit"),
        phrase("Places", "a credit"),
        phrase("Population of places", "a credit"),
        phrase("public domain", "a credit"),
    )
}
"""What parts and licences are called on an Arabic page; those that are not here are the same on it."""


@dataclass(frozen=True)
class NamedTheatre:
    """What a theatre is called and which days it holds."""

    id: str
    name: str
    start: date
    end: date


def name_theatre(name: str, country: str, start: date, end: date) -> NamedTheatre:
    """A theatre's name, the one given or one made from country and days, and its id."""
    days = f"{start.day} {start:%B %Y} - {end.day} {end:%B %Y}" if start != end else f"{start.day} {start:%B %Y}"
    shown = name or f"{country}, {days}"
    return NamedTheatre(slug(name) or f"{slug(country)}-{start.year}", shown, start, end)


def slug(text: str) -> str:
    """Small letters, digits and hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def theatre_toml(
    theatre: NamedTheatre, extent: Extent, focus: Sequence[str], places: Sequence[tuple[str, str, str]]
) -> str:
    """Settings, the whole and each unit as areas, quick ranges and credits; `places`: part, credit and licence of each
    source of the places."""
    head = f"""# Bounds run west, south, east, north; both ends of every span of days are included.
# Names without an Arabic form (name_ar = "") are shown in English. Everything here may be changed by hand.
id = {_text(theatre.id)}
country = {_text(extent.iso)} # the country whose ground is mapped
extent = {_bounds(extent.bounds)} # events outside it need fixing
inferred_beyond_km = 15 # ground farther than this from every place with a report is inferred
focus_places = {json.dumps(list(focus))} # whose surroundings the charts show first

[name]
en = {_text(theatre.name)}
ar = ""

[span]
start = {theatre.start}
end = {theatre.end}
"""
    return head + "".join([*_adm1_name(extent), *_areas(extent), *_quick(theatre), *_credits([*places, *CREDITS])])


def _adm1_name(extent: Extent) -> Iterator[str]:
    if kind := kind_of_most(extent.units):
        yield f"""
# What the first-level areas are called, as Natural Earth calls most of them; ar and ar_plural may be added.
[adm1_name]
en = {_text(kind)}
en_plural = {_text(plural_of(kind))}
"""


def plural_of(word: str) -> str:
    """As in "States", "Municipalities", "Parishes"."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def _areas(extent: Extent) -> Iterator[str]:
    used: set[str] = set()
    whole = [(extent.country, arabic_name(extent.iso), (), extent.view)]
    units = [
        (unit.name_en, "", (unit.code,), rounded_out(shapely.bounds(shape))) for unit, shape in extent.units.items()
    ]
    for name, arabic, codes, bounds in [*whole, *(units if len(units) > 1 else [])]:
        plain = slug(name) or "area"
        area = next(key for key in chain([plain], (f"{plain}-{n}" for n in count(2))) if key not in used)
        used.add(area)
        yield f"""
[[areas]]
id = {_text(area)}
name_en = {_text(name)}
name_ar = {_text(arabic)}
adm1 = {json.dumps(list(codes), ensure_ascii=False)}{"" if codes else " # all ground"}
bounds = {_bounds(bounds)}
"""


def _quick(theatre: NamedTheatre) -> Iterator[str]:
    long = (theatre.end - theatre.start).days + 1
    ranges = [("whole-span", phrase("Whole span"), long)]
    ranges += [quick for quick in QUICK if long > 2 * quick[2]]
    for key, called, days in ranges:
        yield f"""
[[quick_ranges]]
id = {_text(key)}
name_en = {_text(called.en)}
name_ar = {_text(called.ar)}
start = {theatre.end - timedelta(days=days - 1)}
end = {theatre.end}
"""


def _credits(credits: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    yield "\n# Who has to be named on every sheet and file made from this folder; LICENSE.md has the terms in full."
    for part, text, licence in credits:
        yield f"\n[[credits]]\npart = {_text(part)}\n{_in_arabic('part', part)}"
        yield f"text = {_text(text)}\nlicence = {_text(licence)}\n{_in_arabic('licence', licence)}"


def _in_arabic(key: str, said: str) -> str:
    arabic = in_arabic(NOT_SAID) if said == NOT_SAID else CREDITS_IN_ARABIC.get(said)
    return f"{key}_ar = {_text(arabic)}\n" if arabic else ""


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _bounds(bounds: Bounds) -> str:
    return f"[{', '.join(f'{edge:.6g}' for edge in bounds)}]"
