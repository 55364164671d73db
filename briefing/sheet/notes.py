"""The last pages of a PDF: the reports behind the ground, where they disagree, and every event with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from briefing.job.brief import Brief
from briefing.sheet.groups import grouped
from briefing.sheet.ink import INK, QUIET
from briefing.sheet.paper import Paper, new_paper
from briefing.sheet.typeset import line_mm, wrap
from briefing.text import words
from briefing.text.titles import title_of
from geo.analysis.situation import Situation
from geo.common.phrases import Language, Phrase, phrase, spoken_by
from geo.common.punctuation import SENTENCE_ENDS
from geo.control.rule_texts import RULE_SENTENCES, Rule
from geo.control.state import State
from geo.events.events import CERTAIN
from geo.query.own_area import in_area
from geo.registry.admiralty import english_grade
from layers.disagreement import differing
from map.wording import GEO_PRECISION, TIME_PRECISION, english_day, english_span, killed, name, within

MARGIN_MM, GAP_MM, COLUMNS = 9.0, 5.0, 3
SIZE_PT = 7.0
LONGEST_URL = 90
UNMOVED = frozenset({Rule.BASELINE, Rule.UNSOURCED})
"""Rules of places of which nothing was reported since the first day."""

MOST_EVENTS = 1_000
"""Events listed, the first by day; more are counted."""

MOST_REPORTS = 6
"""Reports listed for a place; more are counted."""


@dataclass(frozen=True)
class NoteEntry:
    """A bold line and the lines under it; a heading has none."""

    head: str
    lines: tuple[str, ...] = ()
    heading: bool = False


@dataclass(frozen=True)
class _SetEntry:
    """An entry in lines, each bold or not, of type of `size` pt; `height` with the air below, mm."""

    size: float
    lines: list[tuple[str, bool]]
    height: float
    heading: bool


def notes_pages(brief: Brief) -> list[Figure]:
    """As many pages as the notes need; one at least. Where both languages are wanted only names stand in both."""
    page, scale = brief.page, brief.page.scale
    margin, gap = MARGIN_MM * scale, GAP_MM * scale
    width = (page.width - 2 * margin - gap * (COLUMNS - 1)) / COLUMNS
    top, bottom = page.height - margin - 9 * scale, margin + 4 * scale
    papers: list[Paper] = []
    column, y = COLUMNS, bottom
    entries = [_set(entry, width, scale) for entry in _entries(brief)]
    for number, (entry, following) in enumerate(zip_longest(entries, entries[1:]), start=1):
        size, lines, step = entry.size, entry.lines, line_mm(entry.size)
        kept = entry.height
        if entry.heading and following:
            kept += following.height
        fresh = kept > y - bottom and y < top
        while lines:
            if fresh or column == COLUMNS:
                column, y = column + 1, top
                if column >= COLUMNS or not papers:
                    papers.append(_new_page(brief))
                    column = 0
            fitting = max(1, int((y - bottom) / step))
            place = COLUMNS - 1 - column if papers[-1].right_to_left else column
            with grouped(papers[-1].axes, f"note-{number}"):
                _draw(papers[-1], lines[:fitting], size, margin + place * (width + gap), width, y)
            y -= step * len(lines[:fitting])
            lines, fresh = lines[fitting:], True
        y -= 1.0 * scale
    for number, paper in enumerate(papers, start=1):
        label = words.PAGE_OF.fill(number=number + 1, count=len(papers) + 1).say(paper.language)
        stamp = f"{brief.stamp.tool}, {brief.theatre.id}, data {brief.theatre.version}"
        paper.text(margin, margin * 0.6, stamp, SIZE_PT * scale, colour=QUIET)
        paper.text(page.width - margin, margin * 0.6, label, SIZE_PT * scale, colour=QUIET, align="right")
    return [paper.figure for paper in papers]


def _new_page(brief: Brief) -> Paper:
    paper, scale = new_paper(brief.page, brief.request.language), brief.page.scale
    margin = MARGIN_MM * scale
    heading = f"{title_of(brief).say(paper.language)} - {words.NOTES.say(paper.language)}"
    with grouped(paper.axes, "notes-title"):
        paper.block(margin, brief.page.width - margin, brief.page.height - margin, heading, 11 * scale, bold=True)
    return paper


def _set(entry: NoteEntry, width: float, scale: float) -> _SetEntry:
    size = SIZE_PT * scale * (1.25 if entry.heading else 1.0)
    lines = [(line, True) for line in wrap(entry.head, width, size, bold=True)]
    lines += [(line, False) for text in entry.lines for line in wrap(text, width, size)]
    return _SetEntry(size, lines, line_mm(size) * len(lines) + 1.0 * scale, entry.heading)


def _draw(paper: Paper, lines: list[tuple[str, bool]], size: float, left: float, width: float, top: float) -> None:
    x, align = (left + width, "right") if paper.right_to_left else (left, "left")
    for number, (line, bold) in enumerate(lines):
        base = top - line_mm(size) * (number + 0.78)
        paper.text(x, base, line, size, bold=bold, colour=INK if bold else QUIET, align=align)


def _entries(brief: Brief) -> Iterator[NoteEntry]:
    situation, language = brief.situation, brief.request.language
    if brief.request.kind == "change":
        yield from _gains_and_losses(situation, language)
    if situation.theatre.history is not None:
        yield _heading(words.NOTES_DRAWN, language)
        note = situation.theatre.history.note
        yield NoteEntry(note.source or "-", (note.licence,) if note.licence else ())
    else:
        yield from _place_entries(brief)
    yield _heading(words.NOTES_EVENTS, language)
    if not len(situation.filtered):
        yield NoteEntry(words.NO_FIGURE.say(language))
    for event in situation.filtered.first(MOST_EVENTS).itertuples():
        yield _event(event, language)
    if (left_out := len(situation.filtered) - MOST_EVENTS) > 0:
        yield NoteEntry(words.MORE_EVENTS.fill(count=f"{left_out:,}").say(spoken_by(language)))


def _gains_and_losses(situation: Situation, language: Language) -> Iterator[NoteEntry]:
    """What each party gained and lost, km², the most first; nothing where no ground changed hands."""
    gain, loss = situation.change.gross_gain, situation.change.gross_loss
    parties = sorted(gain.keys() | loss.keys(), key=lambda f: (-gain.get(f, 0.0) - loss.get(f, 0.0), f))
    if parties:
        yield _heading(words.GAINED_LOST, language)
    for party in parties:
        sums = ((words.GAINED, gain.get(party, 0.0)), (words.LOST, loss.get(party, 0.0)))
        lines = tuple(f"{word.say(spoken_by(language))} {km2:,.0f}" for word, km2 in sums)
        yield NoteEntry(words.standing_name(party, situation).say(spoken_by(language)), lines)


def _heading(phrase: Phrase, language: Language) -> NoteEntry:
    return NoteEntry(phrase.say(language), heading=True)


def _place_entries(brief: Brief) -> Iterator[NoteEntry]:
    situation, language = brief.situation, brief.request.language
    inside = _places_inside(situation)
    if brief.request.kind != "map":
        yield _heading(words.NOTES_FLIPPED, language)
        listed = _by_name(situation, situation.places_flipped)
    else:
        yield _heading(words.NOTES_PLACES, language)
        listed = [place_id for place_id in inside if situation.states[place_id].reports]
    plain = [place_id for place_id in listed if situation.states[place_id].rule in UNMOVED]
    for place_id in listed:
        if place_id not in set(plain):
            yield _place(situation, place_id, language)
    yield from _alike(situation, plain, language)
    if not listed:
        yield NoteEntry(words.NO_PLACE.say(language))
    split = [place_id for place_id in inside if differing(situation.states[place_id])]
    yield _heading(words.NOTES_DISAGREE, language)
    for place_id in split:
        yield _votes(situation, place_id, language)
    if not split:
        yield NoteEntry(words.NO_PLACE.say(language))


def _places_inside(situation: Situation) -> list[str]:
    places = situation.theatre.places
    return _by_name(situation, places.index[in_area(situation.area, places)])


def _by_name(situation: Situation, place_ids: Iterable[str]) -> list[str]:
    names = situation.theatre.places["name_en"]
    return sorted(place_ids, key=lambda place_id: (names[place_id], place_id))


def _alike(situation: Situation, place_ids: list[str], language: Language) -> Iterator[NoteEntry]:
    """Places for which the same kind of word stands since the first day, told together."""
    log, groups = situation.theatre.reports, dict[tuple[str, str, str], list[str]]()
    for place_id in place_ids:
        state = situation.states[place_id]
        said = "; ".join(_said(log.loc[report_id]) for report_id in state.reports)
        key = (_state_word(situation, state, language), RULE_SENTENCES[state.rule], said)
        groups.setdefault(key, []).append(_place_name(situation, place_id, language))
    for (word, rule, said), names in sorted(groups.items()):
        yield NoteEntry(f"{word} ({len(names)})", (rule, f"{said}.", ", ".join(names)))


def _place_name(situation: Situation, place_id: str, language: Language) -> str:
    place = situation.theatre.places.loc[place_id]
    return name(place["name_en"], place["name_ar"], language).replace("\n", " · ")


def _state_word(situation: Situation, state: State, language: Language) -> str:
    parties = [situation.theatre.factions[party].short.say(spoken_by(language)) for party in state.parties]
    return " ".join([words.status_word(state.status.value).say(spoken_by(language)), " / ".join(parties)]).strip()


def _place(situation: Situation, place_id: str, language: Language) -> NoteEntry:
    state = situation.states[place_id]
    head = f"{_place_name(situation, place_id, language)}: {_state_word(situation, state, language)}"
    before = situation.states_at_from[place_id]
    if before.standing != state.standing:
        then = words.standing_name(before.standing, situation).say(spoken_by(language))
        head += phrase(" (was {holder})").say(spoken_by(language)).format(holder=then)
    log = situation.theatre.reports
    reports = [_report(log.loc[report_id]) for report_id in state.reports[:MOST_REPORTS]]
    more = len(state.reports) - len(reports)
    extra = [words.MORE.fill(count=more).say(spoken_by(language))] if more else []
    return NoteEntry(head, (RULE_SENTENCES[state.rule], *reports, *extra))


def _said(report: Any) -> str:
    """Attributed to, and how good that is."""
    return f"{report['asserted_by']} ({english_grade(report['reliability'], int(report['credibility']))})"


def _report(report: Any) -> str:
    earliest = report["event_date_earliest"]
    days = english_span(report["event_date"] if pd.isna(earliest) else earliest, report["event_date"])
    published = "" if pd.isna(report["published_on"]) else f", published {english_day(report['published_on'])}"
    source = report["source_title"] or report["source_publisher"]
    return f"{days}{published}: {_said(report)}. {source} {_shown(report['source_url'])}".rstrip()


def _shown(url: str) -> str:
    """An address as far as it can be read; the data files and the page have it whole."""
    return url if len(url) <= LONGEST_URL else url[: LONGEST_URL - 1] + "…"


def _votes(situation: Situation, place_id: str, language: Language) -> NoteEntry:
    state, factions, log = situation.states[place_id], situation.theatre.factions, situation.theatre.reports
    lines = []
    for vote in state.votes:
        who = "; ".join(dict.fromkeys(log.loc[report_id, "asserted_by"] for report_id in vote.reports))
        lines.append(f"{factions[vote.faction].short.say(spoken_by(language))} {vote.says}: {who}")
    head = f"{_place_name(situation, place_id, language)}: {_state_word(situation, state, language)}"
    return NoteEntry(head, tuple(lines))


def _event(event: Any, language: Language) -> NoteEntry:
    place = name(event.location_en, event.location_ar, language).replace("\n", " · ")
    sure = "" if event.membership == CERTAIN else " (possibly in the range)"
    precision = str(event.geo_precision)
    where = GEO_PRECISION[int(precision)] if precision.isdigit() else "place not known"
    how = f"{TIME_PRECISION[int(event.time_precision)]}; {where}, {within(float(event.uncertainty_km))}"
    dead = killed(event.fatalities_low, event.fatalities_best, event.fatalities_high) or "no figure of killed"
    grade = english_grade(event.reliability, int(event.credibility))
    page = f"{event.source_title or event.source_publisher} {_shown(event.source_url)}".rstrip()
    head = f"{english_span(event.event_date, event.end_date)}, {place}: {event.sub_event_type}{sure}"
    return NoteEntry(head, (f"{_closed(event.summary)} {dead}; {how}.", f"{event.asserted_by} ({grade}). {page}"))


def _closed(sentence: str) -> str:
    """`sentence` with a full stop, where it ends in no mark of its own."""
    text = sentence.rstrip()
    return text if text.rstrip("\"')»”’").endswith(SENTENCE_ENDS) else f"{text}."
