"""What layers say when pointed at, in Arabic: nothing of it stays English but data. Legends have both languages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from geo.analysis.situation import Situation
from layers import all_layers
from layers.control import LAYER as CONTROL
from map.layer import MAP_MODES, Layer, MapMode, RenderOptions
from tests.layers.conftest import HOSTILE
from tests.speechless import LATIN_WORD, speechless

OF_DATA = frozenset(LATIN_WORD.findall(HOSTILE)) | {"BLUE", "RED", "NAVY", "GREEN", "East", "West", "Square"}
"""Words of the theatre of `a_day`, whose factions have no Arabic names."""
IN_ARABIC = RenderOptions(language="ar")


def texts_of(layer: Layer, situation: Situation) -> list[str]:
    drawn = layer.drawn(situation, IN_ARABIC)
    columns = [getattr(one, name, None) for one in drawn for name in ("tooltips", "texts", "notes", "words")]
    return [text for column in columns for text in column or () if text]


def english_in(texts: list[str]) -> set[str]:
    words = {word for text in texts for word in LATIN_WORD.findall(text)} - OF_DATA
    return {word for word in words if set(word) != {"A"}}


@pytest.mark.parametrize("layer", all_layers(), ids=lambda layer: layer.id)
def test_what_a_layer_says_when_pointed_at_is_arabic_but_for_its_data(layer, a_day):
    with speechless():
        said = texts_of(layer, replace(a_day))
    assert english_in(said) == set()


@pytest.mark.parametrize("mode", MAP_MODES)
@pytest.mark.parametrize("layer", all_layers(), ids=lambda layer: layer.id)
def test_every_line_of_a_legend_has_an_arabic_text(layer, mode: MapMode, a_day):
    lines = layer.legend_lines(a_day, RenderOptions(language="ar", mode=mode))
    said = [phrase.ar for line in lines for phrase in (line.label, line.row) if phrase]
    assert all(said)
    assert english_in(said) == set()


def test_what_is_said_is_of_the_language_of_the_map_and_not_of_who_asks(a_day):
    """A file for readers of English is the same whoever has it made."""
    english = [one.tooltips for one in CONTROL.drawn(a_day, RenderOptions())]
    with speechless():
        assert [one.tooltips for one in CONTROL.drawn(a_day, RenderOptions())] == english


def test_an_arabic_tooltip_has_arabic_words(a_day):
    assert all(re.search("[\u0600-\u06ff]", text) for text in texts_of(CONTROL, a_day))
