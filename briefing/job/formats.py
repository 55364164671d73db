"""Every kind of file there is, in the order they are offered in; found by its suffix, made whole or not at all."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefing.job.brief import Brief, Progress, Stamp, brief_of
from briefing.job.errors import BriefingError, DataHasChangedError
from briefing.job.request import Request
from geo.common.messages import L_, N_, _
from geo.theatre.theatre import Theatre
from layers import all_layers
from map.layer import Layer


class Group(StrEnum):
    """What a reader wants a file for; the first kind of file of each group is chosen at first."""

    SHEET = N_("Sheet")
    SLIDES = N_("Slides")
    FILM = N_("Film")
    PAGE = N_("Page")
    DATA = N_("Data")
    TABLE = N_("Table")

    @property
    def is_drawn(self) -> bool:
        """Whether its files are looked at: they have a language, a marking, a title."""
        return self not in (Group.DATA, Group.TABLE)


@dataclass(frozen=True)
class Output:
    """One kind of file. `module` defines `write(brief, path, progress)` and `read_stamp(path)`; `holds_rows`: the
    events themselves are in it, and not only pictures and figures of them; `takes_long`: the page makes it when the
    reader says so, and not as soon as it is chosen; `without`: why a layer is not in it, "" where it is."""

    group: Group
    suffix: str
    title: str
    module: str
    holds_rows: bool = False
    takes_long: bool = False
    without: Callable[[Layer], str] = lambda _layer: ""

    def write(self, brief: Brief, path: Path, progress: Progress) -> None:
        """Write the file to `path`, which does not exist yet."""
        writer: Callable[[Brief, Path, Progress], None] = importlib.import_module(self.module).write
        writer(brief, path, progress)

    def left_out(self, brief: Brief) -> str:
        """Which layers of `brief` such a file does not hold, and why; "" where it holds all. Those that a map opens
        with anyway are not worth a word."""
        asked = (layer for layer in brief.layers if not layer.on_by_default)
        return " ".join(f"{layer.title.say()}: {_(why)}" for layer in asked if (why := self.without(layer)))

    def read_stamp(self, path: Path) -> Stamp:
        """The stamp in a file this kind of output wrote."""
        reader: Callable[[Path], Stamp] = importlib.import_module(self.module).read_stamp
        return reader(path)


def _no_data(layer: Layer) -> str:
    return layer.no_data_file


def _data(suffix: str, title: str, module: str) -> Output:
    return Output(Group.DATA, suffix, title, module, holds_rows=True, without=_no_data)


OUTPUTS: dict[str, Output] = {
    output.suffix: output
    for output in (
        Output(Group.SHEET, ".pdf", N_("Map sheet, for print"), "briefing.sheet.sheet_files", takes_long=True),
        Output(Group.SHEET, ".png", N_("Map sheet, picture"), "briefing.sheet.sheet_files"),
        Output(Group.SHEET, ".svg", N_("Map sheet, for editing"), "briefing.sheet.sheet_files"),
        Output(Group.SLIDES, ".pptx", N_("One slide with the map, to be edited"), "briefing.slides.one_slide"),
        Output(
            Group.SLIDES,
            ".deck.pptx",
            N_("Deck of slides, to be edited"),
            "briefing.slides.slides",
            takes_long=True,
        ),
        Output(Group.FILM, ".mp4", N_("Film of the days, video"), "briefing.film.film", takes_long=True),
        Output(
            Group.FILM,
            ".gif",
            N_("Film of the days, for a page or message"),
            "briefing.film.film",
            takes_long=True,
        ),
        Output(
            Group.PAGE,
            ".html",
            N_("Page with the map, for any browser"),
            "briefing.web.page",
            holds_rows=True,
            takes_long=True,
        ),
        _data(".gpkg", N_("Layers with styles, for QGIS"), "briefing.data.geopackage"),
        _data(".geojson", N_("Layers in one GeoJSON"), "briefing.data.geojson"),
        _data(".kmz", N_("Layers with symbols, for Google Earth"), "briefing.data.kml"),
        _data(".kml", N_("Layers, for Google Earth"), "briefing.data.kml"),
        _data(".parquet", N_("Layers in one GeoParquet"), "briefing.data.geoparquet"),
        _data(".shp.zip", N_("Layers as shapefiles"), "briefing.data.shapefiles"),
        Output(Group.TABLE, ".xlsx", N_("All tables, as a workbook"), "briefing.tables.workbook", holds_rows=True),
        Output(Group.TABLE, ".csv", N_("Events, as a table"), "briefing.tables.events_csv", holds_rows=True),
    )
}


def suffixes_by_group() -> dict[Group, tuple[str, ...]]:
    """The suffixes of every kind of file there is, by what a reader wants it for."""
    return {group: tuple(suffix for suffix, output in OUTPUTS.items() if output.group is group) for group in Group}


def output_for(path: Path) -> Output:
    """The kind of output whose suffix `path` ends with; the longest wins, as .shp.zip over .zip.

    Raises
    ------
    BriefingError : no kind of output has this suffix.
    """
    name = path.name.lower()
    found = [output for suffix, output in OUTPUTS.items() if name.endswith(suffix)]
    if not found:
        raise BriefingError(
            L_(
                "Nothing is known to write {name!r}. End its name with one of {outputs}.",
                name=path.name,
                outputs=", ".join(OUTPUTS),
            )
        )
    return max(found, key=lambda output: len(output.suffix))


def no_progress(_done: int, _of: int) -> None:
    """For those who do not wait."""


def make(brief: Brief, path: Path, progress: Progress = no_progress) -> None:
    """Write the briefing to `path`: whole, or not at all and whatever stood there before stays.

    Raises
    ------
    BriefingError : the suffix is unknown or the folder cannot be written.
    """
    output = output_for(path)
    if not path.parent.is_dir():
        raise BriefingError(L_("There is no folder {parent}. Make it first.", parent=path.parent))
    try:
        with tempfile.TemporaryDirectory(prefix=".frontline-", dir=path.parent) as folder:
            made = Path(folder) / path.name
            output.write(brief, made, progress)
            made.replace(path)
    except OSError as error:
        raise BriefingError(
            L_("{path} cannot be written: {reason}. Choose another place.", path=path, reason=error.strerror or error)
        ) from error


def read_stamp(path: Path) -> Stamp:
    """The stamp of a file made here.

    Raises
    ------
    BriefingError : the file is missing, of no known kind, or carries no stamp.
    """
    output = output_for(path)
    if not path.is_file():
        raise BriefingError(L_("There is no file {path}.", path=path))
    return output.read_stamp(path)


def brief_again(stamp: Stamp, theatre: Theatre) -> Brief:
    """The brief a stamped file was made from.

    Raises
    ------
    DataHasChangedError : the theatre is another one, or its data is no longer what the file was made from.
    """
    if stamp.theatre != theatre.id:
        raise DataHasChangedError(
            L_(
                "The file shows the theatre {theatre}, and {id} is open. Name its folder with --data.",
                theatre=stamp.theatre,
                id=theatre.id,
            )
        )
    if stamp.version != theatre.version:
        raise DataHasChangedError(
            L_(
                "The data has changed since: the file was made from version {version} of {id}, the folder now holds "
                "{now}. Bring the old data back to make the same file.",
                version=stamp.version,
                id=theatre.id,
                now=theatre.version,
            )
        )
    request = Request.from_query(
        stamp.request,
        default=theatre.everything,
        vocabulary=theatre.vocabulary,
        layers=frozenset(layer.id for layer in all_layers()),
    )
    return brief_of(theatre, request)
