"""KML and KMZ: every placemark is a row, and nothing in the file is expanded or fetched."""

from __future__ import annotations

import pytest
import shapely

from geo.common.errors import UnreadableFileError
from ingest.mappings.guess import guess_mapping
from ingest.tables import LimitError, Limits
from tests.ingest.tables.files import KML_MARK, kml, zipped


def document(*inside: str) -> str:
    return f"{KML_MARK}{''.join(inside)}</Document></kml>"


def placemark(inside: str) -> str:
    return f"<Placemark>{inside}</Placemark>"


POINT = "<Point><coordinates>37.16,36.2,400</coordinates></Point>"
SQUARE = "<LinearRing><coordinates>0,0 4,0 4,4 0,4 0,0</coordinates></LinearRing>"
HOLE = "<LinearRing><coordinates>1,1 2,1 2,2 1,2 1,1</coordinates></LinearRing>"


def test_a_placemark_has_its_folder_its_own_fields_and_its_times(read):
    schema = '<SchemaData><SimpleData name="grade">B2</SimpleData></SchemaData>'
    fields = (
        f'<ExtendedData><Data name="killed"><displayName>x</displayName><value>2</value></Data>{schema}</ExtendedData>'
    )
    span = "<TimeSpan><begin>2024-11-27</begin><end>2024-12-02</end></TimeSpan>"
    table = read(document("<Folder><name>Blue</name>", placemark(f"<name>A</name>{fields}{span}{POINT}"), "</Folder>"))
    assert table.cells.iloc[0].to_dict() == {
        "layer": "Blue",
        "name": "A",
        "killed": "2",
        "grade": "B2",
        "when": "2024-11-27",
        "end": "2024-12-02",
    }
    assert table.geometry[0].equals(shapely.Point(37.16, 36.2))
    assert not table.geometry[0].has_z


def test_a_moment_and_the_begin_of_a_span_stand_in_one_column_so_that_every_placemark_has_its_day(read):
    moment = "<TimeStamp><when>2024-11-27</when></TimeStamp>"
    span = "<TimeSpan><begin>2024-11-30</begin><end>2024-12-02</end></TimeSpan>"
    open_span = "<TimeSpan><begin>2024-12-05</begin></TimeSpan>"
    until = "<TimeSpan><end>2024-12-08</end></TimeSpan>"
    own = '<ExtendedData><Data name="begin"><value>dawn</value></Data></ExtendedData>'
    told = (moment, span, open_span + own, until)
    table = read(document(*(placemark(f"<name>A</name>{one}{POINT}") for one in told)))
    assert list(table.cells["when"]) == ["2024-11-27", "2024-11-30", "2024-12-05", ""]
    assert list(table.cells["end"]) == ["", "2024-12-02", "", "2024-12-08"]
    assert list(table.cells["begin"]) == ["", "", "dawn", ""]
    found = guess_mapping(table).mapping.columns
    assert (found["event_date"], found["end_date"]) == ("when", "end")


def test_geometry_of_every_kind_is_built(read):
    line = "<LineString><coordinates>0,0 1,1</coordinates></LineString>"
    polygon = f"<Polygon><outerBoundaryIs>{SQUARE}</outerBoundaryIs><innerBoundaryIs>{HOLE}</innerBoundaryIs></Polygon>"
    track = "<gx:Track><when>2024-12-02</when><gx:coord>0 0 5</gx:coord><gx:coord>1 1 5</gx:coord></gx:Track>"
    several = f"<MultiGeometry>{polygon}{polygon}</MultiGeometry>"
    mixed = f"<MultiGeometry>{line}{POINT}</MultiGeometry>"
    shapes = (line, polygon, track, several, mixed)
    text = document(*map(placemark, shapes)).replace("<kml ", '<kml xmlns:gx="http://www.google.com/kml/ext/2.2" ')
    table = read(text)
    kinds = [one.geom_type for one in table.geometry]
    assert kinds == ["LineString", "Polygon", "LineString", "MultiPolygon", "GeometryCollection"]
    assert table.geometry[1].area == 15


@pytest.mark.parametrize(
    "shape",
    [
        "<Point><coordinates>north,east</coordinates></Point>",
        "<Point><coordinates></coordinates></Point>",
        "<Point><coordinates>nan,1</coordinates></Point>",
        "<LineString><coordinates>1,1</coordinates></LineString>",
        "<Polygon></Polygon>",
        f"<MultiGeometry>{POINT}<Point/></MultiGeometry>",
    ],
)
def test_a_geometry_that_cannot_be_built_keeps_its_row(read, shape):
    table = read(document(placemark(f"<name>A</name>{shape}"), placemark("<name>B</name>"), placemark(POINT)))
    assert table.read == 3
    assert [one is None for one in table.geometry] == [True, True, False]
    assert any("cannot be built, kept without: 1" in note for note in table.notes)
    assert any("no geometry: 2" in note for note in table.notes)


def test_a_kmz_is_its_document(read):
    table = read(
        zipped({"files/x.png": b"", "other.kml": kml().encode(), "doc.kml": document(placemark(POINT)).encode()})
    )
    assert (table.kind, table.read) == ("kmz", 1)
    assert any("other.kml" in note for note in table.notes)


def test_links_are_not_followed_and_said(read):
    table = read(document("<NetworkLink><Link><href>http://x.invalid/</href></Link></NetworkLink>", placemark(POINT)))
    assert any("not followed" in note for note in table.notes)


LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))


@pytest.mark.parametrize(
    "prolog",
    [
        f'<!DOCTYPE kml [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE kml SYSTEM "http://x.invalid/x.dtd">',
        '<!DOCTYPE kml [<!ENTITY % p SYSTEM "http://x.invalid/x.dtd"> %p;]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_and_dtds_are_refused_before_they_are_expanded(read, prolog, encoding):
    text = f"{prolog}<kml><Placemark><name>&l9;&x;</name></Placemark></kml>"
    for content in (text.encode(encoding), zipped({"doc.kml": text.encode(encoding)})):
        with pytest.raises(UnreadableFileError, match="DTD"):
            read(content)


def test_folders_in_folders_without_end_are_refused(read):
    with pytest.raises(LimitError, match="deep"):
        read(f"{KML_MARK}{'<Folder>' * 100_000}")


def test_other_xml_and_damaged_xml_are_errors(read):
    with pytest.raises(UnreadableFileError, match="GPX"):
        read("<gpx></gpx>")
    with pytest.raises(UnreadableFileError, match="line 2"):
        read(f"{KML_MARK}\n<Folder></Document></kml>")
    with pytest.raises(UnreadableFileError):
        read('<?xml version="1.0" encoding="no-such"?><kml/>')


def test_a_text_longer_than_the_limit_costs_its_row(read):
    table = read(
        document(placemark(f"<name>{'x' * 200}</name>{POINT}"), placemark(POINT)), limits=Limits(max_field=100)
    )
    assert (len(table.cells), len(table.geometry)) == (1, 1)
    assert table.unreadable["row"].tolist() == [1]
