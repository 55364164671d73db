"""Districts and sub-districts: the units below the first level that places of a gazetteer say they lie in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import geopandas as gpd

from geo.common.messages import N_

USUALLY = {2: N_("district"), 3: N_("sub-district")}
"""What units of a level are called where the theatre has no word of its own for them."""


@dataclass(frozen=True)
class District:
    """A unit of `level` 2 or 3 in the first-level unit `adm1_pcode` ("" where its places name none); `place_ids`: the
    places that lie in it, one at least. Without a code of its own its first-level unit and its name are its `code`."""

    code: str
    name_en: str
    level: int
    adm1_pcode: str
    place_ids: tuple[str, ...]

    @property
    def called(self) -> str:
        """As in "Al Bab sub-district"."""
        return f"{self.name_en} {USUALLY[self.level]}"


def districts_of(places: gpd.GeoDataFrame) -> tuple[District, ...]:
    """Every district and sub-district that a place names, districts first, by code; none where no column tells."""
    return tuple(district for level in USUALLY for district in _of_level(places, level))


def district_codes(places: gpd.GeoDataFrame, level: int) -> list[str]:
    """For each place the code of its unit of that level, "" where it names none."""
    name, code = f"adm{level}_en", f"adm{level}_pcode"
    if name not in places:
        return [""] * len(places)
    names, adm1 = _texts(places, name), _texts(places, "adm1_pcode")
    own = _texts(places, code) if code in places else [""] * len(places)
    return [
        (coded or f"{where} {named}".strip()) if named else ""
        for coded, where, named in zip(own, adm1, names, strict=True)
    ]


def _texts(places: gpd.GeoDataFrame, column: str) -> list[str]:
    return [text if isinstance(text, str) else "" for text in places[column].tolist()]


def _of_level(places: gpd.GeoDataFrame, level: int) -> Iterator[District]:
    inside: dict[str, list[int]] = {}
    for row, code in enumerate(district_codes(places, level)):
        if code:
            inside.setdefault(code, []).append(row)
    if not inside:
        return
    names, adm1, ids = (_texts(places, column) for column in (f"adm{level}_en", "adm1_pcode", "place_id"))
    for code, rows in sorted(inside.items()):
        yield District(code, names[rows[0]], level, adm1[rows[0]], tuple(ids[row] for row in rows))
