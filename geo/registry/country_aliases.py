"""What databases of conflict call countries, beyond the names of CLDR and ISO 3166, and numbers they know them by:
data, in `country_aliases.toml`.

Every name is folded as `geo.registry.country_names.folded` does; codes are ISO 3166-1 alpha-3.
"""

from __future__ import annotations

from collections.abc import Mapping

from geo.common.word_lists import in_all_languages, word_list

_DATA = word_list(__file__)

ALIASES = {name: code for code, names in _DATA["aliases"].items() for name in in_all_languages(names)}

SEVERAL: Mapping[str, list[str]] = _DATA["several"]
"""Names that mean one of several countries."""

ALSO_TOLD_OF: Mapping[str, list[str]] = _DATA["also_told_of"]
"""Country -> others whose ground some source tells of under its name."""

GLEDITSCH_WARD = {str(number): code for code, numbers in _DATA["gleditsch_ward"].items() for number in numbers}
"""Numbers of states after Gleditsch and Ward (1999), which UCDP knows countries by."""
