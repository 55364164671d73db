"""Styles for QGIS: a category for every look, in the colours, patterns and symbols of the map."""

from __future__ import annotations

import sqlite3
from base64 import b64decode
from contextlib import closing
from xml.etree import ElementTree as ET

import pytest

from briefing.data.data_layers import data_layers
from briefing.data.qgis_style import qml
from briefing.job.formats import make
from geo.common.phrases import Phrase
from map.styles import AreaStyle, LineStyle, PointStyle
from map.table import LayerTable, StyledCategory, column
from tests.briefing.briefs import empty_brief, full_brief


def drawn(style, geometry="MultiPolygon", *, label="One", shown=True) -> ET.Element:
    table = LayerTable(
        "t", Phrase("T", "ت"), (column("id", "text", "", ["a"]),), geometry, drawn_by="id",
        drawn={"a": StyledCategory(style, Phrase(label, "واحد"), shown)},
    )  # fmt: skip
    return ET.fromstring(qml(table, "both"))


def options(root: ET.Element, kind: str) -> list[dict[str, str]]:
    found = root.findall(f".//layer[@class='{kind}']/Option")
    return [{one.attrib["name"]: one.attrib["value"] for one in option} for option in found]


def test_plain_control_is_a_flat_fill_of_the_colour():
    fill, outline = options(drawn(AreaStyle(colour="#0072B2", opacity=0.4)), "SimpleFill")
    assert (fill["color"], fill["style"]) == ("0,114,178,102", "solid")
    assert (outline["outline_color"], outline["style"]) == ("0,114,178,255", "no")


def test_a_claim_is_ruled_as_on_the_map():
    (ruling,) = options(drawn(AreaStyle(fill="ruled", colour="#0072B2", second="#ffffff")), "LinePatternFill")
    assert ruling["angle"] == "90"


@pytest.mark.parametrize(
    ("fill", "pattern"),
    [("ruled", "SimpleLine"), ("shared", "SimpleMarker")],
)
def test_ground_of_two_shows_both_colours_and_they_do_not_mix(fill, pattern):
    style = AreaStyle(fill=fill, colour="#0072B2", second="#D55E00")
    root = drawn(style)
    (symbol,) = root.findall("./renderer-v2/symbols/symbol")
    assert float(symbol.attrib["alpha"]) == pytest.approx(style.opacity)
    assert options(root, "SimpleFill")[0]["color"] == "0,114,178,255"
    (second,) = options(root, pattern)
    assert second.get("color", second.get("line_color")) == "213,94,0,255"


def test_unknown_ground_is_an_outline():
    root = drawn(AreaStyle(fill="none", colour="#7a7a7a", dash="3 3"))
    (outline,) = options(root, "SimpleFill")
    assert (outline["style"], outline["outline_style"]) == ("no", "dash")


def test_a_line_lies_on_its_halo():
    halo, line = options(drawn(LineStyle(colour="#111111", halo="#ffffff"), "MultiLineString"), "SimpleLine")
    assert (halo["line_color"], line["line_color"]) == ("255,255,255,255", "17,17,17,255")
    assert float(halo["line_width"]) > float(line["line_width"])


def test_a_point_carries_the_symbol_of_the_map_in_itself():
    (mark,) = options(drawn(PointStyle(symbol="battle", colour="#7a1f1f"), "Point"), "SvgMarker")
    kind, picture = mark["name"].split(":")
    assert kind == "base64"
    assert 'fill="#7a1f1f"' in b64decode(picture).decode()


def test_a_category_has_both_names_and_may_start_switched_off():
    root = drawn(AreaStyle(colour="#0072B2"), label="<One>", shown=False)
    (category,) = root.findall(".//category")
    assert category.attrib == {"value": "a", "label": "<One> / واحد", "symbol": "0", "render": "false"}


@pytest.mark.parametrize("make_brief", [full_brief, empty_brief], ids=["full", "empty"])
def test_every_layer_of_a_geopackage_has_its_style(tmp_path, make_brief):
    brief = make_brief(tmp_path)
    make(brief, tmp_path / "map.gpkg")
    with closing(sqlite3.connect(tmp_path / "map.gpkg")) as file:
        query = "SELECT f_table_name, f_geometry_column, styleQML, useAsDefault FROM layer_styles"
        styles = {name: (geometry, text, default) for name, geometry, text, default in file.execute(query)}
        geometries = dict(file.execute("SELECT table_name, column_name FROM gpkg_geometry_columns"))
    for table in data_layers(brief):
        geometry, text, default = styles[table.name]
        assert (geometry, default) == (geometries[table.name], 1)
        root = ET.fromstring(text)
        assert root.find("renderer-v2").attrib["attr"] == table.drawn_by
        assert {one.attrib["value"] for one in root.findall(".//category")} >= set(table[table.drawn_by])
