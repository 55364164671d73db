"""The headline figures over the map: each with its unit, its day and how it is computed."""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from geo.analysis.situation import Situation
from geo.analysis.situation_figures import Figures
from info.figures import HOW_EVENTS, HOW_FRONT, HOW_GROUND, HOW_KILLED, abroad_words, ground_rows, signed
from map.wording import day, span
from ui.html import text


def headline(situation: Situation) -> None:
    """One strip of figures; it scrolls sideways where the window is narrow."""
    figures, filters = situation.figures, situation.filters
    until, since = day(filters.end), day(filters.start)
    days = _days(filters.start, filters.end)
    deaths = figures.fatalities
    told = deaths.silent < figures.certain + figures.possible
    control = [_front_card(situation, until, since), _ground_card(situation, until, since)]
    cards = [
        _card(
            "Events",
            f"{figures.certain:,} certain",
            " · ".join(
                filter(None, [f"{figures.possible:,} possible", days, situation.area.name_en, _abroad(figures)])
            ),
            HOW_EVENTS,
        ),
        _card(
            "Killed, as reported",
            f"{deaths.best:,}" if told else "no figure",
            f"{f'{deaths.low:,} to {deaths.high:,} · ' if told else ''}{deaths.silent:,} without a figure · {days}",
            HOW_KILLED,
        ),
        *(control if situation.theatre.tells_control else [_no_control_card()]),
    ]
    st.html(f'<div class="fl-headline">{"".join(cards)}</div>')


def _abroad(figures: Figures) -> str:
    words = abroad_words(figures.abroad)
    return words[:1].lower() + words[1:]


def _front_card(situation: Situation, until: str, since: str) -> str:
    figures = situation.figures
    moved = figures.front_line_km - figures.front_line_km_at_from
    return _card(
        "Front line",
        f"{figures.front_line_km:,.0f} km",
        f"{until} · {signed(moved)} km since the end of {since}" if moved else until,
        HOW_FRONT,
    )


def _no_control_card() -> str:
    return _card(
        "Control of ground", "no reports", "Nobody is shown to hold ground, and no front line is drawn.", HOW_GROUND
    )


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
