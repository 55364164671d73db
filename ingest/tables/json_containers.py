"""Features that stand inside other things: the layers of a uMap, collections in a list, the features of Esri JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.tables.table import LAYER

WEB_MERCATOR = frozenset({102100, 102113, 3785, 900913})
"""Numbers Esri and others give or gave to what is EPSG:3857."""
LONGEST_CODE = 9
"""Digits of a code of a reference system; what is longer is none."""
FIRST_OF_ESRI = 37_000
"""Reference systems are numbered from here on by Esri itself, below by EPSG."""
_NAMES = ("name", "title", "id")


def unwrapped(value: Any) -> Iterator[Any]:
    """`value` itself; or, where it is a collection of features, those, each with the collection's name as `layer`; a
    feature of Esri as one of GeoJSON."""
    features = features_of(value)
    if features is None:
        yield as_feature(value)
        return
    layer = name_of(value)
    for one in features:
        feature = as_feature(one)
        yield {**feature, LAYER: layer} if layer and isinstance(feature, dict) else feature


def features_of(value: Any) -> list[Any] | None:
    """The features of a collection: GeoJSON, or a layer of Esri's with its `featureSet`; None for anything else."""
    if not isinstance(value, dict):
        return None
    inside = value.get("featureSet")
    held = inside if isinstance(inside, dict) else value
    features = held.get("features")
    if not isinstance(features, list):
        return None
    known = value.get("type") == "FeatureCollection" or held is inside or any(is_esri(one) for one in features)
    return features if known else None


def name_of(collection: dict[str, Any]) -> str:
    """What a collection is called, by itself, by uMap's options or by Esri's definition of its layer; "" if nothing."""
    others = (collection.get(member) for member in ("_umap_options", "layerDefinition", "properties"))
    for held in (collection, *(one for one in others if isinstance(one, dict))):
        for name in _NAMES:
            if isinstance(held.get(name), str) and held[name].strip():
                return str(held[name]).strip()
    return ""


def is_esri(value: Any) -> bool:
    """Whether a value is a feature as Esri writes it."""
    return isinstance(value, dict) and isinstance(value.get("attributes"), dict) and "type" not in value


def is_column_of_esri(value: dict[str, Any]) -> bool:
    """Whether an object says what a column of Esri JSON is called and holds: it is no entry."""
    return str(value.get("type", "")).startswith("esriFieldType")


def as_feature(value: Any) -> Any:
    """A feature of Esri as one of GeoJSON, in the same coordinates; anything else as it is."""
    if not is_esri(value):
        return value
    shape = value.get("geometry")
    return {
        "type": "Feature",
        "properties": value["attributes"],
        "geometry": _geometry(shape) if isinstance(shape, dict) else None,
    }


def esri_crs(reference: Any) -> str | None:
    """The name of the reference system of Esri JSON; None where it names none, which means degrees."""
    if not isinstance(reference, dict):
        return None
    number = reference.get("latestWkid") or reference.get("wkid")
    if number is None:
        wkt = reference.get("wkt")
        return wkt if isinstance(wkt, str) and wkt else None
    said = str(number)
    if not said.isdecimal() or len(said) > LONGEST_CODE:
        return said
    code = int(said)
    if code in WEB_MERCATOR:
        return "EPSG:3857"
    return f"ESRI:{code}" if code >= FIRST_OF_ESRI else f"EPSG:{code}"


def _geometry(shape: dict[str, Any]) -> dict[str, Any] | None:
    """Esri's geometry in the words of GeoJSON; None where it has none, as where a point has no numbers."""
    if "x" in shape:
        pair = [shape["x"], shape.get("y")]
        empty = any(one is None or str(one) == "NaN" for one in pair)
        return None if empty else {"type": "Point", "coordinates": pair}
    if "points" in shape:
        return {"type": "MultiPoint", "coordinates": shape["points"]}
    if "paths" in shape:
        return {"type": "MultiLineString", "coordinates": shape["paths"]}
    if "rings" in shape:
        return {"type": "MultiPolygon", "coordinates": _with_holes(shape["rings"])}
    return None


def _with_holes(rings: Any) -> Any:
    """The rings of Esri, outlines running clockwise and holes the other way, each hole with the outline before it."""
    if not isinstance(rings, list):
        return rings
    parts: list[list[Any]] = []
    for ring in rings:
        if parts and _turns_left(ring):
            parts[-1].append(ring)
        else:
            parts.append([ring])
    return parts


def _turns_left(ring: Any) -> bool:
    """Whether a ring runs counter-clockwise; False where it is no ring of numbers."""
    try:
        corners = [(float(corner[0]), float(corner[1])) for corner in ring]
    except (TypeError, ValueError, IndexError, KeyError):
        return False
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    return sum(x * v - u * y for (x, y), (u, v) in pairs) > 0
