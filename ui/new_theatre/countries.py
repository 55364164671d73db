"""The countries a theatre can be made of, as a list to search. Free of Streamlit."""

from __future__ import annotations

from geo.common.messages import either
from geo.registry.country_names import arabic_names
from ingest.new_theatre.adm1 import mapped_countries
from ingest.new_theatre.atlas import country_table

AS_ONE = str.maketrans("أإآ", "ااا")
"""Letters that Arabic lists put in one place."""


def country_names() -> dict[str, str]:
    """ISO code of each country -> its name in the language that is spoken, with the code: "Sudan (SDN)". By name."""
    table, arabic = country_table(), arabic_names()
    names = {iso: either(str(table[iso]["name"]), arabic.get(iso, "")) for iso in mapped_countries()}
    order = sorted(names, key=lambda iso: names[iso].translate(AS_ONE))
    return {iso: f"{names[iso]} ({iso})" for iso in order}
