"""The headline figures over the map: each with its unit, its day and how it is computed."""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from geo.situation import Figures, Situation
from layers.words import day, span
from ui.html import text
from ui.words import signed

HOW_EVENTS = (
    "Incidents whose every possible day lies in the range are certain; those that only may have happened in it are "
    "possible. Running totals, meetings and statements are not counted."
)
HOW_KILLED = (
    "Best is the sum of the sources' best figures for certain incidents; low and high add up their bounds, high with "
    "the possible incidents. Incidents without a figure add nothing: the true number is higher."
)
HOW_FRONT = (
    "Length on the ellipsoid of the edges between place cells held by factions on opposing sides. Contested, disputed "
    "and unknown ground has no line. An edge on the border of two areas counts for both."
)
HOW_GROUND = (
    "Each place stands for the ground nearest to it; its reports decide who holds it. Areas are measured in an "
    "equal-area grid (EPSG:6933). Claimed ground, for which only the holder, a claim about the whole area or general "
    "knowledge without a page speaks, is given apart. Inferred is the part of both that lies far from every place with "
    "a report; the map draws it paler. The change counts from the end of the first day."
)


def headline(situation: Situation) -> None:
    """One strip of figures; it scrolls sideways where the window is narrow."""
    figures, filters = situation.figures, situation.filters
    until, since = day(filters.end), day(filters.start)
    days = _days(filters.start, filters.end)
    deaths = figures.fatalities
    told = deaths.silent < figures.certain + figures.possible
    moved = figures.front_line_km - figures.front_line_km_at_from
    cards = [
        _card(
            "Events",
            f"{figures.certain:,} certain",
            f"{figures.possible:,} possible · {days} · {situation.area.name_en}",
            HOW_EVENTS,
        ),
        _card(
            "Killed, as reported",
            f"{deaths.best:,}" if told else "no figure",
            f"{f'{deaths.low:,} to {deaths.high:,} · ' if told else ''}{deaths.silent:,} without a figure · {days}",
            HOW_KILLED,
        ),
        _card(
            "Front line",
            f"{figures.front_line_km:,.0f} km",
            f"{until} · {signed(moved)} km since the end of {since}" if moved else until,
            HOW_FRONT,
        ),
        _ground_card(situation, until, since),
    ]
    st.html(f'<div class="fl-headline">{"".join(cards)}</div>')


def _days(first: date, last: date) -> str:
    """The range, its year once where it has one."""
    return f"{first.day} {first:%b} to {day(last)}" if first.year == last.year and first != last else span(first, last)


def _card(label: str, figure: str, detail: str, how: str) -> str:
    return (
        f'<div class="fl-card"><span class="fl-label">{text(label)}{_how(how)}</span>'
        f'<span class="fl-figure">{text(figure)}</span><span class="fl-detail">{text(detail)}</span></div>'
    )


def _how(sentence: str) -> str:
    label = escape(sentence, quote=True)
    return f'<span class="fl-how" tabindex="0" aria-label="{label}">i<span>{text(sentence)}</span></span>'


def _ground_card(situation: Situation, until: str, since: str) -> str:
    factions = situation.theatre.factions
    chips = []
    for faction_id, now, before, claimed in ground_rows(situation.figures):
        faction = factions[faction_id]
        change = signed(now - before)
        inferred = situation.figures.ground.inferred.get(faction_id, 0.0)
        extra = f" +{claimed:,.0f} claimed" if round(claimed) else ""
        extra += f" · {inferred:,.0f} inferred" if round(inferred) else ""
        chips.append(
            f'<span class="fl-chip"><i style="background:{escape(faction.colour, quote=True)}"></i>'
            f"{text(faction.short_en)} <b>{now:,.0f}</b> <small>({change}){text(extra)}</small></span>"
        )
    unheld = situation.figures.ground.unheld
    if unheld:
        parts = ", ".join(f"{status} {km2:,.0f}" for status, km2 in unheld.items())
        far = sum(situation.figures.ground.inferred.get(status, 0.0) for status in unheld)
        extra = f" <small>· {text(f'{far:,.0f} inferred')}</small>" if round(far) else ""
        chips.append(f'<span class="fl-chip"><i class="fl-nobody"></i>No holder: <b>{text(parts)}</b>{extra}</span>')
    title = f"Ground held on {until}, km² (change since the end of {since}) · {situation.area.name_en}"
    return (
        f'<div class="fl-card fl-ground"><span class="fl-label">{text(title)}{_how(HOW_GROUND)}</span>'
        f"{''.join(chips) or 'No faction of the filter holds ground here.'}</div>"
    )


def ground_rows(figures: Figures) -> list[tuple[str, float, float, float]]:
    """faction, km² held at `to`, km² held at `from`, km² only claimed at `to`; the largest first."""
    now, then, claimed = figures.ground.held, figures.ground_at_from.held, figures.ground.claimed
    rows = [
        (faction, now.get(faction, 0.0), then.get(faction, 0.0), claimed.get(faction, 0.0))
        for faction in now.keys() | then.keys() | claimed.keys()
    ]
    return sorted(rows, key=lambda row: (-row[1] - row[3], row[0]))
