"""The headline figures beside the map: each with its unit, its day and how it is computed."""

from __future__ import annotations

from html import escape

import streamlit as st

from geo.analysis.situation import Situation
from geo.analysis.situation_figures import Figures
from geo.common.messages import _
from info.figures import (
    HOW_FRONT,
    HOW_GROUND,
    HOW_KILLED,
    abroad_words,
    ground_columns,
    ground_table,
    how_events,
    signed,
)
from map.ground_paint import key_style
from map.layer import RenderOptions
from map.spoken import day, short_name
from ui.html import text
from ui.words import STANDING_WORDS, area_name


def headline(situation: Situation) -> None:
    """Events, deaths and front line, a line each."""
    figures, filters = situation.figures, situation.filters
    until, since = day(filters.end), day(filters.start)
    deaths = figures.fatalities
    told = deaths.silent < figures.certain + figures.possible
    control = _front(situation, until, since) if situation.theatre.tells_control else _no_control()
    lines = [
        _line(
            _("Events"),
            _("{count} certain").format(count=f"{figures.certain:,}"),
            " · ".join(filter(None, [_("{count} possible").format(count=f"{figures.possible:,}"), _abroad(figures)])),
            how_events(situation),
        ),
        _line(
            _("Killed, as reported"),
            f"{deaths.best:,}" if told else _("no figure"),
            " · ".join(
                [
                    *([_("{low} to {high}").format(low=f"{deaths.low:,}", high=f"{deaths.high:,}")] if told else []),
                    _("{count} without a figure").format(count=f"{deaths.silent:,}"),
                ]
            ),
            _(HOW_KILLED),
        ),
        control,
    ]
    st.container(key="headline").html(f'<div class="fl-headline">{"".join(lines)}</div>')


def _abroad(figures: Figures) -> str:
    words = abroad_words(figures.abroad)
    return words[:1].lower() + words[1:]


def _front(situation: Situation, until: str, since: str) -> str:
    figures = situation.figures
    moved = figures.front_line_km - figures.front_line_km_at_from
    return _line(
        _("Front line"),
        _("{km} km").format(km=f"{figures.front_line_km:,.0f}"),
        _("{day} · {km} km since the end of {since}").format(day=until, km=signed(moved), since=since)
        if moved
        else until,
        _(HOW_FRONT),
    )


def _no_control() -> str:
    return _line(
        _("Control of ground"),
        _("no reports"),
        _("Nobody is shown to hold ground, and no front line is drawn."),
        _(HOW_GROUND),
    )


def _line(label: str, figure: str, detail: str, how: str) -> str:
    return (
        f'<div class="fl-line"><span class="fl-label">{text(label)}</span> '
        f'<span class="fl-figure">{text(figure)}</span> <span class="fl-detail">{text(detail)}</span>{_how(how)}</div>'
    )


def _how(sentence: str) -> str:
    label = escape(sentence, quote=True)
    return f'<span class="fl-how" tabindex="0" aria-label="{label}">i<span>{text(sentence)}</span></span>'


def ground(situation: Situation, look: RenderOptions) -> None:
    """The table of who has how much ground, in the colours of the map's legend."""
    figures, filters = situation.figures, situation.filters
    until, since = day(filters.end), day(filters.start)
    changes = filters.start < filters.end
    heads = (_("Holder"), *(column.say() for column in ground_columns(changes=changes)))
    body = "".join(
        f"<tr>{_holder(row.standing, situation, look)}"
        + "".join(f"<td>{text(cell)}</td>" for cell in row.cells(changes=changes))
        + "</tr>"
        for row in ground_table(figures.ground, figures.ground_at_from)
    )
    title = (
        _("Ground held on {day}, km²; change since the end of {since}").format(day=until, since=since)
        if changes
        else _("Ground held on {day}, km²").format(day=until)
    )
    title = f"{title} · {area_name(situation.area)}"
    head = "".join(f'<th scope="col">{column}</th>' for column in heads)
    st.html(
        f'<table class="fl-ground"><caption>{text(title)}{_how(_(HOW_GROUND))}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _holder(standing: str, situation: Situation, look: RenderOptions) -> str:
    faction, style = situation.theatre.factions.get(standing), key_style(standing, situation, look)
    name = short_name(faction) if faction else _(STANDING_WORDS[standing]).capitalize()
    chip = '<i class="fl-nobody"></i>' if style.fill == "none" else f'<i style="background:{style.colour}"></i>'
    return f'<th scope="row" class="fl-chip">{chip}{text(name)}</th>'
