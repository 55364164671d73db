"""The choice of theatres in the sidebar, and in the link."""

from __future__ import annotations

import shutil

import pytest

from tests.ui.conftest import plain, turn_to, words
from tests.worlds import calls_them, event, january, write_theatre


@pytest.fixture
def war(tmp_path):
    """The chosen theatre: one battle."""
    return write_theatre(tmp_path / "war", events=[event("battle", "2025-01-05")])


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The user's folder, with another telling of the same war: two battles; the shipped theatre stands beside them."""
    folder = tmp_path / "own"
    write_theatre(folder / "retold", events=[event("one", "2025-01-05"), event("two", "2025-01-06")])
    monkeypatch.setenv("FRONTLINE_THEATRES", str(folder))
    return folder


def switch(page, key: str):
    page = page.selectbox(key="theatre").set_value(key).run()
    assert not page.exception
    return page


@pytest.mark.thorough
def test_where_there_is_one_theatre_there_is_nothing_to_choose(open_page, tmp_path, monkeypatch):
    page = open_page()
    assert "theatre" not in {box.key for box in page.selectbox}
    assert any("Syria, 26 November" in plain(part.value) for part in page.sidebar.markdown)


@pytest.mark.thorough
def test_a_theatre_is_chosen_by_name_and_opens_on_its_own_view(open_page, war, own):
    page = open_page(war, **{"from": "2025-01-03", "area": "west", "show": "event:battle"})
    assert page.selectbox(key="theatre").options == ["war: Two squares", "Syria, 26 November - 8 December 2024",
                                                     "retold: Two squares"]  # fmt: skip
    switch(page, "squares~retold")
    assert "2 certain" in words(page)
    assert (page.date_input(key="start").value, page.button_group(key="area").value) == (january(1), "both")
    assert page.query_params["theatre"] == "squares~retold"
    assert "show" not in page.query_params


@pytest.mark.thorough
def test_a_name_that_the_box_would_cut_off_stands_below_it_in_full(open_page, war, own):
    page = open_page(war)
    assert "war: Two squares" not in [plain(part.value) for part in page.sidebar.caption]
    switch(page, "syria-2024")
    assert "Syria, 26 November - 8 December 2024" in [plain(part.value) for part in page.sidebar.caption]


@pytest.mark.thorough
def test_names_and_layers_chosen_are_kept_in_another_theatre(open_page, war, own):
    page = open_page(war, layers="control", lang="ar")
    switch(page, "squares~retold")
    assert page.query_params["lang"] == "ar"
    assert page.query_params["layers"] == "control"


@pytest.mark.thorough
def test_the_theatre_that_opens_by_itself_is_not_named_in_the_link(open_page, war, own):
    page = switch(open_page(war), "syria-2024")
    assert "theatre" in page.query_params
    switch(page, "squares")
    assert "theatre" not in page.query_params
    assert "1 certain" in words(page)


def test_a_page_whose_theatre_is_removed_says_so_and_turns_to_the_one_that_opens_by_itself(open_page, war, own):
    page = open_page(war, theatre="squares~retold")
    shutil.rmtree(own / "retold")
    page.run()
    assert "The theatre squares~retold is no longer here. Another is shown." in [
        plain(one.value) for one in page.warning
    ]
    assert page.session_state["theatre"] == "squares"
    assert "theatre" not in page.query_params


def test_a_page_whose_only_theatre_is_removed_says_what_is_wrong(open_page, war):
    page = open_page(war)
    shutil.rmtree(war)
    page.run()
    assert "cannot be opened" in plain(page.error[0].value)
    assert str(war) not in page.error[0].value
    assert not page.exception


def test_a_link_opens_its_theatre(open_page, war, own):
    page = open_page(war, theatre="squares~retold", to="2025-01-05")
    assert not page.warning
    assert "1 certain" in words(page)
    assert page.session_state["theatre"] == "squares~retold"


@pytest.mark.parametrize("elsewhere", ["mars", "/etc", "../own/retold"])
def test_a_link_to_a_theatre_that_is_not_here_says_so_and_opens_no_folder(open_page, war, own, elsewhere):
    page = open_page(war, theatre=elsewhere)
    (warning,) = page.warning
    assert f"theatre={elsewhere} is not one of squares, syria-2024, squares~retold" in plain(warning.value)
    assert "1 certain" in words(page)


def test_a_link_may_name_a_theatre_by_its_folder(open_page, war, own):
    page = open_page(war, theatre="retold")
    assert not page.warning
    assert "2 certain" in words(page)
    assert page.query_params["theatre"] == "squares~retold"


def test_a_folder_s_name_that_two_have_opens_neither(open_page, war, own):
    write_theatre(own / "war")
    (warning,) = open_page(war, theatre="war").warning
    assert "theatre=war is not one of squares, syria-2024, squares~retold, squares~war" in plain(warning.value)


@pytest.mark.thorough
def test_switching_with_every_tab_and_a_form_open_leaves_nothing_of_the_other_theatre(open_page, war, own):
    page = open_page(war, theatre="syria-2024", show="place:170063")
    for tab in ("What changed", "Over time", "Data"):
        turn_to(page, tab)
        page.button(key="by-hand-add-event").click().run()
        page = switch(page, "squares")
        assert "by-hand-save" not in {button.key for button in page.button}
        page = switch(page, "syria-2024")
        page.session_state["selected"] = "place:170063"
        page.run()


def test_a_theatre_with_a_fault_is_named_and_the_rest_can_be_chosen(open_page, war, own):
    (own / "broken").mkdir()
    (own / "broken" / "theatre.toml").write_text("id =")
    page = open_page(war)
    assert [part.label for part in page.sidebar.expander if "cannot be opened" in part.label] == [
        "1 theatre cannot be opened"
    ]
    assert any("broken: theatre.toml is not TOML" in plain(part.value) for part in page.sidebar.markdown)
    assert "broken" not in page.selectbox(key="theatre").options


@pytest.mark.thorough
def test_from_a_theatre_that_cannot_be_used_the_reader_can_go_to_another(open_page, war, own):
    (war / "events.geojson").write_text("<html>", encoding="utf-8")
    page = open_page(war)
    assert "is not JSON" in plain(page.error[0].value)
    switch(page, "squares~retold")
    assert not page.error
    assert "2 certain" in words(page)


@pytest.mark.thorough
def test_a_theatre_found_to_be_broken_says_what_is_where_and_is_marked_until_it_is_mended(open_page, war, own):
    events = own / "retold" / "events.geojson"
    sound = events.read_text(encoding="utf-8")
    events.write_text("<html>", encoding="utf-8")
    page = open_page(war)
    assert not any("cannot be opened" in option for option in page.selectbox(key="theatre").options)
    switch(page, "squares~retold")
    (told,) = (plain(part.value) for part in page.error)
    assert told.startswith("**retold: Two squares** cannot be opened. events.geojson: is not JSON")
    assert "choose another theatre in the sidebar" in told
    assert str(own) not in told
    marked = "retold: Two squares (cannot be opened)"
    assert page.selectbox(key="theatre").options[-1] == marked
    switch(page, "squares")
    assert "1 certain" in words(page)
    assert page.selectbox(key="theatre").options[-1] == marked
    assert open_page(war).selectbox(key="theatre").options[-1] == marked, "another reader need not try"
    events.write_text(sound, encoding="utf-8")
    switch(page, "squares~retold")
    assert not page.error
    assert "2 certain" in words(page)
    assert page.selectbox(key="theatre").options[-1] == "retold: Two squares"


def test_every_theatre_that_cannot_be_opened_is_counted_and_the_link_names_the_one_chosen(open_page, war, own):
    (own / "broken").mkdir()
    (own / "broken" / "theatre.toml").write_text("id =")
    (own / "retold" / "events.geojson").write_text("<html>", encoding="utf-8")
    page = open_page(war, lang="ar", area="west")
    switch(page, "squares~retold")
    assert page.query_params["theatre"] == "squares~retold"
    assert "area" not in page.query_params, "that is of the theatre shown before"
    assert "مسرحان يتعذّر فتحهما" in [part.label for part in page.sidebar.expander]
    assert any(plain(part.value).startswith("retold: events.geojson: ") for part in page.sidebar.markdown)
    switch(page, "squares")
    assert page.query_params["lang"] == "ar"


def test_where_there_is_no_other_theatre_none_is_offered(open_page, war, monkeypatch):
    monkeypatch.setattr("geo.theatre.catalog.SHIPPED", war)
    (war / "factions.toml").unlink()
    (told,) = (plain(part.value) for part in open_page(war).error)
    assert "factions.toml: is missing" in told
    assert "another" not in told


@pytest.mark.thorough
def test_the_page_calls_first_level_areas_what_the_theatre_calls_them(open_page, war, own):
    page = open_page(calls_them(war, "County *of* them", en_plural="Counties"))
    layers = [plain(box.label) for box in page.checkbox]
    assert "Counties" in layers
    assert "Governorates" not in layers
    turn_to(page, "Ground")
    page.run()
    assert any("By county *of* them" in plain(part.value) for part in page.markdown)
    assert "Governorates" in [plain(box.label) for box in switch(page, "syria-2024").checkbox]
