"""A file of named sheets: what it asks for, and every way in which it can be wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefing.job.batch_file import KEYS, BatchError, read_orders
from briefing.job.brief import default_layers
from briefing.job.errors import BriefingError
from briefing.job.jobs import for_each_area, for_each_day, suffix_of
from briefing.job.request import Request
from geo.theatre.theatre import Theatre
from tests.worlds import january, theatre_of


@pytest.fixture(scope="module")
def theatre(tmp_path_factory) -> Theatre:
    return theatre_of(tmp_path_factory.mktemp("batch") / "squares")


@pytest.fixture
def orders(tmp_path, theatre):
    """Reads a file of sheets with this text."""

    def read(text: str):
        file = tmp_path / "brief.toml"
        file.write_text(text, encoding="utf-8")
        return read_orders(file, theatre, Path("out"))

    return read


@pytest.fixture
def faults(orders):
    """What is said of a file of sheets with this text."""

    def read(text: str) -> list[str]:
        with pytest.raises(BatchError) as refused:
            orders(text)
        return list(refused.value.faults)

    return read


def sheet(*lines: str, name: str = "one") -> str:
    return "\n".join(["[[sheets]]", f'name = "{name}"', 'formats = [".png"]', *lines]) + "\n"


def test_a_sheet_with_a_name_and_a_format_is_the_page_as_it_opens(orders, theatre):
    (order,) = orders(sheet())
    assert order.request == Request(filters=theatre.everything, layers=default_layers())
    assert order.path == Path("out/one.png")


def test_a_sheet_may_say_everything_a_request_holds(orders, theatre):
    (order,) = orders(
        sheet(
            'kind = "map"', 'area = "west"', "from = 2025-01-02", 'to = "2025-01-05"', "known_by = 2025-02-01",
            'factions = ["BLUE"]', 'types = ["Battles"]', "strikes = true", "casualties = true",
            'strike_kinds = ["air", "drone"]', "count_once = true", 'layers = ["control"]', 'page = "A3"',
            'lang = "ar"', 'tlp = "red"', 'title = "The west"', "made_on = 2025-02-02",
            "width = 800", "days_per_second = 1",
        )
    )  # fmt: skip
    filters = replace(
        theatre.everything, start=january(2), end=january(5), area="west", known_by=date(2025, 2, 1),
        factions=frozenset({"BLUE"}), event_types=frozenset({"Battles"}), strikes_only=True,
        casualties_only=True, strike_kinds=frozenset({"air", "drone"}), count_once=True,
    )  # fmt: skip
    assert order.request == Request(
        filters=filters, layers=frozenset({"control"}), page="A3", language="ar", tlp="red", title="The west",
        made_on=date(2025, 2, 2), width=800, days_per_second=1.0,
    )  # fmt: skip


def test_a_sheet_goes_before_the_defaults(orders):
    first, second = orders('[defaults]\npage = "A3"\n' + sheet() + sheet('page = "letter"', name="two"))
    assert (first.request.page, second.request.page) == ("A3", "letter")


@pytest.mark.parametrize(
    ("word", "day"),
    [("theatre-start", 1), ("theatre-end", 31), ("theatre-start+4", 5), ("theatre-end-30", 1), ("2025-01-09", 9)],
)
def test_a_day_may_be_told_from_those_of_the_theatre(orders, word, day):
    (order,) = orders(sheet(f'from = "{word}"'))
    assert order.request.filters.start == january(day)


def test_a_sheet_for_each_day_and_area_has_a_file_for_every_pair(orders):
    made = orders(sheet("from = 2025-01-01", "to = 2025-01-03", "each_day = true", "each_area = true"))
    assert [order.path.name for order in made] == [
        f"one_{area}_2025010{day}.png" for area in ("both", "west") for day in (1, 2, 3)
    ]
    assert all(order.request.filters.start == order.request.filters.end for order in made)


def test_a_format_named_twice_is_made_once(orders):
    assert len(orders(sheet().replace('[".png"]', '[".png", "PNG", ".pdf"]'))) == 2


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('pages = "A4"', "pages: there is no such key"),
        ('page = "A9"', "page: There is no 'A9'. Use one of A4"),
        ("page = 4", "page: There is no 4"),
        ('area = "north"', "area: No area 'north' here. Use one of both, west"),
        ('area = "0,0~1,1~0,1~1,0"', "area: The area 0,0~1,1~0,1~1,0 crosses itself. Draw it so"),
        ("area = 7", "area: No area '7' here"),
        ('kind = "globe"', "kind: There is no 'globe'"),
        ('lang = "fr"', "lang: There is no 'fr'. Use one of en, ar, both"),
        ('tlp = "white"', "tlp: There is no 'white'"),
        ('factions = ["PINK"]', "factions: There is no 'PINK'"),
        ('factions = "BLUE"', "factions: 'BLUE' is not a list"),
        ('types = ["Picnic"]', "types: There is no 'Picnic'"),
        ('layers = ["sky"]', "layers: There is no 'sky'"),
        ('from = "soon"', "from: 'soon' is not a day"),
        ("from = 2024-12-31", "from: 2024-12-31 is no day of this theatre"),
        ("from = 2025-01-01T10:00:00", "from: 2025-01-01 10:00:00 is not a day"),
        ('to = "theatre-end+1"', "to: 2025-02-01 is no day of this theatre. Use one from 2025-01-01 to 2025-01-31"),
        ("known_by = 2024-12-31", "known_by: Nothing is known by 2024-12-31"),
        ('strikes = "yes"', "strikes: 'yes' is neither true nor false"),
        (f'title = "{"x" * 121}"', "title: The title has 121 characters"),
        ('title = "two\\nlines"', "title: The title holds a character that cannot be printed"),
        ("title = 7", "title: 7 is not text"),
        ("width = 100", "width: A film cannot be 100 px wide"),
        ("width = true", "width: True is no whole number"),
        ("days_per_second = 99", "days_per_second: A film cannot play 99 days a second"),
        ('days_per_second = "fast"', "days_per_second: 'fast' is no number"),
    ],
)
def test_a_fault_names_file_sheet_key_and_remedy(faults, line, fault):
    (said,) = faults(sheet(line))
    assert "brief.toml, sheet 'one', " + fault in said
    assert said.endswith(".")


def test_a_range_that_runs_backwards_is_a_fault(faults):
    assert "to: The range ends" in faults(sheet("from = 2025-01-05", "to = 2025-01-02"))[0]


def test_a_sheet_for_each_area_names_none(faults):
    assert "each_area: stands beside an area" in faults(sheet("each_area = true", 'area = "west"'))[0]


def test_all_faults_are_told_at_once(faults):
    said = faults(sheet('page = "A9"', 'lang = "fr"') + sheet('area = "north"', name="two"))
    assert [("'one'" in fault, "'two'" in fault) for fault in said] == [(True, False), (True, False), (False, True)]


def test_every_word_of_a_list_that_is_not_known_is_told(faults):
    said = faults(sheet('factions = ["PINK", "BLUE", 3]'))
    assert ["'PINK'" in said[0], "There is no 3." in said[1], len(said)] == [True, True, 2]


def test_faults_are_told_in_the_order_in_which_the_sheet_says_them(faults):
    said = faults(sheet('tlp = "white"', "pages = 1", 'page = "A9"'))
    assert [fault.split(", ")[2].split(":")[0] for fault in said] == ["tlp", "pages", "page"]


def test_a_sheet_without_name_or_format_is_told_by_its_number(faults):
    said = faults("[[sheets]]\n")
    assert ["sheet '1', name: is missing" in said[0], "sheet '1', formats: is missing" in said[1]] == [True, True]


@pytest.mark.parametrize("name", ["../up", "a/b", "", ".hidden", "ends.", "two\\nlines", "x" * 81])
def test_a_name_that_leads_out_of_the_folder_or_is_no_file_s_is_refused(faults, name):
    assert "name: " in faults(sheet(name=name))[0]


def test_two_files_of_one_name_are_refused_whatever_the_case(faults):
    (said,) = faults(sheet(name="Hama") + sheet(name="hama"))
    assert "2 files would be called 'hama.png'" in said


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "names no sheet"),
        ("[sheets]\n", "is not made of sheets"),
        ("sheets = [1]\n", "is not made of sheets"),
        ("[[sheets]\n", "is not TOML"),
        ("page = 'A4'\n" + sheet(), "no key 'page' outside a sheet"),
        ("[defaults]\nname = 'all'\n" + sheet(), "defaults, name: every sheet needs a name of its own"),
    ],
)
def test_a_file_that_is_no_set_is_told(faults, text, fault):
    assert fault in faults(text)[0]


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path, theatre):
    with pytest.raises(BatchError, match="cannot be read"):
        read_orders(tmp_path / "missing.toml", theatre, tmp_path)
    (tmp_path / "latin.toml").write_bytes("# é".encode("latin-1"))
    with pytest.raises(BatchError, match="not UTF-8"):
        read_orders(tmp_path / "latin.toml", theatre, tmp_path)


def test_each_day_shares_out_the_range(theatre):
    request = Request(filters=replace(theatre.everything, start=january(4), end=january(9)), layers=default_layers())
    days = for_each_day(request, theatre)
    assert [(day.filters.start, day.filters.end) for day in days] == [(january(n), january(n)) for n in range(4, 10)]


def test_what_changed_on_a_day_is_told_against_the_day_before(theatre):
    filters = replace(theatre.everything, end=january(3))
    days = for_each_day(Request(filters=filters, layers=default_layers(), kind="change"), theatre)
    assert [(day.filters.start.day, day.filters.end.day) for day in days] == [(1, 1), (1, 2), (2, 3)]


def test_a_series_is_not_made_for_each_day(theatre):
    with pytest.raises(BriefingError, match="shows each day already"):
        for_each_day(Request(filters=theatre.everything, layers=default_layers(), kind="series"), theatre)


def test_each_area_is_one_the_theatre_names(theatre):
    request = Request(filters=theatre.everything, layers=default_layers())
    assert [one.filters.area for one in for_each_area(request, theatre)] == list(theatre.areas)


def test_a_suffix_may_stand_without_its_dot():
    assert suffix_of("PDF") == suffix_of(".pdf") == ".pdf"


def test_every_key_of_a_sheet_is_documented():
    text = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
    assert all(f"`{key}`" in text for key in KEYS)
