"""What changed outside the area of the figures is drawn quieter than what changed in it, never left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

from geo.analysis.situation import Situation, select
from geo.theatre.theatre import Theatre
from layers.change import LAYER, taken_style
from layers.place_labels import LAYER as NAMES
from map.drawables import Areas, Labels
from map.layer import RenderOptions, Theme
from map.legend import legend_rows
from map.tints import note_colour
from tests.worlds import january, place, row, theatre_of

LOOK = RenderOptions()
CUT = "0,0.5~0,1.5~1,1.5~1,0.5"
"""The inner half of both governorates, drawn by hand."""


@pytest.fixture(scope="module")
def war(tmp_path_factory) -> Theatre:
    """BLUE takes both towns from RED, a square degree each."""
    towns = {"west": 0.5, "east": 1.5}
    return theatre_of(
        tmp_path_factory.mktemp("war"),
        places=[place(name, lon, 0.5, kind="town", name_en=name) for name, lon in towns.items()],
        reports=[
            *(row(name, "RED", "2025-01-01", scope="baseline") for name in towns),
            *(row(name, "BLUE", "2025-01-05") for name in towns),
        ],
    )


def asked(war: Theatre, area: str = "", taker: str = "") -> Situation:
    filters = replace(war.everything, start=january(1), end=january(9))
    return select(war, replace(filters, area=area) if area else filters)


def taken(situation: Situation, theme: Theme = "light") -> dict[str, shapely.Geometry]:
    """The ground that is drawn as taken, by how it is drawn."""
    ground = LAYER.drawn(situation, replace(LOOK, theme=theme))[0]
    assert isinstance(ground, Areas)
    factions = situation.theatre.factions
    looks = {taken_style("BLUE", factions, theme, inside=inside): inside for inside in (True, False)}
    return {"in" if looks[style] else "out": shape for style, shape in zip(ground.styles, ground.shapes, strict=True)}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("area", "inside", "outside"),
    [
        ("west", shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)),
        (CUT, shapely.box(0.5, 0, 1.5, 1), shapely.box(0, 0, 0.5, 1) | shapely.box(1.5, 0, 2, 1)),
    ],
    ids=["a governorate", "a drawn area"],
)
def test_ground_taken_outside_the_area_is_drawn_whole_and_paler(war, theme, area, inside, outside):
    drawn = taken(asked(war, area), theme)
    assert drawn.keys() == {"in", "out"}
    assert shapely.symmetric_difference(drawn["in"], inside).area < 1e-9
    assert shapely.symmetric_difference(drawn["out"], outside).area < 1e-9


def test_where_all_ground_is_asked_about_all_that_was_taken_is_drawn_strong(war):
    drawn = taken(asked(war))
    assert drawn.keys() == {"in"}
    assert drawn["in"].area == pytest.approx(2)


def test_what_is_said_of_taken_ground_is_of_the_whole_of_it(war):
    whole, part = (LAYER.drawn(asked(war, area), LOOK)[0] for area in ("", "west"))
    assert set(part.tooltips) == set(whole.tooltips)


def test_the_legend_shows_a_party_in_the_tint_that_its_gains_have_and_names_the_paler_one(war):
    west = asked(war, "west")
    rows = {row.key: row for row in legend_rows(LAYER.legend_lines(west, LOOK))}
    strong = taken_style("BLUE", war.factions, "light")
    assert rows["parties"].entries[0].swatches == (strong,)
    assert [entry.names.en for entry in rows["Outside the area"].entries] == ["taken ground"]
    assert "Outside the area" not in {row.key for row in legend_rows(LAYER.legend_lines(asked(war), LOOK))}
    nothing_inside = asked(war, "0,0.4~0,0.6~0.001,0.6~0.001,0.4")
    assert taken(nothing_inside).keys() == {"in", "out"}


def test_a_party_that_took_ground_outside_only_has_the_paler_sample(tmp_path):
    reports = [row(name, "RED", "2025-01-01", scope="baseline") for name in ("west", "east")]
    east_falls = theatre_of(tmp_path / "t", reports=[*reports, row("east", "BLUE", "2025-01-05")])
    (blue,) = (item for item in LAYER.legend_lines(asked(east_falls, "west"), LOOK) if item.tint)
    assert blue.swatch == taken_style("BLUE", east_falls.factions, "light", inside=False)


def test_a_place_outside_keeps_its_day_in_the_colour_of_its_name_and_is_named_no_earlier_for_it(war):
    (names,) = NAMES.drawn(asked(war, "west"), LOOK)
    assert isinstance(names, Labels)
    said = dict(zip(names.names, zip(names.notes, names.note_colours, strict=True), strict=True))
    assert said["west"] == ("taken 5 Jan", note_colour(war.factions["BLUE"].colour, "light"))
    assert said["east"] == ("taken 5 Jan", "")
    zooms = dict(zip(names.names, names.min_zooms.tolist(), strict=True))
    assert zooms["east"] > zooms["west"]
