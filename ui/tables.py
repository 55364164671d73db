"""The same situation as tables, beside the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from geo.analysis.situation import Situation
from geo.common.messages import _, pgettext
from geo.query.own_area import in_area
from geo.theatre.cross_file_duplicates import repeats
from info.figures import ground_table
from map.layer import RenderOptions
from map.spoken import day, faction_names, status_words
from map.wording import PLACE_KINDS
from ui.agreement.tab import agreement_tab
from ui.by_unit import show_ground
from ui.change_tab import change_tab
from ui.data import Opened
from ui.data_tab import data_tab
from ui.data_words import code_in_words, rule_word
from ui.dates import day_column
from ui.events_tab import MOST_ROWS, NO_PAGE, events_tab
from ui.faults import fault_list
from ui.flipped_list import flipped_list
from ui.headline import ground
from ui.html import markdown
from ui.session import OPEN_TAB, set_unsent_again, set_widgets
from ui.state import Tab
from ui.strikes_tab import strikes_tab
from ui.takings import takings_section
from ui.time_tab import time_tab
from ui.words import adm1_word, area_name, governorate_names, in_both, named, other_language, standing_name

TAB_PRESSED = "tab-pressed"
INTO_SIGHT = (
    'if (matchMedia("(max-width: 640px)").matches) '
    'document.querySelector(".st-key-tab").scrollIntoView({ behavior: "smooth" });'
)
"""On a phone the tabs stand at the lower edge of the first screen: what one of them holds is brought up to be seen."""


def tables(situation: Situation, opened: Opened, look: RenderOptions) -> None:
    """The tabs beside the map; only the open one is worked out."""
    contents: dict[Tab, tuple[str, Callable[[Situation], None]]] = {
        "change": (_("What changed"), lambda found: _change_tab(found, look)),
        "events": (_("Events"), events_tab),
        "strikes": (_("Strikes"), strikes_tab),
        "time": (_("Over time"), time_tab),
        "places": (_("Places"), _places_tab),
        "ground": (_("Ground"), _ground_tab),
        "sources": (_("Sources"), lambda found: _sources_tab(found, opened)),
        "agreement": (pgettext("of two maps", "Agreement"), lambda found: agreement_tab(found, opened)),
        "data": (_("Data"), lambda _found: data_tab(opened)),
    }
    labels: dict[Tab, str] = {name: label for name, (label, _draw) in contents.items()}
    if st.session_state.get("tab") != (label := labels[st.session_state[OPEN_TAB]]):
        set_widgets({"tab": label})  # as the link has it, or as it is called in another language
    tabs = st.tabs(list(labels.values()), key="tab", on_change=_take_tab, args=(labels,))
    for tab, (_label, draw) in zip(tabs, contents.values(), strict=True):
        if tab.open:
            with tab:
                draw(situation)
    if st.session_state.pop(TAB_PRESSED, False):
        # a script that is sent again as it was does not run: it says of which tab it is
        st.html(f"<script>/* {st.session_state[OPEN_TAB]} */ {INTO_SIGHT}</script>", unsafe_allow_javascript=True)


def _take_tab(labels: Mapping[Tab, str]) -> None:
    """The tab that was pressed, by what it was called then."""
    set_unsent_again()
    st.session_state[TAB_PRESSED] = True
    pressed = (name for name, label in labels.items() if label == st.session_state["tab"])
    st.session_state[OPEN_TAB] = next(pressed, st.session_state[OPEN_TAB])


def _change_tab(situation: Situation, look: RenderOptions) -> None:
    if situation.theatre.tells_control:
        flipped_list(situation)
        ground(situation, look)
    change_tab(situation)


def _ground_tab(situation: Situation) -> None:
    figures, filters = situation.figures, situation.filters
    start, end = day(filters.start), day(filters.end)
    claimed_then = figures.ground_at_from.claimed
    bounds = figures.ground.bounds
    holder, on_start, on_end = _("Holder"), {"day": start}, {"day": end}
    held = pd.DataFrame(
        [
            {
                holder: _holder(row.standing, situation),
                _("Held {day}").format(**on_start): row.held - row.change,
                _("Held {day}").format(**on_end): row.held,
                _("Change"): row.change,
                _("Claimed only {day}").format(**on_start): claimed_then.get(row.standing, 0.0),
                _("Claimed only {day}").format(**on_end): row.claimed,
                _("Of it inferred {day}").format(**on_end): row.inferred,
                _("At least {day}").format(**on_end): bounds.get(row.standing, (None, None))[0],
                _("At most {day}").format(**on_end): bounds.get(row.standing, (None, None))[1],
            }
            for row in ground_table(figures.ground, figures.ground_at_from)
        ]
    )
    st.caption(
        _(
            "km² in {area}, at the end of each day. Together {total} km². Held: somebody else than the holder says so "
            "and there is a page to show, or it is the state of the first day. Claimed only: the holder itself, a "
            "claim about the whole area, or general knowledge without a page. Inferred: no report of its own decides, "
            "it goes with the places around it. At least: held and claimed, without what is in doubt. At most: with "
            "all ground in doubt, contested or disputed that may be its own."
        ).format(area=markdown(area_name(situation.area)), total=f"{figures.ground.total:,.0f}")
    )
    st.dataframe(
        held,
        hide_index=True,
        placeholder="",
        column_config={
            column: st.column_config.NumberColumn(format="%,.0f") for column in held.columns if column != holder
        },
    )
    show_ground(situation)


def _holder(standing: str, situation: Situation) -> str:
    faction = situation.theatre.factions.get(standing)
    return standing_name(standing, situation.theatre.factions) if faction is None else named(faction)


def _places_tab(situation: Situation) -> None:
    theatre, area = situation.theatre, situation.area
    places = theatre.places[in_area(area, theatre.places)]
    states = [situation.states[place_id] for place_id in places["place_id"]]
    names, names_in_other = in_both(places)
    table = pd.DataFrame(
        {
            _("Place"): names,
            other_language(): names_in_other,
            _("Kind"): [code_in_words(kind, PLACE_KINDS) for kind in places["kind"]],
            adm1_word(theatre): places["adm1_pcode"].map(governorate_names(theatre)),
            _("Held by"): [faction_names(state.parties, theatre.factions) for state in states],
            _("How"): [status_words(state.status) for state in states],
            _("Since"): [state.since for state in states],
            _("How sure"): [state.sure for state in states],
            _("Rule"): [rule_word(state.rule) for state in states],
            _("Reports"): [len(state.reports) for state in states],
        }
    )
    st.caption(
        _(
            "Every place of {area} at the end of {day}: by its own reports, or by the places around it. How sure: 0 to "
            "1, from distance, age and grade of what decides."
        ).format(area=markdown(area_name(area)), day=day(situation.filters.end))
    )
    st.dataframe(
        table,
        hide_index=True,
        placeholder="",
        height=340,
        column_config={_("Since"): day_column()},
    )


def _sources_tab(situation: Situation, opened: Opened) -> None:
    theatre = situation.theatre
    accounts = pd.DataFrame(
        [
            {
                _("File"): a.file,
                _("Rows read"): a.read,
                _("Accepted"): a.accepted,
                _("Superseded"): a.superseded,
                _("Unchanged"): a.unchanged,
                _("Withdrawn"): a.withdrawn,
                _("Duplicates"): a.duplicates,
                _("Needs fixing"): a.rejected,
                _("Corrected since"): a.replaced,
            }
            for a in theatre.accounts
        ]
    )
    st.caption(
        _(
            "The whole theatre {theatre}, data version {version}. Read = accepted + superseded + unchanged + withdrawn "
            "+ duplicates + needs fixing, always. Superseded rows took the place of what an earlier file said; "
            "corrected since are those a later file corrected or withdrew."
        ).format(theatre=markdown(theatre.id), version=theatre.version)
    )
    st.dataframe(accounts, hide_index=True, placeholder="")
    for repeat in repeats(theatre):
        st.warning(markdown(f"{repeat.sentence} {repeat.on_the_page}"))
    listed = [row for row in theatre.rejected if not row[0].also_in]
    if listed:
        if len(listed) > MOST_ROWS:
            told = _("{count} rows need fixing; the first {most} are listed.")
            st.caption(told.format(count=f"{len(listed):,}", most=f"{MOST_ROWS:,}"))
        fault_list((fault for row in listed[:MOST_ROWS] for fault in row), key="sources-faults")
    elif not theatre.rejected_rows:
        st.caption(_("No row needs fixing."))
    elif not theatre.rejected:
        st.caption(
            _(
                "No row of the theatre's own files needs fixing. Those of files that were brought in stand in the tab "
                "Data, under Files brought in."
            )
        )
    takings_section(opened)
    st.dataframe(_publishers(situation), hide_index=True, placeholder="", height=300)


def _publishers(situation: Situation) -> pd.DataFrame:
    """Who stands behind the reports and events of the whole theatre, the most quoted first."""
    theatre = situation.theatre
    columns = ["source_publisher", "reliability"]
    counts = [_("Control reports"), _("Events")]
    named_in = zip((theatre.reports, theatre.events), counts, strict=True)
    both = pd.concat([rows[columns].assign(what=what) for rows, what in named_in])
    both["source_publisher"] = both["source_publisher"].replace({"": _(NO_PAGE), "general knowledge": _(NO_PAGE)})
    table = both.pivot_table(index=columns, columns="what", aggfunc="size", fill_value=0)
    table = table.reindex(columns=counts, fill_value=0).rename_axis(columns=None)
    table = table.reset_index().rename(columns={"source_publisher": _("Publisher"), "reliability": _("Reliability")})
    order = table[counts].sum(axis=1).sort_values(ascending=False, kind="stable").index
    return table.loc[order]
