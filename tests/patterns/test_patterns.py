"""No text keeps the program busy: the work of every pattern, and of what reads cells, grows as the text does."""

from __future__ import annotations

from collections.abc import Callable
from re._parser import SubPattern, parse  # type: ignore[import-not-found]
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geo.registry.country_names import countries_called
from ingest.drafts import counts
from ingest.drafts.clocks import clock_of
from ingest.drafts.coordinates import LATITUDE, axis_degrees, position
from ingest.drafts.counts import count
from ingest.drafts.links import links, only_links
from ingest.drafts.markup import without_markup
from ingest.drafts.moment_types import Style
from ingest.drafts.moments import earliest
from ingest.drafts.unique import plain, word_key
from ingest.formats.footage import before_links, entries_in, links_in
from ingest.formats.footage_words import told_by
from ingest.geocoding import phrases
from ingest.geocoding.folding import fold
from ingest.geocoding.name_index import NameIndex
from ingest.geocoding.part_names import also_called
from ingest.geocoding.phrases import context_name, readings
from ingest.histories.history_factions import FactionEntries
from ingest.mappings import cell_kinds, column_names
from ingest.mappings.cell_kinds import CellKind, SampledColumn
from ingest.mappings.column_names import fields_called, roles_of
from tests.patterns.attacks import attacks
from tests.patterns.effort import pattern_is_steep, pattern_steps, text_of, work_is_steep
from tests.patterns.found import FOLDERS, Found, found
from tests.patterns.regex_steps import TooManyStepsError
from tests.steps import steps_of


def _first(letters: int) -> Callable[[str], str]:
    return lambda text: text[:letters]


def _words_of(letters: int) -> Callable[[str], str]:
    return lambda text: " ".join(text.split())[:letters]


BOUNDED: dict[str, Callable[[str], str]] = {
    "ingest.drafts.counts._SPAN": _first(counts.LONGEST),
    "ingest.drafts.counts._BOUNDS[4]": _first(counts.LONGEST),
    "ingest.geocoding.phrases._REGION": _words_of(phrases.LONGEST),
    "ingest.geocoding.phrases._CONTEXT": _words_of(phrases.LONGEST),
    "ingest.geocoding.phrases._BETWEEN": _words_of(phrases.LONGEST),
    "ingest.geocoding.phrases._ROAD_PAIR": _words_of(phrases.LONGEST),
    "ingest.geocoding.phrases._PAIR": _words_of(phrases.LONGEST),
    "ingest.mappings.column_names._IN_BRACKETS": _first(column_names.LONGEST),
    "ingest.mappings.column_names._LANGUAGES_BETWEEN": _first(column_names.LONGEST),
}
"""Patterns whose work grows faster than the text, and what of a text they ever meet."""


def steep(one: Found) -> list[tuple[str, str, str]]:
    """The texts (what stands before, what is repeated, how it ends) over which the work of a pattern grows faster than
    they do."""
    met = next((BOUNDED[place] for place in one.places if place in BOUNDED), None)
    if met is None:
        return [text for text in attacks(one.pattern) if pattern_is_steep(one.pattern, one.tried, *text)]
    return [text for text in attacks(one.pattern) if takes_long(one, met(text_of(*text, 1_000)))]


def takes_long(one: Found, text: str) -> bool:
    try:
        pattern_steps(one.pattern, one.tried, text)
    except TooManyStepsError:
        return True
    return False


@pytest.mark.thorough
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_work_of_every_pattern_grows_as_the_text_does(folder):
    assert not {one.places[0]: texts for one in found(folder) if (texts := steep(one))}


@pytest.mark.thorough
def test_patterns_are_found_compiled_in_a_module_and_written_where_they_are_used():
    places = [place for one in found("ingest") for place in one.places]
    assert sum(place in BOUNDED for place in places) == len(BOUNDED)
    assert sum(":" in place for place in places) > 10


def possessive_groups(parsed: Any) -> bool:
    """Whether a pattern, as the library has parsed it, has a group that gives nothing back (`(...)*+`)."""
    for operation, about in parsed:
        if str(operation) == "POSSESSIVE_REPEAT" and (len(about[2]) > 1 or str(about[2][0][0]) in GROUPS):
            return True
        held = [about] if isinstance(about, tuple) else []
        if str(operation) == "BRANCH":
            held = [(one,) for one in about[1]]
        for part in (part for one in held for part in one):
            if isinstance(part, SubPattern) and possessive_groups(part):
                return True
    return False


GROUPS = {"SUBPATTERN", "BRANCH", "MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT", "ATOMIC_GROUP"}


@pytest.mark.thorough
@pytest.mark.parametrize("folder", FOLDERS)
def test_no_group_is_possessive_for_python_before_3_11_5_reads_those_wrongly(folder):
    assert [one.places for one in found(folder) if possessive_groups(parse(one.pattern.pattern))] == []


@pytest.mark.parametrize(
    ("pattern", "there"), [("(?:ab|c)*+d", True), ("((?:x|y(?:a+b)++))?", True), ("(?:[ab]++|c)*d", False)]
)
def test_a_possessive_group_is_found_however_deep_it_stands(pattern, there):
    assert possessive_groups(parse(pattern)) is there


def _kinds(text: str) -> None:
    column = SampledColumn("a", pd.Series([text, f"{text} b"], dtype=object))
    for kind in CellKind:
        column.share(kind)


PLACES = NameIndex([(0, "Suran (Hama)"), (1, "Aleppo - Citadel"), (2, "حلب")])
READERS: dict[str, Callable[[str], Any]] = {
    "a day": lambda text: earliest(text, Style()),
    "a time": clock_of,
    "a count": count,
    "a degree": lambda text: axis_degrees(text, LATITUDE),
    "a position": position,
    "links": lambda text: (links(text), links_in(text), only_links(np.array([text], dtype=object))),
    "text of HTML": without_markup,
    "a text": lambda text: (plain(text), word_key(text), fold(text)),
    "a country": countries_called,
    "a description": lambda text: (before_links(text), told_by(text), entries_in(text)),
    "the name of a column": lambda text: (fields_called(text), roles_of(text)),
    "what the cells are": _kinds,
    "a place": lambda text: (readings(text), context_name(fold(text)), PLACES.look(text)),
    "a name of a gazetteer": lambda text: also_called([(1, text), (1, f"{text} (Hama)")], ["Hama"]),
    "a holder": lambda text: FactionEntries.of({"*a*a*b*x*": "a", "* *0*1*x": "b"}).meaning(text),
}
"""Every function that is given a cell or a name as it stands in a file, of whatever length."""
PUMPS = (
    *" a0.-\"'<([,/:;|\\é_أ١ـ\n\u0301\u200f", "حلب ", "http://a", "http://a ", "www.a;", "https://a,", "<a ",
    "<a href=",
    "<!--", "&lt;", "((a", "(a)", " (", " - ", "1,", "1 000", "36°", "36 ", "36°1'", "1-2", "n ", "between ", "road ",
    "from ", " to ", "north ", "10 km ", "2024-12-01", "source", "source ", "[[", "{", "a1", "mar ", "monday ", "@1@",
)  # fmt: skip
JUST_LOOKED_AT = (counts.LONGEST, phrases.LONGEST, cell_kinds.LOOKED_INTO)
TAILS = ("", " x\x01")


@pytest.mark.thorough
@pytest.mark.parametrize("reader", READERS)
def test_the_work_of_a_reader_grows_as_its_text_does(reader):
    read = READERS[reader]
    read("a")  # what is done once in a program is done before it is counted
    for pump in PUMPS:
        for end in TAILS:
            assert not (said := work_is_steep(read, pump, end)), (pump, end, said)
        for letters in JUST_LOOKED_AT:  # with the end at which every way to read it has failed
            text = (pump * letters)[: letters - len(TAILS[-1])] + TAILS[-1]
            assert steps_of(lambda text=text: read(text)), pump  # or raises that they are too many


@pytest.mark.parametrize("minutes", ["36'", "361'", "1234'56\"", "36'N"])
def test_a_number_is_not_parted_into_degrees_and_minutes(minutes):
    assert axis_degrees(minutes, LATITUDE) is None


def test_what_a_star_stands_for_is_found_as_before():
    entries = FactionEntries.of({"*army*": "a", "north*of*x": "b", "*": "c"})
    assert [entries.meaning(word) for word in ("the army of", "army", "north side of x", "northofx", "northofy")] == [
        "a", "a", "b", "b", "c",
    ]  # fmt: skip
