"""How long looking names up takes: a made gazetteer of 20,000 places, a file of 100,000 rows of 3,000 names.

`.venv/bin/python benchmarks/geocoder.py [PLACES]` makes places of random syllables with a few spellings each, builds
the gazetteer, asks for each name once (a third as spelt, a third with a letter changed, the rest distances, unknown
names and other spellings), then for all rows. Processor time of this process, and its largest size in memory.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
from rich.console import Console
from shapely.geometry import Point

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from geo.theatre.catalog import SHIPPED
from geo.theatre.frame import read_frame
from ingest.geocoding import Gazetteer

ROWS, NAMES = 100_000, 3_000
CONSONANTS = "b t th j h kh d r z s sh gh f q k l m n w y".split()  # noqa: SIM905
VOWELS = ["a", "i", "u", "aa", "ou", "ee"]
FIRST_WORDS = ["Tell ", "Kafr ", "Khan ", "Deir ", "Umm al-", "Al-", "Khirbat ", "", "", ""]
DICE = random.Random(1)


def a_name() -> str:
    """One to three syllables, often after a word many names begin with."""
    ends = [*CONSONANTS, *[""] * len(CONSONANTS)]
    syllables = (DICE.choice(CONSONANTS) + DICE.choice(VOWELS) + DICE.choice(ends) for _ in range(DICE.randint(1, 3)))
    return DICE.choice(FIRST_WORDS) + "".join(syllables).title()


def spelt_otherwise(name: str) -> tuple[str, ...]:
    """The same name by other customs."""
    changes = (("aa", "a"), ("ou", "u"), ("ee", "i"), ("Tell", "Tall"), ("kh", "h"), ("q", "k"))
    return tuple({name.replace(*change) for change in changes} - {name})


def places(count: int) -> gpd.GeoDataFrame:
    """So many places in and about Syria."""
    names = [a_name() for _ in range(count)]
    columns: dict[str, Any] = {
        "place_id": list(map(str, range(count))),
        "name_en": names,
        "name_ar": "",
        "alt_names": list(map(spelt_otherwise, names)),
        "kind": "village",
        "adm1_pcode": None,
        "uncertainty_km": 1.0,
        "population": None,
    }
    points = [Point(DICE.uniform(36, 41), DICE.uniform(33, 37)) for _ in range(count)]
    return gpd.GeoDataFrame(columns, geometry=points, crs=4326)


def asked(names: list[str]) -> Iterator[str]:
    """What a file may name."""
    for name in DICE.choices(names, k=NAMES // 3):
        yield name
        at = DICE.randrange(len(name))
        yield f"{name[:at]}x{name[at + 1 :]}"
    for name in DICE.choices(names, k=NAMES // 6):
        yield f"{DICE.randint(1, 20)} km north of {name}"
        yield a_name()


def main() -> None:
    """Measure and print."""
    out, count = Console(), int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    made, governorates = places(count), read_frame(SHIPPED).governorates
    started = time.process_time()
    gazetteer = Gazetteer(made, governorates)
    spellings = len(gazetteer.atlas.places.spellings)
    built = time.process_time()
    out.print(f"{count:,} places, {spellings:,} spellings: built in {built - started:.1f} s")
    texts = list(dict.fromkeys(asked(list(made["name_en"]))))
    clear = sum(gazetteer.find(text, admin="Aleppo").resolved is not None for text in texts)
    first = time.process_time()
    out.print(
        f"{len(texts):,} names: {first - built:.1f} s, {(first - built) / len(texts) * 1000:.1f} ms each; {clear} clear"
    )
    for number in range(ROWS):
        gazetteer.find(texts[number % len(texts)], admin="Aleppo")
    out.print(f"{ROWS:,} rows of them: {time.process_time() - first:.2f} s")
    out.print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most")


if __name__ == "__main__":
    main()
