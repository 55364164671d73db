"""One briefing to be made: a situation, what was asked for, and the stamp every file of it carries."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from briefing.job.errors import BriefingError
from briefing.job.page_sizes import PAGES, Page
from briefing.job.request import Kind, Request
from geo.analysis.situation import Situation, select
from geo.common.messages import L_, SOURCE_LANGUAGE, _, speaking
from geo.common.phrases import phrase
from geo.theatre.theatre import Theatre
from layers import all_layers, layers_of
from map.layer import Layer

Progress = Callable[[int, int], None]
"""Called with how many steps are done, of how many."""

DISCLAIMER = phrase(
    "The boundaries and names shown and the designations used do not imply official endorsement or acceptance."
)


@cache
def tool_version() -> str:
    """Name and version of this program, as "Frontline 0.1.0"."""
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    return f"{str(project['name']).capitalize()} {project['version']}"


@dataclass(frozen=True)
class Stamp:
    """What a file says of itself: enough to make it again, and to say whose data is in it."""

    tool: str
    theatre: str
    version: str
    request: Mapping[str, str]
    link: str
    credits: tuple[str, ...]
    disclaimer: str = DISCLAIMER.en

    def to_text(self) -> str:
        """The stamp as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def to_ascii(self) -> str:
        """The same for files that cannot hold every character: those beyond ASCII are written as \\uXXXX."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_text(cls, text: str) -> Stamp:
        """The stamp `to_text` wrote.

        Raises
        ------
        BriefingError : the text is no stamp.
        """
        try:
            return TypeAdapter(cls).validate_json(text)
        except ValidationError as error:
            raise BriefingError(L_("The file carries no stamp of Frontline that can be read.")) from error


@dataclass(frozen=True, eq=False)
class Brief:
    """A situation and the request it answers."""

    situation: Situation
    request: Request

    @property
    def theatre(self) -> Theatre:
        return self.situation.theatre

    @property
    def page(self) -> Page:
        return PAGES[self.request.page]

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The layers asked for, lowest first."""
        return tuple(layer for layer in all_layers() if layer.id in self.request.layers)

    def as_kind(self, kind: Kind) -> Brief:
        """The same as another kind of sheet, whose titles and layers it then has."""
        return Brief(self.situation, replace(self.request, kind=kind))

    @property
    def stamp(self) -> Stamp:
        theatre = self.theatre
        return Stamp(
            tool=tool_version(),
            theatre=theatre.id,
            version=theatre.version,
            request=self.request.to_query(),
            link=self.request.link,
            credits=credit_lines(theatre),
        )


def credit_lines(theatre: Theatre, language: str = SOURCE_LANGUAGE) -> tuple[str, ...]:
    """One line for each part of the data: what, whose, on what terms. Files of data and stamps have them in English."""
    with speaking(language):
        lines = tuple(credit.line for credit in theatre.credits)
        if theatre.history is None:
            return lines
        note = theatre.history.note
        source, licence = note.source or _("source not named"), note.licence or _("licence not named")
        return (*lines, f"{_('Control')}: {source} ({licence})")


def default_layers() -> frozenset[str]:
    """The layers a map opens with."""
    return frozenset(layer.id for layer in all_layers() if layer.on_by_default)


def short_link(brief: Brief) -> str:
    """The link of a brief, without the layers where they are those a map opens with."""
    theatre, request = brief.theatre, brief.request
    usual = default_layers() & {layer.id for layer in layers_of(theatre)}
    if request.layers != usual:
        return request.link
    return re.sub("&layers=[^&]*", "", request.link)


def brief_of(theatre: Theatre, request: Request) -> Brief:
    """The brief `request` asks of `theatre`, without the layers of which the theatre has nothing.

    Raises
    ------
    FilterError : the filters name an area, faction, event type or day the theatre does not have.
    BriefingError : a layer is not known.
    """
    known = {layer.id for layer in all_layers()}
    if unknown := request.layers - known:
        raise BriefingError(
            L_(
                "There is no layer {unknown}. Use some of {known}.",
                unknown=", ".join(sorted(unknown)),
                known=", ".join(sorted(known)),
            )
        )
    there = request.layers & {layer.id for layer in layers_of(theatre)}
    return Brief(select(theatre, request.filters), replace(request, layers=there))


def file_name(brief: Brief, suffix: str) -> str:
    """A name that says what is in the file, as frontline_aleppo_change_A4_20241205.pdf.

    Days stand as one where control of a single day is shown, else as from-to. The page is named where there is one.
    """
    request, filters = brief.request, brief.request.filters
    parts = ["frontline", brief.situation.area.id]
    if request.kind != "map":
        parts.append(request.kind)
    if request.mode != Request.mode:
        parts.append(request.mode)
    if suffix in PAGED:
        parts.append(brief.page.file_name)
    if request.language != "en":
        parts.append(request.language)
    days = [filters.start, filters.end] if filters.start < filters.end else [filters.end]
    parts.append("-".join(f"{day:%Y%m%d}" for day in days))
    if filters.known_by:
        parts.append(f"known-{filters.known_by:%Y%m%d}")
    return "_".join(parts) + suffix


PAGED = frozenset({".png", ".svg", ".pdf", ".pptx", ".deck.pptx"})
"""Suffixes of files that have a page size."""
