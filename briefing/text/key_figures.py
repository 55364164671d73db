"""The figures of a situation as lines of a sheet."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.job.brief import Brief
from briefing.text import words
from geo.analysis.situation import Situation
from geo.analysis.situation_figures import Abroad
from geo.common.phrases import Phrase
from info.figures import ground_table, signed
from map.ground_paint import key_colour
from map.wording import on_day


@dataclass(frozen=True)
class Figure:
    """A label, its value, a remark; `colour` of a sample before it, "" for none."""

    label: Phrase
    value: Phrase
    remark: Phrase | None = None
    colour: str = ""


def _same(text: str) -> Phrase:
    return Phrase(text, text)


def event_figures(situation: Situation) -> list[Figure]:
    """Events, casualties and the length of the front line in the filters' area."""
    figures, deaths = situation.figures, situation.figures.fatalities
    counted = words.CERTAIN_POSSIBLE.fill(certain=f"{figures.certain:,}", possible=f"{figures.possible:,}")
    told = deaths.silent < figures.certain + figures.possible
    killed = (
        words.KILLED_RANGE.fill(best=f"{deaths.best:,}", low=f"{deaths.low:,}", high=f"{deaths.high:,}")
        if told
        else words.NO_FIGURE
    )
    silent = words.SILENT.fill(count=f"{deaths.silent:,}") if told and deaths.silent else None
    moved = figures.front_line_km - figures.front_line_km_at_from
    since = words.SINCE.fill(day=on_day(situation.filters.start))
    km = words.KM.fill(km=signed(moved))
    front = Figure(
        words.FRONT_LINE,
        words.KM.fill(km=f"{figures.front_line_km:,.0f}"),
        Phrase(f"{km.en} {since.en}", f"{km.ar} {since.ar}") if round(moved) else None,
    )
    told_of_events = [Figure(words.EVENTS, counted), Figure(words.KILLED, killed, silent)]
    told_of_events += abroad_figures(figures.abroad)
    return [*told_of_events, front] if situation.theatre.tells_control else told_of_events


def abroad_figures(abroad: Abroad) -> list[Figure]:
    """What lies outside the country and stands in no other figure; nothing where nothing does."""
    many = abroad.certain + abroad.possible
    if not many:
        return []
    told = words.ABROAD_EVENTS if abroad.fatalities.silent < many else words.ABROAD_SILENT
    return [Figure(words.ABROAD, told.fill(count=f"{many:,}", killed=f"{abroad.fatalities.best:,}"))]


def ground_figures(brief: Brief) -> list[Figure]:
    """km² by holder on the last day, with the change since the first, the largest first; none where nobody reports
    control."""
    situation, factions = brief.situation, brief.theatre.factions
    if not brief.theatre.tells_control:
        return []
    changes = brief.request.filters.start < brief.request.filters.end
    rows = []
    for row in ground_table(situation.figures.ground, situation.figures.ground_at_from):
        faction = factions.get(row.standing)
        if faction is None:
            rows.append(Figure(words.status_word(row.standing), _same(f"{row.held:,.0f}"), None, "#9a9a9a"))
            continue
        parts = [_same(f"({signed(row.change)})")] if changes else []
        parts += [words.CLAIMED_TOO.fill(km2=f"{row.claimed:,.0f}")] if round(row.claimed) else []
        parts += [words.INFERRED_OF_IT.fill(km2=f"{row.inferred:,.0f}")] if round(row.inferred) else []
        remark = Phrase(" · ".join(p.en for p in parts), " · ".join(p.ar for p in parts)) if parts else None
        colour = key_colour(faction, situation, brief.request.look)
        rows.append(Figure(words.short_name(faction), _same(f"{row.held:,.0f}"), remark, colour))
    return rows
