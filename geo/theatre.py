"""A theatre: one folder of data, read once, checked once, trusted from here on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.accounts import Account, accounts_of
from geo.actors import ACTORS, ActorRule, check_all_rules, joined_rules
from geo.batches import BatchNote, batch_notes
from geo.cell_cache import cached_cells
from geo.cells import Cells
from geo.control import check_all_reports, joined_reports, read_log
from geo.control_rule import ControlReport
from geo.crossings import check_crossings
from geo.crs import STORED, Bounds
from geo.data_files import data_version, require_folder
from geo.drawing import ground_of
from geo.drawn import DrawnControl
from geo.errors import Checked, SchemaError, SetAside
from geo.event_files import check_all_events, joined_events
from geo.event_index import EventIndex, by_day, index_events
from geo.factions import Factions, check_factions
from geo.filters import Filters, Vocabulary
from geo.ledger import Ledger, read_ledger
from geo.likely import with_likely_same
from geo.picture import ControlSource
from geo.places import check_places
from geo.polygon_history import PolygonHistory, has_history, read_history
from geo.reported import ReportedControl
from geo.schema import ROW_IN_FILE, Column, read_csv, read_drawn, read_geojson, require_columns
from geo.settings import Area, Credit, QuickRange, check_settings, read_toml
from geo.units import Units, governorate_units, read_units

SHIPPED = Path(__file__).parent.parent / "data"

NOT_SAID = "not said"

BASEMAP = ("coast", "lakes", "rivers", "highways")
"""Background line work. Each is optional: a theatre without highways has no basemap/highways.geojson."""


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
    def rows_set_aside(self) -> int:
        """How many rows of all files are set aside, those that the import of a file set aside among them."""
        return sum(account.set_aside for account in self.accounts)

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
    require_folder(folder)
    settings_file, factions_file = folder / "theatre.toml", folder / "factions.toml"
    settings = read_toml(settings_file)
    factions = check_factions(read_toml(factions_file).get("factions", []), str(factions_file))
    governorates = _outlines(folder / "boundaries" / "governorates.geojson", "adm1_pcode")
    return Frame(check_settings(settings, settings_file, frozenset(governorates["adm1_pcode"])), factions, governorates)


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
    credits = [
        Credit(f"Events from {note.file}", note.credit or NOT_SAID, note.licence or NOT_SAID)
        for note in imports.values()
    ]
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
        accounts=accounts_of(checked, imports, ledger),
        set_aside=tuple(row for part in checked.values() for row in part.set_aside),
        version=data_version(folder),
    )


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


def _span(settings: Mapping[str, Any], history: PolygonHistory | None) -> dict[str, date]:
    """The days of a theatre: those it names and those of its history."""
    if history is None:
        return {}
    return {"start": min(settings["start"], history.first_day), "end": max(settings["end"], history.last_day)}


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
