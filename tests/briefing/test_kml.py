"""KML as Google Earth asks for it: in the order of the schema, in the map's colours, and fetching nothing."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from fastkml.validator import validate
from lxml import etree

from briefing.job.formats import make
from briefing.job.request import LANGUAGES
from tests.briefing.briefs import ALEPPO, SHOWN, empty_brief, full_brief

NS = {"k": "http://www.opengis.net/kml/2.2"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("kml")
    brief = full_brief(made)
    make(brief, made / "full.kml")
    make(brief, made / "full.kmz")
    return made


@pytest.fixture(scope="module")
def document(folder):
    return etree.parse(folder / "full.kml")


def marks(document, event_id: str):
    return document.xpath(f"//k:Placemark[k:ExtendedData/k:Data[@name='id']/k:value='{event_id}']", namespaces=NS)


def style(document, mark, path: str) -> str:
    (url,) = mark.xpath("k:styleUrl/text()", namespaces=NS)
    (found,) = document.xpath(f"//k:Style[@id='{url[1:]}']/{path}/text()", namespaces=NS)
    return str(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make_brief", [full_brief, empty_brief], ids=["full", "empty"])
def test_a_kml_follows_the_schema(tmp_path, make_brief, language):
    path = tmp_path / "map.kml"
    make(make_brief(tmp_path, language=language), path)
    assert validate(file_to_validate=path)


def test_the_schema_would_refuse_another_order(tmp_path, folder):
    document = etree.parse(folder / "full.kml")
    mark = document.find(".//k:Placemark", NS)
    mark.append(mark[0])
    wrong = tmp_path / "wrong.kml"
    document.write(wrong)
    with pytest.raises(AssertionError):
        validate(file_to_validate=wrong)


def test_control_has_the_colour_of_its_faction_and_disputed_ground_a_neutral_one(document):
    (claimed,), (disputed,) = marks(document, "claimed-BLUE"), marks(document, "disputed-BLUE-NAVY")
    assert style(document, claimed, "k:PolyStyle/k:color")[2:] == "b27200"  # #0072B2 as blue, green, red
    assert style(document, claimed, "k:LineStyle/k:color")[2:] == "b27200"
    assert style(document, disputed, "k:PolyStyle/k:color")[2:] == "8d8d8d"


def test_plain_control_weighs_more_than_a_claim(document):
    (held,), (claimed,) = marks(document, "controlled-BLUE"), marks(document, "claimed-BLUE")
    opacity = [int(style(document, mark, "k:PolyStyle/k:color")[:2], 16) for mark in (held, claimed)]
    assert opacity[0] > opacity[1]


def test_an_event_stands_on_the_time_slider_for_the_days_it_may_have_happened(document):
    (battle,), (vague,) = marks(document, "battle"), marks(document, "vague")
    assert battle.xpath("k:TimeStamp/k:when/text()", namespaces=NS) == ["2025-01-05"]
    assert vague.xpath("k:TimeSpan/*/text()", namespaces=NS) == ["2025-01-04", "2025-01-10"]


def test_an_event_known_to_a_region_only_is_a_circle_of_its_uncertainty(document):
    (vague,) = marks(document, "vague")
    (ring,) = vague.xpath("k:MultiGeometry/k:Polygon//k:coordinates/text()", namespaces=NS)
    corners = [tuple(map(float, corner.split(","))) for corner in ring.split()]
    assert max(lat for _, lat in corners) - 0.5 == pytest.approx(50 / 110.574, rel=1e-3)
    assert style(document, vague, "k:IconStyle/k:scale") == "0"


def test_records_that_are_not_counted_are_switched_off(document):
    hidden = document.xpath(
        "//k:Placemark[k:visibility='0']/k:ExtendedData/k:Data[@name='id']/k:value/text()", namespaces=NS
    )
    assert sorted(hidden) == ["placeless", "total"]


def test_the_balloon_shows_hostile_text_and_does_not_run_it(document):
    (battle,) = marks(document, "battle")
    (balloon,) = battle.xpath("k:description/text()", namespaces=NS)
    assert "<script" not in balloon
    assert "<img" not in balloon
    assert "&lt;img src=x onerror=alert(1)&gt;" in balloon
    assert '<a href="https://example.org/report">' in balloon
    assert battle.xpath("k:ExtendedData/k:Data[@name='summary']/k:value/text()", namespaces=NS) == [SHOWN]
    assert set(document.xpath("//k:BalloonStyle/k:text/text()", namespaces=NS)) == {"$[description]"}


def test_names_are_in_the_language_asked_for_and_both_are_in_the_data(tmp_path):
    make(full_brief(tmp_path, language="ar"), tmp_path / "ar.kml")
    document = etree.parse(tmp_path / "ar.kml")
    (gate,) = marks(document, "gate")
    assert gate.xpath("k:name/text()", namespaces=NS) == [ALEPPO]
    assert gate.xpath("k:ExtendedData/k:Data[@name='name_en']/k:value/text()", namespaces=NS) == ["Gate"]
    assert document.xpath("//k:Folder/k:name/text()", namespaces=NS)[0] == "مناطق السيطرة"


def test_nothing_is_fetched_from_anywhere(folder):
    with zipfile.ZipFile(folder / "full.kmz") as archive:
        document, members = etree.fromstring(archive.read("doc.kml")), set(archive.namelist())
        pictures = [archive.read(name) for name in sorted(members) if name.endswith(".png")]
    links = document.xpath("//k:href/text()", namespaces=NS)
    assert set(links) <= members
    assert len(links) > 5
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert Path(folder / "full.kml").read_text(encoding="utf-8").count("<href>") == 0
