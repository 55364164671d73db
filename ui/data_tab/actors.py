"""Who is named in the events brought in, which faction each stands for, and the rules that say so."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.changelog.log import Subject
from geo.events.actors import NO_FACTION, PATTERN, ActorRule, actor_table
from geo.registry.factions import Factions
from geo.theatre.theatre import Theatre
from map.wording import day
from ui.data import Opened
from ui.html import markdown
from ui.import_panel.account import actors_without
from ui.manual_edit.actor_form import new_rule, rule_row
from ui.manual_edit.editing import start_adding, start_editing, start_withdrawing

NOT_YET = "not said yet"


def actors_section(opened: Opened) -> None:
    """The actors, those first of whom nobody has said what they stand for, and the rules."""
    theatre = opened.theatre
    st.markdown("##### Actors")
    table = _actors(theatre.version, theatre)
    if table.empty:
        what = "brought in from a file names an actor" if theatre.imports else "was brought in from a file"
        st.caption(f"No event of this theatre {what}, so no actor waits to be told apart.")
    else:
        _table(opened, table)
    if theatre.actor_rules or not table.empty:
        _rules(opened)


@st.cache_data(max_entries=2, show_spinner="Counting actors …")
def _actors(version: str, _theatre: Theatre) -> pd.DataFrame:
    brought_in = _theatre.events[_theatre.events["origin"] != ""]
    return actor_table(brought_in, _theatre.actor_rules)


def shown_actors(table: pd.DataFrame, factions: Factions) -> pd.DataFrame:
    """The table of actors as the page shows it."""
    return pd.DataFrame(
        {
            "Actor": table["actor"],
            "Stands for": [", ".join(faction_word(one, factions) for one in found) for found in table["factions"]],
            "Events": table["events"],
            "First": table["first_day"],
            "Last": table["last_day"],
        }
    )


def faction_word(faction: str, factions: Factions) -> str:
    """A faction as the table of actors names it."""
    if faction == "":
        return NOT_YET
    return "none of the factions" if faction == NO_FACTION else factions[faction].short_en


def _table(opened: Opened, table: pd.DataFrame) -> None:
    theatre = opened.theatre
    without = int(table["factions"].map(lambda found: "" in found).sum())
    waiting = f"{actors_without(without)}, of {len(table):,}. " if without else ""
    how = "" if opened.read_only_reason else "Click the box of a row to say which faction it stands for."
    st.caption(f"{waiting}{how}")
    chosen = st.dataframe(
        shown_actors(table, theatre.factions),
        key=f"actors-{theatre.version}",
        hide_index=True,
        height=min(300, 40 + 35 * len(table)),
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            "First": st.column_config.DateColumn(format="D MMM YYYY"),
            "Last": st.column_config.DateColumn(format="D MMM YYYY"),
        },
    )
    if opened.read_only_reason:
        st.caption(opened.read_only_reason)
        return
    rows = chosen.selection.rows
    actor = str(table["actor"].iloc[rows[0]]) if rows and rows[0] < len(table) else ""
    st.button(
        markdown(f"Say what {actor} stands for") if actor else "Say what an actor stands for",
        key="actors-say",
        on_click=lambda: start_adding(opened, Subject.ACTOR, "Which faction an actor stands for", new_rule(actor)),
    )


def rule_words(rule: ActorRule, factions: Factions) -> str:
    """A rule in a line, as in "Militia stands for Blue, 5 Dec 2024 to any day"."""
    name = f"{rule.actor} (pattern)" if rule.match == PATTERN else rule.actor
    first, last = (day(pd.Timestamp(one)) if not pd.isna(one) else "any day" for one in (rule.first, rule.last))
    days = "" if rule.always else f", {first} to {last}"
    return f"{name} stands for {faction_word(rule.faction, factions)}{days}"


def _rules(opened: Opened) -> None:
    theatre = opened.theatre
    rules = {rule.rule_id: rule for rule in theatre.actor_rules}
    if not rules:
        return
    with st.expander(f"Rules ({len(rules)})"):
        st.caption("The first rule that fits counts: names before patterns, what was said last before the rest.")
        chosen = st.selectbox(
            "Which rule",
            list(rules),
            key=f"actors-rule-{theatre.version}",
            format_func=lambda rule_id: rule_words(rules[rule_id], theatre.factions),
        )
        if opened.read_only_reason:
            return
        rule = rules[chosen]
        with st.container(horizontal=True):
            st.button(
                "Edit",
                key="actors-edit",
                on_click=lambda: start_editing(opened, Subject.ACTOR, "Edit a rule", chosen, rule_row(rule)),
            )
            st.button(
                "Withdraw",
                key="actors-withdraw",
                on_click=lambda: start_withdrawing(
                    opened, Subject.ACTOR, "Withdraw a rule", chosen, rule_words(rule, theatre.factions)
                ),
            )
