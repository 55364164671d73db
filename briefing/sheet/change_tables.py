"""The tables of a change: from whom to whom, gained and lost, what happened in the range, and which places flipped."""

from __future__ import annotations

from briefing.job.brief import Brief
from briefing.sheet.changed_ground import outside_km2
from briefing.sheet.ink import QUIET
from briefing.sheet.paper import Paper
from briefing.sheet.table import draw_table, fitted, table_height
from briefing.sheet.typeset import line_mm, type_pt, wrap
from briefing.text import words
from briefing.text.key_figures import event_figures
from briefing.text.lead import shortest_told
from briefing.text.words import Phrase
from geo.analysis.advances import advances
from geo.analysis.flipped_places import flipped_places
from geo.analysis.front_pairs import front_shift
from geo.analysis.situation import Situation
from geo.common.crs import Bounds
from geo.control.highways import highways_moved
from geo.registry.place_sizes import DISTRICT
from map.layer import Language
from map.wording import km_words, name

TOLD_KM2 = 0.5
"""Less than that is 0 km² in whole numbers."""


def transition_rows(situation: Situation) -> list[tuple[Phrase, Phrase, float]]:
    """From, to, km², the largest first."""
    moved = sorted(situation.change.transitions.items(), key=lambda item: (-item[1], item[0]))
    return [(words.standing_name(a, situation), words.standing_name(b, situation), km2) for (a, b), km2 in moved]


def table_notes(situation: Situation, about: Bounds | None) -> list[Phrase]:
    """What the table of the change leaves to be said, `about`: what the maps show where that is not all of the area."""
    moved = situation.change
    drawn = situation.theatre.history is not None
    notes = [
        words.SLIVERS.fill(km2=f"{moved.sliver_km2:,.0f}")
        if drawn
        else words.INFERRED_CHANGE.fill(km2=f"{moved.inferred_km2:,.0f}")
    ]
    if about and (beyond := outside_km2(situation, about)) >= TOLD_KM2:
        notes.append(words.BEYOND_THE_MAPS.fill(km2=f"{beyond:,.0f}"))
    return notes


def figures_of_change(
    paper: Paper, brief: Brief, notes: list[Phrase], left: float, right: float, top: float, size: float, *, drawn: bool
) -> float:
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
    small = type_pt(size, 0.85)
    for note in notes:
        y -= paper.block(left, right, y, note.say(paper.language), small, colour=QUIET) if drawn else 2 * line_mm(small)
    y -= line_mm(size) * 0.6
    y -= _heading(paper, left, right, y, words.GAINED_LOST, size, drawn=drawn)
    gain, loss = moved.gross_gain, moved.gross_loss
    balance = [["", words.GAINED.say(language), words.LOST.say(language)]]
    balance += [
        [words.standing_name(one, situation).say(language), f"{gain.get(one, 0.0):,.0f}", f"{loss.get(one, 0.0):,.0f}"]
        for one in sorted(gain.keys() | loss.keys(), key=lambda f: (-gain.get(f, 0.0) - loss.get(f, 0.0), f))
    ]
    y -= draw_table(paper, left, right, y, balance, size, numbers=2) if drawn else table_height(balance, size)
    return top - y


def _heading(
    paper: Paper, left: float, right: float, top: float, phrase: Phrase, size: float, *, drawn: bool = True
) -> float:
    text, large = phrase.say(paper.language), size * 1.15
    if drawn:
        paper.block(left, right, top, text, large, bold=True)
    return line_mm(large) * len(wrap(text, right - left, large, bold=True)) + 0.4


def draw_events_and_places(
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
    flips, count = flipped_lines(brief.situation, paper.language), len(brief.situation.places_flipped)
    y -= _heading(paper, left, right, y, words.PLACES_FLIPPED.fill(count=f"{count:,}"), size)
    room = int((y - floor) / line_mm(size))
    shown = flips if count <= room else flips[: max(0, room - 1)]
    for line in shown:
        paper.text(start, y - line_mm(size) * 0.78, fitted(line, right - left, size), size, align=near)
        y -= line_mm(size)
    if len(shown) < count:
        more = words.MORE_IN_PDF.fill(count=f"{count - len(shown):,}").say(language)
        paper.text(start, y - line_mm(size) * 0.78, fitted(more, right - left, size), size, colour=QUIET, align=near)


def range_figures(situation: Situation) -> list[tuple[Phrase, Phrase]]:
    """Strikes, events, casualties, how the front moved, crossings and highways that changed."""
    theatre = situation.theatre
    strikes = sum(situation.figures.strikes.values())
    lines = [(figure.label, figure.value) for figure in event_figures(situation)]
    lines.insert(1, (words.STRIKES, Phrase(f"{strikes:,}", f"{strikes:,}")))
    moved = front_shift(situation)
    if moved:
        far = words.MEDIAN_MOST.fill(median=f"{moved.median_km:,.1f}", most=km_words(moved.max_km))
        lines.append((words.FRONT_MOVED, words.STAYED if moved.stayed else far))
    if ways := advances(situation):
        lines.append((words.FARTHEST_ADVANCE, shortest_told(situation, ways[0])))
    crossings = len(situation.crossings_flipped)
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
    """One line a place: name, since when, from and to; the most important first. Districts stand for no place beside
    their city."""
    places = situation.theatre.places.loc[list(situation.places_flipped), ["kind", "name_en", "name_ar"]]
    told = {row.Index: (row.kind, row.name_en, row.name_ar) for row in places.itertuples()}
    arrow, comma = ("←", "،") if language == "ar" else ("→", ",")
    one: Language = "ar" if language == "ar" else "en"
    lines = []
    for flipped in flipped_places(situation):
        kind, english, arabic = told[flipped.place_id]
        if kind == DISTRICT:
            continue
        shown = name(english, arabic, one)
        then, now = (words.standing_name(s.standing, situation).say(one) for s in (flipped.before, flipped.after))
        since = f"{comma} {words.on_day(flipped.since).say(one)}" if flipped.since else ""
        line = f"{shown}{since}: {then} {arrow} {now}"
        lines.append(words.from_right(line) if language == "ar" else line)
    return lines
