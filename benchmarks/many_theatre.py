"""A theatre of many events and no report of control, made from a seed: the shipped ground under made-up events."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.changelog.imports import BatchNote
from geo.common.crs import STORED
from geo.events.batch_events import BATCH_EVENTS, SOURCE_ROW
from geo.events.events import EVENT_TYPES
from geo.theatre.catalog import SHIPPED
from geo.theatre.loader import read_theatre
from store.store import Author, keep_batch

FIRST_DAY, LAST_DAY = date(1989, 1, 1), date(2025, 12, 31)
SPOTS = 8_000
"""Places that the events share: databases of events give most of them the point of a town."""

QUICK_RANGES = """
[[quick_ranges]]
id = "ten-years"
name_en = "Ten years"
name_ar = "عشر سنوات"
start = 2011-01-01
end = 2020-12-31

[[quick_ranges]]
id = "all-years"
name_en = "All years"
name_ar = "كل السنوات"
start = 1989-01-01
end = 2025-12-31
"""

TYPE_SHARES = (0.35, 0.4, 0.12, 0.06, 0.02, 0.05)
SUB_TYPES = {
    "Battles": ("Armed clash", "Government regains territory"),
    "Explosions/Remote violence": ("Air/drone strike", "Shelling/artillery/missile attack", "Landmine"),
    "Violence against civilians": ("Attack", "Abduction/forced disappearance"),
    "Protests": ("Peaceful protest",),
    "Riots": ("Mob violence",),
    "Strategic developments": ("Agreement", "Looting/property destruction"),
}


def many_events(count: int, seed: int = 1) -> gpd.GeoDataFrame:
    """`count` rows as an import hands them on: typed columns, texts as pandas str, points in EPSG:4326."""
    chance = np.random.default_rng(seed)
    shipped = read_theatre(SHIPPED)
    ground = shipped.governorates
    pcode, spots = _spots(ground, chance)
    popular = chance.lognormal(0, 1.6, SPOTS)
    spot = chance.choice(SPOTS, count, p=popular / popular.sum())
    precision = chance.choice([1, 2, 3], count, p=[0.6, 0.25, 0.15])
    middles = ground.geometry.representative_point()
    region = ground["adm1_pcode"].searchsorted(pcode[spot], sorter=np.argsort(ground["adm1_pcode"]))
    region = np.argsort(ground["adm1_pcode"].to_numpy())[region]
    vague = precision == 3
    lon = np.where(vague, middles.x.to_numpy()[region], spots[spot, 0])
    lat = np.where(vague, middles.y.to_numpy()[region], spots[spot, 1])
    own = ~vague & (chance.random(count) < 0.15)
    lon[own] += chance.normal(0, 0.03, own.sum())
    lat[own] += chance.normal(0, 0.03, own.sum())
    days = (LAST_DAY - FIRST_DAY).days + 1
    weight = np.exp(-(((np.arange(days) - 9_700) / 1_500) ** 2)) + 0.08
    day = pd.Timestamp(FIRST_DAY) + pd.to_timedelta(
        np.sort(chance.choice(days, count, p=weight / weight.sum())), unit="D"
    )
    kinds = chance.choice(len(EVENT_TYPES), count, p=TYPE_SHARES)
    types = np.array(EVENT_TYPES, dtype=object)[kinds]
    turn = chance.integers(0, 6, count)
    subs = [SUB_TYPES[kind][at % len(SUB_TYPES[kind])] for kind, at in zip(types, turn, strict=True)]
    killed = pd.array(chance.poisson(1.5, count), dtype="Int64")
    killed[chance.random(count) < 0.2] = pd.NA
    number = np.arange(count)
    table = pd.DataFrame(
        {
            SOURCE_ROW: number + 2,
            "event_id": pd.Series(number).astype(str).radd("MADE-"),
            "event_date": pd.Series(day).astype("datetime64[s]"),
            "time_precision": pd.array(chance.choice([1, 2, 3], count, p=[0.85, 0.1, 0.05]), dtype="Int64"),
            "event_type": types,
            "sub_event_type": subs,
            "actor1": [f"Group {at}" for at in chance.integers(0, 300, count)],
            "actor2": [f"Group {at}" for at in chance.integers(0, 300, count)],
            "perpetrator": "",
            "location_en": [f"Village {at}" for at in spot],
            "adm1_pcode": pcode[spot],
            "country": "SYR",
            "geo_precision": pd.array(precision, dtype="Int64"),
            "uncertainty_km": np.array([1.5, 15.0, 60.0])[precision - 1],
            "fatalities_low": killed,
            "fatalities_best": killed,
            "fatalities_high": killed + pd.array(chance.integers(0, 4, count), dtype="Int64"),
            "summary": [f"Report {at}: the two groups met; figures from both sides, not confirmed." for at in number],
            "asserted_by": "A database of events",
            "source_publisher": [f"Agency {at}" for at in chance.integers(0, 400, count)],
            "source_url": [f"https://example.org/{at}" for at in number],
            "source_kind": "original",
            "published_on": pd.Series(day + pd.Timedelta(days=30)).astype("datetime64[s]"),
            "reliability": chance.choice(list("BCD"), count),
            "credibility": pd.array(chance.integers(1, 5, count), dtype="Int64"),
            "count_as": "incident",
        }
    )
    texts = table.select_dtypes("object").columns
    table[texts] = table[texts].astype("str")
    return gpd.GeoDataFrame(table, geometry=gpd.points_from_xy(lon.round(5), lat.round(5)), crs=STORED)


def write_many(folder: Path, count: int, seed: int = 1) -> Path:
    """A theatre folder: the shipped ground, `count` events over 13,514 days brought in from a file, no reports."""
    shutil.copytree(SHIPPED, folder)
    for left_out in ("events.geojson", "crossings.geojson"):
        (folder / left_out).write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    reports = folder / "control" / "reports.csv"
    reports.write_text(reports.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    settings = (folder / "theatre.toml").read_text(encoding="utf-8")
    settings = re.sub(r"(?ms)^\[\[quick_ranges\]\].*?(?=^\[|\Z)", "", settings)
    settings = re.sub(r"(?m)^start = .*$", f"start = {FIRST_DAY}", settings, count=1)
    settings = re.sub(r"(?m)^end = .*$", f"end = {LAST_DAY}", settings, count=1)
    settings = re.sub(r"(?m)^en = .*$", f'en = "Made-up events, {FIRST_DAY.year} - {LAST_DAY.year}"', settings, count=1)
    settings = settings.replace('id = "syria-2024"', 'id = "many-events"') + QUICK_RANGES
    (folder / "theatre.toml").write_text(settings, encoding="utf-8")
    rules = [f"r{at},pattern,Group {at}*,{faction},,," for at, faction in enumerate(("GOV", "HTS", "SNA", "SDF"), 1)]
    (folder / "actors.csv").write_text(
        "\n".join(["rule_id,match,actor,faction,valid_from,valid_to,note", *rules]), encoding="utf-8"
    )
    events = many_events(count, seed)
    note = BatchNote(
        batch="made-up",
        at="",
        who="",
        file="made-up.csv",
        sha256="",
        format="made up",
        read=count,
        accepted=count,
        duplicates=0,
        rejected=0,
        by_reason={},
        credit="Made up",
        licence="none needed",
        columns=(),
    )
    keep_batch(
        folder,
        note.batch,
        note.row(),
        Author("benchmark"),
        lambda half: events.to_parquet(half / BATCH_EVENTS),
        lambda: None,
    )
    return folder


def _spots(ground: gpd.GeoDataFrame, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Pcode and position (longitude, latitude) of SPOTS places, spread over the governorates by the root of their
    size."""
    size = np.sqrt(ground.to_crs("EPSG:6933").area.to_numpy())
    shares = chance.choice(len(ground), SPOTS, p=size / size.sum())
    numbers = np.bincount(shares, minlength=len(ground))
    points = ground.geometry.sample_points(numbers, rng=chance).explode().get_coordinates().to_numpy()
    return np.repeat(ground["adm1_pcode"].to_numpy(), numbers), points
