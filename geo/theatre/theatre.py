"""A theatre: everything one folder of data says, checked, and what is worked out of it once, on first use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache, partial

import geopandas as gpd
import pandas as pd
import shapely

from geo.changelog.imports import BatchNote
from geo.changelog.log import Ledger
from geo.changelog.resubmissions import Resubmissions
from geo.common.crs import Bounds
from geo.common.errors import FilterError, shorten
from geo.common.messages import L_
from geo.common.phrases import Phrase
from geo.control.admin_units import Units, governorate_units
from geo.control.crossings import nearest_governorate
from geo.control.from_reports import ReportedControl
from geo.control.report import ReportsByPlace
from geo.control.report_ids import ControlFiles
from geo.control.report_log import read_log
from geo.control.snapshot import ControlSource
from geo.control.voronoi import VoronoiCells
from geo.events.abroad import Home
from geo.events.actors import ActorRule
from geo.events.event_index import EventIndex
from geo.events.versions import EventVersions
from geo.polygons.daily_coverage import ground_of
from geo.polygons.from_polygons import DrawnControl
from geo.polygons.history import PolygonHistory
from geo.query.event_filters import SwitchFilter, Vocabulary
from geo.query.filters import EVENT_FILTERS, Filters
from geo.query.own_area import EXAMPLE, is_drawn, own_area
from geo.registry.attributions import attributed_to
from geo.registry.districts import District, districts_of
from geo.registry.factions import Factions
from geo.registry.settings import Adm1Name, Area, Credit, OpensOn, QuickRange
from geo.theatre.event_part import EventPart
from geo.theatre.given_part import GivenPart
from geo.theatre.row_accounts import Account
from geo.validation.faults import RowFaults


@dataclass(frozen=True, eq=False)
class Theatre:
    """Everything a data folder says, checked. Two theatres are equal when their files are.

    `ledger`: what was changed by hand or brought in from files; `imports`: those files, `resubmissions`: what has
    become of rows they rejected; `actor_rules`: which faction an actor named in them stands for; `attributions`: the
    Arabic names of those whose word a row is. `history`: control polygons drawn elsewhere, None where control is told
    by `reports`; those of the `ground` drawn over places are among these. `units`: finer units than governorates that
    figures are given by, None where there are none. `given`: what no change by hand touches; `checked_control`: reports
    and ground by the file they stand in; `reported_before`: control as the reports tell it, with what is taken over of
    the theatre before a change by hand. `versions`: what files corrected or withdrew of `events`; `under_hand`: the
    last row that files have of each event a person changed. With a history the theatre spans its days as well as those
    of theatre.toml, and needs no reports, places, events or crossings.
    """

    id: str
    name_en: str
    name_ar: str
    country: str
    adm1_name: Adm1Name
    extent: Bounds
    start: date
    end: date
    inferred_beyond_km: float
    wide_rivers: tuple[str, ...]
    areas: Mapping[str, Area]
    quick_ranges: tuple[QuickRange, ...]
    opens_on: OpensOn | None
    focus_places: tuple[str, ...]
    credits: tuple[Credit, ...]
    factions: Factions
    given: GivenPart
    places: gpd.GeoDataFrame
    checked_control: ControlFiles
    reports: pd.DataFrame
    reported_before: ReportedControl | None
    ground: gpd.GeoDataFrame
    history: PolygonHistory | None
    event_part: EventPart
    crossings: gpd.GeoDataFrame
    crossing_statuses: pd.DataFrame
    countries: gpd.GeoDataFrame
    governorates: gpd.GeoDataFrame
    units: Units | None
    basemap: Mapping[str, gpd.GeoDataFrame]
    ledger: Ledger
    imports: Mapping[str, BatchNote]
    resubmissions: Resubmissions
    actor_rules: tuple[ActorRule, ...]
    attributions: Mapping[str, str]
    accounts: tuple[Account, ...]
    rejected: tuple[RowFaults, ...]
    version: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Theatre) and self.version == other.version

    def __hash__(self) -> int:
        return hash(self.version)

    @property
    def cells(self) -> VoronoiCells:
        """The ground of each place, cut on first use."""
        return self.reported.cells

    @property
    def tells_control(self) -> bool:
        """Whether anything here says who holds ground."""
        return self.history is not None or not self.reports.empty

    def attributed_to(self, asserted_by: str) -> Phrase:
        """Whose word a row is, as `asserted_by` names them, in each language."""
        return attributed_to(asserted_by, self.attributions)

    def area(self, asked: str) -> Area:
        """The area that filters ask for: a named one, or the one whose corners they tell of.

        Raises
        ------
        FilterError : the theatre names none like that, and it is none that could be drawn here.
        """
        if asked in self.areas:
            return self.areas[asked]
        if is_drawn(asked):
            return self._own_areas(asked)
        raise FilterError(
            L_(
                "No area {area!r} here. Use one of {areas}, or the corners of your own, latitude first: {example}.",
                area=shorten(asked),
                areas=", ".join(self.areas),
                example=EXAMPLE,
            )
        )

    @cached_property
    def _own_areas(self) -> Callable[[str], Area]:
        return lru_cache(maxsize=16)(partial(own_area, governorates=self.governorates, extent=self.extent))

    @property
    def events(self) -> gpd.GeoDataFrame:
        return self.event_part.events

    @property
    def versions(self) -> EventVersions:
        return self.event_part.versions

    @property
    def under_hand(self) -> gpd.GeoDataFrame:
        return self.event_part.under_hand

    @property
    def event_index(self) -> EventIndex:
        """What is worked out once of the events, on first use."""
        return self.event_part.index

    @cached_property
    def control(self) -> ControlSource:
        """What tells who holds what: the history where there is one, else the log of reports."""
        if self.history is not None:
            ground = ground_of(self.governorates, self.extent)
            return DrawnControl(self.history, self.places, ground, self.factions)
        return self.reported

    @cached_property
    def reported(self) -> ReportedControl:
        """Control as the log of reports tells it."""
        if self.reported_before is not None:
            return self.reported_before
        ground = self.places, self.governorates, self.extent, self.inferred_beyond_km
        return ReportedControl(self.log, *ground, self.factions, self._water)

    @property
    def _water(self) -> shapely.Geometry | None:
        """The rivers that ground does not cross, as lines; None where no river is that wide."""
        rivers = self.basemap.get("rivers")
        if rivers is None or not self.wide_rivers:
            return None
        return shapely.union_all(rivers.geometry[rivers["name_en"].isin(self.wide_rivers)].to_numpy())

    @cached_property
    def divisions(self) -> tuple[Units, ...]:
        """What figures are given by besides in total: governorates, and the finer units where some were brought in."""
        return (
            governorate_units(self.governorates, self.adm1_name.one.en.lower()),
            *([self.units] if self.units else []),
        )

    @cached_property
    def log(self) -> ReportsByPlace:
        """The control reports by place."""
        return self.reported_before.log if self.reported_before is not None else read_log(self.reports)

    def reported_by(self, reports: pd.DataFrame, control: ControlFiles) -> ReportedControl | None:
        """Control of the same places as the reports of other files tell it, with all of this that is made of the same;
        None where nobody has asked this for control yet."""
        if (reported := self.reported_by_same) is None:
            return None
        other = control.told_otherwise(self.checked_control)
        return reported.told_by(read_log(reports, (self.reports, self.log), other))

    @property
    def reported_by_same(self) -> ReportedControl | None:
        """Control as the log of reports tells it; None where nobody has asked for it yet."""
        return self.reported if self.reported_before is not None or "reported" in self.__dict__ else None

    @cached_property
    def _reports_by_place(self) -> Mapping[str, pd.DataFrame]:
        return dict(iter(self.reports.groupby("place_id", sort=False, observed=True)))

    def reports_of(self, place_id: str) -> pd.DataFrame:
        """The rows of `reports` about a place, in their order."""
        return self._reports_by_place.get(place_id, self.reports.iloc[:0])

    @property
    def rejected_rows(self) -> int:
        """How many rows of all files are rejected, those that the import of a file rejected among them."""
        return sum(account.rejected for account in self.accounts)

    @property
    def governorate_names(self) -> dict[str, str]:
        """English name of each governorate by its adm1_pcode."""
        return dict(zip(self.governorates["adm1_pcode"], self.governorates["name_en"], strict=True))

    @cached_property
    def home(self) -> Home:
        """The country whose figures are told; what lies elsewhere lies abroad."""
        return Home.of(self.country, self.countries)

    @cached_property
    def crossing_governorates(self) -> pd.Series:
        """adm1_pcode each crossing belongs to, by crossing_id."""
        return nearest_governorate(self.crossings, self.governorates)

    @cached_property
    def districts(self) -> tuple[District, ...]:
        """Districts and sub-districts that places of the gazetteer lie in."""
        return districts_of(self.places)

    @property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(
            factions={key: one.short for key, one in self.factions.items()},
            areas=frozenset(self.areas),
            drawn_area=self._own_areas,
            first_day=self.start,
            last_day=self.end,
        )

    @cached_property
    def switches_with_effect(self) -> frozenset[str]:
        """The filters that are on or off and would leave out any event, by their field of Filters."""
        return frozenset(
            name
            for name, of in EVENT_FILTERS.items()
            if isinstance(of, SwitchFilter) and not of.passes(self.events, self.event_index, True).all()
        )

    @property
    def everything(self) -> Filters:
        """The widest question: the whole span, all factions and types, the first area of all ground, or where there is
        none the first."""
        whole = (key for key, area in self.areas.items() if area.is_whole)
        return Filters(start=self.start, end=self.end, area=next(whole, next(iter(self.areas))))

    @property
    def opening(self) -> Filters:
        """The question the page opens on: what theatre.toml says, else the widest."""
        said = self.opens_on
        if said is None:
            return self.everything
        return replace(self.everything, start=said.start, end=said.end, area=said.area or self.everything.area)
