"""What stands over a sheet: title, days, what is left out, and how far it may be passed on."""

from __future__ import annotations

from briefing import words
from briefing.brief import Brief
from briefing.sheet.ink import QUIET
from briefing.sheet.paper import Paper
from briefing.sheet.typeset import line_mm, width_mm, wrap
from briefing.words import Phrase

TLP_COLOURS = {"clear": "#ffffff", "green": "#33ff00", "amber": "#ffc000", "red": "#ff2b2b"}
"""Letters of each marking on black (FIRST, Traffic Light Protocol 2.0)."""


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
