"""KML 2.2 for Google Earth: a folder for each layer, colours of the map, events on Earth's own time slider.

KML has no patterns: how ground is held is told by the name of the area, by a second party's colour along the edge, and
by a paler fill where it is not plain control. It has no symbols of its own either: a .kmz carries those of the map as
pictures, a .kml shows Earth's pin in the colour of the symbol, and neither fetches anything. An event known to a
region only has the circle in which it happened; records that are not counted are there, and switched off.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import shapely

from briefing.data.archives import read_member, write_zip
from briefing.data.data_layers import data_layers
from briefing.data.icons import icon_png
from briefing.job.brief import Brief, Progress, Stamp
from briefing.job.errors import BriefingError
from geo.common.crs import ELLIPSOID
from geo.common.measure import M_PER_KM
from geo.common.messages import L_
from geo.common.phrases import Language
from geo.common.urls import is_web_address
from map.event_marks import SOMEWHERE
from map.styles import AreaStyle, LineStyle, PointStyle
from map.table import LayerTable, StyledCategory, Value, text_of
from map.wording import name

MOST_PLACEMARKS = 20_000
"""Events that Google Earth opens in reasonable time, each with its balloon."""

NAMESPACE = "http://www.opengis.net/kml/2.2"
DOCUMENT = "doc.kml"
STAMP_NAME = "frontline"
DECIMALS = 7
CIRCLE_CORNERS = 48
PX_PER_ICON = 32.0
"""Google Earth draws an icon of scale 1 so wide."""
NOT_TOLD = frozenset(
    {"id", "name_en", "name_ar", "colour", "second_colour", "pattern", "opacity", "symbol", "longitude", "latitude"}
    | {
        "location_en",
        "location_ar",
        "coord_source",
        "adm1_pcode",
        "first_day",
        "last_day",
        "reliability",
        "credibility",
    }
)
"""Columns that the balloon of a placemark leaves out: they are drawn, stand above, or are told in words beside."""
LABELLED = frozenset({"crossings"})
"""Layers of points whose names are written on the map; there are too many of the others."""


def write(brief: Brief, path: Path, progress: Progress) -> None:
    """Write the layers of a brief as .kml, or with their symbols as .kmz, by the suffix of `path`.

    Raises
    ------
    BriefingError : there are more events than Google Earth can open.
    """
    if len(brief.situation.filtered) > MOST_PLACEMARKS:
        raise BriefingError(
            L_(
                "{events:,} events are too many for Google Earth: at most {most_placemarks:,}. Choose fewer days, an "
                "area, a faction or event types; or end the file's name with .gpkg.",
                events=len(brief.situation.filtered),
                most_placemarks=MOST_PLACEMARKS,
            )
        )
    tables = data_layers(brief)
    zipped = path.suffix.lower() == ".kmz"
    root = ET.Element("kml", xmlns=NAMESPACE)
    document = _add(root, "Document")
    stamp, icons = brief.stamp, dict[str, bytes]()
    _add(document, "name", _title(brief))
    _add(document, "open", "1")
    lines = [f"{stamp.theatre}, data version {stamp.version}, {stamp.tool}", *stamp.credits, stamp.disclaimer]
    _add(document, "description", "<br>".join(escape(text_of(line)) for line in lines))
    for table in tables:
        for number, look in enumerate(table.drawn.values()):
            icon = f"symbols/{table.name}-{number}.png" if isinstance(look.style, PointStyle) else ""
            if zipped and isinstance(look.style, PointStyle):
                icons[icon] = icon_png(look.style)
            _style(document, _style_id(table, number), look, icon if zipped else "", table.name in LABELLED)
    _data(_add(document, "ExtendedData"), {STAMP_NAME: stamp.to_text()})
    for done, table in enumerate(tables):
        progress(done, len(tables))
        folder = _add(document, "Folder")
        _add(folder, "name", table.title.set_apart(brief.request.language, " / "))
        numbers = {key: number for number, key in enumerate(table.drawn)}
        for shape, record, look in zip(table.shapes, table.records(), table.looks(), strict=True):
            style_id = _style_id(table, numbers[str(record[table.drawn_by])])
            mark = _placemark(folder, record, look, style_id, brief.request.language)
            if shape is not None:
                _place(mark, shape, record, look)
    text = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    if zipped:
        write_zip(path, {DOCUMENT: text, **icons})
    else:
        path.write_bytes(text)
    progress(len(tables), len(tables))


def read_stamp(path: Path) -> Stamp:
    """The stamp of a file written here.

    Raises
    ------
    BriefingError : the file is no KML, or carries no stamp.
    """
    text = read_member(path, DOCUMENT) if path.suffix.lower() == ".kmz" else path.read_bytes()
    try:
        root = ET.fromstring(text)
    except ET.ParseError as error:
        raise BriefingError(
            L_("{name} is no KML: it is not a file made here, or it is damaged.", name=path.name)
        ) from error
    found = root.find(f"k:Document/k:ExtendedData/k:Data[@name='{STAMP_NAME}']/k:value", {"k": NAMESPACE})
    return Stamp.from_text("" if found is None else found.text or "")


def _title(brief: Brief) -> str:
    situation, filters = brief.situation, brief.situation.filters
    area = situation.area.named.set_apart(brief.request.language, " / ")
    return text_of(brief.request.title or f"{area}, {filters.start} - {filters.end}")


def _style_id(table: LayerTable, number: int) -> str:
    return f"{table.name}-{number}"


def _style(document: ET.Element, style_id: str, look: StyledCategory, icon: str, labelled: bool) -> None:
    style = _add(document, "Style")
    style.set("id", style_id)
    drawn = look.style
    if isinstance(drawn, PointStyle):
        mark = _add(style, "IconStyle")
        vague = drawn == SOMEWHERE and not icon
        _add(mark, "color", _abgr("#ffffff" if icon else drawn.colour))
        _add(mark, "scale", "0" if vague else f"{drawn.size / PX_PER_ICON * 1.4:.2f}")
        if icon:
            _add(_add(mark, "Icon"), "href", icon)
        _add(_add(style, "LabelStyle"), "scale", "0.8" if labelled else "0")
        _line(style, drawn.colour, 1.5)
        _add(_add(style, "PolyStyle"), "color", _abgr(drawn.colour, 0.1))
    elif isinstance(drawn, LineStyle):
        _line(style, drawn.colour, drawn.weight + 0.8)
    elif isinstance(drawn, AreaStyle):
        shared = drawn.second if drawn.fill == "shared" else None
        _line(style, shared or drawn.outline or drawn.colour, 3.0 if shared else 1.2)
        fill = _add(style, "PolyStyle")
        _add(fill, "color", _abgr(drawn.colour, _fill_opacity(drawn)))
        _add(fill, "fill", "0" if drawn.fill == "none" else "1")
    # only what is escaped below reaches the balloon: Earth would add every column as it stands
    _add(_add(style, "BalloonStyle"), "text", "$[description]")


def _fill_opacity(style: AreaStyle) -> float:
    """Plain control weighs more than what is claimed or fought over; over satellite pictures all need more than on
    paper."""
    return min(0.6, style.opacity * (1.8 if style.fill == "solid" else 1.0))


def _line(style: ET.Element, colour: str, width: float) -> None:
    line = _add(style, "LineStyle")
    _add(line, "color", _abgr(colour))
    _add(line, "width", f"{width:g}")


def _placemark(
    folder: ET.Element, record: dict[str, Value], look: StyledCategory, style_id: str, language: Language
) -> ET.Element:
    """One feature without its geometry; the elements stand in the order the schema asks for."""
    mark = _add(folder, "Placemark")
    title = name(record["name_en"], record["name_ar"], language).replace("\n", " / ")
    _add(mark, "name", title)
    _add(mark, "visibility", "1" if look.shown else "0")
    _add(mark, "description", _balloon(title, record))
    if "first_day" in record:
        _time(mark, str(record["first_day"]), str(record["last_day"]))
    _add(mark, "styleUrl", f"#{style_id}")
    _data(_add(mark, "ExtendedData"), record)
    return mark


def _time(mark: ET.Element, first: str, last: str) -> None:
    if first == last:
        _add(_add(mark, "TimeStamp"), "when", first)
    else:
        span = _add(mark, "TimeSpan")
        _add(span, "begin", first)
        _add(span, "end", last)


def _place(mark: ET.Element, shape: shapely.Geometry, record: dict[str, Value], look: StyledCategory) -> None:
    if look.style == SOMEWHERE:
        both = _add(mark, "MultiGeometry")
        _geometry(both, shape)
        _geometry(both, _circle(shape, float(str(record["uncertainty_km"]))))
    else:
        _geometry(mark, shape)


def _balloon(title: str, record: dict[str, Value]) -> str:
    """What a click shows, as HTML: Earth knows no other form of text."""
    lines = "".join(
        f"<br><b>{escape(key.replace('_', ' '))}</b> {_html(value)}"
        for key, value in record.items()
        if value is not None and key not in NOT_TOLD
    )
    return f"<big>{escape(title)}</big><br>{lines}"


def _html(value: Value) -> str:
    text = escape(_text(value))
    return f'<a href="{text}">{text}</a>' if is_web_address(value) else text


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _data(parent: ET.Element, values: dict[str, Value] | dict[str, str]) -> None:
    for key, value in values.items():
        if value is not None:
            data = _add(parent, "Data")
            data.set("name", key)
            _add(data, "value", _text(value))


def _geometry(parent: ET.Element, shape: shapely.Geometry) -> None:
    if shape.geom_type.startswith("Multi"):
        several = _add(parent, "MultiGeometry")
        for part in shapely.get_parts(shape):
            _geometry(several, part)
    elif shape.geom_type == "Polygon":
        polygon = _add(parent, "Polygon")
        _add(polygon, "tessellate", "1")
        for number, ring in enumerate(shapely.get_rings(shape)):
            boundary = _add(polygon, "innerBoundaryIs" if number else "outerBoundaryIs")
            _add(_add(boundary, "LinearRing"), "coordinates", _coordinates(ring))
    elif shape.geom_type == "LineString":
        line = _add(parent, "LineString")
        _add(line, "tessellate", "1")
        _add(line, "coordinates", _coordinates(shape))
    else:
        _add(_add(parent, "Point"), "coordinates", _coordinates(shape))


def _coordinates(shape: shapely.Geometry) -> str:
    return " ".join(f"{_degrees(x)},{_degrees(y)}" for x, y in shapely.get_coordinates(shape).tolist())


def _degrees(value: float) -> str:
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")


def _circle(centre: shapely.Point, radius_km: float) -> shapely.Polygon:
    """Ground within `radius_km` of a point."""
    turns = -np.linspace(0, 360, CIRCLE_CORNERS, endpoint=False)
    many = np.ones(CIRCLE_CORNERS)
    lon, lat, _ = ELLIPSOID.fwd(centre.x * many, centre.y * many, turns, radius_km * M_PER_KM * many)
    return shapely.Polygon(np.column_stack([lon, lat]))


def _abgr(colour: str, opacity: float = 1.0) -> str:
    """A colour as KML writes it: opacity, blue, green, red."""
    return f"{round(opacity * 255):02x}{colour[5:7]}{colour[3:5]}{colour[1:3]}".lower()


def _add(parent: ET.Element, tag: str, text: str | None = None) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = text
    return element
