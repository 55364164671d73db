"""What became of ground is told apart by lightness alone: in grey print, and by readers who see no red or no green."""

from __future__ import annotations

import tomllib
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from geo.control.sureness import STEPS
from ingest.new_theatre.parties import COLOURS
from map.ground_paint import VEILS
from map.tints import LIGHTNESS, PAPER, at_lightness, lab_of, linear, mixed, rgb_of, tint

APART = 10.0
DEUTERANOPE = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)
"""Light as a deuteranope sees it: Machado, Oliveira and Fernandes (2009), A Physiologically-based Model for Simulation
of Color Vision Deficiency, IEEE TVCG 15(6), table for severity 1.0."""

THEMES = ("light", "dark")
TOLD_APART = 7.0
"""CIE76, between the tints of two parties of one map: three times what is just seen side by side."""

FACTIONS = Path(__file__).parent.parent.parent / "data" / "factions.toml"
ROWS = tomllib.loads(FACTIONS.read_text(encoding="utf-8"))["factions"]
PARTIES = [row["colour"] for row in ROWS]
HOLDERS = [row["colour"] for row in ROWS if row["holds_ground"]]


def lightness_of(colour: str) -> float:
    """L* of #rrggbb."""
    return float(lab_of(linear(rgb_of(colour)))[0])


def seen_by_deuteranopes(colour: str) -> float:
    """L* of what a deuteranope sees of a colour."""
    return float(lab_of(np.clip(DEUTERANOPE @ linear(rgb_of(colour)), 0, 1))[0])


@pytest.mark.parametrize(("colour", "lightness"), [("#ffffff", 100.0), ("#000000", 0.0), ("#777777", 50.03)])
def test_lightness_is_that_of_the_cie(colour, lightness):
    assert lightness_of(colour) == pytest.approx(lightness, abs=0.05)


def test_a_colour_at_another_lightness_keeps_its_hue():
    _, a, b = lab_of(linear(rgb_of("#009e73")))
    for lightness in (30.0, 57.0, 90.0):
        found = lab_of(linear(rgb_of(at_lightness("#009e73", lightness, 0.5))))
        assert found[0] == pytest.approx(lightness, abs=0.4)
        assert np.degrees(np.arctan2(found[2], found[1])) == pytest.approx(np.degrees(np.arctan2(b, a)), abs=3)


@pytest.mark.parametrize("seen", [lightness_of, seen_by_deuteranopes], ids=["grey print", "deuteranopes"])
@pytest.mark.parametrize("theme", THEMES)
def test_taken_unsettled_and_held_ground_of_any_two_parties_are_ten_apart(theme, seen):
    roles = [role for role in LIGHTNESS[theme] if role != "outside"]
    bands = [[seen(tint(colour, role, theme)) for colour in PARTIES] for role in roles]
    for one, other in pairwise(bands):
        assert max(min(one) - max(other), min(other) - max(one)) >= APART


@pytest.mark.parametrize("seen", [lightness_of, seen_by_deuteranopes], ids=["grey print", "deuteranopes"])
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("step", STEPS)
def test_taken_ground_stays_ten_apart_from_what_the_party_held_however_much_both_fade(theme, seen, step):
    for colour in PARTIES:
        taken, held = (
            seen(mixed(PAPER[theme], tint(colour, role, theme), VEILS[step])) for role in ("taken", "gainer")
        )
        assert abs(taken - held) >= APART


@pytest.mark.parametrize("seen", [lightness_of, seen_by_deuteranopes], ids=["grey print", "deuteranopes"])
@pytest.mark.parametrize("theme", THEMES)
def test_what_a_party_took_outside_the_area_is_ten_apart_from_what_it_took_inside_and_what_it_held(theme, seen):
    for colour in PARTIES:
        taken, outside, held = (seen(tint(colour, role, theme)) for role in ("taken", "outside", "gainer"))
        assert min(abs(taken - outside), abs(outside - held)) >= APART


@pytest.mark.parametrize("colours", [HOLDERS, COLOURS], ids=["the shipped parties", "those of a new theatre"])
@pytest.mark.parametrize("theme", THEMES)
def test_the_tints_of_any_two_parties_that_hold_ground_are_told_apart_by_hue(theme, colours):
    for role in LIGHTNESS[theme]:
        if role != "unsettled":
            shown = [lab_of(linear(rgb_of(tint(colour, role, theme)))) for colour in colours]
            near = [np.linalg.norm(one - other) for one, other in combinations(shown, 2)]
            assert min(near) >= TOLD_APART, role


@pytest.mark.parametrize("colours", [HOLDERS, COLOURS], ids=["the shipped parties", "those of a new theatre"])
@pytest.mark.parametrize("theme", THEMES)
def test_no_party_that_holds_ground_is_grey_for_grey_is_ground_that_nobody_holds(theme, colours):
    taken = [lab_of(linear(rgb_of(tint(colour, "taken", theme)))) for colour in colours]
    assert min(np.hypot(a, b) for _, a, b in taken) >= 3 * TOLD_APART
