"""Make geo/registry/cldr/country_names.tsv.gz: what the languages of the world call each country.

From the Common Locale Data Repository (Unicode licence, geo/registry/cldr/LICENSE.txt) as the package babel brings it,
which takes two seconds and 180 MB to read. A row is a country: its ISO 3166-1 alpha-3 code; its names in English and
its names in other languages, folded and apart by "|"; its name in Arabic as it is written. Run from the top: python -m
scripts.build_country_names
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator

from babel import Locale, localedata

from geo.registry.country_names import CLDR, alpha_3, folded


def main() -> None:
    CLDR.parent.mkdir(exist_ok=True)
    CLDR.write_bytes(gzip.compress(table().encode(), mtime=0))


def table() -> str:
    """The rows of the table, in the order of the codes."""
    english, other = _by_country(["en"]), _by_country(_languages())
    codes = alpha_3()
    arabic = {codes[code]: name for code, name in Locale.parse("ar").territories.items() if code in codes}
    rows = (
        (iso, "|".join(sorted(english[iso])), "|".join(sorted(other[iso] - english[iso])), arabic.get(iso, ""))
        for iso in sorted(english)
    )
    return "".join("\t".join(row) + "\n" for row in rows)


def _languages() -> Iterator[str]:
    """Every language, and every script of one; no mere variant of a country's own."""
    for language in localedata.locale_identifiers():
        script = language.partition("_")[2]
        if not script or len(script) == len("Hant"):
            yield language


def _by_country(languages: list[str] | Iterator[str]) -> dict[str, set[str]]:
    """Alpha-3 code -> the names of the country in those languages, folded."""
    codes = alpha_3()
    found: dict[str, set[str]] = {iso: set() for iso in codes.values()}
    for language in languages:
        for code, name in Locale.parse(language).territories.items():
            if code in codes:
                found[codes[code]].add(folded(name))
    return {iso: names - {""} for iso, names in found.items()}


if __name__ == "__main__":
    main()
