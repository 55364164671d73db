"""What the tools that draw on the map hand over, and the words on them."""

from __future__ import annotations

import pytest

from map.sketch_tools import BEGIN_AREA, BEGIN_GROUND, WORDS, drawn_geometry, tool_words

CORNERS = [[1.2, 0.2], [1.8, 0.2], [1.8, 0.8000004]]


def test_a_polygon_is_closed_and_a_line_is_not():
    polygon = drawn_geometry({"shape": "polygon", "corners": CORNERS})
    assert polygon == {"type": "Polygon", "coordinates": [[[1.2, 0.2], [1.8, 0.2], [1.8, 0.8], [1.2, 0.2]]]}
    line = drawn_geometry({"shape": "line", "corners": CORNERS[:2]})
    assert line == {"type": "LineString", "coordinates": [[1.2, 0.2], [1.8, 0.2]]}


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"shape": "circle", "corners": CORNERS},
        {"shape": "polygon", "corners": CORNERS[:2]},
        {"shape": "line", "corners": CORNERS[:1]},
        {"shape": "polygon", "corners": "everywhere"},
        {"shape": "polygon", "corners": [*CORNERS, [float("nan"), 0.1]]},
        {"shape": "polygon", "corners": [*CORNERS, ["1", "2"]]},
        {"shape": "polygon", "corners": [*CORNERS, [1]]},
        {"shape": "line", "corners": [[0.1, 0.1]] * 2_001},
    ],
)
def test_what_is_no_shape_is_none(told):
    assert drawn_geometry(told) is None


@pytest.mark.parametrize("language", ["en", "ar", "both"])
def test_every_word_is_said_in_the_language_of_the_reader(language):
    for begin in (BEGIN_GROUND, BEGIN_AREA):
        words = tool_words(begin, language)
        assert words.keys() == {"begin", *WORDS, "more"}
        for key, word in {"begin": begin, **WORDS}.items():
            assert (word.en in words[key], word.ar in words[key]) == (language != "ar", language != "en")
        assert len(words["more"]) == 3
