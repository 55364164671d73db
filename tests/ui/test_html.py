"""Text from data on its way into the page stays text; only a web address becomes a link."""

from __future__ import annotations

from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.common.messages import L_, speaking
from geo.common.urls import is_web_address
from map.text import LONGEST
from ui.html import apart, link, markdown, text


class _Read(HTMLParser):
    """What a browser makes of a piece of HTML: its elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\" onmouseover='alert(1)", "</bdi><b>", "a & b < c"],
)
def test_hostile_text_is_shown_and_not_run(hostile):
    read = _Read(text(hostile))
    assert read.words == hostile
    assert read.elements == [("bdi", {})]


@given(some.text())
def test_no_text_becomes_an_element(words):
    assert [tag for tag, _ in _Read(text(words)).elements] == ["bdi"]


def test_a_character_that_turns_the_reading_order_is_spelled_out():
    assert text("a\N{RIGHT-TO-LEFT OVERRIDE}b") == "<bdi>a[U+202E]b</bdi>"


def test_a_very_long_text_is_cut_and_says_so():
    read = _Read(text("<" * 10_000))
    assert (len(read.words), read.words[-1]) == (LONGEST, "…")


@pytest.mark.parametrize("nothing", [None, pd.NA, pd.NaT, float("nan")])
def test_a_missing_value_is_no_text(nothing):
    assert text(nothing) == ""


@pytest.mark.parametrize("address", ["https://example.org/a?b=c&d", "http://example.org", "HTTPS://EXAMPLE.ORG/"])
def test_a_web_address_is_a_link_that_opens_apart(address):
    ((tag, attributes), _) = _Read(link(address, "Report")).elements
    assert (tag, attributes["href"], attributes["target"]) == ("a", address, "_blank")
    assert {"noopener", "noreferrer"} <= set(str(attributes["rel"]).split())


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)//https://example.org", " https://example.org", "data:text/html,x",
     "//example.org", "https://a b", "https://example.org/\njavascript:alert(1)", "https://", "", None, float("nan")],
)  # fmt: skip
def test_anything_else_is_never_a_link(address):
    assert not is_web_address(address)
    assert link(address, "Report") == "<bdi>Report</bdi>"


def test_an_address_cannot_leave_its_attribute():
    elements = _Read(link('https://example.org/"onclick="alert(1)', "<b>Report</b>")).elements
    assert [tag for tag, _ in elements] == ["a", "bdi"]
    assert elements[0][1].keys() == {"href", "target", "rel"}


@pytest.mark.parametrize("harmless", ["Syria, 26 November - 8 December 2024", "حلب", "Aleppo's north", "2024-12-01"])
def test_ordinary_words_are_the_same_in_markdown(harmless):
    assert markdown(harmless) == harmless


@pytest.mark.parametrize(
    ("hostile", "escaped"),
    [
        ("![](https://x.y/z)", "\\!\\[\\]\\(https\\:\N{WORD JOINER}\\/\\/x\\.y\\/z\\)"),
        ("www.x.y", "www\N{WORD JOINER}\\.x\\.y"),
        ("me@x.y", "me\\@\N{WORD JOINER}x\\.y"),
        ("<b>", r"\<b\>"),
        ("a\n\n# b", r"a \# b"),
        ("a\\*b*", r"a\\\*b\*"),
        (":material/home:", r"\:material\/home\:"),
    ],
)
def test_the_signs_of_markdown_are_escaped(hostile, escaped):
    assert markdown(hostile) == escaped


def test_a_sentence_is_told_in_the_language_that_is_spoken_and_each_gap_is_shown_as_text_by_itself():
    kept = L_("is before {first_day}", first_day="<b>*1*\N{RIGHT-TO-LEFT OVERRIDE}")
    assert text(kept) == "<bdi>is before <bdi>&lt;b&gt;*1*[U+202E]</bdi></bdi>"
    assert markdown(kept) == r"is before \<b\>\*1\*\[U\+202E\]"
    with speaking("ar"):
        assert text(kept) == "<bdi>قبل <bdi>&lt;b&gt;*1*[U+202E]</bdi></bdi>"
        assert (
            markdown(kept) == "قبل \N{FIRST STRONG ISOLATE}" + r"\<b\>\*1\*\[U\+202E\]" + "\N{POP DIRECTIONAL ISOLATE}"
        )


def test_a_value_has_a_writing_direction_of_its_own_where_another_language_is_spoken():
    assert apart("acled.csv") == markdown("acled.csv")
    with speaking("ar"):
        assert apart("acled.csv") == f"\u2068{markdown('acled.csv')}\u2069"
