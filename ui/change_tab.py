"""What changed between the first and the last day: how much, where, and what was corrected later."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from briefing.text.lead import advance_told
from geo.analysis.advances import advances
from geo.analysis.front_pairs import front_shift
from geo.analysis.revisions import corrections
from geo.analysis.situation import Situation
from geo.common.messages import _, either
from geo.common.remembered import remembered
from geo.control.admin_units import Units
from geo.control.highways import highways_moved
from geo.events.events import CERTAIN, POSSIBLE
from geo.events.near_front import NearFront, front_bands
from geo.query.own_area import in_area
from info.figures import abroad_words, killed_words
from map.spoken import day, faction_names, listing
from map.wording import km_words
from ui.balance_tables import governorates_table, units_table
from ui.by_unit import picked
from ui.data_words import CROSSING_STATUSES, HOW_HELD, code_in_words
from ui.figures_table import figures_table, heading, paragraph
from ui.front_by_pair import pairs_table
from ui.html import strong, text
from ui.table_height import table_height
from ui.words import area_name, place_name, standing_name, unit_word

TALLEST = 400
BANDS_KM = (5.0, 10.0, 20.0)
"""How near to the front line events are counted: OCHA and REACH give what lies within 5 and 20 km."""


def change_tab(situation: Situation) -> None:
    """Transition table, gains and losses, the front, crossings, highways, the toll, and later corrections."""
    filters = situation.filters
    if filters.start == filters.end:
        st.info(_("One day has no change. Choose an earlier first day."))
        return
    if not situation.theatre.tells_control:
        st.info(_("No report says who holds ground here, so no change of it is known."))
        st.html(_toll(situation))
        return
    told = [_what_is_told(situation), _side_by_side(_transitions(situation), _balance(situation))]
    if situation.change.transitions:
        if len(situation.theatre.divisions) > 1:
            st.html("".join(told))
            told = []
        told.append(_by_unit(situation, picked(situation.theatre, "change-by")))
    told += [_front(situation), _crossings(situation), _highways(situation), _toll(situation)]
    st.html("".join(told))
    _corrections(situation)


def _side_by_side(*parts: str) -> str:
    """Parts beside each other where there is room."""
    return f'<div class="fl-beside">{"".join(f"<section>{part}</section>" for part in parts)}</div>'


@remembered
def _what_is_told(situation: Situation) -> str:
    filters = situation.filters
    words = _(
        "{area}, end of {first} against end of {last}. Gains and losses are gross: ground won and lost again in "
        "between is in neither. Claimed ground counts for its claimant."
    )
    first, last = day(filters.start), day(filters.end)
    return paragraph(strong(words).format(area=text(area_name(situation.area)), first=text(first), last=text(last)))


@remembered
def _transitions(situation: Situation) -> str:
    factions, moved = situation.theatre.factions, situation.change
    rows = [
        {_("From"): standing_name(before, factions), _("To"): standing_name(after, factions), _("km²"): km2}
        for (before, after), km2 in moved.transitions.items()
    ]
    note = ""
    if situation.theatre.history is not None:
        note = _("Lines drawn anew moved another {km2} km², in strips under 300 m wide; they are in no figure here.")
        note = note.format(km2=f"{moved.sliver_km2:,.0f}")
    elif rows:
        note = _("{km2} km² of it is inferred: from places near it, or over {km} km from any place with a report.")
        note = note.format(km2=f"{moved.inferred_km2:,.0f}", km=f"{situation.theatre.inferred_beyond_km:g}")
    return figures_table(
        _("**From whom to whom**, km² with claims"),
        pd.DataFrame(rows),
        note=paragraph(text(note)) if note else "",
        empty=_("No ground changed hands here."),
    )


@remembered
def _balance(situation: Situation) -> str:
    moved, factions = situation.change, situation.theatre.factions
    parts = {
        _("Gained"): moved.gross_gain,
        _("Was contested"): moved.became_settled,
        _("Lost"): moved.gross_loss,
        _("Became contested"): moved.became_unsettled,
    }
    names = sorted(moved.gross_gain.keys() | moved.gross_loss.keys())
    rows = [
        {_("Faction"): standing_name(name, factions), **{label: part.get(name, 0.0) for label, part in parts.items()}}
        for name in names
    ]
    note = _(
        "Was contested: the part gained that was contested or disputed. Became contested: the part lost that "
        "became contested or disputed."
    )
    return figures_table(
        _("**Gained and lost**, km² with claims"),
        pd.DataFrame(rows),
        note=paragraph(text(note)),
        empty=_("No ground changed hands here."),
    )


@remembered
def _by_unit(situation: Situation, units: Units) -> str:
    table = governorates_table(situation) if units.level == 1 else units_table(situation, units)
    title = _("**By {unit}**, km² gained (+) and lost ({minus})")
    return figures_table(title.format(unit=unit_word(units, situation.theatre), minus="\N{MINUS SIGN}"), table)


@remembered
def _front(situation: Situation) -> str:
    figures = situation.figures
    moved = front_shift(situation)
    if moved is None:
        how = _("On one of the days there is none, so it cannot have moved.")
    elif moved.stayed:
        how = _("It stayed where it was; measured along all of it, not only in the area.")
    else:
        how = _(
            "It moved {median} km at the median and {most} km at most; measured along all of it, not only in the area."
        ).format(median=f"{moved.median_km:,.1f}", most=km_words(moved.max_km))
    length = _("**Front line** {before} km, then {after} km.").format(
        before=f"{figures.front_line_km_at_from:,.0f}", after=f"{figures.front_line_km:,.0f}"
    )
    told = [how, *(f"{advance_told(situation, way).say()}." for way in advances(situation))]
    note = "".join(paragraph(text(sentence)) for sentence in told)
    pairs = pairs_table(situation)
    if pairs.empty:
        return heading(length) + note
    return figures_table(length, pairs, note=note)


@remembered
def _crossings(situation: Situation) -> str:
    factions = situation.theatre.factions
    rows = [
        {
            _("Crossing"): either(row.name_en, row.name_ar),
            _("Was"): code_in_words(row.status_before, CROSSING_STATUSES),
            _("Held by"): faction_names(row.controllers_before, factions) or _("nobody known"),
            _("Is"): code_in_words(row.status, CROSSING_STATUSES),
            _("Now held by"): faction_names(row.controllers, factions) or _("nobody known"),
        }
        for row in situation.crossings_flipped.itertuples()
    ]
    empty = _("No crossing of the area changed status or hands.")
    return figures_table(_("**Crossings that changed**"), pd.DataFrame(rows), empty=empty)


@remembered
def _highways(situation: Situation) -> str:
    theatre, title = situation.theatre, _("**Highways under other hands**")
    if "highways" not in theatre.basemap:
        return figures_table(title, pd.DataFrame(), empty=_("This theatre has no highways (basemap/highways.geojson)."))
    moved = highways_moved(situation.change, theatre.basemap["highways"])
    rows = [
        {
            _("Highway"): row.ref,
            _("From"): standing_name(row.before, theatre.factions),
            _("To"): standing_name(row.after, theatre.factions),
            _("km"): row.length_km,
        }
        for row in moved.itertuples()
    ]
    lengths = moved.groupby("ref")["length_km"].sum().items()
    together = listing(strong(_("{road} {km} km")).format(road=text(ref), km=f"{km:,.0f}") for ref, km in lengths)
    note = _("{lengths} in all, along the schematic lines of the map, which join towns; the road itself is longer.")
    return figures_table(
        title,
        pd.DataFrame(rows),
        note=paragraph(strong(note).format(lengths=together)),
        empty=_("No stretch changed hands."),
    )


@remembered
def _toll(situation: Situation) -> str:
    """Strikes and people killed in the range, and what of it happened near the front line."""
    figures = situation.figures
    deaths, strikes = figures.fatalities, figures.strikes
    meanwhile = _(
        "{strikes} strikes for certain, {maybe} possibly, and {killed} in {events} events for certain, {possible} "
        "possibly; {silent} give no figure."
    ).format(
        strikes=f"{strikes[CERTAIN]:,}",
        maybe=f"{strikes[POSSIBLE]:,}",
        killed=killed_words(figures),
        events=f"{figures.certain:,}",
        possible=f"{figures.possible:,}",
        silent=f"{deaths.silent:,}",
    )
    abroad = abroad_words(figures.abroad)
    return "".join(
        (
            heading(_("**Meanwhile**")),
            paragraph(text(meanwhile)),
            paragraph(text(f"{abroad}.")) if abroad else "",
            _near_front(situation),
        )
    )


def _near_front(situation: Situation) -> str:
    until = day(situation.filters.end)
    title = _("**Near the front line** of {day}").format(day=until)
    if situation.front_lines.empty:
        empty = _("No front line is drawn on {day}, so nothing is counted near it.").format(day=until)
        return figures_table(title, pd.DataFrame(), empty=empty)
    rows = [
        {
            _("Within"): _("{km} km").format(km=f"{near.within_km:g}"),
            _("Events certain"): near.events.certain,
            _("Events possible"): near.events.possible,
            _("Strikes certain"): near.strikes.certain,
            _("Strikes possible"): near.strikes.possible,
        }
        for near in _near(situation)
    ]
    note = _("Possible: the day or the place is too vague to tell.")
    return figures_table(title, pd.DataFrame(rows), note=paragraph(text(note)))


@remembered
def _near(situation: Situation) -> tuple[NearFront, ...]:
    return front_bands(situation.events, situation.front_lines, situation.theatre.extent, BANDS_KM)


def _corrections(situation: Situation) -> None:
    filters = situation.filters
    corrected = _corrected(situation)
    told = _("**Corrected later**: {day} as known on {then} against as known today")
    told = told.format(day=day(filters.end), then=day(filters.known_by or filters.end))
    if corrected.empty:
        empty = _("Nothing published later changed the picture of that day here.")
        st.html(figures_table(told, corrected, empty=empty))
        return
    st.html(heading(f"{told} ({len(corrected):,})"))
    places = st.expander(_("What was known of these places then, and is known now"), key="corrected", on_change="rerun")
    if places.open:
        places.dataframe(
            corrected,
            hide_index=True,
            placeholder="",
            height=table_height(len(corrected), tallest=TALLEST),
            column_config={_("Place"): st.column_config.TextColumn(pinned=True, width=165)},
        )


@remembered
def _corrected(situation: Situation) -> pd.DataFrame:
    filters, theatre = situation.filters, situation.theatre
    found = corrections(theatre, filters.end, known_by=filters.known_by or filters.end)
    found = found[in_area(situation.area, theatre.places.loc[found.index])]
    return pd.DataFrame(
        {
            _("Place"): [place_name(theatre, place_id) for place_id in found.index],
            _("Known then"): [standing_name(name, theatre.factions) for name in found["known_then"]],
            _("How then"): [code_in_words(how, HOW_HELD) for how in found["how_then"]],
            _("Known today"): [standing_name(name, theatre.factions) for name in found["known_now"]],
            _("How today"): [code_in_words(how, HOW_HELD) for how in found["how_now"]],
            _("Later or undated reports"): [len(late) for late in found["later_reports"]],
        }
    )
