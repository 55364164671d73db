"""The link: every question round-trips; a damaged part is named and the rest is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.common.errors import FilterError
from geo.common.phrases import SPOKEN, Phrase, phrase
from geo.query.event_filters import EventFilter, ListFilter, SwitchFilter, Vocabulary, only, row
from geo.query.filters import EVENT_FILTERS, IN_LINK, Filters
from geo.query.own_area import corners_text, is_drawn
from tests.geo.query.conftest import area
from tests.worlds import JANUARY_FIRST, JANUARY_LAST

VOCABULARY = Vocabulary(
    factions={
        "BLUE": Phrase("Blue", "أزرق"),
        "RED": Phrase("Red", "أحمر"),
        "IRAN-ALLIED": Phrase("Iran's allies", "حلفاء إيران"),
    },
    areas=frozenset({"both", "west"}),
    drawn_area=area,
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
        area=draw(some.sampled_from(sorted(VOCABULARY.areas)) | drawn_areas()),
        known_by=draw(some.none() | some.dates(JANUARY_FIRST)),
        **{name: draw(values_of(of)) for name, of in EVENT_FILTERS.items()},
    )


def drawn_areas() -> some.SearchStrategy[str]:
    """Triangles in the west, as a link tells of them."""
    across, up = some.floats(0.1, 1), some.floats(0.1, 1)
    return some.builds(lambda x, y: corners_text(((0.0, 0.0), (x, 0.0), (0.0, y))), across, up)


def values_of(of: EventFilter) -> some.SearchStrategy:
    if isinstance(of, SwitchFilter):
        return some.booleans()
    return some.frozensets(some.sampled_from(sorted(of.known(VOCABULARY))))


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
        ({"area": "0,0~0,1~mars"}, "mars"),
        ({"area": "0,0~0,1"}, "fewer than three corners"),
        ({"area": "0,0~1,1~0,1~1,0"}, "crosses itself"),
        ({"area": "0,0~0,0.001~0.001,0"}, "smaller than 1 km²"),
        ({"area": "50,0~50,1~51,1"}, "far beyond this theatre"),
        ({"factions": "BLUE~MARTIANS"}, "MARTIANS"),
        ({"types": "dances"}, "dances"),
        ({"strikes": "perhaps"}, "perhaps"),
        ({"told-twice": "thrice"}, "thrice"),
        ({"casualties": "many"}, "many"),
        ({"strike-kinds": "drone~arrows"}, "arrows"),
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


@given(some.dictionaries(some.sampled_from(sorted(IN_LINK)), some.text()))
def test_any_link_gives_a_question(query):
    filters, _ = Filters.from_query(query, default=OPENING, vocabulary=VOCABULARY)
    assert filters.start <= filters.end
    assert filters.area in VOCABULARY.areas or is_drawn(filters.area)


@pytest.mark.parametrize("name", EVENT_FILTERS)
def test_a_filter_says_in_every_language_what_it_leaves_out(name):
    of = EVENT_FILTERS[name]
    value = frozenset(of.known(VOCABULARY)) if isinstance(of, ListFilter) else True
    said = only(of, value, VOCABULARY)
    for language in SPOKEN:
        assert said.say(language).endswith(".")
        if isinstance(of, ListFilter):
            assert all(name.say(language) in said.say(language) for name in of.known(VOCABULARY).values())


def test_no_two_filters_share_a_name_anywhere():
    for told in ("in_link", "in_brief", "option", "label", "only"):
        names = [getattr(of, told) for of in EVENT_FILTERS.values()]
        assert len(set(names)) == len(names)
    assert not {of.in_link for of in EVENT_FILTERS.values()} & {"from", "to", "area", "known-by"}


def test_what_is_asked_of_nobody_is_refused_with_what_could_be():
    with pytest.raises(FilterError, match=r"No strike kind arrows here\. Use one of air, drone, artillery, missile\."):
        replace(OPENING, strike_kinds=frozenset({"arrows", "air"})).check(VOCABULARY)


def test_the_example_of_the_docs_is_a_row_that_works():
    text = (Path(__file__).parents[3] / "docs" / "adding-a-filter.md").read_text(encoding="utf-8")
    names = {"row": row, "SwitchFilter": SwitchFilter, "phrase": phrase}
    exec(dedent(text.partition("```python\n")[2].partition("```")[0]), names)
    (of,) = [value.metadata["filter"] for value in names.values() if hasattr(value, "metadata")]
    events = pd.DataFrame({"displaced": pd.array([3, 0, None], dtype="Int64")})
    assert list(of.passes(events, None, True)) == [True, False, False]
    assert of.to_link(True) == ["only"]
