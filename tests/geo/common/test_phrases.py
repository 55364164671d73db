"""A text in every language: English where it is written, the second from its catalogue."""

from __future__ import annotations

import pytest

from geo.common.messages import _, speaking
from geo.common.phrases import LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK, Phrase, from_right, in_each, phrase

PO = """
msgid ""
msgstr "Language: ar\\nContent-Type: text/plain; charset=utf-8\\n"

msgid "Front line"
msgstr "خط الجبهة"

msgctxt "a legend"
msgid "Front line"
msgstr "الجبهة"

msgid "{km} km of {what}"
msgstr "{km} كم من {what}"
"""


pytestmark = pytest.mark.usefixtures("catalogue")


@pytest.mark.parametrize("spoken", ["en", "ar"])
def test_a_phrase_is_in_both_languages_whichever_is_spoken(spoken):
    with speaking(spoken):
        assert phrase("Front line") == Phrase("Front line", "خط الجبهة")


def test_where_words_alone_mean_two_things_their_context_says_which():
    assert phrase("Front line", "a legend") == Phrase("Front line", "الجبهة")


def test_a_phrase_the_catalogue_lacks_is_english_in_both():
    assert phrase("Never translated") == Phrase("Never translated", "Never translated")


def test_each_language_fills_its_gaps_with_its_own():
    front = Phrase("front", "الجبهة")
    assert phrase("{km} km of {what}").fill(km=3, what=front) == Phrase("3 km of front", "3 كم من الجبهة")


def test_a_phrase_is_said_in_one_language_or_in_both():
    said = Phrase("front", "جبهة")
    assert (said.say("en"), said.say("ar")) == ("front", "جبهة")
    assert said.say("both", " / ") == f"front / {RIGHT_TO_LEFT_MARK}جبهة{LEFT_TO_RIGHT_MARK}"
    assert Phrase("M5", "M5").say("both") == "M5"


def test_what_is_said_for_a_reader_is_said_in_each_language():
    assert in_each(lambda _language: _("Front line")) == Phrase("Front line", "خط الجبهة")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("M4 60 كم", True),
        ("West: الأحداث", True),
        ("الأحداث: West", False),
        ("West", False),
        ("12 كم", False),
        ("", False),
    ],
)
def test_an_arabic_text_that_begins_with_latin_letters_runs_from_right_to_left_all_the_same(text, marked):
    assert from_right(text) == f"{RIGHT_TO_LEFT_MARK if marked else ''}{text}"
