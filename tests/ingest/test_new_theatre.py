"""A theatre from nothing: any country, valid at once, whole or not at all."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely
from filelock import FileLock
from typer.testing import CliRunner

from cli import app
from geo.analysis.situation import select
from geo.common.errors import DataError, FilterError, MissingFileError, UnreadableFileError
from geo.registry.factions import check_factions
from geo.theatre.catalog import find_theatres
from geo.theatre.loader import read_theatre
from ingest.new_theatre.adm1 import Unit, kind_of_most, mapped_countries, tiling
from ingest.new_theatre.atlas import INSTALL, atlas_folder, is_installed
from ingest.new_theatre.extent import extent_of, read_box
from ingest.new_theatre.geonames_places import arabic_name, place_kind
from ingest.new_theatre.make import STEPS, NewTheatreRequest, make_theatre
from ingest.new_theatre.neighbours import fitted_neighbours
from ingest.new_theatre.parties import read_parties
from ingest.new_theatre.settings import name_theatre, plural_of
from ingest.new_theatre.topojson import both_sides, read_topojson
from ingest.new_theatre.world import World, iso_of
from store.store import LOCK
from tests.suites import first_quick

DAYS = {"start": date(2024, 1, 1), "end": date(2024, 3, 31)}
pytestmark = pytest.mark.usefixtures("outlines_read_once")
needs_atlas = pytest.mark.skipif(not is_installed(atlas_folder()), reason="the outlines are not installed (make atlas)")


def made(folder: Path, *words: str):
    """What the command line answers to `new`."""
    return CliRunner().invoke(app, ["new", str(folder), "--from", "2024-01-01", "--to", "2024-03-31", *words])


@pytest.mark.thorough
@needs_atlas
@pytest.mark.parametrize("country", first_quick(["VAT", "HTI", "FJI", "PSE", "TUV"]))
def test_a_new_theatre_is_sound_and_knows_nothing_yet(tmp_path, country):
    """Haiti; Fiji, across the 180th meridian; the Vatican, one place; Palestine, drawn under another code; Tuvalu,
    which has no units of its own."""
    make_theatre(tmp_path / "t", NewTheatreRequest(country=country, **DAYS))
    theatre = read_theatre(tmp_path / "t")
    assert theatre.rejected == ()
    assert theatre.country == country
    figures = select(theatre, theatre.everything).figures
    assert list(figures.ground.unheld) == ["unknown"]
    assert figures.ground.total == pytest.approx(theatre.cells.area_km2.sum())
    assert shapely.coverage_is_valid(theatre.governorates.geometry.to_numpy())
    assert set(theatre.places["adm1_pcode"]) <= set(theatre.governorates["adm1_pcode"])


@pytest.mark.thorough
@needs_atlas
def test_a_box_takes_the_country_with_most_ground_in_it_and_says_so(tmp_path):
    run = made(
        tmp_path / "t", "--bbox", "36,50,37.5,52.2", "--json", "--faction", "UA=Ukraine", "--faction", "RU=Russia"
    )
    account = json.loads(run.stdout)
    assert (account["country"], account["factions"]) == ("RUS", ["UA", "RU"])
    assert "Russia (RUS) 85%, Ukraine (UKR) 15%" in account["notes"][0]
    theatre = read_theatre(tmp_path / "t")
    assert [quick.id for quick in theatre.quick_ranges] == ["whole-span", "last-7-days", "last-30-days"]
    assert theatre.areas["russia"].bounds == (36.0, 50.0, 37.5, 52.2)
    assert {"RUS", "UKR"} <= set(theatre.countries["iso_a3"])
    ukraine = theatre.countries.set_index("iso_a3").geometry["UKR"]
    assert ukraine.intersection(theatre.governorates.union_all()).area < 1e-4


@pytest.mark.thorough
@needs_atlas
def test_crimea_is_drawn_with_ukraine(tmp_path):
    account = json.loads(made(tmp_path / "t", "--bbox", "33.5,44.5,35,46", "--json").stdout)
    assert account["country"] == "UKR"


@pytest.mark.thorough
@needs_atlas
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--bbox", "10,20,5,30"], "runs from east to west"),
        (["--bbox", "5,30,10,20"], "runs from north to south"),
        (["--bbox", "170,-20,190,-10"], "off the globe"),
        (["--bbox", "5,20,5,30"], "holds no ground"),
        (["--country", "SDN", "--faction", "A=One", "--faction", "A=Two"], "The party A is named twice"),
        (["--country", "SDN", "--faction", "A=\udcff"], "Cannot read the party"),
        (["--bbox", "five"], "Cannot read the box"),
        (["--bbox", "-40,30,-39,31"], "Is it in the open sea?"),
        (["--bbox", "5,30,6,31", "--country", "SDN"], "holds no ground of Sudan"),
        (["--country", "Sudann"], "Did you mean SDN (Sudan)?"),
        pytest.param(["--country", "ATA"], "knows no place", marks=pytest.mark.thorough),
        (["--country", "SJM"], "has no outline of its own"),
        (["--country", "HTI", "--faction", "nobody"], "Cannot read the party"),
        ([], "Say where"),
        (["--country", "HTI", "--gazetteer-column", "name=X"], "Give its file (--gazetteer FILE)"),
        (["--country", "HTI", "--gazetteer", "f.csv", "--gazetteer-column", "X"], "Cannot read the column"),
        (["--country", "HTI", "--gazetteer", "f.csv"], "is not a file that is there"),
    ],
)
def test_what_cannot_be_made_is_refused_in_one_line_and_leaves_nothing(tmp_path, words, says):
    run = made(tmp_path / "t", *words)
    assert run.exit_code == 2
    assert says in run.stderr
    assert run.stderr.strip().count("\n") == 0
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "notes.txt").write_text("mine")
    with pytest.raises(DataError, match="is not empty"):
        make_theatre(tmp_path / "t", NewTheatreRequest(country="HTI", **DAYS))
    assert [path.name for path in (tmp_path / "t").iterdir()] == ["notes.txt"]


@pytest.mark.thorough
@needs_atlas
def test_without_a_folder_theatres_stand_beside_each_other_where_the_page_finds_them(tmp_path, monkeypatch):
    monkeypatch.setenv("FRONTLINE_THEATRES", str(tmp_path / "theatres"))
    run = CliRunner().invoke(app, ["new", "--country", "VAT", "--from", "2024-01-01", "--to", "2024-03-31"])
    assert "A page that is open finds it" in run.stdout
    second = make_theatre(None, NewTheatreRequest(country="VAT", **DAYS))
    assert second.folder == tmp_path / "theatres" / "vatican-2024-2"
    _, *own = find_theatres()
    assert [one.folder.name for one in own] == ["vatican-2024", "vatican-2024-2"]


@pytest.mark.thorough
@needs_atlas
@pytest.mark.parametrize("last", STEPS[1:])
def test_whoever_is_told_of_a_step_can_end_the_making_there_and_nothing_is_left_of_it(tmp_path, last):
    told: list[str] = []

    def tell(step: str) -> None:
        told.append(step)
        if step == last:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_theatre(tmp_path / "t", NewTheatreRequest(country="VAT", **DAYS), tell=tell)
    assert told == list(STEPS[1 : STEPS.index(last) + 1])
    assert list(tmp_path.iterdir()) == []


@needs_atlas
def test_what_a_making_that_was_killed_left_behind_goes_with_the_next_and_what_another_is_making_stays(tmp_path):
    for name in (".new-killed-1a2b", ".new-other-3c4d"):
        (tmp_path / name / "boundaries").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".new-link").symlink_to(tmp_path / "elsewhere")
    with FileLock(tmp_path / ".new-other-3c4d" / LOCK):
        make_theatre(tmp_path / "t", NewTheatreRequest(country="VAT", **DAYS))
    left = sorted(one.name for one in tmp_path.iterdir())
    assert left == [".new-link", ".new-other-3c4d", "elsewhere", "t"]
    assert read_theatre(tmp_path / "t").places is not None


@needs_atlas
def test_countries_that_have_no_outlines_of_their_own_are_not_offered(tmp_path):
    mapped = mapped_countries()
    assert {"SDN", "SOM", "XKX", "VAT"} <= set(mapped)
    assert {"SJM", "GUF"}.isdisjoint(mapped)
    assert {"SDN", "SJM"} <= set(mapped_countries(atlas=tmp_path)), "which ones have none is not known yet"


@pytest.mark.thorough
@needs_atlas
def test_a_gazetteer_of_ones_own_takes_the_place_of_the_coarse_one_and_is_named_in_the_theatre(tmp_path):
    """The second row lies in the sea, far from Haiti."""
    table = tmp_path / "haiti.csv"
    table.write_text("pcode,name,lat,lon\nH1,Port-au-Prince,18.54,-72.34\nH2,Elsewhere,0.5,0.5\n", encoding="utf-8")
    words = [
        "--country",
        "HTI",
        "--gazetteer",
        str(table),
        "--gazetteer-source",
        "OCHA",
        "--gazetteer-licence",
        "CC BY",
    ]
    run = made(tmp_path / "t", *words, "--json")
    account = json.loads(run.stdout)["gazetteer"]
    assert (account["read"], account["kept"], account["merged"], account["rejected"]) == (2, 1, 0, 1)
    assert account["rows_rejected"][0].startswith("haiti.csv, row 3: name = Elsewhere: lies outside the units")
    theatre = read_theatre(tmp_path / "t")
    assert theatre.rejected == ()
    place = theatre.places.loc["H1"]
    assert (place["kind"], place["pcode"], place["coord_source"]) == ("city", "H1", "OCHA")
    assert [(credit.part, credit.text, credit.licence) for credit in theatre.credits][:1] == [
        ("Places", "OCHA", "CC BY")
    ]
    assert account["sha256"] in (tmp_path / "t" / "README.md").read_text("utf-8")
    assert "--gazetteer haiti.csv" in (tmp_path / "t" / "README.md").read_text("utf-8")


@pytest.mark.thorough
@needs_atlas
def test_a_run_cut_short_leaves_nothing_and_an_empty_folder_empty(tmp_path, monkeypatch):
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "t").mkdir()
    monkeypatch.setattr("ingest.new_theatre.make._read_back", broken)
    with pytest.raises(KeyboardInterrupt):
        make_theatre(tmp_path / "t", NewTheatreRequest(country="HTI", **DAYS))
    assert [path.name for path in tmp_path.rglob("*")] == ["t"]


def test_without_the_outlines_the_command_says_how_to_install_them(tmp_path):
    with pytest.raises(MissingFileError, match=re.escape(INSTALL)):
        make_theatre(tmp_path / "t", NewTheatreRequest(country="HTI", **DAYS), atlas=tmp_path / "none")


def test_a_country_across_the_180th_meridian_is_mapped_on_the_side_with_more_ground():
    islands = {Unit("E", "East"): shapely.box(176, -1, 180, 1), Unit("W", "West"): shapely.box(-180, -1, -179, 1)}
    extent = extent_of("FJI", "Fiji", islands, None, ())
    assert [unit.code for unit in extent.units] == ["E"]
    assert extent.bounds == (176.0, -1.0, 180.0, 1.0)
    assert "(20.0%) are left out" in extent.notes[-1]


def test_units_that_overlap_or_leave_a_seam_are_made_to_tile():
    """The second overlaps the first; between it and the third there is a slit 22 m wide."""
    slit = shapely.box(2, 0.4, 2.0002, 0.405)
    drawn = [shapely.box(0, 0, 1, 1), shapely.box(0.9, 0, 2, 1), shapely.box(2, 0, 3, 1).difference(slit)]
    tiled = tiling(np.array(drawn, dtype=object), 4)
    assert shapely.coverage_is_valid(tiled)
    assert shapely.area(tiled) == pytest.approx([1.0, 1.0, 1.0], abs=1e-3)
    assert shapely.union_all(tiled).equals(shapely.box(0, 0, 3, 1))


def test_neighbours_end_where_the_country_does_and_take_what_it_leaves():
    country, drawn = shapely.box(0, 0, 0.9, 1), shapely.box(0, 0, 1, 1)
    around = fitted_neighbours(country, drawn, {"EST": shapely.box(1, 0, 2, 1), "WST": shapely.box(-1, 0, 0.1, 1)})
    assert around["EST"].bounds == (0.9, 0, 2, 1)
    assert around["WST"].bounds == (-1, 0, 0, 1)


def test_topojson_is_put_together_from_its_lines(tmp_path):
    """Two squares that share a line; the second runs it backwards."""
    content = {
        "type": "Topology",
        "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
        "arcs": [[[2, 0], [0, 2]], [[2, 2], [-2, 0], [0, -2], [2, 0]], [[2, 0], [2, 0], [0, 2], [-2, 0]]],
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": [{"type": "Polygon", "arcs": [[0, 1]]}, {"type": "MultiPolygon", "arcs": [[[2, -1]]]}],
            }
        },
    }
    (tmp_path / "t.json").write_text(json.dumps(content))
    first, second = map(both_sides, read_topojson(tmp_path / "t.json", "countries").geometry)
    assert first.bounds == (10, 20, 11, 21)
    assert second.bounds == (11, 20, 12, 21)


@pytest.mark.parametrize("content", ["no json", "{}", '{"type": "Topology", "objects": {}, "arcs": []}'])
def test_outlines_that_cannot_be_read_are_named_with_the_command_that_fetches_them(tmp_path, content):
    (tmp_path / "t.json").write_text(content)
    with pytest.raises(UnreadableFileError, match=rf"t\.json: cannot be read .*{INSTALL}"):
        read_topojson(tmp_path / "t.json", "countries")


def test_what_runs_over_the_180th_meridian_lies_on_both_sides_of_it(tmp_path):
    """From 179 E to 179 W, a degree high."""
    content = {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[179, 0], [-358, 0], [0, 1], [358, 0], [0, -1]]],
        "objects": {"countries": {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0]]}]}},
    }
    (tmp_path / "t.json").write_text(json.dumps(content))
    (shape,) = map(both_sides, read_topojson(tmp_path / "t.json", "countries").geometry)
    assert shape.equals(shapely.union_all([shapely.box(179, 0, 180, 1), shapely.box(-180, 0, -179, 1)]))


@pytest.mark.thorough
@needs_atlas
def test_russia_reaches_over_the_180th_meridian_and_not_around_the_world():
    world = World()
    assert list(world.within((-24, 63, -13, 67))) == ["ISL"]
    assert set(world.within((-172, 65, -167, 67))) == {"RUS", "USA"}
    assert max(line.length for line in world.coast((170, -22, 180, -12))) < 10


@pytest.mark.parametrize("text", ["SDN", "sd", " Sudan "])
def test_a_country_is_known_by_either_code_or_its_name(text):
    assert iso_of(text) == "SDN"


def test_a_box_is_read_with_either_sign():
    assert read_box("-74.5, 18, -71.6, 20.1") == (-74.5, 18.0, -71.6, 20.1)


@pytest.mark.parametrize(
    ("names", "arabic"),
    [
        (["Kyiv", "کیف", "كييف", "Київ"], "كييف"),
        (["ااالخرطوم", "خرطوم"], "خرطوم"),
        (["Kabul", "کابل"], ""),
        ([], ""),
    ],
)
def test_the_arabic_name_is_the_shortest_in_letters_of_arabic(names, arabic):
    assert arabic_name(names) == arabic


@pytest.mark.parametrize(("people", "kind"), [(0, "town"), (800, "village"), (5_000, "town"), (100_000, "city")])
def test_the_kind_of_a_place_follows_its_people(people, kind):
    assert place_kind(people) == kind


def test_parties_are_read_and_the_same_two_are_refused_where_factions_are():
    parties = read_parties(["SAF=Sudanese Armed Forces", "RSF = Rapid Support Forces"])
    assert [(party.id, party.name) for party in parties][1] == ("RSF", "Rapid Support Forces")
    with pytest.raises(DataError, match="stands twice"):
        check_factions([dict(FACTION), dict(FACTION)], "factions.toml")
    with pytest.raises(FilterError):
        read_parties(["=Nobody"])


FACTION = {
    "id": "A",
    "name_en": "A",
    "name_ar": "",
    "colour": "#112233",
    "side": "a",
    "holds_ground": True,
}


def test_a_theatre_is_named_after_country_and_days_where_nobody_names_it():
    theatre = name_theatre("", "Sudan", date(2023, 4, 15), date(2023, 6, 30))
    assert (theatre.id, theatre.name) == ("sudan-2023", "Sudan, 15 April 2023 - 30 June 2023")
    assert name_theatre("Khartoum first", "Sudan", date(2023, 4, 15), date(2023, 6, 30)).id == "khartoum-first"
    assert name_theatre("الخرطوم", "Sudan", date(2023, 4, 15), date(2023, 6, 30)).id == "sudan-2023"


@pytest.mark.thorough
@needs_atlas
def test_a_new_theatre_calls_its_areas_what_natural_earth_calls_most_of_them(tmp_path):
    run = made(tmp_path / "t", "--country", "HTI")
    assert "10 departments of Haiti" in run.stdout
    assert read_theatre(tmp_path / "t").adm1_name.many.en == "Departments"


@pytest.mark.thorough
@needs_atlas
def test_a_new_theatre_names_countries_in_arabic_too(tmp_path):
    make_theatre(tmp_path / "t", NewTheatreRequest(country="HTI", **DAYS))
    theatre = read_theatre(tmp_path / "t")
    named = dict(zip(theatre.countries["iso_a3"], theatre.countries["name_ar"], strict=True))
    assert (named["HTI"], named["DOM"]) == ("هايتي", "جمهورية الدومينيكان")
    assert theatre.areas[theatre.everything.area].name_ar == "هايتي"


@pytest.mark.parametrize(
    ("kinds", "word"),
    [(["State"] * 3, "State"), (["State", "State", "District"], "State"), (["State", "Division"], ""),
     (["State", "", ""], ""), ([""], ""), ([], "")],
)  # fmt: skip
def test_areas_are_called_what_more_than_half_of_them_are(kinds, word):
    assert kind_of_most([Unit(str(number), "x", (), kind) for number, kind in enumerate(kinds)]) == word


@pytest.mark.parametrize(
    ("one", "several"),
    [("State", "States"), ("Municipality", "Municipalities"), ("Parish", "Parishes"), ("Day", "Days")],
)
def test_a_word_for_one_becomes_the_word_for_several(one, several):
    assert plural_of(one) == several
