"""A theatre: one folder of data, read once, checked once, trusted from here on."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.actors import ACTORS, ActorRule, check_all_rules, joined_rules
from geo.batches import BatchNote, batch_notes
from geo.cell_cache import cached_cells
from geo.cells import Cells
from geo.content_hash import content_hash
from geo.control import check_all_reports, joined_reports, read_log
from geo.control_rule import ControlReport
from geo.crossings import check_crossings
from geo.crs import STORED, Bounds
from geo.days import read_day
from geo.drawing import ground_of
from geo.drawn import DrawnControl
from geo.errors import Checked, MissingFileError, SchemaError, SetAside, UnreadableFileError
from geo.event_files import batch_file, check_all_events, joined_events
from geo.event_index import EventIndex, by_day, index_events
from geo.factions import Factions, check_factions
from geo.filters import Filters, Vocabulary
from geo.ledger import BATCHES, Ledger, read_ledger
from geo.likely import with_likely_same
from geo.picture import ControlSource
from geo.places import check_places
from geo.polygon_history import PolygonHistory, has_history, read_history
from geo.reported import ReportedControl
from geo.schema import FILE_EXPECTED, ROW_IN_FILE, Column, read_csv, read_drawn, read_geojson, require_columns
from geo.units import Units, governorate_units, read_units

COLUMNS_ARE_LISTED = "data/README.md lists what it must hold."

INFERRED_BEYOND_KM = 15.0
"""Ground farther than this from every place with a report is inferred, where theatre.toml says nothing else."""

SHIPPED = Path(__file__).parent.parent / "data"

DATA_SUFFIXES = {".toml", ".geojson", ".csv", ".parquet", ".ndjson"}

BASEMAP = ("coast", "lakes", "rivers", "highways")
"""Background line work. Each is optional: a theatre without highways has no basemap/highways.geojson."""


@dataclass(frozen=True)
class Area:
    """A named part of the theatre: its governorates (none = all ground) and what the map flies to."""

    id: str
    name_en: str
    name_ar: str
    adm1: frozenset[str]
    bounds: Bounds


@dataclass(frozen=True)
class QuickRange:
    """A named range of days, both included."""

    id: str
    name_en: str
    name_ar: str
    start: date
    end: date


@dataclass(frozen=True)
class Credit:
    """Where a part of the data comes from and on what terms; `text` is the credit its owner asks for."""

    part: str
    text: str
    licence: str


@dataclass(frozen=True)
class Account:
    """What became of the rows of one file: read = accepted + duplicates + set aside. Only a file that was brought in
    has duplicates: rows the theatre had already."""

    file: str
    read: int
    accepted: int
    set_aside: int
    duplicates: int = 0


@dataclass(frozen=True, eq=False)
class Theatre:
    """Everything a data folder says, checked. Two theatres are equal when their files are.

    `ledger`: what was changed by hand or brought in from files; `imports`: those files; `actor_rules`: which faction an
    actor named in them stands for. `history`: control polygons drawn elsewhere, None where control is told by
    `reports`; `units`: finer units than governorates that figures are given by, None where there are none. With a
    history the theatre spans its days as well as those of theatre.toml, and needs no reports, places, events or
    crossings.
    """

    id: str
    name_en: str
    name_ar: str
    country: str
    extent: Bounds
    start: date
    end: date
    inferred_beyond_km: float
    areas: Mapping[str, Area]
    quick_ranges: tuple[QuickRange, ...]
    focus_places: tuple[str, ...]
    credits: tuple[Credit, ...]
    factions: Factions
    places: gpd.GeoDataFrame
    reports: pd.DataFrame
    history: PolygonHistory | None
    events: gpd.GeoDataFrame
    crossings: gpd.GeoDataFrame
    crossing_statuses: pd.DataFrame
    countries: gpd.GeoDataFrame
    governorates: gpd.GeoDataFrame
    units: Units | None
    basemap: Mapping[str, gpd.GeoDataFrame]
    ledger: Ledger
    imports: Mapping[str, BatchNote]
    actor_rules: tuple[ActorRule, ...]
    accounts: tuple[Account, ...]
    set_aside: tuple[SetAside, ...]
    version: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Theatre) and self.version == other.version

    def __hash__(self) -> int:
        return hash(self.version)

    @cached_property
    def cells(self) -> Cells:
        """The ground of each place. Cut on first use, and kept on disk for the next start."""
        return cached_cells(
            self.places,
            self.governorates,
            self.extent,
            reported=self.log.keys(),
            inferred_beyond_km=self.inferred_beyond_km,
        )

    @property
    def tells_control(self) -> bool:
        """Whether anything here says who holds ground."""
        return self.history is not None or not self.reports.empty

    @cached_property
    def event_index(self) -> EventIndex:
        """What is worked out once of the events, on first use."""
        return index_events(self.events)

    @cached_property
    def control(self) -> ControlSource:
        """What tells who holds what: the history where there is one, else the log of reports."""
        if self.history is not None:
            ground = ground_of(self.governorates, self.extent)
            return DrawnControl(self.history, self.places, ground, self.factions)
        return ReportedControl(self.log, tuple(self.places["place_id"]), self.factions, cut=lambda: self.cells)

    @cached_property
    def divisions(self) -> tuple[Units, ...]:
        """What figures are given by besides in total: governorates, and the finer units where some were brought in."""
        return (governorate_units(self.governorates), *([self.units] if self.units else []))

    @cached_property
    def log(self) -> Mapping[str, list[ControlReport]]:
        """The control reports by place."""
        return read_log(self.reports)

    @cached_property
    def _reports_by_place(self) -> Mapping[str, pd.DataFrame]:
        return dict(iter(self.reports.groupby("place_id", sort=False, observed=True)))

    def reports_of(self, place_id: str) -> pd.DataFrame:
        """The rows of `reports` about a place, in their order."""
        return self._reports_by_place.get(place_id, self.reports.iloc[:0])

    @property
    def governorate_names(self) -> dict[str, str]:
        """English name of each governorate by its adm1_pcode."""
        return dict(zip(self.governorates["adm1_pcode"], self.governorates["name_en"], strict=True))

    @property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(
            factions=frozenset(self.factions), areas=frozenset(self.areas), first_day=self.start, last_day=self.end
        )

    @property
    def everything(self) -> Filters:
        """The question the page opens on: the whole span, the first named area, all factions and types."""
        return Filters(start=self.start, end=self.end, area=next(iter(self.areas)))


def chosen_folder() -> Path:
    """The theatre to open where nobody names one: FRONTLINE_DATA where it is set, else the shipped one."""
    return Path(os.environ.get("FRONTLINE_DATA") or SHIPPED)


def data_version(folder: Path) -> str:
    """Content hash of a theatre's files: 12 hexadecimal digits; names and bytes count, times do not."""
    return content_hash(folder, _data_files(folder))[:12]


def _data_files(folder: Path) -> list[Path]:
    """The files a theatre is made of: nothing hidden, and no file brought in that the log does not name."""
    counted = read_ledger(folder).batches.keys()

    def counts(path: Path) -> bool:
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in parts)
        return not hidden and (parts[0] != BATCHES or (len(parts) > 1 and parts[1] in counted))

    return sorted(p for p in folder.rglob("*") if p.suffix in DATA_SUFFIXES and counts(p) and p.is_file())


@dataclass(frozen=True, eq=False)
class Frame:
    """What a theatre needs before anything is known of control: who may hold ground, which ground, how far it goes."""

    settings: Mapping[str, Any]
    factions: Factions
    governorates: gpd.GeoDataFrame

    @property
    def extent(self) -> Bounds:
        extent: Bounds = self.settings["extent"]
        return extent

    @property
    def span(self) -> tuple[date, date]:
        """First and last day theatre.toml names; both count."""
        return self.settings["start"], self.settings["end"]


def read_frame(folder: Path) -> Frame:
    """Settings, factions and governorates of a data folder.

    Raises
    ------
    DataError : one of the three is missing, unreadable or incomplete.
    """
    if not folder.is_dir():
        raise MissingFileError(folder, "is not a folder", "Name the folder that holds theatre.toml.")
    settings_file, factions_file = folder / "theatre.toml", folder / "factions.toml"
    settings = _read_toml(settings_file)
    factions = check_factions(_read_toml(factions_file).get("factions", []), str(factions_file))
    governorates = _outlines(folder / "boundaries" / "governorates.geojson", "adm1_pcode")
    return Frame(_settings(settings, settings_file, frozenset(governorates["adm1_pcode"])), factions, governorates)


def read_theatre(folder: Path) -> Theatre:
    """Read and check a data folder.

    Raises
    ------
    DataError : a file is missing, unreadable, or lacks what everything else needs. A faulty row is no error: it
        is set aside with its reason, in `Theatre.set_aside`.
    """
    frame = read_frame(folder)
    factions, pcodes = frame.factions, frozenset(frame.governorates["adm1_pcode"])
    countries = _outlines(folder / "boundaries" / "countries.geojson", "iso_a3")
    if frame.settings["country"] not in set(countries["iso_a3"]):
        raise SchemaError(
            folder / "theatre.toml",
            f"maps the country {frame.settings['country']!r}, which countries.geojson lacks",
            "Use its iso_a3 code, or add its outline.",
        )
    ledger = read_ledger(folder)
    history = read_history(folder / "control", factions) if has_history(folder / "control") else None
    raw = {name: _features(folder / f"{name}.geojson", history) for name in ("places", "events", "crossings")}
    raw_reports = _rows(folder / "control" / "reports.csv", history)

    places = check_places(raw["places"], adm1_pcodes=pcodes, file="places.geojson")
    if places.accepted.empty and history is None:
        raise SchemaError(
            folder / "places.geojson", "holds no usable place", "Control is mapped from places: add some."
        )
    if unknown := set(frame.settings["focus_places"]) - set(places.accepted["place_id"]):
        raise SchemaError(
            folder / "theatre.toml", f"names unknown focus_places {sorted(unknown)}", "Use ids of places.geojson."
        )
    reports = check_all_reports(
        raw_reports, ledger, factions=factions, place_ids=frozenset(places.accepted["place_id"])
    )
    actors = check_all_rules(_optional_rows(folder / ACTORS), ledger, factions=factions.keys())
    rules = joined_rules(actors)
    settings = {**frame.settings, **_span(frame.settings, history)}
    imports = batch_notes(ledger)
    events = check_all_events(
        raw["events"],
        folder,
        ledger,
        rules=rules,
        factions=factions.keys(),
        adm1_pcodes=pcodes,
        span=(settings["start"], settings["end"]),
    )
    crossings, statuses = check_crossings(raw["crossings"], factions=factions.keys(), file="crossings.geojson")
    checked: dict[str, Checked[Any]] = {
        "places.geojson": places,
        **reports,
        **events,
        "crossings.geojson": crossings,
        "crossings.geojson, statuses": statuses,
        **actors,
    }
    units = read_units(folder)
    credits = [Credit(f"Events from {note.file}", note.credit, note.licence) for note in imports.values()]
    if units and units.source:
        credits.append(Credit(f"Level {units.level} units", units.source, units.licence))
    settings["credits"] = (*settings["credits"], *credits)
    return Theatre(
        **settings,
        factions=factions,
        places=places.accepted,
        reports=joined_reports(reports),
        history=history,
        events=with_likely_same(by_day(joined_events(events))),
        crossings=crossings.accepted,
        crossing_statuses=statuses.accepted,
        countries=countries,
        governorates=frame.governorates,
        units=units,
        basemap=_basemap(folder / "basemap"),
        ledger=ledger,
        imports=imports,
        actor_rules=rules,
        accounts=_accounts(checked, imports, ledger),
        set_aside=tuple(row for part in checked.values() for row in part.set_aside),
        version=data_version(folder),
    )


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise MissingFileError(path, "is missing", COLUMNS_ARE_LISTED) from error
    except OSError as error:
        raise UnreadableFileError(path, f"cannot be read ({error.strerror})", FILE_EXPECTED) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableFileError(path, f"is not TOML ({error})", "Mend the line it names.") from error


def _features(path: Path, history: PolygonHistory | None) -> gpd.GeoDataFrame:
    """The features of a file, which may be missing where a history tells of control."""
    if history is not None and not path.exists():
        return gpd.GeoDataFrame({ROW_IN_FILE: []}, geometry=[], crs=STORED)
    return read_geojson(path)


def _rows(path: Path, history: PolygonHistory | None) -> pd.DataFrame:
    """The rows of a file, which may be missing where a history tells of control."""
    if history is not None and not path.exists():
        return pd.DataFrame({ROW_IN_FILE: []})
    return read_csv(path)


def _optional_rows(path: Path) -> pd.DataFrame:
    return read_csv(path) if path.exists() else pd.DataFrame({ROW_IN_FILE: []})


def _accounts(
    checked: Mapping[str, Checked[Any]], imports: Mapping[str, BatchNote], ledger: Ledger
) -> tuple[Account, ...]:
    """What became of the rows of each file. Of a file brought in all its rows count, those its import set aside too,
    less those that a person has placed since; what stands in the log counts there."""
    batches = {batch_file(batch): note for batch, note in imports.items()}
    accounts = []
    for file, part in checked.items():
        if (note := batches.get(file)) is None:
            accounts.append(Account(file, part.read, len(part.accepted), len(part.set_aside)))
            continue
        taken, fallen = len(ledger.taken(note.batch)), len(part.set_aside)
        accounts.append(
            Account(
                f"{note.file} ({note.batch})",
                note.read,
                note.accepted + taken - fallen,
                note.set_aside - taken + fallen,
                note.duplicates,
            )
        )
    return tuple(accounts)


def _span(settings: Mapping[str, Any], history: PolygonHistory | None) -> dict[str, date]:
    """The days of a theatre: those it names and those of its history."""
    if history is None:
        return {}
    return {"start": min(settings["start"], history.first_day), "end": max(settings["end"], history.last_day)}


def _settings(settings: dict[str, Any], file: Path, pcodes: frozenset[str]) -> dict[str, Any]:
    try:
        areas = [
            Area(
                area["id"],
                area["name_en"],
                area.get("name_ar") or area["name_en"],
                frozenset(area["adm1"]),
                _bounds(area["bounds"]),
            )
            for area in settings["areas"]
        ]
        found: dict[str, Any] = {
            "id": settings["id"],
            "name_en": settings["name"]["en"],
            "name_ar": settings["name"].get("ar") or settings["name"]["en"],
            "country": settings["country"],
            "extent": _bounds(settings["extent"]),
            "start": _day(settings["span"]["start"]),
            "end": _day(settings["span"]["end"]),
            "focus_places": tuple(str(place_id) for place_id in settings.get("focus_places", [])),
            "inferred_beyond_km": float(settings.get("inferred_beyond_km", INFERRED_BEYOND_KM)),
            "credits": tuple(
                Credit(str(credit["part"]), str(credit["text"]), str(credit["licence"]))
                for credit in settings.get("credits", [])
            ),
            "quick_ranges": tuple(
                QuickRange(
                    quick["id"],
                    quick["name_en"],
                    quick.get("name_ar") or quick["name_en"],
                    _day(quick["start"]),
                    _day(quick["end"]),
                )
                for quick in settings.get("quick_ranges", [])
            ),
        }
    except KeyError as missing:
        raise SchemaError(file, f"lacks {missing}", COLUMNS_ARE_LISTED) from missing
    except (TypeError, ValueError) as wrong:
        raise SchemaError(file, f"cannot be used: {wrong}", COLUMNS_ARE_LISTED) from wrong
    if not areas:
        raise SchemaError(file, "names no area", "Add an [[areas]] entry for the whole theatre.")
    if unknown := frozenset().union(*(area.adm1 for area in areas)) - pcodes:
        raise SchemaError(
            file, f"names unknown governorates {sorted(unknown)}", "Use the pcodes of governorates.geojson."
        )
    if found["end"] < found["start"]:
        raise SchemaError(file, "has a span that ends before it starts", "Swap the two days.")
    by_id = {area.id: area for area in areas}
    if len(by_id) < len(areas):
        raise SchemaError(file, "names an area twice", "Give each area an id of its own.")
    for quick in found["quick_ranges"]:
        if not found["start"] <= quick.start <= quick.end <= found["end"]:
            raise SchemaError(
                file,
                f"has a quick range {quick.id!r} that is not inside {found['start']} to {found['end']}",
                "Move its days into the span.",
            )
    return {**found, "areas": by_id}


def _bounds(numbers: list[float]) -> Bounds:
    west, south, east, north = (float(number) for number in numbers)
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ValueError(f"{numbers} is not west, south, east, north in degrees")
    return west, south, east, north


def _day(value: object) -> date:
    if isinstance(value, datetime):
        raise ValueError(f"{value} is not a day")
    if isinstance(value, date):
        return value
    return read_day(str(value))


def _outlines(path: Path, key: str) -> gpd.GeoDataFrame:
    outlines = read_drawn(path)
    columns = (Column(key, required=True), Column("name_en", required=True), Column("name_ar"))
    require_columns(outlines, columns, str(path))
    if outlines.empty or not outlines.geom_type.isin(["Polygon", "MultiPolygon"]).all():
        raise SchemaError(path, "holds something else than polygons", "Give one polygon a row.")
    if not outlines.is_valid.all():
        crossed = ", ".join(outlines.loc[~outlines.is_valid, key])
        raise SchemaError(path, f"holds outlines that cross themselves: {crossed}", "Mend them, in QGIS say.")
    return outlines


def _basemap(folder: Path) -> dict[str, gpd.GeoDataFrame]:
    present = {name: folder / f"{name}.geojson" for name in BASEMAP}
    return {name: read_drawn(path) for name, path in present.items() if path.exists()}
