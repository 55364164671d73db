"""How much ground who has: one table, the same on every output."""

from __future__ import annotations

import pytest

from briefing.job.brief import Brief
from briefing.job.request import Request
from briefing.text.key_figures import ground_figures
from briefing.web.figures import figure_tables
from geo.analysis.situation import Situation, select
from info.figures import ground_table
from map.layer import RenderOptions
from map.tints import present_tint, tint
from tests.worlds import place, row, theatre_of


@pytest.fixture
def fallen(tmp_path) -> Situation:
    """Two squares of about 12,308 km²: the west is BLUE's on a word with a page; RED claims the east by its own."""
    theatre = theatre_of(
        tmp_path / "t",
        places=[place("west", 0.5, 0.5), place("east", 1.5, 0.5)],
        reports=[
            row("west", "RED", "2025-01-01", scope="baseline"),
            row("west", "BLUE", "2025-01-10"),
            row("east", "RED", "2025-01-10", "claimed", asserted_by="Red command"),
        ],
        events=[],
    )
    return select(theatre, theatre.everything)


def test_what_is_held_claimed_and_inferred_stands_in_columns_and_only_the_change_in_another(fallen):
    blue, red = ground_table(fallen.figures.ground, fallen.figures.ground_at_from)[:2]
    assert (blue.standing, red.standing) == ("BLUE", "RED")
    assert blue.held == pytest.approx(12_308, rel=1e-3)
    assert blue.change == pytest.approx(blue.held)
    assert (blue.claimed, red.held) == (0, 0)
    assert red.claimed == pytest.approx(12_308, rel=1e-3)
    assert red.change < 0
    assert blue.inferred <= blue.held
    assert red.inferred <= red.claimed


def test_sheet_and_page_on_disk_give_the_figures_of_the_table_and_one_sign_has_one_meaning(fallen):
    table = {
        fallen.theatre.factions[one.standing].short_en: one
        for one in ground_table(fallen.figures.ground, fallen.figures.ground_at_from)
        if one.standing in fallen.theatre.factions
    }
    lines = {
        line.label.en: line
        for line in ground_figures(Brief(fallen, Request(filters=fallen.filters, layers=frozenset())))
    }
    _, ground = figure_tables([fallen], RenderOptions())
    cells = {line.label.en: [column[-1] for column in line.cells] for line in ground.rows}
    assert [column.en for column in ground.columns] == ["held", "change", "claimed", "inferred"]
    for name, one in table.items():
        assert lines[name].value.en == f"{one.held:,.0f}"
        assert cells[name][0] in (f"{one.held:,.0f}", "–")
        assert cells[name][2] in (f"{one.claimed:,.0f}", "–")
        assert (lines[name].remark.en.count("+")) == (one.change > 0), "a plus is a change and nothing else"
    assert f"claimed {table['Red'].claimed:,.0f}" in lines["Red"].remark.en


def test_the_sample_beside_a_figure_has_a_colour_of_the_map(fallen):
    colours = {faction.id: faction.colour for faction in fallen.theatre.factions.values()}

    def samples(mode: str) -> list[str]:
        brief = Brief(fallen, Request(filters=fallen.filters, layers=frozenset(), mode=mode))
        return [figure.colour for figure in ground_figures(brief)]

    assert samples("change")[:2] == [tint(colours["BLUE"], "taken", "light"), tint(colours["RED"], "other", "light")]
    assert samples("control")[:2] == [present_tint(colours[party], "light") for party in ("BLUE", "RED")]
