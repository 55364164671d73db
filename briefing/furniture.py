"""What stands around and on a map: title, marking, legend, figures, locator, scale, north, sources."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians, sin

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Polygon
from matplotlib.patheffects import withStroke

from briefing import words
from briefing.brief import DISCLAIMER, Brief, credit_lines, tool_version
from briefing.key_figures import Figure, event_figures, ground_figures
from briefing.labels import Box
from briefing.map_frame import MapFrame, edge_ticks, frame_for, scale_bar_km
from briefing.map_picture import INK, QUIET, WATER_BEHIND, MapPicture, drawn_bounds, map_axes
from briefing.paint import paint_areas, paint_lines, paint_swatch
from briefing.paper import RULE, Paper
from briefing.typeset import line_mm, width_mm, wrap
from briefing.words import Phrase
from layers.base import LegendItem
from layers.ground import LAND, NEIGHBOURS
from layers.styles import AreaStyle, LineStyle

TLP_COLOURS = {"clear": "#ffffff", "green": "#33ff00", "amber": "#ffc000", "red": "#ff2b2b"}
"""Letters of each marking on black (FIRST, Traffic Light Protocol 2.0)."""

SWATCH_MM = (7.0, 4.0)
LOCATOR_SHARE = 0.3
"""Of the height beside the map, at most."""
HALO = "#ffffff"


def title_of(brief: Brief) -> Phrase:
    """The title given, else one made from what is shown."""
    request, filters, area = brief.request, brief.request.filters, brief.situation.area
    if request.title:
        return Phrase(request.title, request.title)
    name = Phrase(area.name_en, area.name_ar)
    days = words.days(filters.start, filters.end)
    if request.kind == "change":
        return words.CHANGE_BETWEEN.fill(area=name, days=days)
    if request.kind == "series":
        return words.DAY_BY_DAY.fill(area=name, days=days)
    return words.CONTROL_ON.fill(area=name, day=words.on_day(filters.end))


def subtitle_of(brief: Brief) -> Phrase:
    """From and to, as of, known by, and every filter that hides something."""
    filters, factions = brief.request.filters, brief.theatre.factions
    days = words.days(filters.start, filters.end)
    first, last = words.on_day(filters.start), words.on_day(filters.end)
    if brief.request.kind == "change":
        parts = [words.SUBTITLE_CHANGE.fill(first=first, last=last, days=days)]
    elif brief.request.kind == "series":
        parts = [words.SUBTITLE_SERIES.fill(days=days)]
    else:
        parts = [words.SUBTITLE.fill(day=last, days=days)]
    parts.append(words.KNOWN_BY.fill(day=words.on_day(filters.known_by)) if filters.known_by else words.KNOWN_TODAY)
    if filters.factions:
        names = [words.short_name(factions[faction]) for faction in factions if faction in filters.factions]
        parts.append(
            words.ONLY_FACTIONS.fill(
                names=Phrase(", ".join(name.en for name in names), "، ".join(name.ar for name in names))
            )
        )
    if filters.event_types:
        parts.append(words.ONLY_TYPES.fill(types=", ".join(sorted(filters.event_types))))
    if filters.strikes_only:
        parts.append(words.ONLY_STRIKES)
    return Phrase(" ".join(part.en for part in parts), " ".join(part.ar for part in parts))


def draw_header(paper: Paper, brief: Brief, left: float, right: float, top: float, scale: float) -> float:
    """Title, subtitle and marking; returns the height they take, mm."""
    room = right - left
    if brief.request.tlp:
        room -= _draw_tlp(paper, brief.request.tlp, right if not paper.right_to_left else None, left, top, scale) + 4
    text_left = left if not paper.right_to_left else right - room
    text_right = left + room if not paper.right_to_left else right
    title, subtitle = title_of(brief), subtitle_of(brief)
    both = paper.language == "both" and title.en != title.ar
    size = 17 * scale
    asked = title.say(paper.language, "   ")
    while size > 8 * scale and width_mm(asked, size, bold=True) > text_right - text_left:
        size -= 0.5 * scale
    small = 8.2 * scale
    height = line_mm(size)
    if both:
        paper.text(text_left, top - height * 0.78, title.en, size, bold=True)
        paper.text(text_right, top - height * 0.78, title.ar, size, bold=True, align="right")
        lines_en = wrap(subtitle.en, (text_right - text_left) * 0.54, small)
        lines_ar = wrap(subtitle.ar, (text_right - text_left) * 0.44, small)
        for lines, x, align in ((lines_en, text_left, "left"), (lines_ar, text_right, "right")):
            for number, line in enumerate(lines):
                base = top - height - line_mm(small) * (number + 0.78)
                paper.text(x, base, line, small, colour=QUIET, align=align)
        return height + line_mm(small) * max(len(lines_en), len(lines_ar))
    paper.block(text_left, text_right, top, title.say(paper.language), size, bold=True)
    return height + paper.block(text_left, text_right, top - height, subtitle.say(paper.language), small, colour=QUIET)


def _draw_tlp(paper: Paper, tlp: str, right: float | None, left: float, top: float, scale: float) -> float:
    text, size = f"TLP:{tlp.upper()}", 11 * scale
    width, height = width_mm(text, size, bold=True) + 4 * scale, line_mm(size) + 1.2 * scale
    start = left if right is None else right - width
    paper.rectangle(start, top - height, width, height, fill="#000000")
    paper.text(start + width / 2, top - height * 0.68, text, size, bold=True, colour=TLP_COLOURS[tlp], align="center")
    return width


def draw_edge(axes: Axes, paper: Paper, frame: MapFrame, left: float, bottom: float, scale: float) -> None:
    """Ticks with degrees along the lower and the left edge, thin lines across, scale bar and north arrow."""
    for tick in edge_ticks(frame):
        if tick.side == "bottom":
            paper.line([left + tick.at] * 2, [bottom - 0.9 * scale, bottom], colour=INK)
            paper.text(left + tick.at, bottom - 2.9 * scale, tick.label, 5 * scale, colour=QUIET, align="center")
        else:
            paper.line([left - 0.9 * scale, left], [bottom + tick.at] * 2, colour=INK)
            paper.axes.text(
                left - 1.3 * scale,
                bottom + tick.at,
                tick.label,
                fontsize=5 * scale,
                color=QUIET,
                ha="right",
                va="center",
                rotation=90,
            )
    _draw_scale_bar(axes, frame, scale)
    _draw_north(axes, frame, scale)


def _on_map(frame: MapFrame, x: float, y: float) -> tuple[float, float]:
    return frame.box[0] + x * frame.metres_per_mm, frame.box[1] + y * frame.metres_per_mm


def reserved(frame: MapFrame, scale: float) -> list[Box]:
    """Where the scale bar and the north arrow stand, mm of the frame."""
    length = scale_bar_km(frame) * 1000 / frame.metres_per_mm
    bar = (2.5 * scale, 2.5 * scale, length + 12 * scale, 9.2 * scale)
    north = (frame.width_mm - 10 * scale, frame.height_mm - 13 * scale, frame.width_mm, frame.height_mm)
    return [bar, north]


def _draw_scale_bar(axes: Axes, frame: MapFrame, scale: float) -> None:
    km = scale_bar_km(frame)
    length = km * 1000 / frame.metres_per_mm
    x, y, height = 5 * scale, 4 * scale, 1.1 * scale
    _fill(axes, frame, shapely.box(*reserved(frame, scale)[0]), "#ffffff", alpha=0.8, zorder=95)
    for part in range(4):
        quarter = shapely.box(x + length * part / 4, y, x + length * (part + 1) / 4, y + height)
        _fill(axes, frame, quarter, INK if part % 2 == 0 else "#ffffff", zorder=96, edge=INK)
    for share in (0.0, 0.5, 1.0):
        text = f"{km * share:g}" + (" km" if share == 1 else "")
        axes.text(
            *_on_map(frame, x + length * share, y + height + 0.9 * scale),
            text,
            fontsize=5.6 * scale,
            ha="center",
            va="bottom",
            color=INK,
            zorder=97,
        )


def _fill(
    axes: Axes,
    frame: MapFrame,
    shape: shapely.Geometry,
    colour: str,
    *,
    zorder: float,
    alpha: float = 1.0,
    edge: str = "none",
) -> None:
    corners = [_on_map(frame, x, y) for x, y in shape.exterior.coords]
    axes.add_patch(Polygon(corners, facecolor=colour, edgecolor=edge, linewidth=0.4, alpha=alpha, zorder=zorder))


def _draw_north(axes: Axes, frame: MapFrame, scale: float) -> None:
    middle_x, middle_y, long = frame.width_mm - 6 * scale, frame.height_mm - 9 * scale, 4.6 * scale
    turn = radians(frame.north_degrees)

    def turned(right: float, up: float) -> tuple[float, float]:
        return _on_map(
            frame, middle_x + right * cos(turn) + up * sin(turn), middle_y - right * sin(turn) + up * cos(turn)
        )

    for side, colour in ((-1, INK), (1, "#ffffff")):
        corners = [turned(0, long), turned(side * long * 0.42, -long * 0.7), turned(0, -long * 0.35)]
        axes.add_patch(Polygon(corners, facecolor=colour, edgecolor=INK, linewidth=0.6 * scale, zorder=96))
    axes.text(
        *turned(0, long + 0.6 * scale),
        "N",
        fontsize=8 * scale,
        fontweight="bold",
        ha="center",
        va="bottom",
        color=INK,
        zorder=97,
        path_effects=[withStroke(linewidth=1.8 * scale, foreground=HALO)],
    )


def legend_of(pictures: Iterable[MapPicture]) -> list[LegendItem]:
    """What the maps draw, the background last, each line once."""
    found = [part for picture in pictures for part in picture.legend()]
    front = [item for layer, items in found if not layer.is_background for item in items]
    behind = [item for layer, items in found if layer.is_background for item in items]
    return list(dict.fromkeys(front + behind))


def draw_column(
    paper: Paper, brief: Brief, picture: MapPicture, left: float, right: float, top: float, bottom: float, scale: float
) -> None:
    """Legend, key figures and, at the foot, the locator; type as large as the column has room for."""
    items = legend_of([picture])
    counted = any(mark.count > 1 for mark in picture.marks)
    locator = locator_frame(brief, right - left, (top - bottom) * LOCATOR_SHARE)
    least = 0.0 if _shows_all(brief, picture.frame) else locator.height_mm

    def set_in(size: float, across: int, *, drawn: bool) -> float:
        column = _Column(paper, left, right, top, size * scale, scale, across, drawn=drawn)
        column.all(brief, items, counted)
        return column.y - bottom - 2 * scale

    ways = [(size, across) for across in (1, 2) for size in (7.4, 7.0, 6.6, 6.2)] + [(5.8, 2), (5.4, 2), (5.0, 2)]
    size, across = next((way for way in ways if set_in(*way, drawn=False) >= least), ways[-1])
    if set_in(size, across, drawn=True) >= least > 0:
        draw_locator(paper, brief, picture.frame, locator, right - locator.width_mm, bottom, scale)


def legend_room(paper: Paper, items: list[LegendItem], width: float, size: float, scale: float, across: int) -> float:
    """Height a legend of `across` columns takes, mm."""
    column = _Column(paper, 0.0, width, 0.0, size, scale, across, drawn=False)
    column.heading(words.LEGEND)
    column.legend(items)
    return -column.y


def draw_legend(
    paper: Paper,
    items: list[LegendItem],
    left: float,
    right: float,
    top: float,
    size: float,
    scale: float,
    across: int,
) -> None:
    """The legend by itself, with its heading."""
    column = _Column(paper, left, right, top, size, scale, across, drawn=True)
    column.heading(words.LEGEND)
    column.legend(items)


class _Column:
    """Blocks one under the other; with `drawn` False only measured."""

    def __init__(
        self,
        paper: Paper,
        left: float,
        right: float,
        top: float,
        size: float,
        scale: float,
        across: int,
        *,
        drawn: bool,
    ) -> None:
        self.paper, self.left, self.right, self.y, self.size, self.scale = paper, left, right, top, size, scale
        self.across, self.drawn = across, drawn

    def all(self, brief: Brief, items: list[LegendItem], counted: bool) -> None:
        self.heading(words.LEGEND)
        self.legend(items)
        if counted:
            self.line(words.COUNTED.say(self.paper.language))
        self.y -= 2.2 * self.scale
        self.heading(words.KEY_FIGURES)
        for figure in event_figures(brief.situation):
            self.figure(figure)
        ground = ground_figures(brief)
        if ground:
            self.y -= 0.8 * self.scale
            self.line(words.GROUND_HELD.say(self.paper.language), bold=True)
            for figure in ground:
                self.figure(figure)

    def heading(self, phrase: Phrase) -> None:
        size = self.size * 1.2
        if self.drawn:
            self.paper.block(self.left, self.right, self.y, phrase.say(self.paper.language), size, bold=True)
            base = self.y - line_mm(size) - 0.2 * self.scale
            self.paper.line([self.left, self.right], [base, base])
        self.y -= line_mm(size) + 1.1 * self.scale

    def line(self, text: str, *, bold: bool = False) -> None:
        lines = wrap(text, self.right - self.left, self.size, bold=bold)
        if self.drawn:
            self.paper.block(self.left, self.right, self.y, text, self.size, bold=bold)
        self.y -= line_mm(self.size) * len(lines)

    def legend(self, items: list[LegendItem]) -> None:
        """The items in columns side by side, filled one after the other."""
        gap = 2.5 * self.scale
        width = (self.right - self.left - gap * (self.across - 1)) / self.across
        each = -(-len(items) // self.across)
        top = self.y
        ends = []
        for number in range(self.across):
            place = self.across - 1 - number if self.paper.right_to_left else number
            start = self.left + place * (width + gap)
            self.y = top
            for item in items[number * each : (number + 1) * each]:
                self.item(item, start, start + width)
            ends.append(self.y)
        self.y = min(ends)

    def item(self, item: LegendItem, left: float, right: float) -> None:
        width, height = (side * self.size / 7.0 for side in SWATCH_MM)
        text = Phrase(item.label, item.label_ar).say(self.paper.language, "\n")
        gap = 1.8 * self.scale
        lines = wrap(text, right - left - width - gap, self.size)
        tall = max(height, line_mm(self.size) * len(lines)) + 0.5 * self.scale
        if self.drawn:
            middle = self.y - tall / 2
            start = right - width if self.paper.right_to_left else left
            box = (start, middle - height / 2, start + width, middle + height / 2)
            paint_swatch(self.paper.axes, item.swatch, box, scale=self.size / 7.0)
            ends = (left, start - gap) if self.paper.right_to_left else (start + width + gap, right)
            self.paper.block(*ends, middle + line_mm(self.size) * len(lines) / 2, text, self.size)
        self.y -= tall

    def figure(self, figure: Figure) -> None:
        language, chip = self.paper.language, 2.4 * self.scale if figure.colour else 0.0
        one = "en" if language == "both" else language
        value, remark = figure.value.say(one), figure.remark.say(one) if figure.remark else ""
        label = figure.label.say(language, " ")
        room = self.right - self.left - (chip + 1.2 * self.scale if chip else 0)
        wide = width_mm(value, self.size, bold=True)
        taken = width_mm(label, self.size) + wide + 2 * self.scale
        one_line = taken + width_mm(remark, self.size) + (1.2 * self.scale if remark else 0) <= room
        rows = 1 if one_line else 2
        if self.drawn:
            base = self.y - line_mm(self.size) * 0.78
            rtl = self.paper.right_to_left
            start, end = (self.right, self.left) if rtl else (self.left, self.right)
            near, far = ("right", "left") if rtl else ("left", "right")
            onwards = -1 if rtl else 1
            if chip:
                corner = start - chip if rtl else start
                self.paper.rectangle(corner, base - 0.2 * self.scale, chip, chip * 0.8, fill=figure.colour)
                start += (chip + 1.2 * self.scale) * onwards
            self.paper.text(start, base, label, self.size, align=near)
            before = width_mm(remark, self.size) + 1.2 * self.scale if one_line and remark else 0.0
            self.paper.text(end - before * onwards, base, value, self.size, bold=True, align=far)
            if remark:
                base -= 0 if one_line else line_mm(self.size)
                self.paper.text(end, base, remark, self.size, colour=QUIET, align=far)
        self.y -= line_mm(self.size) * rows + 0.35 * self.scale


def _shows_all(brief: Brief, frame: MapFrame) -> bool:
    """Whether the map is of the whole theatre, which needs no map of where it lies."""
    return bool(shapely.box(*frame.bounds).contains(shapely.box(*brief.theatre.extent)))


def locator_frame(brief: Brief, width: float, height: float) -> MapFrame:
    """The whole theatre in at most this room, mm."""
    return frame_for(brief.theatre.extent, width, height, limit=drawn_bounds(brief.situation))


def draw_locator(
    paper: Paper, brief: Brief, shown: MapFrame, frame: MapFrame, left: float, bottom: float, scale: float
) -> None:
    """Where the map lies in the theatre: its outline on a small map of the whole."""
    theatre = brief.theatre
    axes = map_axes(paper.figure, frame, left, bottom)
    axes.set_facecolor(WATER_BEHIND)
    countries = theatre.countries
    at_home = (countries["iso_a3"] == theatre.country).to_numpy()
    styles = [
        AreaStyle(colour=(LAND if home else NEIGHBOURS)["light"], opacity=1.0, outline="#8a857b", weight=0.7)
        for home in at_home
    ]
    order = np.argsort(at_home, kind="stable")
    shapes = frame.clipped(countries.geometry.to_numpy()[order])
    paint_areas(axes, shapes, [styles[number] for number in order], zorder=1, scale=scale)
    borders = frame.clipped(theatre.governorates.boundary.to_numpy())
    thin = LineStyle(colour="#b5b0a5", weight=0.6)
    paint_lines(axes, borders, [thin] * len(borders), zorder=2, scale=scale)
    west, south, east, north = shown.bounds
    outline = frame.to_plane([shapely.segmentize(shapely.box(west, south, east, north), 0.2)])
    box = AreaStyle(colour="#c1121f", opacity=0.15, outline="#c1121f", weight=2.0)
    paint_areas(axes, outline, [box], zorder=3, scale=scale)
    axes.text(
        0.03,
        0.04,
        words.LOCATION.say(paper.language),
        transform=axes.transAxes,
        fontsize=5.4 * scale,
        color=QUIET,
        zorder=4,
        path_effects=[withStroke(linewidth=1.4 * scale, foreground=HALO)],
    )


def footer_lines(brief: Brief, frame: MapFrame) -> list[str]:
    """Sources, method, projection, disclaimer and how to find the view again."""
    language, theatre = brief.request.language, brief.theatre
    credits = "; ".join(credit_lines(theatre)) or "-"
    method = words.METHOD if theatre.history is None else words.DRAWN_ELSEWHERE
    projection = words.PROJECTION.fill(name=frame.projection, scale=f"{round(frame.scale, -4):,.0f}")
    made_on = (
        [words.MADE_ON.fill(day=words.on_day(brief.request.made_on)).say(language)] if brief.request.made_on else []
    )
    about = " ".join([*made_on, f"{tool_version()}, {theatre.id}, data {theatre.version}. {brief.request.link}"])
    said = (phrase.say(language, " ") for phrase in (method, projection, Phrase(*DISCLAIMER)))
    return [f"{words.SOURCES.say(language)}: {credits}.", *said, about]


def footer_height(brief: Brief, frame: MapFrame, width: float, scale: float) -> float:
    """Room the footer needs, mm."""
    size = 5.2 * scale
    return sum(len(wrap(line, width, size)) for line in _footer(brief, frame)) * line_mm(size) + 1.5 * scale


def _footer(brief: Brief, frame: MapFrame) -> list[str]:
    first, method, projection, disclaimer, last = footer_lines(brief, frame)
    return [first, f"{method} {projection}", disclaimer, last]


def draw_footer(
    paper: Paper, brief: Brief, frame: MapFrame, left: float, right: float, top: float, scale: float
) -> None:
    """The footer under a thin rule at `top`."""
    paper.line([left, right], [top, top], colour=RULE)
    y, size = top - 1.0 * scale, 5.2 * scale
    for line in _footer(brief, frame):
        y -= paper.block(left, right, y, line, size, colour=QUIET)
