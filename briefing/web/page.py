"""The map as one page that needs nothing but itself: no server, no network, no library on the reader's machine."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from briefing.job.brief import DISCLAIMER, Brief, Progress, Stamp, credit_lines
from briefing.job.errors import BriefingError
from briefing.text import words as sheet_words
from briefing.text.titles import headline_of, under_headline_of
from briefing.web import page_words
from briefing.web.data import PageData, page_data
from briefing.web.legend import in_sight, page_legend, swatch, title_of_layer
from geo.common.messages import L_, _
from geo.common.phrases import (
    LANGUAGES,
    SPOKEN,
    Language,
    Phrase,
    in_each,
    is_right_to_left,
    languages_in,
    own_name,
    spoken_by,
)
from geo.events.events import INCIDENT
from info.figures import HOW_FRONT, HOW_GROUND, HOW_KILLED, how_events, why_no_events
from map import clusters
from map.browser_code import own_code
from map.clusters import is_clustered
from map.leaflet import leaflet_folder, leaflet_licence, leaflet_style
from map.text import script_json, visible
from map.wording import on_day

FOLDER = Path(__file__).parent
NO_PUBLISHER = ("", "general knowledge")
STAMP = re.compile(r'<script type="application/json" id="frontline-stamp">([^<]*)</script>')


def write(brief: Brief, path: Path, progress: Progress) -> None:
    """Write `brief` as a page to `path`.

    Raises
    ------
    BriefingError : another kind than the map was asked for, a layer cannot be put in a page, or there are too many
        events.
    """
    if brief.request.kind != "map":
        raise BriefingError(
            L_(
                "A page shows the map, day by day, and no {kind} sheet. Leave out --kind, or end the file's name "
                "with .pdf.",
                kind=brief.request.kind,
            )
        )
    if is_clustered(brief.situation):
        raise BriefingError(
            L_(
                "{events:,} events are too many for a page that needs no server: at most "
                "{max_events_with_tooltips:,}. Choose fewer days, an area, a faction or event types; or a sheet, "
                "which counts them.",
                events=len(brief.situation.filtered),
                max_events_with_tooltips=clusters.MAX_EVENTS_WITH_TOOLTIPS,
            )
        )
    path.write_text(_html(brief, page_data(brief, progress)), encoding="utf-8", newline="\n")


def read_stamp(path: Path) -> Stamp:
    """The stamp of a page.

    Raises
    ------
    BriefingError : the page carries none.
    """
    found = STAMP.search(path.read_text(encoding="utf-8", errors="replace"))
    return Stamp.from_text(found.group(1) if found else "")


def _html(brief: Brief, data: PageData) -> str:
    scripts, style = _code()
    request = brief.request
    stamp = brief.stamp
    one_day = len(data.steps) <= 2
    shown = brief if one_day else brief.as_kind("series")
    return _template().render(
        policy=_policy(scripts, style),
        scripts=[Markup(script) for script in scripts],
        style=Markup(style),
        data=Markup(script_json(data.payload)),
        stamp=Markup(stamp.to_text().replace("<", "\\u003c")),
        words=page_words,
        sheet_words=sheet_words,
        language=request.language,
        languages=SPOKEN,
        spoken_by=spoken_by,
        way=_way,
        own_name=own_name,
        title=in_sight(headline_of(shown)),
        subtitle=in_sight(under_headline_of(shown)),
        made_on=on_day(request.made_on) if request.made_on else None,
        tlp=request.tlp,
        one_day=one_day,
        notices=_notices(brief),
        legend=page_legend(brief, data),
        figures=data.figures,
        swatch=swatch,
        how=[
            in_each(lambda _language: how_events(brief.situation)),
            *map(_told, (HOW_KILLED, HOW_FRONT, HOW_GROUND)),
        ],
        sources=[
            (title_of_layer(layer, brief), _told(layer.source)) for layer in brief.layers if layer.id in data.drawn
        ],
        publishers=[visible(name, 200) for name in _publishers(brief)],
        credits=[
            Phrase(*map(visible, line))
            for line in zip(*(credit_lines(brief.theatre, language) for language in SPOKEN), strict=True)
        ],
        disclaimer=DISCLAIMER,
        made_with=f"{stamp.tool} · {stamp.theatre} {stamp.version}",
        link=stamp.link,
    )


def _way(language: Language) -> str:
    return "rtl" if is_right_to_left(language) else "ltr"


def _told(sentence: str) -> Phrase:
    """A sentence that is marked where it is kept."""
    return in_each(lambda _language: _(sentence))


def _notices(brief: Brief) -> list[Phrase]:
    """What is missing from the map, and why."""
    situation = brief.situation
    found = []
    if not brief.layers:
        found.append(page_words.NO_LAYERS)
    if not (situation.filtered.columns(["count_as"])["count_as"] == INCIDENT).any():
        found.append(in_each(lambda _language: why_no_events(situation)))
    ground = situation.figures.ground
    if not (ground.held or ground.claimed or set(ground.unheld) - {"unknown"}):
        found.append(page_words.NO_GROUND)
    return [in_sight(notice) for notice in found]


def _publishers(brief: Brief) -> list[str]:
    """Who is quoted by the events shown and by the reports that decide, the most quoted first."""
    situation, reports = brief.situation, brief.theatre.reports
    deciding = {report for state in situation.states.values() for report in state.reports}
    quoted = [
        *situation.filtered.columns(["source_publisher"])["source_publisher"],
        *reports.loc[reports["report_id"].isin(deciding), "source_publisher"],
    ]
    counts: dict[str, int] = {}
    for name in quoted:
        if name not in NO_PUBLISHER:
            counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda name: (-counts[name], name))


@cache
def _code() -> tuple[tuple[str, ...], str]:
    """The scripts of a page in their order, and its style: Leaflet, that of the layers, that of the page."""

    def read(name: str, folder: Path = FOLDER) -> str:
        return (folder / name).read_text(encoding="utf-8")

    script, style = own_code()
    leaflet = read("leaflet.js", leaflet_folder()).split("//# sourceMappingURL")[0]
    licence = f"/*\n{leaflet_licence()}*/\n"
    styles = (leaflet_style(), style, _hidden(), read("page.css"))
    return (licence + leaflet, script, read("details.js"), read("page.js")), "\n".join(styles)


def _hidden() -> str:
    """Style that shows each text in the languages that are read and in no other."""
    unread = {one: [f".{other}" for other in SPOKEN if other not in languages_in(one)] for one in LANGUAGES}
    return "\n".join(
        f'[data-language="{one}"] :is({", ".join(others)}) {{ display: none; }}'
        for one, others in unread.items()
        if others
    )


def _policy(scripts: tuple[str, ...], style: str) -> str:
    """Nothing may be loaded, and no script or style runs but those of this page."""
    return (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(code: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


@cache
def _template() -> Any:
    environment = Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True)  # fmt: skip
    return environment.get_template("page.html")
