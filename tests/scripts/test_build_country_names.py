"""The shipped names of countries against the package they are made of."""

from __future__ import annotations

import gzip

from geo.registry.country_names import CLDR
from scripts.build_country_names import table


def test_the_shipped_names_of_countries_are_those_of_the_pinned_package():
    assert gzip.decompress(CLDR.read_bytes()).decode() == table()
