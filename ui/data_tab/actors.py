"""Who is named in the events brought in, which faction each stands for, and the rules that say so."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.changelog.log import Subject
from geo.common.messages import N_, _
from geo.events.actors import NO_FACTION, PATTERN, ActorRule, actor_table
from geo.registry.factions import Factions
from geo.theatre.theatre import Theatre
from map.spoken import day, listing, short_name
from ui.data import Opened
from ui.dates import day_column
from ui.html import markdown
from ui.import_panel.account import actors_without
from ui.manual_edit.actor_form import new_rule, rule_row
from ui.manual_edit.editing import start_adding, start_editing, start_withdrawing
from ui.table_height import table_height

NOT_YET = N_("not said yet")


def actors_section(opened: Opened) -> None:
    """The actors, those first of whom nobody has said what they stand for, and the rules."""
    theatre = opened.theatre
    st.markdown("### " + _("Actors"))
    with st.spinner(_("Counting actors …")):
        table = _actors(theatre.version, theatre)
    if table.empty:
        st.caption(
            _("No event of this theatre brought in from a file names an actor, so no actor waits to be told apart.")
            if theatre.imports
            else _("No event of this theatre was brought in from a file, so no actor waits to be told apart.")
        )
    else:
        _table(opened, table)
    if theatre.actor_rules or not table.empty:
        _rules(opened)


@st.cache_data(max_entries=2, show_spinner=False)
def _actors(version: str, _theatre: Theatre) -> pd.DataFrame:
    brought_in = _theatre.events[_theatre.events["origin"] != ""]
    return actor_table(brought_in, _theatre.actor_rules)


def shown_actors(table: pd.DataFrame, factions: Factions) -> pd.DataFrame:
    """The table of actors as the page shows it."""
    return pd.DataFrame(
        {
            _("Actor"): table["actor"],
            _("Stands for"): [listing(faction_word(one, factions) for one in found) for found in table["factions"]],
            _("Events"): table["events"],
            _("First"): table["first_day"],
            _("Last"): table["last_day"],
        }
    )


def faction_word(faction: str, factions: Factions) -> str:
    """A faction as the table of actors names it."""
    if faction == "":
        return _(NOT_YET)
    return _("none of the factions") if faction == NO_FACTION else short_name(factions[faction])


def _table(opened: Opened, table: pd.DataFrame) -> None:
    theatre = opened.theatre
    without = int(table["factions"].map(lambda found: "" in found).sum())
    waiting = _("{actors}, of {all}.").format(actors=actors_without(without), all=f"{len(table):,}") if without else ""
    how = "" if opened.read_only_reason else _("Click the box of a row to say which faction it stands for.")
    st.caption(f"{waiting} {how}".strip())
    chosen = st.dataframe(
        shown_actors(table, theatre.factions),
        key=f"actors-{theatre.version}",
        hide_index=True,
        placeholder="",
        height=table_height(len(table), tallest=300),
        on_select="rerun",
        selection_mode="single-row",
        column_config={_("First"): day_column(), _("Last"): day_column()},
    )
    if opened.read_only_reason:
        st.caption(opened.read_only_reason)
        return
    rows = chosen.selection.rows
    actor = str(table["actor"].iloc[rows[0]]) if rows and rows[0] < len(table) else ""
    title = _("Which faction an actor stands for")
    st.button(
        markdown(_("Say what {actor} stands for").format(actor=actor)) if actor else _("Say what an actor stands for"),
        key="actors-say",
        on_click=lambda: start_adding(opened, Subject.ACTOR, title, new_rule(actor)),
    )


def rule_words(rule: ActorRule, factions: Factions) -> str:
    """A rule in a line, as in "Militia stands for Blue, 5 Dec 2024 to any day"."""
    name = _("{actor} (pattern)").format(actor=rule.actor) if rule.match == PATTERN else rule.actor
    first, last = (day(one) if not pd.isna(one) else _("any day") for one in (rule.first, rule.last))
    days = "" if rule.always else _("{first} to {last}").format(first=first, last=last)
    told = _("{actor} stands for {faction}").format(actor=name, faction=faction_word(rule.faction, factions))
    return listing([told, days])


def _rules(opened: Opened) -> None:
    theatre = opened.theatre
    rules = {rule.rule_id: rule for rule in theatre.actor_rules}
    if not rules:
        return
    with st.expander(_("Rules ({count})").format(count=len(rules))):
        st.caption(_("The first rule that fits counts: names before patterns, what was said last before the rest."))
        chosen = st.selectbox(
            _("Which rule"),
            list(rules),
            key=f"actors-rule-{theatre.version}",
            format_func=lambda rule_id: rule_words(rules[rule_id], theatre.factions),
        )
        if opened.read_only_reason:
            return
        rule, edit, withdraw = rules[chosen], _("Edit a rule"), _("Withdraw a rule")
        words = rule_words(rule, theatre.factions)
        with st.container(horizontal=True):
            st.button(
                _("Edit"),
                key="actors-edit",
                on_click=lambda: start_editing(opened, Subject.ACTOR, edit, chosen, rule_row(rule)),
            )
            st.button(
                _("Withdraw"),
                key="actors-withdraw",
                on_click=lambda: start_withdrawing(opened, Subject.ACTOR, withdraw, chosen, words),
            )
