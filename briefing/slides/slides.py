"""Slides (.pptx): title, map, change, figures, charts, places that changed hands and sources, to be edited."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise, repeat
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from briefing.job.brief import DISCLAIMER, Brief, Progress, Stamp
from briefing.job.errors import BriefingError
from briefing.job.request import Kind
from briefing.sheet.change_sheet import three_pictures
from briefing.sheet.change_tables import transition_rows
from briefing.sheet.changed_ground import changed_bounds
from briefing.sheet.column import legend_of
from briefing.sheet.footer import footer_lines
from briefing.sheet.ink import INK, QUIET
from briefing.sheet.layout import lay_out
from briefing.sheet.map_drawing import draw_map
from briefing.sheet.map_edge import draw_scale_and_north, reserved
from briefing.sheet.map_picture import MapPicture, map_axes, picture_of
from briefing.sheet.map_sheet import is_empty
from briefing.sheet.paint import paint_swatch
from briefing.sheet.paper import DPI
from briefing.sheet.typeset import ONE_AT_A_TIME, line_mm, wrap
from briefing.slides.charts import draw_line, draw_stacked, event_series, ground_series, period_of
from briefing.slides.deck import SPARE, Box, Cell, Deck, Run, TextStyle
from briefing.slides.package import stamp_text
from briefing.text import words
from briefing.text.key_figures import event_figures, ground_figures
from briefing.text.titles import subtitle_of, title_of
from briefing.text.words import Phrase
from geo.analysis.flipped_places import flipped_places
from geo.analysis.situation import Situation
from geo.common.messages import L_, N_
from geo.common.urls import is_web_address
from map.layer import Language, LegendItem
from map.legend import LegendLine, legend_lines
from map.styles import Style
from map.wording import name

COLUMN_SHARE = 0.25
"""Of the width, for what stands beside the map."""

FIGURES_PT, TABLE_PT, SMALL_PT = 16.0, 11.0, 9.5
LEGEND_WAYS = [(size, 1) for size in (11.0, 10.0, 9.0, 8.0)] + [(size, 2) for size in (8.0, 7.0, 6.0, 5.0, 4.0)]
"""Type of the legend, pt, and its columns: the first for which there is room."""

MOST_NAMED = 4
MOST_PAGES = 200
"""Pages cited that a deck lists one by one; of more, the publishers are."""

"""Who says that a place changed hands: so many are named, the others counted."""

NO_STAMP = N_("{name} carries no stamp of Frontline. Only files made here can be made again.")


def write(brief: Brief, path: Path, progress: Progress) -> None:
    """Write all slides of a deck."""
    write_parts(brief, path, progress, [_title, _map, _change, _figures, _ground, _events, _flipped, _sources])


def write_parts(brief: Brief, path: Path, progress: Progress, parts: Sequence[Callable[[Deck], None]]) -> None:
    """Write a file of the slides that `parts` add, one after the other."""
    with ONE_AT_A_TIME:
        deck = Deck(brief)
        for number, part in enumerate(parts):
            part(deck)
            progress(number + 1, len(parts) + 1)
        path.write_bytes(deck.save())
    progress(len(parts) + 1, len(parts) + 1)


def read_stamp(path: Path) -> Stamp:
    """The stamp among the custom properties of the slides.

    Raises
    ------
    BriefingError : the file holds no such slides.
    """
    try:
        text = stamp_text(path.read_bytes())
    except (OSError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise BriefingError(L_(NO_STAMP, name=path.name)) from error
    if not text:
        raise BriefingError(L_(NO_STAMP, name=path.name))
    return Stamp.from_text(text)


def _as_kind(brief: Brief, kind: Kind) -> Brief:
    return Brief(brief.situation, replace(brief.request, kind=kind))


def _title(deck: Deck) -> None:
    """Title, days and what is known beside a map of control on the last day."""
    brief = _as_kind(deck.brief, "series" if _has_range(deck.brief) else "map")
    body, gap = deck.body, 8 * deck.scale
    layers = [layer for layer in brief.layers if layer.time_mode != "range"]
    size = (body.width * 0.5, body.height - gap)
    picture = picture_of(brief.situation, layers, brief.request.look, size, deck.scale)
    wide, tall = picture.frame.width_mm, picture.frame.height_mm
    shown = Box(body.left if deck.right_to_left else body.left + body.width - wide, body.top + gap, wide, tall)
    left = body.left + wide + gap if deck.right_to_left else body.left
    told = Box(left, shown.top, body.width - wide - gap, body.height - gap)
    deck.add_slide(title_of(brief), replace(told, height=told.height * 0.44))
    deck.picture(map_png(picture), shown, title_of(_as_kind(brief, "map")).say(deck.language))
    lines = [subtitle_of(_as_kind(brief, "map"))]
    if is_empty(brief):
        lines.append(words.EMPTY)
    _paragraphs(
        deck, replace(told, top=told.top + told.height * 0.5, height=told.height * 0.32), lines, 16 * deck.scale
    )
    foot = replace(told, top=told.top + told.height * 0.85, height=told.height * 0.15)
    _paragraphs(deck, foot, [Phrase(*DISCLAIMER)], 10 * deck.scale, colour=QUIET)


def _has_range(brief: Brief) -> bool:
    return brief.situation.filters.start < brief.situation.filters.end


def _paragraphs(deck: Deck, box: Box, phrases: Iterable[Phrase], size: float, *, colour: str = INK) -> None:
    lines = [line for phrase in phrases for line in deck.lines(phrase)]
    fitting = deck.text_size(lines, box, size, 7.0)
    deck.text(box, [(Run(line),) for line in lines], TextStyle(fitting, colour=colour))


def _map(deck: Deck) -> None:
    """The map as a picture, its legend with native labels, sources below."""
    brief = _as_kind(deck.brief, "map")
    map_slide(deck, title_of(brief), subtitle_of(brief))


def map_slide(deck: Deck, title: Phrase, under: Phrase) -> None:
    """Add a slide of the map with its legend beside it, `under` below its title, and the sources."""
    brief = _as_kind(deck.brief, "map")
    deck.add_slide(title)
    body, scale = deck.body, deck.scale
    subtitle, foot = 7.5 * scale * len(deck.lines(words.LEGEND)), 9.0 * scale
    _paragraphs(deck, Box(body.left, body.top, body.width, subtitle), [under], 13 * scale, colour=QUIET)
    column, gap = body.width * COLUMN_SHARE, 4 * scale
    size = (body.width - column - gap, body.height - subtitle - foot)
    picture = picture_of(brief.situation, brief.layers, brief.request.look, size, scale)
    wide, tall = picture.frame.width_mm, picture.frame.height_mm
    left = body.left + body.width - wide if deck.right_to_left else body.left
    box = Box(left, body.top + subtitle, wide, tall)
    about = title_of(brief).say(deck.language)
    deck.picture(map_png(picture), box, about)
    beside = Box(body.left if deck.right_to_left else left + wide + gap, box.top, body.width - wide - gap, size[1])
    _legend(deck, legend_of([picture]), beside)
    sources, *_ = footer_lines(brief, picture.frame, "ar" if deck.right_to_left else "en")
    foot_box = Box(body.left, body.top + body.height - foot + 1.5 * scale, body.width, foot - 1.5 * scale)
    style = TextStyle(deck.text_size([sources], foot_box, 9 * scale, 6.0), colour=QUIET)
    deck.text(foot_box, [(Run(sources),)], style)


def map_png(picture: MapPicture) -> bytes:
    """The map by itself with scale bar and north arrow, as .png."""
    frame = picture.frame
    figure = Figure(figsize=(frame.width_mm / 25.4, frame.height_mm / 25.4), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    axes = map_axes(figure, frame, 0, 0)
    draw_map(axes, picture, lay_out(picture, reserved(picture, picture.scale)))
    draw_scale_and_north(axes, picture, picture.scale)
    return _png(figure)


def _swatch_png(swatches: Sequence[Style], width: float, height: float, scale: float) -> bytes:
    """Samples of the legend side by side, together `width` x `height` mm."""
    figure = Figure(figsize=(width / 25.4, height / 25.4), dpi=DPI, facecolor="none")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.axis("off")
    edge, each = 0.2 * scale, width / len(swatches)
    for number, style in enumerate(swatches):
        box = (each * number + edge, edge, each * (number + 1) - edge, height - edge)
        paint_swatch(axes, style, box, scale=scale)
    return _png(figure)


def _png(figure: Figure) -> bytes:
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=DPI, metadata={"Software": None})
    return file.getvalue()


def _legend(deck: Deck, items: list[LegendItem], box: Box) -> None:
    """Samples as pictures, labels as text, in one or two columns as large as there is room for; all in one group."""
    lines = legend_lines(items)
    for size, across in LEGEND_WAYS:
        heights = [_line_height(deck, line, box.width / across, size * deck.scale) for line in lines]
        columns = _columns(lines, across)
        if all(sum(heights[column]) <= box.height for column in columns):
            break
    type_pt = size * deck.scale
    width = box.width / across
    group = deck.group()
    for place, column in enumerate(columns):
        left = box.left + (across - 1 - place if deck.right_to_left else place) * width
        top = box.top
        for line, height in zip(lines[column], heights[column], strict=True):
            _draw_legend_line(deck, line, Box(left, top, width, height), type_pt, group)
            top += height


def _draw_legend_line(deck: Deck, line: LegendLine, box: Box, type_pt: float, group: Any) -> None:
    texts, wide, high = deck.lines(Phrase(*line.names)), type_pt * 0.85, type_pt * 0.48
    label = replace(box, width=box.width - 1.0)
    if not line.is_heading:
        start = box.left + box.width - wide if deck.right_to_left else box.left
        sample = Box(start, box.top + (box.height - high) / 2, wide, high)
        swatches = line.swatches[::-1] if deck.right_to_left else line.swatches
        deck.picture(_swatch_png(swatches, wide, high, type_pt / 7), sample, texts[0], group)
        beside = box.left + (1.0 if deck.right_to_left else wide + 1.5)
        label = replace(box, left=beside, width=box.width - wide - 2.5)
    style = TextStyle(type_pt, bold=line.is_heading)
    deck.text(label, [(Run(text),) for text in texts], style, middle=True, within=group)


def _line_height(deck: Deck, line: LegendLine, width: float, size: float) -> float:
    """Height of a line of the legend in a column of `width`, mm; `size` of type, pt."""
    room = width - size * 0.85 - 2.5
    texts = deck.lines(Phrase(*line.names))
    return sum(len(wrap(text, room * SPARE, size, bold=line.is_heading)) for text in texts) * line_mm(size) + 0.9


def _columns(lines: Sequence[LegendLine], across: int) -> list[slice]:
    """Which lines stand in which column; a heading ends none."""
    each = max(1, -(-len(lines) // across))
    breaks = [end - 1 if lines[end - 1].is_heading else end for end in range(each, len(lines), each)]
    return [slice(*ends) for ends in pairwise([0, *breaks, len(lines)])]


def _change(deck: Deck) -> None:
    """Before, after and what changed hands; then who took how much from whom."""
    brief, scale = _as_kind(deck.brief, "change"), deck.scale
    if not _has_range(brief):
        return
    title, filters = title_of(brief), brief.situation.filters
    deck.add_slide(title)
    body, gap = deck.body, 4 * scale
    caption = 6.5 * scale * len(deck.lines(words.DIFFERENCE))
    width = (body.width - 2 * gap) / 3
    pictures = three_pictures(brief, (width, body.height * 0.48), changed_bounds(brief.situation))
    titles = [
        words.BEFORE.fill(day=words.on_day(filters.start)),
        words.AFTER.fill(day=words.on_day(filters.end)),
        words.DIFFERENCE,
    ]
    for number, (picture, phrase) in enumerate(zip(pictures, titles, strict=True)):
        place = 2 - number if deck.right_to_left else number
        left = body.left + place * (width + gap)
        _paragraphs(deck, Box(left, body.top, width, caption), [phrase], 13 * scale)
        box = Box(left + (width - picture.frame.width_mm) / 2, body.top + caption, picture.frame.width_mm, 0)
        deck.picture(map_png(picture), replace(box, height=picture.frame.height_mm), phrase.say(deck.language))
    top = body.top + caption + pictures[0].frame.height_mm + 3 * scale
    below = Box(body.left, top, body.width, body.top + body.height - top)
    _change_tables(deck, brief.situation, title, below)


def _change_tables(deck: Deck, situation: Situation, title: Phrase, below: Box) -> None:
    moved = transition_rows(situation)
    if not moved:
        _paragraphs(deck, below, [words.NO_CHANGE], 16 * deck.scale)
        return
    size, gap = (SMALL_PT if deck.language == "both" else TABLE_PT) * deck.scale, 6 * deck.scale
    wide = (below.width - gap) * 0.55
    first, second = (
        Box(below.left, below.top, wide, 0),
        Box(below.left + wide + gap, below.top, below.width - wide - gap, 0),
    )
    if deck.right_to_left:
        first, second = replace(first, left=below.left + below.width - wide), replace(second, left=below.left)
    took = [[deck.cell(words.FROM), deck.cell(words.TO), deck.cell(Phrase("km²", "كم²"), figure=True)]]
    took += [[deck.cell(a), deck.cell(b), _number(deck, km2)] for a, b, km2 in moved]
    gain, loss = situation.change.gross_gain, situation.change.gross_loss
    balance = [[deck.cell(words.GAINED_LOST), deck.cell(words.GAINED, figure=True), deck.cell(words.LOST, figure=True)]]
    balance += [
        [
            deck.cell(words.standing_name(one, situation)),
            _number(deck, gain.get(one, 0.0)),
            _number(deck, loss.get(one, 0.0)),
        ]
        for one in sorted(gain.keys() | loss.keys(), key=lambda f: (-gain.get(f, 0.0) - loss.get(f, 0.0), f))
    ]
    rooms = chain([below.height], repeat(deck.body.height))
    tables = [
        (first, (4, 4, 2), list(deck.pages(took, (4, 4, 2), first.width, size, rooms))),
        (
            second,
            (4, 2, 2),
            list(deck.pages(balance, (4, 2, 2), second.width, size, chain([below.height], repeat(deck.body.height)))),
        ),
    ]
    for number in range(max(len(pages) for _, _, pages in tables)):
        if number:
            deck.add_slide(title)
        for box, shares, pages in tables:
            if number < len(pages):
                deck.table(replace(box, top=deck.body.top) if number else box, pages[number], shares, size)


def _number(deck: Deck, value: float) -> Cell:
    return Cell(((Run(f"{value:,.0f}"),),), figure=True)


def _figures(deck: Deck) -> None:
    """Events, casualties, front line and ground, as one table."""
    brief = deck.brief
    rows = [[deck.cell(words.FIGURE_NAME), deck.cell(words.VALUE, figure=True), deck.cell(words.REMARK)]]
    rows += [_figure_row(deck, one.label, one.value, one.remark) for one in event_figures(brief.situation)]
    for figure in ground_figures(brief):
        unit = words.KM2_HELD.fill(name=figure.label)
        rows.append(_figure_row(deck, unit, figure.value, figure.remark, figure.colour))
    _paged(deck, words.KEY_FIGURES, rows, (4, 4, 5), FIGURES_PT)


def _figure_row(deck: Deck, label: Phrase, value: Phrase, remark: Phrase | None, chip: str = "") -> list[Cell]:
    return [deck.cell(label, chip=chip), deck.cell(value, figure=True), deck.cell(remark or Phrase("", ""))]


def _paged(deck: Deck, title: Phrase, rows: list[list[Cell]], shares: tuple[float, ...], size: float) -> None:
    """A table on as many slides as it needs."""
    deck_size = size * deck.scale
    for page in deck.pages(rows, shares, deck.body.width, deck_size, repeat(deck.body.height)):
        deck.add_slide(title)
        deck.table(deck.body, page, shares, deck_size)


def _ground(deck: Deck) -> None:
    """Who held how much on each day, and how long the front line was."""
    if not deck.brief.theatre.tells_control:
        return
    at_the_end = words.GROUND_BY[period_of(deck.brief)]
    ground, front = ground_series(deck.brief)
    if not ground.series:
        return
    deck.add_slide(words.DAY_BY_DAY_FIGURES)
    body, scale = deck.body, deck.scale
    caption, wide, gap = 6.5 * scale * len(deck.lines(at_the_end)), body.width * 0.6, 6 * scale
    left, right = (
        Box(body.left, body.top, wide, caption),
        Box(body.left + wide + gap, body.top, body.width - wide - gap, caption),
    )
    if deck.right_to_left:
        left, right = replace(left, left=body.left + body.width - wide), replace(right, left=body.left)
    high = body.height - caption
    for box, phrase in ((left, at_the_end), (right, words.FRONT_BY_DAY)):
        _paragraphs(deck, box, [phrase], 13 * scale)
    chart = replace(left, top=body.top + caption, height=high)
    draw_stacked(deck, chart, ground, gap=8, about=at_the_end.say(deck.language))
    chart = replace(right, top=body.top + caption, height=high)
    draw_line(deck, chart, front, about=words.FRONT_BY_DAY.say(deck.language))


def _events(deck: Deck) -> None:
    """Events by day and type."""
    title = words.EVENTS_BY[period_of(deck.brief)]
    deck.add_slide(title)
    data = event_series(deck.brief)
    if data.series:
        draw_stacked(deck, deck.body, data, gap=40, about=title.say(deck.language))
    else:
        _paragraphs(deck, deck.body, [words.NO_EVENTS], 16 * deck.scale)


def _flipped(deck: Deck) -> None:
    """The places that changed hands, each with those who say so."""
    situation = deck.brief.situation
    if not situation.change.places:
        return
    heads = (words.PLACE, words.FROM, words.TO, words.SINCE_WHEN, words.WHO_SAYS_SO)
    places = situation.theatre.places
    rows = [[deck.cell(head) for head in heads]]
    for flipped in flipped_places(situation):
        english, arabic = places.loc[flipped.place_id, ["name_en", "name_ar"]]
        place = Phrase(str(english), name(english, arabic, "ar"))
        stood = [words.standing_name(state.standing, situation) for state in (flipped.before, flipped.after)]
        since = words.on_day(flipped.since) if flipped.since else Phrase("", "")
        cells = [deck.cell(phrase) for phrase in (place, *stood, since)]
        rows.append([*cells, Cell((_who(deck, situation, flipped.after.reports),))])
    title = words.PLACES_FLIPPED.fill(count=len(situation.change.places))
    _paged(deck, title, rows, (3, 2.4, 2.4, 2.2, 5), SMALL_PT)


def _who(deck: Deck, situation: Situation, reports: Iterable[str]) -> tuple[Run, ...]:
    log = situation.theatre.reports.loc[list(reports)]
    said = log.drop_duplicates("asserted_by")
    runs: list[Run] = []
    for report in said.head(MOST_NAMED).itertuples():
        runs += [Run("; ")] if runs else []
        runs.append(Run(str(report.asserted_by), str(report.source_url)))
    if len(said) > MOST_NAMED:
        runs.append(Run(" " + words.MORE.fill(count=len(said) - MOST_NAMED).say(deck.language)))
    return tuple(runs) or (Run(""),)


def _sources(deck: Deck) -> None:
    """Licences and method, then every page that the events and the changes rest on."""
    brief, scale = deck.brief, deck.scale
    deck.add_slide(words.ABOUT_DATA)
    size = (deck.body.width, deck.body.height)
    frame = picture_of(brief.situation, (), brief.request.look, size, scale).frame
    languages: tuple[Language, ...] = ("en", "ar") if deck.language == "both" else (deck.language,)
    told = [Phrase(line, line) for language in languages for line in footer_lines(brief, frame, language)]
    _paragraphs(deck, deck.body, told, 14 * scale)
    listed = list(_pages_cited(brief.situation))
    if not listed:
        return
    rows = [[deck.cell(words.PUBLISHER), deck.cell(words.TITLE_OF_SOURCE), deck.cell(words.USED_FOR)]]
    if len(listed) > MOST_PAGES:
        remark = words.MORE_PAGES.fill(count=f"{len(listed):,}")
        rows.append([Cell(((Run(""),),)), deck.cell(remark), Cell(((Run(""),),))])
        listed = _by_publisher(listed)[:MOST_PAGES]
    for publisher, title, url, events, reports in listed:
        used = [words.USED_EVENTS.fill(count=events)] if events else []
        used += [words.USED_REPORTS.fill(count=reports)] if reports else []
        what = Phrase(", ".join(p.en for p in used), "، ".join(p.ar for p in used))
        shown = title or url or words.GENERAL_KNOWLEDGE.say(deck.language)
        rows.append([Cell(((Run(publisher),),)), Cell(((Run(shown, url),),)), deck.cell(what)])
    _paged(deck, words.SOURCES, rows, (3, 7, 3), SMALL_PT)


def _by_publisher(pages: list[tuple[str, str, str, int, int]]) -> list[tuple[str, str, str, int, int]]:
    """Pages of one publisher as one, those cited most first."""
    counts: dict[str, tuple[int, int]] = {}
    for publisher, _, _, events, reports in pages:
        before = counts.get(publisher, (0, 0))
        counts[publisher] = before[0] + events, before[1] + reports
    most = sorted(counts.items(), key=lambda cited: (-sum(cited[1]), cited[0]))
    return [(publisher, "-", "", events, reports) for publisher, (events, reports) in most]


def _pages_cited(situation: Situation) -> Iterator[tuple[str, str, str, int, int]]:
    """Publisher, title, address, and for how many events and reports of change each page is cited; by publisher."""
    deciding = [report for place in situation.change.places for report in situation.states[place].reports]
    columns = ["source_publisher", "source_title", "source_url"]
    parts = [
        situation.events[columns].assign(events=1, reports=0),
        situation.theatre.reports.loc[list(dict.fromkeys(deciding)), columns].assign(events=0, reports=1),
    ]
    cited = pd.concat([pd.DataFrame(part) for part in parts if len(part)] or parts[:1])
    cited[columns] = cited[columns].fillna("").astype(str)
    cited["source_url"] = cited["source_url"].where(cited["source_url"].map(is_web_address).astype(bool), "")
    counted = cited.groupby(columns, sort=True)[["events", "reports"]].sum().reset_index()
    for row in counted.itertuples(index=False):
        yield row.source_publisher, row.source_title, row.source_url, int(row.events), int(row.reports)
