"""What a briefing is asked to be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.job.brief import Stamp, brief_of, default_layers, file_name
from briefing.job.errors import BriefingError
from briefing.job.page_sizes import PAGES
from briefing.job.request import KINDS, LANGUAGES, TLPS, Request
from briefing.text.titles import title_of
from geo.query.filters import Filters
from layers import all_layers
from map.layer import MAP_MODES
from tests.briefing.conftest import ask

HAMA = Filters(start=date(2024, 11, 26), end=date(2024, 12, 5), area="hama")
KNOWN = frozenset(layer.id for layer in all_layers())


@given(
    kind=st.sampled_from(KINDS),
    page=st.sampled_from(sorted(PAGES)),
    language=st.sampled_from(LANGUAGES),
    mode=st.sampled_from(MAP_MODES),
    tlp=st.none() | st.sampled_from(TLPS),
    title=st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=120),
    made_on=st.none() | st.dates(),
    layers=st.frozensets(st.sampled_from(sorted(KNOWN))),
    width=st.integers(400, 960).map(lambda half: 2 * half),
    days_per_second=st.floats(0.2, 10.0),
)
def test_a_request_reads_back_from_its_words(shipped, **asked):
    request = Request(filters=HAMA, **asked)
    again = Request.from_query(
        request.to_query(), default=shipped.everything, vocabulary=shipped.vocabulary, layers=KNOWN
    )
    assert again == request


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"kind": "poster"}, "There is no kind 'poster'. Use one of map, change, series."),
        ({"page": "A0"}, "There is no page 'A0'. Use one of A4, A3, letter, 16:9."),
        ({"language": "fr"}, "There is no language 'fr'. Use one of en, ar, both."),
        ({"mode": "war"}, "There is no mode 'war'. Use one of change, control, events."),
        ({"tlp": "blue"}, "There is no TLP marking 'blue'. Use one of clear, green, amber, amber+strict, red."),
        ({"title": "a\nb"}, "The title holds a character that cannot be printed. Type it anew, in one line."),
        ({"title": "\ud800"}, "The title holds a character that cannot be printed. Type it anew, in one line."),
        ({"width": 801}, "A film cannot be 801 px wide. Use an even number from 800 to 1920."),
        ({"width": 4000}, "A film cannot be 4000 px wide. Use an even number from 800 to 1920."),
        ({"days_per_second": 0.0}, "A film cannot play 0 days a second. Use a number from 0.2 to 10."),
        ({"days_per_second": float("nan")}, "A film cannot play nan days a second. Use a number from 0.2 to 10."),
        ({"title": "x" * 121}, "The title has 121 characters. Use at most 120."),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(asked, said):
    with pytest.raises(BriefingError) as refused:
        Request(filters=HAMA, layers=frozenset(), **asked)
    assert str(refused.value) == said


@pytest.mark.parametrize("word", ["width", "days-per-second"])
def test_a_number_that_is_none_refuses_the_request(shipped, word):
    words = Request(filters=HAMA, layers=default_layers()).to_query() | {word: "wide"}
    with pytest.raises(BriefingError, match=f"The {word} 'wide' is no number. Write one in digits."):
        Request.from_query(words, default=shipped.everything, vocabulary=shipped.vocabulary, layers=KNOWN)


def test_a_word_that_means_nothing_refuses_the_whole_request(shipped):
    words = Request(filters=HAMA, layers=default_layers()).to_query() | {"area": "atlantis"}
    with pytest.raises(BriefingError, match="area=atlantis is not one of"):
        Request.from_query(words, default=shipped.everything, vocabulary=shipped.vocabulary, layers=KNOWN)


def test_an_unknown_layer_is_refused(shipped):
    with pytest.raises(BriefingError, match="There is no layer clouds"):
        brief_of(shipped, Request(filters=HAMA, layers=frozenset({"clouds"})))


def test_the_stamp_reads_back(shipped):
    stamp = ask(shipped, area="hama").stamp
    assert Stamp.from_text(stamp.to_text()) == stamp
    assert stamp.version == shipped.version
    assert "GeoNames" in " ".join(stamp.credits)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"tool": 1}', "no json"])
def test_what_is_no_stamp_is_said_to_be_none(text):
    with pytest.raises(BriefingError, match="carries no stamp"):
        Stamp.from_text(text)


CORNERS = "35.5,36.2~35.5,37~35,36.6"


def test_a_file_of_an_area_that_was_drawn_is_named_titled_and_framed_by_it_and_its_stamp_draws_it_again(shipped):
    brief = ask(shipped, area=CORNERS)
    assert file_name(brief, ".gpkg") == "frontline_drawn-area-2017km2_20241126-20241208.gpkg"
    assert "Drawn area (2,017 km²)" in title_of(brief).en
    assert "منطقة مرسومة (2,017 كم²)" in title_of(brief).ar
    assert brief.situation.area.bounds == (36.2, 35.0, 37.0, 35.5)
    assert f"area={CORNERS}" in brief.stamp.link
    again = Request.from_query(
        brief.stamp.request, default=shipped.everything, vocabulary=shipped.vocabulary, layers=KNOWN
    )
    assert again == brief.request


def test_a_file_name_says_what_is_in_the_file(shipped):
    november, fifth = date(2024, 11, 26), date(2024, 12, 5)
    change = ask(shipped, start=november, end=fifth, area="aleppo", kind="change")
    assert file_name(change, ".pdf") == "frontline_aleppo_change_A4_20241126-20241205.pdf"
    held = ask(shipped, start=november, end=fifth, area="aleppo", mode="control")
    assert file_name(held, ".pdf") == "frontline_aleppo_control_A4_20241126-20241205.pdf"
    one_day = ask(shipped, start=fifth, end=fifth, area="hama", page="16:9", language="ar")
    assert file_name(one_day, ".png") == "frontline_hama_16x9_ar_20241205.png"
    assert file_name(one_day, ".gpkg") == "frontline_hama_ar_20241205.gpkg"
