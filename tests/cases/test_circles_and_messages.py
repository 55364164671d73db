"""Many circles of uncertainty, and what the command line says, word for word."""

from __future__ import annotations

import pytest

from geo.analysis.situation import select
from geo.theatre.loader import read_theatre
from layers import place_labels
from map.layer import RenderOptions
from tests.cases.running import FILES, brought_in, cli


@pytest.mark.thorough
def test_151_circles_make_a_page_on_disk(syr, tmp_path):
    account = brought_in("01-many-circles.csv", syr)
    assert account["accepted"] == 151
    page = tmp_path / "x.html"
    days = ("--from", "2024-11-30", "--to", "2024-12-02")
    done = cli("snapshot", "--data", syr, *days, "-o", page)
    assert done.exit_code == 0, done.output
    assert '<td dir="ltr" data-figure>151</td>' in page.read_text(encoding="utf-8")


def test_a_history_of_one_day_says_how_to_leave_out_the_others_and_moves_no_front(syr):
    done = cli("import-control", FILES / "33-unclosed-ring.geojson", "--faction-column", "side", "--data", syr)
    assert "Change its [span] to leave them out." in " ".join(done.output.split())
    said = cli("situation", "--data", syr, "--from", "2024-12-01", "--to", "2024-12-01").stdout
    assert "nowhere" not in said
    assert "moved 0.0" not in said


@pytest.mark.thorough
def test_quarters_of_a_city_are_not_labelled_as_cities_in_a_new_theatre(ukr):
    theatre = read_theatre(ukr)
    kinds = theatre.places.set_index("name_en")["kind"]
    assert kinds["Saltivka"] == kinds["Obolon"].iloc[0] == "neighbourhood"
    assert kinds["Kharkiv"] == kinds["Brovary"] == "city"
    (shown,) = place_labels.LAYER.drawn(select(theatre, theatre.everything), RenderOptions())
    first = dict(zip(shown.names, shown.min_zooms, strict=True))
    assert first["Saltivka"] == 12
    assert first["Kharkiv"] == 4
    looks = dict(zip(shown.names, shown.kinds, strict=True))
    assert looks["Saltivka"] == "village"
