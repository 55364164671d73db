"""A theatre made whole or not at all: written beside its place, read back as every theatre is, and then put there."""

from __future__ import annotations

import os
import secrets
import shlex
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from pathlib import Path

import numpy as np
import shapely
from filelock import FileLock, Timeout

from geo.common.crs import Bounds
from geo.common.errors import DataError, FilterError, SchemaError
from geo.common.messages import L_, N_, Sentence
from geo.common.plane import polygons
from geo.control.report_log import REPORTS, report_columns
from geo.registry.country_names import arabic_name
from geo.theatre.catalog import theatres_folder
from geo.theatre.loader import read_theatre
from geo.validation.faults import describe_row
from ingest.new_theatre import geojson
from ingest.new_theatre.adm1 import Unit, decimals_for, units_of
from ingest.new_theatre.city_districts import feature_codes
from ingest.new_theatre.extent import Extent, chosen_country, extent_of
from ingest.new_theatre.geonames_places import DISTRICT, places_of
from ingest.new_theatre.neighbours import fitted_neighbours
from ingest.new_theatre.own_gazetteer import GazetteerAccount, GazetteerFile, ReadGazetteer, own_places, read_gazetteer
from ingest.new_theatre.papers import licence, places_credit, readme
from ingest.new_theatre.parties import Party, factions_toml
from ingest.new_theatre.settings import NamedTheatre, name_theatre, theatre_toml
from ingest.new_theatre.world import World
from store.store import LOCK, UnwritableError

OTHER_BOX = L_("Take another box.")
HALF = ".new-"
"""What the folder of a theatre in the making is called, before its name: no list of theatres has it."""
FOCUS = 2
"""How many of the biggest places the charts open on."""

OWN_PLACES, OUTLINES, PLACES, BOUNDARIES, CHECKS = STEPS = (
    N_("Reading the gazetteer"),
    N_("Reading the outlines of all countries"),
    N_("Looking up the places"),
    N_("Drawing boundaries and coast"),
    N_("Checking the new theatre"),
)
"""What is done one after the other, as it is told."""


class OccupiedError(DataError):
    """Where the theatre should go there is something."""


@dataclass(frozen=True, kw_only=True)
class NewTheatreRequest:
    """What is asked for. `box` or `country` or both; `name` "" for one made of country and days."""

    start: date
    end: date
    box: Bounds | None = None
    country: str | None = None
    name: str = ""
    parties: tuple[Party, ...] = ()
    gazetteer: GazetteerFile | None = None

    @property
    def command(self) -> str:
        """The command line that asks for it."""
        words = ["python", "cli.py", "new", "DIR", "--from", self.start.isoformat(), "--to", self.end.isoformat()]
        words += ["--bbox", ",".join(f"{edge:g}" for edge in self.box)] if self.box else []
        words += ["--country", self.country] if self.country else []
        words += ["--name", self.name] if self.name else []
        for party in self.parties:
            words += ["--faction", f"{party.id}={party.name}"]
        words += self.gazetteer.words if self.gazetteer else []
        return shlex.join(words)


@dataclass(frozen=True, kw_only=True)
class Made:
    """What was made and where, and what is to be said of it; `gazetteer`: of the rows of the user's own, None without
    one."""

    folder: Path
    theatre: NamedTheatre
    extent: Extent
    places: int
    neighbours: int
    notes: tuple[Sentence, ...]
    gazetteer: GazetteerAccount | None


def make_theatre(
    folder: Path | None,
    wanted: NewTheatreRequest,
    *,
    atlas: Path | None = None,
    tell: Callable[[str], object] = lambda step: None,
) -> Made:
    """Make the theatre folder `folder`, which may not exist or is empty.

    folder : None for one among the theatres that the page offers, called as the theatre's id. atlas : where the
    outlines lie, if not in their usual place. tell : is told each of STEPS as it begins; what it raises ends the
    making, and nothing is left of it.

    Raises
    ------
    FilterError : what is wanted cannot be: a span that runs backwards, an unknown country, a box that is nowhere.
    DataError : the folder is not empty or cannot be written to; an outline or a place to map control from is missing.
    """
    _check_request(wanted)
    if folder is not None:
        check_free(folder)
    if wanted.gazetteer:
        tell(OWN_PLACES)
    gazetteer = read_gazetteer(wanted.gazetteer) if wanted.gazetteer else None
    tell(OUTLINES)
    world = World(atlas=atlas)
    iso, said = chosen_country(world, wanted.box, wanted.country)
    country = world.name_of(iso)
    extent = extent_of(iso, country, _units(world, iso, country, atlas), wanted.box, said)
    theatre = name_theatre(wanted.name, country, wanted.start, wanted.end)
    folder = folder or _free_folder(theatre.id)
    with _whole_or_not_at_all(folder) as half:
        made = _write(half, folder, theatre, extent, wanted, world, gazetteer, atlas, tell)
        tell(CHECKS)
        _read_back(
            half,
            L_("Leave that place out of {name}.", name=wanted.gazetteer.path.name) if wanted.gazetteer else OTHER_BOX,
        )
    return made


def _check_request(wanted: NewTheatreRequest) -> None:
    """Refuse a span that runs backwards and a name that cannot be printed."""
    if wanted.end < wanted.start:
        raise FilterError(
            L_(
                "The span ends ({end}) before it starts ({start}). Swap the two days.",
                end=wanted.end,
                start=wanted.start,
            )
        )
    if not wanted.name.isprintable():
        raise FilterError(L_("The name holds characters that cannot be printed. Type it again."))


@contextmanager
def _whole_or_not_at_all(folder: Path) -> Iterator[Path]:
    """A new folder beside `folder` that becomes it once all is written, and is gone where anything fails.

    Raises
    ------
    UnwritableError : the disk does not take it.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _remove_left_behind(folder.parent)
        half = folder.parent / f"{HALF}{folder.name}-{secrets.token_hex(4)}"
        try:
            half.mkdir()
            with FileLock(half / LOCK):
                yield half
                if folder.is_dir():
                    folder.rmdir()
                half.replace(folder)
        finally:
            shutil.rmtree(half, ignore_errors=True)
    except OSError as error:
        raise UnwritableError(
            folder, L_("cannot be written to ({error})", error=error), L_("Check permissions and free space.")
        ) from error


def _remove_left_behind(folder: Path) -> None:
    """Remove the folders of makings that were killed: nobody holds their locks."""
    for half in folder.glob(f"{HALF}*"):
        if not half.is_symlink() and half.is_dir():
            with suppress(Timeout), FileLock(half / LOCK, timeout=0):
                shutil.rmtree(half)


def _free_folder(theatre_id: str) -> Path:
    """A folder among the theatres that the page offers: the id, with a number behind it where that is taken."""
    names = chain([theatre_id], (f"{theatre_id}-{number}" for number in count(2)))
    return next(folder for name in names if not os.path.lexists(folder := theatres_folder() / name))


def check_free(folder: Path) -> None:
    """Whether a theatre can be put there.

    Raises
    ------
    OccupiedError : a file is there, or a folder that is not empty.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise OccupiedError(
            folder, L_("is there already and is no folder"), L_("Name a folder that does not exist yet.")
        )
    try:
        full = folder.is_dir() and any(folder.iterdir())
    except OSError as error:
        raise UnwritableError(
            folder, L_("cannot be read ({strerror})", strerror=error.strerror), L_("Name another folder.")
        ) from error
    if full:
        raise OccupiedError(
            folder, L_("is not empty"), L_("Name a folder that does not exist yet: nothing is written over.")
        )


def _units(world: World, iso: str, country: str, atlas: Path | None) -> dict[Unit, shapely.Geometry]:
    def outline() -> shapely.Geometry | None:
        bounds = world.bounds_of(iso)
        return world.within(bounds).get(iso) if bounds else None

    return units_of(iso, country, outline=outline, atlas=atlas)


def _write(
    half: Path,
    folder: Path,
    theatre: NamedTheatre,
    extent: Extent,
    wanted: NewTheatreRequest,
    world: World,
    gazetteer: ReadGazetteer | None,
    atlas: Path | None,
    tell: Callable[[str], object],
) -> Made:
    tell(PLACES)
    places, doubled = places_of(extent.iso, extent.units, extent.bounds, feature_codes(atlas))
    account = None
    if gazetteer is not None:
        places, account = own_places(gazetteer, extent, places)
    if not places:
        raise SchemaError(
            "GeoNames",
            L_("knows no place of 500 people or more in this part of {country}", country=extent.country),
            L_("Control is mapped from places: take a larger box, or another country."),
        )
    notes = extent.notes
    if doubled and account is None:
        notes = (*notes, L_("{doubled} places stand on the point of a bigger one and are left out.", doubled=doubled))
    tell(BOUNDARIES)
    decimals = decimals_for(np.array(list(extent.units.values()), dtype=object))
    units = [
        (
            {"adm1_pcode": unit.code, "name_en": unit.name_en, "name_ar": None, "other_names": list(unit.other_names)},
            shape,
        )
        for unit, shape in extent.units.items()
    ]
    geojson.write(half / "boundaries" / "governorates.geojson", units, line_decimals=decimals)
    countries = _countries(extent, world, decimals)
    outlines = [
        ({"iso_a3": iso, "name_en": world.name_of(iso), "name_ar": arabic_name(iso) or None}, shape)
        for iso, shape in countries.items()
    ]
    geojson.write(half / "boundaries" / "countries.geojson", outlines, line_decimals=decimals)
    geojson.write(half / "basemap" / "coast.geojson", [({}, line) for line in world.coast(extent.frame)])
    geojson.write(half / "places.geojson", places)
    for name in ("events", "crossings"):
        geojson.write(half / f"{name}.geojson", [])
    (half / REPORTS).parent.mkdir()
    columns = report_columns(frozenset(), frozenset(), frozenset())
    whole = [properties for properties, _ in places if properties["kind"] != DISTRICT]
    focus = [str(properties["place_id"]) for properties in whole[:FOCUS]]
    texts: Mapping[str, str] = {
        REPORTS: ",".join(column.name for column in columns) + "\n",
        "theatre.toml": theatre_toml(theatre, extent, focus, places_credit(account)),
        "factions.toml": factions_toml(wanted.parties),
        "README.md": readme(theatre, extent, wanted.command, notes, account),
        "LICENSE.md": licence(theatre, account),
    }
    for name, text in texts.items():
        (half / name).write_text(text, encoding="utf-8")
    return Made(folder=folder, theatre=theatre, extent=extent, places=len(places), neighbours=len(countries) - 1,
                notes=notes, gazetteer=account)  # fmt: skip


def _countries(extent: Extent, world: World, decimals: int) -> dict[str, shapely.Geometry]:
    """The country as all its units have it, and what of others the frame shows, fitted to it."""
    frame = shapely.box(*extent.frame)
    whole = polygons(shapely.intersection(extent.ground, frame))
    others = dict(world.within(extent.frame))
    drawn = others.pop(extent.iso, shapely.MultiPolygon())
    around = {iso: _as_written(shape, decimals) for iso, shape in fitted_neighbours(whole, drawn, others).items()}
    return {
        extent.iso: _as_written(whole, decimals),
        **{iso: shape for iso, shape in sorted(around.items()) if not shape.is_empty},
    }


def _as_written(shape: shapely.Geometry, decimals: int) -> shapely.Geometry:
    """`shape` valid also after its corners are rounded."""
    plain = geojson.rounded(shape, decimals)
    return plain if shapely.is_valid(plain) else polygons(shapely.set_precision(shape, 10.0**-decimals))


def _read_back(half: Path, remedy: Sentence) -> None:
    """Hold the new theatre against the checks every theatre passes.

    Raises
    ------
    SchemaError : a row of it would be rejected.
    """
    theatre = read_theatre(half)
    if theatre.rejected:
        raise SchemaError(
            half, L_("would have rows that need fixing: {rejected}", rejected=describe_row(theatre.rejected[0])), remedy
        )
