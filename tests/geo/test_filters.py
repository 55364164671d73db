"""The link: every question round-trips; a damaged part is named and the rest is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.events import EVENT_TYPES
from geo.filters import Filters, Vocabulary
from tests.worlds import JANUARY_FIRST, JANUARY_LAST

VOCABULARY = Vocabulary(
    factions=frozenset({"BLUE", "RED", "IRAN-ALLIED"}),
    areas=frozenset({"both", "west"}),
    first_day=JANUARY_FIRST,
    last_day=JANUARY_LAST,
)
OPENING = Filters(start=JANUARY_FIRST, end=JANUARY_LAST, area="both")


@some.composite
def questions(draw: some.DrawFn) -> Filters:
    days = some.dates(JANUARY_FIRST, JANUARY_LAST)
    start, end = sorted((draw(days), draw(days)))
    return Filters(
        start=start,
        end=end,
        area=draw(some.sampled_from(sorted(VOCABULARY.areas))),
        known_by=draw(some.none() | some.dates(JANUARY_FIRST)),
        factions=draw(some.frozensets(some.sampled_from(sorted(VOCABULARY.factions)))),
        event_types=draw(some.frozensets(some.sampled_from(EVENT_TYPES))),
        strikes_only=draw(some.booleans()),
        count_once=draw(some.booleans()),
    )


@given(questions())
def test_a_link_brings_back_the_same_question(filters):
    assert Filters.from_query(filters.to_query(), default=OPENING, vocabulary=VOCABULARY) == (filters, [])


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ({"from": "not-a-day"}, "not-a-day"),
        ({"to": "2025-13-01"}, "2025-13-01"),
        ({"from": "20250103"}, "20250103"),
        ({"known-by": "2025-W03-1"}, "2025-W03-1"),
        ({"from": "2025-01-09", "to": "2025-01-01"}, "backwards"),
        ({"to": "2031-01-01"}, "outside the days"),
        ({"known-by": "1999-01-01"}, "outside the days"),
        ({"area": "mars"}, "mars"),
        ({"factions": "BLUE~MARTIANS"}, "MARTIANS"),
        ({"types": "dances"}, "dances"),
        ({"strikes": "perhaps"}, "perhaps"),
        ({"told-twice": "thrice"}, "thrice"),
        ({"known-by": "soon"}, "soon"),
    ],
)
def test_a_damaged_part_is_named_and_the_rest_is_kept(damage, named):
    whole = {"from": "2025-01-03", "to": "2025-01-05", "area": "west", "factions": "BLUE"}
    filters, ignored = Filters.from_query({**whole, **damage}, default=OPENING, vocabulary=VOCABULARY)
    assert len(ignored) == 1
    assert named in ignored[0]
    untouched = {"area": "west", "factions": frozenset({"BLUE"})}
    for part, value in untouched.items():
        assert part in damage or getattr(filters, part) == value


@given(
    some.dictionaries(
        some.sampled_from(["from", "to", "area", "known-by", "factions", "types", "strikes", "told-twice"]), some.text()
    )
)
def test_any_link_gives_a_question(query):
    filters, _ = Filters.from_query(query, default=OPENING, vocabulary=VOCABULARY)
    assert filters.start <= filters.end
    assert filters.area in VOCABULARY.areas
