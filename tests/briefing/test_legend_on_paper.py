"""The legend of a sheet: what it names, and how it is set."""

from __future__ import annotations

from briefing.job.brief import Brief
from briefing.sheet.column import legend_of
from briefing.sheet.legend_rows import set_phrase
from briefing.sheet.map_picture import picture_of
from briefing.sheet.map_sheet import map_sheet
from briefing.sheet.typeset import width_mm
from geo.common.phrases import Phrase
from tests.briefing.conftest import ask
from tests.briefing.on_paper import FIFTH, texts


def test_the_legend_names_only_what_is_in_the_frame(shipped):
    brief = ask(shipped, end=FIFTH, area="hama")
    everywhere = ask(shipped, end=FIFTH, area="syria")

    def labels(asked: Brief) -> set[str]:
        picture = picture_of(asked.situation, asked.layers, asked.request.look, (200, 150))
        return {item.label.en for item in legend_of([picture])}

    assert "Free Army" in labels(everywhere)
    assert "Free Army" not in labels(brief)
    assert "HTS" in labels(brief)


def test_a_layer_that_is_off_is_neither_drawn_nor_in_the_legend(shipped):
    brief = ask(shipped, area="hama", layers=frozenset({"ground", "control"}))
    said = texts(map_sheet(brief))
    assert "Battle" not in said
    assert "Front line" in said  # the figure stays
    assert said.count("Front line") == 1


def test_a_name_in_two_languages_takes_one_line_of_the_legend_where_there_is_room_else_two():
    name = Phrase("open", "مفتوح")
    one = width_mm(name.say("both"), 7.0)
    assert len(set_phrase(name, "both", one, 7.0)) == 1
    assert len(set_phrase(name, "both", one - 0.1, 7.0)) == 2
    assert set_phrase(name, "en", one, 7.0, end=":") == ["open:"]
