"""The tab of agreement: a map is dropped, what is open about it is asked, and how far it agrees is told and drawn."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import shapely

from geo.agreement.agreement import agreement
from geo.analysis.situation import select
from geo.common.plane import measuring_plane
from geo.polygons.daily_coverage import drawing_of
from geo.theatre.loader import read_theatre
from tests.suites import first_quick
from tests.ui.conftest import plain, turn_to
from tests.worlds import feature, point, rectangle, row, theatre_of, write_theatre
from ui.agreement.agreement_chart import agreement_chart

ALL, HALF = rectangle(0, 0, 2, 1), rectangle(0, 0, 1.25, 1)


@pytest.fixture
def war(tmp_path):
    return write_theatre(tmp_path / "war")


@pytest.fixture
def open_tab(open_page, war):
    """Opens the page at the tab, with a file of `features` dropped on it."""

    def opened(*features, name: str = "other.geojson", folder=war, **link):
        page = open_page(folder, tab="Agreement", **link)
        content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
        (uploader,) = [one for one in page.file_uploader if (one.key or "").startswith("agreement-file")]
        uploader.set_value((name, content, "application/json"))
        page.run()
        assert not page.exception
        return page

    return opened


def told(page) -> str:
    kinds = (page.markdown, page.caption, page.info, page.error)
    return plain("\n".join(str(one.value) for kind in kinds for one in kind))


def choose(page, label: str, option: str):
    (field,) = [one for one in page.selectbox if plain(one.label) == label]
    field.select(option)
    page.run()
    assert not page.exception
    return page


@pytest.mark.thorough
def test_a_map_whose_holders_are_known_is_compared_at_once(open_tab):
    page = open_tab(feature(HALF, holder="BLUE"))
    shares, confusion, differences = (table.value for table in page.dataframe)
    assert list(shares["Of all"].round(1)) == [80, 100, 80, 80, 100]
    assert confusion.to_dict("records") == [
        {"Ours": "Blue", "Blue": pytest.approx(12_309, rel=1e-3)},
        {"Ours": "Red", "Blue": pytest.approx(3_077, rel=1e-3)},
    ]
    (one,) = differences.to_dict("records")
    assert (one["Place"], one["Which"], one["Ours"], one["Theirs"]) == ("East", "ground near it", "Red", "Blue")
    assert one["Who says so"] == "A monitor"
    assert "1 feature read = 1 accepted + 0 need fixing" in told(page)
    assert "Only ours tells of 9,231 km² (Red 9,231)." in told(page)
    assert "Claimed ground counts for whoever claims it." in told(page)


@pytest.mark.thorough
def test_words_nobody_is_called_by_are_asked_about_and_remembered(open_tab):
    page = open_tab(feature(HALF, who="Azure"), feature(rectangle(1.25, 0, 2, 1), who="Red"))
    choose(page, "Column that says the holder", "who")
    assert "Say of one more word whom it means." in told(page)
    assert not page.dataframe
    choose(page, "Who is Azure?", "BLUE")
    assert list(page.dataframe[1].value["Ours"]) == ["Blue", "Red"]
    turn_to(page, "What changed")
    page.run()
    turn_to(page, "Agreement")
    page.run()
    assert list(page.dataframe[1].value["Ours"]) == ["Blue", "Red"]


@pytest.mark.thorough
def test_one_party_may_hold_all_that_is_drawn_and_another_the_rest(open_tab):
    page = open_tab(feature(HALF))
    choose(page, "Column that says the holder", "")
    choose(page, "Whose all that is drawn is", "BLUE")
    choose(page, "Who holds what is not drawn", "RED")
    assert page.dataframe[0].value["Of all"].iloc[0] == pytest.approx(87.5, abs=0.1)


@pytest.mark.thorough
def test_the_area_and_the_last_day_of_the_page_are_those_of_the_comparison(open_tab, tmp_path):
    folder = write_theatre(
        tmp_path / "moved",
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("west", "RED", "2025-01-10"),
            row("east", "RED", "2025-01-01", scope="baseline"),
        ],
    )
    then = open_tab(feature(ALL, holder="BLUE"), folder=folder, area="west", to="2025-01-05")
    assert then.dataframe[0].value["Of all"].iloc[0] == 100
    assert "There is none: wherever both tell of ground" in told(then)
    now = open_tab(feature(ALL, holder="BLUE"), folder=folder, area="west")
    assert now.dataframe[0].value["Of all"].iloc[0] == 0


@pytest.mark.thorough
def test_what_is_set_aside_is_listed_with_its_remedy(open_tab):
    page = open_tab(feature(ALL, holder="BLUE"), feature(point(1, 0.5), holder="RED"))
    assert "1 needs fixing, with faults and remedies" in [one.label for one in page.expander]
    listed = " ".join(part.proto.body for part in page.get("html"))
    assert "is a point and no polygon" in listed
    assert "Give a polygon in longitude, latitude." in listed


@pytest.mark.parametrize(
    ("features", "name", "fault"),
    first_quick(
        [
            ([], "other.geojson", "holds no feature"),
            ([feature(rectangle(40, 50, 41, 51), holder="RED")], "other.geojson", "nowhere in the theatre"),
            ([feature(ALL, holder="RED")], "2025-01-30.geojson", "draws nothing for 2025-01-31"),
        ],
        parameters=3,
    ),
)
def test_what_cannot_be_compared_is_told_with_its_fault(open_tab, features, name, fault):
    page = open_tab(*features, name=name)
    (error,) = page.error
    assert plain(error.value).startswith(f"Nothing was compared. {name}: ")
    assert fault in plain(error.value)


@pytest.mark.thorough
def test_another_file_can_be_taken(open_tab):
    page = open_tab(feature(ALL, holder="BLUE"))
    page.button(key="agreement-away").click().run()
    assert not page.exception
    assert not page.dataframe
    assert len(page.file_uploader) == 1


def layers(held, *, dark: bool) -> list[list[dict]]:
    """The features of each layer of the picture."""
    spec = agreement_chart(held, dark=dark).to_dict()
    return [spec["datasets"][layer["data"]["name"]] for layer in spec["layer"]]


@pytest.mark.parametrize("dark", [False, True])
def test_the_picture_fills_a_difference_in_their_colour_and_edges_it_in_ours(war, dark):
    theatre = read_theatre(war)
    drawn = {"BLUE": shapely.box(0, 0, 1.25, 1)}
    held = agreement(
        select(theatre, replace(theatre.everything, start=theatre.end)),
        drawing_of(drawn, "", measuring_plane(theatre.extent)),
    )
    agreed, outline, differing = layers(held, dark=dark)
    ((one,), (both,)) = differing, agreed
    assert one["properties"] == {
        "place": "near East",
        "ours": "Red",
        "theirs": "Blue",
        "km2": pytest.approx(3_077, rel=1e-3),
        "fill": theatre.factions["BLUE"].colour,
        "edge": theatre.factions["RED"].colour,
    }
    assert shapely.geometry.shape(one["geometry"]).area == pytest.approx(3_077, rel=1e-3)
    assert shapely.geometry.shape(both["geometry"]).area == pytest.approx(12_309, rel=1e-3)
    assert len(outline) == 2


def test_a_picture_without_differences_leaves_empty_what_neither_map_tells_of(tmp_path):
    theatre = theatre_of(tmp_path / "half", reports=[row("west", "BLUE", "2025-01-01", scope="baseline")])
    drawn = {"BLUE": shapely.box(0, 0, 1, 1)}
    held = agreement(select(theatre, theatre.everything), drawing_of(drawn, "", measuring_plane(theatre.extent)))
    ((both,), _, differing) = layers(held, dark=False)
    assert shapely.geometry.shape(both["geometry"]).area == pytest.approx(12_309, rel=1e-3)
    assert differing == []
