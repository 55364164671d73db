"""The change sheet: before, after and what changed hands, with the figures of the change under the maps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from matplotlib.figure import Figure

from briefing.job.brief import Brief
from briefing.sheet.column import draw_legend, legend_of, legend_room
from briefing.sheet.footer import draw_footer, footer_height
from briefing.sheet.header import draw_header
from briefing.sheet.ink import QUIET
from briefing.sheet.layout import lay_out
from briefing.sheet.map_drawing import draw_map
from briefing.sheet.map_edge import draw_edge, reserved
from briefing.sheet.map_picture import MapPicture, map_axes, picture_of
from briefing.sheet.paper import Paper, new_paper
from briefing.sheet.table import draw_table, fitted, table_height
from briefing.sheet.typeset import line_mm
from briefing.text import words
from briefing.text.key_figures import event_figures
from briefing.text.words import Phrase
from geo.analysis.situation import Situation, select
from geo.control.crossings import crossings_flipped
from geo.control.front_shift import front_moved
from geo.control.highways import highways_moved
from geo.registry.statuses import NO_HOLDER
from layers import all_layers
from map.layer import Language, Layer, LegendItem
from map.wording import km_words, name

MARGIN_MM, GAP_MM = 8.0, 4.0
MAP_SHARES = (0.46, 0.42, 0.38, 0.33, 0.28)
"""Of the height, for the maps: less where the legend or the tables need more."""

SIZES = (6.8, 6.4, 6.0, 5.6, 5.2)
LEGEND_SIZES = (6.8, 6.4, 6.0, 5.6, 5.2, 4.8)
LEGEND_ACROSS = (2, 3, 4)


def change_sheet(brief: Brief) -> Figure:
    """Three maps in one frame each: the end of the first day, the end of the last, and the difference."""
    page, scale, situation = brief.page, brief.page.scale, brief.situation
    paper = new_paper(page, brief.request.language)
    margin, gap = MARGIN_MM * scale, GAP_MM * scale
    left, right, top = margin, page.width - margin, page.height - margin * 0.8
    top -= draw_header(paper, brief, left, right, top, scale) + 5.6 * scale
    width = (right - left - 2 * gap) / 3
    columns = [(left + number * (width + gap), left + number * (width + gap) + width) for number in range(3)]
    if paper.right_to_left:
        columns.reverse()
    for share in MAP_SHARES:
        pictures = three_pictures(brief, (width - 3 * scale, page.height * share))
        frame = pictures[0].frame
        footer = footer_height(brief, frame, right - left, scale)
        y, floor = top - frame.height_mm - 6.0 * scale, margin * 0.7 + footer + 2.0 * scale
        items = legend_of(pictures)
        legend = _legend_set(paper, items, width, y - floor, scale)
        size = _figures_set(paper, brief, columns[1], y, y - floor, scale)
        if legend and size:
            break
    else:
        legend, size = (LEGEND_SIZES[-1], LEGEND_ACROSS[-1]), SIZES[-1]
    for (start, end), picture, title in zip(columns, pictures, _titles(situation), strict=True):
        at = (start + end + 3 * scale - frame.width_mm) / 2
        _draw_titled(paper, picture, title, at, top - frame.height_mm, scale)
    draw_legend(paper, items, *columns[0], y, legend[0] * scale, scale, legend[1])
    _figures(paper, brief, *columns[1], y, size * scale, drawn=True)
    _events_and_places(paper, brief, *columns[2], y, floor, size * scale)
    draw_footer(paper, brief, frame, left, right, margin * 0.7 + footer, scale)
    return paper.figure


def _legend_set(
    paper: Paper, items: list[LegendItem], width: float, room: float, scale: float
) -> tuple[float, int] | None:
    """The largest type and the fewest columns in which the legend has room, None where there is none."""
    ways = ((size, across) for size in LEGEND_SIZES for across in LEGEND_ACROSS)
    return next((way for way in ways if legend_room(paper, items, width, way[0] * scale, scale, way[1]) <= room), None)


def _figures_set(
    paper: Paper, brief: Brief, column: tuple[float, float], top: float, room: float, scale: float
) -> float | None:
    fits = (size for size in SIZES if _figures(paper, brief, *column, top, size * scale, drawn=False) <= room)
    return next(fits, None)


def three_pictures(brief: Brief, size_mm: tuple[float, float]) -> tuple[MapPicture, MapPicture, MapPicture]:
    """The first day, the last day, and what changed in between with the strikes of the range."""
    situation, look, scale = brief.situation, brief.request.look, brief.page.scale * 0.85
    first = select(situation.theatre, replace(situation.filters, end=situation.filters.start))
    states = [layer for layer in brief.layers if layer.time_mode in ("always", "last day")]
    between = [layer for layer in brief.layers if layer.time_mode in ("always", "range")]
    return (
        picture_of(first, states, look, size_mm, scale),
        picture_of(situation, states, look, size_mm, scale),
        picture_of(situation, _with_change(between), look, size_mm, scale),
    )


def _with_change(chosen: Iterable[Layer]) -> list[Layer]:
    wanted = {layer.id for layer in chosen} | {"change"}
    return [layer for layer in all_layers() if layer.id in wanted]


def _titles(situation: Situation) -> tuple[Phrase, Phrase, Phrase]:
    filters = situation.filters
    return (
        words.BEFORE.fill(day=words.on_day(filters.start)),
        words.AFTER.fill(day=words.on_day(filters.end)),
        words.DIFFERENCE,
    )


def _draw_titled(paper: Paper, picture: MapPicture, title: Phrase, left: float, bottom: float, scale: float) -> None:
    top = bottom + picture.frame.height_mm
    paper.text(
        left + picture.frame.width_mm / 2,
        top + 1.5 * scale,
        title.say(paper.language),
        8 * scale,
        bold=True,
        align="center",
    )
    axes = map_axes(paper.figure, picture.frame, left, bottom)
    draw_map(axes, picture, lay_out(picture, reserved(picture, scale)))
    draw_edge(axes, paper, picture, left, bottom, scale)


def standing_name(standing: str, situation: Situation) -> Phrase:
    """A faction's short name, or the word for ground without a holder."""
    if standing in NO_HOLDER:
        return words.status_word(standing)
    return words.short_name(situation.theatre.factions[standing])


def transition_rows(situation: Situation) -> list[tuple[Phrase, Phrase, float]]:
    """From, to, km², the largest first."""
    moved = sorted(situation.change.transitions.items(), key=lambda item: (-item[1], item[0]))
    return [(standing_name(a, situation), standing_name(b, situation), km2) for (a, b), km2 in moved]


def _figures(paper: Paper, brief: Brief, left: float, right: float, top: float, size: float, *, drawn: bool) -> float:
    """Transitions, then gains and losses; returns the height, mm."""
    situation, moved = brief.situation, brief.situation.change
    language = "en" if paper.language == "both" else paper.language
    y = top - _heading(paper, left, right, top, words.FROM_TO, size, drawn=drawn)
    rows = transition_rows(situation)
    if not rows:
        if drawn:
            paper.block(left, right, y, words.NO_CHANGE.say(paper.language), size)
        return top - y + line_mm(size) * 2
    table = [[words.FROM.say(language), words.TO.say(language), words.KM2.say(language)]]
    table += [[a.say(language), b.say(language), f"{km2:,.0f}"] for a, b, km2 in rows]
    y -= draw_table(paper, left, right, y, table, size, numbers=1) if drawn else table_height(table, size)
    note = (
        words.INFERRED_CHANGE.fill(km2=f"{moved.inferred_km2:,.0f}")
        if situation.theatre.history is None
        else words.SLIVERS.fill(km2=f"{moved.sliver_km2:,.0f}")
    )
    small = size * 0.85
    y -= paper.block(left, right, y, note.say(paper.language), small, colour=QUIET) if drawn else 2 * line_mm(small)
    y -= line_mm(size) * 0.6
    y -= _heading(paper, left, right, y, words.GAINED_LOST, size, drawn=drawn)
    gain, loss = moved.gross_gain, moved.gross_loss
    balance = [["", words.GAINED.say(language), words.LOST.say(language)]]
    balance += [
        [standing_name(one, situation).say(language), f"{gain.get(one, 0.0):,.0f}", f"{loss.get(one, 0.0):,.0f}"]
        for one in sorted(gain.keys() | loss.keys(), key=lambda f: (-gain.get(f, 0.0) - loss.get(f, 0.0), f))
    ]
    y -= draw_table(paper, left, right, y, balance, size, numbers=2) if drawn else table_height(balance, size)
    return top - y


def _heading(
    paper: Paper, left: float, right: float, top: float, phrase: Phrase, size: float, *, drawn: bool = True
) -> float:
    if drawn:
        paper.block(left, right, top, phrase.say(paper.language), size * 1.15, bold=True)
    return line_mm(size * 1.15) + 0.4


def _events_and_places(
    paper: Paper, brief: Brief, left: float, right: float, top: float, floor: float, size: float
) -> None:
    """What happened in the range, then as many of the places that changed hands as there is room for."""
    language = "en" if paper.language == "both" else paper.language
    y = top - _heading(paper, left, right, top, words.IN_THE_RANGE, size)
    lines = [(label.say(language), value.say(language)) for label, value in range_figures(brief.situation)]
    start, end = (right, left) if paper.right_to_left else (left, right)
    near, far = ("right", "left") if paper.right_to_left else ("left", "right")
    for label, value in lines:
        base = y - line_mm(size) * 0.78
        paper.text(start, base, label, size, align=near)
        paper.text(end, base, value, size, bold=True, align=far)
        y -= line_mm(size)
    y -= line_mm(size) * 0.6
    flips = flipped_lines(brief.situation, paper.language)
    y -= _heading(paper, left, right, y, words.PLACES_FLIPPED.fill(count=len(flips)), size)
    room = int((y - floor) / line_mm(size))
    shown = flips if len(flips) <= room else flips[: max(0, room - 1)]
    for line in shown:
        paper.text(start, y - line_mm(size) * 0.78, fitted(line, right - left, size), size, align=near)
        y -= line_mm(size)
    if len(shown) < len(flips):
        more = words.MORE_IN_PDF.fill(count=len(flips) - len(shown)).say(language)
        paper.text(start, y - line_mm(size) * 0.78, fitted(more, right - left, size), size, colour=QUIET, align=near)


def range_figures(situation: Situation) -> list[tuple[Phrase, Phrase]]:
    """Strikes, events, casualties, how the front moved, crossings and highways that changed."""
    theatre = situation.theatre
    strikes = sum(situation.figures.strikes.values())
    lines = [(figure.label, figure.value) for figure in event_figures(situation)]
    lines.insert(1, (words.STRIKES, Phrase(f"{strikes:,}", f"{strikes:,}")))
    moved = front_moved(situation.front_lines_at_from, situation.front_lines, theatre.extent)
    if moved:
        far = words.MEDIAN_MOST.fill(median=f"{moved.median_km:,.1f}", most=km_words(moved.max_km))
        lines.append((words.FRONT_MOVED, words.STAYED if moved.stayed else far))
    crossings = len(crossings_flipped(situation.crossings_at_from, situation.crossings))
    lines.append((words.CROSSINGS_CHANGED, Phrase(f"{crossings:,}", f"{crossings:,}")))
    roads = theatre.basemap.get("highways")
    if roads is not None:
        lengths = highways_moved(situation.change, roads).groupby("ref")["length_km"].sum()
        said = [(f"{ref} ", words.KM.fill(km=f"{length:,.0f}")) for ref, length in lengths.items()]
        said = said or [("", words.KM.fill(km="0"))]
        arabic = words.from_right("، ".join(ref + long.ar for ref, long in said))
        value = Phrase(", ".join(ref + long.en for ref, long in said), arabic)
        lines.append((words.HIGHWAYS_CHANGED, value))
    return lines


def flipped_lines(situation: Situation, language: Language) -> list[str]:
    """One line a place: name, from and to, since when; in the order of the days."""
    places = situation.theatre.places
    arrow, comma = ("←", "،") if language == "ar" else ("→", ",")
    one: Language = "ar" if language == "ar" else "en"
    rows = []
    for place_id in situation.change.places:
        before, after = situation.states_at_from[place_id], situation.states[place_id]
        shown = name(places.loc[place_id, "name_en"], places.loc[place_id, "name_ar"], one)
        then, now = (standing_name(state.standing, situation).say(one) for state in (before, after))
        since = f"{comma} {words.on_day(after.since).say(one)}" if after.since else ""
        line = f"{shown}{since}: {then} {arrow} {now}"
        rows.append((str(after.since), shown, words.from_right(line) if language == "ar" else line))
    return [line for _, _, line in sorted(rows)]
