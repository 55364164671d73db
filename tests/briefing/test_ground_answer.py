"""How much ground who has: one table, the same on every output."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.job.brief import Brief
from briefing.job.request import Request
from briefing.sheet.change_sheet import change_sheet
from briefing.sheet.map_sheet import map_sheet
from briefing.text.key_figures import ground_lines
from briefing.web.figures import figure_tables
from geo.analysis.situation import Situation, select
from info.figures import ground_table
from map.layer import RenderOptions
from map.tints import present_tint, tint
from tests.briefing.on_paper import texts
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
    sheet = ground_lines(Brief(fallen, Request(filters=fallen.filters, layers=frozenset())))
    lines = {line.name.en: sheet.cells(line) for line in sheet.lines}
    _, ground = figure_tables([fallen], RenderOptions())
    cells = {line.label.en: [column[-1] for column in line.cells] for line in ground.rows}
    assert [column.en for column in ground.columns] == ["held", "change", "claimed", "inferred"]
    assert sheet.columns == ground.columns
    for name, one in table.items():
        assert lines[name] == tuple(cells[name])
        assert lines[name][0] == f"{one.held:,.0f}"
        assert lines[name][2] in (f"{one.claimed:,.0f}", "–")
        assert "".join(lines[name]).count("+") == (one.change > 0), "a plus is a change and nothing else"


@pytest.mark.parametrize(("sheet", "kind"), [(map_sheet, "map"), (change_sheet, "change")])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_table_stands_on_the_sheet_column_by_column_and_holder_by_holder(fallen, sheet, kind, language):
    brief = Brief(fallen, Request(filters=fallen.filters, layers=frozenset({"ground"}), kind=kind, language=language))
    said, told = texts(sheet(brief)), ground_lines(brief)
    wanted = [column.say(language) for column in told.columns]
    for line in told.lines:
        wanted += [line.name.say(language), *told.cells(line)]
    first = said.index(wanted[0])
    assert said[first : first + len(wanted)] == wanted


def test_no_column_tells_a_change_where_there_is_one_day(fallen):
    day = select(fallen.theatre, replace(fallen.filters, start=fallen.filters.end))
    told = ground_lines(Brief(day, Request(filters=day.filters, layers=frozenset())))
    assert [column.en for column in told.columns] == ["held", "claimed", "inferred"]
    assert all(len(told.cells(line)) == 3 for line in told.lines)
    assert told.title.en == "Ground held, km²"


def test_the_sample_beside_a_figure_has_a_colour_of_the_map(fallen):
    colours = {faction.id: faction.colour for faction in fallen.theatre.factions.values()}

    def samples(mode: str) -> list[str]:
        brief = Brief(fallen, Request(filters=fallen.filters, layers=frozenset(), mode=mode))
        return [line.colour for line in ground_lines(brief).lines]

    assert samples("change")[:2] == [tint(colours["BLUE"], "taken", "light"), tint(colours["RED"], "other", "light")]
    assert samples("control")[:2] == [present_tint(colours[party], "light") for party in ("BLUE", "RED")]
