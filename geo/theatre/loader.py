"""How a folder of data becomes a theatre: its files read once, checked once, trusted from here on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.changelog.imports import BatchNote, batch_notes
from geo.changelog.log import Ledger, read_ledger
from geo.changelog.resubmissions import read_resubmissions
from geo.common.crs import STORED, Bounds
from geo.common.errors import SchemaError
from geo.common.messages import L_, in_arabic
from geo.control.admin_units import Units, read_units
from geo.control.control_files import check_control
from geo.control.crossings import check_crossings
from geo.control.ground_files import GROUND_OF_A_DAY, joined_ground
from geo.control.ground_polygons import reports_of_ground
from geo.control.report_files import CONTROL_BY_PLACE
from geo.control.report_log import joined_reports
from geo.events.abroad import Home, with_abroad
from geo.events.actors import ACTORS, ActorRule, check_all_rules, joined_rules
from geo.events.event_files import check_all_events
from geo.polygons.history import PolygonHistory, has_history, read_history
from geo.query.own_area import with_governorates
from geo.registry.factions import Factions, check_factions
from geo.registry.gazetteer import check_places
from geo.registry.settings import NOT_SAID, Credit, check_settings, read_toml
from geo.theatre.event_part import EventPart, event_inputs, event_part
from geo.theatre.row_accounts import accounts_of
from geo.theatre.theatre import Theatre
from geo.theatre.version import data_version, require_folder
from geo.validation.faults import Checked
from geo.validation.readers import ROW_IN_FILE, read_csv, read_drawn, read_geojson
from geo.validation.schema import Column, require_columns

BASEMAP = ("coast", "lakes", "rivers", "highways")
"""Background line work. Each is optional: a theatre without highways has no basemap/highways.geojson."""


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
    def adm1_pcodes(self) -> frozenset[str]:
        return frozenset(self.governorates["adm1_pcode"])

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
    checked = check_settings(settings, settings_file, frozenset(governorates["adm1_pcode"]))
    areas = {key: with_governorates(area, governorates) for key, area in checked["areas"].items()}
    return Frame({**checked, "areas": areas}, factions, governorates)


def read_theatre(folder: Path, before: Theatre | None = None) -> Theatre:
    """Read and check a data folder; `before`: the theatre as it was read last, whose events are taken over unless
    something they are made of has changed.

    Raises
    ------
    DataError : a file is missing, unreadable, or lacks what everything else needs. A faulty row is no error: it
        is rejected with its reason, in `Theatre.rejected`.
    """
    frame = read_frame(folder)
    factions = frame.factions
    countries = _countries(folder, frame.settings["country"])
    basemap = _basemap(folder / "basemap")
    _check_rivers(frame.settings["wide_rivers"], basemap.get("rivers"), folder)
    ledger = read_ledger(folder)
    history = read_history(folder / "control", factions) if has_history(folder / "control") else None
    raw = {name: _features(folder / f"{name}.geojson", history) for name in ("places", "crossings")}
    raw_reports = _rows(folder / "control" / "reports.csv", history)

    places = check_places(raw["places"], adm1_pcodes=frame.adm1_pcodes, file="places.geojson")
    if places.accepted.empty and history is None:
        raise SchemaError(
            folder / "places.geojson", L_("holds no usable place"), L_("Control is mapped from places: add some.")
        )
    _check_focus(frame.settings["focus_places"], places.accepted, folder)
    settings = {**frame.settings, **_span(frame.settings, history)}
    span = (settings["start"], settings["end"])
    control = check_control(
        raw_reports, folder, ledger, factions=factions, places=places.accepted, extent=frame.extent, span=span
    )
    ground = joined_ground(control.grounds)
    actors = check_all_rules(_optional_rows(folder / ACTORS), ledger, factions=factions.keys())
    rules = joined_rules(actors)
    imports = batch_notes(ledger)
    events = _events(folder, frame, ledger, before, rules=rules, span=span, countries=countries, history=history)
    crossings, statuses = check_crossings(raw["crossings"], factions=factions.keys(), file="crossings.geojson")
    checked: dict[str, Checked[Any]] = {
        "places.geojson": places,
        **control.reports,
        **control.grounds,
        **events.accounted.checked,
        "crossings.geojson": crossings,
        "crossings.geojson, statuses": statuses,
        **actors,
    }

    by_hand = ledger.manual_edits
    resubmissions = read_resubmissions(
        folder, ledger, imports, lambda event_id: event_id in events.events.index or event_id in by_hand
    )
    units = read_units(folder)
    settings["credits"] = (*settings["credits"], *map(_credit_of, imports.values()), *_credits_of_units(units))
    return Theatre(
        **settings,
        factions=factions,
        places=places.accepted,
        reports=joined_reports(control.reports, reports_of_ground(ground)),
        ground=ground,
        history=history,
        event_part=events,
        crossings=crossings.accepted,
        crossing_statuses=statuses.accepted,
        countries=countries,
        governorates=frame.governorates,
        units=units,
        basemap=basemap,
        ledger=ledger,
        imports=imports,
        resubmissions=resubmissions,
        actor_rules=rules,
        accounts=accounts_of(checked, events.accounted, imports, resubmissions.since),
        rejected=tuple(row for part in checked.values() for row in part.rejected),
        version=data_version(folder),
    )


def _events(
    folder: Path,
    frame: Frame,
    ledger: Ledger,
    before: Theatre | None,
    *,
    rules: Sequence[ActorRule],
    span: tuple[date, date],
    countries: gpd.GeoDataFrame,
    history: PolygonHistory | None,
) -> EventPart:
    """The events of a folder, checked; those of `before` where nothing they are made of has changed."""
    made_of = event_inputs(folder, ledger, span)
    if before is not None and before.event_part.made_of == made_of:
        return before.event_part
    checked = check_all_events(
        _features(folder / "events.geojson", history),
        folder,
        ledger,
        rules=rules,
        factions=frame.factions.keys(),
        adm1_pcodes=frame.adm1_pcodes,
        span=span,
    )
    home = Home.of(frame.settings["country"], countries)
    marked = partial(with_abroad, home=home, governorates=frame.governorates, extent=frame.extent)
    return event_part(made_of, checked, marked)


def _credits_of_units(units: Units | None) -> tuple[Credit, ...]:
    """Whom finer units are owed to, where their file says so."""
    if units is None or not units.source:
        return ()
    part = L_("Level {number} units", number=units.level)
    return (Credit(part, units.source, units.licence, part_ar=in_arabic(part)),)


def _credit_of(note: BatchNote) -> Credit:
    """Whom the rows of a file that was brought in are owed to."""
    of_control = note.format in (CONTROL_BY_PLACE, GROUND_OF_A_DAY)
    part = L_("Control from {file}", file=note.file) if of_control else L_("Events from {file}", file=note.file)
    return Credit(
        part,
        note.credit or note.file,
        note.licence or NOT_SAID,
        part_ar=in_arabic(part),
        licence_ar="" if note.licence else in_arabic(NOT_SAID),
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
        raise SchemaError(path, L_("holds something else than polygons"), L_("Give one polygon a row."))
    if not outlines.is_valid.all():
        crossed = ", ".join(outlines.loc[~outlines.is_valid, key])
        raise SchemaError(
            path, L_("holds outlines that cross themselves: {crossed}", crossed=crossed), L_("Mend them, in QGIS say.")
        )
    return outlines


def _countries(folder: Path, mapped: str) -> gpd.GeoDataFrame:
    """Outlines of the country that is `mapped` and its neighbours."""
    countries = _outlines(folder / "boundaries" / "countries.geojson", "iso_a3")
    if mapped not in set(countries["iso_a3"]):
        raise SchemaError(
            folder / "theatre.toml",
            L_("maps the country {country!r}, which countries.geojson lacks", country=mapped),
            L_("Use its iso_a3 code, or add its outline."),
        )
    return countries


def _basemap(folder: Path) -> dict[str, gpd.GeoDataFrame]:
    present = {name: folder / f"{name}.geojson" for name in BASEMAP}
    return {name: read_drawn(path) for name, path in present.items() if path.exists()}


def _check_focus(focus: Sequence[str], places: gpd.GeoDataFrame, folder: Path) -> None:
    """Refuse an id in focus_places that no place of the gazetteer has."""
    if unknown := set(focus) - set(places["place_id"]):
        raise SchemaError(
            folder / "theatre.toml",
            L_("names unknown focus_places {unknown}", unknown=sorted(unknown)),
            L_("Use ids of places.geojson."),
        )


def _check_rivers(wide: Sequence[str], rivers: gpd.GeoDataFrame | None, folder: Path) -> None:
    """Refuse a name in wide_rivers that no river of the basemap goes by."""
    known = set() if rivers is None or "name_en" not in rivers else set(rivers["name_en"].dropna()) - {""}
    if unknown := sorted(set(wide) - known):
        raise SchemaError(
            folder / "theatre.toml",
            L_("names unknown wide_rivers {unknown}", unknown=unknown),
            L_(
                "Use the name_en of basemap/rivers.geojson: {names}.",
                names=", ".join(sorted(known)) or L_("there is none"),
            ),
        )
